"""Lists that were made to do harm, or spoilt by a program on their way: each is refused by name, or read whole."""

import os
import threading
import warnings
import zipfile
from itertools import count, islice
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import recipient_workbooks as workbooks
from dragoman import SourceError
from dragoman.sources import recipient_rows, recipients
from dragoman.sources.recipients import read_recipients, recipients_from_rows, recipients_from_stream
from projects import LANGUAGES

HEAD = "key,language,city\n"


def told(read):
    """What is wrong, by code, line and column; the file's name stands in every position."""
    with pytest.raises(SourceError) as refused:
        list(read())
    return [(found.code.id, found.position.line, found.position.column) for found in refused.value.diagnostics]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "guests.csv"


def written(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(("data", "faults"), [
    ("key,language\na,fr\n".encode("utf-16"), [("RCP-002", 1, None)]),
    ("clé,language\na,fr\n".encode("cp1252"), [("RCP-002", 1, None)]),
    ("キー,language\na,fr\n".encode("shift_jis"), [("RCP-002", 1, None)]),
    (HEAD.encode() + b"a,fr,\xed\xa0\x80\n", [("RCP-002", 2, None)]),
    (HEAD.encode() + b"a,fr,\xc0\xaf\nb,fr,x\nc,fr,\xff\n", [("RCP-002", 2, None), ("RCP-002", 4, None)]),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff\n" * 50, [("RCP-002", 1, None)]),
    (b"PK\x03\x04\xff\xff\n\xfe\n", [("RCP-002", 1, None)]),
    (b"\xef\xbb\xbf", [("RCP-004", None, None)]),
    ("\n\n \n,,\n", [("RCP-004", None, None)]),
    ("key,language\n\n", [("RCP-026", None, None)]),
    ("key,language\ra,fr\r", [("RCP-012", 1, None)]),
    (HEAD + "a,fr,x\ry\n", [("RCP-012", 2, None)]),
    (HEAD + 'a,fr,"x\ry"\n', [("RCP-037", 2, 3)]),
    (HEAD + 'a,fr,"x\ny"\nb,fr,z\n', [("RCP-003", 2, None), ("RCP-010", 3, None)]),
    (HEAD + 'a,fr,"x\n', [("RCP-003", 2, None)]),
    (HEAD + 'a,fr,"x"y\n', [("RCP-003", 2, None)]),
    (HEAD + "a,fr," + "x" * 140_000 + "\nb,xx,\n", [("RCP-011", 2, None), ("RCP-033", 3, 2)]),
    (HEAD + "a,fr," + "x" * 10_000_000, [("RCP-011", 2, None)]),
    (",".join(f"c{number}" for number in range(100_000)) + "\n", [("RCP-011", 1, None)]),
    ("Key,language\na,fr\n", [("RCP-020", 1, 1), ("RCP-021", 1, None)]),
    ("key,language,,\na,fr,,\n", [("RCP-025", 1, 3), ("RCP-025", 1, 4)]),
    ("\ufeff\ufeffkey,language\na,fr\n", [("RCP-020", 1, 1), ("RCP-021", 1, None)]),
    ("sep=;\nkey;language\na;fr\n",
     [("RCP-020", 1, 1), ("RCP-025", 1, 2), ("RCP-021", 1, None), ("RCP-021", 1, None)]),
    (HEAD + "a,fr,x;y\nb;fr;z\n", [("RCP-010", 3, None)]),
    (HEAD + 'a, "fr",x\n', [("RCP-033", 2, 2)]),
    (HEAD + "a,FR,x\n", [("RCP-033", 2, 2)]),
    (HEAD + "a b,fr,\n..,fr,\ncon/x,fr,\nａ,fr,\n-a,fr,\n" + "a" * 81 + ",fr,\n",
     [("RCP-031", line, 1) for line in range(2, 8)]),
    (HEAD + "a,xx,\nA,fr,\n", [("RCP-033", 2, 2), ("RCP-023", 3, 1)]),
    (HEAD + "a,fr,\x00\n", [("TXT-001", 2, 3)]),
    (HEAD + "a,fr,\u202eabc\n", [("TXT-001", 2, 3)]),
    (HEAD + "a,fr,x\u200by\n", [("TXT-001", 2, 3)]),
    (HEAD + "a,fr,x\u2028y\n", [("TXT-001", 2, 3)]),
    (HEAD + "a,fr,x\ufffe\n", [("TXT-001", 2, 3)]),
    (HEAD + "a,fr,x\ue000\n", [("TXT-001", 2, 3)]),
    (HEAD + "a,fr,x\U000e0041\n", [("TXT-001", 2, 3)]),
    (HEAD + "a,fr,x\u00ady\n", [("TXT-002", 2, 3)]),
    (HEAD + "a,fr,e" + "\u0301" * 50 + "\n", [("TXT-004", 2, 3)]),
    (HEAD + "a,fr,x" + " " * 2_000 + "y\n", [("TXT-005", 2, 3)]),
    ("key,language,rank\na,fr,²\nb,fr,01\nc,fr,１\n", [("RCP-032", line, 3) for line in (2, 3, 4)]),
    ("key,language,country\na,fr,UK\nb,fr,EU\nc,fr,AC\nd,fr,fr\ne,fr,ＦＲ\n", [("RCP-034", n, 3) for n in range(2, 7)]),
    ("key,language,country,postcode\na,ja,JP,４６０-８５０１\nb,ja,JP,460８501\nc,fr,FR,٣١٠٠٠\nd,en,GB,sw1a 1aa\n",
     [("RCP-035", line, 4) for line in range(2, 6)]),
    (('key,language,email\na,fr,"a@b.test,c@d.test"\nb,fr,X <a@b.test>\nc,fr,a@b\nd,fr,a..b@c.test\ne,fr,a@-b.test\n'
      'f,fr,"a@b.test\r\nBcc: c@d.test"\n'),
     [*(("RCP-036", line, 3) for line in range(2, 7)), ("RCP-003", 7, None), ("RCP-010", 8, None)]),
    ("key,language,function,organisation\na,fr,organisation,x\u200by\n", [("TXT-001", 2, 4)]),
    ("key,language,email,function,civility\na,fr,X,Y,Z\n",
     [("RCP-036", 2, 3), ("RCP-032", 2, 4), ("RCP-032", 2, 5)]),
])
def test_a_hostile_list_is_refused_and_its_faults_are_told_in_order_of_place(path, data, faults):
    assert told(lambda: read_recipients(written(path, data), LANGUAGES)) == faults


@pytest.mark.parametrize(("data", "city"), [
    ("\n;;\nkey;language;city\na;fr;x\n", "x"),
    (HEAD.replace("\n", "\r\r\n") + "a,fr,x\r\r\n", "x"),
    ('\ufeff"key","language","city"\n"a","fr","x"\n', "x"),
    (HEAD + "a,fr,x", "x"),
    (HEAD + 'a,fr,"x ""y"", z"\n', 'x "y", z'),
    (HEAD + "a,fr,=1+1\n", "=1+1"),
    (HEAD + "a,fr,{{ 7*7 }} {mission.dates} <b>&amp;\n", "{{ 7*7 }} {mission.dates} <b>&amp;"),
    (HEAD + "a,fr,神\ufa19 e\u0301\n", "神\ufa19 é"),
    (HEAD + "a,fr,\u3000x\u00a0\n", "x"),
    (HEAD + "a,fr,'x\n", "'x"),
])
def test_an_odd_list_is_read_as_it_is_written(path, data, city):
    assert [one.address.city for one in read_recipients(written(path, data), LANGUAGES)] == [city]


@pytest.mark.parametrize("now", [
    "key,city,language\na,fr,fr\nb,fr,fr\n", "key,language\na,fr\nb,fr\n", "key,language,city\na,fr,x\n",
    "key,language,city\na,fr,x\nb,fr,z\n", "key,language,city\na,fr,x\nb,fr,y\nc,fr,z\n",
    "key,language,city\na,fr,x\nb,xx,y\n",
])
def test_a_list_that_changes_between_its_two_readings_is_found_out(path, now):
    guests = read_recipients(written(path, "key,language,city\na,fr,x\nb,fr,y\n"), LANGUAGES)
    written(path, now)
    assert told(lambda: guests) == [("RCP-027", None, None)]


def test_a_list_that_is_emptied_or_taken_away_is_found_out(path):
    guests = read_recipients(written(path, "key,language\na,fr\n"), LANGUAGES)
    assert told(lambda: (written(path, ""), guests)[1]) == [("RCP-004", None, None)]
    path.unlink()
    assert told(lambda: guests) == [("RCP-001", None, None)]


def test_a_pipe_is_read_once_and_its_guests_as_often_as_asked(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"key,language\na,fr\n",))
    writer.start()
    guests = read_recipients(pipe, LANGUAGES)
    writer.join()
    assert [one.key for one in guests] == [one.key for one in guests] == ["a"]
    assert next(iter(guests)).position.file == str(pipe)


def test_a_stream_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(recipients, "RECIPIENT_BYTES", 10_000)
    with Path("/dev/zero").open("rb") as endless:
        assert told(lambda: recipients_from_stream(endless, LANGUAGES)) == [("RCP-028", None, None)]
    assert told(lambda: read_recipients("/dev/zero", LANGUAGES)) == [("RCP-028", None, None)]
    assert told(lambda: read_recipients("/dev/null", LANGUAGES)) == [("RCP-004", None, None)]


def test_a_name_no_file_can_have_is_said_so():
    assert told(lambda: read_recipients("a" * 5_000, LANGUAGES)) == [("RCP-001", None, None)]


def test_a_list_without_end_is_cut_at_its_limit(path, monkeypatch):
    monkeypatch.setattr(recipient_rows, "RECIPIENT_ROWS", 10)
    rows = ({"key": f"g{number}", "language": "fr"} for number in count())
    assert told(lambda: recipients_from_rows(rows, LANGUAGES)) == [("RCP-008", 11, None)]
    text = HEAD + "".join(f"g{number},fr,\n" for number in range(11))
    assert told(lambda: read_recipients(written(path, text), LANGUAGES)) == [("RCP-008", 12, None)]
    assert len(read_recipients(written(path, text[:text.index("g10")]), LANGUAGES)) == 10


@pytest.mark.parametrize(("rows", "faults"), [
    ([], [("RCP-004", None, None)]),
    ([{None: ["x"], "key": "a", "language": "fr"}], [("RCP-020", 0, 1)]),
    ([{"key": b"a", "language": "fr"}], [("RCP-013", 1, 1)]),
    ([{"key": "a", "language": "fr", "rank": True}], [("RCP-013", 1, 3)]),
    ([{"key": "a", "language": "fr", "rank": 1.5}], [("RCP-013", 1, 3)]),
    ([{"key": "a"}, {"language": "fr"}], [("RCP-030", 1, 2), ("RCP-030", 2, 1)]),
    ([{"key": "a", "language": "fr"}, {"key": "Ａ".casefold(), "language": "fr"}], [("RCP-031", 2, 1)]),
])
def test_hostile_mappings_are_refused(rows, faults):
    assert told(lambda: recipients_from_rows(rows, LANGUAGES)) == faults


def test_mappings_may_change_afterwards_without_harm():
    row = {"key": "a", "language": "fr", "organisation": "=Exemple"}
    guests = recipients_from_rows([row], LANGUAGES)
    row["key"] = "../b"
    assert [(one.key, one.organisation) for one in guests] == [("a", "=Exemple")]


@pytest.mark.parametrize(("cell", "fault"), [
    ('<c r="C2" t="e"><v>#N/A</v></c>', ("RCP-007", 2, 3)),
    ('<c r="C2" t="b"><v>1</v></c>', ("RCP-007", 2, 3)),
    ('<c r="C2" t="d"><v>2024-03-05</v></c>', ("RCP-007", 2, 3)),
    ('<c r="C2"><v>1.5</v></c>', ("RCP-007", 2, 3)),
    ('<c r="C2"><v>1e999</v></c>', ("RCP-007", 2, 3)),
    ('<c r="C2"><v>1234567890123450</v></c>', ("RCP-007", 2, 3)),
    ('<c r="C2"><f>1+1</f><v>2</v></c>', ("RCP-007", 2, 3)),
    ('<c r="C2"><f t="array" ref="C2">SUM(1)</f><v>1</v></c>', ("RCP-007", 2, 3)),
    ('<c r="C2"><f t="dataTable" ref="C2" r1="A1"/><v>1</v></c>', ("RCP-007", 2, 3)),
    ('<c r="C2" t="inlineStr"><is><t>x_x000B_y</t></is></c>', ("RCP-007", 2, 3)),
    ('<c r="C2" t="inlineStr"><is><t>x\ny</t></is></c>', ("RCP-037", 2, 3)),
    ('<c r="ZZZ2"><v>1</v></c>', ("RCP-010", 2, None)),
    ('<c r="C2" t="s"><v>99</v></c>', ("RCP-005", None, None)),
    ('<c r="C2"><v>NaN</v></c>', ("RCP-005", None, None)),
    (f'<c r="C2"><v>{"9" * 5_000}</v></c>', ("RCP-005", None, None)),
    ('<c r="AAAAAAAA2"><v>1</v></c>', ("RCP-005", None, None)),
    ("<c", ("RCP-005", None, None)),
])
def test_a_cell_that_is_no_text_is_refused(tmp_path, cell, fault):
    path = workbooks.write(tmp_path / "guests.xlsx", workbooks.SHEET, workbooks.CELL, cell)
    assert told(lambda: read_recipients(path, LANGUAGES)) == [fault]


def test_what_is_said_of_a_formula_is_the_same_each_time(tmp_path):
    cell = '<c r="C2"><f t="dataTable" ref="C2" r1="A1"/><v>1</v></c>'
    path = workbooks.write(tmp_path / "guests.xlsx", workbooks.SHEET, workbooks.CELL, cell)
    with pytest.raises(SourceError, match="« = » n’est pas du texte"):
        read_recipients(path, LANGUAGES)


@pytest.mark.parametrize(("cell", "city"), [
    (workbooks.CELL, "見本市"),
    ('<c r="C2"><v>4608501</v></c>', "4608501"),
    ('<c r="C2"><v>4608501.0</v></c>', "4608501"),
    ('<c r="C2" t="inlineStr"><is><r><t>Spécimen</t></r><r><t>ville</t></r></is></c>', "Spécimenville"),
    ('<c r="C2" t="inlineStr"><is><t>=Exemple</t></is></c>', "=Exemple"),
    ("", None),
])
def test_a_text_is_read_without_its_furigana_and_a_whole_number_as_its_figures(tmp_path, cell, city):
    path = workbooks.write(tmp_path / "guests.xlsx", workbooks.SHEET, workbooks.CELL, cell)
    assert [one.address.city for one in read_recipients(path, LANGUAGES)] == [city]


@pytest.mark.parametrize("dimension", ["A1", "A1:B1", "A1:XFD1048576"])
def test_no_guest_is_lost_where_a_workbook_is_wrong_about_its_size(tmp_path, dimension):
    path = workbooks.write(tmp_path / "guests.xlsx", workbooks.SHEET, 'ref="A1:C2"', f'ref="{dimension}"')
    assert [(one.key, one.position.line) for one in read_recipients(path, LANGUAGES)] == [("a", 2)]


_GUEST = '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c></row>'
_CITY = workbooks.CELL


@pytest.mark.parametrize(("old", "new", "line"), [
    ('<row r="2">', _GUEST + '<row r="2">', 2),
    ("</sheetData>", _GUEST + "</sheetData>", 2),
    ("</sheetData>", _GUEST.replace('"2"', '"1"') + "</sheetData>", 1),
    (_CITY, _CITY + _CITY, 2),
    (_CITY, _CITY + '<c r="B2" t="s"><v>4</v></c>', 2),
    (_CITY, _CITY.replace("C2", "C3"), 2),
])
def test_a_row_or_a_cell_that_a_reader_would_pass_over_is_refused(tmp_path, old, new, line):
    path = workbooks.write(tmp_path / "guests.xlsx", workbooks.SHEET, old, new)
    assert told(lambda: read_recipients(path, LANGUAGES)) == [("RCP-014", line, None)]


def test_rows_and_cells_without_numbers_follow_one_another(tmp_path):
    path = workbooks.write(tmp_path / "guests.xlsx", workbooks.SHEET, 'r="', 'x="')
    assert [(one.key, one.position.line) for one in read_recipients(path, LANGUAGES)] == [("a", 2)]


_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"


@pytest.mark.parametrize(("part", "old", "new", "code"), [
    (workbooks.STRINGS, "<sst", _LAUGHS + "<sst", None),
    (workbooks.STRINGS, "<sst", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst', None),
    (workbooks.STRINGS, "</sst>", " " * 40_000_000 + "</sst>", "RCP-006"),
    (workbooks.STYLES, "<xf/>", "<xf/>" * 700_000, "RCP-006"),
    (workbooks.SHEET, "<sheetData>", "<x>" * 100_000 + "</x>" * 100_000 + "<sheetData>", "RCP-006"),
    (workbooks.SHEET, '<row r="2">', '<row r="999999999999">', "RCP-006"),
    (workbooks.SHEET, '<row r="2">', '<row r="two">', "RCP-005"),
    (workbooks.SHEET, "", None, "RCP-005"),
    ("xl/workbook.xml", "", None, "RCP-005"),
    ("[Content_Types].xml", "", None, "RCP-005"),
    ("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../../../etc/passwd", "RCP-005"),
    ("xl/workbook.xml", "<sheets>", "<sheets/><!--", "RCP-005"),
])
def test_a_workbook_made_to_do_harm_is_refused(tmp_path, part, old, new, code):
    if new is not None and "<!ENTITY" in new:
        path = workbooks.write(tmp_path / "guests.xlsx", part, old, new)
        _use_entity(path, part, "&a9;" if "a9" in new else "&a;")
    else:
        path = workbooks.write(tmp_path / "guests.xlsx", part, old, new)
    assert told(lambda: read_recipients(path, LANGUAGES)) == [(code or "RCP-005", None, None)]


def _use_entity(path, part, entity):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part].replace("<t>見本市</t>".encode(), f"<t>{entity}</t>".encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_an_archive_that_lies_about_its_sizes_is_refused(tmp_path):
    path = workbooks.write(tmp_path / "guests.xlsx", workbooks.STRINGS, "</sst>", " " * 2_000 + "</sst>")
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(workbooks.STRINGS).file_size
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert told(lambda: read_recipients(path, LANGUAGES)) == [("RCP-005", None, None)]


def test_reading_a_workbook_leaves_everybodys_warnings_alone(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["key", "language", "city"])
    book.active.append(["a", "fr", 99_999_999])
    book.active["C2"].number_format = "yyyy-mm-dd"
    book.save(tmp_path / "guests.xlsx")
    assert told(lambda: read_recipients(tmp_path / "guests.xlsx", LANGUAGES)) == [("RCP-007", 2, 3)]
    path = workbooks.write(tmp_path / "sound.xlsx")
    with warnings.catch_warnings():
        before = list(warnings.filters)
        rows = recipient_rows.WorkbookRows(path, "sound.xlsx").rows()
        next(rows)
        assert warnings.filters == before
        rows.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 3_000), byte=st.integers(0, 255))
def test_a_workbook_with_a_spoilt_byte_is_read_or_refused(tmp_path, place, byte):
    path = workbooks.write(tmp_path / "guests.xlsx")
    data = bytearray(path.read_bytes())
    data[place % len(data)] = byte
    path.write_bytes(data)
    try:
        assert len(list(read_recipients(path, LANGUAGES))) == 1
    except SourceError as error:
        assert error.diagnostics  # noqa: PT017 - either is right


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=120) | st.text("key,language\n;\t\"\r \ufeffafr=|'0", max_size=120).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path, data):
    path = written(tmp_path / "guests.csv", b"key,language,city\n" + data)
    try:
        guests = list(islice(read_recipients(path, LANGUAGES), 200))
    except SourceError as error:
        assert all(found.position.file == str(path) for found in error.diagnostics)  # noqa: PT017 - either is right
    else:
        lines = {number for number, line in enumerate(data.split(b"\n"), 2) if line.strip(b", \r\xef\xbb\xbf")}
        assert {one.position.line for one in guests} == lines
