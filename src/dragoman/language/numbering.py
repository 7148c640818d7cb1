"""The numbers of articles, clauses, annexes and recitals, as each language prints them before their words.

French numbers the first article 1er and the others plainly (Lexique des règles typographiques en usage à l'Imprimerie
nationale, « Lois, décrets »). Japanese follows 公用文作成の考え方 (2022), I-3: the first 項 of an article bears the
article's number and none of its own, then 2, 3; items are (1), (2), those below ア, イ; an ideographic space follows.
"""

from typing import assert_never

from dragoman.document.nodes import LanguageTag
from dragoman.language.characters import EN_DASH, IDSP

DEEPEST = 3
"""The lowest level of a clause: 1 is 5.1, 2 is a), 3 is i)."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)
_FIRST = "1er"


def article_label(number: int, language: LanguageTag) -> str:
    """Return « Article 1er – », “Article 1 –”; nothing in Japanese, where the first 項 bears the number."""
    match language:
        case "fr":
            return f"Article {_FIRST if number == 1 else number} {EN_DASH}"
        case "en":
            return f"Article {number} {EN_DASH}"
        case "ja":
            return ""
        case _:
            assert_never(language)


def clause_label(path: tuple[int, ...], language: LanguageTag, *, first_of: int | None) -> str:
    """Return the number of a clause: « 5.2 », « a) », « i) »; “5.2”, “(a)”, “(i)”; 第5条, 2, (1), ア with their space.

    `path` holds its number at each level from the article's down. `first_of` is the number of the article that the
    clause begins, None for every other.
    """
    sign = clause_sign(path, language)
    level = len(path) - 1
    match language:
        case "fr":
            return sign if level == 1 else f"{sign})"
        case "en":
            return sign if level == 1 else f"({sign})"
        case "ja" if first_of is not None:
            return f"第{first_of}条{IDSP}"
        case "ja":
            return f"({sign}){IDSP}" if level == DEEPEST - 1 else f"{sign}{IDSP}"
        case _:
            assert_never(language)


def clause_sign(path: tuple[int, ...], language: LanguageTag) -> str:
    """Return what tells a clause from its neighbours, without brackets: 5.2, a, i; in Japanese 2, 1, ア.

    Letters are doubled after z and katakana after ン, as Word does. Raises ValueError for a level that no clause has.
    """
    level, number = len(path) - 1, path[-1]
    match level:
        case 1:
            return str(number) if language == "ja" else f"{path[0]}.{number}"
        case 2:
            return str(number) if language == "ja" else _repeated(_LETTERS, number)
        case 3:
            return _repeated(_KATAKANA, number) if language == "ja" else _roman(number)
        case _:
            raise ValueError(path)


def annex_label(number: int, language: LanguageTag) -> str:
    """Return « Annexe 1 – », “Annex 1 –”, 別紙1 with its space."""
    match language:
        case "fr":
            return f"Annexe {number} {EN_DASH}"
        case "en":
            return f"Annex {number} {EN_DASH}"
        case "ja":
            return f"別紙{number}{IDSP}"
        case _:
            assert_never(language)


def recital_label(number: int, language: LanguageTag) -> str:
    """Return “(A)”; French and Japanese recitals bear no letter."""
    return f"({_repeated(_LETTERS, number).upper()})" if language == "en" else ""


def _repeated(signs: str, number: int) -> str:
    rounds, place = divmod(number - 1, len(signs))
    return signs[place] * (rounds + 1)


def _roman(number: int) -> str:
    text = ""
    for amount, sign in _ROMAN:
        count, number = divmod(number, amount)
        text += sign * count
    return text
