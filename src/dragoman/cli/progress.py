"""How far a run is: a bar on a terminal, a line now and then elsewhere, nothing of a run that is soon over."""

import sys
import time
from decimal import Decimal
from types import TracebackType
from typing import Self

import click

from dragoman.pipeline.interface import Interface
from dragoman.wording import Message

LINE = Message(
    "interface.merge.progress", "{n} lettre sur {total}, {rate} par seconde, encore {left} s",
    "{n} lettres sur {total}, {rate} par seconde, encore {left} s")
RATE = Message("interface.merge.rate", "{n} lettre par seconde", "{n} lettres par seconde")
_TOLD_EVERY = 10.0
"""Seconds between two lines where nobody watches."""


class Progress:
    """Told of each letter of a `total`."""

    def __init__(self, total: int, words: Interface) -> None:
        self._total = total
        self._words = words
        self._done = 0
        self._began = self._told = time.monotonic()
        self._bar = click.progressbar(
            length=total, file=sys.stderr, hidden=not sys.stderr.isatty(), show_pos=True, update_min_steps=1)
        self._watched = sys.stderr.isatty()

    def __enter__(self) -> Self:
        self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None,
    ) -> None:
        self._bar.__exit__(kind, error, trace)

    def step(self) -> None:
        """One letter more is done."""
        self._done += 1
        now = time.monotonic()
        rate = self._done / max(now - self._began, 1e-3)
        shown = Decimal(f"{rate:.1f}")
        if self._watched:
            self._bar.label = self._words.counted(RATE, shown)
            self._bar.update(1)
        elif now - self._told > _TOLD_EVERY:
            self._told = now
            left = Decimal(f"{(self._total - self._done) / rate:.0f}")
            click.echo(self._words.counted(
                LINE, self._done, total=self._words.number(self._total), rate=self._words.number(shown),
                left=self._words.number(left)), err=True)
