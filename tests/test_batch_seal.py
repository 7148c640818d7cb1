"""The seal of a folder: unbroken while nothing has happened to it, broken by all that a run would find."""

import contextlib
import json
import os
import shutil
import time
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch_specimens import FORMATS, OPEN, Here, Specimens, guests, name, plan, run
from dragoman.batch.folder import locked
from dragoman.batch.letters import EDITED, Maker
from dragoman.batch.merge import merge
from dragoman.batch.seal import unbroken
from dragoman.batch.tally import Ending
from dragoman.diagnostics import diagnostic
from dragoman.errors import OutputError
from test_batch_faults import BROKEN, Failing

SEAL, JOURNAL, MANIFEST = (f"letter.draft.{end}" for end in ("seal", "journal.jsonl", "manifest.json"))
FIRST = name(next(guests(1)), FORMATS[0])


@dataclass
class Bytes:
    """Inputs as a run knows them; `now` is what they are when it ends."""

    said: str = "a"
    now: str | None = "a"
    named: list[str] = field(default_factory=lambda: ["logo.png"])

    def digest(self, named):
        return f"{self.said} {named}"

    def settled(self):
        return None if self.now is None else self.digest(self.named)


def sealed(folder, count=6, inputs=None, **more):
    """A run that knows its inputs."""
    ending = Ending(inputs=inputs or Bytes())
    return run(folder, guests(count, more.pop("harm", None)), here=True, ending=ending, **more), ending


def known(folder, inputs=None, state="draft"):
    return unbroken(folder, "letter", state, inputs or Bytes())


def test_a_complete_folder_is_sealed_and_its_seal_tells_what_a_run_would_find(tmp_path):
    sealed(tmp_path)
    found, (letters, ending) = known(tmp_path), sealed(tmp_path)
    assert {letter.outcome for letter in letters} == {"unchanged"}
    assert found.tally == ending.tally
    assert (found.complete, found.unlisted, found.tally.languages["ja"].unchanged) == (True, [], 2)


def test_other_inputs_another_letter_and_another_state_are_not_what_was_sealed(tmp_path):
    sealed(tmp_path)
    assert known(tmp_path, Bytes("b")) is None
    assert known(tmp_path, state="final") is None
    assert unbroken(tmp_path, "poem", "draft", Bytes()) is None
    assert unbroken(tmp_path / "none", "letter", "draft", Bytes()) is None
    assert not (tmp_path / "none").exists()


def rewrite(path):
    """Other bytes of the same size."""
    path.write_bytes(bytes(reversed(path.read_bytes())))


def link(path):
    shutil.copy2(path, path.with_suffix(".away"))
    path.unlink()
    path.symlink_to(path.with_suffix(".away"))


def of_the_same_time(path):
    found = path.stat()
    path.write_bytes(path.read_bytes() + b"?")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def of_the_same_size_and_time(path):
    time.sleep(0.01)  # past the tick of the clock in which it was made
    found = path.stat()
    rewrite(path)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def replaced(path):
    """By another file of the same size and time, as an archive or a tool of synchronisation does."""
    other = path.with_suffix(".other")
    shutil.copy2(path, other)
    of_the_same_size_and_time(other)
    other.replace(path)


BREAKING = {
    "gone": lambda path: path.unlink(), "longer at the same time": of_the_same_time,
    "cut": lambda path: os.truncate(path, 3), "other bytes of the same size and time": of_the_same_size_and_time,
    "another file of the same size and time": replaced,
    "touched": lambda path: os.utime(path, ns=(1, path.stat().st_mtime_ns + 1)), "a link": link,
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("harm", BREAKING)
def test_what_happens_to_a_file_breaks_the_seal(tmp_path, harm):
    sealed(tmp_path)
    BREAKING[harm](tmp_path / FIRST)
    assert known(tmp_path) is None


@pytest.mark.parametrize("harm", ["other bytes of the same size and time", "another file of the same size and time"])
def test_other_bytes_of_the_same_size_and_time_are_kept_aside_and_that_letter_alone_is_made_again(tmp_path, harm):
    sealed(tmp_path)
    before = (tmp_path / FIRST).read_bytes()
    BREAKING[harm](tmp_path / FIRST)
    letters, _ = sealed(tmp_path)
    assert [file.name for letter in letters for file in letter.files if file.outcome == "made"] == [FIRST]
    assert [found.code for letter in letters for found in letter.diagnostics] == [EDITED]
    assert (tmp_path / FIRST).read_bytes() == before
    assert known(tmp_path) is not None


def test_a_copy_of_a_folder_has_a_seal_again_after_one_run_that_makes_nothing(tmp_path):
    sealed(tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    assert known(tmp_path / "two") is None
    assert {letter.outcome for letter in sealed(tmp_path / "two")[0]} == {"unchanged"}
    assert known(tmp_path / "two") is not None


@pytest.mark.parametrize("kept", [JOURNAL, MANIFEST])
@pytest.mark.parametrize("harm", [lambda path: path.unlink(), rewrite, link, of_the_same_time])
def test_what_happens_to_the_journal_or_the_manifest_breaks_it(tmp_path, kept, harm):
    sealed(tmp_path)
    harm(tmp_path / kept)
    assert known(tmp_path) is None


def test_a_seal_that_was_damaged_anywhere_says_nothing(tmp_path):
    sealed(tmp_path)
    whole, right = (tmp_path / SEAL).read_bytes(), known(tmp_path).tally
    for place in range(len(whole)):
        for spoilt in (whole[:place], whole[:place] + b"7" + whole[place + 1:], whole[:place] + whole[place + 1:]):
            (tmp_path / SEAL).write_bytes(spoilt)
            found = known(tmp_path)
            assert found is None or (found.tally == right and json.loads(spoilt) == json.loads(whole)), spoilt
    for strange in (b"7", b"[]", b'{"seal": 1}', b'{"seal": "", "named": 3, "others": []}', b"[" * 100_000, b"\xff"):
        (tmp_path / SEAL).write_bytes(strange)
        assert known(tmp_path) is None


def test_the_seal_is_mended_by_the_run_that_finds_it_broken(tmp_path):
    sealed(tmp_path)
    os.utime(tmp_path / FIRST, (1, 1))
    assert known(tmp_path) is None
    sealed(tmp_path)
    assert known(tmp_path) is not None


@pytest.mark.parametrize("more", [
    {"limit": 6}, {"harm": {2: "refused"}}, {"stopping": lambda: True}, {"inputs": Bytes(now=None)},
])
def test_a_run_that_is_not_complete_or_whose_inputs_changed_seals_nothing(tmp_path, more):
    sealed(tmp_path, **more)
    assert not (tmp_path / SEAL).exists()


def test_a_dry_run_and_a_run_that_does_not_know_its_inputs_seal_nothing(tmp_path):
    run(tmp_path, guests(6), here=True)
    sealed(tmp_path, dry=True)
    assert not (tmp_path / SEAL).exists()


def test_a_run_that_had_something_to_warn_of_seals_nothing(tmp_path):
    ending = Ending(inputs=Bytes(), warnings=[diagnostic(OPEN)])
    run(tmp_path, guests(6), here=True, ending=ending)
    assert ending.complete
    assert not (tmp_path / SEAL).exists()


def test_a_run_that_was_stopped_after_its_first_letters_breaks_the_seal_of_before(tmp_path):
    sealed(tmp_path)
    order = plan(tmp_path, Specimens(salts=(("fr", "b"),)))
    letters = merge(
        order, guests(6), lambda _: Here(Maker(Specimens(), "letter", tmp_path)), ending=Ending(inputs=Bytes("b")))
    assert next(letter for letter in letters if letter.outcome == "made")
    letters.close()
    assert known(tmp_path) is None
    assert known(tmp_path, Bytes("b")) is None


def test_a_letter_that_failed_once_breaks_the_seal_of_before(tmp_path):
    sealed(tmp_path)
    (tmp_path / FIRST).unlink()
    sealed(tmp_path, harm={0: "refused"})
    assert known(tmp_path) is None


def test_a_file_that_is_changed_while_the_others_are_made_is_sealed_as_it_was_made(tmp_path):
    order = plan(tmp_path, Specimens())
    letters = merge(
        order, guests(20), lambda _: Here(Maker(Specimens(), "letter", tmp_path)), ending=Ending(inputs=Bytes()))
    next(letters)
    (tmp_path / FIRST).write_bytes(b"by hand")
    assert len(list(letters)) == 19
    assert (tmp_path / SEAL).exists()
    assert known(tmp_path) is None
    assert [letter.outcome for letter in sealed(tmp_path, 20)[0]].count("made") == 1


def test_files_whose_rows_are_gone_are_named_as_long_as_they_are_there(tmp_path):
    sealed(tmp_path)
    fewer = list(guests(6))[1:]
    ending = Ending(inputs=Bytes())
    run(tmp_path, fewer, here=True, ending=ending)
    assert known(tmp_path).unlisted == ending.unlisted == sorted(name(next(guests(1)), kind) for kind in FORMATS)
    (tmp_path / FIRST).rename(tmp_path / "aside")
    assert known(tmp_path).unlisted == [one for one in ending.unlisted if one != FIRST]
    (tmp_path / "aside").rename(tmp_path / FIRST)
    assert known(tmp_path).unlisted == ending.unlisted


def test_a_run_of_other_formats_breaks_the_seal_whose_manifest_it_replaces(tmp_path):
    sealed(tmp_path)
    sealed(tmp_path, letters=Specimens(), inputs=Bytes("b"), formats=FORMATS[:1])
    assert known(tmp_path) is None
    assert known(tmp_path, Bytes("b")) is not None


def test_while_another_run_holds_the_folder_the_seal_says_nothing(tmp_path):
    sealed(tmp_path)
    with locked(tmp_path):
        assert known(tmp_path) is None
    assert known(tmp_path) is not None


def test_a_look_at_the_seal_sweeps_what_a_killed_run_left_and_changes_nothing_else(tmp_path):
    sealed(tmp_path)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    (tmp_path / ".tmp-0123456789abcdef").write_bytes(b"half")
    assert known(tmp_path) is not None
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("call", BROKEN)
def test_wherever_a_disk_breaks_while_a_folder_is_sealed_the_next_run_seals_it(tmp_path, monkeypatch, call):
    home, function = BROKEN[call]
    for number in range(1, 60):
        folder = tmp_path / str(number)
        with monkeypatch.context() as patch:
            failing = Failing(getattr(home, function), number)
            patch.setattr(home, function, failing)
            with contextlib.suppress(OutputError):
                sealed(folder, 2)
        if failing.calls < number:
            break
        found = known(folder)
        assert [letter.outcome for letter in sealed(folder, 2)[0]].count("made") == 0 or found is None
        assert known(folder) is not None
    assert number > 4, "a line of the journal for each file, at least"


# --- whatever happens, in whatever order ---

SCENES = {
    "all": lambda: (Specimens(), guests(3)), "fewer": lambda: (Specimens(), guests(2)),
    "other words": lambda: (Specimens(salts=(("fr", "b"),)), guests(3)),
    "refused": lambda: (Specimens(), guests(3, {1: "refused"})),
}
"""What a run may be over; each has inputs of its own."""


def play(folder, scene):
    letters, recipients = SCENES[scene]()
    ending = Ending(inputs=Bytes(scene, scene))
    return run(folder, recipients, letters, here=True, ending=ending), ending


def restore(folder, saved, data):
    """Put back one of the files that were there, as an archive does, with its time; or take it away as it did."""
    names = sorted({path.name for path in (*saved.iterdir(), *folder.iterdir()) if path.name != ".dragoman.lock"})
    one = data.draw(st.sampled_from(names or ["none"]))
    if (saved / one).exists():
        shutil.copy2(saved / one, folder / one)
    else:
        (folder / one).unlink(missing_ok=True)


def spoil(folder, data):
    files = sorted(path for path in folder.iterdir() if path.name != ".dragoman.lock")
    if files:
        path = data.draw(st.sampled_from(files))
        harm = data.draw(st.sampled_from([
            rewrite, of_the_same_time, of_the_same_size_and_time, BREAKING["touched"], BREAKING["gone"]]))
        harm(path)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_seal_never_says_what_a_run_would_not_find(tmp_path_factory, data):
    home = tmp_path_factory.mktemp("home")
    folder, saved, trial = home / "out", home / "saved", home / "trial"
    folder.mkdir()
    play(folder, data.draw(st.sampled_from(sorted(SCENES))))
    shutil.copytree(folder, saved)
    for _ in range(data.draw(st.integers(1, 5))):
        match data.draw(st.sampled_from(["play", "spoil", "restore", "save"])):
            case "play":
                play(folder, data.draw(st.sampled_from(sorted(SCENES))))
            case "spoil":
                spoil(folder, data)
            case "restore":
                restore(folder, saved, data)
            case "save":
                shutil.rmtree(saved)
                shutil.copytree(folder, saved)
        for scene in SCENES:
            found = known(folder, Bytes(scene))
            if found is not None:
                shutil.rmtree(trial, ignore_errors=True)
                letters, ending = play(shutil.copytree(folder, trial), scene)
                assert {letter.outcome for letter in letters} == {"unchanged"}
                assert (found.tally, found.unlisted, found.complete) == (ending.tally, ending.unlisted, ending.complete)
