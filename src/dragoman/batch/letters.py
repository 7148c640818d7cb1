"""What a run makes: one letter a recipient, one file a format; and the maker that each worker process opens once."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from dragoman.diagnostics import NOWHERE, Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import Document, LanguageTag, State
from dragoman.errors import DragomanError, OpeningsError, SourceError, exit_code
from dragoman.files import output_error, write_atomic
from dragoman.recipients import Recipient

PROJECT_CHANGED = Code(
    "BAT-001", "error", "le projet a changé pendant que ses lettres se faisaient",
    "relancez la commande : elle refait les lettres que le changement touche",
)

EDITED = Code(
    "BAT-011", "warning", "ce fichier avait été modifié depuis qu’il a été fait ; il est gardé sous « {kept} »",
    "reportez-y ce qui doit l’être ; la lettre à jour a repris son nom",
)
_VERSIONS = 10_000
"""Names, at most, under which edited letters of one name are kept."""

Outcome: TypeAlias = Literal["made", "unchanged", "not ready", "failed"]
_WORST: tuple[Outcome, ...] = ("failed", "not ready", "made", "unchanged")


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of a file that was made.

    `made_from` is the digest of all it was made from, `sha256`, `size` (bytes) and `mtime_ns` are the file's own;
    `ctime_ns` too, the time of its last change, which the system alone sets; 0 where it is not known.
    """

    name: str
    format: str
    made_from: str
    sha256: str
    size: int
    mtime_ns: int
    openings: int
    pages: int | None
    ctime_ns: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to make, `name` in the run's folder; `made_from` is the digest of all it is made from.

    `stood` is the SHA-256 that was remembered of the file that may stand there.
    """

    format: str
    name: str
    made_from: str
    stood: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A letter to make, in the formats that are not up to date. `number` is its place in the run, from 0."""

    number: int
    recipient: Recipient
    state: State
    files: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class File:
    """One file of a letter and what became of it; `record` is None unless it stands in the folder."""

    format: str
    name: str
    outcome: Outcome
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter and what became of its files; `exit_code` is 0 unless one was not made."""

    recipient: str
    language: LanguageTag
    state: State
    files: tuple[File, ...]
    position: Position = NOWHERE
    openings: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: int = 0
    number: int = 0

    @property
    def outcome(self) -> Outcome:
        """The worst of its files."""
        found = {file.outcome for file in self.files}
        return next(outcome for outcome in _WORST if outcome in found)


def undelivered(task: Task, outcome: Outcome, found: Sequence[Diagnostic], code: int, openings: int = 0) -> Letter:
    """A letter of which no file was made; what has no place of its own is told at the recipient's row."""
    files = tuple(File(wanted.format, wanted.name, outcome) for wanted in task.files)
    return _letter(task, files, openings, found, code)


def _letter(
    task: Task, files: tuple[File, ...], openings: int, found: Sequence[Diagnostic], code: int,
) -> Letter:
    who = task.recipient
    placed = tuple(_placed(one, who) for one in found)
    return Letter(who.key, who.language, task.state, files, who.position, openings, placed, code, task.number)


def _placed(found: Diagnostic, who: Recipient) -> Diagnostic:
    return found if found.position != NOWHERE else replace(found, position=who.position, field=found.field or who.key)


class Written(Protocol):
    """A written document: see `Output`."""

    @property
    def data(self) -> bytes: ...
    @property
    def pages(self) -> int | None: ...
    @property
    def findings(self) -> tuple[Diagnostic, ...]: ...


class Letters(Protocol):
    """What makes letters; a Project is one."""

    def digest(self, document: str, *, language: LanguageTag, format: str) -> str:  # noqa: A002
        """The digest of everything that a letter is made from, its recipient apart."""

    def compose(self, document: str, *, language: str, state: State, recipient: Recipient | None) -> Document: ...
    def write(self, document: Document, format: str) -> Written: ...  # noqa: A002

    def foresee(self, document: Document, format: str) -> tuple[Diagnostic, ...]:  # noqa: A002
        """What is known before it is written; raises what `write` would."""


Digests: TypeAlias = Mapping[tuple[LanguageTag, str], str]
"""The digest of what letters are made from, by language and format."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the letters of a run, in a worker process; with `folder` None they are composed and judged, not written."""

    letters: Letters
    letter: str
    folder: Path | None

    def __call__(self, task: Task) -> Letter:
        who = task.recipient
        try:
            document = self.letters.compose(self.letter, language=who.language, state=task.state, recipient=who)
        except OpeningsError as error:
            openings = sum(one.code.severity == "warning" for one in error.diagnostics)
            return undelivered(task, "not ready", error.diagnostics, error.exit_code, openings)
        files: list[File] = []
        found: list[Diagnostic] = []
        codes: list[int] = []
        for wanted in task.files:
            try:
                file, told = self._file(document, wanted)
                codes.append(0)
            except DragomanError as error:
                outcome: Outcome = "not ready" if isinstance(error, OpeningsError) else "failed"
                file, told = File(wanted.format, wanted.name, outcome), error.diagnostics
                codes.append(error.exit_code)
            files.append(file)
            found += told
        return _letter(task, tuple(files), len(document.openings), found, exit_code(codes))

    def _file(self, document: Document, wanted: Wanted) -> tuple[File, tuple[Diagnostic, ...]]:
        if self.folder is None:
            return File(wanted.format, wanted.name, "made"), self.letters.foresee(document, wanted.format)
        output = self.letters.write(document, wanted.format)
        path = self.folder / wanted.name
        kept = _set_aside(path, wanted.stood, output.data)
        write_atomic(path, output.data)
        digest, found = hashlib.sha256(output.data).hexdigest(), path.stat()
        record = Record(
            wanted.name, wanted.format, wanted.made_from, digest, len(output.data), found.st_mtime_ns,
            len(document.openings), output.pages, found.st_ctime_ns)
        return File(wanted.format, wanted.name, "made", record), (*output.findings, *kept)


def _set_aside(path: Path, stood: str | None, data: bytes) -> tuple[Diagnostic, ...]:
    """Keep, under another name, what somebody has written in a letter since it was made. Raises OutputError."""
    try:
        if path.is_symlink() or not path.is_file():
            return ()
        old = path.read_bytes()
        if old == data or hashlib.sha256(old).hexdigest() == stood:
            return ()
        names = (path.with_suffix(f".edited{number}{path.suffix}") for number in ("", *range(2, _VERSIONS)))
        aside = next(name for name in names if not name.exists())
        path.rename(aside)
    except OSError as error:
        raise output_error(error, str(path)) from error
    return (diagnostic(EDITED, Position(str(path)), kept=aside.name),)


def open_maker(reopen: Callable[[], Letters], letter: str, folder: Path | None, digests: Digests) -> Maker:
    """Open the project in this process. Raises SourceError where it is no longer what the run began with."""
    letters = reopen()
    for (language, kind), digest in digests.items():
        if letters.digest(letter, language=language, format=kind) != digest:
            raise SourceError([diagnostic(PROJECT_CHANGED)])
    return Maker(letters, letter, folder)
