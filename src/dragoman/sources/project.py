"""What the files of a project say, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.diagnostics import NOWHERE, Position
from dragoman.facts import Facts
from dragoman.images import Image
from dragoman.names import Name
from dragoman.sources.document_models import DocumentFile
from dragoman.sources.models import HouseFile, MissionFile
from dragoman.sources.nodes import Node, locate
from dragoman.sources.typing import FactPlace
from dragoman.wording import Message


@dataclass(frozen=True, slots=True)
class Sources:
    """What the files of a project say.

    `trees` are the YAML trees by file stem, `places` where each fact stands, `images` pictures and
    logo by file.
    """

    folder: Path | None
    trees: Mapping[str, Node]
    mission: MissionFile
    house: HouseFile
    documents: Mapping[str, DocumentFile]
    names: Mapping[str, Name]
    facts: Facts
    places: Mapping[str, FactPlace]
    messages: Mapping[str, Message]
    images: Mapping[str, Image]

    def position(self, stem: str, path: tuple[str | int, ...]) -> Position:
        return locate(self.trees[stem], path) if stem in self.trees else NOWHERE

    def position_of_fact(self, path: str) -> Position:
        place = self.places.get(path)
        return NOWHERE if place is None else self.position(*place)

    def position_of_message(self, key: str) -> Position:
        stem, *steps = key.split(".")
        return self.position(stem, tuple(steps))

    def facts_of(self, stem: str) -> Facts:
        """The facts that a document may name: the project's, and its own under `release.`."""
        own = f"{stem}/"
        shared = {path: state for path, state in self.facts.items() if "/" not in path}
        return shared | {path.removeprefix(own): s for path, s in self.facts.items() if path.startswith(own)}
