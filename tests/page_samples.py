"""Pages, small documents and their sources for the tests of the PDF path."""

import functools
import io
from dataclasses import replace
from pathlib import Path

import pikepdf
from PIL import Image as Pillow

from dragoman.appearance.furniture import furniture_sheet
from dragoman.appearance.look import HouseLook
from dragoman.composers.press_release import SLOTS
from dragoman.document.nodes import Block, Document, Inline, Paragraph, Text
from dragoman.images import Image, read_image
from dragoman.languages import LANGUAGES
from dragoman.resources import folder
from dragoman.writers.html import fragments
from dragoman.writers.pdf import PdfAppearance, Session, write_pdf
from samples import full_release, sample_picture, sample_release

TEMPLATES = folder("templates")
LANGUAGE_TAGS = ("fr", "en", "ja")


def image(width: int, height: int, name: str = "logo.png") -> Image:
    """A picture with a transparent edge, as a project's file."""
    drawn = Pillow.new("RGBA", (width, height))
    drawn.paste("#8a1538", (width // 20, height // 20, width - width // 20, height - height // 20))
    data = io.BytesIO()
    drawn.save(data, "PNG")
    return read_image(name, data.getvalue())


@functools.cache
def appearance(language: str, *, logo: bool = False) -> PdfAppearance:
    picture = sample_picture()
    house = HouseLook(logo=image(900, 450) if logo else None)
    return PdfAppearance.open(
        TEMPLATES, "press_release", language, SLOTS[language], house=house, images={picture.name: picture})


@functools.cache
def sample_pdf(language: str, state: str = "draft") -> bytes:
    return write_pdf(sample_release(language, state), appearance(language))


@functools.cache
def full_pdf(language: str, state: str = "draft", *, logo: bool = False) -> bytes:
    return write_pdf(full_release(language, state), appearance(language, logo=logo))


def text(words: str) -> Text:
    return Text(words, "key")


def only(language: str, *blocks: Block) -> Document:
    """The final sample with nothing in its body but these blocks."""
    return replace(sample_release(language, "final"), slots=tuple(
        replace(slot, blocks=blocks) if slot.name == "body" else slot
        for slot in sample_release(language, "final").slots))


def saying(language: str, *inlines: Inline) -> Document:
    """The final sample whose body is one paragraph."""
    return only(language, Paragraph("node", "text", inlines))


def longer(language: str, times: int = 20) -> Document:
    """The draft sample with its programme as many times over, on several pages."""
    document = sample_release(language)

    def stretched(block: Block) -> Block:
        if not hasattr(block, "days"):
            return block
        return replace(block, days=tuple(
            replace(day, id=f"{day.id}-{n}", entries=tuple(replace(e, id=f"{e.id}-{n}") for e in day.entries))
            for n in range(times) for day in block.days))

    return replace(document, slots=tuple(
        replace(slot, blocks=tuple(map(stretched, slot.blocks))) for slot in document.slots))


def source_of(document: Document) -> tuple[Session, str, str]:
    """The session of a document, its page's source and its own style sheet, for tests that change them."""
    look = appearance(document.language)
    source = look.page.fill(
        fragments(document, look.look), document.properties, LANGUAGES[document.language].bcp47,
        document.state)
    session = look.session(document)
    return session, source, furniture_sheet(look.look, document.furniture, session.faces)


def families_of(data: bytes) -> set[str]:
    """The families of the fonts that a file draws with."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [font for page in pdf.pages for font in page.get("/Resources", {}).get("/Font", {}).values()]
        names = [str(font.BaseFont).partition("+")[2] for font in fonts]
    return {name.removeprefix("dragoman-").partition("-Bold")[0] for name in names}


def saved(folder: Path, data: bytes, name: str = "file.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path

