"""Check the catalogs of the product or of a project: one small function a check.

Faults of syntax, of the header, of keys and of placeholders' grammar refuse a catalog (`catalogs`); they come first,
and alone: while there are some nothing else can be judged.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.catalogs.catalog_set import CatalogSet
from dragoman.catalogs.catalogs import Entry
from dragoman.catalogs.po import OMIT, PoEntry
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import LanguageTag
from dragoman.errors import CatalogError
from dragoman.languages import LANGUAGES
from dragoman.wording import Message, paths, selected
from dragoman.workflow.update import update

OUT_OF_DATE = Code(
    "PO-060", "error", "le catalogue n’est pas à jour : {new} nouveaux, {fuzzy} à revoir, {removed} supprimés",
    "relancez « dragoman catalog update »",
)
TEMPLATE_OUT_OF_DATE = Code(
    "PO-061", "error", "le modèle de catalogue n’est pas à jour", "relancez « dragoman catalog update »",
)
NOT_CANONICAL = Code(
    "PO-062", "warning", "le fichier n’est pas dans sa forme canonique",
    "relancez « dragoman catalog update », qui ne change que la mise en lignes",
)
UNTRANSLATED = Code("PO-063", "error", "pas de traduction en {language} de « {french} »", "écrivez-la dans msgstr")
PLURAL_MISSING = Code(
    "PO-064", "error", "il manque une forme du pluriel en {language}", "remplissez msgstr[0] à msgstr[{last}]",
)
FUZZY_TRANSLATION = Code(
    "PO-065", "error", "traduction à revoir en {language} : le français dit « {french} »",
    "corrigez msgstr puis retirez « fuzzy »",
)
STALE_REWORDING = Code(
    "PO-066", "error", "la reformulation française vaut pour un texte qui a changé ; il dit « {french} »",
    "corrigez msgstr puis retirez « fuzzy », ou videz msgstr pour reprendre ce texte",
)
LOST_PATH = Code(
    "PO-067", "error", "{{{path}}} est dans le français et manque en {language}", "ajoutez-le là où il convient",
)
FOREIGN_PATH = Code(
    "PO-068", "error", "{{{path}}} n’est pas dans le français", "supprimez-le, ou prenez l’un de ceux-ci : {known}",
)
OTHER_PATHS = Code(
    "PO-069", "warning", "la reformulation ne nomme pas les mêmes données que le texte d’origine : {path}",
    "vérifiez que c’est voulu : les traductions devront suivre",
)
OMITTED_UNEXPLAINED = Code(
    "PO-070", "error", "le passage est vide à dessein (x-omit) sans raison donnée",
    "écrivez la raison dans un commentaire (« # ») au-dessus du message",
)
OMITTED_WRITTEN = Code(
    "PO-071", "error", "le passage est dit vide à dessein (x-omit) et ne l’est pas", "retirez le drapeau ou le texte",
)
EDGES = Code(
    "PO-072", "error", "le texte commence ou finit par une espace ou une ligne vide", "supprimez-la",
)
REWORDED = Code(
    "PO-073", "info", "ce projet reformule un message de dragoman : « {french} »", "vérifiez que c’est voulu",
)
UNKNOWN_CATALOG = Code(
    "PO-074", "warning", "aucun message n’appartient à ce fichier", "vérifiez son nom, ou supprimez-le",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One message in one catalog: what stands there, what is then said, and the French it must match."""

    message: Message
    language: LanguageTag
    entry: PoEntry | None
    said: Entry
    french: tuple[str, ...]
    where: Position

    @property
    def strings(self) -> tuple[str, ...]:
        return self.entry.strings if self.entry is not None else ()

    @property
    def half_written(self) -> bool:
        """Some plural forms are written and some are not."""
        return any(self.strings) and not all(self.strings)

    @property
    def comparable(self) -> bool:
        """What stands here is what is said."""
        return self.said.state == "translated" and any(self.strings)


def check_catalogs(catalogs: CatalogSet) -> list[Diagnostic]:
    """Return everything found in the catalogs of a set, in order of place."""
    try:
        found = [*_state(catalogs), *_strays(catalogs), *_rewordings(catalogs)]
        for subject in _subjects(catalogs):
            for check in CHECKS:
                found.extend(check(subject))
    except CatalogError as error:
        found = list(error.diagnostics)
    return sorted(found, key=Diagnostic.sort_key)


def _state(catalogs: CatalogSet) -> Iterator[Diagnostic]:
    report = update(catalogs, check=True)
    for path in report.templates:
        yield diagnostic(TEMPLATE_OUT_OF_DATE, Position(str(path)))
    for catalog in report.catalogs:
        where = Position(str(catalog.path))
        if catalog.outdated:
            yield diagnostic(
                OUT_OF_DATE, where, new=catalog.new + catalog.revived, fuzzy=catalog.fuzzy, removed=catalog.removed)
        elif catalog.changed:
            yield diagnostic(NOT_CANONICAL, where)


def _strays(catalogs: CatalogSet) -> Iterator[Diagnostic]:
    expected = {catalogs.path(domain, language) for domain, language in catalogs.places}
    for language in LANGUAGES:
        for path in sorted(catalogs.path("", language).parent.glob("*.po")):
            if path not in expected:
                yield diagnostic(UNKNOWN_CATALOG, Position(str(path)))


def _rewordings(catalogs: CatalogSet) -> Iterator[Diagnostic]:
    """Product messages that the project rewords in its catalogs alone, not in its YAML."""
    if catalogs.product is None:
        return
    own = {message.key for message in catalogs.messages}
    for domain, language in catalogs.places:
        catalog = catalogs.catalog(domain, language)
        live = catalog.live if catalog is not None else {}
        for message in catalogs.messages_of(domain, language):
            if message.key not in own and message.key in live:
                yield diagnostic(REWORDED, live[message.key].where, message.key, french=message.text)


def _subjects(catalogs: CatalogSet) -> Iterator[Subject]:
    wording = catalogs.catalogs()
    for domain, language in catalogs.places:
        catalog = catalogs.catalog(domain, language)
        if catalog is None:
            continue
        live = catalog.live
        for message in catalogs.messages_of(domain, language):
            entry = live.get(message.key)
            yield Subject(
                message, language, entry, wording.lookup(message, language), wording.french(message),
                entry.where if entry is not None else Position(catalog.file))


def untranslated(subject: Subject) -> Iterator[Diagnostic]:
    if subject.said.state == "missing" and not any(subject.strings):
        yield diagnostic(
            UNTRANSLATED, subject.where, subject.message.key, language=subject.language, french=subject.french[0])


def plural_forms(subject: Subject) -> Iterator[Diagnostic]:
    if subject.half_written:
        last = len(subject.strings) - 1
        yield diagnostic(
            PLURAL_MISSING, subject.where, subject.message.key, language=subject.language, last=last)


def fuzzy(subject: Subject) -> Iterator[Diagnostic]:
    if subject.said.state == "fuzzy" and not subject.half_written:
        code = STALE_REWORDING if subject.language == "fr" else FUZZY_TRANSLATION
        yield diagnostic(
            code, subject.where, subject.message.key, language=subject.language, french=subject.french[0])


def placeholders(subject: Subject) -> Iterator[Diagnostic]:
    """A translation names the paths of the French: all of them, save optional ones, and no other.

    The English singular, which is said of 1 alone, may leave the number out.
    """
    if subject.language == "fr" or not subject.comparable:
        return
    source = _paths(subject.french)
    counts = {"n", subject.message.by or "n"} if len(subject.french) > 1 else set()
    agreeing = source.union(*(selected(text) for text in subject.french))
    for slot, text in enumerate(subject.strings):
        named = paths(text)
        lacking = source - named - set(subject.message.optional)
        if subject.language == "en" and len(subject.strings) > 1 and slot == 0:
            lacking -= counts
        for path in sorted(lacking):
            yield diagnostic(LOST_PATH, subject.where, subject.message.key, path=path, language=subject.language)
        for path in sorted((named - source - counts) | (selected(text) - agreeing)):
            known = ", ".join(sorted(source))
            yield diagnostic(FOREIGN_PATH, subject.where, subject.message.key, path=path, known=known)


def reworded_placeholders(subject: Subject) -> Iterator[Diagnostic]:
    """A French rewording may drop or name other data than the text in code or YAML, but not unnoticed."""
    if subject.language == "fr" and subject.comparable:
        for path in sorted(_paths(subject.message.forms) ^ _paths(subject.strings)):
            yield diagnostic(OTHER_PATHS, subject.where, subject.message.key, path=path)


def omission(subject: Subject) -> Iterator[Diagnostic]:
    if subject.entry is not None and OMIT in subject.entry.flags:
        if any(subject.strings):
            yield diagnostic(OMITTED_WRITTEN, subject.where, subject.message.key)
        elif not subject.entry.remarks.strip():
            yield diagnostic(OMITTED_UNEXPLAINED, subject.where, subject.message.key)


def edges(subject: Subject) -> Iterator[Diagnostic]:
    if any(text != text.strip() for text in subject.strings):
        yield diagnostic(EDGES, subject.where, subject.message.key)


CHECKS: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = (
    untranslated, plural_forms, fuzzy, placeholders, reworded_placeholders, omission, edges,
)


def _paths(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(path for text in texts for path in paths(text))
