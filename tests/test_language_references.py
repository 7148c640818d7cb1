"""References, footnotes and phrases in a sentence: what is live in them, and how they open it."""

from functools import partial

import pytest

from catalog_samples import entry, text
from dragoman.catalogs.catalogs import Catalogs
from dragoman.document.nodes import (
    Digits,
    Fact,
    LanguageTag,
    NoteCall,
    Opening,
    Reference,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.projection import plain
from dragoman.document.walk import inlines
from dragoman.facts import Facts, Known, Phrase, Unknown
from dragoman.language.edition import Edition, Passage
from dragoman.language.numbering import clause_label
from dragoman.language.references import Target, word_reference
from dragoman.language.styles import UnknownStyle
from dragoman.language.typography import typeset
from dragoman.language.violations import passage_violations
from dragoman.wording import Message

ITEM = Target("articles.term.host", (5, 2, 1), "article", ("articles.term", "articles.term.duration"))
CLAUSE = Target("articles.term.duration", (5, 2), "article", ("articles.term",))
ARTICLE = Target("articles.term", (5,), "article")
FIRST = Target("articles.purpose", (1,), "article")

OFFICE = Message("convention.parties.region.office.phrase", "la présidente", own=True, file="convention.yaml")
FACTS: Facts = {
    "parties.region.office": Known(Phrase(OFFICE)),
    "articles.term.entry": Unknown(Message("convention.articles.term.with.entry.unknown", "entrée", own=True)),
    "parties.region.form": Known(Phrase(Message("convention.form", "selon {articles.term.entry}", own=True))),
}


def edition(language: LanguageTag, **translations: str) -> Edition:
    """An edition whose messages of the domain common are `name`, said in French as `<name>`."""
    entries = [entry(f"common.{name}", FRENCH[name], said) for name, said in translations.items()]
    return Edition(language, Catalogs.from_texts({("common", language): text(language, *entries)}), FACTS, {})


FRENCH = {"opens": "{place:le} s’applique.", "inside": "Sous réserve de {place:le} ; {place} reste applicable."}


def message(name: str) -> Message:
    return Message(f"common.{name}", FRENCH[name])


def refer(*targets: Target) -> partial[Passage]:
    return partial(word_reference, targets)


# --- what is live ---


def test_the_figures_of_every_level_are_live_and_the_words_between_are_not() -> None:
    assert word_reference([ITEM], "a", "fr") == (Reference(ITEM.id, (
        Text("à l’article\u00a0", ""), Digits(CLAUSE.id, "5.2"), Text("\u00a0", ""), Digits(ITEM.id, "a"),
        Text(")", ""))),)
    assert word_reference([ITEM], None, "ja") == (Reference(ITEM.id, (
        Text("第", ""), Digits(ARTICLE.id, "5"), Text("条第", ""), Digits(CLAUSE.id, "2"), Text("項第", ""),
        Digits(ITEM.id, "1"), Text("号", ""))),)


def test_what_is_printed_nowhere_is_not_live() -> None:
    first_clause = Target("articles.purpose.aim", (1, 1), "article", (FIRST.id,))
    (reference,) = word_reference([first_clause], None, "ja")
    assert [one.text for one in inlines((reference,)) if isinstance(one, Digits)] == ["1"]
    assert plain((reference,)) == "第1条第1項"
    assert clause_label((1, 1), "ja", first_of=1) == "第1条\u3000"
    assert word_reference([FIRST], None, "fr") == (
        Reference(FIRST.id, (Text("article\u00a01", ""), Superscript("er"))),)


def test_a_place_whose_surroundings_are_not_named_has_its_own_figures_live_alone() -> None:
    (reference,) = word_reference([Target(ITEM.id, ITEM.path, "article")], None, "en")
    assert [one for one in inlines((reference,)) if isinstance(one, Digits)] == [Digits(ITEM.id, "a")]
    assert plain((reference,)) == "Article\u00a05.2(a)"


def test_several_places_are_a_reference_each() -> None:
    passage = word_reference([ARTICLE, FIRST], "de", "fr")
    assert [one.target for one in passage if isinstance(one, Reference)] == [FIRST.id, ARTICLE.id]
    assert plain(passage) == "des articles\u00a01er et 5"


@pytest.mark.parametrize(("style", "language"), [("par", "fr"), ("le", "en"), ("a", "ja")])
def test_a_language_refers_in_its_own_styles_alone(style: str, language: LanguageTag) -> None:
    with pytest.raises(UnknownStyle):
        word_reference([ARTICLE], style, language)


@pytest.mark.parametrize(("number", "printed"), [(49, "xlix)"), (88, "lxxxviii)"), (90, "xc)"), (499, "cdxcix)")])
def test_sub_items_are_numbered_in_roman_however_many_they_are(number: int, printed: str) -> None:
    assert clause_label((1, 1, 1, number), "fr", first_of=None) == printed


def test_a_level_that_no_clause_has_has_no_number() -> None:
    with pytest.raises(ValueError, match="5, 1, 1, 1, 1"):
        clause_label((5, 1, 1, 1, 1), "fr", first_of=None)


# --- in a sentence ---


@pytest.mark.parametrize(("language", "said", "printed"), [
    ("fr", "", "L’article\u00a05.2\u00a0a) s’applique."),
    ("en", "{place} applies.", "Article\u00a05.2(a) applies."),
    ("ja", "{place}を適用する。", "第5条第2項第1号を適用する。"),
])
def test_a_reference_opens_a_sentence_as_its_language_does(language: LanguageTag, said: str, printed: str) -> None:
    found = edition(language, **({"opens": said} if said else {})).say(message("opens"), place=refer(ITEM))
    assert plain(found) == printed


def test_typography_sets_the_words_around_a_reference_and_leaves_it_alone() -> None:
    found = edition("fr").say(message("inside"), place=refer(ITEM))
    assert plain(found) == (
        "Sous réserve de l’article\u00a05.2\u00a0a)\u202f; article\u00a05.2\u00a0a) reste applicable.")
    assert typeset(found, "fr") == found
    assert passage_violations(found, "fr") == []


def test_an_untranslated_sentence_keeps_the_references_of_its_own_language() -> None:
    japanese = edition("ja")
    found = japanese.say(message("opens"), place=refer(FIRST, ARTICLE))
    assert plain(found) == "[FR]\u00a0Les articles\u00a01er et 5 s’applique."
    assert isinstance(found[0], Untranslated)
    assert japanese.faults == []


def test_a_style_that_a_reference_has_not_is_a_fault_of_the_message() -> None:
    english = edition("en", opens="{place:le} applies.")
    english.say(message("opens"), place=refer(ITEM))
    assert [(one.code.id, one.field, one.values["style"]) for one in english.faults] == [
        ("EDN-001", "common.opens", "le")]


def test_a_footnotes_call_stands_before_the_mark_and_its_words_are_its_own() -> None:
    words = (Text("Note : oui", "convention.notes.why.text"),)

    def call(_: str | None, __: LanguageTag) -> Passage:
        return (NoteCall("notes.why", 1, words),)

    found = edition("fr").say(Message("common.note", "Un accord{note}; oui."), note=call)
    assert found[1] == NoteCall("notes.why", 1, words)
    assert plain(found) == "Un accord1\u202f; oui."
    assert passage_violations(found, "fr") == []


def test_a_rule_is_broken_where_the_words_break_it_and_not_at_a_call() -> None:
    passage = (
        Text("Un accord", "k"), NoteCall("notes.why", 1, (Text("Note longue", "note"),)), Text(" ; oui ? Non", "last"))
    assert {key for key, _ in passage_violations(passage, "fr")} == {"last"}


# --- phrases ---


def test_a_phrase_is_a_fact_whose_words_keep_their_key() -> None:
    french = edition("fr")
    assert french.fact("parties.region.office") == (
        Fact("parties.region.office", "given", (Text("la présidente", OFFICE.key),)),)
    opened = french.say(Message("common.office", "{parties.region.office} signe."))
    assert plain(opened) == "La présidente signe."
    with pytest.raises(UnknownStyle):
        french.fact("parties.region.office", "le")


def test_a_phrase_without_translation_is_shown_in_french_and_counted() -> None:
    english = Edition("en", Catalogs.from_texts({}), FACTS, {})
    (found,) = english.fact("parties.region.office")
    assert plain((found,)) == "[FR]\u00a0la présidente"
    assert english.openings == (Opening("missing", OFFICE.key, "la présidente"),)


def test_a_phrase_may_hold_a_fact_that_is_unknown() -> None:
    french = edition("fr")
    assert plain(french.fact("parties.region.form")) == "selon [à compléter\u00a0: entrée]"
    assert [opening.path for opening in french.openings] == ["articles.term.entry"]


def test_a_translated_phrase_may_not_drop_the_facts_it_names() -> None:
    dropped = entry("convention.form", "selon {articles.term.entry}", "as agreed")
    english = Edition("en", Catalogs.from_texts({("project", "en"): text("en", dropped)}), FACTS, {})
    english.fact("parties.region.form")
    assert [one.code.id for one in english.faults] == ["EDN-004"]
