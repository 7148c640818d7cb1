"""Counts of things: exact, approximate, or a range; and how their number joins its noun.

An approximation is a property of the fact, never of the style: an exact count stays exact in every style, and an
approximate one is marked in every style but `figure`, the bare number of a panel, before which `lead` stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dragoman.document.nodes import Inline, LanguageTag, Text
from dragoman.facts import Count
from dragoman.language.characters import NBSP, WAVE_DASH
from dragoman.language.french import de
from dragoman.language.numbers import is_round_million, write_number, write_scaled
from dragoman.language.passages import merged
from dragoman.language.plural import form_index
from dragoman.wording import Literal, Placeholder, Selection, parse

PHRASE_STYLES = frozenset({"phrase", "approx", "words"})
"""The styles that print the number with its noun; the others print the number alone."""

_APPROXIMATELY: Mapping[LanguageTag, str] = {"fr": "environ", "en": "around", "ja": "約"}
_GAP: Mapping[LanguageTag, str] = {"fr": " ", "en": " ", "ja": ""}
_RANGE: Mapping[LanguageTag, str] = {"fr": " à ", "en": " to ", "ja": WAVE_DASH}
_FRENCH_ROUND_NOUNS: Mapping[Decimal, str] = {
    Decimal(10): "une dizaine",
    Decimal(20): "une vingtaine",
    Decimal(30): "une trentaine",
    Decimal(40): "une quarantaine",
    Decimal(50): "une cinquantaine",
    Decimal(60): "une soixantaine",
    Decimal(100): "une centaine",
    Decimal(1000): "un millier",
}


_SMALL: Mapping[LanguageTag, tuple[str, ...]] = {
    "fr": (
        "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
        "quinze", "seize"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "ja": (),
}
"""Numbers that running text spells out, from two: one would need the gender of its noun in French."""


@dataclass(frozen=True, slots=True)
class CountNumber:
    """The number of a count, ready for its noun.

    `form` is the index of the noun's form. `joins` says that the text ends in a noun (« une trentaine », « 2
    millions »), which French joins to the next by « de »; `binds` that it ends in a figure, which French never parts
    from its noun (Lexique des règles typographiques en usage à l'Imprimerie nationale, « Nombres »).
    """

    text: str
    form: int
    joins: bool
    binds: bool


def count_number(value: Count, language: LanguageTag, style: str) -> CountNumber:
    """Write the number of a count.

    `phrase`: 3␣000; 2⍽millions; environ 30; 30 à 60 / around 30; 30 to 60 / 7万5,000; 約30; 30〜60. `approx` is the
    same, but an approximate 10, 20, 30, 40, 50, 60, 100 or 1,000 is a noun in French: une trentaine. `words` spells
    small exact numbers out: quinze, two; Japanese keeps its figures. `number` and `figure` write all digits in French
    and English (2␣000␣000); `figure` leaves out « environ ».

    Japanese takes the wave dash for ranges of amounts before a counter, as official texts do in tables and notices
    (公用文作成の考え方, 2022, I-3).
    """
    last = last_number(value)
    form = form_index(language, last)
    if style == "approx" and language == "fr" and _has_round_noun(value):
        return CountNumber(_FRENCH_ROUND_NOUNS[value.number], 1, joins=True, binds=False)
    if style == "words" and (spelt := _spelt(value, language)) is not None:
        return CountNumber(spelt, form, joins=False, binds=False)
    in_words = style in PHRASE_STYLES
    numbers = (value.number,) if value.high is None else (value.number, value.high)
    text = _RANGE[language].join(_written(number, language, in_words=in_words) for number in numbers)
    if value.approximate and style != "figure":
        text = f"{_APPROXIMATELY[language]}{_GAP[language]}{text}"
    scaled = in_words and write_scaled(last, language) is not None
    joins = language == "fr" and (scaled or is_round_million(last))
    return CountNumber(text, form, joins, binds=language == "fr" and not joins)


def count_lead(value: Count, language: LanguageTag) -> str:
    """Return the words that stand before a panel's figure, with the space that follows them, or nothing if exact."""
    if not value.approximate:
        return ""
    return _APPROXIMATELY[language] + (NBSP if _GAP[language] else "")


def join_count(number: CountNumber, rest: str) -> tuple[str, str]:
    """Return what `{n}` prints and what is left of the text that follows it in the noun's message.

    For the form « {n} groupes japonais », the rest is « groupes japonais » with its space. A number that joins takes
    « de » or « d’ » in place of that space: ("une trentaine de ", "groupes japonais"); one that binds, a no-break
    space: ("30", "⍽groupes japonais"). Without a space, and in English and Japanese, the text is left as it is.
    """
    noun = rest.lstrip()
    if noun == rest or not noun:
        return number.text, rest
    if number.joins:
        return f"{number.text} {de(noun)}", noun
    return number.text, NBSP + noun if number.binds else rest


def write_phrase(form: str, key: str, number: CountNumber) -> tuple[Inline, ...]:
    """Write the noun's form with the number in the place of `{n}`; the noun's words have the key of its message."""
    words: list[Inline] = []
    pieces = parse(form)
    rest: str | None = None
    for index, piece in enumerate(pieces):
        match piece:
            case Literal():
                words.append(Text(piece.text if rest is None else rest, key))
                rest = None
            case Placeholder():
                following = pieces[index + 1] if index + 1 < len(pieces) else None
                text, rest = join_count(number, following.text if isinstance(following, Literal) else "")
                words.append(Text(text, ""))
            case Selection():
                pass
    return merged(words)


def last_number(value: Count) -> Decimal:
    """Return the number that the noun agrees with: the upper end of a range."""
    return value.number if value.high is None else value.high


def _has_round_noun(value: Count) -> bool:
    return value.approximate and value.high is None and value.number in _FRENCH_ROUND_NOUNS


def _spelt(value: Count, language: LanguageTag) -> str | None:
    """A small exact number in words, or None."""
    words = dict(enumerate(_SMALL[language], 2))
    exact = value.high is None and not value.approximate and value.number == int(value.number)
    return words.get(int(value.number)) if exact else None


def _written(number: Decimal, language: LanguageTag, *, in_words: bool) -> str:
    if in_words:
        return write_scaled(number, language) or write_number(number, language)
    return write_number(number, language)
