"""Blocks and inlines as semantic HTML, one fragment for each slot; everything is escaped here.

The language of a passage is marked wherever it is not that of its surroundings. Class names are the style roles of
the look.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from dragoman.diagnostics import Code, diagnostic
from dragoman.document.links import link_target
from dragoman.document.nodes import (
    Blank,
    Block,
    Day,
    Document,
    Fact,
    Foreign,
    Heading,
    Inline,
    Items,
    KeyFigure,
    KeyFigures,
    LineBreak,
    Link,
    PageCount,
    PageNumber,
    Paragraph,
    Programme,
    Ruby,
    RuledSpace,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.projection import plain, untranslated_tag
from dragoman.errors import InternalError

PAGE_NUMBER_IN_BODY = Code("HTM-001", "error", "un numéro de page se trouve dans le corps du document")

_NO_BREAK_SPACES = "\u00a0\u202f\u2007"
_TAG_OR_QUOTE = re.compile("<[^>]*>|[‘’]")
_NARROW = '<span class="narrow">{}</span>'
_BREAK = "\u200b"
_NO_BREAK = "\u2060"

Token = tuple[bool, str]
"""A piece of markup: (whether it is text, the piece itself), text not yet escaped."""


def fragments(document: Document, columns: int) -> dict[str, str]:
    """The markup of each slot; an empty slot is an empty string. `columns` are the key figures to a row."""
    dressed = _with_narrow_quotes if document.language == "ja" else str
    return {slot.name: dressed("\n".join(_block(block, columns) for block in slot.blocks)) for slot in document.slots}


def _with_narrow_quotes(markup: str) -> str:
    """Mark the apostrophes outside tags: a Japanese face draws them as wide as a character, and AD’OCC falls apart."""
    return _TAG_OR_QUOTE.sub(lambda found: found[0] if found[0][0] == "<" else _NARROW.format(found[0]), markup)


def passage(inlines: Iterable[Inline]) -> str:
    """The markup of a passage."""
    return _markup(_inlines(inlines))


def _block(block: Block, columns: int) -> str:
    match block:
        case Heading():
            role = "title" if block.level == 1 else "heading"
            return f'<h{block.level} class="{role}">{passage(block.children)}</h{block.level}>'
        case Paragraph():
            return f'<p class="{block.role}">{passage(block.children)}</p>'
        case KeyFigures():
            # Four figures stand in one row: three and one would leave a hole.
            count = len(block.figures)
            cells = min(count, columns + 1 if count == columns + 1 else columns)
            figures = "".join(map(_key_figure, block.figures))
            label = _attribute(plain(block.label))
            return f'<ul class="key_figures cells-{cells}" aria-label="{label}">{figures}</ul>'
        case Programme():
            return _programme(block)
        case Items():
            # The number is text: the layout would draw its own after everything else on the page.
            items = "".join(
                f'<li class="item"><span class="number">{number}. </span>{passage(item.children)}</li>'
                for number, item in enumerate(block.items, 1))
            return f'<ol class="items">{items}</ol>'
        case _:
            assert_never(block)


def _key_figure(figure: KeyFigure) -> str:
    lead = _element('span class="figure_lead"', _inlines(figure.lead)) if figure.lead else ()
    value = _markup([*lead, *_inlines(figure.value)])
    return (
        f'<li><p class="figure_value">{value}</p>'
        f'<p class="figure_caption">{passage(figure.caption)}</p></li>')


def _programme(block: Programme) -> str:
    heads = "".join(f'<th scope="col" class="table_head">{passage(column)}</th>' for column in block.columns)
    return (
        f'<table class="programme"><caption>{passage(block.label)}</caption>'
        '<colgroup><col class="date"><col class="place"><col class="event"></colgroup>'
        f"<thead><tr>{heads}</tr></thead>{''.join(map(_day, block.days))}</table>")


def _day(day: Day) -> str:
    """One body of rows: the date heads them all and is printed once."""
    rows = [(passage(entry.place), passage(entry.event)) for entry in day.entries] or [("", "")]
    date = f'<th scope="rowgroup" rowspan="{len(rows)}" class="table_date">{passage(day.date)}</th>'
    cells = "".join(
        f'<tr>{"" if number else date}<td class="table_cell">{place}</td><td class="table_cell">{event}</td></tr>'
        for number, (place, event) in enumerate(rows))
    return f"<tbody>{cells}</tbody>"


def _inlines(inlines: Iterable[Inline]) -> Iterator[Token]:
    for inline in inlines:
        yield from _inline(inline)


def _inline(inline: Inline) -> Iterator[Token]:  # noqa: C901, PLR0912 - one case a node
    match inline:
        case Text():
            yield True, inline.text
        case Fact():
            yield from _inlines(inline.children)
        case Foreign():
            yield from _element(f'span lang="{_attribute(inline.language)}"', _inlines(inline.children))
        case Strong():
            yield from _element("strong", _inlines(inline.children))
        case Superscript():
            yield from _element("sup", [(True, inline.text)])
        case Link():
            yield from _element(f'a href="{_attribute(link_target(inline.target))}"', _inlines(inline.children))
        case Blank():
            yield from _element('mark class="blank"', _inlines(inline.children))
        case RuledSpace():
            yield from _element('span class="ruled_space"', _inlines(inline.children))
        case Untranslated():
            inside = [(True, untranslated_tag(inline)), *_inlines(inline.children)]
            yield from _element(f'span class="untranslated" lang="{_attribute(inline.language)}"', inside)
        case Ruby():
            yield False, f"<ruby><rb>{_escaped(inline.base)}</rb><rt>{_escaped(inline.reading)}</rt></ruby>"
        case LineBreak():
            yield False, "<br>"
        case PageNumber() | PageCount():
            raise InternalError([diagnostic(PAGE_NUMBER_IN_BODY)])
        case _:
            assert_never(inline)


def _markup(tokens: Iterable[Token]) -> str:
    joined = list(_joined(tokens))
    for edge in (0, -1):
        # The layout drops the spaces at the ends of a passage; guarded below, they would stay.
        if joined and joined[edge][0] and not joined[edge][1].strip(" \t\n"):
            del joined[edge]
    return "".join(_escaped(_guarded(piece)) if is_text else piece for is_text, piece in joined)


def _element(tag: str, inside: Iterable[Token]) -> Iterator[Token]:
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


def _attribute(text: str) -> str:
    return html.escape(text, quote=True)
