"""Write the documents that the bars judge besides the example.

They are the samples of the tests, with every block and inline, some of them long; those of a fictional house, with its
logo and picture, embargoed, corrected and withdrawn, drafts and whatever can be final; conventions with notes,
annexes and tables, alone and side by side; letters for envelopes with a window, of one page and of several; and
Japanese letters in vertical lines, which have no PDF.

usage: conformance_documents.py FOLDER
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dragoman import OpeningsError, Project
from dragoman.document.nodes import (
    Block,
    Document,
    KeyFigures,
    Paragraph,
    Programme,
    RuledSpace,
    Slot,
    Text,
)
from dragoman.sources.recipients import recipients_from_rows
from fictional_guests import FUNCTIONS, HEAD, guests

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import bilingual_samples  # noqa: E402 - the tests' samples, found by the line above
import convention_samples  # noqa: E402
from samples import PICTURE, full_release, sample_picture  # noqa: E402

EXAMPLE = ROOT / "examples" / "japan-2024"
HOUSE = ROOT / "tests" / "houses" / "valmont"
FORMATS = ("docx", "pdf", "json")
REPEATED = 8
"""How often a long document says its paragraphs and its programme: enough for a table over three pages."""


def sample_project() -> Project:
    """The example, which has the templates, with the picture of the samples."""
    project = Project.load(EXAMPLE)
    return Project(replace(project.sources, images={PICTURE: sample_picture()}), project.catalogs)


def samples() -> Iterator[Document]:
    for language in ("fr", "en", "ja"):
        document = full_release(language)
        yield document
        yield lengthened(document)
    yield from (bilingual_samples.edition(left, right) for left, right in bilingual_samples.PAIRS)


def editions(project: Project) -> Iterator[Document]:
    """Every document of a project in every language, a convention side by side too, as a draft and, where nothing is
    open, as a final.
    """
    for name in project.documents:
        pairs = ("fr+ja", "fr+en") if project.sources.documents[name].kind == "convention" else ()
        for language in (*project.languages, *pairs):
            yield project.compose(name, language=language)
            with suppress(OpeningsError):
                yield project.compose(name, language=language, state="final")


def windowed_project() -> Project:
    """The example, whose letters go into envelopes with a window."""
    project = Project.load(EXAMPLE)
    house = project.sources.house.model_copy(update={"window_envelope": True})
    return Project(replace(project.sources, house=house), project.catalogs)


def vertical_project() -> Project:
    """The example, whose Japanese letters are set in vertical lines."""
    project = Project.load(EXAMPLE)
    documents = dict(project.sources.documents)
    documents["invitation"] = documents["invitation"].model_copy(update={"vertical": True})
    return Project(replace(project.sources, documents=documents), project.catalogs)


def letters(project: Project) -> Iterator[Document]:
    for language in project.languages:
        document = project.compose("invitation", language=language)
        yield document
        yield lengthened(document)


def vertical_letters(project: Project) -> Iterator[Document]:
    """The model, and letters to as many guests as there are kinds of function."""
    yield project.compose("invitation", language="ja")
    rows = (dict(zip(HEAD, row, strict=True)) for row in guests(3 * len(FUNCTIONS), seed=1))
    for one in recipients_from_rows((row for row in rows if row["language"] == "ja"), ("ja",)):
        yield project.compose("invitation", language="ja", recipient=one)


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
            case _:
                yield block


def write(project: Project, documents: Iterable[Document], folder: Path, formats: Iterable[str] = FORMATS) -> None:
    for document in documents:
        for name in formats:
            project.write(document, name).save(folder)


def main(folder: Path) -> None:
    write(sample_project(), samples(), folder / "samples")
    house = Project.load(HOUSE)
    write(house, editions(house), folder / "house")
    convention = convention_samples.project()
    write(convention, editions(convention), folder / "convention")
    windowed = windowed_project()
    write(windowed, letters(windowed), folder / "windows")
    vertical = vertical_project()
    write(vertical, vertical_letters(vertical), folder / "vertical", ("docx", "json"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
