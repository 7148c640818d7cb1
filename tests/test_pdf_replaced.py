"""What stands in for parts of WeasyPrint was written against these parts: others are to be read first."""

import ast
import hashlib
import importlib
import inspect
import textwrap

import pytest

from dragoman.writers.pdf_engine import load, replaced
from dragoman.writers.pdf_lines import PROPERTIES

SOURCES = {
    "HTML": "77bbd748d3b2",
    "css.AnonymousStyle": "414bbf41061e",
    "css.ComputedStyle": "4ff0512c0af1",
    "css.InitialStyle": "a552b6e6072b",
    "css.StyleFor": "dac5a1326168",
    "css.find_style_attributes": "c5b4eb4d3c00",
    "css.get_all_computed_styles": "e4063ec7d60e",
    "draw.text.draw_first_line": "1bb8eae6d88e",
    "draw.text.draw_text": "ebaf96239c6c",
    "formatting_structure.boxes.Box": "ff6d62300baf",
    "formatting_structure.boxes.LineBox": "1a068a4d0ed8",
    "formatting_structure.boxes.TextBox": "7fcb818c71c2",
    "layout.block._linebox_layout": "e07bbe000974",
    "layout.inline.get_next_linebox": "67af458c2545",
    "layout.inline.iter_line_boxes": "04aec48abfca",
    "layout.inline.justify_line": "f83b21ff8793",
    "layout.inline.split_inline_box": "3a0cb7ca7e34",
    "layout.inline.split_text_box": "8c564329599e",
    "pdf.add_tags": "f0e74575b0ba",
    "pdf.build_fonts_dictionary": "fc551bef35d0",
    "pdf.fonts.Font": "1888854798bf",
    "pdf.stream.Stream.add_font": "c3d55912c67d",
    "text.fonts.get_font_description": "85734b8947b9",
    "text.fonts.get_hb_object_data": "03040a623df0",
    "text.line_break.Layout": "681b737d1ba5",
    "text.line_break.create_layout": "6587192cc0ab",
    "text.line_break.first_line_metrics": "55ec5d0b58b2",
    "text.line_break.line_size": "03fa04fd51fc",
    "text.line_break.split_first_line": "39ad1016863c",
}
"""Digests of what is replaced, and of what a replacement relies on: read both again, then change the digest."""
READ_FOR_LINES = (
    "text.line_break.Layout", "text.line_break.create_layout", "text.line_break.first_line_metrics",
    "text.line_break.line_size", "text.line_break.split_first_line", "text.fonts.get_font_description",
    "draw.text.draw_first_line")
"""What breaks, measures and draws a line."""


def source(name):
    module, _, names = name.rpartition(".")
    try:
        found = getattr(importlib.import_module(f"weasyprint.{module}" if module else "weasyprint"), names)
    except ModuleNotFoundError:
        outer, _, kind = module.rpartition(".")
        found = getattr(getattr(importlib.import_module(f"weasyprint.{outer}"), kind), names)
    return textwrap.dedent(inspect.getsource(found))


@pytest.mark.parametrize("name", SOURCES)
def test_weasyprint_has_the_very_source_that_was_read(name):
    load()
    assert hashlib.sha256(source(name).encode()).hexdigest()[:12] == SOURCES[name]


def test_a_line_is_remembered_by_every_property_that_it_depends_on():
    load()
    nodes = [node for name in READ_FOR_LINES for node in ast.walk(ast.parse(source(name)))]
    read = {
        node.slice.value for node in nodes
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("style")}
    assert read == set(PROPERTIES)


def test_a_replacement_stands_only_while_it_is_wanted_and_only_for_what_is_there():
    css = importlib.import_module("weasyprint.css")
    original = css.StyleFor
    with pytest.raises(TypeError), replaced("css", StyleFor=None):
        css.StyleFor()
    assert css.StyleFor is original
    with pytest.raises(AttributeError, match="StyleWas"), replaced("css", StyleWas=None):
        pass
    assert not hasattr(css, "StyleWas")
