"""Read-back of a plain text: its lines against the projection of the document."""

from collections.abc import Iterator

from dragoman.diagnostics import NOWHERE, Code, Diagnostic, diagnostic
from dragoman.document.nodes import Document, Heading
from dragoman.document.projection import Line, project
from dragoman.document.walk import blocks

NOT_TEXT = Code("RBT-001", "error", "ce fichier n’est pas du texte en UTF-8")
NO_HEADLINE = Code("RBT-002", "error", "la première ligne du texte est « {found} », et non le titre « {expected} »")
DIFFERENT = Code("RBT-003", "error", "le texte porte « {found} » là où le document dit « {expected} »")
UNEXPECTED = Code("RBT-004", "error", "le texte porte « {found} », que le document ne dit pas")


def verify_text(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    """Compare a written text with the document it was written from; empty when they say the same.

    Every character counts, each kind of space too; only the ends of lines are free. Of the body, only the first
    difference is named, by the id of its node.
    """
    try:
        first, *others = data.decode().split("\n")
    except UnicodeDecodeError:
        return (diagnostic(NOT_TEXT),)
    title, lines = _expected(document)
    if first != title.text:
        return (diagnostic(NO_HEADLINE, NOWHERE, title.id, expected=title.text, found=first),)
    cells = [cell for line in others for cell in line.split("\t") if cell]
    return tuple(_differences(lines, cells))


def _expected(document: Document) -> tuple[Line, list[Line]]:
    """The headline, and everything else in its order, the mark of a draft first; each on one line."""
    projection = project(document)
    lines = [Line(line.id, _flat(line.text)) for line in projection.body]
    title = Line("properties.title", _flat(document.properties.title))
    heading = next((b.id for b in blocks(document) if isinstance(b, Heading) and b.level == 1), None)
    for line in lines:
        if line.id == heading:
            title = line
            lines.remove(line)
            break
    mark = _flat(projection.furniture.get("draft_mark", ""))
    return title, [Line("draft_mark", mark), *lines] if mark else lines


def _flat(text: str) -> str:
    parts = (part.strip(" ") for part in text.replace("\t", " ").split("\n"))
    return " ".join(part for part in parts if part)


def _differences(lines: list[Line], cells: list[str]) -> Iterator[Diagnostic]:
    place = 0
    for line in lines:
        rest = line.text
        while rest:
            cell = cells[place] if place < len(cells) else ""
            place += 1
            if cell == rest:
                break
            if not cell or not rest.startswith(f"{cell} "):
                yield diagnostic(DIFFERENT, NOWHERE, line.id, expected=line.text, found=cell)
                return
            rest = rest.removeprefix(f"{cell} ")
    if place < len(cells):
        yield diagnostic(UNEXPECTED, found=cells[place])
