"""What a reader must find in a written file, taken from the Document and its projection, never from a writer."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.document.nodes import (
    Block,
    Contacts,
    Document,
    Foreign,
    FurnitureName,
    Heading,
    Inline,
    Items,
    KeyFigures,
    Link,
    NoteCall,
    Parallel,
    Particulars,
    Picture,
    Programme,
    RuledSpace,
    SideBox,
    Text,
    Untranslated,
)
from dragoman.document.projection import Line, plain, project
from dragoman.document.walk import blocks, children, column_of, document_inlines, labels, notes, runs

JAPANESE = re.compile("[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]")
"""Kana and Chinese characters; punctuation and full-width signs occur in every language's Japanese typesetting."""

_SOURCE_TAG = re.compile(r"\[(FR|EN|JA)\]")
RULE = "\ufdd2"
"""Stands in a printed passage where a space for handwriting is drawn; a noncharacter, which no text holds."""
NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u2060" + RULE))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a written file must hold.

    `lines` are the printed passages, those of `notes` among them, with a mark where a space for handwriting is drawn;
    `body` is all of them and, like the texts of `languages`, squeezed. `headings` are pairs of level and text,
    `pictures` alternative texts, `links` targets in order. `programmes`, `particulars`, `panels` (of key figures) and
    `contacts` are the labels of those blocks, `contacts` with the number of contacts.
    """

    document: Document
    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    body: str
    languages: dict[str, str]
    headings: tuple[tuple[int, str], ...]
    pictures: tuple[str, ...]
    programmes: tuple[str, ...]
    particulars: tuple[str, ...]
    panels: tuple[str, ...]
    contacts: tuple[tuple[str, int], ...]
    lists: int
    links: tuple[str, ...]
    furniture: Mapping[FurnitureName, str]


def squeeze(text: str) -> str:
    """The text without spaces, characters of no width and marks of rules: what survives every way of laying it out."""
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


def sides(parallel: Parallel, said: Callable[[Block], str]) -> list[list[str]]:
    """What the two cells of each row say, beneath the heads of the columns."""
    return [[said(side) if side is not None else "" for side in (row.left, row.right)] for row in parallel.rows]


def row_faults(found: Sequence[Sequence[str]], wanted: Sequence[Sequence[str]]) -> Iterator[str]:
    """Say which rows of cells are not those wanted."""
    if len(found) != len(wanted):
        yield f"the columns have {len(found)} rows, not {len(wanted)}"
    for number, (cells, said) in enumerate(zip(found, wanted, strict=False), 1):
        if list(cells) != list(said):
            yield f"row {number} of the columns is {difference(' | '.join(cells), ' | '.join(said))}"


def expect(document: Document) -> Expected:
    parts = tuple(blocks(document))
    lines = tuple(_printed(document, parts))
    called = {call.note for block in parts for call in notes(block)}
    return Expected(
        document=document,
        lines=lines,
        notes=tuple(line for line in lines if line.id in called),
        body=squeeze("".join(line.text for line in lines)),
        languages=_by_language(document),
        headings=tuple((heading.level, plain(heading.children)) for heading in _headings(parts)),
        pictures=tuple(plain(block.alt) for block in parts if isinstance(block, Picture)),
        programmes=tuple(plain(block.label) for block in parts if isinstance(block, Programme)),
        particulars=tuple(plain(block.label) for block in parts if isinstance(block, Particulars)),
        panels=tuple(plain(block.label) for block in parts if isinstance(block, KeyFigures)),
        contacts=tuple((plain(block.label), len(block.contacts)) for block in parts if isinstance(block, Contacts)),
        lists=sum(isinstance(block, Items) for block in parts),
        links=tuple(inline.target for inline in document_inlines(document) if isinstance(inline, Link)),
        furniture=project(document).furniture,
    )


def _printed(document: Document, parts: Sequence[Block]) -> Iterator[Line]:
    """The projection of what is printed, with a mark before the words that name a space for handwriting."""
    unseen = {f"{block.id}.alt" for block in parts if isinstance(block, Picture)}
    passages = {name: passage for block in parts for name, passage in runs(block)}
    passages |= {call.note: call.children for block in parts for call in notes(block)}
    for line in project(document).body:
        if line.id not in unseen:
            passage = passages[line.id]
            yield Line(line.id, line.text.removesuffix(plain(passage)) + _marked(passage))


def _marked(passage: tuple[Inline, ...]) -> str:
    """The text of a passage with its marks."""
    text = ""
    for inline in passage:
        said, below = plain((inline,)), () if isinstance(inline, NoteCall) else children(inline)
        own = said[:len(said) - len(plain(below))]
        text += (RULE if isinstance(inline, RuledSpace) else "") + own + _marked(below)
    return text


def _headings(parts: Iterable[Block]) -> Iterator[Heading]:
    for block in parts:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, SideBox):
            yield block.heading


def _by_language(document: Document) -> dict[str, str]:
    """The squeezed text of the body in each language, in reading order.

    List numbers are of no language, but in the right column of a bilingual edition, whose cells say theirs.
    """
    found: dict[str, list[str]] = {}
    for language, leaf in _body(document):
        found.setdefault(subtag(language), []).append(plain((leaf,)))
    return {language: text for language, parts in found.items() if (text := squeeze("".join(parts)))}


def _body(document: Document) -> Iterator[tuple[str, Inline]]:
    """The leaves of what is printed, each with its language."""
    for block in blocks(document):
        numbers = labels(block)
        for name, passage in runs(block):
            if document.beside is not None and column_of(name) > 1:
                yield document.beside, Text(numbers.get(name, "") if plain(passage) else "", "")
                yield from _beside(passage, document.beside)
            elif not (isinstance(block, Picture) and name == f"{block.id}.alt"):
                yield from _leaves(passage, document.language)
        for call in notes(block):
            if document.beside is not None and column_of(call.note) > 1:
                yield document.beside, Text(str(call.number), "")
                yield from _leaves(call.children, document.beside)


def _beside(passage: Iterable[Inline], language: str) -> Iterator[tuple[str, Inline]]:
    """The leaves of a passage of the right column, a note's number in the place of its words."""
    for inline in passage:
        if isinstance(inline, NoteCall):
            yield language, Text(str(inline.number), "")
        elif below := children(inline):
            inner = inline.language if isinstance(inline, Foreign | Untranslated) else language
            yield from _beside(below, inner)
        else:
            yield language, inline


def _leaves(passage: Iterable[Inline], language: str) -> Iterator[tuple[str, Inline]]:
    """The inlines of a passage without child nodes, each with its language."""
    for inline in passage:
        if below := children(inline):
            inner = inline.language if isinstance(inline, Foreign | Untranslated) else language
            yield from _leaves(below, inner)
        else:
            yield language, inline
