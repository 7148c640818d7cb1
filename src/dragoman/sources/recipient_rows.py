"""The rows of a list of recipients, one at a time, from CSV, from a workbook, or from mappings in memory.

Every cell is text: what a spreadsheet has made a date, a formula or a fraction of is refused rather than guessed back.
A line of CSV is a row: an open quotation mark costs its own row, never those that follow.
"""

import csv
import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic, refusal
from dragoman.errors import SourceError
from dragoman.limits import (
    CELL_CHARACTERS,
    RECIPIENT_LINE_BYTES,
    RECIPIENT_ROWS,
    SHELL_RATIO,
    WORKBOOK_BYTES,
    WORKBOOK_PART_BYTES,
    WORKBOOK_ROWS,
    WORKBOOK_STRINGS_BYTES,
    WORKBOOK_UNPACKED_BYTES,
)
from dragoman.sources.workbook_order import disordered

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook

UNREADABLE = Code("RCP-001", "error", "la liste ne peut être lue : {refusal}", "vérifiez le chemin et les droits")
NOT_UTF8 = Code(
    "RCP-002", "error", "la ligne n’est pas en UTF-8",
    "enregistrez la liste en « CSV UTF-8 », ou donnez le classeur .xlsx",
)
BAD_QUOTES = Code(
    "RCP-003", "error", "les guillemets de la ligne ne se ferment pas",
    "fermez-les ; une cellule tient sur une ligne, et un guillemet s’y double",
)
EMPTY = Code("RCP-004", "error", "la liste est vide", "sa première ligne nomme les colonnes, dont key et language")
NOT_A_WORKBOOK = Code(
    "RCP-005", "error", "ce n’est pas un classeur .xlsx lisible : {problem}",
    "enregistrez-le de nouveau, ou en « CSV UTF-8 »",
)
LARGE_WORKBOOK = Code("RCP-006", "error", "le classeur dépasse ce qui peut être lu", "enregistrez-le en « CSV UTF-8 »")
NOT_TEXT = Code(
    "RCP-007", "error", "« {value} » n’est pas du texte pour le tableur, qui l’a peut-être changé",
    "mettez la colonne au format Texte et retapez la valeur",
)
TOO_MANY_ROWS = Code("RCP-008", "error", "la liste dépasse {limit} lignes", "partagez-la")
LONG_CELL = Code("RCP-009", "error", "la cellule a {count} caractères, la limite est {limit}", "raccourcissez-la")
UNLIKE_HEADER = Code(
    "RCP-010", "error", "la ligne a {count} cellules, l’en-tête en a {expected}",
    "ajoutez ou retirez des séparateurs ; un texte qui en contient un se met entre guillemets",
)
LONG_LINE = Code(
    "RCP-011", "error", "la ligne dépasse {limit} octets", "vérifiez-la : une fin de ligne manque sans doute",
)
LONE_RETURN = Code(
    "RCP-012", "error", "la ligne contient un retour chariot", "enregistrez la liste en « CSV UTF-8 »",
)
NOT_A_VALUE = Code(
    "RCP-013", "error", "« {value} » n’est ni un texte ni un nombre entier", "donnez une chaîne de caractères",
)
DISORDERED = Code(
    "RCP-014", "error", "la ligne, ou une de ses cellules, est donnée deux fois dans le classeur, ou après son rang",
    "ouvrez-le dans un tableur, vérifiez-la et enregistrez-le de nouveau, ou en « CSV UTF-8 »",
)

_SEPARATORS = ",;\t"
_ENCODING = "utf-8-sig"
_BATCH = 500
_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number and makes zeros of the others."""
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
"""How a workbook writes a character that XML cannot hold; openpyxl leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells in the order of the columns, its line in the list (from 1), what is wrong with its form."""

    line: int
    cells: tuple[str, ...]
    faults: tuple[Diagnostic, ...] = ()


class RowSource(Protocol):
    """A list that can be read from its beginning more than once; the first row names the columns."""

    name: str | None

    def rows(self) -> Iterator[Row]: ...


def position(name: str | None, line: int, column: int | None = None) -> Position:
    """The place of a row, or of a cell of it by the number of its column, from 1."""
    return Position(name, line, column)


class CsvRows:
    """A CSV file in UTF-8, with commas, semicolons or tabs, whichever its first line has most of."""

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name: str | None = name

    def rows(self) -> Iterator[Row]:
        try:
            with self.opened() as file:
                yield from self._rows(file)
        except OSError as error:
            raise SourceError([diagnostic(UNREADABLE, Position(self.name), refusal=refusal(error))]) from error

    def opened(self) -> AbstractContextManager[BinaryIO]:
        return self.path.open("rb")

    def _rows(self, file: BinaryIO) -> Iterator[Row]:
        separator = ""
        for number, line in enumerate(_lines(file), 1):
            where = position(self.name, number)
            if len(line) > RECIPIENT_LINE_BYTES:
                yield Row(number, (), (diagnostic(LONG_LINE, where, limit=RECIPIENT_LINE_BYTES),))
                continue
            try:
                text = line.decode(_ENCODING if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                yield Row(number, (), (diagnostic(NOT_UTF8, where),))
                continue
            if text.strip(f"{separator or _SEPARATORS} "):
                separator = separator or max(_SEPARATORS, key=text.count)
                yield self._row(number, text, separator)

    def _row(self, number: int, text: str, separator: str) -> Row:
        try:
            cells = next(csv.reader([text], delimiter=separator, strict=True))
        except csv.Error:
            code = LONE_RETURN if "\r" in text else BAD_QUOTES
            return Row(number, (), (diagnostic(code, position(self.name, number)),))
        return Row(number, tuple(cells))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines; of one that is too long the beginning, a byte longer than the limit."""
    read = partial(file.readline, RECIPIENT_LINE_BYTES + 1)
    while line := read():
        yield line
        while len(line) > RECIPIENT_LINE_BYTES and not line.endswith(b"\n"):
            line = read()


class WorkbookRows:
    """The first sheet of an .xlsx workbook."""

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name: str | None = name

    def rows(self) -> Iterator[Row]:
        self._check()
        try:
            with closing(self._opened()) as book:
                yield from self._rows(book)
        except SourceError:
            raise
        except Exception as error:  # the file is somebody else's: whatever it provokes is theirs to mend
            problem = f"{type(error).__name__}: {error}"
            raise SourceError([diagnostic(NOT_A_WORKBOOK, Position(self.name), problem=problem)]) from error

    def _check(self) -> None:
        """Refuse what is no archive, or one that would unpack beyond all measure."""
        try:
            size = self.path.stat().st_size
            with zipfile.ZipFile(self.path) as archive:
                members = archive.infolist()
        except OSError as error:
            raise SourceError([diagnostic(UNREADABLE, Position(self.name), refusal=refusal(error))]) from error
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise SourceError([diagnostic(NOT_A_WORKBOOK, Position(self.name), problem=error)]) from error
        limit = min(WORKBOOK_UNPACKED_BYTES, max(size, 1_000) * SHELL_RATIO)
        unpacked = sum(member.file_size for member in members)
        heavy = any(member.file_size > _part_limit(member.filename) for member in members)
        if size > WORKBOOK_BYTES or unpacked > limit or heavy:
            raise SourceError([diagnostic(LARGE_WORKBOOK, Position(self.name))])

    def _opened(self) -> "Workbook":
        import openpyxl  # noqa: PLC0415 - needed for workbooks alone

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(self.path, read_only=True, keep_links=False)

    def _rows(self, book: "Workbook") -> Iterator[Row]:
        sheet: Any = book.worksheets[0]
        with sheet._get_source() as source:  # noqa: SLF001 - which part of the archive it is, openpyxl alone knows
            if (number := disordered(source)) is not None:
                raise SourceError([diagnostic(DISORDERED, position(self.name, number))])
        sheet.reset_dimensions()  # they may be wrong, and rows beyond them would be lost
        for number, cells in enumerate(_quietly(sheet.iter_rows()), 1):
            if number > WORKBOOK_ROWS:
                raise SourceError([diagnostic(LARGE_WORKBOOK, Position(self.name))])
            row = self._row(number, cells)
            if row.cells or row.faults:
                yield row

    def _row(self, number: int, cells: Iterable["Cell | MergedCell"]) -> Row:
        texts, faults = [], []
        for column, cell in enumerate(cells, 1):
            text = _cell_text(cell)
            texts.append(text or "")
            if text is None:
                faults.append(diagnostic(NOT_TEXT, position(self.name, number, column), value=_shown(cell.value)))
        while texts and not texts[-1].strip():
            texts.pop()
        return Row(number, tuple(texts), tuple(faults))


def _part_limit(part: str) -> int:
    """Bytes that a part of a workbook may have: sheets are read a row at a time, pictures not at all, others whole."""
    if part.startswith("xl/worksheets/") or not part.endswith((".xml", ".rels")):
        return WORKBOOK_UNPACKED_BYTES
    return WORKBOOK_STRINGS_BYTES if part == "xl/sharedStrings.xml" else WORKBOOK_PART_BYTES


def _quietly(rows: Iterable[tuple["Cell | MergedCell", ...]]) -> Iterator[tuple["Cell | MergedCell", ...]]:
    """The same rows without openpyxl's warnings of styles and extensions, on which no text depends.

    Filters of warnings are everybody's, so they are back in place whenever a row is handed over.
    """
    rows = iter(rows)
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            batch = tuple(islice(rows, _BATCH))
        if not batch:
            return
        yield from batch


def _shown(value: object) -> object:
    """What is said of a cell that is no text; of a formula over several cells, its own words where it has any."""
    match value:
        case str() | int() | float() | dt.date() | dt.time() | dt.timedelta():
            return value
        case _:
            return getattr(value, "text", "=")


def _cell_text(cell: "Cell | MergedCell") -> str | None:
    """The text of a cell of a workbook; None for what is no text: a formula, its error, a truth value, a date."""
    value = cell.value
    match value:
        case str() if cell.data_type in ("f", "e") or _ESCAPED.search(value):
            return None
        case int() | float() if abs(value) >= _EXACT:
            return None
        case _:
            return _text(value)


def _text(value: object) -> str | None:
    """A text, or a whole number in figures; None for anything else, that nobody may guess back."""
    match value:
        case None:
            return ""
        case bool():
            return None
        case int():
            return str(value)
        case float() if value.is_integer():
            return str(int(value))
        case str():
            return value
        case _:
            return None


class MappedRows:
    """Mappings of column names to texts, kept in memory."""

    name: str | None = None

    def __init__(self, rows: Iterable[Mapping[str, object]]) -> None:
        kept = islice(rows, RECIPIENT_ROWS + 1)
        self._rows = tuple({str(name): value for name, value in row.items()} for row in kept)
        self._columns = tuple(dict.fromkeys(name for row in self._rows for name in row))

    def rows(self) -> Iterator[Row]:
        if self._rows:
            yield Row(0, self._columns)
        for number, row in enumerate(self._rows, 1):
            texts = [_text(row.get(column)) for column in self._columns]
            faults = tuple(
                diagnostic(NOT_A_VALUE, position(None, number, place), column, value=row[column])
                for place, (column, text) in enumerate(zip(self._columns, texts, strict=True), 1) if text is None)
            yield Row(number, tuple(text or "" for text in texts), faults)


def checked(source: RowSource) -> Iterator[Row]:
    """The rows of a list, the one that names the columns first, each as wide as that one and none beyond the limits.

    Raises SourceError for a list that is empty or too long.
    """
    width = -1
    for count, row in enumerate(source.rows()):
        if count > RECIPIENT_ROWS:
            raise SourceError([diagnostic(TOO_MANY_ROWS, position(source.name, row.line), limit=RECIPIENT_ROWS)])
        if width < 0:
            width = len(row.cells)
        yield row if row.faults else _of_width(source, row, width)
    if width < 0:
        raise SourceError([diagnostic(EMPTY, Position(source.name))])


def _of_width(source: RowSource, row: Row, width: int) -> Row:
    """The row with the cells that a workbook leaves away at its end; a fault where it is wider, or narrower in CSV."""
    short = len(row.cells) < width and not isinstance(source, CsvRows)
    cells = (*row.cells, *[""] * (width - len(row.cells))) if short else row.cells
    faults = [
        diagnostic(LONG_CELL, position(source.name, row.line, column), count=len(cell), limit=CELL_CHARACTERS)
        for column, cell in enumerate(cells, 1) if len(cell) > CELL_CHARACTERS]
    if len(cells) != width:
        where = position(source.name, row.line)
        faults.append(diagnostic(UNLIKE_HEADER, where, count=len(cells), expected=width))
    return Row(row.line, cells, tuple(faults))
