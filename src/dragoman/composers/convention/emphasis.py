"""What stands out in a convention: the name of a party where it is described, an English term where it is defined."""

import re
from dataclasses import replace

from dragoman.document.nodes import Fact, Inline, Strong, Text
from dragoman.language.edition import Passage

_QUOTE = re.compile("[“”]")


def strong_fact(passage: Passage, path: str) -> Passage:
    """The passage with the first mention of a fact in bold."""
    place = next((i for i, inline in enumerate(passage) if isinstance(inline, Fact) and inline.path == path), None)
    return passage if place is None else (*passage[:place], Strong((passage[place],)), *passage[place + 1:])


def strong_terms(passage: Passage, most: int | None = None) -> Passage:
    """English words with the terms that they define in bold inside their quotation marks, the first `most` of them."""
    pieces = [piece for inline in passage for piece in _parted(inline)]
    made: list[Inline] = []
    while pieces:
        piece = pieces.pop(0)
        made.append(piece)
        inside = _quoted(pieces) if _is_mark(piece, "“") and most != 0 else 0
        if inside:
            made.append(Strong(tuple(pieces[:inside])))
            del pieces[:inside]
            most = most if most is None else most - 1
    return tuple(made)


def _quoted(pieces: list[Inline]) -> int:
    """How many pieces stand before the closing mark; none where it is lacking or something is still open in between."""
    inside = next((i for i, piece in enumerate(pieces) if _is_mark(piece, "”")), 0)
    return inside if all(isinstance(piece, Text | Fact) for piece in pieces[:inside]) else 0


def _parted(inline: Inline) -> list[Inline]:
    """A text as what stands before, at and after each quotation mark."""
    if not isinstance(inline, Text):
        return [inline]
    texts: list[str] = []
    start = 0
    for match in _QUOTE.finditer(inline.text):
        texts += [inline.text[start:match.start()], match.group()]
        start = match.end()
    texts.append(inline.text[start:])
    return [replace(inline, text=text) for text in texts if text]


def _is_mark(inline: Inline, mark: str) -> bool:
    return isinstance(inline, Text) and inline.text == mark
