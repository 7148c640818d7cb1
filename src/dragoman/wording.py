"""Messages and their placeholder grammar.

A message has a stable key (its gettext `msgctxt`) and French text (its `msgid`). A text holds literals,
placeholders `{path}` or `{path:style}`, and selections `{path?masculine|feminine}` or
`{path?masculine|feminine|masculine plural|feminine plural}`; `{{` and `}}` are literal braces. Nothing else:
`str.format` is never run on a message.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

_FIELD = re.compile(
    r"(?P<path>[a-z][a-z0-9_]*(?:\.[a-z0-9][a-z0-9_]*)*)"
    r"(?::(?P<style>[a-z][a-z_]*)|\?(?P<options>[^{}?:]*))?",
)
_TEXTS = 4096
"""How many texts are remembered once they are parsed: more than all catalogs hold for one document."""


@dataclass(frozen=True, slots=True)
class Message:
    """A unit of wording.

    `text` is the French source, a paragraph (or several, split by blank lines); with `other` it is the singular
    and `other` the plural, chosen by the number at path `by` (default: the count that owns the noun, shown as `{n}`).
    `only` names the one language that has this message, `text` being then a French gloss. `optional` lists the
    paths that a translation may drop. `note` speaks to the translator; `file` says where the message stands.
    `own` marks the prose of a project, which is none of dragoman's messages even under the key of one.
    """

    key: str
    text: str
    other: str | None = None
    by: str | None = None
    note: str = ""
    only: str | None = None
    optional: tuple[str, ...] = ()
    file: str = ""
    own: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.text,) if self.other is None else (self.text, self.other)


@dataclass(frozen=True, slots=True)
class Literal:
    text: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    path: str
    style: str | None


@dataclass(frozen=True, slots=True)
class Selection:
    """Agreement with the gender and number of the fact at `path`: two options (m, f) or four (m, f, m pl, f pl)."""

    path: str
    options: tuple[str, ...]


Piece: TypeAlias = Literal | Placeholder | Selection


class GrammarError(ValueError):
    """A message text that does not follow the placeholder grammar; `fragment` is the offending part."""

    def __init__(self, fragment: str, offset: int) -> None:
        self.fragment = fragment
        self.offset = offset
        super().__init__(fragment, offset)


def parse(text: str) -> tuple[Piece, ...]:
    """Split a message text into its pieces. Raises GrammarError with the offset (from 0) of the first fault."""
    return _parsed(text)


@lru_cache(_TEXTS)
def _parsed(text: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    literal: list[str] = []
    index = 0
    while index < len(text):
        character = text[index]
        if text.startswith(("{{", "}}"), index):
            literal.append(character)
            index += 2
        elif character == "}":
            raise GrammarError("}", index)
        elif character == "{":
            piece, end = _field(text, index)
            if literal:
                pieces.append(Literal("".join(literal)))
                literal.clear()
            pieces.append(piece)
            index = end
        else:
            literal.append(character)
            index += 1
    if literal:
        pieces.append(Literal("".join(literal)))
    return tuple(pieces)


def _field(text: str, start: int) -> tuple[Piece, int]:
    end = text.find("}", start)
    inside = text[start + 1:end] if end > 0 else text[start + 1:]
    match = _FIELD.fullmatch(inside) if end > 0 else None
    if match is None:
        raise GrammarError("{" + inside[:40], start)
    if match["options"] is None:
        return Placeholder(match["path"], match["style"]), end + 1
    options = tuple(match["options"].split("|"))
    if len(options) not in (2, 4):
        raise GrammarError("{" + inside[:40], start)
    return Selection(match["path"], options), end + 1


def paths(text: str) -> frozenset[str]:
    """The set of paths that a text's placeholders name (selections are not among them: a language may drop those)."""
    return _named(text)


@lru_cache(_TEXTS)
def _named(text: str) -> frozenset[str]:
    return frozenset(piece.path for piece in parse(text) if isinstance(piece, Placeholder))


def selected(text: str) -> frozenset[str]:
    """The set of paths that a text's selections agree with."""
    return frozenset(piece.path for piece in parse(text) if isinstance(piece, Selection))


def escape(text: str) -> str:
    """Write a text so that it parses back as one literal."""
    return text.replace("{", "{{").replace("}", "}}")
