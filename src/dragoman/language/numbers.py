"""Numbers as each language writes them, from exact decimals: nothing is rounded, nothing passes through floats.

French separates thousands by a narrow no-break space and decimals by a comma, English by comma and point. Japanese
counts in myriads in running text (7万5,000, 4億7,200万: 公用文作成の考え方, 2022, I-5, writes 万, 億 and 兆 and not 千)
and like English in exact figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dragoman.document.nodes import LanguageTag
from dragoman.language.characters import MINUS, NBSP, NNBSP

_SEPARATORS: Mapping[LanguageTag, tuple[str, str]] = {"fr": (NNBSP, ","), "en": (",", "."), "ja": (",", ".")}
_MYRIADS = ("", "万", "億", "兆", "京")
_SCALES: Mapping[LanguageTag, tuple[tuple[int, str], ...]] = {
    "fr": ((9, "milliard"), (6, "million")),
    "en": ((12, "trillion"), (9, "billion"), (6, "million")),
    "ja": (),
}
_SCALED_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Digits:
    """A decimal number as it stands on paper: `whole` has no leading zero (but "0"), `fraction` may be empty."""

    negative: bool
    whole: str
    fraction: str

    @property
    def sign(self) -> str:
        return MINUS if self.negative else ""


def digits_of(number: Decimal) -> Digits:
    """Take a number apart, trailing zeros kept as given. Raises ValueError for infinity and NaN."""
    if not number.is_finite():
        raise ValueError(number)
    whole, _, fraction = format(number.copy_abs(), "f").partition(".")
    return Digits(number < 0, whole.lstrip("0") or "0", fraction)


def write_digits(number: Decimal, language: LanguageTag) -> str:
    """Write all digits, grouped by three: 75␣000, 75,000, 75,000. A year is no number and is not written here."""
    digits = digits_of(number)
    return digits.sign + _grouped(digits, language)


def write_number(number: Decimal, language: LanguageTag) -> str:
    """Write a number for running text: as `write_digits`, but Japanese in myriads (7万5,000; 3,000 below 10,000)."""
    digits = digits_of(number)
    return digits.sign + (_in_myriads(digits) if language == "ja" else _grouped(digits, language))


def write_scaled(number: Decimal, language: LanguageTag) -> str | None:
    """Write a number from one million up by the largest of the language's scale words that needs two decimals at most.

    « 472 millions », « 1,5 million » (plural from 2), “1.2 trillion”. French stops at the milliard, since « billion »
    is read as the English word: « 1 200 milliards ». Returns None below a million, where more decimals would be
    needed, and in Japanese, whose myriads are no scale words.
    """
    digits = digits_of(number)
    for places, word in _SCALES[language]:
        if len(digits.whole) > places:
            fraction = (digits.whole[-places:] + digits.fraction).rstrip("0")
            if len(fraction) <= _SCALED_DECIMALS:
                scaled = Digits(digits.negative, digits.whole[:-places], fraction)
                plural = "s" if language == "fr" and scaled.whole != "1" else ""
                return f"{scaled.sign}{_grouped(scaled, language)}{NBSP}{word}{plural}"
    return None


def is_round_million(number: Decimal) -> bool:
    """Whether a number, read aloud in French, ends in the noun « million » or « milliard » and so takes « de »."""
    digits = digits_of(number)
    return digits.whole.endswith("000000") and not digits.fraction.strip("0")


def _grouped(digits: Digits, language: LanguageTag) -> str:
    separator, point = _SEPARATORS[language]
    whole = f"{int(digits.whole):,}".replace(",", separator)
    return f"{whole}{point}{digits.fraction}" if digits.fraction else whole


def _in_myriads(digits: Digits) -> str:
    rest, groups = digits.whole, []
    for unit in _MYRIADS:
        last = unit == _MYRIADS[-1]
        group, rest = (rest, "") if last else (rest[-4:], rest[:-4])
        if int(group or "0"):
            groups.append(f"{int(group):,}{unit}")
    text = "".join(reversed(groups)) or "0"
    if not digits.fraction:
        return text
    if not int(digits.whole[-4:]):
        text = text if text == "0" else f"{text}0"
    return f"{text}.{digits.fraction}"
