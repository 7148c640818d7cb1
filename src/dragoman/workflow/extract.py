"""Find the product's messages in its source, and write the templates of the catalogs.

Messages and diagnostics are found without running anything: every call of `Message` and `Code` whose arguments are
literals. A project's messages come from its YAML (`sources`).
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from dragoman.catalogs import po
from dragoman.catalogs.catalog_set import CatalogSet, shared
from dragoman.catalogs.catalogs import PRODUCT_DOMAINS, Catalogs, domain_of, template_path
from dragoman.catalogs.po import PoEntry, PoFile
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.errors import CatalogError, TextError
from dragoman.files import write_atomic
from dragoman.text import gate
from dragoman.wording import GrammarError, Message, parse

NOT_LITERAL = Code(
    "PO-040", "error", "cet appel de {name} ne se lit pas sans exécuter le programme",
    "donnez-lui des textes littéraux, sans variable, calcul ni f-string",
)
SAME_KEY = Code("PO-041", "error", "cette clé est déjà prise dans {first}", "donnez à chaque message la sienne")
NO_DOMAIN = Code(
    "PO-042", "error", "« {domain} » n’est pas un domaine de catalogue",
    "commencez la clé par l’un de ceux-ci : {known}",
)
GRAMMAR = Code(
    "PO-043", "error", "accolade mal écrite près de « {found} »",
    "écrivez {{chemin}}, {{chemin:style}} ou {{chemin?masculin|féminin}} ; {{{{ donne une accolade",
)
UNCOMPOSED = Code(
    "PO-044", "error", "le texte contient un accent séparé de sa lettre ou une fin de ligne étrangère",
    "retapez-le dans un éditeur en UTF-8",
)

_MADE: dict[str, Callable[..., Message | Code]] = {"Message": Message, "Code": Code}
_WITHOUT_WORDING = ("catalogs", "pipeline", "sources", "workflow")
"""Packages that only handle messages: there a key that is no literal belongs to what they handle."""


def product_messages(package: Path) -> tuple[Message, ...]:
    """Return the messages of a package's source, by file and in order.

    A diagnostic gives two, its sentence `interface.<id>` and its hint `interface.<id>.hint`. Raises CatalogError
    for calls that are not literal, texts against the grammar, and keys that are used twice or have no domain.
    """
    messages: dict[str, Message] = {}
    faults: list[Diagnostic] = []
    for path in sorted(package.rglob("*.py")):
        file = path.relative_to(package.parent).as_posix()
        exempt = path.relative_to(package).parts[0] in _WITHOUT_WORDING
        for call in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            where = Position(file, call.lineno, call.col_offset + 1)
            if exempt and _name(call) == "Message" and not _literal_key(call):
                continue
            try:
                made = tuple(_messages(call, file))
            except (TypeError, ValueError):
                faults.append(diagnostic(NOT_LITERAL, where, name=_name(call)))
                continue
            for message in made:
                faults.extend(_message_faults(message, where, messages))
                messages.setdefault(message.key, message)
    if faults:
        raise CatalogError(sorted(faults, key=Diagnostic.sort_key))
    return tuple(messages.values())


def templates(catalogs: CatalogSet, wording: Catalogs) -> dict[Path, bytes]:
    """Return the template of each domain: the effective French of the messages that every language has."""
    found = {}
    for domain in catalogs.domains:
        entries = tuple(
            untranslated(message, wording.french(message), len(message.forms))
            for message in shared(catalogs.messages_of(domain, "fr")))
        path = template_path(catalogs.root, domain)
        if entries or path.exists():
            found[path] = po.render(PoFile(None, entries, po.with_headers(None, {})))
    return found


def write_templates(catalogs: CatalogSet) -> tuple[Path, ...]:
    """Write the templates that changed, and return their paths. Raises CatalogError and OutputError."""
    found = templates(catalogs, catalogs.catalogs())
    changed = {path: data for path, data in found.items() if differs(path, data)}
    for path, data in changed.items():
        write_atomic(path, data)
    return tuple(changed)


def differs(path: Path, data: bytes) -> bool:
    """Say whether a file holds anything else than `data`, or cannot be read at all."""
    try:
        return path.read_bytes() != data
    except OSError:
        return True


def untranslated(message: Message, ids: tuple[str, ...], slots: int) -> PoEntry:
    """Return an empty entry with what the extraction says to the translator."""
    notes = [line.strip() for line in message.note.splitlines() if line.strip()]
    if message.by is not None:
        notes.append(f"by: {message.by}")
    if message.optional:
        notes.append("optional: " + ", ".join(message.optional))
    if message.only is not None:
        notes.append(f"only: {message.only}")
    files = (message.file.replace(" ", "%20"),) if message.file else ()
    strings = ("",) * (slots if len(ids) > 1 else 1)
    return PoEntry(message.key, ids, strings, notes="\n".join(notes), files=files)


def _calls(tree: ast.Module) -> list[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node) in _MADE]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _literal_key(call: ast.Call) -> bool:
    keys = [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg == "key")]
    return bool(keys) and isinstance(keys[0], ast.Constant)


def _messages(call: ast.Call, file: str) -> Iterator[Message]:
    """The messages of one call. Raises ValueError or TypeError where its arguments are not literals that fit."""
    arguments = [ast.literal_eval(argument) for argument in call.args]
    named = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in call.keywords}
    made = _MADE[_name(call)](*arguments, **named)
    if isinstance(made, Message):
        yield replace(made, file=file)
        return
    yield Message(f"interface.{made.id}", made.sentence, file=file)
    if made.hint:
        yield Message(f"interface.{made.id}.hint", made.hint, file=file)


def _message_faults(message: Message, where: Position, known: dict[str, Message]) -> Iterator[Diagnostic]:
    if message.key in known:
        yield diagnostic(SAME_KEY, where, message.key, first=known[message.key].file)
    if domain_of(message.key) not in PRODUCT_DOMAINS:
        yield diagnostic(
            NO_DOMAIN, where, message.key, domain=domain_of(message.key), known=", ".join(PRODUCT_DOMAINS))
    for text in message.forms:
        try:
            parse(text)
            if gate(text, position=where, field=message.key) != text:
                yield diagnostic(UNCOMPOSED, where, message.key)
        except GrammarError as error:
            yield diagnostic(GRAMMAR, where, message.key, found=error.fragment)
        except TextError as error:
            yield from error.diagnostics
