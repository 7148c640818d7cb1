"""Read-back of a web page: its passages against the projection of the document.

What stands in `main` must be the mark of a draft and then the body, passage by passage; around it the letterhead, the
address and the foot, and nothing else. Headings, descriptions, languages, links, blanks and pictures are compared too.
"""

import binascii
import hashlib
import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

from dragoman.diagnostics import NOWHERE, Code, Diagnostic, diagnostic
from dragoman.document.nodes import (
    Annex,
    Article,
    Blank,
    Block,
    Contacts,
    Document,
    Foreign,
    FurnitureName,
    Heading,
    Inline,
    KeyFigures,
    Link,
    NoteCall,
    OpenItems,
    Paragraph,
    Particulars,
    Picture,
    Programme,
    Reference,
    Ruby,
    SideBox,
    Signatures,
    Table,
    Untranslated,
)
from dragoman.document.projection import Line, plain, project
from dragoman.document.walk import blocks, children, inlines, notes, runs
from dragoman.languages import bcp47
from dragoman.readback.html_reading import pieces, read

DIFFERENT = Code("RBH-010", "error", "la page HTML porte « {found} » là où le document dit « {expected} »")
LACKING = Code("RBH-011", "error", "la page HTML s’arrête avant « {expected} »")
UNEXPECTED = Code("RBH-012", "error", "la page HTML porte « {found} », que le document ne dit pas")
OTHER_LEVEL = Code("RBH-013", "error", "« {text} » est un élément {found} dans la page HTML, et {expected} est attendu")
OTHER_MARK = Code(
    "RBH-014", "error", "langue, lien, lecture ou blanc : la page HTML marque {found} là où le document a {expected}")
OTHER_PROPERTY = Code("RBH-015", "error", "la page HTML se dit « {found} » là où le document dit « {expected} »")
OTHER_PICTURE = Code("RBH-016", "error", "l’image de la page HTML n’est pas celle du document")

OTHER_ANCHOR = Code(
    "RBH-017", "error", "la page HTML a le repère « {found} » là où les renvois du document mènent à « {expected} »")

_STATUS: tuple[FurnitureName, ...] = ("draft_mark", "version_line", "status_banner")
_ABOUT = ("meta", "title", "style")
_PARTS = ("header", "main", "footer")
_PASSAGES = {"h1", "h2", "h3", "p", "caption", "th", "td"}
_INSIDE = {"span", "strong", "sup", "a", "mark", "ruby", "rt", "rp", "br"}
_NONE = "rien"

Mark: TypeAlias = tuple[str, str, str]
"""What is marked in a passage: kind, value (a language, an address, a reading), the words it is marked on."""


class Found(NamedTuple):
    tag: str
    text: str


def verify_html(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    """Compare a written web page with the document it was written from; empty when they say the same.

    Every character counts, each kind of space too, except where a browser folds them. Of the passages, only the first
    difference is named, by the id of its node.
    """
    page, faults = read(data)
    if page is None or faults:
        return faults
    parts = {name: page.findall(f"./body/{name}") for name in _PARTS}
    return (
        *_properties(document, page, parts["main"]), *_frame(page, parts), *_passages(document, parts),
        *_descriptions(document, page), *_marks(document, parts), *_pictures(document, parts["main"]),
        *_anchors(document, page),
    )


# --- what the page is ------------------------------------------------------------------------------------------


def _properties(document: Document, page: Element, mains: list[Element]) -> Iterator[Diagnostic]:
    about, language = document.properties, bcp47(document.language)
    said = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    ledes = (plain(b.children) for b in blocks(document) if isinstance(b, Paragraph) and b.role == "lede")
    pairs = (
        ("properties.title", about.title, page.findtext("./head/title")),
        ("properties.author", about.author, said.get("author")),
        ("properties.subject", next(ledes, about.subject).replace("\n", " "), said.get("description")),
        ("properties.date", about.date, said.get("dcterms.issued")),
        ("properties.language", language, page.get("lang")),
        *(("properties.language", language, main.get("lang")) for main in mains),
    )
    for name, expected, found in pairs:
        if expected != found:
            yield diagnostic(OTHER_PROPERTY, NOWHERE, name, expected=expected or _NONE, found=found or _NONE)


def _frame(page: Element, parts: dict[str, list[Element]]) -> Iterator[Diagnostic]:
    """A head and a body; in this one main, a header and a footer at most, and no words beside passages."""
    if [child.tag for child in page] != ["head", "body"]:
        yield diagnostic(UNEXPECTED, found=" ".join(f"<{child.tag}>" for child in page))
    for name, (fewest, most) in {"header": (0, 1), "main": (1, 1), "footer": (0, 1)}.items():
        if not fewest <= len(parts[name]) <= most:
            yield diagnostic(UNEXPECTED, found=f"{len(parts[name])} × <{name}>")
    for place, admitted in {"head": _ABOUT, "body": _PARTS}.items():
        for child in page.iterfind(f"./{place}/*"):
            if child.tag not in admitted:
                yield diagnostic(UNEXPECTED, found=f"<{child.tag}>")
    for words in _strays(page):
        yield diagnostic(UNEXPECTED, found=words)


def _strays(element: Element) -> Iterator[str]:
    """Words that stand outside every passage, and elements inside one that may not stand there."""
    if element.tag in _ABOUT:
        return
    if _is_passage(element):
        yield from (f"<{below.tag}>" for below in element.iter() if below is not element and below.tag not in _INSIDE)
        return
    for piece in pieces(element):
        if isinstance(piece, Element):
            yield from _strays(piece)
        elif piece.strip():
            yield piece.strip()


# --- what the page says ----------------------------------------------------------------------------------------


def _passages(document: Document, parts: dict[str, list[Element]]) -> Iterator[Diagnostic]:
    furniture = {name: _folded(text) for name, text in project(document).furniture.items()}

    def outside(*names: FurnitureName) -> list[Line]:
        return [Line(name, furniture[name]) for name in names if furniture.get(name)]

    body = [Line(line.id, text) for line in project(document).body if (text := _folded(line.text))]
    expected = {
        "header": outside("letterhead", "address"), "main": [*outside(*_STATUS), *body],
        "footer": outside("footer_line"),
    }
    levels = dict(_levels(document))
    for name in _PARTS:
        found = [passage for part in parts[name] for passage in _read_passages(part)]
        yield from _differences(expected[name], found, levels)


def _differences(expected: Sequence[Line], found: Sequence[Found], levels: dict[str, str]) -> Iterator[Diagnostic]:
    for line, passage in zip(expected, found, strict=False):
        if line.text != passage.text:
            yield diagnostic(DIFFERENT, NOWHERE, line.id, expected=line.text, found=passage.text)
            return
        level = levels.get(line.id, passage.tag if passage.tag[0] != "h" else "p")
        if passage.tag != level:
            yield diagnostic(OTHER_LEVEL, NOWHERE, line.id, text=line.text, expected=level, found=passage.tag)
    if len(found) < len(expected):
        line = expected[len(found)]
        yield diagnostic(LACKING, NOWHERE, line.id, expected=line.text)
    elif len(expected) < len(found):
        yield diagnostic(UNEXPECTED, found=found[len(expected)].text)


def _levels(document: Document) -> Iterator[tuple[str, str]]:
    """The elements of the headings, by the ids of their passages."""
    for block in blocks(document):
        match block:
            case Heading():
                yield block.id, f"h{block.level}"
            case SideBox():
                yield block.heading.id, f"h{block.heading.level}"
            case Annex():
                yield block.id, "h2"
            case Article() | OpenItems():
                yield f"{block.id}.heading", "h2"


def _is_passage(element: Element) -> bool:
    """Whether an element holds words itself: an item of a numbered list does, one of another list holds passages."""
    return element.tag in _PASSAGES or (element.tag == "li" and element.get("class") == "item")


def _read_passages(element: Element) -> Iterator[Found]:
    """The passages of an element that say something, in order, with the numbers that a browser gives to items."""
    number = 0
    for child in element:
        if child.tag == "caption":
            continue
        if child.tag == "img":
            text = _folded(child.get("alt", ""))
        elif not _is_passage(child):
            yield from _read_passages(child)
            continue
        else:
            text = _shown(child)
        if element.tag == "ol":
            number += 1
            text = text and f"{number}. {text}"
        if text:
            yield Found(child.tag, text)


def _shown(element: Element) -> str:
    return _folded("".join(_texts(element)))


def _texts(element: Element) -> Iterator[str]:
    """What a reader reads of a passage: a name without its reading, lines parted by LF."""
    for piece in pieces(element):
        if not isinstance(piece, Element):
            yield re.sub(r"[\t\n\r\f]", " ", piece)
        elif piece.tag == "br":
            yield "\n"
        elif piece.tag not in ("rt", "rp"):
            yield from _texts(piece)


def _folded(text: str) -> str:
    """As a browser shows it: a run of ordinary spaces is one, and none stands at the ends of a line."""
    return re.sub(" *\n *", "\n", re.sub("[ \t]+", " ", text)).strip(" \n")


# --- what the page marks ---------------------------------------------------------------------------------------


def _descriptions(document: Document, page: Element) -> Iterator[Diagnostic]:
    """The descriptions of tables and lists, for those who do not see how they are set."""
    expected = [Line(b.id, _folded(plain(label))) for b in blocks(document) if (label := _description(b))]
    found = [
        Found(e.tag, _shown(e) if e.tag == "caption" else _folded(e.get("aria-label", "")))
        for e in page.iter() if e.tag in ("caption", "ul")]
    yield from _differences(expected, found, {})


def _description(block: Block) -> tuple[Inline, ...]:
    match block:
        case KeyFigures() | Programme() | Particulars() | Contacts() | Table() | Signatures():
            return block.label
        case OpenItems():
            return block.heading
        case _:
            return ()


def _marks(document: Document, parts: dict[str, list[Element]]) -> Iterator[Diagnostic]:
    """Languages, links, blanks and readings in their order, each with the words it stands on; the first difference."""
    expected = [mark for node in _written(document) for mark in _expected_marks(node)]
    found = [mark for name in _PARTS for part in parts[name] for mark in _read_marks(part)]
    for wanted, mark in zip_longest(expected, found):
        if wanted != mark:
            yield diagnostic(OTHER_MARK, expected=_said(wanted), found=_said(mark))
            return


def _said(mark: Mark | None) -> str:
    return _NONE if mark is None else " ".join(filter(None, mark))


def _written(document: Document) -> Iterator[Inline]:
    """Every inline that is written as an element: not those of descriptions, which are attributes or captions."""
    names: tuple[FurnitureName, ...] = ("letterhead", "address", *_STATUS)
    for name in names:
        yield from inlines(document.furniture.get(name, ()))
    for block in blocks(document):
        for node, passage in runs(block):
            if not (isinstance(block, Picture) and node.endswith(".alt")):
                yield from _of_passage(passage)
        for call in notes(block):
            yield from _of_passage(call.children)
    yield from inlines(document.furniture.get("footer_line", ()))


def _of_passage(passage: tuple[Inline, ...]) -> Iterator[Inline]:
    """The inlines that stand in a passage itself: a note's own words stand after the block."""
    for inline in passage:
        yield inline
        if not isinstance(inline, NoteCall):
            yield from _of_passage(children(inline))


def _anchors(document: Document, page: Element) -> Iterator[Diagnostic]:
    """What a reference may lead to, by its id and in order, and nothing else."""
    expected = [anchor for block in blocks(document) for anchor in _of_block(block)]
    found = [element.get("id", "") for element in page.iter() if "id" in element.attrib]
    for wanted, anchor in zip_longest(expected, found, fillvalue=""):
        if wanted != anchor:
            yield diagnostic(OTHER_ANCHOR, NOWHERE, wanted, expected=wanted or _NONE, found=anchor or _NONE)
            return


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Article():
            yield block.id
            yield from (clause.id for clause in block.clauses)
        case Annex():
            yield block.id
    yield from (call.note for call in notes(block))


def _expected_marks(inline: Inline) -> Iterator[Mark]:
    match inline:
        case Foreign() | Untranslated():
            yield "lang", inline.language, _folded(plain((inline,)))
        case Link():
            yield "a", inline.target, _folded(plain((inline,)))
        case Reference():
            yield "a", f"#{inline.target}", _folded(plain((inline,)))
        case Blank():
            yield "mark", "", _folded(plain((inline,)))
        case Ruby():
            yield "rt", inline.reading, inline.base


def _read_marks(element: Element) -> Iterator[Mark]:
    for child in element:
        if child.tag == "caption":
            continue
        if child.tag == "span" and "lang" in child.attrib:
            yield "lang", child.get("lang", ""), _shown(child)
        elif child.tag in ("a", "mark"):
            yield child.tag, child.get("href", ""), _shown(child)
        elif child.tag == "ruby":
            yield "rt", "".join(rt.text or "" for rt in child.findall("rt")), _shown(child)
        yield from _read_marks(child)


def _pictures(document: Document, mains: list[Element]) -> Iterator[Diagnostic]:
    """Each picture of the document by its file and its size, and no other."""
    expected = [block for block in blocks(document) if isinstance(block, Picture)]
    found = [image for main in mains for image in main.iter("img")]
    for picture, image in zip_longest(expected, found):
        written = (picture.digest, str(picture.width), str(picture.height)) if picture else None
        if written != (_image(image) if image is not None else None):
            yield diagnostic(OTHER_PICTURE, NOWHERE, picture.id if picture else "")


def _image(image: Element) -> tuple[str, str, str]:
    try:
        data = b64decode(image.get("src", "").partition(",")[2], validate=True)
    except binascii.Error:
        data = b""
    return hashlib.sha256(data).hexdigest(), image.get("width", ""), image.get("height", "")
