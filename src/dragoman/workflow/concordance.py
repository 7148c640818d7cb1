"""Concordance: the editions of one document carry the same facts, blanks and parts.

Compared by id and path, never by parsing text. What a composer declares specific to a language, what a translator
may leave out (`optional`, `x-omit`) and agreement with an unknown gender are exempt; an untranslated passage agrees.
"""

from collections.abc import Iterator, Mapping

from dragoman.composers.parts import Composed
from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import Blank, Document, Fact, Heading, KeyFigures, LanguageTag, Programme, RuledSpace
from dragoman.document.walk import blocks, document_inlines

FACT = Code(
    "CON-001", "error", "« {path} » est dit en {present} et manque en {absent}",
    "ajoutez {{{path}}} à la traduction, ou permettez son absence par « optional »",
)
BLANK = Code(
    "CON-002", "error", "le point à compléter « {path} » paraît en {present} et manque en {absent}",
    "rendez-le visible dans les deux langues",
)
PART = Code(
    "CON-003", "error", "la partie « {path} » est en {present} et manque en {absent}",
    "signalez ce défaut aux auteurs de dragoman",
)


def compare(editions: Mapping[LanguageTag, Composed], specific: frozenset[str]) -> tuple[Diagnostic, ...]:
    """Compare every edition with the first. An empty result is concordance."""
    waived = specific.union(*(edition.waived for edition in editions.values()))
    (first, reference), *others = editions.items()
    found: list[Diagnostic] = []
    for tag, edition in others:
        for code, view in ((BLANK, _blanks), (FACT, _facts), (PART, _parts)):
            ours, theirs = view(reference.document) - waived, view(edition.document) - waived
            found += _differences(code, reference.document.name, {first: ours, tag: theirs})
    return tuple(found)


def _differences(code: Code, name: str, sides: Mapping[LanguageTag, frozenset[str]]) -> Iterator[Diagnostic]:
    (a, left), (b, right) = sides.items()
    for path in sorted(left - right):
        yield diagnostic(code, field=name, path=path, present=a, absent=b)
    for path in sorted(right - left):
        yield diagnostic(code, field=name, path=path, present=b, absent=a)


def _facts(document: Document) -> frozenset[str]:
    """Paths of everything said or left open; a blank that hides a known fact shows as a blank on one side only."""
    return frozenset(
        inline.path for inline in document_inlines(document)
        if isinstance(inline, Fact | Blank | RuledSpace) and not inline.path.endswith(".gender"))


def _blanks(document: Document) -> frozenset[str]:
    return frozenset(
        inline.path for inline in document_inlines(document)
        if isinstance(inline, Blank) and not inline.path.endswith(".gender"))


def _parts(document: Document) -> frozenset[str]:
    ids: set[str] = set()
    for block in blocks(document):
        match block:
            case Heading():
                ids.add(block.id)
            case KeyFigures():
                ids.update(figure.id for figure in block.figures)
            case Programme():
                ids.update(entry.id for day in block.days for entry in day.entries)
            case _:
                pass
    return frozenset(ids)
