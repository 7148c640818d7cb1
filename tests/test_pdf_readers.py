"""The readers of the tests tell printed lines and passages apart, with rules to write on in them."""

import pytest

from dragoman.document.nodes import Article, Document, LineBreak, NoteCall, Paragraph, RuledSpace
from dragoman.document.projection import plain
from dragoman.document.walk import blocks, inlines
from dragoman.writers.pdf import write_pdf
from page_samples import appearance, only, text
from pdf_readers import RULE, pdf_lines, pdf_pages, pdf_passages
from projects import GLASSWORKS, draft, written
from readers import squeeze

LABEL = "議決の番号"


def printed(document: Document) -> bytes:
    return write_pdf(document, appearance(document.language))


def ruled(before: str, *after: object) -> bytes:
    return printed(only("ja", Paragraph("node", "text", (text(before), RuledSpace("n", (text(LABEL),)), *after))))


@pytest.mark.parametrize("length", range(20, 44))
def test_what_stands_before_and_after_a_rule_is_one_line_wherever_it_breaks(length: int) -> None:
    lines = pdf_lines(ruled("あ" * length + "（番号：", text("）。以下")), [LABEL])
    assert lines[lines.index(LABEL) + 1].partition(RULE)[2].startswith("）。")
    assert [line for line in lines if line.startswith("）")] == []


def test_a_sign_that_begins_the_line_below_a_rule_is_found_there() -> None:
    lines = pdf_lines(ruled("番号：", LineBreak(), text("）。以下")), [LABEL])
    assert f"番号：{RULE}" in lines
    assert "）。以下" in lines


def test_without_labels_the_lines_are_those_of_the_pages() -> None:
    data = ruled("番号：", text("）。以下"))
    lines = [squeeze(line) for page in pdf_pages(data) for line in page.splitlines()]
    assert list(map(squeeze, pdf_lines(data))) == lines


@pytest.mark.parametrize("language", ["fr", "en"])
def test_clauses_are_whole_again_where_their_lines_and_their_words_were_divided(language: str) -> None:
    data = written(GLASSWORKS, "convention", language, "pdf").data
    assert any("\u2010\n" in page for page in pdf_pages(data))
    found = {" ".join(passage.split()) for passage in pdf_passages(data)}
    clauses = [
        f"{clause.label} {plain(clause.children)}" for block in blocks(draft(GLASSWORKS, "convention", language))
        if isinstance(block, Article) for clause in block.clauses if not any(
            isinstance(inline, NoteCall) for inline in inlines(clause.children))]
    assert [words for clause in clauses if (words := " ".join(clause.split())) not in found] == []
