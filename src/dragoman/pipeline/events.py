"""What a calendar entry needs: a letter that invites to an event, on a day that is known."""

from collections.abc import Iterable

from dragoman.diagnostics import Code, diagnostic
from dragoman.document.nodes import Document
from dragoman.errors import OpeningsError, UsageError
from dragoman.sources.invitation_models import InvitationFile
from dragoman.sources.project import Sources

NO_EVENT = Code(
    "USE-018", "error", "« {asked} » n’invite à aucun événement, et n’a pas d’entrée de calendrier",
    "choisissez parmi : {known}",
)
NO_DAY = Code(
    "OPN-014", "warning", "pas d’entrée de calendrier en {language} : le jour de l’événement n’est pas connu",
    "dites au programme de mission.yaml quel jour il a lieu (when)",
)


def inviting(sources: Sources) -> tuple[str, ...]:
    """The documents that invite to an event, by name."""
    return tuple(sorted(
        name for name, file in sources.documents.items() if isinstance(file, InvitationFile) and file.event))


def refuse_eventless(sources: Sources, documents: Iterable[str]) -> None:
    """Raise UsageError for all documents that invite to no event."""
    known = inviting(sources)
    refused = [name for name in documents if name not in known]
    if refused:
        raise UsageError(
            diagnostic(NO_EVENT, field=name, asked=name, known=", ".join(known) or "—") for name in refused)


def refuse_entry(sources: Sources, document: Document) -> None:
    """Raise UsageError for a document that invites to no event, OpeningsError where nobody has told the event's day."""
    refuse_eventless(sources, [document.name])
    file = sources.documents[document.name]
    if isinstance(file, InvitationFile) and (document.event is None or document.event.start is None):
        place = ("programme", file.event or "", "when")
        raise OpeningsError([diagnostic(
            NO_DAY, sources.position("mission", place), ".".join(place), language=document.language)])
