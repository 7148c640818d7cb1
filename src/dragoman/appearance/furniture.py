"""The margins of a document's pages: what stands in each of their boxes, where, and how much room it takes.

At the top of every page the embargo, at the right of it the draft mark; beneath them the letterhead on page 1, with
logo or issuer's name at left and the address at right, and the running head on the pages after it. The lines of each
are counted before anything is laid out, and the margins grow with them, so that no two of them ever meet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dragoman.appearance.assets import address_of
from dragoman.appearance.css import PAGE_LABEL, POINT, RULE_GAP, TEXT_GAP, content, mm, quoted
from dragoman.appearance.faces import Faces
from dragoman.appearance.look import Look
from dragoman.document.nodes import FurnitureName, Inline
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER, plain
from dragoman.images import Image

_HEAD_GAP = 5.0
"""The least room, in millimetres, from the head or the foot of a page to its text."""
_COLUMN_GAP = 6.0
_ADDRESS = 80.0
"""The greatest width of the address, in millimetres."""
_LOGO = (60.0, 18.0)
"""The greatest width and height of a logo, in millimetres; it is enlarged to one of them, never beyond 96 dpi."""
_LEAST_RESOLUTION = 96
_INCH = 25.4
_CLEARANCE = 2.0
"""Between what stands at the top of a page and what stands beneath it."""
_STAMP_HEIGHT = 5.6
_STAMP_PADDING = 3.0
_STAMP_RISE = 2.0
"""How far the draft mark stands above the line of the head."""
_STAMP_GAP = 4.0
_SAFETY = 0.5
"""Millimetres beyond the reckoned width of a line, so that it never breaks for a rounding."""
_ROOM_FOR_NUMBERS = "000"


def furniture_sheet(
    look: Look, furniture: Mapping[FurnitureName, tuple[Inline, ...]], faces: Faces, logo: Image | None = None,
) -> str:
    """The contents and places of the margin boxes of one document, set in these faces.

    Letterhead and address stand on page 1, running head and page label on those after it, embargo, footer line and
    draft mark on all. With a logo the issuer's name moves above the address.
    """
    texts = {name: plain(passage) for name, passage in furniture.items()}
    margins = _Margins(look, faces, texts, logo)
    return f"@page{{{''.join(margins.every())}}}\n@page :first{{{''.join(margins.first())}}}\n"


@dataclass(frozen=True, slots=True)
class _Margins:
    """Lengths are in millimetres."""

    look: Look
    faces: Faces
    texts: Mapping[FurnitureName, str]
    logo: Image | None

    def every(self) -> Iterator[str]:
        """The rules of all pages, and of those after the first what page 1 replaces."""
        page, texts = self.look.page, self.texts
        head = page.head + self._height("embargo_line", texts.get("embargo", ""), self._zone)
        running = self._height("running_head", texts.get("running_head", ""), self._zone)
        foot = page.foot + self._height("foot", texts.get("footer_line", ""), page.measure - PAGE_LABEL)
        yield f"margin-top:{mm(max(page.top, max(head + running, self._under_stamp) + _HEAD_GAP))};"
        yield f"margin-bottom:{mm(max(page.bottom, foot + _HEAD_GAP))};"
        if "embargo" in texts:
            width = f"width:{mm(self._zone)};margin-right:{mm(page.measure - self._zone)}"
            yield f"@top-center{{content:{content(texts['embargo'])};{width}}}"
        if "running_head" in texts:
            place = f"width:{mm(self._zone)};margin-top:{mm(head)}"
            yield f"@top-left{{content:{content(texts['running_head'])};{place}}}"
        if "footer_line" in texts:
            yield f"@bottom-left{{content:{content(texts['footer_line'])}}}"
        if "page_label" in texts:
            yield f"@bottom-right{{content:{content(texts['page_label'])}}}"
        if "draft_mark" in texts:
            yield self._stamp(texts["draft_mark"])

    def first(self) -> Iterator[str]:
        """The rules of page 1 alone."""
        page, texts = self.look.page, self.texts
        name, address = texts.get("letterhead", ""), texts.get("address", "")
        left, right = self._columns(address)
        left_height = self._logo_size[1] if self.logo else self._height("letterhead", name, left)
        address_height = self._height("address", address, right)
        right_height = address_height + (self._height("letterhead", name, right) if self.logo else 0)
        embargo = self._height("embargo_line", texts.get("embargo", ""), self._zone)
        top = page.head + embargo + (_CLEARANCE if embargo else 0)
        bottom = max(top + left_height, max(top, self._under_stamp) + right_height)
        yield f"margin-top:{mm(max(page.first_top, bottom + RULE_GAP + TEXT_GAP))};"
        yield "@bottom-right{content:none}"
        # The left column carries the rule: its padding is as wide as the right one, which lies over it.
        place = f"width:{mm(left)};padding-right:{mm(page.measure - left)}"
        yield f"@top-left{{{self._logo(self.logo) if self.logo else f'content:{content(name)}'};{place}}}"
        if address:
            yield f"@top-right{{content:{content(address)};width:{mm(right)}}}"
        if self.logo:
            above = f"margin:{mm(page.head)} {mm(-page.measure)} {mm(RULE_GAP + TEXT_GAP + address_height)} 0"
            yield f"@top-left-corner{{content:{content(name)};width:{mm(right)};{above}}}"

    @property
    def _zone(self) -> float:
        """The width of what stands at the left of the draft mark."""
        mark = self.texts.get("draft_mark")
        return self.look.page.measure - (self._stamp_width(mark) + _STAMP_GAP if mark else 0)

    @property
    def _under_stamp(self) -> float:
        """Where the draft mark ends; a final leaves its room, so that draft and final lie alike."""
        lines = self.texts.get("draft_mark", "").count("\n") + 1
        return self.look.page.head - _STAMP_RISE + lines * _STAMP_HEIGHT + _CLEARANCE

    def _columns(self, address: str) -> tuple[float, float]:
        """The widths of the letterhead's columns; the right one is as wide as what it holds, or not there."""
        measure = self.look.page.measure
        if self.logo is not None:
            left = self._logo_size[0]
            return left, measure - left - _COLUMN_GAP
        if not address:
            return measure, 0
        right = min(self._width("address", address), _ADDRESS)
        return measure - right - _COLUMN_GAP, right

    @property
    def _logo_size(self) -> tuple[float, float]:
        if self.logo is None:
            return 0, 0
        wide, high = self.logo.width, self.logo.height
        scale = min(_LOGO[0] / wide, _LOGO[1] / high, _INCH / _LEAST_RESOLUTION)
        return wide * scale, high * scale

    def _logo(self, logo: Image) -> str:
        resolution = logo.width / self._logo_size[0] * _INCH
        image = f"url({quoted(address_of(logo.name))})"
        return f"content:{image};image-resolution:{resolution:.6g}dpi;image-rendering:crisp-edges;line-height:0"

    def _stamp_width(self, text: str) -> float:
        rules = 2 * self.look.rules["accent"] * POINT
        return self._width("draft_mark", text) + 2 * _STAMP_PADDING + rules

    def _stamp(self, text: str) -> str:
        """The frame of the draft mark, its right edge on that of the text: a corner box drawn out leftwards."""
        page, width = self.look.page, self._stamp_width(text)
        inner = width - 2 * self.look.rules["accent"] * POINT
        height = _STAMP_HEIGHT * len(text.split("\n"))
        return (
            f"@top-right-corner{{content:{content(text)};width:{mm(inner)};height:{mm(height)};"
            f"margin:{mm(page.head - _STAMP_RISE)} {mm(page.right)} auto {mm(-width)}}}")

    def _width(self, role: str, text: str) -> float:
        """The width of the longest line."""
        style = self.look.styles[role]
        longest = max(self.faces.width(style.face, 700 if style.bold else 400, line) for line in text.split("\n"))
        return longest * style.size * POINT + _SAFETY

    def _height(self, role: str, text: str, width: float) -> float:
        """The height of a text in a column; nothing for no text."""
        if not text:
            return 0
        style = self.look.styles[role]
        numbered = text.replace(PAGE_NUMBER, _ROOM_FOR_NUMBERS).replace(PAGE_COUNT, _ROOM_FOR_NUMBERS)
        em = width / (style.size * POINT)
        return self.faces.lines(style.face, 700 if style.bold else 400, numbered, em) * style.line * POINT
