"""Justified Japanese: the slack of a line spread between its characters, as Japanese typesetting does.

WeasyPrint justifies by widening word spaces, of which Japanese has none: its lines stay ragged, and a Latin name
inside one is torn apart. Here the slack goes between full-width characters (JLREQ 3.8.4: even spacing), half of it
where one meets a Latin letter or a digit, and Latin words stay whole. A line that would need more than a quarter of
an em between characters stays ragged, as it would with any method that keeps the words whole.

Like the structure tree, this replaces one function of WeasyPrint for one document; pdf_engine pins the version.
"""

import contextlib
import importlib
import unicodedata
from collections.abc import Iterator
from typing import Any

_WIDEST = 0.25
"""The widest space added between two characters, in em."""


@contextlib.contextmanager
def own_justification(font_config: Any) -> Iterator[None]:  # noqa: ANN401 - WeasyPrint has no types
    """Justify here the Japanese lines of the documents laid out with this font configuration, and no others."""
    module = importlib.import_module("weasyprint.layout.inline")
    original = module.justify_line

    def justify_line(context: object, line: Any, slack: float) -> None:  # noqa: ANN401
        if line.style.font_config is font_config and (line.style["lang"] or "").startswith("ja"):
            _justify(line, slack)
        else:
            original(context, line, slack)

    module.justify_line = justify_line
    try:
        yield
    finally:
        module.justify_line = original


def _justify(line: Any, slack: float) -> None:  # noqa: ANN401
    atoms = list(_atoms(line))
    weights = [weight for atom in atoms for weight in _weights(atom)]
    gaps = sum(a + b for a, b in zip(weights, weights[1:], strict=False)) / 2
    if not gaps or slack / gaps > _WIDEST * line.style["font_size"]:
        return
    spacing = slack / gaps
    places: dict[int, float] = {}
    shift, before = 0.0, 0
    for atom in atoms:
        first, *_, last = (*_weights(atom), *_weights(atom))
        # Pango trims the space at both ends of a layout: what belongs between two of them is given by their places.
        shift += spacing * (before + first) / 2 if places else 0
        places[id(atom)] = shift
        shift += _widen(atom, spacing)
        before = last
    _place(line, places)


def _atoms(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """The pieces of a line in order: text boxes, and boxes that stand in it like one character."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if _is_inline(child):
            yield from _atoms(child)
        elif not _is_text(child) or child.text:
            yield child


def _weights(atom: Any) -> list[int]:  # noqa: ANN401
    """1 for each character that takes space on its sides, 0 for those that belong to a Latin word or a number."""
    if not _is_text(atom):
        return [1]
    return [int(unicodedata.east_asian_width(character) in "WF") for character in atom.text]


def _widen(atom: Any, spacing: float) -> float:  # noqa: ANN401
    """Set a text box with space between its full-width characters; return how much wider it became."""
    if not _is_text(atom) or not any(_weights(atom)):
        return 0.0
    line_break = importlib.import_module("weasyprint.text.line_break")
    layout = _spaced_layout(atom, spacing)
    width, _ = line_break.line_size(layout.get_first_line()[0], atom.style)
    layout.deactivate()
    wider = float(width - atom.width)
    atom.pango_layout, atom.width = layout, width
    return wider


def _spaced_layout(atom: Any, spacing: float) -> Any:  # noqa: ANN401
    base = importlib.import_module("weasyprint.text.line_break").Layout
    lib = importlib.import_module("weasyprint.text.ffi")
    ranges = list(_byte_ranges(atom.text))

    class SpacedLayout(base):  # type: ignore[misc, valid-type]
        """A layout that keeps its spacing when WeasyPrint sets the text anew to draw it."""

        def set_text(self, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - WeasyPrint's signature
            super().set_text(text, justify)
            attributes = lib.pango.pango_layout_get_attributes(self.layout)
            if attributes == lib.ffi.NULL:
                attributes = lib.ffi.gc(lib.pango.pango_attr_list_new(), lib.pango.pango_attr_list_unref)
            for start, end in ranges:
                attribute = lib.pango.pango_attr_letter_spacing_new(int(spacing * lib.TO_UNITS))
                attribute.start_index, attribute.end_index = start, end
                lib.pango.pango_attr_list_change(attributes, attribute)
            lib.pango.pango_layout_set_attributes(self.layout, attributes)

    layout = SpacedLayout(atom.style)
    layout.set_text(atom.text)
    return layout


def _byte_ranges(text: str) -> Iterator[tuple[int, int]]:
    """The runs of full-width characters, as offsets into the text's UTF-8."""
    start, offset = None, 0
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        if wide and start is None:
            start = offset
        elif not wide and start is not None:
            yield start, offset
            start = None
        offset += len(character.encode())
    if start is not None:
        yield start, offset


def _place(box: Any, places: dict[int, float]) -> None:  # noqa: ANN401
    """Move every piece of a line to its place, and let the inline boxes around them grow."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if _is_inline(child):
            _place(child, places)
        elif _is_text(child):
            child.position_x += places.get(id(child), 0)
        else:
            child.translate(places[id(child)], 0)
    edges = [(child.position_x, child.position_x + child.margin_width()) for child in box.children]
    if edges and _is_inline(box):
        inner = min(left for left, _ in edges)
        box.position_x = inner - (box.margin_left + box.border_left_width + box.padding_left)
        box.width = max(right for _, right in edges) - inner


def _is_inline(box: Any) -> bool:  # noqa: ANN401
    return isinstance(box, importlib.import_module("weasyprint.formatting_structure.boxes").InlineBox)


def _is_text(box: Any) -> bool:  # noqa: ANN401
    return isinstance(box, importlib.import_module("weasyprint.formatting_structure.boxes").TextBox)
