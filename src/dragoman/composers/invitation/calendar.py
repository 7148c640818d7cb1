"""The event of a letter for a guest's calendar: its facts as data, and the words of the letter that tell them."""

import uuid
from collections.abc import Mapping

from dragoman.composers.invitation.details import compose_rows, term_of
from dragoman.composers.invitation.letter import Letter
from dragoman.document.event import Event
from dragoman.document.nodes import Blank, Block, LanguageTag, Paragraph, Particular, Particulars, RuledSpace
from dragoman.document.projection import plain
from dragoman.document.walk import inlines
from dragoman.facts import Date, DateRange, Instant, Known
from dragoman.language.characters import IDSP, NBSP
from dragoman.language.edition import Passage
from dragoman.wording import Message

DRAFT = Message("invitation.calendar.draft", "PROJET – {subject}", note="Titre dans l’agenda de l’invité.")

_COLON: Mapping[LanguageTag, str] = {"fr": f"{NBSP}: ", "en": ": ", "ja": "："}
_NAMESPACE = uuid.UUID("aa16f7c5-e304-481f-9926-b436a183619b")
"""Of dragoman's events, drawn once: RFC 9562 makes one identifier of a namespace and a name, ever the same."""


def compose_event(letter: Letter, parts: Mapping[str, tuple[Block, ...]]) -> Event | None:
    """The event that the letter of these parts invites to; None where its file names none."""
    if letter.event is None:
        return None
    start, end, zone = _when(letter, f"{letter.event}.when")
    blocks = [block for part in parts.values() for block in part]
    rows = next((block.rows for block in blocks if isinstance(block, Particulars)), None) or tuple(compose_rows(letter))
    told = [row for row in rows if _is_told(row.text)]
    place = next((_in_one_line(row.text) for row in told if row.id == "event.place"), "")
    reply = next((block.children for block in blocks if isinstance(block, Paragraph) and block.id == "reply"), ())
    described = [*(_line(letter, row) for row in told), *([_in_one_line(reply)] if reply and _is_told(reply) else [])]
    subject = letter.own("subject")
    summary = letter.say(DRAFT, subject=subject) if letter.state == "draft" else subject
    return Event(
        _uid(letter), start, end, zone, _in_one_line(summary), place,
        "\n".join(described), _contact(letter))


def _uid(letter: Letter) -> str:
    """The same for one event of one mission, letter and guest, whatever the language, the state and the event's day.

    The mission's dates tell the missions of a house apart; no name of a machine or of a folder has a part in it.
    """
    match letter.material.facts.get("mission.dates"):
        case Known(value=DateRange(first, last)):
            mission = f"{first}/{last}"
        case _:
            mission = ""
    guest = "" if letter.guest is None else letter.guest.key
    named = (letter.material.house.name, mission, letter.material.stem, letter.event or "", guest)
    return str(uuid.uuid5(_NAMESPACE, "\n".join(named)))


def _when(letter: Letter, path: str) -> tuple[str | None, str | None, str | None]:
    """Start, end and zone."""
    match letter.edition.state(path):
        case Known(value=Date(day)):
            return day.isoformat(), None, None
        case Known(value=DateRange(first, last)):
            return first.isoformat(), last.isoformat(), None
        case Known(value=Instant(local, zone)):
            return local.isoformat(timespec="minutes"), None, zone
        case _:
            return None, None, None


def _line(letter: Letter, row: Particular) -> str:
    """A practical fact; Japanese labels without the spaces that align them."""
    return f"{plain(row.label).replace(IDSP, '')}{_COLON[letter.language]}{_in_one_line(row.text)}"


def _contact(letter: Letter) -> str:
    """Who invites, and the telephone and the e-mail address for answers as far as they are known."""
    term = term_of(letter)
    asked = () if term is None else (f"invitation.{term}.telephone", f"invitation.{term}.email")
    paths = (letter.material.house.name, *filter(letter.known, asked))
    return ("、" if letter.language == "ja" else ", ").join(plain(letter.edition.fact(path)) for path in paths)


def _is_told(words: Passage) -> bool:
    """Whether nothing is lacking in what the letter says."""
    return not any(isinstance(inline, Blank | RuledSpace) for inline in inlines(words))


def _in_one_line(words: Passage) -> str:
    return plain(words).replace("\n", " ")
