"""Letters to measure: one project's invitation for guests without number, each with a name of their own."""

import itertools
from collections.abc import Iterator

from dragoman import Project
from dragoman.document.nodes import Document, LanguageTag
from dragoman.recipients import Address, Gender, Recipient

_KANJI = "山田佐藤鈴木高橋伊渡辺中村小林加吉井斎川松本清水森岡池谷石塚前原後崎"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def letter_of(project: Project) -> str:
    """The name of the project's invitation, or of its release, which then stands in for it."""
    kinds = {file.kind: name for name, file in project.sources.documents.items()}
    return kinds.get("invitation") or kinds["press_release"]


def letters(project: Project, name: str, language: LanguageTag) -> Iterator[Document]:
    """The document for one guest after the other; a release, which has no guest, is the same each time."""
    addressed = project.sources.documents[name].kind == "invitation"
    for number in itertools.count(1):
        recipient = guest(language, number) if addressed else None
        yield project.compose(name, language=language, recipient=recipient)


def guest(language: LanguageTag, number: int) -> Recipient:
    """An invented guest, one of thousands, whose name is the number in letters."""
    key = f"guest-{number}"
    gender: Gender = "feminine" if number % 2 else "masculine"
    if language == "ja":
        address = Address((f"見本町{number}番地",), "000-0000", "見本市", "見本県", "JP")
        name = f"{_named(number, _KANJI)} 太郎"
        return Recipient(
            key, language, "governor", gender, native_name=name, titles={"ja": "見本県知事"}, address=address)
    address = Address((f"{number}, rue de l’Exemple",), "00000", "Exempleville", None, "FR")
    return Recipient(
        key, language, "mayor", gender, family_name=_named(number, _LATIN).capitalize(), given_name="Modèle",
        titles={language: "Maire d’Exempleville" if language == "fr" else "Mayor of Exempleville"}, address=address)


def _named(number: int, letters: str) -> str:
    text = ""
    while number:
        number, digit = divmod(number, len(letters))
        text = letters[digit] + text
    return text
