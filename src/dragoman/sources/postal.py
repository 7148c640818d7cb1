"""What a postal address may hold: countries, postcodes, the length of a line."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale


@dataclass(frozen=True, slots=True)
class PostcodeForm:
    """How a country writes its postcodes, for the program and for a person."""

    pattern: re.Pattern[str]
    example: str


POSTCODES: Mapping[str, PostcodeForm] = {
    "FR": PostcodeForm(re.compile(r"[0-9]{5}"), "31000"),
    "JP": PostcodeForm(re.compile(r"[0-9]{3}-[0-9]{4}"), "100-0001"),
    "GB": PostcodeForm(re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}"), "SW1A 1AA"),
}
"""By country (ISO 3166-1 alpha-2); elsewhere a postcode is taken as given."""
LINE_CHARACTERS = 38
ADDRESS_LINES = 4
"""Lines above the city: NF Z10-011 has six in all, with the guest's name and the city, of 38 characters each."""

_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
"""What CLDR names beside countries: groups of them, and islands that ISO 3166 reserves codes for."""


def is_country(code: str) -> bool:
    """Whether CLDR knows a country by this code."""
    return code in _countries()


@functools.cache
def _countries() -> frozenset[str]:
    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if re.fullmatch("[A-Z]{2}", code)) - _NO_COUNTRIES
