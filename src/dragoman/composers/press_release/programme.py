"""The programme: chosen appointments of the mission, day by day."""

from collections.abc import Iterator

from dragoman.composers.press_release.release import Release
from dragoman.document.nodes import Block, Day, Entry, Programme
from dragoman.document.projection import plain
from dragoman.facts import Date, DateRange, Instant, Known
from dragoman.language.edition import Passage
from dragoman.sources.models import EventModel
from dragoman.wording import Message

PROGRAMME = Message(
    "press_release.programme", "Au programme", note="Un choix de rendez-vous, pas toute la mission.")
COLUMN_DATE = Message("press_release.programme.date", "Date")
COLUMN_PLACE = Message("press_release.programme.place", "Lieu")
COLUMN_EVENT = Message("press_release.programme.event", "Rendez-vous")
UNDATED = Message(
    "press_release.programme.undated", "Pendant la mission", note="À la place de la date d’un rendez-vous sans date.")


def compose_programme(release: Release) -> Iterator[Block]:
    chosen = [item for item in release.material.mission.programme if item.id in release.file.programme]
    if not chosen:
        return
    say = release.edition.say
    yield from release.heading("programme.heading", say(PROGRAMME))
    columns = (say(COLUMN_DATE), say(COLUMN_PLACE), say(COLUMN_EVENT))
    items = sorted(chosen, key=lambda item: _order(release, item))
    yield Programme("programme", say(PROGRAMME), columns, tuple(_days(release, items)))


def _order(release: Release, item: EventModel) -> tuple[int, str]:
    """Days in order, then ranges, then what has no date yet."""
    match _when(release, item):
        case Date(day):
            return 0, day.isoformat()
        case Instant(local):
            return 0, local.isoformat()
        case DateRange(start):
            return 1, start.isoformat()
        case None:
            return 2, ""


def _when(release: Release, item: EventModel) -> Date | DateRange | Instant | None:
    if item.when == "unknown":
        return None
    state = release.edition.state(f"programme.{item.id}.when")
    value = state.value if isinstance(state, Known) else None
    return value if isinstance(value, Date | DateRange | Instant) else None


def _days(release: Release, items: list[EventModel]) -> Iterator[Day]:
    """The items grouped under each printed date."""
    groups: dict[str, list[EventModel]] = {}
    dates: dict[str, Passage] = {}
    for item in items:
        date = _date(release, item)
        dates.setdefault(plain(date), date)
        groups.setdefault(plain(date), []).append(item)
    for text, date in dates.items():
        entries = tuple(_entry(release, item) for item in groups[text])
        yield Day(f"programme.{groups[text][0].id}", date, entries)


def _date(release: Release, item: EventModel) -> Passage:
    path = f"programme.{item.id}.when"
    match _when(release, item):
        case None:
            return release.edition.say(UNDATED)
        case Date() | Instant():
            return release.edition.fact(path, "weekday_short", starts=True)
        case DateRange():
            return release.edition.fact(path, "table_short", starts=True)


def _entry(release: Release, item: EventModel) -> Entry:
    name = f"programme.{item.id}"
    place = () if item.place is None else release.edition.fact(f"{name}.place")
    return Entry(f"{name}.entry", place, release.edition.say(release.material.prose[f"mission.{name}.event"]))
