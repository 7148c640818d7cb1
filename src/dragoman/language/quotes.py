"""Somebody's words in the quotation marks of their language."""

from collections.abc import Mapping

from dragoman.document.nodes import Inline, LanguageTag, LineBreak, Text
from dragoman.language.characters import NBSP
from dragoman.language.passages import merged
from dragoman.language.sentences import paragraphs_of
from dragoman.language.typography import typeset

_MARKS: Mapping[LanguageTag, tuple[str, str]] = {"fr": (f"«{NBSP}", f"{NBSP}»"), "en": ("“", "”"), "ja": ("「", "」")}


def write_quote(text: str, language: LanguageTag) -> tuple[tuple[Inline, ...], ...]:
    """Return the paragraphs of a quote, typeset: the marks open the first and close the last.

    Marks inside the text are the author's; straight quotes become the inner pair of the language.
    """
    opening, closing = _MARKS[language]
    first, *others = paragraphs_of(text, language)
    words = (Text(opening + first, ""), *(inline for other in others for inline in (LineBreak(), Text(other, ""))))
    paragraphs: list[tuple[Inline, ...]] = [()]
    for inline in typeset((*words, Text(closing, "")), language):
        if isinstance(inline, LineBreak):
            paragraphs.append(())
        else:
            paragraphs[-1] += (inline,)
    return tuple(merged(paragraph) for paragraph in paragraphs)
