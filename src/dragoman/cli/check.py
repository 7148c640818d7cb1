"""`dragoman check`."""

from pathlib import Path
from typing import Literal

import click

from dragoman.catalogs.catalog_set import CatalogSet
from dragoman.cli.report import tell, tell_json
from dragoman.diagnostics import Diagnostic
from dragoman.pipeline.project import Project
from dragoman.workflow.catalog_check import check_catalogs
from dragoman.workflow.check import check_project
from dragoman.workflow.sets import project_set

FOUND = 6


@click.command("check", epilog="""\b
Examples:
  dragoman check examples/japan-2024
  dragoman check examples/japan-2024 --format json --fail-on warning""")
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", show_default=True,
              help="What makes the command fail. Open points are warnings.")
@click.pass_context
def command(
    ctx: click.Context, project: Path, form: str, fail_on: Literal["error", "warning"],
) -> None:
    """Say everything that is wrong (error), open (warning) or worth knowing (info) in PROJECT."""
    asked = ctx.obj["interface"]
    loaded = Project.load(project)
    catalogs: CatalogSet = project_set(loaded.sources)
    found: list[Diagnostic] = [*check_catalogs(catalogs), *check_project(loaded)]
    if form == "json":
        tell_json(found, asked)
    else:
        tell(found, asked)
    failing = {"error"} if fail_on == "error" else {"error", "warning"}
    ctx.exit(FOUND if any(one.code.severity in failing for one in found) else 0)
