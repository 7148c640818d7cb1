"""The composition of a letter: what stands in each slot, told in the order of the language."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping

from dragoman.composers.invitation import english, french
from dragoman.composers.invitation.addressee import compose_addressee
from dragoman.composers.invitation.calendar import compose_event
from dragoman.composers.invitation.details import (
    compose_annotations,
    compose_details,
    compose_reply,
    event_facts,
    word_reply,
)
from dragoman.composers.invitation.guest import guest_facts, organisation_faults
from dragoman.composers.invitation.japanese import (
    CLOSING_SENTENCE,
    ceremonial,
    word_closing_word,
    word_opening,
)
from dragoman.composers.invitation.letter import Letter, in_lines
from dragoman.composers.invitation.slots import SLOTS, VERTICAL
from dragoman.composers.invitation.vertical import unsaid, vertical
from dragoman.composers.parts import Composed, Material, close, draft_title, furniture, marks, numbered, properties
from dragoman.document.nodes import (
    Blank,
    Block,
    Fact,
    LanguageTag,
    Paragraph,
    Role,
    Slot,
    State,
    Strong,
    Text,
)
from dragoman.document.projection import plain
from dragoman.document.walk import inlines
from dragoman.language.edition import Edition
from dragoman.sources.invitation_models import InvitationFile
from dragoman.wording import Message

SUBJECT = Message("invitation.subject_label", "Objet :", only="fr", note="Devant l’objet de la lettre.")
KIND = Message("invitation.kind", "Lettre d’invitation", note="Propriété du fichier.")
DATELINE = Message("invitation.dateline", "{place}, le {date}", optional=("place",), note="Lieu et date de l’envoi.")
RUNNING_HEAD = Message("invitation.running_head", "Invitation – {issuer}", note="En tête des pages suivantes.")

_BELOW_HAND: Mapping[Role, Role] = {
    "signatory": "signatory_below_hand", "signatory_office": "signatory_office_below_hand",
}
"""The first paragraph of a signature, below a closing written by hand."""
SENDER_OFFICE = "invitation.sender.office"
SENDER = "invitation.sender.person"


def compose(material: Material, language: LanguageTag, state: State) -> Composed:
    """Compose a letter for the material's recipient. Raises SourceError for wrong placeholders and empty parts."""
    letter = open_letter(material, language, state)
    rules = (VERTICAL if letter.is_vertical else SLOTS)[language]
    parts = {rule.name: tuple(_PARTS[rule.name](letter)) for rule in rules}
    slots = {name: Slot(name, tuple(_formed(letter, blocks))) for name, blocks in parts.items()}
    subject = letter.own("subject")
    issuer = material.house.name
    about = properties(
        letter.edition, subject, letter.edition.say(KIND), issuer, "invitation.date")
    if letter.is_vertical:
        outside = marks(letter.edition, state)
    else:
        outside = furniture(material, letter.edition, letter.edition.say(RUNNING_HEAD, issuer=issuer), state)
    event = compose_event(letter, parts)
    _waive(letter)
    composed = close(material, letter.edition, rules, slots, state=state, outside=outside, about=about)
    guest = None if letter.guest is None else letter.guest.key
    document = dataclasses.replace(composed.document, recipient=guest, event=event, vertical=letter.is_vertical)
    return dataclasses.replace(composed, document=document)


def _formed(letter: Letter, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a part as the form of a Japanese letter has them."""
    for block in blocks:
        formed = vertical(block, letter) if letter.is_vertical else block
        yield ceremonial(formed) if letter.file.ceremonial and letter.language == "ja" else formed


def open_letter(material: Material, language: LanguageTag, state: State) -> Letter:
    match material.document:
        case InvitationFile() as file:
            facts, names = guest_facts(material, language)
            known = {**material.facts, **event_facts(material, file), **facts}
            edition = Edition(language, material.catalogs, known, {**material.names, **names})
            edition.faults += organisation_faults(material)
            return Letter(material, file, edition, state)
        case other:
            raise TypeError(other.kind)


def _waive(letter: Letter) -> None:
    """What depends on the form of address is each language's own; so is the sender's block of a Japanese letter."""
    letter.edition.waived |= {
        "recipient", "recipient.name", "recipient.office", "recipient.organisation", "recipient.appel",
        "recipient.closing", "recipient.address", "invitation.place", "event.occasion", "reply.contact"}
    if letter.is_vertical:
        letter.edition.waived |= set(unsaid(letter.material))
    if not letter.has_subject:
        said = inlines(letter.own("subject"))
        letter.edition.waived |= {inline.path for inline in said if isinstance(inline, Fact | Blank)}


def _compose_dateline(letter: Letter) -> Iterator[Paragraph]:
    words = letter.say(DATELINE, place="invitation.place", date="invitation.date")
    yield from numbered("dateline", "date", (words,))


def _compose_sender(letter: Letter) -> Iterator[Paragraph]:
    """Organisation and office; the name too where the letter is not signed, for then nothing stands below.

    An office that names its organisation says it once.
    """
    edition = letter.edition
    issuer, office = edition.fact(letter.material.house.name), edition.fact(SENDER_OFFICE)
    lines = [office] if plain(issuer) in plain(office) else [issuer, office]
    if not letter.file.signed:
        lines.append(edition.fact(SENDER))
    yield Paragraph("sender", "sender", in_lines(lines))


def _compose_subject(letter: Letter) -> Iterator[Paragraph]:
    if not letter.has_subject:
        return
    words = draft_title(letter.edition, letter.own("subject"), letter.state)
    if letter.language == "fr":
        label = letter.say(SUBJECT)
        words = (Strong(label), Text(" ", ""), *words)
    yield Paragraph("subject", "subject", words)


def _compose_salutation(letter: Letter) -> Iterator[Paragraph]:
    if not letter.file.handwritten:
        words = french.word_salutation(letter) if letter.language == "fr" else english.word_salutation(letter)
        yield Paragraph("salutation", "salutation", words)


def _compose_body(letter: Letter) -> Iterator[Paragraph]:
    paragraphs = letter.edition.paragraphs(letter.material.message("body"))
    if letter.language == "ja":
        yield Paragraph("opening", "opening", word_opening(letter))
        yield from numbered("body", "text", paragraphs)
        if words := word_reply(letter):
            yield Paragraph("reply", "text", words)
        yield Paragraph("closing_sentence", "text", letter.say(CLOSING_SENTENCE))
        return
    first: Role = "text_below_hand" if letter.file.handwritten else "text"
    for number, block in enumerate(numbered("body", "text", paragraphs)):
        yield block if number else dataclasses.replace(block, role=first)


def _compose_closing(letter: Letter) -> Iterator[Paragraph]:
    if letter.language == "ja":
        yield Paragraph("closing", "closing_word", word_closing_word(letter))
    elif not letter.file.handwritten:
        words = french.word_closing(letter) if letter.language == "fr" else english.word_closing(letter)
        yield Paragraph("closing", "complimentary_close", words)


def _compose_signature(letter: Letter) -> Iterator[Paragraph]:
    """Office, space, name; an English letter has the name above the office, a Japanese unsigned one has neither.

    In vertical lines the office stands in the sender's block, right before.
    """
    if letter.language == "ja" and not letter.file.signed:
        return
    style = "capitals" if letter.language == "fr" else None
    office = Paragraph("signature.office", "signatory_office", letter.edition.fact(SENDER_OFFICE, starts=True))
    person = Paragraph("signature.person", "signatory", letter.edition.fact(SENDER, style))
    if letter.is_vertical:
        yield person
        return
    first, second = (person, office) if letter.language == "en" else (office, person)
    if letter.file.handwritten and letter.language != "ja":
        first = dataclasses.replace(first, role=_BELOW_HAND[first.role])
    yield from (first, second)


_PARTS: Mapping[str, Callable[[Letter], Iterable[Block]]] = {
    "dateline": _compose_dateline,
    "addressee": compose_addressee,
    "sender": _compose_sender,
    "subject": _compose_subject,
    "salutation": _compose_salutation,
    "body": _compose_body,
    "details": compose_details,
    "closing": _compose_closing,
    "signature": _compose_signature,
    "reply": compose_reply,
    "annotations": compose_annotations,
}
"""What stands in each slot."""
