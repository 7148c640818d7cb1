"""The shape of a text: where its paragraphs part and where a sentence begins."""

import re

from dragoman.document.nodes import LanguageTag

_SENTENCE_END = re.compile(r"[.!?…]\s+\Z")
_ABBREVIATION = re.compile(r"(?:\b(?:MM?|Mmes?|Dr|Pr|St|art|cf|etc|p)|n°)\.?\s+\Z")
_BLANK_LINE = re.compile(r"\n\s*\n")


def paragraphs_of(text: str, language: LanguageTag) -> list[str]:
    """Return the paragraphs of a text, parted by blank lines; the lines of one are joined as words are."""
    joint = "" if language == "ja" else " "
    parts = (part.strip() for part in _BLANK_LINE.split(text))
    return [joint.join(line.strip() for line in part.split("\n")) for part in parts if part]


def opens_sentence(before: str) -> bool:
    """Whether what follows a text begins a sentence."""
    return not before or (_SENTENCE_END.search(before) is not None and _ABBREVIATION.search(before) is None)
