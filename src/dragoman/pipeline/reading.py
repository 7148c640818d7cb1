"""A project's files read, so that everything wrong is told at once: its sources, and its catalogs where these fail."""

from collections.abc import Sequence
from pathlib import Path

from dragoman.catalogs.catalogs import Catalogs
from dragoman.diagnostics import Diagnostic
from dragoman.errors import CatalogError, SourceError
from dragoman.languages import LANGUAGES
from dragoman.resources import folder
from dragoman.sources.loading import load_sources
from dragoman.sources.project import Sources


def read_sources(root: Path) -> Sources:
    """Read a project folder. Raises SourceError with everything found, the faults of its catalogs among it."""
    try:
        return load_sources(root)
    except SourceError as error:
        raise SourceError([*error.diagnostics, *_catalog_faults(root)]) from error


def _catalog_faults(root: Path) -> Sequence[Diagnostic]:
    try:
        Catalogs.load(folder("locales"), root / "locales", tuple(LANGUAGES))
    except CatalogError as error:
        return error.diagnostics
    return ()
