"""What the command line says: diagnostics, tables, JSON; in French or English."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TextIO, cast

import click

from dragoman.diagnostics import Diagnostic
from dragoman.pipeline.interface import Interface, InterfaceLanguage, open_interface

_GAP = "  "
_NARROWEST = 12
"""Columns of a line below which text is not read easily."""
_USUAL_WIDTH = 80
_PIECES = re.compile(r"[\u1100-\uffdc] *|[^ ./_\u1100-\uffdc]+[./_]* *|[ ./_]+")
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


def table(rows: Sequence[Sequence[str]], *, err: bool = True) -> None:
    """Print rows in columns as wide as they need, the first row underlined; wide characters count two.

    On stderr, unless the rows are what was asked for. On a terminal cells are wrapped into its line.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(map(_width, column)) for column in columns]
    room = _room(sys.stderr if err else sys.stdout)
    if room is not None:
        unbroken = [max(_width(piece.rstrip()) for cell in column for piece in _pieces(cell)) for column in columns]
        widths = _narrowed(widths, unbroken, room - len(_GAP) * (len(widths) - 1))
    for number, row in enumerate(rows):
        wrapped = [list(_wrapped(cell, width)) for cell, width in zip(row, widths, strict=True)]
        for line in zip_longest(*wrapped, fillvalue=""):
            cells = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
            click.echo(_GAP.join(cells).rstrip(), err=err)
        if number == 0:
            click.echo(_GAP.join("─" * width for width in widths), err=err)


def _room(stream: TextIO) -> int | None:
    """The columns of the terminal that a stream is, None where it is none: a pipe takes lines of any length."""
    if not stream.isatty():
        return None
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdecimal() else os.get_terminal_size(stream.fileno()).columns or _USUAL_WIDTH


def _narrowed(widths: list[int], unbroken: list[int], room: int) -> list[int]:
    """Widths that fit a room, taken from the widest columns first.

    Of what is too narrow to read there is no more than must be, and words are broken last.
    """
    legible = [max(whole, min(width, _NARROWEST)) for width, whole in zip(widths, unbroken, strict=True)]
    for floors in (legible, unbroken, [min(whole, _NARROWEST) for whole in unbroken]):
        while sum(widths) > room and widths != floors:
            loose = (column for column, width in enumerate(widths) if width > floors[column])
            widest = max(loose, key=widths.__getitem__)
            widths = [width - (column == widest) for column, width in enumerate(widths)]
    return widths


def _wrapped(cell: str, width: int) -> Iterator[str]:
    """The lines of a cell: broken at spaces, inside paths and Japanese, and wherever a word has no room."""
    line = ""
    for piece in _pieces(cell):
        if _width(line + piece.rstrip()) > width and line:
            yield line.rstrip()
            line = ""
        for character in piece:
            if _width(line + character) > width and not character.isspace():
                yield line.rstrip()
                line = ""
            line += character
    yield line.rstrip()


def _pieces(cell: str) -> list[str]:
    return _PIECES.findall(cell) or [""]


def _width(text: str) -> int:
    return sum(2 if "\u1100" <= c <= "\uffdc" else 1 for c in text)
