"""The tree of a YAML source: texts, mappings and lists, each with its position."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dragoman.diagnostics import NOWHERE, Position
from dragoman.text import gate


@dataclass(frozen=True, slots=True)
class Scalar:
    """Every YAML scalar is text: `NO`, `12:30` and `+33 5` stay what was typed. `plain` is False when quoted."""

    text: str
    position: Position
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; `keys` holds where each key stands."""

    entries: Mapping[str, "Node"]
    keys: Mapping[str, Position]
    position: Position


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple["Node", ...]
    position: Position


Node: TypeAlias = Scalar | Table | Sequence


def value(node: Node) -> object:
    """The tree as plain dicts, lists and texts, for the models to type; an empty plain scalar is None."""
    match node:
        case Scalar():
            return node.text if node.text or not node.plain else None
        case Table():
            return {key: value(entry) for key, entry in node.entries.items()}
        case Sequence():
            return [value(item) for item in node.items]


def from_python(data: object, field: str = "") -> Node:
    """The same tree from Python values, without positions; scalars become their text and pass the gate."""
    if isinstance(data, Mapping):
        entries = {str(key): from_python(item, f"{field}.{key}".strip(".")) for key, item in data.items()}
        return Table(entries, dict.fromkeys(entries, NOWHERE), NOWHERE)
    if isinstance(data, list | tuple):
        return Sequence(tuple(from_python(item, f"{field}.{n}") for n, item in enumerate(data)), NOWHERE)
    if isinstance(data, bool):
        return Scalar(str(data).lower(), NOWHERE)
    return Scalar("" if data is None else gate(str(data), field=field), NOWHERE, plain=data is None)


def steps(root: Node, path: tuple[str | int, ...]) -> Iterator[Node]:
    """The nodes along a path, as far as it leads; a list item is found by its position or its name."""
    node = root
    yield node
    for step in path:
        match node:
            case Table() if isinstance(step, str) and step in node.entries:
                node = node.entries[step]
            case Sequence() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            case Sequence() if (item := _with_name(node, str(step))) is not None:
                node = item
            case _:
                continue
        yield node


def locate(root: Node, path: tuple[str | int, ...]) -> Position:
    """The position of what stands at a path, or of the nearest thing above it; a key's own place where it has one."""
    *_, nearest = steps(root, path)
    if path and isinstance(path[-1], str):
        *_, parent = steps(root, path[:-1])
        if isinstance(parent, Table) and path[-1] in parent.keys:
            return parent.keys[path[-1]]
    return nearest.position


def item_name(item: Node) -> str | None:
    """What a list item is called by: its `id`; without one, the library article that it uses, and for which party."""
    if not isinstance(item, Table):
        return None
    own, used, party = (item.entries.get(key) for key in ("id", "use", "party"))
    if own is not None or not isinstance(used, Scalar):
        return own.text if isinstance(own, Scalar) else None
    return f"{used.text}_{party.text}" if isinstance(party, Scalar) else used.text


def _with_name(node: Sequence, wanted: str) -> Node | None:
    return next((item for item in node.items if item_name(item) == wanted), None)
