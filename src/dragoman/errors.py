"""The errors of dragoman, each carrying the diagnostics that the command line prints.

DragomanError
├── UsageError        what was asked for does not exist (a document, a language, a format)      exit 2
├── InputError        something read cannot be used; nothing was written                        exit 4
│   ├── SourceError       YAML and CSV
│   ├── CatalogError      PO
│   ├── TemplateError     shells and pages
│   └── TextError         a string that no document can carry
├── OpeningsError     a final was asked for while points are open                               exit 6
├── WriteError        a document could not be made, or did not read back as composed            exit 3
│   ├── AppearanceError   a face, a glyph, an image or a system library is lacking
│   └── ContentLost       what was written is not what was composed
├── OutputError       a file could not be put in its place; old files are intact                exit 5
├── Locked            another run writes in the same folder                                     exit 11
└── InternalError     a fault of dragoman itself                                                exit 1
"""

from collections.abc import Collection, Iterable
from typing import ClassVar

from dragoman.diagnostics import Diagnostic, Position, fill


class DragomanError(Exception):
    """Base of all errors; `diagnostics` holds everything found, in order of place."""

    exit_code: ClassVar[int] = 1

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __reduce__(self) -> tuple[type["DragomanError"], tuple[tuple[Diagnostic, ...]]]:
        return type(self), (self.diagnostics,)

    def __str__(self) -> str:
        return "\n".join(_line(d) for d in self.diagnostics)


def _line(d: Diagnostic) -> str:
    where = f"{d.position}: " if d.position != Position() else ""
    field = f" {d.field}" if d.field else ""
    return f"{where}{d.code.severity}[{d.code.id}]{field}: {fill(d.code.sentence, d.values)}"


class UsageError(DragomanError):
    exit_code = 2


class InputError(DragomanError):
    exit_code = 4


class SourceError(InputError):
    pass


class CatalogError(InputError):
    pass


class TemplateError(InputError):
    pass


class TextError(InputError):
    pass


class OpeningsError(DragomanError):
    exit_code = 6


class WriteError(DragomanError):
    exit_code = 3


class AppearanceError(WriteError):
    pass


class ContentLost(WriteError):  # noqa: N818 - the name says what happened to the reader
    pass


class OutputError(DragomanError):
    exit_code = 5


class Locked(DragomanError):  # noqa: N818 - the name says what the folder is
    exit_code = 11


class InternalError(DragomanError):
    exit_code = 1


def exit_code(codes: Collection[int]) -> int:
    """The code of a run whose parts ended with `codes`, by precedence: 1, 5, 4 where nothing was made, 3, 6, 0."""
    for code in (InternalError.exit_code, OutputError.exit_code):
        if code in codes:
            return code
    if set(codes) <= {0}:
        return 0
    if set(codes) == {OpeningsError.exit_code}:
        return OpeningsError.exit_code
    return InputError.exit_code if InputError.exit_code in codes and 0 not in codes else WriteError.exit_code
