"""The house's faces in a Word shell: in the place of the theme's, wherever a style names those.

As with the accent, the theme is the handle: its body face is that of text, its heading face that of labels. A style in
which a designer chose a face of another name keeps it. The right column of a bilingual edition has a handle of its
own: the theme's East Asian faces.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from lxml import etree

from dragoman.appearance.look import Face, Look
from dragoman.appearance.shell_package import A, W

Handle: TypeAlias = Literal["latin", "ea"]

_PLACES = {"text": "minorFont", "label": "majorFont"}
_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
_CHARSETS = {"latin": "00", "japanese": "80"}


def set_faces(
    styles: etree._Element, theme: etree._Element, fonts: etree._Element | None, look: Look, roles: Mapping[str, str],
    handle: Handle = "latin",
) -> None:
    """Put the look's faces into the styles, the theme and the font table of a shell; `roles` are those of style ids."""
    named = {face: theme.find(f".//{A}{place}/{A}{handle}") for face, place in _PLACES.items()}
    changed = {
        face: (element.get("typeface", ""), look.faces[face]) for face, element in named.items() if element is not None
    }
    for face, properties in _set_in(styles, look, roles, defaults=handle == "latin"):
        old, new = changed.get(face, ("", look.faces[face]))
        for script in _SCRIPTS:
            if old and properties.get(f"{W}{script}") == old:
                properties.set(f"{W}{script}", new.docx)
    for face, element in named.items():
        if element is not None:
            element.set("typeface", look.faces[face].docx)
    if fonts is not None:
        _list(fonts, {old for old, _ in changed.values()}, look)


def _set_in(
    styles: etree._Element, look: Look, roles: Mapping[str, str], *, defaults: bool,
) -> Iterator[tuple[str, etree._Element]]:
    """The fonts of the defaults and of the styles, each with the face, text or label, that its role has."""
    for properties in styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts") if defaults else ():
        yield "text", properties
    for style in styles.iterfind(f"{W}style"):
        role = roles.get(style.get(f"{W}styleId", ""), "")
        if role in look.styles:
            yield from ((look.styles[role].face, fonts) for fonts in style.iterfind(f"{W}rPr/{W}rFonts"))


def _list(fonts: etree._Element, old: set[str], look: Look) -> None:
    """Give the font table the look's faces instead of those that they replace."""
    chosen = {face.docx: face for face in look.faces.values()}
    listed = {font.get(f"{W}name", ""): font for font in fonts.iterfind(f"{W}font")}
    for name in (old - set(chosen)) & set(listed):
        fonts.remove(listed[name])
    for name in sorted(set(chosen) - set(listed)):
        fonts.append(_entry(chosen[name], _CHARSETS[look.script]))


def _entry(face: Face, charset: str) -> etree._Element:
    entry = etree.Element(f"{W}font")
    entry.set(f"{W}name", face.docx)
    said = {"altName": ",".join(face.alternatives), "charset": charset, "family": face.family, "pitch": "variable"}
    for name, value in said.items():
        if value:
            etree.SubElement(entry, f"{W}{name}").set(f"{W}val", value)
    return entry
