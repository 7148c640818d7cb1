"""Pages, small documents and their sources for the tests of the PDF path."""

import functools
from dataclasses import replace
from pathlib import Path

from dragoman.composers.press_release import SLOTS
from dragoman.document.nodes import Block, Document, Inline, Paragraph, Text
from dragoman.languages import LANGUAGES
from dragoman.resources import folder
from dragoman.writers.html import fragments
from dragoman.writers.pdf import PdfAppearance, Session, write_pdf
from samples import sample_release

TEMPLATES = folder("templates")
LANGUAGE_TAGS = ("fr", "en", "ja")


@functools.cache
def appearance(language: str) -> PdfAppearance:
    return PdfAppearance.open(TEMPLATES, "press_release", language, SLOTS[language])


@functools.cache
def sample_pdf(language: str, state: str = "draft") -> bytes:
    return write_pdf(sample_release(language, state), appearance(language))


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


def longer(language: str, times: int = 14) -> Document:
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
    from dragoman.appearance.css import furniture_sheet

    look = appearance(document.language)
    source = look.page.fill(
        fragments(document, look.look.figure_columns), document.properties, LANGUAGES[document.language].bcp47,
        document.state)
    return look.session(document), source, furniture_sheet(look.look, document.furniture)


def saved(folder: Path, data: bytes, name: str = "file.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path

