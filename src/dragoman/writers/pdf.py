"""The PDF writer: a document in its page, laid out by WeasyPrint, tagged for PDF/UA-1, in the look's faces alone."""

import hashlib
import importlib
import shutil
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.appearance.assets import REFUSED, fetcher
from dragoman.appearance.css import column_rules, stylesheet
from dragoman.appearance.faces import Faces, resolve
from dragoman.appearance.fit import NORMAL, fitted, of_one_page
from dragoman.appearance.furniture import furniture_sheet
from dragoman.appearance.look import HouseLook, Look, read_look, read_looks
from dragoman.appearance.page import Page
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import Document, LanguageTag
from dragoman.document.slots import SlotRule
from dragoman.errors import AppearanceError, TemplateError, WriteError
from dragoman.images import Image
from dragoman.languages import bcp47
from dragoman.limits import DOCUMENT_PAGES
from dragoman.resources import folder
from dragoman.writers.html import SIDES, fragments
from dragoman.writers.html_legal import signing_spaces
from dragoman.writers.justify import own_justification
from dragoman.writers.line_ends import own_line_ends
from dragoman.writers.pdf_characters import lacking_characters
from dragoman.writers.pdf_embedding import Embedding
from dragoman.writers.pdf_engine import LAYOUT_LOCK, load, watched
from dragoman.writers.pdf_objects import settle
from dragoman.writers.pdf_sharing import Sharing
from dragoman.writers.pdf_signatures import align_signatures
from dragoman.writers.pdf_tags import own_tags
from dragoman.writers.pdf_title import set_title

NO_FILE = Code(
    "PDF-006", "error", "ce gabarit n’existe pas", "remettez-le dans le dossier des gabarits")
TOO_LONG = Code(
    "PDF-007", "error", "le document a {pages} pages, la limite est {limit}", "partagez-le en plusieurs documents")

_VARIANT = "pdf/ua-1"
_OWN_SHEETS = 16
"""How many style sheets of single documents a session keeps."""


@dataclass(frozen=True, slots=True)
class PdfAppearance:
    """What the PDFs of one kind in one language look like, made once for many documents and threads.

    `right` is the look of the right column of a bilingual edition. `other` is the look of the other script: its faces
    lend what those of this one lack, to the documents that need it. `shared` is the style sheet that all pages share,
    `fonts` the folders searched before the system's. `images` are the pictures that its documents show, by their files
    in the project.
    """

    page: Page
    look: Look
    other: Look
    faces: Faces
    shared: str
    fonts: tuple[Path, ...] = ()
    images: Mapping[str, Image] = field(default_factory=dict)
    logo: Image | None = None
    right: Look | None = None
    sessions: dict[tuple[bool, int], "Session"] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def open(
        cls, templates: Path, kind: str, language: LanguageTag, rules: tuple[SlotRule, ...], *,
        beside: LanguageTag | None = None, house: HouseLook | None = None, fonts: tuple[Path, ...] = (),
        images: Mapping[str, Image] | None = None,
    ) -> "PdfAppearance":
        """Read the page, the look and the faces of a kind in a language, with what a house changes of them.

        `beside` is the language of the right column of a bilingual edition. `templates` is searched first, then the
        folder that ships with dragoman, for `<kind>/<language>.html` or `<kind>/default.html` (`fr+ja.html` or
        `bilingual.html`), `look.toml` and `page.css`. Raises TemplateError for the page, AppearanceError for what
        is not installed.
        """
        roots = (templates, folder("templates"))
        names = (language, "default") if beside is None else (f"{language}+{beside}", "bilingual")
        page, table = _found(roots, *(f"{kind}/{name}.html" for name in names)), _found(roots, "look.toml")
        house = house or HouseLook()
        look, *others = read_looks(table, kind, language, beside, house)
        right = next(iter(others), None)
        faces = resolve(look.faces, fonts)
        return cls(
            page=Page.open(page.read_text(encoding="utf-8"), str(page), rules),
            look=look,
            other=read_look(table, kind, "fr" if language == "ja" else "ja", house=house),
            faces=faces if right is None else faces.lent(resolve(right.faces, fonts)),
            shared=_found(roots, "page.css").read_text(encoding="utf-8"),
            fonts=fonts,
            images=images or {},
            logo=house.logo,
            right=right,
        )

    def session(self, document: Document, density: int = NORMAL) -> "Session":
        """The session of a density whose faces draw the whole document.

        Raises AppearanceError for every character that none draws.
        """
        lacking = tuple(lacking_characters(document, self.look, self.faces))
        lent = bool(lacking)
        with LAYOUT_LOCK:
            if (lent, density) not in self.sessions:
                faces = self._lent(lacking) if lent else self.faces
                look = fitted(self.look, density)
                self.sessions[lent, density] = Session(look, faces, self._column(faces) + self.shared, self._images())
            session = self.sessions[lent, density]
        if lent and (lacking := tuple(lacking_characters(document, self.look, session.faces))):
            raise AppearanceError(lacking)
        return session

    def missing_glyphs(self, texts: Iterable[str]) -> frozenset[str]:
        """The characters that keep a text out of these PDFs: no face draws them, nor one of the other script.

        Raises AppearanceError where those of the other script are needed and not installed.
        """
        text = "\n".join(texts)
        if not self.faces.missing(text):
            return frozenset()
        return self.faces.lent(resolve(self.other.faces, self.fonts)).missing(text)

    def _column(self, faces: Faces) -> str:
        """The rules of the right column of a bilingual edition, whose own faces come first."""
        if self.right is None:
            return ""
        own = resolve(self.right.faces, self.fonts).lent(faces)
        return column_rules(self.right, own.families, SIDES[1]) + "\n"

    def _images(self) -> dict[str, bytes]:
        logo = {self.logo.name: self.logo.data} if self.logo else {}
        return logo | {name: image.data for name, image in self.images.items()}

    def _lent(self, lacking: tuple[Diagnostic, ...]) -> Faces:
        try:
            return self.faces.lent(resolve(self.other.faces, self.fonts))
        except AppearanceError as error:
            raise AppearanceError([*lacking, *error.diagnostics]) from error


def _found(roots: tuple[Path, ...], *names: str) -> Path:
    for root in roots:
        for name in names:
            if (root / name).is_file():
                return root / name
    raise TemplateError([diagnostic(NO_FILE, Position(names[0]))])


class Session:
    """WeasyPrint's reusable objects for one set of faces: font configuration, style sheet, fetcher.

    `images` are the files that a page may show, by name.
    """

    def __init__(self, look: Look, faces: Faces, shared: str, images: Mapping[str, bytes]) -> None:
        self.look = look
        self.faces = faces
        self.engine: Any = load()
        self.fetcher = fetcher({**images, **faces.assets})
        self.fonts = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
        self.embedding = Embedding(faces)
        self.sharing = Sharing(self.fetcher, self.fonts)
        self.refusal = importlib.import_module("weasyprint.urls").FatalURLFetchingError
        rules = f"{faces.rules()}\n{stylesheet(look, faces.families)}\n{shared}"
        with watched():
            self.sheet = self._css(rules)
        self._own: dict[str, Any] = {}
        # WeasyPrint keeps copies of the font files in a temporary folder, and forgets it when the program ends.
        weakref.finalize(self, shutil.rmtree, self.fonts._folder, ignore_errors=True)  # noqa: SLF001

    def write(self, source: str, sheet: str, *, pages: int = DOCUMENT_PAGES) -> bytes | None:
        """Lay a page's source out, with a style sheet of its own, and write it; nothing where it takes more `pages`.

        Raises AppearanceError for anything WeasyPrint warns of.
        """
        with LAYOUT_LOCK, self.sharing.serving() as parsed, watched():
            try:
                sheets = [self.sheet, self._own_sheet(sheet)]
                with own_justification(self.fonts), own_line_ends():
                    rendering = parsed(source).render(font_config=self.fonts, stylesheets=sheets, pdf_variant=_VARIANT)
                if len(rendering.pages) > DOCUMENT_PAGES:
                    raise WriteError([diagnostic(TOO_LONG, pages=len(rendering.pages), limit=DOCUMENT_PAGES)])
                if len(rendering.pages) > pages:
                    return None
                with own_tags(rendering), self.embedding.serving(rendering, source + sheet):
                    data: bytes = rendering.write_pdf(
                        finisher=settle, pdf_variant=_VARIANT, pdf_identifier=_identifier(source, sheet))
            except self.refusal as error:
                raise AppearanceError([diagnostic(REFUSED, address=error.args[0])]) from error
        return data

    def _own_sheet(self, rules: str) -> Any:  # noqa: ANN401
        """The parsed style sheet of one document, which the letters of a batch share."""
        if rules not in self._own:
            with watched():
                parsed = self._css(rules)
            if len(self._own) >= _OWN_SHEETS:
                del self._own[next(iter(self._own))]
            self._own[rules] = parsed
        return self._own[rules]

    def _css(self, rules: str) -> Any:  # noqa: ANN401 - WeasyPrint has no types
        return self.engine.CSS(string=rules, url_fetcher=self.fetcher, font_config=self.fonts)


def write_pdf(document: Document, appearance: PdfAppearance) -> bytes:
    """Write a document as PDF/UA-1: the same bytes for the same document, on any day, in any time zone.

    Raises AppearanceError when a character, a face or a library is lacking, or when the layout warns of anything.
    """
    for density in of_one_page(document, appearance.look):
        if (data := _written(document, appearance, density, 1)) is not None:
            return data
    return _written(document, appearance, NORMAL, DOCUMENT_PAGES) or b""


def _written(document: Document, appearance: PdfAppearance, density: int, pages: int) -> bytes | None:
    """The file in one density; nothing where it takes more than `pages`."""
    session = appearance.session(document, density)
    look = session.look
    laid_out, title = set_title(document, look, session.faces)
    source = appearance.page.fill(
        fragments(laid_out, look), document.properties, bcp47(document.language),
        document.state)
    sheet = furniture_sheet(look, document.furniture, session.faces, appearance.logo)
    signing = align_signatures(document, look, session.faces) + signing_spaces(document)
    return session.write(source, sheet + title + signing, pages=pages)


def _identifier(source: str, sheet: str) -> bytes:
    return hashlib.sha256(f"{source}\0{sheet}".encode()).hexdigest()[:32].encode()
