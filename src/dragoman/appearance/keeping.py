"""What stays on one page, in Word and on pages alike: blocks with those that follow them, rows of two columns."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

from dragoman.document.nodes import Annex, Article, Block, Clause, Heading, OpenItems, Paragraph, Row
from dragoman.document.projection import plain
from dragoman.document.walk import runs

_LONG = 30
"""The lines of a row from which on it may break."""
_LETTERS = 52
"""The letters of a line of a column; a Japanese character takes the room of two."""
_WIDE = 0x2E80
"""The first of the characters that are as wide as they are high."""

_Block = TypeVar("_Block", bound=Block)


def with_keeps(blocks: Sequence[_Block]) -> Iterator[tuple[_Block, bool]]:
    """Each block, and whether it stays with the one that follows."""
    for block, after in zip_longest(blocks, blocks[1:]):
        yield block, stays(block, after)


def row_stays(row: Row, after: Row | None) -> bool:
    """Whether a row stays with the one after it: it holds headings, or what leads to that one."""
    block, other = row.left or row.right, None if after is None else after.left or after.right
    return isinstance(block, Heading | Article | Annex) or (block is not None and stays(block, other))


def stays(block: Block, after: Block | None) -> bool:
    """A clause with its first item, a party with « d’une part », « ET » with the party it announces."""
    match block, after:
        case Clause(), Clause():
            return after.level > block.level
        case Paragraph(role="party"), Paragraph(role="side"):
            return True
        case Paragraph(role="side"), Paragraph(role="party"):
            return True
        case OpenItems(), Paragraph(role="spaces"):
            return True
        case _:
            return False


def is_whole(row: Row) -> bool:
    """Whether a row never breaks over two pages: each of its sides is short."""
    return all(_lines(block) < _LONG for block in (row.left, row.right) if block is not None)


def _lines(block: Block) -> int:
    """About how many lines a block takes in a column."""
    return sum(-(-_length(plain(passage)) // _LETTERS) for _, passage in runs(block))


def _length(text: str) -> int:
    return sum(1 if ord(character) < _WIDE else 2 for character in text)
