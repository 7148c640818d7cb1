"""Typed files into facts by path, and name entries into names."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias, assert_never

from dragoman import facts
from dragoman.document.nodes import LanguageTag
from dragoman.facts import AtSigning, Known, State, Unknown
from dragoman.names import Accepted, Name, NameForm
from dragoman.sources import fact_models as models
from dragoman.sources.fields import Prose
from dragoman.sources.models import DocumentFile, FormModel, HouseFile, MissionFile, NameEntry, PressReleaseFile
from dragoman.sources.prose import message
from dragoman.wording import Message

FactPlace: TypeAlias = tuple[str, tuple[str, ...]]
"""Where a fact stands: the file's stem and the path inside it."""

_FactModel: TypeAlias = (
    models.UnknownModel | models.AtSigningModel | models.DateModel | models.MonthModel | models.RangeModel
    | models.InstantModel | models.NameModel | models.PercentModel | models.MoneyModel | models.CountModel
    | models.TextModel
)

GROUPS = ("people", "organisations", "places", "events", "dates", "figures")


def project_facts(
    mission: MissionFile, house: HouseFile, documents: Mapping[str, DocumentFile],
) -> tuple[dict[str, State], dict[str, FactPlace]]:
    """Every fact by its path. A document's own facts are `<stem>/<path>`."""
    found: dict[str, State] = {}
    places: dict[str, FactPlace] = {}
    for path, place, model in _all(mission, house, documents):
        found[path] = _state(model, place)
        places[path] = place
    return found, places


def _all(
    mission: MissionFile, house: HouseFile, documents: Mapping[str, DocumentFile],
) -> Iterator[tuple[str, FactPlace, _FactModel]]:
    yield "mission.dates", ("mission", ("mission", "dates")), mission.mission.dates
    for group in GROUPS:
        for key, model in getattr(mission, group).items():
            yield key, ("mission", (group, key)), model
    for item in mission.programme:
        if item.when != "unknown":
            yield f"programme.{item.id}.when", ("mission", ("programme", item.id, "when")), item.when
        if item.place is not None:
            yield f"programme.{item.id}.place", ("mission", ("programme", item.id, "place")), item.place
    yield from _contact(house)
    for stem, document in documents.items():
        yield from _own(stem, document)


def _contact(house: HouseFile) -> Iterator[tuple[str, FactPlace, _FactModel]]:
    contact = house.press_contact
    if isinstance(contact, models.UnknownModel):
        yield "house.press_contact", ("house", ("press_contact",)), contact
        return
    for name in ("name", "telephone", "email"):
        yield f"house.press_contact.{name}", ("house", ("press_contact", name)), getattr(contact, name)


def _own(stem: str, document: DocumentFile) -> Iterator[tuple[str, FactPlace, _FactModel]]:
    match document:
        case PressReleaseFile():
            yield f"{stem}/release.date", (stem, ("date",)), document.date
            yield f"{stem}/release.place", (stem, ("place",)), document.place
        case _:
            assert_never(document)


def _state(model: _FactModel, place: FactPlace) -> State:
    match model:
        case models.UnknownModel():
            return Unknown(_label(model.unknown, place, "unknown"))
        case models.AtSigningModel():
            return AtSigning(_label(model.at_signing, place, "at_signing"))
        case _:
            return Known(_value(model, place), model.source, model.as_of)


def _label(prose: Prose, place: FactPlace, state: str) -> Message:
    stem, path = place
    return message(".".join((stem, *path, state)), prose, f"{stem}.yaml")


def _value(
    model: models.DateModel | models.MonthModel | models.RangeModel | models.InstantModel | models.NameModel
    | models.PercentModel | models.MoneyModel | models.CountModel | models.TextModel, place: FactPlace,
) -> facts.Value:
    match model:
        case models.DateModel():
            return facts.Date(model.date)
        case models.MonthModel():
            return facts.Month(*model.month)
        case models.RangeModel():
            return facts.DateRange(model.start, model.end)
        case models.InstantModel():
            return facts.Instant(model.at, model.zone)
        case models.NameModel():
            return facts.Named(model.name)
        case models.PercentModel():
            return facts.Percent(model.percent)
        case models.MoneyModel():
            currency, amount = model.money
            return facts.Money(amount, currency)
        case models.CountModel():
            number, high = model.count
            return facts.Count(number, _label(model.noun, place, "noun"), high, model.approximate)
        case models.TextModel():
            return facts.Attested(model.text, model.language)
        case _:
            assert_never(model)


def name_of(key: str, entry: NameEntry) -> Name:
    written: dict[LanguageTag, FormModel | None] = {"fr": entry.fr, "en": entry.en, "ja": entry.ja}
    forms = {tag: _form(form) for tag, form in written.items() if form is not None}
    return Name(key, entry.kind, entry.own, entry.gender, entry.number, forms)


def _form(form: FormModel) -> NameForm:
    accepted = None
    if form.accepted is not None:
        accepted = Accepted(form.accepted.by, form.accepted.on.isoformat(), form.accepted.reason)
    return NameForm(
        name=form.name or f"{form.given} {form.family}", short=form.short, article=form.article, elides=form.elides,
        given=form.given, family=form.family, reading=form.reading, honorific=form.honorific, avoid=form.avoid,
        checked=form.checked is not None or form.attested is not None, accepted=accepted,
    )
