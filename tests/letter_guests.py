"""Guests that nobody could take for real: every kind of function in every gender, for each language."""

from typing import get_args

from dragoman.document.nodes import LanguageTag
from dragoman.recipients import Function, Gender, Recipient

BODIES = ("organisation", "group", "press")
FUNCTIONS: tuple[Function | None, ...] = (*get_args(Function), None)
PERSONS = tuple(one for one in FUNCTIONS if one not in BODIES)
_GIVEN = {"masculine": "Modèle", "feminine": "Maquette"}
_NATIVE = {"masculine": "見本 太郎", "feminine": "見本 花子"}
_ORGANISATION = {"fr": "Maison des Exemples", "en": "House of Specimens", "ja": "見本機構"}
_TITLE = {"fr": "Déléguée aux exemples", "en": "Delegate for Specimens", "ja": "見本担当理事"}


def guest(language: LanguageTag, function: Function | None, gender: Gender | None = "feminine", **more) -> Recipient:
    """A fictional guest; `more` replaces what it has."""
    person = {} if function in BODIES else {
        "gender": gender, "family_name": "Exemple", "given_name": _GIVEN.get(gender or "", "Prénom"),
        "native_name": _NATIVE.get(gender or "", "見本 某") if language == "ja" else None,
    }
    titles = {language: _TITLE[language]} if function in (None, "president") else {}
    key = f"{function or 'guest'}-{gender or 'nobody'}"
    known = {"organisation": None if function == "press" else _ORGANISATION[language], "titles": titles, **person}
    return Recipient(key, language, function, **{**known, **more})


def guests(language: LanguageTag) -> list[Recipient]:
    """Every kind of function in both genders, and every kind of body once."""
    people = [guest(language, function, gender) for function in PERSONS for gender in get_args(Gender)]
    return [*people, *(guest(language, function, None) for function in BODIES)]
