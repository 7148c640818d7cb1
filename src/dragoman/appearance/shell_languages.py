"""How a Word file says in which language its text is."""

from dragoman.languages import bcp47

JAPANESE = bcp47("ja")
LATIN_IN_JAPANESE = bcp47("en")


def word_languages(language: str) -> tuple[str, str]:
    """The two languages of a text, `w:val` and `w:eastAsia`: of what it has in Latin script, of what in Japanese.

    Latin words within Japanese are English, as Word itself has them; were `w:val` Japanese, LibreOffice would break
    them at any letter.
    """
    tag = bcp47(language)
    return (LATIN_IN_JAPANESE, JAPANESE) if tag == JAPANESE else (tag, JAPANESE)
