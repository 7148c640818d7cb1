"""Every name that one file calls another by must exist: facts, names, programme items, messages."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from dragoman import facts
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.limits import TABLE_CELLS
from dragoman.sources.convention_models import ConventionFile
from dragoman.sources.convention_references import check_convention, parts_of
from dragoman.sources.document_models import DocumentFile, PressReleaseFile
from dragoman.sources.invitation_models import InvitationFile
from dragoman.sources.lookups import NO_FACT, TWICE, check_one, check_twice, nearby
from dragoman.sources.project import Sources
from dragoman.sources.prose import OVERRIDES
from dragoman.sources.typing import GROUPS
from dragoman.wording import GrammarError, Message, paths, selected

NO_NAME = Code(
    "REF-001", "error", "« {value} » n’est pas dans names.yaml",
    "ajoutez-y ce nom, ou corrigez-le (noms connus : {known})",
)
NO_ITEM = Code(
    "REF-003", "error", "« {value} » n’est pas au programme de mission.yaml",
    "corrigez-le (connus : {known}), ou ajoutez-le",
)
NO_PART = Code(
    "REF-012", "error", "« {value} » n’est pas une partie de ce communiqué", "corrigez-le (connues : {known})",
)
GRAMMAR = Code(
    "REF-005", "error", "accolade mal placée ou mal fermée près de « {value} »",
    "écrivez {{chemin}}, {{chemin:style}} ou {{chemin?masculin|féminin}} ; {{{{ donne une accolade",
)
RESERVED = Code("REF-006", "error", "« {value} » est un mot réservé", "choisissez un autre identifiant")
NOT_A_COUNT = Code("REF-007", "error", "« {value} » n’est pas un fait compté", "donnez après « by: » un fait « count »")
NO_BY = Code(
    "REF-008", "error", "un texte à deux formes ne dit pas ce qui se compte", "ajoutez « by: » et un fait compté",
)
OUTSIDE = Code(
    "REF-009", "error", "« {value} » tombe hors des dates de la mission ({known})", "corrigez l’une ou l’autre",
)

IDENTIFIER = Code(
    "REF-011", "error", "« {value} » est un identifiant de names.yaml, et c’est le texte imprimé qu’il faut ici",
    "écrivez le nom tel qu’il s’imprime",
)
TOO_LONG = Code("REF-010", "error", "le programme dépasse {limit} rendez-vous", "gardez ceux qu’un document montre")

TAKEN = Code(
    "REF-025", "error", "« {value} » est déjà un texte du projet, et ne peut reformuler le message de même clé",
    "changez ce texte, ou renommez le fichier qui le porte",
)

_COLUMNS = 3
_RESERVED = {
    "mission", "house", "release", "programme", "n", "convention", "parties", "party", "articles", "article", "annex",
    "note", "others", "another", "invitation", "recipient",
}
LOCAL = {"n"}
"""Paths that a message may name beside the facts: the number in a counted noun."""


def check_references(sources: Sources) -> Iterator[Diagnostic]:
    yield from _identifiers(sources)
    yield from _names(sources)
    yield from _programme(sources)
    for stem, document in sources.documents.items():
        yield from _rewordings(sources, stem, document)
        yield from _document(sources, stem, document)
    for message in sources.messages.values():
        yield from _message(sources, message)


def _identifiers(sources: Sources) -> Iterator[Diagnostic]:
    used = Counter(key for group in GROUPS for key in getattr(sources.mission, group))
    for group in GROUPS:
        for key in getattr(sources.mission, group):
            place = sources.position("mission", (group, key))
            if used[key] > 1:
                yield diagnostic(TWICE, place, f"mission.{group}.{key}", value=key)
            if key in _RESERVED:
                yield diagnostic(RESERVED, place, f"mission.{group}.{key}", value=key)
    yield from check_twice(sources, "mission", ("programme",), [item.id for item in sources.mission.programme])
    if len(sources.mission.programme) * _COLUMNS > TABLE_CELLS:
        limit = TABLE_CELLS // _COLUMNS
        yield diagnostic(TOO_LONG, sources.position("mission", ("programme",)), "mission.programme", limit=limit)


def _names(sources: Sources) -> Iterator[Diagnostic]:
    for path, state in sources.facts.items():
        for name in _names_in(state):
            if name not in sources.names:
                known = nearby(sources.names, name)
                yield diagnostic(NO_NAME, sources.position_of_fact(path), path, value=name, known=known)
        if path.startswith("house.press_contacts.") and path.endswith(".name") and isinstance(state, facts.Known):
            text = state.value.text if isinstance(state.value, facts.Attested) else ""
            if text in sources.names:
                yield diagnostic(IDENTIFIER, sources.position_of_fact(path), path, value=text)
    if sources.house.name not in sources.mission.organisations:
        known = nearby(sources.mission.organisations, sources.house.name)
        where = sources.position("house", ("name",))
        yield diagnostic(NO_FACT, where, "house.name", value=sources.house.name, known=known)


def _names_in(state: facts.State) -> Iterator[str]:
    match state:
        case facts.Known(value=facts.Named(name)):
            yield name
        case facts.Known(value=facts.Listing(items)):
            yield from (item.name for item in items if isinstance(item, facts.Named))
        case _:
            pass


def _programme(sources: Sources) -> Iterator[Diagnostic]:
    mission = sources.facts["mission.dates"]
    if not isinstance(mission, facts.Known) or not isinstance(span := mission.value, facts.DateRange):
        return
    for path, state in sources.facts.items():
        if path.startswith("programme.") and isinstance(state, facts.Known):
            days = _days(state.value)
            if any(not span.start <= day <= span.end for day in days):
                yield diagnostic(
                    OUTSIDE, sources.position_of_fact(path), path, value=" – ".join(str(d) for d in days),
                    known=f"{span.start} – {span.end}")


def _days(value: facts.Value) -> list[dt.date]:
    match value:
        case facts.Date():
            return [value.day]
        case facts.DateRange():
            return [value.start, value.end]
        case facts.Instant():
            return [value.local.date()]
        case _:
            return []


def _rewordings(sources: Sources, stem: str, document: DocumentFile) -> Iterator[Diagnostic]:
    """A key that the prose of a file has too would stand twice in the project's catalogs."""
    for key in document.wording:
        if sources.messages[key].own:
            yield diagnostic(TAKEN, sources.position(stem, (OVERRIDES, key)), key, value=key)


def _document(sources: Sources, stem: str, document: DocumentFile) -> Iterator[Diagnostic]:
    match document:
        case PressReleaseFile():
            yield from _release(sources, stem, document)
        case ConventionFile():
            yield from check_convention(sources, stem, document)
        case InvitationFile():
            yield from _invitation(sources, stem, document)
        case _:
            assert_never(document)


def _invitation(sources: Sources, stem: str, file: InvitationFile) -> Iterator[Diagnostic]:
    for name in ("details", "enclosures", "copies"):
        yield from check_twice(sources, stem, (name,), [item.id for item in getattr(file, name)])
    if file.event is not None:
        yield from check_one(NO_ITEM, sources, stem, ("event",), file.event, [e.id for e in sources.mission.programme])


_LISTS = ("key_figures", "sections", "boxes", "quotes", "pictures", "particulars", "notes", "links")


def _release(sources: Sources, stem: str, file: PressReleaseFile) -> Iterator[Diagnostic]:
    for name in _LISTS:
        yield from check_twice(sources, stem, (name,), [item.id for item in getattr(file, name)])
    yield from check_twice(sources, stem, ("programme",), list(file.programme))
    for figure in file.key_figures:
        path = ("key_figures", figure.id, "fact")
        yield from check_one(NO_FACT, sources, stem, path, figure.fact, sources.mission.figures)
    for item in file.programme:
        yield from check_one(NO_ITEM, sources, stem, ("programme",), item, [e.id for e in sources.mission.programme])
    for quote in file.quotes:
        path = ("quotes", quote.id, "speaker")
        yield from check_one(NO_FACT, sources, stem, path, quote.speaker, sources.mission.people)
    sections = [section.id for section in file.sections]
    for name, placed in (("boxes", file.boxes), ("pictures", file.pictures)):
        for block in placed:
            if block.after is not None:
                yield from check_one(NO_PART, sources, stem, (name, block.id, "after"), block.after, sections)
    yield from _answers(sources, stem, file, ["headline", "subtitle", "lede", *sections])


def _answers(sources: Sources, stem: str, file: PressReleaseFile, parts: list[str]) -> Iterator[Diagnostic]:
    known = sources.facts_of(stem)
    for question in ("who", "when", "where"):
        for path in getattr(file.answers, question):
            yield from check_one(NO_FACT, sources, stem, ("answers", question), path, known)
    for question in ("what", "why", "how"):
        for part in getattr(file.answers, question):
            yield from check_one(NO_PART, sources, stem, ("answers", question), part, parts)


def _message(sources: Sources, message: Message) -> Iterator[Diagnostic]:
    where = _place(sources, message)
    allowed = set(sources.facts_of(message.file.removesuffix(".yaml")))
    noun = message.key.endswith(".noun")
    try:
        named = {path for form in message.forms for path in paths(form) | selected(form)}
    except GrammarError as error:
        yield diagnostic(GRAMMAR, where, message.key, value=error.fragment)
        return
    for path in sorted(named - allowed - (LOCAL if noun else set())):
        if message.own:
            yield from _named(sources, message, path, allowed)
    yield from _plural(sources, message, where, noun=noun)


def _named(sources: Sources, message: Message, path: str, facts_known: set[str]) -> Iterator[Diagnostic]:
    """A placeholder that names no fact: in a convention it may name a part of it."""
    document = sources.documents.get(message.file.removesuffix(".yaml"))
    code, known = NO_FACT, tuple(facts_known)
    if isinstance(document, ConventionFile):
        if path.startswith("article."):
            return
        parts = parts_of(document)
        named = (*known, *(name for _, names in parts.values() for name in names))
        code, known = parts.get(path.partition(".")[0], (code, named))
    if path not in known:
        yield diagnostic(code, _place(sources, message), message.key, value=path, known=nearby(known, path))


def _plural(sources: Sources, message: Message, where: Position, *, noun: bool) -> Iterator[Diagnostic]:
    if noun or (message.other is None and message.by is None):
        return
    if message.by is None or message.other is None:
        yield diagnostic(NO_BY, where, message.key)
        return
    state = sources.facts.get(message.by)
    if not isinstance(state, facts.Known) or not isinstance(state.value, facts.Count):
        yield diagnostic(NOT_A_COUNT, where, message.key, value=message.by)


def _place(sources: Sources, message: Message) -> Position:
    if not message.own:
        return sources.position(message.file.removesuffix(".yaml"), (OVERRIDES, message.key))
    return sources.position_of_message(message.key)
