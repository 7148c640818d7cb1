"""LibreOffice numbers a convention as it was composed, brings its references up to date, and keeps its anchors."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from convention_documents import STEM, sample_convention
from dragoman.document.projection import project
from dragoman.document.walk import blocks, labels, notes
from dragoman.language.violations import document_violations
from dragoman.readback.docx import read_docx
from projects import GLASSWORKS, draft, written
from readers import exempt_texts, without
from word_samples import LANGUAGES, edited, written_convention

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def converted(folder: Path, kind: str, into: Path) -> None:
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", into, *sorted(folder.glob("*.docx"))], check=True, capture_output=True, timeout=180)


def spaced(text: str) -> str:
    """The text with one kind of space: the export shows ruled spaces, and a space behind every number."""
    return re.sub(r"\s+", "", text)


def outdated(xml: str) -> str:
    """References to articles 1 and 2 show nonsense.

    Of a reference to what comes after it, or behind a footnote in its paragraph, LibreOffice keeps the words.
    """
    start = r"<w:instrText[^>]*> REF clause_(?:purpose|definitions)[^<]*</w:instrText></w:r>"
    return re.sub(rf'({start}(?:(?!instrText).)*?<w:t xml:space="preserve">)[^<]*', r"\1?", xml)


def test_its_export_is_the_projection_with_every_reference_brought_up_to_date(tmp_path: Path) -> None:
    for language in LANGUAGES:
        data = edited(written_convention(sample_convention(language)), outdated)
        assert "?" in "".join(one.text for one in read_docx(data).fields)
        (tmp_path / f"{language}.docx").write_bytes(data)
    converted(tmp_path, "txt:Text (encoded):UTF8", tmp_path)
    for language in LANGUAGES:
        document = sample_convention(language)
        exported = (tmp_path / f"{language}.txt").read_text(encoding="utf-8-sig").splitlines()
        found = [spaced(line) for line in exported if line.strip()]
        called = {call.note for block in blocks(document) for call in notes(block)}
        expected = [spaced(line.text) for line in project(document).body if line.id not in called]
        assert found[:len(expected)] == expected, language


def unindented(text: str, language: str) -> str:
    """An export without the spaces that show its levels; a plain space stands there behind every number."""
    flush = re.sub("^ +", "", text, flags=re.MULTILINE)
    return re.sub(r"^(第\d+条|\d+) ", "\\1\u3000", flush, flags=re.MULTILINE) if language == "ja" else flush


def test_as_it_numbers_them_no_convention_breaks_a_rule_of_the_whole(tmp_path: Path) -> None:
    drafts = [(house, language) for house in ("example", GLASSWORKS) for language in LANGUAGES]
    for house, language in drafts:
        (tmp_path / f"{house}.{language}.docx").write_bytes(written(house, STEM, language, "docx").data)
    converted(tmp_path, "txt:Text (encoded):UTF8", tmp_path)
    for house, language in drafts:
        document = draft(house, STEM, language)
        text = (tmp_path / f"{house}.{language}.txt").read_text(encoding="utf-8-sig")
        exported = without(exempt_texts(document), unindented(text, language))
        assert document_violations(exported, language, document.kind) == []
        shift = {"fr": ("Article 2", "Article 3"), "en": ("the Region\n", "the School\n"), "ja": ("第2条", "第3条")}
        assert document_violations(exported.replace(*shift[language]), language, document.kind) != [], house


def test_a_file_that_it_saved_still_says_where_each_clause_is(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    for language in LANGUAGES:
        (tmp_path / f"{language}.docx").write_bytes(written_convention(sample_convention(language)))
    converted(tmp_path, "docx", saved)
    for language in LANGUAGES:
        document = sample_convention(language)
        reading = read_docx((saved / f"{language}.docx").read_bytes())
        ids = [name for block in blocks(document) for name in labels(block) if name.startswith("articles.")]
        marks = {
            name.replace("articles.", "clause_").replace(".", "_") for name in ids if not name.endswith(".heading")}
        assert marks <= set(reading.bookmarks), marks - set(reading.bookmarks)
        assert reading.custom["dragoman.document"] == document.digest
