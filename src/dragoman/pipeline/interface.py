"""Diagnostics in the user's language."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from dragoman.catalogs.catalogs import Catalogs
from dragoman.diagnostics import Code, Diagnostic, fill
from dragoman.resources import folder
from dragoman.wording import Message

InterfaceLanguage: TypeAlias = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Interface:
    """Words what the program says of itself; one language, its catalogs read once."""

    language: InterfaceLanguage
    catalogs: Catalogs

    def sentence(self, code: Code) -> str:
        return self.text(Message(f"interface.{code.id}", code.sentence))

    def hint(self, code: Code) -> str:
        return self.text(Message(f"interface.{code.id}.hint", code.hint)) if code.hint else ""

    def text(self, message: Message, **values: str) -> str:
        entry = self.catalogs.lookup(message, self.language)
        return fill(entry.forms[0], values) if values else entry.forms[0]

    def explain(self, found: Diagnostic) -> str:
        """`file:line:col: error[CODE] field: what is wrong`, then the hint on a line of its own."""
        where = f"{found.position}: " if str(found.position) else ""
        field = f" {found.field}" if found.field else ""
        said = fill(self.sentence(found.code), found.values)
        line = f"{where}{found.code.severity}[{found.code.id}]{field}: {said}"
        hint = fill(self.hint(found.code), found.values)
        return f"{line}\n  hint: {hint}" if hint else line

    def record(self, found: Diagnostic) -> dict[str, object]:
        """The same as plain data, for JSON."""
        return {
            "code": found.code.id,
            "severity": found.code.severity,
            "file": found.position.file,
            "line": found.position.line,
            "column": found.position.column,
            "field": found.field,
            "message": fill(self.sentence(found.code), found.values),
            "hint": fill(self.hint(found.code), found.values),
            "values": dict(found.values),
        }


@cache
def open_interface(language: InterfaceLanguage) -> Interface:
    return Interface(language, Catalogs.load(folder("locales"), None, (language,)))


def explain(found: Diagnostic, *, language: InterfaceLanguage = "en") -> str:
    """A diagnostic as the command line prints it."""
    return open_interface(language).explain(found)
