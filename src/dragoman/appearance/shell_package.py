"""Open a Word file that somebody else made, as members, and refuse what no shell may hold.

Everything is an allow list: kinds of members, kinds of relationships, addresses, fields (SAFETY of the package:
bombs, document types, remote content, macros, embedded objects).
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.errors import TemplateError
from dragoman.limits import SHELL_BYTES, SHELL_MEMBERS, SHELL_RATIO, SHELL_UNPACKED_BYTES

TOO_LARGE = Code(
    "SHL-001", "error", "le gabarit pèse {size} octets, la limite est {limit}", "retirez les images lourdes",
)
NOT_WORD = Code(
    "SHL-002", "error", "ce fichier n’est pas un document Word : {reason}", "enregistrez-le au format .docx",
)
TOO_MANY_MEMBERS = Code("SHL-003", "error", "le gabarit contient {count} fichiers, la limite est {limit}")
UNPACKED_TOO_LARGE = Code("SHL-004", "error", "décompressé, le gabarit pèse {size} octets, la limite est {limit}")
BOMB = Code(
    "SHL-005", "error", "« {member} » se décompresse plus de {limit} fois", "n’utilisez pas ce fichier, il est piégé",
)
DUPLICATE = Code("SHL-006", "error", "« {member} » s’y trouve deux fois", "enregistrez le gabarit à nouveau avec Word")
DOCUMENT_TYPE = Code(
    "SHL-007", "error", "« {member} » déclare un DOCTYPE", "enregistrez le gabarit à nouveau avec Word",
)
EXTERNAL = Code(
    "SHL-008", "error", "« {member} » renvoie à l’extérieur : {target}",
    "seuls les liens http, https et mailto sont permis ; incorporez les images et détachez le modèle",
)
FORBIDDEN = Code(
    "SHL-009", "error", "« {member} » n’a pas sa place dans un gabarit ({kind})",
    "retirez macros, objets incorporés, commentaires et contenus liés",
)
MALFORMED = Code("SHL-010", "error", "« {member} » n’est pas du XML bien formé", "enregistrez-le à nouveau avec Word")
FIELD = Code(
    "SHL-011", "error", "« {member} » contient un champ de Word : {field}",
    "retirez-le ; les numéros de page viennent de la balise furniture.page_label",
)
STRANGER = Code(
    "SHL-012", "error", "« {member} » n’est pas d’un type qu’un gabarit peut contenir",
    "un gabarit ne contient que du texte, des polices et des images PNG ou JPEG",
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
IMAGE = _OFFICE + "image"
_METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
_RELATIONSHIPS = frozenset(
    {_OFFICE + kind for kind in (
        "officeDocument", "extended-properties", "custom-properties", "styles", "settings", "webSettings", "fontTable",
        "font", "numbering", "theme", "header", "footer", "footnotes", "endnotes", "image", "hyperlink", "customXml",
        "customXmlProps",
    )}
    | {_METADATA + "core-properties", _METADATA + "thumbnail"},
)
_EXTENSIONS = frozenset({"xml", "rels", "png", "jpg", "jpeg", "odttf"})
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def unpacked(data: bytes, file: str) -> dict[str, bytes]:
    """Return the members of a Word file by name. Raises TemplateError with every fault found in the package."""
    if len(data) > SHELL_BYTES:
        raise TemplateError([diagnostic(TOO_LARGE, Position(file), size=len(data), limit=SHELL_BYTES)])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            faults = [*_archive_faults(entries, file)]
            if faults:
                raise TemplateError(faults)
            members = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeError) as error:
        raise TemplateError([diagnostic(NOT_WORD, Position(file), reason=error)]) from error
    faults = [*_member_faults(members, file)]
    if faults:
        raise TemplateError(faults)
    return members


def _archive_faults(entries: list[zipfile.ZipInfo], file: str) -> Iterator[Diagnostic]:
    where = Position(file)
    if len(entries) > SHELL_MEMBERS:
        yield diagnostic(TOO_MANY_MEMBERS, where, count=len(entries), limit=SHELL_MEMBERS)
    size = sum(entry.file_size for entry in entries)
    if size > SHELL_UNPACKED_BYTES:
        yield diagnostic(UNPACKED_TOO_LARGE, where, size=size, limit=SHELL_UNPACKED_BYTES)
    for entry in entries:
        if entry.file_size > SHELL_RATIO * max(entry.compress_size, 1):
            yield diagnostic(BOMB, where, member=entry.filename, limit=SHELL_RATIO)
        if entry.filename.rpartition(".")[2].lower() not in _EXTENSIONS or _outside(entry.filename):
            yield diagnostic(STRANGER, where, member=entry.filename)
    for name, count in Counter(entry.filename.casefold() for entry in entries).items():
        if count > 1:
            yield diagnostic(DUPLICATE, where, member=name)


def _outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _member_faults(members: Mapping[str, bytes], file: str) -> Iterator[Diagnostic]:
    where = Position(file)
    for needed in ("[Content_Types].xml", "_rels/.rels"):
        if needed not in members:
            yield diagnostic(NOT_WORD, where, reason=needed)
    for name, content in members.items():
        if not name.lower().endswith((".xml", ".rels")):
            continue
        try:
            tree = parsed(content)
        except etree.XMLSyntaxError:
            yield diagnostic(MALFORMED, where, member=name)
            continue
        if b"<!DOCTYPE" in content or tree.getroottree().docinfo.doctype:
            yield diagnostic(DOCUMENT_TYPE, where, member=name)
        yield from _relationship_faults(tree, name, where)
        yield from _field_faults(tree, name, where)
        if name == "[Content_Types].xml" and _MAIN_TYPE not in {e.get("ContentType") for e in tree}:
            yield diagnostic(NOT_WORD, where, reason=name)


def parsed(content: bytes) -> etree._Element:
    """Parse a part strictly, without entities, document types or network."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _relationship_faults(tree: etree._Element, name: str, where: Position) -> Iterator[Diagnostic]:
    for relationship in tree.iter(RELATIONSHIP):
        kind, target = relationship.get("Type", ""), relationship.get("Target", "")
        external = relationship.get("TargetMode") == "External"
        if kind not in _RELATIONSHIPS:
            yield diagnostic(FORBIDDEN, where, member=target, kind=kind.rpartition("/")[2])
        elif external and (kind != _OFFICE + "hyperlink" or not _ADDRESS.fullmatch(target)):
            yield diagnostic(EXTERNAL, where, member=name, target=target)


def _field_faults(tree: etree._Element, name: str, where: Position) -> Iterator[Diagnostic]:
    for element in tree.iter(f"{W}instrText", f"{W}fldSimple"):
        instruction = element.get(f"{W}instr") or element.text or ""
        yield diagnostic(FIELD, where, member=name, field=instruction.strip())


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off property is there and not switched off."""
    return element is not None and element.get(f"{W}val", "true") not in {"0", "false", "off"}


def targets(members: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """The internal relationships of a part: (last word of the type, member name) by relationship id."""
    folder, _, base = part.rpartition("/")
    rels = members.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    if rels is None:
        return {}
    return {
        r.get("Id", ""): (
            r.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, r.get("Target", ""))).lstrip("/"),
        )
        for r in parsed(rels).iter(RELATIONSHIP) if r.get("TargetMode") != "External"
    }
