"""Spoilt copies of built files, each with one fault that a bar must find: a bar that lets one pass judges nothing."""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from conformance_bars import Built


@dataclass(frozen=True, slots=True)
class Mutant:
    """`spoil` changes the file at a path; `bar` must then find a fault."""

    name: str
    bar: str
    suffix: str
    spoil: Callable[[Path], None]


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
SDK, WORD, LIBRE = "Open XML SDK", "own check of Word files", "LibreOffice's text"

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


def _letter_paper(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].mediabox = pikepdf.Array([0, 0, 612, 792])


def _last_page_lost(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def _truncated(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-len(data) // 4])


VERA, TAGS = "veraPDF, PDF/UA-1", "own check of PDF tags"

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
    Mutant("a page lost", "poppler's text", ".pdf", _changed(_last_page_lost)),
)

MUTANTS = DOCX + PDF


def base_of(files: Sequence[Built], suffix: str) -> Built:
    """The file that is spoilt: a French draft with Japanese, a table, a list and a picture in it."""
    return next(built for built in files if built.path.suffix == suffix and _is_rich(built))


def spoilt(base: Built, mutant: Mutant, folder: Path) -> Built:
    """Write a mutant of a file into a folder. Raises NotSpoilt when nothing changed."""
    copy = Path(shutil.copy(base.path, folder / f"{MUTANTS.index(mutant)}{mutant.suffix}"))
    mutant.spoil(copy)
    return Built(copy, base.expected)


def _is_rich(built: Built) -> bool:
    expected = built.expected
    return expected.document.language == "fr" and expected.document.state == "draft" and bool(
        "ja" in expected.languages and expected.programmes and expected.lists and expected.pictures)
