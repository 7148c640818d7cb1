"""`dragoman check`."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Literal

import click

from dragoman.cli.options import words
from dragoman.cli.report import interface, tell, tell_json
from dragoman.diagnostics import Diagnostic
from dragoman.errors import InputError
from dragoman.pipeline.openings import OPEN_FUZZY, OPEN_MISSING
from dragoman.pipeline.project import Project
from dragoman.pipeline.reading import read_sources
from dragoman.wording import Message
from dragoman.workflow.catalog_check import check_catalogs
from dragoman.workflow.check import check_project
from dragoman.workflow.sets import project_set

FOUND = 6
SUMMARY = Message("interface.check.summary", "erreurs : {errors} ; points ouverts : {warnings} ; notes : {notes}")


@click.command("check", epilog="""\b
Examples:
  dragoman check examples/japan-2024
  dragoman check examples/japan-2024 -l fr
  dragoman check examples/japan-2024 --format json --fail-on warning""")
@click.argument("project", type=click.Path(path_type=Path))
@click.option("-l", "--languages", callback=words,
              help="Languages to look at, by commas. All that the project declares.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", show_default=True,
              help="What makes the command fail. Open points are warnings.")
@click.pass_context
def command(
    ctx: click.Context, project: Path, languages: tuple[str, ...], form: str, fail_on: Literal["error", "warning"],
) -> None:
    """Say everything that is wrong (error), open (warning) or worth knowing (info) in PROJECT."""
    asked = ctx.obj["interface"]
    found, code = _findings(project, languages)
    if form == "json":
        tell_json(found, asked)
    else:
        tell(found, asked)
        count = Counter(one.code.severity for one in found)
        said = interface(asked).text(
            SUMMARY, errors=str(count["error"]), warnings=str(count["warning"]), notes=str(count["info"]))
        click.echo(said, err=True)
    failing = {"error"} if fail_on == "error" else {"error", "warning"}
    ctx.exit(code or (FOUND if any(one.code.severity in failing for one in found) else 0))


def _findings(project: Path, languages: tuple[str, ...]) -> tuple[list[Diagnostic], int]:
    """Everything found, and the exit code where the project cannot be used at all."""
    found: list[Diagnostic] = []
    try:
        sources = read_sources(project)
        found += check_catalogs(project_set(sources))
        # A translation that is lacking or fuzzy is told once, by its catalog.
        told = {(one.position, one.field) for one in found}
        loaded = Project.load(project)
        tags = [loaded.language_named(tag) for tag in languages]
        checked = check_project(loaded, languages=tags, now=dt.datetime.now(dt.UTC))
        found += [one for one in checked if (one.position, one.field) not in told or not _is_opening(one)]
    except InputError as error:
        return [*found, *(one for one in error.diagnostics if one not in found)], error.exit_code
    return found, 0


def _is_opening(found: Diagnostic) -> bool:
    return found.code in (OPEN_MISSING, OPEN_FUZZY)
