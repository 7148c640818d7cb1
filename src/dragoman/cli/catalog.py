"""`dragoman catalog`."""

from pathlib import Path

import click

from dragoman.catalogs.catalog_set import CatalogSet
from dragoman.cli.report import interface, table, tell
from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import UsageError
from dragoman.sources.loading import load_sources
from dragoman.wording import Message
from dragoman.workflow.catalog_check import check_catalogs
from dragoman.workflow.extract import write_templates
from dragoman.workflow.sets import product_set, project_set
from dragoman.workflow.update import update

ONE_OF = Code(
    "USE-007", "error", "donnez le dossier d’un projet, ou --product, et pas les deux",
    "dragoman catalog update examples/japan-2024",
)
FOUND = 6
HEADINGS = (
    Message("interface.table.catalog", "catalogue"),
    Message("interface.table.new", "nouveaux"),
    Message("interface.table.fuzzy", "à revoir"),
    Message("interface.table.revived", "retrouvés"),
    Message("interface.table.removed", "supprimés"),
    Message("interface.table.unchanged", "inchangés"),
    Message("interface.table.changed", "modifié"),
)

_project = click.argument("project", type=click.Path(path_type=Path), required=False)
_product = click.option("--product", is_flag=True, help="dragoman's own catalogs, in a checkout.")


@click.group("catalog")
def command() -> None:
    """Extract, update and check the catalogs of wording, of PROJECT or of the product."""


def _set(project: Path | None, *, product: bool) -> CatalogSet:
    if (project is None) is not product:
        raise UsageError([diagnostic(ONE_OF)])
    return product_set() if project is None else project_set(load_sources(project))


@command.command("extract")
@_project
@_product
def extract(project: Path | None, *, product: bool) -> None:
    """Write the templates (.pot) from code or YAML."""
    for path in write_templates(_set(project, product=product)):
        click.echo(str(path), err=True)


@command.command("update")
@_project
@_product
@click.option("--check", is_flag=True, help="Write nothing; fail where something would change.")
@click.pass_context
def update_command(ctx: click.Context, project: Path | None, *, product: bool, check: bool) -> None:
    """Bring the catalogs up to date with the French, keeping every translation.

    A reworded message keeps its translation as fuzzy, with the old French beside it.
    """
    report = update(_set(project, product=product), check=check)
    rows = [
        [str(c.path), str(c.new), str(c.fuzzy), str(c.revived), str(c.removed), str(c.unchanged),
         "*" if c.changed else ""]
        for c in report.catalogs]
    words = interface(ctx.find_root().obj["interface"])
    table([[words.text(heading) for heading in HEADINGS], *rows])
    ctx.exit(FOUND if check and report.changed else 0)


@command.command("check")
@_project
@_product
@click.pass_context
def check_command(ctx: click.Context, project: Path | None, *, product: bool) -> None:
    """Say what the catalogs lack: syntax, placeholders, untranslated, fuzzy, out of date."""
    found = check_catalogs(_set(project, product=product))
    tell(found, ctx.find_root().obj["interface"])
    ctx.exit(FOUND if any(one.code.severity == "error" for one in found) else 0)
