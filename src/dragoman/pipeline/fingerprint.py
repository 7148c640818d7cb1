"""The digest of everything that a document is made from, so that what has not changed need not be made again.

Of the catalogs only those count that a language reads: its own, and French, which every language is translated from.
Comments, the order of keys and line numbers count for nothing in YAML, and notes for translators for nothing in a
catalog; every file of dragoman and of the templates counts whole. Fonts count for a PDF alone.
"""

import ctypes
import functools
import hashlib
import json
import sys
import zlib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dragoman.appearance.faces import SYSTEM_FOLDERS
from dragoman.catalogs.catalogs import PRODUCT_DOMAINS, Catalogs, Layer, domain_of
from dragoman.catalogs.po import PoEntry
from dragoman.document.nodes import LanguageTag
from dragoman.resources import folder, package
from dragoman.sources.nodes import value
from dragoman.sources.project import Sources
from dragoman.sources.prose import OVERRIDES

_MAKERS = (
    "babel", "cssselect2", "docxtpl", "dragoman", "fonttools", "jinja2", "lxml", "phonenumbers", "pillow", "polib",
    "pydyf", "pyphen", "python-docx", "tinycss2", "tinyhtml5", "weasyprint",
)
"""Distributions whose version may change the bytes of a document."""
_LIBRARIES = {"libpango-1.0.so.0": "pango_version_string", "libharfbuzz.so.0": "hb_version_string"}
"""System libraries that lay out and embed, with the function that says their version."""
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
        "dragoman": _program(),
        "sources": {stem: value(tree) for stem, tree in sources.trees.items() if stem not in others},
        "rewordings": {
            key: [prose.text, prose.other] for stem in sorted(others)
            for key, prose in getattr(sources.documents[stem], OVERRIDES).items()},
        "images": {name: image.digest for name, image in sources.images.items()},
        "wording": [
            _wording(catalogs.product, language, frozenset()), _wording(catalogs.project, language, others)],
        "templates": None if sources.folder is None else _contents(sources.folder / "templates"),
    }
    if format == "pdf":
        parts["fonts"] = [[_contents(given) for given in fonts], _system_fonts()]
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


@functools.cache
def _program() -> Mapping[str, object]:
    """What makes documents here: our own files, the libraries and the interpreter."""
    return {
        "package": _contents(package()),
        "templates": _contents(folder("templates")),
        "distributions": {name: _version(name) for name in _MAKERS},
        "libraries": {name: _library_version(name, function) for name, function in _LIBRARIES.items()},
        "python": [sys.version, zlib.ZLIB_RUNTIME_VERSION],
    }


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _library_version(name: str, function: str) -> str | None:
    try:
        ask = ctypes.CDLL(name)[function]
    except (OSError, AttributeError):
        return None
    ask.restype = ctypes.c_char_p
    said: bytes = ask()
    return said.decode()


def _contents(root: Path) -> dict[str, str]:
    """The digest of each file below a folder, by path; nothing where there is no folder."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*")) if path.is_file() and path.suffix != ".pyc"}


def _system_fonts() -> list[tuple[str, int, int]]:
    """The size and time of each font that is installed: to read them all would take longer than many letters."""
    return sorted(_stamps())


def _stamps() -> Iterator[tuple[str, int, int]]:
    for root in SYSTEM_FOLDERS:
        for path in root.rglob("*") if root.is_dir() else ():
            if path.suffix.lower() in (".ttf", ".otf"):
                found = path.stat()
                yield str(path), found.st_size, found.st_mtime_ns
