"""The digest of what letters are made from changes with all that can touch them, and with nothing else."""

import shutil
from pathlib import Path

import pytest

from dragoman import Project
from dragoman.pipeline import installation

LANGUAGES = ("fr", "en", "ja")
FORMATS = ("docx", "pdf")


def digests(project):
    return {
        (tag, kind): project.digest("invitation", language=tag, format=kind) for tag in LANGUAGES for kind in FORMATS}


@pytest.fixture
def changed(copy, edit):
    """The languages and formats whose digest a change alters."""
    before = digests(Project.load(copy))

    def by(*change, fonts=()):
        if change:
            edit(*change)
        after = digests(Project.load(copy, fonts=fonts))
        return {key for key, digest in after.items() if digest != before[key]}
    return by


ALL = {(tag, kind) for tag in LANGUAGES for kind in FORMATS}


def test_nothing_changes_where_nothing_has_and_every_language_and_format_has_its_own(changed, example):
    assert changed() == set()
    assert len(set(digests(example).values())) == len(ALL)


def test_a_remark_in_yaml_is_no_change(changed):
    assert changed("house.yaml", "name: region\n", "# the issuer\nname: region\n") == set()


@pytest.mark.parametrize(("file", "old", "new"), [
    ("mission.yaml", "to: 2024-03-13", "to: 2024-03-14"),
    ("house.yaml", "country: FR", "country: BE"),
    ("names.yaml", "Asics", "ASICS"),
    ("invitation.yaml", "J’ai l’honneur", "J’ai le plaisir"),
])
def test_facts_names_and_the_letter_itself_touch_every_letter(changed, file, old, new):
    assert changed(file, old, new) == ALL


@pytest.fixture
def reword(copy):
    """Change what a catalog of the copy says of the letter's subject, or what it notes above it."""
    def in_language(language, *, note=False):
        path = copy / "locales" / language / "LC_MESSAGES" / "project.po"
        before, key, after = path.read_text(encoding="utf-8").partition('msgctxt "invitation.subject"')
        after = after if note else after.replace('msgstr "', 'msgstr "※ ', 1)
        path.write_text(before + ("# 訳注\n" if note else "") + key + after, encoding="utf-8")
    return in_language


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_catalog_touches_its_language_alone(changed, reword, language):
    reword(language)
    assert changed() == {(language, kind) for kind in FORMATS}


def test_the_french_catalog_touches_every_language_because_all_are_translated_from_it(changed, reword):
    reword("fr")
    assert changed() == ALL


def test_a_note_for_translators_is_no_change(changed, reword):
    reword("ja", note=True)
    assert changed() == set()


def test_a_template_of_the_project_touches_every_letter(changed, copy):
    (copy / "templates").mkdir()
    shutil.copy(Path(__file__).parents[1] / "templates" / "look.toml", copy / "templates")
    assert changed() == ALL


def test_a_template_behind_a_link_to_another_folder_touches_every_letter(changed, copy, tmp_path):
    (tmp_path / "shared").mkdir()
    (copy / "templates").mkdir()
    (copy / "templates" / "invitation").symlink_to(tmp_path / "shared")
    (copy / "templates" / "again").symlink_to(copy / "templates")
    assert changed() == set()
    shutil.copy(Path(__file__).parents[1] / "templates" / "invitation" / "en.html", tmp_path / "shared")
    assert changed() == ALL


def test_a_folder_of_fonts_touches_pdfs_alone(changed, tmp_path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "a.ttf").write_bytes(b"x")
    pdfs = {key for key in ALL if key[1] == "pdf"}
    assert changed(fonts=(tmp_path / "fonts",)) == pdfs


def test_a_font_of_the_system_touches_pdfs_alone(changed, tmp_path, monkeypatch):
    monkeypatch.setattr(installation, "SYSTEM_FOLDERS", (tmp_path,))
    assert changed() == {key for key in ALL if key[1] == "pdf"}


def test_dragoman_itself_and_its_libraries_are_part_of_it(monkeypatch, example):
    before = digests(example)
    monkeypatch.setattr(installation, "_version", lambda name: "another" if name == "docxtpl" else "1")
    installation.program.cache_clear()
    try:
        assert not set(digests(example).values()) & set(before.values())
    finally:
        installation.program.cache_clear()


def test_the_libraries_that_lay_out_are_found_where_pdfs_are_made():
    said = installation.program()["libraries"]
    assert all(version and version[0].isdigit() for version in said.values()), said


@pytest.mark.parametrize(("file", "old", "new"), [
    ("press-release.yaml", "Une étape {shanghai:a}", "Un détour {shanghai:a}"),
    ("convention.yaml", "kind: convention", "kind: convention\ninitials: true"),
    ("locales/en/LC_MESSAGES/project.po", "as part of athletes’ preparation", "for athletes’ preparation"),
])
def test_what_another_document_says_touches_no_letter(changed, file, old, new):
    assert changed(file, old, new) == set()


def test_what_another_document_rewords_touches_every_letter(changed):
    reworded = "kind: press_release\nwording:\n  common.draft_mark: ÉBAUCHE\n"
    assert changed("press-release.yaml", "kind: press_release\n", reworded) == ALL
