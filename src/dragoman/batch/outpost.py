"""What a worker of a cluster does for a run: it makes chunks of letters, in a process for each of its threads.

The processes are those of `pool`, with all their limits: a letter that crashes, hangs or swells costs its process and
never the worker, nor the letters of others. They stay open from chunk to chunk, and end when none comes.

A worker writes only while the run's ticket, a file in the folder of the letters, stands: it is there in the leader's
folder alone, so that a worker to which another folder has the same name knows it, and it goes when the run is over, so
that a worker which nobody hears any more stops.
"""

import contextlib
import os
import pickle
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dragoman.batch.letters import Letter, Task
from dragoman.batch.pool import Pool
from dragoman.batch.worker import Limits, MakeLetter, Opener
from dragoman.diagnostics import Code, Position, diagnostic
from dragoman.errors import InputError, OutputError, SourceError
from dragoman.files import TEMPORARY_PREFIX

NOT_SHARED = Code(
    "BAT-014", "error", "le worker {worker} ne voit pas ce dossier, ou n’y peut écrire : {problem}",
    "donnez par -o un dossier partagé, monté partout sous le même chemin",
)
OTHER_PROJECT = Code(
    "BAT-015", "error", "le worker {worker} n’ouvre pas le même projet que cette commande",
    "partagez le dossier du projet sous le même chemin ; programme, bibliothèques et polices doivent être les mêmes",
)

_REST = 10.0
"""Seconds that a process may have nothing to do."""
_PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """A run as a worker needs it; `folder`, absolute, is None where nothing is written.

    `token` is 16 hexadecimal digits that no other run has, `home` the folder that relative paths start from.
    """

    token: str
    folder: Path | None
    home: Path
    opener: Opener
    limits: Limits

    @property
    def ticket(self) -> Path | None:
        """Named as what is half written, so that the next run sweeps it after a run that was killed."""
        return None if self.folder is None else self.folder / f"{TEMPORARY_PREFIX}{self.token}"

    @property
    def over(self) -> bool:
        return self._missing() is not None

    def _missing(self) -> OSError | None:
        """Opened rather than looked up: network file systems remember names longer than files."""
        try:
            if self.ticket is not None:
                self.ticket.open("rb").close()
        except OSError as error:
            return error
        return None

    def check_folder(self, worker: str) -> None:
        """Raises OutputError where this machine's folder is not the run's, or takes nothing."""
        problem = self._missing()
        try:
            if problem is None and self.folder is not None:
                tempfile.TemporaryFile(dir=self.folder).close()
        except OSError as error:
            problem = error
        if problem is not None:
            where = Position(str(self.folder))
            raise OutputError([diagnostic(NOT_SHARED, where, worker=worker, problem=problem.strerror)]) from problem


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent: in bytes, since a worker that cannot read a call ends, and dask logs the calls that fail."""

    sent: bytes = field(repr=False)

    @classmethod
    def of(cls, run: Run, tasks: tuple[Task, ...]) -> "Parcel":
        return cls(pickle.dumps((run, tasks)))


def make(parcel: Parcel, worker: str, scratch: Path) -> list[Letter]:
    """Make a chunk of letters on the worker of this address; fewer of them once the run is over.

    Temporary files go to `scratch`. Without letters, the worker is looked at and its process opened. Raises OutputError
    or SourceError for what keeps this worker from making any.
    """
    run, tasks = pickle.loads(parcel.sent)  # noqa: S301 - from the leader, as the call itself
    done: list[Letter] = []
    with _RESTING.taken(run, worker, scratch) as pool:
        for task in tasks:
            if run.over:
                break
            pool.submit((task,))
            while pool.busy:
                done += pool.results(_PATIENCE)
    return done


class _Resting:
    """The processes that wait for a chunk, by the run they are of."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pools: dict[str, list[tuple[Pool, threading.Timer]]] = {}

    @contextlib.contextmanager
    def taken(self, run: Run, worker: str, scratch: Path) -> Iterator[Pool]:
        pool = self._take(run.token) or _opened(run, worker, scratch)
        try:
            yield pool
        except BaseException:
            pool.close()
            raise
        self._put(run.token, pool)

    def _take(self, token: str) -> Pool | None:
        with self._lock:
            if not (waiting := self._pools.get(token)):
                return None
            pool, timer = waiting.pop()
        timer.cancel()
        return pool

    def _put(self, token: str, pool: Pool) -> None:
        timer = threading.Timer(_REST, self._end, (token, pool))
        timer.daemon = True
        with self._lock:
            self._pools.setdefault(token, []).append((pool, timer))
        timer.start()

    def _end(self, token: str, pool: Pool) -> None:
        with self._lock:
            waiting = self._pools.get(token, [])
            left = [one for one in waiting if one[0] is not pool]
            mine = len(left) < len(waiting)
            self._pools[token] = left
            if not left:
                del self._pools[token]
        if mine:
            pool.close()


_RESTING = _Resting()


def _opened(run: Run, worker: str, scratch: Path) -> Pool:
    run.check_folder(worker)
    opener = partial(_open, run.home, run.opener)
    pool = Pool(opener, jobs=1, scratch=scratch, limits=run.limits)
    try:
        pool.submit(())
        while pool.busy:
            pool.results(_PATIENCE)
    except BaseException as error:
        pool.close()
        if isinstance(error, InputError):
            said = (diagnostic(OTHER_PROJECT, worker=worker), *error.diagnostics)
            raise SourceError(said) from error
        raise
    return pool


def _open(home: Path, opener: Opener) -> MakeLetter:
    """In the process that makes letters: open what relative paths name where the command was given."""
    with contextlib.suppress(OSError):  # needed only where paths are relative, and then the project is not found
        os.chdir(home)
    return opener()
