"""Diagnostics as data: a code, a position and named values.

The sentence and the hint of a code are messages of the domain `interface`; what stands here is their French
source. A module declares the codes it raises beside the code that raises them; `catalog extract --product`
finds every `Code(...)` call, so its arguments are literals.
"""

import dataclasses
import errno
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of diagnostic.

    `sentence` and `hint` are French and may hold `{name}` placeholders, filled from the diagnostic's values.
    """

    id: str
    severity: Severity
    sentence: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a source: `file` as the user named it, `line` and `column` counted from 1, None where unknown."""

    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


NOWHERE = Position()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: `field` is the path of the datum or the key of the message, `values` fill the sentence."""

    code: Code
    position: Position = NOWHERE
    field: str = ""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def __reduce__(self) -> tuple[type["Diagnostic"], tuple[object, ...]]:
        return Diagnostic, (self.code, self.position, self.field, dict(self.values))

    def sort_key(self) -> tuple[str, int, int, str, str]:
        where = self.position
        return (where.file or "", where.line or 0, where.column or 0, self.code.id, self.field)


def diagnostic(code: Code, position: Position = NOWHERE, field: str = "", **values: object) -> Diagnostic:
    """Make a diagnostic; every value is kept as visible text (control characters escaped)."""
    shown = {name: visible(str(value)) for name, value in values.items()}
    return Diagnostic(code, position, field, MappingProxyType(shown))


def refusal(error: OSError) -> str:
    """What a system answers, by the name of its number (ENOENT): its own words are in a language of its own."""
    return errno.errorcode.get(error.errno or 0) or str(error) or type(error).__name__


def visible(text: str) -> str:
    """Escape what a terminal or a reader would not show: control characters, lone surrogates, bidi controls."""
    return "".join(c if c.isprintable() or c in "\u202f\u00a0" else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}" if ord(character) > 0xFF else f"\\x{ord(character):02x}"


_FIELD = re.compile(r"\{\{|\}\}|\{([a-z_]+)\}")


def fill(sentence: str, values: Mapping[str, str]) -> str:
    """Put the values into a sentence in one pass: no format mini-language is ever run, no value is read again."""
    def field(match: re.Match[str]) -> str:
        return match[0][0] if match[1] is None else values.get(match[1], match[0])
    return _FIELD.sub(field, sentence)
