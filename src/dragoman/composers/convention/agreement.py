"""One edition of one convention: its words, its articles with their numbers, and what refers to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from dragoman.composers.convention.choice import StandingArticle, StandingClause, choose_articles, level_faults
from dragoman.composers.convention.terms import MOST_PARTIES, Terms, define_terms
from dragoman.composers.parts import Material, numbered
from dragoman.diagnostics import NOWHERE, Code, diagnostic
from dragoman.document.nodes import LanguageTag, NoteCall, Paragraph, Role, State
from dragoman.errors import SourceError
from dragoman.facts import Count, Known, Unknown
from dragoman.language.edition import Edition, Local, Passage
from dragoman.language.references import Target, word_reference
from dragoman.sources.convention_models import ConventionFile, PartyModel
from dragoman.wording import Message, paths

MANY_PARTIES = Code(
    "CNV-009", "error", "{count} parties : le japonais sait en nommer {most}", "faites plusieurs conventions",
)
NO_TARGET = Code(
    "CNV-010", "error", "« {clause} » renvoie à « {target} », qui n’est pas dans la convention",
    "ajoutez « {target} » aux articles, ou retirez « {clause} »",
)
UNIT_ORIGINAL = Message(
    "convention.unit.original", "{n} exemplaire original", other="{n} exemplaires originaux", note="通 en japonais.",
)
ORIGINALS = "convention.originals"


@dataclass(frozen=True, slots=True)
class Agreement:
    """`targets` are the places that a reference may name, by id; `calls` fills with the footnotes called so far."""

    material: Material
    file: ConventionFile
    edition: Edition
    state: State
    terms: Terms
    articles: tuple[StandingArticle, ...]
    targets: Mapping[str, Target]
    calls: list[str] = field(default_factory=list)

    @property
    def language(self) -> LanguageTag:
        return self.edition.language

    # --- words ---

    def say(self, message: Message, **local: Local) -> Passage:
        return self.edition.require(message, **local)

    def own(self, place: str, *steps: str) -> Passage:
        """What the file says at a path; `place` is the id of the part that says it."""
        return self.own_message(place, self.material.message(*steps))

    def own_message(self, place: str, message: Message) -> Passage:
        return self.edition.require(message, **self._locals(place, message))

    def paragraphs(self, name: str, role: Role, place: str, message: Message) -> Iterator[Paragraph]:
        """The paragraphs of a message of the project; the first is called `name`."""
        yield from numbered(name, role, self.edition.paragraphs(message, **self._locals(place, message)))

    def _locals(self, place: str, message: Message) -> dict[str, Local]:
        """What the project's own words may name beside facts: terms, articles, annexes and notes."""
        found: dict[str, Local] = {}
        for path in {path for form in message.forms for path in paths(form)}:
            group, _, name = path.partition(".")
            match group:
                case "party" if name in self.terms.local:
                    found[path] = self.terms.local[name]
                case "article":
                    found[path] = partial(self.refer, place, (f"articles.{name}",))
                case "annex":
                    found[path] = partial(self.refer, place, (f"annexes.{name}",))
                case "note":
                    found[path] = partial(self._call, name)
                case _:
                    pass
        return found

    def _call(self, note: str, _: str | None, __: LanguageTag) -> Passage:
        """Call a footnote: every call has a number and a note of its own."""
        self.calls.append(note)
        times = self.calls.count(note)
        name = f"notes.{note}" if times == 1 else f"notes.{note}.{times}"
        return (NoteCall(name, len(self.calls), self.own(name, "notes", note, "text")),)

    # --- references ---

    def refer(self, place: str, ids: Sequence[str], style: str | None, language: LanguageTag) -> Passage:
        """The words that name other parts, from `place`; a fault for each that this convention does not have."""
        for name in ids:
            if name not in self.targets:
                self.edition.faults.append(diagnostic(
                    NO_TARGET, NOWHERE, f"{self.material.stem}.{place}", clause=_shown(place), target=_shown(name)))
        found = [self.targets[name] for name in ids if name in self.targets]
        return word_reference(found, style, language) if found else ()

    def references_of(self, clause: StandingClause) -> dict[str, Local]:
        return {name: partial(self.refer, clause.id, ids) for name, ids in clause.references.items()}

    def party(self, name: str) -> PartyModel:
        return next(party for party in self.file.parties if party.id == name)


def open_agreement(
    material: Material, file: ConventionFile, language: LanguageTag, state: State,
) -> Agreement:
    """An edition of a convention. Raises SourceError where its articles are not those of the library."""
    if len(file.parties) > MOST_PARTIES:
        raise SourceError([diagnostic(
            MANY_PARTIES, NOWHERE, f"{material.stem}.parties", count=len(file.parties), most=MOST_PARTIES)])
    terms = define_terms(file.parties, material.facts, material.names, language)
    articles = choose_articles(material, file)
    if found := tuple(level_faults(material, articles)):
        raise SourceError(found)
    added = {**terms.facts, **dict(_parameters(material, articles)), **_originals(file)}
    edition = Edition(language, material.catalogs, {**material.facts, **added}, {**material.names, **terms.names})
    targets = {target.id: target for target in _targets(file, articles)}
    return Agreement(material, file, edition, state, terms, articles, targets)


def _parameters(material: Material, articles: Iterable[StandingArticle]) -> Iterator[tuple[str, Unknown]]:
    """A blank for whatever the library asks and the project does not give."""
    for article in articles:
        for parameter in article.used.parameters if article.used is not None else ():
            path = f"{article.id}.{parameter.name}"
            if path not in material.facts:
                yield path, Unknown(parameter.label)


def _originals(file: ConventionFile) -> dict[str, Known]:
    """As many originals as parties, unless the file says how many."""
    number = len(file.parties) if file.originals is None else file.originals
    return {ORIGINALS: Known(Count(Decimal(number), UNIT_ORIGINAL))} if isinstance(number, int) else {}


def _targets(file: ConventionFile, articles: Iterable[StandingArticle]) -> Iterator[Target]:
    for number, article in enumerate(articles, 1):
        yield Target(article.id, (number,), "article")
        above = [article.id]
        for clause, path in zip(article.clauses, clause_paths(number, article.clauses), strict=True):
            above = above[:len(path) - 1]
            yield Target(clause.id, path, "article", tuple(above))
            above.append(clause.id)
    for number, annex in enumerate(file.annexes, 1):
        yield Target(f"annexes.{annex.id}", (number,), "annex")


def clause_paths(article: int, clauses: Iterable[StandingClause]) -> Iterator[tuple[int, ...]]:
    """The number of each clause at each level, that of its article first: (5, 2, 1) is 5.2 a)."""
    counts: list[int] = []
    for clause in clauses:
        counts = [*counts[:clause.level], *[0] * (clause.level - len(counts))]
        counts[-1] += 1
        yield article, *counts


def _shown(name: str) -> str:
    """An id as the file writes it."""
    return name.removeprefix("articles.").removeprefix("annexes.")
