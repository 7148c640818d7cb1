"""Where a title breaks: its lines even in French and English, after a pause in Japanese.

Left to itself the layout fills the first line and leaves the last one a word; a Japanese title it breaks anywhere,
inside a word or a date.
"""

from collections.abc import Callable
from dataclasses import replace

from dragoman.appearance.faces import Faces
from dragoman.appearance.look import Look
from dragoman.document.nodes import Document, Fact, Foreign, Heading, Inline, LineBreak, Text
from dragoman.document.projection import plain
from dragoman.document.walk import blocks

_PAUSES = "、。：；！？　"
_STEPS = 200
_POINT = 72 / 25.4
_SAFETY = 1.005
"""Room for what the sum of the widths does not know."""


def set_title(document: Document, look: Look, faces: Faces) -> tuple[Document, str]:
    """Return the document to be laid out and the rules of its title.

    A Japanese title of two lines gets a line break after a pause that leaves two full lines; any other title of more
    than one line gets the least width that keeps its number of lines.
    """
    title = next((b for b in blocks(document) if isinstance(b, Heading) and b.level == 1), None)
    if title is None:
        return document, ""
    style = look.styles["title"]
    measure = look.page.measure * _POINT / style.size
    text = plain(title.children)
    if document.language == "ja":
        place = _pause(text, measure, lambda part: faces.width(style.face, 700, part))
        return document if place is None else _with_break(document, title, place), ""
    words = [faces.width(style.face, 700, word) for word in text.split(" ")]
    width = _even(words, faces.width(style.face, 700, " "), measure)
    return document, "" if width is None else f".title{{width:{width * style.size:.4g}pt}}"


def _even(words: list[float], space: float, measure: float) -> float | None:
    """The least width that takes no more lines than the whole measure does, in the unit of the widths."""
    wanted = _lines(words, space, measure)
    if wanted == 1:
        return None
    for step in range(_STEPS):
        width = measure * step / _STEPS
        if width >= max(words) and _lines(words, space, width) == wanted:
            return min(measure, width * _SAFETY)
    return None


def _lines(words: list[float], space: float, width: float) -> int:
    lines, used = 1, 0.0
    for word in words:
        if used and used + space + word > width:
            lines, used = lines + 1, word
        else:
            used += (space if used else 0) + word
    return lines


def _pause(text: str, measure: float, width: Callable[[str], float]) -> int | None:
    """Where two lines part after a pause most evenly; None for a title of another number of lines, or without one."""
    if width(text) <= measure:
        return None
    places = [place for place, character in enumerate(text[:-1], 1) if character in _PAUSES]
    parts = {place: (width(text[:place]), width(text[place:])) for place in places}
    fitting = [place for place, (first, second) in parts.items() if max(first, second) <= measure]
    return min(fitting, key=lambda place: max(parts[place]), default=None)


def _with_break(document: Document, title: Heading, place: int) -> Document:
    broken = replace(title, children=_broken(title.children, place))
    return replace(document, slots=tuple(
        replace(slot, blocks=tuple(broken if block is title else block for block in slot.blocks))
        for slot in document.slots))


def _broken(inlines: tuple[Inline, ...], place: int) -> tuple[Inline, ...]:
    """The inlines with a line break after so many characters, unless it fell into one that stays whole."""
    done: list[Inline] = []
    for index, inline in enumerate(inlines):
        length = len(plain((inline,)))
        if place == 0:
            return (*done, LineBreak(), *inlines[index:])
        if place < length:
            return (*done, *_parted(inline, place), *inlines[index + 1:])
        done.append(inline)
        place -= length
    return inlines


def _parted(inline: Inline, place: int) -> tuple[Inline, ...]:
    match inline:
        case Text():
            first, second = replace(inline, text=inline.text[:place]), replace(inline, text=inline.text[place:])
            return first, LineBreak(), second
        case Fact() | Foreign():
            return (replace(inline, children=_broken(inline.children, place)),)
        case _:
            return (inline,)
