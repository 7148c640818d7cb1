"""Judge the text that poppler reads on the pages of a PDF against the Document it was written from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from lxml import etree

from conformance_expectations import Expected, difference, squeeze
from conformance_programs import run
from dragoman.document.nodes import Document, FurnitureName, Parallel, Programme, Table
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER, plain, project
from dragoman.document.walk import blocks, column_of

_MIDDLE = 297.64
"""Points from the left of a page to its middle, beside which the columns of a bilingual edition stand."""
_NEXT_LINE = 2
"""Points by which a word of another line stands higher or lower, at least."""
_HYPHEN = "\u2010"  # divides a word at the end of a printed line: content has no such sign
_WORD, _PAGE = "{http://www.w3.org/1999/xhtml}word", "{http://www.w3.org/1999/xhtml}page"


@dataclass(frozen=True, slots=True)
class Piece:
    """What a page says at a place, squeezed; `column` is 0 where a page is read as a whole."""

    text: str
    column: int


def faults(path: Path, expected: Expected) -> Iterator[str]:
    """Yield a sentence for each way in which the pages do not read as the Document.

    All margins, notes and readings are there; what is left is the projection, column by column. Notes and margins may
    stand beneath both columns of a bilingual edition.
    """
    document = expected.document
    pages = _pages(path) if document.beside is None else _pages_of_columns(path)
    apart = [squeeze(line.text) for line in (*expected.notes, *project(document).readings)]
    bodies = list[list[Piece]]()
    for number, page in enumerate(pages, 1):
        text, absent = _stripped("".join(piece.text for piece in page), _margins(document, number, len(pages)))
        yield from (f"page {number} lacks {what!r}" for what in absent)
        text, apart = _stripped(text, apart)
        bodies.append(list(_beginning(page, len(text))))
    if apart:
        yield f"poppler does not find {apart}"
    for column in (0,) if document.beside is None else (1, 2):
        texts = ["".join(piece.text for piece in body if piece.column == column) for body in bodies]
        yield from _body_faults(texts, column, expected)


def _body_faults(pages: Sequence[str], column: int, expected: Expected) -> Iterator[str]:
    """What the pages say of one column, or of all (0): a head of columns begins every page."""
    wanted = squeeze("".join(
        line.text for line in expected.lines if line not in expected.notes and column in (0, column_of(line.id))))
    parallels = (block for block in blocks(expected.document) if isinstance(block, Parallel))
    head = squeeze(plain(next(parallels).heads[column - 1])) if column else ""
    body = ""
    for number, page in enumerate(pages, 1):
        if not page.startswith(head):
            yield f"page {number} lacks the head of column {column}"
        goes_on = not wanted[len(body):].startswith(head)
        text = page.removeprefix(head) if goes_on else page
        body += _without_repeated_heads(text, wanted[len(body):], expected.document)
    if body != wanted:
        yield f"poppler reads {difference(body, wanted)}"


def _without_repeated_heads(text: str, wanted: str, document: Document) -> str:
    """Drop the column heads that a table repeats where it goes on at the top of a page."""
    for block in blocks(document):
        if isinstance(block, Programme | Table):
            heads = squeeze("".join(map(plain, block.columns)))
            if text.startswith(heads) and not wanted.startswith(heads):
                return text.removeprefix(heads)
    return text


# --- pages -------------------------------------------------------------------------------------------------------


def _pages(path: Path) -> list[list[Piece]]:
    text = run("pdftotext", "-raw", "-enc", "UTF-8", path, "-").stdout
    return [[Piece(squeeze(page.replace(f"{_HYPHEN}\n", "")), 0)] for page in text.split("\f")[:-1]]


def _pages_of_columns(path: Path) -> list[list[Piece]]:
    """The words of each page in the order of the file, each in the column where it is printed."""
    boxes = run("pdftotext", "-raw", "-bbox", "-enc", "UTF-8", path, "-").stdout
    pages = etree.fromstring(boxes.encode()).iter(_PAGE) if boxes else ()
    return [
        [Piece(squeeze(_whole(word, following)), 1 if float(word.get("xMin", "")) < _MIDDLE else 2)
         for word, following in zip_longest(words, words[1:])]
        for words in (list(page.iter(_WORD)) for page in pages)]


def _whole(word: etree._Element, following: etree._Element | None) -> str:
    """The text of a word, without the hyphen that divides it where its line ends."""
    text = word.text or ""
    return text.removesuffix(_HYPHEN) if following is None or _ends_line(word, following) else text


def _ends_line(word: etree._Element, following: etree._Element) -> bool:
    left, top = float(word.get("xMin", "")), float(word.get("yMin", ""))
    next_left, next_top = float(following.get("xMin", "")), float(following.get("yMin", ""))
    return abs(next_top - top) > _NEXT_LINE or left < _MIDDLE <= next_left


def _beginning(page: Sequence[Piece], count: int) -> Iterator[Piece]:
    """The pieces of the first characters of a page."""
    for piece in page:
        yield Piece(piece.text[:count], piece.column)
        count = max(0, count - len(piece.text))


def _margins(document: Document, number: int, count: int) -> list[str]:
    """What stands in the margins of a page, squeezed: the first has the letterhead, the others head and number."""
    furniture = project(document).furniture
    first: tuple[FurnitureName, ...] = ("letterhead", "address")
    others: tuple[FurnitureName, ...] = ("running_head", "page_label")
    every: tuple[FurnitureName, ...] = ("embargo", "version_line", "status_banner", "footer_line", "draft_mark")
    names = (*(first if number == 1 else others), *every)
    shown = (furniture[name] for name in names if name in furniture)
    return [squeeze(text.replace(PAGE_NUMBER, str(number)).replace(PAGE_COUNT, str(count))) for text in shown]


def _stripped(text: str, pieces: list[str]) -> tuple[str, list[str]]:
    """Take pieces, each once and in any order, from the end of a text; return the rest and the pieces not there."""
    left = sorted(pieces, key=len, reverse=True)
    while (piece := next((p for p in left if p and text.endswith(p)), None)) is not None:
        text = text.removesuffix(piece)
        left.remove(piece)
    return text, left
