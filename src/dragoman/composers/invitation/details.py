"""What a guest must know to come: date, place, occasion; until when and where to answer; enclosures and copies."""

from collections.abc import Iterable, Iterator

from dragoman.composers.invitation.letter import Letter
from dragoman.composers.parts import Material, linked
from dragoman.document.nodes import Block, Paragraph, Particular, Particulars
from dragoman.facts import Date, Facts, Known, State, Unknown
from dragoman.language.edition import Local, Passage
from dragoman.language.lists import write_list
from dragoman.sources.invitation_models import AnnotationModel, InvitationFile
from dragoman.wording import Message

DETAILS = Message("invitation.details", "Renseignements pratiques", note="Décrit la liste à qui ne la voit pas.")
MARK = Message("invitation.details.mark", "(ci-après)", only="ja", note="記.")
END = Message("invitation.details.end", "(fin)", only="ja", note="以上.")
WHEN = Message("invitation.details.when", "Date", note="日　時.")
PLACE = Message("invitation.details.place", "Lieu", note="場　所.")
OCCASION = Message("invitation.details.occasion", "Événement", only="ja", note="内　容.")
NO_WHEN = Message("invitation.blank.when", "date et heure", note="Point à compléter.")
NO_PLACE = Message("invitation.blank.place", "lieu", note="Point à compléter.")

REPLY = Message("invitation.reply", "Réponse souhaitée avant le {by} : {contact}.", note="RSVP. ご出欠のご返事.")
ACCREDITATION = Message(
    "invitation.accreditation", "Accréditation à demander avant le {by} : {contact}.", note="Pour la presse.")
BOTH = Message("invitation.contact.both", "{telephone} ou {email}")
ENCLOSURES = Message("invitation.enclosures", "P. J. : {items}", note="Pièces jointes. Enc., 同封.")
COPIES = Message("invitation.copies", "Copie : {items}", note="写し.")


def event_facts(material: Material, file: InvitationFile) -> Facts:
    """The date and the place of the event where the programme tells none: a guest must know them."""
    if file.event is None:
        return {}
    asked: dict[str, State] = {
        f"programme.{file.event}.when": Unknown(NO_WHEN), f"programme.{file.event}.place": Unknown(NO_PLACE)}
    return {path: state for path, state in asked.items() if path not in material.facts}


def compose_details(letter: Letter) -> Iterator[Block]:
    """The facts under their labels; Japanese sets them between 記 and 以上."""
    rows = tuple(_rows(letter))
    if not rows:
        return
    block = Particulars("details", letter.say(DETAILS), rows)
    if letter.language != "ja":
        yield block
        return
    yield Paragraph("details.mark", "details_mark", letter.say(MARK))
    yield block
    yield Paragraph("details.end", "end_mark", letter.say(END))


def _rows(letter: Letter) -> Iterator[Particular]:
    if (event := letter.event) is not None:
        when = letter.edition.state(f"{event}.when")
        style = "weekday" if isinstance(when, Known) and isinstance(when.value, Date) else None
        yield Particular("event.when", letter.say(WHEN), letter.edition.fact(f"{event}.when", style, starts=True))
        yield Particular("event.place", letter.say(PLACE), letter.edition.fact(f"{event}.place"))
        if letter.language == "ja":
            occasion = letter.say(letter.material.prose[f"mission.{event}.event"])
            yield Particular("event.occasion", letter.say(OCCASION), occasion)
    for item in letter.file.details:
        yield Particular(
            f"details.{item.id}", letter.own("details", item.id, "label"), letter.own("details", item.id, "text"))


def compose_reply(letter: Letter) -> Iterator[Paragraph]:
    """Until when and where to answer; the press has a term and a contact of its own where the file gives them."""
    for name, message in (("press", ACCREDITATION), ("reply", REPLY)):
        if getattr(letter.file, name) is not None and (name == "reply" or letter.function == "press"):
            local: dict[str, Local] = {"by": f"invitation.{name}.by", "contact": _contact(letter, name)}
            yield Paragraph("reply", "reply", letter.say(message, **local))
            return


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
