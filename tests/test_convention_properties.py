"""Conventions drawn at random keep what every convention promises: numbers, references, blanks, one text in all."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from convention_draws import Drawn, conventions
from convention_labels import Labels, check_references
from convention_samples import STEM, project
from dragoman import ContentLost, Document, Output, SourceError
from dragoman.document.nodes import Annex, Article, Clause, NoteCall, Parallel
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER, Projection, plain
from dragoman.document.projection import project as read_tree
from dragoman.document.walk import blocks, runs
from dragoman.pipeline.formats import FORMATS
from dragoman.workflow.concordance import compare
from projects import LANGUAGES
from readers import pdf_pages, squeeze, word_paragraphs

BOUNDED = settings(
    max_examples=15, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example])
"""An example takes half a second or more, so that a failing one is not shrunk: it would take minutes."""
WRITTEN = settings(BOUNDED, max_examples=5)


# --- composed -----------------------------------------------------------------------------------------------------


@BOUNDED
@given(conventions())
def test_any_selection_is_numbered_referred_to_and_left_blank_alike_in_every_language(drawn: Drawn):
    editions = drawn.project().editions(STEM)
    assert compare(editions) == ()
    documents = [editions[tag].document for tag in LANGUAGES]
    assert len({check_references(document) for document in documents}) == 1
    assert len({tuple(Labels(document).named) for document in documents}) == 1
    blanks = [{(blank.path, blank.number) for blank in document.blanks} for document in documents]
    assert blanks[0] == blanks[1] == blanks[2]
    assert sorted(number for _, number in blanks[0]) == list(range(1, len(blanks[0]) + 1))


@settings(BOUNDED, max_examples=8)
@given(conventions(whole=False))
def test_a_selection_that_breaks_references_is_refused_with_every_clause_and_target_named(drawn: Drawn):
    drawn_project = drawn.project()
    for language in LANGUAGES:
        if not drawn.broken:
            assert drawn_project.compose(STEM, language=language).name == STEM
            continue
        with pytest.raises(SourceError) as caught:
            drawn_project.compose(STEM, language=language)
        found = caught.value.diagnostics
        assert {one.code.id for one in found} == {"CNV-010"}
        assert {(one.values["clause"], one.values["target"]) for one in found} == drawn.broken
        assert len(found) == len({(one.field, one.values["target"]) for one in found})


@settings(BOUNDED, max_examples=5)
@given(conventions(parties=2))
def test_two_parties_agree_as_more_do(drawn: Drawn):
    editions = drawn.project().editions(STEM)
    assert compare(editions) == ()
    for language in LANGUAGES:
        check_references(editions[language].document)


# --- written ------------------------------------------------------------------------------------------------------


@WRITTEN
@given(conventions(), st.sampled_from(LANGUAGES))
def test_what_is_written_says_what_was_composed_to_readers_that_are_not_ours(drawn: Drawn, language: str):
    drawn_project = drawn.project()
    document = drawn_project.compose(STEM, language=language)
    check_word(document, drawn_project.write(document, "docx"))
    check_pdf(document, drawn_project.write(document, "pdf"))


@settings(BOUNDED, max_examples=3)
@given(conventions(), st.sampled_from([("fr", "ja"), ("fr", "en"), ("en", "ja")]))
def test_side_by_side_each_clause_has_a_row_and_what_is_written_is_read_back(drawn: Drawn, pair: tuple[str, str]):
    drawn_project = drawn.project()
    document = drawn_project.compose(STEM, language="+".join(pair))
    rows = [row for block in blocks(document) if isinstance(block, Parallel) for row in block.rows]
    alone = drawn_project.compose(STEM, language=pair[0])
    clauses = [clause.id for block in blocks(alone) if isinstance(block, Article) for clause in block.clauses]
    assert [row.id for row in rows if isinstance(row.left, Clause)] == clauses
    assert [row.id for row in rows if isinstance(row.right, Clause)] == clauses
    assert {blank.number for blank in document.blanks} == {blank.number for blank in alone.blanks}
    for kind in ("docx", "pdf"):
        assert drawn_project.write(document, kind).data  # reads back, or raises


def check_word(document: Document, output: Output) -> None:
    """Every passage is a paragraph of the file, in the order of the tree; numbers are lists, notes stand apart."""
    found = iter([squeeze(text) for text in word_paragraphs(output.data)])
    for block in blocks(document):
        for name, passage in runs(block):
            words = squeeze(plain(tuple(inline for inline in passage if not isinstance(inline, NoteCall))))
            heads = isinstance(block, Annex) or (isinstance(block, Article) and name == f"{block.id}.heading")
            dash = "–" if heads and document.language != "ja" else ""
            assert not words or f"{dash}{words}" in found, (name, words)


def check_pdf(document: Document, output: Output) -> None:
    """Every passage with its printed number is on the pages, in the order of the tree; notes wherever they stand."""
    pages, tree = pdf_pages(output.data), read_tree(document)
    notes = [squeeze(line.text) for line in tree.body if line.id.startswith("notes.")]
    text = "".join(bare_page(tree, page, number, len(pages)) for number, page in enumerate(pages, 1))
    for note in notes:
        assert note in text, note
        text = text.replace(note, "", 1)
    place = 0
    for line in tree.body:
        if not line.id.startswith(("notes.", "signatures.")):
            wanted = squeeze(line.text)
            assert wanted in text[place:], (line, text[place:place + 200])
            place = text.index(wanted, place) + len(wanted)


def bare_page(tree: Projection, page: str, number: int, count: int) -> str:
    """A page without what stands in its margins, which comes last in the file, its divided words joined."""
    margins = [
        squeeze(said.replace(PAGE_NUMBER, str(number)).replace(PAGE_COUNT, str(count)))
        for said in tree.furniture.values()]
    text = squeeze(page.replace("\u2010\n", ""))
    while said := next((said for said in margins if text.endswith(said)), ""):
        text = text.removesuffix(said)
        margins.remove(said)
    return text


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_says_another_number_is_never_delivered(kind, language, monkeypatch):
    """The writer is given the convention with its last article first: what it writes is whole, but another one."""
    sample = project()
    document = sample.compose(STEM, language=language)
    other = project(lambda tree: tree["articles"].insert(0, tree["articles"].pop())).compose(STEM, language=language)
    honest = FORMATS[kind]
    monkeypatch.setitem(FORMATS, kind, replace(honest, write=lambda _, appearance: honest.write(other, appearance)))
    with pytest.raises(ContentLost):
        sample.write(document, kind)
