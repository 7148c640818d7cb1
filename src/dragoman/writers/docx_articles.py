"""Articles, clauses, annexes and recitals as WordprocessingML: numbered by the lists of their styles, anchored by id.

An anchor is a bookmark around a content control: LibreOffice keeps the first, Word both.
"""

from collections.abc import Iterator

from dragoman.appearance.keeping import with_keeps
from dragoman.appearance.shell_lists import LegalLists
from dragoman.appearance.shell_slots import SlotModel
from dragoman.document.nodes import Annex, Article, Clause, Inline, Recital, Text
from dragoman.writers.docx_paragraphs import KEEP, Paragraphs
from dragoman.writers.docx_references import bookmark, list_number
from dragoman.writers.docx_runs import Runs

_OPENING = "clause_opening"


class Articles:
    """Writes the numbered parts of one column of a document, in their order."""

    def __init__(self, lists: LegalLists, paragraphs: Paragraphs, runs: Runs) -> None:
        self._legal = lists
        self._write = paragraphs
        self._runs = runs
        self._articles = 0
        self._article = ""
        self._opening = False

    def article(self, block: Article, model: SlotModel) -> Iterator[str]:
        self._articles += 1
        self._article = block.id
        number = _list(self._legal.first, 0) if self._articles == 1 and self._legal.first else ""
        heading = self._numbered("article", block.label, block.heading, model, numPr=number)
        names = (bookmark(block.id),) if block.label else (f"heading_{bookmark(block.id)}"[:40],)
        yield self._anchored(block.id, names, heading)
        yield from (self.clause(clause, model, keep=keep) for clause, keep in with_keeps(block.clauses))

    def clause(self, clause: Clause, model: SlotModel, *, keep: bool) -> str:
        """A clause of the last article; one that bears the article's number is the article's anchor too.

        The items of such a clause have levels of their own in the list. One to `keep` stays with what follows.
        """
        self._opening = clause.opens_article or (self._opening and clause.level > 1)
        role = _OPENING if clause.opens_article else f"clause_{clause.level}"
        is_item = self._opening and not clause.opens_article
        own = _list(self._legal.articles, clause.level - 1) if is_item else ""
        kept = KEEP if keep else ""
        written = self._numbered(role, clause.label, clause.children, model, numPr=own, keepNext=kept)
        self._runs.behind |= {self._article, clause.id}
        also = (bookmark(self._article),) if clause.opens_article else ()
        return self._anchored(clause.id, (*also, bookmark(clause.id)), written)

    def annex(self, block: Annex, model: SlotModel) -> str:
        broken = "<w:pageBreakBefore/>"
        written = self._numbered("annex", block.label, block.heading, model, pageBreakBefore=broken)
        return self._runs.control(block.id, self._marked(bookmark(block.id), written))

    def _marked(self, name: str, paragraph: str) -> str:
        """A paragraph with a bookmark around its runs: LibreOffice loses one that begins right behind a table."""
        number = next(self._runs.gathered.bookmarks)
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
            number = next(self._runs.gathered.bookmarks)
            written = (
                f'<w:bookmarkStart w:id="{number}" w:name="{one}"/>{written}<w:bookmarkEnd w:id="{number}"/>')
        return written


def _list(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
