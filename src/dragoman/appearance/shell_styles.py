"""The named styles that a Word shell offers beside the paragraph styles of the look.

Names are what a designer sees in Word; a shell may give them any id (a French Word writes ids of its own).
"""

from typing import Literal, TypeAlias, get_args

from dragoman.appearance.look import Look
from dragoman.document.bilingual import COLUMNS
from dragoman.document.nodes import Role
from dragoman.document.slots import SlotRule, held_names

CharacterRole: TypeAlias = Literal[
    "strong", "superscript", "link", "blank", "untranslated", "figure_lead", "rule", "rule_label",
]
TableRole: TypeAlias = Literal[
    "key_figures", "programme", "particulars", "contacts", "annex_table", "signatures", "open_items", "columns",
]

CHARACTER_STYLES: dict[CharacterRole, str] = {
    "strong": "Dragoman Strong",
    "superscript": "Dragoman Superscript",
    "link": "Dragoman Link",
    "blank": "Dragoman Blank",
    "untranslated": "Dragoman Untranslated",
    "figure_lead": "Dragoman Figure Lead",
    "rule": "Dragoman Rule",
    "rule_label": "Dragoman Rule Label",
}
TABLE_STYLES: dict[TableRole, str] = {
    "key_figures": "Dragoman Key Figures",
    "programme": "Dragoman Programme",
    "particulars": "Dragoman Particulars",
    "contacts": "Dragoman Contacts",
}
LEGAL_TABLE_STYLES: dict[TableRole, str] = {
    "annex_table": "Dragoman Annex Table",
    "signatures": "Dragoman Signatures",
    "open_items": "Dragoman Open Items",
}
"""The tables that a convention alone has."""
BILINGUAL_TABLE_STYLES: dict[TableRole, str] = {"columns": "Dragoman Columns"}
"""The table in whose rows two languages stand side by side."""
SPACER = "Dragoman Spacer"
"""The paragraph that Word asks for after a table, where no paragraph of the document follows."""
PICTURE = "Dragoman Picture"
LOGO = "Dragoman Logo"
"""The paragraphs in which a picture and the logo stand: as high as what they hold, unlike all others."""

_LEAD = "figure_lead"
"""The one style of the look that is a character style in Word."""
_OF_BLOCKS: frozenset[Role] = frozenset({
    "text", "box_text", "quote", "speaker", "office", "link", "party", "side", "together", "visa", "hinge", "spaces",
})
"""Roles of paragraphs that stand in any slot; every other role is named like its slot."""
_OF_LETTERS: frozenset[Role] = frozenset({
    "date", "addressee", "addressee_name", "sender", "subject", "salutation", "opening", "text_below_hand",
    "complimentary_close", "closing_word", "signatory_office", "signatory_office_below_hand", "signatory",
    "signatory_below_hand", "reply", "details_mark", "detail", "end_mark", "annotation",
})
"""Roles that paragraphs of every letter have, whatever its slots are called."""


def is_letter(rules: tuple[SlotRule, ...]) -> bool:
    """Whether documents with these slots are letters."""
    return "signature" in held_names(rules)


def is_legal(rules: tuple[SlotRule, ...]) -> bool:
    """Whether documents with these slots have articles, and what comes with them."""
    return "articles" in held_names(rules)


def is_bilingual(rules: tuple[SlotRule, ...]) -> bool:
    """Whether documents with these slots are set in two columns."""
    return any(rule.name == COLUMNS for rule in rules)


def table_styles(rules: tuple[SlotRule, ...]) -> dict[TableRole, str]:
    """The table styles that documents with these slots may use, by role."""
    legal = LEGAL_TABLE_STYLES if is_legal(rules) else {}
    return TABLE_STYLES | legal | (BILINGUAL_TABLE_STYLES if is_bilingual(rules) else {})


def paragraph_styles(look: Look, rules: tuple[SlotRule, ...]) -> dict[str, str]:
    """The paragraph styles that documents with these slots may use, by role: the look's, and those without a role.

    A role named like a slot is needed only where that slot is declared.
    """
    declared = held_names(rules) | (_OF_LETTERS if is_letter(rules) else frozenset())
    absent: set[str] = {role for role in get_args(Role) if role not in _OF_BLOCKS and role not in declared}
    absent |= {_LEAD}
    names = {role: style.name for role, style in look.styles.items() if role not in absent}
    return {**names, "spacer": SPACER, "picture": PICTURE, "logo": LOGO}
