"""The command line: what it writes, what it says, how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import EXAMPLE

ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


def dragoman(*arguments, cwd=None, environment=None, stdin=None, before=()):
    """Run the program; `before` is a command that runs it in its turn."""
    return subprocess.run(
        [*before, sys.executable, "-m", "dragoman", *map(str, arguments)], cwd=cwd, env=environment or ENVIRONMENT,
        capture_output=True, timeout=120, check=False, stdin=stdin)


def test_build_makes_every_file_asked_for_and_says_so_in_a_table(tmp_path):
    done = dragoman("build", EXAMPLE, "press-release", "-l", "fr,en,ja", "-t", "docx,pdf,text,json", "-o", tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    suffixes = ("docx", "pdf", "txt", "json")
    assert {p.name for p in tmp_path.iterdir()} == {
        f"press-release.{tag}.draft.{suffix}" for tag in ("fr", "en", "ja") for suffix in suffixes}
    table = done.stderr.decode()
    assert table.count("press-release.ja.draft") == 4
    assert done.stdout == b""


def test_a_document_may_be_named_with_hyphen_or_underscore(tmp_path):
    assert dragoman("build", EXAMPLE, "press_release", "-l", "fr", "-t", "text", "-o", tmp_path).returncode == 0


def test_one_file_may_go_to_standard_output():
    done = dragoman("build", EXAMPLE, "press-release", "-l", "ja", "-t", "text", "-o", "-")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("オクシタニー地域圏の日本訪問：")
    assert dragoman("build", EXAMPLE, "-t", "text", "-o", "-").returncode == 2


def test_a_second_build_writes_the_same_bytes_in_another_zone_and_with_another_seed(tmp_path):
    for folder, zone, seed in (("a", "Pacific/Kiritimati", "1"), ("b", "America/Adak", "2")):
        environment = {**ENVIRONMENT, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        done = dragoman("build", EXAMPLE, "-t", "docx,pdf,text,json", "-o", tmp_path / folder, environment=environment)
        assert done.returncode == 0, done.stderr.decode()
    first = {p.name: p.read_bytes() for p in (tmp_path / "a").iterdir()}
    assert first == {p.name: p.read_bytes() for p in (tmp_path / "b").iterdir()}
    assert len(first) == 36


def line_of(file, text):
    return 1 + (EXAMPLE / file).read_text(encoding="utf-8").partition(text)[0].count("\n")


def test_final_is_refused_with_the_list_and_nothing_is_written(tmp_path):
    done = dragoman("build", EXAMPLE, "-l", "fr", "--final", "-o", tmp_path / "out")
    assert done.returncode == 6
    said = done.stderr.decode()
    assert "OPN-001" in said
    line = line_of("press-release.yaml", "date:\n")
    assert f"press-release.yaml:{line}:1: warning[OPN-002] release.date" in said
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(("arguments", "code", "said"), [
    (["build", "nowhere"], 4, "PRJ-001"),
    (["build", EXAMPLE, "poem"], 2, "USE-001"),
    (["build", EXAMPLE, "-l", "de"], 2, "USE-002"),
    (["build", EXAMPLE, "-t", "odt"], 2, "USE-003"),
    (["build", EXAMPLE, "--finale"], 2, "No such option"),
    (["catalog", "check"], 2, "USE-007"),
    (["bild"], 2, "No such command"),
])
def test_each_mistake_has_its_exit_code_and_no_traceback(tmp_path, arguments, code, said):
    done = dragoman(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert not list(tmp_path.iterdir())


def test_errors_speak_french_or_english(copy, edit):
    edit("mission.yaml", "percent: 12.8", "percent: 12,8")
    french = dragoman("--interface", "fr", "build", copy).stderr.decode()
    english = dragoman("--interface", "en", "build", copy).stderr.decode()
    by_environment = dragoman("build", copy, environment={**ENVIRONMENT, "LC_ALL": "fr_FR.UTF-8"}).stderr.decode()
    line = line_of("mission.yaml", "percent: 12.8")
    assert french.startswith(f"mission.yaml:{line}:5: error[SRC-007] mission.figures.export_share.percent: ")
    assert "« 12,8 » n’est pas un nombre" in french
    assert "12,8” is not a number" in english
    assert by_environment == french


def test_every_fault_of_the_sources_is_told_in_one_run(copy, edit):
    edit("mission.yaml", "percent: 12.8", "percent: 12,8")
    edit("names.yaml", "kind: person", "kind: human")
    edit("press-release.yaml", "{training_camp}", "{camp}")
    said = dragoman("build", copy).stderr.decode()
    assert "SRC-007" in said
    assert "SRC-015" in said


def test_check_lists_open_points_as_warnings_and_fails_on_them_only_when_asked(copy):
    done = dragoman("check", copy)
    assert done.returncode == 0, done.stderr.decode()
    assert "warning[OPN-002] release.date" in done.stderr.decode()
    assert dragoman("check", copy, "--fail-on", "warning").returncode == 6
    records = json.loads(dragoman("check", copy, "--format", "json").stdout)
    assert {"code", "severity", "file", "line", "message", "hint"} <= set(records[0])


def test_a_fact_missing_from_a_translation_stops_the_build_before_anything_is_written(copy, edit, tmp_path):
    edit("locales/ja/LC_MESSAGES/project.po", "「{training_camp}」", "")
    done = dragoman("build", copy, "-t", "text", "-o", tmp_path / "out")
    assert done.returncode == 4
    assert "EDN-004" in done.stderr.decode()
    assert "training_camp" in done.stderr.decode()
    assert "project.po:" in done.stderr.decode()
    assert not (tmp_path / "out").exists()
    assert dragoman("check", copy).returncode == 4


def test_an_unwritable_folder_is_an_output_error_and_old_files_stay(tmp_path):
    folder = tmp_path / "out"
    assert dragoman("build", EXAMPLE, "-l", "fr", "-t", "text", "-o", folder).returncode == 0
    before = (folder / "press-release.fr.draft.txt").read_bytes()
    done = dragoman("build", EXAMPLE, "-l", "fr", "-t", "text", "-o", folder / "press-release.fr.draft.txt")
    assert done.returncode == 5
    assert (folder / "press-release.fr.draft.txt").read_bytes() == before


def test_an_interrupted_run_leaves_whole_files_and_says_so_by_its_code(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "build", str(EXAMPLE), "-t", "pdf", "-o", str(tmp_path)], env=ENVIRONMENT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    limit = time.monotonic() + 60
    while not list(tmp_path.iterdir()) and time.monotonic() < limit:
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode in {143, 0}
    for path in tmp_path.iterdir():
        assert path.suffix == ".pdf"
        assert path.read_bytes().rstrip().endswith(b"%%EOF")


def test_help_has_examples_and_names_every_command():
    assert "build" in dragoman("--help").stdout.decode()
    for command in ("build", "check"):
        said = dragoman(command, "--help").stdout.decode()
        assert f"dragoman {command} examples/japan-2024" in said
    documented = (Path(__file__).parents[1] / "docs" / "cli.md").read_text(encoding="utf-8")
    for command in ("build", "check", "catalog"):
        assert f"dragoman {command}" in documented


def test_a_reader_that_goes_away_and_a_full_disk_are_no_faults_of_the_program():
    """The pipe is closed before anything is said."""
    for command in (["blanks", EXAMPLE, "convention"], ["clauses"]):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [sys.executable, "-m", "dragoman", *map(str, command)], stdout=writing, stderr=subprocess.PIPE,
            env=ENVIRONMENT, check=False, timeout=120)
        os.close(writing)
        assert (done.returncode, done.stderr) == (141, b"")
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "dragoman", *map(str, command)], stdout=full, stderr=subprocess.PIPE,
                env=ENVIRONMENT, check=False, timeout=120)
        assert done.returncode == 5
        assert b"FIL-001" in done.stderr
