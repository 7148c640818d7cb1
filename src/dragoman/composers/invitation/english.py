"""Forms of address in English: a salutation by office or by name, and the close that goes with it.

Source: the house's conventions (C2, H14), which are British: no full stop after Mr, Ms and Dr, no “The Honorable”.
“Yours faithfully” follows a salutation that names nobody, and that alone.
"""

from collections.abc import Mapping
from functools import partial

from dragoman.composers.invitation.guest import is_japanese
from dragoman.composers.invitation.letter import APPEL, CLOSING, NAME, Letter
from dragoman.document.nodes import Fact, LanguageTag, Text
from dragoman.language.edition import Passage
from dragoman.recipients import Function
from dragoman.wording import Message

NAMED: Mapping[Function | None, Message] = {
    "governor": Message(
        "invitation.salutation.governor", "Monsieur le Gouverneur {family_name}", only="en",
        note="Dear Governor Omura"),
    "assembly_president": Message(
        "invitation.salutation.assembly_president", "Monsieur le Président {family_name}", only="en",
        note="Dear President Omura"),
    "prefect": Message(
        "invitation.salutation.prefect", "Monsieur le Préfet {family_name}", only="en", note="Dear Prefect Omura"),
    "mayor": Message(
        "invitation.salutation.mayor", "Monsieur le Maire {family_name}", only="en", note="Dear Mayor Omura"),
    "president": Message(
        "invitation.salutation.person", "{courtesy} {family_name}", only="en", note="Dear Mr Omura, Dear Dr Omura"),
    None: Message("invitation.salutation.guest", "{courtesy} {family_name}", only="en", note="Dear Mr Omura"),
}
"""How a guest whose name is known is saluted; one whose function is not here is saluted by office all the same."""
BY_OFFICE: Mapping[Function | None, Message] = {
    "foreign_ambassador": Message(
        "invitation.salutation.foreign_ambassador", "Excellence", only="en", note="Your Excellency"),
    "french_ambassador": Message(
        "invitation.salutation.french_ambassador", "Monsieur l’Ambassadeur", only="en", note="Dear Ambassador"),
    "minister": Message("invitation.salutation.minister", "Madame la Ministre", only="en", note="Dear Minister"),
    "governor": Message(
        "invitation.salutation.governor_unnamed", "Monsieur le Gouverneur", only="en", note="Dear Governor"),
    "assembly_president": Message(
        "invitation.salutation.assembly_president_unnamed", "Monsieur le Président", only="en", note="Dear President"),
    "prefect": Message("invitation.salutation.prefect_unnamed", "Monsieur le Préfet", only="en", note="Dear Prefect"),
    "mayor": Message("invitation.salutation.mayor_unnamed", "Monsieur le Maire", only="en", note="Dear Mayor"),
    "president": Message(
        "invitation.salutation.president_unnamed", "Monsieur le Président", only="en", note="Dear President"),
    "consul_general": Message(
        "invitation.salutation.consul_general", "Monsieur le Consul général", only="en", note="Dear Consul General"),
    "group": Message("invitation.salutation.group", "Mesdames et Messieurs", only="en", note="Ladies and Gentlemen"),
    "press": Message("invitation.salutation.press", "Mesdames et Messieurs", only="en", note="Ladies and Gentlemen"),
    "organisation": Message(
        "invitation.salutation.organisation", "Madame, Monsieur", only="en", note="Dear Sir or Madam"),
    None: Message("invitation.salutation.unnamed", "Madame, Monsieur", only="en", note="Dear Sir or Madam"),
}
SALUTATION = Message("invitation.salutation.line", "{salutation},", only="en")

FAITHFULLY = Message("invitation.closing.faithfully", "Salutations d’usage", only="en", note="Yours faithfully")
SINCERELY = Message("invitation.closing.sincerely", "Salutations cordiales", only="en", note="Yours sincerely")
CLOSE = Message("invitation.closing.line", "{formula},", only="en")
_FAITHFULLY: frozenset[Function] = frozenset({"foreign_ambassador", "organisation", "group", "press"})

COURTESY = Message("invitation.courtesy", "{recipient?Monsieur|Madame}", only="en", note="{recipient?Mr|Ms}")
PERSON = Message("invitation.courtesy.english", "{courtesy} {name}", only="en", note="Première ligne de l’adresse.")
EXCELLENCY = Message(
    "invitation.courtesy.english_excellency", "{recipient?Son|Son} Excellence {courtesy} {name}", only="en",
    note="{recipient?His|Her} Excellency {courtesy} {name}, un ambassadeur étranger.")
PROFESSOR = Message("invitation.courtesy.professor", "Professeur", only="en", note="Professor")


def word_salutation(letter: Letter) -> Passage:
    """Dear Governor Omura, and the comma."""
    return letter.say(SALUTATION, salutation=_word_salutation(letter))


def _word_salutation(letter: Letter) -> Passage:
    if letter.has(APPEL):
        return letter.edition.fact(APPEL)
    function = letter.function
    if letter.known(NAME) and function in NAMED:
        return letter.say(
            NAMED[function], courtesy=_word_courtesy(letter), family_name=partial(_word_family, letter))
    return letter.say(BY_OFFICE[function])


def _word_family(letter: Letter, _: str | None, __: LanguageTag) -> Passage:
    """The family name; the whole name where the list does not part it."""
    guest = letter.guest
    if guest is None or not guest.family_name:
        return letter.edition.fact(NAME)
    return (Fact(NAME, "family", (Text(guest.family_name, ""),)),)


def _word_courtesy(letter: Letter) -> Passage:
    academic = None if letter.guest is None else letter.guest.academic
    if academic is None:
        return letter.say(COURTESY)
    return letter.say(PROFESSOR) if academic == "Pr" else (Text(academic, ""),)


def word_closing(letter: Letter) -> Passage:
    """Yours sincerely, and the comma; what the list gives comes first, and the model has a blank."""
    if letter.has(CLOSING):
        return letter.say(CLOSE, formula=letter.edition.fact(CLOSING))
    nobody = letter.function in _FAITHFULLY or (letter.function is None and not letter.known(NAME))
    return letter.say(CLOSE, formula=letter.say(FAITHFULLY if nobody and not letter.has(APPEL) else SINCERELY))


def word_person(letter: Letter) -> Passage:
    """The guest's name as it heads the address: Mr Jean Modèle, Ms MIHON Hanako."""
    guest = letter.guest
    japanese = guest is not None and guest.native_name is not None and is_japanese(guest.native_name)
    name = letter.edition.fact(NAME, "capitals" if japanese else None)
    if guest is None:
        return name
    message = EXCELLENCY if guest.function == "foreign_ambassador" else PERSON
    return letter.say(message, courtesy=_word_courtesy(letter), name=name)
