"""The density of a letter in a Word shell: the spaces, sizes and hanging indents of the styles that it changes."""

from collections.abc import Iterable, Mapping

from lxml import etree

from dragoman.appearance.look import Look
from dragoman.appearance.shell_package import W

FOLD_STYLE = "Dragoman Fold Mark"
"""The paragraph, in a frame at the edge of the paper, that marks a fold."""
_TWENTIETHS = 20
_MILLIMETRE = 1440 / 25.4
"""In twentieths of a point."""
_HALVES = 2


def drop_folds(styles: etree._Element, trees: Iterable[etree._Element]) -> None:
    """Take the marks of folds out of the headers, for letters that no window shows."""
    style = next(
        (one.get(f"{W}styleId") for one in styles.iterfind(f"{W}style")
         if (name := one.find(f"{W}name")) is not None and name.get(f"{W}val") == FOLD_STYLE), None)
    if style is None:
        return
    for tree in trees:
        marks = [
            paragraph for paragraph in tree.iter(f"{W}p")
            if (own := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and own.get(f"{W}val") == style]
        for mark in marks:
            if (story := mark.getparent()) is not None:
                story.remove(mark)


def set_density(styles: etree._Element, look: Look, roles: Mapping[str, str]) -> None:
    """Give the styles that the density of a look changes their values; `roles` are those of style ids."""
    for element in styles.iterfind(f"{W}style"):
        role = roles.get(element.get(f"{W}styleId", ""), "")
        if role not in look.reset:
            continue
        style = look.styles[role]
        spacing = element.find(f"{W}pPr/{W}spacing")
        if spacing is not None:
            for name, value in (("before", style.before), ("after", style.after), ("line", style.line)):
                spacing.set(f"{W}{name}", str(round(value * _TWENTIETHS)))
        indent = element.find(f"{W}pPr/{W}ind")
        if indent is not None and style.hanging:
            indent.set(f"{W}left", str(round((style.indent + style.hanging) * _MILLIMETRE)))
            indent.set(f"{W}hanging", str(round(style.hanging * _MILLIMETRE)))
        for name in ("sz", "szCs"):
            size = element.find(f"{W}rPr/{W}{name}")
            if size is not None:
                size.set(f"{W}val", str(round(style.size * _HALVES)))
