"""Read-back of a plain text: its lines against the projection of the document.

Rules of the format: the first line is the title of the file, and the headline stands in its place where it is not the
same; cells are parted by tabs; an alternative text stands in square brackets; a link is its words, followed by its
address in angle brackets where the words are not the address; a space for handwriting is eight low lines, followed by
what goes there in the brackets of the language around it.
"""

import re
from collections.abc import Iterator

from dragoman.diagnostics import NOWHERE, Code, Diagnostic, diagnostic
from dragoman.document.nodes import (
    Document,
    Foreign,
    FurnitureName,
    Heading,
    Inline,
    KeyFigures,
    Link,
    OpenItems,
    Particulars,
    Picture,
    Programme,
    RuledSpace,
    Signatures,
    Table,
    Untranslated,
)
from dragoman.document.projection import Line, plain, project
from dragoman.document.walk import blocks, children, notes, runs

NOT_TEXT = Code("RBT-001", "error", "ce fichier n’est pas du texte en UTF-8")
NO_TITLE = Code("RBT-002", "error", "la première ligne du texte est « {found} », et non le titre « {expected} »")
DIFFERENT = Code("RBT-003", "error", "le texte porte « {found} » là où le document dit « {expected} »")
UNEXPECTED = Code("RBT-004", "error", "le texte porte « {found} », que le document ne dit pas")

_STATUS: tuple[FurnitureName, ...] = ("draft_mark", "version_line", "status_banner")
_ROWS = (KeyFigures, Programme, Particulars, Table, Signatures)
"""Blocks whose passages are cells, each on one line; so are the points to complete."""

_SCHEME = re.compile(r"\A[a-z]+:(?://)?", re.IGNORECASE)


def verify_text(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    """Compare a written text with the document it was written from; empty when they say the same.

    Every character counts, each kind of space too; only the ends of lines are free. Of the body, only the first
    difference is named, by the id of its node.
    """
    try:
        first, *others = data.decode().split("\n")
    except UnicodeDecodeError:
        return (diagnostic(NOT_TEXT),)
    title = document.properties.title.replace("\n", " ")
    if first != title:
        return (diagnostic(NO_TITLE, NOWHERE, "properties.title", expected=title, found=first),)
    pieces = [piece for line in others for piece in line.strip(" ").split("\t") if piece]
    return tuple(_differences(list(_expected(document, title)), pieces))


def _expected(document: Document, title: str) -> Iterator[Line]:
    """Every line and cell after the first line, in order, with the id of its node."""
    projection = project(document)
    for name in _STATUS:
        yield from _lines(name, projection.furniture.get(name, ""))
    texts = {line.id: line.text for line in projection.body}
    for block in blocks(document):
        for node, passage in runs(block):
            text = _spelled(texts.get(node, ""), passage, document.language)
            if isinstance(block, _ROWS) or (isinstance(block, OpenItems) and node.endswith((".label", ".where"))):
                yield from _cell(node, text)
            elif isinstance(block, Picture) and node == f"{block.id}.alt":
                yield from _lines(node, text and f"[{text.strip()}]")
            elif not (isinstance(block, Heading) and block.level == 1 and _one(text) == title):
                yield from _lines(node, text)
        for call in notes(block):
            words = _spelled(plain(call.children), call.children, document.language)
            yield from _lines(call.note, f"{call.number} {words}")


def _lines(node: str, text: str) -> Iterator[Line]:
    for line in text.replace("\t", " ").split("\n"):
        if stripped := line.strip(" "):
            yield Line(node, stripped)


def _cell(node: str, text: str) -> Iterator[Line]:
    if one := _one(text):
        yield Line(node, one)


def _one(text: str) -> str:
    return " ".join(line.text for line in _lines("", text))


def _spelled(text: str, passage: tuple[Inline, ...], language: str) -> str:
    """The projected text of a passage, links and spaces for handwriting replaced by what the format shows of them."""
    number = len(text) - len(plain(passage))
    for start, end, inline, around in reversed(list(_shown_apart(passage, number, language))):
        words = text[start:end]
        shown = _shown(inline.target, words) if isinstance(inline, Link) else _ruled(words, around)
        text = text[:start] + shown + text[end:]
    return text


def _shown_apart(
    passage: tuple[Inline, ...], start: int, language: str,
) -> Iterator[tuple[int, int, Link | RuledSpace, str]]:
    """Where the words of each link and space begin and end, and the language around; the passage begins at `start`."""
    for inline in passage:
        end = start + len(plain((inline,)))
        if isinstance(inline, Link | RuledSpace):
            yield start, end, inline, language
        below = children(inline)
        inner = inline.language if isinstance(inline, Foreign | Untranslated) else language
        yield from _shown_apart(below, end - len(plain(below)), inner)
        start = end


def _ruled(label: str, language: str) -> str:
    opening, closing = ("（", "）") if language == "ja" else (" (", ")")
    return f"________{opening}{label}{closing}"


def _shown(target: str, words: str) -> str:
    kind = target.split(":", 1)[0].lower()
    bare = _SCHEME.sub("", target)
    address = bare if kind == "mailto" else target
    if kind == "tel":
        return words
    return address if words in (target, bare, bare.rstrip("/")) else f"{words} <{address}>"


def _differences(lines: list[Line], pieces: list[str]) -> Iterator[Diagnostic]:
    for line, found in zip(lines, pieces, strict=False):
        if line.text != found:
            yield diagnostic(DIFFERENT, NOWHERE, line.id, expected=line.text, found=found)
            return
    if len(pieces) < len(lines):
        line = lines[len(pieces)]
        yield diagnostic(DIFFERENT, NOWHERE, line.id, expected=line.text, found="")
    elif len(lines) < len(pieces):
        yield diagnostic(UNEXPECTED, found=pieces[len(lines)])
