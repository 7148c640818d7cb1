"""The tables of a convention as WordprocessingML: annexed tables, signatures, open items."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from textwrap import wrap

from dragoman.appearance.look import Look
from dragoman.appearance.shell_extras import StartedList
from dragoman.appearance.shell_lists import LegalLists
from dragoman.appearance.shell_prepared import StyleIds
from dragoman.appearance.shell_slots import SlotModel
from dragoman.appearance.shell_styles import TableRole
from dragoman.document.nodes import Inline, OpenItem, OpenItems, Signature, SignatureLine, Signatures, Table
from dragoman.document.projection import plain
from dragoman.writers.docx_markup import attribute, twips
from dragoman.writers.docx_paragraphs import KEEP, Paragraphs

_LABEL = 5
"""Em: the column of labels of a Japanese signature."""
_IN_ROW = 3
"""Signature blocks to a row at most, in French and English."""
_LETTER, _BOLD_LETTER = 0.47, 0.5
"""The width of a letter of a label face, in em, on average."""
_WHERE = 0.4
"""The share of the column that says where an open item stands."""
_FIRST_LIST = 1000  # above the lists that notes start
_KEPT_ITEMS = 8
"""So many open items stay on one page; a longer list may go on to the next."""


class LegalTables:
    """Writes the tables of one column of a document; adds to `started` the lists that its open items start."""

    def __init__(
        self, styles: StyleIds, lists: LegalLists, look: Look, paragraphs: Paragraphs, started: list[StartedList],
    ) -> None:
        self._styles = styles.tables
        self._items = lists.open_items
        self._look = look
        self._write = paragraphs
        self._started = started

    def table(self, block: Table, model: SlotModel) -> str:
        widths = _shares(model.width, len(block.columns))
        head = "".join(
            _cell(width, self._write.paragraph("table_head", column))
            for width, column in zip(widths, block.columns, strict=True))
        rows = "".join(
            _row("".join(
                _cell(width, self._write.paragraph("table_cell", cell))
                for width, cell in zip(widths, row, strict=True)))
            for row in block.rows)
        return self._table("annex_table", block.label, widths, _row(head, header=True) + rows, model)

    # --- signatures ------------------------------------------------------------------------------------------------

    def signatures(self, block: Signatures, model: SlotModel) -> str:
        """The blocks side by side in equal columns, or in Japanese one above the other."""
        if self._look.script == "japanese":
            em = self._look.styles["signature_label"].size * 20
            label, rule = round(_LABEL * em), twips(self._look.lengths.signing_rule)
            widths: tuple[int, ...] = (label, rule, model.width - label - rule)
            rows = "".join(row for one in block.signatures for row in self._stacked(one, widths))
        else:
            widths = _shares(model.width, min(len(block.signatures), _IN_ROW))
            rows = "".join(self._side_by_side(some, widths) for some in _rows_of(block.signatures))
        return self._table("signatures", block.label, widths, rows, model)

    def _side_by_side(self, signatures: Sequence[Signature], widths: tuple[int, ...]) -> str:
        """A row of blocks, in which parties and offices take as many lines as the longest: all sign on one line."""
        heights = [self._head_height(one, widths[0]) for one in signatures]
        cells = [
            _cell(width, "".join(self._column(one, max(heights) - own)))
            for width, one, own in zip(widths, signatures, heights, strict=False)]
        cells += [_cell(width, self._write.element("signature_text", "")) for width in widths[len(cells):]]
        return _row("".join(cells))

    def _head_height(self, signature: Signature, width: int) -> int:
        """About how high, in twips, are the words above the space to sign on: Word alone knows its letters' widths."""
        room = (width - twips(self._look.lengths.signature_gap)) / 20
        above = takewhile(lambda line: not line.space, signature.lines)
        height = 0.0
        for role, words in (("signature_party", signature.party), *(("signature_text", line.text) for line in above)):
            style = self._look.styles[role]
            letter = style.size * (_BOLD_LETTER if style.bold else _LETTER)
            height += len(wrap(plain(words), max(1, round(room / letter)))) * style.line
        return round(height * 20)

    def _column(self, signature: Signature, lacking: int) -> Iterator[str]:
        """A block; `lacking` is how much lower, in twips, than its neighbours it is above its space to sign on."""
        yield self._write.paragraph("signature_party", signature.party)
        for line in signature.lines:
            if line.space:
                yield self._write.paragraph(
                    "signature_label", line.label, pBdr=f"<w:pBdr>{self._hairline()}</w:pBdr>",
                    spacing=self._space("signature_label", twips(line.space) + lacking))
            elif line.label:
                yield self._write.paragraph("signature_label", line.label)
            if line.text:
                yield self._write.paragraph("signature_text", line.text)

    def _stacked(self, signature: Signature, widths: tuple[int, ...]) -> Iterator[str]:
        yield _row(_cell(sum(widths), self._write.paragraph("signature_party", signature.party), _span(len(widths))))
        for line in signature.lines:
            keep = "" if line is signature.lines[-1] else KEEP
            yield self._stacked_line(line, widths, keep)

    def _stacked_line(self, line: SignatureLine, widths: tuple[int, ...], keep: str) -> str:
        kept = keep or '<w:keepNext w:val="0"/>'
        label = self._write.paragraph("signature_label", line.label, keepNext=kept)
        text = self._write.paragraph("signature_text", line.text, keepNext=kept)
        if not line.space:
            return _row(_cell(widths[0], label) + _cell(sum(widths[1:]), text, _span(len(widths) - 1)))
        rest = self._write.element("signature_text", "", keepNext=kept)
        ruled = f"<w:tcBorders>{self._hairline()}</w:tcBorders>"
        bottom = '<w:vAlign w:val="bottom"/>'
        return _row(
            _cell(widths[0], label, bottom) + _cell(widths[1], text, ruled + bottom) + _cell(widths[2], rest),
            height=twips(line.space))

    def _hairline(self) -> str:
        size, colour = round(self._look.rules["hairline"] * 8), self._look.colours["ink"][1:]
        return f'<w:bottom w:val="single" w:sz="{size}" w:space="1" w:color="{colour}"/>'

    def _space(self, role: str, space: int) -> str:
        style = self._look.styles[role]
        return (
            f'<w:spacing w:before="{space}" w:after="{round(style.after * 20)}" '
            f'w:line="{round(style.line * 20)}" w:lineRule="exact"/>')

    # --- open items ------------------------------------------------------------------------------------------------

    def open_items(self, block: OpenItems, model: SlotModel) -> str:
        """A framed list, its heading, which follows the slot's model, repeated on every page that it takes.

        Not in a cell: LibreOffice would repeat the first item too.
        """
        where = round(model.width * _WHERE)
        widths = (model.width - where, where)
        whole = _span(len(widths))
        keep = len(block.items) <= _KEPT_ITEMS
        heading = self._write.paragraph("open_items_heading", block.heading, model)
        rows = _row(_cell(model.width, heading, whole), header=not model.in_cell)
        last = 0
        for item in block.items:
            kept = bool(block.more) if item is block.items[-1] else keep
            if item.number != last + 1 or last == 0:
                self._start(item.number)
            last = item.number
            rows += self._item(item, widths, keep=kept)
        if block.more:
            rows += _row(_cell(model.width, self._write.paragraph("open_items_more", block.more), whole))
        return self._table("open_items", block.heading, widths, rows, model)

    def _start(self, number: int) -> None:
        name = self._items.highest + _FIRST_LIST + len(self._started)
        self._started.append(StartedList(name, self._items.definition, number))

    def _item(self, item: OpenItem, widths: tuple[int, ...], *, keep: bool) -> str:
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self._started[-1].number}"/></w:numPr>'
        kept = KEEP if keep else ""
        return _row(
            _cell(widths[0], self._write.paragraph("open_item", item.label, numPr=number, keepNext=kept))
            + _cell(widths[1], self._write.paragraph("open_item_where", item.where, keepNext=kept)))

    def _table(
        self, role: TableRole, label: tuple[Inline, ...], widths: tuple[int, ...], rows: str, model: SlotModel,
    ) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        indent = f'<w:tblInd w:w="{model.left}" w:type="dxa"/>' if model.left else ""
        said, heads = attribute(plain(label)), int(role == "annex_table")
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles[role]}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{indent}<w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="06{heads * 2}0" w:firstRow="{heads}" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{said}"/><w:tblDescription w:val="{said}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )


def _rows_of(signatures: Sequence[Signature]) -> Iterator[Sequence[Signature]]:
    for first in range(0, len(signatures), _IN_ROW):
        yield signatures[first:first + _IN_ROW]


def _row(cells: str, *, header: bool = False, height: int = 0) -> str:
    high = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{repeated}</w:trPr>{cells}</w:tr>"


def _cell(width: int, paragraphs: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{paragraphs}</w:tc>'


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def _shares(width: int, columns: int) -> tuple[int, ...]:
    """Split a width into equal columns that add up to it."""
    return tuple(width * (i + 1) // columns - width * i // columns for i in range(columns))
