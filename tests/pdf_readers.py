"""What poppler, which shares no code with ours, finds in a PDF: its pages, its printed lines, its tagged passages."""

import html
import re
import subprocess
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

RULE = "\ufffc"
"""Stands in a printed line for a rule to write on, which is drawn and has no text."""
_HYPHENATION = "\u2010\n"
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>|<page ')
_BLOCK = re.compile(r"^( *)(?:[A-Z]\w* \(block\)|(?:Note|TD|TH)\b.*)$")
_TAG = re.compile(r"^( *)([A-Z]\w*)")
_PIECE = re.compile(r'^( *)"(.*)"$', re.DOTALL)
_MIDDLE = 297.64
"""Points from the left of a page to its middle."""
_INDENT = 2
"""Spaces by which a tag is set in from the one around it."""
_TAIL = 12
"""Letters of a printed line by which it is known."""
_LABEL_LINES = 4
"""Lines that a label may take, at most."""
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

    @property
    def half(self) -> int:
        return 1 if self.left < _MIDDLE else 2

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


def pdf_lines(data: bytes, labels: Collection[str] = (), column: int = 0) -> list[str]:
    """Every printed line. `labels` stand beneath the rules of spaces to write on, and are lines of their own.

    Of a bilingual edition, `column` (1 or 2) asks for the lines in that half of each page.
    A line with a rule in it is one, whatever stands before and after the rule, which is told by where they stand.
    """
    lines = _lines(_poppler("pdftotext", "-raw", "-bbox", "-enc", "UTF-8", "-", "-", data=data), halved=column > 0)
    lines = [line for line in lines if column in (0, line.half)]
    wanted = set(map(_letters, labels))
    found: list[PrintedLine] = []
    while lines:
        count = next((n for n in range(1, _LABEL_LINES + 1) if _said(lines[:n]) in wanted), 0)
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


def _said(lines: list[PrintedLine]) -> str:
    return _letters("".join(line.text for line in lines))


def _letters(text: str) -> str:
    return "".join(text.split()).replace("\u2010", "")


def _lines(boxes: str, *, halved: bool) -> list[PrintedLine]:
    lines: list[PrintedLine] = []
    new_page = True
    for match in _WORD.finditer(boxes):
        if match[5] is None:
            new_page = True
            continue
        left, top, right, bottom = map(float, match.groups()[:4])
        word = PrintedLine(html.unescape(match[5]), left, top, right, bottom)
        parted = halved and bool(lines) and lines[-1].half != word.half
        if lines and not new_page and not parted and lines[-1].goes_on_in(word):
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {word.text}", right=right)
        else:
            lines.append(word)
        new_page = False
    return lines


def pdf_passages(data: bytes) -> list[str]:
    """The passages that the tags of a file name, in order; a printed line ends in a space, where there are any."""
    return [passage for _, passage in _passages(data)]


def pdf_columns(data: bytes) -> tuple[list[str], list[str]]:
    """The passages in the first and in the second cells of the rows of tables, those of tables inside included."""
    found = _passages(data)
    first, second = ([passage for cell, passage in found if cell == place] for place in (1, 2))
    return first, second


def _passages(data: bytes) -> list[tuple[int, str]]:
    """Each passage with the place of its cell in the outermost row around it, 0 outside tables.

    The tags hold neither the spaces at the ends of printed lines nor what tells these ends from others: poppler's
    pages do.
    """
    printed = [letters for page in pdf_pages(data) for line in page.splitlines() if (letters := _letters(line))]
    found: list[str] = []
    cells: list[int] = []
    open_blocks: list[tuple[int, int]] = []
    tags = _poppler("pdfinfo", "-struct-text", "-enc", "UTF-8", "-", data=data).splitlines()
    for cell, line in _in_cells(tags):
        if block := _BLOCK.match(line):
            open_blocks = [*_around(open_blocks, len(block[1])), (len(block[1]), len(found))]
            found.append("")
            cells.append(cell)
        elif piece := _PIECE.match(line):
            place = _around(open_blocks, len(piece[1]))[-1][1]
            found[place] = _joined(found[place], piece[2], printed)
    return [(cell, passage) for cell, passage in zip(cells, found, strict=True) if passage.strip()]


def _in_cells(tags: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each line of tags with the place of its cell in the outermost row around it."""
    row, cell = None, 0
    for line in tags:
        if tag := _TAG.match(line):
            indent = len(tag[1])
            if row is None or indent <= row:
                row, cell = (indent if tag[2] == "TR" else None), 0
            elif indent == row + _INDENT:
                cell += 1
        yield cell, line


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
