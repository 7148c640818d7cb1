"""Typography on trees, and its three promises: idempotent, lossless, and free of violations."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.document.nodes import (
    Blank,
    Fact,
    Foreign,
    LineBreak,
    Link,
    PageCount,
    PageNumber,
    Ruby,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.projection import plain
from dragoman.language.typography import typeset, typeset_name
from dragoman.language.violations import violations

LANGUAGES = ("fr", "en", "ja")
FRAGMENTS = st.sampled_from([
    "a", "Région", "l'", "Asics", "M. ", "Mme ", "n°", "n° ", "art. ", "2024", "3 000", "1er", "XXIe", "mars", "March",
    "14", "h", "30", ":", ";", "!", "?", "!?", ",", ".", "...", "…", "«", "»", '"', "'", "“", "”", "(", ")", " - ", "–",
    " – ", "—", "-", "%", "€", "M€", "\u00a0", "\u202f", "\u3000", " ", "  ", "\n", "~", "～", "、", "。", "，", "．",
    "！", "？", "「", "」", "（", "）", "ｱ", "ﾞ", "ﾊﾟ", "｡", "１", "Ａ", "大塚", "です", "キャンプ", "ー", "JAXA",
    "http://a.fr/?b;c", "a@b.fr", "5 – 13", "million", "(1)", "°", "/", "\ufffc", "½", "é", "e\u0301",
])
TEXTS = st.lists(FRAGMENTS, max_size=12).map("".join)
LEAVES = st.builds(Text, TEXTS, st.just("key"))


def inlines(children):
    passages = st.lists(children, max_size=4).map(tuple)
    return st.one_of(
        st.builds(Fact, st.just("path"), st.just(""), passages),
        st.builds(Foreign, st.sampled_from([*LANGUAGES, "zh"]), passages),
        st.builds(Strong, passages),
        st.builds(Link, st.just("https://a.fr"), passages),
        st.builds(Blank, st.just("path"), st.just(1), passages),
        st.builds(Untranslated, st.just("key"), st.just("fr"), passages, st.just("missing")),
    )


SIMPLE = st.one_of(
    LEAVES, st.builds(Text, TEXTS, st.just("")), st.just(Superscript("er")), st.just(LineBreak()),
    st.just(Ruby("太秦", "うずまさ")), st.just(PageNumber()), st.just(PageCount()),
)
PASSAGES = st.lists(st.recursive(SIMPLE, inlines, max_leaves=6), max_size=5).map(tuple)


def letters(text):
    return [character for character in unicodedata.normalize("NFKC", text) if character.isalnum()]


@given(PASSAGES, st.sampled_from(LANGUAGES))
@example((Text("« ?", "k"),), "fr")
@example((Text("«,»", "k"),), "fr")
@example((Text("a – – ; b", "k"),), "fr")
def test_setting_twice_is_setting_once(passage, language):
    once = typeset(passage, language)
    assert typeset(once, language) == once


@given(PASSAGES, st.sampled_from(LANGUAGES))
def test_no_letter_and_no_digit_is_lost_or_changed(passage, language):
    assert letters(plain(typeset(passage, language))) == letters(plain(passage))


@given(TEXTS, st.sampled_from(["fr", "en"]))
def test_french_and_english_change_no_letter_at_all(text, language):
    kept = [character for character in text if character.isalnum()]
    assert [character for character in plain(typeset((Text(text, "k"),), language)) if character.isalnum()] == kept


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_what_is_set_breaks_no_rule_of_spaces_and_widths(text, language):
    printed = plain(typeset((Text(text, "k"),), language))
    repaired = {"fr": {1, 2, 3, 5, 6, 10}, "en": {20}, "ja": {26, 27, 28, 29, 30, 31, 32}}[language]
    assert [found for found in violations(printed, language) if found.rule in repaired] == []


def test_a_rule_looks_across_the_borders_of_leaves():
    asics = Fact("x", "", (Text("Asics", ""),))
    passage = (Text("Contact ", "k"), Strong((Text(": « ", "k"),)), asics, Text("»;", "k"))
    assert typeset(passage, "fr") == (
        Text("Contact\u00a0", "k"), Strong((Text(": «\u00a0", "k"),)), asics, Text("\u00a0»\u202f;", "k"))


def test_a_sign_after_a_fact_takes_its_space_itself():
    passage = (Fact("x", "", (Text("12,8", ""),)), Text("% des exportations", "k"))
    assert typeset(passage, "fr")[1] == Text("\u00a0% des exportations", "k")


def test_an_apostrophe_before_a_fact_is_set():
    assert typeset((Text("l'", "k"), Fact("x", "", (Text("ONU", ""),))), "fr")[0] == Text("l’", "k")


def test_what_a_fact_holds_is_printed_as_given_but_a_noun_is_set():
    given_ = Fact("quote", "given", (Text("C'est \"bien\" !", ""),))
    assert typeset((given_,), "fr") == (given_,)
    count = Fact("camps", "", (Text("3", ""), Text(" camps d'été !", "noun")))
    assert typeset((count,), "fr") == (Fact("camps", "", (Text("3", ""), Text(" camps d’été\u202f!", "noun"))),)


def test_every_leaf_is_set_in_its_own_language():
    passage = (Text("彼は ", "k"), Foreign("fr", (Text("l'ami !", "k"),)), Text(" と言った", "k"))
    assert typeset(passage, "ja") == (
        Text("彼は", "k"), Foreign("fr", (Text("l’ami\u202f!", "k"),)), Text("と言った", "k"))
    untranslated = Untranslated("k", "fr", (Text("Bienvenue !", "k"),), "missing")
    assert typeset((untranslated,), "ja") == (
        Untranslated("k", "fr", (Text("Bienvenue\u202f!", "k"),), "missing"),)


def test_a_language_without_rules_is_left_alone():
    passage = (Foreign("it", (Text("l'amico !", "k"),)),)
    assert typeset(passage, "fr") == passage


def test_a_leaf_that_was_only_a_space_disappears():
    passage = (Fact("x", "", (Text("大塚", ""),)), Text(" ", "k"), Fact("y", "", (Text("JAXA", ""),)))
    assert typeset(passage, "ja") == (passage[0], passage[2])


def test_a_page_number_is_a_figure():
    assert typeset((PageNumber(), Text(" %", "k")), "fr") == (PageNumber(), Text("\u00a0%", "k"))


def test_the_letters_of_an_ordinal_are_raised_inside_their_leaf():
    assert typeset((Strong((Text("le 1er mars", "k"),)),), "fr") == (
        Strong((Text("le 1", "k"), Superscript("er"), Text("\u00a0mars", "k"))),)


def test_the_tree_keeps_its_shape():
    passage = (LineBreak(), Link("https://a.fr/?b=c;d", (Text("https://a.fr/?b=c;d", "k"),)), Ruby("太秦", "うずまさ"))
    for language in LANGUAGES:
        assert typeset(passage, language) == passage


@pytest.mark.parametrize(("language", "name", "printed"), [
    ("fr", "Ad'Occ", "Ad’Occ"), ("fr", "Yahoo! 2000", "Yahoo! 2000"), ("fr", "A - B", "A - B"),
    ("en", "O'Neill", "O’Neill"), ("ja", "ＮＴＴ ドコモ", "ＮＴＴ ドコモ"),
])
def test_of_a_name_only_apostrophe_and_guillemets_are_set(language, name, printed):
    assert typeset_name(name, language) == printed
