"""Where in a project's files stands what a document prints."""

from dragoman.diagnostics import NOWHERE, Position
from dragoman.document.nodes import LanguageTag
from dragoman.pipeline.project import Project
from dragoman.sources.prose import OVERRIDES
from dragoman.wording import Message


def place_of_words(project: Project, key: str, language: LanguageTag) -> Position:
    """Where a message is worded in a language: in French its YAML unless it is reworded, else its catalog."""
    message = project.sources.messages.get(key)
    source = _source(project, message) if message is not None else NOWHERE
    if language == "fr" and message is not None and project.catalogs.french(message) == message.forms:
        return source
    return project.catalogs.position(key, language) or source


def _source(project: Project, message: Message) -> Position:
    """Where the YAML words a message: under its key, or under `wording:` where it rewords one of dragoman's."""
    if message.own:
        return project.sources.position_of_message(message.key)
    return project.sources.position(message.file.removesuffix(".yaml"), (OVERRIDES, message.key))


def place_of_part(project: Project, document: str, part: str) -> Position:
    """Where a part of a document is written, or the nearest thing above it; `part` is the id of a passage."""
    return project.sources.position(document, tuple(part.split(".")))
