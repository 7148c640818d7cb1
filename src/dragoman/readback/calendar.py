"""Read-back of a calendar entry: what a guest's calendar finds in it against the event of the document.

Rules of the format (RFC 5545, 3.1): UTF-8, lines end in CRLF and have 75 octets at most.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from icalendar import Calendar

from dragoman.diagnostics import NOWHERE, Code, Diagnostic, diagnostic
from dragoman.document.event import Event
from dragoman.document.nodes import Document

NOT_CALENDAR = Code("RBI-001", "error", "ce fichier n’est pas une entrée de calendrier : {problem}")
BAD_LINES = Code("RBI-002", "error", "la ligne {number} n’est pas celle d’un fichier iCalendar : {found}")
DIFFERENT = Code("RBI-003", "error", "l’entrée de calendrier porte « {found} » là où le document dit « {expected} »")

_LONGEST = 75
_Property: TypeAlias = tuple[object, Mapping[str, str]]
"""A value and its parameters."""


def verify_calendar(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    """Compare a written entry with the document it was written from; empty when they say the same.

    Every property counts with its parameters, and none may be added.
    """
    try:
        data.decode()
        calendar = Calendar.from_ical(data)
    except ValueError as error:
        return (diagnostic(NOT_CALENDAR, problem=str(error)),)
    event = document.event
    if event is None or [part.name for part in calendar.subcomponents] != ["VEVENT"]:
        return (diagnostic(NOT_CALENDAR, problem=calendar.name),)
    entry = calendar.subcomponents[0]
    broken = dict(entry.errors)
    read = {name: _read(value) for name, value in (*calendar.items(), *entry.items()) if name not in broken}
    others = {part.name: "" for part in entry.subcomponents}
    found = read | {name: (problem, {}) for name, problem in (broken | others).items()}
    return (*_lines(data), *_differences(dict(_expected(document, event)), found))


def _lines(data: bytes) -> Iterator[Diagnostic]:
    *lines, rest = data.split(b"\r\n")
    for number, line in enumerate((*lines, *filter(None, [rest])), 1):
        if len(line) > _LONGEST or b"\r" in line or b"\n" in line or (line and line is rest):
            yield diagnostic(BAD_LINES, number=number, found=line.decode(errors="replace"))


def _read(value: Any) -> _Property:  # noqa: ANN401 - the library has a class a type of value
    return getattr(value, "dt", value), dict(getattr(value, "params", {}))


def _expected(document: Document, event: Event) -> Iterator[tuple[str, _Property]]:
    about = document.properties
    yield "VERSION", ("2.0", {})
    yield "PRODID", ("-//dragoman//dragoman//EN", {})
    yield "UID", (event.uid, {})
    year, month, day = map(int, (about.date or "1970-01-01").split("-"))
    yield "DTSTAMP", (dt.datetime(year, month, day, tzinfo=dt.UTC), {})
    yield "STATUS", ({"draft": "TENTATIVE", "final": "CONFIRMED"}[document.state], {})
    yield "DTSTART", _start(event)
    if event.end is not None:
        yield "DTEND", (dt.date.fromordinal(dt.date.fromisoformat(event.end).toordinal() + 1), {"VALUE": "DATE"})
    for name, text in (
        ("SUMMARY", event.summary), ("LOCATION", event.place), ("DESCRIPTION", event.description),
        ("CONTACT", event.contact),
    ):
        if text:
            yield name, (text, {"LANGUAGE": about.language})


def _start(event: Event) -> _Property:
    """The first day, or the instant, which is equal in whatever zone it is written."""
    start = dt.datetime.fromisoformat(event.start or "")
    return (start.date(), {"VALUE": "DATE"}) if event.zone is None else (start.replace(tzinfo=ZoneInfo(event.zone)), {})


def _differences(expected: Mapping[str, _Property], found: Mapping[str, _Property]) -> Iterator[Diagnostic]:
    nothing: _Property = ("", {})
    for name in dict.fromkeys((*expected, *found)):
        said, read = expected.get(name, nothing), found.get(name, nothing)
        if said != read or (name in expected) != (name in found):
            yield diagnostic(DIFFERENT, NOWHERE, name, expected=_shown(said), found=_shown(read))


def _shown(one: _Property) -> str:
    value, parameters = one
    return ";".join((str(value), *(f"{name}={said}" for name, said in parameters.items())))
