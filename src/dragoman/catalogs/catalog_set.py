"""A folder of catalogs and the messages that belong in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.catalogs import po
from dragoman.catalogs.catalogs import (
    PRODUCT_DOMAINS,
    PROJECT_DOMAIN,
    Catalogs,
    catalog_path,
    domain_of,
    languages_of,
)
from dragoman.catalogs.po import PoFile
from dragoman.document.nodes import LanguageTag
from dragoman.languages import LANGUAGES
from dragoman.wording import Message


@dataclass(frozen=True, slots=True)
class CatalogSet:
    """The catalogs below `root` and their messages, in the order they are written.

    They are the product's, one domain for each kind of document, or with `product` a project's, one domain in all.
    """

    root: Path
    messages: tuple[Message, ...]
    product: "CatalogSet | None" = None
    languages: tuple[LanguageTag, ...] = tuple(LANGUAGES)

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains that have a message, or a catalog of messages that are gone."""
        possible = PRODUCT_DOMAINS if self.product is None else (PROJECT_DOMAIN,)
        used = {self.domain(message) for message in self.messages}
        return tuple(d for d in possible if d in used or any(self.path(d, tag).exists() for tag in LANGUAGES))

    @property
    def places(self) -> tuple[tuple[str, LanguageTag], ...]:
        """Every catalog of the set, by domain and language."""
        return tuple((d, tag) for d in self.domains for tag in self.languages if tag in languages_of(d))

    def domain(self, message: Message) -> str:
        return domain_of(message.key) if self.product is None else PROJECT_DOMAIN

    def path(self, domain: str, language: LanguageTag) -> Path:
        return catalog_path(self.root, domain, language)

    def catalog(self, domain: str, language: LanguageTag) -> PoFile | None:
        """Read one catalog; None where there is none yet. Raises CatalogError."""
        path = self.path(domain, language)
        return po.read(path, language) if path.exists() else None

    def catalogs(self) -> Catalogs:
        """Read all catalogs, the product's below a project's. Raises CatalogError."""
        if self.product is None:
            return Catalogs.load(self.root, None, self.languages)
        return Catalogs.load(self.product.root, self.root, self.languages, self.messages)

    def messages_of(self, domain: str, language: LanguageTag) -> tuple[Message, ...]:
        """Return the messages that belong in one catalog: its own, then the product's that the project rewords."""
        own = [message for message in self.messages if self.domain(message) == domain]
        reworded = self._reworded(language) - {message.key for message in own}
        borrowed = [] if self.product is None else [m for m in self.product.messages if m.key in reworded]
        return tuple(message for message in (*own, *borrowed) if message.only in (None, language))

    def _reworded(self, language: LanguageTag) -> set[str]:
        """The keys that the project's catalog of a language rewords, or must because its French does."""
        if self.product is None:
            return set()
        french = {
            entry.key for entry in self._begun("fr") if entry.strings != entry.ids or entry.fuzzy}
        return french | {entry.key for entry in self._begun(language)}

    def _begun(self, language: LanguageTag) -> Iterator[po.PoEntry]:
        catalog = self.catalog(PROJECT_DOMAIN, language)
        return (entry for entry in catalog.live.values() if entry.begun) if catalog is not None else iter(())


def shared(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Return the messages that every language has."""
    return tuple(message for message in messages if message.only is None)
