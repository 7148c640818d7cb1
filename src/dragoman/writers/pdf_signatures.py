"""Signature blocks side by side: each row as high as its highest, so that all parties sign on one line."""

from collections.abc import Iterator
from itertools import zip_longest

from dragoman.appearance.css import POINT, pt
from dragoman.appearance.faces import Faces
from dragoman.appearance.look import Look
from dragoman.document.nodes import Document, Inline, Signature, Signatures
from dragoman.document.projection import plain
from dragoman.document.walk import blocks
from dragoman.writers.html_legal import SIGNATURES_IN_ROW

_SAFETY = 0.99


def align_signatures(document: Document, look: Look, faces: Faces) -> str:
    """The rules that make the rows of signature blocks equally high; none in Japanese, whose blocks are stacked."""
    if look.script == "japanese":
        return ""
    return "".join(
        rule for block in blocks(document) if isinstance(block, Signatures) for rule in _rules(block, look, faces))


def _rules(block: Signatures, look: Look, faces: Faces) -> Iterator[str]:
    columns = min(len(block.signatures), SIGNATURES_IN_ROW)
    width = _SAFETY * (look.page.measure / columns - look.lengths.signature_gap)
    for number, row in enumerate(zip_longest(*(list(_heights(s, look, faces, width)) for s in block.signatures))):
        yield f".signature_row_{number}{{min-height:{pt(max(height for height in row if height is not None))}}}"


def _heights(signature: Signature, look: Look, faces: Faces, width: float) -> Iterator[float]:
    """The height in points of a block's head, then of its lines without the spaces to sign on."""
    def height(role: str, passage: tuple[Inline, ...]) -> float:
        style, text = look.styles[role], plain(passage)
        em = width / (style.size * POINT)
        return style.line * faces.lines(style.face, style.weight, text, em) if text else 0

    yield height("signature_party", signature.party)
    for line in signature.lines:
        yield height("signature_label", line.label) + height("signature_text", line.text)
