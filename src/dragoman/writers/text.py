"""The plain-text writer, fit for the body of an e-mail.

The first line is the title of the file, as for a subject; the headline is repeated in its place where it differs. A
draft says so next, with its version and what the edition is worth. Then every block in reading order with an empty
line between two, no line wrapped. Cells of one row are parted by a tab, as are a label and what stands beside it, a
point to complete and where it stands. Clauses stand on lines of their own, each level four spaces further in; a note
follows the block that calls it. A picture is its alternative text in square brackets, its caption and its credit. A
link shows its whole address.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from dragoman.document.nodes import (
    Annex,
    Article,
    Blank,
    Block,
    Clause,
    Contacts,
    Day,
    Document,
    Fact,
    Foreign,
    FurnitureName,
    Heading,
    Inline,
    Items,
    KeyFigures,
    Link,
    OpenItem,
    OpenItems,
    Paragraph,
    Parallel,
    Particulars,
    Picture,
    Programme,
    Quote,
    Recital,
    Reference,
    RuledSpace,
    SideBox,
    Signatures,
    Strong,
    Table,
    Untranslated,
)
from dragoman.document.projection import label_gap, plain, untranslated_tag
from dragoman.document.walk import blocks, notes

STATUS: tuple[FurnitureName, ...] = ("draft_mark", "version_line", "status_banner")
"""What a paper edition says of itself on every page, said here once."""

_LEVEL = "    "

Lines = tuple[str, ...]
"""Lines that stand together; empty ones are left out when they are printed."""


def write_text(document: Document) -> bytes:
    """Write a document as UTF-8 text with LF line ends."""
    title = _on_one_line(document.properties.title)
    parts: list[Lines] = [(title,), tuple(_line(document.furniture.get(name, ())) for name in STATUS)]
    before: Block | None = None
    for block in blocks(document):
        if isinstance(block, Heading) and block.level == 1 and _cell(block.children) == title:
            continue
        found = [*_parts(block), *_notes(block)]
        if _is_link(before) and _is_link(block):
            parts[-1] += found.pop(0)
        parts += found
        before = block
    texts = ("\n".join(filter(None, lines)) for lines in parts)
    return ("\n\n".join(filter(None, texts)) + "\n").encode()


def _is_link(block: Block | None) -> bool:
    """Whether a block is a line of a list of links, which stand together."""
    return isinstance(block, Paragraph) and block.role == "link"


def _parts(block: Block) -> Iterator[Lines]:
    match block:
        case Heading() | Paragraph():
            yield (_line(block.children),)
        case KeyFigures():
            yield tuple(_row(((*figure.lead, *figure.value), figure.caption)) for figure in block.figures)
        case Programme():
            yield (_row(block.columns), *(line for day in block.days for line in _rows(day)))
        case Items():
            yield tuple(f"{number}. {_line(item.children)}" for number, item in enumerate(block.items, 1))
        case SideBox():
            yield (_line(block.heading.children),)
            yield from ((_line(paragraph.children),) for paragraph in block.paragraphs)
        case Quote():
            yield from _quote(block)
        case Picture():
            alt = _line(block.alt)
            yield (f"[{alt}]" if alt else "", _line(block.caption), _line(block.credit))
        case Particulars():
            yield tuple(_row((row.label, row.text)) for row in block.rows)
        case Contacts():
            yield from ((_line(contact.name), *map(_line, contact.lines)) for contact in block.contacts)
        case _:
            yield from _legal_parts(block)


def _legal_parts(
    block: Recital | Article | Clause | Annex | Table | Signatures | OpenItems | Parallel,
) -> Iterator[Lines]:
    match block:
        case Recital():
            yield (_labelled(block.label, block.children),)
        case Annex():
            yield (_labelled(block.label, block.heading),)
        case Article():
            yield (_labelled(block.label, block.heading), *map(_clause, block.clauses))
        case Clause():
            yield (_clause(block),)
        case Parallel():
            yield (_row(block.heads),)
        case Table():
            yield (_row(block.columns), *map(_row, block.rows))
        case Signatures():
            for signature in block.signatures:
                rows = (_row(filter(None, (line.label, line.text))) for line in signature.lines)
                yield (_cell(signature.party), *rows)
        case OpenItems():
            yield (_line(block.heading), *map(_open_item, block.items), _line(block.more))
        case _:
            assert_never(block)


def _clause(clause: Clause) -> str:
    return _LEVEL * (clause.level - 1) + _labelled(clause.label, clause.children)


def _open_item(item: OpenItem) -> str:
    return "\t".join(filter(None, (f"{item.number}. {_cell(item.label)}", _cell(item.where))))


def _notes(block: Block) -> Iterator[Lines]:
    yield from ((f"{call.number} {_line(call.children)}",) for call in notes(block))


def _labelled(label: str, passage: tuple[Inline, ...]) -> str:
    return f"{label}{label_gap(label)}{_line(passage)}"



def _quote(block: Quote) -> Iterator[Lines]:
    """The speaker beside the words; two paragraphs of words are set apart."""
    lines: Lines = ()
    before = ""
    for paragraph in block.paragraphs:
        if before == paragraph.role == "quote":
            yield lines
            lines = ()
        lines += (_line(paragraph.children),)
        before = paragraph.role
    yield lines


def _rows(day: Day) -> Iterator[str]:
    """A line for each entry, the date on the first of them only."""
    date = day.date
    if not day.entries:
        yield _cell(date)
    for entry in day.entries:
        yield _row((date, entry.place, entry.event))
        date = ()


def _row(cells: Iterable[tuple[Inline, ...]]) -> str:
    return "\t".join(map(_cell, cells))


def _line(passage: tuple[Inline, ...]) -> str:
    """A passage: a line, or several where it breaks them; a tab inside it would part cells."""
    lines = (line.strip(" ") for line in _spelled(passage).replace("\t", " ").split("\n"))
    return "\n".join(line for line in lines if line)


def _cell(passage: tuple[Inline, ...]) -> str:
    """A passage on one line."""
    return _on_one_line(_line(passage))


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ")


def _spelled(passage: tuple[Inline, ...]) -> str:
    """The text of a passage, with the addresses of its links."""
    return "".join(map(_spelled_inline, passage))


def _spelled_inline(inline: Inline) -> str:
    match inline:
        case Link():
            return _link(inline.target, _spelled(inline.children))
        case Untranslated():
            return untranslated_tag(inline) + _spelled(inline.children)
        case Fact() | Foreign() | Strong() | Blank() | RuledSpace() | Reference():
            return _spelled(inline.children)
        case _:
            return plain((inline,))


def _link(target: str, words: str) -> str:
    """The words, with the address in angle brackets (RFC 3986, appendix C) unless they are the address.

    An address without its scheme is printed with it; a telephone number needs no other than the one that is read.
    """
    scheme, _, rest = target.partition(":")
    if scheme.lower() == "tel":
        return words
    bare = rest.removeprefix("//")
    address = bare if scheme.lower() == "mailto" else target
    return address if words in (target, bare, bare.rstrip("/")) else f"{words} <{address}>"
