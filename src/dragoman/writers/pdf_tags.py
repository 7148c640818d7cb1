"""The structure tree of a PDF, made from WeasyPrint's boxes in the place of WeasyPrint's own.

Its own conforms to PDF/UA and still misleads a screen reader: no language on any element, a table on three pages
as three tables, running heads and repeated table heads among the content. Here one HTML element is one structure
element wherever its lines stand, every change of language is marked, and what a page repeats is an artifact.

This module alone knows WeasyPrint's inside (the boxes of a page, `add_tags`, the marks of a stream); pdf_engine pins
the version.
"""

import contextlib
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import AppearanceError
from dragoman.writers.pdf_engine import replaced

UNTAGGED = Code(
    "TAG-001", "error", "la page {page} porte dans son texte une image, que le document ne contient pas",
    "retirez-la du gabarit : une image de la maison se place en marge, une photographie dans le document",
)

_TAGS = {
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6", "p": "P", "section": "Sect",
    "aside": "Sect", "blockquote": "BlockQuote", "figure": "Div", "img": "Figure", "figcaption": "Caption",
    "ul": "L", "ol": "L", "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD",
    "a": "Link", "ruby": "Ruby", "rb": "RB", "rt": "RT",
}
"""Other elements leave no trace: their content belongs to the element around them.

The HTML figure is a division that holds the Figure and its Caption side by side: the alternative text of a Figure
stands for all that is in it, and a caption inside would not be read.
"""

_NUMBERING = {"ol": "/Decimal", "ul": "/None"}
_CALL = "span::footnote-call"
_KEPT_EMPTY = {"TH", "TD"}
_POINTS = 0.75
"""Points in one of CSS's pixels."""


@dataclass(frozen=True, slots=True)
class Content:
    """A run of marked content: a page, from 0, and its number there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    page: int
    reference: bytes
    dictionary: Any


@dataclass(slots=True)
class Element:
    """A structure element; `page` is the one it begins on, `entries` what its dictionary holds beside the tree.

    `owner` is the list item that a list item's body belongs to.
    """

    tag: str
    language: str
    page: int
    kids: list["Element | Content | Annotation"] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)
    owner: "Element | None" = None

    @property
    def is_empty(self) -> bool:
        if self.tag in _KEPT_EMPTY:
            return False
        return all(isinstance(kid, Element) and kid.is_empty for kid in self.kids)


@contextlib.contextmanager
def own_tags(rendering: Any) -> Iterator[None]:  # noqa: ANN401 - WeasyPrint has no types
    """Have this one rendering tagged here; any other that is written meanwhile is tagged by WeasyPrint."""
    original: Any = importlib.import_module("weasyprint.pdf").add_tags

    def add_tags(pdf: Any, document: Any, version: object, streams: list[Any]) -> None:  # noqa: ANN401
        if document is rendering:
            _add_tags(pdf, document, streams)
        else:
            original(pdf, document, version, streams)

    with replaced("pdf", add_tags=add_tags):
        yield


def _add_tags(pdf: Any, document: Any, streams: list[Any]) -> None:  # noqa: ANN401
    tree = _Tree(document.metadata.lang)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        tree.add_page(number, page._page_box, stream)  # noqa: SLF001 - no public way to the boxes
    tree.place_notes()
    _Writing(pdf).write(tree.root, len(document.pages))


class _Tree:
    """Grows the structure elements from the boxes, page by page."""

    def __init__(self, language: str) -> None:
        self.boxes = importlib.import_module("weasyprint.formatting_structure.boxes")
        self.placeholder = importlib.import_module("weasyprint.layout.absolute").AbsolutePlaceholder
        self.root = Element("Document", language, 0)
        self.known: dict[tuple[Any, str], Element] = {}
        self.page, self.height = 0, 0.0
        self.marks: dict[Any, dict[str, Any]] = {}
        self.artifacts: set[int] = set()
        self.section = self.root
        self.calls: dict[Any, Element] = {}
        self.notes: list[tuple[Element, Element]] = []

    def place_notes(self) -> None:
        """Put each note, which stands at the foot of a page, at the end of the section that calls it."""
        for section, note in self.notes:
            section.kids.append(note)

    def add_page(self, number: int, page_box: Any, stream: Any) -> None:  # noqa: ANN401
        self.page, self.marks, self.artifacts = number, stream._tags, set()  # noqa: SLF001
        self.height = page_box.margin_height()
        for child in page_box.children:
            self._add(child, self.root)
        if self.marks:
            raise AppearanceError([diagnostic(UNTAGGED, page=number + 1)])
        _make_artifacts(stream.stream, self.artifacts)

    def _add(self, box: Any, parent: Element) -> None:  # noqa: ANN401
        if isinstance(box, self.placeholder):
            box = box._box  # noqa: SLF001
        if isinstance(box, self.boxes.TextBox):
            parent.kids.append(Content(self.page, self.marks.pop(box)["mcid"]))
        elif isinstance(box, self.boxes.ReplacedBox) and parent.tag == _TAGS["figure"]:
            element = self._element(box, parent)
            element.kids.append(Content(self.page, self.marks.pop(box)["mcid"]))
        elif isinstance(box, self.boxes.MarginBox) or self._is_repeated(box):
            self._drop(box)
        else:
            element = self._element(box, parent)
            if box.link_annotation:
                self._add_link(box, element)
            around = self.section
            self.section = element if element.tag == "Sect" else around
            for child in getattr(box, "children", ()):
                self._add(child, element)
            self.section = around

    def _is_repeated(self, box: Any) -> bool:  # noqa: ANN401
        """Whether the box is a table head that stood on an earlier page already."""
        first = self.known.get((box.element, "thead")) if box.element_tag == "thead" else None
        return first is not None and first.page != self.page

    def _drop(self, box: Any) -> None:  # noqa: ANN401
        mark = self.marks.pop(box, None)
        if mark is not None:
            self.artifacts.add(mark["mcid"])
        for child in getattr(box, "children", ()):
            self._drop(child)

    def _element(self, box: Any, parent: Element) -> Element:  # noqa: ANN401
        """The element that a box's content belongs to: a known one, a new one, or its parent's."""
        html, name = box.element, box.element_tag
        if html is None:
            return parent
        if (html, name) not in self.known:
            self.known[html, name] = self._new_element(box, parent)
        return self.known[html, name]

    def _new_element(self, box: Any, parent: Element) -> Element:  # noqa: ANN401
        name, language = box.element_tag, box.style["lang"] or parent.language
        if name == "li":
            item = Element("LI", language, self.page)
            parent.kids.append(item)
            body = Element("LBody", language, self.page, owner=item)
            item.kids.append(body)
            return body
        if name == "span" and box.element.get("class") == "number" and parent.owner is not None:
            element = Element("Lbl", language, self.page)
            parent.owner.kids.insert(0, element)
            return element
        if name == _CALL:
            self.calls[box.element] = self.section
            return parent
        if box.element in self.calls:
            note = Element("Note", language, self.page, entries=_identity(box))
            self.notes.append((self.calls[box.element], note))
            return note
        if name in _TAGS:
            entries = _picture(box, self.height) if name == "img" else _entries(box)
            element = Element(_TAGS[name], language, self.page, entries=entries)
        elif language != parent.language and name not in ("html", "body"):
            element = Element("Span", language, self.page)
        else:
            return parent
        parent.kids.append(element)
        return element

    def _add_link(self, box: Any, element: Element) -> None:  # noqa: ANN401
        import pydyf  # noqa: PLC0415 - loaded with the engine

        box.link_annotation["Contents"] = pydyf.String("".join(box.element.itertext()).strip())
        element.kids.append(Annotation(self.page, box.link_annotation.reference, box.link_annotation))


def _entries(box: Any) -> dict[str, Any]:  # noqa: ANN401
    """What the dictionary of a list, a table or a cell says of itself."""
    import pydyf  # noqa: PLC0415

    html, name = box.element, box.element_tag
    if name in _NUMBERING:
        entries = {"A": pydyf.Dictionary({"O": "/List", "ListNumbering": _NUMBERING[name]})}
        if label := html.get("aria-label"):
            entries["T"] = pydyf.String(label)
        return entries
    attributes = {}
    if name == "table" and (caption := html.find("caption")) is not None:
        attributes["Summary"] = pydyf.String("".join(caption.itertext()))
    if name == "th":
        attributes["Scope"] = "/Row" if html.get("scope", "").startswith("row") else "/Column"
    if name in ("th", "td"):
        for key, value in (("RowSpan", html.get("rowspan")), ("ColSpan", html.get("colspan"))):
            if value and int(value) > 1:
                attributes[key] = int(value)
    return {"A": pydyf.Dictionary({"O": "/Table", **attributes})} if attributes else {}


def _identity(box: Any) -> dict[str, Any]:  # noqa: ANN401
    """What PDF/UA asks of a note: an identifier of its own."""
    import pydyf  # noqa: PLC0415

    return {"ID": pydyf.String(box.element.get("id"))}


def _picture(box: Any, height: float) -> dict[str, Any]:  # noqa: ANN401
    """What a picture says of itself: its alternative text, and where on a page of this height (in pixels) it stands."""
    import pydyf  # noqa: PLC0415

    left, top = box.content_box_x(), box.content_box_y()
    edges = (left, height - top - box.height, left + box.width, height - top)
    place = pydyf.Array(round(edge * _POINTS, 2) for edge in edges)
    attributes = pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": place})
    return {"Alt": pydyf.String(box.element.get("alt", "")), "A": attributes}


def _make_artifacts(operators: list[Any], mcids: set[int]) -> None:
    """Turn marked content into artifacts of pagination, in the operators of a page's stream."""
    import pydyf  # noqa: PLC0415

    for place, operand in enumerate(operators):
        if isinstance(operand, dict) and operand.get("MCID") in mcids:
            operators[place - 1:place + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


class _Writing:
    """Writes the elements into the file: dictionaries, the parent tree, and the catalog's entries."""

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401
        self.pydyf = importlib.import_module("pydyf")
        self.pdf = pdf
        self.parents: dict[int, dict[int, Any]] = {}
        self.annotations: list[tuple[Annotation, Any]] = []

    def write(self, root: Element, pages: int) -> None:
        parent_tree, tree = self._object({}), self._object({"Type": "/StructTreeRoot"})
        tree["ParentTree"] = parent_tree.reference
        tree["K"] = self.pydyf.Array([self._element(root, tree.reference, "").reference])
        numbers = self.pydyf.Array()
        for page in range(pages):
            mcids = self.parents.get(page, {})
            references = [mcids.get(mcid, "null") for mcid in range(max(mcids, default=-1) + 1)]
            numbers.extend((page, self.pydyf.Array(references)))
        for key, (annotation, reference) in enumerate(self.annotations, pages):
            annotation.dictionary["StructParent"] = key
            numbers.extend((key, reference))
        parent_tree["Nums"] = numbers
        tree["ParentTreeNextKey"] = pages + len(self.annotations)
        self.pdf.catalog["StructTreeRoot"] = tree.reference
        self.pdf.catalog["MarkInfo"] = self.pydyf.Dictionary({"Marked": "true"})
        self.pdf.catalog["ViewerPreferences"] = self.pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _object(self, entries: dict[str, Any]) -> Any:  # noqa: ANN401
        created = self.pydyf.Dictionary(entries)
        self.pdf.add_object(created)
        return created

    def _element(self, element: Element, parent: Any, language: str) -> Any:  # noqa: ANN401
        written = self._object({
            "Type": "/StructElem", "S": f"/{element.tag}", "P": parent,
            "Pg": self.pdf.page_references[element.page], **element.entries,
        })
        if element.language != language:
            written["Lang"] = self.pydyf.String(element.language)
        written["K"] = self.pydyf.Array(
            self._kid(kid, element, written.reference) for kid in element.kids
            if not (isinstance(kid, Element) and kid.is_empty))
        return written

    def _kid(self, kid: Element | Content | Annotation, element: Element, reference: Any) -> Any:  # noqa: ANN401
        if isinstance(kid, Element):
            return self._element(kid, reference, element.language).reference
        page = self.pdf.page_references[kid.page]
        if isinstance(kid, Annotation):
            self.annotations.append((kid, reference))
            return self.pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.reference, "Pg": page})
        self.parents.setdefault(kid.page, {})[kid.mcid] = reference
        if kid.page == element.page:
            return kid.mcid
        return self.pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})
