"""A release under composition: its file and its wording, and what every part of it is made with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from dragoman.composers.parts import Material, numbered
from dragoman.document.nodes import Heading, LanguageTag, Paragraph, Role, State, Text
from dragoman.language.edition import Edition, Passage
from dragoman.sources.document_models import PressReleaseFile
from dragoman.wording import Message


class Identified(Protocol):
    """An item of a list in the file."""

    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=Identified)


@dataclass(frozen=True, slots=True)
class Release:
    """One edition of one release."""

    material: Material
    edition: Edition
    state: State

    @property
    def file(self) -> PressReleaseFile:
        match self.material.document:
            case PressReleaseFile() as file:
                return file
            case other:
                raise TypeError(other.kind)

    @property
    def language(self) -> LanguageTag:
        return self.edition.language

    @property
    def issuer(self) -> str:
        """The path of the issuer's name."""
        return self.material.house.name

    def say(self, *steps: str) -> Passage:
        """What the file says at a path."""
        return self.edition.say(self.material.message(*steps))

    def require(self, *steps: str) -> Passage:
        """The same, where no language may leave it out."""
        return self.edition.require(self.material.message(*steps))

    def heading(self, name: str, words: Passage) -> Iterator[Heading]:
        """A heading, unless its language leaves it out on purpose."""
        mark: Passage = (Text("■", ""),) if self.language == "ja" else ()
        if words:
            yield Heading(name, 2, mark + words)
        else:
            self.leave_out(name)

    def paragraphs(self, name: str, role: Role, message: Message) -> Iterator[Paragraph]:
        """A message's paragraphs in this language, the first of them called `name`."""
        return numbered(name, role, self.edition.paragraphs(message))

    def said(self, group: str, items: Iterable[_Item], part: str) -> Iterator[tuple[_Item, str, Passage]]:
        """Each item of a list with its id in the document and its `part`; one that is left out on purpose is not."""
        for item in items:
            name = f"{group}.{item.id}"
            if words := self.say(group, item.id, part):
                yield item, name, words
            else:
                self.leave_out(name)

    def leave_out(self, part: str) -> None:
        """Note that this language does without a part by right: the editions agree all the same."""
        self.edition.waived.add(part)
