"""Fixtures shared by all tests: the example project, copies of it to spoil, golden files."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from dragoman import Project

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "japan-2024"
GOLDEN = Path(__file__).parent / "golden"


# How fast a machine draws examples says nothing of what is tested.
settings.register_profile("any machine", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite the golden files; read the difference.")


@pytest.fixture(scope="session")
def example() -> Project:
    return Project.load(EXAMPLE)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of guests that do not exist, as long as a signal needs to come in time."""
    path = tmp_path_factory.mktemp("lists") / "many.csv"
    tool = [sys.executable, str(ROOT / "tools" / "fictional_guests.py"), "250"]
    path.write_bytes(subprocess.run(tool, capture_output=True, check=True).stdout)
    return path


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the example that a test may change."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "project"))


@pytest.fixture
def edit(copy: Path) -> Callable[[str, str, str], None]:
    """Replace a text that must be there, in a file of the copy."""
    def replace(file: str, old: str, new: str) -> None:
        path = copy / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    return replace


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a golden file, byte for byte."""
    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.read_bytes().decode() == text
    return compare
