"""Text as WordprocessingML."""

import re

_JINJA_REMAINS = re.compile(r"(?<=\{)_(?=[{%])|(?<=[}%])_(?=\})")


def content(text: str) -> str:
    """Escape text for an element.

    docxtpl undoes `{_{` and its like in what it renders; an underscore there is written as a reference.
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _JINJA_REMAINS.sub("&#95;", escaped) if "_" in escaped else escaped


def attribute(text: str) -> str:
    """Escape text for an attribute; line ends and tabs become spaces, as a reader would make them."""
    return content(" ".join(re.split(r"[\n\t]", text))).replace('"', "&quot;")


def description(text: str) -> str:
    """Escape text for an attribute that a reader reads to the letter, line ends and tabs too."""
    return content(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def twips(length: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(length * 1440 / 25.4)


def millimetres(length: int) -> float:
    return length * 25.4 / 1440


def text_run_content(text: str) -> str:
    """The content of a run: text, with its line ends and tabs as Word's own elements."""
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{content(text)}</w:t>'
    elements = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    return "".join(
        elements.get(piece) or f'<w:t xml:space="preserve">{content(piece)}</w:t>'
        for piece in re.split(r"([\n\t])", text) if piece
    )
