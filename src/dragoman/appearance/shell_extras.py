"""What a document adds to its shell beside words: lists that start again, footnotes, properties of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import InternalError

NO_PLACE = Code("SHL-033", "error", "la partie {part} du gabarit n’a pas la forme attendue")

FOOTNOTES = "footnotes.xml"
CUSTOM = "docProps/custom.xml"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


@dataclass(frozen=True, slots=True)
class StartedList:
    """A list of the document's own: its number, the definition it follows, and what its first level starts at."""

    number: int
    definition: int
    start: int = 1


@dataclass(frozen=True, slots=True)
class Extras:
    """`footnotes` are w:footnote elements, `custom` the part of custom properties; empty where there are none."""

    lists: tuple[StartedList, ...] = ()
    footnotes: str = ""
    custom: str = ""

    @property
    def any(self) -> bool:
        return bool(self.lists or self.footnotes or self.custom)


def numbered(numbering: bytes, lists: tuple[StartedList, ...]) -> bytes:
    """Add lists to the part that holds them."""
    added = "".join(
        f'<w:num w:numId="{one.number}"><w:abstractNumId w:val="{one.definition}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{one.start}"/></w:lvlOverride></w:num>' for one in lists
    )
    head, end, tail = numbering.rpartition(b"</w:num>")
    return head + end + added.encode() + tail


def with_footnotes(part: bytes, footnotes: str) -> bytes:
    """Add footnotes to a shell's part of them."""
    head, end, tail = part.rpartition(b"</w:footnotes>")
    if not end:
        raise InternalError([diagnostic(NO_PLACE, part=FOOTNOTES)])
    return head + footnotes.encode() + end + tail


def with_custom(members: Mapping[str, bytes], types: str, custom: str) -> dict[str, bytes]:
    """The package's parts with that of custom properties; `members` hold types and relationships of the package."""
    relationship = (
        f'<Relationship Id="dragomanCustom" Type="{_OFFICE}/custom-properties" Target="{CUSTOM}"/>')
    override = f'<Override PartName="/{CUSTOM}" ContentType="{_CUSTOM_TYPE}"/>'
    return {
        types: _before_end(members[types], b"</Types>", override),
        "_rels/.rels": _before_end(members["_rels/.rels"], b"</Relationships>", relationship),
        CUSTOM: custom.encode(),
    }


def _before_end(part: bytes, end: bytes, markup: str) -> bytes:
    head, found, tail = part.rpartition(end)
    if not found:
        raise InternalError([diagnostic(NO_PLACE, part=end.decode())])
    return head + markup.encode() + found + tail
