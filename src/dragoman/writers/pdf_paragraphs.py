"""Paragraphs, laid out once a session: the letters of a list set most of theirs at the same place of the page.

What WeasyPrint makes of a paragraph of plain text, inline elements and line breaks depends on the rules that its
elements match, its words, where it stands and how wide it is, and on nothing else. Its lines are kept here by these;
each document has boxes of its own, made from what is kept and belonging to its own elements. Paragraphs with anything
that floats, is placed, refers or is numbered are always laid out. Like the structure tree, this replaces a function of
WeasyPrint; pdf_engine pins the version.
"""

import contextlib
import importlib
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from dragoman.writers.memory import Memory
from dragoman.writers.pdf_engine import replaced

_PARAGRAPHS = 256
"""How many paragraphs a session remembers."""
_OWN = ("style", "element", "string_set", "bookmark_label", "cached_counter_values")
"""What a box has from its document."""
_SPECIAL = (
    "link", "missing_link", "footnote", "note", "note_call", "note_callback", "bookmark_label", "string_set",
    "is_leader", "is_outside_marker", "first_letter_style", "first_line_style")
"""What makes a box take part in more than its line."""
_Resuming: TypeAlias = "dict[int, _Resuming] | None"


class _UnusualError(Exception):
    """A paragraph with more than text and inline elements."""


@dataclass(slots=True, frozen=True)
class _Box:
    """A laid out box without what it has from its document: `place` is that of the box it comes from, in tree order.

    `state` are its attributes, `layout` the type and the attributes of the layout of its text.
    """

    kind: type
    place: int
    state: dict[str, Any]
    children: "tuple[_Box, ...]"
    layout: tuple[type, dict[str, Any]] | None


class Paragraphs:
    """The paragraphs that the documents of one session share, under the lock of the layout."""

    def __init__(self, fonts: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        self._fonts = fonts
        boxes = importlib.import_module("weasyprint.formatting_structure.boxes")
        self._kinds = (boxes.LineBox, boxes.InlineBox, boxes.TextBox)
        self._known: Memory[tuple[tuple[_Box, _Resuming], ...]] = Memory(_PARAGRAPHS)

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        """Serve the documents laid out here with this session's fonts, and no others."""
        original: Any = importlib.import_module("weasyprint.layout.block").iter_line_boxes

        def iter_line_boxes(context: Any, box: Any, *rest: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
            lines: Iterator[tuple[Any, Any]] = original(context, box, *rest)
            top, _bottom_space, skip, around, _absolute, _fixed, *first_styles = rest
            if skip is not None or any(first_styles) or context.excluded_shapes:
                return lines
            try:
                sources: list[Any] = []
                shape = self._shape(box, sources)
            except _UnusualError:
                return lines
            key = (shape, top, around.content_box_x(), around.width, around.height)
            known = self._known.get(key)
            return self._noted(lines, key, sources) if known is None else _made(known, sources)

        with replaced("layout.block", iter_line_boxes=iter_line_boxes):
            yield

    def _shape(self, box: Any, sources: list[Any]) -> Hashable:  # noqa: ANN401
        """What the lines of a box depend on; `sources` become the box and those inside it, in tree order."""
        style, kind = box.style, type(box)
        record = vars(style).get("record")
        if (
            kind not in self._kinds or record is None or style.font_config is not self._fonts
            or style["position"] != "static" or style["float"] != "none" or style["direction"] != "ltr"
            or any(getattr(box, name) for name in _SPECIAL)
        ):
            raise _UnusualError(box)
        box.place = len(sources)
        sources.append(box)
        inside = box.text if kind is self._kinds[-1] else tuple(self._shape(child, sources) for child in box.children)
        return (
            kind, record, box.element_tag, style["white_space"], box.leading_collapsible_space,
            box.trailing_collapsible_space, inside)

    def _noted(self, lines: Iterator[Any], key: Hashable, sources: list[Any]) -> Iterator[tuple[Any, Any]]:
        """Lines as they are laid out; remembered if all of them are asked for."""
        noted: list[tuple[_Box, _Resuming]] = []
        for line, resuming in lines:
            noted.append((_kept(line, sources), resuming))
            yield line, resuming
        self._known.keep(key, tuple(noted))


def _kept(box: Any, sources: list[Any]) -> _Box:  # noqa: ANN401
    state = {name: value for name, value in vars(box).items() if name not in _OWN and name != "children"}
    layout = state.pop("pango_layout", None)
    return _Box(
        type(box), box.place, state, tuple(_kept(child, sources) for child in box.children),
        None if layout is None else (type(layout), vars(layout).copy()))


def _made(lines: tuple[tuple[_Box, _Resuming], ...], sources: list[Any]) -> Iterator[tuple[Any, Any]]:
    for line, resuming in lines:
        yield _box(line, sources), resuming


def _box(kept: _Box, sources: list[Any]) -> Any:  # noqa: ANN401
    box: Any = object.__new__(kept.kind)
    state, source = vars(box), vars(sources[kept.place])
    state.update(kept.state)
    state.update((name, source[name]) for name in _OWN if name in source)
    state["children"] = [_box(child, sources) for child in kept.children]
    state["remove_decoration_sides"] = set(kept.state["remove_decoration_sides"])
    if kept.layout is not None:
        layout, attributes = kept.layout
        box.pango_layout = object.__new__(layout)
        vars(box.pango_layout).update(attributes)
    return box
