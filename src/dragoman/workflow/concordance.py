"""Concordance: the editions of one document carry the same facts, blanks and parts.

Compared by id and path, never by parsing text. What a translator leaves out by right (`optional`, `x-omit`), what a
composer keeps for another language and agreement with an unknown gender are exempt, in that language; an untranslated
passage agrees.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from dragoman.composers.parts import Composed
from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import (
    Blank,
    Block,
    Contacts,
    Document,
    Fact,
    Heading,
    Items,
    KeyFigures,
    LanguageTag,
    Paragraph,
    Particulars,
    Picture,
    Programme,
    Quote,
    RuledSpace,
    SideBox,
)
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


def compare(editions: Mapping[LanguageTag, Composed]) -> tuple[Diagnostic, ...]:
    """Compare every edition with the first. An empty result is concordance."""
    (first, reference), *others = editions.items()
    found: list[Diagnostic] = []
    for tag, edition in others:
        found += _lacking({first: reference, tag: edition})
        found += _lacking({tag: edition, first: reference})
    return tuple(found)


def _lacking(sides: Mapping[LanguageTag, Composed]) -> Iterator[Diagnostic]:
    """What the second edition lacks of the first, but for what it may leave out."""
    (present, left), (absent, right) = sides.items()
    for code, view in ((BLANK, _blanks), (FACT, _facts), (PART, _parts)):
        for path in sorted(view(left.document) - view(right.document) - right.waived):
            yield diagnostic(code, field=left.document.name, path=path, present=present, absent=absent)


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
    return frozenset(part for block in blocks(document) for part in _parts_of(block))


def _parts_of(block: Block) -> Iterator[str]:
    """The ids that every language must have; paragraphs of prose may be more in one than in another."""
    match block:
        case Heading() | SideBox() | Quote() | Picture() | Paragraph(role="subtitle" | "link"):
            yield block.id
        case KeyFigures():
            yield from (figure.id for figure in block.figures)
        case Programme():
            yield from (entry.id for day in block.days for entry in day.entries)
        case Items():
            yield from (item.id for item in block.items)
        case Particulars():
            yield from (row.id for row in block.rows)
        case Contacts():
            yield from (contact.id for contact in block.contacts)
        case Paragraph():
            pass
        case _:
            assert_never(block)
