"""A text that just fits its line, with no room for the space behind it, stays whole.

WeasyPrint 70 counts that space, takes the text for too long and leaves its first word alone on the line, where an
inline element follows. The space at the end of a line takes no room (CSS Text 3, 4.1.2). Like the structure tree,
this replaces one function of WeasyPrint; pdf_engine pins the version.
"""

import contextlib
import importlib
from collections.abc import Iterator
from typing import Any

_RESUME = 2
"""Where, in what WeasyPrint returns, stands the byte at which the next line begins."""


@contextlib.contextmanager
def own_line_ends() -> Iterator[None]:
    """Keep such texts whole in whatever is laid out here, under the lock of the layout."""
    module: Any = importlib.import_module("weasyprint.layout.inline")
    original = module.split_first_line

    def split_first_line(
        text: str, style: Any, context: object, width: float, *rest: object, **named: object,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401 - WeasyPrint has no types
        found = original(text, style, context, width, *rest, **named)
        if not text.endswith(" ") or found[_RESUME] != text.find(" ") + 1:
            return found
        if original(text.rstrip(" "), style, context, width, *rest, **named)[_RESUME] is not None:
            return found
        whole = original(text, style, context, width + style["font_size"], *rest, **named)
        return whole if whole[_RESUME] is None else found

    module.split_first_line = split_first_line
    try:
        yield
    finally:
        module.split_first_line = original
