"""The journal gives back what was put in, whatever was done to its file in between."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.batch.journal import Journal
from dragoman.batch.letters import Record
from dragoman.errors import OutputError

RECORDS = [
    Record(f"letter.{n}.ja.docx", "docx", f"{n:064}", f"{n + 1:064}", 100 + n, 1_700_000_000_000_000_000 + n, n, None)
    for n in range(5)]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "letter.journal.jsonl"
    journal = Journal(path, writable=True)
    for record in RECORDS:
        journal.add(record)
    journal.close()
    return path


def known(path):
    journal = Journal(path, writable=True)
    found = [record for record in RECORDS if journal.get(record.name) == record]
    strange = [one for one in journal.records(seen=True) if one not in RECORDS]
    others = list(journal.records(seen=False))
    journal.close()
    assert strange == [], "something was read that was never written"
    assert others == []
    return found


def test_what_was_added_is_known_again(path):
    assert known(path) == RECORDS


def test_the_last_word_about_a_file_counts(path):
    journal = Journal(path, writable=True)
    newer = Record(RECORDS[0].name, "docx", "a", "b", 1, 2, 3, 4)
    journal.add(newer)
    journal.close()
    journal = Journal(path, writable=True)
    assert journal.get(newer.name) == newer
    journal.close()


def test_a_line_that_does_not_know_the_time_of_the_last_change_is_a_line(path):
    body = {name: value for name, value in asdict(RECORDS[0]).items() if name != "ctime_ns"}
    check = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:16]
    path.write_text(json.dumps({**body, "check": check}) + "\n", encoding="utf-8")
    assert known(path) == RECORDS[:1]


def test_a_torn_last_line_is_cut_and_the_next_line_is_whole(path):
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    assert known(path) == RECORDS[:4]
    assert path.read_bytes() == b"".join(whole.splitlines(keepends=True)[:4])


def test_a_reader_cuts_nothing_and_makes_no_file(path, tmp_path):
    path.write_bytes(path.read_bytes()[:-20])
    before = path.read_bytes()
    Journal(path, writable=False).close()
    Journal(tmp_path / "none.jsonl", writable=False).close()
    assert path.read_bytes() == before
    assert not (tmp_path / "none.jsonl").exists()


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damage_loses_lines_and_never_changes_what_they_say(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("journal")
    path = folder / "j.jsonl"
    journal = Journal(path, writable=True)
    for record in RECORDS:
        journal.add(record)
    journal.close()
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(["change", "delete", "insert", "cut"])):
            case "change":
                content[place] = data.draw(st.integers(0, 255))
            case "delete":
                del content[place:place + data.draw(st.integers(1, 40))]
            case "insert":
                content[place:place] = data.draw(st.binary(max_size=40))
            case "cut":
                del content[place:]
        if not content:
            break
    path.write_bytes(content)
    journal = Journal(path, writable=True)
    for record in RECORDS:
        assert journal.get(record.name) in (record, None)
    journal.close()


def test_a_journal_that_cannot_be_opened_is_an_error_of_output(tmp_path):
    (tmp_path / "j.jsonl").mkdir()
    with pytest.raises(OutputError) as caught:
        Journal(Path(tmp_path / "j.jsonl"), writable=True)
    assert caught.value.diagnostics[0].position.file == str(tmp_path / "j.jsonl")
