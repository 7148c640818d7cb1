"""Where in a project's files stands what a composer or a writer finds fault with."""

from dataclasses import replace

from dragoman.catalogs.catalogs import Catalogs
from dragoman.diagnostics import NOWHERE, Diagnostic, Position
from dragoman.document.nodes import Document, LanguageTag
from dragoman.document.walk import RIGHT
from dragoman.facts import Known, Named
from dragoman.pipeline.openings import position_of_blank
from dragoman.sources.project import Sources


def place_words(sources: Sources, catalogs: Catalogs, found: Diagnostic, language: LanguageTag) -> Diagnostic:
    """The fault of a message, whose key is its field, at its words: in French its YAML, else its catalog."""
    if found.position != NOWHERE:
        return found
    return replace(found, position=_words(sources, catalogs, found.field, language))


def place_character(sources: Sources, catalogs: Catalogs, document: Document, found: Diagnostic) -> Diagnostic:
    """The fault of a character, whose `source` is a fact or a message, at the place of that."""
    source = found.values.get("source", "")
    if found.position != NOWHERE or not source:
        return found
    language = document.beside if document.beside and RIGHT in found.field else document.language
    match sources.facts_of(document.name).get(source):
        case None:
            where = _words(sources, catalogs, source, language)
        case Known(value=Named(name)):
            where = sources.position("names", (name, language))
        case _:
            where = position_of_blank(sources, document.name, source)
    return replace(found, position=where)


def _words(sources: Sources, catalogs: Catalogs, key: str, language: LanguageTag) -> Position:
    catalog = catalogs.position(key, language)
    source = sources.position_of_message(key)
    first, second = (source, catalog) if language == "fr" else (catalog, source)
    return first if first not in (None, NOWHERE) else second or NOWHERE
