"""What keeps an edition from being final, as diagnostics: each point with its place and its remedy.

A convention prints its points under numbers, alike in every language; here they bear the same.
"""

from collections.abc import Iterable, Iterator

from dragoman.catalogs.catalogs import Catalogs
from dragoman.composers.invitation.details import TIME
from dragoman.diagnostics import NOWHERE, Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import Document, Opening
from dragoman.facts import Known, Named
from dragoman.recipients import Recipient
from dragoman.sources.convention_models import ConventionFile
from dragoman.sources.invitation_models import InvitationFile
from dragoman.sources.project import Sources

OPEN_BLANK = Code(
    "OPN-002", "warning", "à compléter en {language} : {detail}", "remplacez « unknown: » par le fait, à cet endroit",
)
OPEN_MISSING = Code("OPN-003", "warning", "traduction manquante en {language}", "traduisez {path} dans son catalogue")
OPEN_FUZZY = Code(
    "OPN-004", "warning", "traduction à revoir en {language}", "relisez {path} dans son catalogue et retirez « fuzzy »",
)
OPEN_NAME = Code(
    "OPN-005", "warning", "nom non vérifié en {language} : {detail}",
    "faites-le vérifier et notez-le, « checked: {{ by: Nom, on: 2024-03-01 }} », ou répondez-en, « accepted: » avec "
    "by, on et reason",
)
OPEN_QUOTE = Code(
    "OPN-006", "warning", "citation non approuvée en {language}",
    "faites-la approuver par son auteur, dans cette langue, et notez-le, « approved: {{ by: Nom, on: 2024-03-01 }} »",
)
OPEN_POINT = Code(
    "OPN-007", "warning", "point {number}, à compléter en {language} : {detail}",
    "remplacez « unknown: » par le fait, à cet endroit",
)
OPEN_PARAMETER = Code(
    "OPN-008", "warning", "point {number}, à compléter en {language} : {detail}",
    "donnez « {name} » sous « with », dans cet article",
)
OPEN_STATUS = Code(
    "OPN-009", "warning", "on ne sait pas si la version en {language} fait foi",
    "écrivez « {tag}: authentic » ou « {tag}: translation »",
)
OPEN_GUEST = Code(
    "OPN-012", "warning", "à compléter en {language} : {detail}", "complétez la ligne du destinataire dans sa liste",
)
OPEN_APPOINTMENT = Code(
    "OPN-015", "warning", "à compléter en {language} : {detail}",
    "ajoutez « {name} » à cet élément du programme, dans mission.yaml",
)
OPEN_MODEL = Code(
    "OPN-013", "warning", "à compléter en {language} : {detail}",
    "le modèle de lettre n’a pas de destinataire : « dragoman merge » fait une lettre par destinataire",
)
OPEN_GENDER = Code(
    "OPN-011", "warning", "genre inconnu en {language} : {detail}", "donnez « gender » à ce nom dans names.yaml",
)
_WORDS = {
    "missing": OPEN_MISSING, "fuzzy": OPEN_FUZZY, "unapproved_quote": OPEN_QUOTE, "unchecked_name": OPEN_NAME,
}
_GENDER = ".gender"
GUEST = "recipient"
"""Begins the paths of what a letter says of its guest."""
_PROGRAMME = "programme."
"""Begins the paths of the mission's appointments, of which a letter asks what nobody else does."""
_HOUR = "when: {at: 2024-03-05T14:30, zone: Asia/Tokyo}"
_STATUSES = ".authentic_versions"
"""The blank that stands for statuses still unknown: it is settled where they are given."""


def count_points(found: Iterable[Diagnostic]) -> int:
    """How many points are open; one that two languages side by side both show counts once."""
    warnings = [one for one in found if one.code.severity == "warning"]
    worded = set(_WORDS.values())
    return len({(one.code.id, one.field, one.values.get("language") if one.code in worded else "") for one in warnings})


def explain_openings(
    sources: Sources, catalogs: Catalogs, document: Document, recipient: Recipient | None = None,
) -> tuple[Diagnostic, ...]:
    """Every opening of an edition; the points of a convention in the order of their numbers.

    What a letter lacks of its guest is to be given in the row of the `recipient`.
    """
    numbers = {blank.path: blank.number for blank in document.blanks}
    blanks = [opening for opening in document.openings if opening.kind == "blank"]
    others = [opening for opening in document.openings if opening.kind != "blank"]
    if document.kind == "convention":
        blanks.sort(key=lambda opening: numbers.get(opening.path, len(numbers)))
    return (
        *(_of_guest(document, opening, recipient) if opening.path.partition(".")[0] == GUEST
          else _blank(sources, document, opening, numbers) for opening in blanks),
        *_statuses(sources, document, blanks),
        *(_worded(sources, catalogs, document, opening) for opening in others))


def _of_guest(document: Document, opening: Opening, recipient: Recipient | None) -> Diagnostic:
    code, position = (OPEN_MODEL, NOWHERE) if recipient is None else (OPEN_GUEST, recipient.position)
    return diagnostic(code, position, opening.path, detail=opening.detail, language=document.language)


def position_of_blank(sources: Sources, document: str, path: str) -> Position:
    """Where a fact is written; where nobody gives it, the part of the document that asks for it."""
    if path.endswith(_STATUSES):
        return sources.position(document, ("languages",))
    fact = path.removesuffix(_GENDER)
    for one in (f"{document}/{fact}", fact):
        if one in sources.places:
            return sources.position_of_fact(one)
    file = sources.documents[document]
    if fact == TIME and isinstance(file, InvitationFile):
        return sources.position("mission", ("programme", file.event or ""))
    if fact.startswith(_PROGRAMME):
        return sources.position("mission", tuple(fact.split(".")))
    return sources.position(document, tuple(fact.split(".")))


def _blank(sources: Sources, document: Document, opening: Opening, numbers: dict[str, int]) -> Diagnostic:
    path, code, name = opening.path, OPEN_BLANK, opening.path.rpartition(".")[2]
    position = position_of_blank(sources, document.name, path)
    if path.endswith(_GENDER):
        state = sources.facts_of(document.name).get(path.removesuffix(_GENDER))
        if isinstance(state, Known) and isinstance(state.value, Named):
            code, position = OPEN_GENDER, sources.position("names", (state.value.name,))
    elif document.kind == "convention":
        given = path.endswith(_STATUSES) or not {path, f"{document.name}/{path}"}.isdisjoint(sources.places)
        code = OPEN_POINT if given else OPEN_PARAMETER
    elif path == TIME or (path.startswith(_PROGRAMME) and path not in sources.places):
        code, name = OPEN_APPOINTMENT, _HOUR if path == TIME else f"{name}:"
    return diagnostic(
        code, position, path, detail=opening.detail, language=document.language, number=numbers.get(path, 0), name=name)


def _statuses(sources: Sources, document: Document, blanks: list[Opening]) -> Iterator[Diagnostic]:
    """The versions whose value is not decided, where no blank in the text says so."""
    file = sources.documents[document.name]
    if not isinstance(file, ConventionFile) or any(blank.path.endswith(_STATUSES) for blank in blanks):
        return
    for tag, status in file.languages.items():
        if status == "unknown":
            place = ("languages", tag)
            yield diagnostic(
                OPEN_STATUS, sources.position(document.name, place), ".".join((document.name, *place)), language=tag,
                tag=tag)


def _worded(sources: Sources, catalogs: Catalogs, document: Document, opening: Opening) -> Diagnostic:
    """A translation, a quote or a name that somebody has to look at."""
    match opening.kind:
        case "unchecked_name":
            position = sources.position("names", (opening.path, document.language))
        case "missing" | "fuzzy":
            catalog = catalogs.position(opening.path, document.language)
            position = catalog or sources.position_of_message(opening.path)
        case _:
            position = sources.position_of_message(opening.path)
    return diagnostic(
        _WORDS[opening.kind], position, opening.path, detail=opening.detail, language=document.language,
        path=opening.path)
