"""Tables of the command line: as wide as they need in a pipe, wrapped into a terminal's line."""

import pytest

from dragoman.cli.report import table

ROWS = [
    ["n°", "fr", "ja", "fait"],
    ["1", "dénomination sociale exacte de la société qui signe", "署名する会社の正式名称", "parties.asics.legal_name"],
    ["2", "lieu", "場所", "convention.place"],
]


def printed(capsys: pytest.CaptureFixture[str], room: int | None) -> list[str]:
    table(ROWS, err=False, room=room)
    return capsys.readouterr().out.splitlines()


def test_a_pipe_takes_every_row_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, None)
    assert len(lines) == len(ROWS) + 1
    assert all(cell in line for row, line in zip(ROWS[1:], lines[2:], strict=True) for cell in row)


def test_a_terminal_has_every_letter_within_its_room(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, 64)
    assert max(len(line) + sum("\u1100" <= c <= "\uffdc" for c in line) for line in lines[2:]) <= 64
    said = "".join(sorted("".join(lines[2:]).replace(" ", "")))
    assert said == "".join(sorted("".join(cell for row in ROWS[1:] for cell in row).replace(" ", "")))


def test_a_path_is_broken_after_its_dots(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, 64)
    assert [line.split()[-1] for line in lines[2:4]] == ["parties.asics.", "legal_name"]
