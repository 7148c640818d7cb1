"""Plural rules against gettext and CLDR."""

import re
from decimal import Decimal
from gettext import c2py

import pytest
from babel import Locale

from dragoman.language.plural import category, form_index
from dragoman.languages import LANGUAGES

NUMBERS = [Decimal(text) for text in ("0", "0.5", "1", "1.0", "1.5", "1.99", "2", "2.5", "10", "1000000", "-1", "-2")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_of_a_whole_number_is_the_one_gettext_takes(language):
    header = LANGUAGES[language].plural_forms
    rule = c2py(re.search(r"plural=(.*);", header)[1])
    for number in [*range(1000), 10**6, 10**9]:
        assert form_index(language, Decimal(number)) == rule(number), number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_the_category_is_the_one_of_cldr_where_it_has_the_same_two(language, number):
    theirs = Locale.parse(language).plural_form(number)
    assert category(language, number) == ("other" if theirs == "many" else theirs)


def test_french_is_singular_below_two_and_english_at_one_only():
    assert [category("fr", number) for number in NUMBERS[:7]] == ["one"] * 6 + ["other"]
    assert [category("en", number) for number in NUMBERS[:5]] == ["other", "other", "one", "other", "other"]


def test_the_form_index_stays_within_the_forms_of_the_header():
    for language, record in LANGUAGES.items():
        forms = int(re.search(r"nplurals=(\d)", record.plural_forms)[1])
        assert {form_index(language, number) for number in NUMBERS} == set(range(forms))
