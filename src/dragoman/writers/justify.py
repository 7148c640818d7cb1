"""Justified Japanese: the slack of a line spread between its characters, as Japanese typesetting does.

WeasyPrint justifies by widening word spaces, of which Japanese has none: its lines stay ragged, and a Latin name
inside one is torn apart. Here the slack goes between full-width characters (JLREQ 3.8.4: even spacing), half of it
where one meets a Latin letter or a digit, and Latin words stay whole. Before a long Latin word the slack may be too
wide for that; such a line stays ragged.

Like the structure tree, this replaces one function of WeasyPrint for one document; pdf_engine pins the version.
"""

import contextlib
import importlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dragoman.writers.pdf_engine import replaced

_WIDEST = 0.15
"""The widest space added between two characters, in em: from a sixth on, PDFium reads a space between words."""


@contextlib.contextmanager
def own_justification(font_config: Any) -> Iterator[None]:  # noqa: ANN401 - WeasyPrint has no types
    """Justify here the Japanese lines of the documents laid out with this font configuration, and no others."""
    original: Any = importlib.import_module("weasyprint.layout.inline").justify_line
    justifier = _Justifier()

    def justify_line(context: object, line: Any, slack: float) -> None:  # noqa: ANN401
        if line.style.font_config is font_config and (line.style["lang"] or "").startswith("ja"):
            justifier.justify(line, slack)
        else:
            original(context, line, slack)

    with replaced("layout.inline", justify_line=justify_line):
        yield


@dataclass(slots=True)
class _Atom:
    """A piece of a line: a text box, or a box that stands in it like one character.

    `weights` hold 1 for a character that takes space on its sides, 0 for one of a Latin word or a number; `shift` is
    how far the piece moves.
    """

    box: Any
    weights: tuple[int, ...]
    shift: float = 0


class _Justifier:
    """Keeps at hand the parts of WeasyPrint that a line needs."""

    def __init__(self) -> None:
        boxes = importlib.import_module("weasyprint.formatting_structure.boxes")
        line_break = importlib.import_module("weasyprint.text.line_break")
        self.inline, self.text = boxes.InlineBox, boxes.TextBox
        self.line_size = line_break.line_size
        self.layout = _spaced_layout(line_break.Layout, importlib.import_module("weasyprint.text.ffi"))

    def justify(self, line: Any, slack: float) -> None:  # noqa: ANN401
        atoms = list(self._atoms(line))
        weights = [weight for atom in atoms for weight in atom.weights]
        gaps = sum(map(sum, pairwise(weights))) / 2
        if not gaps or slack / gaps > _WIDEST * line.style["font_size"]:
            return
        spacing, shift = slack / gaps, 0.0
        for before, atom in zip((None, *atoms), atoms, strict=False):
            if before is not None:
                # Pango trims the space at both ends of a text: what belongs between two texts is in their places.
                shift += spacing * (before.weights[-1] + atom.weights[0]) / 2
            atom.shift = shift
            shift += self._widen(atom, spacing)
        self._place(line, {id(atom.box): atom.shift for atom in atoms})

    def _atoms(self, box: Any) -> Iterator[_Atom]:  # noqa: ANN401
        for child in box.children:
            if not child.is_in_normal_flow():
                continue
            if isinstance(child, self.inline):
                yield from self._atoms(child)
            elif not isinstance(child, self.text):
                yield _Atom(child, (1,))
            elif child.text:
                yield _Atom(child, tuple(map(_is_wide, child.text)))

    def _widen(self, atom: _Atom, spacing: float) -> float:
        """Set a text with space between its full-width characters; return how much wider it became."""
        box = atom.box
        if not isinstance(box, self.text) or not any(atom.weights):
            return 0.0
        layout = self.layout(box.style, tuple(_byte_ranges(box.text)), spacing)
        layout.set_text(box.text)
        width, _ = self.line_size(layout.get_first_line()[0], box.style)
        layout.deactivate()
        wider = float(width - box.width)
        box.pango_layout, box.width = layout, width
        return wider

    def _place(self, box: Any, shifts: dict[int, float]) -> None:  # noqa: ANN401
        """Move every piece of a line, and let the inline boxes around them grow."""
        for child in box.children:
            if isinstance(child, self.inline):
                self._place(child, shifts)
            elif isinstance(child, self.text):
                child.position_x += shifts.get(id(child), 0)
            elif id(child) in shifts:
                child.translate(shifts[id(child)], 0)
        if box.children and isinstance(box, self.inline):
            left = min(child.position_x for child in box.children)
            right = max(child.position_x + child.margin_width() for child in box.children)
            box.position_x = left - (box.margin_left + box.border_left_width + box.padding_left)
            box.width = right - left


def _spaced_layout(base: type, lib: Any) -> type:  # noqa: ANN401
    class SpacedLayout(base):  # type: ignore[misc]
        """A layout that keeps its spacing when WeasyPrint sets the text anew to draw it."""

        def __init__(self, style: Any, ranges: tuple[tuple[int, int], ...], spacing: float) -> None:  # noqa: ANN401
            self.ranges, self.spacing = ranges, int(spacing * lib.TO_UNITS)
            super().__init__(style)

        def set_text(self, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - WeasyPrint's signature
            super().set_text(text, justify)
            attributes = lib.pango.pango_layout_get_attributes(self.layout)
            if attributes == lib.ffi.NULL:
                attributes = lib.ffi.gc(lib.pango.pango_attr_list_new(), lib.pango.pango_attr_list_unref)
            for start, end in self.ranges:
                attribute = lib.pango.pango_attr_letter_spacing_new(self.spacing)
                attribute.start_index, attribute.end_index = start, end
                lib.pango.pango_attr_list_change(attributes, attribute)
            lib.pango.pango_layout_set_attributes(self.layout, attributes)

    return SpacedLayout


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _byte_ranges(text: str) -> Iterator[tuple[int, int]]:
    """The runs of full-width characters, as offsets into the text's UTF-8."""
    start, offset = None, 0
    for character in text:
        wide = _is_wide(character)
        if wide and start is None:
            start = offset
        elif not wide and start is not None:
            yield start, offset
            start = None
        offset += len(character.encode())
    if start is not None:
        yield start, offset
