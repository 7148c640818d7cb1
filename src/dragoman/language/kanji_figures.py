"""Figures in kanji, as Japanese set in vertical lines has them.

What is counted is written out (三十, 四億七千二百万); what is read digit by digit is not: a Western year (二〇二四年),
a telephone number, a decimal (一二・八), what begins with nought. Source: 公用文作成の考え方 (2022), which has kanji
for the figures of vertical documents; Western years as letters have them.
"""

import re

from dragoman.language.lines import MASK, masked

_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_FROM_KANJI = str.maketrans("〇一二三四五六七八九", "0123456789")
_POWERS = ((1000, "千"), (100, "百"), (10, "十"))
_MYRIAD = 10_000
_MYRIADS = ("", "万", "億", "兆", "京")
_YEAR = 4
"""The figures of a number without commas that is read as a year is."""
_BESIDE = rf"A-Za-zÀ-ÿ0-9.:/_{MASK}"
_FIGURES = re.compile(
    rf"(?<![{_BESIDE},-])(?:(?P<dialled>\+[0-9]+(?:[ -][0-9]+)+|[0-9]+(?:-[0-9]+)+)|(?P<decimal>[0-9][0-9,]*\.[0-9]+)"
    rf"|(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+))(?![{_BESIDE}-])")
"""Figures that belong to no Latin word (G7, COP28), no fraction and no address."""


def figures_in_kanji(text: str) -> str:
    """Write the figures of a Japanese text in kanji; those of Latin words and of addresses stay.

    2024年3月5日 二〇二四年三月五日, 午後0時30分 午後零時三十分, 7万5,000人 七万五千人,
    052-123-4567 〇五二―一二三―四五六七.
    """
    hidden = masked(text)
    pieces: list[str] = []
    position = 0
    for found in _FIGURES.finditer(hidden):
        pieces += text[position:found.start()], _written(found, hidden)
        position = found.end()
    return "".join(pieces) + text[position:]


def small_number(text: str) -> int:
    """Read figures or kanji: 13, 十三, 二〇二四; of what is written out, numbers below a hundred."""
    figures = text.translate(_FROM_KANJI)
    tens, ten, units = figures.partition("十")
    return int(tens or 1) * 10 + int(units or 0) if ten else int(figures)


def _written(found: re.Match[str], text: str) -> str:
    figures = found[0]
    if found["dialled"]:
        return figures.translate(_DIGITS | str.maketrans(" -+", "――＋"))
    if found["decimal"]:
        return figures.replace(",", "").translate(_DIGITS | str.maketrans(".", "・"))
    before, after = text[:found.start()][-1:], text[found.end():][:1]
    if figures == "0" and after == "時":
        return "零"
    number = int(figures.replace(",", ""))
    if ("," not in figures and len(figures) >= _YEAR) or figures[0] == "0" or number >= _MYRIAD ** len(_MYRIADS):
        return figures.replace(",", "").translate(_DIGITS)
    among = any(beside and beside in _MYRIADS for beside in (before, after))
    return _in_full(number, among=among)


def _in_full(number: int, *, among: bool) -> str:
    """A number in words; `among` others of its groups its thousand is 一千, alone it is 千."""
    groups: list[str] = []
    for unit in _MYRIADS:
        number, group = divmod(number, _MYRIAD)
        if group:
            groups.append(_group(group, among=among or bool(groups) or number > 0 or bool(unit)) + unit)
    return "".join(reversed(groups)) or "〇"


def _group(number: int, *, among: bool) -> str:
    text = ""
    for power, word in _POWERS:
        count, number = divmod(number, power)
        if count:
            alone = count == 1 and not (power == _POWERS[0][0] and among)
            text += word if alone else f"{str(count).translate(_DIGITS)}{word}"
    return text + (str(number).translate(_DIGITS) if number else "")
