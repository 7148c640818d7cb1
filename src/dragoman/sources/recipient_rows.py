"""The rows of a list of recipients, one at a time, from CSV, from a workbook, or from mappings in memory.

Every cell is text: what a spreadsheet has made a date, a formula or a fraction of is refused rather than guessed back.
A line of CSV is a row: an open quotation mark costs its own row, never those that follow.
"""

import csv
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.errors import SourceError
from dragoman.limits import CELL_CHARACTERS, RECIPIENT_ROWS, SHELL_RATIO, WORKBOOK_BYTES, WORKBOOK_UNPACKED_BYTES

UNREADABLE = Code("RCP-001", "error", "la liste ne peut être lue : {problem}", "vérifiez le chemin et les droits")
NOT_UTF8 = Code(
    "RCP-002", "error", "la ligne n’est pas en UTF-8",
    "enregistrez la liste en « CSV UTF-8 », ou donnez le classeur .xlsx",
)
BAD_QUOTES = Code(
    "RCP-003", "error", "les guillemets de la ligne ne se ferment pas : {problem}",
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

_SEPARATORS = ",;\t"
_ENCODING = "utf-8-sig"


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
            with self.path.open("rb") as file:
                yield from self._rows(file)
        except OSError as error:
            raise SourceError([diagnostic(UNREADABLE, Position(self.name), problem=error.strerror)]) from error

    def _rows(self, lines: Iterable[bytes]) -> Iterator[Row]:
        separator = ""
        for number, line in enumerate(lines, 1):
            try:
                text = line.decode(_ENCODING if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                yield Row(number, (), (diagnostic(NOT_UTF8, position(self.name, number)),))
                continue
            separator = separator or max(_SEPARATORS, key=text.count)
            if text.strip(f"{separator} "):
                yield self._row(number, text, separator)

    def _row(self, number: int, text: str, separator: str) -> Row:
        try:
            cells = next(csv.reader([text], delimiter=separator, strict=True))
        except csv.Error as error:
            return Row(number, (), (diagnostic(BAD_QUOTES, position(self.name, number), problem=error),))
        return Row(number, tuple(cells))


class WorkbookRows:
    """The first sheet of an .xlsx workbook."""

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name: str | None = name

    def rows(self) -> Iterator[Row]:
        import openpyxl  # noqa: PLC0415 - needed for workbooks alone

        self._check()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of styles and extensions, which no cell's text depends on
                book = openpyxl.load_workbook(self.path, read_only=True)
            for number, values in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
                if any(value not in (None, "") for value in values):
                    yield self._row(number, values)
            book.close()
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
                unpacked = sum(member.file_size for member in archive.infolist())
        except OSError as error:
            raise SourceError([diagnostic(UNREADABLE, Position(self.name), problem=error.strerror)]) from error
        except zipfile.BadZipFile as error:
            raise SourceError([diagnostic(NOT_A_WORKBOOK, Position(self.name), problem=error)]) from error
        if size > WORKBOOK_BYTES or unpacked > min(WORKBOOK_UNPACKED_BYTES, max(size, 1_000) * SHELL_RATIO):
            raise SourceError([diagnostic(LARGE_WORKBOOK, Position(self.name))])

    def _row(self, number: int, values: Sequence[object]) -> Row:
        cells, faults = [], []
        for column, value in enumerate(values, 1):
            text = _text(value)
            cells.append(text or "")
            if text is None:
                faults.append(diagnostic(NOT_TEXT, position(self.name, number, column), value=value))
        while cells and not cells[-1]:
            cells.pop()
        return Row(number, tuple(cells), tuple(faults))


def _text(value: object) -> str | None:
    """The text of a cell; None for what is no text: a truth value, a fraction, a date, a formula."""
    match value:
        case None:
            return ""
        case bool():
            return None
        case int():
            return str(value)
        case float() if value.is_integer():
            return str(int(value))
        case str() if not value.startswith("="):
            return value.replace("\r\n", "\n").strip()
        case _:
            return None


class MappedRows:
    """Mappings of column names to texts, kept in memory."""

    name: str | None = None

    def __init__(self, rows: Iterable[Mapping[str, object]]) -> None:
        self._rows = tuple(rows)
        self._columns = tuple(dict.fromkeys(name for row in self._rows for name in row))

    def rows(self) -> Iterator[Row]:
        yield Row(0, self._columns)
        for number, row in enumerate(self._rows, 1):
            texts = [_text(row.get(column)) for column in self._columns]
            faults = tuple(
                diagnostic(NOT_TEXT, position(None, number, place), value=row.get(column))
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
