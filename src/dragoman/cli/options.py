"""What the options of several commands have in common."""

from pathlib import Path

import click

PATH = click.Path(path_type=Path, readable=False)
"""A path of which the program itself says, in the interface's language, what the system refuses."""


def words(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The words of an option, parted by commas, in small letters; none where it is not given."""
    found = tuple(word.strip().lower() for word in (value or "").split(",") if word.strip())
    if value is not None and not found:
        raise click.BadParameter(repr(value))
    return found
