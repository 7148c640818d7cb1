"""Inlines as WordprocessingML runs in the shell's character styles."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from dragoman.appearance.look import Look, Style
from dragoman.appearance.shell_styles import CharacterRole
from dragoman.diagnostics import Code, diagnostic
from dragoman.document.nodes import (
    Blank,
    Fact,
    Foreign,
    Inline,
    LineBreak,
    Link,
    PageCount,
    PageNumber,
    Ruby,
    RuledSpace,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.projection import untranslated_tag
from dragoman.errors import WriteError
from dragoman.languages import LANGUAGES
from dragoman.writers.docx_markup import attribute, content, text_run_content

ADDRESS = Code(
    "DOC-001", "error", "l’adresse « {target} » ne peut être un lien",
    "un lien commence par http, https, mailto ou tel",
)

RULE = 45 * 72 / 25.4
"""The length of a ruled space, in points."""
_SPACES = {"latin": ("\u00a0", 0.22), "japanese": ("\u3000", 1.0)}  # what is ruled, and its width in em
_TARGET = re.compile(r"(?:https?://|mailto:|tel:)[^\s\"\\\\<>]+", re.IGNORECASE)
_FIRST_CONTROL = 1_000_001  # above the ids that Word gives to the content controls of a shell
_LABEL_CHARACTERS = 64  # Word accepts no longer alias or tag
_PRIORITY: tuple[CharacterRole, ...] = (
    "figure_lead", "blank", "untranslated", "link", "rule_label", "rule", "strong", "superscript",
)
"""A run has one character style: the first of its roles here; the others are written out."""
_ORDER = ("b", "bCs", "position", "sz", "szCs", "u", "shd", "vertAlign")
_EITHER_WIDTH = re.compile("[\u00a7-\u00f7\u2010-\u203b\u2103-\u2312\u2460-\u26ff]")
"""Characters that Word sets in the Latin or the Japanese face, as it is told."""
_TAGS = {record.tag: record.bcp47 for record in LANGUAGES.values()}

_Piece: TypeAlias = tuple[str, str]
"""A run's opening and its text; with an empty opening, markup that stands as it is."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How runs stand: their language, and the roles of the inlines around them."""

    language: str
    roles: frozenset[CharacterRole] = frozenset()

    def within(self, role: CharacterRole) -> "Manner":
        return replace(self, roles=self.roles | {role})


def bcp47(language: str) -> str:
    """The tag written into files; a language that is not one of the three keeps its own."""
    return next((tag for name, tag in _TAGS.items() if name == language), language)


class Runs:
    """Writes the passages of one document; numbers its content controls."""

    def __init__(self, look: Look, characters: Mapping[CharacterRole, str], language: str) -> None:
        self._look = look
        self._characters = characters
        self._language = language
        self._controls = itertools.count(_FIRST_CONTROL)
        self._openings: dict[tuple[Manner, bool], str] = {}

    def passage(self, inlines: tuple[Inline, ...], style: Style, role: CharacterRole | None = None) -> str:
        """The runs of a passage in a paragraph of this style."""
        manner = Manner(self._language)
        return _markup(_merged(self._children(inlines, manner.within(role) if role else manner, style)))

    def _children(self, inlines: tuple[Inline, ...], manner: Manner, style: Style) -> Iterator[_Piece]:
        for inline in inlines:
            yield from self._inline(inline, manner, style)

    def _inline(  # noqa: C901, PLR0912 - one case for each member of the union
        self, inline: Inline, manner: Manner, style: Style,
    ) -> Iterator[_Piece]:
        match inline:
            case Text():
                yield self._opening(manner, inline.text), inline.text
            case Fact():
                yield from self._children(inline.children, manner, style)
            case Superscript():
                yield self._opening(manner.within("superscript")), inline.text
            case Strong():
                inner = manner if style.bold else manner.within("strong")
                yield from self._children(inline.children, inner, style)
            case Foreign():
                yield from self._children(inline.children, replace(manner, language=inline.language), style)
            case LineBreak():
                yield self._opening(manner), "\n"
            case Untranslated():
                inner = manner.within("untranslated")
                yield self._opening(inner), untranslated_tag(inline)
                yield from self._children(inline.children, replace(inner, language=inline.language), style)
            case Blank():
                yield "", self._blank(inline, manner.within("blank"), style)
            case RuledSpace():
                space, width = _SPACES[self._look.script]
                yield self._opening(manner.within("rule")), space * round(RULE / (width * style.size))
                yield from self._children(inline.children, manner.within("rule_label"), style)
            case Link():
                yield from self._link(inline, manner, style)
            case Ruby():
                yield "", self._ruby(inline, manner, style)
            case PageNumber():
                yield "", self._number("PAGE", manner)
            case PageCount():
                yield "", self._number("NUMPAGES", manner)
            case _:
                assert_never(inline)

    def _blank(self, inline: Blank, manner: Manner, style: Style) -> str:
        """An unlocked content control whose label is a placeholder.

        It is one of rich text: LibreOffice prints what a plain-text control holds without its shading.
        """
        label = attribute(inline.path[-_LABEL_CHARACTERS:])
        runs = _markup(_merged(self._children(inline.children, manner, style)))
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="{label}"/><w:id w:val="{next(self._controls)}"/>'
            f'<w:showingPlcHdr/><w15:appearance w15:val="hidden"/></w:sdtPr>'
            f"<w:sdtContent>{runs}</w:sdtContent></w:sdt>"
        )

    def _link(self, inline: Link, manner: Manner, style: Style) -> Iterator[_Piece]:
        """A HYPERLINK field: unlike a relationship it leaves the package as it is."""
        if not _TARGET.fullmatch(inline.target):
            raise WriteError([diagnostic(ADDRESS, target=inline.target)])
        opening = self._opening(manner)
        instruction = f' HYPERLINK "{content(inline.target)}" '
        yield "", (
            f'{opening}<w:fldChar w:fldCharType="begin"/></w:r>'
            f'{opening}<w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
            f'{opening}<w:fldChar w:fldCharType="separate"/></w:r>'
        )
        yield from self._children(inline.children, manner.within("link"), style)
        yield "", f'{opening}<w:fldChar w:fldCharType="end"/></w:r>'

    def _ruby(self, inline: Ruby, manner: Manner, style: Style) -> str:
        """The base with its reading above at half its size."""
        base, half = round(style.size * 2), round(style.size)
        opening = self._opening(manner, inline.base)
        small = opening.replace("<w:lang", f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/><w:lang')
        return (
            f'{opening}<w:ruby><w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="{half}"/>'
            f'<w:hpsRaise w:val="{base - 2}"/><w:hpsBaseText w:val="{base}"/><w:lid w:val="{bcp47(manner.language)}"/>'
            f"</w:rubyPr><w:rt>{small}{text_run_content(inline.reading)}</w:r></w:rt>"
            f"<w:rubyBase>{opening}{text_run_content(inline.base)}</w:r></w:rubyBase></w:ruby></w:r>"
        )

    def _number(self, field: str, manner: Manner) -> str:
        return f'<w:fldSimple w:instr=" {field} ">{self._opening(manner)}<w:t>1</w:t></w:r></w:fldSimple>'

    def _opening(self, manner: Manner, text: str = "") -> str:
        """The opening of a run that holds this text."""
        hinted = manner.language == "ja" and _EITHER_WIDTH.search(text) is not None
        if (manner, hinted) not in self._openings:
            self._openings[manner, hinted] = self._written(manner, hinted=hinted)
        return self._openings[manner, hinted]

    def _written(self, manner: Manner, *, hinted: bool) -> str:
        roles = [role for role in _PRIORITY if role in manner.roles]
        style = f'<w:rStyle w:val="{self._characters[roles[0]]}"/>' if roles else ""
        hint = '<w:rFonts w:hint="eastAsia"/>' if hinted else ""
        direct: dict[str, str] = {}
        for role in roles[1:]:
            direct = self._direct(role) | direct
        tag = attribute(bcp47(manner.language))
        properties = "".join(f"<w:{name} {direct[name]}/>" for name in _ORDER if name in direct)
        return f'<w:r><w:rPr>{style}{hint}{properties}<w:lang w:val="{tag}" w:eastAsia="{tag}"/></w:rPr>'

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
                return {"position": 'w:val="-8"', "sz": 'w:val="16"', "szCs": 'w:val="16"'}
            case "blank" | "untranslated":
                return {"shd": f'w:val="clear" w:color="auto" w:fill="{self._look.colours[role][1:]}"'}
            case "figure_lead":
                return {}
            case _:
                assert_never(role)


def _merged(pieces: Iterator[_Piece]) -> list[_Piece]:
    """Join the texts of neighbouring runs that open alike; drop empty ones."""
    merged: list[_Piece] = []
    for opening, text in pieces:
        if not text:
            continue
        if opening and merged and merged[-1][0] == opening:
            merged[-1] = opening, merged[-1][1] + text
        else:
            merged.append((opening, text))
    return merged


def _markup(pieces: list[_Piece]) -> str:
    return "".join(f"{opening}{text_run_content(text)}</w:r>" if opening else text for opening, text in pieces)
