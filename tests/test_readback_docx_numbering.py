"""Automatic numbers as Word prints them, from numbering parts made by hand."""

import pytest
from lxml import etree

from dragoman.readback.numbering import UNKNOWN, Numbering, written

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def part(name: str, content: str) -> etree._Element:
    return etree.fromstring(f'<w:{name} xmlns:w="{WORD}">{content}</w:{name}>')


def level(place: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def style(name: str, list_number: int, *, of: str = "paragraph", based_on: str = "", default: bool = False) -> str:
    beneath = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    kind = f'w:type="{of}"' + (' w:default="1"' if default else "")
    number_of = f'<w:pPr><w:numPr><w:numId w:val="{list_number}"/></w:numPr></w:pPr>' if list_number >= 0 else ""
    return f'<w:style {kind} w:styleId="{name}">{beneath}{number_of}</w:style>'


def definition(name: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def number(name: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def own(name: int, place: int = 0) -> etree._Element:
    return part("pPr", f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{name}"/></w:numPr>')


def styled(name: str) -> etree._Element:
    return part("pPr", f'<w:pStyle w:val="{name}"/>')


def labels(numbering: str, *paragraphs: etree._Element | None, styles: str = "") -> list[str]:
    counted = Numbering(part("numbering", numbering), part("styles", styles))
    return [counted.label(paragraph) for paragraph in paragraphs]


LEGAL = definition(
    0, level(0, "Article %1"), level(1, "%1.%2"), level(2, "%3)", "lowerLetter"), level(3, "%4)", "lowerRoman")
)


def test_a_plain_list_counts_from_its_start() -> None:
    assert labels(definition(0, level(0, "%1.", start=3)) + number(1, 0), own(1), own(1), own(1)) == [
        "3. ",
        "4. ",
        "5. ",
    ]


def test_levels_show_those_above_and_start_again_below_them() -> None:
    found = labels(LEGAL + number(1, 0), *(own(1, place) for place in (0, 1, 1, 2, 2, 3, 1, 2, 0, 1, 2)))
    assert found == ["Article 1 ", "1.1 ", "1.2 ", "a) ", "b) ", "i) ", "1.3 ", "a) ", "Article 2 ", "2.1 ", "a) "]


def test_a_level_met_before_those_above_it_shows_their_start() -> None:
    assert labels(LEGAL + number(1, 0), own(1, 1), own(1, 0), own(1, 1)) == ["1.1 ", "Article 2 ", "2.1 "]


def test_two_lists_of_one_definition_go_on_counting_unless_one_starts_again() -> None:
    lists = definition(0, level(0, "%1.")) + number(1, 0) + number(2, 0)
    assert labels(lists, own(1), own(1), own(2)) == ["1. ", "2. ", "3. "]
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = definition(0, level(0, "%1.")) + number(1, 0) + number(2, 0, again)
    assert labels(lists, own(1), own(1), own(2), own(2), own(1)) == ["1. ", "2. ", "1. ", "2. ", "3. "]


def test_an_override_may_replace_a_whole_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "upperRoman", 4)}</w:lvlOverride>'
    assert labels(definition(0, level(0, "%1.")) + number(1, 0, override), own(1), own(1)) == ["(IV) ", "(V) "]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1 ", "1.1 ", "1.1.1 ", "1.2 ", "1.2.1 ", "2 ", "2.1 ", "2.1.1 "]),
        ('<w:lvlRestart w:val="0"/>', ["1 ", "1.1 ", "1.1.1 ", "1.2 ", "1.2.2 ", "2 ", "2.1 ", "2.1.3 "]),
        ('<w:lvlRestart w:val="1"/>', ["1 ", "1.1 ", "1.1.1 ", "1.2 ", "1.2.2 ", "2 ", "2.1 ", "2.1.1 "]),
    ],
)
def test_a_level_starts_again_after_the_level_it_names(restart: str, expected: list[str]) -> None:
    lists = definition(0, level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3", more=restart)) + number(1, 0)
    assert labels(lists, *(own(1, place) for place in (0, 1, 2, 1, 2, 0, 1, 2))) == expected


def test_a_style_brings_its_list_and_its_level() -> None:
    lists = definition(
        0,
        level(0, "Article %1", more='<w:pStyle w:val="Article"/>'),
        level(1, "%1.%2", more='<w:pStyle w:val="Clause"/>'),
    ) + number(5, 0)
    styles = (
        style("Article", 5)
        + style("Clause", 5)
        + style("Narrow", -1, based_on="Clause")
        + style("Free", 0, based_on="Clause")
    )
    names = ("Article", "Clause", "Narrow", "Free", "Article", "Clause")
    found = labels(lists, *(styled(name) for name in names), styles=styles)
    assert found == ["Article 1 ", "1.1 ", "1.2 ", "", "Article 2 ", "2.1 "]


def test_a_paragraph_may_leave_the_list_of_its_style() -> None:
    styles = style("Item", 1)
    leaving = part("pPr", '<w:pStyle w:val="Item"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(
        definition(0, level(0, "%1.")) + number(1, 0), styled("Item"), leaving, styled("Item"), styles=styles
    ) == ["1. ", "", "2. "]


def test_the_default_style_numbers_paragraphs_that_name_none() -> None:
    styles = style("N", 1, default=True)
    assert labels(definition(0, level(0, "%1.")) + number(1, 0), None, part("pPr", ""), styles=styles) == ["1. ", "2. "]


def test_a_list_style_is_followed_to_its_definition() -> None:
    pointing = definition(0, more='<w:numStyleLink w:val="Legal"/>')
    defining = definition(1, level(0, "%1°"), more='<w:styleLink w:val="Legal"/>')
    lists = pointing + defining + number(1, 0) + number(2, 1)
    styles = style("Legal", 2, of="numbering")
    assert labels(lists, own(1), own(2), styles=styles) == ["1° ", "2° "]


def test_legal_numbering_writes_all_levels_in_figures() -> None:
    lists = definition(0, level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + number(1, 0)
    assert labels(lists, own(1), own(1, 1)) == ["I ", "1.1 "]


def test_what_follows_a_number_may_be_nothing() -> None:
    lists = definition(0, level(0, "第%1条", more='<w:suff w:val="nothing"/>')) + number(1, 0)
    assert labels(lists, own(1)) == ["第1条"]


def test_paragraphs_outside_any_list_have_no_number() -> None:
    assert labels(LEGAL, None, part("pPr", ""), own(9), own(0)) == ["", "", "", ""]
    assert Numbering(None, None).label(own(1)) == ""


@pytest.mark.parametrize(
    ("form", "numbers", "expected"),
    [
        ("decimalZero", (1, 10), "01 10"),
        ("upperRoman", (4, 9, 14, 1994), "IV IX XIV MCMXCIV"),
        ("lowerRoman", (3,), "iii"),
        ("upperLetter", (1, 26, 27, 53), "A Z AA AAA"),
        ("lowerLetter", (2, 28), "b bb"),
        ("bullet", (3,), ""),
        ("none", (3,), ""),
        ("aiueo", (1, 2, 46), "ｱ ｲ ﾝ"),
        ("aiueoFullWidth", (1, 6, 46, 47), "ア カ ン アア"),
        ("irohaFullWidth", (1, 2, 3, 47), "イ ロ ハ ス"),
        ("decimalFullWidth", (10,), "１０"),
        ("decimalEnclosedCircle", (1, 20, 21), "① ⑳ 21"),
        ("decimalEnclosedParen", (2,), "⑵"),
        ("ideographDigital", (10, 21), "一〇 二一"),
        (
            "japaneseCounting",
            (1, 10, 11, 20, 21, 100, 110, 111, 1000, 2024),
            "一 十 十一 二十 二十一 百 百十 百十一 千 二千二十四",
        ),
        ("japaneseLegal", (1, 2, 3, 10, 12), "壱 弐 参 拾 拾弐"),
        ("ideographTraditional", (1, 2, 3), "甲 乙 丙"),
        ("ideographZodiac", (1, 12), "子 亥"),
        ("hebrew1", (1,), UNKNOWN),
    ],
)
def test_a_number_in_each_format(form: str, numbers: tuple[int, ...], expected: str) -> None:
    assert " ".join(written(one, form) for one in numbers) == expected
