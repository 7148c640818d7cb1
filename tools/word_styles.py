"""The styles part of a Word shell, from the look."""

from dataclasses import dataclass

from dragoman.appearance.look import Look, Style, script_of
from dragoman.appearance.shell_fit import FOLD_STYLE
from dragoman.appearance.shell_languages import word_languages
from dragoman.appearance.shell_styles import (
    BILINGUAL_TABLE_STYLES,
    CHARACTER_STYLES,
    LEGAL_TABLE_STYLES,
    LOGO,
    PICTURE,
    SPACER,
    TABLE_STYLES,
    is_legal,
    paragraph_styles,
)
from dragoman.document.nodes import LanguageTag
from dragoman.document.slots import SlotRule

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TITLE_RULE = "Dragoman Title Rule"
"""The short rule beneath the title of a convention."""
LETTERHEAD_RULE = "Dragoman Letterhead Rule"
"""The paragraph that ends the header of page 1: the rule above it, and the distance from there to the text."""

BOX = frozenset({"box_heading", "box_text"})
QUOTE = frozenset({"quote", "speaker", "office"})
OUTLINE = {"title": 0, "heading": 1, "box_heading": 2, "article": 1, "annex": 1}
WHOLE = frozenset({"title", "heading", "box_heading", "box_text", "quote", "article", "annex", "open_item"})
"""Roles whose paragraphs never split over two pages."""


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def in_points(millimetres: float) -> float:
    return millimetres * 72 / 25.4


def points(value: float) -> int:
    """Twentieths of a point."""
    return round(value * 20)


def eighths(value: float) -> int:
    return round(value * 8)


def style_id(name: str) -> str:
    return name.replace(" ", "")


def colour(look: Look, role: str) -> str:
    theme = ' w:themeColor="accent1"' if role == "accent" else ""
    return f'<w:color w:val="{look.colours[role][1:]}"{theme}/>'


def border(look: Look, side: str, rule: str, role: str, space: float = 0) -> str:
    theme = ' w:themeColor="accent1"' if role == "accent" else ""
    size, value = eighths(look.rules[rule]), look.colours[role][1:]
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{round(space)}" w:color="{value}"{theme}/>'


def fonts(look: Look, companion: Look, face: str) -> str:
    """The face for Latin and the one for Japanese; a Japanese document takes both from the Japanese face."""
    own, asian = look.faces[face].docx, companion.faces[face].docx
    return f'<w:rFonts w:ascii="{own}" w:hAnsi="{own}" w:eastAsia="{asian}" w:cs="{own}"/>'


def run_properties(style: Style, look: Look, companion: Look) -> str:
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    tracking = f'<w:spacing w:val="{points(style.tracking * style.size)}"/>' if style.tracking else ""
    half_points = round(style.size * 2)
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return f"<w:rPr>{fonts(look, companion, style.face)}{bold}{colour(look, style.colour)}{tracking}{size}</w:rPr>"


def paragraph_properties(style: Style, look: Look, language: LanguageTag, beside: int) -> str:
    keep = "<w:keepNext/>" if style.keep else ""
    keep += "<w:keepLines/>" if style.role in WHOLE else ""
    number = numbered(style.role, language, beside)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.colours["panel"][1:]}"/>' if style.role in BOX else ""
    undivided = style.role in {"title", "subtitle", "heading", "label", *UNDIVIDED}
    hyphens = "<w:suppressAutoHyphens/>" if undivided else ""
    before = style.before + (in_points(look.lengths.block_distance) if style.role == "box_heading" else 0)
    spacing = (
        f'<w:spacing w:before="{points(before)}" w:after="{points(style.after)}" w:line="{points(style.line)}" '
        f'w:lineRule="exact"/>'
    )
    joined = "<w:contextualSpacing/>" if style.role == "embargo" else ""
    align = "center" if style.role == "draft_mark" else {"justify": "both"}.get(style.align, style.align)
    outline = f'<w:outlineLvl w:val="{OUTLINE[style.role]}"/>' if style.role in OUTLINE else ""
    return (
        f"<w:pPr>{keep}{number}{frame(style.role, look)}{shade}{hyphens}{spacing}{indentation(style, look)}{joined}"
        f'<w:jc w:val="{align}"/>{outline}</w:pPr>'
    )


UNDIVIDED = frozenset({
    "article", "annex", "signature_party", "signature_label", "signature_text", "open_items_heading", "open_item",
    "open_item_where", "open_items_more", "hinge", "version", "column_head",
})
"""Roles of a convention whose words are not divided, though its text is."""
LISTS: dict[str, dict[str, tuple[int, int]]] = {
    "latin": {
        "item": (1, 0), "article": (2, 0), "clause_1": (2, 1), "clause_2": (2, 2), "clause_3": (2, 3),
        "clause_4": (2, 4), "annex": (3, 0), "open_item": (4, 0),
    },
    "japanese": {
        "item": (1, 0), "clause_opening": (2, 0), "clause_1": (2, 4), "clause_2": (2, 5), "clause_3": (2, 6),
        "clause_4": (2, 7), "annex": (3, 0), "open_item": (4, 0),
    },
}
"""The list (w:numId) and level of the styles that are linked to one, by script."""
RECITALS = 6
"""The list of recitals, which English alone letters."""


def numbered(role: str, language: LanguageTag, beside: int) -> str:
    """The link from a style to its list, to whose number `beside` is added."""
    lists = LISTS[script_of(language)] | ({"recital": (RECITALS, 0)} if language == "en" else {})
    if role not in lists:
        return ""
    number, level = lists[role]
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number + beside}"/></w:numPr>'


def frame(role: str, look: Look) -> str:
    """The rules around a paragraph; Word sets one frame around neighbours that have the same."""
    sides = ("top", "left", "bottom", "right")
    box, near = in_points(look.lengths.box_padding), in_points(look.lengths.rule_padding)
    if role in BOX:
        edges = {side: border(look, side, "hairline", "panel", box) for side in sides}
        edges["left"] = border(look, "left", "bar", "accent", box)
    elif role in QUOTE:
        edges = {"left": border(look, "left", "hairline", "hairline", box)}
    elif role == "embargo":
        edges = {side: border(look, side, "accent", "alert", near) for side in ("top", "bottom")}
    elif role == "draft_mark":
        padding = {"top": 1, "bottom": 1, "left": near, "right": near}
        edges = {side: border(look, side, "accent", "alert", padding[side]) for side in sides}
    elif role == "status_banner":
        edges = {side: border(look, side, "hairline", "hairline", 2) for side in ("top", "bottom")}
    elif role == "column_head":
        edges = {"bottom": border(look, "bottom", "hairline", "hairline", 3)}
    elif role == "end_mark" and look.fit is None:
        edges = {"bottom": border(look, "bottom", "hairline", "hairline", 9)}
    else:
        return ""
    return f"<w:pBdr>{''.join(edges.values())}</w:pBdr>"


def indentation(style: Style, look: Look) -> str:
    """The indents of a paragraph: a frame stands outside them, so that its edge keeps to the margin."""
    indents: dict[str, int] = {}
    box, near = (round(in_points(length)) for length in (look.lengths.box_padding, look.lengths.rule_padding))
    if style.role in BOX:
        indents = {side: points(box + look.rules[rule]) for side, rule in (("left", "bar"), ("right", "hairline"))}
    elif style.role in QUOTE:
        indents = {"left": twips(look.lengths.quote_indent)}
    elif style.role == "draft_mark":
        indents = dict.fromkeys(("left", "right"), points(near + look.rules["accent"]))
    if style.inset:
        indents = dict.fromkeys(("left", "right"), twips(style.inset))
    if style.hanging:
        indents |= {"left": twips(style.indent + style.hanging), "hanging": twips(style.hanging)}
    elif style.indent:
        indents |= {"left": twips(style.indent)}
    if style.first:
        indents |= {"firstLineChars": round(style.first * 100), "firstLine": points(style.first * style.size)}
    stated = " ".join(f'w:{name}="{value}"' for name, value in indents.items())
    return f"<w:ind {stated}/>" if stated else ""


def paragraph_style(style: Style, look: Look, companion: Look, language: LanguageTag, beside: int = 0) -> str:
    following = "text" if style.role in {"title", "heading", "lede", "label", "dateline", "annex"} else style.role
    following = {"article": "clause_1", "clause_opening": "clause_1"}.get(style.role, following)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="{style_id(look.styles[following].name)}"/><w:qFormat/>'
        f"{paragraph_properties(style, look, language, beside)}{run_properties(style, look, companion)}</w:style>"
    )


def character_style(name: str, properties: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{properties}</w:rPr></w:style>'
    )


def character_styles(look: Look, companion: Look) -> str:
    lead = run_properties(look.styles["figure_lead"], look, companion).removeprefix("<w:rPr>").removesuffix("</w:rPr>")
    fill = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'
    properties = {
        "strong": "<w:b/><w:bCs/>",
        "superscript": '<w:vertAlign w:val="superscript"/>',
        "link": f'{colour(look, "ink")}<w:u w:val="single"/>',
        "blank": f'{colour(look, "ink")}<w:u w:val="dotted"/>{fill.format(look.colours["blank"][1:])}',
        "untranslated": f'{colour(look, "ink")}{fill.format(look.colours["untranslated"][1:])}',
        "figure_lead": lead.replace("<w:color", '<w:b w:val="0"/><w:bCs w:val="0"/><w:color'),
        "rule": '<w:u w:val="single"/>',
        "rule_label": f'{colour(look, "grey")}<w:sz w:val="16"/><w:szCs w:val="16"/>',
    }
    return "".join(character_style(name, properties[role]) for role, name in CHARACTER_STYLES.items())


def table_style(name: str, borders: str, right: float, bottom: float = 0, left: float = 0) -> str:
    """A table whose cells have a gap at their right and left and beneath them, in millimetres."""
    gaps = {"top": 0, "left": twips(left), "bottom": twips(bottom), "right": twips(right)}
    margins = "".join(f'<w:{side} w:w="{gap}" w:type="dxa"/>' for side, gap in gaps.items())
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{borders}'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


def legal_table_styles(look: Look) -> str:
    sides = ("top", "left", "bottom", "right")
    box = "".join(border(look, side, "accent", "accent") for side in sides)
    lines = "".join(border(look, side, "hairline", "hairline") for side in ("top", "bottom", "insideH"))
    return (
        table_style(LEGAL_TABLE_STYLES["annex_table"], f"<w:tblBorders>{lines}</w:tblBorders>", 4)
        + table_style(LEGAL_TABLE_STYLES["signatures"], "", 6)
        + table_style(LEGAL_TABLE_STYLES["open_items"], f"<w:tblBorders>{box}</w:tblBorders>", 3, 0, 3)
    )


def bilingual_table_style(look: Look) -> str:
    """Two columns with a hairline between them, beneath heads that have one too."""
    line = border(look, "insideV", "hairline", "hairline")
    return table_style(BILINGUAL_TABLE_STYLES["columns"], f"<w:tblBorders>{line}</w:tblBorders>", 0)


def table_styles(look: Look) -> str:
    lengths = look.lengths
    panel = border(look, "top", "accent", "accent") + border(look, "bottom", "hairline", "hairline")
    return (
        table_style(TABLE_STYLES["key_figures"], f"<w:tblBorders>{panel}</w:tblBorders>", lengths.cell_gap)
        + table_style(TABLE_STYLES["programme"], "", lengths.cell_gap)
        + table_style(TABLE_STYLES["particulars"], "", lengths.cell_gap)
        + table_style(TABLE_STYLES["contacts"], "", lengths.contact_gap, lengths.contact_distance)
    )


def plain_styles(look: Look, *, legal: bool) -> str:
    """The paragraphs that hold no words."""
    rule = border(look, "top", "accent", "accent")
    above = twips(look.lengths.block_distance)
    properties = {
        SPACER: f'<w:spacing w:line="{above}" w:lineRule="exact"/>',
        PICTURE: f'<w:keepNext/><w:spacing w:before="{above}" w:line="240" w:lineRule="auto"/>',
        LOGO: '<w:spacing w:line="240" w:lineRule="auto"/>',
        **({FOLD_STYLE: f'<w:pBdr>{border(look, "top", "hairline", "ink")}</w:pBdr><w:spacing w:line="20" '
            'w:lineRule="exact"/>'} if look.fit is not None else {}),
        LETTERHEAD_RULE: (
            f'<w:pBdr>{rule}</w:pBdr><w:spacing w:before="{twips(look.lengths.letterhead_gap)}" '
            f'w:line="{twips(look.lengths.letterhead_distance)}" '
            f'w:lineRule="exact"/>'
        ),
    }
    if legal:
        side = twips((look.page.measure - look.lengths.title_rule) / 2)
        properties[TITLE_RULE] = (
            f'<w:pBdr>{rule}</w:pBdr><w:spacing w:before="120" w:after="240" w:line="40" w:lineRule="exact"/>'
            f'<w:ind w:left="{side}" w:right="{side}"/>'
        )
    return "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{own}</w:pPr></w:style>' for name, own in properties.items()
    )


@dataclass(frozen=True)
class Column:
    """The right column of a bilingual edition."""

    look: Look
    language: LanguageTag
    beside: int


def styles(
    look: Look, companion: Look, language: LanguageTag, rules: tuple[SlotRule, ...], right: Column | None = None,
) -> str:
    text = look.styles["text"]
    needed = paragraph_styles(look, rules)
    japanese = "ja" in (language, right and right.language)
    # LibreOffice prints the lines that it holds back over others where lines are vertical
    widows = ' w:val="0"' if look.page.vertical else ""
    line_breaking = "<w:kinsoku/><w:overflowPunct/><w:autoSpaceDE/><w:autoSpaceDN/>" if japanese else ""
    others = "" if right is None else "".join(
        paragraph_style(s, right.look, companion, right.language, right.beside)
        for role, s in right.look.styles.items() if role in needed)
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(look, companion, "text")}'
        f'{colour(look, "ink")}<w:sz w:val="{round(text.size * 2)}"/><w:szCs w:val="{round(text.size * 2)}"/>'
        f'<w:lang w:val="{word_languages(language)[0]}" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl{widows}/>{line_breaking}<w:spacing w:before="0" w:after="0" '
        f'w:line="{points(text.line)}" w:lineRule="exact"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + "".join(
            paragraph_style(s, look, companion, language) for role, s in look.styles.items() if role in needed)
        + others + plain_styles(look, legal=is_legal(rules)) + character_styles(look, companion) + table_styles(look)
        + (legal_table_styles(look) if is_legal(rules) else "")
        + (bilingual_table_style(look) if right is not None else "") + "</w:styles>"
    )
