"""Diagnostics in the user's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, TypeAlias

from dragoman.catalogs.catalogs import Catalogs
from dragoman.diagnostics import Code, Diagnostic, fill
from dragoman.language.numbers import write_digits
from dragoman.language.plural import form_index
from dragoman.resources import folder
from dragoman.wording import Message

InterfaceLanguage: TypeAlias = Literal["fr", "en"]


LANGUAGE_NAMES = {
    "fr": Message("interface.language.fr", "français"),
    "en": Message("interface.language.en", "anglais"),
    "ja": Message("interface.language.ja", "japonais"),
}
REFUSALS = {
    "ENOENT": Message("interface.system.enoent", "il n’y a rien sous ce nom"),
    "EACCES": Message("interface.system.eacces", "l’accès est interdit"),
    "EPERM": Message("interface.system.eperm", "le système ne le permet pas"),
    "EISDIR": Message("interface.system.eisdir", "c’est un dossier"),
    "ENOTDIR": Message("interface.system.enotdir", "le chemin passe par un fichier comme par un dossier"),
    "ENOSPC": Message("interface.system.enospc", "il n’y a plus de place sur le disque"),
    "EROFS": Message("interface.system.erofs", "le disque est en lecture seule"),
    "ENAMETOOLONG": Message("interface.system.enametoolong", "le nom est trop long"),
    "ELOOP": Message("interface.system.eloop", "des liens symboliques tournent en rond"),
    "EMFILE": Message("interface.system.emfile", "trop de fichiers sont ouverts"),
    "EIO": Message("interface.system.eio", "le disque a un défaut (EIO)"),
}
"""What a system most often answers; anything else is told by its name."""
_OF_LANGUAGES = frozenset({"language", "present", "absent"})
"""Values of diagnostics that hold language tags, parted by commas; a sentence names the languages."""


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

    def counted(self, message: Message, number: Decimal | int, **values: str) -> str:
        """A message that has a plural, in the form that the number takes in the language of its words; `{n}` is it."""
        entry = self.catalogs.lookup(message, self.language)
        form = entry.forms[form_index(entry.language, Decimal(number))]
        return fill(form, {"n": self.number(number), **values})

    def number(self, number: Decimal | int) -> str:
        """A number as the language writes it."""
        return write_digits(Decimal(number), self.language)

    def explain(self, found: Diagnostic) -> str:
        """`file:line:col: error[CODE] field: what is wrong`, then the hint on a line of its own."""
        where = f"{found.position}: " if str(found.position) else ""
        field = f" {found.field}" if found.field else ""
        said = fill(self.sentence(found.code), self._worded(found.values))
        line = f"{where}{found.code.severity}[{found.code.id}]{field}: {said}"
        hint = fill(self.hint(found.code), self._worded(found.values))
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
            "message": fill(self.sentence(found.code), self._worded(found.values)),
            "hint": fill(self.hint(found.code), self._worded(found.values)),
            "values": dict(found.values),
        }


    def _worded(self, values: Mapping[str, str]) -> dict[str, str]:
        return {name: self._value(name, text) for name, text in values.items()}

    def _value(self, name: str, text: str) -> str:
        if name in _OF_LANGUAGES:
            return self._languages(text)
        return self.text(REFUSALS[text]) if name == "refusal" and text in REFUSALS else text

    def _languages(self, tags: str) -> str:
        """The languages by name; anything else as it stands."""
        known = {tag: self.text(name) for tag, name in LANGUAGE_NAMES.items()}
        return ", ".join(known.get(tag, tag) for tag in tags.split(", "))


@cache
def open_interface(language: InterfaceLanguage) -> Interface:
    return Interface(language, Catalogs.load(folder("locales"), None, (language,)))


def explain(found: Diagnostic, *, language: InterfaceLanguage = "en") -> str:
    """A diagnostic as the command line prints it."""
    return open_interface(language).explain(found)
