"""`dragoman clauses` and `dragoman blanks`: what legal staff read before and after writing a convention."""

import json
import os
import subprocess
import sys

import pytest
import yaml

from conftest import EXAMPLE
from convention_samples import HOUSE, MISSION, NAMES, convention
from dragoman import Project
from dragoman.composers.convention.library import LIBRARY
from dragoman.document.nodes import OpenItems
from dragoman.document.projection import plain
from dragoman.document.walk import blocks
from dragoman.languages import LANGUAGES

ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


def dragoman(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, arguments)], env=ENVIRONMENT, capture_output=True, timeout=120,
        check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The sample convention as a folder of files, not translated."""
    root = tmp_path_factory.mktemp("sample")
    trees = {"mission": MISSION, "house": HOUSE, "names": NAMES, "convention": convention()}
    for stem, tree in trees.items():
        (root / f"{stem}.yaml").write_text(
            yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_flow_style=False), encoding="utf-8")
    return root


@pytest.mark.parametrize(("language", "heading", "force", "note"), [
    ("fr", "Durée et entrée en vigueur", "faculté", "La tacite reconduction est exclue"),
    ("en", "Term and entry into force", "permission", "tacit renewal"),
])
def test_the_library_is_shown_in_the_language_of_the_interface(language, heading, force, note):
    done = dragoman("--interface", language, "clauses")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    shown = done.stdout.decode()
    assert f"term – {heading}" in shown
    assert f"extension [{force}]" in shown
    assert note.casefold() in " ".join(shown.split()).casefold()
    assert all(f"\n{name} – " in f"\n{shown}" for name in LIBRARY)
    assert "entry_into_force [text]" in shown


def test_the_library_as_json_has_every_provision_with_its_force_and_every_parameter():
    done = dragoman("--interface", "en", "clauses", "--format", "json")
    shown = {article["id"]: article for article in json.loads(done.stdout)}
    assert list(shown) == list(LIBRARY)
    for name, article in LIBRARY.items():
        assert [(p["id"], p["level"], p["force"]) for p in shown[name]["provisions"]] == [
            (p.id, p.level, p.force) for p in article.provisions]
        assert [p["name"] for p in shown[name]["parameters"]] == [p.name for p in article.parameters]
        assert shown[name]["note"]
    assert shown["obligations"]["per_party"]
    assert shown["premises"]["optional"]
    conditions = {p["id"]: p["condition"] for p in shown["language"]["provisions"]}
    assert conditions["authentic_one"] == "one_authentic"
    assert conditions["working"] is None


def test_the_blanks_of_a_convention_have_number_label_path_and_line(folder):
    done = dragoman("blanks", folder, "convention", "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    points = {point["path"]: point for point in json.loads(done.stdout)}
    assert [point["number"] for point in points.values()] == list(range(1, len(points) + 1))
    siret = points["parties.school.siret"]
    assert siret["labels"]["fr"] == "SIRET de l’école"
    lines = (folder / "convention.yaml").read_text(encoding="utf-8").splitlines()
    assert siret["file"] == "convention.yaml"
    assert "siret" in lines[siret["line"] - 1] or "SIRET" in lines[siret["line"] - 1]
    asked = points["articles.termination.cure_period"]
    assert asked["labels"] == {
        "fr": "délai laissé par la mise en demeure", "en": "period for remedying a breach",
        "ja": "催告に係る是正の期間"}
    assert "termination" in "".join(lines[asked["line"] - 1:asked["line"] + 1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blanks_are_the_points_that_the_document_lists(language):
    """That of the letterhead's address, which is in no clause, among them."""
    done = dragoman("blanks", EXAMPLE, "convention", "--format", "json")
    told = {point["number"]: point["labels"][language] for point in json.loads(done.stdout)}
    document = Project.load(EXAMPLE).compose("convention", language=language)
    listed = next(block for block in blocks(document) if isinstance(block, OpenItems) and block.id == "points")
    assert {item.number: plain(item.label) for item in listed.items} == told
    where = {blank.path: plain(listed.items[blank.number - 1].where) for blank in document.blanks}
    assert where["house.address"] == {"fr": "papier à en-tête", "en": "letterhead", "ja": "レターヘッド"}[language]


def test_the_blanks_are_a_table_on_standard_output(folder):
    done = dragoman("--interface", "fr", "blanks", folder, "convention")
    first, _, *rows = done.stdout.decode().splitlines()
    assert first.split() == ["n°", "fr", "en", "ja", "fait", "emplacement"]
    assert rows[0].startswith("1 ")
    assert "date de la délibération" in rows[0]
    assert "parties.region.empowerment.date" in rows[0]
    assert "convention.yaml:" in rows[0]


def test_the_blanks_of_a_release_are_shown_as_well():
    done = dragoman("blanks", EXAMPLE, "press_release", "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    for point in json.loads(done.stdout):
        assert point["labels"]
        assert point["file"].endswith(".yaml")


def test_a_document_that_does_not_exist_is_a_fault_of_usage():
    assert dragoman("blanks", EXAMPLE, "accord").returncode == 2
