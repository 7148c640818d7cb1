"""A Word file as lxml finds it: its parts, its styles, the text of what stands in it."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from conformance_expectations import squeeze

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Word:
    """The parts of a file by name; `styles` by id."""

    parts: dict[str, etree._Element]
    styles: dict[str, etree._Element]

    @property
    def body(self) -> etree._Element:
        return self.parts["word/document.xml"][0]

    def margins(self, kind: str) -> dict[str, etree._Element]:
        return {name: root for name, root in self.parts.items() if name.startswith(f"word/{kind}")}

    def lineage(self, properties: etree._Element | None, reference: str) -> Iterator[etree._Element]:
        """The style that properties name, and those it is based on."""
        style_id = value(properties, reference)
        while style_id in self.styles:
            yield self.styles[style_id]
            style_id = value(self.styles[style_id], "basedOn")


def read(path: Path) -> Word:
    with zipfile.ZipFile(path) as archive:
        parts = {
            name: etree.fromstring(archive.read(name)) for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
    styles = parts["word/styles.xml"].iterfind(f"{W}style")
    return Word(parts, {str(style.get(f"{W}styleId")): style for style in styles})


def value(parent: etree._Element | None, name: str) -> str:
    child = parent.find(f"{W}{name}") if parent is not None else None
    return "" if child is None else str(child.get(f"{W}val", ""))


def text_of(element: etree._Element) -> str:
    """The text of an element, squeezed, without the readings of ruby."""
    texts = (node for node in element.iter(f"{W}t") if next(node.iterancestors(f"{W}rt"), None) is None)
    return squeeze("".join(node.text or "" for node in texts))


def own_text(run: etree._Element) -> str:
    """The text of a run without that of runs inside it, as ruby has them; nothing for a reading."""
    if next(run.iterancestors(f"{W}rt"), None) is not None:
        return ""
    return squeeze("".join(node.text or "" for node in run.iterfind(f"{W}t")))
