"""Write a Document as a Word file."""

from collections.abc import Mapping
from types import MappingProxyType

from dragoman.appearance.look import Look
from dragoman.appearance.shell import DECLARATION, Shell
from dragoman.appearance.shell_extras import Extras
from dragoman.diagnostics import Code, diagnostic
from dragoman.document.nodes import Block, Document, FurnitureName, Properties
from dragoman.errors import InternalError
from dragoman.images import Image
from dragoman.languages import bcp47
from dragoman.writers.docx_body import Body
from dragoman.writers.docx_gathered import Gathered
from dragoman.writers.docx_markup import content
from dragoman.writers.docx_properties import custom_properties
from dragoman.writers.docx_references import Anchor, anchors
from dragoman.writers.docx_runs import Runs

NO_SLOT = Code("DOC-003", "error", "le gabarit n’a pas de place pour « {slot} »")

FURNITURE_ROLES: Mapping[FurnitureName, str] = {
    "letterhead": "letterhead",
    "address": "address",
    "embargo": "embargo_line",
    "running_head": "running_head",
    "draft_mark": "draft_mark",
    "footer_line": "foot",
    "page_label": "foot",
    "version_line": "version_line",
    "status_banner": "status_banner",
}
"""The paragraph style in which a shell sets each piece of furniture."""


def write_docx(
    document: Document, shell: Shell, look: Look, images: Mapping[str, Image] = MappingProxyType({}),
    right: Look | None = None,
) -> bytes:
    """Return the Word file of a document; `images` are its pictures by file, `right` the look of a right column.

    The same document, shell and images give the same bytes. Raises WriteError where a link has an unsafe address, and
    InternalError where the shell is not the document's or a picture lacks.
    """
    targets = anchors(document)
    gathered = Gathered()
    runs = Runs(
        look, shell.styles.characters, document.language, targets, shell.styles.paragraphs.get("note", ""), gathered)
    beside = _beside(document, shell, right, targets, gathered)
    body = Body(shell, look, runs, images, beside=beside)
    slots = _slots(document, shell, body)
    furniture = _furniture(document, shell, look, runs)
    custom = custom_properties(document) if targets else ""
    extras = Extras(tuple(gathered.lists), gathered.notes.written(), custom)
    return shell.filled(slots, furniture, core_properties(document.properties), body.lists, body.pictures, extras)


def _beside(
    document: Document, shell: Shell, look: Look | None, targets: Mapping[str, Anchor], gathered: Gathered,
) -> Body | None:
    """What writes the right column of a bilingual edition."""
    styles = shell.beside
    if document.beside is None or look is None or styles is None:
        return None
    runs = Runs(
        look, styles.characters, document.beside, targets, styles.paragraphs["note"], gathered, beside=True)
    return Body(shell, look, runs, MappingProxyType({}), styles)


def _furniture(document: Document, shell: Shell, look: Look, runs: Runs) -> dict[str, str]:
    """What stands in headers and footers; beside a logo the issuer's name stands out in the lines of its address."""
    written: dict[str, str] = {
        name: runs.passage(inlines, look.styles[FURNITURE_ROLES[name]]) for name, inlines in document.furniture.items()
    }
    if shell.has_logo and "letterhead" in document.furniture:
        written["letterhead"] = runs.passage(document.furniture["letterhead"], look.styles["address"], "strong")
    return written


def _slots(document: Document, shell: Shell, body: Body) -> dict[str, str]:
    written: dict[str, str] = {}
    for index, slot in enumerate(document.slots):
        if slot.name not in shell.slots:
            raise InternalError([diagnostic(NO_SLOT, slot=slot.name)])
        model = shell.slots[slot.name]
        rest = (block for later in document.slots[index + 1:] for block in later.blocks)
        following: Block | None = None if model.last else next(rest, None)
        written[slot.name] = body.slot(slot.blocks, model, following)
    return written


def core_properties(properties: Properties) -> str:
    """The part that says what the file is: nothing in it comes from the shell, the clock or the machine."""
    named = {
        "title": properties.title, "subject": properties.subject, "creator": properties.author,
        "language": bcp47(properties.language),
    }
    said = "".join(f"<dc:{name}>{content(text)}</dc:{name}>" for name, text in named.items() if text)
    dates = "" if properties.date is None else "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{content(properties.date)}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{said}{dates}</cp:coreProperties>'
    )
