"""From the members of a Word shell to the members that docxtpl compiles.

Checks tags, furniture and styles, then puts plain Jinja in the place of the tags: a slot's paragraph gives way to what
is written for it, a furniture paragraph keeps its form and goes when it would be empty. The house's accent replaces
the theme's first accent wherever a style, a border or a paragraph refers to it, its faces the theme's faces; its logo
takes the letterhead's place.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from dragoman.appearance.look import Look
from dragoman.appearance.shell_faces import Handle, set_faces
from dragoman.appearance.shell_fit import drop_folds, set_density
from dragoman.appearance.shell_lists import LegalLists, ListNumbering, legal_lists, list_of
from dragoman.appearance.shell_logo import place_logo
from dragoman.appearance.shell_package import MC, NOT_WORD, A, R, W, is_on, parsed, targets
from dragoman.appearance.shell_slots import SlotModel, length, slot_model
from dragoman.appearance.shell_styles import (
    CHARACTER_STYLES,
    CharacterRole,
    TableRole,
    is_legal,
    paragraph_styles,
    table_styles,
)
from dragoman.appearance.shell_tags import Story, furniture_faults, read_story, slot_faults
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.slots import SlotRule
from dragoman.errors import TemplateError
from dragoman.images import Image

NO_STYLE = Code(
    "SHL-030", "error", "il manque le style « {style} » ({kind})",
    "créez-le dans Word sous ce nom, ou reprenez le gabarit d’origine",
)
UNNUMBERED = Code(
    "SHL-031", "error", "le style « {style} » n’est lié à aucune liste numérotée",
    "dans Word, liez ce style au premier niveau d’une liste à plusieurs niveaux",
)

W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_STORIES = frozenset({"header", "footer", "footnotes", "endnotes"})


@dataclass(frozen=True, slots=True)
class Indent:
    """The indents of a style, in twips."""

    left: int
    right: int
    hanging: int


@dataclass(frozen=True, slots=True)
class StyleIds:
    """The ids of the shell's styles, by role; `indents` are those of the paragraph styles that have any."""

    paragraphs: Mapping[str, str]
    indents: Mapping[str, Indent]
    characters: Mapping[CharacterRole, str]
    tables: Mapping[TableRole, str]
    items: ListNumbering
    legal: LegalLists | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A shell ready to compile; `numbering` and `footnotes` are the names of the members that hold those.

    `beside` are the styles of the right column of a bilingual edition.
    """

    members: Mapping[str, bytes]
    slots: Mapping[str, SlotModel]
    styles: StyleIds
    numbering: str
    footnotes: str = ""
    beside: StyleIds | None = None


def prepared(
    members: Mapping[str, bytes], file: str, rules: tuple[SlotRule, ...], look: Look, logo: Image | None,
    right: Look | None = None,
) -> Prepared:
    """Check and prepare a shell. Raises TemplateError with every fault of its tags and styles."""
    main = next((name for kind, name in targets(members, "").values() if kind == "officeDocument"), "")
    related = targets(members, main)
    by_kind = dict(related.values())
    needed = ("styles", "numbering", "footnotes") if is_legal(rules) else ("styles", "numbering")
    lacking = [part for part in needed if by_kind.get(part) not in members]
    if main not in members or lacking:
        raise TemplateError([diagnostic(NOT_WORD, Position(file), reason=", ".join(lacking) or main)])
    trees = {name: parsed(content) for name, content in members.items() if name.lower().endswith(".xml")}
    stories, faults = _stories(trees, main, related, file)
    body, outer = stories[main], {name: story for name, story in stories.items() if name != main}
    faults += slot_faults((t for t in body.tags if t.kind == "slots"), rules, file)
    even = "settings" in by_kind and is_on(trees[by_kind["settings"]].find(f"{W}evenAndOddHeaders"))
    names_by_id = {key: name for key, (_, name) in related.items()}
    faults += furniture_faults(outer, body.root, names_by_id, file, even=even, legal=is_legal(rules))
    looks: dict[Handle, Look] = {"latin": look} if right is None else {"latin": look, "ea": right}
    columns, lacking_styles = _columns(trees[by_kind["styles"]], trees[by_kind["numbering"]], rules, looks, file)
    if faults or lacking_styles:
        raise TemplateError(faults + lacking_styles)
    styles, _ = columns["latin"]
    models = {tag.name: slot_model(tag.paragraph) for tag in body.tags}
    _place_slots(body, rules)
    limits = look.lengths.logo_width, look.lengths.logo_height
    added = {} if logo is None else place_logo(members, outer.values(), logo, styles.paragraphs["logo"], limits)
    for story in outer.values():
        _place_furniture(story, styles.paragraphs["spacer"])
    _dress(trees, by_kind, columns)
    trees |= {name: _declared(story.root) for name, story in stories.items()}
    written = {name: _serialised(root) for name, root in trees.items()}
    beside, _ = columns.get("ea", (None, None))
    return Prepared(
        {**members, **written, **added}, models, styles, by_kind["numbering"], by_kind.get("footnotes", ""), beside)


def _columns(
    styles: etree._Element, numbering: etree._Element, rules: tuple[SlotRule, ...], looks: Mapping[Handle, Look],
    file: str,
) -> tuple[dict[Handle, tuple[StyleIds, Look]], list[Diagnostic]]:
    """The styles of each column with its look, and what lacks of them."""
    found: dict[Handle, tuple[StyleIds, Look]] = {}
    faults: list[Diagnostic] = []
    for handle, look in looks.items():
        ids, lacking = _style_ids(styles, numbering, paragraph_styles(look, rules), table_styles(rules), file)
        faults += [fault for fault in lacking if fault not in faults]
        if ids is not None:
            found[handle] = ids, look
    return found, faults


def _dress(
    trees: Mapping[str, etree._Element], by_kind: Mapping[str, str], columns: Mapping[Handle, tuple[StyleIds, Look]],
) -> None:
    """Give a look's faces and accent to a shell; `by_kind` are the names of its parts.

    `columns` are the styles and looks by the typeface of the theme that stands for their faces.
    """
    for handle, (styles, look) in columns.items():
        roles = {name: role for role, name in (*styles.paragraphs.items(), *styles.characters.items())}
        if "theme" in by_kind:
            fonts = trees.get(by_kind.get("fontTable", ""))
            set_faces(trees[by_kind["styles"]], trees[by_kind["theme"]], fonts, look, roles, handle)
        set_density(trees[by_kind["styles"]], look, roles)
        if not look.window:
            drop_folds(trees[by_kind["styles"]], trees.values())
        for tree in trees.values():
            _colour(tree, look.colours["accent"].lstrip("#").upper())


def _stories(
    trees: Mapping[str, etree._Element], main: str, related: Mapping[str, tuple[str, str]], file: str,
) -> tuple[dict[str, Story], list[Diagnostic]]:
    names = [main, *dict.fromkeys(name for kind, name in related.values() if kind in _STORIES and name in trees)]
    stories: dict[str, Story] = {}
    faults: list[Diagnostic] = []
    for name in names:
        stories[name], found = read_story(name, trees[name], file)
        faults += found
    return stories, faults


def _style_ids(
    styles: etree._Element, numbering: etree._Element, names: Mapping[str, str], tables: Mapping[TableRole, str],
    file: str,
) -> tuple[StyleIds | None, list[Diagnostic]]:
    """Find the styles by the names that a designer sees; `names` are those of the paragraph styles by role."""
    known = {
        (style.get(f"{W}type", "paragraph"), name.get(f"{W}val", "")): style.get(f"{W}styleId", "")
        for style in styles.iter(f"{W}style") if (name := style.find(f"{W}name")) is not None
    }
    needed = [("paragraph", name) for name in names.values()]
    needed += [("character", name) for name in CHARACTER_STYLES.values()]
    needed += [("table", name) for name in tables.values()]
    lacking = [
        diagnostic(NO_STYLE, Position(file), style=name, kind=kind)
        for kind, name in needed if (kind, name) not in known
    ]
    if lacking:
        return None, lacking
    paragraphs = {role: known["paragraph", name] for role, name in names.items()}
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    indents = {role: indent for role, name in paragraphs.items() if (indent := _indent(by_id[name])) is not None}
    items = list_of(styles, numbering, paragraphs["item"])
    if items is None:
        return None, [diagnostic(UNNUMBERED, Position(file), style=names["item"])]
    legal = legal_lists(styles, numbering, paragraphs) if "open_item" in paragraphs else None
    if legal is None and "open_item" in paragraphs:
        return None, [diagnostic(UNNUMBERED, Position(file), style=names["open_item"])]
    return StyleIds(
        paragraphs, indents, {role: known["character", name] for role, name in CHARACTER_STYLES.items()},
        {role: known["table", name] for role, name in tables.items()}, items, legal,
    ), []


def _indent(style: etree._Element) -> Indent | None:
    stated = style.find(f"{W}pPr/{W}ind")
    if stated is None:
        return None
    indent = Indent(*(length(stated, *names) for names in (("left", "start"), ("right", "end"), ("hanging",))))
    return indent if indent.left or indent.right else None


def _place_slots(body: Story, rules: tuple[SlotRule, ...]) -> None:
    optional = {rule.name for rule in rules if not rule.required}
    rows: dict[etree._Element, list[str]] = {}
    for tag in body.tags:
        row = next(tag.paragraph.iterancestors(f"{W}tr"), None)
        if row is not None:
            rows.setdefault(row, []).append(tag.name)
        _replace(tag.paragraph, f"{{{{ slots.{tag.name} }}}}")
    passing = {row: names for row, names in rows.items() if optional.issuperset(names)}
    for row, names in passing.items():
        _only_if_filled(row, names)
    for table in {parent for row in passing if (parent := row.getparent()) is not None}:
        whole = table.findall(f"{W}tr")
        if all(row in passing for row in whole):  # Word refuses a table without rows
            _only_if_filled(table, [name for row in whole for name in passing[row]])


def _only_if_filled(element: etree._Element, slots: list[str]) -> None:
    condition = " or ".join(f"filled.{name}" for name in slots)
    _before(element, f"{{% if {condition} %}}")
    element.tail = "{% endif %}" + (element.tail or "")


def _place_furniture(story: Story, spacer: str) -> None:
    """Let every paragraph of furniture go when it would be empty, as far as its header, footer or cell can do without.

    What must end with a paragraph and would have none gets an empty one, without the rules and frames of another.
    """
    names: dict[etree._Element, str] = {}
    for tag in story.tags:
        paragraph, place = tag.paragraph, f"{{{{ furniture.{tag.name} }}}}"
        names[paragraph] = f"furniture.{tag.name}"
        properties = paragraph.find(f"{W}pPr")
        for child in list(paragraph):
            if child is not properties:
                paragraph.remove(child)
        if properties is None:
            paragraph.text = place
        else:
            properties.tail = place
    for paragraph, name in names.items():
        _before(paragraph, f"{{% if {name} %}}")
        paragraph.tail = "{% endif %}" + (paragraph.tail or "")
    for paragraph in names:
        if paragraph.getnext() is None:
            _end_with_paragraph(paragraph, names, spacer)


def _end_with_paragraph(last: etree._Element, names: Mapping[etree._Element, str], spacer: str) -> None:
    """Put an empty paragraph after the last one of a header, footer or cell, for when there is none in the flow."""
    above = [last, *last.itersiblings(preceding=True)]
    trailing = list(itertools.takewhile(names.__contains__, above))
    before = above[len(trailing)] if len(trailing) < len(above) else None
    if before is not None and _in_flow(before):
        return
    empty = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(empty, f"{W}pPr"), f"{W}pStyle").set(f"{W}val", spacer)
    conditions = [names[paragraph] for paragraph in trailing if _in_flow(paragraph)]
    last.addnext(empty)
    last.tail, rest = "{% endif %}", (empty.tail or "").removeprefix("{% endif %}")
    if conditions:
        _before(empty, f"{{% if not ({' or '.join(conditions)}) %}}")
        rest = "{% endif %}" + rest
    empty.tail = rest


def _in_flow(element: etree._Element) -> bool:
    """Whether this is a paragraph that no frame takes out of the flow."""
    return element.tag == f"{W}p" and element.find(f"{W}pPr/{W}framePr") is None


def _before(element: etree._Element, text: str) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _replace(element: etree._Element, text: str) -> None:
    _before(element, text + (element.tail or ""))
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _colour(tree: etree._Element, accent: str) -> None:
    """Give the accent to every colour that follows the theme's first accent, and to that accent itself."""
    for element in _accented(tree):
        plain = "val" if element.tag == f"{W}color" else "color"
        for theme, name in (("themeColor", plain), ("themeFill", "fill")):
            if element.get(f"{W}{theme}") == "accent1":
                element.set(f"{W}{name}", accent)
    for colour in tree.iterfind(f".//{A}accent1/{A}srgbClr"):
        colour.set("val", accent)


def _accented(tree: etree._Element) -> Iterator[etree._Element]:
    shaded = [f"{W}{name}" for name in ("themeTint", "themeShade", "themeFillTint", "themeFillShade")]
    return (e for e in tree.iter(etree.Element) if not any(e.get(name) for name in shaded))


def _declared(root: etree._Element) -> etree._Element:
    """A story's root with the namespaces that our writer uses bound to it."""
    names: dict[str | None, str] = {**root.nsmap, "w": W[1:-1], "r": R[1:-1], "mc": MC, "w15": W15}
    renewed = etree.Element(root.tag, dict(root.attrib), nsmap=names)
    renewed.text = root.text
    renewed.extend(list(root))
    ignorable = set(renewed.get(f"{{{MC}}}Ignorable", "").split()) | {"w15"}
    renewed.set(f"{{{MC}}}Ignorable", " ".join(sorted(ignorable)))
    return renewed


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
