"""What makes documents on this machine: dragoman's own files, the libraries, the interpreter, the fonts installed."""

import contextlib
import ctypes
import functools
import hashlib
import sys
import zlib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dragoman.appearance.faces import SYSTEM_FOLDERS
from dragoman.resources import folder, package

_MAKERS = (
    "babel", "cssselect2", "docxtpl", "dragoman", "fonttools", "icalendar", "jinja2", "lxml", "phonenumbers", "pillow",
    "polib", "pydyf", "pyphen", "python-docx", "tinycss2", "tinyhtml5", "tzdata", "weasyprint",
)
"""Distributions whose version may change the bytes of a document."""
_LIBRARIES = {"libpango-1.0.so.0": "pango_version_string", "libharfbuzz.so.0": "hb_version_string"}
"""System libraries that lay out and embed, with the function that says their version."""


@functools.cache
def program() -> Mapping[str, object]:
    """What makes documents here: our own files, the libraries and the interpreter."""
    return {
        "package": contents(package()),
        "templates": contents(folder("templates")),
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


def contents(root: Path) -> dict[str, str]:
    """The digest of each file below a folder, by path; nothing where there is no folder."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files_below(root) if path.suffix != ".pyc"}


def files_below(root: Path, above: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Every file below a folder that may be looked into, in order; links to other folders are followed.

    What reads a template by its name follows them, too. `above` are the folders that are being walked, which a link
    may lead back to.
    """
    real = root.resolve()
    with contextlib.suppress(OSError):
        for path in sorted(root.iterdir()) if real not in above else ():
            if path.is_dir():
                yield from files_below(path, above | {real})
            elif path.is_file():
                yield path


def system_fonts() -> list[tuple[str, int, int]]:
    """The size and time of each font that is installed: to read them all would take longer than many letters."""
    return sorted(_stamps())


def _stamps() -> Iterator[tuple[str, int, int]]:
    for root in SYSTEM_FOLDERS:
        for path in root.rglob("*") if root.is_dir() else ():
            if path.suffix.lower() in (".ttf", ".otf"):
                found = path.stat()
                yield str(path), found.st_size, found.st_mtime_ns
