"""Read one YAML source into a tree with positions.

The scan works on the parser's events, so a hostile file is refused before anything is built (the C loader crashes on
100,000 nested brackets). No anchors, aliases, tags, second documents or duplicate keys.
"""

from collections.abc import Iterator
from typing import Protocol

import yaml

from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.errors import SourceError, TextError
from dragoman.limits import YAML_BYTES, YAML_DEPTH, YAML_NODES
from dragoman.sources.nodes import Node, Scalar, Sequence, Table
from dragoman.text import gate

NOT_UTF8 = Code(
    "YML-001", "error", "le fichier n’est pas en UTF-8 (octet n° {offset})",
    "enregistrez-le en UTF-8, sans quoi les accents se perdent",
)
TOO_LARGE = Code("YML-002", "error", "le fichier dépasse {limit} octets", "répartissez son contenu")
SYNTAX = Code(
    "YML-003", "error", "YAML mal formé : {problem}", "vérifiez l’indentation, les guillemets et les deux-points",
)
TOO_DEEP = Code("YML-004", "error", "plus de {limit} niveaux imbriqués", "aplanissez la structure")
TOO_MANY = Code("YML-005", "error", "plus de {limit} éléments", "répartissez le contenu du fichier")
NOT_PLAIN = Code(
    "YML-006", "error", "les ancres, alias et étiquettes YAML ({found}) ne sont pas admis",
    "écrivez la valeur elle-même, entre guillemets si elle commence par &, * ou !",
)
DUPLICATE = Code("YML-007", "error", "la clé « {key} » est donnée deux fois", "gardez-en une seule")
BAD_KEY = Code("YML-008", "error", "une clé doit être un mot simple", "mettez le texte après une clé et deux-points")
SEVERAL = Code("YML-009", "error", "le fichier contient plusieurs documents YAML", "supprimez la ligne « --- »")
EMPTY = Code("YML-010", "error", "le fichier est vide", "écrivez-y au moins une clé")


def read_yaml(data: bytes, name: str) -> Node:
    """Return the tree of the file `name`. Raises SourceError with everything found."""
    return _Builder(name).build(_decode(data, name))


def _decode(data: bytes, name: str) -> str:
    if len(data) > YAML_BYTES:
        raise SourceError([diagnostic(TOO_LARGE, Position(name), limit=YAML_BYTES)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError([diagnostic(NOT_UTF8, Position(name, line), offset=error.start + 1)]) from error
    _refuse_controls(text, name)
    return text


def _refuse_controls(text: str, name: str) -> None:
    """Name raw characters that the YAML parser itself would refuse without saying where."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isprintable():
            try:
                for piece in _pieces(line):
                    gate(piece)
            except TextError as error:
                found += [diagnostic(d.code, Position(name, number), "", **d.values) for d in error.diagnostics]
    if found:
        raise SourceError(found)


def _pieces(line: str, size: int = 10_000) -> Iterator[str]:
    for start in range(0, len(line), size):
        yield line[start:start + size]


class _Mark(Protocol):
    line: int
    column: int


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[Diagnostic] = []
        self.depth = 0
        self.count = 0

    def build(self, text: str) -> Node:
        events = self._events(text)
        root = self._document(events)
        if self.found:
            raise SourceError(self.found)
        return root

    def _events(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            raise self._stop(SYNTAX, getattr(error, "problem_mark", None), problem=_problem(error)) from error

    def _document(self, events: Iterator[yaml.Event]) -> Node:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._stop(SEVERAL, event.start_mark)
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events)
        if root is None:
            raise SourceError([diagnostic(EMPTY, Position(self.name))])
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
        self._guard(event)
        position = self._position(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(self._gate(event.value, position), position, plain=not event.style)
        self.depth += 1
        if self.depth > YAML_DEPTH:
            raise self._stop(TOO_DEEP, event.start_mark, limit=YAML_DEPTH)
        node = self._table(events, position) if isinstance(event, yaml.MappingStartEvent) else (
            self._sequence(events, position))
        self.depth -= 1
        return node

    def _sequence(self, events: Iterator[yaml.Event], position: Position) -> Sequence:
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events))
        return Sequence(tuple(items), position)

    def _table(self, events: Iterator[yaml.Event], position: Position) -> Table:
        entries: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events)
            value = self._node(next(events), events)
            if not isinstance(key, Scalar):
                self.found.append(diagnostic(BAD_KEY, key.position))
            elif key.text in entries:
                self.found.append(diagnostic(DUPLICATE, key.position, key=key.text))
            else:
                entries[key.text] = value
                keys[key.text] = key.position
        return Table(entries, keys, position)

    def _guard(self, event: yaml.Event) -> None:
        self.count += 1
        if self.count > YAML_NODES:
            raise self._stop(TOO_MANY, event.start_mark, limit=YAML_NODES)
        marks = {"*": isinstance(event, yaml.AliasEvent), "&": getattr(event, "anchor", None),
                 "!": getattr(event, "tag", None)}
        for sign, present in marks.items():
            if present:
                raise self._stop(NOT_PLAIN, event.start_mark, found=sign)

    def _gate(self, text: str, position: Position) -> str:
        try:
            return gate(text, position=position)
        except TextError as error:
            self.found.extend(error.diagnostics)
            return ""

    def _position(self, mark: _Mark | None) -> Position:
        return Position(self.name) if mark is None else Position(self.name, mark.line + 1, mark.column + 1)

    def _stop(self, code: Code, mark: _Mark | None, **values: object) -> SourceError:
        return SourceError([*self.found, diagnostic(code, self._position(mark), "", **values)])


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
