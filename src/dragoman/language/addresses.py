"""Postal addresses as the country of destination reads them, in the script of the letter.

Sources: NF Z10-011 (France: postcode and city in capitals on one line, no punctuation in the last lines), the Royal
Mail (post town in capitals, the postcode beneath), Japan Post (〒 and the postcode, then from the prefecture down; in
Latin script from the block up). libaddressinput's pattern for Japan has no city, so the patterns are ours.
International mail ends with the country in capitals.
"""

from collections.abc import Iterator

from babel import Locale

from dragoman.document.nodes import LanguageTag
from dragoman.languages import bcp47
from dragoman.recipients import Address


def address_lines(address: Address, language: LanguageTag, home: str | None) -> tuple[str, ...]:
    """Return the lines beneath the name, the country last; none for an address that is empty.

    `home` is the sender's country (ISO 3166-1 alpha-2), whose own mail names no country. A Japanese letter to Japan has
    〒 and the postcode in the first line, and everything else from the prefecture down in the second.
    """
    if language == "ja" and address.country == "JP":
        return tuple(_japanese(address))
    lines = [line for line in (*address.lines, *_city(address)) if line]
    if address.country is not None and address.country != home and lines:
        lines.append(country_name(address.country, language))
    return tuple(lines)


def _japanese(address: Address) -> Iterator[str]:
    if address.postcode:
        yield f"〒{address.postcode}"
    first, *others = address.lines or ("",)
    if place := f"{address.region or ''}{address.city or ''}{first}":
        yield place
    yield from others


def _city(address: Address) -> Iterator[str]:
    """The lines of the city and what belongs to it, in the order of its country."""
    city, postcode, region = address.city or "", address.postcode or "", address.region or ""
    match address.country:
        case "JP":
            yield city
            yield _joined(region, postcode)
        case "GB":
            yield city.upper()
            yield region
            yield postcode
        case "US" | "CA" | "AU":
            yield _joined(f"{city}," if city and region and address.country == "US" else city, region, postcode)
        case _:
            yield _joined(postcode, city.upper())
            yield region


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def country_name(code: str, language: LanguageTag) -> str:
    """Return the name of a country in capitals, as the last line of an address has it: JAPON, JAPAN; 日本 has none."""
    name = Locale.parse(bcp47(language), sep="-").territories.get(code, code)
    return str(name) if language == "ja" else str(name).upper()
