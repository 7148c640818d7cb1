"""What a reader of a Word file reads: its paragraphs, in order, as spans of text with their language.

Deleted and hidden text, field instructions and decoration are not read; inserted text, the content of controls,
links and the results of fields are, and the descriptions of pictures after the paragraph that holds them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from lxml import etree

from dragoman.readback.numbering import Numbering, W, is_on, value

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
RULE_STYLE = "Dragoman Rule"
"""The character style of a ruled space: spaces with a line beneath, to be written on, not read."""

_TEXT = f"{W}t"
_SIGNS = {
    "tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad",
}
_THROUGH = {
    f"{W}{name}" for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent")
}
_FILES = 16
"""How many files' styles are remembered."""
_OWN_NUMBERS = {"footnoteRef", "endnoteRef"}
"""Where a note says its own number."""
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass(frozen=True, slots=True)
class Span:
    """Text that stands alike: `language` and `east_asian` as the file tags it, `field` the code of its field."""

    text: str
    language: str
    east_asian: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: its automatic number, its spans, and the readings above its words; `is_note` for a note's."""

    label: str
    spans: tuple[Span, ...]
    readings: tuple[str, ...] = ()
    is_note: bool = False

    @property
    def text(self) -> str:
        return self.label + "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class FieldResult:
    """A field's instruction and what it shows."""

    instruction: str
    text: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """What bookmarks and content controls hold: the number and the text of their first paragraph."""

    label: str
    text: str


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_result: bool = False
    instruction: str = ""
    result: str = ""


@dataclass(slots=True)
class _Line:
    """A paragraph in the reading."""

    spans: list[Span] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)
    described: list[Span] = field(default_factory=list)


class Walk:
    """Reads the stories of one file; `notes` are its notes by kind and id."""

    def __init__(
        self, numbering: Numbering, styles: etree._Element | None, notes: dict[tuple[str, str], etree._Element],
    ) -> None:
        self._numbering = numbering
        self._notes = notes
        self._note_numbers: dict[tuple[str, str], int] = {}
        self._fields: list[_Field] = []
        lang = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        self._language = "" if lang is None else lang.get(f"{W}val", "")
        self._east_asian = "" if lang is None else lang.get(f"{W}eastAsia", "")
        self._decoration = frozenset[str]() if styles is None else _decoration(styles)
        self._open: list[str] = []
        self._note_number = ""
        self.descriptions: list[str] = []
        self.pictures: list[str] = []
        self.fields: list[FieldResult] = []
        self.bookmarks: dict[str, Anchored] = {}
        self.controls: dict[str, Anchored] = {}

    def blocks(self, container: etree._Element) -> Iterator[Passage]:
        """The paragraphs below an element, notes after the block that calls them."""
        for element in container:
            called: list[tuple[str, str]] = []
            yield from self._block(element, called)
            for note in called:
                if note in self._notes:
                    self._note_number = str(self._note_numbers.get(note, ""))
                    for passage in self.blocks(self._notes[note]):
                        yield replace(passage, is_note=True)

    def _block(self, element: etree._Element, called: list[tuple[str, str]]) -> Iterator[Passage]:
        if element.tag == f"{W}p":
            yield from self._paragraph(element, called)
        elif element.tag == f"{W}tbl":
            self.descriptions += [value(d) for d in element.iterfind(f"{W}tblPr/{W}tblCaption")]
            for row in element.iter(f"{W}tr"):
                if row.getparent() is element and row.find(f"{W}trPr/{W}del") is None:
                    yield from self._row(row, called)
        elif element.tag == f"{W}bookmarkStart":
            self._open.append(element.get(f"{W}name", ""))
        elif element.tag == f"{W}sdt":
            yield from self._control(element, called)
        elif element.tag in _THROUGH:
            for child in element:
                yield from self._block(child, called)

    def _control(self, control: etree._Element, called: list[tuple[str, str]]) -> Iterator[Passage]:
        """A content control of whole paragraphs; it holds what its tag names if its alias says so too."""
        names = [value(control.find(f"{W}sdtPr/{W}{kind}")) for kind in ("tag", "alias")]
        first = True
        for child in control:
            for passage in self._block(child, called):
                if first and names[0] == names[1]:
                    self.controls[names[0]] = Anchored(passage.label, passage.text)
                first = False
                yield passage

    def _row(self, row: etree._Element, called: list[tuple[str, str]]) -> Iterator[Passage]:
        for cell in row.iterfind(f"{W}tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is None or value(merge, "continue") == "restart":
                for child in cell:
                    yield from self._block(child, called)

    def _paragraph(self, paragraph: etree._Element, called: list[tuple[str, str]]) -> Iterator[Passage]:
        line = _Line()
        self._inline(paragraph, line, "")
        passage = Passage(
            self._numbering.label(paragraph.find(f"{W}pPr")), tuple(line.spans), tuple(line.readings))
        self.bookmarks |= dict.fromkeys(self._open, Anchored(passage.label, passage.text))
        self._open.clear()
        yield passage
        for description in line.described:
            yield Passage("", (description,))
        called += line.notes
        for box in line.boxes:
            for child in box:
                yield from self._block(child, called)

    def _inline(self, parent: etree._Element, line: _Line, code: str) -> None:
        for element in parent:
            if element.tag == f"{W}r":
                self._run(element, line, code)
            elif element.tag == f"{W}fldSimple":
                self._inline(element, line, element.get(f"{W}instr", "").split(maxsplit=1)[0].upper())
            elif element.tag == f"{W}bookmarkStart":
                self._open.append(element.get(f"{W}name", ""))
            elif element.tag == f"{W}sdt" or element.tag in _THROUGH:
                self._inline(element, line, code)
            elif element.tag == f"{MC}AlternateContent":
                for choice in element.iterfind(f"{MC}Choice"):
                    self._inline(choice, line, code)

    def _run(self, run: etree._Element, line: _Line, code: str) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and is_on(properties.find(f"{W}vanish")):
            return
        style = value(None if properties is None else properties.find(f"{W}rStyle"))
        text = ""
        for element in run:
            plain = element.tag == _TEXT and not self._fields  # most of them, and so asked first
            text += (element.text or "") if plain else self._content(element, line)
        lang = None if properties is None else properties.find(f"{W}lang")
        language = self._language if lang is None else lang.get(f"{W}val", self._language)
        east_asian = self._east_asian if lang is None else lang.get(f"{W}eastAsia", self._east_asian)
        line.described += [Span(description, language, east_asian) for description in line.drawings]
        line.drawings.clear()
        if text and not (style in self._decoration and not text.strip()):
            inner = next((f.code for f in reversed(self._fields)), code)
            line.spans.append(Span(text, language, east_asian, inner))

    def _content(self, element: etree._Element, line: _Line) -> str:
        name = etree.QName(element).localname
        if name == "fldChar":
            self._turn(element.get(f"{W}fldCharType", ""))
        elif name == "instrText" and self._fields:
            self._fields[-1].code += element.text or ""
        if any(not one.in_result for one in self._fields):
            return ""
        if element.tag == _TEXT:
            return self._text(element.text or "")
        if element.tag == f"{W}br":
            return "\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else ""
        if element.tag == f"{W}sym":
            return chr(int(element.get(f"{W}char", "fffd"), 16))
        if element.tag == f"{W}ruby":
            return self._ruby(element, line)
        if element.tag in _NOTES:
            note = _NOTES[str(element.tag)], element.get(f"{W}id", "")
            line.notes.append(note)
            own = element.get(f"{W}customMarkFollows", "false") in {"1", "true", "on"}
            return "" if own else self._note_mark(*note)
        if name in {"drawing", "pict", "AlternateContent"}:
            self._drawing(element, line)
        return self._note_number if name in _OWN_NUMBERS else _SIGNS.get(name, "")

    def _text(self, text: str) -> str:
        for one in self._fields:
            one.result += text
        return text

    def _drawing(self, element: etree._Element, line: _Line) -> None:
        """A drawing says what its text boxes do, and its description unless it is marked as decoration."""
        line.boxes += [box for box in element.iter(f"{W}txbxContent") if _is_shown(box)]
        for drawn in filter(_is_shown, element.iter(f"{WP}inline", f"{WP}anchor")):
            self.pictures += [blip.get(f"{R}embed", "") for blip in drawn.iter(f"{A}blip")]
            for properties in drawn.iterfind(f"{WP}docPr"):
                silent = any(mark.get("val", "1") in {"1", "true"} for mark in properties.iter(DECORATIVE))
                if not silent and (description := properties.get("descr")):
                    line.drawings.append(description)

    def _turn(self, kind: str) -> None:
        """Enter a field, pass from its instruction to its result, or leave it."""
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].in_result = True
            self._fields[-1].instruction = self._fields[-1].code.strip()
            self._fields[-1].code = self._fields[-1].instruction.split(maxsplit=1)[0].upper()
        elif self._fields and kind == "end":
            done = self._fields.pop()
            self.fields.append(FieldResult(done.instruction, done.result))

    def _ruby(self, ruby: etree._Element, line: _Line) -> str:
        base, above = _Line(), _Line()
        for name, into in (("rubyBase", base), ("rt", above)):
            for part in ruby.iterfind(f"{W}{name}"):
                self._inline(part, into, "")
        line.readings.append("".join(span.text for span in above.spans))
        return "".join(span.text for span in base.spans)

    def _note_mark(self, kind: str, name: str) -> str:
        """The number of a note that Word numbers: those with a mark of their own are not counted."""
        numbers = [number for (other, _), number in self._note_numbers.items() if other == kind]
        return str(self._note_numbers.setdefault((kind, name), len(numbers) + 1))


@lru_cache(_FILES)
def _decoration(styles: etree._Element) -> frozenset[str]:
    """The ids of the styles whose spaces are not read."""
    return frozenset(
        s.get(f"{W}styleId", "") for s in styles.iter(f"{W}style") if value(s.find(f"{W}name")) == RULE_STYLE)


def _is_shown(element: etree._Element) -> bool:
    """Whether an element is not what an older Word would show in its place."""
    return next(element.iterancestors(f"{MC}Fallback"), None) is None
