"""The styles part of a Word shell, from the look."""

from dragoman.appearance.look import Look, Style
from dragoman.appearance.shell_styles import CHARACTER_STYLES, SPACER, TABLE_STYLES, paragraph_styles
from dragoman.document.nodes import LanguageTag
from dragoman.document.slots import SlotRule
from dragoman.languages import LANGUAGES

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

RULE_PADDING = 4  # points between the letterhead and the rule beneath it
TEXT_DISTANCE = 8  # millimetres from that rule to the text


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


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


def border(look: Look, side: str, rule: str, role: str, space: int = 0) -> str:
    theme = ' w:themeColor="accent1"' if role == "accent" else ""
    size = eighths(look.rules[rule])
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{look.colours[role][1:]}"{theme}/>'


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


def paragraph_properties(style: Style, look: Look) -> str:
    keep = "<w:keepNext/>" if style.keep else ""
    keep += "<w:keepLines/>" if style.role in {"title", "heading"} else ""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if style.role == "item" else ""
    before, after, frame = style.before, style.after, ""
    if style.role == "letterhead":
        below = RULE_PADDING + look.rules["accent"]
        height = (look.page.first_top - look.page.head - TEXT_DISTANCE) * 72 / 25.4
        before, after = height - style.line - below, TEXT_DISTANCE * 72 / 25.4
        frame = f"<w:pBdr>{border(look, 'bottom', 'accent', 'accent', RULE_PADDING)}</w:pBdr>"
    if style.role == "end_mark":
        frame = f"<w:pBdr>{border(look, 'bottom', 'hairline', 'hairline', 9)}</w:pBdr>"
    if style.role == "draft_mark":
        frame = "<w:pBdr>" + "".join(
            border(look, side, "accent", "alert", 1 if side in {"top", "bottom"} else RULE_PADDING)
            for side in ("top", "left", "bottom", "right")
        ) + "</w:pBdr>"
    hyphens = "<w:suppressAutoHyphens/>" if style.role in {"title", "heading", "label"} else ""
    spacing = (
        f'<w:spacing w:before="{points(before)}" w:after="{points(after)}" w:line="{points(style.line)}" '
        f'w:lineRule="exact"/>'
    )
    justified = {"justify": "both"}.get(style.align, style.align)
    outline = {"title": '<w:outlineLvl w:val="0"/>', "heading": '<w:outlineLvl w:val="1"/>'}.get(style.role, "")
    return (
        f"<w:pPr>{keep}{number}{frame}{hyphens}{spacing}{indentation(style)}"
        f'<w:jc w:val="{justified}"/>{outline}</w:pPr>'
    )


def indentation(style: Style) -> str:
    if style.role == "draft_mark":
        inset = points(RULE_PADDING)
        return f'<w:ind w:left="{inset}" w:right="{inset}"/>'
    if style.hanging:
        return f'<w:ind w:left="{twips(style.hanging)}" w:hanging="{twips(style.hanging)}"/>'
    if style.first:
        return (
            f'<w:ind w:firstLineChars="{round(style.first * 100)}" w:firstLine="{points(style.first * style.size)}"/>'
        )
    return ""


def paragraph_style(style: Style, look: Look, companion: Look) -> str:
    following = "text" if style.role in {"title", "heading", "lede", "label", "dateline"} else style.role
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="{style_id(look.styles[following].name)}"/><w:qFormat/>'
        f"{paragraph_properties(style, look)}{run_properties(style, look, companion)}</w:style>"
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
        "rule_label": '<w:position w:val="-8"/><w:sz w:val="16"/><w:szCs w:val="16"/>',
    }
    return "".join(character_style(name, properties[role]) for role, name in CHARACTER_STYLES.items())


def table_style(name: str, borders: str, gap: float) -> str:
    margins = "".join(
        f'<w:{side} w:w="{twips(gap) if side == "right" else 0}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{borders}'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


def table_styles(look: Look) -> str:
    panel = border(look, "top", "accent", "accent") + border(look, "bottom", "hairline", "hairline")
    return (
        table_style(TABLE_STYLES["key_figures"], f"<w:tblBorders>{panel}</w:tblBorders>", 4)
        + table_style(TABLE_STYLES["programme"], "", 2)
    )


def styles(look: Look, companion: Look, language: LanguageTag, rules: tuple[SlotRule, ...]) -> str:
    text = look.styles["text"]
    needed = paragraph_styles(look, rules)
    line_breaking = "<w:kinsoku/><w:overflowPunct/><w:autoSpaceDE/><w:autoSpaceDN/>" if language == "ja" else ""
    spacer = (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(SPACER)}"><w:name w:val="{SPACER}"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:style>'
    )
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(look, companion, "text")}'
        f'{colour(look, "ink")}<w:sz w:val="{round(text.size * 2)}"/><w:szCs w:val="{round(text.size * 2)}"/>'
        f'<w:lang w:val="{LANGUAGES[language].bcp47}" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl/>{line_breaking}<w:spacing w:before="0" w:after="0" w:line="{points(text.line)}" '
        f'w:lineRule="exact"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + "".join(paragraph_style(s, look, companion) for role, s in look.styles.items() if role in needed)
        + spacer + character_styles(look, companion) + table_styles(look) + "</w:styles>"
    )
