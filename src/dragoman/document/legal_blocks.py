"""The blocks that a convention alone has: recitals, articles and their clauses, annexes, signatures, open items."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dragoman.document.inlines import Inline

Force: TypeAlias = Literal["duty", "permission", "intention", "statement"]
"""What a clause does: it binds, allows, aims or states."""


@dataclass(frozen=True, slots=True)
class Recital:
    """A reason for the convention; `label` is its letter, « (A) », or empty."""

    id: str
    label: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision of an article. `level` is 1 (5.1, 項), 2 (a), 号), 3 or 4; `label` its number as printed.

    The first provision of a Japanese article bears the article's own number, 第5条, and has no other. Japanese labels
    end in an ideographic space.
    """

    id: str
    level: int
    label: str
    force: Force
    children: tuple[Inline, ...]

    @property
    def opens_article(self) -> bool:
        """Whether it bears the number of its article, as the first of a Japanese one does."""
        return self.label.startswith("第")


@dataclass(frozen=True, slots=True)
class Article:
    """An article; `label` is its number as printed with the dash that follows, « Article 5 – », empty in Japanese."""

    id: str
    label: str
    heading: tuple[Inline, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """The title of an annex, with its number: « Annexe 1 – »; what it holds follows as blocks of its own."""

    id: str
    label: str
    heading: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an annex: `columns` are its heads, each row has as many cells; `label` describes it."""

    id: str
    label: tuple[Inline, ...]
    columns: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line of a signature block: a label and what stands there, or a `space` to sign on, in millimetres of height."""

    id: str
    label: tuple[Inline, ...]
    text: tuple[Inline, ...]
    space: int = 0


@dataclass(frozen=True, slots=True)
class Signature:
    """One party's block; `party` heads it."""

    id: str
    party: tuple[Inline, ...]
    lines: tuple[SignatureLine, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """The parties' blocks in their order: side by side in French and English, one above the other in Japanese."""

    id: str
    label: tuple[Inline, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A point to complete: the number that its blanks share, what is lacking, and where it first stands."""

    number: int
    label: tuple[Inline, ...]
    where: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class OpenItems:
    """The list of points to complete, framed.

    `more` ends it: how many points the whole list holds, or what is filled by hand.
    """

    id: str
    heading: tuple[Inline, ...]
    items: tuple[OpenItem, ...]
    more: tuple[Inline, ...]
