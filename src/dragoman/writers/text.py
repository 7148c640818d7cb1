"""The plain-text writer, fit for the body of an e-mail.

The first line is the title of the file, as for a subject; the headline is repeated in its place where it differs. A
draft says so next, with its version and what the edition is worth. Then every block in reading order with an empty
line between two, no line wrapped. Cells of one row are parted by a tab, as are a label and what stands beside it, a
point to complete and where it stands. Clauses stand on lines of their own, each level four spaces further in; a note
follows the block that calls it. A picture is its alternative text in square brackets, its caption and its credit. A
link shows its whole address. A space for handwriting is a row of low lines and, in brackets, what goes there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
_RULE = "________"

Lines = tuple[str, ...]
"""Lines that stand together; empty ones are left out when they are printed."""


def write_text(document: Document) -> bytes:
    """Write a document as UTF-8 text with LF line ends."""
    writer = _Writer(document.language)
    title = _on_one_line(document.properties.title)
    parts: list[Lines] = [(title,), tuple(writer.line(document.furniture.get(name, ())) for name in STATUS)]
    before: Block | None = None
    for block in blocks(document):
        if isinstance(block, Heading) and block.level == 1 and writer.cell(block.children) == title:
            continue
        found = [*writer.parts(block), *writer.notes(block)]
        if _is_link(before) and _is_link(block):
            parts[-1] += found.pop(0)
        parts += found
        before = block
    texts = ("\n".join(filter(None, lines)) for lines in parts)
    return ("\n\n".join(filter(None, texts)) + "\n").encode()


def _is_link(block: Block | None) -> bool:
    """Whether a block is a line of a list of links or of contents, which stand together."""
    return isinstance(block, Paragraph) and block.role in {"link", "contents"}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the blocks of a document in its language."""

    language: str

    def parts(self, block: Block) -> Iterator[Lines]:
        match block:
            case Heading() | Paragraph():
                yield (self.line(block.children),)
            case KeyFigures():
                yield tuple(self._row(((*figure.lead, *figure.value), figure.caption)) for figure in block.figures)
            case Programme():
                yield (self._row(block.columns), *(line for day in block.days for line in self._rows(day)))
            case Items():
                yield tuple(f"{number}. {self.line(item.children)}" for number, item in enumerate(block.items, 1))
            case SideBox():
                yield (self.line(block.heading.children),)
                yield from ((self.line(paragraph.children),) for paragraph in block.paragraphs)
            case Quote():
                yield from self._quote(block)
            case Picture():
                alt = self.line(block.alt)
                yield (f"[{alt}]" if alt else "", self.line(block.caption), self.line(block.credit))
            case Particulars():
                yield tuple(self._row((row.label, row.text)) for row in block.rows)
            case Contacts():
                yield from ((self.line(contact.name), *map(self.line, contact.lines)) for contact in block.contacts)
            case _:
                yield from self._legal_parts(block)

    def _legal_parts(
        self, block: Recital | Article | Clause | Annex | Table | Signatures | OpenItems | Parallel,
    ) -> Iterator[Lines]:
        match block:
            case Recital():
                yield (self._labelled(block.label, block.children),)
            case Annex():
                yield (self._labelled(block.label, block.heading),)
            case Article():
                yield (self._labelled(block.label, block.heading), *map(self._clause, block.clauses))
            case Clause():
                yield (self._clause(block),)
            case Parallel():
                yield (self._row(block.heads),)
            case Table():
                yield (self._row(block.columns), *map(self._row, block.rows))
            case Signatures():
                for signature in block.signatures:
                    rows = (self._row(filter(None, (line.label, line.text))) for line in signature.lines)
                    yield (self.cell(signature.party), *rows)
            case OpenItems():
                yield (self.line(block.heading), *map(self._open_item, block.items), self.line(block.more))
            case _:
                assert_never(block)

    def notes(self, block: Block) -> Iterator[Lines]:
        yield from ((f"{call.number} {self.line(call.children)}",) for call in notes(block))

    def _clause(self, clause: Clause) -> str:
        return _LEVEL * (clause.level - 1) + self._labelled(clause.label, clause.children)

    def _open_item(self, item: OpenItem) -> str:
        return "\t".join(filter(None, (f"{item.number}. {self.cell(item.label)}", self.cell(item.where))))

    def _labelled(self, label: str, passage: tuple[Inline, ...]) -> str:
        return f"{label}{label_gap(label)}{self.line(passage)}"

    def _quote(self, block: Quote) -> Iterator[Lines]:
        """The speaker beside the words; two paragraphs of words are set apart."""
        lines: Lines = ()
        before = ""
        for paragraph in block.paragraphs:
            if before == paragraph.role == "quote":
                yield lines
                lines = ()
            lines += (self.line(paragraph.children),)
            before = paragraph.role
        yield lines

    def _rows(self, day: Day) -> Iterator[str]:
        """A line for each entry, the date on the first of them only."""
        date = day.date
        if not day.entries:
            yield self.cell(date)
        for entry in day.entries:
            yield self._row((date, entry.place, entry.event))
            date = ()

    def _row(self, cells: Iterable[tuple[Inline, ...]]) -> str:
        return "\t".join(map(self.cell, cells))

    def line(self, passage: tuple[Inline, ...]) -> str:
        """A passage: a line, or several where it breaks them; a tab inside it would part cells."""
        lines = (line.strip(" ") for line in _spelled(passage, self.language).replace("\t", " ").split("\n"))
        return "\n".join(line for line in lines if line)

    def cell(self, passage: tuple[Inline, ...]) -> str:
        """A passage on one line."""
        return _on_one_line(self.line(passage))


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ")


def _spelled(passage: tuple[Inline, ...], language: str) -> str:
    """The text of a passage in a language, with the addresses of its links and its spaces for handwriting."""
    return "".join(_spelled_inline(inline, language) for inline in passage)


def _spelled_inline(inline: Inline, language: str) -> str:
    match inline:
        case Link():
            return _link(inline.target, _spelled(inline.children, language))
        case RuledSpace():
            label = _spelled(inline.children, language)
            return f"{_RULE}（{label}）" if language == "ja" else f"{_RULE} ({label})"
        case Untranslated():
            return untranslated_tag(inline) + _spelled(inline.children, inline.language)
        case Foreign():
            return _spelled(inline.children, inline.language)
        case Fact() | Strong() | Blank() | Reference():
            return _spelled(inline.children, language)
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
