"""`dragoman merge`: what it writes, what it says, how it ends."""

import csv
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from batch_checker import faults
from conftest import EXAMPLE
from dragoman import Project, read_recipients
from test_cli import ENVIRONMENT, dragoman

CHEAP = ("-t", "text,json", "-j", "1")
LETTERS = 11
"""The guests of the example."""


@pytest.fixture
def merge(copy, tmp_path):
    """Merge the letter of the copy into `out`, in formats that cost little."""
    def run(*more, environment=None, **options):
        return dragoman(
            "merge", copy, "invitation", "-o", tmp_path / "out", *CHEAP, *more, environment=environment, **options)
    return run


def names(path, languages=("fr", "en", "ja"), suffixes=("txt", "json")):
    return [f"invitation.{guest.key}.{guest.language}.draft.{suffix}"
            for guest in read_recipients(path, languages) for suffix in suffixes]


def counts(report):
    total = {}
    for count in report["languages"].values():
        for name, number in count.items():
            total[name] = total.get(name, 0) + number
    return total


def test_every_guest_has_a_letter_in_word_and_pdf_as_the_library_writes_it(tmp_path):
    done = dragoman("merge", EXAMPLE, "invitation", "-o", tmp_path, "-j", "2", "--limit", "3")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == b""
    project = Project.load(EXAMPLE)
    guests = list(read_recipients(EXAMPLE / "guests.csv", project.languages))[:3]
    made = {path.name: path.read_bytes() for path in tmp_path.glob("invitation.*.*.draft.*")}
    assert len(made) == 6
    for guest in (guests[0], guests[-1]):
        document = project.compose("invitation", language=guest.language, recipient=guest)
        for kind in ("docx", "pdf"):
            output = project.write(document, kind)
            assert made[output.name] == output.data


class Runs:
    """Drafts, the same again, and finals, all into one folder; what each said, and what stood there in between."""

    def __init__(self, folder):
        self.out = folder / "out"
        command = ("merge", EXAMPLE, "invitation", "-o", self.out, *CHEAP)
        self.first = dragoman(*command)
        self.drafts = self.tree()
        self.second = dragoman(*command, "--report", "-")
        self.final = dragoman(*command, "--final", "--report", folder / "report.json")
        self.report = json.loads((folder / "report.json").read_bytes())

    def tree(self):
        return {path.name: path.read_bytes() for path in self.out.iterdir()}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    return Runs(tmp_path_factory.mktemp("runs"))


def test_the_table_counts_by_language(runs):
    assert runs.first.returncode == 0
    rows = [line.split() for line in runs.first.stderr.decode().splitlines()]
    assert ["fr", "3", "3", "0", "0", "0", "3"] in [row[:7] for row in rows]
    assert faults(runs.out, "invitation.draft", names(EXAMPLE / "guests.csv")) == []


def test_a_second_run_leaves_everything_and_says_so(runs):
    report = json.loads(runs.second.stdout)
    assert counts(report)["unchanged"] == LETTERS
    assert (report["complete"], report["exit_code"]) == (True, 0)


def test_the_report_says_everything_of_every_letter(runs):
    letters = sorted(runs.report["letters"], key=lambda letter: letter["row"])
    assert [letter["row"] for letter in letters] == list(range(2, 13))
    assert {letter["outcome"] for letter in letters} == {"not ready"}
    assert all(letter["diagnostics"] and letter["openings"] for letter in letters)
    assert (runs.report["exit_code"], runs.report["complete"], runs.report["state"]) == (6, False, "final")


def test_finals_are_refused_for_open_points_and_drafts_stay_as_they_are(runs):
    assert runs.final.returncode == 6
    assert "OPN-001" in runs.final.stderr.decode()
    assert runs.tree() == {**runs.drafts, "invitation.journal.jsonl": b""}


def test_a_finding_that_several_letters_share_is_told_once(runs):
    said = runs.final.stderr.decode()
    findings = [line for line in said.splitlines() if "warning[" in line]
    assert findings
    assert len(findings) == len(set(findings))


def test_a_changed_row_makes_its_letter_anew_and_nothing_else(merge, copy):
    merge()
    rows = list(csv.reader((copy / "guests.csv").read_text(encoding="utf-8").splitlines()))
    rows[1][rows[0].index("civility")] = "M."
    with (copy / "guests.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    report = json.loads(merge("--report", "-").stdout)
    assert {letter["recipient"] for letter in report["letters"] if letter["outcome"] == "made"} == {rows[1][0]}


@pytest.mark.parametrize("kind", ["pipe", "folder", "nowhere"])
def test_a_report_takes_the_place_of_no_folder_and_of_no_device(merge, tmp_path, kind):
    path = tmp_path / "taken" / "report" if kind == "nowhere" else tmp_path / "taken"
    {"pipe": os.mkfifo, "folder": os.mkdir, "nowhere": str}[kind](path)
    done = merge("--report", path)
    assert (done.returncode, "BAT-012" in done.stderr.decode()) == (5, True)
    assert path.is_fifo() == (kind == "pipe")
    assert not (tmp_path / "out").exists()


def test_guests_who_left_the_list_keep_their_files_and_are_named(merge, copy, tmp_path):
    merge()
    lines = (copy / "guests.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (copy / "guests.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    done = merge("--report", "-")
    report = json.loads(done.stdout)
    assert report["unlisted"] == sorted(f"invitation.{lines[-1].split(',')[0]}.{tag}.draft.{suffix}"
                                        for tag in (lines[-1].split(",")[1],) for suffix in ("txt", "json"))
    assert "BAT-009" in done.stderr.decode()
    assert all((tmp_path / "out" / name).exists() for name in report["unlisted"])


def test_a_dry_run_counts_and_makes_no_folder(merge, tmp_path):
    done = merge("--dry-run", "--report", "-")
    assert done.returncode == 0
    assert counts(json.loads(done.stdout))["made"] == LETTERS
    assert not (tmp_path / "out").exists()
    assert "nothing is written" in done.stderr.decode()


def test_a_dry_run_tells_of_the_characters_and_the_length_that_the_run_would_tell_of(copy, tmp_path):
    long = "Je vous prie de croire en l’expression de notre considération. " * 150
    (copy / "guests.csv").write_text(
        "key,language,function,organisation,closing\n"
        f"a,fr,organisation,Exemple,\nb,fr,organisation,ตัว,\nc,fr,organisation,Exemple,{long}\n", encoding="utf-8")
    command = ("merge", copy, "invitation", "-o", tmp_path / "out", "-j", "1", "--report", "-")
    dry, wet = dragoman(*command, "--dry-run"), dragoman(*command)
    assert dry.returncode == wet.returncode == 3
    for done, long_ones in ((dry, ["FMT-005", "FMT-005"]), (wet, ["FMT-005", "FMT-004"])):
        found = {letter["recipient"]: letter for letter in json.loads(done.stdout)["letters"]}
        assert {key: letter["outcome"] for key, letter in found.items()} == {"a": "made", "b": "failed", "c": "made"}
        codes = {key: [one["code"] for one in letter["diagnostics"]] for key, letter in found.items()}
        assert codes == {"a": [], "b": ["FAC-004"], "c": long_ones}
    said = dry.stderr.decode()
    assert "not checked: the layout" in said
    assert said.count("FMT-005") == 1


def test_a_dry_run_tells_of_faces_templates_and_a_folder_that_would_fail_the_run(copy, tmp_path):
    with (copy / "house.yaml").open("a", encoding="utf-8") as file:
        file.write("\nfaces:\n  latin:\n    text: {docx: Georgia, family: roman, pdf: [Nowhere Serif]}\n")
    (copy / "templates" / "invitation").mkdir(parents=True)
    (copy / "templates" / "invitation" / "ja.docx").write_bytes(b"no document of Word")
    (tmp_path / "out").write_bytes(b"mine")
    done = dragoman("merge", copy, "invitation", "-o", tmp_path / "out", "-j", "1", "--dry-run", "--report", "-")
    assert done.returncode == 5
    said, report = done.stderr.decode(), json.loads(done.stdout)
    assert [said.count(code) for code in ("FIL-008", "SHL-002", "FAC-002")] == [1, 1, 2]  # a regular and a bold
    assert counts(report)["failed"] == LETTERS
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_a_list_with_faults_stops_before_anything_with_all_of_them(merge, copy, tmp_path):
    (copy / "guests.csv").write_text("key,language\na,fr\nb,de\nc,\n", encoding="utf-8")
    done = merge()
    assert done.returncode == 4
    assert done.stderr.decode().count("error[RCP-") == 2
    assert not (tmp_path / "out").exists()


def test_a_fault_in_another_document_of_the_project_stops_the_letters_before_anything(merge, copy, tmp_path):
    (copy / "convention.yaml").write_text("kind: convention\npoem: 1\n", encoding="utf-8")
    done = merge()
    assert done.returncode == 4
    assert "convention.yaml" in done.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_a_list_may_come_from_standard_input(copy, tmp_path):
    with (copy / "guests.csv").open("rb") as file:
        done = dragoman("merge", copy, "invitation", "-r", "-", "-o", tmp_path / "out", *CHEAP, stdin=file)
    assert done.returncode == 0, done.stderr.decode()
    assert len(list((tmp_path / "out").glob("*.txt"))) == LETTERS


@pytest.mark.parametrize(("arguments", "code", "said"), [
    (["convention"], 2, "USE-010"),
    (["poem"], 2, "USE-001"),
    (["invitation", "-t", "odt"], 2, "USE-003"),
    (["invitation", "-j", "0"], 2, "-j"),
    (["invitation", "-r", "nobody.csv"], 4, "RCP-001"),
    (["invitation", "-o", "/proc/none", "-t", "text"], 5, "FIL-00"),
])
def test_each_mistake_has_its_exit_code(tmp_path, arguments, code, said):
    done = dragoman("merge", EXAMPLE, *arguments, cwd=tmp_path)
    assert done.returncode == code, done.stderr.decode()
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_the_command_speaks_french_when_asked(tmp_path):
    done = dragoman("--interface", "fr", "merge", EXAMPLE, "invitation", "-o", tmp_path, "-t", "text", "--limit", "1")
    assert "inchangées" in done.stderr.decode()


# --- signals ---

def begun(many, out, how, *more):
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "merge", str(EXAMPLE), "invitation", "-r", str(many), "-o", str(out), *how,
         *more], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    end = time.monotonic() + 60
    while not list(out.glob("*.txt")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)
    return process


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_well_and_the_next_goes_on(many, tmp_path, number, code):
    process = begun(many, tmp_path / "out", CHEAP, "--report", str(tmp_path / "report.json"))
    os.killpg(process.pid, number)  # as a terminal does: the processes that make letters get it too
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == code, said
    report = json.loads((tmp_path / "report.json").read_bytes())
    kept = counts(report)["made"]
    assert report["interrupted"]
    assert 0 < kept < 250
    assert len(list((tmp_path / "out").glob("*.txt"))) == kept
    assert not (tmp_path / "out" / "invitation.draft.manifest.json").exists()
    done = dragoman(
        "merge", EXAMPLE, "invitation", "-r", many, "-o", tmp_path / "out", *CHEAP, "--report", "-")
    assert done.returncode == 0
    assert counts(json.loads(done.stdout))["unchanged"] == kept
    assert faults(tmp_path / "out", "invitation.draft", names(many)) == []


def test_a_second_signal_ends_it_at_once(many, tmp_path):
    process = begun(many, tmp_path / "out", CHEAP)
    process.send_signal(signal.SIGINT)
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=4.5)
    assert process.returncode == 130


def test_when_the_reader_of_the_report_is_gone_the_run_ends_as_programs_do(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "merge", str(EXAMPLE), "invitation", "-o", str(tmp_path), "-t", "text", "-j",
         "1", "--report", "-"], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(60) == 141, said
    assert "Traceback" not in said
    assert len(list(tmp_path.glob("*.txt"))) == LETTERS


# --- the same bytes ---

def test_letters_and_what_is_remembered_of_them_are_the_same_in_any_zone_with_any_seed_and_locale(tmp_path):
    trees, origins = [], []
    for zone, seed, locale in (("Asia/Tokyo", "1", "C"), ("America/Adak", "2", "C.UTF-8")):
        environment = {**ENVIRONMENT, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale, "SOURCE_DATE_EPOCH": seed}
        folder = tmp_path / seed
        done = dragoman(
            "merge", EXAMPLE, "invitation", "-o", folder, "-t", "docx,pdf,text", "--limit", "3", "-j", "1",
            environment=environment)
        assert done.returncode == 0, done.stderr.decode()
        trees.append({path.name: path.read_bytes() for path in folder.glob("invitation.*.*.draft.*")})
        lines = map(json.loads, (folder / "invitation.draft.journal.jsonl").read_bytes().splitlines())
        origins.append({line["name"]: line["made_from"] for line in lines})
    assert len(trees[0]) == len(origins[0]) == 9
    assert trees[0] == trees[1]
    assert origins[0] == origins[1]


def test_what_no_face_draws_is_told_before_the_first_letter(tmp_path):
    guests, out = tmp_path / "guests.csv", tmp_path / "out"
    guests.write_text(
        "key,language,function,organisation\na,fr,organisation,Exemple\nb,fr,organisation,ตัว\nc,fr,organisation,ตัวอ\n",
        encoding="utf-8")
    done = dragoman("merge", EXAMPLE, "invitation", "-r", guests, "-o", out, "-t", "pdf", "-j", "1")
    said = done.stderr.decode()
    assert done.returncode == 3
    told = [line for line in said.splitlines() if "BAT-010" in line]
    assert len(told) == 1
    assert "guests.csv:3" in told[0]
    assert told[0].endswith("ต (U+0E15) [3], ว (U+0E27) [3], ั (U+0E31) [3], อ (U+0E2D) [4]")
    assert [line.partition(":3:")[1] for line in said.splitlines() if "FAC-004" in line] == [":3:", ""]
    assert said.index("BAT-010") < said.index("FAC-004")
    assert [path.name for path in out.glob("*.pdf")] == ["invitation.a.fr.draft.pdf"]
