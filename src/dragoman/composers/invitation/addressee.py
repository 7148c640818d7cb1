"""The block that says whom a letter is for: name, office, organisation, address, in the order of the language."""

from collections.abc import Iterator
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
from dragoman.wording import Message

_LINE = 30
"""What a vertical line holds of a guest's office and name, in em of their size."""
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
    if not _holds(office, organisation):
        yield organisation
    yield from _address(letter)


def _japanese(letter: Letter) -> Iterator[Paragraph]:
    """Address and organisation, then in larger type whom the letter is for, with one honorific.

    A vertical letter leaves the address to its envelope.
    """
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
        case _:
            above.append(() if _holds(office, organisation) else organisation)
            name, honorific = letter.edition.fact(NAME), word_honorific(letter)
            person = _in_one_line(office, name, honorific)
            if letter.is_vertical and _breadth(plain(person)) > _LINE:
                above.append(office)
                person = _in_one_line(name, honorific)
    if lines := in_lines(above):
        yield Paragraph("addressee", "addressee", lines)
    yield Paragraph("addressee.name", "addressee_name", person)


def word_office(letter: Letter) -> Passage:
    """The guest's title as the list gives it, a blank for a person without one; nothing for a body."""
    return letter.edition.fact(OFFICE) if letter.has(OFFICE) else ()


def _holds(office: Passage, organisation: Passage) -> bool:
    """Whether an office names the organisation already."""
    return plain(organisation).casefold() in plain(office).casefold()


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
    if letter.guest is not None and not letter.is_vertical:
        for line in address_lines(letter.guest.address, letter.language, letter.material.house.country):
            yield (Fact("recipient.address", "", (Text(line, ""),)),)


def _breadth(text: str) -> float:
    """The length of a text in a Japanese line, in em."""
    return sum(1 if sign > "\u2000" else 0.5 for sign in text)


def _in_one_line(*parts: Passage) -> Passage:
    return joined(*(part for part in parts if part), by=IDSP)
