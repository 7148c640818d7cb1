"""Put files in their place: whole or not at all, under names that every system bears."""

import contextlib
import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.diagnostics import Code, Position, diagnostic, refusal
from dragoman.errors import OutputError, UsageError
from dragoman.limits import NAME_BYTES

NO_ROOM = Code(
    "FIL-001", "error", "il n’y a plus de place pour écrire ce fichier",
    "libérez de l’espace ou changez de dossier ; le fichier précédent, s’il existait, est intact",
)
FORBIDDEN = Code(
    "FIL-002", "error", "le système refuse d’écrire ici", "vérifiez vos droits sur le dossier, ou changez de dossier",
)
READ_ONLY = Code("FIL-003", "error", "ce dossier est en lecture seule", "choisissez un autre dossier")
NOT_A_FOLDER = Code(
    "FIL-008", "error", "un fichier porte le nom de ce dossier, ou un dossier celui de ce fichier",
    "donnez un autre chemin",
)
FAILED = Code(
    "FIL-004", "error", "l’écriture a échoué : {refusal}", "vérifiez le chemin et le disque, puis recommencez",
)
BAD_NAME = Code(
    "FIL-005", "error", "« {name} » ne peut pas être un nom de fichier",
    "employez des lettres sans accent, des chiffres, « . », « _ », « - » et « + », sans point au début ni à la fin",
)
RESERVED_NAME = Code(
    "FIL-006", "error", "« {name} » est un nom que Windows se réserve", "choisissez un autre nom",
)
LONG_NAME = Code("FIL-007", "error", "« {name} » dépasse {limit} caractères", "choisissez un nom plus court")

TEMPORARY_PREFIX = ".tmp-"
"""Begins the name of every file that is not yet in its place; one left by a killed run may be deleted."""

_CODES = {
    errno.ENOSPC: NO_ROOM, errno.EDQUOT: NO_ROOM, errno.EFBIG: NO_ROOM,
    errno.EACCES: FORBIDDEN, errno.EPERM: FORBIDDEN, errno.EROFS: READ_ONLY,
    errno.EEXIST: NOT_A_FOLDER, errno.ENOTDIR: NOT_A_FOLDER, errno.EISDIR: NOT_A_FOLDER,
}
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NAME = re.compile(r"[A-Za-z0-9_-](?:[A-Za-z0-9._+-]*[A-Za-z0-9_-])?")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in range(1, 10))}


def write_atomic(path: Path, data: bytes) -> None:
    """Put `data` at `path`, making its folder where needed.

    A reader sees the old file or the new one, never a part; the old one keeps its permissions and is intact after
    any failure. Raises OutputError.
    """
    with atomic_file(path) as file:
        file.write(data)


@contextlib.contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write in, which takes its place at `path` when all is written, as `write_atomic` does."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _replacing(path) as file:
            yield file
    except OSError as error:
        raise output_error(error, str(path)) from error


def output_error(error: OSError, place: str) -> OutputError:
    """The error of a system that does not take what is written at a place."""
    code = _CODES.get(error.errno or 0, FAILED)
    return OutputError([diagnostic(code, Position(place), refusal=refusal(error))])


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    temporary = path.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}"
    try:
        with os.fdopen(os.open(temporary, _NEW_FILE, 0o666), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.is_file():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last; a folder cannot be opened on Windows, nor need it be."""
    if os.name == "posix":
        # The file already stands whole in its place: a file system that cannot sync a folder takes nothing from it.
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def safe_name(name: str) -> str:
    """Return `name` if it can name a file in any folder on any system. Raises UsageError saying why it cannot."""
    if len(name) > NAME_BYTES:
        raise UsageError([diagnostic(LONG_NAME, name=name[:40] + "…", limit=NAME_BYTES)])
    if _NAME.fullmatch(name) is None:
        raise UsageError([diagnostic(BAD_NAME, name=name)])
    if name.split(".", 1)[0].casefold() in _RESERVED:
        raise UsageError([diagnostic(RESERVED_NAME, name=name)])
    return name
