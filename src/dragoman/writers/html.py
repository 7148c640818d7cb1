"""Blocks and inlines as semantic HTML, one fragment for each slot; everything is escaped here.

The language of a passage is marked wherever it is not that of its surroundings. Class names are the style roles of
the look. The same markup serves the page of a PDF and the web page; a Medium says in what the two differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest

from dragoman.appearance.figures import FigureRole, panel
from dragoman.appearance.keeping import is_whole, row_stays, with_keeps
from dragoman.appearance.look import Look
from dragoman.appearance.programme import is_long
from dragoman.diagnostics import Code, diagnostic
from dragoman.document.nodes import (
    Block,
    Contact,
    Contacts,
    Day,
    Document,
    Foreign,
    Heading,
    Inline,
    Item,
    Items,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Parallel,
    Particular,
    Particulars,
    Picture,
    Programme,
    Quote,
    Row,
    SideBox,
    Untranslated,
)
from dragoman.document.projection import plain
from dragoman.document.walk import notes
from dragoman.errors import InternalError
from dragoman.languages import bcp47
from dragoman.writers.html_inlines import (
    PAGE,
    Medium,
    attribute,
    element,
    markup,
    passage,
    tokens,
    with_japanese_signs,
)
from dragoman.writers.html_legal import legal_block, note

COLUMNS_IN_COLUMNS = Code("HTM-002", "error", "deux colonnes se trouvent dans un document d’une seule langue")

SIDES = ("left", "right")
"""The columns of a bilingual edition, by their classes."""

_HEADING_ROLES = {1: "title", 2: "heading", 3: "box_heading"}


def fragments(document: Document, look: Look, medium: Medium = PAGE) -> dict[str, str]:
    """The markup of each slot; an empty slot is an empty string."""
    maker = _Maker(replace(medium, language=document.language), look)
    beside = None if document.beside is None else _Maker(replace(medium, language=document.beside), look)
    return {
        slot.name: "\n".join(
            _parallel(block, maker, beside) if isinstance(block, Parallel) and beside
            else maker.with_notes(block, keep=keep)
            for block, keep in with_keeps(slot.blocks))
        for slot in document.slots}


def _parallel(block: Parallel, left: "_Maker", right: "_Maker") -> str:
    """A table of two columns, each in its language, whose heads stand again on every page."""
    heads = "".join(
        f'<th scope="col" class="{side}" lang="{maker.tag}"><div class="column_head">{maker.text(head)}</div></th>'
        for side, maker, head in zip(SIDES, (left, right), block.heads, strict=True))
    rows = "\n".join(
        _row(row, left, right, keep=row_stays(row, after)) for row, after in zip_longest(block.rows, block.rows[1:]))
    caption = passage(block.label, left.medium)
    return (
        f'<table class="columns"><caption>{caption}</caption><colgroup><col><col></colgroup>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")


def _row(row: Row, left: "_Maker", right: "_Maker", *, keep: bool) -> str:
    cells = "".join(
        f'<td class="{side}" lang="{maker.tag}">{"" if block is None else maker.with_notes(block)}</td>'
        for side, maker, block in zip(SIDES, (left, right), (row.left, row.right), strict=True))
    role = "whole_row" if is_whole(row) else "long_row"
    return f'<tr class="{role}{_kept(keep=keep)}">{cells}</tr>'


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the markup of blocks for one medium, in the language that surrounds them."""

    medium: Medium
    look: Look

    @property
    def tag(self) -> str:
        return bcp47(self.medium.language)

    def text(self, inlines: tuple[Inline, ...]) -> str:
        return self._dressed(self._passage(inlines))

    def with_notes(self, block: Block, *, keep: bool = False) -> str:
        """A block and the words of the notes that it calls: after it, or at the foot of the page in its section.

        One to `keep` stays with what follows.
        """
        return self._dressed(self._with_notes(block, keep=keep))

    def _dressed(self, markup: str) -> str:
        return with_japanese_signs(markup) if self.medium.laid_out and self.medium.language == "ja" else markup

    def _with_notes(self, block: Block, *, keep: bool) -> str:
        calls, written = tuple(notes(block)), self.block(block, keep=keep)
        if self.medium.laid_out:
            role = ' class="kept"' if keep else ""
            return f"<section{role}>\n{written}\n</section>" if calls else written
        return "\n".join((written, *(note(call, self._passage) for call in calls)))

    def block(self, block: Block, *, keep: bool = False) -> str:  # noqa: C901 - one case a block
        match block:
            case Heading():
                return self._element(f"h{block.level}", _HEADING_ROLES[block.level], block.children)
            case Paragraph():
                return self._element("p", f"{block.role}{_kept(keep=keep)}", block.children)
            case KeyFigures():
                return self._key_figures(block)
            case Programme():
                return self._programme(block)
            case Items():
                items = "".join(self._item(number, item) for number, item in enumerate(block.items, 1))
                return f'<ol class="items">{items}</ol>'
            case SideBox():
                return f'<aside class="side_box">{self.block(block.heading)}{self._blocks(block.paragraphs)}</aside>'
            case Quote():
                return f'<blockquote class="quote_block">{self._blocks(block.paragraphs)}</blockquote>'
            case Picture():
                return self._picture(block)
            case Particulars():
                rows = "".join(map(self._particular, block.rows))
                return f'<table class="particulars"><caption>{self._passage(block.label)}</caption>{rows}</table>'
            case Contacts():
                contacts = "".join(map(self._contact, block.contacts))
                columns = min(len(block.contacts), 2)
                return f'<ul class="contacts columns-{columns}"{_label(block.label)}>{contacts}</ul>'
            case Parallel():
                raise InternalError([diagnostic(COLUMNS_IN_COLUMNS, field=block.id)])
            case _:
                return legal_block(block, self._passage, keep=keep)

    def _blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self.block, blocks))

    def _passage(self, inlines: Iterable[Inline]) -> str:
        return passage(inlines, self.medium)

    def _element(self, tag: str, role: str, inlines: tuple[Inline, ...]) -> str:
        return f'<{tag} class="{role}">{self._passage(inlines)}</{tag}>'

    def _key_figures(self, block: KeyFigures) -> str:
        fitted = panel(block, self.look)
        figures = "".join(self._key_figure(figure, fitted.role) for figure in block.figures)
        return f'<ul class="key_figures cells-{fitted.columns}"{_label(block.label)}>{figures}</ul>'

    def _key_figure(self, figure: KeyFigure, role: FigureRole) -> str:
        classes = " ".join(dict.fromkeys(("figure_value", role)))
        lead = element('span class="figure_lead"', tokens(figure.lead, self.medium)) if figure.lead else ()
        value = markup([*lead, *tokens(figure.value, self.medium)], self.medium)
        caption = self._element("p", "figure_caption", figure.caption)
        return f'<li><p class="{classes}">{value}</p>{caption}</li>'

    def _programme(self, block: Programme) -> str:
        heads = "".join(f'<th scope="col" class="table_head">{self._passage(column)}</th>' for column in block.columns)
        long = " long" if is_long(block, self.look) else ""
        return (
            f'<table class="programme{long}"><caption>{self._passage(block.label)}</caption>'
            '<colgroup><col class="date"><col class="place"><col class="event"></colgroup>'
            f"<thead><tr>{heads}</tr></thead>{''.join(map(self._day, block.days))}</table>")

    def _day(self, day: Day) -> str:
        """One body of rows: the date heads them all and is printed once."""
        rows = [(entry.place, entry.event) for entry in day.entries] or [((), ())]
        date = f'<th scope="rowgroup" rowspan="{len(rows)}" class="table_date">{self._passage(day.date)}</th>'
        cells = "".join(
            f'<tr>{"" if number else date}{"".join(self._element("td", "table_cell", cell) for cell in row)}</tr>'
            for number, row in enumerate(rows))
        return f"<tbody>{cells}</tbody>"

    def _item(self, number: int, item: Item) -> str:
        # A layout would draw a number of its own after everything else on the page.
        shown = f'<span class="number">{number}. </span>' if self.medium.laid_out else ""
        return f'<li class="item">{shown}{self._passage(item.children)}</li>'

    def _picture(self, picture: Picture) -> str:
        image = (
            f'<img src="{attribute(self.medium.picture(picture))}" alt="{attribute(plain(picture.alt))}"'
            f'{_language_of(picture.alt)} width="{picture.width}" height="{picture.height}">')
        lines = "".join(
            self._element("p", role, inlines)
            for role, inlines in (("caption", picture.caption), ("credit", picture.credit)) if inlines)
        caption = f"<figcaption>{lines}</figcaption>" if lines else ""
        return f'<figure class="picture">{image}{caption}</figure>'

    def _particular(self, row: Particular) -> str:
        label = f'<th scope="row" class="particular_label">{self._passage(row.label)}</th>'
        return f'<tr>{label}{self._element("td", "particular_text", row.text)}</tr>'

    def _contact(self, contact: Contact) -> str:
        lines = "".join(self._element("p", "contact_line", line) for line in contact.lines)
        return f'<li>{self._element("p", "contact_name", contact.name)}{lines}</li>'


def _kept(*, keep: bool) -> str:
    """The class of what stays with what follows."""
    return " kept" if keep else ""


def _label(inlines: tuple[Inline, ...]) -> str:
    return f' aria-label="{attribute(plain(inlines))}"'


def _language_of(inlines: tuple[Inline, ...]) -> str:
    """The language of an attribute's text, which can be marked only where all of it is in one."""
    match inlines:
        case (Foreign(language=language) | Untranslated(language=language),):
            return f' lang="{attribute(language)}"'
        case _:
            return ""
