"""The digest of everything that a document is made from, so that what has not changed need not be made again.

Of the catalogs only those count that a language reads: its own, and French, which every language is translated from.
Comments, the order of keys and line numbers count for nothing in YAML, and notes for translators for nothing in a
catalog; every file of dragoman and of the templates counts whole. Fonts count for a PDF alone.
"""

import hashlib
import json
from pathlib import Path

from dragoman.catalogs.catalogs import PRODUCT_DOMAINS, Catalogs, Layer, domain_of
from dragoman.catalogs.po import PoEntry
from dragoman.document.nodes import LanguageTag
from dragoman.pipeline.installation import contents, program, system_fonts
from dragoman.sources.nodes import value
from dragoman.sources.project import Sources
from dragoman.sources.prose import OVERRIDES

_INTERFACE = "interface"


def fingerprint(
    sources: Sources, catalogs: Catalogs, fonts: tuple[Path, ...], document: str, *, language: LanguageTag,
    format: str,  # noqa: A002
) -> str:
    """SHA-256, in hexadecimal, of all that a document in a language and a format is made from.

    Other documents of the project have no part in it but for what they reword of dragoman's messages.
    """
    others = frozenset(sources.documents) - {document}
    parts: dict[str, object] = {
        "format": format,
        "dragoman": program(),
        "sources": {stem: value(tree) for stem, tree in sources.trees.items() if stem not in others},
        "rewordings": {
            key: [prose.text, prose.other] for stem in sorted(others)
            for key, prose in getattr(sources.documents[stem], OVERRIDES).items()},
        "images": {name: image.digest for name, image in sources.images.items()},
        "wording": [
            _wording(catalogs.product, language, frozenset()), _wording(catalogs.project, language, others)],
        "templates": None if sources.folder is None else contents(sources.folder / "templates"),
    }
    if format == "pdf":
        parts["fonts"] = [[contents(given) for given in fonts], system_fonts()]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _wording(layer: Layer, language: LanguageTag, others: frozenset[str]) -> dict[str, dict[str, list[object]]]:
    """What a layer says in a language and in French, but for the interface and the prose of other documents.

    A document may bear the name of a domain of messages: then its prose cannot be told from what rewords these.
    """
    apart = {_INTERFACE, *others} - {domain for domain in PRODUCT_DOMAINS if domain != _INTERFACE}
    return {
        tag: {key: _entry(entry) for key, entry in layer.get(tag, {}).items() if domain_of(key) not in apart}
        for tag in {"fr", language}}


def _entry(entry: PoEntry) -> list[object]:
    return [entry.ids, entry.strings, sorted(entry.flags)]
