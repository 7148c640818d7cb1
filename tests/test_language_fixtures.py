"""The cases that linguists edit, in tests/language/*.txt (README.txt there explains them)."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dragoman.document.nodes import Foreign, Inline, LanguageTag, LineBreak, Reference, Ruby, Superscript, Text
from dragoman.document.projection import plain
from dragoman.facts import Attested, Count, Date, DateRange, Instant, Listing, Money, Percent, Rank, Telephone, Year
from dragoman.language.counts import PHRASE_STYLES, count_number, join_count
from dragoman.language.formats import write_value
from dragoman.language.inflection import agree, inflect, name_inlines, plain_preposition
from dragoman.language.instants import write_in_zones
from dragoman.language.lists import write_list
from dragoman.language.numbering import annex_label, article_label, clause_label, recital_label
from dragoman.language.passages import merged
from dragoman.language.quotes import write_quote
from dragoman.language.references import REFERENCE_STYLES, Target, word_reference
from dragoman.language.styles import STYLES
from dragoman.language.typography import typeset
from dragoman.language.violations import violations
from dragoman.names import Name, NameForm
from dragoman.wording import Message

FOLDER = Path(__file__).parent / "language"
SPACES = {"⍽": "\u00a0", "␣": "\u202f", "〿": "\u3000"}
CASE = re.compile(
    r"^(?P<title>[^\n#.][^\n]*)\n\.\n(?P<given>.*?)\n\.\n(?P<expected>.*?)\n\.$", re.DOTALL | re.MULTILINE)


class Case(NamedTuple):
    file: str
    title: str
    given: str
    expected: str

    @property
    def language(self) -> Any:
        return self.file[:2]


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem != "README":
            text = path.read_text(encoding="utf-8")
            yield from (Case(path.stem, match["title"], typed(match["given"]), match["expected"])
                        for match in CASE.finditer(text))


def typed(text: str) -> str:
    for sign, space in SPACES.items():
        text = text.replace(sign, space)
    return text


def shown(passage: tuple[Inline, ...]) -> str:
    """A passage in the notation of the files."""
    parts = []
    for inline in passage:
        match inline:
            case Superscript():
                parts.append(f"^{inline.text}^")
            case Ruby():
                parts.append(f"{inline.base}《{inline.reading}》")
            case LineBreak():
                parts.append("/\n")
            case Foreign():
                parts.append(f"⟦{inline.language}:{shown(inline.children)}⟧")
            case _:
                parts.append(plain((inline,)))
    text = "".join(parts)
    for sign, space in SPACES.items():
        text = text.replace(space, sign)
    return text


def printed(given: str, language: LanguageTag) -> tuple[Inline, ...]:
    head, _, rest = given.partition("\n")
    kind, _, words = head.partition(" ")
    return KINDS[kind](words, rest, language)


def a_date(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    day, style = split(words, 1)
    return write_value(Date(dt.date.fromisoformat(day)), style, language)


def a_range(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    start, end, style = split(words, 2)
    return write_value(DateRange(dt.date.fromisoformat(start), dt.date.fromisoformat(end)), style, language)


def an_instant(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    day, time, zone, style = split(words, 3)
    return write_value(Instant(dt.datetime.fromisoformat(f"{day}T{time}"), zone), style, language)


def zones(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    own, _, others = words.partition(" in ")
    day, time, zone = own.split()
    instant = Instant(dt.datetime.fromisoformat(f"{day}T{time}"), zone)
    return merged(write_in_zones(instant, others.split(), language))


def money(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    amount, currency, style = split(words, 2)
    return write_value(Money(Decimal(amount), currency), style, language)


def percent(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    return write_value(Percent(Decimal(words)), None, language)


def count(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    asked, _, noun = words.partition(" of ")
    number, style = split(asked, 1)
    low, _, high = number.lstrip("~").partition("..")
    value = Count(
        Decimal(low), Message("noun", ""), high=Decimal(high) if high else None, approximate=number.startswith("~"))
    if not noun:
        return write_value(value, style, language)
    assert (style or "phrase") in PHRASE_STYLES
    counted = count_number(value, language, style or "phrase")
    before, after = noun.split(" | ")[counted.form].split("{n}")
    return (Text(before + "".join(join_count(counted, after)), ""),)


def a_list(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    style, _, items = words.partition(" of ")
    return write_list([(Text(item, ""),) for item in items.split(" | ")], language, style)  # type: ignore[arg-type]


def a_year(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    year, style = split(words, 1)
    return write_value(Year(int(year)), style, language)


def a_rank(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    place, style = split(words, 1)
    return write_value(Rank(int(place)), style, language)


def a_telephone(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    return write_value(Telephone(words), None, language)


def an_attested_text(words: str, rest: str, language: LanguageTag) -> tuple[Inline, ...]:
    return write_value(Attested(rest.replace("/\n", "\n"), words), None, language)


def a_quote(_: str, rest: str, language: LanguageTag) -> tuple[Inline, ...]:
    first, *others = write_quote(rest, language)
    return (*first, *(inline for other in others for inline in (Text("¶", ""), *other)))


def a_name(words: str, rest: str, language: LanguageTag) -> tuple[Inline, ...]:
    fields: dict[str, Any] = dict(line.split(": ", 1) for line in rest.splitlines())
    own, form = fields.pop("own", language), fields.pop("form", language)
    kind, number = fields.pop("kind", "organisation"), fields.pop("number", "singular")
    if "elides" in fields:
        fields["elides"] = {"yes": True, "no": False}[fields["elides"]]
    name = Name("x", kind, own, number=number, forms={form: NameForm(**fields)})
    return name_inlines(inflect(name, words or None, language), language)


def a_blank(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    before, after = plain_preposition(words or None, language)
    return (Text(f"{before}[?]{after}", ""),)


def an_agreement(words: str, _: str, __: LanguageTag) -> tuple[Inline, ...]:
    asked, _, options = words.partition(" of ")
    gender, number = asked.split()
    known: Any = None if gender == "unknown" else gender
    return (Text(agree(options.split(" | "), known, number) or "[?]", ""),)  # type: ignore[arg-type]


def numbers(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    return (Text("; ".join(label(asked, language) for asked in words.split("; ")), ""),)


def label(asked: str, language: LanguageTag) -> str:
    kind, _, number = asked.rpartition(" ")
    path = tuple(map(int, number.split(".")))
    if kind:
        return {"annex": annex_label, "recital": recital_label}[kind](path[0], language)
    if len(path) == 1:
        return article_label(path[0], language)
    return clause_label(path, language, first_of=path[0] if path[1:] == (1,) else None)


def a_reference(words: str, _: str, language: LanguageTag) -> tuple[Inline, ...]:
    style, _, places = words.rpartition("to ")
    return flat(word_reference([place(asked) for asked in places.split()], style.strip() or None, language))


def place(asked: str) -> Target:
    annex, number = asked.startswith("annex."), asked.removeprefix("annex.")
    path = tuple(map(int, number.split(".")))
    return Target(asked, path, "annex" if annex else "article", tuple("x" * (len(path) - 1)))


def flat(passage: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A reference as what it prints."""
    return tuple(inner for inline in passage for inner in (
        inline.children if isinstance(inline, Reference) else (inline,)))


def typesetting(_: str, rest: str, language: LanguageTag) -> tuple[Inline, ...]:
    return typeset((Text(rest, "key"),), language)


def split(words: str, values: int) -> list[Any]:
    """The words of a line: so many values, and a style or None."""
    parts = words.split()
    return [*parts, *[None] * (values + 1 - len(parts))]


KINDS: dict[str, Callable[[str, str, LanguageTag], tuple[Inline, ...]]] = {
    "date": a_date, "range": a_range, "instant": an_instant, "zones": zones, "money": money, "percent": percent,
    "count": count, "list": a_list, "year": a_year, "rank": a_rank, "telephone": a_telephone,
    "text": an_attested_text, "quote": a_quote, "name": a_name, "blank": a_blank, "agree": an_agreement,
    "typeset": typesetting, "numbers": numbers, "refer": a_reference,
}
CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.title}")
def test_a_case_prints_what_its_file_says(case: Case) -> None:
    assert shown(printed(case.given, case.language)) == case.expected


def test_every_case_of_every_file_is_collected() -> None:
    for path in FOLDER.glob("*.txt"):
        if path.stem != "README":
            dots = sum(line == "." for line in path.read_text(encoding="utf-8").splitlines())
            assert dots == 3 * sum(case.file == path.stem for case in CASES), path.name


def test_titles_are_unique_in_their_file() -> None:
    titles = [(case.file, case.title) for case in CASES]
    assert len(titles) == len(set(titles))


def test_every_style_of_every_language_has_a_case() -> None:
    words = {"date": "Date", "range": "DateRange", "instant": "Instant", "money": "Money", "count": "Count",
             "name": "Named", "year": "Year", "rank": "Rank", "list": "Listing"}
    shown_styles = set()
    for case in CASES:
        line = case.given.partition("\n")[0].partition(" of ")[0]
        kind, *rest = line.split()
        if kind in words:
            shown_styles |= {(case.language, words[kind], word) for word in rest}
    wanted = {
        (language, type_.__name__, style)
        for language, table in STYLES.items() for type_, styles in table.items() for style in styles[1:]
        if type_.__name__ in words.values()
        and not (type_ is Listing and style.endswith(("_le", "_the")))  # names' articles: test_language_edition_facts
    }
    assert wanted - shown_styles == set()


def test_every_style_of_a_reference_has_a_case() -> None:
    lines = [(case.language, case.given.partition("\n")[0].split()) for case in CASES]
    shown_styles = {(language, words[1]) for language, words in lines if words[0] == "refer"}
    assert {(tag, style) for tag, styles in REFERENCE_STYLES.items() for style in styles[1:]} <= shown_styles


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.given.startswith(("name", "blank", "numbers"))],
    ids=lambda case: f"{case.file}: {case.title}",
)
def test_what_is_printed_breaks_no_rule_and_is_left_alone_by_typography(case: Case) -> None:
    passage = printed(case.given, case.language)
    keyed = tuple(Text(inline.text, "key") if isinstance(inline, Text) else inline for inline in passage)
    assert merged(typeset(keyed, case.language)) == merged(keyed)
    allowed = {4} if '"' in case.expected else {8} if "1:50" in case.expected else set()
    assert {violation.rule for violation in violations(plain(passage), case.language)} <= allowed
