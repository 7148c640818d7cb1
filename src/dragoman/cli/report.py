"""What the command line says: diagnostics, tables, JSON; in French or English."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import cast

import click

from dragoman.diagnostics import Diagnostic
from dragoman.pipeline.interface import Interface, InterfaceLanguage, open_interface

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

    On stderr, unless the rows are what was asked for.
    """
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip(), err=err)
        if number == 0:
            click.echo("  ".join("─" * width for width in widths), err=err)


def _width(text: str) -> int:
    return sum(2 if "\u1100" <= c <= "\uffdc" else 1 for c in text)
