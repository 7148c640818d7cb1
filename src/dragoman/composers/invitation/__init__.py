"""The letter of invitation: one guest, in the guest's language and in the form due to the guest's rank.

French names the appel and repeats it in the closing; English salutes by office or name and closes accordingly;
Japanese opens with a word that the closing word answers, the season and the guest's well-being, and sets the facts
apart under 記; in vertical lines it has an order of its own. A letter without a recipient is the model of all: what
depends on the guest is blank.
"""

from dragoman.composers.invitation.composer import compose
from dragoman.composers.invitation.slots import SLOTS, VERTICAL

__all__ = ["SLOTS", "VERTICAL", "compose"]
