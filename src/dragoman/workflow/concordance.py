"""Concordance: the editions of one document carry the same facts, blanks and parts.

Compared by id and path, never by parsing text. What a translator leaves out by right (`optional`, `x-omit`), what a
composer keeps for another language and agreement with an unknown gender are exempt, in that language; an untranslated
passage agrees. A convention is compared clause by clause: its articles in their order, the level and the force of each
clause, what each says and refers to, the numbers of its blanks, who signs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from dragoman.composers.parts import Composed
from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import (
    Annex,
    Article,
    Blank,
    Block,
    Clause,
    Contacts,
    Document,
    Fact,
    Heading,
    Inline,
    Items,
    KeyFigures,
    LanguageTag,
    NoteCall,
    OpenItems,
    Paragraph,
    Parallel,
    Particulars,
    Picture,
    Programme,
    Quote,
    Recital,
    Reference,
    RuledSpace,
    SideBox,
    Signatures,
    Table,
)
from dragoman.document.walk import blocks, document_inlines, inlines

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

ORDER = Code(
    "CON-004", "error", "« {clause} » est à une autre place en {present} qu’en {absent}",
    "signalez ce défaut aux auteurs de dragoman",
)
SHAPE = Code(
    "CON-005", "error", "la clause « {clause} » n’a pas le même niveau ou la même force en {present} et en {absent}",
    "signalez ce défaut aux auteurs de dragoman",
)
CLAUSE = Code(
    "CON-006", "error", "la clause « {clause} » est en {present} et manque en {absent}",
    "signalez ce défaut aux auteurs de dragoman",
)
SAID = Code(
    "CON-007", "error", "la clause « {clause} » dit « {path} » en {present} et ne le dit pas en {absent}",
    "ajoutez {{{path}}} à la traduction de la clause",
)
REFERRED = Code(
    "CON-008", "error", "la clause « {clause} » renvoie à « {path} » en {present} et non en {absent}",
    "écrivez le même renvoi dans la traduction de la clause",
)
SIGNED = Code(
    "CON-009", "error", "« {clause} » ne signe pas de même en {present} et en {absent} : « {path} »",
    "signalez ce défaut aux auteurs de dragoman",
)
NUMBER = Code(
    "CON-010", "error", "le point à compléter « {path} » n’a pas le même numéro en {present} et en {absent}",
    "signalez ce défaut aux auteurs de dragoman",
)

_OF_EVERY_BLOCK = ("office", "person")
"""The lines of a signature block that every language has."""


def compare(editions: Mapping[LanguageTag, Composed]) -> tuple[Diagnostic, ...]:
    """Compare every edition with the first. An empty result is concordance."""
    (first, reference), *others = editions.items()
    found: list[Diagnostic] = []
    for tag, edition in others:
        found += _lacking({first: reference, tag: edition})
        found += _lacking({tag: edition, first: reference})
        if reference.document.kind == "convention":
            found += _disagreeing({first: reference, tag: edition})
    return tuple(found)


def _lacking(sides: Mapping[LanguageTag, Composed]) -> Iterator[Diagnostic]:
    """What the second edition lacks of the first, but for what it may leave out."""
    (present, left), (absent, right) = sides.items()
    for code, view in ((BLANK, _blanks), (FACT, _facts), (PART, _parts)):
        for path in sorted(view(left.document) - view(right.document) - right.waived):
            yield diagnostic(code, field=left.document.name, path=path, present=present, absent=absent)


def _facts(document: Document) -> frozenset[str]:
    return _said(document_inlines(document))


def _said(found: Iterable[Inline]) -> frozenset[str]:
    """Paths of everything said or left open; a blank that hides a known fact shows as a blank on one side only."""
    return frozenset(
        inline.path for inline in found
        if isinstance(inline, Fact | Blank | RuledSpace) and not inline.path.endswith(".gender"))


def _blanks(document: Document) -> frozenset[str]:
    return frozenset(
        inline.path for inline in document_inlines(document)
        if isinstance(inline, Blank) and not inline.path.endswith(".gender"))


def _parts(document: Document) -> frozenset[str]:
    """The parts that every language must have; a point that only agreement raises is for the language that agrees."""
    agreement = {blank.number for blank in document.blanks if blank.path.endswith(".gender")}
    rows = {
        f"{block.id}.{number}" for block in blocks(document) if isinstance(block, OpenItems) for number in agreement}
    return frozenset(part for block in blocks(document) for part in _parts_of(block)) - rows


def _parts_of(block: Block) -> Iterator[str]:  # noqa: C901 - one case a block
    """The ids that every language must have; paragraphs of prose may be more in one than in another."""
    match block:
        case Heading() | SideBox() | Quote() | Picture() | Article() | Recital() | Annex() | Paragraph(
            role="subtitle" | "link" | "party" | "together" | "visa" | "hinge" | "detail"
        ):
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
        case Signatures():
            yield from (signature.id for signature in block.signatures)
        case OpenItems():
            yield from (f"{block.id}.{item.number}" for item in block.items)
        case Table():
            yield f"{block.id}.{len(block.columns)}.{len(block.rows)}"
        case Paragraph() | Clause() | Parallel():
            pass
        case _:
            assert_never(block)


# --- clause by clause ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two editions of a convention, and how a finding about them is told."""

    present: LanguageTag
    absent: LanguageTag
    left: Composed
    right: Composed

    def told(self, code: Code, clause: str, path: str = "", *, turned: bool = False) -> Diagnostic:
        present, absent = (self.absent, self.present) if turned else (self.present, self.absent)
        name = self.left.document.name
        return diagnostic(code, field=f"{name}.{clause}", clause=clause, path=path, present=present, absent=absent)

    def differing(
        self, code: Code, clause: str, left: frozenset[str], right: frozenset[str],
    ) -> Iterator[Diagnostic]:
        """What one side of a clause has and the other has not, whichever it is."""
        yield from (self.told(code, clause, path) for path in sorted(left - right - self.right.waived))
        yield from (self.told(code, clause, path, turned=True) for path in sorted(right - left - self.left.waived))


def _disagreeing(sides: Mapping[LanguageTag, Composed]) -> Iterator[Diagnostic]:
    (present, left), (absent, right) = sides.items()
    pair = _Pair(present, absent, left, right)
    ours, theirs = _articles(left.document), _articles(right.document)
    yield from _misplaced(pair, ours, theirs)
    for name in (name for name in ours if name in theirs):
        yield from _clauses(pair, ours[name], theirs[name])
    yield from _signatures(pair)
    numbers = [{blank.path: blank.number for blank in side.document.blanks} for side in (left, right)]
    for path in sorted(numbers[0].keys() & numbers[1].keys()):
        if numbers[0][path] != numbers[1][path] and not path.endswith(".gender"):
            yield pair.told(NUMBER, path, path)


def _articles(document: Document) -> dict[str, Article]:
    return {block.id: block for block in blocks(document) if isinstance(block, Article)}


def _misplaced(pair: _Pair, ours: Iterable[str], theirs: Iterable[str]) -> Iterator[Diagnostic]:
    """The first of the parts that both sides have whose place is not the same."""
    left, right = list(ours), list(theirs)
    shared = [[name for name in one if name in other] for one, other in ((left, right), (right, left))]
    different = next((name for name, other in zip(*shared, strict=True) if name != other), None)
    if different is not None:
        yield pair.told(ORDER, different)


def _clauses(pair: _Pair, ours: Article, theirs: Article) -> Iterator[Diagnostic]:
    left, right = ({clause.id: clause for clause in article.clauses} for article in (ours, theirs))
    yield from (pair.told(CLAUSE, name) for name in left if name not in right)
    yield from (pair.told(CLAUSE, name, turned=True) for name in right if name not in left)
    yield from _misplaced(pair, left, right)
    for name in (name for name in left if name in right):
        if (left[name].level, left[name].force) != (right[name].level, right[name].force):
            yield pair.told(SHAPE, name)
        words = left[name].children, right[name].children
        yield from pair.differing(SAID, name, *(_said(inlines(one)) for one in words))
        yield from pair.differing(REFERRED, name, *(_referred(one) for one in words))


def _referred(passage: tuple[Inline, ...]) -> frozenset[str]:
    """The parts and the footnotes that a passage names."""
    return frozenset(
        inline.target if isinstance(inline, Reference) else inline.note
        for inline in inlines(passage) if isinstance(inline, Reference | NoteCall))


def _signatures(pair: _Pair) -> Iterator[Diagnostic]:
    left, right = (_signatories(side.document) for side in (pair.left, pair.right))
    yield from _misplaced(pair, left, right)
    for name in (name for name in left if name in right):
        yield from pair.differing(SIGNED, name, left[name], right[name])


def _signatories(document: Document) -> dict[str, frozenset[str]]:
    """Who signs, by the id of the block: what stands for the office and for the person."""
    return {
        signature.id: _said(
            inline for line in signature.lines if line.id.rpartition(".")[2] in _OF_EVERY_BLOCK
            for inline in inlines(line.text))
        for block in blocks(document) if isinstance(block, Signatures) for signature in block.signatures}
