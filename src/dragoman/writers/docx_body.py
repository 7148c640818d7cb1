"""Blocks as WordprocessingML paragraphs and tables in the shell's named styles."""

from collections.abc import Iterator
from typing import assert_never

from dragoman.appearance.look import Look
from dragoman.appearance.shell import Shell
from dragoman.appearance.shell_slots import SlotModel
from dragoman.appearance.shell_styles import CharacterRole, TableRole
from dragoman.diagnostics import Code, diagnostic
from dragoman.document.nodes import Block, Day, Heading, Inline, Items, KeyFigure, KeyFigures, Paragraph, Programme
from dragoman.document.projection import plain
from dragoman.errors import InternalError
from dragoman.writers.docx_markup import attribute
from dragoman.writers.docx_runs import Runs

NO_ROLE = Code("DOC-002", "error", "le gabarit n’a pas de style pour « {role} »")

ONE_ROW = 4
"""As many figures stand in one row; more are set in rows of the look's number of columns."""
_GAP = 4  # millimetres between the dates and the places
_TITLE_LEVEL, _HEADING_LEVEL = 1, 2
_PROPERTIES = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "sectPr",
)
"""Paragraph properties in the schema's order."""


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


class Body:
    """Writes the slots of one document; counts its numbered lists."""

    def __init__(self, shell: Shell, look: Look, runs: Runs) -> None:
        self._shell = shell
        self._look = look
        self._runs = runs
        self.lists = 0

    def slot(self, blocks: tuple[Block, ...], model: SlotModel, following: Block | None) -> str:
        """What stands in a slot; `following` is the block that comes after it in the same column, if one does."""
        pieces: list[str] = []
        for index, block in enumerate(blocks):
            last = index == len(blocks) - 1
            section = model.section if last else ""
            match block:
                case Heading():
                    pieces.append(self._heading(block, model, section))
                case Paragraph():
                    pieces.append(self._paragraph(block.role, block.children, model, section=section))
                case Items():
                    pieces += self._items(block, model, section)
                case KeyFigures() | Programme():
                    pieces.append(self._figures(block, model) if isinstance(block, KeyFigures)
                                  else self._programme(block, model))
                    after = following if last else blocks[index + 1]
                    if section or after is None or isinstance(after, KeyFigures | Programme):
                        pieces.append(self._element("spacer", "", {}, section))
                case _:
                    assert_never(block)
        return "".join(pieces)

    # --- paragraphs

    def _heading(self, block: Heading, model: SlotModel, section: str) -> str:
        role = "title" if block.level == _TITLE_LEVEL else "heading"
        outline = f'<w:outlineLvl w:val="{block.level - 1}"/>' if block.level > _HEADING_LEVEL else ""
        return self._paragraph(role, block.children, model, section=section, outlineLvl=outline)

    def _items(self, block: Items, model: SlotModel, section: str) -> Iterator[str]:
        self.lists += 1
        number = self._shell.list_number(self.lists)
        properties = {"numPr": f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'}
        if model.left or model.right:
            hanging = twips(self._look.styles["item"].hanging)
            properties["ind"] = (
                f'<w:ind w:left="{model.left + hanging}" w:right="{model.right}" w:hanging="{hanging}"/>')
        for index, item in enumerate(block.items, 1):
            own = section if index == len(block.items) else ""
            yield self._paragraph("item", item.children, model, section=own, **properties)

    def _paragraph(
        self, role: str, inlines: tuple[Inline, ...], model: SlotModel | None = None, *, section: str = "",
        **properties: str,
    ) -> str:
        """A paragraph in the style of a role, after the slot's model; `properties` are its own."""
        if model is not None and model.properties:
            own = {name: markup for name, markup in properties.items() if markup}
            properties = {**model.properties, **own}
        return self._element(role, self._runs.passage(inlines, self._look.styles[role]), properties, section)

    def _element(self, role: str, runs: str, properties: dict[str, str], section: str = "") -> str:
        styles = self._shell.styles.paragraphs
        if role not in styles:
            raise InternalError([diagnostic(NO_ROLE, role=role)])
        style = f'<w:pStyle w:val="{styles[role]}"/>'
        if properties:
            style += "".join(properties[name] for name in _PROPERTIES if name in properties)
        return f"<w:p><w:pPr>{style}{section}</w:pPr>{runs}</w:p>"

    # --- tables

    def _figures(self, block: KeyFigures, model: SlotModel) -> str:
        count = len(block.figures)
        columns = count if count <= ONE_ROW else self._look.figure_columns
        widths = _shares(model.width, columns)
        rows = [block.figures[start:start + columns] for start in range(0, count, columns)]
        table = "".join(
            _row(*(self._figure(figure, width, keep=row is not rows[-1])
                   for figure, width in zip((*row, *[None] * (columns - len(row))), widths, strict=True)))
            for row in rows
        )
        return self._table("key_figures", block.label, widths, table, model)

    def _figure(self, figure: KeyFigure | None, width: int, *, keep: bool) -> str:
        if figure is None:
            return _cell(width, self._element("figure_caption", "", {}))
        style = self._look.styles["figure_value"]
        lead: CharacterRole = "figure_lead"
        value = self._runs.passage(figure.lead, style, lead) + self._runs.passage(figure.value, style)
        caption = self._paragraph("figure_caption", figure.caption, keepNext=_KEEP if keep else "")
        return _cell(width, self._element("figure_value", value, {}) + caption)

    def _programme(self, block: Programme, model: SlotModel) -> str:
        date, place = (twips(self._look.programme[name] + gap) for name, gap in (("date", _GAP), ("place", 0)))
        widths = (date, place, model.width - date - place)
        head = "".join(
            _cell(width, self._paragraph("table_head", column))
            for column, width in zip(block.columns, widths, strict=True)
        )
        rows = "".join(
            row for number, day in enumerate(block.days, 1)
            for row in self._day(day, widths, last=number == len(block.days)))
        return self._table("programme", block.label, widths, _row(head, header=True) + rows, model)

    def _day(self, day: Day, widths: tuple[int, int, int], *, last: bool) -> Iterator[str]:
        """The rows of a day: its date once, a hairline above, kept with what follows: the table stays on one page."""
        rule = (
            f'<w:tcBorders><w:top w:val="single" w:sz="{round(self._look.rules["hairline"] * 8)}" w:space="0" '
            f'w:color="{self._look.colours["hairline"][1:]}"/></w:tcBorders>'
        )
        cells = [(entry.place, entry.event) for entry in day.entries] or [((), ())]
        for index, (place, event) in enumerate(cells):
            first, keep = index == 0, "" if last and index == len(cells) - 1 else _KEEP
            merge = "" if len(cells) == 1 else f'<w:vMerge w:val="{"restart" if first else "continue"}"/>'
            border = rule if first else ""
            date = self._paragraph("table_date", day.date if first else (), keepNext=keep)
            yield _row(
                _cell(widths[0], date, merge + border),
                _cell(widths[1], self._paragraph("table_cell", place, keepNext=keep), border),
                _cell(widths[2], self._paragraph("table_cell", event, keepNext=keep), border),
            )

    def _table(
        self, role: TableRole, label: tuple[Inline, ...], widths: tuple[int, ...], rows: str, model: SlotModel,
    ) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        indent = f'<w:tblInd w:w="{model.left}" w:type="dxa"/>' if model.left else ""
        said = attribute(plain(label))
        first_row = "1" if role == "programme" else "0"
        look = (
            f'<w:tblLook w:val="06{first_row.replace("1", "2")}0" w:firstRow="{first_row}" w:lastRow="0" '
            f'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._shell.styles.tables[role]}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{indent}<w:tblLayout w:type="fixed"/>{look}'
            f'<w:tblCaption w:val="{said}"/><w:tblDescription w:val="{said}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )


_KEEP = "<w:keepNext/>"


def _row(*cells: str, header: bool = False) -> str:
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(width: int, paragraphs: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{paragraphs}</w:tc>'


def _shares(width: int, columns: int) -> tuple[int, ...]:
    """Split a width into equal columns that add up to it."""
    return tuple(width * (i + 1) // columns - width * i // columns for i in range(columns))
