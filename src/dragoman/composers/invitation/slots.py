"""The slots of a letter, in the order of each language."""

from dragoman.document.slots import SlotRule, SlotRules

_SALUTATION = SlotRule("salutation", required=False)
_AFTER_BODY = (
    SlotRule("details", required=False), SlotRule("closing", required=False), SlotRule("signature"),
    SlotRule("reply", required=False), SlotRule("annotations", required=False),
)

SLOTS: SlotRules = {
    "fr": (
        SlotRule("dateline"), SlotRule("addressee"), SlotRule("subject"), _SALUTATION, SlotRule("body"), *_AFTER_BODY,
    ),
    "en": (
        SlotRule("dateline"), SlotRule("addressee"), _SALUTATION, SlotRule("subject"), SlotRule("body"), *_AFTER_BODY,
    ),
    "ja": (
        SlotRule("dateline"), SlotRule("addressee"), SlotRule("sender"), SlotRule("subject", required=False),
        SlotRule("body"), SlotRule("closing"), SlotRule("signature", required=False),
        SlotRule("details", required=False), SlotRule("annotations", required=False),
    ),
}
"""A Japanese letter asks for an answer before its closing word: nothing follows 以上 but enclosures."""

VERTICAL: SlotRules = {
    "ja": (
        SlotRule("body"), SlotRule("closing"), SlotRule("dateline"), SlotRule("sender"),
        SlotRule("signature", required=False), SlotRule("addressee"), SlotRule("details", required=False),
        SlotRule("annotations", required=False),
    ),
}
"""In vertical lines date, sender and addressee follow the closing word; what is added to a letter follows these."""
