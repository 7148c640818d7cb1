"""Errors and diagnostics: data that travels, sentences that cannot be attacked."""

import errno
import inspect
import os
import pickle
from dataclasses import replace

import pytest

from dragoman import errors
from dragoman.diagnostics import Code, Position, diagnostic, fill, refusal, visible
from dragoman.pipeline.interface import REFUSALS, explain
from dragoman.sources.recipients import read_recipients

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


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_what_the_system_refuses_is_told_in_our_words_and_not_in_its_own(language, name):
    number = getattr(errno, name)
    found = diagnostic(CODE, value="x", refusal=refusal(OSError(number, os.strerror(number))))
    assert found.values["refusal"] == name
    said = explain(replace(found, code=Code("TST-002", "error", ": {refusal}")), language=language)
    assert os.strerror(number) not in said
    assert said != f"error[TST-002]: : {name}"


def test_a_refusal_without_words_of_ours_is_told_by_its_name():
    assert refusal(OSError(errno.EXDEV, "Invalid cross-device link")) == "EXDEV"
    assert refusal(OSError("no number")) == "no number"


def test_a_list_that_is_a_folder_or_nothing_is_told_in_french(tmp_path):
    for path, words in ((tmp_path, "c’est un dossier"), (tmp_path / "no.csv", "il n’y a rien sous ce nom")):
        with pytest.raises(errors.SourceError) as caught:
            read_recipients(path, ("fr",))
        assert words in explain(caught.value.diagnostics[0], language="fr")
