"""A passage as one line of characters, each owned by a leaf, and the rules that edit it.

Typography looks across the borders of leaves (a colon after a name, a guillemet before a link), but changes only
leaves that may be changed, each in its own language. So a passage is laid out as one string, rules find places in
it by regular expressions, and every character keeps the number of its leaf.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

MASK = "\ufffc"
"""Stands for each character of an address, which no rule touches."""

_ADDRESS = re.compile(
    r"(?:https?://|mailto:|tel:|www\.)[!-~]*[A-Za-z0-9/_=&#%+~-]"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
)


def masked(text: str) -> str:
    """Replace the web and e-mail addresses of a text, character by character."""
    return _ADDRESS.sub(lambda match: MASK * len(match[0]), text)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Whose characters these are: the language whose rules hold, and whether they may be changed."""

    language: str
    changeable: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]`; the new characters belong to leaf `owner`."""

    start: int
    end: int
    text: str
    owner: int


class Line:
    """The characters of a passage with their owners. `masked` is the text that rules read, of the same length."""

    def __init__(self, text: str, owners: Sequence[int], leaves: Sequence[Leaf]) -> None:
        self.text = text
        self.owners = owners
        self.leaves = leaves
        self.masked = masked(text)

    def changeable(self, start: int, end: int) -> bool:
        return all(self.leaves[owner].changeable for owner in self.owners[start:end])

    def ours(self, start: int, end: int, language: str) -> bool:
        """Whether all these characters may be changed by a language's rules."""
        return all(
            self.leaves[owner].changeable and self.leaves[owner].language == language
            for owner in self.owners[start:end]
        )

    def edited(self, edits: Iterable[Edit]) -> "Line":
        """Return the line after edits, which must not overlap."""
        ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
        if not ordered:
            return self
        texts: list[str] = []
        owners: list[int] = []
        position = 0
        for edit in ordered:
            texts += self.text[position:edit.start], edit.text
            owners += self.owners[position:edit.start]
            owners += [edit.owner] * len(edit.text)
            position = edit.end
        return Line("".join(texts) + self.text[position:], [*owners, *self.owners[position:]], self.leaves)


Rule: TypeAlias = Callable[[Line, str], Iterator[Edit]]
"""A rule yields its edits of a line for a language."""


def spacing(pattern: str, space: str) -> Rule:
    """Make the run of spaces in the group `space` of each match exactly `space`.

    The group `mark` is the sign whose language decides, and which takes a space that was not there; without it the
    run itself decides and is never empty.
    """
    compiled = re.compile(pattern)
    has_mark = "mark" in compiled.groupindex

    def rule(line: Line, language: str) -> Iterator[Edit]:
        for match in compiled.finditer(line.masked):
            start, end = match.span("space")
            decisive = match.span("mark") if has_mark else (start, end)
            if line.text[start:end] != space and line.ours(*decisive, language) and line.changeable(start, end):
                yield Edit(start, end, space, line.owners[start if start < end else decisive[0]])

    return rule


def replacing(pattern: str, replacement: str | Callable[[str], str]) -> Rule:
    """Replace each match, all of it in leaves of the language."""
    compiled = re.compile(pattern)

    def rule(line: Line, language: str) -> Iterator[Edit]:
        for match in compiled.finditer(line.masked):
            new = replacement if isinstance(replacement, str) else replacement(match[0])
            if new != match[0] and line.ours(*match.span(), language):
                yield Edit(*match.span(), new, line.owners[match.start()])

    return rule


def characters(line: Line, indexes: Iterable[int], new: Iterable[str]) -> Iterator[Edit]:
    """Replace single characters where they differ."""
    for index, character in zip(indexes, new, strict=True):
        if line.text[index] != character:
            yield Edit(index, index + 1, character, line.owners[index])


def double_quotes(outer: str, inner: str, *, between_words: bool) -> Rule:
    """Turn pairs of straight double quotes into `outer` (a pair of characters), or `inner` within such a pair.

    Nothing is done unless every quote of the line plainly opens or closes in turn. `between_words` says that a
    quote stands beside a space or punctuation on its outer side; Japanese, which has no spaces, alternates.
    """
    def rule(line: Line, language: str) -> Iterator[Edit]:
        text = line.masked
        quotes = [i for i, c in enumerate(text) if c == '"' and line.ours(i, i + 1, language)]
        plain = all(_plainly(text, index, opens=number % 2 == 0) for number, index in enumerate(quotes))
        if len(quotes) % 2 or (between_words and not plain):
            return
        for number, index in enumerate(quotes):
            depth = text.count(outer[0], 0, index) - text.count(outer[1], 0, index)
            yield from characters(line, (index,), (inner if depth > 0 else outer)[number % 2])

    return rule


def _plainly(text: str, index: int, *, opens: bool) -> bool:
    before, after = text[index - 1:index] or " ", text[index + 1:index + 2] or " "
    if opens:
        return (before.isspace() or before in "([«“‘’–—/") and not after.isspace()
    return not before.isspace() and (after.isspace() or after in ")]»”’.,;:!?…–—/")
