"""The folder of a run: one run at a time, nothing half written left in it, a manifest once all is there.

Beside the letters stand, for each letter and state, `<letter>[.draft].journal.jsonl` and
`<letter>[.draft].manifest.json`, and for all of them the lock.
"""

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dragoman.batch.journal import Journal
from dragoman.batch.letters import Record
from dragoman.diagnostics import Code, Position, diagnostic
from dragoman.document.nodes import State
from dragoman.errors import Locked
from dragoman.files import TEMPORARY_PREFIX, atomic_file, output_error

HELD = Code(
    "BAT-007", "error", "une autre commande écrit déjà dans ce dossier",
    "attendez qu’elle finisse, ou changez de dossier ; le verrou d’une commande interrompue tombe de lui-même",
)

LOCK = ".dragoman.lock"
_TEMPORARY = re.compile(re.escape(TEMPORARY_PREFIX) + "[0-9a-f]{16}")


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder, made where needed and swept of what a killed run left.

    The system frees the lock of a process that ends, however it ends. Raises Locked, OutputError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise output_error(error, str(folder)) from error
    with _closing(descriptor):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Locked([diagnostic(HELD, Position(str(folder)))]) from error
        _sweep(folder)
        try:
            yield
        finally:
            _sweep(folder)  # of what processes were at that had to be killed


@contextlib.contextmanager
def _closing(descriptor: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Take away what killed processes left: files not yet in their place, by the names that we give."""
    for entry in folder.glob(f"{TEMPORARY_PREFIX}*"):
        if _TEMPORARY.fullmatch(entry.name) and entry.is_file() and not entry.is_symlink():
            with contextlib.suppress(OSError):
                entry.unlink()


def stem_of(letter: str, state: State) -> str:
    """What the names of the files that are kept of a letter in a state begin with."""
    return f"{letter}.draft" if state == "draft" else letter


def standing(folder: Path, record: Record | None, digest: str) -> Record | None:
    """What is remembered of a file, if it was made from the same and stands as it was written; else None.

    A file of another size was changed; one of the same size and times was not; of one of other times, copied perhaps,
    the bytes decide, and its new times are then in what is returned.
    """
    if record is None or record.made_from != digest:
        return None
    path = folder / record.name
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size != record.size:
            return None
        if (found.st_mtime_ns, found.st_ctime_ns) == (record.mtime_ns, record.ctime_ns):
            return record
        same = hashlib.sha256(path.read_bytes()).hexdigest() == record.sha256
    except OSError:
        return None
    return replace(record, mtime_ns=found.st_mtime_ns, ctime_ns=found.st_ctime_ns) if same else None


def check_writable(folder: Path) -> None:
    """Raise OutputError where a folder takes no files, as far as can be known without making any."""
    place = next(path for path in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(path))
    if not place.is_dir():
        refused = errno.ENOTDIR
    elif os.access(place, os.W_OK | os.X_OK):
        return
    else:
        refused = errno.EROFS if os.statvfs(place).f_flag & os.ST_RDONLY else errno.EACCES
    raise output_error(OSError(refused, os.strerror(refused)), str(folder))


def write_manifest(path: Path, head: dict[str, object], journal: Journal) -> None:
    """Say that every file asked for stands in the folder, and its digest. Raises OutputError."""
    with atomic_file(path) as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2].encode() + b',\n "files": [')
        for number, record in enumerate(journal.records(seen=True)):
            entry = {"name": record.name, "sha256": record.sha256, "size": record.size}
            file.write((b",\n  " if number else b"\n  ") + json.dumps(entry).encode())
        file.write(b"\n ]\n}\n")


def listed(manifest: Path) -> Iterator[str]:
    """The names in a manifest as `write_manifest` has written it, a file a line. Raises OSError."""
    with manifest.open("rb") as file:
        for line in file:
            if line.startswith(b'  {"name": '):
                yield json.loads(line.rstrip(b",\n"))["name"]


def remove_manifest(path: Path) -> None:
    """The folder is about to change, and no longer complete. Raises OutputError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise output_error(error, str(path)) from error
