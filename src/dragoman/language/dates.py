"""Dates and ranges of dates, months and years.

Months and weekdays are CLDR's; the patterns are ours. French and English keep the day on the line of its month by a
no-break space (OQLF, Banque de dépannage linguistique, « Espace insécable »; Wikipedia Manual of Style, hard spaces
in dates); the year may go to the next line. The first of a French month is « 1er », its letters raised.
"""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

from babel.dates import get_day_names, get_month_names

from dragoman.document.nodes import Inline, LanguageTag, Superscript, Text
from dragoman.facts import Date, DateRange, Month, Year
from dragoman.language.characters import EN_DASH, NBSP, WAVE_DASH

Parts: TypeAlias = Literal["day", "month", "year"]
"""How much of a date is written: the day; day and month; day, month and year."""

_BABEL: Mapping[LanguageTag, str] = {"fr": "fr", "en": "en_GB", "ja": "ja"}
_ERAS = (
    (dt.date(2019, 5, 1), "令和"),
    (dt.date(1989, 1, 8), "平成"),
    (dt.date(1926, 12, 25), "昭和"),
    (dt.date(1912, 7, 30), "大正"),
    (dt.date(1868, 1, 1), "明治"),
)
_GREGORIAN = dt.date(1873, 1, 1)
"""Japan's first Gregorian day (明治6年1月1日)."""
_ORDINAL = re.compile(r"(?<=\b1)er\b")


@cache
def month_names(language: LanguageTag) -> tuple[str, ...]:
    """Return the twelve months, January first."""
    names = get_month_names("wide", locale=_BABEL[language])
    return tuple(names[number] for number in range(1, 13))


@cache
def day_names(language: LanguageTag) -> tuple[str, ...]:
    """Return the seven weekdays, Monday first; in Japanese the one character that stands in brackets (月)."""
    names = get_day_names("abbreviated" if language == "ja" else "wide", locale=_BABEL[language])
    return tuple(names[number] for number in range(7))


def write_date(value: Date, style: str, language: LanguageTag) -> tuple[Inline, ...]:
    """Write a day.

    `long` 5⍽mars 2024, `weekday` mardi 5⍽mars 2024 (English without comma, Japanese 2024年3月5日（火）), `short` and
    `weekday_short` without the year, `iso` 2024-03-05; Japanese also `era` 令和6年3月5日 and `dual`
    令和6（2024）年3月5日.
    """
    day = value.day
    if style == "iso":
        return (Text(day.isoformat(), ""),)
    if style == "era":
        return (Text(_era_date(day, "year"), ""),)
    if style == "dual":
        return (Text(_dual_date(day), ""),)
    parts: Parts = "month" if style.endswith("short") else "year"
    text = _western_date(day, language, parts)
    return _raised(_with_weekday(text, day, language) if style.startswith("weekday") else text)


def write_month(value: Month, style: str, language: LanguageTag) -> tuple[Inline, ...]:
    """Write a month: `long` avril 2024, April 2024, 2024年4月; `short` without the year."""
    if language == "ja":
        text = f"{value.month}月" if style == "short" else f"{value.year}年{value.month}月"
    else:
        name = month_names(language)[value.month - 1]
        text = name if style == "short" else f"{name} {value.year}"
    return (Text(text, ""),)


def write_year(value: Year, style: str, language: LanguageTag) -> str:
    """Write a year alone: `long` 2015, 2015, 2015年; Japanese also `era` 平成27年 and `dual` 平成27（2015）年.

    A year in which the era changed has both: 平成31・令和元年.
    """
    if language != "ja":
        return str(value.year)
    eras = "・".join(_eras_of(value.year))
    if style == "long" or not eras:
        return f"{value.year}年"
    return f"{eras}年" if style == "era" else f"{eras}（{value.year}）年"


def era_year(name: str, year: int) -> int:
    """Return the Western year of a year of an era: 令和, 6 is 2024."""
    return next(start.year for start, era in _ERAS if era == name) + year - 1


def _eras_of(year: int) -> tuple[str, ...]:
    """Return the eras of a year with the year in each, in their order; none before the Gregorian calendar."""
    ends = [_era(day) for day in (dt.date(year, 1, 1), dt.date(year, 12, 31))]
    return tuple(dict.fromkeys(f"{era[0]}{era[1]}" for era in ends if era is not None))


def write_date_range(value: DateRange, style: str, language: LanguageTag) -> tuple[Inline, ...]:
    """Write a range, without repeating what its ends share.

    `prose` du 5 au 13⍽mars 2024, from 5 to 13⍽March 2024, 2024年3月5日から13日まで; `table` 5–13⍽mars 2024,
    5–13⍽March 2024, 2024年3月5日〜13日; `short` and `table_short` are the two without years; Japanese also `era`
    令和6年3月5日から13日まで. The en dash is closed, also between whole dates in English (New Hart's Rules, 4.11); in
    French spaces stand around it there.
    """
    parts: Parts = "month" if style.endswith("short") else "year"
    if style == "era":
        ends = _era_date(value.start, "year"), _era_date(value.end, _era_parts(value))
    elif language == "ja":
        ends = _western_date(value.start, "ja", parts), _western_date(value.end, "ja", _unshared(value, parts))
    else:
        ends = (
            _western_date(value.start, language, _unshared(value, parts)),
            _western_date(value.end, language, parts),
        )
    spaced = _unshared(value, parts) != "day"
    return _raised(_joined(*ends, language, in_table=style.startswith("table"), spaced=spaced))


def _joined(start: str, end: str, language: LanguageTag, *, in_table: bool, spaced: bool) -> str:
    if language == "ja":
        return f"{start}{WAVE_DASH}{end}" if in_table else f"{start}から{end}まで"
    if not in_table:
        return f"du {start} au {end}" if language == "fr" else f"from {start} to {end}"
    return f"{start}{NBSP}{EN_DASH} {end}" if language == "fr" and spaced else f"{start}{EN_DASH}{end}"


def _unshared(value: DateRange, parts: Parts) -> Parts:
    """Return what the shorter end of a range must say: the day, if month and year are the other end's, and so on."""
    if value.start.year != value.end.year:
        return parts
    return "month" if value.start.month != value.end.month else "day"


def _western_date(day: dt.date, language: LanguageTag, parts: Parts) -> str:
    if language == "ja":
        texts = {"day": f"{day.day}日", "month": f"{day.month}月{day.day}日"}
        return texts.get(parts, f"{day.year}年{day.month}月{day.day}日")
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    if parts == "day":
        return number
    text = f"{number}{NBSP}{month_names(language)[day.month - 1]}"
    return text if parts == "month" else f"{text} {day.year}"


def _with_weekday(text: str, day: dt.date, language: LanguageTag) -> str:
    name = day_names(language)[day.weekday()]
    return f"{text}（{name}）" if language == "ja" else f"{name} {text}"


def _era(day: dt.date) -> tuple[str, str] | None:
    """Return the era's name and the year in it (元 for the first), None before Japan's Gregorian calendar."""
    if day < _GREGORIAN:
        return None
    start, name = next((start, name) for start, name in _ERAS if day >= start)
    year = day.year - start.year + 1
    return name, "元" if year == 1 else str(year)


def _era_date(day: dt.date, parts: Parts) -> str:
    era = _era(day)
    if era is None or parts != "year":
        return _western_date(day, "ja", parts)
    return f"{era[0]}{era[1]}年{_western_date(day, 'ja', 'month')}"


def _era_parts(value: DateRange) -> Parts:
    return _unshared(value, "year") if _era(value.start) == _era(value.end) else "year"


def _dual_date(day: dt.date) -> str:
    era = _era(day)
    if era is None:
        return _western_date(day, "ja", "year")
    return f"{era[0]}{era[1]}（{day.year}）年{_western_date(day, 'ja', 'month')}"


def _raised(text: str) -> tuple[Inline, ...]:
    """Split a text at the letters of its ordinals (« 1er »)."""
    inlines: list[Inline] = []
    position = 0
    for ordinal in _ORDINAL.finditer(text):
        inlines += [Text(text[position:ordinal.start()], ""), Superscript("er")]
        position = ordinal.end()
    if position < len(text):
        inlines.append(Text(text[position:], ""))
    return tuple(inlines)
