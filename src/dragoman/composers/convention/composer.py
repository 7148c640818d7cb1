"""The composition of a convention: what stands in each slot, and in its margins."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from dragoman.composers.convention.agreement import Agreement, open_agreement
from dragoman.composers.convention.annexes import compose_annexes
from dragoman.composers.convention.articles import compose_articles
from dragoman.composers.convention.contents import compose_contents
from dragoman.composers.convention.open_items import Points, compose_lists, find_points
from dragoman.composers.convention.parties import compose_hinge, compose_parties, compose_preamble
from dragoman.composers.convention.signing import compose_closing, compose_signatures, word_initials
from dragoman.composers.convention.slots import SLOTS
from dragoman.composers.convention.versions import word_banner, word_version
from dragoman.composers.parts import Composed, Material, close, draft_title, furniture, properties
from dragoman.document.nodes import Block, FurnitureName, Heading, LanguageTag, LineBreak, Paragraph, Slot, State
from dragoman.language.edition import Passage
from dragoman.sources.convention_models import ConventionFile
from dragoman.wording import Message

TITLE = Message(
    "convention.title", "Convention de partenariat",
    note="En anglais « Partnership Agreement » : « convention » y dirait un traité. En japonais 連携協定書.",
)


def compose(material: Material, language: LanguageTag, state: State) -> Composed:
    """Compose a convention.

    Raises SourceError for articles that the library does not have, references to what is not there, and wrong
    placeholders.
    """
    match material.document:
        case ConventionFile() as file:
            pass
        case other:
            raise TypeError(other.kind)
    agreement = open_agreement(material, file, language, state)
    body = _body(agreement)
    outside = _outside(agreement, body)
    own = find_points(body, outside)
    points = own if language == "fr" else _points(open_agreement(material, file, "fr", state))
    blocks = body | compose_lists(agreement, _shared(points, own))
    blocks["contents"] = tuple(compose_contents(agreement, (*body["articles"], *body["annexes"])))
    slots = {name: Slot(name, tuple(stood)) for name, stood in blocks.items()}
    about = properties(
        agreement.edition, _passage(body, "title"), _passage(body, "subtitle"), material.house.name,
        "convention.version.date")
    return close(
        material, agreement.edition, SLOTS[language], slots, state=state, outside=outside, about=about,
        order=points.order)


def _points(agreement: Agreement) -> Points:
    body = _body(agreement)
    return find_points(body, _outside(agreement, body))


def _shared(french: Points, own: Points) -> Points:
    """The points of this edition under their French numbers; agreement with an unknown gender is for French alone."""
    return Points({path: french.first[path] for path in french.order if path in own.first}, own.spaces)


def _body(agreement: Agreement) -> dict[str, tuple[Block, ...]]:
    return {rule.name: tuple(_PARTS[rule.name](agreement)) for rule in SLOTS[agreement.language] if rule.name in _PARTS}


def _compose_title(agreement: Agreement) -> Iterator[Block]:
    own = agreement.file.title is not None
    words = agreement.own("title", "title") if own else agreement.say(TITLE)
    yield Heading("title", 1, draft_title(agreement.edition, words, agreement.state))


def _compose_subtitle(agreement: Agreement) -> Iterator[Block]:
    if agreement.file.subtitle is not None:
        yield Paragraph("subtitle", "subtitle", agreement.own("subtitle", "subtitle"))


def _compose_version(agreement: Agreement) -> Iterator[Block]:
    yield Paragraph("version", "version", word_version(agreement))


def _compose_articles(agreement: Agreement) -> Iterator[Block]:
    yield from compose_hinge(agreement)
    yield from compose_articles(agreement)


_PARTS: Mapping[str, Callable[[Agreement], Iterable[Block]]] = {
    "title": _compose_title,
    "subtitle": _compose_subtitle,
    "version": _compose_version,
    "parties": compose_parties,
    "preamble": compose_preamble,
    "articles": _compose_articles,
    "closing": compose_closing,
    "signatures": compose_signatures,
    "annexes": compose_annexes,
}
"""What stands in each slot but the lists of open points, which follow from the others."""


def _passage(body: Mapping[str, tuple[Block, ...]], slot: str) -> Passage:
    match body[slot]:
        case (Heading(children=words) | Paragraph(children=words), *_):
            return words
        case _:
            return ()


def _outside(agreement: Agreement, body: Mapping[str, tuple[Block, ...]]) -> dict[FurnitureName, Passage]:
    """The running head is the title; the version stands on every page, and so do initials and a banner."""
    found = furniture(agreement.material, agreement.edition, _passage(body, "title"), agreement.state)
    found["version_line"] = _passage(body, "version")
    if initials := word_initials(agreement):
        foot = found.get("footer_line", ())
        found["footer_line"] = (*initials, LineBreak(), *foot) if foot else initials
    banner = word_banner(agreement)
    return {**found, "status_banner": banner} if banner else found
