import re

import pytest

from dragoman.appearance.page import Page
from dragoman.composers.press_release import SLOTS
from dragoman.document.nodes import Properties
from dragoman.document.slots import SlotRule
from dragoman.errors import TemplateError
from page_samples import LANGUAGE_TAGS, TEMPLATES

RULES = (SlotRule("first"), SlotRule("second", required=False), SlotRule("third"))
ABOUT = Properties("Titre & <suite>", 'Sujet "x"', "Auteur", "fr-FR", None)


def faults(source: str) -> list[tuple[str, int | None, str]]:
    with pytest.raises(TemplateError) as caught:
        Page.open(source, "fr.html", RULES)
    assert {d.position.file for d in caught.value.diagnostics} == {"fr.html"}
    return [(d.code.id, d.position.line, d.values.get("slot", "")) for d in caught.value.diagnostics]


@pytest.mark.parametrize("language", LANGUAGE_TAGS)
def test_the_shipped_pages_offer_the_slots_of_their_kind_and_no_words(language: str) -> None:
    source = (TEMPLATES / "press_release" / f"{language}.html").read_text(encoding="utf-8")
    page = Page.open(source, "page", SLOTS[language])
    empty = page.fill({rule.name: "" for rule in SLOTS[language]}, Properties("", "", "", "", None), "", "final")
    assert re.sub(r"<[^>]*>|\s", "", empty) == ""


def test_slots_are_filled_as_written_and_properties_are_escaped() -> None:
    page = Page.open(
        '<title>{{ properties.title }}</title><meta content="{{ properties.subject }}">'
        "{{ slots.first }}|{{ slots.second }}|{{ slots.third }}", "fr.html", RULES)
    made = page.fill({"first": "<p>un &amp; deux</p>", "second": "", "third": "<p>trois</p>"}, ABOUT, "fr-FR", "draft")
    assert made == (
        '<title>Titre &amp; &lt;suite&gt;</title><meta content="Sujet &#34;x&#34;">'
        "<p>un &amp; deux</p>||<p>trois</p>")


def test_a_slot_may_be_asked_about_before_it_is_placed() -> None:
    source = "{{ slots.first }}{% if slots.second %}<div>{{ slots.second }}</div>{% endif %}{{ slots.third }}"
    page = Page.open(source, "fr.html", RULES)
    assert page.fill({"first": "1", "second": "", "third": "3"}, ABOUT, "fr", "final") == "13"


def test_a_slot_that_the_document_does_not_have_stays_empty() -> None:
    page = Page.open("{{ slots.first }}|{{ slots.second }}|{{ slots.third }}", "fr.html", RULES)
    assert page.fill({"first": "1", "third": "3"}, ABOUT, "fr", "final") == "1||3"


def test_a_missing_slot_is_named() -> None:
    assert faults("{{ slots.first }}\n{{ slots.third }}") == [("PGE-001", None, "second")]


def test_a_repeated_slot_is_named_with_its_line() -> None:
    assert faults("{{ slots.first }}{{ slots.second }}\n{{ slots.third }}\n{{ slots.first }}") == [
        ("PGE-002", 3, "first")]


def test_an_unknown_slot_is_named_and_the_nearest_one_offered() -> None:
    source = "{{ slots.first }}{{ slots.secnod }}{{ slots.second }}{{ slots.third }}"
    assert faults(source) == [("PGE-003", 1, "secnod")]
    with pytest.raises(TemplateError) as caught:
        Page.open(source, "fr.html", RULES)
    assert caught.value.diagnostics[0].values["near"] == "second"


def test_slots_out_of_order_are_named() -> None:
    assert faults("{{ slots.third }}\n{{ slots.first }}\n{{ slots.second }}") == [
        ("PGE-004", 2, "third"), ("PGE-004", 3, "third")]


def test_every_fault_is_told_at_once() -> None:
    assert {code for code, _, _ in faults("{{ slots.third }}{{ slots.first }}{{ slots.first }}{{ slots.x }}")} == {
        "PGE-001", "PGE-002", "PGE-003", "PGE-004"}


@pytest.mark.parametrize("source", ["{{ slots.first", "{% if %}", "{{ slots.first.__class__ }}{{ cycler }}"])
def test_a_page_that_is_badly_written_or_curious_is_refused(source: str) -> None:
    with pytest.raises(TemplateError):
        Page.open(source + "{{ slots.second }}{{ slots.third }}", "fr.html", RULES).fill(
            {"first": "", "second": "", "third": ""}, ABOUT, "fr", "final")
