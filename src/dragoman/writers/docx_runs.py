"""Inlines as WordprocessingML runs in the shell's character styles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

from dragoman.appearance.look import Look, Style
from dragoman.appearance.shell_languages import word_languages
from dragoman.appearance.shell_styles import CharacterRole
from dragoman.document.links import link_target
from dragoman.document.nodes import (
    Blank,
    Digits,
    Fact,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    PageCount,
    PageNumber,
    Reference,
    Ruby,
    RuledSpace,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.projection import untranslated_tag
from dragoman.languages import bcp47
from dragoman.writers.docx_gathered import Gathered
from dragoman.writers.docx_markup import attribute, content, text_run_content
from dragoman.writers.docx_references import Anchor, FieldText, reference_parts

_POINTS = 72 / 25.4  # to a millimetre
_CELLS = frozenset({"table_date", "table_cell", "particular_text", "signature_text", "open_item"})
_SPACE = "\u00a0"  # what is ruled: other spaces, ideographic ones too, vanish at the end of a line
_WIDTHS = {"latin": 0.22, "japanese": 0.5}  # of that space, in em
_LABEL_CHARACTERS = 64  # Word accepts no longer alias or tag
_PRIORITY: tuple[CharacterRole, ...] = (
    "rule", "figure_lead", "blank", "untranslated", "link", "rule_label", "strong", "superscript",
)
"""A run has one character style: the first of its roles here; the others are written out."""
_ORDER = ("b", "bCs", "sz", "szCs", "u", "shd", "vertAlign")
_EITHER_WIDTH = re.compile("[\u00a7-\u00f7\u2010-\u203b\u2103-\u2312\u2460-\u26ff]")
"""Characters that Word sets in the Latin or the Japanese face, as it is told."""


_UPRIGHT = re.compile(r"(?<![A-Za-zÀ-ÿ0-9.:/@_+-])([0-9]{1,2})(?![A-Za-zÀ-ÿ0-9.:/@_+-])")
_ABREAST = '<w:eastAsianLayout w:id="1" w:vert="1" w:vertCompress="1"/>'


@dataclass(frozen=True, slots=True)
class Manner:
    """How runs stand: their language, the roles of the inlines around them, and what a run so opens with.

    `hinted` is the opening of a run whose characters could be set in either face.
    """

    language: str
    roles: frozenset[CharacterRole]
    plain: str
    hinted: str

    def opening(self, text: str) -> str:
        return self.hinted if self.hinted is not self.plain and _EITHER_WIDTH.search(text) else self.plain


class Line:
    """The runs of a passage in the making; neighbouring texts that open alike become one run."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, str]] = []

    def text(self, opening: str, text: str) -> None:
        pieces = self._pieces
        if pieces and pieces[-1][0] == opening:
            pieces[-1] = opening, pieces[-1][1] + text
        elif text:
            pieces.append((opening, text))

    def markup(self, markup: str) -> None:
        self._pieces.append(("", markup))

    def written(self) -> str:
        return "".join([f"{o}{text_run_content(text)}</w:r>" if o else text for o, text in self._pieces])


class Runs:
    """Writes the passages of one column of a document; numbers its content controls, gathers its footnotes.

    `targets` are the anchors that its references name, by id; `note_style` is the style of its footnotes. `behind`
    fills with the ids of the anchors written so far. Word numbers the notes of a document; those of a column that is
    `beside` another bear the numbers of that other, as text.
    """

    def __init__(
        self, look: Look, characters: Mapping[CharacterRole, str], language: str,
        targets: Mapping[str, Anchor] = MappingProxyType({}), note_style: str = "", gathered: Gathered | None = None,
        *, beside: bool = False,
    ) -> None:
        self._look = look
        self._targets = targets
        self._note_style = note_style
        self.gathered = gathered or Gathered()
        self._beside = beside
        self.behind: set[str] = set()
        self._characters = characters
        self._manners: dict[tuple[str, frozenset[CharacterRole]], Manner] = {}
        self._plain = self._manner(language, frozenset())

    def picture(self, drawing: str) -> str:
        """The run of a drawing; its language is that of the picture's description."""
        return f"{self._plain.plain}{drawing}</w:r>"

    def passage(self, inlines: tuple[Inline, ...], style: Style, role: CharacterRole | None = None) -> str:
        """The runs of a passage in a paragraph of this style."""
        line = Line()
        self._write(inlines, self._within(self._plain, role) if role else self._plain, style, line)
        return line.written()

    def _write(  # noqa: C901, PLR0912 - one case for each member of the union
        self, inlines: tuple[Inline, ...], manner: Manner, style: Style, line: Line,
    ) -> None:
        for inline in inlines:
            match inline:
                case Text() | Digits():
                    self._text(inline.text, manner, line)
                case Fact():
                    self._write(inline.children, manner, style, line)
                case Superscript():
                    line.text(self._within(manner, "superscript").opening(inline.text), inline.text)
                case Strong():
                    inner = manner if style.bold else self._within(manner, "strong")
                    self._write(inline.children, inner, style, line)
                case Foreign():
                    self._write(inline.children, self._manner(inline.language, manner.roles), style, line)
                case LineBreak():
                    line.text(manner.plain, "\n")
                case Untranslated():
                    inner = self._within(manner, "untranslated")
                    line.text(inner.plain, untranslated_tag(inline))
                    self._write(inline.children, self._manner(inline.language, inner.roles), style, line)
                case Blank():
                    line.markup(self._blank(inline, self._within(manner, "blank"), style))
                case RuledSpace():
                    line.text(self._within(manner, "rule").plain, self._rule(style))
                    self._write(inline.children, self._within(manner, "rule_label"), style, line)
                case Link():
                    self._link(inline, manner, style, line)
                case Ruby():
                    line.markup(_ruby(inline, manner, style))
                case Reference():
                    self._reference(inline, manner, style, line)
                case NoteCall():
                    self._note(inline, manner, line)
                case PageNumber() | PageCount():
                    line.markup(_number("PAGE" if isinstance(inline, PageNumber) else "NUMPAGES", manner))
                case _:
                    assert_never(inline)

    def _text(self, text: str, manner: Manner, line: Line) -> None:
        """A text; in vertical lines one or two figures between Japanese stand upright, side by side."""
        if not self._look.page.vertical:
            line.text(manner.opening(text), text)
            return
        for number, piece in enumerate(_UPRIGHT.split(text)):
            opening = manner.opening(piece)
            line.text(opening.replace("</w:rPr>", f"{_ABREAST}</w:rPr>") if number % 2 else opening, piece)

    def _rule(self, style: Style) -> str:
        """Spaces to be underlined, with their label behind them; in a cell the end of their line, the label beneath."""
        lengths = self._look.lengths
        width = _WIDTHS[self._look.script]
        length, end = (lengths.ruled_cell, "\n") if style.role in _CELLS else (lengths.ruled_space, "")
        return _SPACE * round(length * _POINTS / (width * style.size)) + end

    def _blank(self, inline: Blank, manner: Manner, style: Style) -> str:
        """An unlocked content control whose label is a placeholder.

        It is one of rich text: LibreOffice prints what a plain-text control holds without its shading.
        """
        label = attribute(inline.path[-_LABEL_CHARACTERS:])
        line = Line()
        self._write(inline.children, manner, style, line)
        number = next(self.gathered.controls)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="{label}"/><w:id w:val="{number}"/>'
            f'<w:showingPlcHdr/><w15:appearance w15:val="hidden"/></w:sdtPr>'
            f"<w:sdtContent>{line.written()}</w:sdtContent></w:sdt>"
        )

    def control(self, name: str, paragraph: str) -> str:
        """A content control around a paragraph, whose alias and tag carry the id of what it holds.

        It is one of a building block: LibreOffice takes one of rich text for a part of the line, and breaks the
        fields and footnotes within.
        """
        label = attribute(name[-_LABEL_CHARACTERS:])
        number = next(self.gathered.controls)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="{label}"/><w:id w:val="{number}"/>'
            f'<w15:appearance w15:val="hidden"/><w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj>'
            f"</w:sdtPr><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
        )

    def _link(self, inline: Link, manner: Manner, style: Style, line: Line) -> None:
        """A HYPERLINK field: unlike a relationship it leaves the package as it is.

        In vertical lines, which are for paper, it looks like what stands around it.
        """
        inner = manner if self._look.page.vertical else self._within(manner, "link")
        line.markup(_field_start(f'HYPERLINK "{content(link_target(inline.target))}"', manner.plain))
        self._write(inline.children, inner, style, line)
        line.markup(_field_end(manner.plain))

    def _reference(self, inline: Reference, manner: Manner, style: Style, line: Line) -> None:
        """Fields for the figures; a line of contents is a link as a whole."""
        if style.role == "contents":
            words = Line()
            self._write(inline.children, manner, style, words)
            anchor = self._targets[inline.target].bookmark
            line.markup(f'<w:hyperlink w:anchor="{anchor}" w:history="1">{words.written()}</w:hyperlink>')
            return
        for part in reference_parts(inline.children, self._targets, self.behind):
            if isinstance(part, FieldText):
                line.markup(_field_start(part.instruction, manner.plain))
                line.text(manner.opening(part.text), part.text)
                line.markup(_field_end(manner.plain))
            else:
                self._write((part,), manner, style, line)

    def _note(self, inline: NoteCall, manner: Manner, line: Line) -> None:
        """The call of a footnote; the note's own words go to the part of footnotes."""
        raised = self._manner(self._plain.language, frozenset({"superscript"})).plain
        words = Line()
        words.text(self._plain.plain, " ")
        self._write(inline.children, self._plain, self._look.styles["note"], words)
        own = text_run_content(str(inline.number)) if self._beside else ""
        mark = f"{raised}{own or '<w:footnoteRef/>'}</w:r>"
        number = self.gathered.notes.add(self._note_style, mark, words.written())
        call = self._within(manner, "superscript").plain
        custom = ' w:customMarkFollows="1"' if own else ""
        line.markup(f'{call}<w:footnoteReference{custom} w:id="{number}"/>{own}</w:r>')

    def _within(self, manner: Manner, role: CharacterRole) -> Manner:
        return self._manner(manner.language, manner.roles | {role})

    def _manner(self, language: str, roles: frozenset[CharacterRole]) -> Manner:
        if (language, roles) not in self._manners:
            plain = self._opening(language, roles)
            hinted = self._opening(language, roles, '<w:rFonts w:hint="eastAsia"/>') if language == "ja" else plain
            self._manners[language, roles] = Manner(language, roles, plain, hinted)
        return self._manners[language, roles]

    def _opening(self, language: str, roles: frozenset[CharacterRole], hint: str = "") -> str:
        ordered = [role for role in _PRIORITY if role in roles]
        style = f'<w:rStyle w:val="{self._characters[ordered[0]]}"/>' if ordered else ""
        direct: dict[str, str] = {}
        for role in ordered[1:]:
            direct = self._direct(role) | direct
        latin, japanese = map(attribute, word_languages(language))
        properties = "".join(f"<w:{name} {direct[name]}/>" for name in _ORDER if name in direct)
        return f'<w:r><w:rPr>{style}{hint}{properties}<w:lang w:val="{latin}" w:eastAsia="{japanese}"/></w:rPr>'

    def _direct(self, role: CharacterRole) -> dict[str, str]:
        """What a role looks like where another one has the run's character style."""
        match role:
            case "strong":
                return {"b": 'w:val="1"', "bCs": 'w:val="1"'}
            case "superscript":
                return {"vertAlign": 'w:val="superscript"'}
            case "link" | "rule":
                return {"u": 'w:val="single"'}
            case "rule_label":
                return {"sz": 'w:val="16"', "szCs": 'w:val="16"'}
            case "blank" | "untranslated":
                return {"shd": f'w:val="clear" w:color="auto" w:fill="{self._look.colours[role][1:]}"'}
            case "figure_lead":
                return {}
            case _:
                assert_never(role)


def _ruby(inline: Ruby, manner: Manner, style: Style) -> str:
    """The base with its reading above at half its size."""
    base, half = round(style.size * 2), round(style.size)
    opening, above = manner.opening(inline.base), manner.opening(inline.reading)
    small = above.replace("<w:lang", f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/><w:lang')
    return (
        f'{opening}<w:ruby><w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="{half}"/>'
        f'<w:hpsRaise w:val="{base - 2}"/><w:hpsBaseText w:val="{base}"/><w:lid w:val="{bcp47(manner.language)}"/>'
        f"</w:rubyPr><w:rt>{small}{text_run_content(inline.reading)}</w:r></w:rt>"
        f"<w:rubyBase>{opening}{text_run_content(inline.base)}</w:r></w:rubyBase></w:ruby></w:r>"
    )


def _field_start(instruction: str, opening: str) -> str:
    return (
        f'{opening}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{opening}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'{opening}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _field_end(opening: str) -> str:
    return f'{opening}<w:fldChar w:fldCharType="end"/></w:r>'


def _number(field: str, manner: Manner) -> str:
    return f'<w:fldSimple w:instr=" {field} ">{manner.plain}<w:t>1</w:t></w:r></w:fldSimple>'
