"""The typographic rules as checks of a finished text, by their numbers in the house's conventions (part F).

These regular expressions are independent of the rules that set the text: they say what a reader must not see.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from dragoman.document.nodes import LanguageTag
from dragoman.language.dates import day_names, month_names
from dragoman.language.lines import masked
from dragoman.language.typographic_rules import IDENTIFIER, JAPANESE, JAPANESE_WORD

_EXCERPT = 12
_THOUSANDS = 6
_FRENCH_MONTHS = "|".join(month_names("fr"))
_ENGLISH_MONTHS = "|".join(month_names("en"))
_CAPITALISED = "|".join(name.capitalize() for name in (*month_names("fr"), *day_names("fr")))
_SPACES = r"[ \u00a0\u202f]"

_PATTERNS: Mapping[LanguageTag, Mapping[int, str]] = {
    "fr": {
        1: r"(?<=[^\u202f!?\s(\[«“])[;!?]|(?<=[ \u00a0])(?<!«\u00a0)(?<!“ )[;!?]",
        2: r"(?<=[^\u00a0\d\s(\[«“:]):|(?<=[ \u202f])(?<!“ ):|\d:(?!\d)",
        3: r"«(?!\u00a0)|(?<=[^\u00a0\n\u3000])»",
        4: r"[\"']",
        5: r"\d(?!\u00a0)[ \u202f]?(?:%|(?:k|M|Md)?€)",
        6: r"(?<![\w,.])(?<!\d[ \u00a0\u202f])[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?![\w]|[ \u00a0\u202f]?\d)",
        7: rf"\b1[ \u00a0](?:{_FRENCH_MONTHS})\b",
        8: r"(?<![\w:,.\u202f])(?:\d{1,2}(?: ?[hH] ?\d{0,2}|\u00a0[hH] ?\d{2}|[hH]\u00a0\d{2})|\d{1,2}:\d{2})(?![\w:])",
        9: rf"\d(?:er)?{_SPACES}(?:{_CAPITALISED})\b",
        10: r"\b(?:M\.|MM\.|Mmes?|Mlles?|Dr|art\.) (?=\S)|(?<!\w)[nN]° ?(?=\d)",
    },
    "en": {
        18: rf"\d{_SPACES}?[-\u2010\u2011]{_SPACES}?\d{{1,2}}{_SPACES}(?:{_ENGLISH_MONTHS})\b|from \d{{1,2}}\u2013",
        19: rf"€{_SPACES}\d|\d{_SPACES}?€|€[\d.,]+{_SPACES}?[Mm]\b",
        20: rf"(?<=\S){_SPACES}[;:!?]|\d{_SPACES}%",
    },
    "ja": {
        25: rf"(?<=[{JAPANESE_WORD}])[,.，．]|[,，．](?=[{JAPANESE_WORD}])|(?<![A-Za-z0-9.])\.(?=[{JAPANESE_WORD}])",
        26: r"[\uff61-\uff9f]",
        27: r"[０-９Ａ-Ｚａ-ｚ]",
        28: rf"(?<=[{JAPANESE}]) +(?=[A-Za-z0-9])|(?<=[A-Za-z0-9.,]) +(?=[{JAPANESE}])",
        29: r"(?<![^\n])\((?!\w{1,3}\))|(?<=[^\n])\(|(?<!\n\(\w)(?<!\n\(\w\w)(?<!\n\(\w\w\w)\)",
        30: r"[~\uff5e]",
        31: r"[\u00a0\u202f\u2060\u2009]",
        32: r"[？！](?![\u3000」』）】〉》？！、。…\n]|$)",
    },
}
_RULES = {
    language: {number: re.compile(pattern) for number, pattern in patterns.items()}
    for language, patterns in _PATTERNS.items()
}


class Violation(NamedTuple):
    """`rule` is the number in part F, `offset` counts characters from 0, `excerpt` shows the place in its context."""

    rule: int
    offset: int
    excerpt: str


def violations(text: str, language: LanguageTag) -> list[Violation]:
    """Find what breaks the checkable rules of a language, in order of place; addresses are exempt.

    The text is one in which the whole passage is in that language: foreign parts have their own rules.
    """
    found = [
        Violation(number, match.start() - 1, text[max(0, match.start() - 1 - _EXCERPT):match.end() - 1 + _EXCERPT])
        for number, pattern in _RULES[language].items()
        for match in pattern.finditer(f"\n{masked(text)}")
        if number != _THOUSANDS or IDENTIFIER.search(match.string[:match.start()][-40:]) is None
    ]
    return sorted(found, key=lambda violation: (violation.offset, violation.rule))
