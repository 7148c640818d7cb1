"""Blocks as WordprocessingML tables in the shell's named styles."""

from collections.abc import Iterator
from typing import TypeAlias, assert_never

from dragoman.appearance.figures import FigureRole, panel
from dragoman.appearance.look import Look
from dragoman.appearance.programme import is_long
from dragoman.appearance.shell_prepared import StyleIds
from dragoman.appearance.shell_slots import SlotModel
from dragoman.appearance.shell_styles import TableRole
from dragoman.document.nodes import (
    Contact,
    Contacts,
    Day,
    Inline,
    KeyFigure,
    KeyFigures,
    Particulars,
    Programme,
)
from dragoman.document.projection import plain
from dragoman.writers.docx_markup import attribute, millimetres, twips
from dragoman.writers.docx_paragraphs import KEEP, Paragraphs

Table: TypeAlias = KeyFigures | Programme | Particulars | Contacts

CONTACT_COLUMNS = 2
_LAST = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'
"""A cell of the last column has no gap at its right."""
_LOOKS: dict[TableRole, str] = {
    "key_figures": 'w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0"',
    "programme": 'w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"',
    "particulars": 'w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1"',
    "contacts": 'w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0"',
}
"""Which cells of a table are heads."""


class Tables:
    """Writes the tables of one document."""

    def __init__(self, styles: StyleIds, look: Look, paragraphs: Paragraphs) -> None:
        self._styles = styles.tables
        self._look = look
        self._paragraphs = paragraphs

    def table(self, block: Table, model: SlotModel) -> str:
        match block:
            case KeyFigures():
                return self._figures(block, model)
            case Programme():
                return self._programme(block, model)
            case Particulars():
                return self._particulars(block, model)
            case Contacts():
                return self._contacts(block, model)
            case _:
                assert_never(block)

    def _figures(self, block: KeyFigures, model: SlotModel) -> str:
        fitted = panel(block, self._look, millimetres(model.width))
        count, columns = len(block.figures), fitted.columns
        widths = _shares(model.width, columns)
        rows = [block.figures[start:start + columns] for start in range(0, count, columns)]
        table = "".join(
            _row(*(self._figure(figure, width, fitted.role, keep=row is not rows[-1])
                   for figure, width in zip((*row, *[None] * (columns - len(row))), widths, strict=True)))
            for row in rows
        )
        return self._table("key_figures", block.label, widths, table, model)

    def _figure(self, figure: KeyFigure | None, width: int, role: FigureRole, *, keep: bool) -> str:
        write = self._paragraphs
        if figure is None:
            return _cell(width, write.element("figure_caption", ""))
        value = write.runs(role, figure.lead, "figure_lead") + write.runs(role, figure.value)
        caption = write.paragraph("figure_caption", figure.caption, keepNext=KEEP if keep else "")
        return _cell(width, write.element(role, value) + caption)

    def _programme(self, block: Programme, model: SlotModel) -> str:
        date, place = (twips(self._look.programme[name] + self._look.lengths.cell_gap) for name in ("date", "place"))
        widths = (date, place, model.width - date - place)
        head = "".join(
            _cell(width, self._paragraphs.paragraph("table_head", column), edge)
            for column, width, edge in zip(block.columns, widths, ("", "", _LAST), strict=True)
        )
        parted = is_long(block, self._look)
        rows = "".join(
            row for day in block.days for row in self._day(day, widths, last=parted or day is block.days[-1]))
        return self._table("programme", block.label, widths, _row(head, header=True) + rows, model)

    def _day(self, day: Day, widths: tuple[int, int, int], *, last: bool) -> Iterator[str]:
        """The rows of a day: its date once, a hairline above, kept together, and with the next day unless `last`."""
        rule = (
            f'<w:tcBorders><w:top w:val="single" w:sz="{round(self._look.rules["hairline"] * 8)}" w:space="0" '
            f'w:color="{self._look.colours["hairline"][1:]}"/></w:tcBorders>'
        )
        write = self._paragraphs.paragraph
        cells = [(entry.place, entry.event) for entry in day.entries] or [((), ())]
        for index, (place, event) in enumerate(cells):
            first, keep = index == 0, "" if last and index == len(cells) - 1 else KEEP
            merge = "" if len(cells) == 1 else f'<w:vMerge w:val="{"restart" if first else "continue"}"/>'
            border = rule if first else ""
            yield _row(
                _cell(widths[0], write("table_date", day.date if first else (), keepNext=keep), merge + border),
                _cell(widths[1], write("table_cell", place, keepNext=keep), border),
                _cell(widths[2], write("table_cell", event, keepNext=keep), border + _LAST),
            )

    def _particulars(self, block: Particulars, model: SlotModel) -> str:
        indent = self._look.styles["particular_label"].indent
        label = twips(indent + self._look.programme["date"] + self._look.lengths.cell_gap)
        widths = (label, model.width - label)
        rows = ""
        for row in block.rows:
            keep = "" if row is block.rows[-1] and not self._look.styles["particular_text"].keep else KEEP
            rows += _row(
                _cell(widths[0], self._paragraphs.paragraph("particular_label", row.label, keepNext=keep)),
                _cell(widths[1], self._paragraphs.paragraph("particular_text", row.text, keepNext=keep), _LAST),
            )
        return self._table("particulars", block.label, widths, rows, model)

    def _contacts(self, block: Contacts, model: SlotModel) -> str:
        widths = _shares(model.width, CONTACT_COLUMNS)
        starts = range(0, len(block.contacts), CONTACT_COLUMNS)
        pairs = [block.contacts[start:start + CONTACT_COLUMNS] for start in starts]
        rows = "".join(
            _row(*(_cell(width, self._contact(contact))
                   for contact, width in zip((*pair, *[None] * (CONTACT_COLUMNS - len(pair))), widths, strict=True)))
            for pair in pairs
        )
        return self._table("contacts", block.label, widths, rows, model)

    def _contact(self, contact: Contact | None) -> str:
        write = self._paragraphs
        if contact is None:
            return write.element("contact_line", "")
        return write.paragraph("contact_name", contact.name) + "".join(
            write.paragraph("contact_line", line) for line in contact.lines)

    def _table(
        self, role: TableRole, label: tuple[Inline, ...], widths: tuple[int, ...], rows: str, model: SlotModel,
    ) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        indent = f'<w:tblInd w:w="{model.left}" w:type="dxa"/>' if model.left else ""
        said = attribute(plain(label))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles[role]}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{indent}<w:tblLayout w:type="fixed"/>'
            f'<w:tblLook {_LOOKS[role]} w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{said}"/><w:tblDescription w:val="{said}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )


def _row(*cells: str, header: bool = False) -> str:
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(width: int, paragraphs: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{paragraphs}</w:tc>'


def _shares(width: int, columns: int) -> tuple[int, ...]:
    """Split a width into equal columns that add up to it."""
    return tuple(width * (i + 1) // columns - width * i // columns for i in range(columns))
