"""What a slot's paragraph hands on to the paragraphs written in its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from dragoman.appearance.shell_package import W

_NOT_HANDED_ON = {f"{W}{name}" for name in ("pStyle", "numPr", "rPr", "sectPr", "pPrChange")}
_DECLARATIONS = re.compile(r' xmlns:\w+="[^"]*"')
_CELL_MARGIN = 108  # twips, Word's own on either side


@dataclass(frozen=True, slots=True)
class SlotModel:
    """The slot's own paragraph as a model.

    `properties` are its paragraph properties as XML by name, without style and section; `section` the section break
    it carries. `width` is that of the text column or cell, `left` and `right` its indents, all in twips. `last` says
    that its cell, or the body, ends with it; `in_cell` that it stands in a table.
    """

    properties: Mapping[str, str]
    section: str
    width: int
    left: int
    right: int
    in_cell: bool
    last: bool


def slot_model(paragraph: etree._Element) -> SlotModel:
    properties = paragraph.find(f"{W}pPr")
    kept = {} if properties is None else {
        etree.QName(p).localname: _markup(p) for p in properties if p.tag not in _NOT_HANDED_ON
    }
    section = None if properties is None else properties.find(f"{W}sectPr")
    indent = None if properties is None else properties.find(f"{W}ind")
    left, right = (length(indent, "left", "start"), length(indent, "right", "end"))
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    following = next(paragraph.itersiblings(), None)
    width = _column_width(paragraph, section) if cell is None else _cell_width(cell)
    return SlotModel(
        properties=kept, section="" if section is None else _markup(section), width=width - left - right,
        left=left, right=right, in_cell=cell is not None, last=following is None or following.tag == f"{W}sectPr",
    )


def _markup(element: etree._Element) -> str:
    return _DECLARATIONS.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


def length(element: etree._Element | None, *names: str) -> int:
    """An attribute that Word writes under one of several names, in twips; 0 where there is none."""
    if element is None:
        return 0
    return next((int(value) for name in names if (value := element.get(f"{W}{name}")) is not None), 0)


def _column_width(paragraph: etree._Element, own: etree._Element | None) -> int:
    section = own if own is not None else next(iter(paragraph.xpath(
        "following::w:sectPr", namespaces={"w": W[1:-1]})))
    size, margins, columns = (section.find(f"{W}{name}") for name in ("pgSz", "pgMar", "cols"))
    width = length(size, "w") - length(margins, "left") - length(margins, "right") - length(margins, "gutter")
    count = length(columns, "num") or 1
    return (width - (count - 1) * (length(columns, "space") or 720)) // count


def _cell_width(cell: etree._Element) -> int:
    return length(cell.find(f"{W}tcPr/{W}tcW"), "w") - 2 * _CELL_MARGIN
