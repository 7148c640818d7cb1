"""Reading YAML: scalars stay text, every fault has its place, hostile files are refused before they cost anything."""

import pytest

from dragoman.errors import SourceError
from dragoman.sources.nodes import from_python, locate, value
from dragoman.sources.yaml import read_yaml


def codes(data):
    with pytest.raises(SourceError) as caught:
        read_yaml(data, "f.yaml")
    return [(d.code.id, str(d.position)) for d in caught.value.diagnostics]


def test_every_scalar_is_text():
    tree = read_yaml(b"a: NO\nb: 12:30\nc: +33561\nd: 007\ne: 1_000\nf: '2024-03-05'\ng: 1e3", "f.yaml")
    assert value(tree) == {
        "a": "NO", "b": "12:30", "c": "+33561", "d": "007", "e": "1_000", "f": "2024-03-05", "g": "1e3"}


def test_an_empty_value_is_told_from_an_empty_text():
    assert value(read_yaml(b"a:\nb: ''", "f.yaml")) == {"a": None, "b": ""}


@pytest.mark.parametrize(("data", "expected"), [
    (b"[" * 100_000, [("YML-004", "f.yaml:1:33")]),
    (b"a: &x 1\nb: *x", [("YML-006", "f.yaml:1:4")]),
    (b"a: !!python/name:os.system", [("YML-006", "f.yaml:1:4")]),
    (b"a: 1\nb: 2\na: 3", [("YML-007", "f.yaml:3:1")]),
    (b"a: 1\n? [x]\n: 2", [("YML-008", "f.yaml:2:3")]),
    (b"a: 1\n---\nb: 2", [("YML-009", "f.yaml:2:1")]),
    (b"", [("YML-010", "f.yaml")]),
    (b"a: \xff", [("YML-001", "f.yaml:1")]),
    (b"a: b: c", [("YML-003", "f.yaml:1:5")]),
    (b"a: 'unterminated", [("YML-003", "f.yaml:1:17")]),
    ("a: x\u202ey".encode(), [("TXT-001", "f.yaml:1")]),
    (b"a: \x00\nb: \x07", [("TXT-001", "f.yaml:1"), ("TXT-001", "f.yaml:2")]),
    (b'a: "\\u0000"', [("TXT-001", "f.yaml:1:4")]),
    (b'a: "\\u202e"\nb: "\\ufffe"', [("TXT-001", "f.yaml:1:4"), ("TXT-001", "f.yaml:2:4")]),
    (b"a: 1\n" * 1_100_000, [("YML-002", "f.yaml")]),
])
def test_each_fault_is_named_with_its_place(data, expected):
    assert codes(data) == expected


def test_a_lone_surrogate_is_refused_with_its_place():
    ((code, place),) = codes(b'name: "Sign\\ud83d par"')
    assert code in {"YML-003", "TXT-001"}
    assert place.startswith("f.yaml:1:")


def test_utf8_bytes_of_a_surrogate_are_not_utf8():
    assert codes(b"a: \xed\xa0\xbd") == [("YML-001", "f.yaml:1")]


def test_a_path_leads_to_its_place_and_list_items_answer_to_their_id():
    tree = read_yaml(b"list:\n  - id: x\n    text: a\n  - id: y\n    text: b\n", "f.yaml")
    assert str(locate(tree, ("list", "y", "text"))) == "f.yaml:5:5"
    assert str(locate(tree, ("list", "y", "absent"))) == "f.yaml:4:5"


def test_python_values_make_the_same_tree():
    assert value(from_python({"a": 12, "b": [True, None, "x"]})) == {"a": "12", "b": ["true", None, "x"]}
