"""What a letter invites to, as a calendar takes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """The day, and the hour where it is known, as data; the words as the letter prints them, in its language.

    `uid` is the same in every language, state and run. `start` is ISO 8601: a day, or a local time to the minute in
    the IANA `zone`; None where nobody has told the day. `end` is the last day of an event of several. What the letter
    leaves blank is empty here. Lines of `description` are parted by LF.
    """

    uid: str
    start: str | None
    end: str | None
    zone: str | None
    summary: str
    place: str
    description: str
    contact: str
