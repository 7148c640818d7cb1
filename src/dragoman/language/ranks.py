"""Ranks: the fourth economy of the world.

Words up to the twentieth, figures beyond. French has « deuxième » throughout (never « second », which would say that
there is no third), and raises the letters of its figures (Lexique de l'Imprimerie nationale, « Nombres »).
"""

from dragoman.document.nodes import Inline, LanguageTag, Superscript, Text
from dragoman.facts import Rank

_FRENCH = (
    "premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième",
    "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième", "dix-septième",
    "dix-huitième", "dix-neuvième", "vingtième",
)
_ENGLISH = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)
_ENGLISH_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


def write_rank(value: Rank, style: str, language: LanguageTag) -> tuple[Inline, ...]:
    """Write a rank.

    `words` quatrième, fourth, 第4位; `figure` 4e with the letter raised, 4th, 4位. French also has `words_feminine` and
    `figure_feminine`, which differ for the first alone: première, 1re.
    """
    place = value.place
    match language:
        case "fr":
            return _french(place, style)
        case "en":
            words = style == "words" and place <= len(_ENGLISH)
            return (Text(_ENGLISH[place - 1] if words else f"{place}{_ending(place)}", ""),)
        case "ja":
            return (Text(f"第{place}位" if style == "words" else f"{place}位", ""),)


def _french(place: int, style: str) -> tuple[Inline, ...]:
    feminine = style.endswith("feminine")
    if style.startswith("words") and place <= len(_FRENCH):
        return (Text("première" if feminine and place == 1 else _FRENCH[place - 1], ""),)
    first = "re" if feminine else "er"
    return Text(str(place), ""), Superscript(first if place == 1 else "e")


def _ending(place: int) -> str:
    return "th" if place % 100 in _TEENS else _ENGLISH_ENDINGS.get(place % 10, "th")
