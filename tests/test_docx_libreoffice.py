"""LibreOffice, which shares no code with us, reads every release as it was composed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from dragoman.document.projection import project
from samples import sample_release
from word_samples import LANGUAGES, written

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def test_its_text_export_is_the_projection(tmp_path: Path) -> None:
    documents = {
        f"{language}.{state}": sample_release(language, state) for language in LANGUAGES for state in ("draft", "final")
    }
    for name, document in documents.items():
        (tmp_path / f"{name}.docx").write_bytes(written(document))
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            tmp_path,
            *tmp_path.glob("*.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for name, document in documents.items():
        exported = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig").splitlines()
        found = [line.strip(" ") for line in exported if line]
        assert found == [line for passage in project(document).body for line in passage.text.split("\n")], name
