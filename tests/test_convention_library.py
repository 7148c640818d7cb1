"""The clause library in its three languages: what a lawyer would send back before reading the law."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from dragoman.catalogs.catalogs import Catalogs
from dragoman.composers.convention.library import (
    ARTICLES,
    COMPOSED,
    CONDITIONS,
    LIBRARY,
    OPTIONAL_ARTICLES,
)
from dragoman.resources import folder, package
from dragoman.wording import Literal, Placeholder, parse, paths, selected
from dragoman.workflow.extract import product_messages

CATALOGS = Catalogs.load(folder("locales"), None, ("fr", "en", "ja"))
LANGUAGES = ("fr", "en", "ja")
PROVISIONS = [(article, provision) for article in LIBRARY.values() for provision in article.provisions]
CONVENTION = [m for m in product_messages(package()) if m.key.startswith("convention.") and m.only is None]

MARKERS = {
    "fr": {
        "duty": r"\bs’engage(?:nt)? à\b|\bdoi(?:t|vent)\b|\b(?:est|sont) tenue?s? d(?:e\b|’)",
        "permission": r"\bpeu(?:t|vent)\b",
        "intention": r"\bs’efforce(?:nt)? d(?:e\b|’)",
    },
    "en": {"duty": r"\bshall\b|\bundertakes? to\b", "permission": r"\bmay\b", "intention": r"\bendeavours? to\b"},
    "ja": {
        "duty": r"ものとする。|なければならない。", "permission": r"することができる。|ことができる。",
        "intention": r"よう努める。",
    },
}
"""The only words that bear a force, in each language."""
FOREIGN_MODALS = {
    "fr": r"\bpourr\w+|\bdevr\w+|\bfaudra|\bil (?:convient|appartient)|\bautorisée? à\b",
    "en": r"\bmust\b|\bwill\b|\bshould\b|\bcan(?:not)?\b|\bmight\b|\bhas to\b|\bagrees? to\b",
    "ja": r"べき(?!事由)|てはならない|こととする|してもよい|義務を負う。",
}
STYLES = {
    "reference": {"fr": {None, "le", "a", "de"}, "en": {None}, "ja": {None}},
    "term": {
        "fr": {None, "le", "a", "de", "que", "par"}, "en": {None, "the", "possessive"}, "ja": {None}},
    "plain": {"fr": {None}, "en": {None}, "ja": {None}},
}
DEFINED = (
    ("Informations confidentielles", "Confidential Information", "秘密情報"),
    ("Signes distinctifs", "Marks", "商標等"),
    ("RGPD", "GDPR", "GDPR"),
)
BY_A_PRONOUN = {"confidentiality.protection", "confidentiality.disclosure"}
"""Provisions whose French and English name a defined term by a pronoun."""
DAY_OF_A_DATE = {
    "convention.definitions.gdpr": ["4"], "convention.closing.paper": ["1"],
    "convention.closing.paper_undetermined": ["1"],
}
"""Figures that Japanese alone writes: 4月, その1通."""


def forms(message, language):
    """The texts of a message in a language; it must be translated."""
    entry = CATALOGS.lookup(message, language)
    assert entry.state == "translated", (message.key, language, entry.state)
    return entry.forms


def literal(text):
    return "".join(piece.text if isinstance(piece, Literal) else "\ufffc" for piece in parse(text))


def test_every_message_of_a_convention_is_translated_with_the_same_placeholders():
    assert len(CONVENTION) > 180
    for message in CONVENTION:
        said = {tag: {path for form in forms(message, tag) for path in paths(form)} for tag in LANGUAGES}
        assert said["fr"] == said["en"] == said["ja"], message.key


def test_every_note_of_the_lawyer_is_in_french_and_english():
    for article in LIBRARY.values():
        french, english = (forms(article.note, tag)[0] for tag in ("fr", "en"))
        assert french != english
        assert min(len(french), len(english)) > 80, article.id


def test_keys_are_made_of_the_ids():
    for article in LIBRARY.values():
        assert article.heading.key == f"convention.{article.id}.heading"
        assert article.note.key == f"interface.clause.{article.id}"
        assert all(p.text.key == f"convention.{article.id}.{p.id}" for p in article.provisions)
        for parameter in article.parameters:
            assert parameter.label.key == f"convention.{article.id}.parameter.{parameter.name}"
            assert not paths(parameter.label.text)


def test_ids_and_parameters_are_never_shared():
    assert len(LIBRARY) == len(ARTICLES) + len(OPTIONAL_ARTICLES)
    for article in LIBRARY.values():
        ids = [provision.id for provision in article.provisions]
        assert len(set(ids)) == len(ids)
        assert not {"heading", "parameter"} & set(ids)
    names = Counter(parameter.name for article in LIBRARY.values() for parameter in article.parameters)
    assert max(names.values()) == 1
    assert not COMPOSED & names.keys()


def test_every_placeholder_is_a_parameter_a_reference_or_the_composers():
    for article in LIBRARY.values():
        asked = {parameter.name for parameter in article.parameters}
        used = set(paths(article.heading.text))
        for provision in article.provisions:
            said = paths(provision.text.text)
            references = set(provision.references)
            assert references <= said, provision.text.key
            assert said <= asked | references | COMPOSED, provision.text.key
            assert not references & (asked | COMPOSED)
            assert article.per_party or "party" not in said
            used |= said
        assert asked <= used, article.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_style_exists_for_what_it_is_asked_of(language):
    for article, provision in PROVISIONS:
        for form in forms(provision.text, language):
            assert selected(form) <= paths(form)
            for piece in parse(form):
                if isinstance(piece, Placeholder):
                    kind = "reference" if piece.path in provision.references else "plain"
                    kind = "term" if piece.path in ("party", "parties", "others", "another") else kind
                    assert piece.style in STYLES[kind][language], (article.id, provision.id, piece)


def test_every_reference_resolves_and_none_leads_to_what_may_not_stand():
    optional = {article.id for article in OPTIONAL_ARTICLES}
    count = 0
    for article, provision in PROVISIONS:
        for target in (one for targets in provision.references.values() for one in targets):
            first, _, second = target.partition(".")
            count += 1
            assert first in LIBRARY
            assert not second or second in {p.id for p in LIBRARY[first].provisions}, target
            assert not LIBRARY[first].per_party
            assert target not in CONDITIONS
            assert first not in optional or first == article.id
            assert target not in {article.id, f"{article.id}.{provision.id}"}
    assert count > 20


def test_every_condition_is_that_of_a_provision():
    for target in CONDITIONS:
        first, _, second = target.partition(".")
        assert second in {provision.id for provision in LIBRARY[first].provisions}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_provision_is_worded_for_the_force_that_it_declares_and_for_no_other(language):
    for article, provision in PROVISIONS:
        for form in forms(provision.text, language):
            text = literal(form)
            for force, pattern in MARKERS[language].items():
                wanted = force == provision.force and provision.level == 1
                assert bool(re.search(pattern, text)) == wanted, (article.id, provision.id, force, text)
            assert not re.search(FOREIGN_MODALS[language], text), (article.id, provision.id)


def test_items_bear_no_force_and_no_level_is_skipped():
    for article in LIBRARY.values():
        assert article.provisions[0].level == 1
        for before, after in pairwise(article.provisions):
            assert after.level <= before.level + 1
        assert all(p.force == "statement" for p in article.provisions if p.level > 1)


@pytest.mark.parametrize(("language", "marks"), [("fr", (" :", " ;", ".")), ("en", (":", ";", "."))])
def test_enumerations_end_in_the_marks_of_their_place(language, marks):
    lead, item, last = marks
    for article in LIBRARY.values():
        for number, provision in enumerate(article.provisions):
            following = article.provisions[number + 1:number + 2]
            opens = bool(following) and following[0].level > provision.level
            closes = not following or following[0].level < provision.level
            wanted = lead if opens else item if provision.level > 1 and not closes else last
            for form in forms(provision.text, language):
                assert form.endswith(wanted), (article.id, provision.id, form)
                opening = literal(form)[0]
                assert not (opening.isupper() if provision.level > 1 else opening.islower())


def test_japanese_items_take_a_full_stop_only_after_a_sentence_or_koto_or_toki():
    for article, provision in PROVISIONS:
        form = forms(provision.text, "ja")[0]
        noun = provision.level > 1 and not re.search(r"(?:こと|とき|をいう)。?$", form)
        assert form.endswith("。") != noun, (article.id, provision.id)


def test_the_three_languages_give_the_same_figures():
    for message in CONVENTION:
        seen = {tag: sorted(re.findall(r"\d+", literal(forms(message, tag)[0]))) for tag in LANGUAGES}
        assert seen["fr"] == seen["en"], message.key
        assert seen["ja"] == sorted(seen["fr"] + DAY_OF_A_DATE.get(message.key, [])), message.key


def test_defined_terms_are_used_and_used_together():
    for words in DEFINED:
        used = 0
        for article, provision in PROVISIONS:
            found = {word in forms(provision.text, tag)[0] for word, tag in zip(words, LANGUAGES, strict=True)}
            used += True in found
            assert len(found) == 1 or f"{article.id}.{provision.id}" in BY_A_PRONOUN, (words, provision.id)
        assert used > 1


def test_english_is_plain_and_british_and_japanese_is_that_of_the_law():
    for message in CONVENTION:
        english, japanese = (literal(forms(message, tag)[0]) for tag in ("en", "ja"))
        assert not re.search(r"(?i)\bhere(?:in|by|to|of)\b|\bthereof\b|\bwitnesseth|\bwhereas\b|\bprior to\b", english)
        assert not re.search(r"(?i)\b\w+iz(?:e[ds]?|ing|ations?)\b|\bcenter|\bfavor|\bprogram\b|\btrademark", english)
        assert not re.search(r"前条|前項|次条|合意管轄|です。|ます。|および|または|ならびに|ヶ月", japanese)
        assert not re.search(r"[０-９Ａ-Ｚａ-ｚ]|[甲乙丙]|[~～]|[ｦ-ﾟ]", japanese)


def test_advice_stays_in_the_notes():
    for message in CONVENTION:
        for tag in LANGUAGES:
            assert not re.search(r"2060|2122-1|2019/419|préfet|仲裁|arbitra", forms(message, tag)[0])
