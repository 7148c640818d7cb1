"""Everything that can be said of a project before it is built: what is wrong, open, or worth knowing."""

from collections.abc import Iterator

from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import Document, Text
from dragoman.document.walk import document_inlines
from dragoman.facts import Known
from dragoman.pipeline.project import Project
from dragoman.sources.prose import OVERRIDES

NO_SOURCE = Code("CHK-001", "warning", "le chiffre n’a pas de source", "ajoutez « source: »")
NO_YEAR = Code(
    "CHK-002", "info", "la source ne dit pas de quand date le chiffre", "ajoutez « as_of: » si vous l’apprenez",
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


def check_project(project: Project) -> tuple[Diagnostic, ...]:
    """Check facts, languages and openings. Catalogs have a check of their own."""
    found = [*_figures(project), *_overrides(project)]
    for name in project.documents:
        found += project.concordance(name)
        for tag in project.languages:
            document = project.compose(name, language=tag)
            found += project.explain_openings(document)
            found += _avoided(project, document)
            if document.accepted:
                found.append(diagnostic(ACCEPTED, field=name, count=len(document.accepted), language=tag))
    once = {(*one.sort_key(), *sorted(one.values.items())): one for one in found}
    return tuple(sorted(once.values(), key=Diagnostic.sort_key))


def _figures(project: Project) -> Iterator[Diagnostic]:
    for key in project.sources.mission.figures:
        state = project.sources.facts[key]
        where = project.sources.position_of_fact(key)
        if isinstance(state, Known) and state.source is None:
            yield diagnostic(NO_SOURCE, where, key)
        elif isinstance(state, Known) and state.as_of is None:
            yield diagnostic(NO_YEAR, where, key)


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
                    where = project.catalogs.position(inline.key, document.language)
                    where = where or project.sources.position_of_message(inline.key)
                    yield diagnostic(AVOIDED, where, inline.key, form=form, name=name)
