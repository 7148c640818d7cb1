"""Bilingual editions of the sample convention, and of the example's, written once each."""

import functools

from convention_documents import sample_convention
from dragoman.document.bilingual import side_by_side
from dragoman.document.nodes import Document, LanguageTag, State, Text
from dragoman.document.walk import blocks, labels
from projects import project

PAIRS: tuple[tuple[LanguageTag, LanguageTag], ...] = (("fr", "ja"), ("fr", "en"), ("ja", "en"))


@functools.cache
def edition(left: LanguageTag, right: LanguageTag, state: State = "draft") -> Document:
    """The sample convention, with notes, an annex, a table and items at every level, in two languages."""
    heads = (Text(f"{left} à gauche", ""),), (Text(f"{right} à droite", ""),)
    return side_by_side(sample_convention(left, state), sample_convention(right, state), heads)


@functools.cache
def written(left: LanguageTag, right: LanguageTag, kind: str) -> bytes:
    """A file of the sample; it was read back, or this raises ContentLost."""
    return project("example").write(edition(left, right), kind).data


def numbered(document: Document) -> list[str]:
    """The ids of whatever bears a number of the articles, but for their headings."""
    return [
        name for block in blocks(document) for name in labels(block)
        if name.startswith("articles.") and not name.endswith(".heading")]
