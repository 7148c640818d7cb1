"""The block that says whom a letter is for: name, office, organisation, address, in the order of the language."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dragoman.composers.invitation import english, french
from dragoman.composers.invitation.japanese import PRESS, word_honorific
from dragoman.composers.invitation.letter import NAME, OFFICE, ORGANISATION, Letter, in_lines
from dragoman.composers.parts import joined
from dragoman.diagnostics import Code, diagnostic
from dragoman.document.nodes import Fact, Paragraph, Text
from dragoman.document.projection import plain
from dragoman.language.addresses import address_lines
from dragoman.language.characters import IDSP
from dragoman.language.edition import Passage
from dragoman.language.passages import capitalised
from dragoman.recipients import Function
from dragoman.wording import Message

OFFICES: Mapping[Function | None, Message] = {
    "foreign_ambassador": Message(
        "invitation.office.foreign_ambassador", "{recipient?Ambassadeur|Ambassadrice}", note="特命全権大使."),
    "french_ambassador": Message(
        "invitation.office.french_ambassador", "{recipient?Ambassadeur|Ambassadrice} de France", note="フランス大使."),
    "minister": Message("invitation.office.minister", "Ministre", note="大臣."),
    "governor": Message("invitation.office.governor", "{recipient?Gouverneur|Gouverneure}", note="知事."),
    "assembly_president": Message(
        "invitation.office.assembly_president", "{recipient?Président|Présidente}", note="D’une assemblée : 議長."),
    "prefect": Message(
        "invitation.office.prefect", "{recipient?Préfet|Préfète}", note="De l’État français : 地方長官."),
    "mayor": Message("invitation.office.mayor", "Maire", note="市長."),
    "consul_general": Message(
        "invitation.office.consul_general", "{recipient?Consul général|Consule générale}", note="総領事."),
}
"""Said where the list gives no title. The head of an agency or a company has none here: Japanese has several words."""
_FRENCH_PRESIDENT = Message("invitation.office.president.french", "{recipient?Président|Présidente}", only="fr")
_ENGLISH_PRESIDENT = Message("invitation.office.president.english", "Président", only="en", note="President.")
_OF_A_PLACE: frozenset[Function] = frozenset({"governor", "assembly_president", "prefect", "mayor"})
"""Offices whose general word follows the name of their body without a space: 愛知県知事."""
_HONORIFICS = ("様", "御中", "各位", "閣下", "殿")

STACKED = Code(
    "LTR-001", "error", "« {value} » porte déjà une marque de respect, et la lettre en mettrait une seconde",
    "retirez-la de la liste : la lettre met 様, 御中, 各位 ou 閣下 où il le faut",
)
PRESS_GROUP = Message(
    "invitation.addressee.press", "Mesdames et Messieurs les journalistes", note="En japonais 報道関係各位.")


def compose_addressee(letter: Letter) -> Iterator[Paragraph]:
    if letter.language == "ja":
        yield from _japanese(letter)
    else:
        yield Paragraph("addressee", "addressee", in_lines(_latin_lines(letter)))


def _latin_lines(letter: Letter) -> Iterator[Passage]:
    """Name, office, organisation, address; what the office says already is not said twice."""
    if letter.function == "press":
        yield letter.say(PRESS_GROUP)
    if letter.is_for_person:
        yield french.word_person(letter) if letter.language == "fr" else english.word_person(letter)
    office = word_office(letter)
    organisation = _word_organisation(letter)
    if letter.function == "organisation":
        office, organisation = organisation, office
    yield office
    if plain(organisation) not in plain(office):
        yield organisation
    yield from _address(letter)


def _japanese(letter: Letter) -> Iterator[Paragraph]:
    """Address and organisation, then in larger type whom the letter is for, with one honorific."""
    office = _plain_of_honour(letter, word_office(letter))
    organisation = _plain_of_honour(letter, _word_organisation(letter))
    above = list(_address(letter))
    match letter.function:
        case "organisation":
            above.append(office)
            person: Passage = (*organisation, Text(IDSP, ""), *word_honorific(letter))
        case "group":
            above.append(organisation if office else ())
            person = (*(office or organisation), Text(IDSP, ""), *word_honorific(letter))
        case "press":
            above.append(organisation)
            person = letter.say(PRESS)
        case _ if letter.function in _OF_A_PLACE and not letter.known(OFFICE):
            person = _in_one_line((*organisation, *office), letter.edition.fact(NAME), word_honorific(letter))
        case _:
            above.append(organisation if plain(organisation) not in plain(office) else ())
            person = _in_one_line(office, letter.edition.fact(NAME), word_honorific(letter))
    if lines := in_lines(above):
        yield Paragraph("addressee", "addressee", lines)
    yield Paragraph("addressee.name", "addressee_name", person)


def word_office(letter: Letter) -> Passage:
    """The guest's title as the list gives it, else the word for the function, else a blank; nothing for a body."""
    if letter.guest is not None and letter.is_for_person and not letter.known(OFFICE):
        if letter.function in OFFICES:
            return letter.say(OFFICES[letter.function])
        if letter.function == "president" and letter.language != "ja":
            return letter.say(_FRENCH_PRESIDENT if letter.language == "fr" else _ENGLISH_PRESIDENT)
    return letter.edition.fact(OFFICE) if letter.has(OFFICE) else ()


def _word_organisation(letter: Letter) -> Passage:
    """The organisation as it opens a line: « Préfecture d’Aichi »."""
    words = letter.edition.fact(ORGANISATION) if letter.has(ORGANISATION) else ()
    match words:
        case (Fact() as first, *others) if letter.language != "ja":
            return (replace(first, children=capitalised(first.children)), *others)
        case _:
            return words


def _plain_of_honour(letter: Letter, words: Passage) -> Passage:
    """Words of the list that bring no honorific of their own, for honorifics are never stacked."""
    text = plain(words)
    if text.endswith(_HONORIFICS) and letter.guest is not None:
        letter.edition.faults.append(diagnostic(STACKED, letter.guest.position, letter.guest.key, value=text))
    return words


def _address(letter: Letter) -> Iterator[Passage]:
    if letter.guest is not None:
        for line in address_lines(letter.guest.address, letter.language, letter.material.house.country):
            yield (Fact("recipient.address", "", (Text(line, ""),)),)


def _in_one_line(*parts: Passage) -> Passage:
    return joined(*(part for part in parts if part), by=IDSP)
