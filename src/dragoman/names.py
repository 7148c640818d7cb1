"""Names as names.yaml keeps them: how each language writes a name, and the grammar it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from dragoman.document.nodes import LanguageTag

NameKind: TypeAlias = Literal["organisation", "person", "place", "event", "brand"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """Who answered, on what day (ISO 8601) and for what reason, for what could not be checked in time."""

    by: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name in one language.

    `name` is the full form, `short` the form after first mention. `article` is le, la or les in French, the in
    English. `elides` overrides the rule by first letter (False for an aspirated h). A person's name comes from
    `given` and `family`. `reading` is in kana, `honorific` the Japanese term of respect for the body (貴機構) or
    after the person (氏). `avoid` lists forms that must not be used. `checked` says that a native professional, or
    the owner of the name, vouches for the form.
    """

    name: str
    short: str | None = None
    article: Literal["le", "la", "les", "the"] | None = None
    elides: bool | None = None
    given: str | None = None
    family: str | None = None
    reading: str | None = None
    honorific: str | None = None
    avoid: tuple[str, ...] = ()
    checked: bool = False
    accepted: Accepted | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name in all its languages; `own` is the language of its own script, printed where a form is lacking."""

    id: str
    kind: NameKind
    own: LanguageTag
    gender: Literal["masculine", "feminine"] | None = None
    number: Literal["singular", "plural"] = "singular"
    forms: Mapping[LanguageTag, NameForm] = field(default_factory=dict)
