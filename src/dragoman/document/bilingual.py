"""The bilingual edition: two documents that say the same, zipped by the ids of their blocks into rows side by side.

An article gives a row to its heading and to each of its clauses, the signatures one to each party. What only one side
says stands alone in its row. Annexes and the list at the end begin on pages of their own.
"""

import dataclasses
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, TypeVar, cast

from dragoman.document.nodes import (
    Annex,
    Article,
    Block,
    Digits,
    Document,
    Foreign,
    FurnitureName,
    Inline,
    LanguageTag,
    LineBreak,
    NoteCall,
    Opening,
    OpenItems,
    Parallel,
    Properties,
    Reference,
    Row,
    Signatures,
    Slot,
    Text,
)
from dragoman.document.walk import RIGHT, blocks

COLUMNS = "columns"
"""The slot, and the id of the first block in it."""

_BY_LINE: tuple[FurnitureName, ...] = ("version_line",)
_IN_LINE: tuple[FurnitureName, ...] = ("running_head", "draft_mark")
"""Furniture that says both languages, one beneath the other or in one line; the rest is of the left document."""
_SIDES = " / "

Passage = tuple[Inline, ...]
_Node = TypeVar("_Node")


def side_by_side(left: Document, right: Document, heads: tuple[Passage, Passage]) -> Document:
    """The edition of two documents in two columns; `heads` are the heads of the columns, each in its language.

    Both are of one kind and state and agree (the concordance says so). The numbers of blanks and notes are those of
    each side, which are the same.
    """
    tag = right.language
    marked = _marked(right, tag)
    tables = list(_tables(list(blocks(left)), list(blocks(marked))))
    label = (*_title(left), Text(_SIDES, ""), *_foreign(_title(right), tag))
    said = heads[0], _foreign(heads[1], tag)
    parallel = tuple(Parallel(name, label, said, rows) for name, rows in tables)
    return dataclasses.replace(
        left,
        slots=(Slot(COLUMNS, parallel),),
        furniture=dict(_furniture(left, right)),
        properties=_properties(left.properties, right.properties),
        openings=_once(left.openings, right.openings),
        accepted=(*left.accepted, *(one for one in right.accepted if one not in left.accepted)),
        beside=tag,
    )


def _once(left: tuple[Opening, ...], right: tuple[Opening, ...]) -> tuple[Opening, ...]:
    """The openings of both, a blank that both have once."""
    blanks = {one.path for one in left if one.kind == "blank"}
    return (*left, *(one for one in right if one.kind != "blank" or one.path not in blanks))


def _title(document: Document) -> Passage:
    return document.furniture["running_head"]


def _properties(left: Properties, right: Properties) -> Properties:
    both = {
        name: _SIDES.join(filter(None, (getattr(left, name), getattr(right, name)))) for name in ("title", "subject")}
    return dataclasses.replace(left, **both)


def _furniture(left: Document, right: Document) -> Iterator[tuple[FurnitureName, Passage]]:
    """The margins: the status of a column stands at its head."""
    for name, passage in left.furniture.items():
        if name == "status_banner":
            continue
        between: dict[FurnitureName, Inline] = {
            **dict.fromkeys(_BY_LINE, LineBreak()), **dict.fromkeys(_IN_LINE, Text(_SIDES, ""))}
        if name in between and name in right.furniture:
            yield name, (*passage, between[name], *_foreign(right.furniture[name], right.language))
        else:
            yield name, passage


# --- rows ------------------------------------------------------------------------------------------------------


def _tables(left: list[Block], right: list[Block]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The rows by the tables that they stand in, which the ids of those name."""
    name, rows = COLUMNS, list[Row]()
    for one, other in _pairs(left, right):
        first = one or other
        if isinstance(first, Annex) or (isinstance(first, OpenItems) and first.id.partition(RIGHT)[0] == "points"):
            yield name, tuple(rows)
            name, rows = f"{COLUMNS}.{first.id.partition(RIGHT)[0]}", []
        rows += _rows(one, other)
    yield name, tuple(rows)


def _pairs(left: list[Block], right: list[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """Blocks of one id together; one that only one side has stands where it has it, the left before the right."""
    waiting = list(right)
    for block in left:
        ids = [_own(other) for other in waiting]
        if block.id not in ids:
            yield block, None
            continue
        while ids.pop(0) != block.id:
            yield None, waiting.pop(0)
        yield block, waiting.pop(0)
    yield from ((None, other) for other in waiting)


def _own(block: Block) -> str:
    """The id that a block of the right column has in its own document."""
    return block.id.rpartition(RIGHT)[0]


def _rows(left: Block | None, right: Block | None) -> Iterator[Row]:
    parts = (() if side is None else tuple(_parts(side)) for side in (left, right))
    for one, other in zip_longest(*parts):
        first = one or other
        yield Row(first.id.partition(RIGHT)[0], one, other)


def _parts(block: Block) -> Iterator[Block]:
    match block:
        case Article():
            yield dataclasses.replace(block, clauses=())
            yield from block.clauses
        case Signatures():
            yield from (dataclasses.replace(block, signatures=(one,)) for one in block.signatures)
        case _:
            yield block


# --- the right column ------------------------------------------------------------------------------------------


def _foreign(passage: Passage, tag: LanguageTag) -> Passage:
    return (Foreign(tag, passage),) if passage else ()


def _marked(document: Document, tag: LanguageTag) -> Document:
    """The document with its words marked as of its language, and with ids and references of its own."""
    return dataclasses.replace(document, slots=_side(document.slots, tag))


def _side(node: _Node, tag: LanguageTag) -> _Node:
    if isinstance(node, tuple):
        if node and all(isinstance(item, Inline) for item in node):
            return cast("_Node", _foreign(tuple(_inline(item, tag) for item in node), tag))
        return cast("_Node", tuple(_side(item, tag) for item in node))
    if not dataclasses.is_dataclass(node) or isinstance(node, type):
        return node
    changed = {field.name: _side(getattr(node, field.name), tag) for field in dataclasses.fields(node)}
    if "id" in changed:
        changed["id"] = f"{changed['id']}{RIGHT}{tag}"
    return dataclasses.replace(node, **changed)


def _inline(inline: Inline, tag: LanguageTag) -> Inline:
    """An inline whose references lead to this column; the words of a note are marked, for they stand elsewhere."""
    changed: dict[str, Any] = {}
    if children := getattr(inline, "children", ()):
        inside = tuple(_inline(child, tag) for child in children)
        changed["children"] = _foreign(inside, tag) if isinstance(inline, NoteCall) else inside
    match inline:
        case Reference() | Digits():
            changed["target"] = f"{inline.target}{RIGHT}{tag}"
        case NoteCall():
            changed["note"] = f"{inline.note}{RIGHT}{tag}"
        case _:
            pass
    return dataclasses.replace(inline, **changed) if changed else inline
