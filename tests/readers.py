"""What readers that share no code with ours find in a written file: python-docx, poppler, lxml's HTML parser."""

import io
import re
from collections.abc import Iterable

import docx
import lxml.html
from docx.oxml.ns import qn
from lxml import etree

from dragoman import Document, Output
from dragoman.document.nodes import Foreign, Link, Untranslated
from dragoman.document.projection import plain
from dragoman.document.walk import document_inlines
from pdf_readers import pdf_columns, pdf_pages, pdf_passages, whole_words

_RULE_STYLE = "DragomanRule"
_WORD_MARGINS = re.compile(r"/word/(?:header|footer)\d*\.xml")
_BLOCKS = "address|article|aside|blockquote|body|caption|dd|div|dt|figcaption|figure|footer|h1|h2|h3|header|li|main|nav"
_TEXT_BLOCKS = {*_BLOCKS.split("|"), "ol", "p", "section", "table", "tbody", "td", "th", "thead", "title", "tr", "ul"}
_SILENT = {"rp", "rt", "script", "style"}
_SPOKEN = ("alt", "aria-label", "title")


def read(output: Output) -> str:
    """The text of an output, a passage a line; in a PDF, a printed line a line, with all kinds of spaces as one.

    A word that a PDF divides stands whole, on the line where it begins.
    """
    match output.format:
        case "docx":
            return "\n".join([*word_paragraphs(output.data), *word_margins(output.data).values()])
        case "pdf":
            return "\n".join(map(whole_words, pdf_pages(output.data)))
        case "html":
            return html_text(output.data)
        case _:
            return output.data.decode()


def passages(output: Output) -> str:
    """The text of the body of an output, a passage a line in every format; Word's automatic numbers are no text."""
    match output.format:
        case "docx":
            return "\n".join(word_paragraphs(output.data))
        case "pdf":
            return "\n".join(pdf_passages(output.data))
        case _:
            return read(output)


def columns(output: Output) -> tuple[str, str]:
    """The text of both columns of a bilingual edition, a passage a line."""
    left, right = word_columns(output.data) if output.format == "docx" else pdf_columns(output.data)
    return "\n".join(left), "\n".join(right)


def word_columns(data: bytes) -> tuple[list[str], list[str]]:
    """The paragraphs in the first and in the second cells of the rows of tables, those of tables inside included."""
    body = docx.Document(io.BytesIO(data)).element.body
    rows = [row.findall(qn("w:tc")) for row in body.iterfind(f"{qn('w:tbl')}/{qn('w:tr')}")]
    left, right = ([_word_text(p) for row in rows for p in row[place].iter(qn("w:p"))] for place in (0, 1))
    return left, right


def word_paragraphs(data: bytes) -> list[str]:
    """The paragraphs of the body of a Word file, readings of ruby left out."""
    document = docx.Document(io.BytesIO(data))
    return [_word_text(paragraph) for paragraph in document.element.body.iter(qn("w:p"))]


def word_margins(data: bytes) -> dict[str, str]:
    """The text of each header and footer by the name of its part, a paragraph a line."""
    package = docx.Document(io.BytesIO(data)).part.package
    return {
        str(part.partname): "\n".join(_word_text(p) for p in etree.fromstring(part.blob).iter(qn("w:p")))
        for part in package.iter_parts() if _WORD_MARGINS.fullmatch(str(part.partname))}


def _word_text(paragraph: etree._Element) -> str:
    """The text of a paragraph, without what is no text: readings of ruby, and the spaces that a rule is drawn with."""
    signs = {qn("w:br"): "\n", qn("w:noBreakHyphen"): "\u2011"}
    return "".join(
        signs.get(node.tag) or node.text or "" for node in paragraph.iter(qn("w:t"), *signs)
        if not any(above.tag == qn("w:rt") or _is_rule(above) for above in node.iterancestors()))


def _is_rule(run: etree._Element) -> bool:
    style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    return style is not None and style.get(qn("w:val")) == _RULE_STYLE


def html_text(data: bytes) -> str:
    """The text of a page, block by block, with the descriptions that it speaks to who does not see it."""
    found: list[str] = []
    _speak(lxml.html.fromstring(data.decode()), found)
    lines = (line.strip(" ") for line in "".join(found).split("\n"))
    return "\n".join(line for line in lines if line)


def _speak(element: lxml.html.HtmlElement, found: list[str]) -> None:
    block = element.tag in _TEXT_BLOCKS
    if isinstance(element.tag, str) and element.tag not in _SILENT:
        found.append("\n" if block or element.tag == "br" else "")
        found.extend(f"\n{said}\n" for name in _SPOKEN if (said := element.get(name)))
        found.append(element.text or "")
        for child in element:
            _speak(child, found)
            found.append(child.tail or "")
        found.append("\n" if block else "")


def squeeze(text: str) -> str:
    """The text without its spaces: what survives every way of laying it out."""
    return "".join(text.split()).replace("\u2060", "").replace("\u200b", "")


def exempt_texts(document: Document) -> set[str]:
    """What the rules of the document's language do not judge: what is in another one, and addresses."""
    found = list(document_inlines(document))
    links = [inline for inline in found if isinstance(inline, Link)]
    foreign = [i for i in found if isinstance(i, Foreign | Untranslated) and i.language != document.language]
    return {link.target for link in links} | {plain((inline,)) for inline in (*links, *foreign)}


def without(texts: Iterable[str], found: str) -> str:
    """What was found, each of the texts replaced by U+FFFC, however its lines are broken."""
    for text in sorted(texts, key=len, reverse=True):
        letters = r"\s*".join(re.escape(letter) for letter in squeeze(text))
        found = re.sub(letters, "\ufffc", found)
    return found
