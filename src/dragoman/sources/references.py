"""Every name that one file calls another by must exist: facts, names, programme items, messages."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import assert_never

from dragoman import facts
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.limits import TABLE_CELLS
from dragoman.sources.faults import nearest
from dragoman.sources.models import DocumentFile, PressReleaseFile
from dragoman.sources.project import Sources
from dragoman.sources.prose import OVERRIDES
from dragoman.sources.typing import GROUPS
from dragoman.wording import GrammarError, Message, paths, selected

NO_NAME = Code(
    "REF-001", "error", "« {value} » n’est pas dans names.yaml",
    "ajoutez-y ce nom, ou corrigez-le (noms connus : {known})",
)
NO_FACT = Code(
    "REF-002", "error", "« {value} » n’est pas un fait du projet",
    "corrigez-le (connus : {known}), ou ajoutez-le",
)
NO_ITEM = Code(
    "REF-003", "error", "« {value} » n’est pas au programme de mission.yaml",
    "corrigez-le (connus : {known}), ou ajoutez-le",
)
TWICE = Code("REF-004", "error", "l’identifiant « {value} » sert deux fois", "donnez à chacun le sien")
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

_COLUMNS = 3
_RESERVED = {"mission", "house", "release", "programme", "n"}
LOCAL = {"n"}
"""Paths that a message may name beside the facts: the number in a counted noun."""


def check_references(sources: Sources) -> Iterator[Diagnostic]:
    yield from _identifiers(sources)
    yield from _names(sources)
    yield from _programme(sources)
    for stem, document in sources.documents.items():
        yield from _document(sources, stem, document)
    for message in sources.messages.values():
        yield from _message(sources, message)


def _known(words: Iterable[str], value: str) -> str:
    words = sorted(words)
    near = nearest(value, words)
    return near or ", ".join(words[:12])


def _identifiers(sources: Sources) -> Iterator[Diagnostic]:
    used = Counter(key for group in GROUPS for key in getattr(sources.mission, group))
    for group in GROUPS:
        for key in getattr(sources.mission, group):
            place = sources.position("mission", (group, key))
            if used[key] > 1:
                yield diagnostic(TWICE, place, f"mission.{group}.{key}", value=key)
            if key in _RESERVED:
                yield diagnostic(RESERVED, place, f"mission.{group}.{key}", value=key)
    yield from _twice(sources, "mission", "programme", [item.id for item in sources.mission.programme])
    if len(sources.mission.programme) * _COLUMNS > TABLE_CELLS:
        limit = TABLE_CELLS // _COLUMNS
        yield diagnostic(TOO_LONG, sources.position("mission", ("programme",)), "mission.programme", limit=limit)


def _twice(sources: Sources, stem: str, field: str, ids: list[str]) -> Iterator[Diagnostic]:
    for key, times in Counter(ids).items():
        if times > 1:
            yield diagnostic(TWICE, sources.position(stem, (field, key)), f"{stem}.{field}.{key}", value=key)


def _names(sources: Sources) -> Iterator[Diagnostic]:
    for path, state in sources.facts.items():
        if isinstance(state, facts.Known) and isinstance(state.value, facts.Named):
            name = state.value.name
            if name not in sources.names:
                known = _known(sources.names, name)
                yield diagnostic(NO_NAME, sources.position_of_fact(path), path, value=name, known=known)
    contact = sources.facts.get("house.press_contact.name")
    if isinstance(contact, facts.Known) and isinstance(contact.value, facts.Attested):
        text = contact.value.text
        if text in sources.names:
            where = sources.position("house", ("press_contact", "name"))
            yield diagnostic(IDENTIFIER, where, "house.press_contact.name", value=text)
    if sources.house.name not in sources.mission.organisations:
        known = _known(sources.mission.organisations, sources.house.name)
        where = sources.position("house", ("name",))
        yield diagnostic(NO_FACT, where, "house.name", value=sources.house.name, known=known)


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


def _document(sources: Sources, stem: str, document: DocumentFile) -> Iterator[Diagnostic]:
    match document:
        case PressReleaseFile():
            yield from _twice(sources, stem, "key_figures", [figure.id for figure in document.key_figures])
            yield from _twice(sources, stem, "sections", [section.id for section in document.sections])
            for figure in document.key_figures:
                if figure.fact not in sources.mission.figures:
                    where = sources.position(stem, ("key_figures", figure.id, "fact"))
                    known = _known(sources.mission.figures, figure.fact)
                    yield diagnostic(NO_FACT, where, f"{stem}.{figure.id}", value=figure.fact, known=known)
            items = [item.id for item in sources.mission.programme]
            for item in document.programme:
                if item not in items:
                    where, known = sources.position(stem, ("programme",)), _known(items, item)
                    yield diagnostic(NO_ITEM, where, f"{stem}.programme", value=item, known=known)
        case _:
            assert_never(document)


def _message(sources: Sources, message: Message) -> Iterator[Diagnostic]:
    where = _place(sources, message)
    allowed = set(sources.facts_of(message.file.removesuffix(".yaml")))
    noun = message.key.endswith(".noun")
    try:
        named = {path for form in message.forms for path in paths(form) | selected(form)}
    except GrammarError as error:
        yield diagnostic(GRAMMAR, where, message.key, value=error.fragment)
        return
    product = _is_override(sources, message)
    for path in sorted(named - allowed - (LOCAL if noun else set())):
        if not product:
            yield diagnostic(NO_FACT, where, message.key, value=path, known=_known(allowed, path))
    yield from _plural(sources, message, where, noun=noun)


def _is_override(sources: Sources, message: Message) -> bool:
    """A reworded product message; its placeholders are the product's own."""
    document = sources.documents.get(message.file.removesuffix(".yaml"))
    return document is not None and message.key in getattr(document, OVERRIDES)


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
    if _is_override(sources, message):
        return sources.position(message.file.removesuffix(".yaml"), (OVERRIDES, message.key))
    return sources.position_of_message(message.key)
