"""Telephone numbers for the reader: as dialled at home, or international.

Groups are those of libphonenumber. The international notation parts them by spaces alone (ITU-T E.123).
"""

from collections.abc import Mapping

from dragoman.document.nodes import LanguageTag
from dragoman.facts import Telephone
from dragoman.language.characters import NBSP

_HOME: Mapping[LanguageTag, int] = {"fr": 33, "ja": 81}
"""The country code that the readers of a language dial without; those of English are everywhere."""


def write_telephone(value: Telephone, language: LanguageTag) -> str:
    """Write a number: 05⍽61⍽33⍽50⍽50 for French readers, 052-123-4567 for Japanese, +33⍽5⍽61⍽33⍽50⍽50 for others.

    No-break spaces keep the groups together in French and English; Japanese text has ordinary ones.
    """
    import phonenumbers  # noqa: PLC0415 - its tables are heavy

    number = phonenumbers.parse(value.number, None)
    if number.country_code == _HOME.get(language):
        text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    else:
        text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace("-", " ")
    return text if language == "ja" else text.replace(" ", NBSP)
