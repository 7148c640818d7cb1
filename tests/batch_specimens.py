"""Letters that cost next to nothing, some of which do harm.

`main` is a run of them: OUT COUNT [PAUSE] [SALT] [SCHEDULER].
"""

import ctypes
import hashlib
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dragoman.batch.cluster import Cluster
from dragoman.batch.letters import Letter, Maker, Task, open_maker
from dragoman.batch.merge import Plan, merge
from dragoman.batch.pool import LIMITS, Pool
from dragoman.batch.tally import Ending
from dragoman.batch.worker import Limits
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.errors import DragomanError, OpeningsError
from dragoman.recipients import Recipient

LANGUAGES = ("fr", "en", "ja")
FORMATS = ("text", "json")
OPEN = Code("TST-002", "warning", "ouvert", "")


class Unpicklable(Exception):  # noqa: N818
    def __init__(self, one: int, two: int) -> None:
        super().__init__("x")
        self.lock = open(os.devnull)  # noqa: PTH123, SIM115


class Base(BaseException):
    pass


def _raise(error: BaseException) -> None:
    raise error


HARM: dict[str, Callable[[], object]] = {
    "exit": lambda: os._exit(0),
    "segv": lambda: ctypes.string_at(0),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "parricide": lambda: (os.kill(os.getppid(), signal.SIGKILL), time.sleep(9)),
    "memory": lambda: bytearray(8 << 30),
    "unpicklable": lambda: _raise(Unpicklable(1, 2)),
    "base": lambda: _raise(Base("x")),
    "systemexit": lambda: sys.exit(3),
    "hang": lambda: [None for _ in iter(int, 1)],
    "hang_in_c": lambda: re.match(r"(a+)+$", "a" * 60 + "b"),
    "refused": lambda: _raise(OpeningsError([diagnostic(OPEN, Position("x.yaml", 1)), diagnostic(OPEN)])),
}
"""What a letter does to its process, by the end of its recipient's key."""


@dataclass(frozen=True)
class Paper:
    """A document as far as a run needs one."""

    text: str
    openings: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    data: bytes
    pages: int | None = 1
    findings: tuple[()] = ()


@dataclass(frozen=True)
class Specimens:
    """`salts` change the digest, and the text, of a language; each letter takes `pause` seconds."""

    pause: float = 0
    salts: tuple[tuple[str, str], ...] = ()

    def digest(self, document: str, *, language: str, format: str) -> str:  # noqa: A002
        return hashlib.sha256(f"{language}{format}{dict(self.salts).get(language)}".encode()).hexdigest()

    def compose(self, document: str, *, language: str, state: str, recipient: Recipient | None) -> Paper:
        assert recipient is not None
        HARM.get(recipient.key.rpartition("-")[2], lambda: time.sleep(self.pause))()
        said = f"{document} {state} {recipient.key} {recipient.family_name} {dict(self.salts).get(language)}\n"
        return Paper(said * 50, ("blank",) if recipient.family_name is None else ())

    def write(self, document: Paper, format: str) -> Written:  # noqa: A002
        return Written(f"{format}: {document.text}".encode())

    def foresee(self, document: Paper, format: str) -> tuple[Diagnostic, ...]:  # noqa: A002
        return ()


def guests(count: int, harm: dict[int, str] | None = None) -> Iterator[Recipient]:
    """Guests in all languages; `harm` gives the ends of the keys of some, by number."""
    for number in range(count):
        end = (harm or {}).get(number, "x")
        where = Position("list.csv", number + 2)
        yield Recipient(f"guest-{number:05}-{end}", LANGUAGES[number % 3], family_name="Exemple", position=where)


def name(recipient: Recipient, kind: str) -> str:
    return f"letter.{recipient.key}.{recipient.language}.draft.{kind}"


def plan(folder: Path, letters: Specimens, **more) -> Plan:
    digests = {
        (tag, kind): letters.digest("letter", language=tag, format=kind) for tag in LANGUAGES for kind in FORMATS}
    return Plan("letter", "draft", more.pop("formats", FORMATS), folder, digests, name, **more)


class Here:
    """A runner without processes: what is done to this process is done to the run."""

    chunk = 8

    def __init__(self, make: Callable[[Task], Letter]) -> None:
        self._make = make
        self._done: list[Letter] = []
        self.full = False

    @property
    def busy(self) -> bool:
        return bool(self._done)

    def submit(self, chunk: tuple[Task, ...]) -> None:
        self._done += [self._make(task) for task in chunk]

    def drop(self) -> None:
        pass

    def results(self, seconds: float) -> list[Letter]:
        done, self._done = self._done, []
        return done

    def close(self) -> None:
        pass


def run(  # noqa: PLR0913 - what a test varies
    folder: Path, recipients, letters: Specimens = Specimens(), *, jobs: int = 2, limits: Limits = LIMITS, here=False,
    scheduler: str | None = None, ending: Ending | None = None, stopping=bool, **more,
) -> list[Letter]:
    order = plan(folder, letters, **more)
    target = None if order.dry else folder

    def start(scratch: Path):
        if here:
            return Here(Maker(letters, "letter", target))
        opener = partial(open_maker, partial(Specimens, letters.pause, letters.salts), "letter", target, order.digests)
        if scheduler is not None:
            return Cluster(scheduler, opener, folder=target, limits=limits)
        return Pool(opener, jobs=jobs, scratch=scratch, limits=limits)

    return list(merge(order, recipients, start, ending=ending or Ending(), stopping=stopping))


def main() -> int:
    folder, count, *rest = sys.argv[1:]
    pause, salt, scheduler = (*rest, None, None, None)[:3]
    letters = Specimens(float(pause or 0), tuple((tag, salt) for tag in LANGUAGES) if salt else ())
    try:
        done = run(Path(folder), guests(int(count)), letters, scheduler=scheduler)
    except DragomanError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write(f"{len(done)} {sum(letter.outcome == 'unchanged' for letter in done)}\n")
    return 0
