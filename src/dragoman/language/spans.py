"""Finders: what looks through a text for the places that break a rule."""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Where a fault starts and ends; the two are equal where something is lacking."""
Finder: TypeAlias = Callable[[str], Iterator[Span]]


def matching(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Finder:
    """Return the finder of all matches of a pattern."""
    compiled = re.compile(pattern, flags)

    def find(text: str) -> Iterator[Span]:
        return (match.span() for match in compiled.finditer(text))

    return find
