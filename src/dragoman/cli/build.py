"""`dragoman build`."""

import sys
from pathlib import Path

import click

from dragoman.cli.options import words
from dragoman.cli.report import interface, table, tell
from dragoman.cli.running import pour
from dragoman.diagnostics import Code, diagnostic
from dragoman.document.nodes import State
from dragoman.errors import UsageError, exit_code
from dragoman.pipeline.build import Row, build
from dragoman.pipeline.project import Project
from dragoman.wording import Message

HEADINGS = (
    Message("interface.table.document", "document"),
    Message("interface.table.language", "langue"),
    Message("interface.table.format", "format"),
    Message("interface.table.pages", "pages"),
    Message("interface.table.openings", "points ouverts"),
    Message("interface.table.accepted", "acceptés"),
    Message("interface.table.state", "état"),
    Message("interface.table.path", "fichier"),
)
OUTCOMES = {
    "made": Message("interface.outcome.made", "fait"),
    "refused": Message("interface.outcome.refused", "refusé : points ouverts"),
    "failed": Message("interface.outcome.failed", "échec"),
    "not saved": Message("interface.outcome.not_saved", "non enregistré"),
    "no such edition": Message("interface.outcome.no_such_edition", "pas d’édition bilingue"),
    "no event": Message("interface.outcome.no_event", "pas d’événement"),
}
ONE_OUTPUT = Code(
    "USE-006", "error", "« -o - » n’écrit qu’un fichier, et {count} sont demandés",
    "donnez un document, une langue (-l) et un format (-t)",
)


@click.command("build", epilog="""\b
Examples:
  dragoman build examples/japan-2024
  dragoman build examples/japan-2024 press-release -l fr,en,ja -t docx,pdf,html,text -o out/
  dragoman build examples/japan-2024 convention -l fr+ja
  dragoman build examples/japan-2024 press-release -l ja -t pdf -o - > release.pdf""")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("documents", nargs=-1)
@click.option("-l", "--languages", callback=words,
              help="Languages, by commas; two side by side: fr+ja. All that the project declares.")
@click.option("-t", "--formats", callback=words, default="docx,pdf", show_default=True,
              help="Formats, by commas: docx, pdf, html, text, json, ics.")
@click.option("-o", "--output", default="out", show_default=True, help="Folder to write to; - for standard output.")
@click.option("--final", is_flag=True, help="Make finals; refused while a point is open.")
@click.option("--fonts", multiple=True, type=click.Path(path_type=Path), envvar="DRAGOMAN_FONTS",
              help="A folder of faces, searched before the system's.")
@click.pass_context
def command(
    ctx: click.Context, project: Path, documents: tuple[str, ...], languages: tuple[str, ...],
    formats: tuple[str, ...], output: str, *, final: bool, fonts: tuple[Path, ...],
) -> None:
    """Make the documents of PROJECT, all or those named, and read each file back.

    Drafts carry their mark on every page. A table at the end says what was made.
    """
    asked = ctx.obj["interface"]
    loaded = Project.load(project, fonts=fonts)
    state: State = "final" if final else "draft"
    count = len(documents or loaded.documents) * len(languages or loaded.languages) * len(formats)
    if output == "-" and count != 1:
        raise UsageError([diagnostic(ONE_OUTPUT, count=count)])
    folder = None if output == "-" else Path(output)
    rows: list[Row] = []
    made = build(loaded, documents=documents, languages=languages, formats=formats, state=state, folder=folder)
    with click.progressbar(made, length=count, file=sys.stderr, hidden=not sys.stderr.isatty()) as progress:
        rows.extend(progress)
    _say(rows, asked)
    if folder is None and rows[0].output is not None:
        pour([rows[0].output.data])
    ctx.exit(exit_code({row.exit_code for row in rows}))


def _say(rows: list[Row], asked: str | None) -> None:
    words = interface(asked)
    found = [one for row in rows for one in row.diagnostics]
    if found:
        tell(found, asked)
        click.echo("", err=True)
    body = [_cells(row, words.text(OUTCOMES[row.outcome])) for row in rows]
    table([[words.text(heading) for heading in HEADINGS], *body])


def _cells(row: Row, outcome: str) -> list[str]:
    pages = "" if row.pages is None else str(row.pages)
    state = f"{row.state}, {outcome}"
    path = "" if row.path is None else str(row.path)
    counts = ["", ""] if row.outcome in {"no such edition", "no event"} else [str(row.openings), str(row.accepted)]
    return [row.document, row.language, row.format, pages, *counts, state, path]
