"""The table of contents of a convention: its lines, where they lead, and the pages that they print."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from convention_samples import STEM
from convention_samples import project as convention
from dragoman.appearance.furniture import furniture_sheet
from dragoman.composers.convention import SLOTS
from dragoman.document.nodes import Annex, Article, Document, Paragraph
from dragoman.document.projection import plain, project
from dragoman.document.walk import blocks
from dragoman.languages import bcp47
from dragoman.readback.pdf import verify_pdf
from dragoman.readback.pdf_pages import read
from dragoman.writers.docx_references import bookmark
from dragoman.writers.html import fragments
from dragoman.writers.html_legal import signing_spaces
from dragoman.writers.pdf import PdfAppearance
from page_samples import TEMPLATES
from projects import LANGUAGES
from readers import squeeze


def asked(tree):
    tree["contents"] = "true"


def edition(language: str) -> Document:
    return convention(asked).compose(STEM, language=language)


def lines(document: Document) -> list[Paragraph]:
    return [block for block in blocks(document) if isinstance(block, Paragraph) and block.role == "contents"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_and_annex_has_a_line_with_its_number_and_its_heading(language: str) -> None:
    document = edition(language)
    said = {line.id: line.text for line in project(document).body}
    parts = [block for block in blocks(document) if isinstance(block, Article | Annex)]
    assert [line.id for line in lines(document)] == [f"contents.{part.id}" for part in parts]
    for line, part in zip(lines(document), parts, strict=True):
        match part:
            case Article() if language == "ja":
                number = part.clauses[0].label.rstrip("\u3000")
                assert plain(line.children) == f"{number}{plain(part.heading)}"
            case Article():
                assert plain(line.children) == said[f"{part.id}.heading"]
            case Annex():
                assert plain(line.children) == said[part.id]


def test_without_being_asked_for_there_is_none() -> None:
    assert lines(convention().compose(STEM, language="fr")) == []


@pytest.mark.parametrize("language", [*LANGUAGES, "fr+ja"])
def test_every_format_reads_back_with_it(language: str) -> None:
    made = convention(asked)
    for kind in ("docx", "pdf") if "+" in language else ("docx", "pdf", "html", "text"):
        assert made.write(made.compose(STEM, language=language), kind).data


def test_in_word_a_line_is_a_link_to_its_article_without_a_page() -> None:
    document = edition("fr")
    word = docx.Document(io.BytesIO(convention(asked).write(document, "docx").data))
    links = {link.get(qn("w:anchor")): "".join(text.text for text in link.iter(qn("w:t")))
             for link in word.element.body.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in word.element.body.iter(qn("w:bookmarkStart"))}
    assert set(links) <= marks
    assert links == {
        bookmark(line.id.removeprefix("contents.")): plain(line.children) for line in lines(document)}


def test_in_a_pdf_a_line_prints_the_page_on_which_its_article_begins() -> None:
    document = edition("fr")
    pages = [[squeeze("".join(run.text for run in passage.runs)) for passage in page.passages]
             for page in read(convention(asked).write(document, "pdf").data).pages]
    everything = [text for page in pages for text in page]
    for line in lines(document):
        words = squeeze(plain(line.children))
        (printed,) = (text for text in everything if text.startswith(words) and text != words)
        begins = next(number for number, page in enumerate(pages, 1) if words in page)
        assert printed == f"{words}{begins}"


@pytest.mark.parametrize(("rule", "code"), [
    ('.contents .reference::after{content:" 99"}', "RBP-020"),
    (".contents .reference::after{content:none}", "RBP-020"),
    (".contents{display:none}", "RBP-010"),
])
def test_a_wrong_page_is_found_out(rule: str, code: str) -> None:
    document = edition("fr")
    appearance = PdfAppearance.open(TEMPLATES, "convention", "fr", SLOTS["fr"])
    session = appearance.session(document)
    source = appearance.page.fill(
        fragments(document, appearance.look), document.properties, bcp47("fr"), document.state)
    sheet = furniture_sheet(appearance.look, document.furniture, session.faces) + signing_spaces(document)
    assert verify_pdf(document, session.write(source, sheet)) == ()
    assert code in [fault.code.id for fault in verify_pdf(document, session.write(source, sheet + rule))]
