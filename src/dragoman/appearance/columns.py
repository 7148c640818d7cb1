"""Which rows of a bilingual edition stay on one page, in Word and on pages alike."""

from dragoman.document.nodes import Annex, Article, Block, Heading, Row
from dragoman.document.projection import plain
from dragoman.document.walk import runs

_LONG = 1600
"""The letters of a row that may break: some thirty lines of a column. A Japanese character takes the room of two."""
_WIDE = 0x2E80
"""The first of the characters that are as wide as they are high."""


def heads_rows(row: Row) -> bool:
    """Whether a row holds headings, which stay with the row after them."""
    return isinstance(row.left or row.right, Heading | Article | Annex)


def is_whole(row: Row) -> bool:
    """Whether a row never breaks over two pages: each of its sides is short."""
    return all(_length(block) <= _LONG for block in (row.left, row.right) if block is not None)


def _length(block: Block) -> int:
    text = "".join(plain(passage) for _, passage in runs(block))
    return sum(1 if ord(character) < _WIDE else 2 for character in text)
