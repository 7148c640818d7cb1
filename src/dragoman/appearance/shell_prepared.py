"""From the members of a Word shell to the members that docxtpl compiles.

Checks tags, furniture and styles, then puts plain Jinja in the place of the tags: a slot's paragraph gives way to what
is written for it, a furniture paragraph keeps its form and goes when it would be empty. The house's accent replaces
the theme's first accent wherever a style, a border or a paragraph refers to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from dragoman.appearance.look import Look
from dragoman.appearance.shell_package import NOT_WORD, R, W, is_on, parsed, targets
from dragoman.appearance.shell_slots import SlotModel, slot_model
from dragoman.appearance.shell_styles import CHARACTER_STYLES, TABLE_STYLES, CharacterRole, TableRole, paragraph_styles
from dragoman.appearance.shell_tags import Story, furniture_faults, read_story, slot_faults
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.slots import SlotRule
from dragoman.errors import TemplateError

NO_STYLE = Code(
    "SHL-030", "error", "il manque le style « {style} » ({kind})",
    "créez-le dans Word sous ce nom, ou reprenez le gabarit d’origine",
)
UNNUMBERED = Code(
    "SHL-031", "error", "le style « {style} » n’est lié à aucune liste numérotée",
    "dans Word, liez ce style au premier niveau d’une liste à plusieurs niveaux",
)

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_STORIES = frozenset({"header", "footer", "footnotes", "endnotes"})


@dataclass(frozen=True, slots=True)
class ListNumbering:
    """The list of the style for items: its number, its definition, and the highest number in use."""

    number: int
    definition: int
    highest: int


@dataclass(frozen=True, slots=True)
class StyleIds:
    """The ids of the shell's styles, by role."""

    paragraphs: Mapping[str, str]
    characters: Mapping[CharacterRole, str]
    tables: Mapping[TableRole, str]
    items: ListNumbering


@dataclass(frozen=True, slots=True)
class Prepared:
    """A shell ready to compile; `numbering` is the name of the member that holds the lists."""

    members: Mapping[str, bytes]
    slots: Mapping[str, SlotModel]
    styles: StyleIds
    numbering: str


def prepared(members: Mapping[str, bytes], file: str, rules: tuple[SlotRule, ...], look: Look) -> Prepared:
    """Check and prepare a shell. Raises TemplateError with every fault of its tags and styles."""
    main = next((name for kind, name in targets(members, "").values() if kind == "officeDocument"), "")
    related = targets(members, main)
    by_kind = dict(related.values())
    lacking = [part for part in ("styles", "numbering") if by_kind.get(part) not in members]
    if main not in members or lacking:
        raise TemplateError([diagnostic(NOT_WORD, Position(file), reason=", ".join(lacking) or main)])
    trees = {name: parsed(content) for name, content in members.items() if name.lower().endswith(".xml")}
    stories, faults = _stories(trees, main, related, file)
    body, outer = stories[main], {name: story for name, story in stories.items() if name != main}
    faults += slot_faults((t for t in body.tags if t.kind == "slots"), rules, file)
    even = "settings" in by_kind and is_on(trees[by_kind["settings"]].find(f"{W}evenAndOddHeaders"))
    names_by_id = {key: name for key, (_, name) in related.items()}
    faults += furniture_faults(outer, body.root, names_by_id, file, even=even)
    names = paragraph_styles(look, rules)
    styles, lacking_styles = _style_ids(trees[by_kind["styles"]], trees[by_kind["numbering"]], names, file)
    if faults or styles is None:
        raise TemplateError(faults + lacking_styles)
    models = {tag.name: slot_model(tag.paragraph) for tag in body.tags}
    _place_slots(body, rules)
    for story in outer.values():
        _place_furniture(story)
    for tree in trees.values():
        _colour(tree, look.colours["accent"].lstrip("#").upper())
    trees |= {name: _declared(story.root) for name, story in stories.items()}
    written = {name: _serialised(root) for name, root in trees.items()}
    return Prepared({**members, **written}, models, styles, by_kind["numbering"])


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
    styles: etree._Element, numbering: etree._Element, names: Mapping[str, str], file: str,
) -> tuple[StyleIds | None, list[Diagnostic]]:
    """Find the styles by the names that a designer sees; `names` are those of the paragraph styles by role."""
    known = {
        (style.get(f"{W}type", "paragraph"), name.get(f"{W}val", "")): style.get(f"{W}styleId", "")
        for style in styles.iter(f"{W}style") if (name := style.find(f"{W}name")) is not None
    }
    needed = [("paragraph", name) for name in names.values()]
    needed += [("character", name) for name in CHARACTER_STYLES.values()]
    needed += [("table", name) for name in TABLE_STYLES.values()]
    lacking = [
        diagnostic(NO_STYLE, Position(file), style=name, kind=kind)
        for kind, name in needed if (kind, name) not in known
    ]
    if lacking:
        return None, lacking
    paragraphs = {role: known["paragraph", name] for role, name in names.items()}
    items = _item_list(styles, numbering, paragraphs["item"])
    if items is None:
        return None, [diagnostic(UNNUMBERED, Position(file), style=names["item"])]
    return StyleIds(
        paragraphs, {role: known["character", name] for role, name in CHARACTER_STYLES.items()},
        {role: known["table", name] for role, name in TABLE_STYLES.items()}, items,
    ), []


def _item_list(styles: etree._Element, numbering: etree._Element, style: str) -> ListNumbering | None:
    found = styles.find(f"{W}style[@{W}styleId='{style}']/{W}pPr/{W}numPr/{W}numId")
    lists = {int(n.get(f"{W}numId", "0")): n for n in numbering.iter(f"{W}num")}
    number = 0 if found is None else int(found.get(f"{W}val", "0"))
    definition = lists[number].find(f"{W}abstractNumId") if number in lists else None
    if definition is None:
        return None
    return ListNumbering(number, int(definition.get(f"{W}val", "0")), max(lists))


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


def _place_furniture(story: Story) -> None:
    for tag in story.tags:
        paragraph, place = tag.paragraph, f"{{{{ furniture.{tag.name} }}}}"
        properties = paragraph.find(f"{W}pPr")
        for child in list(paragraph):
            if child is not properties:
                paragraph.remove(child)
        if properties is None:
            paragraph.text = place
        else:
            properties.tail = place
        if paragraph.getnext() is not None:  # the last paragraph of a header or a cell must stay
            _before(paragraph, f"{{% if furniture.{tag.name} %}}")
            paragraph.tail = "{% endif %}" + (paragraph.tail or "")


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
