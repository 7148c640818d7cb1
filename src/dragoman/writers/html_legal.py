"""The blocks of a convention as semantic HTML: articles and clauses, recitals, annexes, signatures, open items, notes.

Numbers are text and stand before the words they number, in an element that the style sheets set hanging. Whatever a
reference may lead to bears its id.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, assert_never

from dragoman.appearance.keeping import with_keeps
from dragoman.document.nodes import (
    Annex,
    Article,
    Clause,
    Document,
    Inline,
    NoteCall,
    OpenItem,
    OpenItems,
    Recital,
    Signature,
    SignatureLine,
    Signatures,
    Table,
)
from dragoman.document.projection import label_gap, plain
from dragoman.document.walk import blocks

LegalBlock: TypeAlias = Recital | Article | Clause | Annex | Table | Signatures | OpenItems
Passage: TypeAlias = Callable[[Iterable[Inline]], str]
"""Makes the markup of a passage."""

SIGNATURES_IN_ROW = 3
"""Signature blocks to a row at most, in French and English."""
_ORDINAL = re.compile(r"(?<=\d)er\b")
"""The letters of « 1er », raised in the label of a French article."""


def legal_block(block: LegalBlock, passage: Passage, *, keep: bool = False) -> str:
    """The markup of a block that only a convention has; a clause to `keep` stays with what follows."""
    match block:
        case Recital():
            return _element("p", "recital", f"{_number(block.label)}{passage(block.children)}")
        case Article():
            return _article(block, passage)
        case Clause():
            role = "clause_opening" if block.opens_article else f"clause_{block.level}"
            return _clause(block, f"{role} kept" if keep else role, passage)
        case Annex():
            return _element("h2", "annex", f"{_label(block.label)}{passage(block.heading)}", block.id)
        case Table():
            return _table(block, passage)
        case Signatures():
            columns = min(len(block.signatures), SIGNATURES_IN_ROW)
            return _list(f"signatures parties-{columns}", plain(block.label), (
                _signature(signature, passage) for signature in block.signatures))
        case OpenItems():
            return _open_items(block, passage)
        case _:
            assert_never(block)


def note(call: NoteCall, passage: Passage) -> str:
    """The words of a footnote, for the place after the block that calls it."""
    return _element("p", "note", f"{_number(str(call.number))}{passage(call.children)}", call.note)


def signing_spaces(document: Document) -> str:
    """The rules of the spaces to sign on: their heights are the document's."""
    heights = sorted({
        line.space for block in blocks(document) if isinstance(block, Signatures)
        for signature in block.signatures for line in signature.lines if line.space})
    return "".join(f".space-{height}{{height:{height}mm}}" for height in heights)


def _article(article: Article, passage: Passage) -> str:
    heading = f"{_label(article.label)}{passage(article.heading)}"
    clauses = (legal_block(clause, passage, keep=keep) for clause, keep in with_keeps(article.clauses))
    return "\n".join((_element("h2", "article", heading, article.id), *clauses))


def _clause(clause: Clause, role: str, passage: Passage) -> str:
    return _element("p", role, f"{_number(clause.label)}{passage(clause.children)}", clause.id)


def _label(label: str) -> str:
    """The label of a heading, in the flow of its words."""
    return _ORDINAL.sub("<sup>er</sup>", _escaped(label)) + label_gap(label)


def _number(label: str) -> str:
    """A number that its words hang from."""
    return f'<span class="number">{_escaped(label)}{label_gap(label)}</span>' if label else ""


def _table(table: Table, passage: Passage) -> str:
    heads = "".join(f'<th scope="col" class="table_head">{passage(column)}</th>' for column in table.columns)
    rows = "".join(
        f'<tr>{"".join(_element("td", "table_cell", passage(cell)) for cell in row)}</tr>' for row in table.rows)
    return (
        f'<table class="annex_table"><caption>{passage(table.label)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")


def _signature(signature: Signature, passage: Passage) -> str:
    party = _element("p", "signature_party signature_row_0", passage(signature.party))
    lines = (_signature_line(number, line, passage) for number, line in enumerate(signature.lines, 1))
    return f'<li>{party}{"".join(lines)}</li>'


def _signature_line(number: int, line: SignatureLine, passage: Passage) -> str:
    """A label and what it names; a space to sign on stands beneath the label, ruled at its foot."""
    label = _element("p", "signature_label", passage(line.label)) if line.label else ""
    text = _element("p", "signature_text", passage(line.text)) if line.text else ""
    space = f'<div class="signing space-{line.space}"></div>' if line.space else ""
    return f'<div class="signature_line signature_row_{number}">{label}{text}{space}</div>'


def _open_items(block: OpenItems, passage: Passage) -> str:
    heading = _element("h2", "open_items_heading", passage(block.heading))
    more = _element("p", "open_items_more", passage(block.more)) if block.more else ""
    items = _list("open_items_list", plain(block.heading), (_open_item(item, passage) for item in block.items))
    return f'<div class="open_items">{heading}{items}{more}</div>'


def _open_item(item: OpenItem, passage: Passage) -> str:
    label = _element("p", "open_item", f"{_number(f'{item.number}.')}{passage(item.label)}")
    where = _element("p", "open_item_where", passage(item.where)) if item.where else ""
    return f"<li>{label}{where}</li>"


def _list(role: str, label: str, items: Iterator[str]) -> str:
    return f'<ul class="{role}" aria-label="{html.escape(label, quote=True)}">{"".join(items)}</ul>'


def _element(tag: str, role: str, inside: str, node: str = "") -> str:
    anchor = f' id="{html.escape(node, quote=True)}"' if node else ""
    return f'<{tag} class="{role}"{anchor}>{inside}</{tag}>'


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
