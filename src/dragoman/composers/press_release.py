"""The press release: its parts in the order of each language.

French puts place and date above the title, English opens the lede with them, Japanese dates the first line and
names addressee and issuer under it. The order after the body is the same in all three: end mark, contact.
"""

from collections.abc import Iterator

from dragoman.composers.parts import Composed, Material, close, draft_title, furniture, joined, properties
from dragoman.document.nodes import (
    Block,
    Day,
    Entry,
    Heading,
    KeyFigure,
    KeyFigures,
    LanguageTag,
    Link,
    Paragraph,
    Programme,
    Role,
    Slot,
    State,
    Strong,
    Text,
)
from dragoman.document.projection import plain
from dragoman.document.slots import SlotRule, SlotRules
from dragoman.facts import Count, Date, DateRange, Instant, Known, Money, Unknown
from dragoman.language.edition import Edition, Passage
from dragoman.sources.models import EventModel
from dragoman.wording import Message

_AFTER_LEDE = (
    SlotRule("key_figures", required=False),
    SlotRule("body"),
    SlotRule("programme", required=False),
    SlotRule("end_mark"),
    SlotRule("contact"),
)

SLOTS: SlotRules = {
    "fr": (SlotRule("label"), SlotRule("dateline"), SlotRule("headline"), SlotRule("lede"), *_AFTER_LEDE),
    "en": (SlotRule("label"), SlotRule("release_status"), SlotRule("headline"), SlotRule("lede"), *_AFTER_LEDE),
    "ja": (
        SlotRule("label"), SlotRule("date"), SlotRule("addressee"), SlotRule("issuer"), SlotRule("headline"),
        SlotRule("lede"), *_AFTER_LEDE,
    ),
}

LABEL = Message("press_release.label", "COMMUNIQUÉ DE PRESSE")
SUBJECT = Message("press_release.subject", "Communiqué de presse", note="Propriété du fichier.")
STATUSES = {
    "immediate": Message(
        "press_release.status", "Pour diffusion immédiate", only="en", note="FOR IMMEDIATE RELEASE."),
}
"""What an English release says of its status, by the status of the file."""
DATELINE = Message("press_release.dateline", "{place}, le {date}", optional=("place",), note="Lieu et date.")
ADDRESSEE = Message("press_release.addressee", "À l’attention de la presse", only="ja", note="報道関係各位.")
FIGURES = Message("press_release.figures", "Chiffres clés", note="Décrit le tableau à qui ne le voit pas.")
PROGRAMME = Message(
    "press_release.programme", "Au programme", note="Un choix de rendez-vous, pas toute la mission.")
COLUMN_DATE = Message("press_release.programme.date", "Date")
COLUMN_PLACE = Message("press_release.programme.place", "Lieu")
COLUMN_EVENT = Message("press_release.programme.event", "Rendez-vous")
UNDATED = Message(
    "press_release.programme.undated", "Pendant la mission", note="À la place de la date d’un rendez-vous sans date.")
END_MARK = Message("press_release.end_mark", "– FIN –")
CONTACT = Message("press_release.contact", "Contact presse")
RUNNING_HEAD = Message(
    "press_release.running_head", "Communiqué de presse – {issuer}", note="En tête des pages suivantes.")


def compose(material: Material, language: LanguageTag, state: State) -> Composed:
    return _Release(material, language, state).compose()


class _Release:
    def __init__(self, material: Material, language: LanguageTag, state: State) -> None:
        self.material = material
        self.file = material.document
        self.edition: Edition = material.edition(language)
        self.state: State = state
        self.issuer = material.house.name

    def compose(self) -> Composed:
        say = self.edition.say
        title = draft_title(self.edition, self.edition.require(self.material.message("headline")), self.state)
        parts: dict[str, tuple[Block, ...]] = {
            "label": (Paragraph("label", "label", self.edition.require(LABEL)),),
            **self._opening(),
            "headline": (Heading("headline", 1, title),),
            "lede": self._lede(),
            "key_figures": self._key_figures(),
            "body": tuple(self._body()),
            "programme": tuple(self._programme()),
            "end_mark": (Paragraph("end_mark", "end_mark", self.edition.require(END_MARK)),),
            "contact": tuple(self._contact()),
        }
        head = say(RUNNING_HEAD, issuer=self.issuer)
        return close(
            self.material, self.edition, SLOTS[self.edition.language],
            {name: Slot(name, blocks) for name, blocks in parts.items()}, state=self.state,
            outside=furniture(self.material, self.edition, head, self.state),
            about=properties(self.edition, title, say(SUBJECT), self.issuer, "release.date"),
        )

    def _opening(self) -> dict[str, tuple[Block, ...]]:
        """What stands between label and title, by the usage of each language."""
        def line(role: Role, words: Passage) -> tuple[Block, ...]:
            return (Paragraph(role, role, words),) if words else ()
        match self.edition.language:
            case "fr":
                return {"dateline": line("dateline", self._dateline())}
            case "en":
                return {"release_status": line("release_status", self.edition.say(STATUSES[self.file.status]))}
            case "ja":
                return {
                    "date": line("date", self._dateline()),
                    "addressee": line("addressee", self.edition.say(ADDRESSEE)),
                    "issuer": line("issuer", self.edition.fact(self.issuer)),
                }

    def _dateline(self) -> Passage:
        return self.edition.say(DATELINE, place="release.place", date="release.date")

    def _lede(self) -> tuple[Block, ...]:
        paragraphs = self.edition.paragraphs(self.material.message("lede"))
        if self.edition.language == "en":
            first, others = paragraphs[:1], paragraphs[1:]
            paragraphs = (joined(self._dateline(), *first, by=" "), *others)
        return tuple(Paragraph(_nth("lede", n), "lede", words) for n, words in enumerate(paragraphs))

    def _key_figures(self) -> tuple[Block, ...]:
        chosen = self.file.key_figures
        if not chosen:
            return ()
        figures = tuple(
            KeyFigure(f"key_figures.{figure.id}", *self._figure(figure.fact), self.edition.say(
                self.material.message("key_figures", figure.id, "caption")))
            for figure in chosen)
        return (KeyFigures("key_figures", self.edition.say(FIGURES), figures),)

    def _figure(self, path: str) -> tuple[Passage, Passage]:
        state = self.edition.state(path)
        match state:
            case Known(value=Count(approximate=approximate)):
                lead = self.edition.fact(path, "lead") if approximate else ()
                return lead, self.edition.fact(path, "figure")
            case Known(value=Money()):
                return (), self.edition.fact(path, "table")
            case _:
                return (), self.edition.fact(path)

    def _body(self) -> Iterator[Block]:
        for section in self.file.sections:
            name = f"sections.{section.id}"
            yield from self._heading(f"{name}.heading", self.edition.say(
                self.material.message("sections", section.id, "heading")))
            paragraphs = self.edition.paragraphs(self.material.message("sections", section.id, "text"))
            for number, words in enumerate(paragraphs):
                yield Paragraph(_nth(f"{name}.text", number), "text", words)

    def _heading(self, name: str, words: Passage) -> Iterator[Heading]:
        """A heading, unless its language leaves it out on purpose."""
        mark: Passage = (Text("■", ""),) if self.edition.language == "ja" else ()
        if words:
            yield Heading(name, 2, mark + words)

    def _programme(self) -> Iterator[Block]:
        chosen = [item for item in self.material.mission.programme if item.id in self.file.programme]
        if not chosen:
            return
        say = self.edition.say
        yield from self._heading("programme.heading", say(PROGRAMME))
        columns = (say(COLUMN_DATE), say(COLUMN_PLACE), say(COLUMN_EVENT))
        yield Programme("programme", say(PROGRAMME), columns, tuple(self._days(sorted(chosen, key=self._order))))

    def _order(self, item: EventModel) -> tuple[int, str]:
        """Days in order, then ranges, then what has no date yet."""
        match self._when(item):
            case Date(day):
                return 0, day.isoformat()
            case Instant(local):
                return 0, local.isoformat()
            case DateRange(start):
                return 1, start.isoformat()
            case None:
                return 2, ""

    def _when(self, item: EventModel) -> Date | DateRange | Instant | None:
        if item.when == "unknown":
            return None
        state = self.edition.state(f"programme.{item.id}.when")
        value = state.value if isinstance(state, Known) else None
        return value if isinstance(value, Date | DateRange | Instant) else None

    def _days(self, items: list[EventModel]) -> Iterator[Day]:
        """The items grouped under each printed date."""
        groups: dict[str, list[EventModel]] = {}
        dates: dict[str, Passage] = {}
        for item in items:
            date = self._date(item)
            dates.setdefault(plain(date), date)
            groups.setdefault(plain(date), []).append(item)
        for text, date in dates.items():
            entries = tuple(self._entry(item) for item in groups[text])
            yield Day(f"programme.{groups[text][0].id}", date, entries)

    def _date(self, item: EventModel) -> Passage:
        path = f"programme.{item.id}.when"
        match self._when(item):
            case None:
                return self.edition.say(UNDATED)
            case Date():
                return self.edition.fact(path, "weekday_short", starts=True)
            case DateRange():
                return self.edition.fact(path, "table_short", starts=True)
            case Instant():
                return self.edition.fact(path, "weekday_short", starts=True)

    def _entry(self, item: EventModel) -> Entry:
        name = f"programme.{item.id}"
        place = () if item.place is None else self.edition.fact(f"{name}.place")
        event = self.edition.say(self.material.prose[f"mission.{name}.event"])
        return Entry(f"{name}.entry", place, event)

    def _contact(self) -> Iterator[Block]:
        yield from self._heading("contact.heading", self.edition.say(CONTACT))
        if isinstance(self.material.facts.get("house.press_contact"), Unknown):
            yield Paragraph("contact", "contact", self.edition.fact("house.press_contact"))
            return
        name, telephone, email = (f"house.press_contact.{part}" for part in ("name", "telephone", "email"))
        yield Paragraph("contact.name", "contact", (Strong(self.edition.fact(name)),))
        yield Paragraph("contact.telephone", "contact", self._linked(telephone, "tel:"))
        yield Paragraph("contact.email", "contact", self._linked(email, "mailto:"))

    def _linked(self, path: str, scheme: str) -> Passage:
        words = self.edition.fact(path)
        if not isinstance(self.edition.state(path), Known):
            return words
        address = "".join(plain(words).split())
        return (Link(scheme + address, words),)


def _nth(name: str, number: int) -> str:
    """The id of the n-th paragraph (from 0) of one message."""
    return name if number == 0 else f"{name}.{number + 1}"
