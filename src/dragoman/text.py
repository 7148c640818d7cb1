"""The text gate: every string that enters passes here once.

It composes combining sequences (NFC) but leaves the CJK compatibility ideographs of Japanese names alone, turns
CRLF and CR into LF, and refuses what XML or a reader cannot bear. The rule is an allow list by Unicode category:
letters, marks, numbers, punctuation, symbols and space separators, and the two controls LF and TAB.
"""

import re
import unicodedata

from dragoman.diagnostics import NOWHERE, Code, Position, diagnostic
from dragoman.errors import TextError
from dragoman.limits import COMBINING_RUN, TEXT_CHARACTERS, WHITESPACE_RUN

FORBIDDEN = Code(
    "TXT-001", "error",
    "le caractère n° {offset} est {character} ({name}), qu’aucun document ne peut porter",
    "supprimez-le ou retapez le mot ; il vient sans doute d’un autre logiciel",
)
HYPHEN = Code(
    "TXT-002", "error",
    "le caractère n° {offset} est {character} ({name}), réservé aux coupures de fin de ligne",
    "écrivez le trait d’union ordinaire « - »",
)
TOO_LONG = Code("TXT-003", "error", "{length} caractères, la limite est {limit}", "répartissez-le en plusieurs textes")
TOO_MANY_MARKS = Code(
    "TXT-004", "error", "plus de {limit} signes combinants à la suite, à partir du caractère n° {offset}",
    "retapez le mot",
)
TOO_MUCH_SPACE = Code(
    "TXT-005", "error", "plus de {limit} espaces à la suite, à partir du caractère n° {offset}",
    "supprimez les espaces en trop",
)

_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_SPACES = re.compile(rf"\s{{{WHITESPACE_RUN + 1},}}")
_RESERVED = {"\u2010", "\u00ad"}
_REFUSED_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def gate(text: str, *, position: Position = NOWHERE, field: str = "") -> str:
    """Return the text as documents carry it.

    Raises TextError naming the first offending character by its offset (counted from 1) and code point.
    """
    if len(text) > TEXT_CHARACTERS:
        raise TextError([diagnostic(TOO_LONG, position, field, length=len(text), limit=TEXT_CHARACTERS)])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() or not text.isprintable():
        _refuse(text, position, field)
        text = compose(text)
    if (spaces := _SPACES.search(text)) is not None:
        found = diagnostic(TOO_MUCH_SPACE, position, field, limit=WHITESPACE_RUN, offset=spaces.start() + 1)
        raise TextError([found])
    return text


def compose(text: str) -> str:
    """NFC, except that a CJK compatibility ideograph stays itself (神 U+FA19 is not 神 U+795E in a family name)."""
    parts = _COMPATIBILITY.split(text)
    return "".join(p if i % 2 else unicodedata.normalize("NFC", p) for i, p in enumerate(parts))


def _refuse(text: str, position: Position, field: str) -> None:
    characters = set(text)
    suspects = {c for c in characters if _refused(c)}
    if suspects:
        offset, character = next((i, c) for i, c in enumerate(text) if c in suspects)
        raise TextError([diagnostic(
            HYPHEN if character in _RESERVED else FORBIDDEN, position, field, offset=offset + 1,
            character=f"U+{ord(character):04X}", name=unicodedata.name(character, _unnamed(character)).lower(),
        )])
    if not any(unicodedata.combining(c) for c in characters):
        return
    run = 0
    for index, character in enumerate(text):
        run = run + 1 if unicodedata.combining(character) else 0
        if run > COMBINING_RUN:
            raise TextError([diagnostic(
                TOO_MANY_MARKS, position, field, limit=COMBINING_RUN, offset=index + 2 - run)])


def _refused(character: str) -> bool:
    if character in _RESERVED:
        return True
    return unicodedata.category(character) in _REFUSED_CATEGORIES and character not in "\n\t"


def _unnamed(character: str) -> str:
    kinds = {"Cs": "half of a surrogate pair", "Co": "private use", "Cc": "control", "Cn": "not a character"}
    return kinds.get(unicodedata.category(character), "unnamed")
