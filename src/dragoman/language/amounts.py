"""Money and percentages. Never rounded: an amount is written by a scale word that shows it exactly, or in full.

Names of currencies are those of CLDR (through Babel), which for French are the official ones (« dollar des
États-Unis »), save the yen, which French and English know without its country.
"""

from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import get_currency_name, get_currency_precision

from dragoman.document.nodes import LanguageTag
from dragoman.facts import Money, Percent
from dragoman.language.characters import NBSP
from dragoman.language.french import de
from dragoman.language.numbers import (
    digits_of,
    is_round_million,
    write_digits,
    write_number,
    write_scaled,
)
from dragoman.language.plural import category

_SYMBOLS: Mapping[LanguageTag, Mapping[str, str]] = {
    "fr": {"EUR": "€"},
    "en": {"EUR": "€", "GBP": "£", "JPY": "¥", "USD": "US$"},
    "ja": {},
}
_NAMES: Mapping[LanguageTag, Mapping[str, tuple[str, str]]] = {
    "fr": {"JPY": ("yen", "yens")},
    "en": {},
    "ja": {},
}
_FRENCH_ABBREVIATIONS = {"million": "M", "milliard": "Md"}
_BABEL = {"fr": "fr", "en": "en_GB", "ja": "ja"}
_PERCENT: Mapping[LanguageTag, str] = {"fr": f"{NBSP}%", "en": "%", "ja": "％"}


def write_percent(value: Percent, language: LanguageTag) -> str:
    """Write 12,8⍽%, 12.8%, 12.8％, with the decimals given."""
    return write_digits(value.value, language) + _PERCENT[language]


def write_money(value: Money, style: str, language: LanguageTag) -> str:
    """Write an amount.

    `prose`: 472⍽millions d’euros, 12␣500⍽euros; €472⍽million, €12,500; 4億7,200万ユーロ. `table` abbreviates the
    French euro (472⍽M€, 2⍽Md€, 12␣500⍽€: symbols after the figure, Imprimerie nationale) and is prose otherwise.
    `exact` writes every digit: 472␣000␣000⍽€, €472,000,000, 472,000,000ユーロ.
    """
    amount = _with_cents(value.amount, value.currency)
    if language == "fr":
        return _french(amount, value.currency, style)
    if language == "en":
        return _english(amount, value.currency, style)
    figure = write_digits(amount, "ja") if style == "exact" else write_number(amount, "ja")
    return figure + _name(value.currency, amount, "ja")


def _french(amount: Decimal, currency: str, style: str) -> str:
    symbol = _SYMBOLS["fr"].get(currency)
    scaled = write_scaled(amount, "fr")
    if symbol and style == "exact":
        return f"{write_digits(amount, 'fr')}{NBSP}{symbol}"
    if symbol and style == "table":
        if scaled is None:
            return f"{write_digits(amount, 'fr')}{NBSP}{symbol}"
        figure, _, word = scaled.rpartition(NBSP)
        return f"{figure}{NBSP}{_FRENCH_ABBREVIATIONS[word.removesuffix('s')]}{symbol}"
    name = _name(currency, amount, "fr")
    if scaled is not None and style != "exact":
        return f"{scaled} {de(name)}{name}"
    join = de(name) if is_round_million(amount) else ""
    return f"{write_digits(amount, 'fr')}{NBSP}{join}{name}"


def _english(amount: Decimal, currency: str, style: str) -> str:
    scaled = None if style == "exact" else write_scaled(amount, "en")
    figure = scaled or write_digits(amount, "en")
    symbol = _SYMBOLS["en"].get(currency)
    if symbol is None:
        return f"{figure}{' ' if scaled else NBSP}{_name(currency, amount, 'en')}"
    sign = digits_of(amount).sign
    return f"{sign}{symbol}{figure.removeprefix(sign)}"


def _name(currency: str, amount: Decimal, language: LanguageTag) -> str:
    singular = category(language, amount) == "one"
    if (own := _NAMES[language].get(currency)) is not None:
        return own[0] if singular else own[1]
    name = get_currency_name(currency, count=1 if singular else 2, locale=_BABEL[language])
    return name.replace(" ", "") if language == "ja" else name


def _with_cents(amount: Decimal, currency: str) -> Decimal:
    """Show the cents, all of them, of an amount that has any; drop them where they are nil."""
    fraction = digits_of(amount).fraction.rstrip("0")
    if not fraction:
        return Decimal(f"{amount:f}".partition(".")[0])
    places = max(len(fraction), get_currency_precision(currency))
    whole = f"{amount:f}".partition(".")[0]
    return Decimal(f"{whole}.{fraction.ljust(places, '0')}")
