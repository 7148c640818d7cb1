"""Guests that nobody could take for real: every kind of function in every gender, for each language."""

from typing import get_args

from hypothesis import strategies as st

from dragoman.document.nodes import LanguageTag
from dragoman.recipients import Address, Function, Gender, Recipient
from dragoman.sources.postal import ADDRESS_LINES, LINE_CHARACTERS

LANGUAGES: tuple[LanguageTag, ...] = get_args(LanguageTag)
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


_LATIN = st.from_regex(r"[A-Z][a-zéèïö]{1,14}(?:[ -][A-Z][a-z]{1,9})?", fullmatch=True)
_JAPANESE = st.from_regex(r"[見本例示山川田中]{1,3} [太郎花子一二美]{1,3}", fullmatch=True)
_TEXT = st.from_regex(r"[A-ZÉ][a-zà-ÿ’ ]{0,40}[a-z]", fullmatch=True)


_LINE = st.from_regex(rf"[A-Z0-9][a-z0-9 ]{{0,{LINE_CHARACTERS - 2}}}[a-z0-9]", fullmatch=True)


@st.composite
def _addresses(draw):
    optional = lambda strategy: draw(st.none() | strategy)  # noqa: E731
    return Address(
        tuple(draw(st.lists(_LINE, max_size=ADDRESS_LINES))), optional(st.from_regex("[0-9]{5}", fullmatch=True)),
        optional(_LATIN), optional(_LATIN), optional(st.sampled_from(["FR", "JP", "GB", "US", "DE"])))


@st.composite
def recipients(draw):
    """Any guest of any kind, with as much or as little as a list may say of one."""
    function = draw(st.sampled_from(FUNCTIONS))
    person = function not in BODIES
    language = draw(st.sampled_from(LANGUAGES))
    optional = lambda strategy: draw(st.none() | strategy)  # noqa: E731
    return Recipient(
        "guest", language, function,
        gender=optional(st.sampled_from(["masculine", "feminine"])) if person else None,
        academic=optional(st.sampled_from(["Dr", "Pr"])) if person else None,
        family_name=optional(_LATIN) if person else None, given_name=optional(_LATIN) if person else None,
        native_name=optional(_JAPANESE) if person else None,
        titles={language: draw(_TEXT)} if draw(st.booleans()) else {},
        organisation=optional(st.sampled_from(["jaxa", "asics", "aichi_prefecture"]) | _TEXT),
        rank=optional(st.sampled_from([1, 2, 3, 4])) if function != "press" else None,
        appel=optional(_TEXT), honorific=optional(st.sampled_from(["様", "閣下"])) if person else None,
        address=draw(_addresses()),
    )
