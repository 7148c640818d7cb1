"""Bilingual editions as Word files and PDFs: both numberings live, rows side by side, and every change found out."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from bilingual_samples import PAIRS, edition, numbered, written
from dragoman.appearance.furniture import furniture_sheet
from dragoman.appearance.look import read_looks
from dragoman.composers.convention import BILINGUAL
from dragoman.document.nodes import Parallel
from dragoman.document.projection import plain
from dragoman.document.projection import project as projected
from dragoman.document.walk import blocks, labels, notes
from dragoman.languages import bcp47
from dragoman.readback.docx import read_docx, verify_docx
from dragoman.readback.pdf import verify_pdf
from dragoman.readback.pdf_pages import read
from dragoman.writers.docx_references import bookmark
from dragoman.writers.html import fragments
from dragoman.writers.html_legal import signing_spaces
from dragoman.writers.pdf import PdfAppearance
from page_samples import TEMPLATES
from projects import project
from test_cli import EXAMPLE, dragoman
from test_docx_convention_libreoffice import converted, spaced
from test_docx_convention_libreoffice import pytestmark as needs_libreoffice
from word_samples import edited

BODY = "word/document.xml"
ROW = r"<w:tr>(?:(?!<w:tbl>|</w:tr>).)*{}(?:(?!<w:tbl>|</w:tr>).)*</w:tr>"
CLAUSE = r'<w:bookmarkStart[^>]*"{}"/><w:sdt>(?:(?!</w:sdtContent>).)*</w:sdtContent></w:sdt><w:bookmarkEnd[^>]*/>'


def word(left: str, right: str) -> WordDocument:
    return docx.Document(io.BytesIO(written(left, right, "docx")))


# --- Word -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_the_tables_of_a_word_file_have_a_row_of_two_cells_for_each_row_composed(left: str, right: str) -> None:
    tables = word(left, right).tables
    composed = [block for block in blocks(edition(left, right)) if isinstance(block, Parallel)]
    assert [len(table.rows) for table in tables] == [len(block.rows) + 1 for block in composed]
    assert {len(row.cells) for table in tables for row in table.rows} == {2}
    for table in tables:
        heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert [cell.text for cell in table.rows[0].cells] == [f"{left} à gauche", f"{right} à droite"]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_both_columns_are_numbered_by_lists_of_their_own(left: str, right: str) -> None:
    """Word numbers a paragraph by its style or its own properties; no list serves both columns."""
    document = word(left, right)
    lists: list[set[str]] = [set(), set()]
    for table in document.tables:
        for row in table.rows:
            for column, cell in enumerate(row.cells):
                for paragraph in cell._tc.iter(qn("w:p")):
                    style = document.styles.get_by_id(paragraph.pPr.pStyle.val, 1)
                    for properties in (style.element.pPr, paragraph.pPr):
                        if properties.numPr is not None:
                            lists[column].add(properties.numPr.numId.val)
    assert all(len(found) > 1 for found in lists)
    assert lists[0].isdisjoint(lists[1])


def test_the_notes_of_the_right_column_bear_the_numbers_of_the_left_ones() -> None:
    texts = [passage.text for passage in read_docx(written("fr", "ja", "docx")).passages if passage.is_note]
    assert [text.partition(" ")[0] for text in texts] == ["1", "1", "2", "2"]


def test_a_style_is_named_after_its_language() -> None:
    names = {style.name for style in word("fr", "ja").styles}
    assert {"Dragoman Clause 1 FR", "Dragoman Clause 1 JA", "Dragoman Column Head FR"} <= names


MUTATIONS: dict[str, tuple[Callable[[str], str], str]] = {
    "a clause of the right column lost": (
        lambda xml: re.sub(CLAUSE.format("ja_clause_monitoring_rule_2"), "<w:p/>", xml, count=1), "RBD-002"),
    "two rows swapped": (
        lambda xml: _swapped(xml, ROW.format('"clause_monitoring_rule"'), ROW.format('"clause_monitoring_rule_2"')),
        "RBD-002"),
    "the two sides of a row swapped": (
        lambda xml: _swapped(
            xml, CLAUSE.format("clause_monitoring_rule_2"), CLAUSE.format("ja_clause_monitoring_rule_2")), "RBD-002"),
    "the right side of a row moved to the next": (
        lambda xml: _moved(
            xml, CLAUSE.format("ja_clause_monitoring_rule"), CLAUSE.format("ja_clause_monitoring_rule_2")), "RBD-002"),
    "a reference of the right column to another clause": (
        lambda xml: xml.replace(" REF ja_clause_termination_rule_2 ", " REF ja_clause_termination ", 1), "RBD-011"),
    "an anchor of the right column lost": (
        lambda xml: xml.replace('"ja_clause_law_rule"', '"ja_clause_nothing"'), "RBD-010"),
}


def _swapped(xml: str, one: str, other: str) -> str:
    first, second = (re.search(pattern, xml) for pattern in (one, other))
    assert first is not None
    assert second is not None
    return xml[:first.start()] + second[0] + xml[first.end():second.start()] + first[0] + xml[second.end():]


def _moved(xml: str, moved: str, before: str) -> str:
    found = re.search(moved, xml)
    assert found is not None
    rest = xml[:found.start()] + "<w:p/>" + xml[found.end():]
    place = re.search(before, rest)
    assert place is not None
    return rest[:place.start()] + found[0] + rest[place.start():]


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_change_of_a_word_file_is_found(name: str) -> None:
    edit, code = MUTATIONS[name]
    spoilt = edited(written("fr", "ja", "docx"), edit, BODY)
    assert spoilt != written("fr", "ja", "docx")
    assert code in [fault.code.id for fault in verify_docx(edition("fr", "ja"), spoilt)]


@needs_libreoffice
def test_libreoffice_brings_both_columns_up_to_date_and_keeps_their_anchors(tmp_path: Path) -> None:
    start = r"<w:instrText[^>]*> REF (?:[a-z]{2}_)?clause_(?:purpose|definitions)[^<]*</w:instrText></w:r>"
    for left, right in PAIRS:
        data = edited(written(left, right, "docx"), lambda xml: re.sub(
            rf'({start}(?:(?!instrText).)*?<w:t xml:space="preserve">)[^<]*', r"\1?", xml), BODY)
        assert [one.text for one in read_docx(data).fields].count("?") > 2
        (tmp_path / f"{left}+{right}.docx").write_bytes(data)
    converted(tmp_path, "txt:Text (encoded):UTF8", tmp_path)
    converted(tmp_path, "docx", tmp_path / "saved")
    for left, right in PAIRS:
        document = edition(left, right)
        exported = (tmp_path / f"{left}+{right}.txt").read_text(encoding="utf-8-sig").splitlines()
        called = {call.note for block in blocks(document) for call in notes(block)}
        expected = [spaced(line.text) for line in projected(document).body if line.id not in called]
        assert [spaced(line) for line in exported if line.strip()][:len(expected)] == expected
        reading = read_docx((tmp_path / "saved" / f"{left}+{right}.docx").read_bytes())
        assert {bookmark(name) for name in numbered(document)} <= set(reading.bookmarks)
        assert reading.custom["dragoman.document"] == document.digest


# --- PDF --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_the_clauses_of_a_pdf_begin_side_by_side(left: str, right: str) -> None:
    """Both sides of a clause begin on one page at one height, each in its half of it."""
    document, places = edition(left, right), {}
    for number, page in enumerate(read(written(left, right, "pdf")).pages):
        for passage in page.passages:
            for run in passage.runs[:1]:
                places.setdefault((passage.column, "".join(r.text for r in passage.runs)[:12]), (number, run.box))
    lines = {line.id: line.text for line in projected(document).body}
    checked = 0
    for name in (name for name in numbered(document) if "@" not in name):
        sides = [places.get((column, lines[other][:12])) for column, other in ((1, name), (2, f"{name}@{right}"))]
        if None not in sides:
            (page, box), (other_page, other_box) = sides
            assert page == other_page
            assert abs(box[3] - other_box[3]) < 8
            assert box[0] < 297 < other_box[0]
            checked += 1
    assert checked > 5


def spoilt(rule: str) -> list[str]:
    document = edition("fr", "ja")
    appearance = PdfAppearance.open(TEMPLATES, "convention", "fr", BILINGUAL, beside="ja")
    session = appearance.session(document)
    source = appearance.page.fill(
        fragments(document, appearance.look), document.properties, bcp47("fr"), document.state)
    sheet = furniture_sheet(appearance.look, document.furniture, session.faces) + signing_spaces(document) + rule
    return [fault.code.id for fault in verify_pdf(document, session.write(source, sheet))]


def test_a_column_that_a_layout_moves_is_found_out() -> None:
    assert spoilt("") == []
    assert "RBP-019" in spoilt(".right p{position:relative;top:30pt}")


def test_a_column_that_a_layout_hides_is_found_out() -> None:
    assert spoilt(".right .signature_party{display:none}")[0] in {"RBP-010", "RBP-011"}


def test_the_look_of_a_column_is_that_of_its_kind_in_the_measure_of_a_column() -> None:
    left, right = read_looks(TEMPLATES / "look.toml", "convention", "fr", "ja")
    assert left.page == right.page
    assert 2 * left.column + left.lengths.gutter == pytest.approx(left.page.measure)
    assert (left.script, right.script) == ("latin", "japanese")
    for look in (left, right):
        (alone,) = read_looks(TEMPLATES / "look.toml", "convention", "fr" if look is left else "ja")
        assert set(alone.styles) < set(look.styles)
        assert all(look.styles[role].size <= style.size for role, style in alone.styles.items())


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_the_frame_of_the_draft_mark_holds_its_words_on_one_line(left: str, right: str) -> None:
    """Word wraps what is too long for the frame; the PDF would widen it."""
    appearance = PdfAppearance.open(TEMPLATES, "convention", left, BILINGUAL, beside=right)
    document = edition(left, right)
    style = appearance.look.styles["draft_mark"]
    mark = plain(document.furniture["draft_mark"])
    width = appearance.session(document).faces.width(style.face, style.weight, mark) * style.size * 25.4 / 72
    assert width < appearance.look.page.stamp - 4


# --- the example ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr+ja", "fr+en"])
def test_the_example_is_made_in_two_columns(language: str) -> None:
    document = project("example").compose("convention", language=language)
    for kind in ("docx", "pdf"):
        assert project("example").write(document, kind).name == f"convention.{language}.draft.{kind}"


def test_the_command_line_makes_it_and_says_what_it_cannot(tmp_path: Path) -> None:
    done = dragoman("build", EXAMPLE, "convention", "-l", "ja+fr", "-t", "docx", "-o", tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["convention.fr+ja.draft.docx"]
    for wrong in (["convention", "-l", "fr+ja", "-t", "docx,html"], ["press-release", "-l", "fr+ja"],
                  ["convention", "-l", "fr+de"]):
        assert dragoman("build", EXAMPLE, *wrong, "-o", tmp_path / "none").returncode == 2
    assert not (tmp_path / "none").exists()


def test_every_label_of_both_columns_is_printed_by_word() -> None:
    labelled = {name: label for block in blocks(edition("fr", "ja")) for name, label in labels(block).items() if label}
    assert sum("@ja" in name for name in labelled) > 20
