"""The slots of a press release, in the order of each language."""

from collections.abc import Mapping

from dragoman.document.slots import SlotRule, SlotRules

STORY: Mapping[str, bool] = {
    "lede": True, "key_figures": False, "body": True, "programme": False, "particulars": False, "notes": False,
    "links": False,
}
"""What a withdrawn release leaves out, so that a shell lets all of it be empty; True for what any other must tell."""

_AFTER_HEADLINE = (
    SlotRule("notice", required=False),
    SlotRule("lede", required=False),
    SlotRule("key_figures", required=False),
    SlotRule("body", required=False),
    SlotRule("programme", required=False),
    SlotRule("particulars", required=False),
    SlotRule("end_mark"),
    SlotRule("notes", required=False),
    SlotRule("links", required=False),
    SlotRule("about", required=False),
    SlotRule("contact"),
)

SLOTS: SlotRules = {
    "fr": (
        SlotRule("embargo", required=False), SlotRule("label"), SlotRule("dateline"),
        SlotRule("subtitle", required=False), SlotRule("headline"), *_AFTER_HEADLINE,
    ),
    "en": (
        SlotRule("embargo", required=False), SlotRule("label"), SlotRule("release_status", required=False),
        SlotRule("headline"), SlotRule("subtitle", required=False), *_AFTER_HEADLINE,
    ),
    "ja": (
        SlotRule("embargo", required=False), SlotRule("label"), SlotRule("date"), SlotRule("addressee"),
        SlotRule("issuer"), SlotRule("headline"), SlotRule("subtitle", required=False), *_AFTER_HEADLINE,
    ),
}
