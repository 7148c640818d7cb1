"""What the command line says: diagnostics, tables, JSON; in French or English."""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import cast

import click

from dragoman.diagnostics import Diagnostic
from dragoman.pipeline.interface import Interface, InterfaceLanguage, open_interface

_GAP = "  "
_NARROWEST = 12
"""Columns of a line below which nothing is narrowed."""
_PIECES = re.compile(r"[\u1100-\uffdc] *|[^ .\u1100-\uffdc]+\.* *|[ .]+")
COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


def interface(asked: str | None) -> Interface:
    """The interface in the language asked for, else in the environment's, else in English."""
    if asked in ("fr", "en"):
        return open_interface(cast("InterfaceLanguage", asked))
    tongue = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return open_interface("fr" if tongue.lower().startswith("fr") else "en")


def tell(found: Sequence[Diagnostic], asked: str | None) -> None:
    """Print diagnostics on stderr, all of them."""
    words = interface(asked)
    for one in found:
        click.secho(words.explain(one), err=True, fg=_colour(one))


def _colour(one: Diagnostic) -> str | None:
    return COLOURS[one.code.severity] if "NO_COLOR" not in os.environ and sys.stderr.isatty() else None


def tell_json(found: Iterable[Diagnostic], asked: str | None) -> None:
    """Print diagnostics on stdout as a JSON list."""
    words = interface(asked)
    click.echo(json.dumps([words.record(one) for one in found], ensure_ascii=False, indent=2))


def table(rows: Sequence[Sequence[str]], *, err: bool = True, room: int | None = None) -> None:
    """Print rows in columns as wide as they need, the first row underlined; wide characters count two.

    On stderr, unless the rows are what was asked for. With a `room`, in columns of a line, cells are wrapped into it.
    """
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    if room is not None:
        widths = _narrowed(widths, room - len(_GAP) * (len(widths) - 1))
    for number, row in enumerate(rows):
        wrapped = [list(_wrapped(cell, width)) for cell, width in zip(row, widths, strict=True)]
        for line in zip_longest(*wrapped, fillvalue=""):
            cells = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
            click.echo(_GAP.join(cells).rstrip(), err=err)
        if number == 0:
            click.echo(_GAP.join("─" * width for width in widths), err=err)


def terminal_width() -> int | None:
    """The columns of the terminal that standard output is, None where it is none: a pipe takes lines of any length."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _narrowed(widths: list[int], room: int) -> list[int]:
    """Widths that fit a room, taken from the widest columns, none of which gets too narrow to read."""
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = widths.index(max(widths))
        widths = [width - (column == widest) for column, width in enumerate(widths)]
    return widths


def _wrapped(cell: str, width: int) -> Iterator[str]:
    """The lines of a cell: broken at spaces, after dots, inside Japanese, and wherever a word has no room."""
    line = ""
    for piece in _PIECES.findall(cell) or [""]:
        if _width(line + piece.rstrip()) > width and line:
            yield line.rstrip()
            line = ""
        for character in piece:
            if _width(line + character) > width and not character.isspace():
                yield line.rstrip()
                line = ""
            line += character
    yield line.rstrip()


def _width(text: str) -> int:
    return sum(2 if "\u1100" <= c <= "\uffdc" else 1 for c in text)
