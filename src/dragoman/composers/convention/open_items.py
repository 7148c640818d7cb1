"""The points to complete: which they are, in what order, where each first stands, and the lists that say so.

Their numbers follow the French text, so that a point has the same number in every language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from dragoman.composers.convention.agreement import Agreement
from dragoman.document.nodes import Blank, Block, FurnitureName, OpenItem, OpenItems, Paragraph, RuledSpace, Text
from dragoman.document.walk import inlines, runs
from dragoman.facts import AtSigning, Unknown
from dragoman.language.edition import Passage
from dragoman.language.lists import write_list
from dragoman.wording import Message

HEADING = Message("convention.open_items", "Points à compléter", note="Titre de l’encadré de la première page.")
MORE = Message(
    "convention.open_items.more",
    "Liste complète ({total} points) à la fin du projet.",
    note="Au bas de l’encadré de la première page, qui n’en montre que les premiers ; {total} : leur nombre.",
)
AT_SIGNING = Message(
    "convention.open_items.at_signing", "À remplir à la main lors de la signature : {spaces}.",
    note="Sous la liste entière ; {spaces} : lieu, date.",
)
WHERE_VERSION = Message("convention.where.version", "version")
WHERE_PARTIES = Message("convention.where.parties", "désignation des Parties")
WHERE_VISAS = Message("convention.where.visas", "visas")
WHERE_PREAMBLE = Message("convention.where.preamble", "préambule")
WHERE_CLOSING = Message("convention.where.closing", "date et signatures")
WHERE_LETTERHEAD = Message("convention.where.letterhead", "papier à en-tête")
WHERE_MARGINS = Message("convention.where.margins", "marges", note="Ce qui se répète sur chaque page.")

_SHOWN = 8
"""Rows of the list on the first page, which must leave room for the parties."""
_PLACES: Mapping[str, Message] = {
    "title": WHERE_VERSION, "subtitle": WHERE_VERSION, "version": WHERE_VERSION, "parties": WHERE_PARTIES,
    "visas": WHERE_VISAS, "recitals": WHERE_PREAMBLE, "preamble": WHERE_PREAMBLE, "closing": WHERE_CLOSING,
    "signatures": WHERE_CLOSING, "letterhead": WHERE_LETTERHEAD, "address": WHERE_LETTERHEAD,
}
"""What stands elsewhere stands in the margins."""
_GENDER = ".gender"


@dataclass(frozen=True, slots=True)
class Points:
    """`first` is the passage where each blank first stands, by its path, in the order of the text."""

    first: Mapping[str, str]
    spaces: tuple[str, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """The paths of the blanks as they are numbered; agreement with an unknown gender, for French alone, is last."""
        return tuple(sorted(self.first, key=lambda path: path.endswith(_GENDER)))


def find_points(blocks: Mapping[str, Sequence[Block]], outside: Mapping[FurnitureName, Passage]) -> Points:
    """The blanks and the ruled spaces of the slots, in the order of reading, then those of the margins."""
    first: dict[str, str] = {}
    spaces: dict[str, None] = {}
    passages = (run for slot in blocks.values() for block in slot for run in runs(block))
    for name, passage in chain(passages, outside.items()):
        for inline in inlines(passage):
            if isinstance(inline, Blank):
                first.setdefault(inline.path, name)
            elif isinstance(inline, RuledSpace):
                spaces.setdefault(inline.path)
    return Points(first, tuple(spaces))


def compose_lists(agreement: Agreement, points: Points) -> dict[str, tuple[Block, ...]]:
    """The short list below the title and the whole one at the end; nothing where nothing is open, nor in a final."""
    if agreement.state == "final":
        return {}
    items = tuple(
        OpenItem(number, _label(agreement, path), _where(agreement, points.first[path]))
        for number, path in enumerate(points.order, 1))
    found: dict[str, tuple[Block, ...]] = {}
    spaces = _spaces(agreement, points)
    if items:
        heading = agreement.say(HEADING)
        more = agreement.say(MORE, total=(Text(str(len(items)), ""),)) if len(items) > _SHOWN else ()
        found["open_items"] = (OpenItems("open_items", heading, items[:_SHOWN], more),)
        found["points"] = (OpenItems("points", heading, items, spaces),)
    elif spaces:
        found["points"] = (Paragraph("points.at_signing", "spaces", spaces),)
    return found


def _label(agreement: Agreement, path: str) -> Passage:
    state = agreement.edition.state(path) if not path.endswith(_GENDER) else None
    if isinstance(state, Unknown):
        return agreement.edition.say(state.label)
    detail = next(one.detail for one in agreement.edition.openings if one.kind == "blank" and one.path == path)
    return (Text(detail, ""),)


def _where(agreement: Agreement, passage: str) -> Passage:
    """The place of a passage: its clause, article or annex by number, else the part of the document."""
    steps = passage.split(".")
    while steps and ".".join(steps) not in agreement.targets:
        steps.pop()
    if steps:
        return agreement.refer(passage, (".".join(steps),), None, agreement.language)
    return agreement.say(_PLACES.get(passage.partition(".")[0], WHERE_MARGINS))


def _spaces(agreement: Agreement, points: Points) -> Passage:
    """What is left to write by hand when the convention is signed, which ends the list."""
    labels = [
        agreement.edition.say(state.label) for path in points.spaces
        if isinstance(state := agreement.edition.state(path), AtSigning)]
    if not labels:
        return ()
    return agreement.say(AT_SIGNING, spaces=write_list(labels, agreement.language, "legal"))
