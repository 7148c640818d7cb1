"""Which characters of a document no face draws: every printed text judged in the face of its place."""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from dragoman.appearance.faces import Faces, no_glyph
from dragoman.appearance.look import Look
from dragoman.diagnostics import Diagnostic
from dragoman.document.nodes import (
    Annex,
    Article,
    Blank,
    Block,
    Clause,
    Contacts,
    Document,
    Fact,
    FurnitureName,
    Heading,
    Inline,
    Items,
    KeyFigures,
    OpenItems,
    Paragraph,
    Parallel,
    Particulars,
    Picture,
    Programme,
    Quote,
    Recital,
    Ruby,
    SideBox,
    Signatures,
    Table,
    Text,
)
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER, plain
from dragoman.document.walk import blocks, inlines, labels, notes, runs

_FURNITURE_STYLES: Mapping[FurnitureName, str] = {
    "letterhead": "letterhead", "address": "address", "running_head": "running_head", "embargo": "embargo_line",
    "draft_mark": "draft_mark", "footer_line": "foot", "page_label": "foot",
    "version_line": "version_line", "status_banner": "status_banner",
}
_HEADING_STYLES = {1: "title", 2: "heading", 3: "box_heading"}


def lacking_characters(document: Document, look: Look, faces: Faces) -> Iterator[Diagnostic]:
    """Every character of the document that the faces of its place do not draw.

    Those of one fact or message are told together, at the first node that shows one; of neither's, those of a node.
    """
    first: dict[tuple[str, str], tuple[str, str, int, str]] = {}
    signs: dict[tuple[str, str], dict[str, None]] = {}
    for node, style, text, passage in _texts(document):
        role = look.styles[style].face
        for offset in faces.lacks(role, text):
            source = _source(passage, text[offset])
            place = role, source or node
            first.setdefault(place, (node, text, offset, source))
            signs.setdefault(place, {})[text[offset]] = None
    for (role, _), (node, text, offset, source) in first.items():
        yield no_glyph(faces, role, node, text, offset, signs[role, source or node], source)


def _source(passage: Iterable[Inline], character: str) -> str:
    """The fact or the message of a passage that brings a character; nothing where it is neither's."""
    for inline in passage:
        if character not in plain((inline,)):
            continue
        match inline:
            case Fact(path=name) | Blank(path=name) | Text(key=name):
                return name
            case _:
                return _source(getattr(inline, "children", ()), character)
    return ""


def _texts(document: Document) -> Iterator[tuple[str, str, str, tuple[Inline, ...]]]:
    """Every printed text with its node, the style it is set in and its inlines, the readings of names included."""
    for block in blocks(document):
        named = labels(block)
        for node, passage in runs(block):
            style = _style(block, node)
            if style is None:
                continue
            yield node, style, named.get(node, "") + plain(passage), passage
            for inline in inlines(passage):
                if isinstance(inline, Ruby):
                    yield node, style, inline.reading, ()
        yield from ((call.note, "note", plain(call.children), call.children) for call in notes(block))
    for name, passage in document.furniture.items():
        text = plain(passage).replace(PAGE_NUMBER, "0").replace(PAGE_COUNT, "0")
        yield name, _FURNITURE_STYLES[name], text, passage


def _style(block: Block, node: str) -> str | None:  # noqa: C901 - one case a block
    """The style that a passage of a block is set in; None for one that is not printed."""
    part = node.rpartition(".")[2]
    match block:
        case Heading():
            return _HEADING_STYLES[block.level]
        case Paragraph():
            return block.role
        case KeyFigures():
            return "figure_caption" if part == "caption" else "figure_value"
        case Programme():
            if ".column." in node:
                return "table_head"
            return "table_date" if part == "date" else "table_cell"
        case Items():
            return "item"
        case SideBox():
            return next((p.role for p in block.paragraphs if p.id == node), _HEADING_STYLES[block.heading.level])
        case Quote():
            return next(p.role for p in block.paragraphs if p.id == node)
        case Picture():
            return {"alt": None, "caption": "caption", "credit": "credit"}[part]
        case Particulars():
            return "particular_label" if part == "label" else "particular_text"
        case Contacts():
            return "contact_name" if part == "name" else "contact_line"
        case _:
            return _legal_style(block, node)


def _legal_style(
    block: Recital | Article | Clause | Annex | Table | Signatures | OpenItems | Parallel, node: str,
) -> str:
    part = node.rpartition(".")[2]
    match block:
        case Recital():
            return "recital"
        case Annex():
            return "annex"
        case Clause():
            return f"clause_{block.level}"
        case Parallel():
            return "column_head"
        case Article():
            return next((f"clause_{clause.level}" for clause in block.clauses if clause.id == node), "article")
        case Table():
            return "table_head" if node.startswith(f"{block.id}.column.") else "table_cell"
        case Signatures():
            return f"signature_{part}"
        case OpenItems():
            styles = {"heading": "open_items_heading", "more": "open_items_more", "where": "open_item_where"}
            return styles.get(part, "open_item")
        case _:
            assert_never(block)
