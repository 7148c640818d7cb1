"""Processes that die, disks that fill, runs that are killed: one letter fails, or the next run goes on."""

import contextlib
import errno
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import batch_specimens
from batch_checker import faults
from batch_specimens import FORMATS, Specimens, guests, name, run
from dragoman import files
from dragoman.batch.journal import Journal
from dragoman.batch.worker import Limits
from dragoman.diagnostics import diagnostic
from dragoman.errors import InternalError, Locked, OutputError, SourceError

PROGRAM = [
    sys.executable, "-c",
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from batch_specimens import main; sys.exit(main())",
    str(Path(__file__).parent)]
DEADLY = ["exit", "segv", "kill", "memory", "unpicklable", "base", "systemexit"]


def names(recipients):
    return [name(one, kind) for one in recipients for kind in FORMATS]


def tree(folder):
    """The bytes of everything that a run is to give; journal and seal have the order and times in which it was made."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith((".jsonl", ".seal"))}


@pytest.fixture
def start():
    """Start a run in a group of its own, which is gone when the test is."""
    begun = []

    def started(*arguments):
        process = subprocess.Popen([*PROGRAM, *map(str, arguments)], start_new_session=True)
        begun.append(process)
        return process

    yield started
    for process in begun:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def ended(*arguments, before=(), **options):
    """A run to its end: how it ended and what it said; `before` is a command that runs it in its turn."""
    command = [*before, *PROGRAM, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, **options)
    return done.returncode, done.stdout + done.stderr


def workers_of(parent):
    """The processes that were started to make letters for a parent, by what the system says of each."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if any(b"dragoman.batch.worker" in word for word in words) and str(parent).encode() in words:
                found.append(int(entry.name))
    return found


def wait_for(condition, seconds=60.0):
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)
    return found


# --- a letter that does harm ---

@pytest.mark.parametrize("place", [0, 15, 29])
@pytest.mark.parametrize("harm", DEADLY)
def test_a_letter_that_harms_its_process_fails_alone(tmp_path, harm, place):
    recipients = list(guests(30, {place: harm}))
    done = run(tmp_path, recipients, limits=Limits(seconds=10, memory=1024))
    failed = [letter for letter in done if letter.outcome == "failed"]
    assert [letter.number for letter in failed] == [place]
    assert str(failed[0].diagnostics[0].position) == f"list.csv:{place + 2}"
    assert failed[0].exit_code in (1, 3)
    lost = names([recipients[place]])
    assert faults(tmp_path, "letter.draft", names(recipients), lost) == []


def test_the_reasons_of_failures_are_told_apart(tmp_path):
    harm = dict(enumerate(["segv", "memory", "systemexit", "unpicklable", "exit"]))
    done = run(tmp_path, guests(8, harm), limits=Limits(memory=1024))
    told = {letter.number: (letter.diagnostics[0].code.id, letter.exit_code) for letter in done if letter.diagnostics}
    assert told == {
        0: ("BAT-004", 3), 1: ("BAT-003", 3), 2: ("BAT-002", 1), 3: ("BAT-002", 1), 4: ("BAT-004", 3)}


@pytest.mark.parametrize("harm", ["hang", "hang_in_c"])
def test_a_letter_that_hangs_is_killed_in_time_and_fails_alone(tmp_path, harm):
    began = time.monotonic()
    done = run(tmp_path, guests(12, {5: harm}), jobs=2, limits=Limits(seconds=1))
    assert time.monotonic() - began < 1 + 2 + 3  # the limit, what the promise adds, the start of three processes
    failed = {letter.number: letter.diagnostics[0].code.id for letter in done if letter.outcome == "failed"}
    assert failed == {5: "BAT-005"}


def test_many_deadly_letters_in_a_row_fail_each_and_the_others_are_made(tmp_path):
    harm = dict.fromkeys(range(3, 9), "exit")
    done = run(tmp_path, guests(16, harm), jobs=1)
    assert sorted(letter.number for letter in done if letter.outcome == "failed") == list(range(3, 9))
    assert len(done) == 16


def test_processes_are_replaced_after_so_many_letters(tmp_path):
    assert len(run(tmp_path, guests(60), jobs=2, limits=Limits(letters=10))) == 60


def _no_opening():
    os._exit(7)


def test_a_project_that_changes_during_the_run_ends_it_before_a_letter_is_wrong(tmp_path, monkeypatch):
    changed, plan = Specimens(salts=(("ja", "another"),)), batch_specimens.plan
    monkeypatch.setattr(batch_specimens, "plan", lambda folder, _, **more: plan(folder, changed, **more))
    with pytest.raises(SourceError) as caught:
        run(tmp_path, guests(5))
    assert caught.value.diagnostics[0].code.id == "BAT-001"
    assert not list(tmp_path.glob("letter.guest*"))


def test_processes_that_die_before_they_are_open_end_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(batch_specimens, "open_maker", lambda *_: None)
    monkeypatch.setattr(batch_specimens, "partial", lambda *_: _no_opening)
    with pytest.raises(InternalError) as caught:
        run(tmp_path, guests(5))
    assert caught.value.diagnostics[0].values["status"] == "exit 7"


# --- runs that are killed ---

def kill_and_resume(start, folder, count, kills, pause, chance):
    """Kill a run of all its processes, again and again, at random moments, then let one end; what it found made.

    Moments are told by letters, not by the clock: a machine may be slow.
    """
    for left in range(kills, 0, -1):
        there = len(list(folder.glob("letter.guest*")))
        enough = there + chance.randint(1, (count * len(FORMATS) - there) // (left + 1))
        process = start(folder, count, pause)
        wait_for(lambda enough=enough: len(list(folder.glob("letter.guest*"))) >= enough)
        time.sleep(chance.uniform(0, pause))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    code, said = ended(folder, count, pause)
    assert code == 0, said
    return int(said.split()[1])


def kills(start, tmp_path, count, times, pause):
    assert ended(tmp_path / "whole", count)[0] == 0
    kept = kill_and_resume(start, tmp_path / "killed", count, times, pause, random.Random(times))
    assert 0 < kept < count, "no kill came in the middle: the test tests nothing"
    assert tree(tmp_path / "killed") == tree(tmp_path / "whole")
    assert faults(tmp_path / "killed", "letter.draft", names(guests(count))) == []


def test_a_run_killed_at_random_moments_ends_as_one_that_was_not(start, tmp_path):
    kills(start, tmp_path, 200, 4, 0.03)


@pytest.mark.faults
def test_two_thousand_letters_through_twelve_kills_end_as_without(start, tmp_path):
    kills(start, tmp_path, 2000, 12, 0.01)


@pytest.mark.parametrize("harm", ["x", "hang_in_c"])
def test_when_the_parent_alone_is_killed_no_process_is_left(tmp_path, harm):
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from batch_specimens import *; "
        "run(Path(sys.argv[2]), guests(5000, {8: sys.argv[3]}), Specimens(0.05), limits=Limits(seconds=1.5))")
    process = subprocess.Popen([sys.executable, "-c", program, str(Path(__file__).parent), str(tmp_path), harm])
    wait_for(lambda: len(list(tmp_path.glob("letter.guest*"))) > 4)
    assert workers_of(process.pid)
    process.kill()
    process.wait()
    wait_for(lambda: not workers_of(process.pid), 10 if harm == "x" else 20)


# --- disks ---

def test_a_full_disk_ends_the_run_and_leaves_the_old_files_whole(tmp_path):
    run(tmp_path, guests(6), here=True)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("letter.guest*")}

    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    code, said = ended(tmp_path, 6, 0, "salt", preexec_fn=small)
    assert code == OutputError.exit_code, said
    assert "FIL-001" in said
    assert {path.name: path.read_bytes() for path in tmp_path.glob("letter.guest*")} == before
    assert ended(tmp_path, 6, 0, "salt")[1].split() == ["6", "0"]


def test_a_folder_that_takes_nothing_is_an_error_of_output(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(OutputError):
        run(tmp_path / "file" / "out", guests(2), here=True)
    with pytest.raises(OutputError):
        run(Path("/proc/nothing-is-made-here"), guests(2), here=True)


class Failing:
    """Lets the calls of a function pass up to the n-th, which fails as a broken disk does."""

    def __init__(self, function, number):
        self.function = function
        self.number = number
        self.calls = 0

    def __call__(self, *arguments, **options):
        self.calls += 1
        if self.calls == self.number:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return self.function(*arguments, **options)

    def __get__(self, instance, owner):
        return self if instance is None else lambda *a, **o: self(instance, *a, **o)


BROKEN = {"write": (os, "write"), "fsync": (os, "fsync"), "replace": (Path, "replace"), "open": (os, "open")}


@pytest.mark.parametrize("call", BROKEN)
def test_wherever_a_disk_breaks_old_files_are_whole_and_the_next_run_ends_as_another(tmp_path, monkeypatch, call):
    run(tmp_path / "whole", guests(3), here=True)
    home, function = BROKEN[call]
    broken = 0
    for number in range(1, 60):
        folder = tmp_path / str(number)
        with monkeypatch.context() as patch:
            failing = Failing(getattr(home, function), number)
            patch.setattr(home, function, failing)
            with contextlib.suppress(OutputError):
                run(folder, guests(3), here=True)
        if failing.calls < number:
            break
        broken += 1
        for path in folder.glob("letter.guest*"):
            assert path.read_bytes() == (tmp_path / "whole" / path.name).read_bytes()
        run(folder, guests(3), here=True)
        assert tree(folder) == tree(tmp_path / "whole")
        assert faults(folder, "letter.draft", names(guests(3))) == []
    assert broken >= {"write": 6, "fsync": 7, "replace": 7, "open": 8}[call]


def test_the_journal_says_when_the_disk_takes_half_a_line(tmp_path, monkeypatch):
    whole = os.write
    monkeypatch.setattr(os, "write", lambda file, data: whole(file, data[:10]))
    with pytest.raises(OutputError) as caught:
        run(tmp_path, guests(1), here=True)
    assert caught.value.diagnostics[0].code is files.NO_ROOM
    monkeypatch.undo()
    assert [letter.outcome for letter in run(tmp_path, guests(1), here=True)] == ["made"]
    assert faults(tmp_path, "letter.draft", names(guests(1))) == []


# --- two at once ---

def test_a_second_run_in_the_folder_is_refused_and_the_first_goes_on(start, tmp_path):
    first = start(tmp_path, 150, 0.02)
    wait_for(lambda: list(tmp_path.glob("letter.guest*")))
    code, said = ended(tmp_path, 150)
    assert "BAT-007" in said
    assert code == Locked.exit_code
    assert first.wait(60) == 0
    assert faults(tmp_path, "letter.draft", names(guests(150))) == []


def test_the_lock_of_a_killed_run_falls_by_itself_even_while_its_processes_live(start, tmp_path):
    first = start(tmp_path, 150, 0.05)
    wait_for(lambda: list(tmp_path.glob("letter.guest*")))
    first.kill()
    first.wait()
    assert run(tmp_path, guests(3), here=True)


def test_a_reader_never_sees_a_part_of_a_file(start, tmp_path):
    run(tmp_path, guests(20), here=True)
    first = {path: path.read_bytes() for path in tmp_path.glob("letter.guest*")}
    process = start(tmp_path, 20, 0.02, "salt")
    seen = {path: {content} for path, content in first.items()}
    while process.poll() is None:
        for path in first:
            seen[path].add(path.read_bytes())
    for path, contents in seen.items():
        assert contents <= {first[path], path.read_bytes()}
    assert any(len(contents) == 2 for contents in seen.values())


def test_what_a_killed_run_left_half_written_is_swept(tmp_path):
    (tmp_path / ".tmp-0123456789abcdef").write_bytes(b"half")
    (tmp_path / "mine.txt").write_bytes(b"x")
    run(tmp_path, guests(1), here=True)
    assert not list(tmp_path.glob(".tmp-*"))
    assert (tmp_path / "mine.txt").exists()


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A system's folder of temporary files, for this process and those that it starts."""
    folder = tmp_path / "system"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_temporary_files_stand_in_the_systems_folder_and_go_with_the_run(start, tmp_path, temporary):
    process = start(tmp_path / "out", 60, 0.02)
    wait_for(lambda: list((tmp_path / "out").glob("letter.guest*")))
    places = list(temporary.glob(".tmp-dragoman-*/*"))
    assert len(places) == 2  # one a process
    assert not [path for path in (tmp_path / "out").iterdir() if path.is_dir()]
    assert process.wait(60) == 0
    assert list(temporary.iterdir()) == []


def test_the_temporary_files_of_a_killed_run_are_taken_away_by_the_next_and_those_of_a_living_one_are_not(
    start, tmp_path, temporary,
):
    killed = start(tmp_path / "killed", 400, 0.02)
    living = start(tmp_path / "living", 200, 0.05)
    wait_for(lambda: all(list((tmp_path / name).glob("letter.guest*")) for name in ("killed", "living")))
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert len(list(temporary.iterdir())) == 2
    run(tmp_path / "next", guests(1), here=True)
    left, = temporary.iterdir()
    assert list(left.iterdir())
    assert living.wait(60) == 0
    assert list(temporary.iterdir()) == []


def test_the_temporary_files_of_a_letter_that_kills_its_process_go_with_it(tmp_path, temporary, monkeypatch):
    left = []
    monkeypatch.setattr(Journal, "add", lambda *_: left.append(len(list(temporary.glob(".tmp-dragoman-*/*")))))
    run(tmp_path / "out", guests(30, dict.fromkeys(range(0, 30, 3), "exit")), jobs=1)
    assert len(left) == 40
    assert max(left) == 1


def test_what_is_not_ours_in_the_systems_folder_is_left(tmp_path, temporary):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_bytes(b"x")
    (temporary / ".tmp-dragoman-12345678").symlink_to(tmp_path / "mine")
    (temporary / ".tmp-other").mkdir()
    run(tmp_path / "out", guests(1), here=True)
    assert (tmp_path / "mine" / "file").exists()
    assert {path.name for path in temporary.iterdir()} == {".tmp-dragoman-12345678", ".tmp-other"}


def test_an_old_manifest_goes_before_the_first_file_changes(tmp_path):
    run(tmp_path, guests(3), here=True)
    with pytest.raises(OutputError):
        run(tmp_path, guests(3), Broken(salts=(("fr", "b"),)), here=True)
    assert not (tmp_path / "letter.draft.manifest.json").exists()


class Broken(Specimens):
    def write(self, document, format):  # noqa: A002
        raise OutputError([diagnostic(files.NO_ROOM)])


def test_the_manifest_of_an_interrupted_run_is_not_left(start, tmp_path):
    journal = tmp_path / "letter.draft.journal.jsonl"
    process = start(tmp_path, 400, 0.02)
    wait_for(lambda: journal.exists() and journal.stat().st_size)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "letter.draft.manifest.json").exists()
    assert json.loads(journal.read_bytes().splitlines()[0])["openings"] == 0


def test_an_index_is_no_file_in_the_folder(tmp_path):
    journal = Journal(tmp_path / "j.jsonl", writable=True)
    assert [path.name for path in tmp_path.iterdir()] == ["j.jsonl"]
    journal.close()
