import functools
import io
from dataclasses import replace
from itertools import combinations
from typing import get_args

import pikepdf
import pytest
import tinycss2

from dragoman.appearance.furniture import furniture_sheet
from dragoman.appearance.look import read_look
from dragoman.document.nodes import Blank, Document, FurnitureName, Inline, LineBreak, PageCount, PageNumber
from dragoman.images import Image
from dragoman.readback.pdf import verify_pdf
from dragoman.readback.pdf_pages import PageContent, Run, read
from dragoman.writers.pdf import PdfAppearance, write_pdf
from page_samples import LANGUAGE_TAGS, TEMPLATES, appearance, image, text
from samples import full_release

LOOK, FACES = appearance("fr").look, appearance("fr").faces

EMBARGOES = {
    "fr": "SOUS EMBARGO jusqu’au mercredi 6 mars 2024 à 14 h 30 (heure de Paris), à 13 h 30 (heure de Londres) et "
    "jusqu’au mercredi 6 mars 2024 à 22 h 30 (heure de Tokyo)",
    "en": "EMBARGOED UNTIL 14:30 (Paris time), 13:30 (GMT) and 22:30 (Tokyo time), Wednesday 6 March 2024, "
    "in every newspaper, on every website and on every channel",
    "ja": "報道解禁日時：2024年3月6日（水）午後10時30分（日本時間）、2024年3月6日（水）午後2時30分（パリ時間）、"
    "2024年3月6日（水）午後1時30分（ロンドン時間）。新聞は3月7日付朝刊から",
}
NAMES = {
    "fr": "Région Occitanie / Pyrénées-Méditerranée, Agence régionale de développement économique",
    "en": "Occitanie Region, Agency for Economic Development and International Affairs",
    "ja": "オクシタニー地域圏経済開発機関広報部国際関係課",
}
ADDRESS = (
    "Direction de la communication et des relations extérieures\nService de presse\nHôtel de Région\n"
    "22, boulevard du Maréchal-Juin\n31406 TOULOUSE CEDEX 9\nFRANCE")


def lines(words: str) -> tuple[Inline, ...]:
    first, *others = words.split("\n")
    return (text(first), *(inline for line in others for inline in (LineBreak(), text(line))))


def crowded(language: str, state: str = "draft") -> Document:
    """The full sample with every piece of furniture as long as an issuer may make it."""
    document = full_release(language, state)
    longer: dict[FurnitureName, tuple[Inline, ...]] = {
        "embargo": lines(EMBARGOES[language]), "letterhead": lines(NAMES[language]), "address": lines(ADDRESS),
        "running_head": lines(f"{NAMES[language]}, {NAMES[language]}"), "footer_line": lines(ADDRESS),
    }
    if state == "draft":
        longer["draft_mark"] = (*document.furniture["draft_mark"], *lines("\n0.3"))
    return replace(document, furniture={**document.furniture, **longer})


@functools.cache
def with_logo(language: str, logo: Image | None) -> PdfAppearance:
    return replace(appearance(language), logo=logo, sessions={}) if logo else appearance(language)


def set_on_pages(document: Document, logo: Image | None) -> tuple[bytes, list[PageContent]]:
    data = write_pdf(document, with_logo(document.language, logo))
    assert verify_pdf(document, data) == ()
    return data, read(data).pages


def room(run: Run) -> tuple[float, float, float, float]:
    """The room of a line, from the depth of its letters to their height, whatever letters it has."""
    return run.box[0], run.baseline - 0.2 * run.size, run.box[2], run.baseline + 0.75 * run.size


def meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("logo", [None, image(1200, 200), image(600, 600)], ids=["no logo", "wide", "square"])
@pytest.mark.parametrize("state", ["draft", "final"])
@pytest.mark.parametrize("language", LANGUAGE_TAGS)
def test_nothing_in_the_margins_meets_however_long_it_is(language: str, state: str, logo: Image | None) -> None:
    _, pages = set_on_pages(crowded(language, state), logo)
    for page in pages:
        rooms = [room(run) for run in page.artifacts]
        assert len(rooms) > 8
        assert not any(meet(one, other) for one, other in combinations(rooms, 2))
        text_top = max(run.box[3] for passage in page.passages for run in passage.runs)
        text_bottom = min(run.box[1] for passage in page.passages for run in passage.runs)
        for left, bottom, right, top in rooms:
            assert bottom > text_top + 12 or top < text_bottom - 8
            assert (left, right) == pytest.approx((297.6, 297.6), abs=297.6 - 70)
            assert (bottom, top) == pytest.approx((421, 421), abs=421 - 15)


def test_the_embargo_may_take_two_lines_in_the_head_of_every_page() -> None:
    _, pages = set_on_pages(crowded("fr"), None)
    assert len(pages) > 1
    for page in pages:
        found = [run for run in page.artifacts if "EMBARGO" in run.text or "Tokyo" in run.text]
        assert len({run.baseline for run in found}) == 2


@pytest.mark.parametrize("number", [1, 3, 6])
def test_the_first_page_begins_below_the_address_and_moves_down_with_its_lines(number: int) -> None:
    document = full_release("fr", "final")
    address = lines("\n".join(f"ligne {n}" for n in range(number)))
    _, pages = set_on_pages(replace(document, furniture={**document.furniture, "address": address}), None)
    rule = min(run.box[1] for run in pages[0].artifacts if run.text.startswith("ligne"))
    first = max(run.box[3] for run in pages[0].passages[0].runs)
    assert rule - first > 25
    if number == 1:
        plain = replace(document, furniture={
            name: passage for name, passage in document.furniture.items() if name != "address"})
        assert max(run.box[3] for run in set_on_pages(plain, None)[1][0].passages[0].runs) == first


def picture_on(data: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """Where the image of a page is drawn, as the operators of the file say."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stack, matrix = [], pikepdf.Matrix()
        for instruction in pikepdf.parse_content_stream(pdf.pages[page]):
            match str(instruction.operator):
                case "q":
                    stack.append(matrix)
                case "Q":
                    matrix = stack.pop()
                case "cm":
                    matrix = pikepdf.Matrix(*map(float, instruction.operands)) @ matrix
                case "Do" if str(instruction.operands[0]).startswith("/i"):
                    (left, top), (right, bottom) = matrix.transform((0, 1)), matrix.transform((1, 0))
                    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)
    raise AssertionError("no image")


@pytest.mark.parametrize(("size", "expected"), [
    ((1200, 200), (60, 10)), ((900, 450), (36, 18)), ((600, 600), (18, 18)), ((48, 24), (12.7, 6.35)),
])
def test_a_logo_stands_at_left_within_its_bounds_and_is_not_stretched(
    size: tuple[int, int], expected: tuple[float, float],
) -> None:
    document = full_release("fr", "final")
    data, _ = set_on_pages(document, image(*size))
    left, bottom, right, top = (edge / 72 * 25.4 for edge in picture_on(data))
    assert left == pytest.approx(25, abs=0.1)
    assert (right - left, top - bottom) == pytest.approx(expected, abs=0.1)


def test_with_a_logo_the_name_stands_above_the_address_and_both_end_at_the_right_of_the_text() -> None:
    _, pages = set_on_pages(full_release("fr", "final"), image(900, 450))
    name = next(run for run in pages[0].artifacts if run.text.startswith("Région Occitanie /"))
    address = next(run for run in pages[0].artifacts if run.text.startswith("1 rue"))
    assert name.box[1] > address.box[3]
    assert name.size == pytest.approx(address.size, abs=0.1)
    assert name.box[2] == pytest.approx(address.box[2], abs=1.5) == pytest.approx(185 / 25.4 * 72, abs=1.5)


def test_the_logo_is_an_artifact_and_stands_on_page_1_alone() -> None:
    data, pages = set_on_pages(full_release("fr", "final"), image(900, 450))
    assert [size for page in pages for size in page.pictures] == [(600, 300)]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        marks = [_mark_of_image(page) for page in pdf.pages]
    assert marks == ["/Artifact", "/Figure"]


def test_furniture_stands_on_the_pages_where_it_belongs() -> None:
    sheet = furniture_sheet(LOOK, {
        "letterhead": (text("Maison"),), "address": (text("Service"), LineBreak(), text("Adresse")),
        "running_head": (text("Court"),), "footer_line": (text("Pied"),), "draft_mark": (text("PROJET"),),
        "embargo": (text("EMBARGO"),), "page_label": (text("page "), PageNumber(), text("/"), PageCount()),
    }, FACES)
    every, first = sheet.split("@page :first")
    assert '@top-left{content:"Court"' in every
    assert '@top-center{content:"EMBARGO"' in every
    assert '@bottom-left{content:"Pied"}' in every
    assert '@bottom-right{content:"page " counter(page) "/" counter(pages)}' in every
    assert '@top-right-corner{content:"PROJET"' in every
    assert '@top-left{content:"Maison"' in first
    assert '@top-right{content:"Service\\a Adresse"' in first
    assert "@bottom-right{content:none}" in first


def test_furniture_that_is_an_open_point_has_its_ink_and_its_ground() -> None:
    open_point = (Blank("house.address", 1, (text("[à compléter]"),)),)
    for name in ("address", "letterhead", "embargo", "running_head", "footer_line"):
        sheet = furniture_sheet(LOOK, {name: open_point}, FACES)
        assert f"background:{LOOK.colours['blank']} content-box" in sheet
        assert f"color:{LOOK.colours['ink']}" in sheet
        assert "underline dotted" in sheet
        assert "background" not in furniture_sheet(LOOK, {name: (*open_point, text("rue"))}, FACES)


def test_on_the_pages_after_the_first_the_embargo_stands_above_the_running_head() -> None:
    document = full_release("fr")
    furniture = {**document.furniture, "embargo": (text("EMBARGO"),), "running_head": (text("Tête"),)}
    _, pages = set_on_pages(replace(document, furniture=furniture), None)
    embargo, head = (next(r for r in pages[1].artifacts if words in r.text) for words in ("EMBARGO", "Tête"))
    assert embargo.baseline > head.baseline


def test_furniture_that_is_not_there_makes_no_box() -> None:
    assert '"' not in furniture_sheet(LOOK, {}, FACES)


@pytest.mark.parametrize("name", get_args(FurnitureName))
@pytest.mark.parametrize("words", ['"', "\\", "a\nb", "</style>", '";} p{display:none} "', "\\27 ", "tab\there"])
def test_no_text_leaves_its_string(name: FurnitureName, words: str) -> None:
    sheet = furniture_sheet(read_look(TEMPLATES / "look.toml", "convention", "fr"), {name: (text(words),)}, FACES)
    rules = tinycss2.parse_stylesheet(sheet, skip_whitespace=True)
    tokens = [token for rule in rules for token in _tokens(rule.content)]
    assert {token.value for token in tokens if token.type == "string"} == {words}
    assert not [token for token in (*rules, *tokens) if token.type == "error"]


def test_no_name_of_a_logo_leaves_its_string() -> None:
    logo = replace(image(90, 45), name='a") } p { display:none } é 図.png')
    document = full_release("fr", "final")
    data, _ = set_on_pages(document, logo)
    assert picture_on(data)


def test_the_margins_of_another_look_follow_it() -> None:
    look = read_look(TEMPLATES / "look.toml", "press_release", "ja")
    wide = replace(look, page=replace(look.page, left=20, right=20))
    furniture = {"embargo": (text("解禁"),)}
    assert "width:150mm" in furniture_sheet(look, furniture, appearance("ja").faces)
    assert "width:170mm" in furniture_sheet(wide, furniture, appearance("ja").faces)


def _mark_of_image(page: pikepdf.Page) -> str:
    marks: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        match str(instruction.operator):
            case "BDC" | "BMC":
                marks.append(str(instruction.operands[0]))
            case "EMC":
                marks.pop()
            case "Do":
                return marks[-1]
    return ""


def _tokens(tokens: list[object]) -> list[object]:
    found = []
    for token in tokens:
        found.append(token)
        found.extend(_tokens(getattr(token, "content", None) or []))
    return found
