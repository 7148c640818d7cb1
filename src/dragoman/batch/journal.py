"""The journal: one line of JSON for each file made, appended when the file stands in its place.

A run killed at any moment leaves a journal whose last line may be torn; that line is cut, and its file made again, with
the same bytes. A line that was damaged since does not bear out its own digest and counts as not written. An index in a
temporary database keeps memory flat, however many letters there are.
"""

import dataclasses
import errno
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from dragoman.batch.letters import Record
from dragoman.files import output_error

_SYNCED_EVERY = 1.0
"""Seconds of lines that a failing machine may lose; their files are then made again."""
_CHECK = 16


class Journal:
    """What is known of the files of a folder. A reader, with `writable` False, changes nothing."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        """Open the journal at `path`, which need not exist. Raises OutputError."""
        self.path = path
        self._index = sqlite3.connect("", isolation_level=None)
        columns = ", ".join(field.name for field in dataclasses.fields(Record))
        self._index.execute(f"CREATE TABLE record ({columns}, seen, PRIMARY KEY (name)) WITHOUT ROWID")
        self._index.execute("PRAGMA journal_mode = OFF")
        self._file: int | None = None
        self._synced = time.monotonic()
        try:
            if path.is_symlink() or (path.exists() and not path.is_file()):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if writable:
                self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o666)
            length = self._read()
            if self._file is not None:
                os.ftruncate(self._file, length)
        except OSError as error:
            self.close()
            raise output_error(error, str(path)) from error

    def _read(self) -> int:
        """Fill the index; returns where the last whole line ends, in bytes."""
        length = 0
        if not self.path.is_file():
            return length
        self._index.execute("BEGIN")
        with self.path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                length += len(line)
                if (record := _sound(line)) is not None:
                    self._keep(record, seen=False)
        self._index.execute("COMMIT")
        return length

    def _keep(self, record: Record, *, seen: bool) -> None:
        row = (*dataclasses.astuple(record), seen)
        self._index.execute(f"INSERT OR REPLACE INTO record VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608

    def get(self, name: str) -> Record | None:
        """What is remembered of a file; it counts as asked for in this run."""
        row = self._index.execute("UPDATE record SET seen = 1 WHERE name = ? RETURNING *", (name,)).fetchone()
        return None if row is None else Record(*row[:-1])

    def add(self, record: Record) -> None:
        """Remember a file that stands in its place. Raises OutputError."""
        line = _line(record)
        self._keep(record, seen=True)
        if self._file is None:
            return
        try:
            written = os.write(self._file, line.encode())
        except OSError as error:
            raise output_error(error, str(self.path)) from error
        if written < len(line.encode()):  # what a full disk takes of a line is cut by the next run
            raise output_error(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), str(self.path))
        if time.monotonic() - self._synced > _SYNCED_EVERY:
            self.sync()

    def sync(self) -> None:
        """Make what was added last. Raises OutputError."""
        if self._file is None:
            return
        try:
            os.fsync(self._file)
        except OSError as error:
            raise output_error(error, str(self.path)) from error
        self._synced = time.monotonic()

    def records(self, *, seen: bool) -> Iterator[Record]:
        """What is remembered of the files that this run asked for, or of the others; by name."""
        for row in self._index.execute("SELECT * FROM record WHERE seen = ? ORDER BY name", (seen,)):
            yield Record(*row[:-1])

    def close(self) -> None:
        self._index.close()
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _line(record: Record) -> str:
    body = dataclasses.asdict(record)
    return json.dumps({**body, "check": _check(body)}, ensure_ascii=False) + "\n"


def _sound(line: bytes) -> Record | None:
    try:
        body = json.loads(line)
        check = body.pop("check")
        return Record(**body) if check == _check(body) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _check(body: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:_CHECK]
