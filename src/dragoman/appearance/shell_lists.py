"""The lists of a convention's shell: articles and their clauses, annexes, recitals, open items.

A style is linked to its list; the first article of a French convention has a list of its own on the same definition,
whose first level says « Article 1er ».
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from dragoman.appearance.shell_package import W

_ARTICLES = ("article", "clause_opening")
"""The style that bears the number of an article: its heading's, or in Japanese that of its first paragraph."""


@dataclass(frozen=True, slots=True)
class ListNumbering:
    """The list of a style: its number, its definition, and the highest number in use."""

    number: int
    definition: int
    highest: int


@dataclass(frozen=True, slots=True)
class LegalLists:
    """The list of articles and clauses; `first` is that of the first article, 0 where it has none of its own."""

    articles: int
    first: int
    open_items: ListNumbering


def list_of(styles: etree._Element, numbering: etree._Element, style: str) -> ListNumbering | None:
    """The list that a style is linked to; None where it is linked to none."""
    found = styles.find(f"{W}style[@{W}styleId='{style}']/{W}pPr/{W}numPr/{W}numId")
    lists = {int(n.get(f"{W}numId", "0")): n for n in numbering.iter(f"{W}num")}
    number = 0 if found is None else int(found.get(f"{W}val", "0"))
    definition = lists[number].find(f"{W}abstractNumId") if number in lists else None
    if definition is None:
        return None
    return ListNumbering(number, int(definition.get(f"{W}val", "0")), max(lists))


def legal_lists(
    styles: etree._Element, numbering: etree._Element, paragraphs: Mapping[str, str],
) -> LegalLists | None:
    """The lists of a convention's shell; None where a style is linked to none."""
    items = list_of(styles, numbering, paragraphs["open_item"])
    articles = next((one for role in _ARTICLES if (one := list_of(styles, numbering, paragraphs[role]))), None)
    if items is None or articles is None:
        return None
    return LegalLists(articles.number, _first(numbering, articles), items)


def _first(numbering: etree._Element, articles: ListNumbering) -> int:
    """A list on the articles' definition whose first level is another."""
    for number in numbering.iter(f"{W}num"):
        definition = number.find(f"{W}abstractNumId")
        same = definition is not None and definition.get(f"{W}val") == str(articles.definition)
        own = number.find(f"{W}lvlOverride[@{W}ilvl='0']/{W}lvl")
        if same and own is not None and number.get(f"{W}numId") != str(articles.number):
            return int(number.get(f"{W}numId", "0"))
    return 0
