"""How a letter fills its page: a short one begins lower, a long one is set closer, so that one page holds it.

The choice is made before anything is laid out, from the widths of letters in the face of the text, so that Word and PDF
set the same letter alike. It is an estimate: the PDF, which knows its pages, may still take the next. A letter that no
page holds is set as the table has it, so that its second page holds more than a line or two.
"""

import math
import re
import string
import threading
import unicodedata
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
    "details_mark", "particular_label", "particular_text", "detail", "end_mark", "reply",
})
"""Roles of the letter's own words, which are set closer where it is long."""
_AROUND = frozenset({"date", "sender", "signatory", "addressee"})
"""Roles of what follows the closing word of a vertical letter, in type of the size of its words."""
_PARTS = frozenset({"addressee_name", "sender", "subject"})
"""Roles of a letter's head, the space after which a density may close."""
_PART = "part"
"""The name in the table of the space after them, in points."""
_POINT = 25.4 / 72
_FULL_PAGE = 0.985
"""The share of the page that an estimate may reach before the letter is set closer."""
_WIDE = 0x2E80
"""The first of the characters that are as wide as they are high."""
_HALF = 0.5
"""The width in em of all others in Japanese faces."""
_WIDTHS: dict[str, float] = {
    character: width
    for characters, width in (
        (" ,.'’\u00a0\u202f", 0.22), ("ijl:;!|", 0.27), ("ftIJ-", 0.33), ("crsz()[]", 0.41), ("aegoqvxyS«»", 0.47),
        (string.digits, 0.48), ("bdhknpuCEFGLPZ", 0.54), ("ABDKOQRTVXY", 0.6), ("HNU", 0.69), ("wœ", 0.74),
        ("m—", 0.82), ("MW@%Œ", 0.89))
    for character in characters
}
"""Widths in em, as Cambria and its metric twin have them."""
_WIDTHS |= {
    accented: _WIDTHS[base] for accented in map(chr, range(0xC0, 0x180))
    if (base := unicodedata.normalize("NFD", accented)[0]) in _WIDTHS
}
_LETTER = 0.5
_BREADTHS: Mapping[str, float] = {
    "Cambria": 1, "Caladea": 1, "Calibri": 1.01, "Carlito": 1.01, "EB Garamond": 0.93, "Lato": 1.09, "Noto Serif": 1.17,
}
"""How wide a face runs, where Cambria is 1; measured on French and English prose."""
_BROAD = 1.15
"""How wide any other face is taken to run: too early a step closer is better than a second page."""
_TEXTS, _LOOKS = 4096, 64
"""How many texts in a measure and fitted looks are remembered."""
_ROW = "particular_text"
_Passage: TypeAlias = tuple[str, tuple[str, ...]]
"""A role, and the texts that line breaks part."""
_UNBROKEN = re.compile(f"[{chr(_WIDE)}-\U0010ffff]|([^{chr(_WIDE)}-\U0010ffff -]*-?)( *)")
"""What stays on one line, a wide character or a word to its hyphen, and the spaces that follow it."""


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
        styles = {role: _closer(look.styles[role], closer) for role in _BODY & look.styles.keys()}
        if look.page.vertical:
            type_alone = {name: closer[name] for name in ("size", "line") if name in closer}
            styles |= {role: _closer(look.styles[role], type_alone) for role in _AROUND}
        if _PART in closer:
            heads = {role: styles.get(role, look.styles[role]) for role in _PARTS}
            styles |= {role: replace(style, after=min(style.after, closer[_PART])) for role, style in heads.items()}
    return replace(look, styles={**look.styles, **styles}, reset=frozenset(styles))


def _closer(style: Style, closer: Mapping[str, float]) -> Style:
    """A style with less of what it has: never more."""
    return replace(style, **{name: min(getattr(style, name), value) for name, value in closer.items() if name != _PART})


def density_of(document: Document, look: Look) -> int:
    """The density that a letter asks for; 0 for letters of several pages, and where the look has no other."""
    if look.fit is None:
        return NORMAL
    room = look.page.room
    passages = tuple(_passages(document))
    height = _height(passages, look)
    if height <= room * _FULL_PAGE:
        missing = look.fit.full * room - height
        if missing <= 0 or look.window or not look.fit.lower:
            return NORMAL
        return -min(look.fit.steps, math.ceil(missing / (look.fit.lower / look.fit.steps)))
    for density in range(1, tightest(look)):
        if _height(passages, fitted(look, density)) <= room * _FULL_PAGE:
            return density
    closest = tightest(look)
    return closest if _height(passages, fitted(look, closest)) <= room else NORMAL


def of_one_page(document: Document, look: Look) -> range:
    """The densities that may hold a document on one page, from the one that it asks for; none where none does."""
    if look.fit is None or overflows(document, look):
        return range(0)
    return range(density_of(document, look), tightest(look) + 1)


def overflows(document: Document, look: Look) -> bool:
    """Whether a letter is longer than a page at its closest, by the same estimate."""
    if look.fit is None or density_of(document, look) != NORMAL:
        return False
    return height_of(document, look) > look.page.room


def height_of(document: Document, look: Look) -> float:
    """The height of a letter in a look, in millimetres, as it is estimated from the widths of letters."""
    return _height(_passages(document), look)


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
                yield block.role, tuple(_in_lines(block))
            case Particulars():
                yield from ((_ROW, (plain(row.text),)) for row in block.rows)
            case _:
                pass


def _height(passages: Iterable[_Passage], look: Look) -> float:
    """The height of a letter's text, in millimetres; of the spaces where two paragraphs meet the greater stands."""
    height = above = 0.0
    for style, lines in _lines(passages, look):
        height += max(above, style.before) + lines * style.line
        above = style.after
    return height * _POINT


def _lines(passages: Iterable[_Passage], look: Look) -> Iterator[tuple[Style, int]]:
    """The style of each passage with the number of its lines."""
    column = look.page.measure - look.programme["date"] - look.lengths.cell_gap
    for role, texts in passages:
        style = look.styles[role]
        width = column if role == _ROW else look.page.measure - style.indent - style.hanging
        em = style.size * _POINT * _breadth(look, style)
        first = style.first - style.hanging / em
        yield style, sum(_count(look.script, text, width / em, first) for text in texts)


def _breadth(look: Look, style: Style) -> float:
    return 1 if look.script == "japanese" else _BREADTHS.get(look.faces[style.face].docx, _BROAD)


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


@lru_cache(_TEXTS)
def _count(script: str, text: str, width: float, first: float) -> int:
    """The lines of a text in a measure, the first one indented, all in em; most texts of a batch were asked before."""
    lines, filled = 1, first
    for found in _UNBROKEN.finditer(text):
        word, spaces = found[1], found[2]
        length = 1.0 if word is None else _length(script, word)
        if filled + length > width and filled > 0:
            lines, filled = lines + 1, 0.0
        filled += length + (_length(script, spaces) if spaces else 0)
    return lines


def _length(script: str, text: str) -> float:
    """The length in em of characters that are not wide."""
    if script == "japanese":
        return len(text) * _HALF
    return sum(_WIDTHS.get(character, _LETTER) for character in text)
