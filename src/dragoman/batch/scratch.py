"""A place for temporary files: in the system's folder of them, taken away by the next run at the latest.

Each letter process keeps some 20 MB of copies of faces there, which have no place beside the letters: that may be a
shared or synchronised folder, or one on a slow disk.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dragoman.files import TEMPORARY_PREFIX, output_error

_PREFIX = f"{TEMPORARY_PREFIX}dragoman-"
_UNLOCKED = f"{TEMPORARY_PREFIX}new-dragoman-"


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A new folder, gone on leaving; what killed runs have left is taken away first. Raises OutputError.

    A lock says that it is in use: it falls with the process that holds it, however that ends.
    """
    root = Path(tempfile.gettempdir())
    _sweep(root)
    with contextlib.ExitStack() as stack:
        try:
            made = Path(tempfile.mkdtemp(prefix=_UNLOCKED, dir=root))
            stack.enter_context(_lock(made))
            # Swept by its name: so it has that name only once it is locked.
            folder = made.rename(root / made.name.replace(_UNLOCKED, _PREFIX))
        except OSError as error:
            raise output_error(error, str(root)) from error
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder


@contextlib.contextmanager
def _lock(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if os.fstat(descriptor).st_uid != os.getuid():
            raise PermissionError(folder)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _sweep(root: Path) -> None:
    for folder in root.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError), _lock(folder):  # in use, or somebody else's
            shutil.rmtree(folder, ignore_errors=True)
