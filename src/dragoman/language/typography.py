"""Typography of passages: spaces, quotes, dashes and widths, each leaf by the rules of its language.

Letters and digits are never added, lost or changed, except that Japanese half-width katakana and full-width digits
and letters take the width of the house. Setting a passage twice is setting it once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import assert_never

from dragoman.document.nodes import (
    Blank,
    Digits,
    Fact,
    Foreign,
    Inline,
    LanguageTag,
    LineBreak,
    Link,
    NoteCall,
    PageCount,
    PageNumber,
    Reference,
    Ruby,
    RuledSpace,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.language.lines import MASK, Leaf, Line, Rule
from dragoman.language.typographic_rules import NAME_RULES, RAISED, RULES

_ROUNDS = 5
_PASSAGES = 2048
"""How many passages are remembered once they are set: what letters have in common is set once."""
_DIGIT = "0"
"""Stands for a page number: whatever it will be, it is a figure."""


def typeset(passage: tuple[Inline, ...], language: LanguageTag) -> tuple[Inline, ...]:
    """Set a passage.

    `Foreign` and `Untranslated` change the language; one that has no rules is left alone. What a `Fact` holds is
    left alone too (values come with their spaces, attested text is printed as given), except the words of a count's
    noun, which have a key; so is what a `Reference` holds. The words of a footnote are a passage of their own. Leaves
    that may not change are still seen by the rules of their neighbours.
    """
    return _typeset(passage, language)


@lru_cache(_PASSAGES)
def _typeset(passage: tuple[Inline, ...], language: LanguageTag) -> tuple[Inline, ...]:
    found = list(_leaves(passage, language, in_fact=False))
    text = "".join(piece for piece, _ in found)
    owners = [number for number, (piece, _) in enumerate(found) for _ in piece]
    line = Line(text, owners, [leaf for _, leaf in found])
    present = {leaf.language for leaf in line.leaves if leaf.changeable}
    line = _settled(line, [(tag, rule) for tag in sorted(present & RULES.keys()) for rule in RULES[tag]])
    return _rebuilt(passage, _pieces(line))


def typeset_name(text: str, language: LanguageTag) -> str:
    """Set a name as its language prints it: the apostrophe, and the spaces inside guillemets. Nothing else."""
    return _typeset_name(text, language)


@lru_cache(_PASSAGES)
def _typeset_name(text: str, language: LanguageTag) -> str:
    line = Line(text, [0] * len(text), [Leaf(language, changeable=True)])
    return _settled(line, [(language, rule) for rule in NAME_RULES[language]]).text


def _settled(line: Line, rules: Sequence[tuple[str, Rule]]) -> Line:
    """Run the rules until a round changes nothing: a mark may only become Japanese once a space before it is gone."""
    for _ in range(_ROUNDS):
        before = line.text
        for language, rule in rules:
            line = line.edited(rule(line, language))
        if line.text == before:
            break
    return line


def _leaves(  # noqa: C901 - one case an inline
    passage: tuple[Inline, ...], language: str, *, in_fact: bool,
) -> Iterator[tuple[str, Leaf]]:
    for inline in passage:
        match inline:
            case Text():
                yield inline.text, Leaf(language, changeable=not in_fact or bool(inline.key))
            case Superscript() | Digits():
                yield inline.text, Leaf(language, changeable=False)
            case Ruby():
                yield inline.base, Leaf(language, changeable=False)
            case LineBreak():
                yield "\n", Leaf(language, changeable=False)
            case PageNumber() | PageCount():
                yield _DIGIT, Leaf(language, changeable=False)
            case NoteCall():
                yield MASK, Leaf(language, changeable=False)
            case Fact() | Reference():
                yield from _leaves(inline.children, language, in_fact=True)
            case Foreign() | Untranslated():
                yield from _leaves(inline.children, inline.language, in_fact=in_fact)
            case Strong() | Link() | Blank() | RuledSpace():
                yield from _leaves(inline.children, language, in_fact=in_fact)
            case _:
                assert_never(inline)


def _pieces(line: Line) -> Iterator[tuple[tuple[str, bool], ...]]:
    """For each leaf its runs of text, each with whether it is raised."""
    raised = _raised(line)
    runs: list[list[tuple[str, bool]]] = [[] for _ in line.leaves]
    for index, (character, owner) in enumerate(zip(line.text, line.owners, strict=True)):
        own = runs[owner]
        if own and own[-1][1] == (index in raised):
            own[-1] = (own[-1][0] + character, own[-1][1])
        else:
            own.append((character, index in raised))
    return (tuple(own) for own in runs)


def _raised(line: Line) -> frozenset[int]:
    indexes: set[int] = set()
    for language, pattern in RAISED.items():
        for match in pattern.finditer(line.masked):
            span = _letters(match)
            if line.ours(*span, language):
                indexes.update(range(*span))
    return frozenset(indexes)


def _letters(match: re.Match[str]) -> tuple[int, int]:
    return match.span(match.lastgroup or 0)


def _rebuilt(passage: tuple[Inline, ...], pieces: Iterator[tuple[tuple[str, bool], ...]]) -> tuple[Inline, ...]:
    rebuilt: list[Inline] = []
    for inline in passage:
        match inline:
            case Text():
                runs = next(pieces)
                rebuilt += [Superscript(text) if raised else Text(text, inline.key) for text, raised in runs]
            case Superscript() | Ruby() | LineBreak() | Digits() | NoteCall() | PageNumber() | PageCount():
                next(pieces)
                rebuilt.append(inline)
            case Fact() | Foreign() | Untranslated() | Strong() | Link() | Blank() | RuledSpace() | Reference():
                rebuilt.append(replace(inline, children=_rebuilt(inline.children, pieces)))
            case _:
                assert_never(inline)
    return tuple(rebuilt)
