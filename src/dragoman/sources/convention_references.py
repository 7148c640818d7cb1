"""What the parts of a convention say of each other, of its project and of the law must hold.

Articles and provisions are the composer's to check, since the library is: which exist, and what refers to them.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.limits import TABLE_CELLS
from dragoman.sources.convention_models import (
    AnnexModel,
    ChosenArticleModel,
    ConventionFile,
    PartyModel,
    WrittenArticleModel,
)
from dragoman.sources.fact_models import NameModel
from dragoman.sources.lookups import NO_FACT, check_one, check_twice
from dragoman.sources.project import Sources
from dragoman.wording import GrammarError, Message, paths, selected

NOT_AN_ORGANISATION = Code(
    "REF-026", "error", "« {value} » n’est pas une organisation dans names.yaml",
    "donnez le nom exact de la personne morale qui signe, ou « unknown: » s’il est inconnu",
)
NOT_A_PERSON = Code(
    "REF-014", "error", "« {value} » n’est pas une personne dans names.yaml",
    "donnez le nom de qui représente cette partie, ou « unknown: » s’il est inconnu",
)
NO_PARTY = Code(
    "REF-015", "error", "« {value} » n’est pas une partie de cette convention",
    "écrivez plutôt : {known} ; ou ajoutez la partie sous « parties »",
)
NO_STATUS = Code(
    "REF-016", "error", "la valeur de la version « {value} » n’est pas donnée",
    "écrivez « {value}: authentic », « translation » ou « unknown »",
)
NOT_PRODUCED = Code(
    "REF-017", "error", "la version « {value} » n’est pas produite : mission.yaml ne donne pas cette langue",
    "ajoutez-la aux langues de la mission, ou supprimez-la ici",
)
FRENCH_NOT_AUTHENTIC = Code(
    "REF-018", "error",
    "une personne publique est partie : la version française fait foi (loi n° 94-665 du 4 août 1994, art. 5)",
    "écrivez « fr: authentic » sous « languages »",
)
NO_FOREIGN_PARTY = Code(
    "REF-019", "error",
    "une personne publique est partie et aucune autre n’est étrangère : la version « {value} » ne peut faire foi "
    "(loi n° 94-665 du 4 août 1994, art. 5)",
    "écrivez « {value}: translation », ou déclarez la partie étrangère par « foreign: true »",
)
NO_AUTHENTIC_VERSION = Code(
    "REF-020", "error", "aucune version de la convention ne fait foi",
    "écrivez « authentic » pour l’une au moins, ou « unknown » si cela reste à décider",
)
NO_ANNEX = Code(
    "REF-021", "error", "« {value} » n’est pas une annexe de cette convention",
    "écrivez plutôt : {known} ; ou ajoutez l’annexe sous « annexes »",
)
NO_NOTE = Code(
    "REF-022", "error", "« {value} » n’est pas une note de cette convention",
    "écrivez plutôt : {known} ; ou ajoutez la note sous « notes »",
)
NEVER_CALLED = Code(
    "REF-023", "error", "la note « {value} » n’est appelée nulle part et ne s’imprimerait pas",
    "appelez-la par {{note.{value}}} là où elle s’applique, ou supprimez-la",
)
NO_CALL_HERE = Code(
    "REF-027", "error", "une note ne peut être appelée ici : « {value} »",
    "appelez-la dans une clause, un visa, un considérant ou une annexe, ni dans un titre ni dans une note",
)
LARGE_TABLE = Code("REF-024", "error", "le tableau dépasse {limit} cellules", "partagez-le en plusieurs annexes")

_COMMON = ("parties", "others", "another")
"""What a placeholder calls several parties by."""
_LISTS = ("parties", "visas", "recitals", "articles", "annexes", "notes")


def check_convention(sources: Sources, stem: str, file: ConventionFile) -> Iterator[Diagnostic]:
    """What is wrong in a convention but the placeholders of its prose."""
    for name in _LISTS:
        yield from check_twice(sources, stem, (name,), [item.id for item in getattr(file, name)])
    for party in file.parties:
        yield from _party(sources, stem, party)
    yield from _articles(sources, stem, file)
    for annex in file.annexes:
        yield from _table(sources, stem, annex)
    yield from _languages(sources, stem, file)
    yield from _notes(sources, stem, file)


def _party(sources: Sources, stem: str, party: PartyModel) -> Iterator[Diagnostic]:
    path = ("parties", party.id)
    yield from check_one(
        NO_FACT, sources, stem, (*path, "organisation"), party.organisation, sources.mission.organisations)
    for field, kind, code in (
        ("legal_name", "organisation", NOT_AN_ORGANISATION), ("representative", "person", NOT_A_PERSON),
    ):
        model = getattr(party, field)
        name = sources.names.get(model.name) if isinstance(model, NameModel) else None
        if name is not None and name.kind != kind:
            where = (*path, field)
            yield diagnostic(code, sources.position(stem, where), ".".join((stem, *where)), value=name.id)


def _articles(sources: Sources, stem: str, file: ConventionFile) -> Iterator[Diagnostic]:
    parties = [party.id for party in file.parties]
    for article in file.articles:
        path = ("articles", article.id)
        match article:
            case WrittenArticleModel():
                yield from check_twice(sources, stem, (*path, "clauses"), [clause.id for clause in article.clauses])
            case ChosenArticleModel():
                yield from check_twice(sources, stem, (*path, "add"), [clause.id for clause in article.add])
                if article.party is not None:
                    yield from check_one(NO_PARTY, sources, stem, (*path, "party"), article.party, parties)
            case _:
                assert_never(article)


def _table(sources: Sources, stem: str, annex: AnnexModel) -> Iterator[Diagnostic]:
    if annex.table is None:
        return
    path = ("annexes", annex.id, "table")
    for name in ("columns", "rows"):
        yield from check_twice(sources, stem, (*path, name), [item.id for item in getattr(annex.table, name)])
    if len(annex.table.columns) * len(annex.table.rows) > TABLE_CELLS:
        yield diagnostic(LARGE_TABLE, sources.position(stem, path), ".".join((stem, *path)), limit=TABLE_CELLS)


def _languages(sources: Sources, stem: str, file: ConventionFile) -> Iterator[Diagnostic]:
    """French is authentic for a French public body, another language for a foreign party (loi 94-665, art. 5)."""
    where, field = sources.position(stem, ("languages",)), f"{stem}.languages"
    yield from (
        diagnostic(NO_STATUS, where, field, value=tag)
        for tag in sources.mission.languages if tag not in file.languages)
    yield from (
        diagnostic(NOT_PRODUCED, sources.position(stem, ("languages", tag)), f"{field}.{tag}", value=tag)
        for tag in file.languages if tag not in sources.mission.languages)
    if not {"authentic", "unknown"} & set(file.languages.values()):
        yield diagnostic(NO_AUTHENTIC_VERSION, where, field)
    if not any(party.nature == "public" and not party.foreign for party in file.parties):
        return
    if file.languages.get("fr") != "authentic":
        yield diagnostic(FRENCH_NOT_AUTHENTIC, sources.position(stem, ("languages", "fr")), f"{field}.fr")
    if not any(party.foreign for party in file.parties):
        yield from (
            diagnostic(NO_FOREIGN_PARTY, sources.position(stem, ("languages", tag)), f"{field}.{tag}", value=tag)
            for tag in file.authentic if tag != "fr")


def _notes(sources: Sources, stem: str, file: ConventionFile) -> Iterator[Diagnostic]:
    """Every note is called, and none where its call would be printed twice, or call itself."""
    closed = {f"{stem}.title", f"{stem}.subtitle", *(f"{stem}.notes.{note.id}.text" for note in file.notes)}
    closed |= {f"{stem}.annexes.{annex.id}.title" for annex in file.annexes}
    called: set[str] = set()
    for message in sources.messages.values():
        if message.file == f"{stem}.yaml":
            named = _named(message)
            called |= named
            for call in sorted(path for path in named if path.startswith("note.") and message.key in closed):
                yield diagnostic(NO_CALL_HERE, sources.position_of_message(message.key), message.key, value=call)
    for note in file.notes:
        if f"note.{note.id}" not in called:
            path = ("notes", note.id)
            yield diagnostic(NEVER_CALLED, sources.position(stem, path), f"{stem}.notes.{note.id}", value=note.id)


def _named(message: Message) -> set[str]:
    try:
        return {path for form in message.forms for path in paths(form) | selected(form)}
    except GrammarError:
        return set()


def parts_of(file: ConventionFile) -> Mapping[str, tuple[Code, tuple[str, ...]]]:
    """What a placeholder of a convention's prose may name beside facts, by the first word of its path.

    That is the fault of a path that names nothing, and the paths that name something. Paths under `article.` are the
    composer's to judge.
    """
    return {
        "annex": (NO_ANNEX, tuple(f"annex.{annex.id}" for annex in file.annexes)),
        "note": (NO_NOTE, tuple(f"note.{note.id}" for note in file.notes)),
        "party": (NO_PARTY, tuple(f"party.{party.id}" for party in file.parties)),
        **dict.fromkeys(_COMMON, (NO_PARTY, _COMMON)),
    }
