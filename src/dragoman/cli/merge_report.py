"""What became of every letter of a run, as JSON: written as it comes, put in its place when the run ends."""

import dataclasses
import json
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.batch.letters import File, Letter
from dragoman.batch.tally import Ending
from dragoman.cli.running import pour
from dragoman.diagnostics import Code, Position, diagnostic
from dragoman.document.nodes import State
from dragoman.errors import OutputError
from dragoman.files import atomic_file
from dragoman.pipeline.interface import Interface

_PIECE = 1 << 16


NO_PLACE = Code(
    "BAT-012", "error", "le rapport ne peut être écrit ici", "donnez un fichier, dans un dossier qui existe",
)


class MergeReport:
    """The report at `path`: a file, `-` for standard output, or None for none.

    Raises OutputError, before anything is made, where no file can be.
    """

    def __init__(self, path: Path | None, words: Interface) -> None:
        if path is not None and str(path) != "-":
            taken = path.exists() and not path.is_file()  # a folder, or a device, whose place a file would take
            if taken or not path.absolute().parent.is_dir():
                raise OutputError([diagnostic(NO_PLACE, Position(str(path)))])
        self._path = path
        self._words = words
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - closed on leaving
        self._first = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None,
    ) -> None:
        self._spool.close()

    def add(self, letter: Letter) -> None:
        """One letter more."""
        if self._path is None:
            return
        record = {
            "recipient": letter.recipient, "language": letter.language, "row": letter.position.line,
            "outcome": letter.outcome, "openings": letter.openings, "exit_code": letter.exit_code,
            "files": [_file(file) for file in letter.files],
            "diagnostics": [self._words.record(one) for one in letter.diagnostics],
        }
        self._spool.write(b'{"letters": [\n' if self._first else b",\n")
        self._spool.write(json.dumps(record, ensure_ascii=False).encode())
        self._first = False

    def finish(self, ending: Ending, *, letter: str, state: State, dry: bool, exit_code: int) -> None:
        """The counts at the end, and the report is put in its place. Raises OutputError."""
        if self._path is None:
            return
        end = {
            "unlisted": ending.unlisted,
            "languages": {tag: dataclasses.asdict(count) for tag, count in sorted(ending.tally.languages.items())},
            "letter": letter, "state": state, "dry_run": dry, "complete": ending.complete,
            "interrupted": ending.stopped, "exit_code": exit_code,
        }
        head = b'{"letters": [' if self._first else b""
        self._spool.write(head + b"\n],\n" + json.dumps(end, ensure_ascii=False, indent=1)[1:].encode() + b"\n")
        self._spool.seek(0)
        if str(self._path) == "-":
            pour(iter(lambda: self._spool.read(_PIECE), b""))
            return
        with atomic_file(self._path) as file:
            shutil.copyfileobj(self._spool, file)


def _file(file: File) -> dict[str, object]:
    known = file.record
    return {
        "format": file.format, "name": file.name, "outcome": file.outcome,
        "sha256": known and known.sha256, "pages": known and known.pages}
