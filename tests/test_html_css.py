import re
from dataclasses import replace

import pytest
import tinycss2

from dragoman.appearance.css import stylesheet
from dragoman.appearance.look import Look, read_look
from dragoman.writers.html import fragments
from page_samples import TEMPLATES
from samples import full_release

FAMILIES = {
    ("text", 400): ("one", "two"), ("text", 700): ("two",), ("label", 400): ("three",), ("label", 700): ("three",)}


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
    for sheet in (stylesheet(look, FAMILIES), shared):
        rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        assert [rule for rule in rules if rule.type == "error"] == []
    for slow in ("float:", "display: flex", "display:flex", "grid", "running("):
        assert slow not in shared.replace("float: footnote", "")
    assert "italic" not in shared


def test_every_block_of_a_document_has_its_classes(look: Look) -> None:
    sheets = stylesheet(look, FAMILIES) + (TEMPLATES / "page.css").read_text(encoding="utf-8")
    markup = "".join(fragments(full_release("ja" if look.script == "japanese" else "fr"), look).values())
    used = {name for names in re.findall(r'class="([^"]+)"', markup) for name in names.split()}
    assert used >= {"side_box", "quote_block", "picture", "particulars", "contacts", "columns-2"}
    unstyled = {name for name in used if not re.search(rf"\.{name}\b", sheets)}
    assert unstyled <= {"event", "columns-2"}


def test_the_rules_name_no_token_that_the_look_does_not_give(look: Look) -> None:
    shared = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    given = set(re.findall(r"(--[\w-]+):", stylesheet(look, FAMILIES)))
    assert set(re.findall(r"var\((--[\w-]+)\)", shared)) <= given
