"""The tree of a page, parsed once a session for all pages of the same tags: the letters of a list differ in words.

A page is parsed with its texts blanked out; what stands between the same tags then goes into copies of this tree. The
first page of its kind is parsed as it is, too, and its tree must be the same.
"""

import copy
import html
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from xml.etree import ElementTree as ET

from dragoman.writers.memory import Memory

_TAG = re.compile(r"(<[^>]*>)")
_RAW = re.compile(
    r"[\0\f\r]|<(?:!--|base|pre|script|style|svg|textarea|listing|xmp|plaintext|noscript|iframe)", re.IGNORECASE)
"""What is read in another way, or holds text that is, or makes addresses relative."""
_MARK = "\ue000"
"""Stands for a text, followed by its number and another of its kind: a character of private use, which is none."""
_MARKED = re.compile(f"{_MARK}([0-9]+){_MARK}")
_SHAPES = 64
"""How many trees a session remembers."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """A tree with marks for its texts, and those of its elements that hold any: their numbers in tree order."""

    root: ET.Element
    texts: tuple[tuple[int, str], ...]
    tails: tuple[tuple[int, str], ...]

    def filled(self, words: dict[str, str]) -> ET.Element:
        """A tree of one's own with these texts, by their numbers."""
        root = copy.deepcopy(self.root)
        elements = list(root.iter())
        for place, marked in self.texts:
            elements[place].text = _MARKED.sub(lambda mark: words[mark[1]], marked)
        for place, marked in self.tails:
            elements[place].tail = _MARKED.sub(lambda mark: words[mark[1]], marked)
        return root


class Markup:
    """Parses the pages of one session, under the lock of the layout."""

    def __init__(self, fetcher: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        engine: Any = importlib.import_module("weasyprint")
        wrapper = importlib.import_module("cssselect2").ElementWrapper
        self._parse: Any = importlib.import_module("tinyhtml5").parse
        self._shapes: Memory[_Shape | str] = Memory(_SHAPES)

        class Page(engine.HTML):  # type: ignore[misc]
            """WeasyPrint's document of a tree that is there already; pages of one `shape` have the same tags."""

            def __init__(self, root: ET.Element, shape: str | None) -> None:
                self.base_url, self.url_fetcher, self.media_type, self.shape = None, fetcher, "print", shape
                self.wrapper_element = wrapper.from_html_root(root, content_language=None)
                self.etree_element = self.wrapper_element.etree_element

        self._page: Any = Page
        self._html: Any = partial(engine.HTML, url_fetcher=fetcher)

    def parsed(self, source: str) -> Any:  # noqa: ANN401
        """WeasyPrint's document of a page's source."""
        return self._html(string=source)

    def page(self, source: str) -> Any:  # noqa: ANN401
        """The same, of a tree that other pages share where it can be."""
        if _MARK in source or _RAW.search(source):
            return self.parsed(source)
        pieces = _TAG.split(source)
        words = {str(n): html.unescape(text) for n, text in enumerate(pieces) if n % 2 == 0 and text.strip()}
        shape = "".join(f"{_MARK}{n}{_MARK}" if str(n) in words else text for n, text in enumerate(pieces))
        known = self._shapes.get(shape) or self._shapes.keep(shape, self._shape(shape, source, words) or "")
        return self.parsed(source) if isinstance(known, str) else self._page(known.filled(words), shape)

    def _shape(self, shape: str, source: str, words: dict[str, str]) -> _Shape | None:
        root = self._parse(shape, namespace_html_elements=False)
        found = _Shape(root, tuple(_marked(root, "text")), tuple(_marked(root, "tail")))
        parsed = self._parse(source, namespace_html_elements=False)
        return found if ET.tostring(found.filled(words)) == ET.tostring(parsed) else None


def _marked(root: ET.Element, name: str) -> Iterator[tuple[int, str]]:
    for place, element in enumerate(root.iter()):
        if _MARK in (text := getattr(element, name) or ""):
            yield place, text
