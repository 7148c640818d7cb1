"""What a protocol service asks of a letter of invitation beyond its being right: dates that leave time to come."""

import datetime as dt
from collections.abc import Iterator

from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.facts import Date, DateRange, Instant, Known
from dragoman.pipeline.project import Project
from dragoman.sources.invitation_models import InvitationFile

PAST_REPLY = Code(
    "CHK-020", "warning", "la date limite du {date} est passée", "donnez-en une autre avant d’envoyer la lettre",
)
REPLY_BEFORE_LETTER = Code(
    "CHK-021", "warning", "la date limite du {date} ne suit pas l’envoi du {other}", "corrigez l’une ou l’autre",
)
REPLY_AFTER_EVENT = Code(
    "CHK-022", "warning", "la date limite du {date} ne précède pas l’événement du {other}", "corrigez l’une ou l’autre",
)


def check_letter(project: Project, name: str, now: dt.datetime | None) -> Iterator[Diagnostic]:
    """Compare the terms of a letter with its sending, with its event, and with `now` where it is given."""
    file = project.sources.documents[name]
    if not isinstance(file, InvitationFile):
        return
    facts = project.sources.facts_of(name)
    sent = _first_day(facts.get("invitation.date"))
    event = _first_day(facts.get(f"programme.{file.event}.when"))
    for term in ("reply", "press"):
        path = f"invitation.{term}.by"
        if (until := _first_day(facts.get(path))) is None:
            continue
        where = project.sources.position(name, (term, "by"))
        if now is not None and until < now.date():
            yield diagnostic(PAST_REPLY, where, path, date=until)
        if sent is not None and until <= sent:
            yield diagnostic(REPLY_BEFORE_LETTER, where, path, date=until, other=sent)
        if event is not None and until >= event:
            yield diagnostic(REPLY_AFTER_EVENT, where, path, date=until, other=event)


def _first_day(state: object) -> dt.date | None:
    match state:
        case Known(value=Date(day)):
            return day
        case Known(value=DateRange(start)):
            return start
        case Known(value=Instant(local)):
            return local.date()
        case _:
            return None
