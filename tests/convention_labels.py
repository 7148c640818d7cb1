"""The numbers that a convention prints, read off its labels, and the words by which it should name each of them.

Nothing here is taken from the code that writes numbers: a label is read as a person reads it.
"""

import re
from collections.abc import Iterator

from dragoman import Document
from dragoman.document.nodes import Annex, Article, Digits, Inline, NoteCall, Recital, Reference
from dragoman.document.projection import plain
from dragoman.document.walk import blocks, children, inlines, runs

LATIN = "abcdefghijklmnopqrstuvwxyz"
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
ARTICLE = {"fr": r"Article (1er|[2-9]|[1-9]\d+) –", "en": r"Article ([1-9]\d*) –"}
ANNEX = {"fr": r"Annexe (\d+) –", "en": r"Annex (\d+) –", "ja": r"別紙(\d+)\u3000"}
ITEM = {
    "fr": {2: r"([a-z]+)\)", 3: r"([ivxlcdm]+)\)"}, "en": {2: r"\(([a-z]+)\)", 3: r"\(([ivxlcdm]+)\)"},
    "ja": {2: r"\((\d+)\)\u3000", 3: r"([ア-ン]+)\u3000"},
}
WORD = {
    "fr": {
        ("article", False): r"(?:l’|à l’|de l’)?article\u00a0", ("article", True): r"(?:les |aux |des )?articles\u00a0",
        ("annex", False): r"(?:l’|à l’|de l’)?annexe\u00a0", ("annex", True): r"(?:les |aux |des )?annexes\u00a0"},
    "en": {
        ("article", False): "Article\u00a0", ("article", True): "Articles\u00a0",
        ("annex", False): "Annex\u00a0", ("annex", True): "Annexes\u00a0"},
    "ja": {},
}
JOINTS = {"fr": {", ", " et "}, "en": {", ", " and "}, "ja": {"、", "及び"}}


class Labels:
    """`named` is how a reference must name each article, clause and annex, `figures` the digits of its own level."""

    def __init__(self, document: Document) -> None:
        self.language = document.language
        self.named: dict[str, str] = {}
        self.figures: dict[str, str] = {}
        articles = [block for block in blocks(document) if isinstance(block, Article)]
        for number, article in enumerate(articles, 1):
            self._read_article(article, number)
        annexes = [block for block in blocks(document) if isinstance(block, Annex)]
        for number, annex in enumerate(annexes, 1):
            found = _group(ANNEX[self.language], annex.label)
            assert found == str(number)
            self.named[annex.id] = f"別紙{found}" if self.language == "ja" else found
            self.figures[annex.id] = found
        self._read_recitals([block for block in blocks(document) if isinstance(block, Recital)])

    def _read_recitals(self, recitals: list[Recital]) -> None:
        for number, recital in enumerate(recitals, 1):
            letter = _group(r"\(([A-Z]+)\)", recital.label) if self.language == "en" else recital.label
            assert letter == "" or _repeated(letter.lower(), LATIN) == number
            assert bool(letter) == (self.language == "en")

    def _read_article(self, article: Article, number: int) -> None:
        if self.language == "ja":
            assert article.label == ""
        else:
            printed = _group(ARTICLE[self.language], article.label)
            assert printed == ("1er" if self.language == "fr" and number == 1 else str(number))
        self.named[article.id] = self.figures[article.id] = str(number)
        if self.language == "fr" and number == 1:
            self.named[article.id] = "1er"
        if self.language == "ja":
            self.named[article.id] = f"第{number}条"
        counts: list[int] = []
        above: list[str] = []
        for clause in article.clauses:
            assert clause.level <= len(counts) + 1
            counts = [*counts[:clause.level], *[0] * (clause.level - len(counts))]
            counts[-1] += 1
            sign = self._read_clause(clause.label, (number, *counts))
            above = [*above[:clause.level - 1], self._part(sign, counts)]
            self.figures[clause.id] = sign
            self.named[clause.id] = (f"第{number}条" if self.language == "ja" else "") + "".join(above)

    def _read_clause(self, label: str, path: tuple[int, ...]) -> str:
        """The sign that a label prints; its value must be the next of its level."""
        if len(path) > 2:
            level = len(path) - 1
            sign = _group(ITEM[self.language][level], label)
            assert _value(sign, level) == path[-1], (label, path)
            return sign
        if self.language == "ja":
            assert label == (f"第{path[0]}条\u3000" if path[1] == 1 else f"{path[1]}\u3000"), (label, path)
            return str(path[1])
        assert label == f"{path[0]}.{path[1]}", (label, path)
        return label

    def _part(self, sign: str, counts: list[int]) -> str:
        """What a reference says of one level."""
        match self.language, len(counts):
            case "ja", 3:
                return sign
            case "ja", level:
                return f"第{sign}{'項号'[level - 1]}"
            case _, 1:
                return sign
            case "fr", _:
                return f"\u00a0{sign})"
            case _:
                return f"({sign})"


def _group(pattern: str, label: str) -> str:
    found = re.fullmatch(pattern, label)
    assert found is not None, label
    return found[1]


def _value(sign: str, level: int) -> int:
    if sign.isdigit():
        return int(sign)
    if sign[0] in KANA:
        return _repeated(sign, KANA)
    return _roman(sign) if level == 3 else _repeated(sign, LATIN)


def _repeated(sign: str, row: str) -> int:
    """a is 1, z 26, aa 27, bb 28."""
    assert len(set(sign)) == 1, sign
    return row.index(sign[0]) + 1 + len(row) * (len(sign) - 1)


def _roman(sign: str) -> int:
    values = [ROMAN[letter] for letter in sign]
    followed = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in followed)


def check_references(document: Document) -> int:
    """Hold every reference against the labels of the document; how many there are."""
    labels, seen = Labels(document), 0
    for passage in _passages(document):
        for group in _groups(passage, document.language):
            seen += len(group)
            kinds = {"annex" if one.target.startswith("annexes.") else "article" for one in group}
            for place, reference in enumerate(group):
                word = "" if place else WORD[document.language].get((min(kinds), len(group) > 1), "")
                figures = re.escape(labels.named[reference.target])
                assert re.fullmatch(word + figures, plain((reference,)), re.IGNORECASE), (plain(passage), reference)
            assert len(kinds) == 1 or document.language == "ja"
        for digits in (one for one in inlines(passage) if isinstance(one, Digits)):
            assert digits.text == labels.figures[digits.target], (plain(passage), digits)
    return seen


def _passages(document: Document) -> Iterator[tuple[Inline, ...]]:
    for block in blocks(document):
        for _, passage in runs(block):
            yield passage
            yield from (call.children for call in inlines(passage) if isinstance(call, NoteCall))


def _groups(passage: tuple[Inline, ...], language: str) -> Iterator[list[Reference]]:
    """The references that one word names: each that has none of its own stands behind a joint."""
    group: list[Reference] = []
    between = ""
    for inline in _flat(passage):
        if not isinstance(inline, Reference):
            between += plain((inline,))
            continue
        follows = group and between in JOINTS[language] and plain((inline,))[0].isdigit()
        if not follows and group:
            yield group
        group = [*group, inline] if follows else [inline]
        between = ""
    if group:
        yield group


def _flat(passage: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in passage:
        below = () if isinstance(inline, Reference | NoteCall) else children(inline)
        if below:
            yield from _flat(below)
        else:
            yield inline
