"""A written document: its bytes, checked, not yet on disk."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dragoman.diagnostics import Diagnostic
from dragoman.document.nodes import State
from dragoman.files import safe_name, write_atomic
from dragoman.pipeline.formats import FORMATS


@dataclass(frozen=True, slots=True)
class Output:
    """What `Project.write` returns. `findings` are warnings; errors are raised. `pages` is None where it is unknown."""

    name: str
    format: str
    media_type: str
    data: bytes
    pages: int | None
    findings: tuple[Diagnostic, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def save(self, folder: str | Path) -> Path:
        """Put the file into a folder, atomically: the old file stays whole until the new one is. Raises OutputError."""
        path = Path(folder) / safe_name(self.name)
        write_atomic(path, self.data)
        return path


def file_name(document: str, edition: str, state: State, format: str, *, recipient: str | None = None) -> str:  # noqa: A002
    """`<document>.<edition>.draft.<format>` or `<document>.<edition>.<format>`; text is `.txt`.

    A letter bears its recipient's key: `<letter>.<recipient>.<language>.<format>`.
    """
    name = document if recipient is None else f"{document}.{recipient}"
    drafted = ".draft" if state == "draft" else ""
    return f"{name}.{edition}{drafted}.{FORMATS[format].suffix}"
