"""How the faces of a look enter a PDF: judged, read once, reduced to what the document prints, and readable as text.

WeasyPrint copies the whole of a face for every document (five megabytes of a Japanese one) and reduces it in two
passes, the second to take off the numbers behind the last glyph that is printed. Here a face is read once a session,
and reduced in one pass where this leaves no such numbers: the bytes are the same. Like the structure tree, this
replaces functions of WeasyPrint; pdf_engine pins the version.
"""

import contextlib
import importlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dragoman.appearance.faces import OTHER_FILE, STRANGER, WEIGHTS, FaceFile, Faces
from dragoman.diagnostics import diagnostic
from dragoman.errors import AppearanceError
from dragoman.writers.memory import Memory
from dragoman.writers.pdf_engine import replaced

_DROPPED = (b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ")
"""The tables of a font that a PDF has no use for, as WeasyPrint lists them."""
_REDUCED = 16
"""How many reduced faces a session keeps: letters print headings and labels with the same glyphs, names with others."""


class Embedding:
    """Brings the faces of one session into its PDFs, under the lock of the layout."""

    def __init__(self, faces: Faces) -> None:
        self._files = faces.by_layout_name
        self._subsetter = _Subsetter(importlib.import_module("weasyprint.text.ffi"))
        self._held: dict[tuple[str, int], Any] = {}
        """The layout's own handle of each face that was seen to be a file of the look; held, it is never another's."""

    @contextlib.contextmanager
    def serving(self, rendering: Any, text: str) -> Iterator[None]:  # noqa: ANN401 - WeasyPrint has no types
        """Embed here what this one rendering draws with; `text` holds every character that it may print.

        Inside this context AppearanceError is raised for a face that is none of the look's.
        """
        build: Any = importlib.import_module("weasyprint.pdf").build_fonts_dictionary
        read: Any = importlib.import_module("weasyprint.pdf.fonts").get_hb_object_data
        characters = sorted(set(text), reverse=True)

        def build_fonts_dictionary(pdf: Any, fonts: Mapping[int, Any], *rest: object) -> Any:  # noqa: ANN401
            for font in fonts.values() if fonts is rendering.fonts else ():
                self._admit(font, characters)
            return build(pdf, fonts, *rest)

        def get_hb_object_data(item: Any, *rest: object) -> Any:  # noqa: ANN401
            return self._known(item) or read(item, *rest)

        with (
            replaced("pdf", build_fonts_dictionary=build_fonts_dictionary),
            replaced("pdf.fonts", get_hb_object_data=get_hb_object_data),
        ):
            yield

    def _known(self, face: Any) -> bytes | None:  # noqa: ANN401
        return next((self._files[name].data for name, held in self._held.items() if held == face), None)

    def _admit(self, font: Any, characters: Sequence[str]) -> None:  # noqa: ANN401
        name = (font.family, font.weight)
        file = self._files.get(name)
        if file is None:
            raise AppearanceError([diagnostic(STRANGER, family=font.family)])
        if font.file_content != file.data:
            raise AppearanceError([diagnostic(OTHER_FILE, family=file.family, style=WEIGHTS[file.weight])])
        self._held[name] = font.hb_face
        _read_as_text(font, file, characters)
        font._harfbuzz_subset = lambda glyphs, hinting: self._subsetter.reduce(font, glyphs, hinting=hinting)  # noqa: SLF001


def _read_as_text(font: Any, file: FaceFile, characters: Sequence[str]) -> None:  # noqa: ANN401
    """Let a glyph that is a character's own read as this character; the characters stand in falling order.

    WeasyPrint notes the text that a glyph first stood for, which is nothing for a letter under a combining mark, and
    a no-break space where an ordinary one follows. Of two characters of one glyph the lower is read: an ordinary
    space rather than one of its kin.
    """
    own = {file.glyphs[ord(c)]: c for c in characters if ord(c) in file.glyphs}
    font.to_unicode = {glyph: own.get(glyph, noted) for glyph, noted in font.to_unicode.items()}


class _Subsetter:
    """Reduces faces by HarfBuzz, whose functions `lib` holds."""

    def __init__(self, lib: Any) -> None:  # noqa: ANN401
        self._ffi, self._core, self._subset = lib.ffi, lib.harfbuzz, lib.harfbuzz_subset
        self._read: Any = importlib.import_module("weasyprint.text.fonts").get_hb_object_data
        self._known: Memory[bytes] = Memory(_REDUCED)

    def reduce(self, font: Any, glyphs: Mapping[int, str], *, hinting: bool) -> None:  # noqa: ANN401
        """Reduce a font to these glyphs, which keep their numbers, and to no number behind them."""
        key = (font.family, font.weight, frozenset(glyphs))
        data = None if hinting or font.missing else self._known.get(key) or self._cut(font.hb_face, glyphs)
        if data is None:
            type(font)._harfbuzz_subset(font, glyphs, hinting)  # noqa: SLF001 - what this stands for
        else:
            font.file_content = self._known.keep(key, data)

    def _cut(self, face: Any, glyphs: Mapping[int, str]) -> bytes | None:  # noqa: ANN401
        subset = self._subset
        kept, flags = max(glyphs) + 1, subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        flags |= subset.HB_SUBSET_FLAGS_DESUBROUTINIZE | subset.HB_SUBSET_FLAGS_NO_HINTING
        face = self._reduced(face, sorted(glyphs), flags | subset.HB_SUBSET_FLAGS_RETAIN_GIDS)
        if face and self._core.hb_face_get_glyph_count(face) > kept:
            face = self._reduced(face, list(range(kept)), flags)
        return self._read(face) if face else None

    def _reduced(self, face: Any, glyphs: list[int], flags: int) -> Any:  # noqa: ANN401
        subset = self._subset
        wanted = self._ffi.gc(subset.hb_subset_input_create_or_fail(), subset.hb_subset_input_destroy)
        subset.hb_subset_input_set_flags(wanted, flags)
        self._add(subset.hb_subset_input_glyph_set(wanted), glyphs)
        dropped = sorted(self._core.hb_tag_from_string(tag, -1) for tag in _DROPPED)
        self._add(subset.hb_subset_input_set(wanted, subset.HB_SUBSET_SETS_DROP_TABLE_TAG), dropped)
        return self._ffi.gc(subset.hb_subset_or_fail(face, wanted), self._core.hb_face_destroy)

    def _add(self, numbers: Any, more: list[int]) -> None:  # noqa: ANN401
        array = self._ffi.new(f"hb_codepoint_t[{len(more)}]", more)
        self._core.hb_set_add_sorted_array(numbers, array, len(more))
