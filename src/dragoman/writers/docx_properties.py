"""The parts that say what a Word file is: nothing in them comes from the shell, the clock or the machine."""

from dragoman.document.nodes import Document
from dragoman.writers.docx_markup import attribute, content

SCHEMA = "0"
"""The version of the Document's schema that a file's anchors follow."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of properties that a user may add
_FIRST = 2  # the format's first number


def custom_properties(document: Document) -> str:
    """The part of custom properties: the document's digest, by which a file is known again, and its schema."""
    said = {"dragoman.document": document.digest, "dragoman.schema": SCHEMA}
    properties = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{attribute(name)}"><vt:lpwstr>{content(text)}</vt:lpwstr>'
        "</property>" for number, (name, text) in enumerate(said.items(), _FIRST))
    return f'{_DECLARATION}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{properties}</Properties>'
