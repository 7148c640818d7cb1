"""What poppler, which shares no code with ours, finds in a PDF: its pages, its printed lines, its tagged passages."""

import html
import re
import subprocess
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace

RULE = "\ufffc"
"""Stands in a printed line for a rule to write on, which is drawn and has no text."""
_HYPHENATION = "\u2010\n"
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>|<page ')
_BLOCK = re.compile(r"^( *)(?:[A-Z]\w* \(block\)|Note\b.*)$")
_PIECE = re.compile(r'^( *)"(.*)"$', re.DOTALL)
_TAIL = 12
"""Letters of a printed line by which it is known."""
_LEADING = 6
"""Points between the foot of a line and the head of what is printed right beneath its rule, at most."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """What is printed at one height; lengths in points from the top and the left of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def goes_on_in(self, word: "PrintedLine") -> bool:
        overlap = min(self.bottom, word.bottom) - max(self.top, word.top)
        return word.left > self.left and overlap > (word.bottom - word.top) / 2

    def is_right_above(self, other: "PrintedLine") -> bool:
        return abs(other.top - self.bottom) < _LEADING


def _poppler(program: str, *options: str, data: bytes) -> str:
    done = subprocess.run([program, *options], input=data, capture_output=True, check=True, timeout=60)
    return done.stdout.decode(errors="replace")  # pdfinfo gives descriptions as UTF-16


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page, line by line in the order of the file, words divided as they are printed."""
    return _poppler("pdftotext", "-raw", "-enc", "UTF-8", "-", "-", data=data).split("\f")[:-1]


def whole_words(page: str) -> str:
    """The text of a page, its divided words put together: content has no U+2010."""
    return page.replace(_HYPHENATION, "")


def pdf_lines(data: bytes, labels: Collection[str] = ()) -> list[str]:
    """Every printed line. `labels` stand beneath the rules of spaces to write on, and are lines of their own.

    A line with a rule in it is one, whatever stands before and after the rule, which is told by where they stand.
    """
    lines = _lines(_poppler("pdftotext", "-raw", "-bbox", "-enc", "UTF-8", "-", "-", data=data))
    found: list[PrintedLine] = []
    while lines:
        count = next((n for n in range(1, len(lines) + 1) if _is_label(lines[:n], labels)), 0)
        if not count:
            found.append(lines.pop(0))
            continue
        label, lines = lines[:count], lines[count:]
        ruled = replace(label[0], text=RULE)
        if found and found[-1].is_right_above(label[0]) and found[-1].right <= label[0].left + 1:
            before = found.pop()
            ruled = replace(before, text=before.text + RULE)
        if lines and lines[0].is_right_above(label[0]) and lines[0].left > label[0].left:
            after = lines.pop(0)
            ruled = replace(after, text=ruled.text + after.text)
        found += [*label, ruled]
    return [line.text for line in found]


def _is_label(lines: list[PrintedLine], labels: Collection[str]) -> bool:
    said = _letters("".join(line.text for line in lines))
    return len(lines) < 5 and any(said == _letters(label) for label in labels)


def _letters(text: str) -> str:
    return "".join(text.split()).replace("\u2010", "")


def _lines(boxes: str) -> list[PrintedLine]:
    lines: list[PrintedLine] = []
    new_page = True
    for match in _WORD.finditer(boxes):
        if match[5] is None:
            new_page = True
            continue
        left, top, right, bottom = map(float, match.groups()[:4])
        word = PrintedLine(html.unescape(match[5]), left, top, right, bottom)
        if lines and not new_page and lines[-1].goes_on_in(word):
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {word.text}", right=right)
        else:
            lines.append(word)
        new_page = False
    return lines


def pdf_passages(data: bytes) -> list[str]:
    """The passages that the tags of a file name, in their order; a printed line ends in a space, where there are any.

    The tags hold neither the spaces at the ends of printed lines nor what tells these ends from others: poppler's
    pages do.
    """
    printed = [letters for page in pdf_pages(data) for line in page.splitlines() if (letters := _letters(line))]
    found: list[str] = []
    open_blocks: list[tuple[int, int]] = []
    for line in _poppler("pdfinfo", "-struct-text", "-enc", "UTF-8", "-", data=data).splitlines():
        if block := _BLOCK.match(line):
            open_blocks = [*_around(open_blocks, len(block[1])), (len(block[1]), len(found))]
            found.append("")
        elif piece := _PIECE.match(line):
            place = _around(open_blocks, len(piece[1]))[-1][1]
            found[place] = _joined(found[place], piece[2], printed)
    return [passage for passage in found if passage.strip()]


def _around(open_blocks: list[tuple[int, int]], indent: int) -> list[tuple[int, int]]:
    return [block for block in open_blocks if block[0] < indent]


def _joined(before: str, piece: str, printed: list[str]) -> str:
    if before.endswith("\u2010"):
        return before[:-1] + piece
    parted = bool(before and piece) and not any(map(_closed, (before[-1], piece[0])))
    if parted and _stands(before, piece, printed):
        return f"{before} {piece}"
    return before + piece


def _stands(before: str, piece: str, printed: list[str]) -> bool:
    """Whether a printed line ends with one text and another begins with the other."""
    ended, begun = _letters(before[-2 * _TAIL:]), _letters(piece)[:_TAIL]
    return any(ended.endswith(line[-_TAIL:]) for line in printed) and any(line.startswith(begun) for line in printed)


def _closed(character: str) -> bool:
    """Whether no space stands beside a character at the end of a line."""
    return character.isspace() or character == "-" or unicodedata.east_asian_width(character) in "WF"
