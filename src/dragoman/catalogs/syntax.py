"""The syntax of PO, read strictly: every fault of a file with its place.

polib, which reads the file afterwards, loses an unterminated msgid, keeps duplicates, takes `msgstr[10]` for
`msgstr[1]` and drops a comment that stands where it expects none; it is given only what passes here.
"""

import re
from dataclasses import dataclass, field

from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.errors import TextError
from dragoman.limits import PO_ENTRIES
from dragoman.text import gate

TOO_MANY = Code("PO-004", "error", "plus de {limit} messages", "répartissez-les en plusieurs catalogues")
UNREADABLE_LINE = Code(
    "PO-006", "error", "la ligne n’est pas du format PO : {found}",
    "un commentaire commence par « # » et une espace, un texte par msgctxt, msgid ou msgstr et des guillemets droits",
)
UNCLOSED = Code(
    "PO-007", "error", "le texte n’est pas fermé par un guillemet droit en fin de ligne",
    "ajoutez le guillemet qui manque",
)
UNESCAPED = Code(
    "PO-008", "error", "un guillemet droit coupe le texte", "écrivez-le avec une barre oblique inverse devant",
)
ESCAPE = Code(
    "PO-009", "error", "« {found} » n’a pas de sens dans un texte", 'seuls \\n, \\t, \\" et \\\\ sont admis',
)
MISPLACED = Code(
    "PO-010", "error", "« {found} » n’est pas à sa place",
    "l’ordre est : commentaires, msgctxt, msgid, msgid_plural, puis msgstr ou msgstr[0], msgstr[1]",
)
INCOMPLETE = Code(
    "PO-011", "error", "le message s’arrête après « {found} »", "complétez-le jusqu’à msgstr, ou supprimez-le",
)
SLOT = Code(
    "PO-012", "error", "« {found} » est de trop : la dernière forme de cette langue est msgstr[{last}]",
    "supprimez cette forme",
)
KEYLESS = Code(
    "PO-013", "error", "le message n’a pas de clé",
    "remettez sa ligne msgctxt, ou supprimez-le et relancez la mise à jour",
)
BAD_KEY = Code(
    "PO-014", "error", "« {found} » n’est pas une clé", "une clé est faite de mots et de points : press_release.label",
)
TWICE = Code("PO-015", "error", "cette clé est déjà à la ligne {first}", "gardez le bon message, supprimez l’autre")
EMPTY_ID = Code(
    "PO-016", "error", "le texte source (msgid) est vide", "relancez la mise à jour des catalogues, qui l’écrit",
)
HEADERLESS = Code(
    "PO-017", "error", "le fichier ne commence pas par son en-tête",
    'remettez en tête le message vide (msgid "") avec ses lignes Language, Content-Type et Plural-Forms',
)
ORPHAN = Code(
    "PO-018", "error", "ce commentaire n’appartient à aucun message",
    "déplacez-le au-dessus d’un message, ou supprimez-le",
)
BACKSLASH = Code(
    "PO-022", "error", "le commentaire finit par une barre oblique inverse, qui avale la ligne suivante",
    "supprimez-la",
)

_FAULTS = 200
"""Enough to mend a file by; a file that is not PO at all would have one a line."""

_COMMENT = re.compile(r"#[.:,]?(?=[ \t]|$)")
_STATEMENT = re.compile(
    r'(?P<mark>#~\||#~|#\||)(?P<gap>[ \t]*)(?P<keyword>[^\s"]*)(?P<space>[ \t]*)(?P<string>.*)', re.DOTALL)
_INSIDE = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_SLOT = re.compile(r"msgstr\[(0|[1-9][0-9]*)\]")
_KEY = re.compile(r"[\w-]+(?:\.[\w-]+)+")

_FOLLOWS = {
    "": {"|msgctxt", "|msgid", "msgctxt", "msgid"},
    "|msgctxt": {"|msgid"},
    "|msgid": {"|msgid_plural", "msgctxt", "msgid"},
    "|msgid_plural": {"msgctxt", "msgid"},
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr[0]"},
}
_OPENING = _FOLLOWS[""]
_KEYWORDS = {"msgctxt", "msgid", "msgid_plural", "msgstr"}


@dataclass(frozen=True, slots=True)
class ScannedEntry:
    """An entry as it stands in the file: `key` is None in the header, `strings` has one text a plural form."""

    line: int
    obsolete: bool
    key: str | None
    ids: tuple[str, ...]
    strings: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """An entry being read; `fields` holds the pieces of each text, in order of appearance."""

    line: int
    comments: str = ""
    mark: str = ""
    obsolete: bool = False
    last: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    broken: bool = False

    @property
    def complete(self) -> bool:
        return self.last.startswith("msgstr")

    @property
    def begun(self) -> bool:
        return self.last.startswith("msg")


class _Full(Exception):  # noqa: N818 - not an error: the list of faults is long enough
    pass


def scan(text: str, file: str, slots: int) -> tuple[tuple[ScannedEntry, ...], tuple[Diagnostic, ...]]:
    """Return the entries of a PO text, header first, and its faults; the entries count only where there is no fault.

    `slots` is the number of plural forms of the language.
    """
    scanner = _Scanner(file, slots)
    try:
        for number, line in enumerate(text.split("\n"), 1):
            scanner.line(number, line)
        scanner.end()
    except _Full:
        pass
    return tuple(scanner.entries), tuple(scanner.faults)


class _Scanner:
    def __init__(self, file: str, slots: int) -> None:
        self.file = file
        self.slots = slots
        self.entries: list[ScannedEntry] = []
        self.faults: list[Diagnostic] = []
        self.draft = _Draft(1)
        self.count = 0
        self.live: dict[str, int] = {}
        self.seen: dict[tuple[str, tuple[str, ...]], int] = {}

    def line(self, number: int, line: str) -> None:
        bare = line.strip(" \t")
        column = len(line) - len(line.lstrip(" \t")) + 1
        if not bare:
            return
        comment = _COMMENT.match(bare)
        if "\r" in bare:
            self._fault(UNREADABLE_LINE, number, column, found=bare[:40])
        elif comment is not None:
            self._comment(number, comment[0], bare)
        else:
            self._statement(number, column, bare)

    def end(self) -> None:
        self._close(self.draft.line)
        if not self.count:
            self._fault(HEADERLESS, 1)

    def _fault(self, code: Code, line: int, column: int | None = None, key: str = "", **values: object) -> None:
        self.draft.broken = True
        self.faults.append(diagnostic(code, Position(self.file, line, column), key, **values))
        if len(self.faults) >= _FAULTS:
            raise _Full

    def _gated(self, text: str, line: int, key: str) -> str:
        try:
            return gate(text, position=Position(self.file, line), field=key)
        except TextError as error:
            for found in error.diagnostics:
                self._fault(found.code, line, None, key, **found.values)
            return text

    def _comment(self, number: int, mark: str, bare: str) -> None:
        if self.draft.last:
            if not self.draft.complete and not self.draft.broken:
                self._fault(MISPLACED, number, 1, found=mark)
            self._close(number)
        elif not self.draft.comments:
            self.draft.line = number
        self.draft.comments += mark[-1]
        if bare.endswith("\\"):
            self._fault(BACKSLASH, number, len(bare))
        self._gated(bare, number, "")

    def _statement(self, number: int, column: int, bare: str) -> None:
        match = _STATEMENT.fullmatch(bare)
        if match is None or (match["mark"] and not match["gap"]) or not match["string"].startswith('"'):
            known = match is not None and match["keyword"] in _KEYWORDS and match["string"]
            self._fault(UNCLOSED if known else UNREADABLE_LINE, number, column, found=bare[:40])
            return
        keyword = match["keyword"]
        if keyword:
            known = keyword in _KEYWORDS or _SLOT.fullmatch(keyword)
            if not known or not match["space"] or (keyword.startswith("msgstr") and "|" in match["mark"]):
                self._fault(UNREADABLE_LINE, number, column, found=bare[:40])
                return
            self._field(number, column, match["mark"], keyword)
        elif not self.draft.last or match["mark"] != self.draft.mark:
            if not self.draft.broken:
                self._fault(MISPLACED, number, column, found=bare[:40])
            return
        text = self._string(number, column + match.start("string"), match["string"])
        self.draft.fields[self.draft.last].append(text)

    def _field(self, number: int, column: int, mark: str, keyword: str) -> None:
        """Take a keyword: it continues the entry, or closes it and opens the next."""
        name = "|" + keyword if "|" in mark else keyword
        obsolete = "~" in mark
        if name in _OPENING and (name not in self._expected() or (self.draft.last and obsolete != self.draft.obsolete)):
            self._close(number)
        slot = _SLOT.fullmatch(name)
        if slot is not None and int(slot[1]) >= self.slots:
            self._fault(SLOT, number, column, found=name, last=self.slots - 1)
        elif not self.draft.broken and (
            name not in self._expected() or (self.draft.last and obsolete != self.draft.obsolete)
        ):
            self._fault(MISPLACED, number, column, found=name)
        if not self.draft.comments and not self.draft.fields:
            self.draft.line = number
        self.draft.last, self.draft.mark, self.draft.obsolete = name, mark, obsolete
        self.draft.fields.setdefault(name, [])
        self.draft.lines.setdefault(name, number)

    def _expected(self) -> set[str]:
        slot = _SLOT.fullmatch(self.draft.last)
        if slot is not None:
            return {f"msgstr[{int(slot[1]) + 1}]"}
        return _FOLLOWS.get(self.draft.last, set())

    def _string(self, number: int, column: int, quoted: str) -> str:
        inside = _INSIDE.match(quoted, 1)
        end = inside.end() if inside is not None else 1
        if quoted[end:] != '"':
            self._fault(UNESCAPED if quoted[end:].startswith('"') else UNCLOSED, number, column + end)
            return ""
        text = quoted[1:end]
        for escape in _ESCAPE.finditer(text):
            if escape[1] not in _ESCAPED:
                self._fault(ESCAPE, number, column + 1 + escape.start(), found=escape[0])
                return ""
        return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], text)

    def _close(self, next_line: int) -> None:
        """End the entry being read, judge it, and begin the next."""
        draft = self.draft
        self.count += draft.begun
        if self.count > PO_ENTRIES:
            self._fault(TOO_MANY, draft.line, limit=PO_ENTRIES)
            raise _Full
        if not draft.begun and (draft.comments or draft.fields) and not draft.broken:
            self._fault(ORPHAN, draft.line)
        elif draft.begun and not draft.complete and not draft.broken:
            self._fault(INCOMPLETE, draft.lines[draft.last], None, found=draft.last)
        elif draft.complete and not draft.broken:
            self._judge(draft)
        self.draft = _Draft(next_line)

    def _judge(self, draft: _Draft) -> None:
        key = "".join(draft.fields["msgctxt"]) if "msgctxt" in draft.fields else None
        texts = {
            name: self._gated("".join(pieces), draft.lines[name], key or "") for name, pieces in draft.fields.items()}
        ids = tuple(texts[name] for name in ("msgid", "msgid_plural") if name in texts)
        strings = tuple(text for name, text in texts.items() if name.startswith("msgstr"))
        if "msgid_plural" in texts:
            strings += ("",) * (self.slots - len(strings))
        line = draft.lines.get("msgctxt", draft.lines["msgid"])
        if self.count == 1:
            self._judge_header(draft, key, ids)
        else:
            self._judge_message(draft, line, key, ids)
        self.entries.append(ScannedEntry(line, draft.obsolete, key, ids, strings))

    def _judge_header(self, draft: _Draft, key: str | None, ids: tuple[str, ...]) -> None:
        if key is not None or ids != ("",) or draft.obsolete:
            self._fault(HEADERLESS, draft.line)
        elif re.fullmatch("#*,?", draft.comments) is None or len(draft.fields) > len(("msgid", "msgstr")):
            self._fault(MISPLACED, draft.line, found="#" + draft.comments[-1])

    def _judge_message(self, draft: _Draft, line: int, key: str | None, ids: tuple[str, ...]) -> None:
        if key is None:
            self._fault(KEYLESS, line)
            return
        if _KEY.fullmatch(key) is None:
            self._fault(BAD_KEY, line, None, key, found=key)
        if "" in ids:
            self._fault(EMPTY_ID, line, None, key)
        first = self.seen.setdefault((key, ids), line)
        if not draft.obsolete:
            first = min(first, self.live.setdefault(key, line))
        if first != line:
            self._fault(TWICE, line, None, key, first=first)
