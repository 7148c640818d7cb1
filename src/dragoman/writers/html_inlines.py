"""Inlines as semantic HTML; everything is escaped here.

The language of a passage is marked wherever it is not that of its surroundings.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from dragoman.diagnostics import Code, diagnostic
from dragoman.document.links import link_target
from dragoman.document.nodes import (
    Blank,
    Digits,
    Fact,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    PageCount,
    PageNumber,
    Picture,
    Reference,
    Ruby,
    RuledSpace,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.projection import untranslated_tag
from dragoman.errors import InternalError

PAGE_NUMBER_IN_BODY = Code("HTM-001", "error", "un numéro de page se trouve dans le corps du document")

_NO_BREAK_SPACES = "\u00a0\u202f\u2007"
_SIGNS = re.compile("(?P<tag><[^>]*>)|(?P<quote>[‘’])|[0-9][0-9,.]*[兆億万千](?:[0-9][0-9,.]*[兆億万千]?)*")
_NARROW = '<span class="narrow">{}</span>'
_WHOLE = '<span class="whole">{}</span>'
_BREAK = "\u200b"
_NO_BREAK = "\u2060"

Token = tuple[bool, str]
"""A piece of markup: (whether it is text, the piece itself), text not yet escaped."""


@dataclass(frozen=True, slots=True)
class Medium:
    """What the markup is made for; `picture` gives the address of a picture, `language` is that around the words.

    A page that is `laid_out` by WeasyPrint needs what a browser does not: guards around lone spaces, narrow
    apostrophes in Japanese, the number of an item as text, the base of a ruby as an element.
    """

    laid_out: bool
    picture: Callable[[Picture], str]
    language: str = ""


PAGE = Medium(laid_out=True, picture=lambda picture: f"asset:{picture.asset}")
"""The page of a PDF, whose pictures are assets."""


def passage(inlines: Iterable[Inline], medium: Medium = PAGE) -> str:
    """The markup of a passage."""
    return markup(tokens(inlines, medium), medium)


def with_japanese_signs(markup: str) -> str:
    """Mark what a layout of Japanese gets wrong, outside tags.

    Apostrophes: its faces draw them as wide as a character, and AD’OCC falls apart. Numbers with 万 or 億 in them: a
    line would break before and after these.
    """
    def marked(found: re.Match[str]) -> str:
        return found[0] if found["tag"] else (_NARROW if found["quote"] else _WHOLE).format(found[0])

    return _SIGNS.sub(marked, markup)


def tokens(inlines: Iterable[Inline], medium: Medium) -> Iterator[Token]:
    """The pieces of a passage, in order."""
    for inline in inlines:
        yield from _inline(inline, medium)


def _inline(inline: Inline, medium: Medium) -> Iterator[Token]:  # noqa: C901, PLR0912 - one case a node
    match inline:
        case Text() | Digits():
            yield True, inline.text
        case Fact():
            yield from tokens(inline.children, medium)
        case Foreign(language=medium.language):
            yield from tokens(inline.children, medium)
        case Foreign():
            yield from element(f'span lang="{attribute(inline.language)}"', _inside(inline, medium))
        case Strong():
            yield from element("strong", tokens(inline.children, medium))
        case Superscript():
            yield from element("sup", [(True, inline.text)])
        case Link():
            yield from element(f'a href="{attribute(link_target(inline.target))}"', tokens(inline.children, medium))
        case Reference():
            place = f'a class="reference" href="#{attribute(inline.target)}"'
            yield from element(place, tokens(inline.children, medium))
        case NoteCall() if medium.laid_out:
            place = f'span class="note" id="{attribute(inline.note)}" data-number="{inline.number}"'
            number = (False, f'<span class="number">{inline.number} </span>')
            yield from element(place, [number, *tokens(inline.children, medium)])
        case NoteCall():
            yield from element("sup", [(True, str(inline.number))])
        case Blank():
            yield from element('mark class="blank"', tokens(inline.children, medium))
        case RuledSpace():
            yield from element('span class="ruled_space"', tokens(inline.children, medium))
        case Untranslated():
            inside = [(True, untranslated_tag(inline)), *_inside(inline, medium)]
            yield from element(f'span class="untranslated" lang="{attribute(inline.language)}"', inside)
        case Ruby():
            yield False, _ruby(_escaped(inline.base), _escaped(inline.reading), medium)
        case LineBreak():
            yield False, "<br>"
        case PageNumber() | PageCount():
            raise InternalError([diagnostic(PAGE_NUMBER_IN_BODY)])
        case _:
            assert_never(inline)


def _inside(inline: Foreign | Untranslated, medium: Medium) -> Iterator[Token]:
    """What is in another language: its own surrounds the words."""
    return tokens(inline.children, replace(medium, language=inline.language))


def _ruby(base: str, reading: str, medium: Medium) -> str:
    """A name with its reading: for the layout in two boxes, on the web in brackets where no ruby can be shown."""
    if medium.laid_out:
        return f"<ruby><rb>{base}</rb><rt>{reading}</rt></ruby>"
    return f"<ruby>{base}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"


def markup(pieces: Iterable[Token], medium: Medium) -> str:
    """Pieces as markup: texts shaped as one are put together, and escaped for the medium."""
    joined = list(_joined(pieces))
    for edge in (0, -1):
        # A layout drops the spaces at the ends of a passage; guarded below, they would stay.
        if joined and joined[edge][0] and not joined[edge][1].strip(" \t\n"):
            del joined[edge]
    dressed = _for_layout if medium.laid_out else _for_browser
    return "".join(dressed(piece) if is_text else piece for is_text, piece in joined)


def _for_layout(text: str) -> str:
    return _escaped(_guarded(text))


def _for_browser(text: str) -> str:
    return _escaped(text).replace("\n", "<br>")


def element(tag: str, inside: Iterable[Token]) -> Iterator[Token]:
    """An element around pieces; `tag` is its name with its attributes."""
    yield False, f"<{tag}>"
    yield from inside
    yield False, f"</{tag.partition(' ')[0]}>"


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Put neighbouring texts together: where no tag stands between two leaves, the layout shapes them as one."""
    waiting = ""
    for is_text, piece in tokens:
        if is_text:
            waiting += piece
            continue
        if waiting:
            yield True, waiting
            waiting = ""
        yield False, piece
    if waiting:
        yield True, waiting


def _guarded(text: str) -> str:
    """Give a text of nothing but spaces something to hold on to.

    WeasyPrint does not draw a text box of spaces only, so the words on its two sides would join for whoever reads the
    file without looking at it. A zero-width character, drawn as nothing, makes the box one that is drawn.
    """
    if not text or not text.isspace():
        return text
    return text + (_NO_BREAK if any(space in text for space in _NO_BREAK_SPACES) else _BREAK)


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def attribute(text: str) -> str:
    """A text escaped for an attribute."""
    return html.escape(text, quote=True)
