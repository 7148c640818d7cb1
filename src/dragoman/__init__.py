"""dragoman turns a mission's facts and gettext catalogs into documents in French, English and Japanese.

    from dragoman import Project

    project = Project.load("examples/japan-2024")
    document = project.compose("press-release", language="ja")
    project.write(document, "docx").save("out/")

What is accessible from this package is the public interface; everything below it may change. Names load when first
used, so that the command line starts fast and DOCX, text and JSON need no PDF library.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.batch.letters import Letter as Letter
    from dragoman.batch.tally import Ending as Ending
    from dragoman.diagnostics import Diagnostic as Diagnostic
    from dragoman.diagnostics import Position as Position
    from dragoman.document.nodes import Document as Document
    from dragoman.document.nodes import Opening as Opening
    from dragoman.errors import AppearanceError as AppearanceError
    from dragoman.errors import CatalogError as CatalogError
    from dragoman.errors import ContentLost as ContentLost
    from dragoman.errors import DragomanError as DragomanError
    from dragoman.errors import InputError as InputError
    from dragoman.errors import InternalError as InternalError
    from dragoman.errors import Locked as Locked
    from dragoman.errors import OpeningsError as OpeningsError
    from dragoman.errors import OutputError as OutputError
    from dragoman.errors import SourceError as SourceError
    from dragoman.errors import TemplateError as TemplateError
    from dragoman.errors import TextError as TextError
    from dragoman.errors import UsageError as UsageError
    from dragoman.errors import WriteError as WriteError
    from dragoman.pipeline.build import Row as Row
    from dragoman.pipeline.build import build as build
    from dragoman.pipeline.interface import explain as explain
    from dragoman.pipeline.output import Output as Output
    from dragoman.pipeline.project import Project as Project
    from dragoman.recipients import Address as Address
    from dragoman.recipients import Recipient as Recipient
    from dragoman.sources.recipients import read_recipients as read_recipients

_HOMES = {
    "Letter": "batch.letters",
    "Ending": "batch.tally",
    "Diagnostic": "diagnostics",
    "Position": "diagnostics",
    "Document": "document.nodes",
    "Opening": "document.nodes",
    "AppearanceError": "errors",
    "CatalogError": "errors",
    "ContentLost": "errors",
    "DragomanError": "errors",
    "InputError": "errors",
    "InternalError": "errors",
    "Locked": "errors",
    "OpeningsError": "errors",
    "OutputError": "errors",
    "SourceError": "errors",
    "TemplateError": "errors",
    "TextError": "errors",
    "UsageError": "errors",
    "WriteError": "errors",
    "Row": "pipeline.build",
    "build": "pipeline.build",
    "explain": "pipeline.interface",
    "Output": "pipeline.output",
    "Project": "pipeline.project",
    "Address": "recipients",
    "Recipient": "recipients",
    "read_recipients": "sources.recipients",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the one list of names


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute '{name}'")
    return getattr(importlib.import_module(f"dragoman.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
