"""The shapes of names.yaml, mission.yaml and house.yaml, as pydantic models; anything they do not name is refused."""

import re
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import AfterValidator, Discriminator, Field, Tag, field_validator, model_validator

from dragoman.document.nodes import LanguageTag
from dragoman.sources.fact_models import (
    MARK,
    CalendarFact,
    CodeFact,
    FigureFact,
    ListFact,
    NameFact,
    PlaceFact,
    RangeFact,
    TelephoneFact,
    TextFact,
    TextModel,
    UnknownModel,
    WhenFact,
    Zone,
)
from dragoman.sources.fields import Day, Flag, Identifier, Model, Prose, Words, fault
from dragoman.sources.invitation_models import ClosingFrame
from dragoman.sources.postal import is_country

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


_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FAMILY = re.compile(r"\w[\w .+-]{0,60}")
_ADDRESS_LINES = 8
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LEAST_CONTRAST = 4.5
"""Of text on its ground: WCAG 2.2, success criterion 1.4.3."""


def contrast(colour: str) -> float:
    """The contrast ratio of a colour (#RRGGBB) with white, from 1 to 21, as WCAG 2.2 defines it."""
    channels = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def _legible(colour: str) -> str:
    if not _COLOUR.fullmatch(colour):
        raise fault("not_a_colour", value=colour)
    if (ratio := contrast(colour)) < _LEAST_CONTRAST:
        raise fault("pale_colour", value=colour, ratio=f"{ratio:.1f}", least=str(_LEAST_CONTRAST))
    return colour


class MissionModel(Model):
    dates: RangeFact


_Later: TypeAlias = Annotated[Literal["unknown"], Tag(MARK + "later")]


def _when(raw: object) -> str:
    return MARK + ("later" if raw == "unknown" else "known")


class EventModel(Model):
    """An item of the programme. `when: unknown` lists it last, without a blank."""

    id: Identifier
    when: Annotated[_Later | Annotated[WhenFact, Tag(MARK + "known")], Discriminator(_when)]
    place: PlaceFact | None = None
    event: Prose
    source: Words | None = None


class MissionFile(Model):
    languages: Annotated[tuple[LanguageTag, ...], Field(min_length=1), AfterValidator(_distinct)]
    mission: MissionModel
    people: dict[Identifier, NameFact] = Field(default_factory=dict)
    organisations: dict[Identifier, NameFact] = Field(default_factory=dict)
    places: dict[Identifier, PlaceFact] = Field(default_factory=dict)
    events: dict[Identifier, NameFact] = Field(default_factory=dict)
    dates: dict[Identifier, CalendarFact] = Field(default_factory=dict)
    figures: dict[Identifier, FigureFact] = Field(default_factory=dict)
    lists: dict[Identifier, ListFact] = Field(default_factory=dict)
    programme: tuple[EventModel, ...] = ()


class ContactModel(Model):
    id: Identifier
    name: TextFact
    office: Prose | None = None
    telephone: TelephoneFact | None = None
    email: CodeFact | None = None

    @field_validator("email", mode="after")
    @classmethod
    def be_an_address(cls, email: TextModel | UnknownModel | None) -> TextModel | UnknownModel | None:
        if isinstance(email, TextModel) and not _ADDRESS.fullmatch(email.text):
            raise fault("not_an_address", value=email.text)
        return email

    @model_validator(mode="after")
    def can_be_reached(self) -> Self:
        if self.telephone is None and self.email is None:
            raise fault("unreachable")
        return self


def _contacts(raw: object) -> str:
    unknown = isinstance(raw, UnknownModel) or (isinstance(raw, dict) and "unknown" in raw)
    return MARK + ("unknown" if unknown else "contacts")


def _family(name: str) -> str:
    if not _FAMILY.fullmatch(name):
        raise fault("not_a_face", value=name)
    return name


def _country(code: str) -> str:
    if not is_country(code):
        raise fault("not_a_country", value=code)
    return code


Family: TypeAlias = Annotated[Words, AfterValidator(_family)]


class FaceModel(Model):
    """A typeface: what Word asks for, its class, the families that PDFs embed in their order, Word's other choices."""

    docx: Family
    family: Literal["roman", "swiss", "modern"]
    pdf: Annotated[tuple[Family, ...], Field(min_length=1)]
    alternatives: tuple[Family, ...] = ()


class ScriptFaces(Model):
    text: FaceModel | None = None
    label: FaceModel | None = None


class FacesModel(Model):
    latin: ScriptFaces = ScriptFaces()
    japanese: ScriptFaces = ScriptFaces()


class HouseFile(Model):
    """The issuer: `name` is the id of an organisation of mission.yaml; `fonts` a folder and `logo` a file beside this.

    `zones` are the time zones of each language's readers, theirs first. `country` (ISO 3166-1) is where letters are
    sent from, `closing` what they beg their readers to accept in French, `window_envelope` whether they go into
    envelopes with a window.
    """

    name: Identifier
    service: Prose | None = None
    address: TextFact | None = None
    press_contacts: Annotated[
        Annotated[tuple[ContactModel, ...], Field(min_length=1), Tag(MARK + "contacts")]
        | Annotated[UnknownModel, Tag(MARK + "unknown")],
        Discriminator(_contacts)]
    about: Prose | None = None
    footer: Prose | None = None
    logo: Words | None = None
    accent: Annotated[str, AfterValidator(_legible)] | None = None
    faces: FacesModel = FacesModel()
    fonts: Words | None = None
    country: Annotated[str, AfterValidator(_country)] | None = None
    closing: ClosingFrame = "expression"
    window_envelope: Flag = False
    zones: dict[LanguageTag, Annotated[tuple[Zone, ...], Field(min_length=1)]] = Field(default_factory=dict)

    @field_validator("address", mode="after")
    @classmethod
    def fit_the_letterhead(cls, address: TextModel | UnknownModel | None) -> TextModel | UnknownModel | None:
        if isinstance(address, TextModel) and (lines := address.text.count("\n") + 1) > _ADDRESS_LINES:
            raise fault("long_address", lines=str(lines), limit=str(_ADDRESS_LINES))
        return address
