"""The automatic numbers of a Word file, as a reader sees them.

ECMA-376 part 1, 17.9: a paragraph belongs to a list by its own `w:numPr` or by that of its style; the list's levels
say how a number looks; counters belong to the list's definition and start again below a higher level.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UNKNOWN = "\ufffd"
"""Stands for a number whose format we do not know, so that a comparison fails where it matters."""

_LEVELS = 9
_FILES = 16
"""How many files' lists are remembered."""
_PLACE = re.compile(r"%([1-9])")


def value(element: etree._Element | None, default: str = "") -> str:
    return default if element is None else element.get(f"{W}val", default)


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off property is present and not switched off."""
    return element is not None and element.get(f"{W}val", "true") not in {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` holds %1 to %9; `restart` is the level (from 1) after which it starts again."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    follow: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""

    @classmethod
    def read(cls, element: etree._Element) -> "Level":
        restart = element.find(f"{W}lvlRestart")
        return cls(
            start=int(value(element.find(f"{W}start"), "0")),
            format=value(element.find(f"{W}numFmt"), "decimal"),
            text=value(element.find(f"{W}lvlText")),
            follow=value(element.find(f"{W}suff"), "tab"),
            restart=None if restart is None else int(value(restart, "0")),
            legal=is_on(element.find(f"{W}isLgl")),
            style=value(element.find(f"{W}pStyle")),
        )


@dataclass(frozen=True, slots=True)
class _List:
    """A `w:num`: its definition, its levels, and the starts that it overrides, each used once."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Lists:
    """The lists of a file, and which of them a paragraph belongs to. Files of one shell have these in common."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = {} if styles is None else {s.get(f"{W}styleId", ""): s for s in styles.iter(f"{W}style")}
        self._default = next(
            (name for name, s in self._styles.items()
             if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in {"1", "true", "on"}), "")
        self._definitions = {} if numbering is None else {
            d.get(f"{W}abstractNumId", ""): d for d in numbering.iter(f"{W}abstractNum")}
        self._numbers = {} if numbering is None else {n.get(f"{W}numId", ""): n for n in numbering.iter(f"{W}num")}
        self._chains: dict[str, list[tuple[str, etree._Element]]] = {}
        self._lists: dict[str, _List | None] = {}

    def membership(self, properties: etree._Element | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, then its style's, then those of the styles beneath."""
        own = None if properties is None else properties.find(f"{W}numPr")
        chain = self._chain(value(None if properties is None else properties.find(f"{W}pStyle"), self._default))
        if own is None and not chain:
            return "", 0
        number = value(None if own is None else own.find(f"{W}numId"))
        level = value(None if own is None else own.find(f"{W}ilvl"))
        for _, style in chain:
            inherited = style.find(f"{W}pPr/{W}numPr")
            if inherited is not None:
                number = number or value(inherited.find(f"{W}numId"))
        found = self.numbered(number)
        if level or found is None:
            return number, int(level or 0)
        linked = {one.style: place for place, one in found.levels.items() if one.style}
        for name, style in chain:
            if name in linked:
                return number, linked[name]
            stated = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
            if stated is not None:
                return number, int(value(stated, "0"))
        return number, 0

    def _chain(self, name: str) -> list[tuple[str, etree._Element]]:
        """A style and those beneath it, nearest first; empty where none of them has a list."""
        if name not in self._chains:
            styles: list[tuple[str, etree._Element]] = []
            beneath = name
            while beneath in self._styles and beneath not in {one for one, _ in styles}:
                styles.append((beneath, self._styles[beneath]))
                beneath = value(self._styles[beneath].find(f"{W}basedOn"))
            listed = any(style.find(f"{W}pPr/{W}numPr") is not None for _, style in styles)
            self._chains[name] = styles if listed else []
        return self._chains[name]

    def numbered(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._read(number)
        return self._lists[number]

    def _read(self, number: str) -> _List | None:
        element = self._numbers.get(number)
        if element is None or number == "0":
            return None
        name, definition = self._definition(element)
        if definition is None:
            return None
        levels = {int(one.get(f"{W}ilvl", "0")): Level.read(one) for one in definition.iter(f"{W}lvl")}
        starts = {}
        for override in element.iter(f"{W}lvlOverride"):
            place = int(override.get(f"{W}ilvl", "0"))
            whole, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
            if whole is not None:
                levels[place] = Level.read(whole)
            if start is not None:
                starts[place] = int(value(start, "0"))
        return _List(name, levels, starts)

    def _definition(self, number: etree._Element) -> tuple[str, etree._Element | None]:
        """The definition of a list; one that only points to a list style is followed there, once."""
        name = value(number.find(f"{W}abstractNumId"))
        definition = self._definitions.get(name)
        link = None if definition is None else definition.find(f"{W}numStyleLink")
        if link is None:
            return name, definition
        style = self._styles.get(value(link))
        target = self._numbers.get(value(None if style is None else style.find(f"{W}pPr/{W}numPr/{W}numId")))
        if target is None:
            return name, None
        name = value(target.find(f"{W}abstractNumId"))
        return name, self._definitions.get(name)


@lru_cache(_FILES)
def _lists(numbering: etree._Element | None, styles: etree._Element | None) -> Lists:
    return Lists(numbering, styles)


class Numbering:
    """Numbers the paragraphs of a document in the order in which they are asked for."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists = _lists(numbering, styles)
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, properties: etree._Element | None) -> str:
        """The number of the paragraph with these properties and what follows it; empty where it has none."""
        number, level_number = self._lists.membership(properties)
        found = self._lists.numbered(number)
        if found is None or level_number not in found.levels:
            return ""
        counters = self._count(number, found, level_number)
        level = found.levels[level_number]

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = found.levels.get(place, Level())
            return written(counters.get(place, other.start), "decimal" if level.legal else other.format)

        text = _PLACE.sub(shown, level.text)
        return f"{text} " if text and level.follow != "nothing" else text

    def _count(self, number: str, found: _List, level: int) -> dict[int, int]:
        counters = self._counters.setdefault(found.definition, {})
        if level in found.starts and (number, level) not in self._started:
            self._started.add((number, level))
            counters[level] = found.starts[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = found.levels[level].start
        for above in range(level):
            if above not in counters and above in found.levels:
                counters[above] = found.levels[above].start
        for below in range(level + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or 0 <= level < restart:
                counters.pop(below, None)
        return counters


def written(number: int, number_format: str) -> str:
    """A number in one of Word's formats (ECMA-376 part 1, 17.18.59)."""
    write = _FORMATS.get(number_format)
    return UNKNOWN if write is None else write(number)


def _roman(number: int) -> str:
    signs = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
        (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )
    text = ""
    for amount, sign in signs:
        count, number = divmod(number, amount)
        text += sign * count
    return text


def _repeating(signs: str) -> Callable[[int], str]:
    """One sign of the row, doubled in the second round, tripled in the third."""
    return lambda number: signs[(number - 1) % len(signs)] * ((number - 1) // len(signs) + 1) if number > 0 else ""


def _row(signs: str) -> Callable[[int], str]:
    """One sign of the row; a plain figure beyond its end."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _digits(signs: str) -> Callable[[int], str]:
    return lambda number: "".join(signs[int(digit)] for digit in str(number))


def _counting(digits: str, ten: str, hundred: str, thousand: str) -> Callable[[int], str]:
    """Kanji with ten, hundred and thousand, up to 9,999; one is not written before them."""
    def write(number: int) -> str:
        if not 0 < number < 10_000:
            return _digits(digits)(number)
        text = ""
        for unit, sign in ((1000, thousand), (100, hundred), (10, ten), (1, "")):
            count, number = divmod(number, unit)
            if count:
                text += ("" if count == 1 and sign else digits[count]) + sign
        return text
    return write


_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_KATAKANA_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _repeating(_LATIN),
    "lowerLetter": _repeating(_LATIN.lower()),
    "aiueo": _repeating(_KATAKANA_HALF),
    "aiueoFullWidth": _repeating(_KATAKANA),
    "irohaFullWidth": _repeating(_IROHA),
    "decimalEnclosedCircle": _row("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedParen": _row("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
    "japaneseCounting": _counting("〇一二三四五六七八九", "十", "百", "千"),
    "japaneseLegal": _counting("〇壱弐参四伍六七八九", "拾", "百", "阡"),
    "ideographTraditional": _row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _row("子丑寅卯辰巳午未申酉戌亥"),
}
