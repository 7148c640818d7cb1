"""An edition: how messages become passages, and what it notes on the way."""

import polib
import pytest

from dragoman import Project, SourceError
from dragoman.document.nodes import LineBreak, Untranslated
from dragoman.document.projection import plain
from dragoman.document.projection import project as read
from dragoman.document.walk import blocks, document_inlines


def composed(folder, language="fr"):
    return Project.load(folder).compose("press-release", language=language)


def said(document):
    return {line.id: line.text.replace("\u00a0", " ").replace("\u202f", " ") for line in read(document).body}


def reword(folder, language, key, text, domain="project"):
    path = folder / "locales" / language / "LC_MESSAGES" / f"{domain}.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    (entry,) = [e for e in catalog if e.msgctxt == key]
    entry.msgstr = text
    catalog.save()


@pytest.mark.parametrize(("written", "printed"), [
    ("{jobs}. {groups:approx} !", "3 000 emplois. Une trentaine de groupes japonais !"),
    ("Le groupe « Asics » {groups:approx}", "Le groupe « Asics » une trentaine de groupes japonais"),
    ("Voir cf. {groups:approx} et M. {president}", "Voir cf. une trentaine de groupes japonais et M. Carole Delga"),
    ("Oui ! {region:le} et {region:le}", "Oui ! La Région Occitanie et la Région Occitanie"),
])
def test_a_fact_takes_a_capital_where_it_begins_a_sentence_and_nowhere_else(copy, edit, written, printed):
    edit("press-release.yaml", '"excédent commercial {occitanie:de}"', f'"{written}"')
    assert said(composed(copy))["key_figures.trade_surplus.caption"] == printed


def test_a_headline_of_two_paragraphs_keeps_them_apart(copy):
    key = "press-release.headline"
    english = "Mission to {japan}\n\n{region}, {asics} and {altitude_centre:short}"
    reword(copy, "en", key, english)
    (title,) = [b for b in blocks(composed(copy, "en")) if b.id == "headline"]
    assert LineBreak() in title.children
    assert plain(title.children).startswith("Mission to Japan\nOccitanie Region")


def test_a_block_of_several_lines_is_one_paragraph_and_blank_lines_part_paragraphs(copy, edit):
    edit("press-release.yaml", 'caption: "excédent commercial {occitanie:de}"',
         "caption: |\n      excédent commercial\n      {occitanie:de}\n")
    assert said(composed(copy))["key_figures.trade_surplus.caption"] == "excédent commercial de l’Occitanie"


def test_a_line_for_the_foot_is_printed_as_furniture(copy, edit):
    edit("house.yaml", "name: region\n", "name: region\nfooter: Hôtel de Région\n")
    document = composed(copy)
    assert plain(document.furniture["footer_line"]) == "Hôtel de Région"
    project = Project.load(copy)
    assert "Hôtel de Région".encode() in project.write(document, "json").data
    for kind in ("docx", "pdf"):
        assert project.write(document, kind).findings == ()


def test_a_blank_in_the_description_of_a_table_is_counted(copy, edit):
    edit("press-release.yaml", "kind: press_release\n",
         "kind: press_release\nwording:\n  press_release.figures: Chiffres\n")
    document = composed(copy)
    assert [blank.number for blank in document.blanks] == list(range(1, len(document.blanks) + 1))


@pytest.mark.parametrize(("wording", "code"), [
    ("press_release.labl: X", "PRJ-008"), ("press_release.label: X {jobs}", "PRJ-010"),
])
def test_a_rewording_must_be_of_a_message_of_dragoman(copy, edit, wording, code):
    edit("press-release.yaml", "kind: press_release\n", f"kind: press_release\nwording:\n  {wording}\n")
    with pytest.raises(SourceError, match=code):
        Project.load(copy)


def test_a_translation_that_names_another_fact_is_refused_at_its_place(copy, edit):
    edit("locales/en/LC_MESSAGES/project.po", "Meeting with the President of {jaxa:the}", "Meeting with {asics}")
    with pytest.raises(SourceError) as caught:
        composed(copy, "en")
    found = {(d.code.id, d.values["path"]) for d in caught.value.diagnostics}
    assert found == {("EDN-004", "jaxa"), ("EDN-005", "asics")}
    assert all(str(d.position.file).endswith("project.po") and d.position.line for d in caught.value.diagnostics)


def test_a_document_without_a_missing_translation_has_no_untranslated_passage(example):
    for language in ("fr", "en", "ja"):
        document = example.compose("press-release", language=language)
        assert not [inline for inline in document_inlines(document) if isinstance(inline, Untranslated)]
