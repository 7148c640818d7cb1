"""Forms of address in French: by the kind of function, by gender, by rank.

Source: the usage of protocol services as the house's conventions keep it (C2, H11). The appel has no name and stands
again, word for word, in the closing. Grade 1 is « ma très haute considération »; grade 4 is « mes salutations
distinguées », which no « expression » precedes.
"""

from collections.abc import Mapping

from dragoman.composers.invitation.letter import APPEL, CLOSING, Letter
from dragoman.diagnostics import Code, diagnostic
from dragoman.document.nodes import Text
from dragoman.language.edition import Passage
from dragoman.recipients import Function
from dragoman.sources.invitation_models import ClosingFrame
from dragoman.wording import Message

PERSON = Message("invitation.appel.person", "{recipient?Monsieur|Madame}", only="fr")
APPELS: Mapping[Function, Message] = {
    "foreign_ambassador": Message(
        "invitation.appel.foreign_ambassador", "{recipient?Monsieur l’Ambassadeur|Madame l’Ambassadrice}", only="fr"),
    "french_ambassador": Message(
        "invitation.appel.french_ambassador", "{recipient?Monsieur l’Ambassadeur|Madame l’Ambassadrice}", only="fr"),
    "minister": Message("invitation.appel.minister", "{recipient?Monsieur le Ministre|Madame la Ministre}", only="fr"),
    "governor": Message(
        "invitation.appel.governor", "{recipient?Monsieur le Gouverneur|Madame la Gouverneure}", only="fr"),
    "assembly_president": Message(
        "invitation.appel.assembly_president", "{recipient?Monsieur le Président|Madame la Présidente}", only="fr"),
    "prefect": Message("invitation.appel.prefect", "{recipient?Monsieur le Préfet|Madame la Préfète}", only="fr"),
    "mayor": Message("invitation.appel.mayor", "{recipient?Monsieur le Maire|Madame la Maire}", only="fr"),
    "president": Message(
        "invitation.appel.president", "{recipient?Monsieur le Président|Madame la Présidente}", only="fr"),
    "consul_general": Message(
        "invitation.appel.consul_general", "{recipient?Monsieur le Consul général|Madame la Consule générale}",
        only="fr"),
    "organisation": Message("invitation.appel.organisation", "Madame, Monsieur", only="fr"),
    "group": Message("invitation.appel.group", "Mesdames et Messieurs", only="fr"),
    "press": Message("invitation.appel.press", "Mesdames et Messieurs", only="fr"),
}
RANKS: Mapping[Function | None, int] = {
    "foreign_ambassador": 1, "french_ambassador": 1, "minister": 1, "governor": 2, "assembly_president": 2,
    "prefect": 2, "mayor": 2, "president": 3, "consul_general": 3, None: 3, "organisation": 4, "group": 4, "press": 4,
}
"""The grade of the closing; None is a guest with a free title, or with none."""
LOWEST_RANK = 4

SALUTATION = Message("invitation.appel.line", "{appel},", only="fr")
CLOSING_SENTENCE = Message("invitation.closing", "Je vous prie d’agréer, {appel}, {formula}.", only="fr")
FRAMES: Mapping[ClosingFrame, Message] = {
    "expression": Message("invitation.closing.expression", "l’expression de {grade}", only="fr"),
    "assurance": Message("invitation.closing.assurance", "l’assurance de {grade}", only="fr"),
    "assurances": Message("invitation.closing.assurances", "les assurances de {grade}", only="fr"),
}
GRADES: Mapping[int, Message] = {
    1: Message("invitation.closing.grade_1", "ma très haute considération", only="fr"),
    2: Message("invitation.closing.grade_2", "ma haute considération", only="fr"),
    3: Message("invitation.closing.grade_3", "ma considération distinguée", only="fr"),
}
GREETINGS = Message("invitation.closing.grade_4", "mes salutations distinguées", only="fr")

COURTESY = Message(
    "invitation.courtesy.french", "{recipient?Monsieur|Madame} {name}", only="fr", note="Première ligne de l’adresse.")
EXCELLENCY = Message(
    "invitation.courtesy.french_excellency", "Son Excellence {recipient?Monsieur|Madame} {name}", only="fr",
    note="Un ambassadeur étranger.")

ACADEMIC = Message("invitation.courtesy.french_academic", "{academic} {name}", only="fr", note="Dr Jean MODÈLE.")

HIGH_RANK = Code(
    "LTR-002", "error", "une lettre à la presse n’a pas la formule du rang {rank}",
    "laissez « rank » vide, ou mettez 4",
)


def word_appel(letter: Letter) -> Passage:
    """Monsieur le Gouverneur; what the list gives comes first, and the model has a blank."""
    if letter.has(APPEL):
        return letter.edition.fact(APPEL)
    function = letter.function
    return letter.say(PERSON if function is None else APPELS[function])


def word_salutation(letter: Letter) -> Passage:
    return letter.say(SALUTATION, appel=word_appel(letter))


def word_closing(letter: Letter) -> Passage:
    """The closing sentence, which repeats the appel."""
    formula = letter.edition.fact(CLOSING) if letter.has(CLOSING) else _word_formula(letter)
    return letter.say(CLOSING_SENTENCE, appel=word_appel(letter), formula=formula)


def _word_formula(letter: Letter) -> Passage:
    guest = letter.guest
    rank = (guest.rank if guest is not None else None) or RANKS[letter.function]
    if guest is not None and letter.function == "press" and rank != LOWEST_RANK:
        letter.edition.faults.append(diagnostic(HIGH_RANK, guest.position, guest.key, rank=rank))
    if rank == LOWEST_RANK:
        return letter.say(GREETINGS)
    frame = letter.file.closing or letter.material.house.closing
    return letter.say(FRAMES[frame], grade=letter.say(GRADES[rank]))


def word_person(letter: Letter) -> Passage:
    """The guest's name as it heads the address: Monsieur Jean MODÈLE, Dr Jean MODÈLE."""
    name = letter.edition.fact("recipient.name", "capitals")
    guest = letter.guest
    if guest is None:
        return name
    if guest.function == "foreign_ambassador":
        return letter.say(EXCELLENCY, name=name)
    if guest.academic is not None:
        return letter.say(ACADEMIC, academic=(Text(guest.academic, ""),), name=name)
    return letter.say(COURTESY, name=name)
