"""Whether a letter keeps to its page: by the pages of what was made, or by an estimate of its height."""

from dragoman.composers import COMPOSERS
from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import Document

SEVERAL_PAGES = Code(
    "FMT-004", "warning", "la lettre a {count} pages",
    "abrégez-la : même composée au plus serré, elle ne tient pas sur une page",
)
LONG_LETTER = Code(
    "FMT-005", "warning", "la lettre en {format} dépassera sans doute une page",
    "abrégez-la : même composée au plus serré, elle ne tient pas sur une page",
)


def length_of(document: Document, format: str, pages: int | None, *, overflows: bool) -> tuple[Diagnostic, ...]:  # noqa: A002
    """What is said of the length of a document in a format: of its pages where they are known, else by the estimate."""
    if not COMPOSERS[document.kind].one_page:
        return ()
    if pages is not None:
        return (diagnostic(SEVERAL_PAGES, field=document.name, count=pages),) if pages > 1 else ()
    return (diagnostic(LONG_LETTER, field=document.name, format=format),) if overflows else ()
