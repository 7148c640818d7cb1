"""Read a Word file, from anywhere: what a person would read in it, and what it says of itself.

The reader shares nothing with the writer.
"""

import hashlib
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from lxml import etree

from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import ContentLost
from dragoman.readback.docx_walk import Anchored, FieldResult, Passage, R, Walk
from dragoman.readback.numbering import Numbering, W, is_on

UNREADABLE = Code("RBD-001", "error", "le fichier Word écrit ne se relit pas : {reason}")

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PARTS = 64
"""How many parts are remembered, styles, headers and the like, which the files of one shell have in common."""
_NOTE_KINDS = ("footnote", "endnote")

Pages: TypeAlias = Literal["first", "default", "even"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands in the headers and footers of one kind of pages of a section; sections count from 1."""

    section: int
    pages: Pages
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A Word file as read: its paragraphs in order, furniture by section and kind of pages, table descriptions.

    `pictures` are those of the body by the SHA-256 of their files, `properties` those of the file by their element's
    name, `custom` those of its own by their name. `fields` are in the order of their ends, `bookmarks` and `controls`
    say what the body's anchors hold, by name and by tag.
    """

    passages: tuple[Passage, ...]
    furniture: tuple[Furniture, ...]
    descriptions: tuple[str, ...]
    pictures: tuple[str, ...]
    properties: Mapping[str, str]
    custom: Mapping[str, str]
    fields: tuple[FieldResult, ...]
    bookmarks: Mapping[str, Anchored]
    controls: Mapping[str, Anchored]

    @property
    def body(self) -> tuple[str, ...]:
        """The texts of the paragraphs that have any, each note after the block that calls it."""
        return tuple(passage.text for passage in self.passages)

    @property
    def readings(self) -> tuple[str, ...]:
        return tuple(reading for passage in self.passages for reading in passage.readings)

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(span.language for passage in self.passages for span in passage.spans)


def read_docx(data: bytes) -> Reading:
    """Read a Word file. Raises ContentLost where it is no file that Word would open."""
    try:
        package = _Package(data)
        body = package.main.find(f"{W}body")
        if body is None:
            raise ContentLost([diagnostic(UNREADABLE, reason="w:body")])
        styles = package.part("styles")
        walk = Walk(Numbering(package.part("numbering"), styles), styles, package.notes())
        passages = tuple(_printed(walk, body))
        fields, bookmarks, controls = tuple(walk.fields), dict(walk.bookmarks), dict(walk.controls)
        pictures = tuple(map(package.digest, walk.pictures))
        furniture = tuple(_furniture(package, walk))
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise ContentLost([diagnostic(UNREADABLE, reason=error)]) from error
    return Reading(
        passages, furniture, tuple(walk.descriptions), pictures, package.properties(), package.custom(), fields,
        bookmarks, controls)


class _Package:
    """The parts of a Word file, found by their relationships."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._members = {name: archive.read(name) for name in archive.namelist()}
        roots = dict(self._targets("").values())
        self._core = roots.get("core-properties", "")
        self._custom = roots.get("custom-properties", "")
        self._name = roots["officeDocument"]
        self._related = self._targets(self._name)
        self.main = _new_tree(self._members[self._name])

    def _parsed(self, name: str) -> etree._Element:
        """The tree of a part that files may have in common; nobody changes it."""
        return _tree(self._members[name])

    def _targets(self, name: str) -> dict[str, tuple[str, str]]:
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self._members:
            return {}
        return {
            r.get("Id", ""): (
                r.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, r.get("Target", ""))).lstrip("/"),
            )
            for r in self._parsed(rels).iter(_RELATIONSHIP) if r.get("TargetMode") != "External"
        }

    def part(self, kind: str) -> etree._Element | None:
        name = next((target for one, target in self._related.values() if one == kind), None)
        return None if name is None else self._parsed(name)

    def related(self, identifier: str) -> etree._Element:
        return self._parsed(self._related[identifier][1])

    def digest(self, identifier: str) -> str:
        """The SHA-256 of a part of the body, in hexadecimal."""
        return hashlib.sha256(self._members[self._related[identifier][1]]).hexdigest()

    def notes(self) -> dict[tuple[str, str], etree._Element]:
        found: dict[tuple[str, str], etree._Element] = {}
        for kind in _NOTE_KINDS:
            root = self.part(f"{kind}s")
            if root is not None:
                found |= {(kind, note.get(f"{W}id", "")): note for note in root.iter(f"{W}{kind}")}
        return found

    def properties(self) -> dict[str, str]:
        if self._core not in self._members:
            return {}
        root = _new_tree(self._members[self._core])
        return {etree.QName(e).localname: e.text or "" for e in root.iter(etree.Element) if e.text}

    def custom(self) -> dict[str, str]:
        if self._custom not in self._members:
            return {}
        return {one.get("name", ""): "".join(map(str, one.itertext())) for one in self._parsed(self._custom)}


def _new_tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


_tree = lru_cache(_PARTS)(_new_tree)


def _printed(walk: Walk, container: etree._Element) -> Iterator[Passage]:
    return (passage for passage in walk.blocks(container) if passage.text)


def _furniture(package: _Package, walk: Walk) -> Iterator[Furniture]:
    """Headers and footers of each section; a section without its own has those of the section before."""
    settings = package.part("settings")
    even = settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))
    current: dict[tuple[str, str], str] = {}
    for number, section in enumerate(package.main.iter(f"{W}sectPr"), 1):
        for part in ("header", "footer"):
            for reference in section.iterfind(f"{W}{part}Reference"):
                current[part, reference.get(f"{W}type", "default")] = reference.get(f"{R}id", "")
        kinds: list[Pages] = ["default"]
        if is_on(section.find(f"{W}titlePg")):
            kinds.insert(0, "first")
        if even:
            kinds.append("even")
        for kind in kinds:
            parts = [current[part, kind] for part in ("header", "footer") if (part, kind) in current]
            passages = tuple(p for part in parts for p in _printed(walk, package.related(part)))
            yield Furniture(number, kind, passages)
