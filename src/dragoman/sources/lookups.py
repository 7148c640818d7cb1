"""Looking up what one part of a source calls another by."""

from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.sources.faults import nearest
from dragoman.sources.project import Sources

NO_FACT = Code(
    "REF-002", "error", "« {value} » n’est pas un fait du projet",
    "corrigez-le (connus : {known}), ou ajoutez-le",
)
TWICE = Code("REF-004", "error", "l’identifiant « {value} » sert deux fois", "donnez à chacun le sien")


def nearby(words: Iterable[str], value: str) -> str:
    """The known word that `value` probably means, or some of those there are; a dash where there are none."""
    words = sorted(words)
    near = nearest(value, words)
    return near or ", ".join(words[:12]) or "–"


def check_one(
    code: Code, sources: Sources, stem: str, path: tuple[str, ...], value: str, known: Iterable[str],
) -> Iterator[Diagnostic]:
    """Say with `code` that the value at a path of a file is none of the known ones."""
    if value not in known:
        field = ".".join((stem, *path))
        yield diagnostic(code, sources.position(stem, path), field, value=value, known=nearby(known, value))


def check_twice(sources: Sources, stem: str, path: tuple[str, ...], ids: list[str]) -> Iterator[Diagnostic]:
    """Say which ids the list at a path of a file has twice."""
    for key, times in Counter(ids).items():
        if times > 1:
            where = (*path, key)
            yield diagnostic(TWICE, sources.position(stem, where), ".".join((stem, *where)), value=key)
