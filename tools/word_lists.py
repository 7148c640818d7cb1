"""The lists of a convention's Word shell: articles and clauses, annexes, recitals, open items."""

from dataclasses import dataclass

from dragoman.appearance.look import Look
from dragoman.document.nodes import LanguageTag
from word_styles import RECITALS, style_id, twips

ARTICLES, ANNEXES, OPEN_ITEMS, FIRST_ARTICLE = 2, 3, 4, 5
"""The lists by number (w:numId)."""
BESIDE = 10
"""What is added to the numbers of lists and definitions in the right column of a bilingual edition."""


@dataclass(frozen=True)
class Level:
    """A level of a list; `role` gives its indents, and its style where it is `linked`."""

    role: str
    text: str
    format: str = "decimal"
    start: int = 1
    linked: bool = True
    suffix: str = "tab"


# The dash after « Article 5 » is of the heading's own words: a reference that Word updates takes the number alone.
FRENCH = (
    Level("article", "Article %1", suffix="space"), Level("clause_1", "%1.%2"),
    Level("clause_2", "%3)", "lowerLetter"), Level("clause_3", "%4)", "lowerRoman"), Level("clause_4", "–"),
)
ENGLISH = (
    Level("article", "Article %1", suffix="space"), Level("clause_1", "%1.%2"),
    Level("clause_2", "(%3)", "lowerLetter"), Level("clause_3", "(%4)", "lowerRoman"),
    Level("clause_4", "(%5)", "upperLetter"),
)
# Items below the first paragraph of an article have levels above those of the later paragraphs: a level that an
# article passes over would be counted, and the paragraph after it be numbered one too high.
JAPANESE = (
    Level("clause_opening", "第%1条"),
    Level("clause_2", "(%2)", linked=False), Level("clause_3", "%3", "aiueoFullWidth", linked=False),
    Level("clause_4", "(%4)", "aiueoFullWidth", linked=False),
    Level("clause_1", "%5", start=2), Level("clause_2", "(%6)"), Level("clause_3", "%7", "aiueoFullWidth"),
    Level("clause_4", "(%8)", "aiueoFullWidth"),
)
LEVELS: dict[LanguageTag, tuple[Level, ...]] = {"fr": FRENCH, "en": ENGLISH, "ja": JAPANESE}
ANNEX: dict[LanguageTag, Level] = {
    "fr": Level("annex", "Annexe %1", suffix="space"), "en": Level("annex", "Annex %1", suffix="space"),
    "ja": Level("annex", "別紙%1"),
}
RECITAL = Level("recital", "(%1)", "upperLetter")
OPEN_ITEM = Level("open_item", "%1.")


def legal_lists(look: Look, language: LanguageTag, beside: int = 0) -> tuple[str, str]:
    """The definitions and the lists on them, after those of notes; `beside` is added to their numbers."""
    definitions = {1: LEVELS[language], 2: (ANNEX[language],), 3: (OPEN_ITEM,), 4: (RECITAL,)}
    lists = {ARTICLES: 1, ANNEXES: 2, OPEN_ITEMS: 3, **({RECITALS: 4} if language == "en" else {})}
    written = "".join(
        f'<w:abstractNum w:abstractNumId="{number + beside}"><w:nsid w:val="D7A60{number + beside:03}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{"".join(level(one, n, look) for n, one in enumerate(levels))}'
        "</w:abstractNum>" for number, levels in definitions.items() if number in lists.values()
    )
    numbers = "".join(
        f'<w:num w:numId="{number + beside}"><w:abstractNumId w:val="{of + beside}"/></w:num>'
        for number, of in lists.items())
    if language == "fr":
        own = level(Level("article", "Article %1er", linked=False, suffix="space"), 0, look)
        numbers += (
            f'<w:num w:numId="{FIRST_ARTICLE + beside}"><w:abstractNumId w:val="{1 + beside}"/>'
            f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>')
    return written, numbers


def level(one: Level, place: int, look: Look) -> str:
    style = look.styles[one.role]
    linked = f'<w:pStyle w:val="{style_id(style.name)}"/>' if one.linked else ""
    suffix = f'<w:suff w:val="{one.suffix}"/>' if one.suffix != "tab" else ""
    left, hanging = twips(style.indent + style.hanging), twips(style.hanging)
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{one.start}"/><w:numFmt w:val="{one.format}"/>{linked}{suffix}'
        f'<w:lvlText w:val="{one.text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )
