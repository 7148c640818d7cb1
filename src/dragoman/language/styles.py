"""The closed table of styles: how a placeholder may ask for a value, by language and type; the first is the default."""

from collections.abc import Mapping
from typing import TypeAlias

from dragoman.document.nodes import LanguageTag
from dragoman.facts import (
    Attested,
    Count,
    Date,
    DateRange,
    Instant,
    Listing,
    Money,
    Month,
    Named,
    Percent,
    Phrase,
    Rank,
    Telephone,
    Value,
    Year,
)

ValueType: TypeAlias = type[Value]

_FRENCH_CASES = ("le", "de", "a", "en", "que", "par")
_COMMON: Mapping[ValueType, tuple[str, ...]] = {
    Date: ("long", "weekday", "short", "weekday_short", "iso"),
    Month: ("long", "short"),
    Year: ("long",),
    DateRange: ("prose", "short", "table", "table_short"),
    Instant: ("full", "date_time", "weekday", "weekday_short", "time_zone", "time"),
    Money: ("prose", "table", "exact"),
    Percent: ("number",),
    Count: ("phrase", "approx", "words", "number", "figure", "lead"),
    Rank: ("words", "figure"),
    Listing: ("press", "legal"),
    Telephone: ("given",),
    Attested: ("given",),
    Phrase: ("given",),
}
STYLES: Mapping[LanguageTag, Mapping[ValueType, tuple[str, ...]]] = {
    "fr": {
        **_COMMON,
        Rank: ("words", "words_feminine", "figure", "figure_feminine"),
        Listing: (*_COMMON[Listing], "press_le", "legal_le"),
        Named: ("bare", *_FRENCH_CASES, "short", *(f"short_{case}" for case in _FRENCH_CASES), "capitals"),
    },
    "en": {
        **_COMMON,
        Listing: (*_COMMON[Listing], "press_the", "legal_the"),
        Named: ("bare", "the", "possessive", "short", "short_the", "short_possessive", "capitals"),
    },
    "ja": {
        **_COMMON,
        Date: (*_COMMON[Date], "era", "dual"),
        Year: (*_COMMON[Year], "era", "dual"),
        DateRange: (*_COMMON[DateRange], "era"),
        Named: ("bare", "honorific", "ruby", "short"),
    },
}
"""A French case of a name takes the article and preposition: {company:de} d’Otsuka, {region:short_le} la Région.

The names of a list take theirs in `press_le` and `press_the`. The first of a French rank has two genders:
{place:words_feminine} première.
"""


class UnknownStyle(ValueError):  # noqa: N818 - the name says what is wrong
    """A style that the language does not have for a type of value; `known` are those it has."""

    def __init__(self, style: str, known: tuple[str, ...]) -> None:
        self.style = style
        self.known = known
        super().__init__(style, known)


def chosen_style(value_type: ValueType, style: str | None, language: LanguageTag) -> str:
    """Return the style itself, or the default for None. Raises UnknownStyle."""
    known = STYLES[language][value_type]
    if style is None:
        return known[0]
    if style not in known:
        raise UnknownStyle(style, known)
    return style
