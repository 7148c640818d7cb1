"""Compare a written Word file with the Document: nothing lost, nothing added, each word in its language."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias, TypeVar, assert_never

from dragoman.appearance.shell_languages import word_languages
from dragoman.appearance.shell_tags import LEGAL, furniture_of
from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import (
    Blank,
    Block,
    Contacts,
    Digits,
    Document,
    Fact,
    Foreign,
    FurnitureName,
    Inline,
    KeyFigures,
    LineBreak,
    Link,
    NoteCall,
    OpenItems,
    PageCount,
    PageNumber,
    Parallel,
    Particulars,
    Picture,
    Programme,
    Reference,
    Ruby,
    RuledSpace,
    Signatures,
    Strong,
    Superscript,
    Table,
    Text,
    Untranslated,
)
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER, Line, plain, project, untranslated_tag
from dragoman.document.walk import blocks, notes, runs
from dragoman.errors import ContentLost
from dragoman.languages import bcp47
from dragoman.readback.docx_anchors import anchor_faults, laid_out
from dragoman.readback.docx_reading import Furniture, Reading, read_docx
from dragoman.readback.docx_walk import Passage, Span

BODY = Code("RBD-002", "error", "le fichier Word dit « {found} » au lieu de « {expected} »")
READINGS = Code("RBD-003", "error", "la lecture en kana est « {found} » au lieu de « {expected} »")
LANGUAGE = Code("RBD-004", "error", "« {text} » est marqué {found} au lieu de {expected}")
FURNITURE = Code("RBD-005", "error", "« {expected} » manque en en-tête ou pied de page (section {section}, {pages})")
STRANGE = Code("RBD-006", "error", "« {found} » est de trop en en-tête ou pied de page (section {section}, {pages})")
PROPERTY = Code("RBD-007", "error", "la propriété du fichier est « {found} » au lieu de « {expected} »")
DESCRIPTION = Code("RBD-008", "error", "la description du tableau est « {found} » au lieu de « {expected} »")
PICTURE = Code("RBD-009", "error", "l’image du fichier Word n’est pas celle du document")

__all__ = ["Reading", "read_docx", "verify_docx"]

_FIELDS = {"PAGE": PAGE_NUMBER, "NUMPAGES": PAGE_COUNT}
_Tag = TypeVar("_Tag")
_Piece: TypeAlias = tuple[str, str]
"""A language and the text in it."""


def verify_docx(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    """Return how a Word file differs from its Document; nothing where it says the same.

    Of the body the first difference is named, by the id of its node and with both texts.
    """
    try:
        reading = read_docx(data)
    except ContentLost as error:
        return error.diagnostics
    expected, described = project(document), {_alt(block) for block in _pictures(document)}
    called = {call.note for block in blocks(document) for call in notes(block)}
    body = laid_out(document, expected.body)
    readings = tuple(line for line in expected.readings if line.id not in described)  # an attribute has none
    return (
        *_lines(tuple(line for line in body if line.id not in called), _texts(reading, notes=False), BODY),
        *_lines(tuple(line for line in body if line.id in called), _texts(reading, notes=True), BODY),
        *_lines(readings, reading.readings, READINGS),
        *_languages(document, reading),
        *_furniture(document, reading),
        *_descriptions(document, reading),
        *_shown(document, reading),
        *_properties(document, reading),
        *anchor_faults(document, reading),
    )


def _texts(reading: Reading, *, notes: bool) -> tuple[str, ...]:
    """The printed paragraphs of the body, or those of its notes: these stand at the foot of a page."""
    return tuple(passage.text for passage in reading.passages if passage.is_note == notes)


def _lines(expected: tuple[Line, ...], found: tuple[str, ...], code: Code) -> Iterator[Diagnostic]:
    for line, text in itertools.zip_longest(expected, found):
        if line is None:
            yield diagnostic(code, expected="", found=text)
            return
        if line.text != text:
            yield diagnostic(code, field=line.id, expected=line.text, found=text or "")
            return


def _languages(document: Document, reading: Reading) -> Iterator[Diagnostic]:
    """Every passage of the body in its language, as far as the passages agree."""
    expected = [
        (name, _merged(_spoken(name, passage, block, document.language)))
        for block in blocks(document) for name, passage in runs(block) if plain(passage)
    ]
    called = [
        (call.note, _merged(_pieces(call.children, document.language)))
        for block in blocks(document) for call in notes(block)
    ]
    for names, is_note in ((expected, False), (called, True)):
        found = (passage for passage in reading.passages if passage.spans and passage.is_note == is_note)
        for (name, pieces), passage in zip(names, found, strict=False):
            yield from _tagged(name, pieces, _own_words(passage, pieces))


def _own_words(passage: Passage, expected: list[_Piece]) -> Passage:
    """A passage without what stands before its words: the dash after a number, the number of a note."""
    surplus = len("".join(span.text for span in passage.spans)) - sum(len(text) for _, text in expected)
    if surplus <= 0:
        return passage
    spans: list[Span] = []
    for span in passage.spans:
        left = span.text[max(surplus, 0):]
        surplus -= len(span.text)
        if left:
            spans.append(replace(span, text=left))
    return replace(passage, spans=tuple(spans))


def _spoken(name: str, passage: tuple[Inline, ...], block: Block, language: str) -> Iterator[_Piece]:
    """The pieces of a passage by language; a picture's description has the document's alone."""
    if isinstance(block, Picture) and name == _alt(block):
        return iter([(language, plain(passage))])
    return _pieces(passage, language)


def _tagged(name: str, expected: list[_Piece], passage: Passage) -> Iterator[Diagnostic]:
    """Each piece of a passage under both tags by which a Word file says its language."""
    if "".join([text for _, text in expected]) != "".join(map(_said, passage.spans)):
        return
    tags = _merged((word_languages(language), text) for language, text in expected)
    if tags == _merged(((span.language, span.east_asian), _said(span)) for span in passage.spans):
        return
    for place, attribute in enumerate(("language", "east_asian")):
        wanted = _merged((word_languages(language)[place], text) for language, text in expected)
        found = _merged((getattr(span, attribute), _said(span)) for span in passage.spans)
        for piece, other in zip(wanted, found, strict=False):
            if piece != other:
                yield diagnostic(LANGUAGE, field=name, text=other[1], found=other[0], expected=piece[0])
                return


def _pieces(  # noqa: C901 - one case for each member of the union
    passage: tuple[Inline, ...], language: str,
) -> Iterator[_Piece]:
    for inline in passage:
        match inline:
            case Text() | Superscript() | Digits():
                yield language, inline.text
            case NoteCall():
                yield language, str(inline.number)
            case Fact() | Strong() | Link() | Blank() | RuledSpace() | Reference():
                yield from _pieces(inline.children, language)
            case Foreign():
                yield from _pieces(inline.children, inline.language)
            case Untranslated():
                yield language, untranslated_tag(inline)
                yield from _pieces(inline.children, inline.language)
            case Ruby():
                yield language, inline.base
            case LineBreak():
                yield language, "\n"
            case PageNumber():
                yield language, PAGE_NUMBER
            case PageCount():
                yield language, PAGE_COUNT
            case _:
                assert_never(inline)


def _merged(pieces: Iterable[tuple[_Tag, str]]) -> list[tuple[_Tag, str]]:
    """Pieces of text under their tags, neighbours of the same tag joined."""
    merged: list[tuple[_Tag, str]] = []
    for tag, text in pieces:
        if text and merged and merged[-1][0] == tag:
            merged[-1] = (tag, merged[-1][1] + text)
        elif text:
            merged.append((tag, text))
    return merged


def _said(span: Span) -> str:
    """A span's text, with a stand-in where a field gives the page's number or the count of pages."""
    return _FIELDS.get(span.field, span.text)


def _furniture(document: Document, reading: Reading) -> Iterator[Diagnostic]:
    known = {plain(passage) for passage in document.furniture.values()}
    titled = {pages.section for pages in reading.furniture if pages.pages == "first"}
    for pages in reading.furniture:
        found = {"".join(map(_said, passage.spans)): passage for passage in pages.passages}
        for name in (*furniture_of(pages.section, pages.pages, titled=pages.section in titled), *LEGAL):
            yield from _piece_of_furniture(document, name, pages, found)
        for text in found:
            if text not in known:
                yield diagnostic(STRANGE, found=text, section=pages.section, pages=pages.pages)


def _piece_of_furniture(
    document: Document, name: FurnitureName, pages: Furniture, found: dict[str, Passage],
) -> Iterator[Diagnostic]:
    inlines = document.furniture.get(name, ())
    text = plain(inlines)
    if text and text not in found:
        yield diagnostic(FURNITURE, field=name, expected=text, section=pages.section, pages=pages.pages)
    elif text:
        yield from _tagged(name, _merged(_pieces(inlines, document.language)), found[text])


def _descriptions(document: Document, reading: Reading) -> Iterator[Diagnostic]:
    expected = [
        block for block in blocks(document)
        if isinstance(block, KeyFigures | Programme | Particulars | Table | Signatures | OpenItems | Parallel)
        or (isinstance(block, Contacts) and len(block.contacts) > 1)]
    for table, found in itertools.zip_longest(expected, reading.descriptions, fillvalue=None):
        label = () if table is None else table.heading if isinstance(table, OpenItems) else table.label
        text = plain(label).translate({ord("\n"): " ", ord("\t"): " "})
        if text != found:
            yield diagnostic(DESCRIPTION, field="" if table is None else table.id, expected=text, found=found or "")
            return


def _pictures(document: Document) -> list[Picture]:
    return [block for block in blocks(document) if isinstance(block, Picture)]


def _alt(picture: Picture) -> str:
    """The id of a picture's description, which a Word file has as an attribute."""
    return f"{picture.id}.alt"


def _shown(document: Document, reading: Reading) -> Iterator[Diagnostic]:
    """Every picture is the one that was composed, to the byte."""
    for picture, found in itertools.zip_longest(_pictures(document), reading.pictures, fillvalue=None):
        if picture is None or picture.digest != found:
            yield diagnostic(PICTURE, field="" if picture is None else picture.id)
            return


def _properties(document: Document, reading: Reading) -> Iterator[Diagnostic]:
    said = document.properties
    expected = {"title": said.title, "subject": said.subject, "creator": said.author, "language": bcp47(said.language)}
    if said.date is not None:
        expected |= {"created": f"{said.date}T00:00:00Z", "modified": f"{said.date}T00:00:00Z"}
    for name, text in expected.items():
        if reading.properties.get(name, "") != text:
            yield diagnostic(PROPERTY, field=name, expected=text, found=reading.properties.get(name, ""))
