"""Judge a Word file against the Document it was written from.

Languages, headings, tables, pictures, links, margins, settings.

The Open XML SDK judges whether a file keeps the schema; a file may keep it and still read wrongly. The parts are read
here with lxml alone, so that no reader of ours takes part.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from lxml import etree

from conformance_expectations import Expected, difference, of_language, row_faults, sides, squeeze, subtag
from docx_file import W, Word, own_text, read, text_of, value
from dragoman.document.nodes import (
    Annex,
    Article,
    Block,
    Contacts,
    Document,
    Foreign,
    Heading,
    Inline,
    KeyFigures,
    NoteCall,
    OpenItems,
    Parallel,
    Particulars,
    Picture,
    Programme,
    SideBox,
    Signatures,
    Table,
    Untranslated,
)
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER, plain
from dragoman.document.walk import blocks, children, column_of, notes, runs

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
DC = "{http://purl.org/dc/elements/1.1/}"
A4 = (11906, 16838)
"""Twentieths of a point; vertical lines stand on its long side."""

TAGS = ("{{", "}}", "{%", "%}")
_HYPERLINK = re.compile(r'\s*HYPERLINK "(?P<target>[^"]*)".*')
BOXES = {"txbxContent", "textbox", "txbx"}
JAPANESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
"""What Word takes for Japanese, with its punctuation and full-width signs; all else it takes for Latin script."""
DASH = "–"
LONG_ROW = 1000
"""The least letters, of both columns, of a row that may split over two pages."""
LATIN_IN_JAPANESE = "en"
"""What Word has for the language of Latin script within Japanese."""


def faults(path: Path, expected: Expected) -> Iterator[str]:
    """Yield a sentence for each way in which the file does not read as its Document."""
    word = read(path)
    yield from _property_faults(word, expected)
    yield from _language_faults(word, expected)
    yield from _heading_faults(word, expected)
    yield from _table_faults(word, expected)
    yield from _column_faults(word, expected)
    yield from _picture_faults(word, expected)
    yield from _link_faults(word, expected)
    yield from _margin_faults(word, expected)
    yield from _layout_faults(word, expected.document)


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
    judged = [name for name in ("word/document.xml", "word/footnotes.xml") if name in word.parts]
    for name in (*judged, *word.margins("header"), *word.margins("footer")):
        for run in word.parts[name].iter(f"{W}r"):
            described = (str(drawn.get("descr", "")) for drawn in run.iterfind(f".//{WP}docPr"))
            if not (text := own_text(run) + squeeze("".join(described))):
                continue
            latin, japanese = (_language_of(run, word, attribute) for attribute in ("val", "eastAsia"))
            if not latin or subtag(japanese) != "ja":
                yield f"{name}: {text[:40]!r} is {latin!r} in Latin script and {japanese!r} in Japanese"
            for character in text if name in judged else "":
                language = subtag(japanese if JAPANESE.match(character) else latin)
                found[language] = found.get(language, "") + character
    wanted = _tagged(expected.document)
    for language in sorted(set(found) | set(wanted)):
        text, said = of_language(found.get(language, "")), of_language(wanted.get(language, ""))
        if text != said:
            yield f"text in {language} is {difference(text, said)}"


def _tagged(document: Document) -> dict[str, str]:
    """The squeezed text of body and notes by the language that Word files have it under: by script in a passage."""
    found: dict[str, str] = {}
    parts = tuple(blocks(document))
    said = [text for block in parts for text in _said(block, document)]
    said += [text for block in parts for text in _noted(block, document)]
    for language, text in said:
        latin = LATIN_IN_JAPANESE if language == "ja" else language
        for character in squeeze(text):
            tag = "ja" if JAPANESE.match(character) else subtag(latin)
            found[tag] = found.get(tag, "") + character
    return found


def _noted(block: Block, document: Document) -> Iterator[tuple[str, str]]:
    """The texts of the notes of a block by language; Word numbers those of the left column."""
    for call in notes(block):
        own = column_of(call.note) > 1
        language = document.beside if document.beside and own else document.language
        yield language, str(call.number) if own else ""
        yield from _leaves(call.children, language, own_marks=own)


def _said(block: Block, document: Document) -> Iterator[tuple[str, str]]:
    """The texts of a block by language: its numbers are not text, the dash behind that of a heading is."""
    for name, passage in runs(block):
        if _has_dash(block) and passage is block.heading:
            yield document.beside if document.beside and column_of(name) > 1 else document.language, DASH
        if isinstance(block, Picture) and name == f"{block.id}.alt":
            yield document.language, plain(passage)
        else:
            yield from _leaves(passage, document.language, own_marks=column_of(name) > 1)


def _leaves(passage: tuple[Inline, ...], language: str, *, own_marks: bool) -> Iterator[tuple[str, str]]:
    """The texts of a passage by language; Word numbers the calls of notes but those with `own_marks`."""
    for inline in passage:
        if isinstance(inline, NoteCall):
            yield language, str(inline.number) if own_marks else ""
        elif below := children(inline):
            inner = inline.language if isinstance(inline, Foreign | Untranslated) else language
            yield from _leaves(below, inner, own_marks=own_marks)
        else:
            yield language, plain((inline,))


def _heading_faults(word: Word, expected: Expected) -> Iterator[str]:
    found = []
    for paragraph in word.body.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        chain = [properties, *(style.find(f"{W}pPr") for style in word.lineage(properties, "pStyle"))]
        levels = [level for part in chain if (level := value(part, "outlineLvl"))]
        if levels and int(levels[0]) < 9:
            found.append((int(levels[0]) + 1, text_of(paragraph)))
    wanted = [(level, squeeze(text)) for level, text in _headings(expected.document)]
    if found != wanted:
        yield f"headings are {found}, not {wanted}"


def _headings(document: Document) -> Iterator[tuple[int, str]]:
    """Headings with those of articles and annexes, whose numbers are not text: the dash behind them is."""
    for block in blocks(document):
        match block:
            case Heading():
                yield block.level, plain(block.children)
            case SideBox():
                yield block.heading.level, plain(block.heading.children)
            case Article() | Annex():
                yield 2, (DASH if _has_dash(block) else "") + plain(block.heading)
            case _:
                continue


def _has_dash(block: object) -> TypeGuard[Article | Annex]:
    """Whether the words of a heading begin with the dash that follows its number."""
    return isinstance(block, Article | Annex) and block.label.endswith(DASH)


def _table_faults(word: Word, expected: Expected) -> Iterator[str]:
    """Each table has its title; one that reads by columns, a header row; no row splits but a long one of a pair."""
    wanted = [
        plain(block.heading if isinstance(block, OpenItems) else block.label)
        for block in blocks(expected.document) if _is_table(block)]
    headed = {plain(block.label) for block in blocks(expected.document) if isinstance(block, Table | Parallel)}
    columns = {plain(block.label) for block in blocks(expected.document) if isinstance(block, Parallel)}
    found = [value(table.find(f"{W}tblPr"), "tblCaption") for table in word.body.iter(f"{W}tbl")]
    if found != wanted:
        yield f"the tables are titled {found}, not {wanted}"
    for title, table in zip(found, word.body.iter(f"{W}tbl"), strict=True):
        if title in {*expected.programmes, *headed} and table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
            yield f"table {title!r} has no header row"
        free = [row for row in table.iterfind(f"{W}tr") if row.find(f"{W}trPr/{W}cantSplit") is None]
        if any(title not in columns or len(text_of(row)) < LONG_ROW for row in free):
            yield f"a row of table {title!r} may split over two pages"


def _column_faults(word: Word, expected: Expected) -> Iterator[str]:
    """Each side of a row stands in its own cell, beneath heads that every page repeats."""
    document = expected.document
    parallels = [block for block in blocks(document) if isinstance(block, Parallel)]
    tables = word.body.findall(f"{W}tbl") if parallels else []
    if len(tables) != len(parallels):
        yield f"{len(tables)} tables of columns, not {len(parallels)}"
    for parallel, table in zip(parallels, tables, strict=False):
        rows = table.findall(f"{W}tr")
        repeated = [number for number, row in enumerate(rows) if row.find(f"{W}trPr/{W}tblHeader") is not None]
        if repeated != [0]:
            yield f"the rows {repeated} of the columns are repeated on each page, not the heads alone"
        found = [[text_of(cell) for cell in row.findall(f"{W}tc")] for row in rows]
        heads = [squeeze(plain(head)) for head in parallel.heads]
        yield from row_faults(found, [heads, *sides(parallel, lambda block: _words(block, document))])


def _words(block: Block, document: Document) -> str:
    return squeeze("".join(text for _, text in _said(block, document)))


def _is_table(
    block: object,
) -> TypeGuard[KeyFigures | Programme | Particulars | Contacts | Table | Signatures | OpenItems | Parallel]:
    several = isinstance(block, Contacts) and len(block.contacts) > 1
    return several or isinstance(
        block, KeyFigures | Programme | Particulars | Table | Signatures | OpenItems | Parallel)


def _picture_faults(word: Word, expected: Expected) -> Iterator[str]:
    """Every picture of the body is described, any other is marked as decoration; no two have one number."""
    wanted = list(expected.pictures)
    found = [str(drawn.get("descr", "")) for drawn in word.body.iter(f"{WP}docPr")]
    if found != wanted:
        yield f"the pictures are described {found}, not {wanted}"
    margins = {**word.margins("header"), **word.margins("footer")}
    for name, root in margins.items():
        for drawn in root.iter(f"{WP}docPr"):
            if drawn.get("descr") or next(drawn.iter(DECORATIVE), None) is None:
                yield f"a picture of {name} is not marked as decoration"
    everywhere = [word.body, *margins.values()]
    numbers = Counter(drawn.get("id") for root in everywhere for drawn in root.iter(f"{WP}docPr"))
    if repeated := sorted(str(number) for number, count in numbers.items() if count > 1):
        yield f"pictures share the numbers {repeated}"


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
    """Every furniture of the Document stands in a header or footer, draft mark and embargo in every header."""
    margins = {part: text_of(root) for kind in ("header", "footer") for part, root in word.margins(kind).items()}
    everything = "".join(margins.values())
    for name, text in expected.furniture.items():
        for part in text.replace(PAGE_COUNT, PAGE_NUMBER).split(PAGE_NUMBER):
            if squeeze(part) not in everything:
                yield f"no header or footer holds {name} {part!r}"
    for name in ("draft_mark", "embargo"):
        mark = squeeze(expected.furniture.get(name, ""))
        for header in word.margins("header"):
            if mark and mark not in margins[header]:
                yield f"{header} lacks {name}"


def _layout_faults(word: Word, document: Document) -> Iterator[str]:
    wanted = (A4[1], A4[0]) if document.vertical else A4
    for section in word.body.iter(f"{W}sectPr"):
        size = section.find(f"{W}pgSz")
        sides = (0, 0) if size is None else (int(str(size.get(f"{W}w"))), int(str(size.get(f"{W}h"))))
        if max(abs(a - b) for a, b in zip(sides, wanted, strict=True)) > 20:
            yield f"a section is not A4: {sides}"
        if (value(section, "textDirection") == "tbRl") != document.vertical:
            yield f"the lines of a section are {value(section, 'textDirection') or 'horizontal'}"
    for name in ("word/document.xml", *word.margins("header"), *word.margins("footer")):
        root = word.parts[name]
        if any(True for run in root.iter(f"{W}r") for _ in run.iter(f"{W}tab", f"{W}ptab")):
            yield f"{name} lays out with tabs"
        if any(etree.QName(e).localname in BOXES for e in root.iter(etree.Element)):
            yield f"{name} holds a text box"
        for paragraph in root.iter(f"{W}p"):
            if _is_empty(paragraph) and not _is_needed(paragraph, word):
                yield f"{name} has an empty paragraph after {_text_before(paragraph)!r}"


def _is_empty(paragraph: etree._Element) -> bool:
    shown = paragraph.iter(f"{W}drawing", f"{W}fldSimple", f"{W}instrText")
    return not text_of(paragraph) and next(shown, None) is None


def _is_needed(paragraph: etree._Element, word: Word) -> bool:
    """Word wants a paragraph in a cell, a header and a footer, frames not counted, and where it would join two others.

    It joins tables without one between them, and paragraphs with the same rules around them. The mark of a fold is the
    rule of a frame.
    """
    if _is_frame(paragraph) and _is_rule(paragraph, word):
        return True
    before, after, parent = paragraph.getprevious(), paragraph.getnext(), paragraph.getparent()
    behind_table = before is not None and before.tag == f"{W}tbl"
    if parent is not None and parent.tag in (f"{W}tc", f"{W}hdr", f"{W}ftr"):
        return after is None and (behind_table or all(map(_is_frame, paragraph.itersiblings(preceding=True))))
    if behind_table:
        return after is None or after.tag in (f"{W}tbl", f"{W}sectPr")
    if _is_rule(paragraph, word):
        return True
    return before is not None and after is not None and _is_ruled(before, word)


def _is_rule(paragraph: etree._Element, word: Word) -> bool:
    """Whether a paragraph is there for the rule above it."""
    styles = word.lineage(paragraph.find(f"{W}pPr"), "pStyle")
    return any(style.find(f"{W}pPr/{W}pBdr/{W}top") is not None for style in styles)


def _is_ruled(paragraph: etree._Element, word: Word) -> bool:
    styles = word.lineage(paragraph.find(f"{W}pPr"), "pStyle")
    return any(style.find(f"{W}pPr/{W}pBdr/{W}left") is not None for style in styles)


def _is_frame(element: etree._Element) -> bool:
    return element.tag == f"{W}tcPr" or element.find(f"{W}pPr/{W}framePr") is not None


def _text_before(paragraph: etree._Element) -> str:
    before = paragraph.getprevious()
    return "" if before is None else text_of(before)[-40:]
