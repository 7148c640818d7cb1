"""Trees of frozen dataclasses as canonical JSON, back again, and the JSON Schema of them.

Canonical: UTF-8, keys sorted, two spaces of indent, LF, a final newline: the same tree gives the same bytes. Each node
is an object whose `node` names its class. The schema is version 0, without promise until the three kinds of documents
exist.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import SourceError

SCHEMA_VERSION = 0

BAD_JSON = Code(
    "JSN-001", "error", "ce n’est pas un document de dragoman : {problem}",
    "utilisez un fichier écrit par « dragoman build -t json »",
)

_Node = TypeVar("_Node")


def dumps(root: object) -> str:
    tree = {"schema": SCHEMA_VERSION, "document": _encode(root)}
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def loads(text: str, cls: type[_Node]) -> _Node:
    """Rebuild a tree whose root is a `cls`. Raises SourceError when the text is not such a tree."""
    try:
        tree = json.loads(text)
        if tree["schema"] != SCHEMA_VERSION:
            raise ValueError(f"schema {tree['schema']}")  # noqa: TRY301 - every fault of the input ends below
        decoded = _decode(tree["document"], cls)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError([diagnostic(BAD_JSON, problem=f"{type(error).__name__} {error}")]) from error
    return typing.cast("_Node", decoded)


def descend(node: object) -> Iterator[object]:
    """The node and every dataclass below it, parents first."""
    if dataclasses.is_dataclass(node) and not isinstance(node, type):
        yield node
        for field in dataclasses.fields(node):
            yield from descend(getattr(node, field.name))
    elif isinstance(node, tuple):
        for item in node:
            yield from descend(item)
    elif isinstance(node, Mapping):
        for item in node.values():
            yield from descend(item)


def _encode(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: _encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"node": type(value).__name__, **fields}
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _encode(item) for key, item in value.items()}
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _decode(value: Any, hint: Any) -> object:  # noqa: ANN401 - JSON in, any node out
    if dataclasses.is_dataclass(hint):
        return _decode_node(value, typing.cast("type", hint))
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        variadic = len(arguments) == 2 and arguments[1] is Ellipsis
        kinds = [arguments[0]] * len(value) if variadic else arguments
        return tuple(_decode(item, kind) for item, kind in zip(value, kinds, strict=True))
    if origin is Mapping:
        return {_decode(key, arguments[0]): _decode(item, arguments[1]) for key, item in value.items()}
    if origin is typing.Literal:
        if value not in arguments:
            raise ValueError(f"{value!r}")
        return value
    if origin in (typing.Union, types.UnionType):
        return _decode_union(value, arguments)
    if not isinstance(value, hint):
        raise TypeError(f"{value!r}")
    return value


def _decode_node(value: Any, cls: type) -> object:  # noqa: ANN401
    fields = {key: item for key, item in value.items() if key != "node"}
    if value["node"] != cls.__name__ or set(fields) != set(_hints(cls)):
        raise ValueError(f"{value['node']}")
    return cls(**{name: _decode(fields[name], hint) for name, hint in _hints(cls).items()})


def _decode_union(value: Any, members: tuple[Any, ...]) -> object:  # noqa: ANN401
    for member in members:
        if dataclasses.is_dataclass(member) and isinstance(value, dict):
            if value.get("node") == typing.cast("type", member).__name__:
                return _decode(value, member)
        elif typing.get_origin(member) is typing.Literal:
            if value in typing.get_args(member):
                return value
        elif isinstance(member, type) and isinstance(value, member):
            return value
    raise ValueError(f"{value!r}"[:80])


def schema(root: type) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `dumps`' output for a root class, made from the classes themselves."""
    classes = sorted(_reachable(root, set()), key=lambda c: c.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"dragoman {root.__name__.lower()}",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA_VERSION}, "document": {"$ref": f"#/$defs/{root.__name__}"},
        },
        "required": ["schema", "document"],
        "additionalProperties": False,
        "$defs": {c.__name__: _node_schema(c) for c in classes},
    }


def _reachable(hint: Any, found: set[type]) -> set[type]:  # noqa: ANN401 - any annotation
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if hint not in found:
            found.add(hint)
            for below in _hints(hint).values():
                _reachable(below, found)
    else:
        for below in typing.get_args(hint):
            _reachable(below, found)
    return found


def _node_schema(cls: type) -> dict[str, Any]:
    properties = {name: _hint_schema(hint) for name, hint in _hints(cls).items()}
    return {
        "type": "object",
        "properties": {"node": {"const": cls.__name__}, **properties},
        "required": ["node", *properties],
        "additionalProperties": False,
    }


def _hint_schema(hint: Any) -> dict[str, Any]:  # noqa: ANN401
    if dataclasses.is_dataclass(hint):
        return {"$ref": f"#/$defs/{typing.cast('type', hint).__name__}"}
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return {"type": "array", "items": _hint_schema(arguments[0])}
        return {"type": "array", "prefixItems": [_hint_schema(a) for a in arguments], "items": False}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _hint_schema(arguments[1])}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_hint_schema(a) for a in arguments]}
    names: dict[Any, str] = {str: "string", bool: "boolean", int: "integer", type(None): "null"}
    return {"type": names[hint]}
