"""The catalogs of the product and of a project, and what a message says in a language.

French is the source. The effective French of a key is what `fr` says where it says something current, else the text
in code or YAML; an English or Japanese entry counts only while it was written from that very French, whether or not
the catalogs were updated since. A project's entry comes before the product's under the same key, unless the project
has a message of its own under that key: then each is found in its own catalogs alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from dragoman.catalogs import po
from dragoman.catalogs.po import PoEntry, PoFile
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import LanguageTag
from dragoman.errors import CatalogError, InternalError
from dragoman.languages import LANGUAGES
from dragoman.wording import GrammarError, Message, parse

WRONG_DOMAIN = Code(
    "PO-030", "error", "cette clé n’est pas du domaine « {domain} »",
    "déplacez le message dans le catalogue que nomme le début de sa clé",
)
OMITTED_CLAUSE = Code(
    "PO-031", "error", "une convention ne peut pas taire un passage (x-omit)", "traduisez-le",
)
OTHER_LANGUAGE = Code(
    "PO-032", "error", "ce message n’existe qu’en « {only} », il est demandé en « {language} »",
    "signalez ce défaut aux auteurs de dragoman",
)

GRAMMAR = Code(
    "PO-033", "error", "accolade mal écrite près de « {found} »",
    "écrivez {{chemin}}, {{chemin:style}} ou {{chemin?masculin|féminin}} ; {{{{ donne une accolade",
)

PRODUCT_DOMAINS = ("interface", "common", "press_release", "convention", "invitation")
PROJECT_DOMAIN = "project"

Layer = Mapping[LanguageTag, Mapping[str, PoEntry]]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a message says: one text for each plural form of `language`, the language of the texts.

    A message that is missing or fuzzy says its French instead; French itself is fuzzy where its rewording was made
    for an older text, and then says the text in code or YAML. `omitted`: the language says nothing on purpose.
    """

    forms: tuple[str, ...]
    state: Literal["translated", "missing", "fuzzy"]
    language: LanguageTag
    omitted: bool = False


def domain_of(key: str) -> str:
    return key.split(".", 1)[0]


def languages_of(domain: str) -> tuple[LanguageTag, ...]:
    """Return the languages that have a domain: the interface speaks French and English alone."""
    return ("fr", "en") if domain == "interface" else tuple(LANGUAGES)


def catalog_path(root: Path, domain: str, language: LanguageTag) -> Path:
    return root / language / "LC_MESSAGES" / f"{domain}.po"


def template_path(root: Path, domain: str) -> Path:
    return root / f"{domain}.pot"


@dataclass(frozen=True, slots=True, eq=False)
class Catalogs:
    """Everything the catalogs say, by language and key; `messages` are the project's, by key."""

    product: Layer
    project: Layer
    messages: Mapping[str, Message]

    @classmethod
    def load(
        cls, product: Path, project: Path | None, languages: Iterable[LanguageTag], messages: Iterable[Message] = (),
    ) -> "Catalogs":
        """Read the catalogs of some languages, and of French, from the folders `product` and `project`.

        `messages` are the project's own. A catalog that does not exist is empty. Raises CatalogError with every
        fault of every file.
        """
        wanted = sorted({*languages, "fr"})
        roots = [(product, domain) for domain in PRODUCT_DOMAINS]
        if project is not None:
            roots.append((project, PROJECT_DOMAIN))
        places = [(domain, tag, catalog_path(root, domain, tag)) for root, domain in roots for tag in wanted]
        files = ((domain, tag, partial(po.read, path, tag)) for domain, tag, path in places if path.exists())
        return _gathered(cls({}, {}, {}), files, messages)

    @classmethod
    def from_texts(
        cls, texts: Mapping[tuple[str, LanguageTag], str], messages: Iterable[Message] = (),
    ) -> "Catalogs":
        """Read PO texts by domain and language; the domain `project` is the project's. Raises CatalogError."""
        return cls({}, {}, {}).with_texts(texts, messages)

    def with_texts(
        self, texts: Mapping[tuple[str, LanguageTag], str], messages: Iterable[Message] = (),
    ) -> "Catalogs":
        """Return these catalogs with PO texts added, by domain and language. Raises CatalogError."""
        files = ((domain, tag, partial(po.parse, text.encode(), tag, f"{domain}.{tag}.po"))
                 for (domain, tag), text in texts.items())
        return _gathered(self, files, messages)

    def lookup(self, message: Message, language: LanguageTag) -> Entry:
        """Return what a message says in a language, found by its key alone.

        Raises InternalError for a message that another language alone has.
        """
        message = self._reworded(message)
        if message.only not in (None, language):
            raise InternalError([diagnostic(
                OTHER_LANGUAGE, Position(message.file), message.key, only=message.only, language=language)])
        french, source = self._french(message)
        if language == "fr":
            return french
        state: Literal["missing", "fuzzy"] = "missing"
        for layer in self._layers(message):
            entry = layer.get(language, {}).get(message.key)
            if entry is None or not entry.begun:
                continue
            if entry.fuzzy or entry.ids != source:
                state = "fuzzy"
            elif entry.complete:
                return Entry(entry.strings, "translated", language, entry.omitted)
            break
        return Entry(source, state, "fr")

    def position(self, key: str, language: LanguageTag) -> Position | None:
        """Return where a key stands in the catalogs of a language; None where no catalog has it."""
        for layer in (self.project, self.product):
            if (entry := layer.get(language, {}).get(key)) is not None:
                return entry.where
        return None

    def french(self, message: Message) -> tuple[str, ...]:
        """Return the effective French of a message: what its translations are made from."""
        return self._french(self._reworded(message))[1]

    def _reworded(self, message: Message) -> Message:
        """The project's own words for a message of the product; who has it and what it may drop stay the product's."""
        reworded = None if message.own else self.messages.get(message.key)
        if reworded is None or reworded.own:
            return message
        return replace(reworded, only=message.only, optional=message.optional)

    def _layers(self, message: Message) -> tuple[Layer, ...]:
        """The catalogs that may word a message: a project's prose has no part in the product's, nor they in it."""
        if message.own:
            return (self.project,)
        known = self.messages.get(message.key)
        return (self.product,) if known is not None and known.own else (self.project, self.product)

    def _french(self, message: Message) -> tuple[Entry, tuple[str, ...]]:
        """The French entry of a message, and the text that its translations are made from.

        They differ only where French says nothing on purpose, which another language need not follow.
        """
        reworded = message.key in self.messages and not self.messages[message.key].own
        layers = (self.project,) if reworded else self._layers(message)
        stale = omitted = False
        source = message.forms
        for layer in layers:
            entry = layer.get("fr", {}).get(message.key)
            if entry is None or not entry.begun or entry.repeats(message.forms):
                continue
            if entry.fuzzy or entry.ids != message.forms or not entry.complete:
                stale = True
            elif entry.omitted:
                omitted = True
            else:
                source = entry.strings
                break
        forms = ("",) * len(source) if omitted else source
        return Entry(forms, "fuzzy" if stale else "translated", "fr", omitted), source


def _gathered(
    base: Catalogs, readers: Iterable[tuple[str, LanguageTag, Callable[[], PoFile]]], messages: Iterable[Message],
) -> Catalogs:
    """Add to `base` what every reader reads. Raises CatalogError with the faults of all."""
    product = {tag: dict(entries) for tag, entries in base.product.items()}
    project = {tag: dict(entries) for tag, entries in base.project.items()}
    faults: list[Diagnostic] = []
    for domain, language, read in readers:
        try:
            catalog = read()
        except CatalogError as error:
            faults.extend(error.diagnostics)
            continue
        faults.extend(_faults(catalog, domain))
        (project if domain == PROJECT_DOMAIN else product).setdefault(language, {}).update(catalog.live)
    if faults:
        raise CatalogError(sorted(faults, key=Diagnostic.sort_key))
    return Catalogs(product, project, {**base.messages, **{message.key: message for message in messages}})


def _faults(catalog: PoFile, domain: str) -> Iterator[Diagnostic]:
    """What a well-formed catalog may not say."""
    for entry in catalog.live.values():
        own = domain_of(entry.key)
        if domain not in (PROJECT_DOMAIN, own):
            yield diagnostic(WRONG_DOMAIN, entry.where, entry.key, domain=domain)
        if po.OMIT in entry.flags and own == "convention":
            yield diagnostic(OMITTED_CLAUSE, entry.where, entry.key)
        if not entry.fuzzy:
            yield from _grammar(entry)


def _grammar(entry: PoEntry) -> Iterator[Diagnostic]:
    for text in entry.strings:
        try:
            parse(text)
        except GrammarError as error:
            yield diagnostic(GRAMMAR, entry.where, entry.key, found=error.fragment)
