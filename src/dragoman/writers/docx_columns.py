"""The two columns of a bilingual edition as a WordprocessingML table."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.appearance.look import Look
from dragoman.appearance.shell_prepared import StyleIds
from dragoman.appearance.shell_slots import SlotModel
from dragoman.document.nodes import Inline
from dragoman.document.projection import plain
from dragoman.writers.docx_markup import attribute, twips


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands in the two cells of a row; one that is `whole` never breaks over two pages."""

    left: str
    right: str
    whole: bool


class Columns:
    """Writes the rows of one document; `model` is that of what stands in a cell."""

    def __init__(self, styles: StyleIds, look: Look) -> None:
        self._styles = styles.tables
        self._gap = twips(look.lengths.gutter / 2)
        self._width = twips(look.column)
        self.model = SlotModel(
            properties={}, section="", width=self._width, left=0, right=0, in_cell=True, last=True)

    def table(self, label: tuple[Inline, ...], heads: Cells, rows: Iterable[Cells]) -> str:
        """The rows beneath the heads of the columns, which every page repeats."""
        width, said = self._width + self._gap, attribute(plain(label))
        written = "".join(self._row(cells) for cells in rows)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles["columns"]}"/><w:tblW w:w="{2 * width}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{said}"/>'
            f'<w:tblDescription w:val="{said}"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/>'
            f'<w:gridCol w:w="{width}"/></w:tblGrid>{self._row(heads, header=True)}{written}</w:tbl>')

    def _row(self, cells: Cells, *, header: bool = False) -> str:
        properties = ("<w:cantSplit/>" if cells.whole else "") + ("<w:tblHeader/>" if header else "")
        properties = f"<w:trPr>{properties}</w:trPr>" if properties else ""
        return f'<w:tr>{properties}{self._cell(cells.left, "right")}{self._cell(cells.right, "left")}</w:tr>'

    def _cell(self, written: str, inner: str) -> str:
        """A cell with half the gutter at its inner side."""
        margin = f'<w:tcMar><w:{inner} w:w="{self._gap}" w:type="dxa"/></w:tcMar>'
        return f'<w:tc><w:tcPr><w:tcW w:w="{self._width + self._gap}" w:type="dxa"/>{margin}</w:tcPr>{written}</w:tc>'
