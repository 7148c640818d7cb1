"""The projection: what a reader of the Document reads, as text, independent of every writer.

Read-back compares the projection with what a reader finds in the written file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from dragoman.document.nodes import (
    Blank,
    Digits,
    Document,
    Fact,
    Foreign,
    FurnitureName,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    PageCount,
    PageNumber,
    Reference,
    Ruby,
    RuledSpace,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.walk import blocks, inlines, labels, notes, runs

PAGE_NUMBER = "\ufdd0"
PAGE_COUNT = "\ufdd1"
"""Stand-ins for the two numbers that only a laid-out page knows; noncharacters, which the text gate refuses."""


@dataclass(frozen=True, slots=True)
class Line:
    """One passage: the id of its node and its text. A line break inside a passage is LF."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Projection:
    """`body` in reading order without empty passages; `readings` the ruby of the body; `furniture` by name."""

    body: tuple[Line, ...]
    readings: tuple[Line, ...]
    furniture: Mapping[FurnitureName, str]


def project(document: Document) -> Projection:
    return Projection(
        tuple(_body(document)),
        tuple(_readings(document)),
        {name: plain(document.furniture[name]) for name in document.furniture},
    )


def _body(document: Document) -> Iterator[Line]:
    for block in blocks(document):
        named = labels(block)
        for node, passage in runs(block):
            label, text = named.get(node, ""), plain(passage)
            if text:
                yield Line(node, f"{label}{label_gap(label)}{text}")
        for call in notes(block):
            yield Line(call.note, f"{call.number} {plain(call.children)}")


def _readings(document: Document) -> Iterator[Line]:
    for block in blocks(document):
        for node, passage in runs(block):
            for inline in inlines(passage):
                if isinstance(inline, Ruby):
                    yield Line(node, inline.reading)


def plain(passage: tuple[Inline, ...]) -> str:
    """The text of a passage as printed."""
    return "".join(map(_plain, passage))


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Superscript() | Digits():
            return inline.text
        case Fact() | Foreign() | Strong() | Link() | Blank() | RuledSpace() | Reference():
            return plain(inline.children)
        case NoteCall():
            return str(inline.number)
        case Untranslated():
            return untranslated_tag(inline) + plain(inline.children)
        case Ruby():
            return inline.base
        case LineBreak():
            return "\n"
        case PageNumber():
            return PAGE_NUMBER
        case PageCount():
            return PAGE_COUNT
        case _:
            assert_never(inline)


def label_gap(label: str) -> str:
    """What parts a number from the words it numbers: a space. Japanese labels end in their own ideographic space."""
    return " " if label and not label.endswith("\u3000") else ""


def untranslated_tag(inline: Untranslated) -> str:
    """The tag printed before an untranslated passage: its language code in brackets and a no-break space."""
    return f"[{inline.language.upper()}]\u00a0"
