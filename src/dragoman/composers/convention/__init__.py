"""The convention: title, parties, preamble, articles, closing, signatures, annexes, in one order in all languages.

Its articles come from the clause library or are written in the project; their order gives their numbers, and their
numbers the words of every reference.
"""

from dragoman.composers.convention.bilingual import compose_bilingual
from dragoman.composers.convention.composer import compose
from dragoman.composers.convention.slots import BILINGUAL, SLOTS

__all__ = ["BILINGUAL", "SLOTS", "compose", "compose_bilingual"]
