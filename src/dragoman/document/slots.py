"""What a kind declares of its slots, per language and in reading order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dragoman.document.nodes import LanguageTag


@dataclass(frozen=True, slots=True)
class SlotRule:
    """A slot that a shell must offer; one that is not `required` may stay empty and then leaves no trace."""

    name: str
    required: bool = True


SlotRules: TypeAlias = Mapping[LanguageTag, tuple[SlotRule, ...]]
