"""Traversal of a Document in reading order."""

import dataclasses
import operator
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, assert_never, cast

from dragoman.document.nodes import (
    Annex,
    Article,
    Blank,
    Block,
    Clause,
    Contacts,
    Digits,
    Document,
    Fact,
    Foreign,
    Heading,
    Inline,
    Items,
    KeyFigures,
    LineBreak,
    Link,
    NoteCall,
    OpenItems,
    PageCount,
    PageNumber,
    Paragraph,
    Parallel,
    Particulars,
    Picture,
    Programme,
    Quote,
    Recital,
    Reference,
    Ruby,
    RuledSpace,
    SideBox,
    Signatures,
    Strong,
    Superscript,
    Table,
    Text,
    Untranslated,
)

RIGHT = "@"
"""Stands in the ids of the right column of a bilingual edition, and in no other."""


def column_of(name: str) -> int:
    """The column, 1 or 2, of a passage by its id."""
    return 2 if RIGHT in name else 1


def children(inline: Inline) -> tuple[Inline, ...]:
    match inline:
        case Text():  # most of them, and so asked first
            return ()
        case (
            Fact() | Foreign() | Strong() | Link() | Blank() | RuledSpace() | Untranslated() | Reference() | NoteCall()
        ):
            return inline.children
        case Superscript() | Ruby() | LineBreak() | Digits() | PageNumber() | PageCount():
            return ()
        case _:
            assert_never(inline)


def inlines(roots: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline below and including the roots, parents before children."""
    for inline in roots:
        yield inline
        if below := children(inline):
            yield from inlines(below)


def blocks(document: Document) -> Iterator[Block]:
    """Every block; what stands in rows side by side follows the block that holds it, row by row, the left one first."""
    for slot in document.slots:
        for block in slot.blocks:
            yield block
            if isinstance(block, Parallel):
                yield from (side for row in block.rows for side in (row.left, row.right) if side is not None)


def runs(block: Block) -> Iterator[tuple[str, tuple[Inline, ...]]]:  # noqa: C901, PLR0912 - one case a block
    """The block's printed passages as (id, inlines), in reading order; a passage is what one line of text may hold."""
    match block:
        case Heading() | Paragraph():
            yield block.id, block.children
        case KeyFigures():
            for figure in block.figures:
                yield f"{figure.id}.value", figure.lead + figure.value
                yield f"{figure.id}.caption", figure.caption
        case Programme():
            for name, column in zip(("date", "place", "event"), block.columns, strict=True):
                yield f"{block.id}.column.{name}", column
            for day in block.days:
                yield f"{day.id}.date", day.date
                for entry in day.entries:
                    yield f"{entry.id}.place", entry.place
                    yield f"{entry.id}.event", entry.event
        case Items():
            yield from ((item.id, item.children) for item in block.items)
        case SideBox():
            yield block.heading.id, block.heading.children
            yield from ((paragraph.id, paragraph.children) for paragraph in block.paragraphs)
        case Quote():
            yield from ((paragraph.id, paragraph.children) for paragraph in block.paragraphs)
        case Picture():
            yield f"{block.id}.alt", block.alt
            yield f"{block.id}.caption", block.caption
            yield f"{block.id}.credit", block.credit
        case Particulars():
            for row in block.rows:
                yield f"{row.id}.label", row.label
                yield f"{row.id}.text", row.text
        case Contacts():
            for contact in block.contacts:
                yield f"{contact.id}.name", contact.name
                for number, line in enumerate(contact.lines):
                    yield f"{contact.id}.line.{number}", line
        case _:
            yield from _legal_runs(block)


def _legal_runs(  # noqa: C901, PLR0912 - one case a block
    block: Recital | Article | Clause | Annex | Table | Signatures | OpenItems | Parallel,
) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    match block:
        case Recital() | Clause():
            yield block.id, block.children
        case Article():
            yield f"{block.id}.heading", block.heading
            yield from ((clause.id, clause.children) for clause in block.clauses)
        case Annex():
            yield block.id, block.heading
        case Table():
            for number, column in enumerate(block.columns, 1):
                yield f"{block.id}.column.{number}", column
            for row, cells in enumerate(block.rows, 1):
                yield from ((f"{block.id}.{row}.{number}", cell) for number, cell in enumerate(cells, 1))
        case Signatures():
            for signature in block.signatures:
                yield f"{signature.id}.party", signature.party
                for line in signature.lines:
                    yield f"{line.id}.label", line.label
                    yield f"{line.id}.text", line.text
        case OpenItems():
            yield f"{block.id}.heading", block.heading
            for item in block.items:
                yield f"{block.id}.{item.number}.label", item.label
                yield f"{block.id}.{item.number}.where", item.where
            yield f"{block.id}.more", block.more
        case Parallel():
            yield f"{block.id}.head", block.heads[0]
            yield f"{block.id}.head{RIGHT}", block.heads[1]
        case _:
            assert_never(block)


def labels(block: Block) -> dict[str, str]:
    """The number, letter or name that stands before a passage of the block, by the passage's id."""
    match block:
        case Items():
            return {item.id: f"{number}." for number, item in enumerate(block.items, 1)}
        case Recital() | Clause() | Annex():
            return {block.id: block.label}
        case Article():
            return {f"{block.id}.heading": block.label, **{clause.id: clause.label for clause in block.clauses}}
        case OpenItems():
            return {f"{block.id}.{item.number}.label": f"{item.number}." for item in block.items}
        case _:
            return {}


def notes(block: Block) -> Iterator[NoteCall]:
    """The footnotes called in a block, in the order of their calls; their words stand after it."""
    for _, passage in runs(block):
        yield from (inline for inline in inlines(passage) if isinstance(inline, NoteCall))


def document_inlines(document: Document) -> Iterator[Inline]:
    """Every inline of the body, the descriptions of its tables among them, then of the furniture."""
    for block in blocks(document):
        if isinstance(block, KeyFigures | Programme | Particulars | Contacts | Table | Signatures | Parallel):
            yield from inlines(block.label)
        for _, passage in runs(block):
            yield from inlines(passage)
    for name in sorted(document.furniture):
        yield from inlines(document.furniture[name])


def number_blanks(document: Document) -> Document:
    """Number the blanks from 1 by their paths in order of first reading; equal paths share a number."""
    numbers: dict[str, int] = {}
    for inline in document_inlines(document):
        if isinstance(inline, Blank):
            numbers.setdefault(inline.path, len(numbers) + 1)
    if not numbers:
        return document
    return dataclasses.replace(
        document, slots=_renumber(document.slots, numbers), furniture=_renumber(document.furniture, numbers))


_Node = TypeVar("_Node")


def _renumber(node: _Node, numbers: Mapping[str, int]) -> _Node:
    """The node with its blanks numbered: the node itself where none below it changes."""
    if node is None or isinstance(node, (str, int, Text, LineBreak)):
        return node
    if isinstance(node, tuple):
        items = tuple([_renumber(item, numbers) for item in node])
        return cast("_Node", items) if any(map(operator.is_not, items, node)) else node
    if isinstance(node, Mapping):
        return cast("_Node", {key: _renumber(item, numbers) for key, item in node.items()})
    made: Any = type(node)
    old = {name: getattr(node, name) for name in _fields(made)}
    new = {name: _renumber(value, numbers) for name, value in old.items()}
    if isinstance(node, Blank):
        new["number"] = numbers[node.path]
    return cast("_Node", made(**new)) if any(map(operator.is_not, new.values(), old.values())) else node


@cache
def _fields(node: Any) -> tuple[str, ...]:  # noqa: ANN401 - any class of nodes
    return tuple(field.name for field in dataclasses.fields(node))
