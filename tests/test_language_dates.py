"""Dates against ICU, and dates read back from what was printed."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.messageformat import MessageFormat

from dragoman.document.projection import plain
from dragoman.facts import Date, DateRange, Instant
from dragoman.language.dates import day_names, month_names, write_date, write_date_range
from dragoman.language.instants import in_zone, write_instant
from dragoman.language.styles import STYLES

FIRST = dt.date(1873, 1, 1)
DAYS = [FIRST + dt.timedelta(days=23 * step) for step in range(2970)]
CHANGES = [
    dt.date(1912, 7, 30), dt.date(1926, 12, 25), dt.date(1989, 1, 8), dt.date(2019, 5, 1), dt.date(2024, 2, 29),
    dt.date(2059, 12, 31),
]
AROUND = [day + dt.timedelta(days=step) for day in CHANGES for step in (-1, 0, 1)]
ERA_STARTS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
PLAUSIBLE = st.dates(FIRST, dt.date(2100, 12, 31))


def icu(pattern: str, locale: str):
    message = MessageFormat(pattern, locale)
    return lambda day: message.format({"d": dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)})


def at(day, time):
    return dt.datetime.fromisoformat(f"{day}T{time}")


def printed(value, style, language):
    write = write_date if isinstance(value, Date) else write_date_range
    return plain(write(value, style, language)).replace("\u00a0", " ")


def test_eras_are_those_of_icu_on_thousands_of_days():
    oracle = icu("{d, date, long}", "ja_JP@calendar=japanese")
    for day in DAYS + AROUND:
        assert printed(Date(day), "era", "ja") == oracle(day)


@pytest.mark.parametrize(
    ("language", "locale", "pattern"),
    [("fr", "fr_FR", "{d, date, ::EEEEdMMMMy}"), ("en", "en_GB", "{d, date, ::EEEEdMMMMy}")],
)
def test_weekdays_and_months_are_those_of_icu(language, locale, pattern):
    oracle = icu(pattern, locale)
    for day in DAYS[::7] + AROUND:
        expected = oracle(day).replace(", ", " ").replace(" at ", " ")
        assert printed(Date(day), "weekday", language).replace(" 1er ", " 1 ") == expected


def test_the_japanese_weekday_is_the_one_of_icu():
    oracle = icu("{d, date, ::yMdE}", "ja_JP")
    for day in DAYS[::7]:
        weekday = re.search(r"\((.)\)", oracle(day))[1]
        assert printed(Date(day), "weekday_short", "ja") == f"{day.month}月{day.day}日（{weekday}）"


@given(PLAUSIBLE)
def test_a_french_or_english_date_reads_back(day):
    for language in ("fr", "en"):
        number, month, year = printed(Date(day), "long", language).split(" ")
        read = dt.date(int(year), month_names(language).index(month) + 1, int(number.removesuffix("er")))
        assert read == day
        weekday = printed(Date(day), "weekday", language).split(" ")[0]
        assert day_names(language).index(weekday) == day.weekday()


@given(PLAUSIBLE)
def test_a_japanese_date_reads_back_from_every_calendar(day):
    western = re.fullmatch(r"(\d+)年(\d+)月(\d+)日", printed(Date(day), "long", "ja"))
    assert dt.date(*map(int, western.groups())) == day
    era, year, month, number = re.fullmatch(
        r"(..)(元|\d+)年(\d+)月(\d+)日", printed(Date(day), "era", "ja")).groups()
    counted = ERA_STARTS[era] + (1 if year == "元" else int(year)) - 1
    assert dt.date(counted, int(month), int(number)) == day
    assert f"（{day.year}）年" in printed(Date(day), "dual", "ja")


@given(PLAUSIBLE, st.integers(1, 800))
def test_both_ends_of_a_range_read_back(start, length):
    end = start + dt.timedelta(days=length)
    if end.year > 9999:
        return
    for style in ("prose", "table"):
        ends = re.findall(r"(?:(\d+)年)?(?:(\d+)月)?(\d+)日", printed(DateRange(start, end), style, "ja"))
        assert filled(ends, forwards=True) == [start, end]
    words = "|".join(month_names("en"))
    ends = re.findall(rf"(\d+)(?: ({words}))?(?: (\d{{4}}))?", printed(DateRange(start, end), "prose", "en"))
    months = [(year, month and str(month_names("en").index(month) + 1), day) for day, month, year in ends]
    assert filled(months, forwards=False) == [start, end]


def filled(ends, *, forwards: bool):
    """Dates whose missing parts are those of the other end."""
    (first, last) = ends if forwards else reversed(ends)
    other = [mine or full for mine, full in zip(last, first, strict=True)]
    dates = [dt.date(*map(int, first)), dt.date(*map(int, other))]
    return dates if forwards else dates[::-1]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2037, 12, 31)), st.sampled_from(["Europe/Paris", "GMT"]))
def test_an_instant_keeps_its_moment_in_another_zone(day, zone):
    here = Instant(at(day.isoformat(), "12:00"), zone)
    there = in_zone(here, "Asia/Tokyo")
    assert in_zone(there, zone) == here
    assert (there.local - here.local) in {dt.timedelta(hours=hours) for hours in (7, 8, 9)}


def test_paris_at_half_past_two_is_tokyo_at_half_past_ten_before_summer_time():
    tokyo = in_zone(Instant(at("2024-03-06", "14:30"), "Europe/Paris"), "Asia/Tokyo")
    assert tokyo == Instant(at("2024-03-06", "22:30"), "Asia/Tokyo")


@given(st.times())
def test_every_time_of_day_reads_back(time):
    time = time.replace(second=0, microsecond=0, tzinfo=None, fold=0)
    value = Instant(dt.datetime.combine(dt.date(2024, 3, 6), time), "Asia/Tokyo")
    french = plain(write_instant(value, "time", "fr")).split("\u00a0")
    assert dt.time(int(french[0]), int(french[2]) if len(french) > 2 else 0) == time
    assert dt.time.fromisoformat(plain(write_instant(value, "time", "en"))) == time
    japanese = plain(write_instant(value, "time", "ja")).replace("正午", "午後0時")
    half, hour, minute = re.fullmatch(r"(午前|午後)(\d+)時(?:(\d+)分)?", japanese).groups()
    assert dt.time(int(hour) + (12 if half == "午後" else 0), int(minute or 0)) == time
    assert int(hour) < 12


def test_only_japanese_has_eras():
    assert {"era", "dual"} <= set(STYLES["ja"][Date])
    assert not {"era", "dual"} & {*STYLES["fr"][Date], *STYLES["en"][Date]}
