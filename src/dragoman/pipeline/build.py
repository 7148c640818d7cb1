"""Build: compose every language, compare, then write those asked for, verify and save."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Literal

from dragoman.diagnostics import Diagnostic
from dragoman.document.nodes import Document, State
from dragoman.errors import DragomanError, OpeningsError, OutputError, SourceError, UsageError
from dragoman.pipeline.events import inviting, refuse_eventless
from dragoman.pipeline.formats import FORMATS, format_named, refuse_columns
from dragoman.pipeline.openings import count_points
from dragoman.pipeline.output import Output
from dragoman.pipeline.project import Project

Outcome = Literal["made", "refused", "failed", "not saved", "no such edition", "no event"]


@dataclass(frozen=True, slots=True)
class Row:
    """One file asked for and what became of it; `path` is None unless it was made.

    Where no document is named, one that has no edition in two languages side by side is passed over, and said to be; so
    is one that invites to no event where its calendar entry is asked for.
    """

    document: str
    language: str
    format: str
    state: State
    outcome: Outcome
    pages: int | None = None
    openings: int = 0
    accepted: int = 0
    path: Path | None = None
    output: Output | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: int = 0


def build(
    project: Project, *, documents: Sequence[str] = (), languages: Sequence[str] = (),
    formats: Sequence[str] = ("docx", "pdf"), state: State = "draft", folder: Path | None = None,
) -> Iterator[Row]:
    """Yield a row a file as it is done; with `folder` None nothing is saved and the row holds the output.

    Raises before anything is written: UsageError for what does not exist, SourceError where languages disagree.
    """
    tags = languages or project.languages
    editions = list(dict.fromkeys(_editions(project, documents, tags)))
    kinds = tuple(dict.fromkeys(format_named(kind) for kind in formats or ("",)))
    if any("+" in tag for tag in tags):
        for kind in kinds:
            refuse_columns(kind)
    names = tuple(dict.fromkeys(name for name, _ in editions))
    passed = _eventless(project, names, kinds, named=bool(documents))
    if found := [d for name in names for d in project.concordance(name)]:
        raise SourceError(found)
    for name, tag in editions:
        if made := tuple(kind for kind in kinds if (name, kind) not in passed):
            yield from _edition(project, name, tag, made, state, folder)
        yield from (Row(name, tag, kind, state, "no event") for kind in kinds if (name, kind) in passed)
    for name, tag in () if documents else product(project.documents, dict.fromkeys(tags)):
        if (name, tag) not in editions:
            yield from (Row(name, tag, kind, state, "no such edition") for kind in kinds)


def _editions(project: Project, documents: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is asked for; where no document is named, each tag for the documents that have such an edition.

    Raises UsageError for what does not exist.
    """
    refused: UsageError | None = None
    found: set[str] = set()
    for name in [project.document_named(one) for one in documents or project.documents]:
        for tag in tags:
            try:
                project.languages_named(name, tag)
            except UsageError as error:
                if documents or "+" not in tag:
                    raise
                refused = error
            else:
                found.add(tag)
                yield name, tag
    if refused is not None and not found.issuperset(tags):
        raise refused


def _eventless(
    project: Project, names: Sequence[str], kinds: Sequence[str], *, named: bool,
) -> frozenset[tuple[str, str]]:
    """The documents that invite to nothing, each with a format that tells an event alone.

    Raises UsageError where they are `named`, and where there is no other.
    """
    having, events = inviting(project.sources), [kind for kind in kinds if FORMATS[kind].event]
    if events and (named or not set(names) & set(having)):
        refuse_eventless(project.sources, names)
    return frozenset((name, kind) for name in names for kind in events if name not in having)


def _edition(
    project: Project, name: str, tag: str, formats: tuple[str, ...], state: State, folder: Path | None,
) -> Iterator[Row]:
    try:
        document = project.compose(name, language=tag, state=state)
    except OpeningsError as error:
        for number, kind in enumerate(formats):
            told = error.diagnostics if number == 0 else ()
            openings = count_points(error.diagnostics)
            yield Row(name, tag, kind, state, "refused", openings=openings, diagnostics=told, exit_code=error.exit_code)
        return
    openings = len(project.what_refuses(document))
    for kind in formats:
        yield _file(project, document, kind, openings, folder)


def _file(project: Project, document: Document, kind: str, openings: int, folder: Path | None) -> Row:
    accepted = len(document.accepted)

    def row(outcome: Outcome, output: Output | None = None, path: Path | None = None) -> Row:
        return Row(
            document.name, document.edition, kind, document.state, outcome, output.pages if output else None, openings,
            accepted, path, output, output.findings if output else ())

    try:
        output = project.write(document, kind)
        path = output.save(folder) if folder is not None else None
    except DragomanError as error:
        outcome: Outcome = "not saved" if isinstance(error, OutputError) else "failed"
        if isinstance(error, OpeningsError):
            outcome = "refused"
        return replace(row(outcome), diagnostics=error.diagnostics, exit_code=error.exit_code)
    return row("made", output, path)
