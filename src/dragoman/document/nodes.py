"""The Document: an immutable tree bound to one language and one state.

Blocks and inlines are one closed union each; a writer matches every member and ends in `assert_never`. A new
member is added here and mypy then names every place that must learn it.
"""

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dragoman.document import codec
from dragoman.document.event import Event
from dragoman.document.inlines import (
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
    Reference,
    Ruby,
    RuledSpace,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.legal_blocks import (
    Annex,
    Article,
    Clause,
    Force,
    OpenItem,
    OpenItems,
    Recital,
    Signature,
    SignatureLine,
    Signatures,
    Table,
)

__all__ = [
    "Acceptance", "Annex", "Article", "Blank", "Block", "Clause", "Contact", "Contacts", "Day", "Digits",
    "Document", "Entry", "Event", "Fact", "Force", "Foreign", "FurnitureName", "Heading", "Inline", "Item", "Items",
    "KeyFigure", "KeyFigures", "LanguageTag", "LineBreak", "Link", "NoteCall", "OpenItem", "OpenItems", "Opening",
    "PageCount", "PageNumber", "Paragraph", "Parallel", "Particular", "Particulars", "Picture", "Programme",
    "Properties", "Quote", "Recital", "Reference", "Role", "Row", "Ruby", "RuledSpace", "SideBox", "Signature",
    "SignatureLine", "Signatures", "Slot", "State", "Strong", "Superscript", "Table", "Text", "Untranslated",
]
"""Every node, wherever it is defined: the others of the package import them from here."""

LanguageTag: TypeAlias = Literal["fr", "en", "ja"]
State: TypeAlias = Literal["draft", "final"]

# --- blocks ----------------------------------------------------------------------------------------------------

Role: TypeAlias = Literal[
    "embargo", "label", "release_status", "date", "addressee", "issuer", "dateline", "subtitle", "notice", "lede",
    "text", "box_text", "quote", "speaker", "office", "end_mark", "link", "about", "version", "party", "side",
    "together", "visa", "hinge", "closing", "contents", "spaces", "addressee_name", "sender", "subject", "salutation",
    "opening", "text_below_hand", "complimentary_close", "closing_word", "signatory_office",
    "signatory_office_below_hand", "signatory", "signatory_below_hand", "reply", "details_mark", "detail", "annotation",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title, 2 a section's, 3 a side box's; levels are never skipped."""

    id: str
    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its role decides its style."""

    id: str
    role: Role
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """`lead` (« environ », or nothing) stands small before `value`; `caption` says what is counted."""

    id: str
    lead: tuple[Inline, ...]
    value: tuple[Inline, ...]
    caption: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """One row of three or four figures (two rows for more); `label` is its description for assistive technology."""

    id: str
    label: tuple[Inline, ...]
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a programme; `place` may be empty."""

    id: str
    place: tuple[Inline, ...]
    event: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The entries under one printed date."""

    id: str
    date: tuple[Inline, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A table of dates, places and events. `columns` are the three headings; `label` describes the table."""

    id: str
    label: tuple[Inline, ...]
    columns: tuple[tuple[Inline, ...], tuple[Inline, ...], tuple[Inline, ...]]
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A numbered list; its numbers (1, 2, 3 …) are automatic in Word and belong to the projection."""

    id: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class SideBox:
    """A panel beside the story; `heading` is of level 3, the paragraphs have the role `box_text`."""

    id: str
    heading: Heading
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words: paragraphs of the roles `quote`, `speaker` and `office`, in the order of the language."""

    id: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the project: `asset` is its file, `digest` the file's SHA-256, width and height are in pixels.

    `alt` says what it shows to whoever does not see it; `caption` and `credit` are printed beneath.
    """

    id: str
    asset: str
    digest: str
    width: int
    height: int
    alt: tuple[Inline, ...]
    caption: tuple[Inline, ...]
    credit: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Particular:
    id: str
    label: tuple[Inline, ...]
    text: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Particulars:
    """Practical facts, each under its label (date, place, access …); `label` describes the whole."""

    id: str
    label: tuple[Inline, ...]
    rows: tuple[Particular, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask; `lines` are an office, a telephone, an address, each a passage."""

    id: str
    name: tuple[Inline, ...]
    lines: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts in two columns, row by row; `label` describes the whole."""

    id: str
    label: tuple[Inline, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side in a bilingual edition: at each side a block, or nothing that the other says."""

    id: str
    left: "Block | None"
    right: "Block | None"


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two editions of one document side by side, in rows; `heads` say of each column its language and its status.

    `label` describes the whole. The words of the right column are Foreign, and its ids end in `@` and its language.
    """

    id: str
    label: tuple[Inline, ...]
    heads: tuple[tuple[Inline, ...], tuple[Inline, ...]]
    rows: tuple[Row, ...]


Block: TypeAlias = (
    Heading | Paragraph | KeyFigures | Programme | Items | SideBox | Quote | Picture | Particulars | Contacts | Recital
    | Article | Clause | Annex | Table | Signatures | OpenItems | Parallel
)
"""A clause is a block of its own in a row of a bilingual edition alone; elsewhere it belongs to its article."""

# --- the whole -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """A named place of the shell and what stands there; empty when the document has nothing for it."""

    name: str
    blocks: tuple[Block, ...]


FurnitureName: TypeAlias = Literal[
    "letterhead", "address", "running_head", "embargo", "draft_mark", "version_line", "status_banner",
    "footer_line", "page_label",
]


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; `date` is ISO 8601 or None where unknown."""

    title: str
    subject: str
    author: str
    language: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Opening:
    """A point that keeps a document from being final.

    `path` is the path of the fact, the key of the message, the id of the quote or of the name; `detail` is its label
    or reason.
    """

    kind: Literal["blank", "missing", "fuzzy", "unapproved_quote", "unchecked_name"]
    path: str
    detail: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An opening that somebody answered for: never silent, listed in the build table and the manifest."""

    opening: Opening
    by: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """A composed document. `kind` and `name` (the file's stem) say which, `language` and `state` which edition.

    A bilingual edition has its right column in the language `beside`, a letter the key of its `recipient` and the
    `event` that it invites to; a `vertical` one is set in lines from the top down. After composition nothing is
    translated or formatted.
    """

    kind: str
    name: str
    language: LanguageTag
    state: State
    slots: tuple[Slot, ...]
    furniture: Mapping[FurnitureName, tuple[Inline, ...]]
    properties: Properties
    openings: tuple[Opening, ...]
    accepted: tuple[Acceptance, ...]
    beside: LanguageTag | None = None
    recipient: str | None = None
    event: Event | None = None
    vertical: bool = False

    @property
    def edition(self) -> str:
        """The language, or the two of a bilingual edition: `fr`, `fr+ja`."""
        return self.language if self.beside is None else f"{self.language}+{self.beside}"

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Every blank once, by number."""
        found = {node.number: node for node in codec.descend((self.slots, self.furniture)) if isinstance(node, Blank)}
        return tuple(found[number] for number in sorted(found))

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON without furniture: what the document says, whatever its margins show."""
        return hashlib.sha256(dataclasses.replace(self, furniture={}).to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """The document as canonical JSON."""
        return codec.dumps(self)

    @classmethod
    def from_json(cls, text: str) -> "Document":
        """Rebuild a document from its JSON. Raises SourceError when the text is not one."""
        return codec.loads(text, cls)
