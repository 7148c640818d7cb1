"""The shapes of facts in a project's YAML.

A fact is written as a mapping whose key says its type (`date`, `month`, `from` and `to`, `at` and `zone`, `percent`,
`money`, `count`, `name`, `phrase`, `text`) or its state (`unknown`, `at_signing`), beside `source` and `as_of`.
Where a field admits one type only, its plain value will do.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Literal, Self, TypeAlias
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from dragoman.document.nodes import LanguageTag
from dragoman.sources.fields import ISO_DATE, Day, Flag, Identifier, Lines, Model, Prose, Words, fault

_YEAR = r"[12][0-9]{3}"
_NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,6})?"
_ISO_MONTH = re.compile(rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])")
_MOMENT = re.compile(rf"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}")
_DECIMAL = re.compile(_NUMBER)
_MONEY = re.compile(rf"(?P<currency>[A-Z]{{3}}) (?P<amount>{_NUMBER})")
_RANGE = re.compile(rf"(?P<low>{_NUMBER}) to (?P<high>{_NUMBER})")


def _month(raw: object) -> tuple[int, int]:
    match = _ISO_MONTH.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise fault("not_a_month", value=str(raw))
    return int(match["year"]), int(match["month"])


def _year(raw: object) -> int:
    if not isinstance(raw, str) or not re.fullmatch(_YEAR, raw):
        raise fault("not_a_year", value=str(raw))
    return int(raw)


def _place(raw: object) -> int:
    if not isinstance(raw, str) or not re.fullmatch(r"[1-9]\d{0,3}", raw):
        raise fault("not_a_rank", value=str(raw))
    return int(raw)


def _telephone(raw: object) -> str:
    """A possible number in E.164. Numbers kept for fiction are possible too."""
    import phonenumbers  # noqa: PLC0415 - its tables are heavy

    try:
        number = phonenumbers.parse(raw if isinstance(raw, str) else "", None)
    except phonenumbers.NumberParseException:
        number = None
    lost = number is not None and (number.extension or any(letter.isalpha() for letter in str(raw)))
    if number is None or lost or not phonenumbers.is_possible_number(number):
        raise fault("not_a_telephone", value=str(raw))
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _zone(raw: object) -> str:
    """An IANA zone."""
    if not isinstance(raw, str) or ("/" not in raw and raw not in ("GMT", "UTC")) or raw not in available_timezones():
        raise fault("not_a_zone", value=str(raw))
    return ZoneInfo(raw).key


def _moment(raw: object) -> dt.datetime:
    try:
        if isinstance(raw, str) and _MOMENT.fullmatch(raw):
            return dt.datetime.fromisoformat(raw)
    except ValueError:
        pass
    raise fault("not_a_moment", value=str(raw))


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


Zone: TypeAlias = Annotated[str, BeforeValidator(_zone)]


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


class YearModel(Sourced):
    year: Annotated[int, BeforeValidator(_year)]


class RangeModel(Sourced):
    start: Day = Field(alias="from")
    end: Day = Field(alias="to")

    @model_validator(mode="after")
    def run_forward(self) -> Self:
        if self.start >= self.end:
            raise fault("empty_range", low=self.start.isoformat(), high=self.end.isoformat())
        return self


class InstantModel(Sourced):
    """A wall-clock time of 1000 to 2999; one that a change of clocks skips or repeats is refused."""

    at: Annotated[dt.datetime, BeforeValidator(_moment)]
    zone: Zone

    @model_validator(mode="after")
    def happen_once(self) -> Self:
        first, second = (self.at.replace(tzinfo=ZoneInfo(self.zone), fold=fold).utcoffset() for fold in (0, 1))
        if first != second:
            raise fault("no_such_hour", value=self.at.isoformat(timespec="minutes"), zone=self.zone)
        return self


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
    approximate: Flag = False

    @model_validator(mode="after")
    def have_two_forms(self) -> Self:
        if self.noun.other is None:
            raise fault("noun_without_plural")
        return self


class RankModel(Sourced):
    rank: Annotated[int, BeforeValidator(_place)]


class TermModel(Model):
    """Something listed that has no name of its own."""

    id: Identifier
    term: Prose


def _listed(raw: object) -> object:
    return {"name": raw} if isinstance(raw, str) else raw


class ListingModel(Sourced):
    """Names by their ids in names.yaml, and terms: `list: [otsuka, horiba]`, `list: [{id: sport, term: le sport}]`."""

    list: Annotated[
        tuple[Annotated[NameModel | TermModel, BeforeValidator(_listed)], ...], Field(min_length=1)]


class TelephoneModel(Sourced):
    telephone: Annotated[str, BeforeValidator(_telephone)]


class TextModel(Sourced):
    """`language` is that of the words; `zxx`, of codes and addresses, which are of none."""

    text: Lines
    language: LanguageTag | Literal["zxx"]


class PhraseModel(Sourced):
    """Wording that is translated: an office, a legal form, the object of an undertaking."""

    phrase: Prose


MARK = "fact:"
"""Begins the tags of facts, which pydantic puts into the paths of its errors and no file has."""

_SIGNS = {
    "unknown": "unknown", "at_signing": "at_signing", "date": "date", "month": "month", "year": "year", "from": "range",
    "to": "range", "at": "instant", "name": "name", "percent": "percent", "money": "money", "count": "count",
    "rank": "rank", "list": "list", "telephone": "telephone", "text": "text",
    "phrase": "phrase",
}


def _kind(raw: object) -> str:
    keys = (*type(raw).model_fields, "from") if isinstance(raw, Model) else raw if isinstance(raw, dict) else ()
    return MARK + next((_SIGNS[key] for key in keys if key in _SIGNS), "none")


def _short(key: str) -> Callable[[object], object]:
    """Read a plain value as the field's one type."""
    def read(raw: object) -> object:
        if raw is None:
            raise fault("empty_value")
        return {key: raw} if isinstance(raw, str) else raw
    return read


_Unknown = Annotated[UnknownModel, Tag(MARK + "unknown")]
_AtSigning = Annotated[AtSigningModel, Tag(MARK + "at_signing")]
_Date = Annotated[DateModel, Tag(MARK + "date")]
_Month = Annotated[MonthModel, Tag(MARK + "month")]
_Year = Annotated[YearModel, Tag(MARK + "year")]
_Rank = Annotated[RankModel, Tag(MARK + "rank")]
_Listing = Annotated[ListingModel, Tag(MARK + "list")]
_Telephone = Annotated[TelephoneModel, Tag(MARK + "telephone")]
_Phrase = Annotated[PhraseModel, Tag(MARK + "phrase")]
_Range = Annotated[RangeModel, Tag(MARK + "range")]
_Instant = Annotated[InstantModel, Tag(MARK + "instant")]
_Name = Annotated[NameModel, Tag(MARK + "name")]
_Text = Annotated[TextModel, Tag(MARK + "text")]
_Percent = Annotated[PercentModel, Tag(MARK + "percent")]
_Money = Annotated[MoneyModel, Tag(MARK + "money")]
_Count = Annotated[CountModel, Tag(MARK + "count")]

DateFact: TypeAlias = Annotated[
    Annotated[_Date | _Unknown | _AtSigning, Discriminator(_kind)], BeforeValidator(_short("date"))]
CalendarFact: TypeAlias = Annotated[
    Annotated[_Date | _Month | _Year | _Range | _Unknown, Discriminator(_kind)], BeforeValidator(_short("date"))]
RangeFact: TypeAlias = Annotated[_Range | _Unknown, Discriminator(_kind)]
NameFact: TypeAlias = Annotated[
    Annotated[_Name | _Unknown, Discriminator(_kind)], BeforeValidator(_short("name"))]
PlaceFact: TypeAlias = Annotated[
    Annotated[_Name | _Unknown | _AtSigning, Discriminator(_kind)], BeforeValidator(_short("name"))]
FigureFact: TypeAlias = Annotated[_Percent | _Money | _Count | _Rank | _Unknown, Discriminator(_kind)]
ListFact: TypeAlias = Annotated[
    Annotated[_Listing | _Unknown, Discriminator(_kind)],
    BeforeValidator(lambda raw: {"list": raw} if isinstance(raw, list) else raw)]
InstantFact: TypeAlias = Annotated[_Instant | _Unknown, Discriminator(_kind)]
TelephoneFact: TypeAlias = Annotated[
    Annotated[_Telephone | _Unknown, Discriminator(_kind)], BeforeValidator(_short("telephone"))]
WhenFact: TypeAlias = Annotated[
    Annotated[_Date | _Range | _Instant, Discriminator(_kind)], BeforeValidator(_short("date"))]
def _written_in(language: str) -> Callable[[object], object]:
    """Read a plain value as text printed as given."""
    def read(raw: object) -> object:
        if raw is None:
            raise fault("empty_value")
        return {"text": raw, "language": language} if isinstance(raw, str) else raw
    return read


TextFact: TypeAlias = Annotated[
    Annotated[_Text | _Unknown, Discriminator(_kind)], BeforeValidator(_written_in("fr"))]
CodeFact: TypeAlias = Annotated[
    Annotated[_Text | _Unknown, Discriminator(_kind)], BeforeValidator(_written_in("zxx"))]
"""An address, a number of an issue: text that is of no language."""
CodeAtSigningFact: TypeAlias = Annotated[
    Annotated[_Text | _Unknown | _AtSigning, Discriminator(_kind)], BeforeValidator(_written_in("zxx"))]
PhraseFact: TypeAlias = Annotated[
    Annotated[_Phrase | _Unknown, Discriminator(_kind)], BeforeValidator(_short("phrase"))]
MoneyFact: TypeAlias = Annotated[
    Annotated[_Money | _Unknown, Discriminator(_kind)], BeforeValidator(_short("money"))]


def _parameter(raw: object) -> object:
    """Read a plain day as a date, a plain list as names and terms, any other plain text as a phrase."""
    if isinstance(raw, list):
        return {"list": raw}
    return _short("date" if isinstance(raw, str) and ISO_DATE.fullmatch(raw) else "phrase")(raw)


ParameterFact: TypeAlias = Annotated[
    Annotated[
        _Date | _Month | _Year | _Range | _Name | _Percent | _Money | _Count | _Listing | _Text | _Phrase | _Unknown,
        Discriminator(_kind)],
    BeforeValidator(_parameter)]
"""What is particular to one deal in an article of the library."""
