"""A project: its sources, catalogs and appearances, loaded once; documents composed and written from it.

One Project serves several threads: it never changes, except that an appearance is opened when first needed.
"""

import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.appearance.look import Face, HouseLook, Script, read_looks
from dragoman.catalogs.catalogs import Catalogs
from dragoman.composers import COMPOSERS
from dragoman.composers.parts import Composed, Material
from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic, refusal
from dragoman.document.nodes import Document, LanguageTag, State
from dragoman.errors import (
    AppearanceError,
    ContentLost,
    DragomanError,
    InputError,
    OpeningsError,
    SourceError,
    TemplateError,
    UsageError,
)
from dragoman.files import output_error
from dragoman.languages import LANGUAGES
from dragoman.pipeline.events import refuse_entry
from dragoman.pipeline.fingerprint import fingerprint
from dragoman.pipeline.formats import FORMATS, Appearance, AppearanceRequest, format_named, refuse_form
from dragoman.pipeline.lengths import length_of
from dragoman.pipeline.openings import explain_openings
from dragoman.pipeline.output import Output, file_name
from dragoman.pipeline.overrides import check_overrides
from dragoman.pipeline.placing import place_character, place_words
from dragoman.pipeline.reading import read_sources
from dragoman.recipients import Recipient
from dragoman.resources import folder
from dragoman.sources.convention_models import ConventionFile
from dragoman.sources.faults import nearest
from dragoman.sources.loading import assemble, override_facts
from dragoman.sources.models import ScriptFaces
from dragoman.sources.nodes import from_python
from dragoman.sources.pictures import with_images
from dragoman.sources.project import Sources
from dragoman.workflow.concordance import compare

if TYPE_CHECKING:
    from dragoman.batch.letters import Letter, Letters
    from dragoman.batch.tally import Ending
    from dragoman.sources.recipients import Recipients

NO_DOCUMENT = Code("USE-001", "error", "le projet n’a pas de document « {asked} »", "choisissez parmi : {known}")
NO_LANGUAGE = Code(
    "USE-002", "error", "le projet ne déclare pas la langue « {asked} »",
    "ajoutez-la à « languages », ou choisissez : {known}",
)
NO_BILINGUAL = Code(
    "USE-009", "error", "« {asked} » n’est pas une édition bilingue de « {document} »",
    "donnez deux langues différentes, fr+ja, et le nom d’une convention",
)
NO_STATE = Code("USE-004", "error", "l’état « {asked} » n’existe pas", "choisissez draft ou final")

BAD_TEMPLATE = Code(
    "FMT-003", "error", "un gabarit du projet est inutilisable : {problem}",
    "réparez look.toml, la page ou le fichier Word du dossier templates, ou retirez-le",
)
UNREADABLE = Code(
    "FMT-007", "error", "ce gabarit ne peut être lu : {refusal}", "vérifiez ses droits d’accès",
)

REFUSED = Code(
    "OPN-001", "error", "version définitive refusée en {language} ; points ouverts : {count}",
    "réglez chacun des points qui suivent, ou faites un projet de document (sans --final)",
)
OPEN_VERSION = Code(
    "OPN-010", "warning", "la version en {language} fait foi et n’est pas prête ; points ouverts : {count}",
    "réglez-les, « --final -l {tag} » les dit : une convention n’est définitive que si toutes les versions qui font "
    "foi le sont",
)


_COLUMNS = 2


class Project:
    """Load with `Project.load` (a folder) or `Project.from_parts` (values in memory)."""

    def __init__(self, sources: Sources, catalogs: Catalogs, *, fonts: tuple[Path, ...] = ()) -> None:
        self.sources = sources
        self.catalogs = catalogs
        self._fonts = fonts
        self.reopen: Callable[[], Letters] = lambda: self
        self._appearances: dict[tuple[str, str, str], Appearance] = {}
        self._lock = threading.Lock()

    @classmethod
    def load(cls, path: str | Path, *, fonts: tuple[str | Path, ...] = ()) -> "Project":
        """Load the project folder `path`; `fonts` are folders of faces searched before the system's.

        Raises SourceError or CatalogError with everything found.
        """
        root = Path(path)
        sources = read_sources(root)
        own = (root / sources.house.fonts,) if sources.house.fonts else ()
        catalogs = Catalogs.load(folder("locales"), root / "locales", tuple(LANGUAGES), sources.messages.values())
        check_overrides(sources, catalogs)
        project = cls(sources, catalogs, fonts=(*own, *(Path(f) for f in fonts)))
        project.reopen = partial(cls.load, path, fonts=fonts)
        return project

    @classmethod
    def from_parts(
        cls, *, facts: Mapping[str, object], house: Mapping[str, object], names: Mapping[str, object],
        documents: Mapping[str, Mapping[str, object]], catalogs: Mapping[LanguageTag, str] | None = None,
        files: Mapping[str, bytes] | None = None, fonts: tuple[str | Path, ...] = (),
    ) -> "Project":
        """Make a project from values in memory, shaped as the YAML files are.

        `facts` is mission.yaml, `documents` maps a document's name to its file, `catalogs` a language to the text of
        its `project.po`, `files` the path of a picture or a logo to its bytes.
        """
        trees = {"mission": facts, "house": house, "names": names, **documents}
        for tag in catalogs or {}:
            if tag not in LANGUAGES:
                raise UsageError([diagnostic(NO_LANGUAGE, asked=tag, known=", ".join(LANGUAGES))])
        sources = assemble(None, {stem: from_python(tree, stem) for stem, tree in trees.items()})
        sources = with_images(sources, (files or {}).__getitem__)
        product = Catalogs.load(folder("locales"), None, tuple(LANGUAGES), sources.messages.values())
        check_overrides(sources, product)
        texts = {("project", tag): text for tag, text in (catalogs or {}).items()}
        project = cls(sources, product.with_texts(texts), fonts=tuple(Path(f) for f in fonts))
        project.reopen = partial(
            cls.from_parts, facts=facts, house=house, names=names, documents=documents, catalogs=catalogs, files=files,
            fonts=fonts)
        return project

    # --- what there is ---

    @property
    def documents(self) -> tuple[str, ...]:
        """Names of the documents, in order."""
        return tuple(sorted(self.sources.documents))

    @property
    def languages(self) -> tuple[LanguageTag, ...]:
        return self.sources.mission.languages

    def document_named(self, asked: str) -> str:
        """The document's name; `press-release` and `press_release` are accepted for each other."""
        for name in self.documents:
            if name.replace("-", "_") == asked.replace("-", "_"):
                return name
        known = ", ".join(self.documents)
        raise UsageError([diagnostic(NO_DOCUMENT, asked=asked, known=nearest(asked, self.documents) or known)])

    def language_named(self, asked: str) -> LanguageTag:
        for tag in self.languages:
            if tag == asked:
                return tag
        raise UsageError([diagnostic(NO_LANGUAGE, asked=asked, known=", ".join(self.languages))])

    def languages_named(self, document: str, asked: str) -> tuple[LanguageTag, ...]:
        """The language of an edition, or the two of a bilingual one."""
        named = [tag.strip() for tag in asked.split("+")]
        bilingual = COMPOSERS[self.sources.documents[document].kind].bilingual
        different = len(set(filter(None, named)))
        if len(named) > 1 and (bilingual is None or not different == len(named) == _COLUMNS):
            raise UsageError([diagnostic(NO_BILINGUAL, asked=asked, document=document)])
        return tuple(self.language_named(tag) for tag in named)

    # --- compose ---

    def compose(
        self, document: str, *, language: str, state: State = "draft", facts: Mapping[str, object] | None = None,
        recipient: Recipient | None = None,
    ) -> Document:
        """Compose a document in one language, or side by side in two (`fr+ja`); a letter for its `recipient`.

        `facts` replaces facts by path for this one composition. Raises OpeningsError, listing every opening, when
        `state` is final and something is open; SourceError where two languages side by side disagree.
        """
        return self.edition(document, language=language, state=state, facts=facts, recipient=recipient).document

    def edition(
        self, document: str, *, language: str, state: State = "draft", facts: Mapping[str, object] | None = None,
        recipient: Recipient | None = None,
    ) -> Composed:
        """The document with what its language may leave out; concordance needs both."""
        if state not in ("draft", "final"):
            raise UsageError([diagnostic(NO_STATE, asked=state)])
        name = self.document_named(document)
        tags = self.languages_named(name, language)
        sources = override_facts(self.sources, name, facts) if facts else self.sources
        if len(tags) == 1:
            return self._edition(sources, name, tags[0], state, recipient)
        return self._side_by_side(sources, name, tags, state)

    def _side_by_side(
        self, sources: Sources, name: str, tags: Sequence[LanguageTag], state: State,
    ) -> Composed:
        editions: dict[LanguageTag, Composed] = {}
        refused: list[Diagnostic] = []
        for tag in tags:
            try:
                editions[tag] = self._edition(sources, name, tag, state)
            except OpeningsError as error:
                refused += error.diagnostics
        if refused:
            raise OpeningsError(refused)
        if found := compare(editions):
            raise SourceError(found)
        bilingual = COMPOSERS[sources.documents[name].kind].bilingual
        if bilingual is None:
            raise TypeError(name)
        return bilingual.compose(self._material(sources, name), editions)

    def _edition(
        self, sources: Sources, name: str, tag: LanguageTag, state: State, recipient: Recipient | None = None,
    ) -> Composed:
        composed = self._composed(sources, name, tag, state, recipient)
        if state == "final":
            openings = [*self.explain_openings(composed.document, recipient), *self._waiting(sources, name, tag)]
            if openings:
                raise OpeningsError([diagnostic(REFUSED, field=name, count=len(openings), language=tag), *openings])
        return composed

    def _composed(
        self, sources: Sources, name: str, tag: LanguageTag, state: State, recipient: Recipient | None = None,
    ) -> Composed:
        material = replace(self._material(sources, name), recipient=recipient)
        try:
            return COMPOSERS[sources.documents[name].kind].compose(material, tag, state)
        except InputError as error:
            placed = (place_words(sources, self.catalogs, one, tag) for one in error.diagnostics)
            raise type(error)(placed) from error

    def _waiting(self, sources: Sources, name: str, tag: LanguageTag) -> Iterator[Diagnostic]:
        """The other authentic languages of a convention that are not ready: it is final in all of them or in none."""
        file = sources.documents[name]
        for other in file.authentic if isinstance(file, ConventionFile) else ():
            if other != tag:
                openings = self.explain_openings(self._composed(sources, name, other, "final").document)
                if openings:
                    place = ("languages", other)
                    yield diagnostic(
                        OPEN_VERSION, sources.position(name, place), ".".join((name, *place)), language=other,
                        tag=other, count=len(openings))

    def editions(self, document: str) -> dict[LanguageTag, Composed]:
        """Drafts in every language that the project declares."""
        return {tag: self.edition(document, language=tag) for tag in self.languages}

    def concordance(self, document: str) -> tuple[Diagnostic, ...]:
        """What the languages of a document do not say alike; empty when they agree."""
        name = self.document_named(document)
        return compare(self.editions(name))

    def explain_openings(self, document: Document, recipient: Recipient | None = None) -> tuple[Diagnostic, ...]:
        return explain_openings(self.sources, self.catalogs, document, recipient)

    def what_refuses(self, document: Document) -> tuple[Diagnostic, ...]:
        """What stands between a draft and its final: its openings, and other authentic languages that are not ready."""
        sides = [document.language, *([document.beside] if document.beside else [])]
        waiting = (one for tag in sides for one in self._waiting(self.sources, document.name, tag))
        return (*self.explain_openings(document), *waiting)

    def _material(self, sources: Sources, name: str) -> Material:
        return Material(
            name, sources.documents[name], sources.mission, sources.house, sources.facts_of(name), sources.names,
            sources.messages, sources.images, self.catalogs,
        )

    # --- many letters ---

    def digest(self, document: str, *, language: LanguageTag, format: str) -> str:  # noqa: A002
        """SHA-256 of everything that a document is made from, its recipient apart."""
        return fingerprint(self.sources, self.catalogs, self._fonts, document, language=language, format=format)

    def merge(  # noqa: PLR0913
        self, letter: str, *, recipients: "Iterable[Mapping[str, object]] | Recipients", folder: str | Path = "out",
        formats: Sequence[str] = ("docx", "pdf"), state: State = "draft", jobs: int = 2, limit: int | None = None,
        dry: bool = False, scheduler: str | None = None, ending: "Ending | None" = None,
        stopping: Callable[[], bool] = bool,
    ) -> "Iterator[Letter]":
        """Make a letter for everyone on a list, the first `limit` of it, in `jobs` processes; yield each as it is done.

        With the address or the file of a dask.distributed `scheduler` its workers make them, and `jobs` is not used.
        What stands in `folder` as it would be made is left; with `dry` nothing is written. See `batch.merge`.
        """
        from dragoman.pipeline.merging import Order, merge_letters  # noqa: PLC0415 - nothing else needs processes

        kinds = tuple(dict.fromkeys(format_named(kind) for kind in formats))
        order = Order(letter, state, kinds, Path(folder), jobs, limit, dry, scheduler)
        return merge_letters(self, order, recipients, ending, stopping)

    # --- write ---

    def write(self, document: Document, format: str) -> Output:  # noqa: A002 - the contract's own word
        """Write a document in a format of the table, read it back and compare. Nothing touches the disk.

        Raises WriteError when it cannot be made, ContentLost when what was read back is not what was composed.
        """
        kind = FORMATS[format_named(format)]
        appearance = self._appearance(document, format)
        with self._placing(document):
            data = kind.write(document, appearance)
        findings = kind.verify(document, data)
        if any(found.code.severity == "error" for found in findings):
            raise ContentLost(findings)
        pages = kind.pages(data)
        findings += length_of(document, format, pages, overflows=pages is None and kind.overflows(document, appearance))
        name = file_name(document.name, document.edition, document.state, format, recipient=document.recipient)
        return Output(name, format, kind.media_type, data, pages, findings)

    def foresee(self, document: Document, format: str) -> tuple[Diagnostic, ...]:  # noqa: A002
        """What is known of a document's file before it is laid out: how long it is by the estimate.

        Raises TemplateError, AppearanceError as `write` would, for templates, faces, libraries, undrawn characters.
        """
        kind = FORMATS[format_named(format)]
        appearance = self._appearance(document, format)
        with self._placing(document):
            kind.prepare(document, appearance)
        return length_of(document, format, None, overflows=kind.overflows(document, appearance))

    @contextmanager
    def _placing(self, document: Document) -> Iterator[None]:
        """Give the errors of a writer the place in the project's files of what is at fault."""
        try:
            yield
        except AppearanceError as error:
            placed = (place_character(self.sources, self.catalogs, document, one) for one in error.diagnostics)
            raise AppearanceError(placed) from error
        except OSError as error:  # the layout keeps copies of faces in the system's temporary folder
            raise output_error(error, tempfile.gettempdir()) from error

    def missing_glyphs(self, document: Document, texts: Iterable[str]) -> frozenset[str]:
        """The characters of texts that no face draws in PDFs like this document's: known before one is written.

        Raises AppearanceError for a face or a library that is not installed.
        """
        found: frozenset[str] = self._appearance(document, "pdf").missing_glyphs(texts)
        return found

    def _appearance(self, document: Document, format: str) -> Appearance:  # noqa: A002
        refuse_form(document, format)
        if FORMATS[format].event:
            refuse_entry(self.sources, document)
        key = (document.kind, f"{document.edition}-vertical" if document.vertical else document.edition, format)
        with self._lock:
            if key not in self._appearances:
                try:
                    self._appearances[key] = self._opened(document, format)
                except DragomanError:
                    raise
                except OSError as error:
                    where = Position(error.filename)
                    raise TemplateError([diagnostic(UNREADABLE, where, refusal=refusal(error))]) from error
                except Exception as error:  # templates are files of others: whatever they provoke is theirs to mend
                    problem = f"{type(error).__name__}: {error}"
                    raise TemplateError([diagnostic(BAD_TEMPLATE, field=".".join(key), problem=problem)]) from error
            return self._appearances[key]

    def _opened(self, document: Document, format: str) -> Appearance:  # noqa: A002
        folders = self._template_folders()
        table = next(path for root in folders if (path := root / "look.toml").is_file())
        house, composer = self._house_look(), COMPOSERS[document.kind]
        if document.vertical:
            house = replace(house, logo=None)
        look, *others = read_looks(
            table, document.kind, document.language, document.beside, house, vertical=document.vertical)
        request = AppearanceRequest(
            document.kind, document.language, look, house, composer.rules(document), folders, self._fonts,
            self.sources.images, document.beside, next(iter(others), None), document.vertical)
        return FORMATS[format].open(request)

    def _house_look(self) -> HouseLook:
        house = self.sources.house
        faces: dict[Script, dict[str, Face]] = {
            "latin": _faces(house.faces.latin), "japanese": _faces(house.faces.japanese)}
        logo = None if house.logo is None else self.sources.images[house.logo]
        return HouseLook(house.accent, faces, logo, house.window_envelope)

    def _template_folders(self) -> tuple[Path, ...]:
        own = self.sources.folder
        return (own / "templates", folder("templates")) if own is not None else (folder("templates"),)


def _faces(faces: ScriptFaces) -> dict[str, Face]:
    chosen = {"text": faces.text, "label": faces.label}
    return {
        role: Face(face.docx, face.pdf, face.alternatives, face.family)
        for role, face in chosen.items() if face is not None}
