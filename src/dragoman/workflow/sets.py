"""The catalogs that belong to the product and to a project."""

from dragoman.catalogs.catalog_set import CatalogSet
from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import UsageError
from dragoman.resources import folder, package
from dragoman.sources.project import Sources
from dragoman.workflow.extract import product_messages

NO_FOLDER = Code(
    "USE-005", "error", "un projet fait en mémoire n’a pas de dossier de catalogues", "chargez-le par Project.load",
)


def product_set() -> CatalogSet:
    """dragoman's own catalogs and the messages of its source."""
    return CatalogSet(folder("locales"), product_messages(package()))


def project_set(sources: Sources) -> CatalogSet:
    """A project's catalogs and messages; the product's stand below them."""
    if sources.folder is None:
        raise UsageError([diagnostic(NO_FOLDER)])
    messages = tuple(sources.messages.values())
    return CatalogSet(sources.folder / "locales", messages, product_set(), sources.mission.languages)
