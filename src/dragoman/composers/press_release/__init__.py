"""The press release: its parts in the order of each language.

French puts place and date above the title, English opens the lede with them, Japanese dates the first line and
names addressee and issuer under it. The order after the body is the same in all three: practical facts, end mark,
notes, links, the issuer, contacts. A withdrawn release keeps its title and prints a notice in place of its story.
"""

from dragoman.composers.press_release.composer import compose
from dragoman.composers.press_release.slots import SLOTS

__all__ = ["SLOTS", "compose"]
