"""What the documents of one session share, and WeasyPrint would make anew for each: trees, styles, paragraphs, lines.

Nothing of it shows: a document has the same bytes, whichever were made before it.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from dragoman.writers.pdf_lines import Lines
from dragoman.writers.pdf_markup import Markup
from dragoman.writers.pdf_paragraphs import Paragraphs
from dragoman.writers.pdf_styles import SharedStyles


class Sharing:
    """The memories of one session, which serve under the lock of the layout."""

    def __init__(self, fetcher: Any, fonts: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        self._fetcher, self._fonts = fetcher, fonts
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.markup = Markup(self._fetcher)
        self.styles, self.lines = SharedStyles(self._fonts), Lines(self._fonts)
        self.paragraphs = Paragraphs(self._fonts)

    @contextlib.contextmanager
    def serving(self) -> Iterator[Callable[[str], Any]]:
        """Lay out and draw here what `page` makes of a source, which is yielded.

        What a document has left that failed is forgotten: a warning is given once, where something is worked out, and
        the next document that needs it is to fail as well.
        """
        try:
            with self.styles.serving(), self.lines.serving(), self.paragraphs.serving():
                yield self.markup.page
        except BaseException:
            self.forget()
            raise
