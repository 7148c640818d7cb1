"""Disks that are full or read-only and folders that take nothing, by the system's own doing and not by a pretence."""

import os
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest

from batch_checker import faults
from batch_specimens import FORMATS, guests, name
from test_batch_faults import ended
from test_cli import dragoman

COMMANDS = {
    "merge": ("invitation", "-t", "text", "-j", "1", "--limit", "2"),
    "build": ("press-release", "-t", "text", "-l", "fr,en"),
}
_BRIM = 4096


class Disk:
    """A file system in memory, mounted where this process and the others that do not look for it see nothing."""

    def __init__(self, place: Path) -> None:
        own = ["unshare", "-m"] if os.getuid() == 0 else ["unshare", "-Urm"]
        script = 'mount -t tmpfs -o size=1m none "$0" && echo ready && exec cat'
        self._holder = subprocess.Popen(
            [*own, "sh", "-c", script, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._place = place
        self.path = Path(f"/proc/{self._holder.pid}/root{place}")
        if self._holder.stdout.readline() != b"ready\n":
            reason = self._holder.communicate()[1].decode().strip()
            pytest.skip(f"this system lets nobody mount a disk of his own: {reason}")

    def remount(self, how: str) -> None:
        entered = ["nsenter", "-t", str(self._holder.pid), *(["-m"] if os.getuid() == 0 else ["-U", "-m"])]
        subprocess.run([*entered, "mount", "-o", f"remount,{how}", self._place], check=True)

    def fill(self) -> None:
        """Leave no room at all."""
        with (self.path / "filler").open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * _BRIM):
                    pass
            except OSError:
                return

    def free(self) -> None:
        (self.path / "filler").unlink()

    def close(self) -> None:
        self._holder.communicate()


@pytest.fixture
def disk(tmp_path):
    (tmp_path / "disk").mkdir()
    made = Disk(tmp_path / "disk")
    yield made
    made.close()


@pytest.fixture
def closed(tmp_path):
    """A folder that may be read and not written, and what goes before a command for whom that is true of root too."""
    folder = tmp_path / "closed"
    folder.mkdir()
    before = []
    if os.getuid() == 0:
        before = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
        tried = subprocess.run([*before, "test", "!", "-w", "/proc/self/stat"], capture_output=True, check=False)
        if shutil.which("setpriv") is None or tried.returncode:
            pytest.skip("root cannot give up its right to write everywhere here (setpriv of util-linux)")
    yield folder, before
    folder.chmod(0o755)


def files(folder):
    """The bytes of all that is made; the journal grows by what was, the lock is empty."""
    return {path.name: path.read_bytes() for path in folder.iterdir()
            if path.name != "filler" and not path.name.endswith((".jsonl", ".lock"))}


def letters(folder):
    return {name: data for name, data in files(folder).items() if not name.endswith(".manifest.json")}


# --- letters that cost next to nothing ---

def wanted(count):
    return [name(one, kind) for one in guests(count) for kind in FORMATS]


def test_a_run_on_a_disk_that_fills_leaves_whole_files_and_the_next_makes_the_rest(disk):
    disk.remount("size=64k")
    code, said = ended(disk.path, 30)
    assert (code, "FIL-001" in said) == (5, True)
    made = letters(disk.path)
    assert 0 < len(made) < 60
    assert not [name for name in made if name.startswith(".tmp-")]
    disk.remount("size=2m")
    assert ended(disk.path, 30)[1].split()[0] == "30"
    assert faults(disk.path, "letter.draft", wanted(30)) == []
    assert made.items() <= files(disk.path).items()


def test_a_run_on_a_disk_that_became_read_only_changes_nothing_and_the_next_goes_on(disk):
    ended(disk.path, 3)
    before = files(disk.path)
    disk.remount("ro")
    code, said = ended(disk.path, 5, 0, "salt")
    assert (code, "FIL-003" in said) == (5, True)
    assert files(disk.path) == before
    disk.remount("rw")
    assert ended(disk.path, 5, 0, "salt")[0] == 0
    assert faults(disk.path, "letter.draft", wanted(5)) == []


@pytest.mark.parametrize("used", [False, True])
def test_a_run_into_a_folder_that_may_not_be_written_changes_nothing_and_the_next_goes_on(closed, used):
    folder, before = closed
    if used:
        ended(folder, 3)
    stood = files(folder)
    folder.chmod(0o555)
    code, said = ended(folder, 5, 0, "salt", before=before)
    assert (code, "FIL-002" in said) == (5, True)
    assert letters(folder) == {name: data for name, data in stood.items() if name.startswith("letter.guest")}
    folder.chmod(0o755)
    assert ended(folder, 5, 0, "salt", before=before)[0] == 0
    assert faults(folder, "letter.draft", wanted(5)) == []


# --- the commands ---

def commanded(command, project, folder, *more):
    return dragoman(command, project, *COMMANDS[command], "-o", folder, *more)


def changed(copy):
    """Change what all documents of a project say: the name of who signs."""
    path = copy / "names.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Delga", "Exemple").replace("デルガ", "見本"), encoding="utf-8")


@pytest.mark.faults
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_on_a_full_disk_keeps_the_old_files_and_the_next_goes_on(disk, copy, command):
    run = partial(commanded, command, copy, disk.path)
    assert run().returncode == 0
    before = letters(disk.path)
    changed(copy)
    disk.fill()
    done = run()
    assert (done.returncode, b"FIL-001" in done.stderr) == (5, True), done.stderr.decode()
    assert letters(disk.path) == before
    disk.free()
    assert run().returncode == 0
    after = letters(disk.path)
    assert after.keys() == before.keys()
    assert all(after[name] != data for name, data in before.items())


@pytest.mark.faults
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_on_a_read_only_disk_changes_nothing_and_the_next_goes_on(disk, copy, command):
    run = partial(commanded, command, copy, disk.path)
    assert run().returncode == 0
    before = files(disk.path)
    changed(copy)
    disk.remount("ro")
    for more in ((), ("--dry-run",)) if command == "merge" else ((),):
        done = run(*more)
        assert (done.returncode, b"FIL-003" in done.stderr) == (5, True), done.stderr.decode()
    assert files(disk.path) == before
    disk.remount("rw")
    assert run().returncode == 0
    assert letters(disk.path).keys() == {name for name in before if not name.endswith(".manifest.json")}


@pytest.mark.faults
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_into_a_folder_that_may_not_be_written_says_so(closed, copy, command):
    folder, before = closed
    for mode, more in ((0o555, ()), (0o555, ("--dry-run",)), (0, ("--dry-run",))):
        if more and command == "build":
            continue
        folder.chmod(mode)
        done = dragoman(command, copy, *COMMANDS[command], "-o", folder, *more, before=before)
        assert (done.returncode, b"FIL-002" in done.stderr) == (5, True), done.stderr.decode()
        assert b"Traceback" not in done.stderr
    folder.chmod(0o755)
    assert dragoman(command, copy, *COMMANDS[command], "-o", folder, before=before).returncode == 0
