"""Make the Word shells of templates/ from templates/look.toml and the slots that each kind declares.

    python tools/make_shells.py [FOLDER]

The same table and slots give the same bytes, on any machine: members are stored uncompressed with a fixed date.
"""

import io
import sys
import zipfile
from itertools import permutations
from pathlib import Path
from xml.sax.saxutils import escape

from dragoman.appearance.look import Look, read_look, read_looks
from dragoman.appearance.shell_languages import word_languages
from dragoman.appearance.shell_styles import is_legal
from dragoman.composers import convention, invitation, press_release
from dragoman.document.nodes import LanguageTag
from dragoman.document.slots import SlotRule
from dragoman.languages import LANGUAGES
from word_furniture import end, furniture, tag
from word_lists import BESIDE, legal_lists
from word_styles import (
    DECLARATION,
    TITLE_RULE,
    Column,
    W,
    style_id,
    styles,
    twips,
)

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
KINDS = {"press_release": press_release.SLOTS, "convention": convention.SLOTS, "invitation": invitation.SLOTS}

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

PANOSE = {  # as the faces state themselves
    "Cambria": "02040503050406030204",
    "Calibri": "020F0502020204030204",
    "BIZ UDMincho": "02020400000000000000",
    "BIZ UDGothic": "020B0400000000000000",
}
SLOT_STYLES = {
    "headline": "title", "key_figures": "text", "body": "text", "programme": "text", "particulars": "text",
    "notes": "item", "links": "link", "contact": "contact_line", "open_items": "text", "parties": "party",
    "preamble": "text", "articles": "text", "signatures": "text", "annexes": "annex", "points": "text",
    "columns": "text", "details": "text", "signature": "signatory_office", "annotations": "annotation",
}
"""The style in which a slot's tag stands, where no style is named like the slot; a designer sees it, nobody else."""


def numbering(
    look: Look, language: LanguageTag, rules: tuple[SlotRule, ...], right: Column | None = None,
) -> str:
    columns = [(look, language, 0), *([(right.look, right.language, right.beside)] if right else [])]
    legal = [legal_lists(*column) for column in columns] if is_legal(rules) else []
    definitions = "".join(item_list(*column) for column in columns) + "".join(found for found, _ in legal)
    lists = "".join(
        f'<w:num w:numId="{1 + beside}"><w:abstractNumId w:val="{beside}"/></w:num>' for _, _, beside in columns)
    return (
        f'{DECLARATION}<w:numbering xmlns:w="{W}">{definitions}{lists}{"".join(found for _, found in legal)}'
        "</w:numbering>")


def item_list(look: Look, language: LanguageTag, beside: int) -> str:
    """The definition of the lists of notes."""
    item = look.styles["item"]
    step = twips(item.hanging)
    formats = (
        [("decimal", "%1."), ("decimal", "(%2)"), ("aiueoFullWidth", "%3")] if language == "ja"
        else [("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3)")]
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        + (f'<w:pStyle w:val="{style_id(item.name)}"/>' if level == 0 else "")
        + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{step * (level + 1)}" w:hanging="{step}"/></w:pPr></w:lvl>'
        for level, (number_format, text) in enumerate(formats)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{beside}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def settings(language: LanguageTag, rules: tuple[SlotRule, ...], right: Column | None = None) -> str:
    languages = {language, right.language} if right else {language}
    japanese = "ja" in languages
    divided = is_legal(rules) and languages != {"ja"}
    notes = (
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' if is_legal(rules) else "")
    modes = {"compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1, "enableOpenTypeFeatures": 1,
             "doNotFlipMirrorIndents": 1, "differentiateMultirowTableHeaders": 1}
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in modes.items()
    )
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        + ('<w:autoHyphenation w:val="1"/><w:consecutiveHyphenLimit w:val="3"/><w:doNotHyphenateCaps/>' if divided
           else '<w:autoHyphenation w:val="0"/>') +
        f'<w:characterSpacingControl w:val="{"compressPunctuation" if japanese else "doNotCompress"}"/>'
        + ("<w:strictFirstAndLastChars/>" if japanese else "")
        + notes + "<w:compat>" + ("<w:doNotExpandShiftReturn/>" if japanese else "") + f"{compatibility}</w:compat>"
        f'<w:themeFontLang w:val="{word_languages(language)[0]}" w:eastAsia="ja-JP"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
        'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        f'<w:decimalSymbol w:val="{"," if language == "fr" else "."}"/>'
        f'<w:listSeparator w:val="{";" if language == "fr" else ","}"/></w:settings>'
    )


def font_table(*looks: Look, companion: Look) -> str:
    faces = {face.docx: face for table in (*looks, companion) for face in table.faces.values()}
    japanese = {face.docx for face in companion.faces.values()}
    return f'{DECLARATION}<w:fonts xmlns:w="{W}">' + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(face.alternatives)}"/>'
        f'<w:panose1 w:val="{PANOSE[name]}"/><w:charset w:val="{"80" if name in japanese else "00"}"/>'
        f'<w:family w:val="{face.family}"/><w:pitch w:val="{"fixed" if name in japanese else "variable"}"/></w:font>'
        for name, face in sorted(faces.items())
    ) + "</w:fonts>"


def theme(look: Look, right: Column | None = None) -> str:
    """The least theme Word accepts; its first accent is the house's colour.

    Its East Asian faces stand for those of the right column of a bilingual edition, whatever its language.
    """
    scheme = {
        "dk1": look.colours["ink"], "lt1": "#FFFFFF", "dk2": look.colours["grey"], "lt2": look.colours["panel"],
        "accent1": look.colours["accent"], "accent2": look.colours["alert"], "accent3": look.colours["grey"],
        "accent4": look.colours["hairline"], "accent5": look.colours["blank"],
        "accent6": look.colours["untranslated"], "hlink": look.colours["ink"], "folHlink": look.colours["ink"],
    }
    colours = "".join(f'<a:{name}><a:srgbClr val="{value[1:]}"/></a:{name}>' for name, value in scheme.items())
    faces = "".join(
        f'<a:{place}Font><a:latin typeface="{look.faces[face].docx}"/>'
        f'<a:ea typeface="{right.look.faces[face].docx if right else ""}"/><a:cs typeface=""/>'
        f"</a:{place}Font>" for place, face in (("major", "label"), ("minor", "text"))
    )
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{solid}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Dragoman">'
        f'<a:themeElements><a:clrScheme name="Dragoman">{colours}</a:clrScheme><a:fontScheme name="Dragoman">{faces}'
        f'</a:fontScheme><a:fmtScheme name="Dragoman"><a:fillStyleLst>{solid * 3}</a:fillStyleLst><a:lnStyleLst>'
        f"{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{solid * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def document(look: Look, rules: tuple[SlotRule, ...]) -> str:
    page = look.page
    slots = "".join(
        (end(TITLE_RULE) if rule.name == "open_items" else "")
        + tag(
            f"slots.{rule.name}", look.styles.get(SLOT_STYLES.get(rule.name, rule.name), look.styles["text"]).name,
            "<w:pageBreakBefore/>" if rule.name == "points" else "")
        for rule in rules
    )
    references = "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="{part}{number}"/>'
        for number, kind in ((1, "first"), (2, "default")) for part in ("header", "footer")
    )
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    direction = '<w:textDirection w:val="tbRl"/>' if page.vertical else ""
    section = (
        f'<w:sectPr>{references}<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}" '
        f'w:left="{twips(page.left)}" w:header="{twips(page.head)}" w:footer="{twips(page.foot)}" w:gutter="0"/>'
        f"<w:cols/><w:titlePg/>{direction}</w:sectPr>"
    )
    return (
        f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w15="{W15}" mc:Ignorable="w15">'
        f"<w:body>{slots}{section}</w:body></w:document>"
    )


def core_properties() -> str:
    fields = {"title": "title", "subject": "subject", "creator": "author", "language": "language"}
    elements = "".join(f"<dc:{name}>{{{{ properties.{source} }}}}</dc:{name}>" for name, source in fields.items())
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{elements}</cp:coreProperties>'
    )


PARTS = ("styles", "numbering", "settings", "fontTable", "header1", "header2", "footer1", "footer2")


FOOTNOTES = (
    f'{DECLARATION}<w:footnotes xmlns:w="{W}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def parts_of(rules: tuple[SlotRule, ...]) -> tuple[str, ...]:
    return (*PARTS, "footnotes") if is_legal(rules) else PARTS


def content_types(rules: tuple[SlotRule, ...]) -> str:
    overrides = {"/word/document.xml": f"{WORD_TYPE}.document.main+xml"}
    overrides |= {f"/word/{part}.xml": f"{WORD_TYPE}.{part.rstrip('12')}+xml" for part in parts_of(rules)}
    overrides["/word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        + "</Types>"
    )


def relationships(targets: dict[str, tuple[str, str]]) -> str:
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{escape(target)}"/>'
        for name, (kind, target) in targets.items()
    ) + "</Relationships>"


def make_shell(
    kind: str, language: LanguageTag, rules: tuple[SlotRule, ...], table: Path, beside: LanguageTag | None = None, *,
    vertical: bool = False,
) -> bytes:
    look, *others = read_looks(table, kind, language, beside, vertical=vertical)
    right = Column(others[0], beside, BESIDE) if beside else None
    companion = look if language == "ja" else read_look(table, "", "ja")
    parts = {f"word/{name}.xml": content for name, content in furniture(look, rules).items()}
    word = {part: (f"{R}/{part.rstrip('12')}", f"{part}.xml") for part in parts_of(rules)}
    word["theme1"] = (f"{R}/theme", "theme/theme1.xml")
    package = {
        "document": (f"{R}/officeDocument", "word/document.xml"),
        "core": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    }
    members = {
        "[Content_Types].xml": content_types(rules),
        "_rels/.rels": relationships(package),
        "docProps/core.xml": core_properties(),
        "word/document.xml": document(look, rules),
        "word/_rels/document.xml.rels": relationships(word),
        "word/styles.xml": styles(look, companion, language, rules, right),
        "word/numbering.xml": numbering(look, language, rules, right),
        "word/settings.xml": settings(language, rules, right),
        "word/fontTable.xml": font_table(look, *others, companion=companion),
        "word/theme/theme1.xml": theme(look, right),
        **parts,
    }
    if is_legal(rules):
        members["word/footnotes.xml"] = FOOTNOTES
    return packed(members)


def packed(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            archive.writestr(member, content.encode())
    return buffer.getvalue()


def main(folder: Path) -> None:
    for kind, slots in KINDS.items():
        for language, rules in slots.items():
            target = folder / kind / f"{language}.docx"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(make_shell(kind, language, rules, TEMPLATES / "look.toml"))
            print(target)
    for language, rules in invitation.VERTICAL.items():
        target = folder / "invitation" / f"{language}-vertical.docx"
        target.write_bytes(make_shell("invitation", language, rules, TEMPLATES / "look.toml", vertical=True))
        print(target)
    for left, right in permutations(LANGUAGES, 2):
        target = folder / "convention" / f"{left}+{right}.docx"
        target.write_bytes(make_shell("convention", left, convention.BILINGUAL, TEMPLATES / "look.toml", right))
        print(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES)
