"""Where a link may lead: to a page, an electronic address or a telephone; nothing that runs, nothing on a disk."""

import re

from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import WriteError

FORBIDDEN = Code(
    "LNK-001", "error", "le lien « {target} » ne mène ni à une page, ni à une adresse électronique, ni à un téléphone",
    "un lien commence par https:, http:, mailto: ou tel:",
)

_TARGET = re.compile(r"(?:https?://|mailto:|tel:)[^\s\"\\<>]+", re.IGNORECASE)


def link_target(target: str) -> str:
    """The target itself. Raises WriteError for any other than http, https, mailto and tel."""
    if _TARGET.fullmatch(target) is None:
        raise WriteError([diagnostic(FORBIDDEN, target=target)])
    return target
