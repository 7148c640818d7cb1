"""Key figures that stay on one line: set smaller where the widest does not fit its cell, or fewer to a row."""

from collections.abc import Iterator

from dragoman.appearance.css import POINT, percent
from dragoman.appearance.faces import Faces, pieces
from dragoman.appearance.look import Look
from dragoman.document.nodes import Blank, Document, KeyFigure, KeyFigures
from dragoman.document.projection import plain
from dragoman.document.walk import blocks, inlines

_LEAST = 0.7
"""The least size of a figure, as a share of its style's; below it, a row holds fewer."""
_PADDING = 5.0
"""Millimetres at the right of a cell, as in page.css."""
_SAFETY = 0.99


def fit_figures(document: Document, look: Look, faces: Faces) -> str:
    """The rules that fit the key figures of a document into their cells; empty where the look already does."""
    return "".join(
        rule for block in blocks(document) if isinstance(block, KeyFigures) for rule in _rules(block, look, faces))


def _rules(block: KeyFigures, look: Look, faces: Faces) -> Iterator[str]:
    count, columns = len(block.figures), look.figure_columns
    cells = min(count, columns + 1 if count == columns + 1 else columns)
    needed = [width for figure in block.figures for width in _widths(figure, look, faces)]
    for row in dict.fromkeys((cells, (cells + 1) // 2, 1)):
        room = (look.page.measure / row - _PADDING) / POINT
        share = min((_SAFETY * (room - lead) / value for lead, value in needed if value), default=1.0)
        if share >= _LEAST:
            break
    if row != cells:
        yield f".cells-{cells} > li{{width:{percent(row)}}}"
    if share < 1:
        yield f".cells-{cells} .figure_value{{font-size:{max(share, _LEAST) * look.styles['figure_value'].size:.4g}pt}}"


def _widths(figure: KeyFigure, look: Look, faces: Faces) -> Iterator[tuple[float, float]]:
    """The widths in points of what may not be broken: of the lead beside it, and of the figure."""
    lead, value = look.styles["figure_lead"], look.styles["figure_value"]
    open_point = any(isinstance(inline, Blank) for inline in inlines(figure.value))
    parts = pieces(plain(figure.value)) if open_point else plain(figure.value).split(" ")
    before = faces.width(lead.face, 400, plain(figure.lead)) * lead.size
    for number, part in enumerate(parts):
        yield 0.0 if number else before, faces.width(value.face, 700, part) * value.size
