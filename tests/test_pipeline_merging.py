"""`Project.merge`, the library's way to many letters."""

import pytest
import yaml

from conftest import EXAMPLE
from dragoman import Ending, Project, SourceError, UsageError

ROWS = [
    {"key": "a", "language": "fr", "function": "president", "civility": "Mme", "family_name": "Exemple",
     "given_name": "Zoé"},
    {"key": "b", "language": "ja", "function": "press"},
]


def test_rows_become_letters_and_files(example, tmp_path):
    ending = Ending()
    letters = list(example.merge(
        "invitation", recipients=ROWS, folder=tmp_path, formats=("text", "json", "text"), jobs=1, ending=ending))
    assert {letter.recipient: letter.outcome for letter in letters} == {"a": "made", "b": "made"}
    assert {file.name for letter in letters for file in letter.files} == {
        f"invitation.{name}.draft.{suffix}" for name in ("a.fr", "b.ja") for suffix in ("txt", "json")}
    assert "Zoé EXEMPLE" in (tmp_path / "invitation.a.fr.draft.txt").read_text(encoding="utf-8")
    assert ending.complete


def test_a_project_of_values_in_memory_is_opened_by_the_processes_too(tmp_path):
    trees = {file.stem: yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
             for file in EXAMPLE.glob("*.yaml")}
    facts, house, names = (trees.pop(stem) for stem in ("mission", "house", "names"))
    project = Project.from_parts(
        facts=facts, house=house, names=names, documents={"invitation": trees["invitation"]})
    letters = list(project.merge("invitation", recipients=ROWS, folder=tmp_path, formats=("text",), jobs=1))
    assert [letter.outcome for letter in letters] == ["made", "made"]


def test_what_cannot_be_is_refused_before_anything_is_written(example, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(UsageError):
        example.merge("press-release", recipients=ROWS, folder=out)
    with pytest.raises(UsageError):
        example.merge("invitation", recipients=ROWS, folder=out, jobs=0)
    with pytest.raises(UsageError):
        example.merge("invitation", recipients=ROWS, folder=out, formats=("odt",))
    with pytest.raises(SourceError):
        example.merge("invitation", recipients=[{"key": "a", "language": "de"}], folder=out)
    assert not out.exists()
