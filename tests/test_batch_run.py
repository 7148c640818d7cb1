"""A run of letters: what is made, what is left, what is remembered."""

import json
import os
import tracemalloc
from functools import partial

import pytest

from batch_checker import faults
from batch_specimens import FORMATS, Specimens, guests, name, plan, run
from dragoman.batch.letters import open_maker
from dragoman.batch.merge import STALE, merge
from dragoman.batch.pool import Pool
from dragoman.batch.tally import Ending
from dragoman.errors import OutputError
from dragoman.recipients import Recipient


def names(recipients):
    return [name(one, kind) for one in recipients for kind in FORMATS]


def outcomes(letters):
    return [letter.outcome for letter in sorted(letters, key=lambda letter: letter.number)]


def test_every_letter_is_made_and_the_manifest_says_so(tmp_path):
    ending = Ending()
    done = run(tmp_path, guests(20), ending=ending)
    assert outcomes(done) == ["made"] * 20
    assert ending.complete
    assert faults(tmp_path, "letter.draft", names(guests(20))) == []
    manifest = json.loads((tmp_path / "letter.draft.manifest.json").read_bytes())
    assert (manifest["letters"], len(manifest["files"]), manifest["state"]) == (20, 40, "draft")


def test_letters_come_once_each_with_their_row_and_their_files_in_the_order_of_the_formats(tmp_path):
    done = run(tmp_path, guests(30), jobs=3)
    assert sorted(letter.number for letter in done) == list(range(30))
    assert all(letter.position.line == letter.number + 2 for letter in done)
    assert {tuple(file.format for file in letter.files) for letter in done} == {FORMATS}


def test_a_second_run_makes_nothing_and_touches_no_file(tmp_path):
    run(tmp_path, guests(10), here=True)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("letter.guest*")}
    assert outcomes(run(tmp_path, guests(10), here=True)) == ["unchanged"] * 10
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("letter.guest*")} == before


def test_a_changed_row_makes_its_letter_anew_and_no_other(tmp_path):
    run(tmp_path, guests(9), here=True)
    rows = list(guests(9))
    rows[4] = Recipient(rows[4].key, rows[4].language, family_name="Autre")
    assert outcomes(run(tmp_path, rows, here=True)) == ["unchanged"] * 4 + ["made"] + ["unchanged"] * 4
    assert "Autre" in (tmp_path / name(rows[4], "text")).read_text(encoding="utf-8")


def test_rows_that_only_move_in_their_list_change_nothing(tmp_path):
    run(tmp_path, guests(9), here=True)
    assert outcomes(run(tmp_path, reversed(list(guests(9))), here=True)) == ["unchanged"] * 9


def test_what_changes_in_one_language_makes_that_language_anew(tmp_path):
    run(tmp_path, guests(6), here=True)
    again = run(tmp_path, guests(6), Specimens(salts=(("ja", "b"),)), here=True)
    assert {letter.language: letter.outcome for letter in again} == {"fr": "unchanged", "en": "unchanged", "ja": "made"}


@pytest.mark.parametrize("spoil", [
    lambda path: path.unlink(),
    lambda path: path.write_bytes(b"shorter"),
    lambda path: path.write_bytes(b"?" + path.read_bytes()[1:]),
])
def test_a_file_that_is_gone_or_was_changed_is_made_again(tmp_path, spoil):
    run(tmp_path, guests(3), here=True)
    path = tmp_path / names(guests(3))[0]
    right = path.read_bytes()
    spoil(path)
    again = run(tmp_path, guests(3), here=True)
    assert [file.outcome for letter in again for file in letter.files].count("made") == 1
    assert path.read_bytes() == right


def test_other_bytes_of_the_same_size_and_time_are_found(tmp_path):
    run(tmp_path, guests(3), here=True)
    path = tmp_path / names(guests(3))[0]
    right, found = path.read_bytes(), path.stat()
    path.write_bytes(bytes(reversed(right)))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    again = run(tmp_path, guests(3), here=True)
    assert [file.name for letter in again for file in letter.files if file.outcome == "made"] == [path.name]
    assert path.read_bytes() == right


def test_a_file_that_was_only_touched_or_copied_is_left_and_its_new_time_remembered(tmp_path):
    run(tmp_path, guests(3), here=True)
    path = tmp_path / names(guests(3))[0]
    os.utime(path, (1, 1))
    assert outcomes(run(tmp_path, guests(3), here=True)) == ["unchanged"] * 3
    assert '"mtime_ns": 1000000000,' in (tmp_path / "letter.draft.journal.jsonl").read_text(encoding="utf-8")


def test_files_whose_rows_are_gone_are_named_and_left(tmp_path):
    run(tmp_path, guests(5), here=True)
    ending = Ending()
    run(tmp_path, guests(3), here=True, ending=ending)
    assert ending.unlisted == sorted(names(list(guests(5))[3:]))
    assert all((tmp_path / left).exists() for left in ending.unlisted)
    assert len(json.loads((tmp_path / "letter.draft.manifest.json").read_bytes())["files"]) == 6


def test_with_a_limit_the_first_rows_are_made_and_nothing_is_called_complete(tmp_path):
    ending = Ending()
    assert len(run(tmp_path, guests(50), here=True, limit=3, ending=ending)) == 3
    assert not ending.complete
    assert not ending.unlisted
    assert not (tmp_path / "letter.draft.manifest.json").exists()


@pytest.mark.parametrize("dry", [False, True])
def test_a_file_that_stands_where_none_could_be_made_is_named(tmp_path, dry):
    refused = list(guests(4, {1: "refused"}))
    old = [tmp_path / name(refused[1], kind) for kind in FORMATS]
    for where in ("empty", "used"):
        done = run(tmp_path, refused, here=True, dry=dry)
        named = [found.position.file for letter in done for found in letter.diagnostics if found.code is STALE]
        assert named == ([] if where == "empty" else [str(path) for path in old])
        for path in old:
            path.write_bytes(b"as it was once")
    assert [path.read_bytes() for path in old] == [b"as it was once"] * len(old)


def test_a_dry_run_ends_with_the_error_of_a_folder_that_takes_nothing(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    for folder in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(OutputError) as caught:
            run(folder, guests(2), here=True, dry=True)
        assert caught.value.diagnostics[0].code.id == "FIL-008"


def test_a_dry_run_counts_and_writes_nothing_at_all(tmp_path):
    assert outcomes(run(tmp_path / "new", guests(4, {1: "refused"}), here=True, dry=True)) == [
        "made", "not ready", "made", "made"]
    assert not (tmp_path / "new").exists()
    run(tmp_path, guests(4), here=True)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert outcomes(run(tmp_path, guests(5), here=True, dry=True)) == ["unchanged"] * 4 + ["made"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_letter_with_open_points_is_not_ready_and_the_folder_not_complete(tmp_path):
    ending = Ending()
    done = run(tmp_path, guests(3, {1: "refused"}), here=True, ending=ending)
    assert outcomes(done) == ["made", "not ready", "made"]
    refused = done[1]
    assert (refused.exit_code, refused.openings) == (6, 2)
    assert [str(one.position) for one in refused.diagnostics] == ["x.yaml:1", "list.csv:3"]
    assert not ending.complete
    assert not (tmp_path / "letter.draft.manifest.json").exists()


def test_open_points_are_counted_for_letters_that_are_left_too(tmp_path):
    rows = [Recipient("a", "fr"), Recipient("b", "en", family_name="Specimen")]
    for _ in range(2):
        assert [letter.openings for letter in run(tmp_path, rows, here=True)] == [1, 0]


def test_a_run_told_to_stop_ends_what_is_begun_and_the_next_goes_on(tmp_path):
    seen = []

    def rows():
        for one in guests(200):
            seen.append(one)
            yield one

    ending = Ending()
    done = run(tmp_path, rows(), Specimens(pause=0.01), ending=ending, stopping=lambda: len(seen) > 40)
    assert ending.stopped
    assert 0 < len(done) < 60
    assert outcomes(done) == ["made"] * len(done)
    again = run(tmp_path, guests(60))
    assert outcomes(again).count("unchanged") == len(done)
    assert faults(tmp_path, "letter.draft", names(guests(60))) == []


def test_the_list_is_read_no_further_than_the_processes_are(tmp_path):
    taken = []

    def rows():
        for one in guests(500):
            taken.append(one)
            yield one

    letters = Specimens(pause=0.005)
    order = plan(tmp_path, letters)
    opener = partial(open_maker, partial(Specimens, 0.005), "letter", tmp_path, order.digests)
    made = merge(order, rows(), lambda scratch: Pool(opener, jobs=2, scratch=scratch), ending=Ending())
    next(made)
    assert len(taken) <= 60
    made.close()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".tmp-")]


def peak(folder, count):
    """Bytes that a run of so many letters takes at most in the process that leads it."""
    order = plan(folder, Specimens(), dry=True)
    opener = partial(open_maker, Specimens, "letter", None, order.digests)
    tracemalloc.start()
    for _ in merge(order, guests(count), lambda scratch: Pool(opener, jobs=1, scratch=scratch), ending=Ending()):
        pass
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return highest


@pytest.mark.faults
def test_memory_does_not_grow_with_the_list(tmp_path):
    few = peak(tmp_path, 4000)  # enough to fill the lists of free objects that the interpreter keeps
    assert peak(tmp_path, 12_000) < few + 200_000, "17 bytes a letter are too many"


def test_what_somebody_has_written_in_a_letter_is_kept_under_another_name(tmp_path):
    run(tmp_path, guests(3))
    edited = min(tmp_path.glob("letter.guest*"))
    for version in ("first", "second"):
        edited.write_text(f"edited by hand, {version}", encoding="utf-8")
        done = run(tmp_path, guests(3))
        told = [found for letter in done for found in letter.diagnostics if found.code.id == "BAT-011"]
        assert len(told) == 1
        kept = tmp_path / told[0].values["kept"]
        assert kept.read_text(encoding="utf-8") == f"edited by hand, {version}"
    assert edited.read_text(encoding="utf-8") != "edited by hand, second"


def test_the_sweep_takes_only_what_a_run_has_left(tmp_path):
    own, others = tmp_path / ".tmp-0123456789abcdef", [tmp_path / ".tmp-notes.txt", tmp_path / ".tmp-mine"]
    own.write_bytes(b"half")
    others[0].write_bytes(b"mine")
    others[1].mkdir()
    run(tmp_path, guests(1))
    assert not own.exists()
    assert all(path.exists() for path in others)
