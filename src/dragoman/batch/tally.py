"""What a run came to, language by language."""

from collections import defaultdict
from dataclasses import dataclass, field

from dragoman.batch.letters import Letter
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
