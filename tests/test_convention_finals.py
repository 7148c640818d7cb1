"""The convention with every point settled becomes final in all its authentic languages together, or in none."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import polib
import pytest

from completed import put, tree
from completed_convention import CONVENTION, complete_convention
from dragoman import OpeningsError, Project, explain
from dragoman.document.nodes import RuledSpace
from dragoman.document.projection import plain
from dragoman.document.walk import document_inlines
from projects import FOLDERS, LANGUAGES
from readers import squeeze
from test_finals import HIGHLIGHT, fills, said

FORMATS = {"docx": "docx", "pdf": "pdf", "text": "txt"}
TRACES = {
    "fr": ("PROJET", "Projet–", "[àcompléter", "Pointsàcompléter", "[FR]"),
    "en": ("DRAFT", "Draft–", "[tobecompleted", "Openitems", "[FR]"),
    "ja": ("（案）", "案第", "【要記入", "未確定事項", "[FR]"),
}
"""What a draft prints and a final must not."""
VERSION = {"fr": "Version 1.0 du 4 mars 2024", "en": "Version 1.0, 4 March 2024", "ja": "第1.0版（2024年3月4日）"}
SIGN_HERE = {"fr": "Signature", "en": "Signature", "ja": "署名"}
TWO = {"en": "translation", "ja": "authentic"}
ONE = {"en": "translation", "ja": "translation"}
BANNERS = {
    "two": {"en": "Courtesy translation – the French and Japanese texts alone are authentic"},
    "one": {
        "en": "Courtesy translation – the French text alone is authentic",
        "ja": "参考訳（フランス語版のみを正文とする。）"},
}
POINT = re.compile(
    r"^(?P<file>[^\s:]+):(?P<line>\d+):\d+: warning\[OPN-00[78]\] \S+: point (?P<number>\d+), .*\n"
    r"  hint: (?P<hint>.+)$",
    re.MULTILINE)
WAITING = re.compile(r"^(\S+):(\d+):\d+: warning\[OPN-010\] convention\.languages\.ja: (.+)$", re.MULTILINE)


@pytest.fixture(scope="module", params=["two", "one"])
def final(request, tmp_path_factory):
    """The variant, and the folder of its project with its finals in all languages and formats."""
    root = tmp_path_factory.mktemp(request.param) / "project"
    folder = complete_convention(root, **(TWO if request.param == "two" else ONE))
    done = build(folder, "--final", "-t", ",".join(FORMATS))
    assert done.returncode == 0, done.stderr
    return request.param, folder


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """A project whose French and Japanese are authentic, for copies to be spoilt."""
    return complete_convention(tmp_path_factory.mktemp("ready") / "project", **TWO)


@pytest.fixture
def complete(ready, tmp_path):
    return Path(shutil.copytree(ready, tmp_path / "project"))


def build(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "400", "NO_COLOR": "1"}
    command = (sys.executable, "-m", "dragoman", "build", folder, CONVENTION, "-o", folder / "out", *arguments)
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=300)


def made(folder: Path) -> set[str]:
    return {path.name for path in (folder / "out").glob("*")}


def files(folder: Path, language: str) -> list[Path]:
    return [folder / "out" / f"{CONVENTION}.{language}.{suffix}" for suffix in FORMATS.values()]


# --- what is final ------------------------------------------------------------------------------------------------


def test_every_language_and_format_is_made(final):
    _, folder = final
    assert made(folder) == {f"{CONVENTION}.{tag}.{suffix}" for tag in LANGUAGES for suffix in FORMATS.values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_trace_of_a_draft_is_left(final, language):
    _, folder = final
    for path in files(folder, language):
        text = said(path)
        assert [trace for trace in TRACES[language] if trace in squeeze(text)] == [], path.name
        assert "案" not in {squeeze(line) for line in text.splitlines()}, path.name
        assert squeeze(VERSION[language]) in squeeze(text), path.name
        assert not shaded(path), path.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_of_the_example_leaves_every_trace(language, tmp_path):
    project = Project.load(FOLDERS["example"])
    document = project.compose(CONVENTION, language=language)
    for kind in FORMATS:
        path = project.write(document, kind).save(tmp_path)
        text = squeeze(said(path))
        assert [trace for trace in TRACES[language][:-1] if trace not in text] == [], path.name
        assert kind == "text" or shaded(path), path.name


def shaded(path: Path) -> bool:
    """Whether the file shades anything as a blank is shaded, by itself or by a style."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            body, styles = (archive.read(f"word/{part}.xml").decode() for part in ("document", "styles"))
        shading = [style for style in re.findall(r"<w:style .*?</w:style>", styles, re.DOTALL) if HIGHLIGHT in style]
        names = {re.findall(r'w:styleId="([^"]+)"', style)[0] for style in shading}
        assert names
        return any(sign in body for sign in (HIGHLIGHT, "<w:highlight", *(f'w:val="{name}"' for name in names)))
    if path.suffix == ".pdf":
        wanted = tuple(round(int(HIGHLIGHT[place:place + 2], 16) / 255, 2) for place in (0, 2, 4))
        with pikepdf.open(path) as pdf:
            return any(wanted in fills(page) for page in pdf.pages)
    return False


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_at_the_signing_stays_a_space(final, language):
    _, folder = final
    document = Project.load(folder).compose(CONVENTION, language=language, state="final")
    spaces = {inline.path: plain(inline.children) for inline in document_inlines(document)
              if isinstance(inline, RuledSpace)}
    assert spaces.keys() == {
        "convention.place", "convention.date", "parties.region.empowerment.number",
        "parties.altitude_centre.empowerment.number"}
    for path in files(folder, language):
        text = squeeze(said(path).replace("\u2010\n", ""))
        assert [label for label in spaces.values() if squeeze(label) not in text] == [], path.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_translation_bears_a_banner_and_only_an_authentic_version_a_space_to_sign(final, language):
    variant, folder = final
    banner = squeeze(BANNERS[variant].get(language, ""))
    spaces = 0 if banner else 3
    for path in files(folder, language):
        text = said(path)
        words = [squeeze(line) for line in text.splitlines()]
        assert words.count(SIGN_HERE[language]) == spaces, path.name
        others = {squeeze(said_of) for said_of in BANNERS[variant].values()} - {banner}
        assert banner in squeeze(text), path.name
        assert [other for other in others if other in squeeze(text)] == [], path.name


# --- what is not --------------------------------------------------------------------------------------------------


def make_fuzzy(folder: Path, language: str) -> None:
    path = folder / "locales" / language / "LC_MESSAGES" / "project.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    (entry,) = [entry for entry in catalog if entry.msgctxt == f"{CONVENTION}.recitals.ties.text"]
    entry.flags.append("fuzzy")
    catalog.save()


@pytest.mark.parametrize("asked", ["fr", "en"])
def test_an_authentic_language_with_an_open_point_keeps_every_other_from_being_final(complete, asked):
    make_fuzzy(complete, "ja")
    done = build(complete, "--final", "-l", asked, "-t", "docx,text")
    assert done.returncode == 6
    assert made(complete) == set()
    (point,) = WAITING.findall(done.stderr)
    assert done.stderr.count("warning[OPN-") == 1
    assert "Japanese" in point[2]
    assert "ja: authentic" in (complete / point[0]).read_text(encoding="utf-8").splitlines()[int(point[1]) - 1]


def test_a_translation_with_an_open_point_keeps_no_authentic_language_from_being_final(complete):
    make_fuzzy(complete, "en")
    done = build(complete, "--final", "-t", "text")
    assert done.returncode == 3
    assert made(complete) == {f"{CONVENTION}.{tag}.txt" for tag in ("fr", "ja")}
    assert "OPN-010" not in done.stderr


def test_an_authentic_language_with_an_open_point_can_still_be_a_draft(complete):
    make_fuzzy(complete, "ja")
    done = build(complete, "-l", "fr", "-t", "text")
    assert done.returncode == 0, done.stderr
    assert made(complete) == {f"{CONVENTION}.fr.draft.txt"}


def test_a_version_whose_status_is_undecided_keeps_all_from_being_final_even_without_the_language_article(complete):
    convention = tree(complete, CONVENTION)
    convention["languages"]["en"] = "unknown"
    (language_article,) = [article for article in convention["articles"] if article.get("use") == "language"]
    language_article["drop"] = ["authentic_undetermined"]
    put(complete, CONVENTION, convention)
    project = Project.load(complete)
    for language in LANGUAGES:
        with pytest.raises(OpeningsError) as caught:
            project.compose(CONVENTION, language=language, state="final")
        (undecided,) = [one for one in caught.value.diagnostics if one.code.id == "OPN-009"]
        assert undecided.field == "convention.languages.en"
        assert "“en: authentic”" in explain(undecided)
        assert undecided.position.line is not None


def test_a_refusal_of_the_example_numbers_every_point_and_gives_its_line_and_remedy(tmp_path):
    folder = Path(shutil.copytree(FOLDERS["example"], tmp_path / "project"))
    done = build(folder, "--final", "-t", "docx,pdf")
    assert done.returncode == 6
    assert made(folder) == set()
    project = Project.load(folder)
    points = list(POINT.finditer(done.stderr))
    expected = [str(blank.number) for tag in LANGUAGES for blank in sorted(
        project.compose(CONVENTION, language=tag).blanks, key=lambda blank: blank.number)]
    assert [point["number"] for point in points] == list(dict.fromkeys(expected)) * len(LANGUAGES)
    for point in points:
        line = (folder / point["file"]).read_text(encoding="utf-8").splitlines()[int(point["line"]) - 1]
        if "with" in point["hint"]:
            assert "use:" in line, point[0]
        else:
            assert point["hint"].startswith("replace “unknown:”")
            assert "unknown:" in line or line.partition("  #")[0].rstrip().endswith(":"), (point[0], line)


def test_a_gender_that_nobody_gives_is_asked_for_at_its_name(complete):
    names = tree(complete, "names")
    del names["witness"]["gender"]
    put(complete, "names", names)
    with pytest.raises(OpeningsError) as caught:
        Project.load(complete).compose(CONVENTION, language="fr", state="final")
    points = [one for one in caught.value.diagnostics if one.code.id == "OPN-011"]
    assert {one.field for one in points} == {
        "parties.asics.representative.gender", "parties.altitude_centre.representative.gender"}
    lines = (complete / "names.yaml").read_text(encoding="utf-8").splitlines()
    assert all(point.position.file == "names.yaml" for point in points)
    assert all("witness" in "".join(lines[point.position.line - 2:point.position.line]) for point in points)
