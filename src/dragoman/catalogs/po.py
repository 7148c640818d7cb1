"""One PO file: read strictly, written in one canonical form.

polib reads and writes, never wrapping a line, so that its files equal those of `msgcat --no-wrap` byte for byte; what
it would misread is refused before it (`catalogs.syntax`), and what it read is compared with what was scanned.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib

from dragoman.catalogs.syntax import ScannedEntry, scan
from dragoman.diagnostics import NOWHERE, Code, Diagnostic, Position, diagnostic, refusal
from dragoman.document.nodes import LanguageTag
from dragoman.errors import CatalogError
from dragoman.languages import LANGUAGES
from dragoman.limits import PO_BYTES
from dragoman.text import compose

NOT_UTF8 = Code(
    "PO-001", "error", "le fichier n’est pas en UTF-8 (octet n° {offset})",
    "enregistrez-le en UTF-8, sans quoi les accents se perdent",
)
BYTE_ORDER_MARK = Code(
    "PO-002", "error", "le fichier commence par une marque d’ordre des octets", "enregistrez-le en « UTF-8 sans BOM »",
)
TOO_LARGE = Code("PO-003", "error", "le fichier dépasse {limit} octets", "répartissez-le en plusieurs catalogues")
UNREADABLE = Code("PO-005", "error", "le fichier ne peut pas être lu : {refusal}", "vérifiez le chemin et vos droits")
HEADER_LINE = Code(
    "PO-019", "error", "l’en-tête contient « {found} », qui n’est pas un champ, ou l’est déjà",
    "écrivez chaque champ une seule fois, sous la forme « Nom: valeur\\n »",
)
HEADER_VALUE = Code(
    "PO-020", "error", "le champ {name} de l’en-tête vaut « {found} »", "écrivez « {name}: {expected}\\n »",
)
MISREAD = Code(
    "PO-021", "error", "le message se lit de deux façons", "récrivez-le à la main sur des lignes neuves",
)

FUZZY = "fuzzy"
OMIT = "x-omit"
"""Flag of a translation that is empty on purpose; a translator's comment gives the reason."""

_SOURCE_LANGUAGE = "fr"
_HEADER_LINE = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]*):[ \t]*(?P<value>.*)")
_OBSOLETE_PREVIOUS = re.compile(r"^[ \t]*#~\|", re.MULTILINE)
_EMPTY_COMMENT = re.compile(r"^(#\.?) $", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PoEntry:
    """A message in one catalog.

    `ids` is the French it was written from, singular and plural; `strings` the translation, one text a plural form,
    empty where there is none. `previous` is the French before the last change, `remarks` a translator's comment,
    `notes` and `files` come from the extraction. `where` is the place of the key.
    """

    key: str
    ids: tuple[str, ...]
    strings: tuple[str, ...]
    flags: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    previous_key: str | None = None
    remarks: str = ""
    notes: str = ""
    files: tuple[str, ...] = ()
    obsolete: bool = False
    where: Position = dataclasses.field(default=NOWHERE, compare=False)

    @property
    def fuzzy(self) -> bool:
        return FUZZY in self.flags

    @property
    def omitted(self) -> bool:
        return OMIT in self.flags and not any(self.strings)

    @property
    def complete(self) -> bool:
        """Every plural form is written, or the message is empty on purpose."""
        return self.omitted or all(self.strings)

    @property
    def begun(self) -> bool:
        """Somebody has written something, if only that the message is empty on purpose."""
        return self.omitted or any(self.strings)

    def repeats(self, source: tuple[str, ...]) -> bool:
        """A French entry that rewords nothing: it repeats the text in code or YAML, the former one or `source`."""
        return (self.strings == self.ids and not self.fuzzy) or (self.strings == source and self.ids != source)


@dataclass(frozen=True, slots=True)
class PoFile:
    """A catalog of one language, or a template where `language` is None; obsolete entries come last."""

    language: LanguageTag | None
    entries: tuple[PoEntry, ...]
    metadata: tuple[tuple[str, str], ...]
    remarks: str = ""
    file: str = dataclasses.field(default="", compare=False)

    @property
    def live(self) -> dict[str, PoEntry]:
        return {entry.key: entry for entry in self.entries if not entry.obsolete}


def slots(language: LanguageTag) -> int:
    """Return the number of plural forms of a language."""
    return int(LANGUAGES[language].plural_forms.removeprefix("nplurals=").split(";")[0])


def with_headers(language: LanguageTag | None, kept: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the header fields of a catalog: ours, and those that other tools have written."""
    ours = {
        "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": _SOURCE_LANGUAGE,
    }
    if language is not None:
        ours |= {"Language": language, "Plural-Forms": LANGUAGES[language].plural_forms}
    ordered = polib.POFile()
    ordered.metadata = {**kept, **ours}
    return tuple(ordered.ordered_metadata())


def read(path: Path, language: LanguageTag) -> PoFile:
    """Read the catalog of a language. Raises CatalogError with every fault of the file."""
    try:
        with path.open("rb") as file:
            data = file.read(PO_BYTES + 1)
    except OSError as error:
        raise CatalogError([diagnostic(UNREADABLE, Position(str(path)), refusal=refusal(error))]) from error
    return parse(data, language, str(path))


def parse(data: bytes, language: LanguageTag, file: str) -> PoFile:
    """Read the bytes of a catalog; `file` names it in diagnostics. Raises CatalogError with every fault."""
    text = _decode(data, file)
    scanned, faults = scan(text, file, slots(language))
    if not faults:
        faults = tuple(_header_faults(scanned[0], language, file))
    if faults:
        raise CatalogError(sorted(faults, key=Diagnostic.sort_key))
    try:
        library = polib.pofile(_OBSOLETE_PREVIOUS.sub("#|", text), wrapwidth=0, encoding="utf-8")
    except OSError as error:
        raise CatalogError([diagnostic(MISREAD, Position(file))]) from error
    entries = tuple(_agreed(scanned[1:], library, file))
    return PoFile(
        language, tuple(sorted(entries, key=lambda entry: entry.obsolete)), tuple(library.ordered_metadata()),
        compose(library.header), file)


def render(catalog: PoFile) -> bytes:
    """Write a catalog in its canonical form: no wrapping, header fields in gettext's order, obsolete entries last."""
    out = polib.POFile(wrapwidth=0)
    out.metadata = dict(catalog.metadata)
    out.extend(_library_entry(entry) for entry in catalog.entries)
    remarks = "".join(f"# {line}\n" for line in catalog.remarks.split("\n")) if catalog.remarks else ""
    return _EMPTY_COMMENT.sub(r"\1", remarks + str(out).removeprefix("#\n")).encode()


def _decode(data: bytes, file: str) -> str:
    if len(data) > PO_BYTES:
        raise CatalogError([diagnostic(TOO_LARGE, Position(file), limit=PO_BYTES)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogError([diagnostic(NOT_UTF8, Position(file, line), offset=error.start + 1)]) from error
    if text.startswith("\ufeff"):
        raise CatalogError([diagnostic(BYTE_ORDER_MARK, Position(file, 1, 1))])
    return text.replace("\r\n", "\n")


def _header_faults(header: ScannedEntry, language: LanguageTag, file: str) -> Iterator[Diagnostic]:
    where = Position(file, header.line)
    fields: dict[str, str] = {}
    for line in header.strings[0].removesuffix("\n").split("\n"):
        match = _HEADER_LINE.fullmatch(line)
        if match is None or match["name"] in fields:
            yield diagnostic(HEADER_LINE, where, found=line)
        else:
            fields[match["name"]] = match["value"].strip()
    for name, expected in with_headers(language, {}):
        found = fields.get(name, "")
        if name in ("Language", "Content-Type", "Plural-Forms") and _loose(found) != _loose(expected):
            yield diagnostic(HEADER_VALUE, where, name=name, found=found, expected=expected)


def _loose(value: str) -> str:
    """A header value without what tools write differently: case, spaces, the plural's parentheses, a last semicolon."""
    tight = re.sub(r"\s*(\W)\s*", r"\1", value.strip()).removesuffix(";").casefold()
    return re.sub(r";plural=\((.*)\)$", r";plural=\1", tight)


def _agreed(scanned: tuple[ScannedEntry, ...], library: polib.POFile, file: str) -> Iterator[PoEntry]:
    """Pair what was scanned with what the library read, which must be the same."""
    if len(scanned) != len(library):
        raise CatalogError([diagnostic(MISREAD, Position(file))])
    for ours, theirs in zip(scanned, library, strict=True):
        ids = (theirs.msgid, theirs.msgid_plural) if theirs.msgid_plural else (theirs.msgid,)
        strings = tuple(theirs.msgstr_plural.values()) if theirs.msgid_plural else (theirs.msgstr,)
        strings += ("",) * (len(ours.strings) - len(strings))
        read_by_library = (theirs.msgctxt or "", bool(theirs.obsolete), _composed(ids), _composed(strings))
        if ours.key is None or read_by_library != (ours.key, ours.obsolete, ours.ids, ours.strings):
            raise CatalogError([diagnostic(MISREAD, Position(file, ours.line), ours.key or "")])
        yield PoEntry(
            ours.key, ours.ids, ours.strings,
            flags=tuple(dict.fromkeys(flag for flag in theirs.flags if flag)),
            previous=_composed(
                text for text in (theirs.previous_msgid, theirs.previous_msgid_plural) if text is not None),
            previous_key=theirs.previous_msgctxt, remarks=compose(theirs.tcomment),
            notes="" if ours.obsolete else compose(theirs.comment),
            files=() if ours.obsolete else _files(theirs),
            obsolete=ours.obsolete, where=Position(file, ours.line))


def _files(entry: polib.POEntry) -> tuple[str, ...]:
    return tuple(f"{name}:{line}" if line else name for name, line in entry.occurrences)


def _composed(texts: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(compose(text) for text in texts)


def _library_entry(entry: PoEntry) -> polib.POEntry:
    plural = len(entry.ids) > 1
    previous = entry.previous + (None,) * (2 - len(entry.previous))
    return polib.POEntry(
        msgctxt=entry.key, msgid=entry.ids[0], msgid_plural=entry.ids[1] if plural else "",
        msgstr="" if plural else entry.strings[0],
        msgstr_plural=dict(enumerate(entry.strings)) if plural else {},
        flags=list(entry.flags), previous_msgctxt=entry.previous_key,
        previous_msgid=previous[0], previous_msgid_plural=previous[1],
        tcomment=entry.remarks, comment=entry.notes, occurrences=[(name, "") for name in entry.files],
        obsolete=entry.obsolete)
