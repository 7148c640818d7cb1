"""The density of a letter in a Word shell: the spaces and sizes of the styles that it changes."""

from collections.abc import Mapping

from lxml import etree

from dragoman.appearance.look import Look
from dragoman.appearance.shell_package import W

_TWENTIETHS = 20
_HALVES = 2


def set_density(styles: etree._Element, look: Look, roles: Mapping[str, str]) -> None:
    """Give the styles that the density of a look changes their spaces and sizes; `roles` are those of style ids."""
    for element in styles.iterfind(f"{W}style"):
        role = roles.get(element.get(f"{W}styleId", ""), "")
        if role not in look.reset:
            continue
        style = look.styles[role]
        spacing = element.find(f"{W}pPr/{W}spacing")
        if spacing is not None:
            for name, value in (("before", style.before), ("after", style.after), ("line", style.line)):
                spacing.set(f"{W}{name}", str(round(value * _TWENTIETHS)))
        for name in ("sz", "szCs"):
            size = element.find(f"{W}rPr/{W}{name}")
            if size is not None:
                size.set(f"{W}val", str(round(style.size * _HALVES)))
