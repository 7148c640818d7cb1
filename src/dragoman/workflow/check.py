"""Everything that can be said of a project before it is built: what is wrong, open, or worth knowing."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import Document, LanguageTag, Text
from dragoman.document.walk import document_inlines
from dragoman.errors import AppearanceError, WriteError
from dragoman.facts import Known
from dragoman.pipeline.openings import OPEN_NAME
from dragoman.pipeline.project import Project
from dragoman.readback.pdf_pages import NO_READER
from dragoman.sources.prose import OVERRIDES
from dragoman.workflow.concordance import compare
from dragoman.workflow.letter_check import check_letter
from dragoman.workflow.places import place_of_words
from dragoman.workflow.release_check import check_release
from dragoman.workflow.typography_check import check_typography

NO_SOURCE = Code("CHK-001", "warning", "le chiffre n’a pas de source", "ajoutez « source: »")
NO_YEAR = Code(
    "CHK-002", "info", "chiffres dont la source ne dit pas la date : {figures}",
    "ajoutez « as_of: » si vous l’apprenez",
)
OVERRIDDEN = Code("CHK-003", "info", "le projet reformule un message de dragoman", "vérifiez-le dans chaque langue")
AVOIDED = Code(
    "CHK-004", "error", "« {form} » est une forme à éviter pour « {name} »",
    "écrivez {{chemin}} au lieu du nom, ou la forme de names.yaml",
)
ACCEPTED = Code(
    "CHK-005", "info", "noms acceptés sans vérification en {language} : {count}",
    "faites-les vérifier dès que possible",
)
LONG = Code(
    "CHK-018", "warning", "le document a {count} pages en {language}, la limite est {limit}",
    "coupez, ou resserrez le programme et les encadrés",
)
NOT_COUNTED = Code(
    "CHK-019", "info", "les pages n’ont pas été comptées, faute de PDF en {language}",
    "lancez « dragoman build -t pdf », qui dit ce qu’il faut installer",
)

_PAGES = 2
"""Of A4: a release is one or two."""
_OF_AN_EDITION = frozenset({"language", "detail", "number"})
"""Values that differ between editions of one finding: a blank has its label and its place in each."""


def check_project(
    project: Project, *, languages: Sequence[LanguageTag] = (), now: dt.datetime | None = None,
) -> tuple[Diagnostic, ...]:
    """Check facts, languages, openings, content, typography and length. Catalogs have a check of their own.

    `languages` are those whose editions are looked at, all by default; `now` (with its zone) tells which embargo or
    term is past, and without it none is. What several languages have in common is said once, with all of them in the
    value `language`.
    """
    found = [*_figures(project), *_overrides(project)]
    for name in project.documents:
        editions = project.editions(name)
        documents = {tag: editions[tag].document for tag in languages or editions}
        found += compare(editions)
        found += check_release(project, name, documents, now)
        found += check_letter(project, name, now)
        for document in documents.values():
            found += _edition(project, document)
    return tuple(sorted(_once(found), key=Diagnostic.sort_key))


def _edition(project: Project, document: Document) -> Iterator[Diagnostic]:
    yield from project.explain_openings(document)
    yield from _avoided(project, document)
    yield from check_typography(project, document)
    if document.kind == "press_release":
        yield from _length(project, document)
    if document.accepted:
        yield diagnostic(
            ACCEPTED, field=document.name, count=len(document.accepted), language=document.language)


def _once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Each finding once: what is said of one place, or of one name, in several languages names them all."""
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in found:
        said = tuple(sorted((name, text) for name, text in one.values.items() if name not in _OF_AN_EDITION))
        place = (one.field,) if one.code is OPEN_NAME else one.sort_key()
        groups.setdefault((one.code.id, *place, said), []).append(one)
    for group in groups.values():
        first, joints = group[0], {"language": ", "}
        if first.code is OPEN_NAME:
            joints["detail"] = " / "
        joined = {
            name: joint.join(dict.fromkeys(one.values[name] for one in group))
            for name, joint in joints.items() if name in first.values}
        yield replace(first, values=MappingProxyType({**first.values, **joined}))


def _figures(project: Project) -> Iterator[Diagnostic]:
    undated: list[str] = []
    for key in project.sources.mission.figures:
        state = project.sources.facts[key]
        if isinstance(state, Known) and state.source is None:
            yield diagnostic(NO_SOURCE, project.sources.position_of_fact(key), key)
        elif isinstance(state, Known) and state.as_of is None:
            undated.append(key)
    if undated:
        where = project.sources.position("mission", ("figures",))
        yield diagnostic(NO_YEAR, where, "mission.figures", figures=", ".join(undated))


def _overrides(project: Project) -> Iterator[Diagnostic]:
    for stem, document in project.sources.documents.items():
        for key in getattr(document, OVERRIDES):
            yield diagnostic(OVERRIDDEN, project.sources.position(stem, (OVERRIDES, key)), key)


def _avoided(project: Project, document: Document) -> Iterator[Diagnostic]:
    """Forms that names.yaml forbids, wherever wording has typed them."""
    forbidden = {
        form: name.id for name in project.sources.names.values()
        if document.language in name.forms for form in name.forms[document.language].avoid}
    for inline in document_inlines(document):
        if isinstance(inline, Text) and inline.key:
            for form, name in forbidden.items():
                if form in inline.text:
                    where = place_of_words(project, inline.key, document.language)
                    yield diagnostic(AVOIDED, where, inline.key, form=form, name=name)


def _length(project: Project, document: Document) -> Iterator[Diagnostic]:
    """The pages of the PDF; where it cannot be made for lack of a library or a face, that they were not counted."""
    where = project.sources.position(document.name, ())
    try:
        pages = project.write(document, "pdf").pages or 0
    except WriteError as error:
        if isinstance(error, AppearanceError) or NO_READER in {one.code for one in error.diagnostics}:
            yield diagnostic(NOT_COUNTED, where, document.name, language=document.language)
        else:
            yield from error.diagnostics
        return
    if pages > _PAGES:
        yield diagnostic(LONG, where, document.name, count=pages, limit=_PAGES, language=document.language)
