"""The house's logo in a Word shell: at the letterhead's place, with the issuer's name above its address."""

import copy
import posixpath
from collections.abc import Iterable, Mapping

from lxml import etree

from dragoman.appearance.shell_media import fitted, inline_picture, with_pictures, with_types
from dragoman.appearance.shell_package import R, W
from dragoman.appearance.shell_tags import Story
from dragoman.images import Image

_NUMBER = 2_000_000  # above the numbers that Word gives to the drawings of a shell
_RELATIONSHIP = "dragomanLogo"
_TYPES = "[Content_Types].xml"


def place_logo(
    members: Mapping[str, bytes], stories: Iterable[Story], logo: Image, style: str, limits: tuple[float, float],
) -> dict[str, bytes]:
    """Put the logo into every header with a letterhead; `style` is that of its paragraph, `limits` are its greatest
    width and height in millimetres.

    Returns the members that the package then has anew.
    """
    name = f"dragoman-logo.{logo.suffix}"
    added: dict[str, bytes] = {}
    for story in stories:
        tags = {tag.name: tag.paragraph for tag in story.tags}
        if "letterhead" not in tags:
            continue
        _exchange(tags["letterhead"], tags.get("address"), _paragraph(logo, style, limits))
        folder, base = posixpath.split(story.name)
        relationships = posixpath.join(folder, "_rels", f"{base}.rels")
        added[relationships] = with_pictures(members.get(relationships), {_RELATIONSHIP: f"media/{name}"})
        added[posixpath.join(folder, "media", name)] = logo.data
    return {**added, _TYPES: with_types(members[_TYPES], (logo,))}


def _exchange(letterhead: etree._Element, address: etree._Element | None, logo: etree._Element) -> None:
    """Set the logo where the issuer's name stood, and the name above the address, in its form."""
    letterhead.addprevious(logo)
    if address is None:
        return
    own, form = letterhead.find(f"{W}pPr"), address.find(f"{W}pPr")
    if own is not None:
        letterhead.remove(own)
    if form is not None:
        letterhead.insert(0, copy.deepcopy(form))
    address.addprevious(letterhead)


def _paragraph(logo: Image, style: str, limits: tuple[float, float]) -> etree._Element:
    picture = inline_picture(_RELATIONSHIP, _NUMBER, fitted(logo, *limits), "")
    return etree.fromstring(
        f'<w:p xmlns:w="{W[1:-1]}" xmlns:r="{R[1:-1]}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"<w:r>{picture}</w:r></w:p>")
