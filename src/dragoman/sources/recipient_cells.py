"""The cells of a row of recipients: what each column may hold, and what the columns must agree on."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import LanguageTag
from dragoman.errors import TextError
from dragoman.recipients import Address, Function, Gender, Recipient
from dragoman.sources.faults import nearest
from dragoman.sources.postal import ADDRESS_LINES, LINE_CHARACTERS, POSTCODES, is_country
from dragoman.sources.recipient_rows import LONG_CELL, Row, position
from dragoman.text import gate

NO_VALUE = Code("RCP-030", "error", "la cellule est vide", "donnez une valeur : la lettre ne peut s’en passer")
BAD_KEY = Code(
    "RCP-031", "error", "« {value} » ne peut nommer un fichier",
    "écrivez lettres sans accent, chiffres, « - » et « _ », {limit} au plus",
)
NOT_A_CHOICE = Code("RCP-032", "error", "« {value} » n’est pas admis dans cette colonne", "écrivez {choices}")
BAD_LANGUAGE = Code(
    "RCP-033", "error", "le projet ne déclare pas la langue « {value} »", "choisissez parmi : {choices}",
)
BAD_COUNTRY = Code(
    "RCP-034", "error", "« {value} » n’est pas un code de pays", "écrivez ses deux capitales : FR, JP, GB",
)
BAD_POSTCODE = Code(
    "RCP-035", "error", "« {value} » n’est pas un code postal de ce pays ({country})",
    "écrivez-le comme {example}, ou vérifiez le pays",
)
BAD_EMAIL = Code("RCP-036", "error", "« {value} » n’est pas une adresse électronique", "donnez-en une, et une seule")
SEVERAL_LINES = Code(
    "RCP-037", "error", "la cellule a plusieurs lignes", "mettez-en une ; celles d’une adresse se séparent par « | »",
)
LONG_LINE = Code(
    "RCP-038", "error", "une ligne d’adresse a {count} caractères, la limite est {limit}",
    "abrégez-la, ou partagez-la par « | »",
)
MANY_LINES = Code("RCP-039", "error", "l’adresse a {count} lignes, la limite est {limit}", "réunissez-en")
NEEDS_ORGANISATION = Code(
    "RCP-040", "error", "une organisation a besoin d’un nom", "donnez « organisation », ou changez « function »",
)
NOT_A_PERSON = Code(
    "RCP-041", "error", "« {value} » ne désigne pas une personne, et cette colonne en nomme une",
    "videz la cellule, ou changez « function »",
)
WRONG_HONORIFIC = Code(
    "RCP-042", "error", "« {value} » ne va pas avec ce destinataire", "écrivez {choices}, ou laissez la cellule vide",
)

STACKED = Code(
    "RCP-043", "error", "« {value} » porte déjà une marque de respect, et la lettre en mettrait une seconde",
    "retirez-la : la lettre met 様, 御中, 各位 ou 閣下 où il le faut",
)
PRESS_RANK = Code("RCP-044", "error", "une lettre à la presse est du rang 4", "laissez la cellule vide, ou mettez 4")

COLUMNS = (
    "key", "language", "civility", "family_name", "given_name", "native_name", "function", "title_fr", "title_en",
    "title_ja", "organisation", "address", "postcode", "city", "region", "country", "email", "rank", "appel", "closing",
    "honorific",
)
REQUIRED = ("key", "language")

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_KEY_CHARACTERS = 80
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
"""One addr-spec of RFC 5322 with a dot-atom, in the characters that RFC 6531 allows too."""
_CIVILITIES: Mapping[str, Gender] = {"m": "masculine", "mr": "masculine", "mme": "feminine", "ms": "feminine"}
_DEGREES = {"dr": "Dr", "pr": "Pr"}
_RANKS = {"1": 1, "2": 2, "3": 3, "4": 4}
_OF_PERSONS = ("様", "閣下", "殿")
_HONORIFICS: Mapping[Function, tuple[str, ...]] = {"organisation": ("御中",), "group": ("各位",), "press": ("各位",)}
_ALL_HONORIFICS = ("様", "御中", "各位", "閣下", "殿")
_PRESS_RANK = 4
_SHORT = ("family_name", "given_name", "native_name", "title_fr", "title_en", "title_ja", "organisation")
_SHORT_CHARACTERS = 150
"""Of a name, a title or an organisation: four lines of an address."""
_PERSONAL = ("civility", "family_name", "given_name", "native_name")


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row's cells by column, trimmed; `fault` says what is wrong with one."""

    name: str | None
    line: int
    columns: Sequence[str]
    texts: Mapping[str, str]
    faults: list[Diagnostic]

    def text(self, column: str) -> str | None:
        return self.texts.get(column) or None

    def place(self, column: str) -> Position:
        number = self.columns.index(column) + 1 if column in self.columns else None
        return position(self.name, self.line, number)

    def is_empty(self, column: str) -> bool:
        """Whether nothing was written there; what the gate has refused was something."""
        return column not in self.columns or self.texts.get(column) == ""

    def fault(self, code: Code, column: str, **values: object) -> None:
        self.faults.append(diagnostic(code, self.place(column), column, **values))


class RowReader:
    """Makes recipients of the rows of one list; `languages` are those that a guest may have."""

    def __init__(self, name: str | None, languages: frozenset[LanguageTag]) -> None:
        self.name = name
        self.languages = languages

    def read(self, row: Row, columns: Sequence[str]) -> tuple[Recipient | None, tuple[Diagnostic, ...]]:
        """The recipient of a row, or everything that is wrong with it."""
        if row.faults:
            return None, row.faults
        faults: list[Diagnostic] = []
        texts = dict(_gated(self.name, row, columns, faults))
        cells = _Cells(self.name, row.line, columns, texts, faults)
        recipient = self._recipient(cells)
        return (None, tuple(sorted(faults, key=Diagnostic.sort_key))) if faults else (recipient, ())

    def _recipient(self, cells: _Cells) -> Recipient:
        function = _function(cells)
        gender, academic = _civility(cells)
        found: dict[str, Any] = {
            "key": _key(cells), "language": self._language(cells), "function": function, "gender": gender,
            "academic": academic, "titles": dict(_titles(cells)), "address": _address(cells),
            "email": _matching(cells, "email", BAD_EMAIL, _EMAIL.fullmatch), "rank": _rank(cells),
            "honorific": _honorific(cells, function), "position": position(cells.name, cells.line),
        }
        for column in ("family_name", "given_name", "native_name", "organisation", "appel", "closing"):
            found[column] = cells.text(column)
        _check_forms(cells, found["language"], function, found["rank"])
        if function == "organisation" and cells.is_empty("organisation"):
            cells.fault(NEEDS_ORGANISATION, "organisation")
        if function in _HONORIFICS:
            for column in _PERSONAL:
                if cells.text(column) is not None:
                    cells.fault(NOT_A_PERSON, column, value=function)
        return Recipient(**found)

    def _language(self, cells: _Cells) -> LanguageTag:
        given = cells.text("language")
        if cells.is_empty("language"):
            cells.fault(NO_VALUE, "language")
        elif given is not None and given not in self.languages:
            cells.fault(BAD_LANGUAGE, "language", value=given, choices=", ".join(sorted(self.languages)))
        return cast("LanguageTag", given)


def _gated(
    name: str | None, row: Row, columns: Sequence[str], faults: list[Diagnostic],
) -> Iterator[tuple[str, str]]:
    """Each cell, trimmed, through the gate that every text passes."""
    for number, (column, cell) in enumerate(zip(columns, row.cells, strict=True), 1):
        if not cell:
            yield column, cell
            continue
        where = position(name, row.line, number)
        try:
            text = gate(cell, position=where, field=column).strip(" \u00a0\u3000\t")
        except TextError as error:
            faults.extend(error.diagnostics)
            continue
        if "\n" in text:
            faults.append(diagnostic(SEVERAL_LINES, where, column))
        yield column, text


def _key(cells: _Cells) -> str:
    key = cells.text("key")
    if cells.is_empty("key"):
        cells.fault(NO_VALUE, "key")
    elif key is not None and _KEY.fullmatch(key) is None:
        cells.fault(BAD_KEY, "key", value=key, limit=_KEY_CHARACTERS)
    return key or ""


def _check_forms(cells: _Cells, language: LanguageTag, function: Function | None, rank: int | None) -> None:
    """One honorific, the rank of the press, and names and titles that an address has room for."""
    for column in ("title_ja", "native_name", "organisation") if language == "ja" else ():
        if (text := cells.text(column)) is not None and text.endswith(_ALL_HONORIFICS):
            cells.fault(STACKED, column, value=text)
    if function == "press" and rank not in (None, _PRESS_RANK):
        cells.fault(PRESS_RANK, "rank")
    for column in _SHORT:
        if (text := cells.text(column)) is not None and len(text) > _SHORT_CHARACTERS:
            cells.fault(LONG_CELL, column, count=len(text), limit=_SHORT_CHARACTERS)


def _matching(cells: _Cells, column: str, code: Code, match: Callable[[str], object]) -> str | None:
    given = cells.text(column)
    if given is not None and not match(given):
        cells.fault(code, column, value=given)
    return given


def _function(cells: _Cells) -> Function | None:
    given = cells.text("function")
    if given is None:
        return None
    known = get_args(Function)
    word = re.sub(r"[\s-]+", "_", given.lower())
    if word not in known:
        cells.fault(NOT_A_CHOICE, "function", value=given, choices=nearest(word, known) or ", ".join(known))
        return None
    return cast("Function", word)


def _civility(cells: _Cells) -> tuple[Gender | None, str | None]:
    """« Mme », « Dr Mme », « Dr »: gender and degree."""
    given = cells.text("civility")
    words = [] if given is None else [word.rstrip(".").lower() for word in given.split()]
    degree = _DEGREES.get(words[0]) if words else None
    rest = words[1:] if degree else words
    if len(rest) > 1 or any(word not in _CIVILITIES for word in rest):
        cells.fault(NOT_A_CHOICE, "civility", value=given, choices="M., Mme, Mr, Ms, Dr, Dr M., Dr Mme, Pr …")
        return None, None
    return (_CIVILITIES[rest[0]] if rest else None), degree


def _titles(cells: _Cells) -> Iterator[tuple[LanguageTag, str]]:
    for language in get_args(LanguageTag):
        if (title := cells.text(f"title_{language}")) is not None:
            yield language, title


def _rank(cells: _Cells) -> int | None:
    given = cells.text("rank")
    if given is not None and given not in _RANKS:
        cells.fault(NOT_A_CHOICE, "rank", value=given, choices="1, 2, 3, 4")
    return None if given is None else _RANKS.get(given)


def _honorific(cells: _Cells, function: Function | None) -> str | None:
    given = cells.text("honorific")
    choices = _OF_PERSONS if function is None else _HONORIFICS.get(function, _OF_PERSONS)
    if given is not None and given not in choices:
        cells.fault(WRONG_HONORIFIC, "honorific", value=given, choices=", ".join(choices))
    return given


def _address(cells: _Cells) -> Address:
    country = _matching(cells, "country", BAD_COUNTRY, is_country)
    postcode = (cells.text("postcode") or "").removeprefix("〒").strip() or None
    form = POSTCODES.get(country or "")
    if postcode is not None and form is not None and form.pattern.fullmatch(postcode) is None:
        cells.fault(BAD_POSTCODE, "postcode", value=postcode, country=country, example=form.example)
    lines = tuple(line.strip() for line in (cells.text("address") or "").split("|") if line.strip())
    if len(lines) > ADDRESS_LINES:
        cells.fault(MANY_LINES, "address", count=len(lines), limit=ADDRESS_LINES)
    for line in lines:
        if len(line) > LINE_CHARACTERS:
            cells.fault(LONG_LINE, "address", count=len(line), limit=LINE_CHARACTERS)
    return Address(lines, postcode, cells.text("city"), cells.text("region"), country)
