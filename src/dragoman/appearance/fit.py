"""How a letter fills its page: a short one begins lower, a long one is set closer, so that one page holds it.

The choice is made before anything is laid out, from the length of the text and the widths of ordinary letters, so that
Word and PDF set the same letter alike. It is an estimate: the PDF, which knows its pages, may still take the next.
"""

import math
import string
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Generic, TypeAlias, TypeVar

from dragoman.appearance.look import Look, Style
from dragoman.document.nodes import Document, LineBreak, Paragraph, Particulars
from dragoman.document.projection import plain
from dragoman.document.walk import blocks

FOLDS = (99, 198)
"""Millimetres from the head of a page to where it is folded for an envelope of the format DL."""
FOLD_MARK = 3
"""The length of the mark of a fold, in millimetres, at the edge of the paper."""
NORMAL = 0
_Opened = TypeVar("_Opened")
_BODY = frozenset({
    "text", "text_below_hand", "opening", "salutation", "complimentary_close", "closing_word", "signatory_office",
    "details_mark", "particular_label", "particular_text", "end_mark", "reply",
})
"""Roles of the letter's own words, which are set closer where it is long."""
_POINT = 25.4 / 72
_FULL_PAGE = 0.985
"""The share of the page that an estimate may reach before the letter is set closer."""
_WIDE = 0x2E80
"""The first of the characters that are as wide as they are high."""
_LETTER, _SPARE = 0.51, 1.02
_WIDTHS: Mapping[str, float] = {
    **dict.fromkeys("iljtfrI.,;:!'’|()[] \u00a0\u202f-", 0.3), **dict.fromkeys("mwMWŒœ—%@", 0.84),
    **dict.fromkeys(string.ascii_uppercase.translate(str.maketrans("", "", "IMW")), 0.62),
    **dict.fromkeys(string.digits, 0.55),
}
"""Widths of letters in em, as the text faces of the look have them on average."""
_TEXTS, _LOOKS = 1024, 64
"""How many lengths of texts and fitted looks are remembered."""
_ROW = "particular_text"
_Passage: TypeAlias = tuple[str, tuple[float, ...]]
"""A role, and the lengths in em of the lines that line breaks make."""


def tightest(look: Look) -> int:
    """The density of the longest letters; those of the shortest are below 0."""
    return 0 if look.fit is None else len(look.fit.closer)


def fitted(look: Look, density: int) -> Look:
    """The look of a density: 0 as the table has it, below 0 with the text lower, above 0 with the text closer."""
    return _fitted(look, density)


@lru_cache(_LOOKS)
def _fitted(look: Look, density: int) -> Look:
    fit = look.fit
    if fit is None or density == NORMAL:
        return look
    if density < NORMAL:
        lowered = fit.lower * -density / fit.steps / _POINT
        date = look.styles["date"]
        styles = {"date": replace(date, before=date.before + lowered)}
    else:
        closer = fit.closer[density - 1]
        styles = {role: _closer(style, closer) for role, style in look.styles.items() if role in _BODY}
    return replace(look, styles={**look.styles, **styles}, reset=frozenset(styles))


def _closer(style: Style, closer: Mapping[str, float]) -> Style:
    """A style with less of what it has: never more."""
    return replace(style, **{name: min(getattr(style, name), value) for name, value in closer.items()})


def density_of(document: Document, look: Look) -> int:
    """The density that a letter asks for; 0 for documents whose look has one alone."""
    if look.fit is None:
        return NORMAL
    page = look.page
    room = page.height - page.first_top - page.bottom
    passages = tuple(_passages(document))
    height = _height(passages, look)
    if height <= room * _FULL_PAGE:
        missing = look.fit.full * room - height
        step = look.fit.lower / look.fit.steps
        return -min(look.fit.steps, math.ceil(missing / step)) if missing > 0 and not look.window else NORMAL
    for density in range(1, tightest(look)):
        if _height(passages, fitted(look, density)) <= room * _FULL_PAGE:
            return density
    return tightest(look)


def overflows(document: Document, look: Look) -> bool:
    """Whether a letter is longer than a page at its closest, by the same estimate."""
    if look.fit is None or density_of(document, look) < tightest(look):
        return False
    page, closest = look.page, fitted(look, tightest(look))
    return _height(_passages(document), closest) > page.height - page.first_top - page.bottom


class ByDensity(Generic[_Opened]):
    """What is opened from a look, once for each density that a document has asked for."""

    def __init__(self, look: Look, opened: Callable[[Look], _Opened]) -> None:
        self._look = look
        self._open = opened
        self._opened = {NORMAL: opened(look)}
        self._lock = threading.Lock()

    def overflows(self, document: Document) -> bool:
        """Whether a document is longer than a page even where it is set as close as can be."""
        return overflows(document, self._look)

    def of(self, document: Document) -> _Opened:
        density = density_of(document, self._look)
        with self._lock:
            if density not in self._opened:
                self._opened[density] = self._open(fitted(self._look, density))
            return self._opened[density]


def _passages(document: Document) -> Iterator[_Passage]:
    """Each paragraph, and each row of a list."""
    for block in blocks(document):
        match block:
            case Paragraph():
                yield block.role, tuple(map(_ems, _in_lines(block)))
            case Particulars():
                yield from ((_ROW, (_ems(plain(row.text)),)) for row in block.rows)
            case _:
                pass


def _height(passages: Iterable[_Passage], look: Look) -> float:
    """The height of a letter's text, in millimetres."""
    return sum(
        lines * style.line + style.before + style.after for style, lines in _lines(passages, look)) * _POINT


def _lines(passages: Iterable[_Passage], look: Look) -> Iterator[tuple[Style, int]]:
    """The style of each passage with the number of its lines."""
    column = look.page.measure - look.programme["date"] - look.lengths.cell_gap
    for role, lengths in passages:
        style = look.styles[role]
        width = column if role == _ROW else look.page.measure - style.indent
        yield style, sum(_count(length, style, width) for length in lengths)


def _in_lines(paragraph: Paragraph) -> Iterator[str]:
    if not any(isinstance(inline, LineBreak) for inline in paragraph.children):
        yield plain(paragraph.children)
        return
    line: list[str] = []
    for inline in paragraph.children:
        if isinstance(inline, LineBreak):
            yield "".join(line)
            line = []
        else:
            line.append(plain((inline,)))
    yield "".join(line)


def _count(length: float, style: Style, width: float) -> int:
    """The lines that a text of this length, in em, takes in a width, in millimetres."""
    em = style.size * _POINT
    return max(1, math.ceil((length + style.first) * em * _SPARE / width))


@lru_cache(_TEXTS)
def _ems(text: str) -> float:
    """The length of a text in em, which most texts of a batch have been asked for before."""
    return sum(1.0 if ord(c) >= _WIDE else _WIDTHS.get(c, _LETTER) for c in text)
