"""The seal of a complete folder: while it is unbroken, a run over the same inputs finds every letter unchanged.

What a run finds depends on what it reads, on the journal, and on every file's size and times. Of all that the seal is
the digest, so that it can be judged without opening the project or understanding the list; and of what it says itself.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, cast

from dragoman.batch.folder import listed, locked, stem_of
from dragoman.batch.journal import Journal
from dragoman.batch.tally import Count, Ending, Inputs
from dragoman.document.nodes import LanguageTag, State
from dragoman.errors import DragomanError
from dragoman.files import output_error, write_atomic

_UNREADABLE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What a seal provokes that was damaged."""
_Row: TypeAlias = tuple[str, int, int, int]
"""Name of a file, its size (bytes), the times of its writing and of its last change (ns)."""


def write_seal(folder: Path, stem: str, journal: Journal, ending: Ending, others: Sequence[str]) -> None:
    """Seal a folder whose manifest has just been written, unless its inputs have changed since the run began.

    `others` are the names of files that this run did not ask for. Files are sealed as the journal has them: what was
    done to one since it was made breaks the seal. Raises OutputError.
    """
    if ending.inputs is None or (inputs := ending.inputs.settled()) is None:
        return
    counts = {tag: [count.letters, count.open, count.openings] for tag, count in ending.tally.languages.items()}
    said = {"named": list(ending.inputs.named), "others": list(others), "languages": counts}
    rows = ((record.name, record.size, record.mtime_ns, record.ctime_ns) for record in journal.records(seen=True))
    try:
        seal = _digest(inputs, said, folder, stem, rows)
    except OSError as error:
        raise output_error(error, str(folder)) from error
    write_atomic(_path(folder, stem), json.dumps({**said, "seal": seal}).encode() + b"\n")


def unbroken(folder: Path, letter: str, state: State, inputs: Inputs) -> Ending | None:
    """How a run over these inputs would end, which is with every letter unchanged; None where only a run can tell."""
    stem = stem_of(letter, state)
    try:
        said = json.loads(_path(folder, stem).read_bytes())
        seal = said.pop("seal")
        with locked(folder):
            if _digest(inputs.digest(said["named"]), said, folder, stem, _standing(folder, stem)) != seal:
                return None
            unlisted = [name for name in said["others"] if (folder / name).exists()]
    except (DragomanError, *_UNREADABLE):
        return None
    ending = Ending(complete=True, unlisted=unlisted)
    ending.tally.codes.add(0)
    for tag, (letters, with_openings, openings) in said["languages"].items():
        ending.tally.languages[cast("LanguageTag", tag)] = Count(
            letters, unchanged=letters, open=with_openings, openings=openings)
    return ending


def _path(folder: Path, stem: str) -> Path:
    return folder / f"{stem}.seal"


def _digest(
    inputs: str, said: Mapping[str, Any], folder: Path, stem: str, rows: Iterable[_Row],
) -> str:
    whole = hashlib.sha256(json.dumps([inputs, said], sort_keys=True).encode())
    for name in (f"{stem}.journal.jsonl", f"{stem}.manifest.json"):
        # Opened as a run opens its journal, so that one that refuses to be written is not passed over.
        with os.fdopen(os.open(folder / name, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    for row in rows:
        whole.update(repr(row).encode())
    return whole.hexdigest()


def _standing(folder: Path, stem: str) -> Iterator[_Row]:
    """The files of the manifest as they stand. Raises OSError for one that is gone."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        for name in listed(folder / f"{stem}.manifest.json"):
            found = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
            if not stat.S_ISREG(found.st_mode):
                raise FileNotFoundError(name)
            yield name, found.st_size, found.st_mtime_ns, found.st_ctime_ns
    finally:
        os.close(descriptor)
