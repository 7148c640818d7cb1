"""What a press office sees happen: a changed figure, a reworded French text, hostile names; read by other programs."""

import subprocess
from pathlib import Path

import docx
import polib
import pytest

from dragoman import Project, SourceError
from dragoman.sources.loading import load_sources
from dragoman.workflow.sets import product_set, project_set
from dragoman.workflow.update import update

LANGUAGES = ("fr", "en", "ja")


def said(path: Path) -> str:
    """The text of a file by python-docx or poppler, all white space folded away."""
    if path.suffix == ".pdf":
        done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
        return "".join(done.stdout.decode().split())
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join("".join([*(p.text for p in document.paragraphs), *cells]).split())


def made(project: Project, folder: Path, **arguments: object) -> dict[str, str]:
    texts = {}
    for language in LANGUAGES:
        document = project.compose("press-release", language=language)
        for kind in ("docx", "pdf"):
            path = project.write(document, kind).save(folder)
            texts[f"{language}.{kind}"] = said(path)
    return texts


def test_a_changed_figure_appears_in_all_six_files_and_the_old_one_in_none(copy, edit, tmp_path):
    old = {"fr": "472M€", "en": "€472million", "ja": "4億7,200万ユーロ"}
    new = {"fr": "1,25Md€", "en": "€1.25billion", "ja": "12億5,000万ユーロ"}
    before = made(Project.load(copy), tmp_path)
    edit("mission.yaml", "money: EUR 472000000", "money: EUR 1250000000")
    after = made(Project.load(copy), tmp_path)
    for name, text in before.items():
        language = name[:2]
        assert old[language] in text
        assert old[language] not in after[name]
        assert new[language] in after[name]


def test_a_rewording_in_the_french_catalog_makes_english_and_japanese_fuzzy_before_and_after_update(copy):
    key = "press-release.sections.space.heading"
    path = copy / "locales" / "fr" / "LC_MESSAGES" / "project.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    (entry,) = [e for e in catalog if e.msgctxt == key]
    entry.msgstr = "Espace : {jaxa:short_le} et {astroscale} au programme"
    catalog.save()

    def openings(language: str) -> set[tuple[str, str]]:
        document = Project.load(copy).compose("press-release", language=language)
        return {(opening.kind, opening.path) for opening in document.openings}

    for _ in range(2):
        assert ("fuzzy", key) not in openings("fr")
        assert ("fuzzy", key) in openings("en")
        assert ("fuzzy", key) in openings("ja")
        update(project_set(load_sources(copy)))
    japanese = polib.pofile(str(copy / "locales" / "ja" / "LC_MESSAGES" / "project.po"))
    (entry,) = [e for e in japanese if e.msgctxt == key]
    assert entry.fuzzy
    assert entry.msgid.startswith("Espace")
    assert entry.previous_msgid.startswith("Spatial")


def test_the_catalogs_are_up_to_date(example):
    for catalogs in (product_set(), project_set(example.sources)):
        report = update(catalogs, check=True)
        assert not report.changed, [c.path for c in report.catalogs if c.changed]


@pytest.mark.parametrize("name", ["R&D <SA> {{ 7*7 }} ]]>", '{_{x}_} {%raw%} a;b"c \ufa19社'])
def test_a_name_of_any_signs_is_printed_unchanged_everywhere(copy, name, tmp_path):
    path = copy / "names.yaml"
    text = path.read_text(encoding="utf-8")
    quoted = "'" + name.replace("'", "''") + "'"
    for line in text.split("\n"):
        if "name: Astroscale" in line or "name: アストロスケール" in line:
            text = text.replace(line, f"  {line.split()[0]} {{ name: {quoted} }}")
    path.write_text(text, encoding="utf-8")
    printed = "".join(name.replace("'", "’").split())
    for file, text in made(Project.load(copy), tmp_path).items():
        assert printed in text, file


@pytest.mark.parametrize("escape", ["\\ud83d", "\\u0000", "\\ufffe", "\\u202e"])
def test_what_no_reader_can_bear_is_refused_with_its_place(copy, edit, escape):
    edit("names.yaml", "en: { name: Astroscale }", f'en: {{ name: "Astro{escape}scale" }}')
    with pytest.raises(SourceError) as caught:
        Project.load(copy)
    assert all(d.position.file == "names.yaml" and d.position.line for d in caught.value.diagnostics)
