"""The page: the HTML shell of a kind in one language, with one tag for each slot, in the declared order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import Template, nodes

from dragoman.appearance.sandbox import StrictEnvironment, Value, Written, admitted, compiled, filled
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import Properties
from dragoman.document.slots import SlotRule
from dragoman.errors import TemplateError

MISSING = Code(
    "PGE-001", "error", "la page n’a pas d’emplacement « {slot} »", "ajoutez la balise slots.{slot} à sa place")
REPEATED = Code(
    "PGE-002", "error", "la page a deux fois l’emplacement « {slot} »", "gardez-en un seul")
UNKNOWN = Code(
    "PGE-003", "error", "la page a un emplacement « {slot} » que ce document ne remplit pas",
    "supprimez-le, ou corrigez son nom : {near}")
MISPLACED = Code(
    "PGE-004", "error", "l’emplacement « {slot} » vient avant « {previous} », qui doit le précéder",
    "remettez les emplacements dans l’ordre de lecture : {order}")


@dataclass(frozen=True, slots=True)
class Page:
    """A compiled shell; `name` is its file as the user knows it, `slots` are those it offers."""

    name: str
    template: Template
    slots: tuple[str, ...]

    @classmethod
    def open(cls, source: str, name: str, rules: tuple[SlotRule, ...]) -> "Page":
        """Compile a shell and check its tags.

        Raises TemplateError for a shell that is not well written, and for every missing, repeated, unknown or
        misplaced tag.
        """
        environment = StrictEnvironment()
        template = compiled(environment, source, name)
        found = tuple(_faults(tuple(_tags(environment.parse(source))), name, rules))
        if found:
            raise TemplateError(found)
        return cls(name, template, tuple(rule.name for rule in rules))

    def fill(self, slots: Mapping[str, str], properties: Properties, language: str, state: str) -> str:
        """Put the markup of each slot and the properties of the document into the shell; other slots stay empty.

        `language` is a BCP 47 tag. Raises TemplateError when the shell asks for anything else.
        """
        values: dict[str, Value] = {
            "slots": {name: Written(slots.get(name, "")) for name in self.slots},
            "properties": {
                "title": properties.title, "subject": properties.subject, "author": properties.author,
                "date": properties.date, "language": language, "state": state,
            },
        }
        return filled(self.template, admitted(values), self.name)


def _tags(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """The slots that the shell prints, in its order, with their lines. A slot may also be asked about in an `if`."""
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "slots":
                yield node.attr, node.lineno


def _faults(tags: tuple[tuple[str, int], ...], file: str, rules: tuple[SlotRule, ...]) -> Iterator[Diagnostic]:
    order = [rule.name for rule in rules]
    lines: dict[str, int] = {}
    reached = 0
    for slot, line in tags:
        where = Position(file, line)
        if slot not in order:
            near = ", ".join(get_close_matches(slot, order, 1) or order)
            yield diagnostic(UNKNOWN, where, slot=slot, near=near)
        elif slot in lines:
            yield diagnostic(REPEATED, where, slot=slot)
        else:
            place = order.index(slot)
            if place < reached:
                yield diagnostic(MISPLACED, where, slot=order[reached], previous=slot, order=", ".join(order))
            lines[slot] = line
            reached = max(reached, place)
    for slot in order:
        if slot not in lines:
            yield diagnostic(MISSING, Position(file), slot=slot)
