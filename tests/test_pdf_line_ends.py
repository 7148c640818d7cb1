"""The ends of lines in a PDF, where a text just fits and its last space does not."""

import re
from itertools import pairwise

import pytest

from dragoman.document.nodes import Blank, Paragraph, RuledSpace, Strong, Untranslated
from dragoman.document.projection import plain
from dragoman.readback.pdf import verify_pdf
from dragoman.readback.pdf_match import LINE_END, shown
from dragoman.readback.pdf_pages import Passage, read
from dragoman.writers.line_ends import own_line_ends
from dragoman.writers.pdf import write_pdf
from dragoman.writers.pdf_engine import load
from page_samples import appearance, only, source_of, text

# Thin letters stretch the first word until the text ends at the margin, with room for its last space and without.
SWEEP = [
    Paragraph(f"p{n}", "text", (
        text("The" + "i" * n + " premises are made available under the following instrument of occupation: "),
        Blank("p", 1, (text("[to be completed: instrument]"),))))
    for n in range(40)]


def lonely(data: bytes) -> list[str]:
    """The lines that hold a first word alone."""
    lines = [run.text for page in read(data).pages for passage in page.passages for run in passage.runs]
    return [line for line in lines if re.fullmatch(r"Thei*", line.strip())]


def test_a_text_that_just_fits_its_line_stays_whole() -> None:
    document = only("en", *SWEEP)
    data = write_pdf(document, appearance("en"))
    assert lonely(data) == []
    assert verify_pdf(document, data) == ()


def test_weasyprint_alone_would_leave_its_first_word_behind() -> None:
    session, source, sheet = source_of(only("en", *SWEEP))
    page = load().HTML(string=source, url_fetcher=session.fetcher)
    data = page.write_pdf(
        font_config=session.fonts, stylesheets=[session.sheet, session._css(sheet)], pdf_variant="pdf/ua-1")
    assert lonely(data)


# A number that is written by hand: the no-break space before its rule stands at the margin, and on either side of it.
HELD = [
    Paragraph(f"p{n}", "text", (
        text("The" + "i" * n + " resolution of the assembly of the Region that empowers its President, n°\u00a0"),
        RuledSpace("p", (text("the number of the resolution of the assembly of the Region"),)), text(" of this year.")))
    for n in range(40)]


def test_what_a_no_break_space_holds_takes_one_word_to_the_next_line() -> None:
    document = only("en", *HELD)
    data = write_pdf(document, appearance("en"))
    assert lonely(data) == []
    assert verify_pdf(document, data) == ()


def test_nothing_is_left_behind() -> None:
    from weasyprint.layout import inline

    original = inline.split_first_line
    with own_line_ends():
        assert inline.split_first_line is not original
    with pytest.raises(ZeroDivisionError), own_line_ends():
        raise ZeroDivisionError
    assert inline.split_first_line is original


def test_no_word_that_fits_a_line_is_broken_inside_one_inline_element() -> None:
    """Only the words of an untranslated passage stand in one element from line to line."""
    passages = [
        Paragraph(f"p{n}", "text", (Untranslated("k", "en", (
            text("The" + "i" * n + " premises of the Centre are made available for the whole of the term under "),
            Blank("p", 1, (text("[to be completed: instrument of occupation, its date and its term]"),)),
            text(" and of nothing else, whatever its name. "), Strong((text("None"),)), text(" of it.")), "missing"),))
        for n in range(40)]
    document = only("fr", *passages)
    data = write_pdf(document, appearance("fr"))
    assert verify_pdf(document, data) == ()
    words = {word for passage in passages for word in plain(passage.children).split()}
    assert [pair for page in read(data).pages for passage in page.passages for pair in broken(passage, words)] == []


def broken(passage: Passage, words: set[str]) -> list[tuple[str, str]]:
    """The ends and beginnings of neighbouring lines that together are a word."""
    lines = [text.split() for text in shown(passage.runs).split(LINE_END)]
    pairs = [(line[-1], after[0]) for line, after in pairwise(lines) if line and after]
    return [(end, start) for end, start in pairs if end + start in words]


def test_a_word_longer_than_a_line_is_broken() -> None:
    document = only("fr", Paragraph("p", "text", (text("x" * 400),)))
    assert verify_pdf(document, write_pdf(document, appearance("fr"))) == ()
