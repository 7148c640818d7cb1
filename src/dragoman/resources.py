"""Find the folders that ship with dragoman: `templates` and `locales`."""

from pathlib import Path

from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import InternalError

MISSING = Code("RES-001", "error", "le dossier « {name} » de dragoman est introuvable", "réinstallez dragoman")

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder `name` as installed, or as it stands in a checkout. Raises InternalError when absent."""
    for root in (_PACKAGE / name, _PACKAGE.parents[1] / name):
        if root.is_dir():
            return root
    raise InternalError([diagnostic(MISSING, name=name)])


def package() -> Path:
    """Return the folder of the package's own source."""
    return _PACKAGE
