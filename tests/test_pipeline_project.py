"""The library contract: compose, write, states, threads, what is refused."""

import copy as copying
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polib
import pytest

import dragoman
from completed import accept_names, put, tree
from dragoman import (
    AppearanceError,
    DragomanError,
    OpeningsError,
    Output,
    Project,
    SourceError,
    TemplateError,
    UsageError,
    build,
)
from dragoman.errors import exit_code
from dragoman.resources import folder
from dragoman.sources.nodes import value

FACTS = {
    "release.date": "2024-03-04", "release.place": "toulouse", "programme.jaxa.place": "tokyo",
    "programme.signing.place": "tokyo", "house.address": "1, rue de l’Essai", "house.press_contacts": [
        {"id": "office", "name": "Jeanne Exemple", "telephone": "+33199009900", "email": "presse@example.org"}],
}
"""Invented for the tests: what the example leaves open."""


@pytest.fixture
def accepted(copy):
    """A copy of the example in which somebody answers for every name."""
    accept_names(copy)
    return copy


def test_a_final_is_refused_with_the_whole_list_and_its_places(example):
    with pytest.raises(OpeningsError) as caught:
        example.compose("press-release", language="fr", state="final")
    refused, *openings = caught.value.diagnostics
    assert refused.values["count"] == str(len(openings))
    assert {o.field for o in openings} == {
        *FACTS, "cnea_font_romeu", "kyoto_prefecture", "olympic_committee", "paris_2024"}
    assert all(o.position.file and o.position.line for o in openings)


def test_a_final_is_granted_when_every_point_is_settled_and_what_was_accepted_is_never_silent(accepted):
    project = Project.load(accepted)
    for language in ("fr", "en", "ja"):
        document = project.compose("press-release", language=language, state="final", facts=FACTS)
        assert document.openings == ()
        assert document.accepted
        assert "draft_mark" not in document.furniture
    assert "（案）" not in document.properties.title


def test_french_can_be_final_while_japanese_is_not(accepted):
    names = tree(accepted, "names")
    del names["tokyo"]["ja"]["accepted"]
    put(accepted, "names", names)
    project = Project.load(accepted)
    project.compose("press-release", language="fr", state="final", facts=FACTS)
    with pytest.raises(OpeningsError):
        project.compose("press-release", language="ja", state="final", facts=FACTS)


def test_parts_in_memory_make_the_same_document(example):
    trees = {stem: value(tree) for stem, tree in example.sources.trees.items()}
    root = example.sources.folder / "locales"
    catalogs = {
        tag: (root / tag / "LC_MESSAGES" / "project.po").read_text(encoding="utf-8") for tag in ("fr", "en", "ja")}
    project = Project.from_parts(
        facts=trees["mission"], house=trees["house"], names=trees["names"],
        documents={"press-release": trees["press-release"]}, catalogs=catalogs)
    for tag in ("fr", "en", "ja"):
        assert project.compose("press-release", language=tag) == example.compose("press-release", language=tag)


@pytest.mark.parametrize(("arguments", "code"), [
    ({"document": "poem", "language": "fr"}, "USE-001"),
    ({"document": "press-release", "language": "de"}, "USE-002"),
    ({"document": "press-release", "language": "fr", "state": "sketch"}, "USE-004"),
    ({"document": "press-release", "language": "fr", "facts": {"nobody": "x"}}, "PRJ-006"),
])
def test_what_does_not_exist_is_refused_by_name(example, arguments, code):
    with pytest.raises(UsageError, match=code):
        example.compose(arguments.pop("document"), **arguments)


def test_an_unknown_format_is_refused_by_name(example):
    with pytest.raises(UsageError, match="USE-003"):
        example.write(example.compose("press-release", language="fr"), "odt")


@pytest.mark.parametrize("kind", ["docx", "pdf", "text", "json"])
def test_an_output_knows_its_bytes_name_and_digest(example, tmp_path, kind):
    output = example.write(example.compose("press-release", language="ja"), kind)
    assert isinstance(output, Output)
    path = output.save(tmp_path)
    assert path.read_bytes() == output.data
    assert path.name == f"press-release.ja.draft.{'txt' if kind == 'text' else kind}"
    assert len(output.sha256) == 64
    assert output.findings == ()


def test_several_threads_write_the_same_bytes_as_one(example):
    tasks = [(tag, kind) for tag in ("fr", "en", "ja") for kind in ("docx", "pdf", "text")] * 2

    def make(task):
        tag, kind = task
        return example.write(example.compose("press-release", language=tag), kind).sha256

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(make, tasks))
    assert together == [make(task) for task in tasks]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_project_that_has_written_much_else_writes_what_a_fresh_one_does(copy, kind):
    used = Project.load(copy)
    for language in ("ja", "en", "fr"):
        used.write(used.compose("press-release", language=language), kind)
    warm = used.write(used.compose("press-release", language="fr", facts=FACTS), kind)
    fresh = Project.load(copy)
    assert fresh.write(fresh.compose("press-release", language="fr", facts=FACTS), kind).data == warm.data


def test_the_characters_that_no_face_draws_are_known_before_a_file_is_written(example):
    for language in ("fr", "ja"):
        document = example.compose("press-release", language=language)
        assert example.missing_glyphs(document, ["Élysée", "田中", "葛\U000e0100城", "x\u0626y"]) == {"\u0626"}
        assert example.missing_glyphs(document, []) == frozenset()


def test_a_wrong_placeholder_style_in_a_translation_is_named(copy):
    path = copy / "locales" / "en" / "LC_MESSAGES" / "project.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    (entry,) = [entry for entry in catalog if "{shanghai_companies}" in entry.msgstr]
    entry.msgstr = entry.msgstr.replace("{shanghai_companies}", "{shanghai_companies:weekday}")
    catalog.save()
    with pytest.raises(SourceError, match="EDN-001") as caught:
        Project.load(copy).compose("press-release", language="en")
    (found,) = caught.value.diagnostics
    assert found.values["known"].startswith("phrase")


def test_documents_are_equal_after_travelling_to_another_process(example):
    document = example.compose("press-release", language="ja")
    assert pickle.loads(pickle.dumps(document)) == document
    assert copying.deepcopy(document) == document


def test_the_root_package_is_the_whole_public_interface():
    assert set(dragoman.__all__) == {
        "Address", "AppearanceError", "CatalogError", "ContentLost", "Diagnostic", "Document", "DragomanError",
        "Ending", "InputError", "InternalError", "Letter", "Locked", "Opening", "OpeningsError", "Output",
        "OutputError", "Position", "Project", "Recipient", "Row", "SourceError", "TemplateError", "TextError",
        "UsageError", "WriteError", "build", "explain", "read_recipients"}
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None
    with pytest.raises(AttributeError):
        dragoman.pipeline_of_dreams  # noqa: B018
    assert issubclass(SourceError, DragomanError)


@pytest.mark.parametrize(("file", "content"), [
    ("look.toml", b""), ("look.toml", b"[page"), ("look.toml", b"\xff"), ("press_release/fr.html", b"\xff"),
    ("press_release/fr.docx", b"PK"), ("press_release/fr.docx", b""),
])
def test_a_broken_template_of_the_project_is_an_error_of_templates(copy, file, content):
    path = copy / "templates" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    project = Project.load(copy)
    with pytest.raises(TemplateError):
        project.write(project.compose("press-release", language="fr"), "pdf" if file.endswith("html") else "docx")


def test_two_languages_without_a_document_are_made_of_the_documents_that_have_such_an_edition(example):
    rows = {row.document: row for row in build(example, languages=["fr+ja"], formats=["json"])}
    assert rows.keys() == set(example.documents)
    assert [name for name, row in rows.items() if row.outcome == "made"] == ["convention"]
    others = {row.outcome for name, row in rows.items() if name != "convention"}
    assert (others, exit_code({row.exit_code for row in rows.values()})) == ({"no such edition"}, 0)
    with pytest.raises(UsageError, match="USE-009"):
        list(build(example, languages=["fr+fr"], formats=["json"]))


def test_a_wrong_style_is_told_once_and_not_as_a_message_that_is_empty(copy, edit):
    edit("press-release.yaml", 'headline: "{region:le}', 'headline: "{region:nobody}')
    with pytest.raises(SourceError) as refused:
        Project.load(copy).compose("press-release", language="fr")
    assert {found.code.id for found in refused.value.diagnostics} == {"EDN-001"}


def test_what_is_neither_true_nor_false_is_told_so(copy):
    file = copy / "invitation.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\nceremonial: perhaps\n", encoding="utf-8")
    with pytest.raises(SourceError, match="SRC-044"):
        Project.load(copy)


@pytest.mark.parametrize("language", ["fr", "ja", "fr+ja"])
def test_a_draft_counts_the_points_that_its_final_lists(example, language):
    counts = {
        state: {row.openings for row in build(
            example, documents=["convention"], languages=[language], formats=["json"], state=state)}
        for state in ("draft", "final")}
    assert counts["draft"] == counts["final"]
    assert min(counts["draft"]) > 40


def test_a_character_that_no_face_draws_is_placed_in_the_file_that_says_it(copy, edit):
    edit("names.yaml", "name: Font-Romeu, attested", "name: Font-Romeu ⽇, attested")
    edit("convention.yaml", "heading: Sessions du Camp", "heading: Sessions du Camp ⽇")
    project = Project.load(copy)
    with pytest.raises(AppearanceError) as refused:
        project.write(project.compose("convention", language="fr"), "pdf")
    found = {one.field: one.position for one in refused.value.diagnostics}
    heading = project.sources.position_of_message("convention.articles.sessions.heading")
    assert found["articles.sessions.heading"] == heading
    assert "names.yaml" in {place.file for place in found.values()}
    assert all(place.line for place in found.values())


def test_what_a_copied_look_lacks_is_named(copy):
    look = (folder("templates") / "look.toml").read_text(encoding="utf-8")
    (copy / "templates").mkdir()
    (copy / "templates" / "look.toml").write_text(look.partition("[bilingual]")[0], encoding="utf-8")
    project = Project.load(copy)
    with pytest.raises(TemplateError) as refused:
        project.write(project.compose("convention", language="fr+ja"), "docx")
    assert [(one.code.id, one.values["key"]) for one in refused.value.diagnostics] == [("FMT-006", "bilingual")]
    assert refused.value.diagnostics[0].position.file == str(copy / "templates" / "look.toml")


def test_a_catalog_is_judged_beside_sources_that_cannot_be_read(copy, edit):
    edit("mission.yaml", "mission:", "mission: [")
    catalog = copy / "locales" / "ja" / "LC_MESSAGES" / "project.po"
    catalog.write_text(catalog.read_text(encoding="utf-8") + '\nmsgctxt "a"\nmsgid "b\n', encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        Project.load(copy)
    assert {Path(one.position.file).name for one in refused.value.diagnostics} == {"mission.yaml", "project.po"}
