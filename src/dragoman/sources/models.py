"""The shapes of a project's YAML files, as pydantic models; anything they do not name is refused."""

from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, StringConstraints, Tag, model_validator

from dragoman.document.nodes import LanguageTag
from dragoman.sources.fact_models import (
    MARK,
    DateFact,
    DayOrMonthFact,
    FigureFact,
    LineFact,
    NameFact,
    PlaceFact,
    RangeFact,
    UnknownModel,
    WhenFact,
)
from dragoman.sources.fields import Day, Flag, Identifier, Model, Prose, Words, fault

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
    elides: Flag | None = None
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
    people: dict[Identifier, NameFact] = Field(default_factory=dict)
    organisations: dict[Identifier, NameFact] = Field(default_factory=dict)
    places: dict[Identifier, PlaceFact] = Field(default_factory=dict)
    events: dict[Identifier, NameFact] = Field(default_factory=dict)
    dates: dict[Identifier, DayOrMonthFact] = Field(default_factory=dict)
    figures: dict[Identifier, FigureFact] = Field(default_factory=dict)
    programme: tuple[EventModel, ...] = ()


class ContactModel(Model):
    name: LineFact
    telephone: LineFact
    email: LineFact


def _contact(raw: object) -> str:
    unknown = isinstance(raw, UnknownModel) or (isinstance(raw, dict) and "unknown" in raw)
    return MARK + ("unknown" if unknown else "contact")


class HouseFile(Model):
    """The issuer: `name` is the id of an organisation of mission.yaml; `fonts` a folder beside house.yaml."""

    name: Identifier
    press_contact: Annotated[
        Annotated[ContactModel, Tag(MARK + "contact")] | Annotated[UnknownModel, Tag(MARK + "unknown")],
        Discriminator(_contact)]
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
    kind: Annotated[Literal["press_release"], BeforeValidator(lambda raw: str(raw).replace("-", "_"))]
    status: Literal["immediate"]
    date: DateFact
    place: PlaceFact
    headline: Prose
    lede: Prose
    key_figures: tuple[FigureModel, ...] = ()
    sections: Annotated[tuple[SectionModel, ...], Field(min_length=1)]
    programme: tuple[Identifier, ...] = ()
    wording: dict[str, Prose] = Field(default_factory=dict)


DocumentFile: TypeAlias = PressReleaseFile
"""The document files by kind; one member more for each kind."""

KINDS: dict[str, type[DocumentFile]] = {"press_release": PressReleaseFile}
