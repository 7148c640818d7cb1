"""WeasyPrint, loaded when a PDF is asked for and not before, and watched while it works."""

import contextlib
import ctypes.util
import importlib
import io
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.errors import AppearanceError

NOT_INSTALLED = Code(
    "PDF-001", "error", "le PDF demande le paquet Python « {package} », qui n’est pas installé",
    "installez-le : pip install 'dragoman[pdf]' ; les autres formats n’en ont pas besoin",
)
NO_LIBRARY = Code(
    "PDF-002", "error", "le PDF demande la bibliothèque Pango, qui ne peut être chargée : {reason}",
    "installez-la : apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ; "
    "les autres formats n’en ont pas besoin",
)
NO_SUBSET = Code(
    "PDF-003", "error", "le PDF demande la bibliothèque HarfBuzz-Subset, sans laquelle les polices sont mal réduites",
    "installez-la : apt install libharfbuzz-subset0",
)
OTHER_VERSION = Code(
    "PDF-004", "error", "le PDF est fait avec WeasyPrint {wanted}, et c’est la version {found} qui est installée",
    "installez la bonne version : pip install weasyprint=={wanted}",
)
WARNED = Code(
    "PDF-005", "error", "la mise en page a signalé : {message}", "corrigez la page ou la maquette qui en est la cause")

VERSION = "70.0"

LAYOUT_LOCK = threading.RLock()
"""Held by whoever loads the engine or lays a document out: Pango's font maps serve one thread at a time."""


def load() -> ModuleType:
    """Return WeasyPrint. Raises AppearanceError, with the remedy, where it, Pango or HarfBuzz-Subset is lacking."""
    with LAYOUT_LOCK:
        module = sys.modules.get("weasyprint") or _imported()
        if module.VERSION != VERSION:
            raise AppearanceError([diagnostic(OTHER_VERSION, wanted=VERSION, found=module.VERSION)])
        if importlib.import_module("weasyprint.text.ffi").harfbuzz_subset is None:
            raise AppearanceError([diagnostic(NO_SUBSET)])
        return module


def _imported() -> ModuleType:
    try:
        # It announces a lacking library on standard output, and a lacking HarfBuzz-Subset as a warning: both are
        # said by the errors above.
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(), _without_search():
            warnings.simplefilter("ignore")
            return importlib.import_module("weasyprint")
    except ModuleNotFoundError as error:
        raise AppearanceError([diagnostic(NOT_INSTALLED, package=error.name)]) from error
    except OSError as error:
        reason = str(error).partition("\n")[0]
        raise AppearanceError([diagnostic(NO_LIBRARY, reason=reason)]) from error


@contextlib.contextmanager
def _without_search() -> Iterator[None]:
    """Spare Linux the search for library names it does not use: some eighty processes (ldconfig, gcc, ld), a second.

    WeasyPrint tries the names of every system in turn, and the one that the Linux loader knows is found without it.
    """
    original = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = original


@contextlib.contextmanager
def replaced(module: str, **replacements: Any) -> Iterator[None]:  # noqa: ANN401 - functions and classes of all kinds
    """Put these in the place of what one of WeasyPrint's modules has under their names, under the lock of the layout.

    Nothing else changes WeasyPrint, and a test names what stands in for what: another version is to be read again.
    """
    changed = importlib.import_module(f"weasyprint.{module}")
    originals = {name: getattr(changed, name) for name in replacements}
    vars(changed).update(replacements)
    try:
        yield
    finally:
        vars(changed).update(originals)


class _Collector(logging.Handler):
    """Keeps what one thread's layout complains of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread = threading.get_ident()
        self.found: list[Diagnostic] = []

    def emit(self, record: logging.LogRecord) -> None:
        found = diagnostic(WARNED, message=record.getMessage())
        if record.thread == self.thread and found not in self.found:
            self.found.append(found)


@contextlib.contextmanager
def watched() -> Iterator[None]:
    """Raise AppearanceError when WeasyPrint warns of anything inside this context.

    It logs and goes on where an image, a glyph or a property is lacking; a document of ours is whole or is not made.
    """
    collector = _Collector()
    logger = logging.getLogger("weasyprint")
    level = logger.level
    logger.addHandler(collector)
    if not logger.isEnabledFor(logging.WARNING):
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.removeHandler(collector)
        logger.setLevel(level)
    if collector.found:
        raise AppearanceError(collector.found)
