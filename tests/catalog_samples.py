"""Catalogs for tests, and GNU gettext as a second opinion on them."""

import gettext
import io
import subprocess
from pathlib import Path

from dragoman.catalogs import po
from dragoman.catalogs.catalogs import catalog_path
from dragoman.catalogs.po import PoEntry, PoFile
from dragoman.document.nodes import LanguageTag

FEATURES = Path(__file__).parent / "fixtures" / "catalogs" / "every-feature.fr.po"
"""A catalog with everything a PO file can hold: remarks, previous texts, plurals, obsolete entries."""


def catalog(language: LanguageTag, *entries: PoEntry) -> PoFile:
    return PoFile(language, entries, po.with_headers(language, {}))


def text(language: LanguageTag, *entries: PoEntry) -> str:
    return po.render(catalog(language, *entries)).decode()


def entry(key: str, french: str, translation: str = "", **rest: object) -> PoEntry:
    return PoEntry(key, (french,), (translation,), **rest)


def put(root: Path, domain: str, language: LanguageTag, *entries: PoEntry) -> Path:
    """Write a catalog in its place below `root`."""
    path = catalog_path(root, domain, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(po.render(catalog(language, *entries)))
    return path


def gnu_compiled(data: bytes) -> dict[object, str] | None:
    """What msgfmt compiles from a catalog, header excepted; None where it refuses the file."""
    run = subprocess.run(["msgfmt", "-o", "-", "-"], input=data, capture_output=True, check=False)
    if run.returncode:
        return None
    compiled = gettext.GNUTranslations(io.BytesIO(run.stdout))._catalog
    return {key: translation for key, translation in compiled.items() if key != ""}


def gnu_canonical(data: bytes) -> bytes:
    return subprocess.run(["msgcat", "--no-wrap", "-"], input=data, capture_output=True, check=True).stdout


def gnu_faults(data: bytes) -> str:
    """What `msgfmt -c` refuses; fields of the header that only name people or dates may be absent."""
    run = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False)
    return run.stderr.decode() if run.returncode else ""
