"""How far a run is, where nobody watches: a line now and then, and none of a run that is soon over."""

import pytest

from dragoman.cli import progress
from dragoman.pipeline.interface import open_interface


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on by so many seconds whenever it is looked at."""
    def set_to(step):
        seconds = iter(range(0, 1_000_000, step))
        monkeypatch.setattr(progress.time, "monotonic", lambda: next(seconds))
    return set_to


def said(capsys, letters, language="en", total=100):
    with progress.Progress(total, open_interface(language)) as bar:
        for _ in range(letters):
            bar.step()
    return capsys.readouterr().err.splitlines()


def test_a_long_run_says_its_rate_and_what_is_left(clock, capsys):
    clock(4)
    lines = said(capsys, 9)
    assert lines == ["3 letters of 100, 0.2 a second, 388 s to go", "6 letters of 100, 0.2 a second, 376 s to go",
                     "9 letters of 100, 0.2 a second, 364 s to go"]


def test_one_letter_is_singular_and_figures_are_written_as_the_language_writes_them(clock, capsys):
    clock(11)
    assert said(capsys, 2, "en", 2000) == [
        "1 letter of 2,000, 0.1 a second, 21,989 s to go",
        "2 letters of 2,000, 0.1 a second, 21,978 s to go"]
    assert said(capsys, 2, "fr", 2000) == [
        "1 lettre sur 2\u202f000, 0,1 par seconde, encore 21\u202f989 s",
        "2 lettres sur 2\u202f000, 0,1 par seconde, encore 21\u202f978 s"]


@pytest.mark.parametrize(("language", "rate", "words"), [
    ("en", "1.0", "1.0 letters a second"), ("en", "1", "1 letter a second"), ("fr", "1.5", "1,5 lettre par seconde"),
    ("fr", "2.0", "2,0 lettres par seconde"),
])
def test_a_rate_has_the_number_that_the_language_gives_it(language, rate, words):
    assert open_interface(language).counted(progress.RATE, progress.Decimal(rate)) == words


def test_a_short_run_says_nothing(clock, capsys):
    clock(1)
    assert said(capsys, 9) == []
