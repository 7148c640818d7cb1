import pytest

from dragoman.appearance.figures import em, panel
from dragoman.document.nodes import Blank, Document, Inline, KeyFigure, KeyFigures
from dragoman.readback.pdf import verify_pdf
from dragoman.readback.pdf_pages import read
from dragoman.writers.pdf import write_pdf
from page_samples import LANGUAGE_TAGS, appearance, only, text


def figures(language: str, *values: str | Inline) -> KeyFigures:
    """A panel of figures, the first of them with a lead."""
    lead, caption = ("約", "説明") if language == "ja" else ("env. ", "légende")
    return KeyFigures("f", (text("x"),), tuple(
        KeyFigure(f"f.{n}", () if n else (text(lead),), (text(value) if isinstance(value, str) else value,),
                  (text(caption),))
        for n, value in enumerate(values)))


def decided(language: str, *values: str | Inline) -> tuple[int, str]:
    found = panel(figures(language, *values), appearance(language).look)
    return found.columns, found.role


def lines_and_sizes(document: Document) -> list[tuple[int, float]]:
    """Of each figure of the panel, on how many lines it stands and how large it is, in points."""
    data = write_pdf(document, appearance(document.language))
    assert verify_pdf(document, data) == ()
    items = [passage.runs for page in read(data).pages for passage in page.passages]
    captions = [number for number, runs in enumerate(items) if runs and runs[0].text in ("légende", "説明")]
    panels = [items[number - 1] for number in captions]
    return [(len({run.baseline for run in runs}), round(runs[-1].size, 1)) for runs in panels]


@pytest.mark.parametrize(("values", "columns"), [(("12,8\u00a0%", "472\u00a0M€", "trentaine"), 3), (tuple("1234"), 4)])
def test_figures_that_fit_are_left_as_the_look_says(values: tuple[str, ...], columns: int) -> None:
    assert decided("fr", *values) == (columns, "figure_value")


@pytest.mark.parametrize(("language", "values"), [
    ("en", ("48", "260", "€1.85\u00a0million", "37.5%")), ("ja", ("12.8％", "4億7,200万ユーロ", "30", "3,000")),
])
def test_a_row_with_a_wide_figure_is_set_smaller_and_alike(language: str, values: tuple[str, ...]) -> None:
    assert decided(language, *values) == (4, "figure_small")
    size = appearance(language).look.styles["figure_small"].size
    assert set(lines_and_sizes(only(language, figures(language, *values)))) == {(1, size)}


def test_where_they_would_be_too_small_a_row_holds_fewer() -> None:
    values = ("1", "2", "1\u202f234,56\u00a0milliards\u00a0d’euros", "4")
    assert decided("fr", *values)[0] == 2
    assert {lines for lines, _ in lines_and_sizes(only("fr", figures("fr", *values)))} == {1}


def test_an_open_point_may_take_several_lines() -> None:
    label = Blank("p", 1, (text("[à compléter\u00a0: excédent commercial de la région]"),))
    assert decided("fr", "12,8\u00a0%", label, "3\u202f000")[0] == 3
    document = only("fr", figures("fr", "12,8\u00a0%", label, "3\u202f000"))
    assert verify_pdf(document, write_pdf(document, appearance("fr"))) == ()


@pytest.mark.parametrize("language", LANGUAGE_TAGS)
def test_small_figures_are_at_least_seventy_per_cent_of_the_others(language: str) -> None:
    styles = appearance(language).look.styles
    assert styles["figure_small"].size / styles["figure_value"].size > 0.7
    assert styles["figure_small"].line == styles["figure_value"].line


@pytest.mark.parametrize(("language", "words"), [
    ("en", "€1.85\u00a0million"), ("ja", "4億7,200万ユーロ"), ("fr", "12,8\u00a0%"),
    ("fr", "1\u202f234\u00a0milliards"), ("fr", "trentaine"), ("ja", "約12.8％"),
])
def test_a_figure_is_reckoned_no_narrower_than_the_faces_of_the_look_set_it(language: str, words: str) -> None:
    look = appearance(language)
    faces = look.session(only(language, figures(language, words))).faces
    assert faces.width("label", 700, words) <= em(words)
