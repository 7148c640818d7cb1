"""The plain-text writer, fit for the body of an e-mail.

The first line is the headline, as for a subject. A draft says so next. Then every block in reading order with an
empty line between two; the rows of a programme and the key figures are lines whose cells are parted by a tab.
"""

from collections.abc import Iterator
from typing import assert_never

from dragoman.document.nodes import (
    Block,
    Day,
    Document,
    Heading,
    Inline,
    Items,
    KeyFigures,
    Paragraph,
    Programme,
)
from dragoman.document.projection import plain
from dragoman.document.walk import blocks


def write_text(document: Document) -> bytes:
    """Write a document as UTF-8 text with LF line ends."""
    body = list(blocks(document))
    title = next((block for block in body if isinstance(block, Heading) and block.level == 1), None)
    headline = _cell(title.children) if title else document.properties.title
    text = headline
    if "draft_mark" in document.furniture:
        text += f"\n\n{_line(document.furniture['draft_mark'])}"
    before: Block | None = None
    for block in body:
        part = "\n".join(_lines(block)) if block is not title else ""
        if part:
            text += ("\n" if _is_contact(before) and _is_contact(block) else "\n\n") + part
            before = block
    return f"{text}\n".encode()


def _is_contact(block: Block | None) -> bool:
    """Whether a block is a line of an address, which stand together."""
    return isinstance(block, Paragraph) and block.role == "contact"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield _line(block.children)
        case KeyFigures():
            for figure in block.figures:
                yield "\t".join((_cell((*figure.lead, *figure.value)), _cell(figure.caption)))
        case Programme():
            yield "\t".join(map(_cell, block.columns))
            for day in block.days:
                yield from _rows(day)
        case Items():
            for number, item in enumerate(block.items, 1):
                yield f"{number}. {_line(item.children)}"
        case _:
            assert_never(block)


def _rows(day: Day) -> Iterator[str]:
    """A line for each entry, the date on the first of them only."""
    date = _cell(day.date)
    if not day.entries:
        yield date
    for entry in day.entries:
        yield "\t".join((date, _cell(entry.place), _cell(entry.event)))
        date = ""


def _line(passage: tuple[Inline, ...]) -> str:
    """A passage: a line, or several where it breaks them; a tab inside it would part cells."""
    lines = (line.strip(" ") for line in plain(passage).replace("\t", " ").split("\n"))
    return "\n".join(line for line in lines if line)


def _cell(passage: tuple[Inline, ...]) -> str:
    """A passage on one line."""
    return _line(passage).replace("\n", " ")
