"""One composer a kind: facts and wording become a Document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dragoman.composers import convention, invitation, press_release
from dragoman.composers.parts import Composed, Material
from dragoman.document.nodes import Document, LanguageTag, State
from dragoman.document.slots import SlotRule, SlotRules


@dataclass(frozen=True, slots=True)
class BilingualComposer:
    """The slots of a kind's bilingual edition, and the function that makes it of two editions."""

    slots: tuple[SlotRule, ...]
    compose: Callable[[Material, Mapping[LanguageTag, Composed]], Composed]


@dataclass(frozen=True, slots=True)
class Composer:
    """A kind's slots and its function; `bilingual` where it has an edition in two columns.

    `one_page` says that its documents should fit on one page; `vertical` are the slots of its languages that may be set
    in vertical lines.
    """

    slots: SlotRules
    compose: Callable[[Material, LanguageTag, State], Composed]
    bilingual: BilingualComposer | None = None
    one_page: bool = False
    vertical: SlotRules = field(default_factory=dict)

    def rules(self, document: Document) -> tuple[SlotRule, ...]:
        """The slots of a document of this kind."""
        if document.beside is not None and self.bilingual is not None:
            return self.bilingual.slots
        return (self.vertical if document.vertical else self.slots)[document.language]


COMPOSERS: dict[str, Composer] = {
    "convention": Composer(
        convention.SLOTS, convention.compose,
        BilingualComposer(convention.BILINGUAL, convention.compose_bilingual)),
    "invitation": Composer(invitation.SLOTS, invitation.compose, one_page=True, vertical=invitation.VERTICAL),
    "press_release": Composer(press_release.SLOTS, press_release.compose),
}
