"""The margins of a document's pages: what stands in each of their boxes, where, and how much room it takes.

At the top of every page the embargo, at the right of it the draft mark and under this the version line; beneath them
the status banner across the page; beneath this the letterhead on page 1, with
logo or issuer's name at left and the address at right, and the running head on the pages after it. The lines of each
are counted before anything is laid out, and the margins grow with them, so that no two of them ever meet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dragoman.appearance.assets import address_of
from dragoman.appearance.css import POINT, content, mm, pt, quoted
from dragoman.appearance.faces import Faces
from dragoman.appearance.fit import FOLD_MARK, FOLDS
from dragoman.appearance.look import Look
from dragoman.document.nodes import Blank, Fact, Foreign, FurnitureName, Inline
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER, plain
from dragoman.images import Image

_HEAD_GAP = 5.0
"""The least room, in millimetres, from the head or the foot of a page to its text."""
_LEAST_RESOLUTION = 96
"""Dots to an inch of a logo that is enlarged to its greatest width or height."""
_INCH = 25.4
_STAMP_HEIGHT = 5.6
_STAMP_PADDING = 3.0
_STAMP_RISE = 2.0
"""How far the draft mark stands above the line of the head."""
_SAFETY = 0.5
"""Millimetres beyond the reckoned width of a line, so that it never breaks for a rounding."""
_ROOM_FOR_NUMBERS = "000"


def furniture_sheet(
    look: Look, furniture: Mapping[FurnitureName, tuple[Inline, ...]], faces: Faces, logo: Image | None = None,
) -> str:
    """The contents and places of the margin boxes of one document, set in these faces.

    Letterhead and address stand on page 1, running head and page label on those after it, embargo, footer line, draft
    mark, version line and status banner on all. With a logo the issuer's name moves above the address.
    """
    texts = {name: plain(passage) for name, passage in furniture.items()}
    blanks = frozenset(name for name, passage in furniture.items() if _is_blank(passage))
    margins = _Margins(look, faces, texts, blanks, logo)
    return f"@page{{{''.join(margins.every())}}}\n@page :first{{{''.join(margins.first())}}}\n"


@dataclass(frozen=True, slots=True)
class _Margins:
    """Lengths are in millimetres; `blanks` are the texts that are nothing but an open point."""

    look: Look
    faces: Faces
    texts: Mapping[FurnitureName, str]
    blanks: frozenset[FurnitureName]
    logo: Image | None

    def every(self) -> Iterator[str]:
        """The rules of all pages, and of those after the first what page 1 replaces."""
        page, texts = self.look.page, self.texts
        embargo = self._under_embargo - page.head
        foot = page.foot + self._height("foot", texts.get("footer_line", ""), self._foot)
        margin = max(page.top, self._head_bottom + _HEAD_GAP)
        yield f"margin-top:{mm(margin)};"
        yield f"margin-bottom:{mm(max(page.bottom, foot + _HEAD_GAP))};"
        if "embargo" in texts:
            width = self._least("embargo", "embargo_line", self._zone)
            place = f"width:{mm(width)};margin-right:{mm(page.measure - width)}"
            ink = self._ink("embargo", embargo, "bottom")
            yield f"@top-center{{content:{content(texts['embargo'])};{place}{ink}}}"
        if "running_head" in texts:
            width = self._least("running_head", "running_head", self._zone)
            ink = self._ink("running_head", self._running, "bottom")
            place = f"width:{mm(width)};margin-top:{mm(self._under_embargo)}{ink}"
            yield f"@top-left{{content:{content(texts['running_head'])};{place}}}"
        if "footer_line" in texts:
            place = self._ink("footer_line", foot - page.foot, "top")
            yield f"@bottom-left{{content:{content(texts['footer_line'])}{place}}}"
        if "page_label" in texts:
            yield f"@bottom-right{{content:{content(texts['page_label'])}}}"
        if "draft_mark" in texts:
            yield self._stamp(texts["draft_mark"])
        yield from self._status(margin)

    def first(self) -> Iterator[str]:
        """The rules of page 1 alone."""
        page, lengths, texts = self.look.page, self.look.lengths, self.texts
        beneath = lengths.letterhead_gap + lengths.letterhead_distance
        name, address = texts.get("letterhead", ""), texts.get("address", "")
        left, right = self._columns(address)
        name_height = self._height("letterhead", name, left)
        left_height = self._logo_size[1] if self.logo else name_height
        address_height = self._height("address", address, right)
        right_height = address_height + (self._height("address", name, right, bold=True) if self.logo else 0)
        embargo = self._height("embargo_line", texts.get("embargo", ""), self._zone)
        top = page.head + embargo + (lengths.clearance if embargo else 0)
        if "version_line" in texts or "status_banner" in texts:
            top = max(top, self._head_bottom + 2 * lengths.clearance)
        bottom = max(top + left_height, max(top, self._under_stamp) + right_height)
        margin = max(page.first_top, bottom + beneath)
        yield f"margin-top:{mm(margin)};"
        yield "@bottom-right{content:none}"
        # The left column carries the rule: its padding is as wide as the right one, which lies over it.
        place = f"width:{mm(left)};padding-right:{mm(page.measure - left)}"
        if self.logo:
            yield f"@top-left{{{self._logo(self.logo)};{place}}}"
        else:
            yield f"@top-left{{content:{content(name)};{place}{self._ink('letterhead', name_height, 'top')}}}"
        if address:
            width = self._least("address", "address", right)
            ink = self._ink("address", address_height, "top")
            yield f"@top-right{{content:{content(address)};width:{mm(width)}{ink}}}"
        if self.logo:
            above = f"margin:{mm(page.head)} {mm(-page.measure)} {mm(beneath + address_height)} 0"
            yield f"@top-left-corner{{content:{content(name)};width:{mm(right)};{above}}}"
        yield from self._status(margin)
        if self.look.window:
            yield self._folds(margin)

    def _folds(self, margin: float) -> str:
        """Where the page is folded for its envelope: two rules at the edge of the paper, head and foot of one box."""
        first, second = FOLDS
        rule = f"{pt(self.look.rules['hairline'])} solid {self.look.colours['ink']}"
        place = f"width:{mm(FOLD_MARK)};margin:{mm(first - margin)} {mm(self.look.page.left - FOLD_MARK)} auto 0"
        return f'@left-top{{content:"";height:{mm(second - first)};{place};border-top:{rule};border-bottom:{rule}}}'

    def _status(self, margin: float) -> Iterator[str]:
        """The version line and the status banner, on pages whose text begins so far from the paper's edge.

        Boxes of the side margins, drawn out over the text's width and up to their places.
        """
        page, version, banner = self.look.page, self.texts.get("version_line"), self.texts.get("status_banner")
        if version:
            width = self._version_width(version)
            top = self._stamp_bottom + self.look.lengths.version_gap if "draft_mark" in self.texts else page.head
            place = f"margin:{mm(top - margin)} {mm(page.right)} auto {mm(-width)};width:{mm(width)}"
            height = self._height("version_line", version, width)
            ink = self._ink("version_line", height, "bottom")
            yield f"@right-top{{content:{content(version)};height:{mm(height)};{place}{ink}}}"
        if banner:
            place = f"margin:{mm(self._banner_top - margin)} {mm(-page.measure)} auto {mm(page.left)}"
            height = self._height("status_banner", banner, page.measure)
            ink = self._ink("status_banner", height, "bottom")
            yield f"@left-top{{content:{content(banner)};width:{mm(page.measure)};height:{mm(height)};{place}{ink}}}"

    @property
    def _zone(self) -> float:
        """The width of what stands at the left of the draft mark and the version line."""
        mark, version = self.texts.get("draft_mark"), self.texts.get("version_line")
        taken = max(self._stamp_width(mark) if mark else 0, self._version_width(version) if version else 0)
        return self.look.page.measure - (taken + self.look.lengths.column_gap if taken else 0)

    @property
    def _under_embargo(self) -> float:
        """Where the running head begins, from the paper's edge; page 1 has room for it too."""
        return self.look.page.head + self._height("embargo_line", self.texts.get("embargo", ""), self._zone)

    @property
    def _running(self) -> float:
        """The height of the running head."""
        return self._height("running_head", self.texts.get("running_head", ""), self._zone)

    @property
    def _head_bottom(self) -> float:
        """Where the head of a page after the first ends."""
        bottom = max(self._under_embargo + self._running, self._under_stamp)
        banner = self.texts.get("status_banner")
        if not banner:
            return bottom
        rules = 2 * (self.look.lengths.banner_padding + self.look.rules["hairline"] * POINT)
        return self._banner_top + self._height("status_banner", banner, self.look.page.measure) + rules

    @property
    def _banner_top(self) -> float:
        return max(self._under_embargo + self._running + self.look.lengths.clearance, self._under_stamp)

    @property
    def _stamp_bottom(self) -> float:
        lines = self.texts.get("draft_mark", "").count("\n") + 1
        return self.look.page.head - _STAMP_RISE + lines * _STAMP_HEIGHT

    @property
    def _under_stamp(self) -> float:
        """Where draft mark and version line end; a final leaves the mark's room, so that draft and final lie alike."""
        version = self.texts.get("version_line")
        lengths, below = self.look.lengths, 0.0
        if version:
            below = lengths.version_gap + self._height("version_line", version, self._version_width(version))
        return self._stamp_bottom + below + lengths.clearance

    def _version_width(self, text: str) -> float:
        return min(self._width("version_line", text), self.look.page.measure / 2)

    def _columns(self, address: str) -> tuple[float, float]:
        """The widths of the letterhead's columns; the right one is as wide as what it holds, or not there."""
        measure, gap = self.look.page.measure, self.look.lengths.column_gap
        if self.logo is not None:
            left = self._logo_size[0]
            return left, measure - left - gap
        if not address:
            return measure, 0
        right = min(self._width("address", address), self.look.lengths.address)
        return measure - right - gap, right

    @property
    def _logo_size(self) -> tuple[float, float]:
        if self.logo is None:
            return 0, 0
        wide, high, lengths = self.logo.width, self.logo.height, self.look.lengths
        scale = min(lengths.logo_width / wide, lengths.logo_height / high, _INCH / _LEAST_RESOLUTION)
        return wide * scale, high * scale

    def _logo(self, logo: Image) -> str:
        resolution = logo.width / self._logo_size[0] * _INCH
        image = f"url({quoted(address_of(logo.name))})"
        return f"content:{image};image-resolution:{resolution:.6g}dpi;image-rendering:crisp-edges;line-height:0"

    def _stamp_width(self, text: str) -> float:
        rules = 2 * self.look.rules["accent"] * POINT
        return max(self.look.page.stamp, self._width("draft_mark", text) + 2 * _STAMP_PADDING + rules)

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
        longest = max(self.faces.width(style.face, style.weight, line) for line in text.split("\n"))
        return longest * style.size * POINT + _SAFETY

    @property
    def _foot(self) -> float:
        """The width of the footer line."""
        return self.look.page.measure - self.look.lengths.page_label

    def _least(self, name: FurnitureName, role: str, width: float) -> float:
        """The width of a box: what there is, but no more than its words have where their ground is coloured."""
        return min(width, self._width(role, self.texts[name])) if name in self.blanks else width

    def _ink(self, name: FurnitureName, height: float, free: Literal["top", "bottom"]) -> str:
        """The ink of an open point in a box as high as its words; the `free` margin takes the room that is left."""
        if name not in self.blanks:
            return ""
        colours = self.look.colours
        return (
            f";height:{mm(height)};margin-{free}:auto;color:{colours['ink']};background:{colours['blank']} content-box;"
            f"text-decoration:underline dotted {pt(self.look.rules['accent'])};text-underline-offset:1.6pt")

    def _height(self, role: str, text: str, width: float, *, bold: bool = False) -> float:
        """The height of a text in a column; nothing for no text."""
        if not text:
            return 0
        style = self.look.styles[role]
        numbered = text.replace(PAGE_NUMBER, _ROOM_FOR_NUMBERS).replace(PAGE_COUNT, _ROOM_FOR_NUMBERS)
        em = width / (style.size * POINT)
        return self.faces.lines(style.face, 700 if bold else style.weight, numbered, em) * style.line * POINT


def _is_blank(passage: tuple[Inline, ...]) -> bool:
    """Whether a passage is an open point and nothing else."""
    return bool(passage) and all(
        isinstance(inline, Blank) or (isinstance(inline, Fact | Foreign) and _is_blank(inline.children))
        for inline in passage)
