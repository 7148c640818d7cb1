"""Recipients: whom a letter is for, one row of a list each, in the words that the list gives.

What a row does not say is None or empty: a letter prints it as a blank and is then a draft, or does without.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from dragoman.diagnostics import NOWHERE, Position
from dragoman.document.nodes import LanguageTag

Gender: TypeAlias = Literal["masculine", "feminine"]
Function: TypeAlias = Literal[
    "foreign_ambassador", "french_ambassador", "minister", "governor", "assembly_president", "prefect", "mayor",
    "president", "consul_general", "organisation", "group", "press",
]
"""Kinds of function that decide the form of address.

The first nine are offices of a person (`president` heads an agency or a company); an organisation is written to
without anybody's name, a group is several people, the press a group of its own.
"""


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address as its list gives it; `country` is an ISO 3166-1 alpha-2 code.

    `lines` are what stands above the city: building, street, block. `region` is a prefecture, a state or a county.
    """

    lines: tuple[str, ...] = ()
    postcode: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """One guest.

    `key` names the letter's file. `native_name` is the whole name in its own script, `titles` the office in each
    language as it is printed in the address, `organisation` the id of a name of names.yaml or a text printed as
    given. `academic` is « Dr » or « Pr » before the name. `rank` (1 to 4) is that of the closing; `rank`, `appel`,
    `closing` and `honorific` replace what the kind of function decides. `position` is the row's place in its list.
    """

    key: str
    language: LanguageTag
    function: Function | None = None
    gender: Gender | None = None
    academic: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    native_name: str | None = None
    titles: Mapping[LanguageTag, str] = field(default_factory=dict)
    organisation: str | None = None
    address: Address = Address()
    email: str | None = None
    rank: Literal[1, 2, 3, 4] | None = None
    appel: str | None = None
    closing: str | None = None
    honorific: str | None = None
    position: Position = NOWHERE


def printed(recipient: Recipient) -> str:
    """Everything of a row that its letter may print, one after the other."""
    given = (
        recipient.family_name, recipient.given_name, recipient.native_name, recipient.titles.get(recipient.language),
        recipient.organisation, recipient.appel, recipient.closing, recipient.honorific, recipient.address.postcode,
        recipient.address.city, recipient.address.region, *recipient.address.lines)
    return "".join(filter(None, given))
