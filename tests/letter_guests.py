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
_TITLES = {
    "foreign_ambassador": (
        ("Ambassadeur de Spécimenie en France", "Ambassadrice de Spécimenie en France"),
        "Ambassador of Specimenia to France", "駐仏見本国特命全権大使"),
    "french_ambassador": (
        ("Ambassadeur de France en Spécimenie", "Ambassadrice de France en Spécimenie"),
        "Ambassador of France to Specimenia", "駐見本国フランス大使"),
    "minister": (("Ministre des Exemples", "Ministre des Exemples"), "Minister for Specimens", "見本大臣"),
    "governor": (
        ("Gouverneur de la préfecture d’Exemple", "Gouverneure de la préfecture d’Exemple"),
        "Governor of Example Prefecture", "見本県知事"),
    "assembly_president": (
        ("Président de l’assemblée d’Exemple", "Présidente de l’assemblée d’Exemple"),
        "President of the Assembly of Example", "見本県議会議長"),
    "prefect": (("Préfet de l’Exemple", "Préfète de l’Exemple"), "Prefect of Example", "見本地方長官"),
    "mayor": (("Maire d’Exempleville", "Maire d’Exempleville"), "Mayor of Exempleville", "見本町長"),
    "president": (("Président", "Présidente"), "President", "理事長"),
    "consul_general": (
        ("Consul général de Spécimenie", "Consule générale de Spécimenie"), "Consul General of Specimenia",
        "見本国総領事"),
    None: (("Délégué aux exemples", "Déléguée aux exemples"), "Delegate for Specimens", "見本担当部長"),
}


def guest(language: LanguageTag, function: Function | None, gender: Gender | None = "feminine", **more) -> Recipient:
    """A fictional guest; `more` replaces what it has."""
    person = {} if function in BODIES else {
        "gender": gender, "family_name": "Exemple", "given_name": _GIVEN.get(gender or "", "Prénom"),
        "native_name": _NATIVE.get(gender or "", "見本 某") if language == "ja" else None,
    }
    titles = {} if function in BODIES else {language: _title(language, function, gender)}
    key = f"{function or 'guest'}-{gender or 'nobody'}"
    known = {"organisation": None if function == "press" else _ORGANISATION[language], "titles": titles, **person}
    return Recipient(key, language, function, **{**known, **more})


def _title(language, function, gender):
    french, english, japanese = _TITLES[function]
    return {"fr": french[gender != "masculine"], "en": english, "ja": japanese}[language]


def guests(language: LanguageTag) -> list[Recipient]:
    """Every kind of function in both genders, and every kind of body once."""
    people = [guest(language, function, gender) for function in PERSONS for gender in get_args(Gender)]
    return [*people, *(guest(language, function, None) for function in BODIES)]
