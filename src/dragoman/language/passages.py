"""Small operations on passages (tuples of inlines)."""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.document.nodes import Inline, Reference, Text


def merged(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts of the same key and drop empty ones."""
    passage: list[Inline] = []
    for inline in inlines:
        last = passage[-1] if passage else None
        if isinstance(inline, Text) and isinstance(last, Text) and last.key == inline.key:
            passage[-1] = replace(last, text=last.text + inline.text)
        elif inline != Text("", getattr(inline, "key", "")):
            passage.append(inline)
    return tuple(passage)


def capitalised(passage: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Give written words the capital that opens a sentence or a cell: « Mardi 5 mars », « L’article 5 ».

    For values and references only: a name keeps its own spelling, and `inflection.capitalised_name` sees to what
    stands before it.
    """
    first, rest = passage[:1], passage[1:]
    if first and isinstance(first[0], Text):
        text = first[0].text
        return replace(first[0], text=text[:1].upper() + text[1:]), *rest
    if first and isinstance(first[0], Reference):
        return replace(first[0], children=capitalised(first[0].children)), *rest
    return passage
