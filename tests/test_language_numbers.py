"""Numbers and amounts read back to the decimals they were written from."""

import re
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.document.projection import plain
from dragoman.facts import Count, Money, Percent
from dragoman.language.amounts import write_money, write_percent
from dragoman.language.counts import count_lead, count_number, join_count
from dragoman.language.formats import write_value
from dragoman.language.numbers import digits_of, write_digits, write_number, write_scaled
from dragoman.language.styles import STYLES, UnknownStyle, chosen_style
from dragoman.wording import Message

MYRIADS = {"": 1, "万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
SCALES = {"million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9, "billion": 10**9,
          "trillion": 10**12}
AMOUNTS = st.one_of(
    st.integers(-10**20, 10**20).map(Decimal),
    st.integers(0, 10**8).map(lambda number: Decimal(number) * 10**6),
    st.decimals(-10**12, 10**12, allow_nan=False, allow_infinity=False, places=2),
)


def from_myriads(text: str) -> Decimal:
    sign = -1 if text.startswith("−") else 1
    groups = re.findall(r"([\d,.]+)([万億兆京]?)", text.lstrip("−"))
    assert "".join(figure + unit for figure, unit in groups) == text.lstrip("−")
    return sign * sum((Decimal(figure.replace(",", "")) * MYRIADS[unit] for figure, unit in groups), Decimal(0))


def from_french(text: str) -> Decimal:
    figure, _, word = text.partition("\u00a0")
    number = Decimal(figure.replace("\u202f", "").replace(",", ".").replace("−", "-"))
    return number * SCALES[word.split()[0]] if word and word.split()[0] in SCALES else number


def from_english(text: str) -> Decimal:
    figure, _, word = text.replace("€", "").replace("−", "-").partition("\u00a0")
    return Decimal(figure.replace(",", "")) * SCALES.get(word, 1)


@given(AMOUNTS)
def test_a_japanese_number_reads_back(number):
    assert from_myriads(write_number(number, "ja")) == number


@given(AMOUNTS)
def test_an_amount_reads_back_in_every_language_and_style(amount):
    for style in STYLES["fr"][Money]:
        money = Money(amount, "EUR")
        french = write_money(money, style, "fr").replace("Md€", "milliards").replace("M€", "millions")
        assert from_french(french) == amount
        assert from_english(write_money(money, style, "en")) == amount
        assert from_myriads(write_money(money, style, "ja").removesuffix("ユーロ")) == amount


@given(AMOUNTS)
def test_a_percentage_reads_back(number):
    assert from_french(write_percent(Percent(number), "fr").removesuffix("\u00a0%")) == number
    assert from_english(write_percent(Percent(number), "en").removesuffix("%")) == number


@given(st.integers(0, 10**16))
def test_a_group_of_four_digits_never_begins_with_a_zero(number):
    assert not re.search(r"(?<!\d)(?<![,.])0\d", write_number(Decimal(number), "ja"))


@given(AMOUNTS)
def test_a_scale_word_shows_two_decimals_at_most(number):
    for language in ("fr", "en"):
        scaled = write_scaled(number, language)
        if scaled is not None:
            assert re.fullmatch(r"−?[\d\u202f,]+?(?:[.,]\d{1,2})?\u00a0[a-z]+", scaled)


def test_numbers_far_beyond_floats_are_exact():
    number = Decimal("123456789012345678901234567890.12345678901")
    assert write_digits(number, "en") == "123,456,789,012,345,678,901,234,567,890.12345678901"
    with localcontext(prec=60):
        assert from_myriads(write_number(number, "ja")) == number


@pytest.mark.parametrize("text", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=text):
        digits_of(Decimal(text))


def test_the_written_form_of_an_exponent_is_plain():
    assert write_digits(Decimal("1E+4"), "fr") == "10\u202f000"
    assert write_number(Decimal("1E+4"), "ja") == "1万"


def test_a_negative_zero_has_no_sign():
    assert write_percent(Percent(Decimal("-0.0")), "en") == "0.0%"


def test_a_number_takes_de_only_before_a_noun():
    number = count_number(Count(Decimal(30), Message("k", ""), approximate=True), "fr", "approx")
    assert join_count(number, " œuvres") == ("une trentaine d’", "œuvres")
    assert join_count(number, "") == ("une trentaine", "")
    assert join_count(number, ", environ") == ("une trentaine", ", environ")
    assert join_count(number, "\u00a0emplois") == ("une trentaine d’", "emplois")


def test_a_french_figure_is_never_parted_from_its_noun():
    number = Count(Decimal(30), Message("k", ""))
    assert join_count(count_number(number, "fr", "phrase"), " emplois") == ("30", "\u00a0emplois")
    assert join_count(count_number(number, "en", "phrase"), " jobs") == ("30", " jobs")
    assert join_count(count_number(number, "ja", "phrase"), "人") == ("30", "人")


def test_only_an_approximate_count_has_a_lead():
    for language in ("fr", "en", "ja"):
        assert count_lead(Count(Decimal(30), Message("k", "")), language) == ""
        assert count_lead(Count(Decimal(30), Message("k", ""), approximate=True), language) != ""


def test_an_approximate_count_is_marked_in_every_style_but_the_bare_figure():
    exact, about = Count(Decimal(30), Message("k", "")), Count(Decimal(30), Message("k", ""), approximate=True)
    for language, table in STYLES.items():
        for style in table[Count]:
            same = plain(write_value(exact, style, language)) == plain(write_value(about, style, language))
            assert same == (style == "figure"), (language, style)


def test_an_unknown_style_names_those_that_exist():
    with pytest.raises(UnknownStyle) as caught:
        write_value(Percent(Decimal(1)), "era", "ja")
    assert (caught.value.style, caught.value.known) == ("era", STYLES["ja"][Percent])


def test_the_default_style_is_the_first():
    assert chosen_style(Money, None, "fr") == STYLES["fr"][Money][0] == "prose"
