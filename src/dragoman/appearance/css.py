"""The style sheet of a page, generated from the look: the same values that the Word styles are made of.

Cheap for the layout on purpose: explicit widths everywhere, margin boxes included, so that nothing is ever laid out
twice to learn how wide it wants to be.
"""

import unicodedata
from collections.abc import Iterator, Mapping

from dragoman.appearance.look import Look, Style
from dragoman.document.nodes import FurnitureName, Inline
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER, plain

_CELLS = {"table_head", "table_date", "table_cell"}
"""Roles of table cells, whose spaces before and after are padding: a cell has no margin."""

_LETTERHEAD_GAP = 8.0
"""Millimetres from the rule under the letterhead to the text."""
_ADDRESS = 70.0
_PAGE_LABEL = 30.0
_STAMP_HEIGHT = 5.6
_STAMP_PADDING = 3.0
_POINT = 25.4 / 72
_NARROW = 0.62
"""The widest average width, in em, of the bold capitals of a draft mark."""


def stylesheet(look: Look, families: Mapping[str, tuple[str, ...]]) -> str:
    """The rules of a look: the page and its margin boxes, the tokens as custom properties, one class a style role.

    `families` are those of each face role, in the order in which they lend each other characters.
    """
    return "\n".join((
        _tokens(look),
        f"html{{{_type(look.styles['text'], look, families)}}}",
        *_page(look, families),
        *(_role(style, look, families) for style in look.styles.values()),
    ))


def furniture_sheet(look: Look, furniture: Mapping[FurnitureName, tuple[Inline, ...]]) -> str:
    """The contents of the margin boxes for one document.

    The letterhead stands on page 1, running head and page label on those after it, footer line and draft mark on all.
    """
    every: list[str] = []
    first: list[str] = []
    if "letterhead" in furniture:
        issuer, _, address = plain(furniture["letterhead"]).partition("\n")
        width = look.page.measure - (_ADDRESS if address else 0)
        first.append(f"@top-left{{content:{_content(issuer)};width:{_mm(width)}}}")
        first.append(f"@top-right{{content:{_content(address)}}}" if address else "")
    if "running_head" in furniture:
        every.append(f"@top-left{{content:{_content(plain(furniture['running_head']))}}}")
    if "footer_line" in furniture:
        every.append(f"@bottom-left{{content:{_content(plain(furniture['footer_line']))}}}")
    if "page_label" in furniture:
        every.append(f"@bottom-right{{content:{_content(plain(furniture['page_label']))}}}")
        first.append("@bottom-right{content:none}")
    if "draft_mark" in furniture:
        every.append(_stamp(look, plain(furniture["draft_mark"])))
    return f"@page{{{''.join(every)}}}\n@page :first{{{''.join(first)}}}\n"


def _tokens(look: Look) -> str:
    colours = "".join(f"--{name}:{value};" for name, value in look.colours.items())
    rules = "".join(f"--rule-{name}:{_pt(value)};" for name, value in look.rules.items())
    columns = "".join(f"--column-{name}:{_mm(value)};" for name, value in look.programme.items())
    cells = "".join(
        f".cells-{number} > li{{width:{_percent(number)}}}\n" for number in range(1, look.figure_columns + 2))
    return f":root{{{colours}{rules}{columns}}}\n{cells}"


def _page(look: Look, families: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    page, type_of = look.page, _types(look, families)
    head = f"margin-top:{_mm(page.head)};vertical-align:top;white-space:pre-line"
    foot = f"margin-bottom:{_mm(page.foot)};vertical-align:bottom;white-space:pre-line"
    stamp = f"{_pt(look.rules['accent'])} solid {look.colours['alert']}"
    yield f"""@page{{
size:{_mm(page.width)} {_mm(page.height)};
margin:{_mm(page.top)} {_mm(page.right)} {_mm(page.bottom)} {_mm(page.left)};
@top-left{{{head};width:{_mm(page.measure)};{type_of['running_head']}}}
@bottom-left{{{foot};width:{_mm(page.measure - _PAGE_LABEL)};{type_of['foot']}}}
@bottom-right{{{foot};width:{_mm(_PAGE_LABEL)};{type_of['foot']};text-align:right}}
@top-right-corner{{{type_of['draft_mark']};text-align:center;vertical-align:middle;border:{stamp}}}
}}"""
    letterhead = (
        f"margin:{_mm(page.head)} 0 {_mm(_LETTERHEAD_GAP)};padding-bottom:2mm;vertical-align:bottom;"
        f"border-bottom:{_pt(look.rules['accent'])} solid {look.colours['accent']}")
    yield f"""@page :first{{
margin-top:{_mm(page.first_top)};
@top-left{{{letterhead};{type_of['letterhead']}}}
@top-right{{{letterhead};white-space:pre-line;width:{_mm(_ADDRESS)};{type_of['running_head']};text-align:right}}
}}"""


def _stamp(look: Look, text: str) -> str:
    """The frame of the draft mark, its right edge on the right edge of the text: a corner box drawn out leftwards."""
    size = look.styles["draft_mark"].size * _POINT
    width = 2 * _STAMP_PADDING + size * max(sum(map(_em, line)) for line in text.split("\n"))
    height = _STAMP_HEIGHT * len(text.split("\n"))
    right = look.page.right
    outer = width + 2 * look.rules["accent"] * _POINT
    return (
        f"@top-right-corner{{content:{_content(text)};white-space:pre-line;width:{_mm(width)};height:{_mm(height)};"
        f"margin:{_mm(look.page.head - 2)} {_mm(right)} auto {_mm(-outer)}}}")


def _em(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "FW" else _NARROW


def _types(look: Look, families: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {role: _type(style, look, families) for role, style in look.styles.items()}


def _type(style: Style, look: Look, families: Mapping[str, tuple[str, ...]]) -> str:
    names = ",".join(f'"{family}"' for family in families[style.face])
    weight = "bold" if style.bold else "normal"
    tracking = f";letter-spacing:{style.tracking:g}em" if style.tracking else ""
    return (
        f"font:{weight} {_pt(style.size)}/{_pt(style.line)} {names};color:{look.colours[style.colour]};"
        f"text-align:{style.align}{tracking}")


def _role(style: Style, look: Look, families: Mapping[str, tuple[str, ...]]) -> str:
    space = f"{_pt(style.before)} 0 {_pt(style.after)} {_mm(style.hanging)}"
    parts = [
        _type(style, look, families),
        f"padding:{_pt(style.before)} 4mm {_pt(style.after)} 0" if style.role in _CELLS else f"margin:{space}",
    ]
    if style.first:
        parts.append(f"text-indent:{style.first:g}em")
    if style.keep:
        parts.append("break-after:avoid")
    if style.hanging:
        parts.append(f"text-indent:{_mm(-style.hanging)}}}\n.{style.role} > .number{{width:{_mm(style.hanging)}")
    return f".{style.role}{{{';'.join(parts)}}}"


def _content(text: str) -> str:
    """A CSS content list: quoted text, with counters where the page's number and the count of pages stand."""
    pieces: list[str] = []
    literal = ""
    for character in text:
        if character in (PAGE_NUMBER, PAGE_COUNT):
            pieces += [_quoted(literal)] if literal else []
            pieces.append("counter(page)" if character == PAGE_NUMBER else "counter(pages)")
            literal = ""
        else:
            literal += character
    pieces += [_quoted(literal)] if literal else []
    return " ".join(pieces) or "none"


def _quoted(text: str) -> str:
    """A CSS string: whatever could end it, open an escape or break its line is written as a code point."""
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\\n\t<>' else c for c in text) + '"'


def _mm(value: float) -> str:
    return f"{value:.4g}mm"


def _pt(value: float) -> str:
    return f"{value:g}pt"


def _percent(parts: int) -> str:
    """An equal part of the width, rounded down so that the parts never add up to more than the whole."""
    return f"{int(100_000 / parts) / 1000:g}%"
