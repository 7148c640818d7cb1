"""What every composer needs: its material, the furniture common to all kinds, and the closing of a document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.catalogs.catalogs import Catalogs
from dragoman.diagnostics import NOWHERE, Code, diagnostic
from dragoman.document.nodes import (
    Blank,
    Document,
    FurnitureName,
    Inline,
    LanguageTag,
    LineBreak,
    Link,
    PageCount,
    PageNumber,
    Paragraph,
    Properties,
    Role,
    Slot,
    State,
    Text,
)
from dragoman.document.projection import plain
from dragoman.document.slots import SlotRule
from dragoman.document.walk import document_inlines, number_blanks
from dragoman.errors import SourceError
from dragoman.facts import Attested, Date, Facts, Known, Telephone
from dragoman.images import Image
from dragoman.language.edition import Edition, Passage
from dragoman.languages import bcp47
from dragoman.names import Name
from dragoman.recipients import Recipient
from dragoman.sources.document_models import DocumentFile
from dragoman.sources.models import HouseFile, MissionFile
from dragoman.wording import Message

DRAFT_MARK = Message("common.draft_mark", "PROJET", note="En haut de chaque page d’un projet.")
DRAFT_TITLE = Message("common.draft_title", "(projet)", only="ja", note="Après le titre d’un projet japonais : （案）.")
PAGE_LABEL = Message("common.page_label", "page {page}/{pages}", note="À partir de la deuxième page.")

EMPTY_SLOT = Code(
    "CMP-001", "error", "« {slot} » est vide en {language}, et le document ne peut s’en passer",
    "traduisez les messages de cette partie et retirez « x-omit »",
)


@dataclass(frozen=True, slots=True)
class Material:
    """All that one document is composed from.

    `prose` are the project's messages by key, `images` its pictures by file. A letter is for its `recipient`, or for
    none yet: the model of the letters.
    """

    stem: str
    document: DocumentFile
    mission: MissionFile
    house: HouseFile
    facts: Facts
    names: Mapping[str, Name]
    prose: Mapping[str, Message]
    images: Mapping[str, Image]
    catalogs: Catalogs
    recipient: Recipient | None = None

    def edition(self, language: LanguageTag) -> Edition:
        return Edition(language, self.catalogs, self.facts, self.names)

    def message(self, *steps: str) -> Message:
        """The project's message at a path of this document's file."""
        return self.prose[".".join((self.stem, *steps))]


@dataclass(frozen=True, slots=True)
class Composed:
    """A document, and the paths that this language may do without (a translator's right, by `optional` or `x-omit`)."""

    document: Document
    waived: frozenset[str] = field(default_factory=frozenset)


def furniture(
    material: Material, edition: Edition, running_head: Passage, state: State,
) -> dict[FurnitureName, Passage]:
    """The letterhead with issuer and address, the running head, the page label, the foot and, in a draft, its mark."""
    found: dict[FurnitureName, Passage] = {
        "letterhead": edition.fact(material.house.name),
        "running_head": running_head,
        **marks(edition, state),
    }
    if address := _address(material, edition):
        found["address"] = address
    if material.house.footer is not None:
        found["footer_line"] = edition.say(material.prose["house.footer"])
    return found


def marks(edition: Edition, state: State) -> dict[FurnitureName, Passage]:
    """The page label and, in a draft, its mark: what no document goes without."""
    page, pages = (PageNumber(),), (PageCount(),)
    found: dict[FurnitureName, Passage] = {"page_label": edition.say(PAGE_LABEL, page=page, pages=pages)}
    if state == "draft":
        found["draft_mark"] = edition.require(DRAFT_MARK)
    return found


def _address(material: Material, edition: Edition) -> Passage:
    """The service and its address, line by line."""
    service = edition.say(material.prose["house.service"]) if material.house.service is not None else ()
    address = edition.fact("house.address") if material.house.address is not None else ()
    return (*service, LineBreak(), *address) if service and address else service or address


def draft_title(edition: Edition, title: Passage, state: State) -> Passage:
    """A Japanese draft says so after its title too."""
    if state == "draft" and edition.language == "ja":
        return (*title, *edition.say(DRAFT_TITLE))
    return title


def properties(edition: Edition, title: Passage, subject: Passage, issuer: str, date: str) -> Properties:
    known = edition.state(date)
    day = known.value.day.isoformat() if isinstance(known, Known) and isinstance(known.value, Date) else None
    author = plain(edition.fact(issuer))
    return Properties(plain(title), plain(subject), author, bcp47(edition.language), day)


def close(
    material: Material, edition: Edition, rules: tuple[SlotRule, ...], blocks: Mapping[str, Slot], *,
    state: State, outside: Mapping[FurnitureName, Passage], about: Properties, order: Sequence[str] = (),
) -> Composed:
    """Put the slots into the declared order and number the blanks: first those of `order`, then as they are read.

    Raises SourceError for every wrong placeholder and every required slot with nothing in it.
    """
    slots = tuple(blocks.get(rule.name, Slot(rule.name, ())) for rule in rules)
    empty = [
        diagnostic(EMPTY_SLOT, NOWHERE, material.stem, slot=slot.name, language=edition.language)
        for rule, slot in zip(rules, slots, strict=True) if rule.required and not slot.blocks]
    if found := [*edition.faults, *empty]:
        raise SourceError(one for number, one in enumerate(found) if one not in found[:number])
    document = Document(
        material.document.kind, material.stem, edition.language, state, slots, outside, about, edition.openings,
        edition.accepted,
    )
    return Composed(_numbered(document, order), frozenset(edition.waived))


def _numbered(document: Document, order: Sequence[str]) -> Document:
    """Number the blanks as if those of `order` stood before all others; only those that the document has count."""
    present = {inline.path for inline in document_inlines(document) if isinstance(inline, Blank)}
    ahead = Paragraph("", "text", tuple(Blank(path, 1, ()) for path in order if path in present))
    numbered = number_blanks(replace(document, slots=(Slot("", (ahead,)), *document.slots)))
    return replace(numbered, slots=numbered.slots[1:])


def linked(edition: Edition, path: str) -> Passage:
    """A number or an address that a click calls or writes to; a blank leads nowhere."""
    words = edition.fact(path)
    match edition.state(path):
        case Known(value=Telephone(number)):
            return (Link(f"tel:{number}", words),)
        case Known(value=Attested(text)):
            return (Link(f"mailto:{text}", words),)
        case _:
            return words


def joined(*passages: Passage, by: str) -> Passage:
    """Passages one after the other, with a piece of punctuation between them."""
    result: list[Inline] = []
    for number, passage in enumerate(passages):
        if number:
            result.append(Text(by, ""))
        result.extend(passage)
    return tuple(result)


def numbered(name: str, role: Role, passages: Iterable[Passage]) -> Iterator[Paragraph]:
    """Paragraphs of one role but empty ones; the first is called `name`, the others `name.2`, `name.3` and so on."""
    for number, words in enumerate(filter(None, passages), 1):
        yield Paragraph(name if number == 1 else f"{name}.{number}", role, words)
