"""A guest as facts and as a name, so that a letter words its guest as it words everything else."""

import re
from collections.abc import Iterator, Mapping

from dragoman.composers.parts import Material
from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import LanguageTag
from dragoman.facts import Attested, Facts, Known, Named, State, Unknown
from dragoman.language.characters import IDSP
from dragoman.names import Name, NameForm
from dragoman.recipients import Recipient
from dragoman.wording import Message

NO_NAME = Message("invitation.blank.name", "nom du destinataire", note="Point à compléter.")
NO_OFFICE = Message("invitation.blank.office", "fonction du destinataire", note="Point à compléter.")
NO_ORGANISATION = Message("invitation.blank.organisation", "organisation du destinataire", note="Point à compléter.")
NO_APPEL = Message("invitation.blank.appel", "formule d’appel", note="Point à compléter, dans le modèle de lettre.")
NO_CLOSING = Message(
    "invitation.blank.closing", "formule de politesse", note="Point à compléter, dans le modèle de lettre.")

_GUEST = "recipient"
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_MIDDLE_DOT = "・"


NOT_A_NAME = Code(
    "LTR-003", "error", "« {value} » n’est pas dans names.yaml",
    "corrigez l’identifiant, ou écrivez le nom tel qu’il s’imprime",
)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")


def organisation_faults(material: Material) -> Iterator[Diagnostic]:
    """An organisation that is written like an id of names.yaml, and is none: it would be printed as it stands."""
    guest = material.recipient
    text = None if guest is None else guest.organisation
    if guest is not None and text is not None and _IDENTIFIER.fullmatch(text) and text not in material.names:
        yield diagnostic(NOT_A_NAME, guest.position, "organisation", value=text)


def guest_facts(material: Material, language: LanguageTag) -> tuple[Facts, Mapping[str, Name]]:
    """The facts under `recipient`, and the guest's name under the same id.

    What the list does not say and a letter to this guest needs is unknown: the name and the office of a person, the
    organisation of one.
    """
    guest = material.recipient
    if guest is None:
        return dict(_model()), {_GUEST: Name(_GUEST, "person", language)}
    return dict(_facts(guest, material.names, language)), {_GUEST: _name(guest, language)}


def _model() -> Iterator[tuple[str, State]]:
    yield _GUEST, Known(Named(_GUEST))
    yield "recipient.name", Unknown(NO_NAME)
    yield "recipient.office", Unknown(NO_OFFICE)
    yield "recipient.organisation", Unknown(NO_ORGANISATION)
    yield "recipient.appel", Unknown(NO_APPEL)
    yield "recipient.closing", Unknown(NO_CLOSING)


def _facts(guest: Recipient, names: Mapping[str, Name], language: LanguageTag) -> Iterator[tuple[str, State]]:
    yield _GUEST, Known(Named(_GUEST))
    person = guest.function not in ("organisation", "group", "press")
    if guest.family_name or guest.native_name:
        yield "recipient.name", Known(Named(_GUEST))
    elif person:
        yield "recipient.name", Unknown(NO_NAME)
    if title := guest.titles.get(language):
        yield "recipient.office", Known(Attested(title, language))
    elif person:
        yield "recipient.office", Unknown(NO_OFFICE)
    if guest.organisation is not None and guest.organisation in names:
        yield "recipient.organisation", Known(Named(guest.organisation))
    elif guest.organisation is not None:
        yield "recipient.organisation", Known(Attested(guest.organisation, language))
    elif guest.function == "organisation":
        yield "recipient.organisation", Unknown(NO_ORGANISATION)
    for field in ("appel", "closing"):
        if (given := getattr(guest, field)) is not None:
            yield f"recipient.{field}", Known(Attested(given, language))


def _name(guest: Recipient, language: LanguageTag) -> Name:
    """The guest's name; in the script of the letter where the list has it so, else in the other."""
    forms = dict(_forms(guest))
    own: LanguageTag = "ja" if guest.native_name is not None and is_japanese(guest.native_name) else "en"
    if own not in forms and forms:
        own = next(iter(forms))
    if own not in forms:
        own = language
    return Name(_GUEST, "person", own, guest.gender, forms=forms)


def _forms(guest: Recipient) -> Iterator[tuple[LanguageTag, NameForm]]:
    if guest.family_name:
        latin = NameForm(
            " ".join(filter(None, (guest.given_name, guest.family_name))), given=guest.given_name,
            family=guest.family_name if guest.given_name else None, checked=True)
        yield "fr", latin
        yield "en", latin
    if guest.native_name and _JAPANESE.search(guest.native_name):
        yield "ja", NameForm(IDSP.join(guest.native_name.split()), checked=True)


def is_japanese(native: str) -> bool:
    """Whether a name in its own script is a Japanese one: kanji or kana, and not a foreign name in katakana."""
    return _JAPANESE.search(native) is not None and _MIDDLE_DOT not in native


def japanese_family(native: str) -> str:
    """The family name of a name in Japanese script: what stands before a space, or behind the last middle dot."""
    return native.rpartition(_MIDDLE_DOT)[2] if _MIDDLE_DOT in native else native.split(maxsplit=1)[0]
