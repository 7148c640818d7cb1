"""The shape of a letter of invitation: what it says, who sends it, to what it invites."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from dragoman.sources.fact_models import CodeFact, DateFact, NameFact, PhraseFact, PlaceFact, TelephoneFact
from dragoman.sources.fields import Flag, Identifier, Model, Prose, fault

ClosingFrame: TypeAlias = Literal["expression", "assurance", "assurances"]
"""What a French letter begs its reader to accept: « l’expression de », « l’assurance de », « les assurances de »."""


class SenderModel(Model):
    """Who signs: a person by name, and the office as it is printed above the signature."""

    person: NameFact
    office: PhraseFact


class ReplyModel(Model):
    """Until when, and where, a guest answers: a telephone, an e-mail address, or both."""

    by: DateFact
    telephone: TelephoneFact | None = None
    email: CodeFact | None = None

    @model_validator(mode="after")
    def can_be_reached(self) -> Self:
        if self.telephone is None and self.email is None:
            raise fault("unreachable")
        return self


class DetailModel(Model):
    """One more line of practical facts: « Tenue », « Accès »."""

    id: Identifier
    label: Prose
    text: Prose


class AnnotationModel(Model):
    """An enclosure, or somebody who receives a copy."""

    id: Identifier
    text: Prose


class InvitationFile(Model):
    """A letter that every guest of a list receives in the guest's language and form of address.

    `event` is an item of the programme, whose date and place the letter prints. Where guests of the press are invited
    `press` is their own term and contact. A `ceremonial` letter has the most formal words, and in Japanese no
    punctuation; a `vertical` one is in Japanese set in lines from the top down; a `handwritten` one leaves room for an
    appel and a closing by hand; one that is not `signed` names its sender once. `closing` comes before what the house
    prefers.
    """

    kind: Annotated[Literal["invitation"], BeforeValidator(lambda raw: str(raw).replace("-", "_"))]
    date: DateFact
    place: PlaceFact
    subject: Prose
    sender: SenderModel
    body: Prose
    event: Identifier | None = None
    details: tuple[DetailModel, ...] = ()
    reply: ReplyModel | None = None
    press: ReplyModel | None = None
    closing: ClosingFrame | None = None
    ceremonial: Flag = False
    vertical: Flag = False
    handwritten: Flag = False
    signed: Flag = True
    enclosures: tuple[AnnotationModel, ...] = ()
    copies: tuple[AnnotationModel, ...] = ()
    wording: dict[str, Prose] = Field(default_factory=dict)
