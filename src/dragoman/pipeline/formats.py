"""The table of formats: how each is opened, written, read back and counted.

A format's modules load when it is first used: DOCX, text and JSON need no PDF library.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from dragoman.appearance.fit import ByDensity, overflows
from dragoman.appearance.look import HouseLook, Look
from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import Document, LanguageTag
from dragoman.document.slots import SlotRule
from dragoman.errors import AppearanceError, TemplateError, UsageError
from dragoman.images import Image

NO_TEMPLATE = Code(
    "FMT-001", "error", "aucun gabarit {suffix} pour « {kind} » en {language}",
    "ajoutez templates/{kind}/{language}.{suffix} ou templates/{kind}/default.{suffix}",
)
CHANGED = Code(
    "FMT-002", "error", "le JSON relu n’est pas le document composé", "signalez ce défaut aux auteurs de dragoman",
)

NOT_BILINGUAL_FORMAT = Code(
    "USE-008", "error", "une édition bilingue ne se fait pas en « {asked} »", "choisissez parmi : {known}",
)
NOT_VERTICAL = Code(
    "FMT-008", "error", "« {document} » est en lignes verticales, et ne se fait pas en {asked}",
    "faites-en le fichier Word (-t docx), et imprimez-le ou enregistrez-le en PDF depuis Word ou LibreOffice",
)
NO_FORMAT = Code("USE-003", "error", "le format « {asked} » n’existe pas", "choisissez parmi : {known}")

Appearance: TypeAlias = Any
"""What a format needs beside the document, opened once; each format has its own type."""


@dataclass(frozen=True, slots=True)
class AppearanceRequest:
    """What an appearance is made of.

    `folders` of templates and of `fonts` are in order of preference; `rules` are the slots of kind and language;
    `images` the project's pictures by file. Of a bilingual edition `beside` is the language of the right column, and
    `right` its look; `vertical` says that lines run from the top down.
    """

    kind: str
    language: LanguageTag
    look: Look
    house: HouseLook
    rules: tuple[SlotRule, ...]
    folders: tuple[Path, ...]
    fonts: tuple[Path, ...]
    images: Mapping[str, Image]
    beside: LanguageTag | None = None
    right: Look | None = None
    vertical: bool = False

    def template(self, suffix: str) -> Path:
        """The template file of the language, or the kind's default; of a bilingual edition that of both languages.

        Raises TemplateError where there is none.
        """
        own = self.language if self.beside is None else f"{self.language}+{self.beside}"
        stems = [own, "default" if self.beside is None else "bilingual"]
        if self.vertical:
            stems = [f"{own}-vertical"]
        for root in self.folders:
            for stem in stems:
                path = root / self.kind / f"{stem}.{suffix}"
                if path.is_file():
                    return path
        raise TemplateError([diagnostic(NO_TEMPLATE, kind=self.kind, language=stems[0], suffix=suffix)])


@dataclass(frozen=True, slots=True)
class Format:
    """`bilingual` says whether it has columns, and so bilingual editions; `vertical` whether it has vertical lines;
    `event` whether it tells of an event alone.

    A web page and a text have the parts of a vertical letter in their order, and lines of their own.
    `prepare` does of `write` what needs no layout, and raises what it would; `overflows` says whether a letter is
    longer than a page by the estimate of its height.
    """

    suffix: str
    media_type: str
    open: Callable[[AppearanceRequest], Appearance]
    write: Callable[[Document, Appearance], bytes]
    verify: Callable[[Document, bytes], tuple[Diagnostic, ...]]
    pages: Callable[[bytes], int | None]
    prepare: Callable[[Document, Appearance], object] = lambda document, appearance: None  # noqa: ARG005
    overflows: Callable[[Document, Appearance], bool] = lambda document, appearance: False  # noqa: ARG005
    bilingual: bool = False
    vertical: bool = True
    event: bool = False


def _open_docx(request: AppearanceRequest) -> Appearance:
    from dragoman.appearance.shell import Shell  # noqa: PLC0415

    path = request.template("docx")
    data = path.read_bytes()

    def opened(look: Look) -> tuple[Any, ...]:
        shell = Shell.open(data, path.name, request.rules, look, request.house.logo, request.right)
        return shell, look, request.images, request.right

    return ByDensity(request.look, opened)


def _write_docx(document: Document, appearance: Appearance) -> bytes:
    from dragoman.writers.docx import write_docx  # noqa: PLC0415

    return write_docx(document, *appearance.of(document))


def _verify_docx(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    from dragoman.readback.docx import verify_docx  # noqa: PLC0415

    return verify_docx(document, data)


def _open_pdf(request: AppearanceRequest) -> Appearance:
    from dragoman.writers.pdf import PdfAppearance  # noqa: PLC0415

    return PdfAppearance.open(
        request.folders[0], request.kind, request.language, request.rules, beside=request.beside, house=request.house,
        fonts=request.fonts, images=request.images)


def _write_pdf(document: Document, appearance: Appearance) -> bytes:
    from dragoman.writers.pdf import write_pdf  # noqa: PLC0415

    return write_pdf(document, appearance)


def _verify_pdf(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    from dragoman.readback.pdf import verify_pdf  # noqa: PLC0415

    return verify_pdf(document, data)


def _pages_of_pdf(data: bytes) -> int:
    from dragoman.readback.pdf import page_count  # noqa: PLC0415

    return page_count(data)


def _open_html(request: AppearanceRequest) -> Appearance:
    return request.look, request.images, request.house.logo, request.folders


def _write_html(document: Document, appearance: Appearance) -> bytes:
    from dragoman.writers.webpage import write_html  # noqa: PLC0415

    return write_html(document, *appearance)


def _verify_html(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    from dragoman.readback.html import verify_html  # noqa: PLC0415

    return verify_html(document, data)


def _write_text(document: Document, _: Appearance) -> bytes:
    from dragoman.writers.text import write_text  # noqa: PLC0415

    return write_text(document)


def _verify_text(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    from dragoman.readback.text import verify_text  # noqa: PLC0415

    return verify_text(document, data)


def _verify_json(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    same = Document.from_json(data.decode()) == document
    return () if same else (diagnostic(CHANGED),)


def _write_calendar(document: Document, _: Appearance) -> bytes:
    from dragoman.writers.calendar import write_calendar  # noqa: PLC0415

    return write_calendar(document)


def _verify_calendar(document: Document, data: bytes) -> tuple[Diagnostic, ...]:
    from dragoman.readback.calendar import verify_calendar  # noqa: PLC0415

    return verify_calendar(document, data)


def _nothing(_: AppearanceRequest) -> None:
    return None


def _no_pages(_: bytes) -> None:
    return None


FORMATS: dict[str, Format] = {
    "docx": Format(
        "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _open_docx, _write_docx, _verify_docx, _no_pages, lambda document, appearance: appearance.of(document),
        lambda document, appearance: appearance.overflows(document), bilingual=True),
    "pdf": Format(
        "pdf", "application/pdf", _open_pdf, _write_pdf, _verify_pdf, _pages_of_pdf,
        lambda document, appearance: appearance.session(document),
        lambda document, appearance: overflows(document, appearance.look), bilingual=True, vertical=False),
    "html": Format("html", "text/html; charset=utf-8", _open_html, _write_html, _verify_html, _no_pages),
    "text": Format("txt", "text/plain; charset=utf-8", _nothing, _write_text, _verify_text, _no_pages),
    "json": Format(
        "json", "application/json", _nothing, lambda document, _: document.to_json().encode(), _verify_json, _no_pages,
        bilingual=True),
    "ics": Format(
        "ics", "text/calendar; charset=utf-8", _nothing, _write_calendar, _verify_calendar, _no_pages, event=True),
}


def format_named(asked: str) -> str:
    if asked not in FORMATS:
        raise UsageError([diagnostic(NO_FORMAT, asked=asked, known=", ".join(FORMATS))])
    return asked


def refuse_columns(format: str) -> None:  # noqa: A002
    """Raise UsageError for a format that has no columns to set two languages side by side."""
    if not FORMATS[format].bilingual:
        known = ", ".join(name for name, one in FORMATS.items() if one.bilingual)
        raise UsageError([diagnostic(NOT_BILINGUAL_FORMAT, asked=format, known=known)])


def refuse_form(document: Document, format: str) -> None:  # noqa: A002
    """Raise UsageError, AppearanceError for a format without the columns or vertical lines that a document needs."""
    if document.beside is not None:
        refuse_columns(format)
    if document.vertical and not FORMATS[format].vertical:
        raise AppearanceError([diagnostic(NOT_VERTICAL, field=document.name, document=document.name, asked=format)])
