"""The Document: canonical JSON, projection, numbering of blanks."""

import dataclasses
import json
import pickle

import pytest

from dragoman.document import codec
from dragoman.document.nodes import (
    Blank,
    Document,
    Heading,
    LineBreak,
    PageNumber,
    Paragraph,
    Properties,
    Ruby,
    Slot,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.projection import PAGE_NUMBER, Line, project
from dragoman.document.walk import number_blanks
from dragoman.errors import SourceError

ABOUT = Properties("Titre", "Sujet", "Région", "fr-FR", None)


def document(*blocks):
    return Document(
        "press_release", "press-release", "fr", "draft", (Slot("body", tuple(blocks)),),
        {"page_label": (Text("page ", "k"), PageNumber())}, ABOUT, (), ())


def paragraph(name, *inlines):
    return Paragraph(name, "text", inlines)


SAMPLE = document(
    Heading("h", 1, (Text("Le 1", "k"), Superscript("er"))),
    paragraph("a", Blank("x", 1, (Text("[x]", ""),)), LineBreak(), Ruby("常滑", "とこなめ")),
    paragraph("b", Untranslated("k", "fr", (Text("texte", "k"),), "missing")),
)


def test_json_round_trips_and_is_canonical():
    text = SAMPLE.to_json()
    assert Document.from_json(text) == SAMPLE
    assert Document.from_json(text).to_json() == text
    assert json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, indent=2) + "\n" == text


def test_the_digest_ignores_furniture_and_nothing_else():
    assert dataclasses.replace(SAMPLE, furniture={}).digest == SAMPLE.digest
    assert dataclasses.replace(SAMPLE, state="final").digest != SAMPLE.digest


@pytest.mark.parametrize("text", [
    "", "[]", "{}", '{"schema": 9, "document": {}}', '{"schema": 0, "document": {"node": "Text"}}', "[" * 100_000,
    SAMPLE.to_json().replace('"draft"', '"sketch"'), SAMPLE.to_json().replace('"number": 1', '"number": "1"'),
    SAMPLE.to_json().replace('"node": "Superscript"', '"node": "Subscript"'),
])
def test_what_is_not_a_document_is_refused(text):
    with pytest.raises(SourceError):
        Document.from_json(text)


def test_the_schema_describes_every_node_that_json_holds():
    schema = codec.schema(Document)
    nodes = {node["node"] for node in _objects(json.loads(SAMPLE.to_json()))}
    assert nodes <= set(schema["$defs"])
    assert {"Document", "Programme", "KeyFigures", "Ruby", "RuledSpace"} <= set(schema["$defs"])
    for definition in schema["$defs"].values():
        for reference in _references(definition):
            assert reference.removeprefix("#/$defs/") in schema["$defs"]


def _objects(tree):
    if isinstance(tree, dict):
        if "node" in tree:
            yield tree
        for item in tree.values():
            yield from _objects(item)
    elif isinstance(tree, list):
        for item in tree:
            yield from _objects(item)


def _references(tree):
    if isinstance(tree, dict):
        if isinstance(tree.get("$ref"), str):
            yield tree["$ref"]
        for item in tree.values():
            yield from _references(item)
    elif isinstance(tree, list):
        for item in tree:
            yield from _references(item)


def test_the_projection_is_what_a_reader_reads():
    projection = project(SAMPLE)
    assert projection.body == (Line("h", "Le 1er"), Line("a", "[x]\n常滑"), Line("b", "[FR]\u00a0texte"))
    assert projection.readings == (Line("a", "とこなめ"),)
    assert projection.furniture == {"page_label": f"page {PAGE_NUMBER}"}


def test_blanks_are_numbered_by_path_in_order_of_reading():
    def blank(path):
        return Blank(path, 1, (Text(path, ""),))
    numbered = number_blanks(document(paragraph("a", blank("b"), blank("a")), paragraph("c", blank("b"), blank("d"))))
    assert [(b.path, b.number) for b in numbered.blanks] == [("b", 1), ("a", 2), ("d", 3)]


def test_a_document_survives_pickling():
    assert pickle.loads(pickle.dumps(SAMPLE)) == SAMPLE
