"""`dragoman blanks`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from dragoman.cli.report import interface, table
from dragoman.composers.parts import Composed
from dragoman.diagnostics import Position
from dragoman.document.nodes import LanguageTag
from dragoman.pipeline.openings import position_of_blank
from dragoman.pipeline.project import Project
from dragoman.wording import Message

HEADINGS = {
    "number": Message("interface.blanks.number", "n°"),
    "path": Message("interface.blanks.path", "fait"),
    "place": Message("interface.blanks.place", "emplacement"),
}


@dataclass(frozen=True, slots=True)
class _Point:
    """A blank of a document: its number, its label in each language that shows it, and where the fact stands."""

    number: int
    path: str
    labels: Mapping[LanguageTag, str]
    position: Position


@click.command("blanks", epilog="""\b
Examples:
  dragoman blanks examples/japan-2024 convention
  dragoman blanks examples/japan-2024 convention --format json""")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("document")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def command(ctx: click.Context, project: Path, document: str, form: str) -> None:
    """Show the blanks of DOCUMENT: number, label in every language, path of the fact, file and line."""
    loaded = Project.load(project)
    name = loaded.document_named(document)
    points = list(_points(loaded, name, loaded.editions(name)))
    if form == "json":
        click.echo(json.dumps([_record(point) for point in points], ensure_ascii=False, indent=2))
        return
    words = interface(ctx.obj["interface"])
    tags = loaded.languages
    head = [words.text(HEADINGS["number"]), *tags, words.text(HEADINGS["path"]), words.text(HEADINGS["place"])]
    rows = [
        [str(point.number), *(point.labels.get(tag, "") for tag in tags), point.path, _place(point.position)]
        for point in points]
    table([head, *rows], err=False)


def _points(project: Project, name: str, editions: Mapping[LanguageTag, Composed]) -> Iterator[_Point]:
    """Every blank once, under the number that it has in the first of the languages that show it."""
    numbers: dict[str, int] = {}
    labels: dict[str, dict[LanguageTag, str]] = {}
    for tag, edition in editions.items():
        for blank in edition.document.blanks:
            numbers.setdefault(blank.path, blank.number)
        for opening in edition.document.openings:
            if opening.kind == "blank":
                labels.setdefault(opening.path, {})[tag] = opening.detail
    for path, number in sorted(numbers.items(), key=lambda item: item[1]):
        yield _Point(number, path, labels.get(path, {}), position_of_blank(project.sources, name, path))


def _place(position: Position) -> str:
    return ":".join(str(part) for part in (position.file, position.line) if part is not None)


def _record(point: _Point) -> dict[str, object]:
    return {
        "number": point.number, "path": point.path, "labels": dict(point.labels), "file": point.position.file,
        "line": point.position.line,
    }
