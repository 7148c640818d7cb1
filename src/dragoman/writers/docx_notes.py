"""Footnotes as WordprocessingML: gathered while the body is written, then a part of their own."""

from dragoman.writers.docx_markup import attribute


class Notes:
    """The footnotes of one document, in the order of their calls."""

    def __init__(self) -> None:
        self._written: list[str] = []

    def add(self, style: str, mark: str, words: str) -> int:
        """Add a footnote in a paragraph style and return its id; `mark` is the run of its number, `words` its runs."""
        number = len(self._written) + 1
        self._written.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{attribute(style)}"/></w:pPr>{mark}{words}</w:p>'
            "</w:footnote>")
        return number

    def written(self) -> str:
        return "".join(self._written)
