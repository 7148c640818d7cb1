"""The form of the clause library: articles of provisions, each worded as one message with a declared force."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from dragoman.document.nodes import Force
from dragoman.wording import Message

ParameterKind: TypeAlias = Literal["count", "date", "text", "place", "money", "name", "list"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What is particular to the deal: a visible blank with `label` unless the project gives it."""

    name: str
    kind: ParameterKind
    label: Message


@dataclass(frozen=True, slots=True)
class Provision:
    """One clause of an article; its anchor is clause_<article>_<id>.

    `level` 1 is 5.1 / 5.1 / 項, 2 is a) / (a) / 号, 3 is i) / (i) / ア. A provision of level 2 or 3 is an item of the
    nearest provision above it of a lower level: that one bears the force, and the item, a mere member of its
    sentence, is a statement without any marker. `references` gives for each local placeholder the ids it stands for,
    "article" or "article.provision".
    """

    id: str
    text: Message
    force: Force
    level: int = 1
    references: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LibraryArticle:
    """`note` is the lawyer's: what the article does not decide, what to choose, the legal source.

    With `per_party` there is one such article for each party, who is its local placeholder {party}.
    """

    id: str
    heading: Message
    provisions: tuple[Provision, ...]
    parameters: tuple[Parameter, ...] = ()
    note: Message = field(kw_only=True)
    per_party: bool = False
