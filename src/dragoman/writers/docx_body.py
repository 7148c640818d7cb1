"""The blocks of a document as WordprocessingML, slot by slot."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import assert_never

from dragoman.appearance.keeping import is_whole, row_stays, stays
from dragoman.appearance.look import Look
from dragoman.appearance.shell import Shell
from dragoman.appearance.shell_media import fitted, inline_picture
from dragoman.appearance.shell_prepared import StyleIds
from dragoman.appearance.shell_slots import SlotModel
from dragoman.diagnostics import Code, diagnostic
from dragoman.document.nodes import (
    Annex,
    Article,
    Block,
    Clause,
    Contacts,
    Heading,
    Inline,
    Items,
    KeyFigures,
    OpenItems,
    Paragraph,
    Parallel,
    Particulars,
    Picture,
    Programme,
    Quote,
    Recital,
    SideBox,
    Signatures,
    Table,
)
from dragoman.document.projection import plain
from dragoman.errors import InternalError
from dragoman.images import Image
from dragoman.writers.docx_articles import Articles
from dragoman.writers.docx_columns import Cells, Columns
from dragoman.writers.docx_markup import description, millimetres
from dragoman.writers.docx_paragraphs import KEEP, Paragraphs
from dragoman.writers.docx_runs import Runs
from dragoman.writers.docx_signatures import LegalTables
from dragoman.writers.docx_tables import Tables

NO_PICTURE = Code("DOC-004", "error", "l’image « {asset} » n’est pas fournie")

NO_COLUMN = Code("DOC-006", "error", "le gabarit n’a pas deux colonnes")
NO_LISTS = Code("DOC-005", "error", "le gabarit n’a pas de liste pour numéroter des articles")

_FIRST_PICTURE = 2_000_001  # above the numbers that Word gives to the drawings of a shell
_TITLE_LEVEL, _HEADING_LEVEL = 1, 2


class Body:
    """Writes the slots of one document; counts its numbered lists and gathers its pictures.

    `styles` are those of its column, where the shell has two; `beside` writes the right column of a bilingual edition.
    """

    def __init__(
        self, shell: Shell, look: Look, runs: Runs, images: Mapping[str, Image], styles: StyleIds | None = None,
        beside: "Body | None" = None,
    ) -> None:
        styles = styles or shell.styles
        self._shell = shell
        self._look = look
        self._images = images
        self._write = Paragraphs(styles, look, runs)
        self._tables = Tables(styles, look, self._write)
        legal = styles.legal
        self._articles = None if legal is None else Articles(legal, self._write, runs)
        self._legal_tables = (
            None if legal is None else LegalTables(styles, legal, look, self._write, runs.gathered.lists))
        self._columns = Columns(styles, look)
        self._beside = beside
        self._drawings = 0
        self.lists = 0
        self.pictures: list[Image] = []

    def slot(self, blocks: tuple[Block, ...], model: SlotModel, following: Block | None) -> str:
        """What stands in a slot; `following` is the block that comes after it in the same column, if one does.

        A page break before the slot's own paragraph is one before the first block alone.
        """
        pieces: list[str] = []
        for index, block in enumerate(blocks):
            if index == 1:
                model = replace(model, properties={
                    name: markup for name, markup in model.properties.items() if name != "pageBreakBefore"})
            last = index == len(blocks) - 1
            section = model.section if last else ""
            after = following if last else blocks[index + 1]
            spaced = _needs_spacer(block, after, section)
            pieces += self._block(block, model, "" if spaced else section, keep=stays(block, after))
            if spaced:
                broken = "<w:pageBreakBefore/>" if isinstance(after, Parallel) else ""
                pieces.append(self._write.element("spacer", "", section=section, pageBreakBefore=broken))
        return "".join(pieces)

    def _block(  # noqa: C901 - one case for each member of the union
        self, block: Block, model: SlotModel, section: str, *, keep: bool = False,
    ) -> Iterable[str]:
        match block:
            case Heading():
                return [self._heading(block, model, section)]
            case Paragraph():
                kept = {"keepNext": KEEP} if keep else {}
                return [self._write.paragraph(block.role, block.children, model, section=section, **kept)]
            case Items():
                return self._items(block, model, section)
            case SideBox():
                return self._box(block, model, section)
            case Quote():
                return self._sequence([(part.role, part.children) for part in block.paragraphs], model, section)
            case Picture():
                return self._picture(block, model, section)
            case Contacts(contacts=(contact,)):
                lines = [("contact_line", line) for line in contact.lines]
                return self._sequence([("contact_name", contact.name), *lines], model, section)
            case KeyFigures() | Programme() | Particulars() | Contacts():
                return [self._tables.table(block, model)]
            case Article() | Clause() | Annex() | Recital():
                return self._numbered(block, model, section, keep=keep)
            case Parallel():
                return [self._parallel(block)]
            case Table() | Signatures() | OpenItems():
                return [self._legal_table(block, model)]
            case _:
                assert_never(block)

    def _parallel(self, block: Parallel) -> str:
        """Two columns, each written in its own styles, row by row."""
        if self._beside is None:
            raise InternalError([diagnostic(NO_COLUMN, field=block.id)])
        heads = Cells(self.head(block.heads[0]), self._beside.head(block.heads[1]), whole=True)
        rows: list[Cells] = []
        for row, after in zip_longest(block.rows, block.rows[1:]):
            keep = row_stays(row, after)
            left, right = self.cell(row.left, keep=keep), self._beside.cell(row.right, keep=keep)
            rows.append(Cells(left, right, whole=is_whole(row)))
        return self._columns.table(block.label, heads, rows)

    def head(self, words: tuple[Inline, ...]) -> str:
        """The head of a column."""
        return self._write.paragraph("column_head", words)

    def cell(self, block: Block | None, *, keep: bool) -> str:
        """What stands in a cell of a column, which must end with a paragraph."""
        model = self._columns.model
        written = "" if block is None else "".join(self._block(block, model, "", keep=keep))
        return written if block is not None and not _is_table(block) else written + self._write.element("spacer", "")

    def _numbered(
        self, block: Article | Clause | Annex | Recital, model: SlotModel, section: str, *, keep: bool,
    ) -> Iterable[str]:
        if self._articles is None:
            raise InternalError([diagnostic(NO_LISTS, field=block.id)])
        match block:
            case Article():
                return self._articles.article(block, model)
            case Clause():
                return [self._articles.clause(block, model, keep=keep)]
            case Annex():
                return [self._articles.annex(block, model)]
            case Recital():
                return [self._articles.recital(block, model, section)]
            case _:
                assert_never(block)

    def _legal_table(self, block: Table | Signatures | OpenItems, model: SlotModel) -> str:
        if self._legal_tables is None:
            raise InternalError([diagnostic(NO_LISTS, field=block.id)])
        match block:
            case Table():
                return self._legal_tables.table(block, model)
            case Signatures():
                return self._legal_tables.signatures(block, model)
            case OpenItems():
                return self._legal_tables.open_items(block, model)
            case _:
                assert_never(block)

    def _heading(self, block: Heading, model: SlotModel, section: str) -> str:
        role = "title" if block.level == _TITLE_LEVEL else "heading"
        outline = f'<w:outlineLvl w:val="{block.level - 1}"/>' if block.level > _HEADING_LEVEL else ""
        return self._write.paragraph(role, block.children, model, section=section, outlineLvl=outline)

    def _items(self, block: Items, model: SlotModel, section: str) -> Iterator[str]:
        self.lists += 1
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self._shell.list_number(self.lists)}"/></w:numPr>'
        for index, item in enumerate(block.items, 1):
            own = section if index == len(block.items) else ""
            yield self._write.paragraph("item", item.children, model, section=own, numPr=number)

    def _box(self, block: SideBox, model: SlotModel, section: str) -> Iterator[str]:
        """Paragraphs within one frame, the box's whole, each kept with the next: it stays on one page."""
        yield self._write.paragraph("box_heading", block.heading.children, model, keepNext=KEEP)
        for index, paragraph in enumerate(block.paragraphs, 1):
            last = index == len(block.paragraphs)
            yield self._write.paragraph(
                paragraph.role, paragraph.children, model, section=section if last else "",
                keepNext="" if last else KEEP)

    def _picture(self, block: Picture, model: SlotModel, section: str) -> Iterator[str]:
        if block.asset not in self._images:
            raise InternalError([diagnostic(NO_PICTURE, field=block.id, asset=block.asset)])
        image = self._images[block.asset]
        if image not in self.pictures:
            self.pictures.append(image)
        relationship = self._shell.picture_relationship(self.pictures.index(image) + 1)
        size = fitted(image, millimetres(model.width), self._look.lengths.picture_height)
        drawing = inline_picture(relationship, _FIRST_PICTURE + self._drawings, size, description(plain(block.alt)))
        self._drawings += 1
        below = [(role, words) for role, words in (("caption", block.caption), ("credit", block.credit)) if words]
        yield self._write.picture(drawing, model, section="" if below else section)
        yield from self._sequence(below, model, section)

    def _sequence(
        self, parts: list[tuple[str, tuple[Inline, ...]]], model: SlotModel, section: str,
    ) -> Iterator[str]:
        """Paragraphs by role, of which the last one carries the section's end."""
        for index, (role, words) in enumerate(parts, 1):
            yield self._write.paragraph(role, words, model, section=section if index == len(parts) else "")


def _needs_spacer(block: Block, after: Block | None, section: str) -> bool:
    """Whether an empty paragraph must follow a block.

    Word asks for one where a table would end the story or carry its section, and joins what touches its like:
    tables, and paragraphs in frames.
    """
    if _is_table(block):
        return bool(section) or after is None or _is_table(after)
    if isinstance(block, Article | Annex):
        return bool(section)
    if isinstance(block, SideBox):
        return after is not None and not isinstance(after, Heading | Picture)
    return isinstance(block, Quote) and isinstance(after, Quote)


def _is_table(block: Block) -> bool:
    match block:
        case Contacts():
            return len(block.contacts) > 1
        case _:
            return isinstance(block, KeyFigures | Programme | Particulars | Table | Signatures | OpenItems | Parallel)
