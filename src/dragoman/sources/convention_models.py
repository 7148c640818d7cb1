"""The shape of a convention's file: parties, visas and recitals, articles, annexes, languages, signing."""

from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from dragoman.document.nodes import Force, LanguageTag
from dragoman.sources.fact_models import (
    MARK,
    CodeAtSigningFact,
    CodeFact,
    DateFact,
    MoneyFact,
    NameFact,
    ParameterFact,
    PhraseFact,
    PlaceFact,
    TextFact,
    UnknownModel,
)
from dragoman.sources.fields import Flag, Identifier, Model, Prose, fault

Nature: TypeAlias = Literal["public", "private"]
Signing: TypeAlias = Literal["signature", "seal", "electronic"]
LanguageStatus: TypeAlias = Literal["authentic", "translation", "unknown"]
VisasPlace: TypeAlias = Literal["after", "before"]

_OWN_FIELDS: dict[Nature, tuple[str, ...]] = {
    "public": ("siret", "empowerment"), "private": ("registration", "registry", "capital"),
}
_NEEDED_FIELDS: dict[Nature, tuple[str, ...]] = {"public": ("siret", "empowerment"), "private": ("registration",)}
_LEAST_PARTIES = 2


class PassageModel(Model):
    """A visa, a recital or a footnote; a footnote is called by `{note.<id>}`."""

    id: Identifier
    text: Prose


# --- parties ---------------------------------------------------------------------------------------------------


class EmpowermentModel(Model):
    """The deliberation that lets a public party's representative sign, and the `body` that took it."""

    number: CodeAtSigningFact
    date: DateFact
    body: NameFact


class PartyModel(Model):
    """A party: `organisation` is one of mission.yaml; its short name there is its defined term.

    `legal_name` is the exact name of the legal person that signs, where the organisation's is not it.

    A public party has a `siret` and an `empowerment`, which a `foreign` one may lack; a private one has a
    `registration` (its number), perhaps in a `registry` (in the file `register`), perhaps with a `capital`.
    """

    id: Identifier
    organisation: Identifier
    nature: Nature
    foreign: Flag = False
    legal_name: NameFact | None = None
    legal_form: PhraseFact
    capital: MoneyFact | None = None
    seat: TextFact
    siret: CodeFact | None = None
    registration: CodeFact | None = None
    registry: CodeFact | None = Field(None, alias="register")
    representative: NameFact
    office: PhraseFact
    empowerment: EmpowermentModel | None = None
    signing: Signing = "signature"

    @model_validator(mode="after")
    def have_what_its_nature_has(self) -> Self:
        other: Nature = "private" if self.nature == "public" else "public"
        for name in _OWN_FIELDS[other]:
            if getattr(self, name) is not None:
                raise fault("field_of_other_party", value=name, nature=self.nature)
        if self.nature == "public" and self.foreign:
            return self
        for name in _NEEDED_FIELDS[self.nature]:
            if getattr(self, name) is None:
                raise fault("party_lacks", value=name, nature=self.nature)
        return self


# --- articles --------------------------------------------------------------------------------------------------


def _level(raw: object) -> object:
    return int(raw) if isinstance(raw, str) and raw in {"1", "2", "3"} else raw


class ClauseModel(Model):
    """A provision written in the project: `level` 1 is 5.1, 2 is a), 3 is i)."""

    id: Identifier
    level: Annotated[Literal[1, 2, 3], BeforeValidator(_level)] = 1
    force: Force
    text: Prose


class AddedClauseModel(ClauseModel):
    """A clause added to an article of the library, `after` one of its provisions or after the last."""

    after: Identifier | None = None


class ChosenArticleModel(Model):
    """An article of the library, by its id in `use`.

    `parameters` (in the file `with`) are facts by the library's names; `drop` names provisions that this convention
    leaves out. An article that is written once for each party says which. Without an `id` it is called by `use`, and
    one of a party by `<use>_<party>`.
    """

    id: Identifier
    use: Identifier
    party: Identifier | None = None
    parameters: dict[Identifier, ParameterFact] = Field(default_factory=dict, alias="with")
    drop: tuple[Identifier, ...] = ()
    add: tuple[AddedClauseModel, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def be_called_by_its_use(cls, raw: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
        if not isinstance(raw, dict) or "id" in raw or not isinstance(raw.get("use"), str):
            return raw
        party = raw.get("party")
        return {**raw, "id": f"{raw['use']}_{party}" if isinstance(party, str) else raw["use"]}


def _nested(clauses: tuple[ClauseModel, ...]) -> tuple[ClauseModel, ...]:
    """Clauses whose levels never go down by more than one."""
    above = 0
    for clause in clauses:
        if clause.level > above + 1:
            raise fault("level_skipped", value=clause.id, level=str(clause.level))
        above = clause.level
    return clauses


class WrittenArticleModel(Model):
    """An article written in the project."""

    id: Identifier
    heading: Prose
    clauses: Annotated[tuple[ClauseModel, ...], Field(min_length=1), AfterValidator(_nested)]


ArticleModel: TypeAlias = ChosenArticleModel | WrittenArticleModel


def _origin(raw: object) -> str:
    chosen = isinstance(raw, ChosenArticleModel) or (isinstance(raw, dict) and "use" in raw)
    return MARK + ("chosen" if chosen else "written")


# --- annexes ---------------------------------------------------------------------------------------------------


class ColumnModel(Model):
    id: Identifier
    heading: Prose


class RowModel(Model):
    """A row: a text for each column, by the column's id."""

    id: Identifier
    cells: dict[Identifier, Prose]


class TableModel(Model):
    columns: Annotated[tuple[ColumnModel, ...], Field(min_length=1)]
    rows: Annotated[tuple[RowModel, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def be_full(self) -> Self:
        columns = {column.id for column in self.columns}
        for row in self.rows:
            if different := sorted(columns ^ set(row.cells)):
                raise fault("row_unlike_columns", value=row.id, columns=", ".join(different))
        return self


class AnnexModel(Model):
    """An annex, referred to by `{annex.<id>}`: what it holds is a text, a table, or both."""

    id: Identifier
    title: Prose
    text: Prose | None = None
    table: TableModel | None = None


# --- the convention --------------------------------------------------------------------------------------------


class VersionModel(Model):
    number: CodeFact
    date: DateFact


def _number(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    if not raw.isascii() or not raw.isdigit() or raw.startswith("0"):
        raise fault("not_originals", value=raw)
    return int(raw)


def _counted(raw: object) -> str:
    return MARK + ("unknown" if isinstance(raw, UnknownModel | dict) else "number")


Originals: TypeAlias = Annotated[
    Annotated[int, BeforeValidator(_number), Tag(MARK + "number")] | Annotated[UnknownModel, Tag(MARK + "unknown")],
    Discriminator(_counted)]


class ConventionFile(Model):
    """A convention. Without a `title` it bears the product's; without `originals` there are as many as parties.

    `visas_place` says on which side of the parties the visas stand, `initials` whether each page is initialled,
    `contents` whether a table of contents stands before the parties.
    """

    kind: Annotated[Literal["convention"], BeforeValidator(lambda raw: str(raw).replace("-", "_"))]
    title: Prose | None = None
    subtitle: Prose | None = None
    version: VersionModel
    parties: Annotated[tuple[PartyModel, ...], Field(min_length=_LEAST_PARTIES)]
    visas: tuple[PassageModel, ...] = ()
    visas_place: VisasPlace = "after"
    recitals: tuple[PassageModel, ...] = ()
    articles: Annotated[
        tuple[
            Annotated[
                Annotated[ChosenArticleModel, Tag(MARK + "chosen")]
                | Annotated[WrittenArticleModel, Tag(MARK + "written")],
                Discriminator(_origin)],
            ...],
        Field(min_length=1)]
    annexes: tuple[AnnexModel, ...] = ()
    notes: tuple[PassageModel, ...] = ()
    languages: Annotated[dict[LanguageTag, LanguageStatus], Field(min_length=1)]
    place: PlaceFact
    date: DateFact
    originals: Originals | None = None
    initials: Flag = False
    contents: Flag = False
    wording: dict[str, Prose] = Field(default_factory=dict)

    @property
    def authentic(self) -> tuple[LanguageTag, ...]:
        """The languages whose version is authentic, as the file orders them."""
        return tuple(tag for tag, status in self.languages.items() if status == "authentic")
