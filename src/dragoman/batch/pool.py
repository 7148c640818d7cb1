"""The supervisor of the worker processes: a letter that kills, hangs or swells its process fails alone.

A worker gets a few letters at a time and answers letter by letter, so that it is always known which one it is at. When
a worker dies, the letter it was at is tried once more in a process of its own; a second death is the letter's fault.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path

from dragoman.batch.letters import Letter, Task, undelivered
from dragoman.batch.worker import Limits, Opener
from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import DragomanError, InternalError, WriteError
from dragoman.files import output_error

DIED = Code(
    "BAT-004", "error", "le processus qui faisait la lettre est mort deux fois : {status}",
    "cherchez ce que cette ligne a de particulier, et signalez-la ; les autres lettres se font",
)
SLOW = Code(
    "BAT-005", "error", "la lettre n’était pas faite après {seconds} s",
    "raccourcissez ce que dit cette ligne, ou relancez sur une machine moins chargée",
)
NO_WORKER = Code(
    "BAT-006", "error", "les processus de travail meurent avant la première lettre : {status}",
    "vérifiez la mémoire disponible, puis signalez le message",
)

_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[3]); "
    "from dragoman.batch.worker import main; main(int(sys.argv[1]), int(sys.argv[2]))"
)
_FAREWELL = 5.0
"""Seconds in which a worker that has nothing more to do may end by itself."""
_OPENINGS = 3
"""Workers in a row that may die before they are open."""


LIMITS = Limits()


class _Worker:
    """One process, what it is at, and until when it may be at it; its temporary files go with it."""

    def __init__(self, opener: Opener, limits: Limits, scratch: Path) -> None:
        try:
            self._place = tempfile.mkdtemp(dir=scratch)
        except OSError as error:
            raise output_error(error, str(scratch)) from error
        self.connection, theirs = Pipe()
        arguments = [str(theirs.fileno()), str(os.getpid()), json.dumps(sys.path)]
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-P", "-c", _BOOT, *arguments], pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.limits = limits
        self.open = False
        self.tasks: deque[Task] = deque()
        self.made = 0
        self.deadline = time.monotonic() + limits.opening
        with contextlib.suppress(ConnectionError):  # dead already: the end of the connection will tell
            self.connection.send((opener, limits, self._place))

    @property
    def idle(self) -> bool:
        return self.open and not self.tasks

    def give(self, chunk: Sequence[Task]) -> None:
        self.tasks.extend(chunk)
        self.deadline = time.monotonic() + self.limits.seconds
        with contextlib.suppress(ConnectionError):
            self.connection.send(tuple(chunk))

    def answered(self) -> None:
        self.tasks.popleft()
        self.made += 1
        self.deadline = time.monotonic() + self.limits.seconds

    def kill(self) -> str:
        """End it now; returns how it ended, by itself or not."""
        if self.process.poll() is None:
            self.process.kill()
        self.connection.close()
        code = self.process.wait()
        shutil.rmtree(self._place, ignore_errors=True)
        return f"signal {-code}" if code < 0 else f"exit {code}"

    def leave(self) -> None:
        """Let it end by itself."""
        self.connection.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_FAREWELL)
        self.kill()


class Pool:
    """`submit` letters by chunks, ask for `results`: the `Runner` of a machine of one's own."""

    chunk = 8

    def __init__(self, opener: Opener, *, jobs: int, scratch: Path, limits: Limits = LIMITS) -> None:
        self._opener = opener
        self._jobs = jobs
        self._scratch = scratch
        self._limits = limits
        self._workers: list[_Worker] = []
        self._waiting: deque[tuple[Task, ...]] = deque()
        self._suspects: deque[Task] = deque()
        self._suspected: set[int] = set()
        self._stillborn = 0

    @property
    def full(self) -> bool:
        return len(self._waiting) >= self._jobs

    @property
    def busy(self) -> bool:
        return bool(self._waiting or self._suspects or any(worker.tasks for worker in self._workers))

    def submit(self, chunk: tuple[Task, ...]) -> None:
        self._waiting.append(chunk)
        self._assign()

    def drop(self) -> None:
        """Forget the letters that no worker is at."""
        self._waiting.clear()
        self._suspects.clear()

    def results(self, seconds: float) -> list[Letter]:
        """Letters that are done or given up, as soon as there is one, or none after some time.

        Raises what the opener raises, InternalError where workers die before they are open.
        """
        limit = min([seconds, *(worker.deadline - time.monotonic() for worker in self._occupied())])
        by_connection = {worker.connection: worker for worker in self._workers}
        done: list[Letter] = []
        for ready in wait(list(by_connection), max(0.0, limit)):
            if isinstance(ready, Connection):
                done += self._hear(by_connection[ready])
        for worker in self._occupied():
            if time.monotonic() > worker.deadline:
                done += self._give_up(worker)
        self._assign()
        return done

    def close(self) -> None:
        """Let idle workers end; kill the others."""
        for worker in self._workers:
            if worker.idle:
                worker.leave()
            else:
                worker.kill()
        self._workers.clear()

    def _occupied(self) -> list[_Worker]:
        return [worker for worker in self._workers if not worker.idle]

    def _assign(self) -> None:
        wanted = len(self._waiting) + len(self._suspects) + len(self._occupied())
        while len(self._workers) < min(self._jobs, wanted):
            self._workers.append(_Worker(self._opener, self._limits, self._scratch))
        for worker in [worker for worker in self._workers if worker.idle]:
            if worker.made >= self._limits.letters:
                self._workers.remove(worker)
                worker.leave()
            elif self._suspects:
                worker.give((self._suspects.popleft(),))
            elif self._waiting:
                worker.give(self._waiting.popleft())

    def _hear(self, worker: _Worker) -> Iterator[Letter]:
        try:
            said = worker.connection.recv()
        except (EOFError, ConnectionError):
            yield from self._bury(worker)
            return
        if isinstance(said, DragomanError):
            raise said
        if said is None:
            worker.open = True
            self._stillborn = 0
            return
        letter, sound = said
        worker.answered()
        yield letter
        if not sound:
            self._remove(worker)

    def _remove(self, worker: _Worker) -> str:
        """End a worker; the letters it has not begun go back."""
        self._workers.remove(worker)
        if worker.tasks:
            self._waiting.appendleft(tuple(worker.tasks))
        return worker.kill()

    def _bury(self, worker: _Worker) -> Iterator[Letter]:
        """A worker is dead, or so late in opening that it must go."""
        task = worker.tasks.popleft() if worker.tasks else None
        status = self._remove(worker)
        if not worker.open:
            self._stillborn += 1
            if self._stillborn >= _OPENINGS:
                raise InternalError([diagnostic(NO_WORKER, status=status)])
        if task is not None and task.number in self._suspected:
            self._suspected.discard(task.number)
            yield undelivered(task, "failed", [diagnostic(DIED, status=status)], WriteError.exit_code)
        elif task is not None:
            self._suspected.add(task.number)
            self._suspects.append(task)

    def _give_up(self, worker: _Worker) -> Iterator[Letter]:
        """A worker is past its time: whether it would end, nobody can know."""
        if not worker.open:
            yield from self._bury(worker)
            return
        task = worker.tasks.popleft()
        self._remove(worker)
        found = diagnostic(SLOW, seconds=f"{self._limits.seconds:g}")
        yield undelivered(task, "failed", [found], WriteError.exit_code)
