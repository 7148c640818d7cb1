"""References to articles, clauses and annexes: « à l’article 5.2 a) », “Article 5.2(a)”, 第5条第2項第1号.

A reference counts the first 項 of a Japanese article, which is printed without a number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from dragoman.document.nodes import Digits, Inline, LanguageTag, Reference, Superscript, Text
from dragoman.language.characters import APOSTROPHE, NBSP
from dragoman.language.lists import write_list
from dragoman.language.numbering import clause_sign
from dragoman.language.passages import merged
from dragoman.language.styles import UnknownStyle

TargetKind: TypeAlias = Literal["article", "annex"]
_KINDS: tuple[TargetKind, ...] = ("article", "annex")


@dataclass(frozen=True, slots=True)
class Target:
    """A place that may be referred to: an article and its clauses are of the kind `article`.

    `path` holds its number at each level from the article's down: (5, 2, 1) is 5.2 a), (1,) an article or an annex.
    `above` are the ids of what it stands in, from the article down, as many as it has levels above its own; their
    figures are then as live as its own.
    """

    id: str
    path: tuple[int, ...]
    kind: TargetKind
    above: tuple[str, ...] = ()


REFERENCE_STYLES: Mapping[LanguageTag, tuple[str, ...]] = {
    "fr": ("bare", "le", "a", "de"), "en": ("bare",), "ja": ("bare",),
}
"""The styles of a reference; the first is the default."""

_FRENCH_BEFORE = {
    "bare": ("", ""), "le": (f"l{APOSTROPHE}", "les "), "a": (f"à l{APOSTROPHE}", "aux "),
    "de": (f"de l{APOSTROPHE}", "des "),
}
_WORDS: Mapping[LanguageTag, Mapping[TargetKind, tuple[str, str]]] = {
    "fr": {"article": ("article", "articles"), "annex": ("annexe", "annexes")},
    "en": {"article": ("Article", "Articles"), "annex": ("Annex", "Annexes")},
    "ja": {"article": ("", ""), "annex": ("", "")},
}
_JAPANESE_UNITS = ("条", "項", "号")


def word_reference(targets: Sequence[Target], style: str | None, language: LanguageTag) -> tuple[Inline, ...]:
    """Return the words that name some places: « aux articles 5 et 6 », “Articles 5 and 6”, 第5条及び第6条.

    Each place is named once, in the order in which they stand, articles before annexes. Raises UnknownStyle.
    """
    style = _chosen(style, language)
    distinct = {target.id: target for target in targets}.values()
    ordered = sorted(distinct, key=lambda target: (_KINDS.index(target.kind), target.path))
    groups = [ordered] if language == "ja" else [[one for one in ordered if one.kind == kind] for kind in _KINDS]
    return merged(write_list([_named(group, style, language) for group in groups if group], language, "legal"))


def _chosen(style: str | None, language: LanguageTag) -> str:
    known = REFERENCE_STYLES[language]
    if style is not None and style not in known:
        raise UnknownStyle(style, known)
    return style or known[0]


def _named(targets: Sequence[Target], style: str, language: LanguageTag) -> tuple[Inline, ...]:
    """Places that one word names, before the first of them; in Japanese each has its own."""
    word = _word(targets[0].kind, style, language, several=len(targets) > 1)
    places: list[tuple[Inline, ...]] = []
    for target in targets:
        before = (Text(word, ""),) if word and not places else ()
        places.append((Reference(target.id, merged((*before, *_figures(target, language)))),))
    return write_list(places, language, "legal")


def _word(kind: TargetKind, style: str, language: LanguageTag, *, several: bool) -> str:
    word = _WORDS[language][kind][several]
    before = _FRENCH_BEFORE[style][several] if language == "fr" else ""
    return f"{before}{word}{NBSP}" if word else ""


def _figures(target: Target, language: LanguageTag) -> Iterator[Inline]:
    """The number of a place at each of its levels; the words between them are never live."""
    match target.kind, language:
        case "annex", "ja":
            yield Text("別紙", "")
            yield Digits(target.id, str(target.path[0]))
        case "annex", _:
            yield Digits(target.id, str(target.path[0]))
        case "article", "ja":
            yield from _japanese_figures(target)
        case "article", "fr" if target.path == (1,):
            yield Text("1", "")
            yield Superscript("er")
        case "article", _:
            yield from _western_figures(target, language)
        case _:
            assert_never(target.kind)


def _western_figures(target: Target, language: LanguageTag) -> Iterator[Inline]:
    """« 5.2 a) i) », “5.2(a)(i)”; the first clause's own figures hold those of its article."""
    if len(target.path) == 1:
        yield Digits(target.id, str(target.path[0]))
        return
    opening, closing = (NBSP, ")") if language == "fr" else ("(", ")")
    for level in range(1, len(target.path)):
        figures = _digits(target, level, clause_sign(target.path[:level + 1], language))
        yield from (figures,) if level == 1 else (Text(opening, ""), figures, Text(closing, ""))


def _japanese_figures(target: Target) -> Iterator[Inline]:
    for level, number in enumerate(target.path):
        if level == len(_JAPANESE_UNITS):
            yield _digits(target, level, clause_sign(target.path, "ja"))
            return
        first = level == 1 and number == 1
        yield Text("第", "")
        yield Text("1", "") if first else _digits(target, level, str(number))
        yield Text(_JAPANESE_UNITS[level], "")


def _digits(target: Target, level: int, text: str) -> Inline:
    """The figures of one level (0 is the article's), a field where the id of what bears them is known."""
    ids = (*target.above, target.id) if len(target.above) == len(target.path) - 1 else ()
    if ids:
        return Digits(ids[level], text)
    return Digits(target.id, text) if level == len(target.path) - 1 else Text(text, "")
