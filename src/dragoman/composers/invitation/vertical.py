"""A Japanese letter in vertical lines: its figures in kanji, its facts as items, and nothing around it.

Letters of ceremony are set so. The date follows the closing word, then the sender at the foot of a line and the
addressee at the head of the next, larger; 記 comes after them, as whatever is added to a letter does. There is no
subject, no letterhead, and no postal address, which stands on the envelope.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.composers.invitation.letter import Letter
from dragoman.composers.parts import Material
from dragoman.document.nodes import (
    Blank,
    Block,
    Fact,
    Inline,
    Link,
    Paragraph,
    Particular,
    Strong,
    Text,
)
from dragoman.facts import Count, Date, DateRange, Instant, Known, Money, Month, Percent, Rank, Telephone, Year
from dragoman.language.edition import Passage
from dragoman.language.kanji_figures import figures_in_kanji
from dragoman.wording import Message, paths

ITEM = Message(
    "invitation.details.item", "{label} : {text}", only="ja",
    note="一、{label}　{text}. Une ligne d’une lettre verticale, sous 記.")

_FIGURES = (Count, Date, DateRange, Instant, Money, Month, Percent, Rank, Telephone, Year)
"""Values that are written in figures; names and attested texts keep theirs."""


def list_items(letter: Letter, rows: Iterable[Particular]) -> Iterator[Paragraph]:
    """The facts under 記, each an item 一、."""
    for row in rows:
        yield Paragraph(row.id, "detail", letter.say(ITEM, label=row.label, text=row.text))


def unsaid(material: Material) -> Iterator[str]:
    """The paths of what a letterhead, an address and a foot would say, which a vertical letter leaves out."""
    yield from ("house.address", material.house.name)
    for name in ("house.service", "house.footer"):
        if name in material.prose:
            yield from (path for form in material.prose[name].forms for path in paths(form))


def vertical(block: Block, letter: Letter) -> Block:
    """A block with its figures in kanji."""
    match block:
        case Paragraph():
            return replace(block, children=_in_kanji(block.children, letter, figures=False))
        case _:
            return block


def _in_kanji(passage: Passage, letter: Letter, *, figures: bool) -> Passage:
    return tuple(_written(inline, letter, figures=figures) for inline in passage)


def _written(inline: Inline, letter: Letter, *, figures: bool) -> Inline:
    """An inline whose wording has kanji for figures; `figures` says that it stands in a value that is one."""
    match inline:
        case Text() if inline.key or figures:
            return replace(inline, text=figures_in_kanji(inline.text))
        case Fact():
            state = letter.edition.state(inline.path) if letter.edition.has(inline.path) else None
            own = isinstance(state, Known) and isinstance(state.value, _FIGURES)
            return replace(inline, children=_in_kanji(inline.children, letter, figures=own))
        case Strong() | Link() | Blank():
            return replace(inline, children=_in_kanji(inline.children, letter, figures=figures))
        case _:
            return inline
