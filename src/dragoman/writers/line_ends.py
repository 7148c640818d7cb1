"""Where WeasyPrint 70 breaks lines wrongly: at spaces that take no room, and inside words that are not too long.

A text that just fits its line, with no room for the space behind it, stays whole: WeasyPrint counts that space and
leaves the text's first word alone on the line, where an inline element follows. The space at the end of a line takes
no room (CSS Text 3, 4.1.2). A text that ends in a no-break space and does not fit with it leaves all but its first
word to the next line, since Pango hangs that space as if it were a common one; it is to break at its last
opportunity. A word is broken where it alone is longer than a line (`overflow-wrap: break-word`): inside one inline
element WeasyPrint takes every text for the beginning of a line, and breaks the first word of any that does not fit.
Like the structure tree, this replaces functions of WeasyPrint; pdf_engine pins the version.
"""

import contextlib
import importlib
from collections.abc import Iterator
from typing import Any

from dragoman.writers.pdf_engine import replaced

_RESUME = 2
"""Where, in what WeasyPrint returns, stands the byte at which the next line begins."""
_NO_BREAK_SPACES = ("\u00a0", "\u202f", "\u2007")
_NEAR = 0.01
"""Pixels by which a text may stand off the beginning of its line."""


@contextlib.contextmanager
def own_line_ends() -> Iterator[None]:
    """Break lines rightly in whatever is laid out here, under the lock of the layout."""
    module: Any = importlib.import_module("weasyprint.layout.inline")
    lines: Any = importlib.import_module("weasyprint.formatting_structure.boxes").LineBox
    of_box, of_text = module.split_inline_box, module.split_text_box
    starts: list[float] = []

    def split_inline_box(context: object, box: Any, position_x: float, *rest: object) -> Any:  # noqa: ANN401
        """Note where each line begins: a block within a line has lines of its own."""
        if not isinstance(box, lines):
            return of_box(context, box, position_x, *rest)
        starts.append(position_x)
        try:
            return of_box(context, box, position_x, *rest)
        finally:
            starts.pop()

    def split_text_box(
        context: object, box: Any, width: float | None, skip: int, is_line_start: bool = True,  # noqa: ANN401, FBT001, FBT002
    ) -> Any:  # noqa: ANN401 - WeasyPrint has no types
        begins = is_line_start and (not starts or box.position_x <= starts[-1] + _NEAR)
        return of_text(context, box, width, skip, is_line_start=begins)

    with replaced(
        "layout.inline", split_first_line=_first_line(module.split_first_line), split_inline_box=split_inline_box,
        split_text_box=split_text_box,
    ):
        yield


def _first_line(original: Any) -> Any:  # noqa: ANN401
    def split_first_line(
        text: str, style: Any, context: object, width: float, *rest: object, **named: object,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        found = original(text, style, context, width, *rest, **named)
        if not text.endswith((" ", *_NO_BREAK_SPACES)) or found[_RESUME] != text.find(" ") + 1:
            return found
        em = style["font_size"]
        if text.endswith(_NO_BREAK_SPACES):
            narrower = (original(text, style, context, width - step, *rest, **named) for step in range(1, int(em) + 1))
            return next((one for one in narrower if one[_RESUME] != found[_RESUME]), found)
        if original(text.rstrip(" "), style, context, width, *rest, **named)[_RESUME] is not None:
            return found
        whole = original(text, style, context, width + em, *rest, **named)
        return whole if whole[_RESUME] is None else found

    return split_first_line
