"""Rules that only a whole document can keep or break: 12, 14, 16, 17, 22 and 24 of part F.

A document is its text as its reader reads it, one line a paragraph or heading. Every finder says nothing of a part
that the text does not have: a letter to be closed by hand has no closing that could be wrong.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from dragoman.document.nodes import LanguageTag
from dragoman.language.spans import Finder, Span

Grade: TypeAlias = Literal[1, 2, 3, 4]
"""The rank of who is written to, by the closing that is due: from 1, « ma très haute considération », to 4, « mes
salutations distinguées »."""

_S = r"[ \u00a0\u202f]"
_APPEL = re.compile(
    r"^(?P<appel>(?:Votre |Monsieur|Madame|Mesdames|Messieurs|Mademoiselle|Monseigneur|Excellence|Éminence|Sire"
    r"|Cher|Chère|Chers|Chères|Mon |Ma )[^\n]*?),[ \u00a0]*$", re.MULTILINE,
)
_CLOSING = re.compile(
    r"\b(?:prie|prions|veuillez|voudrez)\b[^\n]*?\b(?:agréer|recevoir|accepter|croire)\b[^\n]*?"
    r"\b(?:expression|assurances?|salutations|hommages?|considération|sentiments)\b[^\n]*", re.IGNORECASE,
)
_VOCATIVE = re.compile(
    rf"\b(?:agréer|recevoir|accepter|croire){_S}*,{_S}*(?P<vocative>[^\n]+?){_S}*,{_S}*"
    rf"(?=(?:à{_S})?(?:l[’'](?:expression|assurance|hommage)|les{_S}assurances|mes|nos|ma|notre)\b)",
)
_GRADES: Mapping[Grade, re.Pattern[str]] = {
    1: re.compile(rf"\b(?:ma|notre){_S}très{_S}haute{_S}considération"),
    2: re.compile(rf"\b(?:ma|notre){_S}haute{_S}considération"),
    3: re.compile(rf"\b(?:ma|notre){_S}considération{_S}(?:la{_S}plus{_S})?distinguée"),
    4: re.compile(rf"\b(?:mes|nos){_S}(?:\w+{_S}){{0,3}}?salutations"),
}

_SALUTATION = re.compile(
    r"^(?P<salutation>Your Excellency|Ladies and Gentlemen|(?:Dear|My dear)[ \u00a0][^,\n]+),$", re.MULTILINE)
_FAITHFULLY_AFTER = re.compile(r"Your Excellency|Ladies and Gentlemen|Dear (?:Sirs?|Madam)(?: or (?:Sir|Madam))?")
_YOURS = re.compile(r"^Yours (?P<how>[^,\n]+),?$", re.MULTILINE)

_ENDS = re.compile(r"^(?:[–—-][ \u00a0]?)?ENDS(?:[ \u00a0]?[–—-])?$", re.MULTILINE)
_EDITORS_NOTES = re.compile(r"^notes? (?:to|for) editors?:?$", re.MULTILINE | re.IGNORECASE)
_STATUS = re.compile(r"^(?:FOR )?(?P<status>IMMEDIATE RELEASE|EMBARGOED)\b", re.MULTILINE)

_VISA = re.compile(r"^(?:Vue?s?|VU)[ \u00a0][^\n]*$", re.MULTILINE)
_ARTICLE = re.compile(
    r"^(?:Article|ARTICLE)[ \u00a0](?P<number>\d+\w*|premier|PREMIER)(?=[ \u00a0]*(?:[–—:-]|$))", re.MULTILINE)


def document_rules(language: LanguageTag, kind: str, grade: Grade | None) -> Mapping[int, Finder]:
    """Return the finders of a kind of document in a language, by the numbers of their rules."""
    match language, kind:
        case "fr", "invitation":
            return {12: vocatives_unlike_the_appel, 14: closings_of_another_grade(grade)}
        case "fr", "convention":
            return {16: badly_set_visas, 17: misnumbered_articles}
        case "en", "invitation":
            return {22: wrong_closes}
        case "en", "press_release":
            return {24: wrong_end_or_status}
        case _:
            return {}


def vocatives_unlike_the_appel(text: str) -> Iterator[Span]:
    """Rule 12: the closing repeats the appel between commas, character for character."""
    appel, closing = _APPEL.search(text), _CLOSING.search(text)
    if appel is None or closing is None:
        return
    vocative = _VOCATIVE.search(closing[0])
    if vocative is None:
        yield closing.span()
    elif vocative["vocative"] != appel["appel"]:
        start, end = vocative.span("vocative")
        yield closing.start() + start, closing.start() + end


def closings_of_another_grade(grade: Grade | None) -> Finder:
    """Rule 14: the closing is that of the recipient's rank; a formula of the house's own is not judged."""
    def find(text: str) -> Iterator[Span]:
        if grade is None or (closing := _CLOSING.search(text)) is None:
            return
        for own, pattern in _GRADES.items():
            if own != grade and (formula := pattern.search(closing[0])) is not None:
                yield closing.start() + formula.start(), closing.start() + formula.end()

    return find


def badly_set_visas(text: str) -> Iterator[Span]:
    """Rule 16: between the first visa and the last before the articles, each line begins « Vu » and ends ; or ,."""
    first_article = _ARTICLE.search(text)
    visas = list(_VISA.finditer(text, 0, first_article.start() if first_article else len(text)))
    if not visas:
        return
    for line in re.compile(r"^[^\n]+$", re.MULTILINE).finditer(text, visas[0].start(), visas[-1].end()):
        if not re.match(r"Vu[ \u00a0]", line[0]) or line[0].rstrip()[-1:] not in {";", ","}:
            yield line.span()


def misnumbered_articles(text: str) -> Iterator[Span]:
    """Rule 17: Article 1er, then 2, 3, 4 …, without a gap."""
    for number, article in enumerate(_ARTICLE.finditer(text), 1):
        if article["number"] != ("1er" if number == 1 else str(number)):
            yield article.span()


def wrong_closes(text: str) -> Iterator[Span]:
    """Rule 22: Yours faithfully after a salutation that names nobody and to an Excellency, else Yours sincerely."""
    salutation, close = _SALUTATION.search(text), _YOURS.search(text)
    if salutation is None or close is None:
        return
    faithful = _FAITHFULLY_AFTER.fullmatch(salutation["salutation"]) is not None
    if close["how"] != ("faithfully" if faithful else "sincerely"):
        yield close.span()


def wrong_end_or_status(text: str) -> Iterator[Span]:
    """Rule 24: ENDS stands once, before the notes to editors; the release is either for immediate use or embargoed."""
    ends = list(_ENDS.finditer(text))
    notes = _EDITORS_NOTES.search(text)
    if not ends:
        yield len(text), len(text)
    yield from (end.span() for end in ends[1:])
    if ends and notes is not None and notes.start() < ends[0].start():
        yield ends[0].span()
    first: dict[str, re.Match[str]] = {}
    for status in _STATUS.finditer(text):
        first.setdefault(status["status"], status)
    if not first:
        yield 0, 0
    yield from (status.span() for status in list(first.values())[1:])
