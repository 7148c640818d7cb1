"""What a run came to: counts, language by language, and how it ended."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dragoman.batch.letters import Letter
from dragoman.diagnostics import Diagnostic
from dragoman.document.nodes import LanguageTag
from dragoman.errors import exit_code


@dataclass(slots=True)
class Count:
    """Letters of a language. `open` have open points, `openings` in all; each letter has one of the four outcomes."""

    letters: int = 0
    made: int = 0
    unchanged: int = 0
    not_ready: int = 0
    failed: int = 0
    open: int = 0
    openings: int = 0


@dataclass(slots=True)
class Tally:
    """The counts of a run; nothing else of a letter is kept."""

    languages: defaultdict[LanguageTag, Count] = field(default_factory=lambda: defaultdict(Count))
    codes: set[int] = field(default_factory=set)

    def add(self, letter: Letter) -> None:
        count = self.languages[letter.language]
        count.letters += 1
        count.open += letter.openings > 0
        count.openings += letter.openings
        outcome = letter.outcome.replace(" ", "_")
        setattr(count, outcome, getattr(count, outcome) + 1)
        self.codes.add(letter.exit_code)

    @property
    def exit_code(self) -> int:
        """The code of the run, by precedence."""
        return exit_code(self.codes)


class Inputs(Protocol):
    """The bytes that a run reads; `named` are files that are known only once others were read."""

    @property
    def named(self) -> Sequence[str]: ...
    def digest(self, named: Sequence[str]) -> str:
        """Of all of them, with these. Raises OSError."""

    def settled(self) -> str | None:
        """The digest, or None where they are no longer, or may never have been, what was read."""


@dataclass(slots=True)
class Ending:
    """How a run began and ended: `complete` when every row was looked at and every file stands.

    `inputs` are given where they are known: a complete run then seals its folder. `warnings` are filled before the
    first letter, the `tally` letter by letter, the others as the run ends.
    """

    complete: bool = False
    stopped: bool = False
    unlisted: list[str] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    inputs: Inputs | None = None
