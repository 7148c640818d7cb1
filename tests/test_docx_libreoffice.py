"""LibreOffice, which shares no code with us, reads every release as it was composed; on its pages nothing overlaps."""

import dataclasses
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from dragoman.document.nodes import Document, LanguageTag, LineBreak, Paragraph, Picture, Text
from dragoman.document.projection import project
from dragoman.document.walk import blocks
from samples import full_release, sample_release
from word_samples import LANGUAGES, shell_with_logo, small, written

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def converted(folder: Path, kind: str) -> None:
    """Convert every Word file of a folder."""
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", kind]
    files = sorted(folder.glob("*.docx"))
    subprocess.run([*command, "--outdir", folder, *files], check=True, capture_output=True, timeout=180)


def test_its_text_export_is_the_projection_but_for_what_pictures_show(tmp_path: Path) -> None:
    documents = {
        f"{make.__name__}.{language}.{state}": make(language, state)
        for make in (sample_release, full_release) for language in LANGUAGES for state in ("draft", "final")
    }
    for name, document in documents.items():
        (tmp_path / f"{name}.docx").write_bytes(written(document))
    converted(tmp_path, "txt:Text (encoded):UTF8")
    for name, document in documents.items():
        exported = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig").splitlines()
        found = [line.strip(" ") for line in exported if line]
        shown = {f"{block.id}.alt" for block in blocks(document) if isinstance(block, Picture)}
        lines = (passage.text for passage in project(document).body if passage.id not in shown)
        assert found == [line for text in lines for line in text.split("\n")], name


def crowded(language: LanguageTag) -> Document:
    """A release with an address of six lines and a long embargo."""
    document = full_release(language)
    lines = [Text(f"ligne {n} de l’adresse", "") for n in range(6)]
    address = tuple(inline for line in lines for inline in (LineBreak(), line))[1:]
    embargo = (Text("SOUS EMBARGO " + "jusqu’à une heure que dit une longue phrase " * 4, ""),)
    return dataclasses.replace(document, furniture={**document.furniture, "address": address, "embargo": embargo})


def heights(page: pypdfium2.PdfPage, words: str) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of where a page says these words, in points from its lower left corner."""
    text = page.get_textpage()
    search = text.search(words, match_case=True)
    found = []
    while (place := search.get_next()) is not None:
        boxes = [text.get_charbox(place[0] + n) for n in range(place[1])]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        found.append((min(lefts), min(bottoms), max(rights), max(tops)))
    return found


def test_a_long_letterhead_pushes_the_text_down_and_meets_neither_it_nor_the_draft_mark(tmp_path: Path) -> None:
    for language in LANGUAGES:
        document = crowded(language)
        (tmp_path / f"{language}.docx").write_bytes(written(document))
        (tmp_path / f"{language}.logo.docx").write_bytes(written(document, shell_with_logo(language)))
    converted(tmp_path, "pdf")
    for name in (f"{language}{logo}" for language in LANGUAGES for logo in ("", ".logo")):
        document = full_release(name[:2])
        mark, label = (next(iter(passage)).text for passage in (
            document.furniture["draft_mark"], next(s for s in document.slots if s.name == "label").blocks[0].children))
        with pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as pdf:
            (last_line,) = heights(pdf[0], "ligne 5")
            (first_line,), (stamp, *_) = heights(pdf[0], "ligne 0"), heights(pdf[0], mark)
            (text,) = heights(pdf[0], label)
            embargo = [box for page in pdf for box in heights(page, "une longue phrase")]
        assert last_line[1] - text[3] > 8 * 72 / 25.4, f"{name}: the text keeps its distance"
        assert stamp[1] > first_line[3], f"{name}: the mark stands above the address"
        assert len(embargo) >= 8, f"{name}: the embargo is on every page"
        assert max(right for _, _, right, _ in embargo) < stamp[0] - 6, f"{name}: and clear of the mark"


def test_no_word_in_latin_script_breaks_within_japanese(tmp_path: Path) -> None:
    words = "訪問団は東京で代表者に会い、Occitanie International の活動を紹介します。"
    paragraphs = (Paragraph(f"p{n}", "text", (Text("あ" * n + words, ""),)) for n in range(10, 40))
    (tmp_path / "ja.docx").write_bytes(written(small(*paragraphs, language="ja")))
    converted(tmp_path, "pdf")
    with pypdfium2.PdfDocument(tmp_path / "ja.pdf") as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert (text.count("Occitanie"), text.count("International")) == (30, 30)
