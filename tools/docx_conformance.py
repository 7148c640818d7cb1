"""Judge a Word file against the Document it was written from: languages, headings, tables, links, margins, settings.

The Open XML SDK judges whether a file keeps the schema; a file may keep it and still read wrongly. The parts are read
here with lxml alone, so that no reader of ours takes part.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from conformance_expectations import JAPANESE, Expected, difference, of_language, squeeze, subtag
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DC = "{http://purl.org/dc/elements/1.1/}"
A4 = (11906, 16838)
"""Twentieths of a point."""

TAGS = ("{{", "}}", "{%", "%}")
_HYPERLINK = re.compile(r'\s*HYPERLINK "(?P<target>[^"]*)".*')
BOXES = {"txbxContent", "textbox", "txbx"}


@dataclass(frozen=True, slots=True)
class Word:
    """The parts of a file by name; `styles` by id."""

    parts: dict[str, etree._Element]
    styles: dict[str, etree._Element]

    @property
    def body(self) -> etree._Element:
        return self.parts["word/document.xml"][0]

    def margins(self, kind: str) -> dict[str, etree._Element]:
        return {name: root for name, root in self.parts.items() if name.startswith(f"word/{kind}")}

    def lineage(self, properties: etree._Element | None, reference: str) -> Iterator[etree._Element]:
        """The style that properties name, and those it is based on."""
        style_id = _value(properties, reference)
        while style_id in self.styles:
            yield self.styles[style_id]
            style_id = _value(self.styles[style_id], "basedOn")


def read(path: Path) -> Word:
    with zipfile.ZipFile(path) as archive:
        parts = {
            name: etree.fromstring(archive.read(name)) for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
    styles = parts["word/styles.xml"].iterfind(f"{W}style")
    return Word(parts, {str(style.get(f"{W}styleId")): style for style in styles})


def faults(path: Path, expected: Expected) -> Iterator[str]:
    """Yield a sentence for each way in which the file does not read as its Document."""
    word = read(path)
    yield from _property_faults(word, expected)
    yield from _language_faults(word, expected)
    yield from _heading_faults(word, expected)
    yield from _table_faults(word, expected)
    yield from _link_faults(word, expected)
    yield from _margin_faults(word, expected)
    yield from _layout_faults(word)


def _value(parent: etree._Element | None, name: str) -> str:
    child = parent.find(f"{W}{name}") if parent is not None else None
    return "" if child is None else str(child.get(f"{W}val", ""))


def _text(element: etree._Element) -> str:
    """The text of an element, squeezed, without the readings of ruby."""
    texts = (node for node in element.iter(f"{W}t") if next(node.iterancestors(f"{W}rt"), None) is None)
    return squeeze("".join(node.text or "" for node in texts))


def _own_text(run: etree._Element) -> str:
    """The text of a run without that of runs inside it, as ruby has them; nothing for a reading."""
    if next(run.iterancestors(f"{W}rt"), None) is not None:
        return ""
    return squeeze("".join(node.text or "" for node in run.iterfind(f"{W}t")))


# --- judgements ----------------------------------------------------------------------------------------------------


def _property_faults(word: Word, expected: Expected) -> Iterator[str]:
    document, core = expected.document, word.parts["docProps/core.xml"]
    if core.findtext(f"{DC}title") != document.properties.title:
        yield f"the title property is {core.findtext(f'{DC}title')!r}"
    if subtag(core.findtext(f"{DC}language") or "") != document.language:
        yield f"the language property is {core.findtext(f'{DC}language')!r}"
    settings = word.parts["word/settings.xml"]
    if document.language == "ja" and settings.find(f"{W}strictFirstAndLastChars") is None:
        yield "Japanese lines may start or end with small kana: strictFirstAndLastChars is not set"
    for name, root in word.parts.items():
        if any(k.get(f"{W}val", "1") in ("0", "false", "off") for k in root.iter(f"{W}kinsoku")):
            yield f"{name} switches the Japanese rules of line breaking off"
        text = "".join(root.itertext()) + "".join(str(v) for e in root.iter() for v in e.attrib.values())
        if any(tag in text for tag in TAGS):
            yield f"{name} still holds a tag of the shell"


def _language_of(run: etree._Element, word: Word, attribute: str) -> str:
    """The language of a run's text by `val` (Latin script) or `eastAsia` (Japanese): its own, or by its styles."""
    properties = run.find(f"{W}rPr")
    paragraph = next(run.iterancestors(f"{W}p"))
    chain = [properties]
    chain += [style.find(f"{W}rPr") for style in word.lineage(properties, "rStyle")]
    chain += [style.find(f"{W}rPr") for style in word.lineage(paragraph.find(f"{W}pPr"), "pStyle")]
    chain.append(word.parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    for candidate in chain:
        language = candidate.find(f"{W}lang") if candidate is not None else None
        if language is not None and (tag := language.get(f"{W}{attribute}")):
            return str(tag)
    return ""


def _language_faults(word: Word, expected: Expected) -> Iterator[str]:
    found: dict[str, str] = {}
    for name in ("word/document.xml", *word.margins("header"), *word.margins("footer")):
        for run in word.parts[name].iter(f"{W}r"):
            if not (text := _own_text(run)):
                continue
            latin, japanese = (_language_of(run, word, attribute) for attribute in ("val", "eastAsia"))
            if not latin or not japanese:
                yield f"{name}: {text[:40]!r} lacks a language: {latin!r} for Latin script, {japanese!r} for Japanese"
            for character in text if name == "word/document.xml" else "":
                language = subtag(japanese if JAPANESE.match(character) else latin)
                found[language] = found.get(language, "") + character
    for language in sorted(set(found) | set(expected.languages)):
        text, wanted = of_language(found.get(language, "")), expected.languages.get(language, "")
        if text != wanted:
            yield f"text in {language} is {difference(text, wanted)}"


def _heading_faults(word: Word, expected: Expected) -> Iterator[str]:
    found = []
    for paragraph in word.body.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        chain = [properties, *(style.find(f"{W}pPr") for style in word.lineage(properties, "pStyle"))]
        levels = [level for part in chain if (level := _value(part, "outlineLvl"))]
        if levels and int(levels[0]) < 9:
            found.append((int(levels[0]) + 1, _text(paragraph)))
    wanted = [(level, squeeze(text)) for level, text in expected.headings]
    if found != wanted:
        yield f"headings are {found}, not {wanted}"


def _table_faults(word: Word, expected: Expected) -> Iterator[str]:
    """Each table has its title; a programme, which reads by columns, a header row; no row splits."""
    tables = {_value(table.find(f"{W}tblPr"), "tblCaption"): table for table in word.body.iter(f"{W}tbl")}
    if sorted(tables) != sorted(expected.programmes + expected.panels):
        yield f"the tables are titled {sorted(tables)}, not {sorted(expected.programmes + expected.panels)}"
    for title, table in tables.items():
        if title in expected.programmes and table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
            yield f"table {title!r} has no header row"
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in table.iterfind(f"{W}tr")):
            yield f"a row of table {title!r} may split over two pages"


def _link_faults(word: Word, expected: Expected) -> Iterator[str]:
    """Links are hyperlink elements or HYPERLINK fields."""
    targets = {r.get("Id"): r.get("Target") for r in word.parts["word/_rels/document.xml.rels"]}
    found = []
    for node in word.body.iter(f"{W}hyperlink", f"{W}instrText"):
        if node.tag == f"{W}hyperlink":
            found.append(str(targets.get(node.get(f"{R}id"))))
        elif field := _HYPERLINK.fullmatch(node.text or ""):
            found.append(field["target"])
    if found != list(expected.links):
        yield f"links lead to {found}, not to {list(expected.links)}"


def _margin_faults(word: Word, expected: Expected) -> Iterator[str]:
    """Every furniture of the Document stands in a header or footer, the draft mark in every header."""
    margins = {part: _text(root) for kind in ("header", "footer") for part, root in word.margins(kind).items()}
    everything = "".join(margins.values())
    for name, text in expected.furniture.items():
        for part in text.replace(PAGE_COUNT, PAGE_NUMBER).split(PAGE_NUMBER):
            if squeeze(part) not in everything:
                yield f"no header or footer holds {name} {part!r}"
    mark = squeeze(expected.furniture.get("draft_mark", ""))
    for header in word.margins("header"):
        if mark and mark not in margins[header]:
            yield f"{header} lacks the draft mark"


def _layout_faults(word: Word) -> Iterator[str]:
    for section in word.body.iter(f"{W}sectPr"):
        size = section.find(f"{W}pgSz")
        sides = (0, 0) if size is None else (int(str(size.get(f"{W}w"))), int(str(size.get(f"{W}h"))))
        if max(abs(a - b) for a, b in zip(sides, A4, strict=True)) > 20:
            yield f"a section is not A4: {sides}"
    for name in ("word/document.xml", *word.margins("header"), *word.margins("footer")):
        root = word.parts[name]
        if any(True for run in root.iter(f"{W}r") for _ in run.iter(f"{W}tab", f"{W}ptab")):
            yield f"{name} lays out with tabs"
        if any(etree.QName(e).localname in BOXES for e in root.iter(etree.Element)):
            yield f"{name} holds a text box"
        for paragraph in root.iter(f"{W}p"):
            if _is_empty(paragraph) and not _is_needed(paragraph):
                yield f"{name} has an empty paragraph after {_text_before(paragraph)!r}"


def _is_empty(paragraph: etree._Element) -> bool:
    shown = paragraph.iter(f"{W}drawing", f"{W}fldSimple", f"{W}instrText")
    return not _text(paragraph) and next(shown, None) is None


def _is_needed(paragraph: etree._Element) -> bool:
    """Word wants a paragraph in a cell, a header and a footer, frames not counted, and between two tables."""
    before, after, parent = paragraph.getprevious(), paragraph.getnext(), paragraph.getparent()
    if parent is not None and parent.tag in (f"{W}tc", f"{W}hdr", f"{W}ftr"):
        return after is None and all(map(_is_frame, paragraph.itersiblings(preceding=True)))
    between = before is not None and before.tag == f"{W}tbl"
    return between and (after is None or after.tag in (f"{W}tbl", f"{W}sectPr"))


def _is_frame(element: etree._Element) -> bool:
    return element.tag == f"{W}tcPr" or element.find(f"{W}pPr/{W}framePr") is not None


def _text_before(paragraph: etree._Element) -> str:
    before = paragraph.getprevious()
    return "" if before is None else _text(before)[-40:]
