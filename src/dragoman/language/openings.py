"""What keeps an edition from being final, gathered while it is worded."""

from dragoman.document.nodes import Acceptance, Opening
from dragoman.names import NameForm

_ORDER = ("blank", "missing", "fuzzy", "unapproved_quote", "unchecked_name")


class Openings:
    """The openings of one edition, each once, and those that somebody answered for."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Opening] = {}
        self._accepted: dict[str, Acceptance] = {}

    def add(self, opening: Opening) -> None:
        self._found.setdefault((opening.kind, opening.path), opening)

    def unchecked(self, name: str, written: str, form: NameForm | None) -> None:
        """Note a name by its id, as written, that nobody vouches for: accepted if its form says by whom."""
        opening = Opening("unchecked_name", name, written)
        if form is not None and form.accepted is not None:
            self._accepted[name] = Acceptance(opening, form.accepted.by, form.accepted.on, form.accepted.reason)
        else:
            self.add(opening)

    @property
    def found(self) -> tuple[Opening, ...]:
        """What is open, blanks first, each kind in the order it was met."""
        return tuple(sorted(self._found.values(), key=lambda opening: _ORDER.index(opening.kind)))

    @property
    def accepted(self) -> tuple[Acceptance, ...]:
        return tuple(self._accepted.values())
