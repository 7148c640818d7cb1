"""Web pages of the samples, for the tests of the page and of its read-back."""

import functools

from dragoman.appearance.look import Look, read_look
from dragoman.document.nodes import Document
from dragoman.resources import folder
from dragoman.writers.webpage import write_html
from samples import PICTURE, full_release, sample_picture


@functools.cache
def look(language: str) -> Look:
    return read_look(folder("templates") / "look.toml", "press_release", language)


def written(document: Document) -> str:
    """The page of a document whose only picture is the sample's."""
    return write_html(document, look(document.language), {PICTURE: sample_picture()}).decode()


@functools.cache
def page(language: str, state: str = "draft") -> str:
    return written(full_release(language, state))
