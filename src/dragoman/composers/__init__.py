"""One composer a kind: facts and wording become a Document."""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.composers import convention, press_release
from dragoman.composers.parts import Composed, Material
from dragoman.document.nodes import LanguageTag, State
from dragoman.document.slots import SlotRules


@dataclass(frozen=True, slots=True)
class Composer:
    """A kind's slots and its function."""

    slots: SlotRules
    compose: Callable[[Material, LanguageTag, State], Composed]


COMPOSERS: dict[str, Composer] = {
    "convention": Composer(convention.SLOTS, convention.compose),
    "press_release": Composer(press_release.SLOTS, press_release.compose),
}
