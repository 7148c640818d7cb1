"""What `check` and concordance say of a project."""

from dataclasses import replace

import pytest

from dragoman import Project, SourceError
from dragoman.workflow.check import check_project
from dragoman.workflow.concordance import compare


def codes(folder, *fields):
    found = check_project(Project.load(folder))
    return {(d.code.id, d.code.severity) for d in found if not fields or d.field in fields}


def test_a_figure_whose_year_no_source_gives_is_a_note_and_one_without_source_a_warning(copy, edit):
    assert codes(copy, "jobs") == {("CHK-002", "info")}
    noun = '      other: "{n} emplois"\n'
    edit("mission.yaml", noun + "    source: article de la Région sur la mission\n", noun)
    assert codes(copy, "jobs") == {("CHK-001", "warning")}


def test_a_form_to_avoid_that_wording_has_typed_is_an_error(copy, edit):
    edit("locales/ja/LC_MESSAGES/project.po", "会談場所", "オクシタニ州の会談場所")
    assert ("CHK-004", "error") in codes(copy)


def test_a_reworded_product_message_is_flagged(copy, edit):
    edit("press-release.yaml", "kind: press_release\n",
         "kind: press_release\nwording:\n  press_release.label: COMMUNIQUÉ\n")
    assert ("CHK-003", "info") in codes(copy, "press_release.label")


def test_the_example_has_open_points_and_nothing_wrong(example):
    severities = {d.code.severity for d in check_project(example)}
    assert severities == {"warning", "info"}


def test_each_opening_is_told_once_for_each_language(example):
    told = [(d.code.id, d.field, d.values.get("language")) for d in check_project(example)]
    assert len(told) == len(set(told))


def test_a_fact_dropped_by_one_language_is_named_with_both(copy, edit):
    edit("locales/en/LC_MESSAGES/project.po", "the company has chosen {toulouse}", "the company has chosen a city")
    with pytest.raises(SourceError) as caught:
        Project.load(copy).concordance("press-release")
    (found,) = caught.value.diagnostics
    assert found.code.id == "EDN-004"
    assert found.values == {"path": "toulouse", "language": "en"}
    assert str(found.position.file).endswith("project.po")


def test_editions_that_do_not_say_the_same_are_told_apart(example):
    french = example.edition("press-release", language="fr")
    slots = tuple(slot for slot in french.document.slots if slot.name != "programme")
    english = replace(french, document=replace(french.document, language="en", slots=slots))
    found = {(one.code.id, one.values["path"]) for one in compare({"fr": french, "en": english})}
    assert ("CON-001", "foodex") in found
    assert ("CON-002", "programme.signing.place") in found
    assert ("CON-003", "programme.heading") in found


def test_a_fact_that_the_french_permits_to_drop_is_not_missed(copy, edit):
    edit("press-release.yaml", "  - id: space\n", "  - id: space\n    # la ville peut manquer\n")
    edit("press-release.yaml", "    text: >-\n      {programme.jaxa.when:weekday_short}",
         "    text:\n      optional: [toulouse]\n      text: >-\n        {programme.jaxa.when:weekday_short}")
    edit("press-release.yaml", "\n      japonaise. Une visite", "\n        japonaise. Une visite")
    edit("press-release.yaml", "\n      installer un centre", "\n        installer un centre")
    edit("locales/en/LC_MESSAGES/project.po", "the company has chosen {toulouse}", "the company has chosen a city")
    assert Project.load(copy).concordance("press-release") == ()


def test_a_passage_left_out_on_purpose_agrees(copy):
    path = copy / "locales" / "ja" / "LC_MESSAGES" / "project.po"
    lines = path.read_text(encoding="utf-8").split("\n")
    start = lines.index('msgctxt "press-release.sections.space.text"')
    lines[start + 2] = 'msgstr ""'
    lines[start - 1:start] = ["# Les lecteurs japonais connaissent la JAXA.", lines[start - 1], "#, x-omit"]
    path.write_text("\n".join(lines), encoding="utf-8")
    project = Project.load(copy)
    assert project.concordance("press-release") == ()
    assert not [o for o in project.compose("press-release", language="ja").openings if o.kind == "missing"]


def test_an_untranslated_passage_agrees_and_is_an_opening(copy, edit):
    edit("locales/en/LC_MESSAGES/project.po", 'msgstr "place of signing"', 'msgstr ""')
    project = Project.load(copy)
    assert project.concordance("press-release") == ()
    assert [o.path for o in project.compose("press-release", language="en").openings if o.kind == "missing"] == [
        "mission.programme.signing.place.unknown"]


def test_one_language_alone_always_agrees(example):
    assert compare({"fr": example.edition("press-release", language="fr")}) == ()
