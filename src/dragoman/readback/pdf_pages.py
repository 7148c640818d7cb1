"""What a PDF says, page by page, as a reader that knows nothing of its writer finds it.

The content that counts is what the structure tree names, in the tree's order; the rest is marked as an artifact or
belongs to nothing. A picture says its alternative text, where it is drawn. PDFium gives the text, the marks and the
tree; geometry only tells where a line ends.
"""

import contextlib
import ctypes
import functools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any, TypeAlias

from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import WriteError

NO_READER = Code(
    "RBP-001", "error", "le PDF ne peut être relu : le paquet Python « pypdfium2 » n’est pas installé",
    "installez-le : pip install 'dragoman[pdf]'",
)
UNREADABLE = Code("RBP-002", "error", "ce fichier n’est pas un PDF que l’on puisse lire")

_LOCK = threading.Lock()
"""PDFium serves one thread at a time, whatever the documents."""

_PASSAGES = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "TH", "TD", "LI", "Figure", "Note"}
"""The elements that hold one passage each."""

_DARK = 0.3
"""The greatest relative luminance of text that shows on white: a contrast of 3 to 1."""
_SMALLEST = 4.0
"""The least size, in points, of text that can be read."""
_SAME_LINE = 0.5
"""How far apart, in parts of the larger size, the baselines of one line may be: an ordinal's raised letters are."""

_ROOM = (ctypes.c_ushort * 512)()
"""Where PDFium writes its strings, one after the other."""
_NEAR = 0.5
"""Points by which a glyph may stand over an edge."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the page's lower left corner."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one line: its text, where it is drawn and how large, in points, and whether it can be seen."""

    text: str
    box: Box
    baseline: float
    size: float
    visible: bool

    def continues(self, other: "Run") -> bool:
        """Whether the run goes on where the other ends, on the same line."""
        apart = abs(self.baseline - other.baseline)
        return self.box[0] >= other.box[0] and apart < _SAME_LINE * max(self.size, other.size)


@dataclass(frozen=True, slots=True)
class Passage:
    """The runs of one structure element on one page, in reading order; `readings` are the ruby above its names.

    `column` is the number, from 1, of the cell of the outermost table that it stands in; 0 outside of tables.
    """

    element: str
    column: int = 0
    runs: list[Run] = field(default_factory=list)
    readings: list[Run] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Jump:
    """A link inside the file: where it stands, the page it leads to, from 1, and the place there, in points."""

    box: Box
    page: int
    across: float
    height: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page: the passages of the tree, the artifacts in the order they are painted, what belongs to neither.

    `pictures` are the widths and heights of the pictures, in pixels, in the order of the tree; `jumps` the links to
    other places of the file, in the file's order.
    """

    passages: list[Passage]
    artifacts: list[Run]
    strays: list[Run]
    pictures: list[tuple[int, int]]
    jumps: list[Jump]


@dataclass(frozen=True, slots=True)
class Content:
    """A whole file; `information` holds Title, Author and Subject."""

    language: str
    information: dict[str, str]
    pages: list[PageContent]


def read(data: bytes) -> Content:
    """Read a PDF. Raises WriteError when it is none, or when the reader is not installed."""
    with _opened(data) as (pdfium, document):
        pages = [_Page(pdfium, document, number).content for number in range(pdfium.FPDF_GetPageCount(document))]
        information = {
            name: _text(functools.partial(pdfium.FPDF_GetMetaText, document, name.encode()))
            for name in ("Title", "Author", "Subject")}
        language = _text(functools.partial(pdfium.FPDFCatalog_GetLanguage, document))
        return Content(language, information, pages)


def page_count(data: bytes) -> int:
    """The number of pages. Raises WriteError as `read` does."""
    with _opened(data) as (pdfium, document):
        count: int = pdfium.FPDF_GetPageCount(document)
        return count


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[tuple[ModuleType, Any]]:
    try:
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - asked for by PDFs only
    except ModuleNotFoundError as error:
        raise WriteError([diagnostic(NO_READER)]) from error
    with _LOCK:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            raise WriteError([diagnostic(UNREADABLE)])
        try:
            yield pdfium, document
        finally:
            pdfium.FPDF_CloseDocument(document)


def _text(call: Callable[[Any, int], int]) -> str:
    """A string that PDFium writes as UTF-16 into a buffer, under the lock; it tells the size it needs, in bytes."""
    buffer, size = _ROOM, ctypes.sizeof(_ROOM)
    while (needed := call(buffer, size)) > size:
        buffer, size = (ctypes.c_ushort * needed)(), needed
    return ctypes.string_at(buffer, max(0, needed - 2)).decode("utf-16-le", "replace")


def _inside(box: Box, window: Box) -> bool:
    return (
        box[0] >= window[0] - _NEAR and box[1] >= window[1] - _NEAR
        and box[2] <= window[2] + _NEAR and box[3] <= window[3] + _NEAR)


class _Page:
    """Reads one page: its text objects by their marks, then the structure tree over them."""

    def __init__(self, pdfium: ModuleType, document: Any, number: int) -> None:  # noqa: ANN401
        self.pdfium = pdfium
        self.marked: dict[int, list[Run]] = {}
        self.pictures: dict[int, tuple[Run, tuple[int, int]]] = {}
        self.content = PageContent([], [], [], [], [])
        page = pdfium.FPDF_LoadPage(document, number)
        characters = pdfium.FPDFText_LoadPage(page)
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        try:
            self.width, self.height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
            self._read_objects(page, characters)
            self.content.jumps.extend(self._jumps(document, page))
            for index in range(max(0, pdfium.FPDF_StructTree_CountChildren(tree)) if tree else 0):
                self._read_element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), None, reading=False)
        finally:
            pdfium.FPDF_StructTree_Close(tree)
            pdfium.FPDFText_ClosePage(characters)
            pdfium.FPDF_ClosePage(page)
        self.content.strays.extend(run for runs in self.marked.values() for run in runs)

    def _read_objects(self, page: Any, characters: Any) -> None:  # noqa: ANN401
        """Sort the text objects by their marks, last painted first, so that whatever covers one is known before it."""
        pdfium = self.pdfium
        covers: list[Box] = []
        artifacts: list[Run] = []
        for index in reversed(range(pdfium.FPDFPage_CountObjects(page))):
            item = pdfium.FPDFPage_GetObject(page, index)
            kind, number = pdfium.FPDFPageObj_GetType(item), pdfium.FPDFPageObj_GetMarkedContentID(item)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE and number >= 0:
                self.pictures[number] = self._picture(item, covers)
            if kind != pdfium.FPDF_PAGEOBJ_TEXT:
                if self._covers(item):
                    covers.append(self._bounds(item))
                continue
            text = _text(functools.partial(pdfium.FPDFTextObj_GetText, item, characters))
            # PDFium gives no text for an object that draws nothing but a narrow space.
            run = self._run(item, text or " ", covers)
            if number >= 0:
                self.marked.setdefault(number, []).insert(0, run)
            else:
                (artifacts if self._is_artifact(item) else self.content.strays).insert(0, run)
        self.content.artifacts.extend(artifacts)

    def _jumps(self, document: Any, page: Any) -> Iterator[Jump]:  # noqa: ANN401
        pdfium = self.pdfium
        place, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
        has_x, has_y, has_zoom = (pdfium.FPDF_BOOL() for _ in range(3))
        x, y, zoom = (ctypes.c_float() for _ in range(3))
        while pdfium.FPDFLink_Enumerate(page, place, link):
            target = pdfium.FPDFLink_GetDest(document, link)
            if target and pdfium.FPDFLink_GetAnnotRect(link, box):
                pdfium.FPDFDest_GetLocationInPage(target, has_x, has_y, has_zoom, x, y, zoom)
                number = pdfium.FPDFDest_GetDestPageIndex(document, target) + 1
                across, height = (place.value if known.value else 0.0 for known, place in ((has_x, x), (has_y, y)))
                yield Jump((box.left, box.bottom, box.right, box.top), number, across, height)

    def _covers(self, item: Any) -> bool:  # noqa: ANN401
        """Whether an object paints an area: an image, a shading, a filled path."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if self.pdfium.FPDFPageObj_GetType(item) != self.pdfium.FPDF_PAGEOBJ_PATH:
            return True
        return bool(self.pdfium.FPDFPath_GetDrawMode(item, fill, stroke)) and fill.value != 0

    def _bounds(self, item: Any) -> Box:  # noqa: ANN401
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        self.pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        return left.value, bottom.value, right.value, top.value

    def _picture(self, item: Any, covers: list[Box]) -> tuple[Run, tuple[int, int]]:  # noqa: ANN401
        """A picture as a run still without text, and its size in pixels."""
        box, width, height = self._bounds(item), ctypes.c_uint(), ctypes.c_uint()
        self.pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
        visible = self._is_open(item, box, covers)
        return Run("", box, box[1], box[3] - box[1], visible), (width.value, height.value)

    def _is_open(self, item: Any, box: Box, covers: list[Box]) -> bool:  # noqa: ANN401
        """Whether an object stands on the page, not cut off and not painted over."""
        return (
            _inside(box, (0, 0, self.width, self.height)) and _inside(box, self._window(item))
            and not any(_inside(box, cover) for cover in covers))

    def _is_artifact(self, item: Any) -> bool:  # noqa: ANN401
        pdfium = self.pdfium
        written = ctypes.c_ulong()
        buffer = ctypes.create_string_buffer(32)
        for index in range(pdfium.FPDFPageObj_CountMarks(item)):
            mark = pdfium.FPDFPageObj_GetMark(item, index)
            name = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
            if pdfium.FPDFPageObjMark_GetName(mark, name, len(buffer), written):
                return buffer.raw[:written.value - 2].decode("utf-16-le") == "Artifact"
        return False

    def _run(self, item: Any, text: str, covers: list[Box]) -> Run:  # noqa: ANN401
        pdfium = self.pdfium
        box, matrix, nominal = self._bounds(item), pdfium.FS_MATRIX(), ctypes.c_float()
        pdfium.FPDFPageObj_GetMatrix(item, matrix)
        pdfium.FPDFTextObj_GetFontSize(item, nominal)
        size = nominal.value * abs(matrix.d)
        drawn = pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_FILL
        visible = drawn and size >= _SMALLEST and self._is_dark(item) and self._is_open(item, box, covers)
        return Run(text, box, matrix.f, size, visible)

    def _is_dark(self, item: Any) -> bool:  # noqa: ANN401
        channels = [ctypes.c_uint() for _ in range(4)]
        if not self.pdfium.FPDFPageObj_GetFillColor(item, *channels):
            return False
        red, green, blue, alpha = ((channel.value / 255) for channel in channels)
        luminance = 0.2126 * red ** 2.2 + 0.7152 * green ** 2.2 + 0.0722 * blue ** 2.2
        return alpha == 1 and luminance <= _DARK

    def _window(self, item: Any) -> Box:  # noqa: ANN401
        """What an object's clipping lets through, as the box around each of its paths."""
        pdfium = self.pdfium
        clip = pdfium.FPDFPageObj_GetClipPath(item)
        left, bottom, right, top = 0.0, 0.0, self.width, self.height
        for path in range(max(0, pdfium.FPDFClipPath_CountPaths(clip))):
            points = [
                self._point(pdfium.FPDFClipPath_GetPathSegment(clip, path, segment))
                for segment in range(max(0, pdfium.FPDFClipPath_CountPathSegments(clip, path)))]
            if points:
                across, up = zip(*points, strict=True)
                left, right = max(left, min(across)), min(right, max(across))
                bottom, top = max(bottom, min(up)), min(top, max(up))
        return left, bottom, right, top

    def _point(self, segment: Any) -> tuple[float, float]:  # noqa: ANN401
        x, y = ctypes.c_float(), ctypes.c_float()
        self.pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        return x.value, y.value

    def _read_element(
        self, element: Any, passage: Passage | None, *, reading: bool, column: int = 0,  # noqa: ANN401
    ) -> None:
        """Take the marked content of an element and its children, in their order."""
        pdfium = self.pdfium
        kind = _text(functools.partial(pdfium.FPDF_StructElement_GetType, element))
        if kind in _PASSAGES:
            passage = Passage(kind, column)
            self.content.passages.append(passage)
        reading = reading or kind == "RT"
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            number = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if number in self.pictures and passage is not None:
                self._place_picture(element, number, passage)
                continue
            if number >= 0:
                runs = self.marked.pop(number, [])
                if passage is None:
                    self.content.strays.extend(runs)
                else:
                    (passage.readings if reading else passage.runs).extend(runs)
                continue
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                inside = index + 1 if kind == "TR" and not column else column
                self._read_element(child, passage, reading=reading, column=inside)


    def _place_picture(self, element: Any, number: int, passage: Passage) -> None:  # noqa: ANN401
        """Let a picture say the alternative text of its element."""
        run, size = self.pictures.pop(number)
        text = _text(functools.partial(self.pdfium.FPDF_StructElement_GetAltText, element))
        passage.runs.append(replace(run, text=text))
        self.content.pictures.append(size)
