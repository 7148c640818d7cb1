"""Rules that only a whole document can keep or break: 12, 14, 16, 17, 22, 24, 35, 36, 38, 39, 40 and 56 of
part F.

A document is its text as its reader reads it, one line a paragraph or heading. Every finder says nothing of a part
that the text does not have: a letter to be closed by hand has no closing that could be wrong.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
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

_ANSWERS = {
    re.compile(r"^拝啓", re.MULTILINE): re.compile(r"^敬具$", re.MULTILINE),
    re.compile(r"^謹啓", re.MULTILINE): re.compile(r"^謹白$", re.MULTILINE),
}
_CEREMONIAL = re.compile(r"^謹啓", re.MULTILINE)
_MARK = re.compile(r"^記$", re.MULTILINE)
_END = re.compile(r"^以上$", re.MULTILINE)
_STACKED = re.compile(
    r"(?:御中|各位|閣下|知事|殿|様)[\u3000 ]*(?:御中|各位|閣下|殿|様)(?=$|[、。におへ])|御中[^\n]*様$", re.MULTILINE)

_VISA = re.compile(r"^(?:Vue?s?|VU)[ \u00a0][^\n]*$", re.MULTILINE)
_ARTICLE = re.compile(
    r"^(?:Article|ARTICLE)[ \u00a0](?P<number>\d+\w*|premier|PREMIER)(?=[ \u00a0]*(?:[–—:-]|$))", re.MULTILINE)

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_KANJI = r"\u3005\u3400-\u4dbf\u4e00-\u9fff"
_STEM_DEFINED = re.compile(rf"以下「(?P<term>[{_STEMS}])」という")
_STEMS_TOGETHER = re.compile(r"^（以下、[^\n]*を総称して", re.MULTILINE)
_STEM_USED = re.compile(
    rf"(?:(?<![{_KANJI}])|(?<=[{_STEMS}]))(?P<term>[{_STEMS}])(?:(?![{_KANJI}])|(?=[{_STEMS}及並又若間]))"
    r"(?!(?<=\n.)(?:\n|\Z))",
)
"""A stem that stands for a party: beside no other kanji (自己, 丁寧), and not alone on its line as in a signature."""
_JAPANESE_ARTICLE = re.compile(r"^第(?P<number>\d+)条[\u3000 ](?P<numbered>1[\u3000 ])?", re.MULTILINE)
_JAPANESE_HEADING = re.compile(r"（[^\n]+）")
_JAPANESE_PARAGRAPH = re.compile(r"^(?P<number>\d+)\u3000", re.MULTILINE)
_ANNEX = re.compile(rf"^(?:Annexe?{_S}\d+{_S}–|別紙\d+\u3000)", re.MULTILINE)

_TOGETHER = re.compile(r"^(?:ci-après|together|（以下、)", re.MULTILINE)
_PARTY: Mapping[LanguageTag, re.Pattern[str]] = {
    "fr": re.compile(rf"\bci-après{_S}(?:dénommée?s?|\[[^\]\n]+\]){_S}«{_S}(?P<term>[^«»\n]+?){_S}»,?$", re.MULTILINE),
    "en": re.compile(r"\(“(?P<term>[^“”\n]+)”\)(?:,(?: and)?)?$", re.MULTILINE),
    "ja": _STEM_DEFINED,
}
_SIGNATORY: Mapping[LanguageTag, re.Pattern[str]] = {
    "fr": re.compile(rf"^Pour{_S}(?P<term>[^\n]*[^\n.,;:\s])$", re.MULTILINE),
    "en": re.compile(rf"^For{_S}and{_S}on{_S}behalf{_S}of{_S}(?P<term>[^\n]*[^\n.,;:\s])$", re.MULTILINE),
    "ja": re.compile(rf"^(?P<term>[{_STEMS}])$", re.MULTILINE),
}


def document_rules(language: LanguageTag, kind: str, grade: Grade | None) -> Mapping[int, Finder]:
    """Return the finders of a kind of document in a language, by the numbers of their rules."""
    match language, kind:
        case "fr", "invitation":
            return {12: vocatives_unlike_the_appel, 14: closings_of_another_grade(grade)}
        case "fr", "convention":
            return {16: badly_set_visas, 17: misnumbered_articles, 56: signatures_unlike_the_parties(language)}
        case "en", "convention":
            return {56: signatures_unlike_the_parties(language)}
        case "ja", "convention":
            return {
                39: wrongly_named_parties, 40: misnumbered_japanese_articles,
                56: signatures_unlike_the_parties(language)}
        case "en", "invitation":
            return {22: wrong_closes}
        case "ja", "invitation":
            return {35: unanswered_words, 36: stacked_honorifics, 38: ceremonial_marks}
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


def unanswered_words(text: str) -> Iterator[Span]:
    """Rule 35: 拝啓 is answered by 敬具, 謹啓 by 謹白, each once; every 記 is followed by one 以上."""
    for opening, closing in _ANSWERS.items():
        for first, second in ((opening, closing), (closing, opening)):
            yield from (one.span() for one in first.finditer(text) if len(second.findall(text)) != 1)
    marks, ends = list(_MARK.finditer(text)), list(_END.finditer(text))
    for mark, end in zip_longest(marks, ends):
        if mark is None or end is None or end.start() < mark.start():
            yield (mark or end).span()


def stacked_honorifics(text: str) -> Iterator[Span]:
    """Rule 36: one honorific, and none behind the title that is one: 御中…様, 各位様, 知事様, 閣下様."""
    yield from (one.span() for one in _STACKED.finditer(text))


def ceremonial_marks(text: str) -> Iterator[Span]:
    """Rule 38: a letter that opens with 謹啓 has no 、 and no 。."""
    if _CEREMONIAL.search(text) is not None:
        yield from (one.span() for one in re.finditer("[、。]", text))


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


def wrongly_named_parties(text: str) -> Iterator[Span]:
    """Rule 39: 甲, 乙, 丙 are defined once, in this order; each is used, and none that is not defined.

    To be named together at the definition, （以下、甲及び乙を総称して…）, is not yet to be used.
    """
    defined = list(_STEM_DEFINED.finditer(text))
    yield from (one.span() for stem, one in zip(_STEMS, defined, strict=False) if one["term"] != stem)
    used = list(_STEM_USED.finditer(text))
    known = {one["term"] for one in defined}
    yield from (one.span() for one in used if one["term"] not in known)
    definitions = [one.span() for one in (*defined, *_STEMS_TOGETHER.finditer(text))]
    named = {one["term"] for one in used if not any(start <= one.start() < end for start, end in definitions)}
    yield from (one.span() for one in defined if one["term"] not in named)


def misnumbered_japanese_articles(text: str) -> Iterator[Span]:
    """Rule 40: 第1条, 第2条 …, each under a heading in （）, its first 項 without a number and the others from 2 on."""
    articles = list(_JAPANESE_ARTICLE.finditer(text))
    annex = _ANNEX.search(text, articles[-1].end()) if articles else None
    ends = [*(one.start() for one in articles[1:]), annex.start() if annex else len(text)][:len(articles)]
    for number, (article, end) in enumerate(zip(articles, ends, strict=True), 1):
        line_before = text[:max(0, article.start() - 1)].rpartition("\n")[2]
        sound = int(article["number"]) == number and _JAPANESE_HEADING.fullmatch(line_before) is not None
        if not sound or article["numbered"]:
            yield article.span()
        for place, paragraph in enumerate(_JAPANESE_PARAGRAPH.finditer(text, article.end(), end), 2):
            if int(paragraph["number"]) != place:
                yield paragraph.span()


def signatures_unlike_the_parties(language: LanguageTag) -> Finder:
    """Rule 56: as many signature blocks as parties, in their order, under the names that define them."""
    def find(text: str) -> Iterator[Span]:
        first, *_ = [*_ARTICLE.finditer(text), *_JAPANESE_ARTICLE.finditer(text), None]
        together = _TOGETHER.search(text, 0, first.start() if first else len(text))
        end = together or first
        parties = list(_PARTY[language].finditer(text, 0, end.start() if end else len(text)))
        if not parties:
            return
        annex = _ANNEX.search(text)
        blocks = _SIGNATORY[language].finditer(text, parties[-1].end(), annex.start() if annex else len(text))
        for party, block in zip_longest(parties, blocks):
            if block is None:
                yield party.span()
            elif party is None or party["term"].split() != block["term"].split():
                yield block.span()

    return find
