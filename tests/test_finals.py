"""The example with every point settled becomes final; one point of one language keeps that language alone a draft."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pikepdf
import polib
import pytest

from completed import QUOTE, STEM, complete_copy, put, tree
from dragoman import Project
from pdf_readers import pdf_pages
from projects import FOLDERS, LANGUAGES, WRITTEN
from readers import html_text, squeeze, word_margins, word_paragraphs

SUFFIXES = {"docx": "docx", "pdf": "pdf", "html": "html", "text": "txt"}
MARKS = {"fr": "PROJET", "en": "DRAFT", "ja": "案"}
BLANKS = ("[àcompléter", "[tobecompleted", "【要記入", "[FR]")
HIGHLIGHT = "FFF3B0"
OPEN_POINT = re.compile(
    r"^(?P<file>[^\s:]+):(?P<line>\d+):(?:\d+:)? warning\[OPN-00[2-6]\] (?P<field>\S+):", re.MULTILINE)


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    return complete_copy(tmp_path / "project")


def build(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "400", "NO_COLOR": "1"}
    command = (sys.executable, "-m", "dragoman", "build", folder, STEM, "-o", folder / "out", *arguments)
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=300)


def made(folder: Path) -> set[str]:
    return {path.name for path in (folder / "out").glob("*")}


# --- what is final -------------------------------------------------------------------------------------------------


def test_with_every_point_settled_all_languages_and_formats_are_final_and_bear_no_trace_of_a_draft(complete):
    done = build(complete, "--final", "-t", ",".join(WRITTEN))
    assert done.returncode == 0, done.stderr
    assert made(complete) == {f"{STEM}.{tag}.{SUFFIXES[kind]}" for tag in LANGUAGES for kind in WRITTEN}
    for language in LANGUAGES:
        for kind in WRITTEN:
            path = complete / "out" / f"{STEM}.{language}.{SUFFIXES[kind]}"
            text = squeeze(said(path))
            assert QUOTE["said"][language]["text"].replace(" ", "") in text
            assert not [sign for sign in (MARKS[language], *BLANKS) if sign in text], path.name
            assert not highlighted(path), path.name


def test_a_draft_bears_the_traces_that_a_final_must_not(tmp_path):
    project = Project.load(FOLDERS["example"])
    for language in LANGUAGES:
        document = project.compose(STEM, language=language)
        for kind in WRITTEN:
            path = project.write(document, kind).save(tmp_path)
            text = squeeze(said(path))
            assert MARKS[language] in text, path.name
            assert any(sign in text for sign in BLANKS), path.name
            assert kind == "text" or highlighted(path), path.name


def said(path: Path) -> str:
    data = path.read_bytes()
    match path.suffix:
        case ".docx":
            return "\n".join([*word_paragraphs(data), *word_margins(data).values()])
        case ".pdf":
            return "\n".join(pdf_pages(data))
        case ".html":
            return html_text(data)
        case _:
            return data.decode()


def highlighted(path: Path) -> bool:
    """Whether the file shades anything as a blank is shaded, or marks it as one."""
    match path.suffix:
        case ".docx":
            with zipfile.ZipFile(path) as archive:
                body = archive.read("word/document.xml").decode()
            return HIGHLIGHT in body or "<w:sdt>" in body or "<w:highlight" in body or "Dragoman Blank" in body
        case ".pdf":
            wanted = tuple(round(int(HIGHLIGHT[place:place + 2], 16) / 255, 2) for place in (0, 2, 4))
            with pikepdf.open(path) as pdf:
                return any(wanted == colour for page in pdf.pages for colour in fills(page))
        case ".html":
            page = path.read_text(encoding="utf-8")
            return re.search(r'class="[^"]*\bblank\b', page) is not None
        case _:
            return False


def fills(page: pikepdf.Page) -> set[tuple[float, ...]]:
    return {
        tuple(round(float(part), 2) for part in instruction.operands)
        for instruction in pikepdf.parse_content_stream(page) if str(instruction.operator) in ("rg", "sc", "scn")
        and all(not isinstance(part, pikepdf.Name) for part in instruction.operands)}


# --- what is not ---------------------------------------------------------------------------------------------------


def make_fuzzy(folder: Path) -> str:
    path = folder / "locales" / "ja" / "LC_MESSAGES" / "project.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    (entry,) = [entry for entry in catalog if entry.msgctxt == f"{STEM}.lede"]
    entry.flags.append("fuzzy")
    catalog.save()
    return f"{STEM}.lede"


def leave_unapproved(folder: Path) -> str:
    release = tree(folder, STEM)
    del release["quotes"][-1]["said"]["ja"]["approved"]
    put(folder, STEM, release)
    return f"{STEM}.quotes.witness"


@pytest.mark.parametrize("spoil", [make_fuzzy, leave_unapproved])
def test_one_point_open_in_japanese_refuses_japanese_alone_and_says_where(complete, spoil):
    key = spoil(complete)
    done = build(complete, "--final", "-t", "docx,text")
    assert done.returncode == 3
    assert made(complete) == {f"{STEM}.{tag}.{kind}" for tag in ("fr", "en") for kind in ("docx", "txt")}
    (point,) = OPEN_POINT.finditer(done.stderr)
    assert point["field"] == key
    file = complete / point["file"]
    assert file.name == ("project.po" if spoil is make_fuzzy else f"{STEM}.yaml")
    lines = file.read_text(encoding="utf-8").splitlines()
    near = "\n".join(lines[max(0, int(point["line"]) - 4):int(point["line"]) + 4])
    assert (key if spoil is make_fuzzy else "witness") in near


def test_a_language_with_an_open_point_can_still_be_a_draft(complete):
    make_fuzzy(complete)
    assert build(complete, "--final", "-l", "ja", "-t", "docx").returncode == 6
    assert made(complete) == set()
    done = build(complete, "-l", "ja", "-t", "docx")
    assert done.returncode == 0, done.stderr
    assert made(complete) == {f"{STEM}.ja.draft.docx"}
    assert MARKS["ja"] in said(complete / "out" / f"{STEM}.ja.draft.docx")


def test_a_refusal_lists_every_open_point_of_every_language_with_its_file_and_line(tmp_path):
    folder = Path(shutil.copytree(FOLDERS["example"], tmp_path / "project"))
    done = build(folder, "--final", "-t", "docx")
    assert done.returncode == 6
    assert made(folder) == set()
    project = Project.load(folder)
    openings = Counter(o.path for tag in LANGUAGES for o in project.compose(STEM, language=tag).openings)
    points = list(OPEN_POINT.finditer(done.stderr))
    assert Counter(point["field"] for point in points) == openings
    assert done.stderr.count("warning[OPN-") == openings.total()
    for point in points:
        lines = (folder / point["file"]).read_text(encoding="utf-8").splitlines()
        assert 0 < int(point["line"]) <= len(lines)


def test_finals_and_drafts_lie_side_by_side_and_neither_touches_the_other(complete):
    assert build(complete, "-l", "fr", "-t", "text").returncode == 0
    kept = (complete / "out" / f"{STEM}.fr.draft.txt").read_bytes()
    assert build(complete, "--final", "-l", "fr", "-t", "text").returncode == 0
    assert made(complete) == {f"{STEM}.fr.draft.txt", f"{STEM}.fr.txt"}
    assert (complete / "out" / f"{STEM}.fr.draft.txt").read_bytes() == kept
