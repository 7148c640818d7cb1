"""Errors and diagnostics: data that travels, sentences that cannot be attacked."""

import inspect
import pickle

import pytest

from dragoman import errors
from dragoman.diagnostics import Code, Position, diagnostic, fill, visible

CODE = Code("TST-001", "error", "« {value} » est faux", "corrigez {value}")
KINDS = [c for c in vars(errors).values() if inspect.isclass(c) and issubclass(c, errors.DragomanError)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_survives_pickling_with_its_diagnostics(kind):
    error = kind([diagnostic(CODE, Position("f.yaml", 3, 4), "a.b", value="x")])
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert again.diagnostics == error.diagnostics
    assert str(again) == "f.yaml:3:4: error[TST-001] a.b: « x » est faux"


def test_values_are_filled_once_and_never_interpreted():
    assert fill("{a} {b} {{c}}", {"a": "{b}", "b": "{0.__class__}"}) == "{b} {0.__class__} {c}"


def test_what_a_terminal_would_obey_is_shown_instead():
    assert visible("a\x1b[31m\u202eb\ud83d é\u202f") == "a\\x1b[31m\\u202eb\\ud83d é\u202f"
