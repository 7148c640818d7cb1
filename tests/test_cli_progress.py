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


def said(capsys, letters):
    with progress.Progress(100, open_interface("en")) as bar:
        for _ in range(letters):
            bar.step()
    return capsys.readouterr().err.splitlines()


def test_a_long_run_says_its_rate_and_what_is_left(clock, capsys):
    clock(4)
    lines = said(capsys, 9)
    assert lines == ["3 letters of 100, 0.2 a second, 388 s to go", "6 letters of 100, 0.2 a second, 376 s to go",
                     "9 letters of 100, 0.2 a second, 364 s to go"]


def test_a_short_run_says_nothing(clock, capsys):
    clock(1)
    assert said(capsys, 9) == []
