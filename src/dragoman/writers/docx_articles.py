"""Articles, clauses, annexes and recitals as WordprocessingML: numbered by the lists of their styles, anchored by id.

An anchor is a bookmark around a content control: LibreOffice keeps the first, Word both.
"""

from collections.abc import Iterator

from dragoman.appearance.shell_lists import LegalLists
from dragoman.appearance.shell_slots import SlotModel
from dragoman.document.nodes import Annex, Article, Clause, Inline, Recital, Text
from dragoman.writers.docx_paragraphs import Paragraphs
from dragoman.writers.docx_references import bookmark, list_number
from dragoman.writers.docx_runs import Runs

_FIRST_BOOKMARK = 3_000_001  # above the numbers that Word gives to the bookmarks of a shell
_OPENING = "clause_opening"


class Articles:
    """Writes the numbered parts of one document; counts its bookmarks."""

    def __init__(self, lists: LegalLists, paragraphs: Paragraphs, runs: Runs) -> None:
        self._legal = lists
        self._write = paragraphs
        self._runs = runs
        self._bookmarks = _FIRST_BOOKMARK
        self._articles = 0

    def article(self, block: Article, model: SlotModel) -> Iterator[str]:
        self._articles += 1
        number = _list(self._legal.first, 0) if self._articles == 1 and self._legal.first else ""
        heading = self._numbered("article", block.label, block.heading, model, numPr=number)
        names = (bookmark(block.id),) if block.label else (f"heading_{bookmark(block.id)}"[:40],)
        yield self._anchored(block.id, names, heading)
        opening = not block.label
        for index, clause in enumerate(block.clauses):
            also = (bookmark(block.id),) if index == 0 and not block.label else ()
            opening = opening and (index == 0 or clause.level > 1)
            yield self._clause(clause, model, also, index=index, opening=opening)
            self._runs.behind |= {block.id, clause.id}

    def _clause(
        self, clause: Clause, model: SlotModel, also: tuple[str, ...], *, index: int, opening: bool,
    ) -> str:
        """A clause; one that is `opening` stands in the first paragraph of an article that numbers no heading."""
        role = _OPENING if opening and index == 0 else f"clause_{clause.level}"
        own = _list(self._legal.articles, clause.level - 1) if opening and index > 0 else ""
        written = self._numbered(role, clause.label, clause.children, model, numPr=own)
        return self._anchored(clause.id, (*also, bookmark(clause.id)), written)

    def annex(self, block: Annex, model: SlotModel) -> str:
        broken = "<w:pageBreakBefore/>"
        written = self._numbered("annex", block.label, block.heading, model, pageBreakBefore=broken)
        return self._runs.control(block.id, self._marked(bookmark(block.id), written))

    def _marked(self, name: str, paragraph: str) -> str:
        """A paragraph with a bookmark around its runs: LibreOffice loses one that begins right behind a table."""
        number, self._bookmarks = self._bookmarks, self._bookmarks + 1
        head, end, runs = paragraph.partition("</w:pPr>")
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{head}{end}{start}{runs.removesuffix("</w:p>")}<w:bookmarkEnd w:id="{number}"/></w:p>'

    def recital(self, block: Recital, model: SlotModel, section: str) -> str:
        return self._write.paragraph("recital", block.children, model, section=section)

    def _numbered(
        self, role: str, label: str, words: tuple[Inline, ...], model: SlotModel, **properties: str,
    ) -> str:
        """A paragraph whose list prints its number; the dash behind that is the first of its own words."""
        rest = label[len(list_number(label)):].strip()
        dash = (Text(f"{rest} ", ""),) if rest else ()
        return self._write.paragraph(role, (*dash, *words), model, **properties)

    def _anchored(self, name: str, bookmarks: tuple[str, ...], paragraph: str) -> str:
        written = self._runs.control(name, paragraph)
        for one in reversed(bookmarks):
            number, self._bookmarks = self._bookmarks, self._bookmarks + 1
            written = (
                f'<w:bookmarkStart w:id="{number}" w:name="{one}"/>{written}<w:bookmarkEnd w:id="{number}"/>')
        return written


def _list(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
