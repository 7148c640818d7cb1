"""The inlines of the Document: what a passage is made of; one closed union."""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Wording; `key` is the message it comes from."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A value resolved from facts, as the language writes it: `path` and `style` say which and how.

    `children` are Text (of a count's noun, whose wording has a key; otherwise the key is empty), Superscript or Ruby;
    of a list and of attested lines also Foreign, Untranslated and LineBreak.
    """

    path: str
    style: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Text in another language than its surroundings, tagged as such."""

    language: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised letters of an ordinal: « 1er », « 2e »."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """`target` is an http, https, mailto or tel address."""

    target: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """An unknown fact, shown by its label in brackets; equal paths share a `number` (from 1)."""

    path: str
    number: int
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class RuledSpace:
    """A space for handwriting, filled at the signing; `children` is its label."""

    path: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Untranslated:
    """The source text of a message that this language lacks; `language` is the source's."""

    key: str
    language: str
    children: tuple["Inline", ...]
    reason: Literal["missing", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Ruby:
    """A name with its reading above."""

    base: str
    reading: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@dataclass(frozen=True, slots=True)
class Digits:
    """The figures by which a reference names its target, at the target's own level; a field in Word."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that name another part of the document: « à l’article 5.2 ».

    `target` is the id of an Article, a Clause or an Annex. `children` are Text, Superscript and Digits.
    """

    target: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of a footnote: its `number` (from 1), raised, and the note's own words, which stand after the block."""

    note: str
    number: int
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page it stands on; in furniture only."""


@dataclass(frozen=True, slots=True)
class PageCount:
    """The number of pages; in furniture only."""


Inline: TypeAlias = (
    Text | Fact | Foreign | Strong | Superscript | Link | Blank | RuledSpace | Untranslated | Ruby | LineBreak
    | Digits | Reference | NoteCall | PageNumber | PageCount
)
