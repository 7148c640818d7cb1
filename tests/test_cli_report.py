"""Tables of the command line: as wide as they need in a pipe, wrapped into a terminal's line."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from conftest import EXAMPLE
from dragoman.cli.report import table
from test_cli import ENVIRONMENT

ROWS = [
    ["n°", "fr", "ja", "fait"],
    ["1", "dénomination sociale exacte de la société qui signe", "署名する会社の正式名称", "parties.asics.legal_name"],
    ["2", "lieu", "場所", "convention.place"],
]


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines of a table on a terminal of 64 columns."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "64")
    table(ROWS, err=False)
    return capsys.readouterr().out.splitlines()


def on_terminal(folder: Path, columns: int, *arguments: str) -> list[str]:
    """What a command says on a terminal of so many columns, its standard output being none."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {name: value for name, value in ENVIRONMENT.items() if name != "COLUMNS"}
    command = [sys.executable, "-m", "dragoman", *arguments, "-t", "text", "-o", str(folder / "letters")]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=follower) as process:
        os.close(follower)
        said = b""
        while part := _read(leader):
            said += part
    os.close(leader)
    assert process.returncode == 0
    return said.decode().splitlines()


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 4096)
    except OSError:  # how Linux says that nobody writes any more
        return b""


def test_a_pipe_takes_every_row_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    table(ROWS, err=False)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(ROWS) + 1
    assert all(cell in line for row, line in zip(ROWS[1:], lines[2:], strict=True) for cell in row)


def test_a_terminal_has_every_letter_within_its_room(terminal: list[str]) -> None:
    assert max(len(line) + sum("\u1100" <= c <= "\uffdc" for c in line) for line in terminal[2:]) <= 64
    said = "".join(sorted("".join(terminal[2:]).replace(" ", "")))
    assert said == "".join(sorted("".join(cell for row in ROWS[1:] for cell in row).replace(" ", "")))


def test_a_path_is_broken_after_its_dots(terminal: list[str]) -> None:
    assert [line.split()[-1] for line in terminal[2:4]] == ["parties.asics.", "legal_name"]


@pytest.mark.parametrize("command", [("build", "invitation"), ("merge", "invitation")])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_table_at_the_end_fits_the_terminal_without_breaking_a_word(
    command: tuple[str, str], language: str, tmp_path: Path,
) -> None:
    lines = on_terminal(tmp_path, 80, "--interface", language, command[0], str(EXAMPLE), command[1])
    rule = next(number for number, line in enumerate(lines) if line.startswith("──"))
    assert len(lines[rule]) <= 80
    first = max(number for number, line in enumerate(lines[:rule]) if not line.strip() or "hint" in line) + 1
    heads = " ".join(lines[first:rule]).split()
    words = {"fr": {"langue", "ouverts"}, "en": {"language", "open", "points"}}[language]
    assert words <= set(heads)


def test_no_column_is_too_narrow_to_read_while_another_has_room_to_give(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "44")
    head = ["fr", "ja", "fait"]
    table([head, ["organe compétent", "議決を行った地域圏の機関", "parties.intellectual_property"]], err=False)
    assert min(len(rule) for rule in capsys.readouterr().out.splitlines()[1].split("  ")) >= 12
