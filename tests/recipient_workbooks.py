"""Workbooks part by part, for what no spreadsheet would write."""

import zipfile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
CELL = '<c r="C2" t="s"><v>5</v></c>'
"""The city of the only guest."""


def _relationships(*targets):
    links = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/{STYLES}" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/{STRINGS}" ContentType="{_TYPE}.sharedStrings+xml"/></Types>'),
    "_rels/.rels": _relationships(("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>"),
    "xl/_rels/workbook.xml.rels": _relationships(
        ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")),
    STYLES: f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf/></cellXfs></styleSheet>',
    STRINGS: f'<sst xmlns="{_MAIN}">' + "".join(
        f"<si>{text}</si>" for text in (
            "<t>key</t>", "<t>language</t>", "<t>city</t>", "<t>a</t>", "<t>fr</t>",
            '<t>見本市</t><rPh sb="0" eb="3"><t>ミホンシ</t></rPh>')) + "</sst>",
    SHEET: (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:C2"/><sheetData>'
        + _row(1, *(f'<c r="{column}1" t="s"><v>{index}</v></c>' for index, column in enumerate("ABC")))
        + _row(2, '<c r="A2" t="s"><v>3</v></c>', '<c r="B2" t="s"><v>4</v></c>', CELL) + "</sheetData></worksheet>"),
}


def write(path, part=SHEET, old="", new=""):
    """A workbook of one guest, its city with furigana; in one part `new` replaces `old`, or None takes the part out."""
    parts = dict(_PARTS)
    if new is None:
        del parts[part]
    elif old:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path
