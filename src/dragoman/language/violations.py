"""The rules of wording as checks of a finished text, by their numbers in the house's conventions (part F).

They are independent of the code that sets the text: they say what a reader must not see. Spaces, quotes and forms of
numbers are regular expressions below; what needs a list of words or a calendar stands in a module of its own.

    French    1 space before ; ! ?   2 before :   3 inside guillemets   4 straight quotes   5 before % and €
              6 thousands   7 1er of a month   8 times   9 months and days in capitals   10 after M., n°
              11 capitals without accents   12 vocative unlike the appel   13 salutations expressed
              14 closing of another rank   15 de le, missing elision   16 visas   17 numbers of articles
    English   18 ranges of dates   19 euros and millions   20 space before punctuation   21 American spelling
              22 Yours faithfully and sincerely   23 comma or ordinal in a date   24 ENDS, immediate or embargoed
    Japanese  25 Western punctuation   26 half-width katakana   27 full-width Latin   28 space beside Latin
              29 ASCII brackets   30 sign of ranges   31 no-break spaces   32 space after ？ and ！   33 weekdays
              39 甲, 乙, 丙   40 numbers of articles and 項
    all       56 signature blocks unlike the parties
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dragoman.document.nodes import Foreign, Inline, LanguageTag, NoteCall, Text, Untranslated
from dragoman.document.projection import plain
from dragoman.document.walk import children
from dragoman.language import french_faults
from dragoman.language.british_spelling import american_forms
from dragoman.language.dates import day_names, month_names
from dragoman.language.document_rules import Grade, document_rules
from dragoman.language.japanese_faults import ascii_brackets, wrong_weekdays
from dragoman.language.lines import masked
from dragoman.language.spans import Finder, Span, matching
from dragoman.language.typographic_rules import IDENTIFIER, JAPANESE, JAPANESE_WORD

_EXCERPT = 12
_FRENCH_MONTHS = "|".join(month_names("fr"))
_ENGLISH_MONTHS = "|".join(month_names("en"))
_CAPITALISED = "|".join(name.capitalize() for name in (*month_names("fr"), *day_names("fr")))
_ENGLISH_DAYS = "|".join(day_names("en"))
_SPACES = r"[ \u00a0\u202f]"
_GROUPED = re.compile(
    r"(?<![\w,.+])(?<!\d[ \u00a0\u202f])[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?![\w]|[ \u00a0\u202f]?\d)")

_PATTERNS: Mapping[LanguageTag, Mapping[int, str]] = {
    "fr": {
        1: r"(?<=[^\u202f!?\s(\[«“])[;!?]|(?<=[ \u00a0])(?<!«\u00a0)(?<!“ )[;!?]",
        2: r"(?<=[^\u00a0\d\s(\[«“:]):|(?<=[ \u202f])(?<!“ ):|\d:(?!\d)",
        3: r"«(?!\u00a0)|(?<=[^\u00a0\n\u3000])»",
        4: r"[\"']",
        5: r"\d(?!\u00a0)[ \u202f]?(?:%|(?:k|M|Md)?€)",
        7: rf"\b1[ \u00a0](?:{_FRENCH_MONTHS})\b",
        8: r"(?<![\w:,.\u202f])(?:\d{1,2}(?: ?[hH] ?\d{0,2}|\u00a0[hH] ?\d{2}|[hH]\u00a0\d{2})|\d{1,2}:\d{2})(?![\w:])",
        9: rf"\d(?:er)?{_SPACES}(?:{_CAPITALISED})\b",
        10: r"\b(?:M\.|MM\.|Mmes?|Mlles?|Dr|art\.) (?=\S)|(?<!\w)[nN]° ?(?=\d)",
    },
    "en": {
        18: rf"\d{_SPACES}?[-\u2010\u2011]{_SPACES}?\d{{1,2}}{_SPACES}(?:{_ENGLISH_MONTHS})\b|from \d{{1,2}}\u2013",
        19: rf"€{_SPACES}\d|\d{_SPACES}?€|€[\d.,]+{_SPACES}?[Mm]\b",
        20: rf"(?<=\S){_SPACES}[;:!?]|\d{_SPACES}%",
        23: rf"\b(?:{_ENGLISH_DAYS}),{_SPACES}(?=\d{{1,2}}(?:st|nd|rd|th)?{_SPACES}(?:{_ENGLISH_MONTHS})\b"
            rf"|(?:{_ENGLISH_MONTHS}){_SPACES}\d)"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th)(?={_SPACES}(?:of{_SPACES})?(?:{_ENGLISH_MONTHS})\b)"
            rf"|\b(?:{_ENGLISH_MONTHS}|{_ENGLISH_DAYS}){_SPACES}(?:the{_SPACES})?\d{{1,2}}(?:st|nd|rd|th)(?![-\w])",
    },
    "ja": {
        25: rf"(?<=[{JAPANESE_WORD}])[,.，．]|[,，．](?=[{JAPANESE_WORD}])|(?<![A-Za-z0-9.])\.(?=[{JAPANESE_WORD}])",
        26: r"[\uff61-\uff9f]",
        27: r"[０-９Ａ-Ｚａ-ｚ]",
        28: rf"(?<=[{JAPANESE}]) +(?=[A-Za-z0-9])|(?<=[A-Za-z0-9.,]) +(?=[{JAPANESE}])",
        30: r"[~\uff5e]",
        31: r"[\u00a0\u202f\u2060\u2009]",
        32: r"[？！](?![\u3000」』）】〉》？！、。…\n]|$)",
    },
}


def _space_grouped_thousands(text: str) -> Iterator[Span]:
    """Rule 6: thousands parted by another space than the narrow one; the groups of a SIRET are its own."""
    for match in _GROUPED.finditer(text):
        if IDENTIFIER.search(text[:match.start()][-40:]) is None:
            yield match.span()


def _contractions(text: str) -> Iterator[Span]:
    yield from french_faults.uncontracted_articles(text)
    yield from french_faults.missing_elisions(text)


_FINDERS: Mapping[LanguageTag, Mapping[int, Finder]] = {
    "fr": {
        6: _space_grouped_thousands, 11: french_faults.unaccented_capitals, 13: french_faults.salutations_expressed,
        15: _contractions,
    },
    "en": {21: american_forms},
    "ja": {29: ascii_brackets, 33: wrong_weekdays},
}
_RULES: Mapping[LanguageTag, Mapping[int, Finder]] = {
    language: {number: matching(pattern) for number, pattern in patterns.items()} | dict(_FINDERS[language])
    for language, patterns in _PATTERNS.items()
}


class Violation(NamedTuple):
    """`rule` is the number in part F, `offset` counts characters from 0, `excerpt` shows the place in its context."""

    rule: int
    offset: int
    excerpt: str


def violations(text: str, language: LanguageTag) -> list[Violation]:
    """Find what breaks the rules that a passage can break, in order of place; addresses are exempt.

    The text is one in which the whole passage is in that language: foreign parts have their own rules.
    """
    return [violation for violation, _ in _found(text, _RULES[language])]


def passage_violations(passage: tuple[Inline, ...], language: LanguageTag) -> list[tuple[str, Violation]]:
    """Find the same in a composed passage, each with the key of the message whose words break the rule.

    Only wording is judged, where it stands: names, quotes and other text without a key, and what is foreign, are their
    owners'; but a preposition of ours before a name of theirs is our own.
    """
    keys = list(_keys(passage, language))
    found = []
    for violation, (start, end) in _found(plain(passage), _RULES[language]):
        if key := next((key for key in keys[start:end] if key), ""):
            found.append((key, violation))
    return found


def document_violations(
    text: str, language: LanguageTag, kind: str, *, grade: Grade | None = None,
) -> list[Violation]:
    """Find what breaks the rules that a whole document of a kind can break; those of its passages are not repeated.

    `text` is all of its body, one line a passage. `kind` is the document's (press_release, convention, invitation);
    `grade` is the closing due to the rank of who is written to, None where it is not known.
    """
    return [violation for violation, _ in _found(text, document_rules(language, kind, grade))]


def _found(text: str, rules: Mapping[int, Finder]) -> list[tuple[Violation, Span]]:
    """Run finders on a text to which a line end is added in front, so that every line begins alike."""
    searched = f"\n{masked(text)}"
    found = []
    for number, finder in rules.items():
        for start, end in finder(searched):
            span = max(0, start - 1), max(0, end - 1)
            found.append((Violation(number, span[0], text[max(0, span[0] - _EXCERPT):span[1] + _EXCERPT]), span))
    return sorted(found, key=lambda one: (one[0].offset, one[0].rule))


def _keys(passage: tuple[Inline, ...], language: LanguageTag) -> Iterator[str]:
    """For each character of a passage's text the key of its message, empty where it is nobody's wording here."""
    for inline in passage:
        match inline:
            case Text():
                yield from [inline.key] * len(inline.text)
            case Foreign() | Untranslated() if inline.language != language:
                yield from [""] * len(plain((inline,)))
            case NoteCall():
                yield from [""] * len(plain((inline,)))
            case _ if below := children(inline):
                yield from [""] * (len(plain((inline,))) - len(plain(below)))
                yield from _keys(below, language)
            case _:
                yield from [""] * len(plain((inline,)))
