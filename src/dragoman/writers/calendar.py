"""The calendar writer: the event of a letter as one entry of iCalendar (RFC 5545), through the library icalendar.

A plain entry, which a guest adds to a calendar: it has no METHOD and no ORGANIZER, for it asks for no answer by machine
(RFC 5546). An hour is written in UTC, so that a file needs no rules of its zone; the description says it in words. Of
an event whose end nobody has told there is none.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry

from dragoman.document.nodes import Document

PRODUCT = "-//dragoman//dragoman//EN"
NO_DATE = "1970-01-01"
"""Stands for the day of a letter that nobody has told: an entry must say when it was last revised."""


def write_calendar(document: Document) -> bytes:
    """Write the event of a document whose day is known."""
    event = document.event
    if event is None or event.start is None:
        raise TypeError(document.name)
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", dt.datetime.fromisoformat(document.properties.date or NO_DATE).replace(tzinfo=dt.UTC))
    if event.zone is None:
        entry.add("dtstart", dt.date.fromisoformat(event.start))
    else:
        start = dt.datetime.fromisoformat(event.start).replace(tzinfo=ZoneInfo(event.zone))
        entry.add("dtstart", start.astimezone(dt.UTC))
    if event.end is not None:
        entry.add("dtend", dt.date.fromisoformat(event.end) + dt.timedelta(days=1))  # the end of RFC 5545 is exclusive
    entry.add("status", "TENTATIVE" if document.state == "draft" else "CONFIRMED")
    words = {
        "summary": event.summary, "location": event.place, "description": event.description, "contact": event.contact}
    for name, text in words.items():
        if text:
            entry.add(name, text, {"LANGUAGE": document.properties.language})
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add_component(entry)
    data: bytes = calendar.to_ical()
    return data
