"""The image files that a project names: the logo of its house, the pictures of its documents."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import assert_never

from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.errors import SourceError
from dragoman.images import Image, read_image
from dragoman.limits import IMAGE_BYTES
from dragoman.sources.convention_models import ConventionFile
from dragoman.sources.document_models import PressReleaseFile
from dragoman.sources.invitation_models import InvitationFile
from dragoman.sources.project import Sources

NO_IMAGE = Code("IMG-004", "error", "le fichier « {name} » ne peut être lu", "mettez l’image dans le dossier du projet")
OUTSIDE = Code(
    "IMG-005", "error", "« {name} » sort du dossier du projet",
    "mettez l’image dans le dossier du projet et donnez son chemin à partir de là",
)

Reader = Callable[[str], bytes]
"""Gives the bytes of a file by its path in the project. Raises LookupError or OSError where there is none."""


def reader_of(folder: Path) -> Reader:
    """Read files below a folder, and nothing above it, links included. Raises PermissionError for the rest."""
    root = folder.resolve()

    def read(name: str) -> bytes:
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            raise PermissionError(name)
        if not path.is_file():
            raise FileNotFoundError(name)
        with path.open("rb") as file:
            return file.read(IMAGE_BYTES + 1)

    return read


def with_images(sources: Sources, read: Reader) -> Sources:
    """The same sources with their images. Raises SourceError with everything found."""
    images: dict[str, Image] = {}
    found: list[Diagnostic] = []
    for name, position, field in _named(sources):
        try:
            if name not in images:
                images[name] = read_image(name, read(name))
        except SourceError as error:
            found += [replace(one, position=position, field=field) for one in error.diagnostics]
        except PermissionError:
            found.append(diagnostic(OUTSIDE, position, field, name=name))
        except (LookupError, OSError, ValueError):
            found.append(diagnostic(NO_IMAGE, position, field, name=name))
    if found:
        raise SourceError(found)
    return replace(sources, images=MappingProxyType(images))


def _named(sources: Sources) -> Iterator[tuple[str, Position, str]]:
    if sources.house.logo is not None:
        yield sources.house.logo, sources.position("house", ("logo",)), "house.logo"
    for stem, document in sources.documents.items():
        match document:
            case PressReleaseFile():
                for picture in document.pictures:
                    place = sources.position(stem, ("pictures", picture.id, "file"))
                    yield picture.file, place, f"{stem}.pictures.{picture.id}.file"
            case ConventionFile() | InvitationFile():
                pass
            case _:
                assert_never(document)
