"""A letter under composition: its file, its guest and its wording."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.composers.parts import Material
from dragoman.document.nodes import LanguageTag, LineBreak, State
from dragoman.facts import Known
from dragoman.language.edition import Edition, Local, Passage
from dragoman.recipients import Function, Recipient
from dragoman.sources.invitation_models import InvitationFile
from dragoman.wording import Message

APPEL = "recipient.appel"
CLOSING = "recipient.closing"
NAME = "recipient.name"
OFFICE = "recipient.office"
ORGANISATION = "recipient.organisation"


@dataclass(frozen=True, slots=True)
class Letter:
    """One edition of one letter; without a `guest` it is the model of the letters."""

    material: Material
    file: InvitationFile
    edition: Edition
    state: State

    @property
    def language(self) -> LanguageTag:
        return self.edition.language

    @property
    def guest(self) -> Recipient | None:
        return self.material.recipient

    @property
    def function(self) -> Function | None:
        return None if self.guest is None else self.guest.function

    @property
    def is_for_person(self) -> bool:
        """Whether one person is written to; the model may be for one."""
        return self.function not in ("organisation", "group", "press")

    @property
    def is_vertical(self) -> bool:
        return self.file.vertical and self.language == "ja"

    @property
    def has_subject(self) -> bool:
        """Whether it has a subject of its own line: Japanese letters of ceremony and in vertical lines have none."""
        return not (self.language == "ja" and (self.file.ceremonial or self.file.vertical))

    @property
    def event(self) -> str | None:
        """The path of the programme's item to which the letter invites."""
        return None if self.file.event is None else f"programme.{self.file.event}"

    def say(self, message: Message, **local: Local) -> Passage:
        return self.edition.require(message, **local)

    def own(self, *steps: str) -> Passage:
        """What the file says at a path; no language may leave it out."""
        return self.edition.require(self.material.message(*steps))

    def known(self, path: str) -> bool:
        return self.edition.has(path) and isinstance(self.edition.state(path), Known)

    def has(self, path: str) -> bool:
        """Whether a fact of the guest belongs to this letter, known or lacking."""
        return self.edition.has(path)


def in_lines(lines: Iterable[Passage]) -> Passage:
    """Lines one beneath the other, without empty ones."""
    found = [line for line in lines if line]
    return tuple(inline for number, line in enumerate(found) for inline in ((LineBreak(), *line) if number else line))
