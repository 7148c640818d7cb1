"""Read-back of a PDF: its pages against the projection of the document.

The body is compared passage by passage in the order of the structure tree, the furniture on every page where it
belongs, and nothing else may stand on a page.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from dragoman.diagnostics import NOWHERE, Code, Diagnostic, diagnostic
from dragoman.document.nodes import Block, Document, FurnitureName, Parallel, Picture, Programme, Table
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER, Line, Projection, plain, project
from dragoman.document.walk import blocks, column_of, notes, runs
from dragoman.languages import bcp47
from dragoman.readback.pdf_links import contents_targets, misled, without_page, wrong_pages
from dragoman.readback.pdf_match import LINE_END, agrees, consumed, normal, shown
from dragoman.readback.pdf_pages import Content, PageContent, Run, page_count, read

DIFFERENT = Code(
    "RBP-010", "error", "le PDF porte « {found} » là où le document dit « {expected} »",
    "la page ou la maquette perd, cache ou déplace ce passage : corrigez-la",
)
LACKING = Code(
    "RBP-011", "error", "le PDF s’arrête avant « {expected} »",
    "la page ou la maquette perd ou cache la fin du document : corrigez-la",
)
UNEXPECTED = Code(
    "RBP-012", "error", "la page {page} du PDF porte « {found} », que le document ne dit pas",
    "retirez ce texte de la page : un gabarit ne contient pas de mots",
)
INVISIBLE = Code(
    "RBP-013", "error", "on ne voit pas « {found} », page {page} du PDF",
    "la maquette le met hors de la page, en blanc ou trop petit : corrigez-la",
)
NO_FURNITURE = Code(
    "RBP-014", "error", "la page {page} du PDF ne porte pas « {expected} »",
    "la page ou la maquette perd une mention qui doit y figurer : corrigez-la",
)
OTHER_READING = Code(
    "RBP-015", "error", "la lecture au-dessus d’un nom est « {found} » dans le PDF, et « {expected} » dans le document")
OTHER_PROPERTY = Code(
    "RBP-016", "error", "le PDF se dit « {found} » là où le document dit « {expected} »",
    "corrigez l’en-tête de la page",
)
OTHER_PICTURE = Code(
    "RBP-017", "error", "le PDF montre des images de {found} points là où le document en a de {expected}",
    "reconstruisez le document : une image a changé, ou la page en montre une autre",
)

NOT_BESIDE = Code(
    "RBP-019", "error", "les deux langues d’une ligne ne commencent pas à la même hauteur, page {page} du PDF",
    "la page ou la maquette déplace une colonne : corrigez-la",
)

__all__ = ["page_count", "verify_pdf"]

_COLUMNS = 2
_BESIDE = 12.0
"""The greatest distance, in points, between the heads of the first lines of a row, whose types differ."""

_EVERY: tuple[FurnitureName, ...] = ("embargo", "draft_mark", "version_line", "status_banner", "footer_line")
_FIRST: tuple[FurnitureName, ...] = ("letterhead", "address", *_EVERY)
_LATER: tuple[FurnitureName, ...] = ("running_head", *_EVERY, "page_label")


def verify_pdf(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    """Compare a written PDF with the document it was written from; empty when they say the same.

    Of the body, only the first difference is named, by the id of its node: what follows one is out of step.
    Raises WriteError when the file cannot be read.
    """
    content, expected = read(data), project(document)
    return (
        *_properties(document, content), *_bodies(document, expected.body, content.pages),
        *_pictures(document, content.pages), *_readings(expected, content.pages),
        *_seen(content.pages), *_outside(document, expected, content.pages),
    )


def _properties(document: Document, content: Content) -> Iterator[Diagnostic]:
    about = document.properties
    pairs = {
        "properties.title": (about.title, content.information["Title"]),
        "properties.subject": (about.subject, content.information["Subject"]),
        "properties.author": (about.author, content.information["Author"]),
        "properties.language": (bcp47(document.language), content.language),
    }
    for name, (expected, found) in pairs.items():
        if normal(expected) != normal(found):
            yield diagnostic(OTHER_PROPERTY, NOWHERE, name, expected=expected, found=found)


def _bodies(document: Document, lines: tuple[Line, ...], pages: list[PageContent]) -> Iterator[Diagnostic]:
    """The text and the notes at the feet of its pages, each in its order; then where the references lead."""
    called = {call.note for block in blocks(document) for call in notes(block)}
    places: dict[str, tuple[int, Run]] = {}
    printed = dict.fromkeys(contents_targets(document), "")
    faults: list[Diagnostic] = []
    for is_note, column in product((False, True), (0,) if document.beside is None else (1, 2)):
        expected = [
            line for line in lines if (line.id in called) == is_note and column in (0, column_of(line.id))]
        faults += _body(expected, list(_passages(pages, is_note=is_note, column=column)), places, printed)
    faults += _beside(document, places)
    faults += [] if faults else wrong_pages(document, places, printed)
    yield from faults or misled(document, places, pages)


def _beside(document: Document, places: dict[str, tuple[int, Run]]) -> Iterator[Diagnostic]:
    """The two sides of a row of a bilingual edition begin side by side, or over the border of two pages."""
    for block in blocks(document):
        for row in block.rows if isinstance(block, Parallel) else ():
            sides = [places[name] for name in map(_first_passage, (row.left, row.right)) if name in places]
            if len(sides) == _COLUMNS:
                (page, left), (other, right) = sides
                if abs(page - other) > 1 or (page == other and abs(left.box[3] - right.box[3]) > _BESIDE):
                    yield diagnostic(NOT_BESIDE, NOWHERE, row.id, page=page)
                    return


def _first_passage(block: Block | None) -> str:
    return "" if block is None else next((name for name, passage in runs(block) if plain(passage)), "")


class _Passage(NamedTuple):
    """A passage as it is found: its page, from 1, its first run, and whether it may go on on the next page."""

    page: int
    text: str
    goes_on: bool
    first: Run


def _body(
    lines: list[Line], passages: list[_Passage], places: dict[str, tuple[int, Run]], printed: dict[str, str],
) -> Iterator[Diagnostic]:
    """Walk through the passages of the file and those of the document together, up to the first difference.

    Notes in `places` where each line begins, and in `printed` the page that stands behind a line of contents.
    """
    place = 0
    for line in lines:
        expected = rest = normal(line.text)
        while rest:
            if place == len(passages):
                yield diagnostic(LACKING, NOWHERE, line.id, expected=rest)
                return
            number, found, goes_on, first = passages[place]
            if line.id in printed:
                found, printed[line.id] = without_page(found)
            places.setdefault(line.id, (number, first))
            place += 1
            taken = consumed(rest, found)
            if goes_on and taken != len(rest):
                taken = consumed(rest, found + LINE_END)
            if taken is None or (taken < len(rest) and not goes_on):
                yield diagnostic(DIFFERENT, NOWHERE, line.id, expected=expected, found=found)
                return
            rest = rest[taken:]
    if place < len(passages):
        yield diagnostic(UNEXPECTED, page=passages[place].page, found=passages[place].text)


def _passages(pages: list[PageContent], *, is_note: bool, column: int) -> Iterator[_Passage]:
    """The passages of the text or of the notes, in one column or, for 0, in all; the last of a page may go on."""
    for number, page in enumerate(pages, 1):
        found = [
            (text, p.runs[0]) for p in page.passages
            if (p.element == "Note") == is_note and column in (0, p.column) and (text := shown(p.runs))]
        for index, (text, first) in enumerate(found, 1):
            yield _Passage(number, text, index == len(found), first)


def _pictures(document: Document, pages: list[PageContent]) -> Iterator[Diagnostic]:
    """Compare the sizes of the pictures; a photograph may have been turned upright."""
    wanted = [(block.width, block.height) for block in blocks(document) if isinstance(block, Picture)]
    found = [size for page in pages for size in page.pictures]
    if [sorted(size) for size in found] != [sorted(size) for size in wanted]:
        yield diagnostic(OTHER_PICTURE, expected=_sizes(wanted), found=_sizes(found))


def _sizes(sizes: list[tuple[int, int]]) -> str:
    return ", ".join(f"{width} × {height}" for width, height in sizes) or "0 × 0"


def _readings(expected: Projection, pages: list[PageContent]) -> Iterator[Diagnostic]:
    found = [shown([run]) for page in pages for passage in page.passages for run in passage.readings]
    wanted = [normal(line.text) for line in expected.readings]
    if found != wanted:
        yield diagnostic(OTHER_READING, expected=", ".join(wanted), found=", ".join(found))


def _seen(pages: list[PageContent]) -> Iterator[Diagnostic]:
    """What stands on a page without belonging to the document, and what belongs to it without being seen."""
    for number, page in enumerate(pages, 1):
        for run in page.strays:
            yield diagnostic(UNEXPECTED, page=number, found=shown([run]))
        for drawn in (*((*passage.runs, *passage.readings) for passage in page.passages), page.artifacts):
            hidden = [run for run in drawn if not run.visible]
            if hidden:
                yield diagnostic(INVISIBLE, page=number, found=shown(hidden))


def _outside(document: Document, expected: Projection, pages: list[PageContent]) -> Iterator[Diagnostic]:
    """The furniture of every page, and nothing else but the repeated heads of a table."""
    heads = _heads(document)
    for number, page in enumerate(pages, 1):
        left = list(page.artifacts)
        for name in _FIRST if number == 1 else _LATER:
            for line in expected.furniture.get(name, "").split("\n"):
                text = normal(line.replace(PAGE_NUMBER, str(number)).replace(PAGE_COUNT, str(len(pages))))
                if text and not _take(left, text):
                    yield diagnostic(NO_FURNITURE, NOWHERE, name, page=number, expected=text)
        for head in heads if number > 1 else ():
            kept = list(left)
            if not all(_take(left, text) for text in head):
                left = kept
        for run in left:
            yield diagnostic(UNEXPECTED, page=number, found=shown([run]))


def _heads(document: Document) -> list[tuple[str, ...]]:
    """The heads of each table, which a table that goes on over pages repeats."""
    return [
        tuple(normal(plain(column)) for column in (block.heads if isinstance(block, Parallel) else block.columns))
        for block in blocks(document) if isinstance(block, Programme | Table | Parallel)]


def _take(runs: list[Run], text: str) -> bool:
    """Remove from the runs the neighbours that together are the text; say whether there were any."""
    for start in range(len(runs)):
        for end in range(start + 1, len(runs) + 1):
            found = shown(runs[start:end])
            if agrees(text, found):
                del runs[start:end]
                return True
            if consumed(text, found) is None:
                break
    return False
