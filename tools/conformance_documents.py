"""Write the documents that the bars judge besides the example: every block and inline, drafts and finals, long ones.

usage: conformance_documents.py FOLDER
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dragoman import Project
from dragoman.document.nodes import (
    Block,
    Document,
    Heading,
    Items,
    KeyFigures,
    Paragraph,
    Programme,
    RuledSpace,
    Slot,
    Text,
)

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from samples import sample_release  # noqa: E402 - the tests' samples, found by the line above

FORMATS = ("docx", "pdf", "text", "json")
REPEATED = 8
"""How often a long document says its paragraphs and its programme: enough for a table over three pages."""


def documents() -> Iterator[Document]:
    for language in ("fr", "en", "ja"):
        for state in ("draft", "final"):
            yield sample_release(language, state)
        yield lengthened(sample_release(language, "draft"))


def lengthened(document: Document) -> Document:
    """The document with its body and programme repeated, two rows of key figures and a space for handwriting."""
    slots = tuple(Slot(slot.name, tuple(_long(slot))) for slot in document.slots)
    return replace(document, name=f"{document.name}-long", slots=slots)


def _long(slot: Slot) -> Iterator[Block]:
    for block in slot.blocks:
        match block:
            case KeyFigures():
                more = tuple(replace(figure, id=f"{figure.id}.again") for figure in block.figures)
                yield replace(block, figures=block.figures + more)
            case Programme():
                days = (replace(day, id=f"{day.id}.{n}", entries=tuple(
                    replace(entry, id=f"{entry.id}.{n}") for entry in day.entries
                )) for n in range(REPEATED) for day in block.days)
                yield replace(block, days=tuple(days))
            case Paragraph(role="text"):
                for n in range(REPEATED):
                    yield replace(block, id=f"{block.id}.{n}")
                yield Paragraph(f"{block.id}.by-hand", "text", (
                    Text("Toulouse, ", ""), RuledSpace("signing.date", (Text("date", ""),)),
                ))
            case Heading() | Items() | Paragraph():
                yield block


def main(folder: Path) -> None:
    project = Project.load(ROOT / "examples" / "japan-2024")
    for document in documents():
        for name in FORMATS:
            project.write(document, name).save(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
