import re

import pytest

from dragoman.document.nodes import Blank, Ruby, Strong
from dragoman.readback.pdf import verify_pdf
from dragoman.readback.pdf_pages import Run, read
from dragoman.writers.justify import own_justification
from dragoman.writers.pdf import write_pdf
from dragoman.writers.pdf_engine import load
from page_samples import appearance, saying, source_of, text

PROSE = (
    "オクシタニー地域圏（フランス）は、2015年から築いてきた日本との関係をさらに深めるため、「訪日使節団」を派遣します。"
    "ちょっとした工夫、きゃらくたー、ファッション・デザイン――その他の分野（例：食品、宇宙、スポーツ）も紹介します！　"
)
NEVER_FIRST = "、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％"
NEVER_LAST = "（［｛〔〈《「『【"


def lines(data: bytes) -> list[list[Run]]:
    """The lines of the longest paragraph of the first page, each as its runs."""
    runs = max((passage.runs for passage in read(data).pages[0].passages), key=len)
    found: list[list[Run]] = []
    for run in runs:
        if found and run.continues(found[-1][-1]):
            found[-1].append(run)
        else:
            found.append([run])
    return found


def test_the_lines_of_a_japanese_paragraph_end_flush() -> None:
    document = saying(
        "ja", text(PROSE), Strong((text("強調した語"),)), text(PROSE), Blank("p", 1, (text("【要記入：署名者】"),)),
        text(PROSE), Ruby("太秦", "うずまさ"), text(PROSE))
    data = write_pdf(document, appearance("ja"))
    assert verify_pdf(document, data) == ()
    edges = [line[-1].box[2] for line in lines(data)[:-1]]
    right = max(edges)
    # A closing mark leaves half of its em empty: the ink ends earlier there.
    assert len(edges) > 8
    assert all(right - edge < 7.5 for edge in edges)
    assert sum(right - edge < 1.5 for edge in edges) > len(edges) / 2


def test_without_own_justification_they_do_not() -> None:
    session, source, sheet = source_of(saying("ja", text(PROSE * 4)))
    page = load().HTML(string=source, url_fetcher=session.fetcher)
    data = page.write_pdf(
        font_config=session.fonts, stylesheets=[session.sheet, session._css(sheet)], pdf_variant="pdf/ua-1")
    edges = [line[-1].box[2] for line in lines(data)[:-1]]
    assert max(edges) - min(edges) > 8


def test_the_stretch_stays_below_what_a_reader_takes_for_a_space_between_words() -> None:
    words = "日本との関係をさらに深めるため、Smart Manufacturing Summit by Global Industrieに参加。"
    document = saying("ja", text(words * 12))
    data = write_pdf(document, appearance("ja"))
    assert verify_pdf(document, data) == ()
    read_as = "\n".join(run.text for line in lines(data) for run in line)
    assert "Summit by Global" in read_as
    assert re.search(r"[\u3000-\u9fff] [\u3000-\u9fff]", read_as) is None


@pytest.mark.parametrize("width", range(90, 151, 6))
def test_no_line_begins_or_ends_with_a_sign_that_may_not(width: int) -> None:
    session, source, sheet = source_of(saying("ja", text(PROSE * 3)))
    data = session.write(source, sheet + f"main{{width:{width}mm}}")
    found = ["".join(run.text for run in line).strip() for line in lines(data)]
    assert len(found) > 8
    assert [line for line in found if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST] == []


def test_french_lines_are_not_touched() -> None:
    session, source, sheet = source_of(saying("fr", text("mot juste " * 80)))
    data = session.write(source, sheet + ".text{text-align:justify}")
    edges = {round(line[-1].box[2]) for line in lines(data)[:-1]}
    assert max(edges) - min(edges) <= 1


def test_nothing_is_left_behind() -> None:
    load()
    from weasyprint.layout import inline

    original = inline.justify_line
    with own_justification(object()):
        assert inline.justify_line is not original
    assert inline.justify_line is original
    with pytest.raises(ZeroDivisionError), own_justification(object()):
        raise ZeroDivisionError
    assert inline.justify_line is original
