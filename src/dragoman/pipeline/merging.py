"""Merge: a project's letter for everyone on a list, made by processes that each open the project."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from dragoman.appearance.faces import sign
from dragoman.batch.cluster import Cluster, check_installed, scheduler_address
from dragoman.batch.letters import Letter, Letters, open_maker
from dragoman.batch.merge import Plan, Runner, merge
from dragoman.batch.pool import Pool
from dragoman.batch.tally import Ending
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import Document, LanguageTag, State
from dragoman.errors import AppearanceError, SourceError, UsageError
from dragoman.files import safe_name
from dragoman.pipeline.events import refuse_eventless
from dragoman.pipeline.formats import FORMATS
from dragoman.pipeline.output import file_name
from dragoman.recipients import Recipient
from dragoman.sources.project import Sources
from dragoman.sources.recipients import Recipients, recipients_from_rows

NOT_A_LETTER = Code("USE-010", "error", "« {asked} » n’est pas une lettre", "choisissez parmi : {known}")
BAD_JOBS = Code("USE-011", "error", "il faut au moins un processus de travail", "donnez -j 1 ou davantage")

NO_GLYPH = Code(
    "BAT-010", "warning",
    "aucune police ne dessine en {language} ce qui suit ; la première ligne qui en a est entre crochets : {signs}",
    "retapez-les, ou donnez par --fonts une police qui les a ; les PDF de ces lignes échoueront",
)
_SIGNS = 50
"""Characters that are told at once."""
LETTERS = ("invitation",)
"""The kinds of documents that are written to recipients."""


class Mergeable(Letters, Protocol):
    """A project, and how another process opens the same."""

    sources: Sources
    reopen: Callable[[], Letters]

    @property
    def languages(self) -> tuple[LanguageTag, ...]: ...
    def document_named(self, asked: str) -> str: ...
    def concordance(self, document: str) -> tuple[Diagnostic, ...]: ...
    def missing_glyphs(self, document: Document, texts: Iterable[str]) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: see `Project.merge`."""

    letter: str
    state: State
    formats: tuple[str, ...]
    folder: Path
    jobs: int
    limit: int | None
    dry: bool
    scheduler: str | None


def merge_letters(
    project: Mergeable, order: Order, recipients: Iterable[Mapping[str, object]] | Recipients, ending: Ending | None,
    stopping: Callable[[], bool],
) -> Iterator[Letter]:
    """See `Project.merge`. Raises before anything is written what makes all letters unusable."""
    stem = letter_named(project, order.letter)
    if order.jobs < 1:
        raise UsageError([diagnostic(BAD_JOBS)])
    address = None if order.scheduler is None else _cluster(order.scheduler)
    if any(FORMATS[kind].event for kind in order.formats):
        refuse_eventless(project.sources, [stem])
    if found := project.concordance(stem):
        raise SourceError(found)
    guests = recipients if isinstance(recipients, Recipients) else recipients_from_rows(recipients, project.languages)
    digests = {
        (tag, kind): project.digest(stem, language=tag, format=kind)
        for tag in project.languages for kind in order.formats}

    def name(who: Recipient, kind: str) -> str:
        return safe_name(file_name(stem, who.language, order.state, kind, recipient=who.key))

    target = None if order.dry else order.folder
    opener = partial(open_maker, project.reopen, stem, target, digests)

    def start(scratch: Path) -> Runner:
        if address is not None:
            return Cluster(address, opener, folder=target)
        return Pool(opener, jobs=order.jobs, scratch=scratch)

    plan = Plan(stem, order.state, order.formats, order.folder, digests, name, dry=order.dry, limit=order.limit)
    ending = ending or Ending()
    if "pdf" in order.formats:
        for one in _unprintable(project, stem, guests):
            if one not in ending.warnings:  # two languages may lack the same face
                ending.warnings.append(one)
    return merge(plan, guests, start, ending=ending, stopping=stopping)


def _unprintable(project: Mergeable, letter: str, guests: Recipients) -> Iterator[Diagnostic]:
    """What no face draws of all that the list says, known before the first letter: those rows will have no PDF."""
    for language, lines in guests.characters.items():
        model = project.compose(letter, language=language, state="draft", recipient=None)
        try:
            missing = sorted(project.missing_glyphs(model, lines))
        except AppearanceError as error:  # a face is not installed: no letter in this language will have its PDF
            yield from error.diagnostics
            continue
        if missing:
            missing.sort(key=lines.__getitem__)
            signs = ", ".join(f"{sign(character)} [{lines[character]}]" for character in missing[:_SIGNS])
            more = ", …" if len(missing) > _SIGNS else ""
            where = Position(guests.name, lines[missing[0]])
            yield diagnostic(NO_GLYPH, where, language=language, signs=signs + more)


def _cluster(asked: str) -> str:
    address = scheduler_address(asked)
    check_installed()
    return address


def letter_named(project: Mergeable, asked: str) -> str:
    """The name of a document that is a letter. Raises UsageError."""
    stem = project.document_named(asked)
    if project.sources.documents[stem].kind not in LETTERS:
        known = ", ".join(sorted(name for name, file in project.sources.documents.items() if file.kind in LETTERS))
        raise UsageError([diagnostic(NOT_A_LETTER, asked=asked, known=known or "—")])
    return stem
