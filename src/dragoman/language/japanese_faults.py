"""What Japanese wording must not say: rules 29 and 33 of the house's conventions (part F)."""

import datetime as dt
import re
from collections.abc import Iterator

from dragoman.language.dates import day_names, era_year
from dragoman.language.kanji_figures import small_number
from dragoman.language.spans import Span

_SHORT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:\d{4}|[〇一二三四五六七八九]{4})"
_DATE = re.compile(
    rf"(?:(?:(?P<era>令和|平成|昭和|大正|明治)(?P<nth>{_SHORT}|元)(?:（(?P<dual>{_YEAR})）)?|(?P<year>{_YEAR}))年)?"
    rf"(?:(?P<month>{_SHORT})月)?(?<![\d一二三四五六七八九十])(?P<day>{_SHORT})日"
    rf"(?:（(?P<weekday>[{''.join(day_names('ja'))}])(?:曜日?)?(?:・[^）\n]{{1,4}})?）)?",
)
_ITEM_NUMBER = re.compile(r"^ *\(\d{1,3}\)\u3000", re.MULTILINE)
_ASCII_BRACKET = re.compile(r"[()]")
_JOINT = re.compile(r"[、・〜–-]|から|と|より|及び|および|又は|または")


def ascii_brackets(text: str) -> Iterator[Span]:
    """Rule 29: no ASCII brackets but those of an item's number at the beginning of its line, (1) and a full space."""
    numbers = {place for number in _ITEM_NUMBER.finditer(text) for place in range(*number.span())}
    yield from (match.span() for match in _ASCII_BRACKET.finditer(text) if match.start() not in numbers)


def wrong_weekdays(text: str) -> Iterator[Span]:
    """Rule 33: the bracketed weekday is the date's.

    A date without year or month takes them from the date to which it is joined (2024年3月5日（火）から13日（水）まで);
    one that nothing dates is not judged. Figures may be in kanji, as in vertical lines (二〇二四年三月十三日（水）).
    """
    year = month = None
    position = 0
    for match in _DATE.finditer(text):
        if _JOINT.fullmatch(text, position, match.start()) is None:
            year = month = None
        position = match.end()
        year = _year(match) or year
        month = small_number(match["month"]) if match["month"] else month
        day = small_number(match["day"])
        if match["weekday"] and year and month and not _falls_on(year, month, day, match["weekday"]):
            yield match.span()


def _year(match: re.Match[str]) -> int | None:
    if match["year"] or match["dual"]:
        return small_number(match["year"] or match["dual"])
    if match["era"] is None:
        return None
    return era_year(match["era"], 1 if match["nth"] == "元" else small_number(match["nth"]))


def _falls_on(year: int, month: int, day: int, weekday: str) -> bool:
    try:
        return day_names("ja")[dt.date(year, month, day).weekday()] == weekday
    except ValueError:
        return False
