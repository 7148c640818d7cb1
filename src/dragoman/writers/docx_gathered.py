"""What is gathered while a body is written: footnotes for a part of their own, numbers, and lists that it starts."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.appearance.shell_extras import StartedList
from dragoman.writers.docx_markup import attribute


class Notes:
    """The footnotes of one document, in the order of their calls."""

    def __init__(self) -> None:
        self._written: list[str] = []

    def add(self, style: str, mark: str, words: str) -> int:
        """Add a footnote in a paragraph style and return its id; `mark` is the run of its number, `words` its runs."""
        number = len(self._written) + 1
        self._written.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{attribute(style)}"/></w:pPr>{mark}{words}</w:p>'
            "</w:footnote>")
        return number

    def written(self) -> str:
        return "".join(self._written)


_FIRST_CONTROL = 1_000_001  # above the ids that Word gives to the content controls of a shell
_FIRST_BOOKMARK = 3_000_001  # and to its bookmarks


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a document numbers and gathers while it is written, in both its columns where it has two."""

    notes: Notes = field(default_factory=Notes)
    controls: Iterator[int] = field(default_factory=lambda: itertools.count(_FIRST_CONTROL))
    bookmarks: Iterator[int] = field(default_factory=lambda: itertools.count(_FIRST_BOOKMARK))
    lists: list[StartedList] = field(default_factory=list)
