"""Judge the tags of a PDF against the Document it was written from: languages, order, tables, headings, links.

veraPDF judges whether a file keeps the standard; a file may keep it and still read wrongly. Text is decoded here from
the marked content and the ToUnicode maps of the fonts, so that no reader of ours takes part.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from conformance_expectations import (
    JAPANESE,
    Expected,
    difference,
    of_language,
    row_faults,
    sides,
    squeeze,
    subtag,
)
from dragoman.document.nodes import (
    Annex,
    Article,
    Block,
    Document,
    Heading,
    OpenItems,
    Parallel,
    SideBox,
    Signatures,
    Table,
)
from dragoman.document.projection import plain, project
from dragoman.document.walk import blocks, notes, runs

A4 = (595.28, 841.89)
"""Points."""

_HYPHENATION = "\u2010"
"""What divides a word at the end of a line; no document contains it."""
_READINGS = {"RT", "RP"}
_BFCHAR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BFRANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)

Place = tuple[int, int]
"""The object number of a page and the number of a marked content on it."""


@dataclass(slots=True)
class Element:
    """A structure element; `text` is what it holds itself, in order between its children, squeezed.

    `description` is its alternative text.
    """

    kind: str
    language: str
    description: str = ""
    parts: list["str | Element"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        yield self
        for part in self.parts:
            if isinstance(part, Element):
                yield from part.walk()

    def nearest(self, kind: str) -> Iterator["Element"]:
        """The elements of a kind below this one, but for those inside another."""
        for part in self.parts:
            if isinstance(part, Element):
                yield from (part,) if part.kind == kind else part.nearest(kind)

    def runs(self) -> Iterator[tuple[str, str]]:
        """The element's texts in order, each with its language; readings of ruby are left out."""
        for part in self.parts:
            if isinstance(part, str):
                yield self.language, part
            elif part.kind not in _READINGS:
                yield from part.runs()

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.runs())


def faults(path: Path, expected: Expected) -> Iterator[str]:
    """Yield a sentence for each way in which the file does not read as its Document."""
    with pikepdf.open(path) as pdf:
        yield from _property_faults(pdf, expected)
        root = _structure(pdf)
        yield from _reading_faults(root, expected)
        yield from _language_faults(root, expected)
        yield from _table_faults(root, expected)
        yield from _column_faults(root, expected)
        yield from _picture_faults(root, expected)
        yield from _note_faults(root, expected)
        yield from _link_faults(pdf, expected)
        yield from _bookmark_faults(pdf, expected)


# --- text and structure --------------------------------------------------------------------------------------------


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    codes: dict[int, str] = {}
    for kind, body in _SECTION.findall(font.ToUnicode.read_bytes().decode("latin-1")):
        if kind == "bfchar":
            codes.update({int(code, 16): _utf16(text) for code, text in _BFCHAR.findall(body)})
        else:
            for first, last, text in _BFRANGE.findall(body):
                for code in range(int(first, 16), int(last, 16) + 1):
                    codes[code] = chr(ord(_utf16(text)) + code - int(first, 16))
    return codes


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _marked_texts(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """The texts of a page's marked contents, by their numbers."""
    fonts = {name: _to_unicode(font) for name, font in page.get("/Resources", {}).get("/Font", {}).items()}
    current: dict[int, str] = {}
    marks: list[int | None] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BDC", "BMC"):
            attributes = operands[1] if operator == "BDC" else {}
            inherited = marks[-1] if marks and operands[0] != "/Artifact" else None
            marks.append(int(attributes["/MCID"]) if "/MCID" in attributes else inherited)
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            current = fonts[str(operands[0])]
        elif operator in ("Tj", "TJ") and marks and marks[-1] is not None:
            strings = operands[0] if operator == "TJ" else operands
            yield marks[-1], "".join(_decode(s, current) for s in strings if isinstance(s, pikepdf.String))


def _decode(string: pikepdf.String, codes: dict[int, str]) -> str:
    raw = bytes(string)
    return "".join(codes.get(int.from_bytes(raw[i:i + 2], "big"), "\ufffd") for i in range(0, len(raw), 2))


def _structure(pdf: pikepdf.Pdf) -> Element:
    texts: dict[Place, str] = {}
    for page in pdf.pages:
        for number, text in _marked_texts(page):
            place = (page.obj.objgen[0], number)
            texts[place] = texts.get(place, "") + squeeze(text).replace(_HYPHENATION, "")
    root = Element("StructTreeRoot", str(pdf.Root.get("/Lang", "")))
    if "/StructTreeRoot" in pdf.Root:
        _fill(root, pdf.Root.StructTreeRoot, 0, texts)
    return root


def _fill(element: Element, node: pikepdf.Object, page: int, texts: dict[Place, str]) -> None:
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            element.parts.append(texts.get((page, kid), ""))
        elif kid.get("/Type") == "/MCR":
            element.parts.append(texts.get((_page(kid, page), int(kid.MCID)), ""))
        elif kid.get("/Type") != "/OBJR":
            child = Element(
                str(kid.get("/S", "/"))[1:], str(kid.get("/Lang", element.language)), str(kid.get("/Alt", "")))
            element.parts.append(child)
            _fill(child, kid, _page(kid, page), texts)


def _page(node: pikepdf.Object, otherwise: int) -> int:
    return node.Pg.objgen[0] if "/Pg" in node else otherwise


# --- judgements ----------------------------------------------------------------------------------------------------


def _property_faults(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[str]:
    document = expected.document
    if subtag(str(pdf.Root.get("/Lang", ""))) != document.language:
        yield f"the file's language is {pdf.Root.get('/Lang', 'not given')}"
    with pdf.open_metadata() as metadata:
        if metadata.get("dc:title") != document.properties.title:
            yield f"dc:title is {metadata.get('dc:title')!r}"
    if not bool(pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "the title is not shown in the window"
    for number, page in enumerate(pdf.pages, 1):
        left, bottom, right, top = (float(side) for side in page.mediabox)
        if abs(right - left - A4[0]) > 1 or abs(top - bottom - A4[1]) > 1:
            yield f"page {number} is not A4"


def _reading_faults(root: Element, expected: Expected) -> Iterator[str]:
    """The tags, read in their order, say the body of the Document: nothing of the margins, nothing out of place."""
    if root.text != expected.body:
        yield f"tagged text differs from the document: {difference(root.text, expected.body)}"
    found = [(int(e.kind[1:]), e.text) for e in root.walk() if re.fullmatch("H[1-6]", e.kind)]
    wanted = list(_headings(expected.document))
    if found != wanted:
        yield f"headings are {found}, not {wanted}"


def _headings(document: Document) -> Iterator[tuple[int, str]]:
    """Level and squeezed text of every heading, the titles of articles, annexes and lists of points among them."""
    lines = {line.id: squeeze(line.text) for line in project(document).body}
    for block in blocks(document):
        match block:
            case Heading():
                yield block.level, lines[block.id]
            case SideBox():
                yield block.heading.level, lines[block.heading.id]
            case Annex():
                yield 2, lines[block.id]
            case Article() | OpenItems():
                yield 2, lines[f"{block.id}.heading"]


def _language_faults(root: Element, expected: Expected) -> Iterator[str]:
    found: dict[str, str] = {}
    for language, text in root.runs():
        if (japanese := JAPANESE.search(text)) and subtag(language).split("-")[0] != "ja":
            yield f"{japanese.group()} stands in text tagged {language or 'with no language'}: {text[:40]}"
        found[subtag(language)] = found.get(subtag(language), "") + text
    for language in sorted((set(found) | set(expected.languages)) - {expected.document.language}):
        text, wanted = of_language(found.get(language, "")), expected.languages.get(language, "")
        if text != wanted:
            yield f"text tagged {language or 'with no language'} is {difference(text, wanted)}"


def _table_faults(root: Element, expected: Expected) -> Iterator[str]:
    """Programmes, particulars, tables of annexes and columns are tables with header cells.

    Panels of key figures, contacts, signatures and points to complete are lists.
    """
    of_annexes, listed = (
        sum(isinstance(block, kinds) for block in blocks(expected.document))
        for kinds in (Table | Parallel, Signatures | OpenItems))
    tables = [element for element in root.walk() if element.kind == "Table"]
    wanted = len(expected.programmes) + len(expected.particulars) + of_annexes
    if len(tables) != wanted:
        yield f"{len(tables)} tables are tagged, the document has {wanted}"
    for number, table in enumerate(tables, 1):
        if not any(element.kind == "TH" for element in table.walk()):
            yield f"table {number} has no header cell"
    lists = sum(element.kind == "L" for element in root.walk())
    wanted = expected.lists + len(expected.panels) + len(expected.contacts) + listed
    if lists != wanted:
        yield f"{lists} lists are tagged, the document has {wanted}"


def _column_faults(root: Element, expected: Expected) -> Iterator[str]:
    """Each side of a row stands in a cell of its own, in the language of its column, the heads in header cells."""
    document = expected.document
    parallels = [block for block in blocks(document) if isinstance(block, Parallel)]
    tables = list(root.nearest("Table")) if parallels else []
    if len(tables) != len(parallels):
        yield f"{len(tables)} tables of columns, not {len(parallels)}"
    lines = {line.id: squeeze(line.text) for line in expected.lines}
    for parallel, table in zip(parallels, tables, strict=False):
        rows = [[cell for cell in row.parts if isinstance(cell, Element)] for row in table.nearest("TR")]
        heads = [squeeze(plain(head)) for head in parallel.heads]
        wanted = [heads, *sides(parallel, lambda block: _words(block, lines))]
        yield from row_faults([[cell.text for cell in row] for row in rows], wanted)
        for number, row in enumerate(rows):
            kind, cells = "TD" if number else "TH", [(cell.kind, subtag(cell.language)) for cell in row]
            if cells != [(kind, document.language), (kind, document.beside)]:
                yield f"the cells of row {number + 1} of the columns are {cells}"


def _words(block: Block, lines: Mapping[str, str]) -> str:
    """What a block says, its notes behind it."""
    names = [*(name for name, _ in runs(block)), *(call.note for call in notes(block))]
    return "".join(lines.get(name, "") for name in names)


def _picture_faults(root: Element, expected: Expected) -> Iterator[str]:
    """Each picture is a figure that says what it shows; the logo is none."""
    found = tuple(element.description for element in root.walk() if element.kind == "Figure")
    if found != expected.pictures:
        yield f"the figures say {found}, not {expected.pictures}"


def _note_faults(root: Element, expected: Expected) -> Iterator[str]:
    """Each footnote is a note, after the block that calls it."""
    found = [element.text for element in root.walk() if element.kind == "Note"]
    calls = (call for block in blocks(expected.document) for call in notes(block))
    wanted = [squeeze(f"{call.number} {plain(call.children)}") for call in calls]
    if found != wanted:
        yield f"the notes say {found}, not {wanted}"


def _link_faults(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[str]:
    found = [
        str(annotation.A.URI) for page in pdf.pages for annotation in page.get("/Annots", [])
        if annotation.get("/Subtype") == "/Link" and "/A" in annotation
    ]
    if set(found) != set(expected.links):
        yield f"links lead to {found}, not to {list(expected.links)}"


def _bookmark_faults(pdf: pikepdf.Pdf, expected: Expected) -> Iterator[str]:
    with pdf.open_outline() as outline:
        found = list(_titles(outline.root))
    if found != [text for _, text in _headings(expected.document)]:
        yield f"bookmarks are {found}"


def _titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield squeeze(item.title)
        yield from _titles(item.children)
