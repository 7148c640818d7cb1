"""Read a project: its files become trees, the trees typed models, the models facts, names and messages."""

import dataclasses
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from dragoman.diagnostics import NOWHERE, Code, Diagnostic, Position, diagnostic, refusal
from dragoman.errors import SourceError, UsageError
from dragoman.limits import YAML_BYTES
from dragoman.sources.document_models import KINDS, DocumentFile
from dragoman.sources.faults import empty_values, faults
from dragoman.sources.fields import Model
from dragoman.sources.models import HouseFile, MissionFile, NameEntry
from dragoman.sources.nodes import Node, Scalar, Table, from_python, item_name, value
from dragoman.sources.pictures import reader_of, with_images
from dragoman.sources.project import Sources
from dragoman.sources.prose import messages
from dragoman.sources.references import check_references
from dragoman.sources.typing import name_of, project_facts
from dragoman.sources.yaml import read_yaml
from dragoman.wording import Message

NO_FOLDER = Code("PRJ-001", "error", "le dossier « {folder} » n’existe pas", "donnez le dossier du projet")
UNREADABLE = Code("PRJ-002", "error", "le fichier ne peut être lu : {refusal}", "vérifiez ses droits d’accès")
NO_FILE = Code("PRJ-003", "error", "le fichier manque au projet", "ajoutez-le ; docs/project.md en donne la forme")
NO_KIND = Code(
    "PRJ-004", "error", "le fichier n’indique aucun genre de document connu",
    "commencez-le par « kind: » et l’un de : {kinds}",
)
NO_DOCUMENT = Code(
    "PRJ-005", "error", "le projet n’a aucun document",
    "ajoutez par exemple press-release.yaml avec « kind: press_release »",
)
NO_FACT = Code("PRJ-006", "error", "il n’y a pas de fait « {path} »", "les faits du projet : {known}")

BAD_STEM = Code(
    "PRJ-007", "error", "ce nom de fichier ne peut nommer un document",
    "renommez-le en minuscules sans accent, avec des tirets : press-release.yaml",
)

NO_FACES = Code(
    "PRJ-011", "error", "« {folder} » n’est pas un dossier du projet",
    "mettez les polices dans un dossier du projet ; pour un autre, l’option --fonts",
)

_STEM = re.compile(r"[a-z][a-z0-9_-]{0,60}")
_FIXED: dict[str, type[Model]] = {"mission": MissionFile, "house": HouseFile}


def load_sources(folder: Path) -> Sources:
    """Read a project folder. Raises SourceError with everything that can be found in all files, sound or not."""
    if not folder.is_dir():
        raise SourceError([diagnostic(NO_FOLDER, folder=folder)])
    trees: dict[str, Node] = {}
    unread: set[str] = set()
    found: list[Diagnostic] = []
    for file in sorted(file for file in folder.glob("*.yaml") if file.is_file()):
        try:
            trees[file.stem] = read_yaml(_read(file), file.name)
        except SourceError as error:
            found.extend(error.diagnostics)
            unread.add(file.stem)
    sources, more = _assembled(folder, trees, unread)
    found += more
    if sources is not None:
        sources, more = _with_files(folder, sources)
        found += more
    if found or sources is None:
        raise SourceError(sorted(found, key=Diagnostic.sort_key))
    return sources


def _with_files(folder: Path, sources: Sources) -> tuple[Sources, list[Diagnostic]]:
    """The same sources with the pictures that they name, and what is wrong with these and with the faces' folder."""
    found: list[Diagnostic] = []
    faces = sources.house.fonts
    if faces is not None and not _is_inside(folder, faces):
        found.append(diagnostic(NO_FACES, sources.position("house", ("fonts",)), "house.fonts", folder=faces))
    try:
        return with_images(sources, reader_of(folder)), found
    except SourceError as error:
        return sources, [*found, *error.diagnostics]


def _is_inside(folder: Path, name: str) -> bool:
    below = (folder / name).resolve()
    return below.is_dir() and below.is_relative_to(folder.resolve()) and below != folder.resolve()


def override_facts(sources: Sources, stem: str, overrides: Mapping[str, object]) -> Sources:
    """The same sources with some facts of a document replaced by Python values, typed as the files are."""
    trees = dict(sources.trees)
    found = []
    for path, raw in overrides.items():
        place = sources.places.get(f"{stem}/{path}") or sources.places.get(path)
        if place is None:
            known = ", ".join(sorted(sources.facts_of(stem)))
            found.append(diagnostic(NO_FACT, NOWHERE, path, path=path, known=known))
        else:
            trees[place[0]] = _replace(trees[place[0]], place[1], from_python(raw, path))
    if found:
        raise UsageError(found)
    return dataclasses.replace(assemble(sources.folder, trees), images=sources.images)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(YAML_BYTES + 1)
    except OSError as error:
        raise SourceError([diagnostic(UNREADABLE, Position(file.name), refusal=refusal(error))]) from error


def assemble(folder: Path | None, trees: Mapping[str, Node]) -> Sources:
    """Type the trees and turn them into facts, names and messages, yet without images.

    Raises SourceError with everything found.
    """
    sources, found = _assembled(folder, trees, ())
    if found or sources is None:
        raise SourceError(sorted(found, key=Diagnostic.sort_key))
    return sources


def _assembled(
    folder: Path | None, trees: Mapping[str, Node], unread: Collection[str],
) -> tuple[Sources | None, list[Diagnostic]]:
    """What the trees say, and all that is wrong with it; no sources where the faults leave too little to judge by.

    Facts and names are judged by mission, house and names, which must be whole for that; a document that is not is
    left out. `unread` are the stems of the files that no tree could be made of.
    """
    found: list[Diagnostic] = []
    shapes = dict(_shapes(trees, unread, found))
    faults_before = len(found)
    entries = {} if "names" in unread else _entries(trees.get("names"), found)
    documents = any(isinstance(shape, DocumentFile) for shape in shapes.values())
    if not found and not documents and not unread:
        found.append(diagnostic(NO_DOCUMENT, Position(str(folder) if folder else None)))
    if not documents or not shapes.keys() >= _FIXED.keys() or len(found) > faults_before or "names" in unread:
        return None, found
    sources = _sources(folder, trees, shapes, entries)
    return sources, [*found, *check_references(sources)]


def _shapes(
    trees: Mapping[str, Node], unread: Collection[str], found: list[Diagnostic],
) -> Iterator[tuple[str, Model]]:
    """The typed files but names.yaml, by stem; a faulty one is left out."""
    for stem, shape in _FIXED.items():
        if stem in trees:
            yield from _typed(trees[stem], stem, shape, found).items()
        elif stem not in unread:
            found.append(diagnostic(NO_FILE, Position(f"{stem}.yaml")))
    for stem in sorted(set(trees) - {*_FIXED, "names"}):
        kind = _kind(trees[stem])
        if not _STEM.fullmatch(stem):
            found.append(diagnostic(BAD_STEM, Position(f"{stem}.yaml")))
        elif kind in KINDS:
            yield from _typed(trees[stem], stem, KINDS[kind], found).items()
        else:
            found.append(diagnostic(NO_KIND, trees[stem].position, f"{stem}.kind", kinds=", ".join(KINDS)))


def _sources(
    folder: Path | None, trees: Mapping[str, Node], shapes: Mapping[str, Model], entries: Mapping[str, NameEntry],
) -> Sources:
    mission, house = shapes["mission"], shapes["house"]
    documents = {stem: shape for stem, shape in shapes.items() if isinstance(shape, DocumentFile)}
    if not isinstance(mission, MissionFile) or not isinstance(house, HouseFile):
        raise TypeError(folder)
    facts, places = project_facts(mission, house, documents)
    prose: dict[str, Message] = {}
    for message in (one for stem in sorted(shapes) for one in messages(stem, shapes[stem])):
        if message.own or message.key not in prose:
            prose[message.key] = message
    return Sources(
        folder, MappingProxyType(dict(trees)), mission, house, MappingProxyType(documents),
        MappingProxyType({key: name_of(key, entry) for key, entry in entries.items()}),
        MappingProxyType(facts), MappingProxyType(places), MappingProxyType(prose),
        MappingProxyType({}),
    )


def _typed(tree: Node, stem: str, shape: type[Model], found: list[Diagnostic]) -> dict[str, Model]:
    empty = list(empty_values(tree, stem))
    found.extend(empty)
    try:
        return {stem: shape.model_validate(value(tree))}
    except ValidationError as error:
        told = {one.position for one in empty}
        found.extend(one for one in faults(error, tree, stem) if one.position not in told)
        return {}


def _entries(tree: Node | None, found: list[Diagnostic]) -> dict[str, NameEntry]:
    if not isinstance(tree, Table):
        found.append(diagnostic(NO_FILE, Position("names.yaml")))
        return {}
    typed: dict[str, NameEntry] = {}
    for key, entry in tree.entries.items():
        try:
            typed[key] = NameEntry.model_validate(value(entry))
        except ValidationError as error:
            found.extend(dataclasses.replace(d, field=f"names.{d.field}") for d in faults(error, entry, key))
    return typed


def _kind(tree: Node) -> str | None:
    kind = tree.entries.get("kind") if isinstance(tree, Table) else None
    return kind.text.replace("-", "_") if isinstance(kind, Scalar) else None


def _replace(node: Node, path: tuple[str | int, ...], new: Node) -> Node:
    if not path:
        return new
    step, *rest = path
    if isinstance(node, Table) and isinstance(step, str):
        entries = {**node.entries, step: _replace(node.entries.get(step, new), tuple(rest), new)}
        return Table(entries, node.keys, node.position)
    if not isinstance(node, Table | Scalar):
        return dataclasses.replace(node, items=tuple(_items(node.items, str(step), tuple(rest), new)))
    return new


def _items(items: tuple[Node, ...], wanted: str, rest: tuple[str | int, ...], new: Node) -> Iterator[Node]:
    for item in items:
        yield _replace(item, rest, new) if item_name(item) == wanted else item


