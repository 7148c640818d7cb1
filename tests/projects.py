"""The projects of the tests, the example and two that are made up, and their drafts; each is made once."""

from functools import cache
from pathlib import Path

import convention_samples
from dragoman import Document, Output, Project

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"example": ROOT / "examples" / "japan-2024", "valmont": ROOT / "tests" / "houses" / "valmont"}
GLASSWORKS = "glassworks"
"""The project of the sample convention, which is in no folder."""
LANGUAGES = ("fr", "en", "ja")
WRITTEN = ("docx", "pdf", "html", "text")
"""The formats that people read."""


@cache
def project(house: str) -> Project:
    return convention_samples.project() if house == GLASSWORKS else Project.load(FOLDERS[house])


@cache
def draft(house: str, name: str, language: str) -> Document:
    return project(house).compose(name, language=language)


@cache
def written(house: str, name: str, language: str, kind: str) -> Output:
    """A draft in a format; it was read back, or this raises ContentLost."""
    return project(house).write(draft(house, name, language), kind)


def documents() -> list[tuple[str, str]]:
    """Every document of all projects: the house and the file's stem."""
    return [(GLASSWORKS, convention_samples.STEM), *_in_folders()]


def _in_folders() -> list[tuple[str, str]]:
    return [(house, file.stem) for house, folder in FOLDERS.items() for file in sorted(folder.glob("*.yaml"))
            if file.stem not in ("mission", "house", "names")]
