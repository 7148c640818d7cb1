"""The same documents made with plain docxtpl and plain WeasyPrint: same shell and slots, same HTML, CSS and faces."""

import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import weasyprint
from docxtpl import DocxTemplate
from jinja2 import Environment
from weasyprint.text.fonts import FontConfiguration

from dragoman.appearance.css import stylesheet
from dragoman.appearance.fit import NORMAL, of_one_page
from dragoman.appearance.furniture import furniture_sheet
from dragoman.appearance.look import Look
from dragoman.appearance.shell import Shell
from dragoman.appearance.shell_extras import Extras
from dragoman.document.nodes import Document
from dragoman.images import Image
from dragoman.languages import LANGUAGES
from dragoman.writers.docx import write_docx
from dragoman.writers.html import fragments
from dragoman.writers.pdf import PdfAppearance, Session


class _Recorder(Shell):
    """A shell that keeps what it was last filled with."""

    context_used: Mapping[str, Any]
    fill_again: Callable[[], bytes]

    def filled(
        self, slots: Mapping[str, str], furniture: Mapping[str, str], core: str, lists: int,
        pictures: Sequence[Image] = (), extras: Extras | None = None,
    ) -> bytes:
        self.context_used = self.context(slots, furniture)
        self.fill_again = partial(super().filled, slots, furniture, core, lists, pictures, extras)
        return self.fill_again()


def shell_fillers(document: Document, shell: Shell, look: Look) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """Two functions that fill the same shell with the same slot XML: ours, and docxtpl as its documentation shows.

    docxtpl opens the template for each document, since a rendered one cannot be rendered again.
    """
    _, (data, name, rules, *_) = shell.__reduce__()
    recorder = _Recorder.open(data, name, rules, look)
    write_docx(document, recorder, look)
    context = {**recorder.context_used, "properties": document.properties}

    def write() -> bytes:
        template = DocxTemplate(io.BytesIO(recorder.docx))
        template.render(context, jinja_env=Environment(autoescape=True))
        buffer = io.BytesIO()
        template.save(buffer)
        return buffer.getvalue()
    return recorder.fill_again, write


def conventional_writer() -> Callable[[], bytes]:
    """A function that writes a letter as such pages are usually made: it tells how fast the machine is."""
    source = Path(__file__).with_name("conventional.html").read_text(encoding="utf-8")

    def write() -> bytes:
        made: bytes = weasyprint.HTML(string=source).write_pdf()
        return made
    return write


def weasyprint_writer(document: Document, appearance: PdfAppearance) -> Callable[[], bytes]:
    """A function that lays the page out as WeasyPrint's documentation shows: nothing is kept between documents."""
    session, source, sheet = _laid_out(document, appearance)
    own = f"{session.faces.rules()}\n{stylesheet(session.look, session.faces.families)}\n{appearance.shared}"

    def write() -> bytes:
        fonts = FontConfiguration()
        styles = [weasyprint.CSS(string=s, url_fetcher=session.fetcher, font_config=fonts) for s in (own, sheet)]
        page = weasyprint.HTML(string=source, url_fetcher=session.fetcher)
        made: bytes = page.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")
        return made
    return write


def _laid_out(document: Document, appearance: PdfAppearance) -> tuple[Session, str, str]:
    """A document's session, HTML and own style sheet, in the density in which we write it."""
    for density in (*of_one_page(document, appearance.look), NORMAL):
        session = appearance.session(document, density)
        source = appearance.page.fill(
            fragments(document, session.look), document.properties, LANGUAGES[document.language].bcp47, document.state)
        sheet = furniture_sheet(session.look, document.furniture, session.faces)
        if session.write(source, sheet, pages=1) is not None:
            break
    return session, source, sheet
