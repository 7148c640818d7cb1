"""What a reader must find in a written file, taken from the Document and its projection, never from a writer."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.document.nodes import (
    Document,
    Foreign,
    FurnitureName,
    Heading,
    Inline,
    Items,
    KeyFigures,
    Link,
    Programme,
    Untranslated,
)
from dragoman.document.projection import plain, project
from dragoman.document.walk import blocks, children, document_inlines, runs

JAPANESE = re.compile("[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]")
"""Kana and Chinese characters; punctuation and full-width signs occur in every language's Japanese typesetting."""

_SOURCE_TAG = re.compile(r"\[(FR|EN|JA)\]")
NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u2060"))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a written file must hold.

    `body` and the texts of `languages` are squeezed; `headings` are pairs of level and text, `links` targets in order.
    `programmes` and `panels` (of key figures) are the labels of those blocks.
    """

    document: Document
    body: str
    languages: dict[str, str]
    headings: tuple[tuple[int, str], ...]
    programmes: tuple[str, ...]
    panels: tuple[str, ...]
    lists: int
    links: tuple[str, ...]
    furniture: Mapping[FurnitureName, str]


def squeeze(text: str) -> str:
    """The text without spaces and without characters of no width: what survives every way of laying it out."""
    return "".join(text.split()).translate(NO_WIDTH)


def subtag(language: str) -> str:
    """A language tag without its region: fr-FR is fr, ja-Latn stays."""
    return re.sub("-[A-Z]{2}$", "", language)


def of_language(text: str) -> str:
    """The text without the tags of untranslated passages, which are of no language."""
    return _SOURCE_TAG.sub("", text)


def difference(found: str, wanted: str) -> str:
    """Say where two texts part."""
    at = next((i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), min(len(found), len(wanted)))
    return f"{found[at:at + 40]!r} instead of {wanted[at:at + 40]!r} after {wanted[max(0, at - 20):at]!r}"


def expect(document: Document) -> Expected:
    parts = tuple(blocks(document))
    titles = [(block.level, plain(block.children)) for block in parts if isinstance(block, Heading)]
    return Expected(
        document=document,
        body=squeeze("".join(line.text for line in project(document).body)),
        languages=_by_language(document),
        headings=tuple(titles),
        programmes=tuple(plain(block.label) for block in parts if isinstance(block, Programme)),
        panels=tuple(plain(block.label) for block in parts if isinstance(block, KeyFigures)),
        lists=sum(isinstance(block, Items) for block in parts),
        links=tuple(inline.target for inline in document_inlines(document) if isinstance(inline, Link)),
        furniture=project(document).furniture,
    )


def _by_language(document: Document) -> dict[str, str]:
    """The squeezed text of the body in each language, in reading order; list numbers are of no language."""
    found: dict[str, list[str]] = {}
    for language, leaf in _body(document):
        found.setdefault(subtag(language), []).append(plain((leaf,)))
    return {language: text for language, parts in found.items() if (text := squeeze("".join(parts)))}


def _body(document: Document) -> Iterator[tuple[str, Inline]]:
    for block in blocks(document):
        for _, passage in runs(block):
            yield from _leaves(passage, document.language)


def _leaves(passage: Iterable[Inline], language: str) -> Iterator[tuple[str, Inline]]:
    """The inlines of a passage without child nodes, each with its language."""
    for inline in passage:
        if below := children(inline):
            inner = inline.language if isinstance(inline, Foreign | Untranslated) else language
            yield from _leaves(below, inner)
        else:
            yield language, inline
