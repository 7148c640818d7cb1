"""Files are put in their place whole or not at all."""

import errno
import os
import resource
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import files
from dragoman.errors import OutputError, UsageError

OLD = b"the old text\n"


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "release.fr.docx"
    path.write_bytes(OLD)
    return path


def test_a_file_is_replaced_and_nothing_else_is_left(old: Path) -> None:
    files.write_atomic(old, b"new")
    assert old.read_bytes() == b"new"
    assert names(old.parent) == [old.name]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    files.write_atomic(tmp_path / "fr" / "LC_MESSAGES" / "common.po", b"x")
    assert (tmp_path / "fr" / "LC_MESSAGES" / "common.po").read_bytes() == b"x"


def test_the_permissions_of_the_replaced_file_are_kept(old: Path) -> None:
    old.chmod(0o640)
    files.write_atomic(old, b"new")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_link_in_the_place_of_the_file_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(OLD)
    (tmp_path / "release.pdf").symlink_to(tmp_path / "elsewhere")
    files.write_atomic(tmp_path / "release.pdf", b"new")
    assert (tmp_path / "elsewhere").read_bytes() == OLD
    assert not (tmp_path / "release.pdf").is_symlink()


WRITE = """
import os, sys
from pathlib import Path
from dragoman.errors import OutputError
from dragoman.files import write_atomic
if os.getuid() == 0:
    os.setuid(65534)
try:
    write_atomic(Path(sys.argv[1]), b"x" * 50_000)
except OutputError as error:
    print(error.diagnostics[0].code.id)
"""


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that any user may write in, reachable by every user."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def test_a_disk_that_fills_up_leaves_the_old_file_intact(public: Path) -> None:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))
    old = public / "release.pdf"
    old.write_bytes(OLD)
    run = subprocess.run(
        [sys.executable, "-c", WRITE, str(old)], preexec_fn=limited, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == files.NO_ROOM.id
    assert old.read_bytes() == OLD
    assert names(public) == [old.name]


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that its user may read but not write in, reachable by every user."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "inside").mkdir()
        (folder / "inside" / "release.pdf").write_bytes(OLD)
        (folder / "inside").chmod(0o555)
        yield folder / "inside"
        (folder / "inside").chmod(0o755)


def test_a_folder_without_the_right_to_write_is_said_to_be_so(closed: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", WRITE, str(closed / "release.pdf")], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == files.FORBIDDEN.id
    assert (closed / "release.pdf").read_bytes() == OLD


@pytest.mark.parametrize(("number", "code"), [
    (errno.ENOSPC, files.NO_ROOM), (errno.EDQUOT, files.NO_ROOM), (errno.EACCES, files.FORBIDDEN),
    (errno.EPERM, files.FORBIDDEN), (errno.EROFS, files.READ_ONLY), (errno.EIO, files.FAILED),
])
@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_every_failing_step_leaves_the_old_file_and_names_the_cause(
    old: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: object,
) -> None:
    def failing(*arguments: object) -> int:
        raise OSError(number, os.strerror(number))
    monkeypatch.setattr(os, call, failing)
    with pytest.raises(OutputError) as caught:
        files.write_atomic(old, b"new")
    monkeypatch.undo()
    assert caught.value.diagnostics[0].code == code
    assert caught.value.diagnostics[0].position.file == str(old)
    assert old.read_bytes() == OLD
    assert names(old.parent) == [old.name]


def test_an_interruption_leaves_no_temporary_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write_atomic(old, b"new")
    assert names(old.parent) == [old.name]


def test_a_folder_in_the_place_of_the_file_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "release.pdf").mkdir()
    with pytest.raises(OutputError):
        files.write_atomic(tmp_path / "release.pdf", b"x")
    assert names(tmp_path) == ["release.pdf"]


@pytest.mark.parametrize("name", ["press-release.fr.draft.docx", "a", "_x", "A.B_c-1", "x" * 200, "console.txt"])
def test_plain_names_are_safe(name: str) -> None:
    assert files.safe_name(name) == name


@pytest.mark.parametrize("name", [
    "", ".", "..", ".hidden", "../x", "a/b", "a\\b", "C:x", "é.pdf", "a b", "a\n", "x.", "nul", "NUL.pdf", "Com1.x.y",
    "lpt9", "x" * 201, "a\0b", "日本", "a*", "-\u202e",
])
def test_names_that_some_system_cannot_bear_are_refused(name: str) -> None:
    with pytest.raises(UsageError):
        files.safe_name(name)


@given(st.text(max_size=210))
def test_no_name_that_passes_leaves_its_folder(name: str) -> None:
    try:
        safe = files.safe_name(name)
    except UsageError:
        return
    folder = Path("/srv/out")
    assert (folder / safe).resolve().parent == folder
    assert safe == name
