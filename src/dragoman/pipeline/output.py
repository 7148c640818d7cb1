"""A written document: its bytes, checked, not yet on disk."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dragoman.diagnostics import Diagnostic
from dragoman.files import safe_name, write_atomic


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
