"""The named styles that a Word shell offers beside the paragraph styles of the look.

Names are what a designer sees in Word; a shell may give them any id (a French Word writes ids of its own).
"""

from typing import Literal, TypeAlias, get_args

from dragoman.appearance.look import Look
from dragoman.document.nodes import Role
from dragoman.document.slots import SlotRule

CharacterRole: TypeAlias = Literal[
    "strong", "superscript", "link", "blank", "untranslated", "figure_lead", "rule", "rule_label",
]
TableRole: TypeAlias = Literal["key_figures", "programme"]

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
}
SPACER = "Dragoman Spacer"
"""The paragraph that Word asks for after a table, where no paragraph of the document follows."""


def paragraph_styles(look: Look, rules: tuple[SlotRule, ...]) -> dict[str, str]:
    """The paragraph styles that documents with these slots may use, by role: the look's, and the spacer.

    A role named like a slot belongs to that slot and is needed only where the slot is declared.
    """
    declared = {rule.name for rule in rules}
    absent = {role for role in get_args(Role) if role != "text" and role not in declared}
    names = {
        role: style.name for role, style in look.styles.items() if role not in absent and role not in CHARACTER_STYLES
    }
    return {**names, "spacer": SPACER}
