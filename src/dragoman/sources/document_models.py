"""The shapes of the files that say what a document is: one a kind."""

import re
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from dragoman.document.nodes import LanguageTag
from dragoman.sources.convention_models import ConventionFile
from dragoman.sources.fact_models import CodeFact, DateFact, InstantFact, PlaceFact, TextFact
from dragoman.sources.fields import Identifier, Model, Paragraphs, Prose, Words, fault
from dragoman.sources.invitation_models import InvitationFile
from dragoman.sources.models import CheckedModel

_PAGE = re.compile(r"https?://[^\s\"\\<>]+")


def _page(address: str) -> str:
    if not _PAGE.fullmatch(address):
        raise fault("not_a_page", value=address)
    return address


class FigureModel(Model):
    id: Identifier
    fact: Identifier
    caption: Prose


class SectionModel(Model):
    id: Identifier
    heading: Prose
    text: Prose


class BoxModel(Model):
    """A side box, under the section whose id is `after`, or under the last."""

    id: Identifier
    heading: Prose
    text: Prose
    after: Identifier | None = None


class SaidModel(Model):
    """A quote in one language: supplied by its speaker, or a translation that the speaker has approved."""

    text: Paragraphs
    approved: CheckedModel | None = None


class QuoteModel(Model):
    """Somebody's words, printed as given: never written, completed or translated by anybody but those who supply them.

    `speaker` is a person of mission.yaml.
    """

    id: Identifier
    speaker: Identifier
    office: Prose
    said: Annotated[dict[LanguageTag, SaidModel], Field(min_length=1)]


class PictureModel(Model):
    """`file` lies in the project; the picture stands under the section whose id is `after`, or under the last."""

    id: Identifier
    file: Words
    alt: Prose
    caption: Prose
    credit: TextFact
    after: Identifier | None = None


class ParticularModel(Model):
    id: Identifier
    label: Prose
    text: Prose


class NoteModel(Model):
    id: Identifier
    text: Prose


class LinkModel(Model):
    id: Identifier
    label: Prose
    page: Annotated[Words, AfterValidator(_page)]


class EmbargoModel(Model):
    """`newspapers` is a line for the press that prints, which Japanese releases may carry."""

    until: InstantFact
    newspapers: TextFact | None = None


class CorrectionModel(Model):
    """This release replaces the one of the date `of`; `changes` says what is different."""

    of: DateFact
    changes: Prose


class WithdrawalModel(Model):
    """The release of the date `of` is withdrawn; `notice` is all that is printed in its place."""

    of: DateFact
    notice: Prose


class AnswersModel(Model):
    """What the release tells first.

    Facts for who, when and where; for the rest, the parts that answer: headline, lede, the id of a section.
    """

    who: tuple[Identifier, ...] = ()
    what: tuple[Identifier, ...] = ()
    when: tuple[Words, ...] = ()
    where: tuple[Identifier, ...] = ()
    why: tuple[Identifier, ...] = ()
    how: tuple[Identifier, ...] = ()


class PressReleaseFile(Model):
    """A release: embargoed or immediate, never both; corrected or withdrawn, or neither."""

    kind: Annotated[Literal["press_release"], BeforeValidator(lambda raw: str(raw).replace("-", "_"))]
    status: Literal["immediate"] | None = None
    embargo: EmbargoModel | None = None
    correction: CorrectionModel | None = None
    withdrawal: WithdrawalModel | None = None
    number: CodeFact | None = None
    date: DateFact
    place: PlaceFact
    also_served: TextFact | None = None
    answers: AnswersModel = AnswersModel()
    headline: Prose
    subtitle: Prose | None = None
    lede: Prose
    key_figures: tuple[FigureModel, ...] = ()
    sections: Annotated[tuple[SectionModel, ...], Field(min_length=1)]
    boxes: tuple[BoxModel, ...] = ()
    quotes: tuple[QuoteModel, ...] = ()
    pictures: tuple[PictureModel, ...] = ()
    programme: tuple[Identifier, ...] = ()
    particulars: tuple[ParticularModel, ...] = ()
    notes: tuple[NoteModel, ...] = ()
    links: tuple[LinkModel, ...] = ()
    wording: dict[str, Prose] = Field(default_factory=dict)

    @model_validator(mode="after")
    def have_one_status(self) -> Self:
        if (self.status is None) == (self.embargo is None):
            raise fault("status_or_embargo")
        if self.correction is not None and self.withdrawal is not None:
            raise fault("correction_or_withdrawal")
        return self


DocumentFile: TypeAlias = PressReleaseFile | ConventionFile | InvitationFile
"""The document files by kind; one member more for each kind."""

KINDS: dict[str, type[DocumentFile]] = {
    "press_release": PressReleaseFile, "convention": ConventionFile, "invitation": InvitationFile,
}
