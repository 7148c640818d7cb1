"""The tags of a Word shell: `{{ slots.<name> }}` in the body, `{{ furniture.<name> }}` in headers and footers.

A tag fills its paragraph. docxtpl's own form `{{p slots.<name> }}` says the same. A shell holds no other words, no
other Jinja and no field, so nothing that a shell's author writes is ever run.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from lxml import etree

from dragoman.appearance.shell_package import R, W, is_on
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import FurnitureName
from dragoman.document.slots import SlotRule

MISSING = Code(
    "SHL-020", "error", "il manque la balise {tag}", "ajoutez un paragraphe qui ne contient que cette balise",
)
REPEATED = Code("SHL-021", "error", "la balise {tag} s’y trouve {count} fois", "gardez-en une seule")
UNKNOWN = Code("SHL-022", "error", "la balise {tag} est inconnue", "balises possibles : {known}")
MISPLACED = Code(
    "SHL-023", "error", "la balise {tag} n’est pas à sa place ({place})",
    "slots : dans le corps ou une cellule de tableau ; furniture : dans un en-tête ou un pied de page ; "
    "jamais dans une zone de texte",
)
DISORDERED = Code(
    "SHL-024", "error", "la balise {tag} précède {other}, qui doit venir avant elle", "suivez l’ordre : {known}",
)
MALFORMED = Code(
    "SHL-025", "error", "« {text} » n’est pas une balise seule dans son paragraphe ({place})",
    "une balise s’écrit comme slots.lede entre doubles accolades, sans rien d’autre",
)
WORDS = Code(
    "SHL-026", "error", "le gabarit contient des mots : « {text} » ({place})",
    "un gabarit n’a pas de texte ; écrivez-le dans le projet ou les catalogues",
)
ABSENT = Code(
    "SHL-027", "error", "la balise {tag} manque sur les pages « {pages} » de la section {section}",
    "mettez-la dans l’en-tête ou le pied de ces pages (first : la première ; default : les suivantes)",
)

FIRST_PAGE: tuple[FurnitureName, ...] = ("embargo", "draft_mark", "letterhead", "address", "footer_line")
LATER_PAGES: tuple[FurnitureName, ...] = ("running_head", "embargo", "draft_mark", "footer_line", "page_label")
"""The furniture that belongs in the headers and footers of page 1 and of the others."""
LEGAL: tuple[FurnitureName, ...] = ("version_line", "status_banner")
"""What stands besides on every page of a convention."""

Kind = Literal["slots", "furniture"]
_TAG = re.compile(r"\s*\{\{p?\s*(slots|furniture)\.([a-z_]+)\s*\}\}\s*")
_JINJA = ("{{", "{%", "{#", "}}")
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_KIND_HERE = {f"{W}document": "slots", f"{W}hdr": "furniture", f"{W}ftr": "furniture"}
_PLACES = {f"{W}{name}" for name in ("document", "body", "hdr", "ftr", "tbl", "tr", "tc")}


@dataclass(frozen=True, slots=True)
class Tag:
    kind: Kind
    name: str
    paragraph: etree._Element

    @property
    def shown(self) -> str:
        return f"{self.kind}.{self.name}"


@dataclass(frozen=True, slots=True)
class Story:
    """A part that holds text, with its tags in order; `name` is its member name, the body's root is w:document."""

    name: str
    root: etree._Element
    tags: tuple[Tag, ...]


def read_story(name: str, root: etree._Element, file: str) -> tuple[Story, list[Diagnostic]]:
    """Find the tags of a part, with the faults of its text: what is no tag, and tags where none may stand."""
    tags: list[Tag] = []
    faults = [*_jinja_elsewhere(name, root, file)]
    where = Position(file)
    for paragraph in root.iter(f"{W}p"):
        text = _own_text(paragraph)
        if not text.strip():
            continue
        match = _TAG.fullmatch(text)
        if match is None:
            code = MALFORMED if any(sign in text for sign in _JINJA) else WORDS
            faults.append(diagnostic(code, where, text=text.strip()[:80], place=name))
            continue
        tag = Tag("slots" if match[1] == "slots" else "furniture", match[2], paragraph)
        tags.append(tag)
        if tag.kind != _KIND_HERE.get(str(root.tag)) or any(a.tag not in _PLACES for a in paragraph.iterancestors()):
            faults.append(diagnostic(MISPLACED, where, tag=tag.shown, place=name))
    return Story(name, root, tuple(tags)), faults


def _own_text(paragraph: etree._Element) -> str:
    """A paragraph's text, deleted text and symbols too, without that of the boxes it anchors."""
    return "".join(
        (element.text or "\ufffd") for element in paragraph.iter(f"{W}t", f"{W}delText", f"{W}sym")
        if next(element.iterancestors(f"{W}p")) is paragraph
    )


def _jinja_elsewhere(name: str, root: etree._Element, file: str) -> Iterator[Diagnostic]:
    """What Jinja would run, or a reader see, outside the text of paragraphs: in attributes and in drawings."""
    for element in root.iter(etree.Element):
        texts = [str(value) for value in element.attrib.values()]
        texts += [element.tail or "", "" if element.tag == f"{W}t" else element.text or ""]
        for text in texts:
            if any(sign in text for sign in _JINJA):
                yield diagnostic(MALFORMED, Position(file), text=text.strip()[:80], place=name)
        drawn = element.get("string") if element.tag == _WORD_ART else element.text if element.tag == _DRAWN else None
        if drawn:
            yield diagnostic(WORDS, Position(file), text=drawn[:80], place=name)


def slot_faults(tags: Iterable[Tag], rules: tuple[SlotRule, ...], file: str) -> Iterator[Diagnostic]:
    """Compare the slots found in the body with those declared: missing, repeated, unknown, out of order."""
    where, known = Position(file), [rule.name for rule in rules]
    listed = ", ".join(f"slots.{name}" for name in known)
    counts = Counter(tag.name for tag in tags)
    for name, count in counts.items():
        if name not in known:
            yield diagnostic(UNKNOWN, where, tag=f"slots.{name}", known=listed)
        elif count > 1:
            yield diagnostic(REPEATED, where, tag=f"slots.{name}", count=count)
    for name in known:
        if name not in counts:
            yield diagnostic(MISSING, where, tag=f"slots.{name}")
    found = [name for name in counts if name in known]
    for name, following in itertools.pairwise(found):
        if known.index(name) > known.index(following):
            yield diagnostic(DISORDERED, where, tag=f"slots.{name}", other=f"slots.{following}", known=listed)


def furniture_of(section: int, pages: str, *, titled: bool) -> tuple[FurnitureName, ...]:
    """The furniture that belongs on pages of a kind ("first", "default", "even") of a section, counted from 1.

    `titled` says that the section has a first page of its own kind.
    """
    if pages != "first":
        return tuple(dict.fromkeys((*FIRST_PAGE, *LATER_PAGES))) if section == 1 and not titled else LATER_PAGES
    return FIRST_PAGE if section == 1 else tuple(name for name in FIRST_PAGE if name in LATER_PAGES)


def furniture_faults(
    stories: dict[str, Story], body: etree._Element, targets: dict[str, str], file: str, *, even: bool,
    legal: bool = False,
) -> Iterator[Diagnostic]:
    """Check that furniture tags are known, and that each stands on all the pages where it belongs.

    `stories` are headers and footers by member name, `targets` their member names by relationship id; `even` says
    that left pages have headers and footers of their own, `legal` that the shell is one of a convention.
    """
    where, known = Position(file), get_args(FurnitureName)
    listed = ", ".join(f"furniture.{name}" for name in known)
    named = {tag.name for story in stories.values() for tag in story.tags if tag.kind == "furniture"}
    for name in sorted(named - set(known)):
        yield diagnostic(UNKNOWN, where, tag=f"furniture.{name}", known=listed)
    for number, pages in enumerate(_page_parts(body, targets, even=even), 1):
        for kind, parts in pages.items():
            found = {tag.name for part in parts if part in stories for tag in stories[part].tags}
            for name in (*furniture_of(number, kind, titled="first" in pages), *(LEGAL if legal else ())):
                if name not in found:
                    yield diagnostic(ABSENT, where, tag=f"furniture.{name}", pages=kind, section=number)


def _page_parts(
    document: etree._Element, targets: dict[str, str], *, even: bool,
) -> Iterator[dict[str, list[str]]]:
    """For each section, the header and footer parts of each kind of page it has.

    A section without a reference of its own inherits the one of the section before.
    """
    current: dict[tuple[str, str], str] = {}
    for section in document.iter(f"{W}sectPr"):
        for part in ("header", "footer"):
            for reference in section.iterfind(f"{W}{part}Reference"):
                target = targets.get(reference.get(f"{R}id", ""), "")
                current[part, reference.get(f"{W}type", "default")] = target
        first = ["first"] if is_on(section.find(f"{W}titlePg")) else []
        kinds = [*first, "default", *(["even"] if even else [])]
        yield {kind: [current[p, kind] for p in ("header", "footer") if (p, kind) in current] for kind in kinds}
