"""The order of a sheet's rows and cells: openpyxl passes over, without a word, what stands where another stood."""

import re
from collections.abc import Iterable
from typing import BinaryIO

from dragoman.limits import WORKBOOK_ROWS

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


def disordered(sheet: BinaryIO) -> int | None:
    """The number of the first row of a sheet's XML that repeats or precedes another, or whose cells do.

    A row or cell without a number is the next; what no workbook can have is left to whoever reads it. Raises lxml's
    errors, ValueError for numbers that are none.
    """
    from lxml import etree  # noqa: PLC0415 - needed for workbooks alone

    last = 0
    for _, row in etree.iterparse(sheet, tag=f"{_MAIN}row", resolve_entities=False):
        number = int(float(row.get("r", last + 1)))
        if number > WORKBOOK_ROWS:
            return None
        if number <= last or not _ascending((cell.get("r") for cell in row.iterchildren(f"{_MAIN}c")), number):
            return number
        last = number
        row.clear()
        rows = row.getparent()
        while rows is not None and row.getprevious() is not None:  # emptied, they would still fill the memory
            del rows[0]
    return None


def _ascending(references: Iterable[str | None], row: int) -> bool:
    """Whether the references of a row's cells (C2) name that row, and columns from left to right."""
    column = 0
    for reference in references:
        found = _CELL.fullmatch(reference or "")
        here = column + 1 if found is None else _column(found[1])
        if here <= column or (found is not None and int(found[2]) != row):
            return False
        column = here
    return True


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
