"""Shells, small documents and edited Word files for the tests of the Word path."""

import functools
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image as Pillow
from PIL import ImageDraw

from convention_documents import SLOTS as LEGAL_SLOTS
from dragoman.appearance.look import HouseLook, Look, read_look
from dragoman.appearance.shell import Shell
from dragoman.composers.press_release import SLOTS
from dragoman.document.nodes import (
    Block,
    Document,
    FurnitureName,
    Inline,
    LanguageTag,
    PageCount,
    PageNumber,
    Paragraph,
    Properties,
    Slot,
    Text,
)
from dragoman.images import Image, read_image
from dragoman.writers.docx import write_docx
from samples import PICTURE, sample_picture

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BODY = "word/document.xml"
LANGUAGES: tuple[LanguageTag, ...] = ("fr", "en", "ja")


@functools.cache
def look(language: LanguageTag, accent: str | None = None) -> Look:
    return read_look(TEMPLATES / "look.toml", "press_release", language, HouseLook(accent=accent))


def shell_bytes(language: LanguageTag) -> bytes:
    return (TEMPLATES / "press_release" / f"{language}.docx").read_bytes()


@functools.cache
def shell(language: LanguageTag) -> Shell:
    return opened(shell_bytes(language), language)


@functools.cache
def shell_with_logo(language: LanguageTag) -> Shell:
    return opened(shell_bytes(language), language, logo=sample_logo())


def opened(
    data: bytes, language: LanguageTag = "fr", accent: str | None = None, logo: Image | None = None,
) -> Shell:
    return Shell.open(data, f"press_release/{language}.docx", SLOTS[language], look(language, accent), logo)


def sample_logo(width: int = 300, height: int = 240) -> Image:
    """An oval in the accent of the samples."""
    picture, data = Pillow.new("RGB", (width, height), "white"), io.BytesIO()
    ImageDraw.Draw(picture).ellipse((0, 0, width - 1, height - 1), fill="#1F3A5F")
    picture.save(data, "PNG")
    return read_image("logo.png", data.getvalue())


@functools.cache
def legal_look(language: LanguageTag) -> Look:
    return read_look(TEMPLATES / "look.toml", "convention", language)


@functools.cache
def legal_shell(language: LanguageTag) -> Shell:
    data = (TEMPLATES / "convention" / f"{language}.docx").read_bytes()
    return Shell.open(data, f"convention/{language}.docx", LEGAL_SLOTS[language], legal_look(language))


def written_convention(document: Document) -> bytes:
    """The Word file of a convention, in the shell that ships."""
    return write_docx(document, legal_shell(document.language), legal_look(document.language))


def written(document: Document, within: Shell | None = None) -> bytes:
    """The Word file of a document, in the shell that ships or another."""
    images = {PICTURE: sample_picture()}
    return write_docx(document, within or shell(document.language), look(document.language), images)


def small(
    *blocks: Block, language: LanguageTag = "fr", furniture: Mapping[FurnitureName, str] | None = None
) -> Document:
    """A document with these blocks as its body, the rest as short as can be."""
    short = {rule.name: () for rule in SLOTS[language]}
    slots = {**short, "label": (Paragraph("label", "label", (Text("x", ""),)),), "body": blocks}
    texts = {"letterhead": "Maison", "running_head": "Titre court", "footer_line": "Pied", **(furniture or {})}
    outside: dict[FurnitureName, tuple[Inline, ...]] = {
        **{name: (Text(text, ""),) for name, text in texts.items()},
        "page_label": (PageNumber(), Text("/", ""), PageCount()),
    }
    return Document(
        "press_release",
        "small",
        language,
        "draft",
        tuple(Slot(name, held) for name, held in slots.items()),
        outside,
        Properties("Titre", "Objet", "Maison", language, None),
        (),
        (),
    )


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def edited(data: bytes, edit: Callable[[str], str], part: str = BODY) -> bytes:
    """A Word file with one part changed; the change must change something."""
    parts = members(data)
    before = parts[part].decode()
    after = edit(before)
    assert after != before, "the edit found nothing to change"
    return repacked({**parts, part: after.encode()})
