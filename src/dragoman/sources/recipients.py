"""A list of recipients: read twice, first to say everything that is wrong with it, then guest by guest.

Only the keys are kept between rows, so that a list of a million guests costs little more memory than one of ten.
"""

import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import LanguageTag
from dragoman.errors import SourceError
from dragoman.recipients import Recipient
from dragoman.sources.faults import nearest
from dragoman.sources.recipient_cells import COLUMNS, REQUIRED, RowReader
from dragoman.sources.recipient_rows import CsvRows, MappedRows, Row, RowSource, WorkbookRows, checked, position

UNKNOWN_COLUMN = Code("RCP-020", "error", "la colonne « {value} » n’existe pas", "écrivez {suggestion}")
LACKING_COLUMN = Code("RCP-021", "error", "il manque la colonne « {value} »", "ajoutez-la à la première ligne")
COLUMN_TWICE = Code("RCP-022", "error", "la colonne « {value} » paraît deux fois", "gardez-en une")
KEY_TWICE = Code(
    "RCP-023", "error", "la clé « {value} » est déjà celle de la ligne {line}", "donnez à chacun la sienne",
)
MORE = Code("RCP-024", "error", "et {count} autres défauts dans la liste", "corrigez ceux-ci, et recommencez")

_TOLD = 200
"""Faults told one by one; of the others the number alone."""


class Recipients:
    """The guests of a sound list: how many, and each in turn, as often as asked."""

    def __init__(self, source: RowSource, columns: Sequence[str], reader: RowReader, count: int) -> None:
        self._source = source
        self._columns = columns
        self._reader = reader
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Recipient]:
        """Each guest. Raises SourceError where the list has changed since it was found sound."""
        rows = checked(self._source)
        next(rows)
        for row in rows:
            recipient, faults = self._reader.read(row, self._columns)
            if recipient is None:
                raise SourceError(faults)
            yield recipient


def read_recipients(path: str | Path, languages: Sequence[LanguageTag]) -> Recipients:
    """Read the list at a path: CSV, or a workbook by its suffix .xlsx; `languages` are those that a guest may have.

    Raises SourceError with everything that is wrong in all rows.
    """
    file = Path(path)
    kind = WorkbookRows if file.suffix.lower() == ".xlsx" else CsvRows
    return _found_sound(kind(file, str(path)), languages)


def recipients_from_stream(stream: BinaryIO, languages: Sequence[LanguageTag]) -> Recipients:
    """Read CSV from a stream, of which a temporary file keeps a copy for the second reading. Raises SourceError."""
    return _found_sound(_CopiedRows(stream), languages)


def recipients_from_rows(rows: Iterable[Mapping[str, object]], languages: Sequence[LanguageTag]) -> Recipients:
    """Read mappings of the columns' names to texts. Raises SourceError."""
    return _found_sound(MappedRows(rows), languages)


def _found_sound(source: RowSource, languages: Sequence[LanguageTag]) -> Recipients:
    rows = checked(source)
    head = next(rows)
    columns = tuple(cell.strip() for cell in head.cells)
    found = _Faults([*head.faults, *_column_faults(source, head, columns)])
    if found:
        raise SourceError(found.told())
    reader = RowReader(source.name, frozenset(languages))
    lines: dict[str, int] = {}
    count = 0
    for row in rows:
        count += 1
        recipient, faults = reader.read(row, columns)
        found.add(faults)
        key = unicodedata.normalize("NFC", recipient.key).casefold() if recipient is not None else ""
        if key in lines:
            where = position(source.name, row.line, columns.index("key") + 1)
            found.add([diagnostic(KEY_TWICE, where, "key", value=key, line=lines[key])])
        elif key:
            lines[key] = row.line
    if found:
        raise SourceError(found.told())
    return Recipients(source, columns, reader, count)


def _column_faults(source: RowSource, head: Row, columns: Sequence[str]) -> Iterator[Diagnostic]:
    for number, column in enumerate(columns, 1):
        where = position(source.name, head.line, number)
        if column not in COLUMNS:
            near = nearest(column, COLUMNS)
            suggestion = near or ", ".join(COLUMNS)
            yield diagnostic(UNKNOWN_COLUMN, where, column, value=column, suggestion=suggestion)
        elif column in columns[:number - 1]:
            yield diagnostic(COLUMN_TWICE, where, column, value=column)
    for column in REQUIRED:
        if column not in columns:
            yield diagnostic(LACKING_COLUMN, Position(source.name, head.line or None), column, value=column)


class _CopiedRows(CsvRows):
    """CSV from a stream that can be read once; the copy goes when nobody reads it any more."""

    def __init__(self, stream: BinaryIO) -> None:
        self._copy = tempfile.NamedTemporaryFile(suffix=".csv")  # noqa: SIM115 - closed with this object
        shutil.copyfileobj(stream, self._copy)
        self._copy.flush()
        super().__init__(Path(self._copy.name), "-")


class _Faults:
    """Faults as they are found: the first are kept, the others counted."""

    def __init__(self, first: Iterable[Diagnostic]) -> None:
        self._kept: list[Diagnostic] = []
        self._more = 0
        self.add(first)

    def __bool__(self) -> bool:
        return bool(self._kept)

    def add(self, faults: Iterable[Diagnostic]) -> None:
        for fault in faults:
            if len(self._kept) < _TOLD:
                self._kept.append(fault)
            else:
                self._more += 1

    def told(self) -> list[Diagnostic]:
        return [*self._kept, *([diagnostic(MORE, count=self._more)] if self._more else [])]
