"""Lists of names and other passages."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from dragoman.document.nodes import Inline, LanguageTag, Text

ListStyle: TypeAlias = Literal["press", "legal"]

_SEPARATORS: Mapping[tuple[LanguageTag, ListStyle], tuple[str, str]] = {
    ("fr", "press"): (", ", " et "),
    ("fr", "legal"): (", ", " et "),
    ("en", "press"): (", ", " and "),
    ("en", "legal"): (", ", " and "),
    ("ja", "press"): ("、", "、"),
    ("ja", "legal"): ("、", "及び"),
}


def write_list(
    items: Sequence[tuple[Inline, ...]], language: LanguageTag, style: ListStyle = "press",
) -> tuple[Inline, ...]:
    """Join passages: A, B et C; A, B and C (no serial comma); A、B、C in the press and A、B及びC in legal Japanese.

    Source of the last: 公用文作成の考え方 (2022), I-3; 及び stands before the last item only.
    """
    between, before_last = _SEPARATORS[language, style]
    passage: list[Inline] = []
    for index, item in enumerate(items):
        if index:
            passage.append(Text(before_last if index == len(items) - 1 else between, ""))
        passage.extend(item)
    return tuple(passage)
