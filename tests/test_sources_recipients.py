"""Lists of recipients: what is read, what is refused, each fault at its row and column, and nobody lost."""

import csv
import datetime as dt
import io
import subprocess
import sys
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import get_args

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import Project, SourceError
from dragoman.diagnostics import NOWHERE
from dragoman.language.addresses import address_lines
from dragoman.recipients import Address, Function, Gender
from dragoman.sources.recipient_cells import COLUMNS
from dragoman.sources.recipients import read_recipients, recipients_from_rows, recipients_from_stream
from projects import LANGUAGES

ROOT = Path(__file__).parents[1]
SPECIMENS = Path(__file__).parent / "fixtures" / "guests.csv"
HEAD = "key,language,civility,family_name,given_name,function,organisation,country,postcode,rank,honorific,email\n"


@pytest.fixture
def listed(tmp_path):
    def write(text, name="guests.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_recipients(path, LANGUAGES)
    return write


def faults(write, *arguments):
    with pytest.raises(SourceError) as refused:
        write(*arguments)
    return [(found.code.id, found.position.line, found.position.column) for found in refused.value.diagnostics]


def test_a_row_becomes_a_guest(listed):
    guests = listed(
        "key;language;civility;family_name;given_name;function;address;postcode;city;country;email;rank\n"
        "g-1;fr;Dr Mme;Exemple;Zoé;Consul-General;Bât. A | 1 rue de l’Exemple;31000;Spécimenville;FR;zoe@exemple.test;2"
        "\n")
    one, = guests
    assert len(guests) == 1
    assert (one.key, one.language, one.gender, one.academic) == ("g-1", "fr", "feminine", "Dr")
    assert (one.function, one.rank, one.email) == ("consul_general", 2, "zoe@exemple.test")
    assert one.address == Address(("Bât. A", "1 rue de l’Exemple"), "31000", "Spécimenville", None, "FR")
    assert (one.position.line, one.position.file) == (2, str(one.position.file))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_first_line_tells_the_separator_and_a_mark_at_its_beginning_is_not_text(listed, separator):
    text = f"\ufeffkey{separator}language\na{separator}fr\nb{separator}ja\n"
    assert [one.key for one in listed(text)] == ["a", "b"]


@pytest.mark.parametrize(("text", "told"), [
    ("", [("RCP-004", None, None)]),
    ("key,langage\na,fr\n", [("RCP-020", 1, 2), ("RCP-021", 1, None)]),
    ("key,language,key\n", [("RCP-022", 1, 3)]),
    ("key,language\n,fr\n", [("RCP-030", 2, 1)]),
    ("key,language\na,\n", [("RCP-030", 2, 2)]),
    ("key,language\n../a,fr\n", [("RCP-031", 2, 1)]),
    ("key,language\na.b,fr\n", [("RCP-031", 2, 1)]),
    ("key,language\na,de\n", [("RCP-033", 2, 2)]),
    ("key,language\na,fr,x\n", [("RCP-010", 2, None)]),
    ("key,language\na\n", [("RCP-010", 2, None)]),
    ('key,language\n"a,fr\nb,fr\n', [("RCP-003", 2, None)]),
    ('key,language\na"b"c,"fr"x\n', [("RCP-003", 2, None)]),
    ("key,language\na,fr\nA,fr\n", [("RCP-023", 3, 1)]),
    ("key,language\na,f\x00r\n", [("TXT-001", 2, 2)]),
    (b"key,language\n\xe9,fr\nb,fr\n", [("RCP-002", 2, None)]),
    ("key,language\na,fr\x85\n", [("TXT-001", 2, 2)]),
    ("key,language,civility\na,fr,Monsieur X\n", [("RCP-032", 2, 3)]),
    ("key,language,civility\na,fr,M. Mme\n", [("RCP-032", 2, 3)]),
    ("key,language,function\na,fr,governeur\n", [("RCP-032", 2, 3)]),
    ("key,language,rank\na,fr,5\n", [("RCP-032", 2, 3)]),
    ("key,language,country\na,fr,France\n", [("RCP-034", 2, 3)]),
    ("key,language,country\na,fr,XX\n", [("RCP-034", 2, 3)]),
    ("key,language,country,postcode\na,fr,FR,3100\n", [("RCP-035", 2, 4)]),
    ("key,language,country,postcode\na,ja,JP,1000001\n", [("RCP-035", 2, 4)]),
    ("key,language,email\na,fr,a@b.test;c@d.test\n".replace(";", " "), [("RCP-036", 2, 3)]),
    ("key,language,function,organisation\na,fr,organisation,\n", [("RCP-040", 2, 4)]),
    ("key,language,function,family_name\na,fr,group,Exemple\n", [("RCP-041", 2, 4)]),
    ("key,language,honorific\na,ja,御中\n", [("RCP-042", 2, 3)]),
    ("key,language,title_ja\na,ja,見本市長様\n", [("RCP-043", 2, 3)]),
    ("key,language,function,organisation\na,ja,organisation,見本機構御中\n", [("RCP-043", 2, 4)]),
    ("key,language,function,rank\na,fr,press,1\n", [("RCP-044", 2, 4)]),
    (f"key,language,family_name\na,fr,{'x' * 151}\n", [("RCP-009", 2, 3)]),
    ("key,language,function,organisation,honorific\na,ja,organisation,見本,様\n", [("RCP-042", 2, 5)]),
    (f"key,language,address\na,fr,{'x' * 39}\n", [("RCP-038", 2, 3)]),
    ("key,language,address\na,fr,1|2|3|4|5\n", [("RCP-039", 2, 3)]),
    (f"key,language,city\na,fr,{'x' * 10_001}\n", [("RCP-009", 2, 3)]),
])
def test_each_fault_is_told_at_its_row_and_column(listed, text, told):
    assert faults(listed, text) == told


def test_all_faults_of_all_rows_are_told_at_once(listed):
    text = HEAD + "a,xx,,,,,,,,,,\nb,fr,,,,nobody,,,,9,,\n\nc,fr,,,,,,ZZ,,,,x\n"
    assert faults(listed, text) == [
        ("RCP-033", 2, 2), ("RCP-032", 3, 6), ("RCP-032", 3, 10), ("RCP-034", 5, 8), ("RCP-036", 5, 12)]


def test_of_many_faults_the_others_are_counted(listed):
    with pytest.raises(SourceError) as refused:
        listed("key,language\n" + "".join(f"g{n},xx\n" for n in range(1_000)))
    *_, last = refused.value.diagnostics
    assert (last.code.id, last.values["count"]) == ("RCP-024", "800")


@pytest.mark.parametrize("name", ["missing.csv", "missing.xlsx", "folder.csv"])
def test_a_list_that_is_not_there_is_said_so(tmp_path, name):
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(SourceError, match="RCP-001"):
        read_recipients(tmp_path / name, LANGUAGES)


def workbook(tmp_path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / "guests.xlsx"
    book.save(path)
    return path


def test_a_workbook_is_read_as_text(tmp_path):
    path = workbook(tmp_path, [
        ["key", "language", "family_name", "postcode"], [1, "fr", "Exemple", 31000], [None] * 4,
        ["b", "ja", None, None]])
    first, second = read_recipients(path, LANGUAGES)
    assert (first.key, first.address.postcode, first.position.line) == ("1", "31000", 2)
    assert (second.key, second.position.line) == ("b", 4)


@pytest.mark.parametrize("value", ["=1+1", 1.5, True, dt.date(2024, 3, 5)])
def test_what_a_spreadsheet_has_made_of_a_cell_is_refused_not_guessed(tmp_path, value):
    path = workbook(tmp_path, [["key", "language", "city"], ["a", "fr", value]])
    with pytest.raises(SourceError) as refused:
        read_recipients(path, LANGUAGES)
    assert [(found.code.id, found.position.line, found.position.column) for found in refused.value.diagnostics] == [
        ("RCP-007", 2, 3)]


@pytest.mark.parametrize("data", [b"", b"key,language\n", b"PK\x03\x04broken"])
def test_a_workbook_that_is_none_is_refused(tmp_path, data):
    path = tmp_path / "guests.xlsx"
    path.write_bytes(data)
    with pytest.raises(SourceError, match="RCP-005"):
        read_recipients(path, LANGUAGES)


def test_a_stream_and_mappings_are_lists_too():
    stream = recipients_from_stream(io.BytesIO(b"key,language\na,fr\n"), LANGUAGES)
    assert [one.key for one in stream] == [one.key for one in stream] == ["a"]
    rows = recipients_from_rows(({"key": "a", "language": "fr"}, {"key": "b", "language": "ja", "rank": 2}), LANGUAGES)
    assert [(one.key, one.rank) for one in rows] == [("a", None), ("b", 2)]
    with pytest.raises(SourceError, match="RCP-033"):
        recipients_from_rows([{"key": "a", "language": "de"}], LANGUAGES)


def test_the_guests_of_the_example_are_sound_and_nobody_is_named():
    guests = list(read_recipients(ROOT / "examples" / "japan-2024" / "guests.csv", LANGUAGES))
    assert len(guests) == 11
    assert not any(one.family_name or one.native_name or one.gender for one in guests)


def test_the_organisations_of_the_example_are_names_that_it_knows():
    guests = list(read_recipients(ROOT / "examples" / "japan-2024" / "guests.csv", LANGUAGES))
    names = Project.load(ROOT / "examples" / "japan-2024").sources.names
    assert all(one.organisation in names for one in guests if one.function not in ("french_ambassador", "press"))


def test_the_list_of_specimens_fills_every_column_and_a_workbook_of_it_says_the_same(tmp_path):
    with SPECIMENS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert tuple(rows[0]) == COLUMNS
    assert all(any(cells) for cells in zip(*rows[1:], strict=True))
    listed, booked, mapped = (
        [replace(one, position=NOWHERE) for one in guests] for guests in (
            read_recipients(SPECIMENS, LANGUAGES), read_recipients(workbook(tmp_path, rows), LANGUAGES),
            recipients_from_rows([dict(zip(rows[0], row, strict=True)) for row in rows[1:]], LANGUAGES)))
    assert listed == booked == mapped
    assert {one.function for one in listed} > {"governor", "minister", "organisation", "group", "press", None}


def test_every_specimen_gets_its_letter():
    project = Project.load(ROOT / "examples" / "japan-2024")
    for one in read_recipients(SPECIMENS, LANGUAGES):
        letter = project.compose("invitation", language=one.language, recipient=one)
        text = project.write(letter, "text").data.decode()
        assert all(line in text for line in address_lines(one.address, one.language, "FR"))


def test_the_fictional_list_is_sound_and_the_same_each_time(tmp_path):
    command = [sys.executable, ROOT / "tools" / "fictional_guests.py", "120"]
    made = [subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2)]
    assert made[0] == made[1]
    path = tmp_path / "guests.csv"
    path.write_bytes(made[0])
    guests = read_recipients(path, LANGUAGES)
    assert len(guests) == 120
    people = {None, *get_args(Function)} - {"organisation", "group", "press"}
    assert {(one.function, one.language) for one in guests} == set(product((None, *get_args(Function)), LANGUAGES))
    assert {(one.function, one.language, one.gender) for one in guests if one.gender is not None} == set(
        product(people, LANGUAGES, get_args(Gender)))


_CELL = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=20)
_ROW = st.fixed_dictionaries(dict.fromkeys(("city", "organisation", "closing"), _CELL))


@settings(max_examples=100)
@given(st.lists(_ROW, min_size=1, max_size=8))
def test_every_row_is_accounted_for_and_every_cell_comes_through_as_it_was(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("list") / "guests.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["key", "language", "city", "organisation", "closing"], lineterminator="\n")
        writer.writeheader()
        writer.writerows({"key": f"g{number}", "language": "fr", **row} for number, row in enumerate(rows))
    try:
        found = list(read_recipients(path, LANGUAGES))
    except SourceError as error:
        assert {one.code.id for one in error.diagnostics} <= {"TXT-001", "TXT-002", "TXT-004", "TXT-005"}  # noqa: PT017
        return
    assert [one.key for one in found] == [f"g{number}" for number in range(len(rows))]
    for one, row in zip(found, rows, strict=True):
        read = (one.address.city, one.organisation, one.closing)
        assert read == tuple(_as_read(row[column]) or None for column in ("city", "organisation", "closing"))


def _as_read(text):
    from dragoman.text import gate

    return gate(text).strip(" \u00a0\u3000\t")


def test_a_long_list_is_read_with_little_memory(tmp_path):
    import tracemalloc

    path = tmp_path / "guests.csv"
    path.write_text("key,language\n" + "".join(f"g{n},fr\n" for n in range(20_000)), encoding="utf-8")
    guests = read_recipients(path, LANGUAGES)
    tracemalloc.start()
    for _ in islice(guests, 20_000):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_every_column_of_the_table_is_documented():
    words = (ROOT / "docs" / "recipients.md").read_text(encoding="utf-8")
    assert all(f"`{column}`" in words for column in COLUMNS)
