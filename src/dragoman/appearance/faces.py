"""Faces: the look's family names resolved once to font files, and what those files can draw.

A PDF is set in these files and no others. They reach the layout under family names of our own, so that a font of the
same name elsewhere on the machine can never stand in for them.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.ttLib import TTFont

from dragoman.appearance.look import Face
from dragoman.diagnostics import NOWHERE, Code, Diagnostic, diagnostic
from dragoman.errors import AppearanceError

LACKING = Code(
    "FAC-001", "error", "la police « {family} » ({style}) n’est pas installée",
    "installez le paquet {package} (apt install {package}), ou indiquez un dossier de polices",
)
LACKING_UNPACKAGED = Code(
    "FAC-002", "error", "la police « {family} » ({style}) n’est pas installée",
    "installez-la, indiquez le dossier où elle se trouve, ou nommez-en une autre dans la maquette",
)
NO_FOLDER = Code("FAC-003", "error", "le dossier de polices « {folder} » n’existe pas", "vérifiez son nom")
NO_GLYPH = Code(
    "FAC-004", "error",
    "les polices {families} ne dessinent pas {signs} ; d’abord dans « {extract} »",
    "remplacez ces caractères, ou nommez dans la maquette une police qui les possède",
)
STRANGER = Code(
    "FAC-005", "error", "la police « {family} », que la maquette ne nomme pas, est entrée dans le PDF",
    "signalez le texte qui l’a appelée : aucun caractère ne doit être dessiné par une autre police",
)

OTHER_FILE = Code(
    "FAC-006", "error", "à la place de la police « {family} » ({style}), une autre est entrée dans le PDF",
    "nommez-en une autre dans la maquette : le système ne sait pas choisir celle-ci",
)

PACKAGES = {
    "BIZ UDGothic": "fonts-morisawa-bizud-gothic",
    "BIZ UDMincho": "fonts-morisawa-bizud-mincho",
    "Caladea": "fonts-crosextra-caladea",
    "Carlito": "fonts-crosextra-carlito",
    "Noto Sans": "fonts-noto-core",
    "Noto Serif": "fonts-noto-core",
}
"""The Debian package of each family that the shipped looks name."""

SYSTEM_FOLDERS = tuple(Path(name) for name in (
    "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts"))
"""Where the system keeps fonts; the ones that exist are searched, after the folders that a house gives."""

_REGULAR, _BOLD = 400, 700
WEIGHTS = {_REGULAR: "regular", _BOLD: "bold"}
_SUFFIXES = {".ttf", ".otf"}
_NORMAL_WIDTH = 5
_EXTRACT = 20
_VARIATION_FORMAT = 14
_UNITS_PER_EM = slice(18, 20)
_MEASURED = (*range(0x20, 0x250), *range(0x2010, 0x2040))
_PIECE = re.compile(r" *(?:[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60]|[^ \u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60]+)")


@dataclass(frozen=True, slots=True)
class FaceFile:
    """One font file.

    `glyphs` are the numbers of its glyphs by code point, `variants` the pairs of a character and a variation selector
    that it draws, `advances` the widths, in em, of its Latin letters, figures and punctuation.
    """

    family: str
    weight: int
    data: bytes = field(repr=False)
    glyphs: Mapping[int, int] = field(repr=False)
    variants: frozenset[tuple[int, int]] = field(repr=False)
    advances: Mapping[str, float] = field(repr=False)

    @property
    def asset(self) -> str:
        """The name under which the file is served to the layout."""
        return f"{self.family}-{self.weight}".replace(" ", "-").lower()

    def rule(self) -> str:
        """The @font-face rule of the file."""
        name = layout_name(self.family)
        return f'@font-face{{font-family:"{name}";font-weight:{self.weight};src:url("asset:{self.asset}")}}\n'


@dataclass(frozen=True, slots=True)
class Faces:
    """The font files of a look. `lists` are the families of each role: first the face, then who lends what it lacks.

    `coverage` are the code points that each role draws in both weights.
    """

    files: Mapping[tuple[str, int], FaceFile]
    lists: Mapping[str, tuple[str, ...]]
    coverage: Mapping[str, frozenset[int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        covered = {role: frozenset.intersection(*(self._drawn(role, w) for w in WEIGHTS)) for role in self.lists}
        object.__setattr__(self, "coverage", covered)

    def _drawn(self, role: str, weight: int) -> frozenset[int]:
        return frozenset[int]().union(*(file.glyphs for file in self._of(role, weight)))

    def _of(self, role: str, weight: int) -> list[FaceFile]:
        """The files of a role in a weight, first the face, then who lends; a family may have no bold."""
        return [self.files[family, weight] for family in self.lists[role] if (family, weight) in self.files]

    def lacks(self, role: str, text: str) -> Iterator[int]:
        """The offsets of the characters that no face of the role draws in both weights.

        Spaces are always drawn: where a face has no glyph for one, the shaper narrows or widens the ordinary space.
        A variation selector is drawn where a face has that variant of the character before it.
        """
        coverage = self.coverage[role]
        lacking = {character for character in set(text) if ord(character) not in coverage and not character.isspace()}
        for offset, character in enumerate(text) if lacking else ():
            if character in lacking and not self._has_variant(role, text[offset - 1:offset + 1]):
                yield offset

    def missing(self, text: str) -> frozenset[str]:
        """The characters of a text that some role does not draw."""
        return frozenset(text[offset] for role in self.lists for offset in self.lacks(role, text))

    def _has_variant(self, role: str, pair: str) -> bool:
        codes = tuple(map(ord, pair))
        return all(any(codes in file.variants for file in self._of(role, weight)) for weight in WEIGHTS)

    def width(self, role: str, weight: int, text: str) -> float:
        """The width of a text on one line, in em; a character without a known advance is a full em wide."""
        files = self._of(role, weight)
        return sum(next((f.advances[c] for f in files if c in f.advances), 1.0) for c in text)

    def lines(self, role: str, weight: int, text: str, width: float) -> int:
        """How many lines a text takes in a width, in em; as many as it can take where a sign may not begin a line."""
        return sum(self._lines(role, weight, line, width) for line in text.split("\n"))

    def _lines(self, role: str, weight: int, text: str, width: float) -> int:
        lines, used = 1, 0.0
        for piece in pieces(text):
            wide = self.width(role, weight, piece)
            if used + wide <= width:
                used += wide
                continue
            alone = self.width(role, weight, piece.lstrip(" "))
            lines += math.ceil(alone / width) if used else math.ceil(alone / width) - 1
            used = math.fmod(alone, width) if alone > width else alone
        return lines

    def lent(self, other: "Faces") -> "Faces":
        """These faces, with those of another script lending what they lack."""
        lists = {role: tuple(dict.fromkeys((*names, *other.lists[role]))) for role, names in self.lists.items()}
        return Faces({**other.files, **self.files}, lists)

    @property
    def families(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """The families of each role in each weight, by their names in the layout."""
        return {
            (role, weight): tuple(layout_name(file.family) for file in self._of(role, weight))
            for role in self.lists for weight in WEIGHTS}

    @property
    def assets(self) -> Mapping[str, bytes]:
        return {file.asset: file.data for file in self.files.values()}

    @property
    def by_layout_name(self) -> Mapping[tuple[str, int], FaceFile]:
        """The files by the family and weight that the layout knows them by."""
        return {(layout_name(file.family), file.weight): file for file in self.files.values()}

    def rules(self) -> str:
        """The @font-face rules, in a fixed order."""
        return "".join(file.rule() for _, file in sorted(self.files.items()))


def pieces(text: str) -> list[str]:
    """What a line takes whole: Japanese characters and words of scripts with spaces, each with the spaces before it."""
    return _PIECE.findall(text)


def layout_name(family: str) -> str:
    """The name that the layout knows a family by, which no installed font bears."""
    return f"dragoman {family}"


def resolve(
    faces: Mapping[str, Face], given: Iterable[Path] = (), system: Iterable[Path] = SYSTEM_FOLDERS,
) -> Faces:
    """Find the regular and the bold of every family that the faces name; the first folder that has one wins.

    A family without a bold is admitted where a family after it in the list has one: its bold words are set in that;
    Japanese sets in Gothic what Latin letters would set in bold.
    `given` are the folders of a house or a user, searched before those of the system. Raises AppearanceError for
    every family that is nowhere and every given folder that does not exist.
    """
    folders = (*given, *(folder for folder in system if folder.is_dir()))
    absent = [folder for folder in folders if not folder.is_dir()]
    if absent:
        raise AppearanceError([diagnostic(NO_FOLDER, folder=folder) for folder in absent])
    families = sorted({family for face in faces.values() for family in face.pdf})
    wanted = {(family, weight) for family in families for weight in WEIGHTS}
    found: dict[tuple[str, int], FaceFile] = {}
    for folder in folders:
        for path in _candidates(folder, families):
            if not wanted:
                break
            file = _read(path, wanted)
            if file is not None:
                found[file.family, file.weight] = file
                wanted.discard((file.family, file.weight))
    lacking = {(family, weight) for family, weight in wanted if weight == _REGULAR or _needs_bold(family, faces, found)}
    if lacking:
        raise AppearanceError([_lacking(family, weight) for family, weight in sorted(lacking)])
    return Faces(found, {role: face.pdf for role, face in faces.items()})


def _needs_bold(family: str, faces: Mapping[str, Face], found: Collection[tuple[str, int]]) -> bool:
    """Whether in a list of faces nobody after this family has a bold."""
    followers = (face.pdf[face.pdf.index(family) + 1:] for face in faces.values() if family in face.pdf)
    return any(all((other, _BOLD) not in found for other in others) for others in followers)


def no_glyph(
    faces: Faces, role: str, node: str, text: str, offset: int, signs: Iterable[str], source: str = "",
) -> Diagnostic:
    """Say which characters no face draws, the first of which stands at an offset of a node's text, from 0.

    `source` is the fact or the message that they come from.
    """
    return diagnostic(
        NO_GLYPH, NOWHERE, node, families=", ".join(faces.lists[role]), signs=", ".join(map(sign, signs)),
        extract=text[max(0, offset - _EXTRACT):offset + _EXTRACT], source=source,
    )


def sign(character: str) -> str:
    """A character with its code point, by which one is known that no face draws."""
    return f"{character} (U+{ord(character):04X})"


def _candidates(folder: Path, families: Iterable[str]) -> list[Path]:
    """The font files of a folder, those whose name begins like a family first: opening every file takes long."""
    stems = tuple(family.replace(" ", "").lower() for family in families)
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    return sorted(paths, key=lambda path: not path.stem.replace(" ", "").lower().startswith(stems))


def _read(path: Path, wanted: set[tuple[str, int]]) -> FaceFile | None:
    """Read a font file if it is an upright face, of normal width, of a wanted family and weight."""
    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            family, weight = font["name"].getBestFamilyName(), font["OS/2"].usWeightClass
            upright = not font["OS/2"].fsSelection & 1 and font["OS/2"].usWidthClass == _NORMAL_WIDTH
            if (family, weight) not in wanted or not upright:
                return None
            # Without names of our own, fontTools would first invent one for each of thousands of glyphs.
            font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
            characters = font.getBestCmap()
            # fontTools says aloud what it thinks of the dates in some of these tables, so they are not unpacked.
            em = int.from_bytes(font.reader["head"][_UNITS_PER_EM], "big")
            advances = {
                chr(code): font["hmtx"][characters[code]][0] / em for code in _MEASURED if code in characters}
            variants = _variants(font)
    except Exception:  # noqa: BLE001 - what fontTools cannot read, whatever it raises, is not the face we look for
        return None
    glyphs = {code: int(name) for code, name in characters.items()}
    return FaceFile(family, weight, path.read_bytes(), glyphs, variants, advances)


def _variants(font: TTFont) -> frozenset[tuple[int, int]]:
    tables = (table for table in font["cmap"].tables if table.format == _VARIATION_FORMAT)
    return frozenset(
        (base, selector) for table in tables for selector, pairs in table.uvsDict.items() for base, _ in pairs)


def _lacking(family: str, weight: int) -> Diagnostic:
    package = PACKAGES.get(family)
    if package is None:
        return diagnostic(LACKING_UNPACKAGED, family=family, style=WEIGHTS[weight])
    return diagnostic(LACKING, family=family, style=WEIGHTS[weight], package=package)
