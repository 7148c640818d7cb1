"""A run: each recipient's letter in every format, made unless it stands in the folder as it would be made."""

import contextlib
import dataclasses
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Protocol

from dragoman.batch.folder import check_writable, locked, remove_manifest, standing, stem_of, write_manifest
from dragoman.batch.journal import Journal
from dragoman.batch.letters import Digests, File, Letter, Task, Wanted
from dragoman.batch.scratch import scratch
from dragoman.batch.seal import write_seal
from dragoman.batch.tally import Ending
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import State
from dragoman.errors import OutputError
from dragoman.recipients import Address, Recipient

STALE = Code(
    "BAT-020", "warning", "ce fichier d’avant est resté, et ne dit plus ce que disent la liste et le projet",
    "ne l’envoyez pas ; il sera remplacé dès que la lettre pourra être faite, ou supprimez-le",
)

_GRACE = 5.0
"""Seconds in which the letters begun may end after a run is told to stop."""
_PATIENCE = 0.2
"""Seconds between two looks at whether to stop."""


class Runner(Protocol):
    """Makes letters elsewhere: `submit(chunk)`, then `results`; a letter is never lost and never comes twice."""

    chunk: int
    """How many letters it wants at a time."""

    @property
    def full(self) -> bool: ...
    @property
    def busy(self) -> bool: ...
    def submit(self, chunk: tuple[Task, ...]) -> None: ...
    def drop(self) -> None: ...
    def results(self, seconds: float) -> list[Letter]: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run makes and where; `digests` are those of all but the recipients, by language and format.

    `name` gives the name of a recipient's file in a format. With `dry` letters are composed, all that can be known
    without writing is judged, and nothing is written.
    `limit` is how many rows of the list are taken, None for all.
    """

    letter: str
    state: State
    formats: tuple[str, ...]
    folder: Path
    digests: Digests
    name: Callable[[Recipient, str], str]
    dry: bool = False
    limit: int | None = None

    @property
    def stem(self) -> str:
        return stem_of(self.letter, self.state)


def merge(
    plan: Plan, recipients: Iterable[Recipient], start: Callable[[Path], Runner], *,
    ending: Ending, stopping: Callable[[], bool] = bool,
) -> Iterator[Letter]:
    """Yield each letter as it is done, up to date or given up; what is done is remembered at once.

    `start` makes a runner with a folder for temporary files. When `stopping` says so, the letters begun end and no
    other begins. Raises Locked where another run holds the folder, OutputError where it takes no more.
    """
    with contextlib.ExitStack() as stack:
        if not plan.dry:
            stack.enter_context(locked(plan.folder))
        place = stack.enter_context(scratch())
        journal = Journal(plan.folder / f"{plan.stem}.journal.jsonl", writable=not plan.dry)
        stack.callback(journal.close)
        runner = start(place)
        stack.callback(runner.close)
        yield from _Run(plan, journal, runner, stopping, ending).letters(recipients)
        if plan.dry:
            check_writable(plan.folder)


class _Run:
    def __init__(
        self, plan: Plan, journal: Journal, runner: Runner, stopping: Callable[[], bool], ending: Ending,
    ) -> None:
        self._plan = plan
        self._journal = journal
        self._runner = runner
        self._stopping = stopping
        self._ending = ending
        self._manifest = plan.folder / f"{plan.stem}.manifest.json"
        self._up_to_date: dict[int, tuple[File, ...]] = {}
        self._changing = False
        self._undelivered = False

    def letters(self, recipients: Iterable[Recipient]) -> Iterator[Letter]:
        chunk: list[Task] = []
        count = 0
        for number, recipient in enumerate(islice(recipients, self._plan.limit)):
            if self._stopping():
                break
            count = number + 1
            task = self._task(number, recipient)
            if not task.files:
                yield self._whole(_unchanged(task))
                continue
            chunk.append(task)
            if len(chunk) == self._runner.chunk:
                yield from self._room()
                self._submit(tuple(chunk))
                chunk.clear()
            yield from self._settled(0)
        if chunk and not self._stopping():
            self._submit(tuple(chunk))
        yield from self._rest()
        self._end(count)

    def _room(self) -> Iterator[Letter]:
        while self._runner.full and not self._stopping():
            yield from self._settled(_PATIENCE)

    def _rest(self) -> Iterator[Letter]:
        """What is still to come; after a word to stop, what comes in time."""
        limit: float | None = None
        while self._runner.busy:
            if self._stopping() and limit is None:
                self._runner.drop()
                limit = time.monotonic() + _GRACE
            if limit is not None and time.monotonic() > limit:
                return
            yield from self._settled(_PATIENCE)

    def _submit(self, chunk: tuple[Task, ...]) -> None:
        if not self._changing and not self._plan.dry:
            self._changing = True
            remove_manifest(self._manifest)
        self._runner.submit(chunk)

    def _settled(self, seconds: float) -> Iterator[Letter]:
        refused: list[Diagnostic] = []
        for letter in self._runner.results(seconds):
            for file in letter.files:
                if file.record is not None:
                    self._journal.add(file.record)
            if letter.exit_code == OutputError.exit_code:
                refused += letter.diagnostics
            self._undelivered |= letter.exit_code != 0
            yield self._whole(letter)
        if refused:
            raise OutputError(refused)

    def _task(self, number: int, recipient: Recipient) -> Task:
        """The letter in the formats that are not up to date; the others are kept until it is done."""
        row = _digest(recipient)
        wanted: list[Wanted] = []
        kept: list[File] = []
        for kind in self._plan.formats:
            name = self._plan.name(recipient, kind)
            digest = hashlib.sha256((self._plan.digests[recipient.language, kind] + row).encode()).hexdigest()
            known = self._journal.get(name)
            record = standing(self._plan.folder, known, digest)
            if record is None:
                wanted.append(Wanted(kind, name, digest, None if known is None else known.sha256))
                continue
            kept.append(File(kind, name, "unchanged", record))
            if record != known:
                self._journal.add(record)
        self._up_to_date[number] = tuple(kept)
        return Task(number, recipient, self._plan.state, tuple(wanted))

    def _whole(self, letter: Letter) -> Letter:
        """The letter with its files that were up to date, in the order of the formats; it is counted."""
        files = (*letter.files, *self._up_to_date.pop(letter.number))
        openings = max([letter.openings, *(file.record.openings for file in files if file.record is not None)])
        ordered = sorted(files, key=lambda file: self._plan.formats.index(file.format))
        found = (*letter.diagnostics, *self._stale(letter))
        whole = replace(letter, files=tuple(ordered), openings=openings, diagnostics=found)
        self._ending.tally.add(whole)
        return whole

    def _stale(self, letter: Letter) -> Iterator[Diagnostic]:
        """The files that stand under the names of those that could not be made."""
        for file in letter.files:
            path = self._plan.folder / file.name
            if file.outcome in {"failed", "not ready"} and path.exists():
                yield diagnostic(STALE, Position(str(path)))

    def _end(self, count: int) -> None:
        self._journal.sync()
        self._ending.stopped = self._stopping()
        if self._ending.stopped or self._plan.limit is not None:
            return
        others = [
            record.name for record in self._journal.records(seen=False) if record.format in self._plan.formats]
        self._ending.unlisted += [name for name in others if (self._plan.folder / name).exists()]
        self._ending.complete = not self._undelivered
        if self._ending.complete and not self._plan.dry:
            head: dict[str, object] = {
                "dragoman": version("dragoman"), "letter": self._plan.letter, "state": self._plan.state,
                "formats": list(self._plan.formats), "letters": count}
            write_manifest(self._manifest, head, self._journal)
            if not self._ending.warnings:
                write_seal(self._plan.folder, self._plan.stem, self._journal, self._ending, others)


def _unchanged(task: Task) -> Letter:
    who = task.recipient
    return Letter(who.key, who.language, task.state, (), who.position, number=task.number)


def _digest(recipient: Recipient) -> str:
    """The digest of what a row says; where it stands in the list is no part of it."""
    said = {one.name: getattr(recipient, one.name) for one in dataclasses.fields(recipient) if one.name != "position"}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Address | Mapping[str, str]) -> dict[str, object]:
    return dict(value) if isinstance(value, Mapping) else dataclasses.asdict(value)
