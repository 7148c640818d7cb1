"""The Jinja environment of shells and pages: an allow list, and no way out of it.

A template may look a name up in a mapping, take an element of a list, loop, branch, call its own macros and use
eight filters. It has no globals, calls no method, reads no attribute, and multiplies nothing. Only plain values and
`Written` markup enter it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NewType, TypeAlias, Union

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dragoman.diagnostics import Code, Position, diagnostic
from dragoman.errors import InternalError, TemplateError

SYNTAX = Code("TPL-001", "error", "le gabarit est mal écrit : {reason}", "corrigez la balise")
REFUSED = Code(
    "TPL-002", "error", "le gabarit demande ce qu’il n’a pas le droit d’avoir : {reason}",
    "un gabarit ne peut que placer, répéter ou omettre ce qu’on lui donne",
)
TOO_LONG = Code(
    "TPL-003", "error", "le gabarit produit plus de {limit} caractères", "réduisez les boucles du gabarit",
)
FOREIGN_VALUE = Code("TPL-004", "error", "une valeur de type {type} ne peut entrer dans un gabarit")

OUTPUT_CHARACTERS = 50_000_000

_FILTERS = frozenset({"default", "first", "join", "last", "length", "lower", "trim", "upper"})
_TESTS = frozenset({"defined", "none"})
_LOOP_ATTRIBUTES = frozenset({"index", "index0", "first", "last", "length"})


@dataclass(frozen=True, slots=True)
class Written:
    """Markup that one of our writers made and escaped; a template prints it as it stands."""

    markup: str

    def __html__(self) -> str:
        return self.markup

    def __bool__(self) -> bool:
        return bool(self.markup)


Value: TypeAlias = Union[
    str, int, float, bool, Written, "Mapping[str, Value]", "list[Value]", "tuple[Value, ...]", None,
]
Admitted = NewType("Admitted", dict[str, object])
"""Values that were looked at one by one and may enter any number of templates."""


class StrictEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox with autoescape, without globals, whose unknown names raise."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, loader: BaseLoader | None = None) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, loader=loader)
        self.globals.clear()
        self.filters = {name: filter_ for name, filter_ in self.filters.items() if name in _FILTERS}
        self.tests = {name: test for name, test in self.tests.items() if name in _TESTS}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:  # noqa: ARG002 - Jinja's signature
        return isinstance(obj, LoopContext) and attr in _LOOP_ATTRIBUTES

    def is_safe_callable(self, obj: object) -> bool:
        return isinstance(obj, Macro)

    def call_binop(self, context: object, operator: str, left: object, right: object) -> Any:  # noqa: ANN401, ARG002
        raise SecurityError(operator)

    def getattr(self, obj: object, attribute: str) -> Any:  # noqa: ANN401
        if isinstance(obj, dict):
            return self._entry(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: object, argument: object) -> Any:  # noqa: ANN401
        if isinstance(obj, dict):
            return self._entry(obj, argument)
        if isinstance(obj, list | tuple) and isinstance(argument, int):
            return obj[argument] if -len(obj) <= argument < len(obj) else self.undefined(obj=obj, name=str(argument))
        raise SecurityError(f"{type(obj).__name__}[{argument!r}]")

    def _entry(self, table: dict[Any, Any], name: object) -> Any:  # noqa: ANN401
        found: Undefined = self.undefined(obj=table, name=str(name))
        return table.get(name, found)


def compiled(environment: StrictEnvironment, source: str, file: str) -> Template:
    """Compile a template's source. Raises TemplateError with the file and line."""
    try:
        return environment.from_string(source)
    except TemplateSyntaxError as error:
        found = diagnostic(SYNTAX, Position(file, error.lineno), reason=error.message or "")
        raise TemplateError([found]) from error


def admitted(values: Mapping[str, Value]) -> Admitted:
    """The values that may enter templates. Raises InternalError for one that is neither plain nor written markup."""
    return Admitted({name: _admitted(value) for name, value in values.items()})


def filled(template: Template, values: Admitted, file: str) -> str:
    """Render a template.

    Raises TemplateError when the template asks for an unknown name or for anything but its values, or when it
    never ends.
    """
    pieces: list[str] = []
    length = 0
    try:
        for piece in template.generate(values):
            length += len(piece)
            if length > OUTPUT_CHARACTERS:
                raise TemplateError([diagnostic(TOO_LONG, Position(file), limit=OUTPUT_CHARACTERS)])
            pieces.append(piece)
    except (JinjaError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise TemplateError([diagnostic(REFUSED, Position(file), reason=str(error))]) from error
    return "".join(pieces)


def _admitted(value: object) -> object:
    if value is None or isinstance(value, Written) or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Mapping):
        return {str(name): _admitted(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_admitted(item) for item in value)
    raise InternalError([diagnostic(FOREIGN_VALUE, type=type(value).__name__)])
