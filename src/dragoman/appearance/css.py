"""The style sheet of a page, generated from the look: the same values that the Word styles are made of.

Cheap for the layout on purpose: explicit widths everywhere, margin boxes included, so that nothing is ever laid out
twice to learn how wide it wants to be.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import TypeAlias

from dragoman.appearance.look import Look, Style
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER

_CELLS = {"table_head", "table_date", "table_cell", "particular_label", "particular_text"}
"""Roles of table cells, whose spaces before and after are padding: a cell has no margin."""

POINT = 25.4 / 72
"""Millimetres."""
HYPHENATION = "hyphens:auto;hyphenate-limit-chars:6 3 3"
"""How justified lines of French and English are divided: words of six letters and more, three on either side."""


Families: TypeAlias = Mapping[tuple[str, int], tuple[str, ...]]


def column_rules(look: Look, families: Families, column: str) -> str:
    """The rules of the styles in one column of a bilingual edition; `column` is its class."""
    text = f".{column}{{{_type(look.styles['text'], look, families)}}}"
    return "\n".join((text, *(_role(style, look, families, column) for style in look.styles.values())))


def stylesheet(look: Look, families: Families) -> str:
    """The rules of a look: the page and its margin boxes, the tokens as custom properties, one class a style role.

    `families` are those of each face role in each weight, in the order in which they lend each other characters.
    """
    return "\n".join((
        _tokens(look),
        f"html{{{_type(look.styles['text'], look, families)}}}",
        *_page(look, families),
        *(_role(style, look, families) for style in look.styles.values()),
    ))


def _tokens(look: Look) -> str:
    colours = "".join(f"--{name}:{value};" for name, value in look.colours.items())
    rules = "".join(f"--rule-{name}:{pt(value)};" for name, value in look.rules.items())
    columns = "".join(f"--column-{name}:{mm(value)};" for name, value in look.programme.items())
    columns += f"--column:{mm(look.column)};"
    lengths = "".join(f"--{name.replace('_', '-')}:{mm(value)};" for name, value in asdict(look.lengths).items())
    cells = "".join(
        f".cells-{number} > li{{width:{percent(number)}}}\n" for number in range(1, look.figure_columns + 2))
    return f":root{{{colours}{rules}{columns}{lengths}}}\n{cells}"


def _page(look: Look, families: Families) -> Iterator[str]:
    page, lengths, type_of = look.page, look.lengths, _types(look, families)
    head = f"margin-top:{mm(page.head)};vertical-align:top;white-space:pre-line"
    foot = f"margin-bottom:{mm(page.foot)};vertical-align:bottom;white-space:pre-line"
    stamp = f"{pt(look.rules['accent'])} solid {look.colours['alert']}"
    yield f"""@page{{
size:{mm(page.width)} {mm(page.height)};
margin:{mm(page.top)} {mm(page.right)} {mm(page.bottom)} {mm(page.left)};
@top-left{{{head};{type_of['running_head']}}}
@top-center{{{head};{type_of['embargo_line']}}}
@bottom-left{{{foot};width:{mm(page.measure - lengths.page_label)};{type_of['foot']}}}
@bottom-right{{{foot};width:{mm(lengths.page_label)};{type_of['foot']};text-align:right}}
@top-right-corner{{{type_of['draft_mark']};text-align:center;vertical-align:middle;white-space:pre-line;border:{stamp}}}
}}"""
    if "status_banner" in type_of:
        hairline = f"{pt(look.rules['hairline'])} solid {look.colours['hairline']}"
        lines = "vertical-align:top;white-space:pre-line"
        ruled = f"padding:{mm(lengths.banner_padding)} 0;border-top:{hairline};border-bottom:{hairline}"
        yield f"""@page{{
@left-top{{{lines};{type_of['status_banner']};{ruled}}}
@right-top{{{lines};{type_of['version_line']}}}
}}"""
    beneath = mm(lengths.letterhead_gap + lengths.letterhead_distance)
    letterhead = "vertical-align:bottom;white-space:pre-line"
    ruled = (
        f"margin:{mm(page.head)} 0 {mm(lengths.letterhead_distance)};padding-bottom:{mm(lengths.letterhead_gap)};"
        f"border-bottom:{pt(look.rules['accent'])} solid {look.colours['accent']}")
    yield f"""@page :first{{
margin-top:{mm(page.first_top)};
@top-left{{{letterhead};{ruled};{type_of['letterhead']}}}
@top-right{{{letterhead};margin:{mm(page.head)} 0 {beneath};{type_of['address']}}}
@top-left-corner{{{letterhead};{_type(replace(look.styles['address'], bold=True), look, families)}}}
}}"""


def _types(look: Look, families: Families) -> dict[str, str]:
    return {role: _type(style, look, families) for role, style in look.styles.items()}


def _type(style: Style, look: Look, families: Families) -> str:
    names = _names(families[style.face, style.weight])
    weight = "bold" if style.bold else "normal"
    tracking = f";letter-spacing:{style.tracking:g}em" if style.tracking else ""
    return (
        f"font:{weight} {pt(style.size)}/{pt(style.line)} {names};color:{look.colours[style.colour]};"
        f"text-align:{style.align}{tracking}")


def _role(style: Style, look: Look, families: Families, column: str = "") -> str:

    padding = f"padding:{pt(style.before)} {mm(look.lengths.cell_gap)} {pt(style.after)} {mm(style.indent)}"
    margin = (
        f"margin:{pt(style.before)} {mm(style.inset)} {pt(style.after)} "
        f"{mm(style.inset + style.indent + style.hanging)}")
    parts = [
        _type(style, look, families),
        padding if style.role in _CELLS else margin,
    ]
    if style.first:
        parts.append(f"text-indent:{style.first:g}em")
    if style.align == "justify" and look.script == "latin":
        parts.append(HYPHENATION)
    if style.keep:
        parts.append("break-after:avoid")
    if style.hanging:
        number = f"{_selector(style, column, ' > .number')}{{min-width:{mm(style.hanging)}"
        parts.append(f"text-indent:{mm(-style.hanging)}}}\n{number}")
    return f"{_selector(style, column)}{{{';'.join(parts)}}}{_strong(style, families, column)}"


def _selector(style: Style, column: str, within: str = "") -> str:
    """Of a style in a column: no more specific than that of the style elsewhere, so that the page's rules hold."""
    return f":where(.{column}) .{style.role}{within}" if column else f".{style.role}{within}"


def _strong(style: Style, families: Families, column: str) -> str:
    """The faces of bold words, where those of the words around them have no bold."""
    regular, bold = families[style.face, 400], families[style.face, 700]
    return "" if regular == bold else f"\n{_selector(style, column, ' strong')}{{font-family:{_names(bold)}}}"


def _names(families: tuple[str, ...]) -> str:
    return ",".join(f'"{family}"' for family in families)


def content(text: str) -> str:
    """A CSS content list: quoted text, with counters where the page's number and the count of pages stand."""
    pieces: list[str] = []
    literal = ""
    for character in text:
        if character in (PAGE_NUMBER, PAGE_COUNT):
            pieces += [quoted(literal)] if literal else []
            pieces.append("counter(page)" if character == PAGE_NUMBER else "counter(pages)")
            literal = ""
        else:
            literal += character
    pieces += [quoted(literal)] if literal else []
    return " ".join(pieces) or "none"


def quoted(text: str) -> str:
    """A CSS string: whatever could end it, open an escape or break its line is written as a code point."""
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\\n\t<>' else c for c in text) + '"'


def mm(value: float) -> str:
    return f"{value:.4g}mm"


def pt(value: float) -> str:
    return f"{value:g}pt"


def percent(parts: int) -> str:
    """An equal part of the width, rounded down so that the parts never add up to more than the whole."""
    return f"{int(100_000 / parts) / 1000:g}%"
