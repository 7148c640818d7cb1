import re

import pytest

from dragoman.document.nodes import Blank, Document, Inline, KeyFigure, KeyFigures
from dragoman.readback.pdf import verify_pdf
from dragoman.readback.pdf_pages import read
from dragoman.writers.pdf import write_pdf
from dragoman.writers.pdf_figures import fit_figures
from page_samples import appearance, only, text


def panel(language: str, *values: str | Inline) -> Document:
    """A panel of figures, the first of them with a lead."""
    lead, caption = ("約", "説明") if language == "ja" else ("env. ", "légende")
    figures = tuple(
        KeyFigure(f"f.{n}", () if n else (text(lead),), (text(value) if isinstance(value, str) else value,),
                  (text(caption),))
        for n, value in enumerate(values))
    return only(language, KeyFigures("f", (text("x"),), figures))


def rules(document: Document) -> str:
    look = appearance(document.language)
    return fit_figures(document, look.look, look.session(document).faces)


def lines_and_sizes(document: Document) -> list[tuple[int, float]]:
    """Of each figure of the panel, on how many lines it stands and how large it is, in points."""
    data = write_pdf(document, appearance(document.language))
    assert verify_pdf(document, data) == ()
    items = [passage.runs for page in read(data).pages for passage in page.passages]
    captions = [number for number, runs in enumerate(items) if runs and runs[0].text in ("légende", "説明")]
    figures = [items[number - 1] for number in captions]
    return [(len({run.baseline for run in runs}), round(runs[-1].size, 1)) for runs in figures]


@pytest.mark.parametrize("values", [("12,8\u00a0%", "472\u00a0M€", "trentaine"), ("1", "2", "3", "4")])
def test_figures_that_fit_are_left_as_the_look_says(values: tuple[str, ...]) -> None:
    assert rules(panel("fr", *values)) == ""


@pytest.mark.parametrize(("language", "values"), [
    ("en", ("48", "260", "€1.85\u00a0million", "37.5%")), ("ja", ("12.8％", "4億7,200万ユーロ", "30", "3,000")),
])
def test_a_row_with_a_wide_figure_is_set_smaller_and_alike(language: str, values: tuple[str, ...]) -> None:
    document = panel(language, *values)
    found = lines_and_sizes(document)
    assert {lines for lines, _ in found} == {1}
    assert len({size for _, size in found}) == 1
    assert 0.7 <= found[0][1] / appearance(language).look.styles["figure_value"].size < 1


def test_where_they_would_be_too_small_a_row_holds_fewer() -> None:
    document = panel("fr", "1", "2", "1\u202f234,56\u00a0milliards\u00a0d’euros", "4")
    assert "width:50%" in rules(document)
    assert {lines for lines, _ in lines_and_sizes(document)} == {1}


def test_an_open_point_may_take_several_lines() -> None:
    label = Blank("p", 1, (text("[à compléter\u00a0: excédent commercial de la région]"),))
    document = panel("fr", "12,8\u00a0%", label, "3\u202f000")
    found = re.search(r"font-size:([\d.]+)pt", rules(document))
    assert found is None or float(found[1]) > 13
    assert verify_pdf(document, write_pdf(document, appearance("fr"))) == ()
