"""The slots of a convention: the same in every language, and the one of its bilingual edition."""

from dragoman.document.bilingual import COLUMNS
from dragoman.document.slots import SlotRule, SlotRules

_RULES = (
    SlotRule("title"),
    SlotRule("subtitle", required=False),
    SlotRule("version", required=False),
    SlotRule("open_items", required=False),
    SlotRule("contents", required=False),
    SlotRule("parties"),
    SlotRule("preamble", required=False),
    SlotRule("articles"),
    SlotRule("closing"),
    SlotRule("signatures"),
    SlotRule("annexes", required=False),
    SlotRule("points", required=False),
)

SLOTS: SlotRules = {"fr": _RULES, "en": _RULES, "ja": _RULES}
BILINGUAL = (SlotRule(COLUMNS, holds=tuple(rule.name for rule in _RULES)),)
