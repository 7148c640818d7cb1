"""A list of recipients: read twice, first to say everything that is wrong with it, then guest by guest.

Only the keys are kept between rows, so that a list of a million guests costs little more memory than one of ten.
"""

import hashlib
import tempfile
import unicodedata
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic, refusal
from dragoman.document.nodes import LanguageTag
from dragoman.errors import SourceError
from dragoman.limits import RECIPIENT_BYTES
from dragoman.recipients import Recipient, printed
from dragoman.sources.faults import nearest
from dragoman.sources.recipient_cells import COLUMNS, REQUIRED, RowReader
from dragoman.sources.recipient_rows import (
    UNREADABLE,
    CsvRows,
    MappedRows,
    Row,
    RowSource,
    WorkbookRows,
    checked,
    position,
)

UNKNOWN_COLUMN = Code("RCP-020", "error", "la colonne « {value} » n’existe pas", "écrivez {suggestion}")
NAMELESS_COLUMN = Code("RCP-025", "error", "la colonne n’a pas de nom", "nommez-la, ou supprimez-la")
LACKING_COLUMN = Code("RCP-021", "error", "il manque la colonne « {value} »", "ajoutez-la à la première ligne")
COLUMN_TWICE = Code("RCP-022", "error", "la colonne « {value} » paraît deux fois", "gardez-en une")
KEY_TWICE = Code(
    "RCP-023", "error", "la clé « {value} » est déjà celle de la ligne {line}", "donnez à chacun la sienne",
)
MORE = Code("RCP-024", "error", "autres défauts de la liste : {count}", "corrigez ceux-ci, et recommencez")
NOBODY = Code("RCP-026", "error", "la liste n’a que son en-tête", "ajoutez une ligne par destinataire")
CHANGED = Code("RCP-027", "error", "la liste a changé pendant sa lecture", "recommencez quand elle est enregistrée")
LARGE_LIST = Code("RCP-028", "error", "la liste dépasse {limit} octets", "partagez-la")

_TOLD = 200
"""Faults told one by one; of the others the number alone."""
_PART = 1 << 20


class Recipients:
    """The guests of a sound list: how many, and each in turn, as often as asked.

    `characters` are those of what its letters print, by language, each with the line where it stands first.
    """

    def __init__(
        self, source: RowSource, head: Row, reader: RowReader, count: int, digest: bytes,
        characters: Mapping[LanguageTag, Mapping[str, int]],
    ) -> None:
        self.characters = characters
        self._source = source
        self._head = head
        self._reader = reader
        self._count = count
        self._digest = digest

    @property
    def name(self) -> str | None:
        """What the list is called in messages."""
        return self._source.name

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Recipient]:
        """Each guest. Raises SourceError, at the end at the latest, where the list is not what was found sound."""
        rows = checked(self._source)
        columns = _columns(self._head)
        digest = hashlib.blake2b()
        changed = next(rows).cells != self._head.cells
        while not changed and (row := next(rows, None)) is not None:
            digest.update(_bytes(row))
            recipient, _ = self._reader.read(row, columns)
            if recipient is None:
                break
            yield recipient
        if changed or digest.digest() != self._digest:
            raise SourceError([diagnostic(CHANGED, Position(self._source.name))])


def read_recipients(path: str | Path, languages: Sequence[LanguageTag]) -> Recipients:
    """Read the list at a path: CSV, or a workbook by its suffix .xlsx; `languages` are those that a guest may have.

    Raises SourceError with everything that is wrong in all rows.
    """
    return _found_sound(_source(Path(path), str(path)), languages)


def recipients_from_stream(stream: BinaryIO, languages: Sequence[LanguageTag]) -> Recipients:
    """Read CSV from a stream, of which a temporary file keeps a copy for the second reading. Raises SourceError."""
    return _found_sound(_CopiedRows(stream, "-"), languages)


def recipients_from_rows(rows: Iterable[Mapping[str, object]], languages: Sequence[LanguageTag]) -> Recipients:
    """Read mappings of the columns' names to texts. Raises SourceError."""
    return _found_sound(MappedRows(rows), languages)


def _source(file: Path, name: str) -> RowSource:
    """Where the rows of a path come from; a pipe, as a shell makes it of <(command), or a terminal can be read once."""
    try:
        if file.is_fifo() or file.is_char_device():
            with file.open("rb") as stream:
                return _CopiedRows(stream, name)
    except OSError as error:
        raise SourceError([diagnostic(UNREADABLE, Position(name), refusal=refusal(error))]) from error
    return WorkbookRows(file, name) if file.suffix.lower() == ".xlsx" else CsvRows(file, name)


def _found_sound(source: RowSource, languages: Sequence[LanguageTag]) -> Recipients:
    rows = checked(source)
    head = next(rows)
    columns = _columns(head)
    if faults := (*head.faults, *_column_faults(source, head, columns)):
        raise SourceError(faults)
    reader = RowReader(source.name, frozenset(languages))
    found = _Faults()
    keys = _Keys(source.name, columns.index("key"))
    digest = hashlib.blake2b()
    characters: dict[LanguageTag, dict[str, int]] = {}
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the number of the last row counts them
        digest.update(_bytes(row))
        recipient, faults = reader.read(row, columns)
        found.add((*faults, *keys.add(row)))
        if recipient is not None:
            known = characters.setdefault(recipient.language, {})
            known.update(dict.fromkeys(set(printed(recipient)) - known.keys(), row.line))
    if found:
        raise SourceError(found.told())
    if not count:
        raise SourceError([diagnostic(NOBODY, Position(source.name))])
    return Recipients(source, head, reader, count, digest.digest(), characters)


def _columns(head: Row) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in head.cells)


def _bytes(row: Row) -> bytes:
    """A row as it enters the digest of its list."""
    return repr((row.line, row.cells)).encode("utf-8", "backslashreplace")


def _column_faults(source: RowSource, head: Row, columns: Sequence[str]) -> Iterator[Diagnostic]:
    """What is wrong with the first line: nothing where it could not be read, for that has been said."""
    if head.faults:
        return
    found = _Faults()
    seen: set[str] = set()
    for number, column in enumerate(columns, 1):
        where = position(source.name, head.line, number)
        if not column:
            found.add([diagnostic(NAMELESS_COLUMN, where)])
        elif column not in COLUMNS:
            found.add(_unknown(column, where))
        elif column in seen:
            found.add([diagnostic(COLUMN_TWICE, where, column, value=column)])
        seen.add(column)
    for column in REQUIRED:
        if column not in seen:
            found.add([diagnostic(LACKING_COLUMN, Position(source.name, head.line or None), column, value=column)])
    yield from found.told()


def _unknown(column: str, where: Position) -> Iterator[Diagnostic]:
    suggestion = nearest(column.casefold(), COLUMNS) or ", ".join(COLUMNS)
    yield diagnostic(UNKNOWN_COLUMN, where, column, value=column, suggestion=suggestion)


class _Keys:
    """The keys of a list, the only thing of its rows that is kept."""

    def __init__(self, name: str | None, place: int) -> None:
        self._name = name
        self._place = place
        self._lines: dict[str, int] = {}

    def add(self, row: Row) -> Iterator[Diagnostic]:
        """Keep the key of a row; a fault where another has it already, whatever else is wrong with either."""
        if row.faults:
            return
        key = unicodedata.normalize("NFC", row.cells[self._place]).strip().casefold()
        first = self._lines.setdefault(key, row.line) if key else row.line
        if first != row.line:
            yield diagnostic(
                KEY_TWICE, position(self._name, row.line, self._place + 1), "key", value=key, line=first)


class _CopiedRows(CsvRows):
    """CSV from a stream that can be read once: a copy without a name, which goes with this object or its process.

    One reading at a time: another starts over.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        super().__init__(Path(name), name)
        self._copy = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this object
        weakref.finalize(self, self._copy.close)
        try:
            while part := stream.read(_PART):
                if self._copy.tell() + len(part) > RECIPIENT_BYTES:
                    raise SourceError([diagnostic(LARGE_LIST, Position(name), limit=RECIPIENT_BYTES)])
                self._copy.write(part)
        except OSError as error:
            raise SourceError([diagnostic(UNREADABLE, Position(name), refusal=refusal(error))]) from error

    def opened(self) -> AbstractContextManager[BinaryIO]:
        self._copy.seek(0)
        return nullcontext(self._copy)


class _Faults:
    """Faults as they are found: the first are kept, the others counted."""

    def __init__(self) -> None:
        self._kept: list[Diagnostic] = []
        self._more = 0

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
