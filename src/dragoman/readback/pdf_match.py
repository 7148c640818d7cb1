"""Comparison of a composed text with the runs of a laid-out page.

A line end joins two lines: it stands for a space, for nothing where a text may be broken, or, after U+2010, for a
hyphenation. Spaces of all kinds are one class and as many as follow each other are one space. Everything else
compares code point by code point, without NFKC; only the Latin ligatures are taken apart.
"""

import re
import unicodedata
from collections.abc import Sequence

from dragoman.readback.pdf_pages import Run

_LIGATURE = re.compile("[\ufb00-\ufb06]")
LINE_END = "\n"
_HYPHENATION = "\u2010"
_PDFIUM_HYPHEN = "\x02"
"""What PDFium gives for a hyphen-minus at the end of a line, guessing that it divides a word."""


def normal(text: str) -> str:
    """A composed text as it is compared."""
    return " ".join(_taken_apart(text).split())


def shown(runs: Sequence[Run]) -> str:
    """The runs as text with LF at the line ends.

    Spaces at the ends of a line are neither drawn nor seen, and a space between two runs may be told by both.
    """
    pieces: list[str] = []
    for before, run in zip((None, *runs), runs, strict=False):
        if before is not None and not run.continues(before):
            pieces.append(LINE_END)
        pieces.append(run.text.replace(_PDFIUM_HYPHEN, "-"))
    lines = _taken_apart("".join(pieces)).split(LINE_END)
    return LINE_END.join(" ".join(line.split()) for line in lines).strip()


def _taken_apart(text: str) -> str:
    """A text without ligatures; most have none, which a pattern sees at a glance."""
    return _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def agrees(expected: str, found: str) -> bool:
    """Whether the whole of a found text (of `shown`) is a composed one (of `normal`)."""
    return consumed(expected, found) == len(expected)


def consumed(expected: str, found: str) -> int | None:
    """How much of the composed text the found text takes up, from its beginning; None where they differ."""
    place = 0
    for index, character in enumerate(found):
        if character == LINE_END:
            step = _at_line_end(expected, place, found, index)
            if step is None:
                return None
            place += step
        elif character == _HYPHENATION and found[index + 1:index + 2] == LINE_END:
            continue
        elif place < len(expected) and expected[place] == character:
            place += 1
        elif character != " " or _divides_word(expected, place):
            return None
    return place


def _at_line_end(expected: str, place: int, found: str, index: int) -> int | None:
    """How many characters of the composed text a line end stands for; None where no line may end."""
    if place >= len(expected):
        return None
    if found[index - 1] == _HYPHENATION:
        return 0 if _divides_word(expected, place) else None
    if expected[place] == " ":
        return 1
    # Only a word too long for any line is broken without a hyphen: it stands alone on the line it fills.
    line = found[found.rfind(LINE_END, 0, index) + 1:index]
    return None if _divides_word(expected, place) and " " in line else 0


def _divides_word(expected: str, place: int) -> bool:
    """Whether a place is inside a word.

    Elsewhere a space that the document does not have is none that the page has either: PDFium tells spaces from the
    distance between two letters, and sees one after a ruled space or between two Japanese characters set apart.
    """
    return _is_letter(expected[place - 1:place]) and _is_letter(expected[place:place + 1])


def _is_letter(character: str) -> bool:
    """Whether a character belongs to a word that is not broken: a letter or digit of a script with spaces."""
    return character.isalnum() and unicodedata.east_asian_width(character) not in "WF"
