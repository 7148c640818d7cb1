"""Typed files into facts by path, and name entries into names."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias, assert_never

from dragoman import facts
from dragoman.document.nodes import LanguageTag
from dragoman.facts import AtSigning, Known, State, Unknown
from dragoman.names import Accepted, Name, NameForm
from dragoman.sources import fact_models as models
from dragoman.sources.convention_models import ChosenArticleModel, ConventionFile
from dragoman.sources.document_models import DocumentFile, PressReleaseFile
from dragoman.sources.fields import Model, Prose
from dragoman.sources.invitation_models import InvitationFile
from dragoman.sources.models import FormModel, HouseFile, MissionFile, NameEntry
from dragoman.sources.prose import message
from dragoman.wording import Message

FactPlace: TypeAlias = tuple[str, tuple[str, ...]]
"""Where a fact stands: the file's stem and the path inside it."""

_FactModel: TypeAlias = (
    models.UnknownModel | models.AtSigningModel | models.DateModel | models.MonthModel | models.YearModel
    | models.RangeModel | models.InstantModel | models.NameModel | models.PercentModel | models.MoneyModel
    | models.CountModel | models.RankModel | models.ListingModel | models.TelephoneModel | models.TextModel
    | models.PhraseModel
)

GROUPS = ("people", "organisations", "places", "events", "dates", "figures", "lists")


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
    yield from _house(house)
    for stem, document in documents.items():
        yield from _own(stem, document)


def _house(house: HouseFile) -> Iterator[tuple[str, FactPlace, _FactModel]]:
    if house.address is not None:
        yield "house.address", ("house", ("address",)), house.address
    if isinstance(house.press_contacts, models.UnknownModel):
        yield "house.press_contacts", ("house", ("press_contacts",)), house.press_contacts
        return
    for contact in house.press_contacts:
        path = ("press_contacts", contact.id)
        for name in ("name", "telephone", "email"):
            if (model := getattr(contact, name)) is not None:
                yield ".".join(("house", *path, name)), ("house", (*path, name)), model


def _own(stem: str, document: DocumentFile) -> Iterator[tuple[str, FactPlace, _FactModel]]:
    match document:
        case PressReleaseFile():
            for path, model in _release(document):
                if model is not None:
                    yield f"{stem}/release.{'.'.join(path)}", (stem, path), model
        case ConventionFile():
            for name, steps, fact in _convention(document):
                yield f"{stem}/{name}", (stem, steps), fact
        case InvitationFile():
            for steps, fact in _invitation(document):
                yield f"{stem}/invitation.{'.'.join(steps)}", (stem, steps), fact
        case _:
            assert_never(document)


def _invitation(file: InvitationFile) -> Iterator[tuple[tuple[str, ...], _FactModel]]:
    yield from _facts_in(file)
    for name in ("sender", "reply", "press"):
        yield from _facts_in(getattr(file, name), name)


def _release(file: PressReleaseFile) -> Iterator[tuple[tuple[str, ...], _FactModel | None]]:
    for name in ("date", "place", "number", "also_served"):
        yield (name,), getattr(file, name)
    if file.embargo is not None:
        yield ("embargo", "until"), file.embargo.until
        yield ("embargo", "newspapers"), file.embargo.newspapers
    for name, replaced in (("correction", file.correction), ("withdrawal", file.withdrawal)):
        if replaced is not None:
            yield (name, "of"), replaced.of
    for picture in file.pictures:
        yield ("pictures", picture.id, "credit"), picture.credit


def _convention(file: ConventionFile) -> Iterator[tuple[str, tuple[str, ...], _FactModel]]:
    """A convention's own facts, with their places in the file.

    They are `convention.place`, `.date`, `.version.number`, `.version.date`, and `.originals` where their number is
    unknown (a known one is no fact yet: what counts them is wording); `parties.<id>.<field>` and
    `parties.<id>.empowerment.<field>`; `articles.<id>.<parameter>`.
    """
    for path, model in _facts_in(file):
        yield f"convention.{path[0]}", path, model
    for path, model in _facts_in(file.version, "version"):
        yield ".".join(("convention", *path)), path, model
    for party in file.parties:
        for path, model in (
            *_facts_in(party, "parties", party.id), *_facts_in(party.empowerment, "parties", party.id, "empowerment"),
        ):
            yield ".".join(path), path, model
    for article in file.articles:
        if isinstance(article, ChosenArticleModel):
            for name, model in article.parameters.items():
                yield f"articles.{article.id}.{name}", ("articles", article.id, "with", name), model


def _facts_in(shape: Model | None, *steps: str) -> Iterator[tuple[tuple[str, ...], _FactModel]]:
    """The facts among the fields of a shape, each with its path in the file."""
    for name, field in type(shape).model_fields.items() if shape is not None else ():
        if isinstance(model := getattr(shape, name), _FactModel):
            yield (*steps, field.alias or name), model


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


def _value(  # noqa: C901, PLR0912 - one case a type
    model: models.DateModel | models.MonthModel | models.YearModel | models.RangeModel | models.InstantModel
    | models.NameModel | models.PercentModel | models.MoneyModel | models.CountModel | models.RankModel
    | models.ListingModel | models.TelephoneModel | models.TextModel | models.PhraseModel, place: FactPlace,
) -> facts.Value:
    match model:
        case models.DateModel():
            return facts.Date(model.date)
        case models.MonthModel():
            return facts.Month(*model.month)
        case models.YearModel():
            return facts.Year(model.year)
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
        case models.RankModel():
            return facts.Rank(model.rank)
        case models.ListingModel():
            return facts.Listing(tuple(_listed(item, place) for item in model.list))
        case models.TelephoneModel():
            return facts.Telephone(model.telephone)
        case models.TextModel():
            return facts.Attested(model.text, model.language)
        case models.PhraseModel():
            return facts.Phrase(_label(model.phrase, place, "phrase"))
        case _:
            assert_never(model)


def _listed(item: models.NameModel | models.TermModel, place: FactPlace) -> facts.Named | Message:
    if isinstance(item, models.NameModel):
        return facts.Named(item.name)
    return _label(item.term, (place[0], (*place[1], "list", item.id)), "term")


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
