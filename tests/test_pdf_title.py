from dataclasses import replace

import pytest

from dragoman.document.nodes import Blank, Document, Fact, Foreign, Heading, Inline, Text
from dragoman.document.projection import plain
from dragoman.readback.pdf import verify_pdf
from dragoman.readback.pdf_pages import read
from dragoman.writers.pdf import write_pdf
from page_samples import appearance, source_of, text
from samples import sample_release


def titled(language: str, *inlines: Inline) -> Document:
    document = sample_release(language, "final")
    return replace(
        document, properties=replace(document.properties, title=plain(inlines)),
        slots=tuple(
            replace(slot, blocks=(Heading("h", 1, inlines),)) if slot.name == "headline" else slot
            for slot in document.slots))


def lines_of(data: bytes) -> list[tuple[str, float]]:
    """The lines of the title with their widths, as they stand on the page."""
    title, = (passage for passage in read(data).pages[0].passages if passage.element == "H1")
    return [(run.text.strip(), run.box[2] - run.box[0]) for run in title.runs]


def title_lines(document: Document) -> list[tuple[str, float]]:
    data = write_pdf(document, appearance(document.language))
    assert verify_pdf(document, data) == ()
    return lines_of(data)


def test_the_lines_of_a_french_title_are_even() -> None:
    words = "Mission au Japon\u00a0: la Région Occitanie, Asics et le Centre national de Font-Romeu vont signer"
    lines = title_lines(titled("fr", text(words)))
    assert len(lines) == 2
    assert max(w for _, w in lines) - min(w for _, w in lines) < 60
    assert "Japon\u00a0:" in lines[0][0]


@pytest.mark.parametrize("words", ["Mission", "Un titre qui tient sur une seule ligne"])
def test_a_short_title_is_one_line(words: str) -> None:
    assert [line for line, _ in title_lines(titled("fr", text(words)))] == [words]


@pytest.mark.parametrize("times", range(1, 5))
def test_evening_out_a_title_adds_no_line(times: int) -> None:
    document = titled("fr", text(("L’Occitanie renforce ses liens avec le Japon " * times).strip()))
    session, source, sheet = source_of(document)
    assert ".title" not in sheet
    assert len(title_lines(document)) == len(lines_of(session.write(source, sheet)))


@pytest.mark.parametrize("inlines", [
    (text("オクシタニー地域圏、2024年3月5日から13日まで訪日使節団を派遣"),),
    (text("オクシタニー地域圏"), text("、"), text("2024年3月5日から13日まで訪日使節団を派遣")),
    (Fact("p", "s", (Text("オクシタニー地域圏、2024年3月5日", ""),)), text("から13日まで訪日使節団を派遣")),
    (Foreign("ja-Jpan", (text("オクシタニー地域圏、2024年3月5日から13日まで訪日使節団を派遣"),)),),
])
def test_a_japanese_title_breaks_after_its_pause(inlines: tuple[Inline, ...]) -> None:
    assert [line for line, _ in title_lines(titled("ja", *inlines))] == [
        "オクシタニー地域圏、", "2024年3月5日から13日まで訪日使節団を派遣"]


@pytest.mark.parametrize("inlines", [
    (text("オクシタニー地域圏"),),
    (text("オクシタニー地域圏が2024年3月5日から13日まで訪日使節団を日本へ派遣"),),
    (text("短、"), text("オクシタニー地域圏が2024年3月5日から13日まで訪日使節団を日本へ派遣")),
    (Blank("p", 1, (text("【要記入：オクシタニー地域圏、2024年3月5日から13日まで訪日使節団】"),)),),
])
def test_a_japanese_title_without_a_fitting_pause_is_left_to_the_layout(inlines: tuple[Inline, ...]) -> None:
    assert "".join(line for line, _ in title_lines(titled("ja", *inlines))) == plain(inlines)
