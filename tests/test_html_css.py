import re
from dataclasses import replace

import pytest
import tinycss2

from dragoman.appearance.css import furniture_sheet, stylesheet
from dragoman.appearance.look import Look, read_look
from dragoman.document.nodes import LineBreak, PageCount, PageNumber
from page_samples import TEMPLATES, text

FAMILIES = {"text": ("one", "two"), "label": ("three",)}


@pytest.fixture(params=["fr", "ja"])
def look(request: pytest.FixtureRequest) -> Look:
    return read_look(TEMPLATES / "look.toml", "press_release", request.param)


def rule(sheet: str, selector: str) -> str:
    found = re.search(rf"^{re.escape(selector)}\{{(.*?)\}}$", sheet, re.MULTILINE)
    assert found, selector
    return found[1]


def test_every_style_of_the_look_is_a_class_with_its_values(look: Look) -> None:
    sheet = stylesheet(look, FAMILIES)
    for role, style in look.styles.items():
        declarations = rule(sheet, f".{role}")
        weight = "bold" if style.bold else "normal"
        assert f"font:{weight} {style.size:g}pt/{style.line:g}pt " in declarations
        assert f"color:{look.colours[style.colour]}" in declarations
        assert f"text-align:{style.align}" in declarations
        assert (f"text-indent:{style.first:g}em" in declarations) == bool(style.first)
        assert (f"letter-spacing:{style.tracking:g}em" in declarations) == bool(style.tracking)


def test_a_change_of_the_look_is_a_change_of_the_sheet(look: Look) -> None:
    wide = replace(look, page=replace(look.page, left=33), colours={**look.colours, "accent": "#123456"})
    sheet = stylesheet(wide, FAMILIES)
    assert "33mm;" in sheet
    assert "--accent:#123456;" in sheet
    assert "#1F3A5F" not in sheet


def test_the_sheets_are_css_without_errors_and_without_what_makes_the_layout_slow(look: Look) -> None:
    shared = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    for sheet in (stylesheet(look, FAMILIES), shared, furniture_sheet(look, {"draft_mark": (text("x"),)})):
        rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        assert [rule for rule in rules if rule.type == "error"] == []
    for slow in ("float:", "display: flex", "display:flex", "grid", "running("):
        assert slow not in shared
    assert "italic" not in shared


def test_furniture_stands_on_the_pages_where_it_belongs(look: Look) -> None:
    sheet = furniture_sheet(look, {
        "letterhead": (text("Maison"), LineBreak(), text("Service"), LineBreak(), text("Adresse")),
        "running_head": (text("Court"),), "footer_line": (text("Pied"),), "draft_mark": (text("PROJET"),),
        "page_label": (text("page "), PageNumber(), text("/"), PageCount()),
    })
    every, first = sheet.split("@page :first")
    assert '@top-left{content:"Court"}' in every
    assert '@bottom-left{content:"Pied"}' in every
    assert '@bottom-right{content:"page " counter(page) "/" counter(pages)}' in every
    assert '@top-right-corner{content:"PROJET"' in every
    assert '@top-left{content:"Maison"' in first
    assert '@top-right{content:"Service\\a Adresse"}' in first
    assert "@bottom-right{content:none}" in first


def test_furniture_that_is_not_there_makes_no_box(look: Look) -> None:
    assert "content" not in furniture_sheet(look, {})


@pytest.mark.parametrize("words", ['"', "\\", "a\nb", "</style>", '";} p{display:none} "', "\\27 ", "tab\there"])
def test_no_text_leaves_its_string(look: Look, words: str) -> None:
    sheet = furniture_sheet(look, {"footer_line": (text(words),)})
    page = tinycss2.parse_stylesheet(sheet)[0]
    strings = [
        token.value for token in _tokens(page.content) if token.type == "string"]
    assert strings == [words]


def _tokens(tokens: list[object]) -> list[object]:
    found = []
    for token in tokens:
        found.append(token)
        found.extend(_tokens(getattr(token, "content", None) or []))
    return found
