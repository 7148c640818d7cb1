"""The articles of a convention as they stand: taken from the library or written in the project, in the file's order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import assert_never

from dragoman.composers.convention.library import CONDITIONS, LIBRARY, Condition
from dragoman.composers.convention.library.model import LibraryArticle, Provision
from dragoman.composers.convention.terms import PAIR
from dragoman.composers.parts import Material
from dragoman.diagnostics import NOWHERE, Code, Diagnostic, diagnostic
from dragoman.document.nodes import Force
from dragoman.errors import SourceError
from dragoman.sources.convention_models import (
    ChosenArticleModel,
    ClauseModel,
    ConventionFile,
    WrittenArticleModel,
)
from dragoman.wording import Message

NO_ARTICLE = Code(
    "CNV-001", "error", "« {value} » n’est pas un article de la bibliothèque",
    "corrigez-le (« dragoman clauses » les montre tous : {known})",
)
NO_PROVISION = Code(
    "CNV-002", "error", "l’article « {article} » de la bibliothèque n’a pas la clause « {value} »",
    "choisissez parmi : {known}",
)
NO_PARAMETER = Code(
    "CNV-003", "error", "l’article « {article} » de la bibliothèque ne demande pas « {value} »", "il demande : {known}",
)
NO_PARTY = Code(
    "CNV-004", "error", "l’article « {article} » s’écrit une fois pour chaque partie, et celle-ci n’est pas dite",
    "ajoutez « party: » avec l’identifiant de la partie",
)
NOT_OF_A_PARTY = Code(
    "CNV-005", "error", "l’article « {article} » est celui de toutes les parties", "retirez « party: »",
)
SAME_CLAUSE = Code(
    "CNV-006", "error", "l’article « {article} » a déjà une clause « {value} »", "donnez un autre nom à la vôtre",
)
EMPTIED = Code(
    "CNV-007", "error", "il ne reste rien de l’article « {article} »", "retirez l’article lui-même",
)
LEVEL_SKIPPED = Code(
    "CNV-008", "error", "la clause « {value} » est au niveau {level} sous une clause qui n’est pas du niveau précédent",
    "corrigez « level: » ou « after: »",
)
NOT_STANDING = Code(
    "CNV-011", "error", "« {clause} » suit « {value} », qui n’est pas imprimée dans cette convention",
    "placez-la après une autre clause : {known}",
)

@dataclass(frozen=True, slots=True)
class StandingClause:
    """A clause of this convention; `id` is the document's.

    `references` gives for each local placeholder of a library clause the ids of what it stands for; `listed` says that
    the clause is an item of the library's, whose final mark follows from its place.
    """

    id: str
    level: int
    force: Force
    text: Message
    references: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listed: bool = False


@dataclass(frozen=True, slots=True)
class StandingArticle:
    """An article of this convention; `name` is its id in the file, `used` the library's where it is of the library."""

    name: str
    heading: Message
    clauses: tuple[StandingClause, ...]
    used: LibraryArticle | None = None
    party: str | None = None

    @property
    def id(self) -> str:
        return f"articles.{self.name}"


def conditions(file: ConventionFile) -> frozenset[Condition]:
    """What holds in a convention: its annexes, the status of its languages, the number of its parties."""
    statuses, authentic = set(file.languages.values()), len(file.authentic)
    held: dict[Condition, bool] = {
        "has_annex": bool(file.annexes),
        "status_unknown": "unknown" in statuses and not authentic,
        "partly_unknown": "unknown" in statuses and authentic > 0,
        "one_authentic": "unknown" not in statuses and authentic == 1,
        "several_authentic": "unknown" not in statuses and authentic > 1,
        "has_translation": "translation" in statuses,
        "several_others": len(file.parties) > PAIR,
    }
    return frozenset(name for name, holds in held.items() if holds)


def choose_articles(material: Material, file: ConventionFile) -> tuple[StandingArticle, ...]:
    """The articles in the file's order. Raises SourceError for whatever the library does not have."""
    held = conditions(file)
    faults = [fault for article in file.articles for fault in _faults(material, article, held)]
    if faults:
        raise SourceError(faults)
    called: dict[str, str] = {}
    for article in file.articles:
        if isinstance(article, ChosenArticleModel):
            called.setdefault(article.use, article.id)
    return tuple(_standing(material, article, called, held) for article in file.articles)


def _standing(
    material: Material, article: ChosenArticleModel | WrittenArticleModel, called: Mapping[str, str],
    held: frozenset[Condition],
) -> StandingArticle:
    match article:
        case WrittenArticleModel():
            clauses = tuple(_written(material, article.id, "clauses", clause) for clause in article.clauses)
            return StandingArticle(article.id, material.message("articles", article.id, "heading"), clauses)
        case ChosenArticleModel():
            used = LIBRARY[article.use]
            names = {**called, article.use: article.id}
            kept = [_taken(article.id, provision, names) for provision in _kept(used, article.drop, held)]
            clauses = tuple(_with_added(material, article, kept))
            return StandingArticle(article.id, used.heading, clauses, used, article.party)
        case _:
            assert_never(article)


def _kept(used: LibraryArticle, dropped: Iterable[str], held: frozenset[Condition]) -> Iterator[Provision]:
    """The provisions that stand; one that is dropped takes its items with it."""
    gone: int | None = None
    for provision in used.provisions:
        if gone is not None and provision.level > gone:
            continue
        condition = CONDITIONS.get(f"{used.id}.{provision.id}")
        gone = provision.level if provision.id in dropped or (condition and condition not in held) else None
        if gone is None:
            yield provision


def _taken(article: str, provision: Provision, called: Mapping[str, str]) -> StandingClause:
    references = {
        name: tuple(_called(target, called) for target in targets) for name, targets in provision.references.items()}
    return StandingClause(
        f"articles.{article}.{provision.id}", provision.level, provision.force, provision.text, references,
        listed=provision.level > 1)


def _called(target: str, called: Mapping[str, str]) -> str:
    """The id that a target of the library has in this convention: an article may bear another name here.

    An article that is used twice refers to itself; others refer to the first of the two.
    """
    article, _, provision = target.partition(".")
    return ".".join(filter(None, ("articles", called.get(article, article), provision)))


def _written(material: Material, article: str, group: str, clause: ClauseModel) -> StandingClause:
    message = material.message("articles", article, group, clause.id, "text")
    return StandingClause(f"articles.{article}.{clause.id}", clause.level, clause.force, message)


def _with_added(
    material: Material, article: ChosenArticleModel, kept: list[StandingClause],
) -> list[StandingClause]:
    """The clauses with those that the project adds: each behind the one it follows, and behind that one's items."""
    clauses, behind = list(kept), dict[str | None, str]()
    for clause in article.add:
        added = _written(material, article.id, "add", clause)
        anchor = behind.get(clause.after) or (f"articles.{article.id}.{clause.after}" if clause.after else None)
        ids = [one.id for one in clauses]
        place = len(clauses)
        if anchor in ids:
            start = ids.index(anchor)
            place = start + 1 + _items_of(clauses[start:])
        clauses.insert(place, added)
        behind[clause.after] = added.id
    return clauses


def _items_of(clauses: Sequence[StandingClause]) -> int:
    """How many of the clauses are items of the first of them."""
    return len(list(takewhile(lambda one: one.level > clauses[0].level, clauses[1:])))


def _faults(
    material: Material, article: ChosenArticleModel | WrittenArticleModel, held: frozenset[Condition],
) -> Iterator[Diagnostic]:
    if isinstance(article, WrittenArticleModel):
        return
    where = f"{material.stem}.articles.{article.id}"
    used = LIBRARY.get(article.use)
    if used is None:
        yield diagnostic(NO_ARTICLE, NOWHERE, f"{where}.use", value=article.use, known=", ".join(LIBRARY))
        return
    if used.per_party and article.party is None:
        yield diagnostic(NO_PARTY, NOWHERE, f"{where}.use", article=article.use)
    if article.party is not None and not used.per_party:
        yield diagnostic(NOT_OF_A_PARTY, NOWHERE, f"{where}.party", article=article.use)
    asked = [parameter.name for parameter in used.parameters]
    for name in sorted(set(article.parameters) - set(asked)):
        known = ", ".join(asked) or "–"
        yield diagnostic(
            NO_PARAMETER, NOWHERE, f"{where}.with.{name}", article=article.use, value=name, known=known)
    yield from _clause_faults(article, used, where, [provision.id for provision in _kept(used, article.drop, held)])


def _clause_faults(
    article: ChosenArticleModel, used: LibraryArticle, where: str, standing: list[str],
) -> Iterator[Diagnostic]:
    """What is wrong with the clauses dropped and added; `standing` are the library's that are printed here."""
    provisions = [provision.id for provision in used.provisions]
    known = ", ".join(provisions)
    for name in article.drop:
        if name not in provisions:
            yield diagnostic(NO_PROVISION, NOWHERE, f"{where}.drop", article=article.use, value=name, known=known)
    if not article.add and not standing:
        yield diagnostic(EMPTIED, NOWHERE, f"{where}.drop", article=article.use)
    for clause in article.add:
        place = f"{where}.add.{clause.id}"
        if clause.id in provisions:
            yield diagnostic(SAME_CLAUSE, NOWHERE, place, article=article.use, value=clause.id)
        if clause.after is not None and clause.after not in standing:
            code = NOT_STANDING if clause.after in provisions else NO_PROVISION
            yield diagnostic(
                code, NOWHERE, f"{place}.after", article=article.use, clause=clause.id, value=clause.after,
                known=", ".join(standing))
        standing = [*standing, clause.id]


def level_faults(material: Material, articles: Iterable[StandingArticle]) -> Iterator[Diagnostic]:
    """Clauses whose level is more than one below the clause before them, once added and dropped ones are in place."""
    for article in articles:
        above = 0
        for clause in article.clauses:
            if clause.level > above + 1:
                yield diagnostic(
                    LEVEL_SKIPPED, NOWHERE, f"{material.stem}.{clause.id}", value=clause.id.rpartition(".")[2],
                    level=clause.level)
            above = clause.level

