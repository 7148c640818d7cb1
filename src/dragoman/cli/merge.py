"""`dragoman merge`."""

import logging
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

import click
from click.core import ParameterSource

from dragoman.batch.letters import Letter
from dragoman.batch.seal import unbroken
from dragoman.batch.tally import Ending
from dragoman.cli.merge_report import MergeReport
from dragoman.cli.options import PATH, words
from dragoman.cli.progress import Progress
from dragoman.cli.report import interface, table, tell
from dragoman.cli.running import Interrupted
from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import State
from dragoman.errors import DragomanError, UsageError
from dragoman.pipeline.inputs import Inputs
from dragoman.wording import Message

if TYPE_CHECKING:
    from dragoman.pipeline.project import Project
    from dragoman.sources.recipients import Recipients

HEADINGS = (
    Message("interface.merge.language", "langue"),
    Message("interface.merge.letters", "lettres"),
    Message("interface.merge.made", "faites"),
    Message("interface.merge.unchanged", "inchangées"),
    Message("interface.merge.not_ready", "pas prêtes"),
    Message("interface.merge.failed", "en échec"),
    Message("interface.merge.open", "avec points ouverts"),
    Message("interface.merge.openings", "points ouverts"),
)
DRY = Message("interface.merge.dry", "rien n’est écrit (--dry-run) : « faites » compte les lettres qui seraient faites")
FORESEEN = Message(
    "interface.merge.foreseen",
    "vérifiés : la liste, les textes, les gabarits, les polices et leurs caractères, la longueur (estimée), le dossier")
UNFORESEEN = Message(
    "interface.merge.unforeseen",
    "non vérifiés : la mise en page et sa relecture, la place sur le disque, le temps et la mémoire de chaque lettre")
OPEN = Message(
    "interface.merge.which",
    "les points ouverts : « dragoman merge … --final --dry-run --report FICHIER » les dit tous, sans faire de lettre")
STOPPING = Message(
    "interface.merge.stopping",
    "interruption : les lettres commencées s’achèvent ; une seconde interruption arrête tout de suite")
MORE = Code(
    "BAT-008", "info", "autres constats, qui ne sont pas montrés ici : {count}", "l’option --report les donne tous",
)
TWO_PLACES = Code(
    "USE-016", "error", "-j compte les processus de cette machine, --scheduler en emploie d’autres",
    "donnez l’un ou l’autre",
)
UNLISTED = Code(
    "BAT-009", "info",
    "fichiers dont le destinataire n’est plus dans la liste, ou a changé de langue : {count} ({names})",
    "ils sont laissés ; supprimez-les s’ils ne servent plus",
)
_Key: TypeAlias = tuple[str | int | None, ...]
"""What is said of a place in a language: once is enough, in however many letters it shows."""
_SHOWN = 50
_NAMED = 3


class _Patience:
    """The first signal is remembered, so that the run may end well; the second ends it."""

    def __init__(self, asked: str | None) -> None:
        self.number = 0
        self._words = interface(asked).text(STOPPING)

    def __enter__(self) -> Self:
        heard = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        self._before = {number: signal.signal(number, self._hear) for number in heard}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def over(self) -> bool:
        return self.number != 0

    def _hear(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - signal's signature
        if self.number:
            raise Interrupted(number)
        self.number = number
        # Past the buffers, in the middle of whose work the signal may have come.
        os.write(2, f"\n{self._words}\n".encode())


@click.command("merge", epilog="""\b
Examples:
  dragoman merge examples/japan-2024 invitation
  dragoman merge examples/japan-2024 invitation -r guests.xlsx -t pdf -o letters/ -j 4
  dragoman merge examples/japan-2024 invitation --dry-run --report -
  dragoman merge examples/japan-2024 invitation --limit 3 -o trial/""")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("letter")
@click.option("-r", "--recipients", type=PATH,
              help="The list: CSV or .xlsx; - for CSV on standard input. By default guests.csv of the project.")
@click.option("-o", "--output", type=PATH, default="out", show_default=True,
              help="Folder to write to.")
@click.option("-t", "--formats", callback=words, default="docx,pdf", show_default=True,
              help="Formats, by commas: docx, pdf, html, text, json, ics.")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=lambda: os.cpu_count() or 1,
              show_default="one a processor", help="Processes that make letters.")
@click.option("--scheduler", help="Have the workers of a dask.distributed cluster make them: tls://host:port, "
              "tcp://127.0.0.1:port, or the scheduler's file.")
@click.option("--limit", type=click.IntRange(1), help="Take the first rows of the list alone.")
@click.option("--dry-run", "dry", is_flag=True, help="Say what would stop or fail the run; write nothing.")
@click.option("--final", is_flag=True, help="Make finals; a letter with an open point is not ready.")
@click.option("--report", type=PATH,
              help="Write what became of every letter, as JSON; - for standard output.")
@click.option("--fonts", multiple=True, type=click.Path(path_type=Path), envvar="DRAGOMAN_FONTS",
              help="A folder of faces, searched before the system's.")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - the options of the command
    ctx: click.Context, project: Path, letter: str, recipients: Path | None, output: Path, formats: tuple[str, ...],
    jobs: int, scheduler: str | None, limit: int | None, *, dry: bool, final: bool, report: Path | None,
    fonts: tuple[Path, ...],
) -> None:
    """Make the LETTER of PROJECT for everyone on a list, each in the recipient's language.

    A run that was stopped, even killed, is taken up where it was by the same command; letters that are up to date are
    left. One letter that cannot be made fails alone. A table at the end counts the letters by language.
    """
    asked = ctx.obj["interface"]
    if scheduler is not None:
        if ctx.get_parameter_source("jobs") is not ParameterSource.DEFAULT:
            raise UsageError([diagnostic(TWO_PLACES)])
        logging.getLogger("distributed.client").disabled = True  # what it would say, errors of ours say
    state: State = "final" if final else "draft"
    wanted = {"letter": letter, "state": state, "formats": formats}
    inputs = None if dry or limit else _inputs(project, recipients, fonts, wanted)
    if inputs is not None and report is None and (known := unbroken(output, letter, state, inputs)) is not None:
        _sum_up(known, list(_unlisted(known)), asked)
        return
    from dragoman.pipeline.project import Project  # noqa: PLC0415 - an unchanged run has no need of it

    loaded = Project.load(project, fonts=fonts)
    guests = _guests(project, recipients, loaded)
    if inputs is not None:
        inputs.follow(loaded.sources)
    total = min(len(guests), limit or len(guests))
    ending = Ending(inputs=inputs)
    with _Patience(asked) as patience, MergeReport(report, interface(asked)) as told:
        letters = loaded.merge(
            letter, recipients=guests, folder=output, formats=formats, state=state, jobs=jobs, limit=limit, dry=dry,
            scheduler=scheduler, ending=ending, stopping=patience.over)
        tell(ending.warnings, asked)
        run = _Run(told, asked, ending)
        error = run.follow(letters, Progress(total, interface(asked)))
        run.say(error, dry=dry)
        code = 128 + patience.number if patience.number else error.exit_code if error else ending.tally.exit_code
        told.finish(ending, letter=loaded.document_named(letter), state=state, dry=dry, exit_code=code)
    ctx.exit(code)


def _inputs(
    project: Path, recipients: Path | None, fonts: Sequence[Path], wanted: Mapping[str, object],
) -> Inputs | None:
    """What the run reads, or None where it cannot be looked at beforehand, as a list that comes through a pipe."""
    path = recipients or project / "guests.csv"
    try:
        return Inputs(project, path, fonts, wanted) if path.is_file() and str(recipients) != "-" else None
    except OSError:
        return None


def _guests(project: Path, asked: Path | None, loaded: "Project") -> "Recipients":
    from dragoman.sources.recipients import (  # noqa: PLC0415 - an unchanged run has no need of it
        read_recipients,
        recipients_from_stream,
    )

    if str(asked) == "-":
        return recipients_from_stream(sys.stdin.buffer, loaded.languages)
    return read_recipients(asked or project / "guests.csv", loaded.languages)


class _Run:
    """What the run says as it goes: counts, and the first findings, each once; those of failures come first."""

    def __init__(self, told: MergeReport, asked: str | None, ending: Ending) -> None:
        self._before = [(one.code, one.values) for one in ending.warnings]
        self._told = told
        self._ending = ending
        self._asked = asked
        self._failures: dict[_Key, Diagnostic] = {}
        self._openings: dict[_Key, Diagnostic] = {}
        self._more = 0

    def follow(self, letters: Iterable[Letter], progress: Progress) -> DragomanError | None:
        """Hear of every letter; returns the error that ended the run, raises one that kept it from beginning."""
        try:
            with progress:
                for letter in letters:
                    self._hear(letter)
                    progress.step()
        except DragomanError as error:
            if not self._ending.tally.codes:
                raise
            return error
        return None

    def _hear(self, letter: Letter) -> None:
        self._told.add(letter)
        found = self._failures if letter.outcome == "failed" else self._openings
        for one in letter.diagnostics:
            if (one.code, one.values) in self._before:
                continue
            key = (*one.sort_key(), one.values.get("language"))
            if len(found) < _SHOWN:
                found.setdefault(key, one)
            elif key not in found:
                self._more += 1

    def say(self, error: DragomanError | None, *, dry: bool) -> None:
        found = [*self._failures.values(), *self._openings.values()]
        if self._more:
            found.append(diagnostic(MORE, count=self._more))
        found += _unlisted(self._ending)
        if error is not None:
            found += [one for one in error.diagnostics if one not in found]
        _sum_up(self._ending, found, self._asked, dry=dry)


def _unlisted(ending: Ending) -> Iterator[Diagnostic]:
    if ending.unlisted:
        names = ", ".join(ending.unlisted[:_NAMED]) + (", …" if len(ending.unlisted) > _NAMED else "")
        yield diagnostic(UNLISTED, count=len(ending.unlisted), names=names)


def _sum_up(ending: Ending, found: Sequence[Diagnostic], asked: str | None, *, dry: bool = False) -> None:
    """What was found, then the table of the counts."""
    if found:
        tell(found, asked)
        click.echo("", err=True)
    text, counts = interface(asked).text, ending.tally.languages
    rows = [[language, *map(str, astuple(count))] for language, count in sorted(counts.items())]
    if len(rows) > 1:
        total = (sum(values) for values in zip(*map(astuple, counts.values()), strict=True))
        rows.append(["", *map(str, total)])
    table([[text(heading) for heading in HEADINGS], *rows])
    if dry:
        for line in (DRY, FORESEEN, UNFORESEEN):
            click.echo(text(line), err=True)
    if any(count.openings for count in counts.values()):
        click.echo(text(OPEN), err=True)
