"""Whether a programme stays on one page, in Word and on pages alike."""

from dragoman.appearance.look import Look
from dragoman.document.nodes import Programme


def is_long(block: Programme, look: Look) -> bool:
    """Whether a programme may break between its days: kept whole, a long one would leave a page half empty."""
    return sum(len(day.entries) or 1 for day in block.days) > look.programme_whole
