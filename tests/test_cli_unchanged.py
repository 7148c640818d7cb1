"""`dragoman merge` where nothing has changed: it opens no project, and says what it says when it does."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from conftest import EXAMPLE, ROOT
from dragoman import Locked, Project
from dragoman.batch.folder import locked
from dragoman.cli import merge as module
from dragoman.pipeline import inputs

OUT = "invitation.kyoto-governor.ja.draft.txt"


class Opened(Exception):  # noqa: N818
    """A run has opened its project."""


@dataclass
class Home:
    """A project, a list and the folder of its letters."""

    root: Path

    @property
    def project(self):
        return self.root / "project"

    @property
    def out(self):
        return self.root / "out"

    def merge(self, *more, letter="invitation", formats="text,json", interface="en"):
        arguments = (self.project, letter, "-o", self.out, "-j", "1", "-t", formats, *more)
        try:
            return module.command.main(list(map(str, arguments)), standalone_mode=False, obj={"interface": interface})
        except click.exceptions.Exit as end:
            return end.exit_code


def opened(*_, **__):
    raise Opened


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("home"))
    shutil.copytree(EXAMPLE, home.project)
    shutil.copy(ROOT / "tests" / "houses" / "valmont" / "images" / "logo.png", home.project)
    with (home.project / "house.yaml").open("a", encoding="utf-8") as file:
        file.write("\nlogo: logo.png\n")
    assert not home.merge()
    return home


@pytest.fixture
def home(made, tmp_path):
    """A copy of a project and its letters, sealed."""
    copy = Home(shutil.copytree(made.root, tmp_path / "home"))
    assert not copy.merge()  # the system knows the files of a copy from those that were made
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Project, "load", opened)
        assert not copy.merge()
    return copy


@pytest.fixture
def closed(monkeypatch):
    """No project can be opened."""
    monkeypatch.setattr(Project, "load", opened)


def same(home, capfd, monkeypatch, interface="en"):
    """What a run says that looks at the seal, and what one says that does not; their exit codes with it."""
    capfd.readouterr()
    quick = (home.merge(interface=interface) or 0, *capfd.readouterr())
    with monkeypatch.context() as patch:
        patch.setattr(module, "unbroken", lambda *_: None)
        whole = (home.merge(interface=interface) or 0, *capfd.readouterr())
    return quick, whole


def test_an_unchanged_run_opens_no_project(home, closed, capfd):
    assert not home.merge()
    said = capfd.readouterr()
    assert said.out == ""
    assert ["fr", "3", "0", "3", "0", "0", "3"] in [line.split()[:7] for line in said.err.splitlines()]


def test_it_says_what_a_run_says_that_opens_it_in_every_language(home, capfd, monkeypatch):
    for interface in ("fr", "en", "ja"):
        quick, whole = same(home, capfd, monkeypatch, interface)
        assert quick == whole


def test_it_names_files_whose_guests_have_left_as_a_run_does_that_opens_it(home, capfd, monkeypatch):
    lines = (home.project / "guests.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (home.project / "guests.csv").write_text("".join([lines[0], *lines[2:]]), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(module, "unbroken", lambda *_: None)
        home.merge()
    quick, whole = same(home, capfd, monkeypatch)
    assert "BAT-009" in quick[2]
    assert quick == whole


def row_less(home):
    lines = (home.project / "guests.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (home.project / "guests.csv").write_text("".join(lines[:-1]), encoding="utf-8")


def row_more(home):
    path = home.project / "guests.csv"
    head, first, *others = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([head, first, *others, "another" + first[first.index(","):]]), encoding="utf-8")


def of_the_same_size_and_time(path):
    found = path.stat()
    path.write_bytes(bytes(reversed(path.read_bytes())))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def linked_elsewhere(home):
    """The logo is a link, and comes to lead to another picture."""
    (home.project / "other.png").write_bytes((home.project / "logo.png").read_bytes() + b"?")
    (home.project / "logo.png").unlink()
    (home.project / "logo.png").symlink_to("other.png")


CHANGES = {
    "a row less": row_less,
    "a row more": row_more,
    "facts of the same size and time": lambda home: of_the_same_size_and_time(home.project / "mission.yaml"),
    "a link": linked_elsewhere,
    "a letter of the same size and time": lambda home: of_the_same_size_and_time(home.out / OUT),
    "a letter cut": lambda home: os.truncate(home.out / OUT, 10),
    "a template": lambda home: shutil.copytree(home.project / "locales", home.project / "templates"),
    "a fault in YAML": lambda home: (home.project / "house.yaml").write_bytes(b":"),
    "the logo": lambda home: (home.project / "logo.png").unlink(),
    "another document": lambda home: (home.project / "note.yaml").write_bytes(b"kind: press_release\n"),
    "a letter gone": lambda home: (home.out / OUT).unlink(),
    "a letter edited": lambda home: (home.out / OUT).write_bytes(b"by hand"),
    "the journal gone": lambda home: (home.out / "invitation.draft.journal.jsonl").unlink(),
    "the manifest gone": lambda home: (home.out / "invitation.draft.manifest.json").unlink(),
    "the seal gone": lambda home: (home.out / "invitation.draft.seal").unlink(),
    "the list gone": lambda home: (home.project / "guests.csv").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_where_anything_has_changed_the_project_is_opened(home, closed, change):
    CHANGES[change](home)
    with pytest.raises(Opened):
        home.merge()


@pytest.mark.parametrize("asked", [
    {"more": ("--final",)}, {"more": ("--limit", "11")}, {"more": ("--dry-run",)}, {"more": ("--report", "-")},
    {"more": ("-r", "-")}, {"more": ("-r", "nobody.csv")}, {"formats": "text"}, {"formats": "json,text"},
    {"formats": "text,json,odt"}, {"letter": "invitations"}, {"letter": "../out/invitation"},
], ids=str)
def test_where_anything_else_is_asked_for_the_project_is_opened(home, closed, asked):
    with pytest.raises(Opened):
        home.merge(*asked.pop("more", ()), **asked)


def test_in_another_folder_the_project_is_opened(home, closed, tmp_path):
    with pytest.raises(Opened):
        home.merge("-o", tmp_path / "elsewhere")


def test_another_program_opens_the_project(home, closed, monkeypatch):
    monkeypatch.setattr(inputs, "program", lambda: {"package": "another"})
    with pytest.raises(Opened):
        home.merge()


def test_a_clock_that_moved_and_times_of_the_sources_have_no_part(home, closed):
    for number, path in enumerate(home.project.rglob("*")):
        os.utime(path, (number, number))
    assert not home.merge()


def test_fonts_of_the_environment_are_asked_for_too(home, closed, tmp_path, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_FONTS", str(tmp_path))
    with pytest.raises(Opened):
        home.merge()


def test_a_list_of_the_same_bytes_elsewhere_is_the_same_list(home, closed):
    (home.project / "guests.csv").rename(home.root / "list.csv")
    assert not home.merge("-r", home.root / "list.csv")


def test_a_pipe_is_read_and_not_looked_at(home, closed):
    os.mkfifo(home.root / "pipe")
    with pytest.raises(Opened):
        home.merge("-r", home.root / "pipe")


def test_a_folder_that_another_run_holds_is_refused_as_ever(home):
    with locked(home.out), pytest.raises(Locked):
        home.merge()


def test_finals_that_are_not_ready_are_told_again_each_time(home, capfd):
    for _ in range(2):
        assert home.merge("--final") == 6
        assert "OPN-001" in capfd.readouterr().err
    assert not (home.out / "invitation.seal").exists()


def test_a_report_opens_the_project_and_seals_the_folder_anew(home, monkeypatch, capfd):
    (home.out / "invitation.draft.seal").unlink()
    assert home.merge("--report", "-") == 0
    assert '"unchanged"' in capfd.readouterr().out
    monkeypatch.setattr(Project, "load", lambda *_, **__: pytest.fail("it was opened"))
    assert not home.merge()
