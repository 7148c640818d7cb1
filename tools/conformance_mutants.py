"""Spoilt copies of built files, each with one fault that a bar must find: a bar that lets one pass judges nothing."""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pikepdf

from conformance_bars import Built

Kind: TypeAlias = Literal["press_release", "convention", "bilingual"]
"""What a document is: a bilingual edition of a convention is laid out as no other."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """`spoil` changes the file at a path, one of a document of a kind; `bar` must then find a fault."""

    name: str
    bar: str
    suffix: str
    spoil: Callable[[Path], None]
    kind: Kind = "press_release"


class NotSpoilt(Exception):  # noqa: N818 - the name says what happened to the file
    """A mutation that found nothing to change: the mutant would prove nothing."""


# --- Word files ----------------------------------------------------------------------------------------------------


def _edited(member: str, pattern: str, replacement: str, count: int = 1) -> Callable[[Path], None]:
    """A mutation that replaces what matches in a member, `count` times (0: everywhere)."""
    def spoil(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
        before = parts[member].decode()
        after = re.sub(pattern, replacement, before, count=count, flags=re.DOTALL)
        if after == before:
            raise NotSpoilt(member, pattern)
        parts[member] = after.encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
    return spoil


BODY, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
NOTES = "word/footnotes.xml"
CONVENTION: Kind = "convention"
BILINGUAL: Kind = "bilingual"
_ROW = r"(<w:tr>(?:(?!</?w:tr>|<w:tbl>).)*</w:tr>)"
_RIGHT = r"ja_clause_purpose\w*"
_ANCHORED = (
    r'<w:bookmarkStart [^>]*w:name="{}"/><w:sdt>(?:(?!</w:sdtContent>).)*</w:sdtContent></w:sdt><w:bookmarkEnd [^>]*/>')
SDK, WORD, LIBRE = "Open XML SDK", "own check of Word files", "LibreOffice's text"

_COLUMNS = {
    "the right side of a row emptied": _edited(BODY, _ANCHORED.format(_RIGHT), "<w:p/>"),
    "the right sides of two rows exchanged": _edited(
        BODY, rf"({_ANCHORED.format(_RIGHT)})(.*?)({_ANCHORED.format(_RIGHT)})", r"\3\2\1"),
    "a head of columns lost": _edited(BODY, r'(DragomanColumnHeadJA"/>(?:(?!</w:p>).)*<w:t[^>]*>)[^<]*', r"\1"),
}
"""What befalls the columns of a Word file, and every reading of it must tell."""

DOCX = (
    Mutant("run properties in the wrong order", SDK, ".docx", _edited(
        BODY, r"(<w:rStyle [^>]*/>)(<w:lang [^>]*/>)", r"\2\1")),
    Mutant("paragraph properties after the text", SDK, ".docx", _edited(
        BODY, r"(<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)(<w:r>(?:(?!</w:r>).)*</w:r>)</w:p>", r"\2\1</w:p>")),
    Mutant("two bookmarks of one number", SDK, ".docx", _edited(
        BODY, r"</w:p>(?=<w:p>)", '<w:bookmarkStart w:id="7" w:name="a"/><w:bookmarkEnd w:id="7"/>'
        '<w:bookmarkStart w:id="7" w:name="b"/><w:bookmarkEnd w:id="7"/></w:p>')),
    Mutant("no language", WORD, ".docx", lambda path: [
        _edited(BODY, r"<w:lang [^>]*/>", "", 0)(path), _edited(STYLES, r"<w:lang [^>]*/>", "", 0)(path)][-1]),
    Mutant("one Japanese run tagged French", WORD, ".docx", _edited(
        BODY, r'w:eastAsia="ja-JP"/>(</w:rPr><w:t[^>]*>[^<]*[\u3040-\u30ff\u4e00-\u9fff])', r'w:eastAsia="fr-FR"/>\1')),
    Mutant("another title", WORD, ".docx", _edited(CORE, r"(<dc:title>)", r"\1x")),
    Mutant("no header row", WORD, ".docx", _edited(BODY, r"<w:tblHeader/>", "", 0)),
    Mutant("no table title", WORD, ".docx", _edited(BODY, r"<w:tblCaption [^>]*/>", "")),
    Mutant("a heading of another level", WORD, ".docx", _edited(
        STYLES, r'<w:outlineLvl w:val="1"/>', '<w:outlineLvl w:val="2"/>')),
    Mutant("a picture that says nothing", WORD, ".docx", _edited(BODY, r' descr="[^"]+"', ' descr=""')),
    Mutant("an empty paragraph", WORD, ".docx", _edited(BODY, r"</w:p>(?=<w:p>)", "</w:p><w:p/>")),
    Mutant("a tab", WORD, ".docx", _edited(BODY, r"<w:t[ >]", r"<w:tab/>\g<0>")),
    Mutant("a tag of the shell", WORD, ".docx", _edited(BODY, r"</w:t>", "{{ date }}</w:t>")),
    Mutant("no draft mark", WORD, ".docx", _edited("word/header2.xml", r"<w:t[ >].*?</w:t>", "<w:t>x</w:t>")),
    Mutant("Letter paper", WORD, ".docx", _edited(BODY, r'w:w="11906"', 'w:w="12240"')),
    Mutant("a paragraph lost", LIBRE, ".docx", _edited(
        BODY, r"<w:p>(?:(?!</w:p>).)*<w:t[ >](?:(?!</w:p>).)*</w:p>", "<w:p/>")),
    Mutant("a no-break space become a space", LIBRE, ".docx", _edited(BODY, "\u00a0", " ")),
    Mutant("list numbers lost", LIBRE, ".docx", _edited(BODY, r"<w:numId w:val=\"[^\"]*\"/>", '<w:numId w:val="0"/>')),
    Mutant("a word of a clause lost", LIBRE, ".docx", _edited(
        BODY, r'(DragomanClause1"/>(?:(?!</w:p>).)*<w:t[^>]*>\w+) \w+', r"\1"), CONVENTION),
    Mutant("a word of a note lost", LIBRE, ".docx", _edited(
        NOTES, r"(<w:t[^>]*>\s*\w+) \w+", r"\1"), CONVENTION),
    Mutant("a clause numbered at another level", LIBRE, ".docx", _edited(
        BODY, r'"DragomanClause2"', '"DragomanClause1"'), CONVENTION),
    Mutant("an article without its number", LIBRE, ".docx", _edited(
        BODY, r'(<w:pStyle w:val="DragomanArticle"/>)(?!<w:numPr>)',
        r'\1<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'), CONVENTION),
    Mutant("a reference to nothing", LIBRE, ".docx", _edited(
        BODY, r" REF clause_purpose_object ", " REF clause_absent "), CONVENTION),
    Mutant("a rule to write on lost", LIBRE, ".docx", _edited(BODY, "\u00a0{8,}", ""), CONVENTION),
    *(Mutant(name, bar, ".docx", edit, BILINGUAL) for bar in (LIBRE, WORD) for name, edit in _COLUMNS.items()),
    Mutant("the right side of a row in its left cell", WORD, ".docx", _edited(
        BODY, rf"(</w:tc><w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)({_ANCHORED.format(_RIGHT)})", r"\2\1<w:p/>"),
        BILINGUAL),
    Mutant("a word of a right note lost", LIBRE, ".docx", _edited(
        NOTES, r'(DragomanNoteJA"/>.*?<w:t[^>]*> \w)\w\w', r"\1"), BILINGUAL),
    Mutant("a right note under the language of the left", WORD, ".docx", _edited(
        NOTES, r'(DragomanNoteJA"/>.*?<w:lang )[^>]*(?=/></w:rPr><w:t[^>]*> )', r'\1w:val="fr-FR" w:eastAsia="fr-FR"'),
        BILINGUAL),
    Mutant("two rows exchanged", LIBRE, ".docx", _edited(
        BODY, rf"(?<=</w:tr>){_ROW}{_ROW}", r"\2\1"), BILINGUAL),
    Mutant("the right column under the language of the left", WORD, ".docx", _edited(
        BODY, r'w:lang w:val="en-GB"', 'w:lang w:val="fr-FR"', 0), BILINGUAL),
    Mutant("the right column under the language of the left in one cell", WORD, ".docx", _edited(
        BODY, r'("DragomanClause1JA"/></w:pPr><w:r><w:rPr>)<w:lang [^>]*/>(?=</w:rPr><w:t[ >])',
        r'\1<w:lang w:val="fr-FR" w:eastAsia="fr-FR"/>'), BILINGUAL),
    Mutant("the heads of columns not repeated", WORD, ".docx", _edited(BODY, "<w:tblHeader/>", ""), BILINGUAL),
    Mutant("the first row repeated with the heads", WORD, ".docx", _edited(
        BODY, r"(<w:tblHeader/>.*?<w:trPr>)", r"\1<w:tblHeader/>"), BILINGUAL),
)


# --- PDF files -----------------------------------------------------------------------------------------------------


def _changed(change: Callable[[pikepdf.Pdf], None]) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(path)
    return spoil


def _without(key: str) -> Callable[[Path], None]:
    """A mutation that drops an entry of the catalogue."""
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]
    return _changed(change)


def _children(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    for child in _children(node):
        yield child
        yield from _elements(child)


def _fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return list(pdf.pages[0].Resources.Font.values())


def _no_to_unicode(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        del font["/ToUnicode"]


def _no_font_file(pdf: pikepdf.Pdf) -> None:
    descriptor = _fonts(pdf)[0].DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def _heading_jump(pdf: pikepdf.Pdf) -> None:
    headings = (element for element in _elements(pdf.Root.StructTreeRoot) if str(element.S) == "/H2")
    next(headings).S = pikepdf.Name("/H4")


def _no_identifier(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    spoilt = re.sub(rb"pdfuaid:part", b"pdfuaid:past", packet)
    if spoilt == packet:
        raise NotSpoilt(b"pdfuaid:part")
    pdf.Root.Metadata.write(spoilt)


def _no_element_language(pdf: pikepdf.Pdf) -> None:
    for element in _elements(pdf.Root.StructTreeRoot):
        if str(element.get("/Lang", "")).startswith("ja"):
            del element["/Lang"]


def _out_of_order(pdf: pikepdf.Pdf) -> None:
    kids = next(e.K for e in _elements(pdf.Root.StructTreeRoot) if sum(k.S == "/P" for k in _children(e)) > 1)
    kids[0], kids[1] = kids[1], kids[0]


def _no_alternative(pdf: pikepdf.Pdf) -> None:
    del next(element for element in _elements(pdf.Root.StructTreeRoot) if element.S == "/Figure")["/Alt"]


def _table_as_division(pdf: pikepdf.Pdf) -> None:
    for element in _elements(pdf.Root.StructTreeRoot):
        if element.S in ("/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Caption"):
            element.S = pikepdf.Name("/Div")


def _rows(pdf: pikepdf.Pdf) -> list[list[pikepdf.Dictionary]]:
    """The cells of each row of the first table of columns: first of the heads, then of the rows full on both sides."""
    rows = [list(_children(row)) for row in _elements(pdf.Root.StructTreeRoot) if row.S == "/TR"]
    return [rows[0], *(row for row in rows[1:] if all(_kids(cell) for cell in row))]


def _right_cell_emptied(pdf: pikepdf.Pdf) -> None:
    del _rows(pdf)[-1][1]["/K"]


def _right_cells_exchanged(pdf: pikepdf.Pdf) -> None:
    (_, one), (_, other) = _rows(pdf)[1:3]
    one.K, other.K = other.K, one.K


def _right_in_left_cell(pdf: pikepdf.Pdf) -> None:
    left, right = _rows(pdf)[1]
    left.K = pikepdf.Array([*_kids(left), *_kids(right)])
    del right["/K"]


def _head_untagged(pdf: pikepdf.Pdf) -> None:
    del _rows(pdf)[0][1]["/K"]


def _head_as_cell(pdf: pikepdf.Pdf) -> None:
    _rows(pdf)[0][1].S = pikepdf.Name("/TD")


def _right_cell_in_french(pdf: pikepdf.Pdf) -> None:
    for element in (cell := _rows(pdf)[1][1], *_elements(cell)):
        element["/Lang"] = "fr-FR"


def _letter_paper(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].mediabox = pikepdf.Array([0, 0, 612, 792])


def _last_page_lost(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def _truncated(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-len(data) // 4])


def _shown(pdf: pikepdf.Pdf, page: int) -> tuple[list[tuple[list[Any], Any]], list[int]]:
    """The instructions of a page and the places of those that show text."""
    instructions = [(list(one.operands), one.operator) for one in pikepdf.parse_content_stream(pdf.pages[page])]
    return instructions, [place for place, (_, operator) in enumerate(instructions) if str(operator) in {"Tj", "TJ"}]


def _redrawn(pdf: pikepdf.Pdf, page: int, instructions: list[tuple[list[Any], Any]]) -> None:
    pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _line_lost(pdf: pikepdf.Pdf) -> None:
    instructions, shown = _shown(pdf, 1)
    del instructions[shown[len(shown) // 2]]
    _redrawn(pdf, 1, instructions)


def _head_lost(pdf: pikepdf.Pdf) -> None:
    """The head of the right column, the second text of every page, is drawn no more on one that repeats it."""
    instructions, shown = _shown(pdf, 2)
    del instructions[shown[1]]
    _redrawn(pdf, 2, instructions)


def _lines_exchanged(pdf: pikepdf.Pdf) -> None:
    instructions, shown = _shown(pdf, 1)
    one, other = shown[len(shown) // 2:][:2]
    instructions[one], instructions[other] = instructions[other], instructions[one]
    _redrawn(pdf, 1, instructions)


def _note_lost(pdf: pikepdf.Pdf) -> None:
    """What the last tagged note shows is drawn no more; in a bilingual edition it is of the right column."""
    *_, note = (element for element in _elements(pdf.Root.StructTreeRoot) if element.S == "/Note")
    marks = {int(kid) for one in (note, *_elements(note)) for kid in _kids(one) if isinstance(kid, int)}
    page = next(number for number, page in enumerate(pdf.pages) if page.obj.objgen == _page_of(note).objgen)
    instructions, _ = _shown(pdf, page)
    kept, inside = [], False
    for operands, operator in instructions:
        if str(operator) == "BDC":
            inside = int(operands[1].get("/MCID", -1)) in marks
        if not (inside and str(operator) in {"Tj", "TJ"}):
            kept.append((operands, operator))
    _redrawn(pdf, page, kept)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object | int]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _page_of(element: pikepdf.Object) -> pikepdf.Object:
    return next(one.Pg for one in (element, *_elements(element)) if "/Pg" in one)


VERA, TAGS, POPPLER = "veraPDF, PDF/UA-1", "own check of PDF tags", "poppler's text"

PDF = (
    Mutant("no language", VERA, ".pdf", _without("/Lang")),
    Mutant("not marked as tagged", VERA, ".pdf", _without("/MarkInfo")),
    Mutant("no structure", VERA, ".pdf", _without("/StructTreeRoot")),
    Mutant("no map to Unicode", VERA, ".pdf", _changed(_no_to_unicode)),
    Mutant("a heading level skipped", VERA, ".pdf", _changed(_heading_jump)),
    Mutant("a picture that says nothing", VERA, ".pdf", _changed(_no_alternative)),
    Mutant("no PDF/UA identifier", VERA, ".pdf", _changed(_no_identifier)),
    Mutant("a font not embedded", "pdffonts", ".pdf", _changed(_no_font_file)),
    Mutant("no map to Unicode", "pdffonts", ".pdf", _changed(_no_to_unicode)),
    Mutant("the last quarter lost", "qpdf", ".pdf", _truncated),
    Mutant("Japanese tagged French", TAGS, ".pdf", _changed(_no_element_language)),
    Mutant("two elements exchanged", TAGS, ".pdf", _changed(_out_of_order)),
    Mutant("a table tagged as divisions", TAGS, ".pdf", _changed(_table_as_division)),
    Mutant("Letter paper", TAGS, ".pdf", _changed(_letter_paper)),
    Mutant("no bookmarks", TAGS, ".pdf", _without("/Outlines")),
    Mutant("the right column tagged French", TAGS, ".pdf", _changed(_no_element_language), BILINGUAL),
    Mutant("two columns tagged as divisions", TAGS, ".pdf", _changed(_table_as_division), BILINGUAL),
    Mutant("the right cell of a row emptied", TAGS, ".pdf", _changed(_right_cell_emptied), BILINGUAL),
    Mutant("the right cells of two rows exchanged", TAGS, ".pdf", _changed(_right_cells_exchanged), BILINGUAL),
    Mutant("the right side of a row in its left cell", TAGS, ".pdf", _changed(_right_in_left_cell), BILINGUAL),
    Mutant("a head of columns lost", TAGS, ".pdf", _changed(_head_untagged), BILINGUAL),
    Mutant("a head of columns tagged as a cell", TAGS, ".pdf", _changed(_head_as_cell), BILINGUAL),
    Mutant("one right cell tagged French", TAGS, ".pdf", _changed(_right_cell_in_french), BILINGUAL),
    Mutant("a head of columns not repeated", POPPLER, ".pdf", _changed(_head_lost), BILINGUAL),
    Mutant("a right note lost", POPPLER, ".pdf", _changed(_note_lost), BILINGUAL),
    Mutant("a page of two columns lost", POPPLER, ".pdf", _changed(_last_page_lost), BILINGUAL),
    Mutant("a piece of a column lost", POPPLER, ".pdf", _changed(_line_lost), BILINGUAL),
    Mutant("two pieces of columns exchanged", POPPLER, ".pdf", _changed(_lines_exchanged), BILINGUAL),
    Mutant("a page lost", POPPLER, ".pdf", _changed(_last_page_lost)),
    Mutant("a page of a convention lost", POPPLER, ".pdf", _changed(_last_page_lost), CONVENTION),
    Mutant("a piece of a line lost", POPPLER, ".pdf", _changed(_line_lost), CONVENTION),
    Mutant("two pieces of lines exchanged", POPPLER, ".pdf", _changed(_lines_exchanged), CONVENTION),
    Mutant("a note lost", POPPLER, ".pdf", _changed(_note_lost), CONVENTION),
)

MUTANTS = DOCX + PDF


def base_of(files: Sequence[Built], suffix: str, kind: Kind) -> Built:
    """The file that is spoilt: a French draft, of a release with Japanese, a table, a list and a picture in it, of a
    convention with notes, be it in two columns with Japanese in the right one.
    """
    is_rich = {"press_release": _is_rich, "convention": _is_rich_convention, "bilingual": _is_rich_bilingual}[kind]
    return next(built for built in files if built.path.suffix == suffix and _is_french_draft(built) and is_rich(built))


def spoilt(base: Built, mutant: Mutant, folder: Path) -> Built:
    """Write a mutant of a file into a folder. Raises NotSpoilt when nothing changed."""
    copy = Path(shutil.copy(base.path, folder / f"{MUTANTS.index(mutant)}{mutant.suffix}"))
    mutant.spoil(copy)
    return Built(copy, base.expected)


def _is_french_draft(built: Built) -> bool:
    return built.expected.document.language == "fr" and built.expected.document.state == "draft"


def _is_rich(built: Built) -> bool:
    expected = built.expected
    return bool("ja" in expected.languages and expected.programmes and expected.lists and expected.pictures)


def _is_rich_convention(built: Built) -> bool:
    document = built.expected.document
    return document.kind == CONVENTION and document.beside is None and bool(built.expected.notes)


def _is_rich_bilingual(built: Built) -> bool:
    return built.expected.document.beside == "ja" and bool(built.expected.notes)
