"""The table of contents: articles and annexes by number and heading, each leading to its place."""

from collections.abc import Iterable, Iterator

from dragoman.composers.convention.agreement import Agreement
from dragoman.document.nodes import Annex, Article, Block, Heading, Paragraph, Reference, Text
from dragoman.document.projection import label_gap
from dragoman.language.characters import IDSP
from dragoman.language.edition import Passage
from dragoman.wording import Message

HEADING = Message("convention.contents.heading", "SOMMAIRE", note="Titre de la table des matières. 目次 en japonais.")


def compose_contents(agreement: Agreement, blocks: Iterable[Block]) -> Iterator[Block]:
    """The contents of the blocks, where the convention asks for them; the pages are the layout's."""
    if not agreement.file.contents:
        return
    yield Heading("contents.heading", 2, agreement.say(HEADING))
    for block in blocks:
        match block:
            case Article():
                number = f"{block.label}{label_gap(block.label)}" or block.clauses[0].label.removesuffix(IDSP)
                yield _entry(block.id, number, block.heading)
            case Annex():
                yield _entry(block.id, f"{block.label}{label_gap(block.label)}", block.heading)
            case _:
                pass


def _entry(target: str, number: str, heading: Passage) -> Paragraph:
    return Paragraph(f"contents.{target}", "contents", (Reference(target, (Text(number, ""), *heading)),))
