"""The catalogs that belong to the product and to a project."""

from dragoman.catalogs.catalog_set import CatalogSet
from dragoman.resources import folder, package
from dragoman.sources.project import Sources
from dragoman.workflow.extract import product_messages


def product_set() -> CatalogSet:
    """dragoman's own catalogs and the messages of its source."""
    return CatalogSet(folder("locales"), product_messages(package()))


def project_set(sources: Sources) -> CatalogSet:
    """A project's catalogs and messages; the product's stand below them."""
    root = (sources.folder or folder("locales")) / "locales"
    return CatalogSet(root, tuple(sources.messages.values()), product_set(), sources.mission.languages)
