"""The headers and footers of a Word shell, from the look."""

from dataclasses import dataclass

from dragoman.appearance.fit import FOLD_MARK, FOLDS
from dragoman.appearance.look import Look
from dragoman.appearance.shell_fit import FOLD_STYLE
from dragoman.appearance.shell_styles import SPACER, is_legal, is_letter
from dragoman.appearance.shell_tags import LEGAL
from dragoman.document.slots import SlotRule
from word_styles import DECLARATION, LETTERHEAD_RULE, W, style_id, twips


def tag(place: str, style: str, properties: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{properties}</w:pPr>'
        f"<w:r><w:t>{{{{p {place} }}}}</w:t></w:r></w:p>"
    )


def furniture(look: Look, rules: tuple[SlotRule, ...]) -> dict[str, str]:
    """Headers and footers: of page 1 and of those that follow.

    A header is a table without rules: a cell grows with its words, and what follows it gives way. The page label is a
    framed paragraph, which sizes to its words and goes with its paragraph. The band for draft mark and embargo
    is kept free where there is neither, so that a final breaks its pages where its draft does.
    """
    label = '<w:framePr w:hSpace="142" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="right" w:y="1"/>'
    named = {role: style.name for role, style in look.styles.items()}
    if look.page.vertical:
        return vertical_furniture(look, named)
    mark = tag("furniture.draft_mark", named["draft_mark"])
    embargo = tag("furniture.embargo", named["embargo_line"])
    letterhead = tag("furniture.letterhead", named["letterhead"])
    address = tag("furniture.address", named["address"])
    head = tag("furniture.running_head", named["running_head"])
    foot = tag("furniture.footer_line", named["foot"])
    page, lengths = look.page, look.lengths
    beneath = lengths.letterhead_gap + look.rules["accent"] * 25.4 / 72 + lengths.letterhead_distance
    name_height = page.first_top - page.head - lengths.band - beneath
    columns = [page.measure - lengths.address, lengths.address - page.stamp, page.stamp]
    gap, marked = lengths.column_gap, (1, mark)
    names = Row(name_height, ((1, letterhead), (2, address)), "bottom", gap, lengths.clearance)
    legal = [tag(f"furniture.{name}", named[name]) for name in LEGAL if is_legal(rules)]
    status = [Row(0, ((3, "".join(legal)),), "top", gap)] if legal else []
    first = table(columns, Row(lengths.band, ((2, embargo), marked), "top", gap), *status, names)
    later = table(columns, Row(lengths.band, ((2, embargo + head), marked), "top", gap), *status)
    marks = "".join(map(fold_mark, FOLDS)) if is_letter(rules) else ""
    parts = {
        "header1": ("hdr", marks + first + end(LETTERHEAD_RULE)),
        "header2": ("hdr", later + end(SPACER)),
        "footer1": ("ftr", foot),
        "footer2": ("ftr", tag("furniture.page_label", named["foot"], label) + foot),
    }
    return stories(parts)


def vertical_furniture(look: Look, named: dict[str, str]) -> dict[str, str]:
    """Headers and footers of a page of vertical lines; what else belongs there its letters do not have."""
    mark = tag("furniture.draft_mark", named["draft_mark"])
    head = "".join(tag(f"furniture.{name}", named[style]) for name, style in (
        ("embargo", "embargo_line"), ("letterhead", "letterhead"), ("address", "address")))
    later = tag("furniture.embargo", named["embargo_line"]) + tag("furniture.running_head", named["running_head"])
    foot = tag("furniture.footer_line", named["foot"])
    columns = [look.page.room - look.page.stamp, look.page.stamp]
    gap, band = look.lengths.column_gap, look.lengths.band
    parts = {
        "header1": ("hdr", table(columns, Row(band, ((1, head), (1, mark)), "top", gap)) + end(SPACER)),
        "header2": ("hdr", table(columns, Row(band, ((1, later), (1, mark)), "top", gap)) + end(SPACER)),
        "footer1": ("ftr", foot),
        "footer2": ("ftr", tag("furniture.page_label", named["foot"], '<w:jc w:val="center"/>') + foot),
    }
    return stories(parts)


def stories(parts: dict[str, tuple[str, str]]) -> dict[str, str]:
    """The parts of headers and footers, from their root elements and what these hold."""
    return {
        name: f'{DECLARATION}<w:{root} xmlns:w="{W}">{content}</w:{root}>' for name, (root, content) in parts.items()
    }


def fold_mark(place: int) -> str:
    """A rule at the left edge of the paper, so many millimetres from its head; a shell without a window drops it."""
    frame = (
        f'<w:framePr w:w="{twips(FOLD_MARK)}" w:h="20" w:hRule="exact" w:wrap="around" w:vAnchor="page" '
        f'w:hAnchor="page" w:x="1" w:y="{twips(place)}"/>')
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(FOLD_STYLE)}"/>{frame}</w:pPr></w:p>'


@dataclass(frozen=True)
class Row:
    """A row at least `height` high, `above` of it kept free at the top, with a `gap` between cells, in millimetres.

    Cells span columns.
    """

    height: float
    cells: tuple[tuple[int, str], ...]
    align: str
    gap: float
    above: float = 0


def table(columns: list[float], *rows: Row) -> str:
    """A table that only places its cells; widths in millimetres."""
    none = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, columns))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{none}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(written(row, columns) for row in rows)}</w:tbl>"
    )


def written(row: Row, columns: list[float]) -> str:
    left, cells = list(columns), ""
    for count, paragraphs in row.cells:
        width, left = sum(map(twips, left[:count])), left[count:]
        span = f'<w:gridSpan w:val="{count}"/>' if count > 1 else ""
        margins = {"top": row.above, "right": row.gap if left else 0}
        clear = "".join(f'<w:{side} w:w="{twips(gap)}" w:type="dxa"/>' for side, gap in margins.items())
        cells += (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:tcMar>{clear}</w:tcMar>'
            f'<w:vAlign w:val="{row.align}"/></w:tcPr>{paragraphs}</w:tc>'
        )
    height = f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>"


def end(style: str) -> str:
    """A paragraph without words: the one with which a header must end, or a rule."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr></w:p>'
