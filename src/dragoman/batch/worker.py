"""The worker process: opens the maker once, makes letter after letter, and never outlives its parent.

It is a fresh interpreter rather than a fork: it inherits no lock and no thread, and needs nothing of the program that
started it, not even a guarded main module.
"""

import contextlib
import faulthandler
import gc
import os
import resource
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

from dragoman.batch.letters import Letter, Task, undelivered
from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import DragomanError, InternalError, WriteError

UNEXPECTED = Code(
    "BAT-002", "error", "défaut de dragoman : {problem}", "signalez le message ; les autres lettres se font",
)
NO_MEMORY = Code(
    "BAT-003", "error", "la lettre demande plus de {limit} Mo de mémoire", "raccourcissez-la, ou allégez ses images",
)

MakeLetter: TypeAlias = Callable[[Task], Letter]
Opener: TypeAlias = Callable[[], MakeLetter]

_MEBIBYTE = 1 << 20
_COLLECTED_EVERY = 20
"""Letters between two collections of garbage: in the middle of a letter one takes longer and finds less."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may take: wall time a letter (s), memory (MiB), time to open (s), letters before it is replaced."""

    seconds: float = 30
    memory: int = 2048
    opening: float = 60
    letters: int = 2000


def main(descriptor: int, parent: int) -> None:
    """Serve the parent through a connection until it closes it.

    What it sends first are the opener, the limits, and the folder of temporary files.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the parent decides when a letter is given up
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    with contextlib.suppress(EOFError, ConnectionError), Connection(descriptor) as connection:
        opener, limits, tempfile.tempdir = connection.recv()
        _limit(limits)
        try:
            make = opener()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the parent is to hear of it
            connection.send(_told(error))
            return
        connection.send(None)
        gc.collect()
        gc.freeze()
        gc.disable()
        _serve(connection, make, limits)


def _serve(connection: Connection, make: MakeLetter, limits: Limits) -> None:
    for number, task in enumerate(_tasks(connection), 1):
        with _last_resort(limits.seconds):
            letter, sound = _made(make, task, limits)
        connection.send((letter, sound))
        if not sound:
            return
        if number % _COLLECTED_EVERY == 0:
            gc.collect()


def _tasks(connection: Connection) -> Iterator[Task]:
    while True:
        yield from connection.recv()


def _made(make: MakeLetter, task: Task, limits: Limits) -> tuple[Letter, bool]:
    """The letter, and whether the process is fit for another."""
    try:
        return make(task), True
    except MemoryError:
        found = diagnostic(NO_MEMORY, limit=limits.memory)
        return undelivered(task, "failed", [found], WriteError.exit_code), False
    except BaseException as error:  # noqa: BLE001 - one letter fails, whatever it has provoked
        told = _told(error)
        return undelivered(task, "failed", told.diagnostics, told.exit_code), isinstance(error, Exception)


def _told(error: BaseException) -> DragomanError:
    if isinstance(error, DragomanError):
        return error
    try:
        words = str(error)
    except Exception:  # noqa: BLE001 - an exception that cannot even say what it is
        words = ""
    return InternalError([diagnostic(UNEXPECTED, problem=f"{type(error).__name__}: {words}")])


def _limit(limits: Limits) -> None:
    """No more memory than allowed, and no core file of what a letter says."""
    for kind, wanted in ((resource.RLIMIT_AS, limits.memory * _MEBIBYTE), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with contextlib.suppress(ValueError, OSError):  # some systems know the limit and do not set it
            resource.setrlimit(kind, (bound, bound))


def _watch(parent: int) -> None:
    """End with the parent, which may be killed without a word."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


@contextlib.contextmanager
def _last_resort(seconds: float) -> Iterator[None]:
    """End a process whose parent is gone and which is stuck outside Python, where `_watch` cannot run."""
    with Path(os.devnull).open("w", encoding="ascii") as nowhere:
        faulthandler.dump_traceback_later(seconds + 5, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
