"""Run a command: every error becomes diagnostics on stderr and an exit code; no traceback without `--debug`."""

import errno
import os
import signal
import sys
from collections.abc import Iterable
from types import FrameType
from typing import NoReturn

import click

from dragoman.diagnostics import Code, diagnostic
from dragoman.errors import DragomanError, InternalError
from dragoman.files import output_error

UNEXPECTED = Code(
    "INT-001", "error", "défaut de dragoman : {problem}",
    "relancez avec --debug et signalez le message ; les fichiers déjà écrits sont entiers",
)


READER_GONE = 141
"""The exit code of a program whose reader went away, as shells give it (128 + SIGPIPE)."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


class Interrupted(BaseException):
    """A signal asks the program to end."""

    def __init__(self, number: int) -> None:
        self.exit_code = 128 + number


def run(command: click.Command) -> NoReturn:
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    try:
        code = command.main(standalone_mode=False)
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except Interrupted as error:
        click.echo("", err=True)
        code = error.exit_code
    except (BrokenPipeError, SystemExit) as error:
        # The reader of stdout went away, which click ends by itself: nothing more can be said to it.
        code = error.code if isinstance(error, SystemExit) and not _reader_gone() else READER_GONE
        _silence()
    except OSError as error:
        code = _fail(output_error(error, error.filename or "-") if error.errno in _FULL else error)
        _silence()
    except Exception as error:  # noqa: BLE001 - the front door: whatever comes is said, never shown as a traceback
        code = _fail(error)
    sys.exit(code if isinstance(code, int) else 0)


def pour(pieces: Iterable[bytes]) -> None:
    """Give bytes to standard output. Raises OutputError where it takes none."""
    try:
        with os.fdopen(os.dup(1), "wb") as stream:
            stream.writelines(pieces)
    except BrokenPipeError as error:
        raise click.exceptions.Exit(READER_GONE) from error
    except OSError as error:
        raise output_error(error, "-") from error


def _reader_gone() -> bool:
    """Whether click has found that nobody reads: it then puts a stream of its own in the place of stdout."""
    return type(sys.stdout).__name__.endswith("PacifyFlushWrapper")


def _silence() -> None:
    """Let what waits to be printed go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - signal's signature
    raise Interrupted(number)


def _fail(error: Exception) -> int:
    if "--debug" in sys.argv:
        raise error
    from dragoman.cli.report import tell  # noqa: PLC0415 - only an error needs the catalogs

    if not isinstance(error, DragomanError):
        error = InternalError([diagnostic(UNEXPECTED, problem=f"{type(error).__name__}: {error}")])
    tell(error.diagnostics, _interface_asked())
    return error.exit_code


def _interface_asked() -> str | None:
    """The `--interface` of the command line, which click has parsed away by the time an error arrives."""
    arguments = sys.argv[1:]
    for number, argument in enumerate(arguments):
        if argument.startswith("--interface="):
            return argument.partition("=")[2]
        if argument == "--interface" and number + 1 < len(arguments):
            return arguments[number + 1]
    return None
