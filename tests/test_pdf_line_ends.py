"""The ends of lines in a PDF, where a text just fits and its last space does not."""

import re

import pytest

from dragoman.document.nodes import Blank, Paragraph
from dragoman.readback.pdf import verify_pdf
from dragoman.readback.pdf_pages import read
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


def test_nothing_is_left_behind() -> None:
    from weasyprint.layout import inline

    original = inline.split_first_line
    with own_line_ends():
        assert inline.split_first_line is not original
    with pytest.raises(ZeroDivisionError), own_line_ends():
        raise ZeroDivisionError
    assert inline.split_first_line is original
