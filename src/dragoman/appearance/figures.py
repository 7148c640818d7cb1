"""How a panel of key figures is set, in Word and on pages alike: every figure on one line.

Where the widest does not fit its cell, all are set in the smaller style; where that is not enough, a row holds fewer.
Widths are reckoned by the kind of a sign, as wide as the widest of the usual faces has it: the face that Word will
find is not at hand, and both formats shall come to the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dragoman.appearance.faces import pieces
from dragoman.appearance.look import Look
from dragoman.document.nodes import Blank, KeyFigure, KeyFigures
from dragoman.document.projection import plain
from dragoman.document.walk import inlines

FigureRole: TypeAlias = Literal["figure_value", "figure_small"]

_ROLES: tuple[FigureRole, ...] = ("figure_value", "figure_small")
_NARROW = frozenset("fijlrtI.,:;'’‘|!()[]/- \u00a0\u202f")
_BROAD = frozenset("mwMW%&@")
_FIRST_FULL_WIDTH = "\u2e80"
_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Panel:
    """The cells to a row, and the style of every figure."""

    columns: int
    role: FigureRole


def panel(block: KeyFigures, look: Look, measure: float | None = None) -> Panel:
    """How the figures of a block stand in a column of text, `measure` millimetres wide; by default the page's.

    Four stand in one row where the look has rows of three: three and one would leave a hole.
    """
    count, columns = len(block.figures), look.figure_columns
    widest = min(count, columns + 1 if count == columns + 1 else columns)
    for cells in dict.fromkeys((widest, (widest + 1) // 2, 1)):
        room = ((look.page.measure if measure is None else measure) / cells - look.lengths.cell_gap) / _POINT
        for role in _ROLES:
            if all(width <= room for figure in block.figures for width in _widths(figure, role, look)):
                return Panel(cells, role)
    return Panel(1, _ROLES[-1])


def _widths(figure: KeyFigure, role: FigureRole, look: Look) -> Iterator[float]:
    """The widths in points of what stands on one line: the figure with its lead, or each piece of an open point."""
    size = look.styles[role].size
    if any(isinstance(inline, Blank) for inline in inlines(figure.value)):
        yield from (em(piece) * size for piece in pieces(plain(figure.value)))
    else:
        yield em(plain(figure.lead)) * look.styles["figure_lead"].size + em(plain(figure.value)) * size


def em(text: str) -> float:
    """About how wide a bold text is, in em; rather too wide than too narrow."""
    return sum(map(_sign, text))


def _sign(sign: str) -> float:
    if sign >= _FIRST_FULL_WIDTH:
        return 1.0
    if sign in _NARROW:
        return 0.36
    if sign in _BROAD:
        return 0.92
    if sign.isalpha():
        return 0.68 if sign.isupper() else 0.62
    return 0.58
