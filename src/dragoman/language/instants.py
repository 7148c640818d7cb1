"""Instants: a date and a time of day in a zone named in words, and the same instant in other zones.

Times are to the minute. French writes 14⍽h⍽30, and 9⍽h where minutes are nil; English the 24-hour clock with two
digits for the hour; Japanese 午前 and 午後 with hours from 0 to 11 (午後0時30分, never 午後12時30分) and 正午 for
noon, as the press and official texts do (日本広報協会, 時刻の表記).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from dragoman.document.nodes import Inline, LanguageTag, Text
from dragoman.facts import Date, Instant
from dragoman.language.characters import NBSP
from dragoman.language.dates import write_date
from dragoman.language.french import contracted, elides

_BABEL: Mapping[LanguageTag, str] = {"fr": "fr", "en": "en_GB", "ja": "ja"}
_ZONES: Mapping[tuple[LanguageTag, str], str] = {
    ("ja", "Asia/Tokyo"): "日本時間",
    ("fr", "GMT"): "GMT",
    ("en", "GMT"): "GMT",
    ("ja", "GMT"): "グリニッジ標準時",
    ("fr", "UTC"): "UTC",
    ("en", "UTC"): "UTC",
    ("ja", "UTC"): "協定世界時",
}
_ALIASES = {"Etc/GMT": "GMT", "Etc/UTC": "UTC", "Etc/Greenwich": "GMT", "Etc/Universal": "UTC"}
_SAME_DAY: Mapping[LanguageTag, str] = {"fr": ", soit ", "en": ", ", "ja": "、"}
_OTHER_DAY: Mapping[LanguageTag, str] = {"fr": ", soit le ", "en": "; ", "ja": "、"}
_NOON = 12


def in_zone(value: Instant, zone: str) -> Instant:
    """Return the same instant on the wall clocks of another IANA zone."""
    aware = value.local.replace(tzinfo=ZoneInfo(value.zone))
    return Instant(aware.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone)


def zone_name(zone: str, language: LanguageTag) -> str:
    """Name a zone in words by its city: heure de Paris, Paris time, パリ時間; but 日本時間, and GMT for itself."""
    zone = _ALIASES.get(zone, zone)
    if (own := _ZONES.get((language, zone))) is not None:
        return own
    city = get_timezone_location(zone, locale=_BABEL[language], return_city=True)
    if language == "ja":
        return f"{city}時間"
    if language == "en":
        return f"{city} time"
    if city.startswith("Le "):
        return f"heure {contracted('de', 'le', elided=False)}{city.removeprefix('Le ')}"
    return f"heure {contracted('de', None, elided=elides(city))}{city}"


def write_time(time: dt.time, language: LanguageTag) -> str:
    """Write a time of day: 14⍽h⍽30, 9⍽h, 9⍽h⍽05; 14:30, 09:00; 午後2時30分, 午前9時, 正午."""
    if language == "fr":
        return f"{time.hour}{NBSP}h" + (f"{NBSP}{time.minute:02}" if time.minute else "")
    if language == "en":
        return f"{time.hour:02}:{time.minute:02}"
    if (time.hour, time.minute) == (_NOON, 0):
        return "正午"
    half = "午前" if time.hour < _NOON else "午後"
    return f"{half}{time.hour % _NOON}時" + (f"{time.minute}分" if time.minute else "")


def write_instant(value: Instant, style: str, language: LanguageTag) -> tuple[Inline, ...]:
    """Write an instant in its own zone.

    `full` mercredi 6⍽mars 2024 à 14⍽h⍽30 (heure de Paris), 14:30 (Paris time), Wednesday 6⍽March 2024,
    2024年3月6日（水）午後2時30分（パリ時間）; `date_time` without the zone; `weekday` and `weekday_short` as of a date;
    `time_zone` 14⍽h⍽30 (heure de Paris); `time` 14⍽h⍽30.
    """
    if style == "full":
        return write_in_zones(value, (value.zone,), language)
    if style.startswith("weekday"):
        return write_date(Date(value.local.date()), style, language)
    time = write_time(value.local.time(), language)
    if style == "time_zone":
        time += _in_brackets(value.zone, language)
    if style == "date_time":
        return _on(write_date(Date(value.local.date()), "weekday", language), time, language, english=" on ")
    return (Text(time, ""),)


def write_in_zones(value: Instant, zones: Sequence[str], language: LanguageTag) -> tuple[Inline, ...]:
    """Write an instant in one or more zones, in their order; a date stands once for the zones that share it.

    « mercredi 6 mars 2024 à 14 h 30 (heure de Paris), soit 22 h 30 (heure de Tokyo) »; “14:30 (Paris time), 13:30
    (GMT), Wednesday 6 March 2024”; 2024年3月6日（水）午後10時30分（日本時間）、午後2時30分（パリ時間）. Zones with
    another date follow: « , soit le jeudi 7 mars … »; after a semicolon in English, 、 in Japanese.
    """
    instants = [in_zone(value, zone) for zone in zones]
    passage: list[Inline] = []
    for day, group in groupby(instants, key=lambda instant: instant.local.date()):
        times = _SAME_DAY[language].join(
            write_time(instant.local.time(), language) + _in_brackets(instant.zone, language) for instant in group
        )
        if passage:
            passage.append(Text(_OTHER_DAY[language], ""))
        passage += _on(write_date(Date(day), "weekday", language), times, language)
    return tuple(passage)


def _in_brackets(zone: str, language: LanguageTag) -> str:
    name = zone_name(zone, language)
    return f"（{name}）" if language == "ja" else f" ({name})"


def _on(date: tuple[Inline, ...], times: str, language: LanguageTag, *, english: str = ", ") -> tuple[Inline, ...]:
    if language == "en":
        return Text(f"{times}{english}", ""), *date
    return *date, Text(f" à {times}" if language == "fr" else times, "")
