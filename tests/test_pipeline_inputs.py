"""The digest of what a run reads changes with every byte that any run could come to read, and with nothing else."""

import os
import shutil
import sys

import pytest

from conftest import EXAMPLE, ROOT
from dragoman import Project, SourceError
from dragoman.pipeline import inputs as module
from dragoman.pipeline import installation
from dragoman.pipeline.inputs import Inputs

ASKED = {"letter": "invitation", "state": "draft", "formats": ("docx",)}
NAMED = ("images/logo.png", "faces")


@pytest.fixture
def house(copy, edit):
    """A copy of the example with a logo, a folder of faces, a template and a catalog in each language."""
    (copy / "images").mkdir()
    shutil.copy(ROOT / "tests" / "houses" / "valmont" / "images" / "logo.png", copy / "images")
    (copy / "faces").mkdir()
    (copy / "faces" / "a.ttf").write_bytes(b"face")
    (copy / "templates" / "invitation").mkdir(parents=True)
    (copy / "templates" / "invitation" / "note.txt").write_bytes(b"template")
    edit("house.yaml", "name: region\n", "name: region\nlogo: images/logo.png\nfonts: faces\n")
    return copy


def look(house, fonts=(), asked=ASKED, recipients=None):
    return Inputs(house, recipients or house / "guests.csv", fonts, asked)


def digest(house, **more):
    return look(house, **more).digest(NAMED)


def append(path, data=b"\n"):
    path.write_bytes(path.read_bytes() + data)


def test_the_digest_is_the_same_for_the_same_bytes_wherever_they_stand(house, tmp_path):
    before = digest(house)
    assert digest(house) == before
    assert digest(shutil.copytree(house, tmp_path / "elsewhere")) == before
    append(house / "locales" / "project.pot")
    assert digest(house) == before, "no run reads a template of catalogs"


CHANGES = {
    "a remark in the list": lambda house: append(house / "guests.csv"),
    "a remark in YAML": lambda house: append(house / "mission.yaml", b"# remark\n"),
    "another document": lambda house: (house / "note.yaml").write_bytes(b"kind: press_release\n"),
    "a document less": lambda house: (house / "convention.yaml").unlink(),
    "a catalog": lambda house: append(house / "locales" / "ja" / "LC_MESSAGES" / "project.po"),
    "a catalog less": lambda house: (house / "locales" / "en" / "LC_MESSAGES" / "project.po").unlink(),
    "the logo": lambda house: append(house / "images" / "logo.png"),
    "a face": lambda house: append(house / "faces" / "a.ttf"),
    "another face": lambda house: (house / "faces" / "b.ttf").write_bytes(b"face"),
    "a template": lambda house: append(house / "templates" / "invitation" / "note.txt"),
    "another template": lambda house: (house / "templates" / "look.toml").write_bytes(b""),
    "no folder of templates": lambda house: shutil.rmtree(house / "templates"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_file_that_a_run_reads_is_part_of_it(house, change):
    before = digest(house)
    CHANGES[change](house)
    assert digest(house) != before


def test_a_catalog_is_found_behind_a_link_as_the_program_finds_it(house):
    (house / "locales" / "ja").rename(house / "elsewhere")
    (house / "locales" / "ja").symlink_to(house / "elsewhere")
    before = digest(house)
    append(house / "elsewhere" / "LC_MESSAGES" / "project.po")
    assert digest(house) != before


def test_a_folder_of_faces_that_is_empty_is_not_one_that_is_gone(house):
    (house / "faces" / "a.ttf").unlink()
    before = digest(house)
    (house / "faces").rmdir()
    with pytest.raises(OSError, match="faces"):
        digest(house)
    (house / "faces").write_bytes(b"")
    assert digest(house) != before


@pytest.mark.parametrize("name", NAMED)
def test_what_has_left_the_project_by_a_link_is_refused_as_the_project_refuses_it(house, tmp_path, name):
    (house / name).rename(tmp_path / "away")
    (house / name).symlink_to(tmp_path / "away")
    with pytest.raises(SourceError):
        Project.load(house)
    with pytest.raises(PermissionError):
        digest(house)


def test_what_is_no_file_is_not_read(house):
    os.mkfifo(house / "pipe")
    with pytest.raises(FileNotFoundError):
        look(house).digest(("pipe",))


@pytest.mark.parametrize("place", ["templates", "faces"])
def test_what_lies_behind_a_link_to_another_folder_is_part_of_it(house, tmp_path, place):
    (tmp_path / "other").mkdir()
    (house / place / "more").symlink_to(tmp_path / "other")
    before = digest(house)
    (tmp_path / "other" / "b.ttf").write_bytes(b"face")
    assert digest(house) != before


def test_what_is_asked_for_and_the_kind_of_list_are_part_of_it(house):
    digests = {digest(house)} | {
        digest(house, asked={**ASKED, **other})
        for other in ({"letter": "lettre"}, {"state": "final"}, {"formats": ("docx", "pdf")}, {"formats": ("pdf",)})}
    assert len(digests) == 5
    shutil.copy(house / "guests.csv", house / "guests.xlsx")
    assert digest(house, recipients=house / "guests.xlsx") not in digests


def test_folders_of_fonts_are_part_of_it_in_their_order_and_whether_they_are_there(house, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    digests = [digest(house), digest(house, fonts=(first,))]
    for folder in (first, second):
        folder.mkdir()
        digests.append(digest(house, fonts=(first,)))
        (folder / f"{folder.name}.ttf").write_bytes(b"x")
        digests.append(digest(house, fonts=(first,)))
    digests += [digest(house, fonts=(first, second)), digest(house, fonts=(second, first))]
    assert len(set(digests)) == len(digests) - 2  # what stands in a folder that was not given has no part


def test_the_machine_is_part_of_it(house, tmp_path, monkeypatch):
    digests = {digest(house)}
    with monkeypatch.context() as patch:
        patch.setattr(installation, "SYSTEM_FOLDERS", (tmp_path,))
        digests.add(digest(house))
    with monkeypatch.context() as patch:
        (tmp_path / "openpyxl-99.0.dist-info").mkdir()
        patch.setattr(sys, "path", [*sys.path, str(tmp_path)])
        digests.add(digest(house))
    with monkeypatch.context() as patch:
        patch.setattr(module, "program", lambda: {"package": "another"})
        digests.add(digest(house))
    with monkeypatch.context() as patch:
        locales = shutil.copytree(ROOT / "locales", tmp_path / "locales")
        append(locales / "ja" / "LC_MESSAGES" / "common.po")
        patch.setattr(module, "folder", lambda _: locales)
        digests.add(digest(house))
    assert len(digests) == 5


# --- what changes while a run reads ---

@pytest.fixture
def read(house):
    """What a run has looked at, read and followed."""
    looked = look(house)
    looked.follow(Project.load(house).sources)
    return looked


def test_what_stays_as_it_was_settles_to_the_digest_with_what_the_yaml_names(house, read):
    assert read.named == NAMED
    assert read.settled() == digest(house)


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_before_the_end_does_not_settle(house, read, change):
    CHANGES[change](house)
    assert read.settled() is None


@pytest.mark.parametrize("file", ["guests.csv", "house.yaml", "images/logo.png", "faces/a.ttf"])
def test_what_was_changed_and_changed_back_does_not_settle_even_at_its_old_time(house, read, file):
    path = house / file
    before, found = path.read_bytes(), path.stat()
    path.write_bytes(b"x" * len(before))
    path.write_bytes(before)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert read.settled() is None


def test_a_picture_that_changed_before_it_could_be_looked_at_does_not_settle(house):
    looked = look(house)
    sources = Project.load(house).sources
    append(house / "images" / "logo.png")
    looked.follow(sources)
    assert looked.settled() is None


def test_what_is_gone_before_it_could_be_looked_at_does_not_settle(house):
    looked = look(house)
    sources = Project.load(house).sources
    (house / "images" / "logo.png").unlink()
    looked.follow(sources)
    assert looked.settled() is None


def test_a_project_that_names_no_file_settles(copy):
    looked = look(copy)
    looked.follow(Project.load(EXAMPLE).sources)
    assert looked.settled() == look(copy).digest(())
