"""What a guest must know to come: date, place, occasion; until when and where to answer; enclosures and copies."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Literal

from dragoman.composers.invitation.letter import Letter
from dragoman.composers.invitation.vertical import list_items
from dragoman.composers.parts import Material, linked
from dragoman.document.nodes import Block, LanguageTag, Paragraph, Particular, Particulars
from dragoman.facts import Date, Facts, Instant, Known, State, Unknown
from dragoman.language.edition import Local, Passage
from dragoman.language.lists import write_list
from dragoman.sources.invitation_models import AnnotationModel, InvitationFile
from dragoman.wording import Message

DETAILS = Message("invitation.details", "Renseignements pratiques", note="Décrit la liste à qui ne la voit pas.")
MARK = Message("invitation.details.mark", "(ci-après)", only="ja", note="記.")
END = Message("invitation.details.end", "(fin)", only="ja", note="以上.")
WHEN = Message("invitation.details.when", "Date", note="日　　付 : quatre em.")
WHEN_AND_HOUR = Message("invitation.details.when_and_hour", "Date", note="Avec son heure ; 日　　時 : quatre em.")
PLACE = Message("invitation.details.place", "Lieu", note="場　　所.")
OCCASION = Message("invitation.details.occasion", "Événement", only="ja", note="内　　容.")
HOUR = Message("invitation.details.hour", "Heure", note="時　　間.")
NO_WHEN = Message("invitation.blank.when", "date", note="Point à compléter : d’un événement.")
NO_HOUR = Message("invitation.blank.hour", "heure", note="Point à compléter : d’un événement.")
NO_PLACE = Message("invitation.blank.place", "lieu", note="Point à compléter.")

REPLY = Message(
    "invitation.reply", "Réponse souhaitée au plus tard le {by:weekday} : {contact}", optional=("contact",),
    note="RSVP. En japonais, avant 敬具 : なお、…ご出欠のご返事を…, et l’adresse après 記.")
ACCREDITATION = Message(
    "invitation.accreditation", "Demande d’accréditation au plus tard le {by:weekday} : {contact}",
    optional=("contact",), note="Pour la presse.")
ANSWER_TO = Message("invitation.details.answer_to", "Réponse à", only="ja", note="ご返信先.")
APPLY_TO = Message("invitation.details.apply_to", "Demande à", only="ja", note="お申込先.")
BOTH = Message("invitation.contact.both", "{telephone} ou {email}")
ENCLOSURES = Message("invitation.enclosures", "P. J. : {items}", note="Pièces jointes. Enc., 同封.")
COPIES = Message("invitation.copies", "Copie : {items}", note="写し.")


TIME = "event.time"
"""The path of the event's hour, where the programme gives a day alone."""


def event_facts(material: Material, file: InvitationFile) -> Facts:
    """The day, the hour and the place of the event where the programme tells none: a guest must know them."""
    if file.event is None:
        return {}
    when = f"programme.{file.event}.when"
    asked: dict[str, State] = {when: Unknown(NO_WHEN), f"programme.{file.event}.place": Unknown(NO_PLACE)}
    known = material.facts.get(when)
    if not isinstance(known, Known) or not isinstance(known.value, Instant):
        asked[TIME] = Unknown(NO_HOUR)
    return {path: state for path, state in asked.items() if path not in material.facts}


def compose_details(letter: Letter) -> Iterator[Block]:
    """The facts under their labels; Japanese sets them between 記 and 以上, as items where its lines are vertical."""
    rows = tuple(compose_rows(letter))
    if not rows:
        return
    block = Particulars("details", letter.say(DETAILS), rows)
    if letter.language != "ja":
        yield block
        return
    yield Paragraph("details.mark", "details_mark", letter.say(MARK))
    yield from list_items(letter, rows) if letter.is_vertical else (block,)
    yield Paragraph("details.end", "end_mark", letter.say(END))


def compose_rows(letter: Letter) -> Iterator[Particular]:
    if (event := letter.event) is not None:
        when = letter.edition.state(f"{event}.when")
        dated = isinstance(when, Known) and isinstance(when.value, Date)
        timed = isinstance(when, Known) and isinstance(when.value, Instant)
        said = letter.say(WHEN_AND_HOUR if timed else WHEN)
        style = "weekday" if dated else None
        yield Particular("event.when", said, letter.edition.fact(f"{event}.when", style, starts=True))
        if letter.has(TIME):
            yield Particular("event.time", letter.say(HOUR), letter.edition.fact(TIME))
        yield Particular("event.place", letter.say(PLACE), letter.edition.fact(f"{event}.place"))
        if letter.language == "ja":
            occasion = letter.say(letter.material.prose[f"mission.{event}.event"])
            yield Particular("event.occasion", letter.say(OCCASION), occasion)
    for item in letter.file.details:
        yield Particular(
            f"details.{item.id}", letter.own("details", item.id, "label"), letter.own("details", item.id, "text"))
    if letter.language == "ja" and (term := term_of(letter)) is not None:
        label = letter.say(APPLY_TO if term == "press" else ANSWER_TO)
        yield Particular("reply.contact", label, _contact(letter, term))


def term_of(letter: Letter) -> Literal["press", "reply"] | None:
    """Which term a guest answers to: the press has its own where the file gives one."""
    if letter.function == "press" and letter.file.press is not None:
        return "press"
    return None if letter.file.reply is None else "reply"


def word_reply(letter: Letter) -> Passage:
    """Until when to answer, and in French and English where; Japanese says it before its closing word."""
    term = term_of(letter)
    if term is None:
        return ()
    local: dict[str, Local] = {"by": f"invitation.{term}.by", "contact": partial(_worded_contact, letter, term)}
    return letter.say(ACCREDITATION if term == "press" else REPLY, **local)


def compose_reply(letter: Letter) -> Iterator[Paragraph]:
    if words := word_reply(letter):
        yield Paragraph("reply", "reply", words)


def _worded_contact(letter: Letter, name: str, _: str | None, __: LanguageTag) -> Passage:
    return _contact(letter, name)


def _contact(letter: Letter, name: str) -> Passage:
    model = getattr(letter.file, name)
    found = {field: linked(letter.edition, f"invitation.{name}.{field}")
             for field in ("telephone", "email") if getattr(model, field) is not None}
    return next(iter(found.values())) if len(found) == 1 else letter.say(BOTH, **found)


def compose_annotations(letter: Letter) -> Iterator[Paragraph]:
    for name, message, items in (
        ("enclosures", ENCLOSURES, letter.file.enclosures), ("copies", COPIES, letter.file.copies),
    ):
        if items:
            yield Paragraph(name, "annotation", letter.say(message, items=_listed(letter, name, items)))


def _listed(letter: Letter, name: str, items: Iterable[AnnotationModel]) -> Passage:
    return write_list([letter.own(name, item.id, "text") for item in items], letter.language, "press")
