"""Bring catalogs up to date with their messages.

Messages are matched by key alone, never by likeness. A translation whose French changed stays, marked fuzzy, with the
former French beside it; one whose message is gone stays as obsolete and returns with its key. In `fr` an entry that
repeats the text in code or YAML follows it. A second run changes nothing.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from dragoman.catalogs import po
from dragoman.catalogs.catalog_set import CatalogSet
from dragoman.catalogs.catalogs import Catalogs
from dragoman.catalogs.po import FUZZY, PoEntry, PoFile
from dragoman.diagnostics import Code, Position, diagnostic
from dragoman.document.nodes import LanguageTag
from dragoman.errors import InternalError
from dragoman.files import write_atomic
from dragoman.wording import Message
from dragoman.workflow.extract import differs, templates, untranslated

UNFAITHFUL = Code(
    "PO-050", "error", "le catalogue écrit ne se relit pas tel quel", "rien n’a été écrit ; signalez ce défaut",
)

Outcome: TypeAlias = Literal["new", "followed", "fuzzy", "revived", "unchanged"]


@dataclass(frozen=True, slots=True)
class CatalogUpdate:
    """What an update makes of one catalog.

    Each message counts once: it is `new`; it `followed` a French that changed, being untranslated or a repetition of
    it; it became `fuzzy`; it was obsolete and is `revived`; or it is `unchanged`. `removed` counts messages that are
    gone. `outdated`: the content changes; `changed`: the bytes do.
    """

    path: Path
    domain: str
    language: LanguageTag
    new: int
    followed: int
    fuzzy: int
    revived: int
    unchanged: int
    removed: int
    outdated: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """`templates` are those that change."""

    catalogs: tuple[CatalogUpdate, ...]
    templates: tuple[Path, ...]

    @property
    def changed(self) -> bool:
        return bool(self.templates) or any(catalog.changed for catalog in self.catalogs)


def update(catalogs: CatalogSet, *, check: bool = False) -> UpdateReport:
    """Write the templates and catalogs that change, or with `check` only say what would.

    Raises CatalogError when a catalog cannot be read, and OutputError; nothing is written before everything is ready.
    """
    wording = catalogs.catalogs()
    plans = [plan for domain, language in catalogs.places if language == "fr"
             if (plan := _plan(catalogs, wording, domain, language)) is not None]
    renewed = {(plan.update.domain, plan.update.language): plan.data.decode() for plan in plans}
    wording = wording.with_texts(renewed)
    plans += [plan for domain, language in catalogs.places if language != "fr"
              if (plan := _plan(catalogs, wording, domain, language)) is not None]
    changed_templates = {path: data for path, data in templates(catalogs, wording).items() if differs(path, data)}
    if not check:
        for path, data in changed_templates.items():
            write_atomic(path, data)
        for plan in plans:
            if plan.update.changed:
                write_atomic(plan.update.path, plan.data)
    return UpdateReport(tuple(plan.update for plan in plans), tuple(changed_templates))


@dataclass(frozen=True, slots=True)
class _Plan:
    update: CatalogUpdate
    data: bytes


def _plan(catalogs: CatalogSet, wording: Catalogs, domain: str, language: LanguageTag) -> _Plan | None:
    """What becomes of one catalog; None where there is none and no message for it."""
    messages = catalogs.messages_of(domain, language)
    current = catalogs.catalog(domain, language)
    if not messages and current is None:
        return None
    renewed, outcomes = _renewed(messages, wording, language, current)
    path = catalogs.path(domain, language)
    data = _rendered(renewed, path)
    removed = current.live.keys() - renewed.live.keys() if current is not None else ()
    return _Plan(CatalogUpdate(
        path, domain, language, new=outcomes["new"], followed=outcomes["followed"], fuzzy=outcomes["fuzzy"],
        revived=outcomes["revived"], unchanged=outcomes["unchanged"], removed=len(removed),
        outdated=renewed != current, changed=differs(path, data)), data)


def _renewed(
    messages: Iterable[Message], wording: Catalogs, language: LanguageTag, current: PoFile | None,
) -> tuple[PoFile, Counter[Outcome]]:
    old = current or PoFile(language, (), ())
    live = old.live
    dead = {entry.key: entry for entry in old.entries if entry.obsolete and entry.begun}
    outcomes: Counter[Outcome] = Counter()
    entries: dict[str, PoEntry] = {}
    used = set()
    for message in messages:
        former = live.get(message.key)
        if (former is None or not former.begun) and message.key in dead:
            former = dead[message.key]
            used.add((former.key, former.ids))
        french = wording.messages.get(message.key, message).forms if language == "fr" else wording.french(message)
        entries[message.key], outcome = _merged(message, french, former, language)
        outcomes[outcome] += 1
    used |= {(entry.key, entry.ids) for entry in entries.values()}
    obsolete = tuple(
        replace(entry, obsolete=True, notes="", files=()) for entry in old.entries
        if (entry.key, entry.ids) not in used and (entry.obsolete or entry.key not in entries)
        and _worth_keeping(entry, language))
    metadata = po.with_headers(language, dict(old.metadata))
    return PoFile(language, (*entries.values(), *obsolete), metadata, old.remarks), outcomes


def _worth_keeping(entry: PoEntry, language: LanguageTag) -> bool:
    """A person wrote it: it says something, and in French something else than the text in code or YAML."""
    return entry.begun and not (language == "fr" and entry.strings == entry.ids)


def _merged(
    message: Message, ids: tuple[str, ...], old: PoEntry | None, language: LanguageTag,
) -> tuple[PoEntry, Outcome]:
    """The entry of a message whose French is `ids`, made of what stood there."""
    fresh = untranslated(message, ids, po.slots(language))
    source = language == "fr"
    if source:
        fresh = replace(fresh, strings=ids)
    if old is None:
        return fresh, "new"
    fresh = replace(fresh, remarks=old.remarks, flags=tuple(flag for flag in old.flags if flag != FUZZY))
    if not old.begun or (source and old.repeats(ids)):
        same = (old.ids, old.strings) == (fresh.ids, fresh.strings)
        return fresh, "unchanged" if same else "followed"
    kept = replace(fresh, strings=old.strings, flags=old.flags, previous_key=old.previous_key)
    if old.ids == ids:
        kept = replace(kept, previous=old.previous if old.fuzzy else ())
        return kept, "revived" if old.obsolete else "unchanged"
    previous = old.previous if old.fuzzy and old.previous else old.ids
    fuzzy = replace(
        kept, strings=_fitted(old.strings, len(fresh.strings)), flags=(FUZZY, *fresh.flags),
        previous=previous if previous != ids else ())
    return fuzzy, "revived" if old.obsolete else "fuzzy"


def _fitted(strings: tuple[str, ...], slots: int) -> tuple[str, ...]:
    """Texts for another number of plural forms: the first ones, the last repeated."""
    return (strings + strings[-1:] * slots)[:slots]


def _rendered(catalog: PoFile, path: Path) -> bytes:
    """Write a catalog and read it back. Raises InternalError where the two differ."""
    data = po.render(catalog)
    if catalog.language is None or po.parse(data, catalog.language, str(path)) != catalog:
        raise InternalError([diagnostic(UNFAITHFUL, Position(str(path)))])
    return data
