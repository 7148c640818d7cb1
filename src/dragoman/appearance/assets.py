"""Assets: bytes served to the layout by name, and nothing else."""

from collections.abc import Mapping
from typing import Any

from dragoman.diagnostics import Code

REFUSED = Code(
    "AST-001", "error", "la page demande « {address} », qui n’est pas une pièce de sa maquette",
    "une page ne lit ni fichier ni adresse du réseau : ajoutez la pièce à la maquette et nommez-la asset:nom",
)

SCHEME = "asset:"


def address_of(name: str) -> str:
    """The address under which a page names an asset."""
    return SCHEME + name


def fetcher(assets: Mapping[str, bytes]) -> Any:  # noqa: ANN401 - a class of WeasyPrint's, which has no types
    """Make the one URL fetcher of a page and its style sheets: it serves `asset:<name>` from a table of bytes.

    Any other address (http, file, data, FILE, an unknown name) stops the layout with WeasyPrint's
    FatalURLFetchingError, whose first argument is the address. WeasyPrint is imported here, not with this module.
    """
    from weasyprint.urls import (  # noqa: PLC0415
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
        iri_to_uri,
    )

    table = {iri_to_uri(address_of(name)): data for name, data in assets.items()}

    class AssetFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401, ARG002 - WeasyPrint's signature
            data = table.get(url)
            if data is None:
                raise FatalURLFetchingError(url)
            return URLFetcherResponse(url, data)

    return AssetFetcher(fail_on_errors=True)
