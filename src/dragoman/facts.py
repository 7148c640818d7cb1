"""The types of facts and their three states: known, unknown, at_signing.

Values are plain immutable data without any language; `language.formats` writes them.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from dragoman.wording import Message


@dataclass(frozen=True, slots=True)
class Date:
    day: dt.date


@dataclass(frozen=True, slots=True)
class Month:
    """A month (1 to 12) of a year, where no day is known."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year alone, where neither month nor day is known."""

    year: int


@dataclass(frozen=True, slots=True)
class DateRange:
    """Both days included; `start` is before `end`."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Instant:
    """A wall-clock time in an IANA zone, without offset: `local` is naive, `zone` such as "Asia/Tokyo"."""

    local: dt.datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Named:
    """A person, an organisation, a place or a work, by its id in names.yaml."""

    name: str


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` in units of the ISO 4217 `currency`."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Percent:
    """`value` in per cent: 12.8 is 12.8 %."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things: exact, approximate, or a range up to `high`. `noun` is the plural message of the phrase."""

    number: Decimal
    noun: Message
    high: Decimal | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order, from 1: the fourth economy."""

    place: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Things in the order in which they are named: names of names.yaml, and messages for what has no name."""

    items: tuple[Named | Message, ...]


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number in E.164: +33561335050."""

    number: str


@dataclass(frozen=True, slots=True)
class Attested:
    """Text printed as given, in its language; LF parts its lines. Language "zxx" is that of codes and addresses."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Wording of the project that stands for a fact, and is translated: an office, a legal form."""

    message: Message


Value: TypeAlias = (
    Date | Month | Year | DateRange | Instant | Named | Money | Percent | Count | Rank | Listing | Telephone | Attested
    | Phrase
)


@dataclass(frozen=True, slots=True)
class Known:
    """`source` says where the value comes from, `as_of` what time it speaks of (as the source puts it)."""

    value: Value
    source: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """An open point; `label` says what is lacking."""

    label: Message


@dataclass(frozen=True, slots=True)
class AtSigning:
    """Filled by hand at the signing; not an open point."""

    label: Message


State: TypeAlias = Known | Unknown | AtSigning
Facts: TypeAlias = Mapping[str, State]
"""Every fact of a project by its path."""
