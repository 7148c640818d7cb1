"""What a document rewords of dragoman's own messages."""

from dragoman.catalogs.catalogs import Catalogs
from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.errors import SourceError
from dragoman.sources.faults import nearest
from dragoman.sources.project import Sources
from dragoman.sources.prose import OVERRIDES
from dragoman.wording import paths

NO_MESSAGE = Code(
    "PRJ-008", "error", "ce n’est pas un message de dragoman", "vouliez-vous dire « {suggestion} » ?",
)
REWORDED_TWICE = Code("PRJ-009", "error", "deux documents reformulent ce message", "gardez une seule reformulation")
NO_PLACEHOLDER = Code(
    "PRJ-010", "error", "ce message n’a pas « {path} »", "n’employez que les accolades du message de dragoman",
)


def check_overrides(sources: Sources, catalogs: Catalogs) -> None:
    """What a document rewords must be a message of dragoman, reworded once, with no placeholder of its own.

    Raises SourceError with every fault.
    """
    known = catalogs.product.get("fr", {})
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for stem, document in sources.documents.items():
        for key, prose in getattr(document, OVERRIDES).items():
            where = sources.position(stem, (OVERRIDES, key))
            if key not in known:
                near = nearest(key, known) or "press_release.label"
                found.append(diagnostic(NO_MESSAGE, where, key, suggestion=near))
            elif key in seen:
                found.append(diagnostic(REWORDED_TWICE, where, key))
            elif strange := paths(prose.text) - {path for text in known[key].ids for path in paths(text)}:
                found.append(diagnostic(NO_PLACEHOLDER, where, key, path=", ".join(sorted(strange))))
            seen.add(key)
    if found:
        raise SourceError(found)
