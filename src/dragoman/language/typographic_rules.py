"""The typographic rules of the three languages, in the order in which they run.

French: Lexique des règles typographiques en usage à l'Imprimerie nationale (spaces of punctuation, guillemets,
dashes, ordinals), with the narrow space before ; ! ? and the full one before the colon. English: New Hart's Rules.
Japanese: JLReq for spaces, 公用文作成の考え方 (2022) for marks and widths. What usage leaves open is settled in
the house's conventions: closed en dash, half-width digits and letters, full-width ％.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from dragoman.language.characters import APOSTROPHE, ELLIPSIS, EN_DASH, IDSP, NBSP, NNBSP, WAVE_DASH
from dragoman.language.dates import month_names
from dragoman.language.lines import MASK, Edit, Line, Rule, characters, double_quotes, replacing, spacing

WS = r"[ \u00a0\u202f\u2009]"
JAPANESE_WORD = r"\u3041-\u309f\u30a1-\u30ff\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Kana and kanji, for a character class."""
JAPANESE = JAPANESE_WORD + r"\u3000-\u3004\u3008-\u303f\u30a0\uff01-\uff60\uffe0-\uffe6"
"""The same and the full-width marks."""
_MONTHS = {language: "|".join(month_names(language)) for language in ("fr", "en")}
_ABBREVIATIONS = r"(?<!\bDr)(?<!\bart)(?<!\bcf)(?<!\bMM)(?<!\b[A-Z])"
_SENTENCE_END = re.compile(rf"{_ABBREVIATIONS}[.!?{ELLIPSIS}](?:{WS}*[»”)])*{WS}+(?=[^\W\d_a-z]|«)|\n")
_INCISE = re.compile(
    rf"(?:(?P<before>{WS})|(?<![^\n]))(?P<dash>{EN_DASH})(?P<after>{WS})?(?(after)|(?=[,.;:!?)»”\n]|$))",
)
_SINGLE_QUOTED = re.compile(rf"(?:(?<=[\s([“‘{EN_DASH}])|(?<![\s\S]))'(?=[^\W\d_])[^'\n]*[^\s']'(?![^\W_])")
_RANGE_START = re.compile(rf"(?:\d|\b1er|\d{WS}(?:{_MONTHS['fr']}))$")
_GROUPS = re.compile(rf"(?<![\w,.+])(?<!\d{WS})[1-9]\d{{0,2}}(?:[ {NBSP}]\d{{3}})+(?!\w|{WS}?\d)")
IDENTIFIER = re.compile(rf"(?:SIREN|SIRET|RCS|TVA|[nN]°)(?:{WS}|\w|[.:])*$")
"""Ends the text before a number that identifies: its groups are its own."""
_FULL_WIDTH_MARKS = {"!": "！", "?": "？", ":": "：", ";": "；", "(": "（", ")": "）"}


def _dashes(line: Line, language: str) -> Iterator[Edit]:
    """Keep a French incise and its dashes together: the opening one before its text, the closing one after it.

    A dash without a partner in its sentence opens. A dash between two figures or dates is a range.
    """
    ends = [match.start() for match in _SENTENCE_END.finditer(line.masked)]
    sentence, inside = -1, False
    for match in _INCISE.finditer(line.masked):
        dash = match.start("dash")
        ranges = _RANGE_START.search(line.masked[:match.start()][-20:]) and line.masked[match.end():][:1].isdigit()
        if ranges or not line.ours(dash, dash + 1, language):
            continue
        current = sum(end < dash for end in ends)
        inside = not (inside and current == sentence)
        sentence = current
        start, end = match.span("after" if inside else "before")
        if 0 <= start < end and line.ours(start, end, language):
            yield from characters(line, (start,), NBSP)


def _groups(line: Line, language: str) -> Iterator[Edit]:
    """Group thousands by narrow spaces where a space groups them already, but not in a SIRET or another number."""
    for match in _GROUPS.finditer(line.masked):
        if line.ours(*match.span(), language) and not IDENTIFIER.search(line.masked[:match.start()][-40:]):
            spaces = [i for i in range(*match.span()) if not line.text[i].isdigit()]
            yield from characters(line, spaces, NNBSP * len(spaces))


def _single_quotes(line: Line, language: str) -> Iterator[Edit]:
    for match in _SINGLE_QUOTED.finditer(line.masked):
        first, last = match.start(), match.end() - 1
        if line.ours(first, first + 1, language) and line.ours(last, last + 1, language):
            yield from characters(line, (first, last), "‘’")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _full_width(text: str) -> str:
    return "".join(_FULL_WIDTH_MARKS[character] for character in text)


def _before(mark: str, space: str, *, after: str) -> tuple[Rule, Rule]:
    """Put `space` before a mark, in place of other spaces or where there is none, but not after the signs `after`."""
    signs = re.escape(after)
    return (
        spacing(rf"(?<![{signs}])(?<!{WS})(?P<space>{WS}+)(?=(?P<mark>{mark}))", space),
        spacing(rf"(?<=[^\s{signs}])(?P<space>)(?=(?P<mark>{mark}))", space),
    )


_GUILLEMETS = (spacing(rf"(?<=(?P<mark>«))(?P<space>{WS}*)(?!{WS})", NBSP), *_before("»", NBSP, after="«"))
_ELLIPSIS = replacing(r"(?<!\.)\.{3}(?!\.)", ELLIPSIS)
_SINGLE_SPACES = replacing(r"(?<=\S) {2,}(?=\S)", " ")
_DASH_FOR_HYPHEN = replacing(rf"(?<=[^\d\s]{WS})[-—](?={WS})|(?<={WS})[-—](?={WS}[^\d\s])", EN_DASH)
_CLOSED_PUNCTUATION: tuple[Rule, ...] = (
    spacing(rf"(?<=\S)(?P<space>{WS}+)(?=(?P<mark>[,.])(?:[\s»”’\"')\];:!?]|$))", ""),
    spacing(rf"(?<=[(\[])(?P<space>{WS}+)(?=\S)", ""),
    spacing(rf"(?<=\S)(?P<space>{WS}+)(?=[)\]])", ""),
)

FRENCH: tuple[Rule, ...] = (
    _SINGLE_SPACES,
    _ELLIPSIS,
    replacing(r"(?<=[^\W\d_])'(?=[^\W_«“\"])|(?<=[^\W\d_])'(?=[«“\"])", APOSTROPHE),
    double_quotes("«»", "“”", between_words=True),
    _DASH_FOR_HYPHEN,
    _dashes,
    _groups,
    *_CLOSED_PUNCTUATION,
    spacing(r"(?<!\w)(?P<mark>MM?\.|Mmes?|Mlles?|Dr|Pr|art\.|[nN]°s?|p\.(?= \d))(?P<space> )(?=\S)", NBSP),
    spacing(r"(?<!\w)(?P<mark>[nN]°)(?P<space>)(?=\d)", NBSP),
    spacing(rf"(?:(?<=\d)|(?<=\b1er))(?P<space> )(?=(?:{_MONTHS['fr']}|millions?|milliards?)\b)", NBSP),
    spacing(rf"(?<![\w,.])(?:[01]?\d|2[0-4])(?P<space>{WS}*)(?=(?P<mark>h)(?:{WS}*[0-5]\d)?(?!\w))", NBSP),
    spacing(rf"(?<=\d{NBSP}(?P<mark>h))(?P<space>{WS}*)(?=[0-5]\d(?!\w))", NBSP),
    spacing(rf"(?<=\d)(?P<space>{WS}*)(?=(?P<mark>%|(?:k|M|Md)?€))", NBSP),
    spacing(rf"(?<=[!?])(?P<space>{WS}+)(?=(?P<mark>[!?]))", ""),
    *_before("[!?]", NNBSP, after="«([“!?"),
    *_before(";", NNBSP, after="«([“"),
    *_before(r":(?!(?<=\d:)\d)", NBSP, after="«([“:"),
    *_GUILLEMETS,
)

ENGLISH: tuple[Rule, ...] = (
    _SINGLE_SPACES,
    _ELLIPSIS,
    replacing(r"(?<=[^\W_])'(?=[^\W_])|'(?=\d0s\b)", APOSTROPHE),
    _single_quotes,
    replacing(r"(?<=[^\W\d_])'(?!\w)", APOSTROPHE),
    double_quotes("“”", "‘’", between_words=True),
    _DASH_FOR_HYPHEN,
    replacing(rf"(?<!\d{{3}})(?<=\d){WS}?[-–‑]{WS}?(?=\d{{1,2}}{WS}(?:{_MONTHS['en']})\b)", EN_DASH),
    *_CLOSED_PUNCTUATION,
    spacing(rf"(?<=\S)(?P<space>{WS}+)(?=(?P<mark>[;:!?]))", ""),
    spacing(rf"(?<=\d)(?P<space>{WS}+)(?=(?P<mark>%))", ""),
    spacing(rf"(?<=\S)(?P<space>[ \u202f])(?=(?P<mark>{EN_DASH})(?:{WS}|$))", NBSP),
    spacing(rf"(?<=\d)(?P<space> )(?=(?:{_MONTHS['en']}|million|billion|trillion)\b)", NBSP),
)

_BRACKETING = "」』）】〉》"
JAPANESE_RULES: tuple[Rule, ...] = (
    replacing(r"[\uff61-\uff9f]+", _folded),
    replacing(r"[０-９Ａ-Ｚａ-ｚ]+", _folded),
    replacing(r"(?<=\d)[，．](?=\d)", _folded),
    replacing(r"[~～]", WAVE_DASH),
    replacing(r"(?<=[A-Za-z])'(?=[A-Za-z])", APOSTROPHE),
    double_quotes("「」", "「」", between_words=False),
    replacing(rf"(?<=\d)%|(?<=\d{WS})%", "％"),
    spacing(rf"(?<![^\n])(?P<mark>\(\d{{1,3}}\))(?P<space>{WS}+)(?=\S)", IDSP),
    replacing(rf"(?<![^\n])\((?!\d{{1,3}}\){IDSP})|(?<=[^\n])\(", _full_width),
    replacing(rf"\)(?!{IDSP})|(?<!\(\d)(?<!\(\d\d)(?<!\(\d\d\d)\)", _full_width),
    replacing(rf"(?<=[{JAPANESE_WORD}{_BRACKETING}])[,，]|[,，](?=[{JAPANESE_WORD}「『（【])", "、"),
    replacing(rf"(?<=[{JAPANESE_WORD}{_BRACKETING}])[.．](?![A-Za-z0-9.])", "。"),
    replacing(rf"(?<=[{JAPANESE}])[!?]+", _full_width),
    replacing(rf"(?<=[{JAPANESE}])[:;]|[:;](?=[{JAPANESE}])", _full_width),
    spacing(rf"(?<=(?P<mark>[！？]))(?P<space>{WS}*)(?=[^\s！？、。…{_BRACKETING}])", IDSP),
    spacing(rf"(?<!{MASK})(?<!{WS})(?P<space>{WS}+)(?=[{JAPANESE}])", ""),
    spacing(rf"(?<=[{JAPANESE}])(?P<space>{WS}+)(?![\s{MASK}])", ""),
    replacing(r"[\u00a0\u202f\u2009]", " "),
)

RULES: Mapping[str, tuple[Rule, ...]] = {"fr": FRENCH, "en": ENGLISH, "ja": JAPANESE_RULES}

NAME_RULES: Mapping[str, tuple[Rule, ...]] = {
    "fr": (
        replacing(r"(?<=[^\W\d_])'(?=[^\W_])", APOSTROPHE),
        *_GUILLEMETS,
    ),
    "en": (replacing(r"(?<=[^\W_])'(?=[^\W_])", APOSTROPHE),),
    "ja": (),
}
"""A name is its owner's: only the apostrophe of the keyboard and the spaces inside guillemets are set right."""

RAISED: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?<![\w,.-])(?:1(?P<first>ers?|res?)|2(?P<second>nde?s?|de?s?)|\d+(?P<nth>es?)"
        r"|I(?P<roman_first>er)|[IVX]+(?P<roman>e))(?!\w)",
    ),
}
"""The letters of French ordinals, by their groups: 1er, 1re, 2e, 2nd, XXIe."""
