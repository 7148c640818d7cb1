"""The shapes of a project's YAML files, as pydantic models; anything they do not name is refused.

A fact is written as a mapping whose key says its type (`date`, `month`, `from` and `to`, `at` and `zone`, `percent`, `money`,
`count`, `name`, `text`) or its state (`unknown`, `at_signing`), beside `source` and `as_of`. Where a field admits one
type only, its plain value will do.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, TypeAlias
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from dragoman.document.nodes import LanguageTag


def fault(kind: str, **values: str) -> PydanticCustomError:
    """A fault that `sources.faults` knows by `kind` and words in the user's language."""
    return PydanticCustomError(kind, kind, values)


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, arbitrary_types_allowed=True)


def _text(raw: object) -> object:
    if raw is None:
        raise fault("empty_value")
    return raw


Identifier: TypeAlias = Annotated[
    str, BeforeValidator(_text), StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Words: TypeAlias = Annotated[str, BeforeValidator(_text), StringConstraints(min_length=1)]
"""Text that is not translated: a source, a reason, a telephone number."""


class Prose(Model):
    """Wording of the project, translated through its catalogs.

    Written as a plain text, as `{text, note, optional}`, or as `{one, other, by}` where it varies with the count `by`.
    """

    text: Words
    other: Words | None = None
    by: str | None = None
    note: str = ""
    optional: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def accept_short_form(cls, raw: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
        if raw is None:
            raise fault("empty_value")
        if isinstance(raw, str):
            return {"text": raw}
        if isinstance(raw, dict) and "one" in raw and "text" not in raw:
            return {("text" if key == "one" else key): entry for key, entry in raw.items()}
        return raw


# --- facts -----------------------------------------------------------------------------------------------------

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_MONEY = re.compile(r"(?P<currency>[A-Z]{3}) (?P<amount>\d+(?:\.\d+)?)")
_RANGE = re.compile(r"(?P<low>\d+) to (?P<high>\d+)")


def _date(raw: object) -> dt.date:
    try:
        if isinstance(raw, str) and _ISO_DATE.fullmatch(raw):
            return dt.date.fromisoformat(raw)
    except ValueError:
        pass
    raise fault("not_a_date", value=str(raw))


def _month(raw: object) -> tuple[int, int]:
    match = _ISO_MONTH.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise fault("not_a_month", value=str(raw))
    return int(match["year"]), int(match["month"])


def _moment(raw: object) -> dt.datetime:
    try:
        if isinstance(raw, str) and len(raw) == len("2024-03-06T14:30"):
            return dt.datetime.fromisoformat(raw)
    except ValueError:
        pass
    raise fault("not_a_moment", value=str(raw))


def _zone(raw: object) -> str:
    if not isinstance(raw, str) or raw not in available_timezones():
        raise fault("not_a_zone", value=str(raw))
    return ZoneInfo(raw).key


def _number(raw: object) -> Decimal:
    if not isinstance(raw, str) or not _DECIMAL.fullmatch(raw):
        raise fault("not_a_number", value=str(raw))
    return Decimal(raw)


def _money(raw: object) -> tuple[str, Decimal]:
    match = _MONEY.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise fault("not_money", value=str(raw))
    return match["currency"], Decimal(match["amount"])


def _count(raw: object) -> tuple[Decimal, Decimal | None]:
    match = _RANGE.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        return _number(raw), None
    low, high = Decimal(match["low"]), Decimal(match["high"])
    if low >= high:
        raise fault("empty_range", low=str(low), high=str(high))
    return low, high


def _flag(raw: object) -> object:
    return {"true": True, "false": False}.get(str(raw), raw)


Day: TypeAlias = Annotated[dt.date, BeforeValidator(_date)]


class Sourced(Model):
    source: Words | None = None
    as_of: Words | None = None


class UnknownModel(Model):
    unknown: Prose


class AtSigningModel(Model):
    at_signing: Prose


class DateModel(Sourced):
    date: Day


class MonthModel(Sourced):
    month: Annotated[tuple[int, int], BeforeValidator(_month)]


class RangeModel(Sourced):
    start: Day = Field(alias="from")
    end: Day = Field(alias="to")

    @model_validator(mode="after")
    def run_forward(self) -> Self:
        if self.start >= self.end:
            raise fault("empty_range", low=self.start.isoformat(), high=self.end.isoformat())
        return self


class InstantModel(Sourced):
    at: Annotated[dt.datetime, BeforeValidator(_moment)]
    zone: Annotated[str, BeforeValidator(_zone)]


class NameModel(Sourced):
    name: Identifier


class PercentModel(Sourced):
    percent: Annotated[Decimal, BeforeValidator(_number)]


class MoneyModel(Sourced):
    money: Annotated[tuple[str, Decimal], BeforeValidator(_money)]


class CountModel(Sourced):
    """`noun` is the phrase with its number: `{one: "{n} emploi", other: "{n} emplois"}`."""

    count: Annotated[tuple[Decimal, Decimal | None], BeforeValidator(_count)]
    noun: Prose
    approximate: Annotated[bool, BeforeValidator(_flag)] = False

    @model_validator(mode="after")
    def have_two_forms(self) -> Self:
        if self.noun.other is None:
            raise fault("noun_without_plural")
        return self


class TextModel(Sourced):
    text: Words
    language: LanguageTag


_SIGNS = {
    "unknown": "unknown", "at_signing": "at_signing", "date": "date", "month": "month", "from": "range", "to": "range",
    "at": "instant", "name": "name", "percent": "percent", "money": "money", "count": "count", "text": "text",
}


def _kind(raw: object) -> str:
    if isinstance(raw, Model):
        return next(_SIGNS[key] for key in (*type(raw).model_fields, "from") if key in _SIGNS)
    for key in raw if isinstance(raw, dict) else ():
        if key in _SIGNS:
            return _SIGNS[key]
    return "none"


def _short(key: str) -> Callable[[object], object]:
    """Read a plain value as the field's one type."""
    def read(raw: object) -> object:
        if raw is None:
            raise fault("empty_value")
        return {key: raw} if isinstance(raw, str) else raw
    return read


_Unknown = Annotated[UnknownModel, Tag("unknown")]
_AtSigning = Annotated[AtSigningModel, Tag("at_signing")]
_Date = Annotated[DateModel, Tag("date")]
_Month = Annotated[MonthModel, Tag("month")]
_Range = Annotated[RangeModel, Tag("range")]
_Instant = Annotated[InstantModel, Tag("instant")]
_Name = Annotated[NameModel, Tag("name")]
_Text = Annotated[TextModel, Tag("text")]
_Percent = Annotated[PercentModel, Tag("percent")]
_Money = Annotated[MoneyModel, Tag("money")]
_Count = Annotated[CountModel, Tag("count")]

DateFact: TypeAlias = Annotated[
    Annotated[_Date | _Unknown | _AtSigning, Discriminator(_kind)], BeforeValidator(_short("date"))]
DayOrMonthFact: TypeAlias = Annotated[
    Annotated[_Date | _Month | _Range | _Unknown, Discriminator(_kind)], BeforeValidator(_short("date"))]
RangeFact: TypeAlias = Annotated[_Range | _Unknown, Discriminator(_kind)]
NameFact: TypeAlias = Annotated[
    Annotated[_Name | _Unknown, Discriminator(_kind)], BeforeValidator(_short("name"))]
PlaceFact: TypeAlias = Annotated[
    Annotated[_Name | _Unknown | _AtSigning, Discriminator(_kind)], BeforeValidator(_short("name"))]
FigureFact: TypeAlias = Annotated[_Percent | _Money | _Count | _Unknown, Discriminator(_kind)]
WhenFact: TypeAlias = Annotated[
    Annotated[_Date | _Range | _Instant, Discriminator(_kind)], BeforeValidator(_short("date"))]
LineFact: TypeAlias = Annotated[
    Annotated[_Text | _Unknown, Discriminator(_kind)],
    BeforeValidator(lambda raw: {"text": raw, "language": "fr"} if isinstance(raw, str) else raw)]

# --- names.yaml ------------------------------------------------------------------------------------------------


class CheckedModel(Model):
    by: Words
    on: Day


class AcceptedModel(CheckedModel):
    reason: Words


class FormModel(Model):
    name: Words | None = None
    short: Words | None = None
    article: Literal["le", "la", "les", "the"] | None = None
    elides: Annotated[bool | None, BeforeValidator(_flag)] = None
    given: Words | None = None
    family: Words | None = None
    reading: Words | None = None
    honorific: Words | None = None
    avoid: tuple[Words, ...] = ()
    attested: Words | None = None
    checked: CheckedModel | None = None
    accepted: AcceptedModel | None = None

    @model_validator(mode="before")
    @classmethod
    def accept_plain_name(cls, raw: Any) -> Any:  # noqa: ANN401
        return {"name": raw} if isinstance(raw, str) else raw


class NameEntry(Model):
    kind: Literal["organisation", "person", "place", "event", "brand"]
    own: LanguageTag
    gender: Literal["masculine", "feminine"] | None = None
    number: Literal["singular", "plural"] = "singular"
    source: Words | None = None
    note: Words | None = None
    fr: FormModel | None = None
    en: FormModel | None = None
    ja: FormModel | None = None

    @model_validator(mode="after")
    def stand_in_own_language(self) -> Self:
        if getattr(self, self.own) is None:
            raise fault("no_own_form", language=self.own)
        for tag in ("fr", "en", "ja"):
            form: FormModel | None = getattr(self, tag)
            parts = form is not None and form.given is not None and form.family is not None
            if form is not None and (not parts if self.kind == "person" else form.name is None):
                raise fault("person_without_parts" if self.kind == "person" else "form_without_name", language=tag)
        return self


# --- mission.yaml, house.yaml ----------------------------------------------------------------------------------


def _distinct(tags: tuple[LanguageTag, ...]) -> tuple[LanguageTag, ...]:
    if len(set(tags)) != len(tags):
        raise fault("repeated", value=", ".join(tags))
    return tags


class MissionModel(Model):
    dates: RangeFact


class EventModel(Model):
    """An item of the programme. `when: unknown` lists it last, without a blank."""

    id: Identifier
    when: Literal["unknown"] | WhenFact
    place: PlaceFact | None = None
    event: Prose


class MissionFile(Model):
    languages: Annotated[tuple[LanguageTag, ...], Field(min_length=1), AfterValidator(_distinct)]
    mission: MissionModel
    people: dict[Identifier, NameFact] = {}
    organisations: dict[Identifier, NameFact] = {}
    places: dict[Identifier, PlaceFact] = {}
    events: dict[Identifier, NameFact] = {}
    dates: dict[Identifier, DayOrMonthFact] = {}
    figures: dict[Identifier, FigureFact] = {}
    programme: tuple[EventModel, ...] = ()


class ContactModel(Model):
    name: LineFact
    telephone: LineFact
    email: LineFact


class HouseFile(Model):
    """The issuer: `name` is the id of an organisation of mission.yaml; `fonts` a folder beside house.yaml."""

    name: Identifier
    press_contact: ContactModel | UnknownModel
    accent: Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")] | None = None
    fonts: Words | None = None
    footer: Prose | None = None


# --- press-release.yaml ----------------------------------------------------------------------------------------


class FigureModel(Model):
    id: Identifier
    fact: Identifier
    caption: Prose


class SectionModel(Model):
    id: Identifier
    heading: Prose
    text: Prose


class PressReleaseFile(Model):
    kind: Literal["press_release"]
    status: Literal["immediate"]
    date: DateFact
    place: PlaceFact
    headline: Prose
    lede: Prose
    key_figures: tuple[FigureModel, ...] = ()
    sections: Annotated[tuple[SectionModel, ...], Field(min_length=1)]
    programme: tuple[Identifier, ...] = ()
    wording: dict[str, Prose] = {}


DocumentFile: TypeAlias = PressReleaseFile
"""The document files by kind; one member more for each kind."""

KINDS: dict[str, type[DocumentFile]] = {"press_release": PressReleaseFile}
