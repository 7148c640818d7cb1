"""The table of layout values, `templates/look.toml`, typed."""

import contextlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

from dragoman.diagnostics import Code, Position, diagnostic
from dragoman.errors import TemplateError
from dragoman.images import Image

LACKING = Code(
    "FMT-006", "error", "la maquette n’a pas « {key} »",
    "reprenez cette table ou cette valeur dans le look.toml de dragoman",
)

Script: TypeAlias = Literal["latin", "japanese"]


def script_of(language: str) -> Script:
    return "japanese" if language == "ja" else "latin"


@dataclass(frozen=True, slots=True)
class Page:
    """Lengths in millimetres.

    `first_top` is the top margin of page 1, `head` and `foot` are the distances to the edge, `stamp` is the width of
    the draft mark's frame; lines that are `vertical` run from the top down, and follow each other from the right.
    """

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    first_top: float
    head: float
    foot: float
    stamp: float
    vertical: bool = False

    @property
    def measure(self) -> float:
        """The length of a line, in millimetres."""
        return self.height - self.top - self.bottom if self.vertical else self.width - self.left - self.right

    @property
    def room(self) -> float:
        """What page 1 has for lines, across them, in millimetres."""
        return self.width - self.left - self.right if self.vertical else self.height - self.first_top - self.bottom


@dataclass(frozen=True, slots=True)
class Face:
    """`family` is Word's class of typeface (roman, swiss, modern), for machines that have none of those named."""

    docx: str
    pdf: tuple[str, ...]
    alternatives: tuple[str, ...]
    family: str


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: type and spaces in points, `first` and `tracking` in em, `hanging` in millimetres.

    A hanging number stands `indent` millimetres from the edge of the text, its words `hanging` further in; `inset` are
    millimetres at both sides.
    """

    role: str
    name: str
    face: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    align: Literal["left", "right", "center", "justify"] = "left"
    bold: bool = False
    colour: str = "ink"
    first: float = 0
    tracking: float = 0
    hanging: float = 0
    indent: float = 0
    inset: float = 0
    keep: bool = False

    @property
    def weight(self) -> int:
        return 700 if self.bold else 400


@dataclass(frozen=True, slots=True)
class Lengths:
    """Distances and limits in millimetres, of Word and PDF alike; look.toml says of what."""

    band: float
    clearance: float
    letterhead_gap: float
    letterhead_distance: float
    address: float
    column_gap: float
    logo_width: float
    logo_height: float
    page_label: float
    rule_padding: float
    block_distance: float
    box_padding: float
    quote_indent: float
    picture_height: float
    cell_gap: float
    contact_gap: float
    contact_distance: float
    ruled_space: float
    ruled_cell: float
    banner_padding: float
    version_gap: float
    title_rule: float
    signature_gap: float
    signing_rule: float
    gutter: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How a letter fills its page.

    The text of a short one begins up to `lower` millimetres lower, in so many `steps`, to reach the share `full` of the
    page. The words of a long one take the values of `closer`, one table after the other.
    """

    lower: float
    steps: int
    full: float
    closer: tuple[Mapping[str, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """The layout values of one kind in one script; `column` is the width of a bilingual edition's, in millimetres.

    A look is itself and equals no other, so that what is made of it may be remembered.

    `fit` is how its documents fill their page, where they do, and `reset` the roles whose styles a density has changed;
    `window` whether the addressee stands in the window of an envelope.
    """

    script: Script
    page: Page
    colours: Mapping[str, str]
    rules: Mapping[str, float]
    lengths: Lengths
    faces: Mapping[str, Face]
    styles: Mapping[str, Style]
    programme: Mapping[str, float]
    programme_whole: int
    figure_columns: int
    column: float = 0
    fit: Fit | None = None
    window: bool = False
    reset: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HouseLook:
    """What a house changes of the look: its accent as #RRGGBB, its faces by script and role, its logo.

    `window` says that its letters go into envelopes with a window.
    """

    accent: str | None = None
    faces: Mapping[Script, Mapping[str, Face]] = field(default_factory=dict)
    logo: Image | None = None
    window: bool = False


def read_looks(
    path: Path, kind: str, language: str, beside: str | None = None, house: HouseLook | None = None, *,
    vertical: bool = False,
) -> tuple[Look, ...]:
    """The look of a document, or those of the two columns of a bilingual edition.

    These are what the table says of the kind, with what it says of `bilingual`: the page has its margins, and the
    column of each look its width. The styles of a column bear its language in their names.
    """
    if beside is None:
        return (read_look(path, kind, language, house, vertical=vertical),)
    with _whole(path):
        table = tomllib.loads(path.read_text(encoding="utf-8"))["bilingual"]
        return tuple(_in_column(read_look(path, kind, tag, house), tag, table) for tag in (language, beside))


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[None]:
    """Say what a look that a project has copied lacks. Raises TemplateError."""
    try:
        yield
    except KeyError as error:
        raise TemplateError([diagnostic(LACKING, Position(str(path)), key=error.args[0])]) from error


def _in_column(look: Look, language: str, table: Mapping[str, Any]) -> Look:
    own = {role: Style(role, s["name"], **s[look.script]) for role, s in table["style"].items() if "name" in s}
    changed = {role: replace(style, **table["style"].get(role, {}).get(look.script, {}))
               for role, style in look.styles.items()}
    styles = {role: replace(style, name=f"{style.name} {language.upper()}") for role, style in (own | changed).items()}
    return replace(
        look, page=Page(**table["page"]), styles=styles, column=table["column"],
        lengths=replace(look.lengths, **table["length"]))


def read_look(
    path: Path, kind: str, language: str, house: HouseLook | None = None, *, vertical: bool = False,
) -> Look:
    """Read the layout values of a kind in a language, with those that a house changes.

    What the table says of the kind alone (its page, faces and styles) comes before what it says of all kinds, and what
    it says of the kind's `vertical` lines before both.
    """
    with _whole(path):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        look = _read(table, kind, language, house or HouseLook())
        return _vertical(look, table["kind"][kind]["vertical"]) if vertical else look


def _vertical(look: Look, table: Mapping[str, Any]) -> Look:
    """The look in vertical lines, which no window of an envelope shows."""
    stated = dict(look.styles) | {role: Style(role, s["name"], **s[look.script]) for role, s in table["new"].items()}
    styles = {role: replace(style, **table["style"].get(role, {})) for role, style in stated.items()}
    return replace(
        look, page=Page(**table["page"], vertical=True), styles=styles, fit=_fit(table["fit"], look.script),
        window=False)


def _read(table: Mapping[str, Any], kind: str, language: str, house: HouseLook) -> Look:
    script = script_of(language)
    own: dict[str, Any] = table.get("kind", {}).get(kind, {})
    faces = table["face"][script] | own.get("face", {}).get(script, {})
    styles = table["style"] | own.get("style", {})
    colours = dict(table["colour"])
    if house.accent is not None:
        colours["accent"] = house.accent
    return Look(
        script=script,
        page=Page(**table["page"][script] | own.get("page", {}).get(script, {})),
        colours=colours,
        rules=table["rule"],
        lengths=Lengths(**table["length"]),
        faces={
            role: Face(f["docx"], tuple(f["pdf"]), tuple(f["alternatives"]), f["family"])
            for role, f in faces.items()
        } | dict(house.faces.get(script, {})),
        styles={role: Style(role, s["name"], **s[script] | s.get(language, {})) for role, s in styles.items()},
        programme=table["programme"][script] | own.get("programme", {}).get(script, {}),
        programme_whole=table["programme"]["whole"],
        figure_columns=table["key_figures"]["columns"],
        fit=_fit(own["fit"], script) if "fit" in own else None,
        window=house.window,
    )


def _fit(table: Mapping[str, Any], script: Script) -> Fit:
    closer = tuple(step[script] for step in table["closer"])
    return Fit(table["lower"], table["steps"], table["full"], closer)
