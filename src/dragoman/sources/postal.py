"""What a postal address may hold: countries, postcodes, the length of a line."""

import re
from collections.abc import Mapping

from babel import Locale

POSTCODES: Mapping[str, re.Pattern[str]] = {
    "FR": re.compile(r"\d{5}"),
    "JP": re.compile(r"\d{3}-\d{4}"),
    "GB": re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"),
}
"""How a postcode is written, by country (ISO 3166-1 alpha-2); elsewhere it is taken as given."""
LINE_CHARACTERS = 38
ADDRESS_LINES = 4
"""Lines above the city: NF Z10-011 has six in all, with the guest's name and the city, of 38 characters each."""

_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
"""What CLDR names beside countries."""


def is_country(code: str) -> bool:
    """Whether CLDR knows a country by this code."""
    return re.fullmatch(r"[A-Z]{2}", code) is not None and code in Locale("en").territories.keys() - _NO_COUNTRIES
