"""The wheel, built from the source distribution and installed on its own, makes the example from another folder."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
EXAMPLE = ROOT / "examples" / "japan-2024"


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program from the root of the file system, with nothing of the checkout in its surroundings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DRAGOMAN"))}
    done = subprocess.run(
        command, cwd="/", env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the source distribution and the wheel built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--quiet", "--outdir", folder, "--dependency-constraints-txt", CONSTRAINTS, ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> Path:
    (path,) = distributions.glob("dragoman-*.whl")
    return path


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """The folder of programs of a new environment that holds the wheel and what it asks for, nothing else."""
    environment = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", environment)
    scripts = environment / "bin"
    run(
        scripts / "python", "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check",
        "--constraint", CONSTRAINTS, f"{wheel}[pdf]",
    )
    return scripts


def test_the_source_distribution_holds_what_a_checkout_needs(distributions: Path) -> None:
    (path,) = distributions.glob("dragoman-*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "constraints.txt", "Makefile", "tools/setup.sh", "LICENSE", "README.md"} <= names
    for folder in ("templates", "locales", "examples"):
        tracked = {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}
        assert tracked
        assert tracked <= names


def test_the_wheel_holds_the_package_its_templates_and_its_locales_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"dragoman/py.typed", "dragoman/templates/look.toml"} <= names
    for folder in ("templates", "locales"):
        tracked = {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}
        assert {f"dragoman/{name}" for name in tracked} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"dragoman"}
    assert not [name for name in names if {"tests", "__pycache__"} & set(name.split("/"))]


def test_the_installed_package_is_imported_from_its_own_place(scripts: Path) -> None:
    place = run(scripts / "python", "-c", "import dragoman; print(dragoman.__file__)").stdout
    assert Path(place).is_relative_to(scripts.parent)


def test_the_installed_command_tells_the_version_of_the_wheel(scripts: Path, wheel: Path) -> None:
    assert wheel.name.split("-")[1] in run(scripts / "dragoman", "--version").stdout


def test_the_installed_command_makes_the_example_in_every_language_and_format(scripts: Path, tmp_path: Path) -> None:
    project = shutil.copytree(EXAMPLE, tmp_path / "project")
    formats = ("docx", "pdf", "text", "json")
    run(scripts / "dragoman", "build", project, "-l", "fr,en,ja", "-t", ",".join(formats), "-o", tmp_path / "out")
    made = sorted(path.name for path in (tmp_path / "out").iterdir())
    endings = ("docx", "pdf", "txt", "json")
    for language in ("fr", "en", "ja"):
        for ending in endings:
            assert any(name.endswith(f".{language}.draft.{ending}") for name in made), (language, ending, made)
