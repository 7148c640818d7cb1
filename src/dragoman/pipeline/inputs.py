"""The bytes that a run of letters reads: a run over the same bytes need not understand them again to know its end.

Coarser than the fingerprint, which judges by value what a letter is made from: here a remark in YAML counts too, for
nothing is parsed.
"""

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.catalogs.catalogs import PROJECT_DOMAIN, catalog_path
from dragoman.languages import LANGUAGES
from dragoman.pipeline.installation import files_below, program, system_fonts
from dragoman.resources import folder

if TYPE_CHECKING:
    from dragoman.sources.project import Sources


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was seen: the SHA-256 of its bytes, its inode and the time of its last change (ns).

    The system alone sets that time, so that a file that was changed and changed back is known from one that was not.
    """

    digest: str
    stamp: tuple[int, int] = (0, 0)


class Inputs:
    """What a run reads, looked at before it does. `asked` is what else decides what it makes, as it was asked for.

    `named` are the files and folders that the project's YAML names, by their paths in the project.
    """

    def __init__(
        self, project: Path, recipients: Path, fonts: Sequence[Path], asked: Mapping[str, object],
    ) -> None:
        """Raises OSError where something cannot be read."""
        self.named: tuple[str, ...] = ()
        self._project = project
        self._recipients = recipients
        self._fonts = fonts
        self._machine = {"asked": asked, "program": program(), "installed": sorted(_installed())}
        self._seen = self._look()

    def follow(self, sources: "Sources") -> None:
        """Look at what the YAML names, too, once it was read; what is gone by then will be missed at the end."""
        fonts = sources.house.fonts
        self.named = (*sources.images, *([fonts] if fonts else []))
        with contextlib.suppress(OSError):
            self._seen |= self._look_at(self.named)
            for name, image in sources.images.items():  # as it was read, which was before it could be looked at
                key = self._key(name)
                self._seen[key] = replace(self._seen[key], digest=image.digest)

    def digest(self, named: Sequence[str]) -> str:
        """SHA-256 of the whole, for a project whose YAML names these files and folders. Raises OSError."""
        return self._digest(self._seen | self._look_at(named))

    def settled(self) -> str | None:
        """The digest of what was read, or None where something may have changed meanwhile."""
        try:
            seen = self._look() | self._look_at(self.named)
        except OSError:
            return None
        return self._digest(seen) if seen == self._seen else None

    def _digest(self, seen: Mapping[str, _Seen]) -> str:
        parts = {**self._machine, "read": {key: one.digest for key, one in seen.items()}}
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def _look(self) -> dict[str, _Seen]:
        fonts = json.dumps(system_fonts()).encode()
        found = {
            f"list{self._recipients.suffix.lower()}": _file(self._recipients),
            "fonts": _Seen(hashlib.sha256(fonts).hexdigest())}
        catalogs = [catalog_path(self._project / "locales", PROJECT_DOMAIN, tag) for tag in LANGUAGES]
        for path in (*self._project.glob("*.yaml"), *catalogs):
            if path.is_file():
                found[f"project/{path.relative_to(self._project)}"] = _file(path)
        found |= _files("templates", self._project / "templates")
        found |= _files("locales", folder("locales"))
        for number, given in enumerate(self._fonts):
            found |= _files(f"fonts {number}", given)
        return found

    def _look_at(self, named: Sequence[str]) -> dict[str, _Seen]:
        found: dict[str, _Seen] = {}
        for name in named:
            path, key = self._project / name, self._key(name)
            found |= _files(key, path) if path.is_dir() else {key: _file(path)}
        return found

    def _key(self, name: str) -> str:
        """Where in the project a named file or folder really is. Raises PermissionError for one that has left it."""
        root = self._project.resolve()
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            raise PermissionError(name)
        return f"named/{path.relative_to(root)}"


def _file(path: Path) -> _Seen:
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        found = os.fstat(file.fileno())
    return _Seen(digest, (found.st_ino, found.st_ctime_ns))


def _files(name: str, root: Path) -> dict[str, _Seen]:
    """Every file below a folder, and whether the folder is there."""
    below = {f"{name}/{path.relative_to(root)}": _file(path) for path in files_below(root)}
    return {f"{name}/": _Seen(str(root.is_dir())), **below}


def _installed() -> Iterator[str]:
    """The distributions that Python finds: the names of their folders hold the versions."""
    for place in sys.path:
        yield from (path.name for path in Path(place).glob("*.dist-info"))
