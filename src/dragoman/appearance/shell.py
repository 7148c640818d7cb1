"""The Word shell of a kind and language: checked, then compiled once, then filled for each document.

docxtpl opens the shell and patches its parts; from then on a document costs one run of each compiled part. What a
document does not change stays deflated. The parts that result equal docxtpl's own.
"""

import io
import posixpath
import threading
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pyexpat import ExpatError, ParserCreate
from typing import Self, TypeAlias, get_args

from docxtpl import DocxTemplate
from jinja2 import Template
from lxml import etree

from dragoman.appearance.look import Look
from dragoman.appearance.sandbox import Admitted, StrictEnvironment, Value, Written, admitted, compiled, filled
from dragoman.appearance.shell_archive import Archive, Member, deflated, stored
from dragoman.appearance.shell_extras import Extras, StartedList, numbered, with_custom, with_footnotes
from dragoman.appearance.shell_media import with_pictures, with_types
from dragoman.appearance.shell_package import unpacked
from dragoman.appearance.shell_prepared import Prepared, StyleIds, prepared
from dragoman.appearance.shell_slots import SlotModel
from dragoman.diagnostics import Code, Position, diagnostic
from dragoman.document.nodes import FurnitureName
from dragoman.document.slots import SlotRule
from dragoman.errors import InternalError
from dragoman.images import Image

ILL_FORMED = Code("SHL-032", "error", "la partie {part} serait du XML mal formé : {reason}")

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "[Content_Types].xml"
_PACKAGE = "_rels/.rels"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


_Source: TypeAlias = tuple[bytes, str, tuple[SlotRule, ...], Look, Image | None, Look | None]
"""What a shell is opened from."""
_Furniture: TypeAlias = tuple[tuple[str, Value], ...]
_FURNITURE: tuple[FurnitureName, ...] = get_args(FurnitureName)
_OUTSIDES = 16
"""How many sets of headers and footers a shell keeps."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that documents change: its compiled middle between what never changes."""

    name: str
    head: str
    template: Template
    tail: str


class Shell:
    """A compiled shell. It is immutable, serves several threads, and is opened anew where it is unpickled."""

    def __init__(
        self, data: bytes, name: str, rules: tuple[SlotRule, ...], look: Look, logo: Image | None = None,
        right: Look | None = None,
    ) -> None:
        self._source: _Source = (data, name, rules, look, logo, right)
        self._prepared: Prepared = prepared(unpacked(data, name), name, rules, look, logo, right)
        self._docx = packed(self._prepared.members)
        opened = DocxTemplate(io.BytesIO(self._docx))
        opened.init_docx()
        self._core = _core_name(opened)
        self._parts = tuple(_parts(opened, name))
        static = _static_members(opened, {self._core, *(part.name for part in self._parts)})
        self._folder, base = posixpath.split(self._parts[0].name)
        self._relationships = posixpath.join(self._folder, "_rels", f"{base}.rels")
        self._archive = Archive(static)
        varying = [_TYPES, _PACKAGE, self._relationships, self._prepared.numbering, self._prepared.footnotes]
        self._varying = {part: static.pop(part) for part in varying if part in static}
        self._rest = Archive(static)
        self._outside: dict[_Furniture, tuple[Member, ...]] = {}
        self._lock = threading.Lock()

    @classmethod
    def open(
        cls, data: bytes, name: str, rules: tuple[SlotRule, ...], look: Look, logo: Image | None = None,
        right: Look | None = None,
    ) -> Self:
        """Check and compile the Word file `data`, called `name` in messages.

        `rules` are the slots it must offer, in order; `look` gives the styles it must have and the accent it takes;
        `logo` stands at the letterhead's place, and the letterhead's words above the address; `right` is the look of
        the right column of a bilingual edition.
        Raises TemplateError with every fault found: in the package first, then in tags and styles.
        """
        return cls(data, name, rules, look, logo, right)

    def __reduce__(self) -> tuple[type["Shell"], _Source]:
        return Shell, self._source

    @property
    def has_logo(self) -> bool:
        return self._source[4] is not None

    @property
    def docx(self) -> bytes:
        """The shell as docxtpl sees it: a Word file whose tags have become plain Jinja."""
        return self._docx

    @property
    def slots(self) -> Mapping[str, SlotModel]:
        return self._prepared.slots

    @property
    def styles(self) -> StyleIds:
        return self._prepared.styles

    @property
    def beside(self) -> StyleIds | None:
        """The styles of the right column of a bilingual edition."""
        return self._prepared.beside

    def list_number(self, index: int) -> int:
        """The number (w:numId) of the document's list `index`, counted from 1; each list starts again at 1."""
        items = self._prepared.styles.items
        return items.number if index == 1 else items.highest + index - 1

    def picture_relationship(self, index: int) -> str:
        """The id by which the body finds the document's picture `index`, counted from 1."""
        return f"dragomanPicture{index}"

    def filled(
        self, slots: Mapping[str, str], furniture: Mapping[str, str], core: str, lists: int,
        pictures: Sequence[Image] = (), extras: Extras | None = None,
    ) -> bytes:
        """Return the Word file: `slots` and `furniture` are WordprocessingML, `core` the core properties part.

        `lists` is the number of numbered lists; `pictures` are numbered by their order; `extras` what else the
        document adds. Raises InternalError where a part would not be well-formed.
        """
        extras = extras or Extras()
        body, *outside = self._parts
        values = self.context(slots, furniture)
        written = (
            self._written(body, admitted(values)), *self._furnished(outside, values["furniture"]),
            deflated(self._core, _strict(self._core, core)))
        if lists <= 1 and not pictures and not extras.any:
            return self._archive.completed(written)
        varied = {**self._varying, **self._added(lists, extras)}
        media = {f"media/dragoman-{n}.{image.suffix}": image for n, image in enumerate(pictures, 1)}
        if media:
            targets = {self.picture_relationship(n): target for n, target in enumerate(media, 1)}
            varied[self._relationships] = with_pictures(varied[self._relationships], targets)
            varied[_TYPES] = with_types(varied[_TYPES], tuple(pictures))
        return self._rest.completed((
            *(deflated(name, data) for name, data in varied.items()), *written,
            *(stored(posixpath.join(self._folder, target), image.data) for target, image in media.items())))

    def _furnished(self, parts: Sequence[_Part], furniture: Mapping[str, Value]) -> tuple[Member, ...]:
        """The headers and footers, which the letters of a batch have in common: they hold furniture alone."""
        key = tuple(furniture.items())
        found = self._outside.get(key)
        if found is None:
            values = admitted({"furniture": furniture})
            found = tuple(self._written(part, values) for part in parts)
            with self._lock:
                if len(self._outside) >= _OUTSIDES:
                    del self._outside[next(iter(self._outside))]
                self._outside[key] = found
        return found

    def _written(self, part: _Part, values: Admitted) -> Member:
        markup = part.head + filled(part.template, values, self._source[1]) + part.tail
        return deflated(part.name, _strict(part.name, markup))

    def context(self, slots: Mapping[str, str], furniture: Mapping[str, str]) -> dict[str, dict[str, Written | bool]]:
        """What the shell's Jinja may name; a slot without content leaves what its place cannot do without."""
        return {
            "slots": {name: Written(slots.get(name) or self._empty(model)) for name, model in self.slots.items()},
            "filled": {name: bool(slots.get(name)) for name in self.slots},
            "furniture": {name: Written(furniture.get(name, "")) for name in _FURNITURE},
        }

    def _empty(self, model: SlotModel) -> str:
        """Nothing, or the paragraph that a cell must end with or that carries a section break."""
        if not model.section and not (model.in_cell and model.last):
            return ""
        style = self.styles.paragraphs["spacer"]
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{model.section}</w:pPr></w:p>'

    def _added(self, lists: int, extras: Extras) -> dict[str, bytes]:
        """The parts that lists, footnotes and properties of a document change."""
        definition, name = self._prepared.styles.items.definition, self._prepared.numbering
        started = [StartedList(self.list_number(index), definition) for index in range(2, lists + 1)]
        found = {name: numbered(self._varying[name], (*started, *extras.lists))}
        if extras.footnotes:
            notes = self._prepared.footnotes
            found[notes] = _strict(notes, with_footnotes(self._varying[notes], extras.footnotes).decode())
        if extras.custom:
            found |= with_custom(self._varying, _TYPES, extras.custom)
        return found


def packed(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _core_name(opened: DocxTemplate) -> str:
    opened.docx.core_properties  # noqa: B018 - python-docx makes the part where it is lacking
    name: str = opened.docx.part.package.part_related_by(_CORE).partname
    return name.lstrip("/")


def _parts(opened: DocxTemplate, file: str) -> Iterator[_Part]:
    environment = StrictEnvironment()
    whole: str = etree.tostring(opened.docx.element, encoding="unicode")
    head, _, rest = whole.partition("<w:body")
    body: str = opened.patch_xml(opened.get_xml())
    yield _Part(
        str(opened.docx.part.partname).lstrip("/"), DECLARATION + head, compiled(environment, body, file),
        rest.rpartition("</w:body>")[2],
    )
    for kind in (opened.HEADER_URI, opened.FOOTER_URI):
        for _, part in opened.get_headers_footers(kind):
            markup: str = opened.patch_xml(opened.get_part_xml(part))
            yield _Part(str(part.partname).lstrip("/"), DECLARATION, compiled(environment, markup, file), "")


def _static_members(opened: DocxTemplate, dynamic: set[str]) -> dict[str, bytes]:
    buffer = io.BytesIO()
    opened.docx.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name not in dynamic}


def _strict(part: str, markup: str) -> bytes:
    """Encode a part and parse it strictly: nothing leaves that a reader would have to mend."""
    try:
        data = markup.encode()
        ParserCreate().Parse(data, True)  # noqa: FBT003 - expat's own signature
    except (ExpatError, UnicodeEncodeError) as error:
        raise InternalError([diagnostic(ILL_FORMED, Position(), part=part, reason=error)]) from error
    return data
