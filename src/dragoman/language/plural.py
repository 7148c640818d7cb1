"""Which form of a plural message a number takes.

Our own table, applied to Decimals. It equals the headers of the PO files (`languages.LANGUAGES`) on whole numbers,
and CLDR on all of them, except that the CLDR category "many" of French (millions) is "other" here: the form of the
noun is the same, and a PO file has two.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from dragoman.document.nodes import LanguageTag

Category: TypeAlias = Literal["one", "other"]

_SINGULAR: Mapping[LanguageTag, Callable[[Decimal], bool]] = {
    "fr": lambda number: number.copy_abs() < 2,
    "en": lambda number: format(number.copy_abs(), "f") == "1",
    "ja": lambda _: False,
}


def category(language: LanguageTag, number: Decimal) -> Category:
    """Return "one" or "other": in French 0, 1 and 1.5 are singular, in English 1 alone; Japanese has one form."""
    return "one" if _SINGULAR[language](number) else "other"


def form_index(language: LanguageTag, number: Decimal) -> int:
    """Return the index of the form in a PO file (`msgstr[0]` or `msgstr[1]`)."""
    return 1 if language != "ja" and category(language, number) == "other" else 0
