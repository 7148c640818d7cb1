"""Postal addresses as the country of destination reads them, in the script in which their list gives them.

Sources: NF Z10-011 (France: postcode and city in capitals on one line, nothing but the country below it, no punctuation
in the last lines), the Royal Mail (post town in capitals, the postcode beneath), Japan Post (〒 and the postcode, then
from the prefecture down; in Latin script from the block up). libaddressinput's pattern for Japan has no city, so the
patterns are ours; its order of city and postcode is followed elsewhere. International mail ends with the country in
capitals.
"""

import re
from collections.abc import Iterator, Mapping

from babel import Locale

from dragoman.document.nodes import LanguageTag
from dragoman.languages import bcp47
from dragoman.recipients import Address

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_POSTCODE_BENEATH = {"GB", "GG", "IE", "IM", "JE"}
_POSTCODE_AFTER = {"AU", "CA", "ID", "IN", "KR", "NZ", "SG", "TH", "TW", "US"}
_SHORT_NAMES: Mapping[str, Mapping[LanguageTag, str]] = {
    "HK": {"fr": "Hong Kong", "en": "Hong Kong", "ja": "香港"},
    "MO": {"fr": "Macao", "en": "Macao", "ja": "マカオ"},
}
"""CLDR's short names of what it calls special administrative regions; Babel has the long ones alone."""


def address_lines(address: Address, language: LanguageTag, home: str | None) -> tuple[str, ...]:
    """Return the lines beneath the name, the country last; none for an address that is empty.

    `home` is the sender's country (ISO 3166-1 alpha-2), whose own mail names no country, and a Japanese letter never
    names Japan. An address to Japan in Japanese script has 〒 and the postcode in the first line, and everything else
    from the prefecture down in the second, whatever the letter's language.
    """
    lines = [line for line in (_japanese(address) if _is_japanese(address) else _western(address)) if line]
    at_home = address.country is None or address.country == home or (language, address.country) == ("ja", "JP")
    if lines and not at_home:
        lines.append(country_name(address.country or "", language))
    return tuple(lines)


def _is_japanese(address: Address) -> bool:
    """Whether it is written in Japanese script, to Japan or to no country named."""
    words = "".join((*address.lines, address.city or "", address.region or ""))
    return address.country in (None, "JP") and _JAPANESE.search(words) is not None


def _japanese(address: Address) -> Iterator[str]:
    if address.postcode:
        yield f"〒{address.postcode}"
    first, *others = address.lines or ("",)
    yield f"{address.region or ''}{address.city or ''}{first}"
    yield from others


def _western(address: Address) -> Iterator[str]:
    """The lines in the order of the country of destination."""
    yield from address.lines
    city, postcode, region = address.city or "", address.postcode or "", address.region or ""
    match address.country:
        case "JP":
            yield city
            yield _joined(region, postcode)
        case "FR":
            yield _joined(postcode, city.upper())
        case country if country in _POSTCODE_BENEATH:
            yield city.upper()
            yield region
            yield postcode
        case country if country in _POSTCODE_AFTER:
            yield _joined(f"{city}," if city and region and country == "US" else city, region, postcode)
        case _:
            yield _joined(postcode, city.upper())
            yield region


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def country_name(code: str, language: LanguageTag) -> str:
    """Return the name of a country in capitals, as the last line of an address has it: JAPON, JAPAN, 日本."""
    short = _SHORT_NAMES.get(code, {}).get(language)
    name = short or str(Locale.parse(bcp47(language), sep="-").territories.get(code, code))
    return name if language == "ja" else name.upper()
