"""Lines of text, broken and drawn once a session: the letters of a list share most of theirs.

WeasyPrint has Pango set every text three times, to break it, to measure what stays on the line and to draw it, and
writes it glyph by glyph. What comes of it depends on the text, the width and some properties of its style, and on
nothing else; it is kept here by their values. What a drawn line says of a face (the widths of its glyphs, the text that
each stands for) depends on what was drawn before it; it is kept as if nothing had been, and a line whose widths
disagree with those before it is drawn anew. Like the structure tree, this replaces functions of WeasyPrint; pdf_engine
pins the version.
"""

import contextlib
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from dragoman.writers.memory import Memory
from dragoman.writers.pdf_engine import replaced

PROPERTIES = (
    "direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override", "font_size",
    "font_stretch", "font_style", "font_variant_alternates", "font_variant_caps", "font_variant_east_asian",
    "font_variant_ligatures", "font_variant_numeric", "font_variant_position", "font_variation_settings", "font_weight",
    "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang", "letter_spacing",
    "overflow_wrap", "tab_size", "text_decoration_line", "white_space", "word_break", "word_spacing",
)
"""The properties of a style that a line of text depends on."""
_LINES = 1024
"""How many lines a session remembers, broken or drawn."""
_values = itemgetter(*PROPERTIES)


class _UnusualError(Exception):
    """A line that is drawn with more than glyphs: bitmaps, colours, characters without a glyph."""


@dataclass(slots=True)
class _Face:
    """A face as a single line sees it: the widths of its glyphs, and the text that each stands for."""

    key: int
    size: float
    hash: str
    widths: dict[int, int] = field(default_factory=dict)
    to_unicode: dict[int, str] = field(default_factory=dict)
    bitmap: bool = False
    png: bool = False
    svg: bool = False
    colr: bool = False

    def get_unused_glyph_id(self, character: int) -> int:
        raise _UnusualError(character)


@dataclass(slots=True)
class _Drawing:
    """What draws a line: the operators, by the name of the stream's method, and the faces in the order of their use.

    One that is not `plain` is to be drawn by WeasyPrint.
    """

    plain: bool = True
    faces: dict[int, _Face] = field(default_factory=dict)
    operators: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def agrees(self, fonts: dict[int, Any]) -> bool:
        """Whether a document that draws with these fonts measures the glyphs of the line as it was drawn."""
        return self.plain and all(
            face.widths.items() <= (face.widths | fonts[key].widths).items()
            for key, face in self.faces.items() if key in fonts)


class _Pen:
    """Stands for a page's stream while one line is drawn as if nothing had been drawn before."""

    def __init__(self, stream: Any, held: dict[tuple[int, float], Any], layout: Any) -> None:  # noqa: ANN401
        self.drawing = _Drawing()
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect
        self._stream, self._held, self._layout = stream, held, layout

    def add_font(self, pango_font: Any) -> tuple[_Face, float]:  # noqa: ANN401
        font, size = self._stream.add_font(pango_font)
        if font.bitmap or font.png or font.svg or font.colr:
            raise _UnusualError(font.family)
        key = next(key for key, one in self._stream._fonts.items() if one is font)  # noqa: SLF001
        self._held.setdefault((key, size), (pango_font, self._layout))
        return self.drawing.faces.setdefault(key, _Face(key, size, font.hash)), size

    def set_text_matrix(self, *values: float) -> None:
        """The place of a line is not its own."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return lambda *values: self.drawing.operators.append((name, values))


class Lines:
    """The lines that the documents of one session share, under the lock of the layout."""

    def __init__(self, fonts: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        self._fonts = fonts
        self._layout = _idle_layout(importlib.import_module("weasyprint.text.line_break").Layout)
        self._looks: Memory[_Look] = Memory(_LINES)
        self._broken: Memory[tuple[dict[str, Any], list[Any]]] = Memory(_LINES)
        self._drawn: Memory[_Drawing] = Memory(_LINES)
        self._held: dict[tuple[int, float], Any] = {}
        """A Pango font of each face and size, with a layout that keeps it alive."""

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        """Serve the documents laid out and drawn here with this session's fonts, and no others."""
        inline, draw = (importlib.import_module(f"weasyprint.{name}") for name in ("layout.inline", "draw.text"))
        with (
            replaced("text.line_break", Layout=self._layout),
            replaced(
                "layout.inline", split_first_line=self._remembering(inline.split_first_line),
                create_layout=self._remembering(inline.create_layout)),
            replaced("draw.text", draw_first_line=self._drawing(draw.draw_first_line)),
        ):
            yield

    def _remembering(self, original: Any) -> Any:  # noqa: ANN401
        """A function that lays a text out, whose outcomes are remembered: a layout, or a tuple that begins with one."""
        def remembering(text: str, style: Any, context: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
            if style.font_config is not self._fonts:
                return original(text, style, context, *rest, **named)
            key = (original.__name__, text, self._look(style), rest, *named.items())
            if (known := self._broken.get(key)) is None:
                found = original(text, style, context, *rest, **named)
                layout, *measures = found if isinstance(found, tuple) else (found,)
                layout.deactivate()
                known = self._broken.keep(key, (vars(layout).copy(), measures))
            state, measures = known
            layout = object.__new__(self._layout)
            layout.__dict__.update(state)
            return (layout, *measures) if measures else layout

        return remembering

    def _drawing(self, original: Any) -> Any:  # noqa: ANN401
        def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:  # noqa: ANN401
            plain = box.style.font_config is self._fonts and overflow == "clip" and ellipsis == "none"
            drawing = self._drawing_of(original, stream, box, matrix) if plain and box.text.strip() else None
            if drawing is None or not drawing.agrees(stream._fonts):  # noqa: SLF001
                return original(stream, box, overflow, ellipsis, matrix)
            for key, face in drawing.faces.items():
                font = stream._fonts.get(key) or stream.add_font(self._held[key, face.size][0])[0]  # noqa: SLF001
                font.widths |= face.widths
                if not face.to_unicode.keys() <= font.to_unicode.keys():
                    font.to_unicode = font.to_unicode | face.to_unicode | font.to_unicode
            stream.set_text_matrix(*matrix.values)
            for name, values in drawing.operators:
                getattr(stream, name)(*values)
            return []

        return draw_first_line

    def _drawing_of(self, original: Any, stream: Any, box: Any, matrix: Any) -> _Drawing:  # noqa: ANN401
        layout = box.pango_layout
        # Justified Japanese has layouts with a spacing of their own.
        spaced = vars(layout).get("ranges"), vars(layout).get("spacing")
        key = (layout.text, self._look(box.style), layout.justification_spacing, spaced)
        if (known := self._drawn.get(key)) is not None:
            return known
        pen = _Pen(stream, self._held, layout.layout)
        try:
            original(pen, box, "clip", "none", matrix)
        except _UnusualError:
            return self._drawn.keep(key, _Drawing(plain=False))
        return self._drawn.keep(key, pen.drawing)

    def _look(self, style: Any) -> "_Look":  # noqa: ANN401
        """What a style says of a line, one object for the same values."""
        look: _Look | None = vars(style).get("look")
        if look is None:
            values = _values(style)
            key = tuple(map(id, values))
            look = self._looks.get(key) or self._looks.keep(key, _Look(values))
            style.look = look
        return look


class _Look:
    """Values of the properties above, held so that no other has their identity."""

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.values = values


def _idle_layout(base: Any) -> type:  # noqa: ANN401
    class IdleLayout(base):  # type: ignore[misc]
        """A layout that Pango sets anew to be drawn only where its parts are asked for."""

        def reactivate(self, style: Any) -> None:  # noqa: ANN401
            self.waiting = style

        def deactivate(self) -> None:
            for name in ("layout", "language", "style", "waiting"):
                self.__dict__.pop(name, None)

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401
            style = self.__dict__.pop("waiting", None)
            if style is None:
                raise AttributeError(name)
            super().reactivate(style)
            return getattr(self, name)

    return IdleLayout
