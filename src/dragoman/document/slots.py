"""What a kind declares of its slots, per language and in reading order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dragoman.document.nodes import LanguageTag


@dataclass(frozen=True, slots=True)
class SlotRule:
    """A slot that a shell must offer; one that is not `required` may stay empty and then leaves no trace.

    What stands in the slots of the names in `holds` elsewhere stands in this one together.
    """

    name: str
    required: bool = True
    holds: tuple[str, ...] = ()


SlotRules: TypeAlias = Mapping[LanguageTag, tuple[SlotRule, ...]]


def held_names(rules: tuple[SlotRule, ...]) -> frozenset[str]:
    """The names of the slots, and of those whose blocks they hold."""
    return frozenset(name for rule in rules for name in (rule.name, *rule.holds))
