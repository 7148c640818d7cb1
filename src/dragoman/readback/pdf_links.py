"""Read-back of the references of a PDF: each leads to where its target begins."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby, product, zip_longest

from dragoman.diagnostics import NOWHERE, Code, Diagnostic, diagnostic
from dragoman.document.nodes import Annex, Article, Clause, Document, Inline, NoteCall, Paragraph, Reference
from dragoman.document.walk import blocks, children, column_of, notes, runs
from dragoman.readback.pdf_pages import Jump, PageContent, Run

ELSEWHERE = Code(
    "RBP-018", "error", "dans le PDF, un renvoi mène à « {found} » au lieu de « {expected} »",
    "refaites le document ; si le défaut demeure, signalez-le aux auteurs de dragoman",
)

OTHER_PAGE = Code(
    "RBP-020", "error", "la table des matières donne la page « {found} » au lieu de « {expected} »",
    "refaites le document ; si le défaut demeure, signalez-le aux auteurs de dragoman",
)

_PRINTED_PAGE = re.compile(r"(?P<words>.*?)\s*(?P<page>\d+)", re.DOTALL)
_NEAR = 24.0
"""The greatest distance, in points, from where a reference leads to the first line of its target."""
_BEARING = 3.0
"""Points by which the ink of a letter may begin behind its box."""
_ASIDE = 120.0
"""The greatest distance in points to the side: less than that of two columns."""
_NONE = "rien"

Places = Mapping[str, tuple[int, Run]]
"""The page, from 1, and the first run of each passage, by its id."""


def misled(document: Document, places: Places, pages: list[PageContent]) -> Iterator[Diagnostic]:
    """Compare the targets of the references with the places that the links of the pages lead to; the first difference.

    A reference over two lines is two links; the references of the notes come after those of the text.
    """
    anchors = {name: places[node] for name, node in _anchors(document) if node in places}
    text = [one.target for block in blocks(document) for _, passage in runs(block) for one in _references(passage)]
    below = [one.target for block in blocks(document) for call in notes(block) for one in _references(call.children)]
    jumps = [(jump, *_place_of(jump, page)) for page in pages for jump in page.jumps]
    columns = (0,) if document.beside is None else (1, 2)
    for (named, is_note), column in product(((text, False), (below, True)), columns):
        found = [_target(jump, anchors) for jump, noted, of in jumps if noted == is_note and column in (0, of)]
        wanted = [target for target in named if column in (0, column_of(target))]
        for expected, target in zip_longest(_once(wanted), _once(found), fillvalue=_NONE):
            if expected != target:
                yield diagnostic(ELSEWHERE, NOWHERE, expected, expected=expected, found=target)
                return


def contents_targets(document: Document) -> dict[str, str]:
    """What each line of a table of contents leads to, by the line's id."""
    return {
        block.id: reference.target for block in blocks(document)
        if isinstance(block, Paragraph) and block.role == "contents" for reference in _references(block.children)}


def without_page(text: str) -> tuple[str, str]:
    """A line of contents, and the page that the layout has put behind it."""
    found = _PRINTED_PAGE.fullmatch(text)
    return (text, "") if found is None else (found["words"], found["page"])


def wrong_pages(document: Document, places: Places, printed: Mapping[str, str]) -> Iterator[Diagnostic]:
    """The lines of contents whose page is not that on which their target begins."""
    anchors = dict(_anchors(document))
    for line, target in contents_targets(document).items():
        page, _ = places[anchors[target]]
        if printed[line] != str(page):
            yield diagnostic(OTHER_PAGE, NOWHERE, line, found=printed[line], expected=page)


def _anchors(document: Document) -> Iterator[tuple[str, str]]:
    """What may be referred to, by its id, and the id of its first passage."""
    for block in blocks(document):
        match block:
            case Article():
                yield block.id, f"{block.id}.heading"
                yield from ((clause.id, clause.id) for clause in block.clauses)
            case Annex() | Clause():
                yield block.id, block.id


def _references(passage: tuple[Inline, ...]) -> Iterator[Reference]:
    for inline in passage:
        if isinstance(inline, Reference):
            yield inline
        elif not isinstance(inline, NoteCall):
            yield from _references(children(inline))


def _place_of(jump: Jump, page: PageContent) -> tuple[bool, int]:
    """Whether a link stands in a note, and in which column."""
    left, bottom, _, top = jump.box
    across, up = left + 1, (bottom + top) / 2  # a line of contents has room between its words and its page
    return next((
        (passage.element == "Note", passage.column) for passage in page.passages for run in passage.runs
        if run.box[0] - _BEARING <= across <= run.box[2] and abs(run.baseline - up) < run.size), (False, 0))


def _target(jump: Jump, anchors: Mapping[str, tuple[int, Run]]) -> str:
    """The id of what begins next where a link leads; what it leads to in words where nothing does."""
    near = {
        name: abs(run.box[3] - jump.height) for name, (page, run) in anchors.items()
        if page == jump.page and abs(run.box[3] - jump.height) <= _NEAR and abs(run.box[0] - jump.across) <= _ASIDE}
    return min(near, key=lambda name: near[name], default=f"page {jump.page}")


def _once(targets: list[str]) -> list[str]:
    return [target for target, _ in groupby(targets)]
