"""Computed styles, worked out once a session: documents of one look match the same rules of the same style sheets.

WeasyPrint works the value of every property out anew for every element of every document. It shares styles between
the elements of one document that match the same rules under a parent of one style; here the values, once worked out,
are shared between documents in the same way. Each document has style objects of its own, so that what the layout
changes in them is forgotten with it. Like the structure tree, this replaces a part of WeasyPrint; pdf_engine pins the
version.
"""

import contextlib
import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Any, TypeAlias

from dragoman.writers.memory import Memory
from dragoman.writers.pdf_engine import replaced

_RECORDS = 2048
"""How many sets of matched rules a session remembers."""
_SHAPES = 64
"""Of how many kinds of pages a session remembers which element matches which rules."""
_AS_ASKED = ("first-letter", "first-line")
"""Pseudo-elements whose styles the layout copies property by property, as many as have been asked for."""


@dataclass(slots=True, eq=False)
class _Record:
    """What is known of a style: the declarations that make it, and those values that were asked for.

    `pseudos` are those of its pseudo-elements, `inner` that of anonymous boxes inside; `kept` is what its key names by
    identity, and must not be another's.
    """

    cascaded: dict[str, Any] = field(default_factory=dict)
    pseudos: "dict[str, _Record]" = field(default_factory=dict)
    kept: tuple[Any, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    specified: dict[str, Any] = field(default_factory=dict)
    inner: "_Record | None" = None


_Placed: TypeAlias = tuple[_Record, int | None]
"""The record of an element, and the number in tree order of the element around it."""


class SharedStyles:
    """The values of styles that the documents of one session share, under the lock of the layout."""

    def __init__(self, fonts: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        self.css: Any = importlib.import_module("weasyprint.css")
        self.sound = True
        """Whether no style has asked for the size of the page, which is each document's own."""
        self._fonts = fonts
        self._style_for = type(
            "SharedStyleFor", (_SharedStyleFor, self.css.StyleFor), {"shared": self, "styled": _shared_style(self)})
        self._records: Memory[_Record] = Memory(_RECORDS)
        self._shapes: Memory[tuple[list[_Placed], Sequence[Any]]] = Memory(_SHAPES)

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        """Serve the documents laid out here with this session's fonts; any others have styles of their own."""
        original = self.css.StyleFor

        def style_for(html: Any, sheets: Any, hints: object, fonts: Any, *rest: Any) -> Any:  # noqa: ANN401
            shared = fonts is self._fonts and not hints and self.sound and _is_plain(html)
            return (self._style_for if shared else original)(html, sheets, hints, fonts, *rest)

        with replaced("css", StyleFor=style_for):
            yield

    def refuse(self) -> None:
        """Share nothing from now on."""
        self.sound = False

    def of_elements(self, html: Any, sheets: Sequence[Any]) -> list[_Placed]:  # noqa: ANN401
        """What is known of the style of every element, in tree order. Pages of one shape match the same rules."""
        shape = getattr(html, "shape", None)
        key = (shape, *(id(sheet) for sheet, *_ in sheets))
        if shape is not None and (known := self._shapes.get(key)):
            return known[0]
        numbers: dict[Any, int] = {}
        placed: list[_Placed] = []
        for wrapper in html.wrapper_element.iter_subtree():
            around = numbers[wrapper.parent.etree_element] if wrapper.parent else None
            numbers[wrapper.etree_element] = len(placed)
            placed.append((self._of_element(wrapper, sheets, None if around is None else placed[around][0]), around))
        return self._shapes.keep(key, (placed, sheets))[0] if shape is not None else placed

    def _of_element(self, wrapper: Any, sheets: Sequence[Any], around: _Record | None) -> _Record:  # noqa: ANN401
        """What is known of an element's style, by the rules that it matches and the style around it."""
        element = wrapper.etree_element
        matched = [
            (sheet, origin, *selector) for sheet, origin, _ in sheets for selector in sheet.matcher.match(wrapper)]
        key = (around, element.get("lang"), *(
            (id(payload), specificity, pseudo) for *_, specificity, _order, pseudo, payload in matched))
        if known := self._records.get(key):
            return known
        found = _cascaded(self.css, element, matched)
        pseudos = {str(pseudo): _Record(cascaded) for pseudo, cascaded in found.items() if pseudo}
        return self._records.keep(key, _Record(found[None], pseudos, (around, *(one[-1] for one in matched))))

    def of_page(self, cascaded: dict[str, Any], pseudo: str | None, around: _Record) -> _Record:
        """What is known of the style of a page or of one of its margin boxes, by its declarations."""
        key = (around, pseudo, *(
            (name, id(value), precedence, *specificity)
            for name, (value, (precedence, _layer, specificity)) in cascaded.items()))
        return self._records.get(key) or self._records.keep(key, _Record(cascaded, kept=(around,)))


def _is_plain(html: Any) -> bool:  # noqa: ANN401
    """Whether no element of a document has declarations of its own, beside its language and its id."""
    return html.base_url is None and not any(
        {"style", "name"} & element.attrib.keys() or not str(element.tag).isalnum()
        or {'"', "\\"} & set(element.get("id", "") + element.get("lang", ""))
        for element in html.etree_element.iter() if element.tag != "meta")


def _cascaded(css: Any, element: Any, matched: Sequence[Any]) -> dict[str | None, dict[str, Any]]:  # noqa: ANN401
    """The declarations that hold for an element and for its pseudo-elements, as WeasyPrint ranks them."""
    found: dict[str | None, dict[str, Any]] = {None: {}}

    def declare(declarations: Any, pseudo: str | None, origin: str, rank: tuple[object, ...]) -> None:  # noqa: ANN401
        style = found.setdefault(pseudo, {})
        for name, value, importance in declarations:
            weight = (css.declaration_precedence(origin, importance), *rank)
            if name not in style or style[name][1] <= weight:
                style[name] = value, weight

    if language := element.get("lang"):
        bare = type(element)("span", {"lang": language})
        for specificity, _, declarations, base_url in css.find_style_attributes(bare):
            declare(css.preprocess_declarations(base_url, declarations), None, "author", (inf, specificity))
    for sheet, origin, specificity, _order, pseudo, (declarations, layer) in matched:
        place = inf if layer is None else sheet.layers.index(layer)
        declare(declarations, pseudo, origin, (place, specificity))
    return found


class _SharedStyleFor:
    """Goes before WeasyPrint's StyleFor, and fills its styles with what is known of them."""

    shared: SharedStyles
    styled: type

    def __init__(self, html: Any, sheets: Any, _hints: object, fonts: Any, targets: Any) -> None:  # noqa: ANN401
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self._sheets, self.font_config = sheets, fonts
        self.initial_page_sizes = {"box": None, "area": None}
        made: dict[_Record, Any] = {}
        styles: list[Any] = []
        for element, (record, around) in zip(
            html.etree_element.iter(), self.shared.of_elements(html, sheets), strict=True,
        ):
            parent, root = None if around is None else styles[around], styles[0] if styles else None
            if anchor := element.get("id"):
                style = self._styled(record, parent, root, None)
                style["anchor"] = anchor
                targets.collect_anchor(anchor)
            elif (style := made.get(record)) is None:
                style = made[record] = self._styled(record, parent, root, None)
            styles.append(style)
            self._computed_styles[element, None] = style

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:  # noqa: ANN401
        if pseudo_type and (element, pseudo_type) not in self._computed_styles:
            parent = self._computed_styles[element, None]
            if record := parent.record.pseudos.get(pseudo_type):
                self._computed_styles[element, pseudo_type] = self._styled(
                    record, parent, parent.root_style, pseudo_type)
        return super().__call__(element, pseudo_type)  # type: ignore[misc]

    def set_computed_styles(
        self, element: Any, parent: Any, root: Any = None, pseudo_type: str | None = None, **_: Any,  # noqa: ANN401
    ) -> None:
        """Set the style of a page or of one of its margin boxes."""
        cascaded = self._cascaded_styles.get((element, pseudo_type), {})
        around, top = self._computed_styles[parent, None], self._computed_styles[root, None]
        record = self.shared.of_page(cascaded, pseudo_type, around.record)
        self._computed_styles[element, pseudo_type] = self._styled(record, around, top, pseudo_type)

    def _styled(self, record: _Record, parent: Any, root: Any, pseudo_type: str | None) -> Any:  # noqa: ANN401
        css = self.shared.css
        as_asked = pseudo_type in _AS_ASKED
        style = (css.ComputedStyle if as_asked else self.styled)(
            parent, record.cascaded, pseudo_type, css.InitialStyle(self.font_config) if root is None else root, None,
            self.font_config, self.initial_page_sizes)
        if not as_asked:
            style.fill(record)
        style["anchor"]  # a style of which nothing is known is false, and WeasyPrint would pass over it
        return style


def _shared_style(shared: SharedStyles) -> type:
    css = shared.css
    anonymous = _shared_anonymous_style(shared)

    class SharedStyle(css.ComputedStyle):  # type: ignore[misc, name-defined]
        def fill(self, record: _Record) -> None:
            """Begin with what is known."""
            self.record, self.specified = record, record.specified
            self.update(record.values)

        @property
        def initial_page_sizes(self) -> Any:  # noqa: ANN401
            shared.refuse()
            return self._sizes

        @initial_page_sizes.setter
        def initial_page_sizes(self, sizes: Any) -> None:  # noqa: ANN401
            self._sizes = sizes

        @cached_property
        def anonymous_style(self) -> Any:  # noqa: ANN401
            return anonymous(self)

        def copy(self) -> Any:  # noqa: ANN401
            """A style that is changed apart, and shares nothing."""
            copy = css.ComputedStyle(
                self.parent_style, self.cascaded, self.pseudo_type, self.root_style, self.base_url, self.font_config,
                self._sizes)
            copy.update(self)
            copy.specified = self.specified.copy()
            return copy

        def __missing__(self, key: str) -> Any:  # noqa: ANN401
            value = super().__missing__(key)
            if shared.sound:
                self.record.values[key] = value
            return value

    return SharedStyle


def _shared_anonymous_style(shared: SharedStyles) -> type:
    class SharedAnonymousStyle(shared.css.AnonymousStyle):  # type: ignore[misc, name-defined]
        def __init__(self, parent: Any) -> None:  # noqa: ANN401
            record = parent.record.inner
            if record is None:
                record = parent.record.inner = _Record()
            self.record = record
            self.update(record.values)
            super().__init__(parent)

        @cached_property
        def anonymous_style(self) -> Any:  # noqa: ANN401
            return SharedAnonymousStyle(self)

        def __missing__(self, key: str) -> Any:  # noqa: ANN401
            value = super().__missing__(key)
            if shared.sound:
                self.record.values[key] = value
            return value

    return SharedAnonymousStyle
