"""The composition of a convention, read as its text."""

import copy
import re
from dataclasses import fields, is_dataclass, replace
from functools import cache

import pytest

from convention_samples import MISSION, NAMES, STEM, article, convention, project
from dragoman import Document, OpeningsError, Project, SourceError
from dragoman.document.nodes import (
    Article,
    Blank,
    Clause,
    OpenItems,
    Reference,
    RuledSpace,
    SignatureLine,
    Signatures,
    Strong,
)
from dragoman.document.projection import plain
from dragoman.document.projection import project as read
from dragoman.document.walk import blocks, document_inlines, inlines, runs
from dragoman.workflow.concordance import compare

LANGUAGES = ("fr", "en", "ja")


@cache
def sample():
    return project()


@cache
def draft(language):
    return sample().compose(STEM, language=language)


def spaced(words):
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def text(document, name):
    """What is printed under an id, with plain spaces."""
    return spaced(next(line.text for line in read(document).body if line.id == name))


def body(document):
    return spaced("\n".join(line.text for line in read(document).body))


def slot(document, name):
    return next(slot for slot in document.slots if slot.name == name).blocks


def codes(caught):
    return [found.code.id for found in caught.value.diagnostics]


# --- the whole -----------------------------------------------------------------------------------------------------


def test_the_three_languages_agree_clause_by_clause():
    assert sample().concordance(STEM) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_composed_convention_survives_json(language):
    document = draft(language)
    assert Document.from_json(document.to_json()) == document


def test_nothing_is_untranslated_and_nothing_unchecked():
    for language in LANGUAGES:
        assert {opening.kind for opening in draft(language).openings} == {"blank"}


def test_every_language_has_the_articles_in_the_same_order():
    orders = [[block.id for block in blocks(draft(tag)) if isinstance(block, Article)] for tag in LANGUAGES]
    assert orders[0] == orders[1] == orders[2]
    assert len(orders[0]) == 23


def test_an_article_is_numbered_as_each_language_does():
    assert text(draft("fr"), "articles.purpose.heading") == "Article 1er – Objet"
    assert text(draft("en"), "articles.purpose.heading") == "Article 1 – Purpose"
    assert text(draft("ja"), "articles.purpose.heading") == "（目的）"
    assert text(draft("ja"), "articles.purpose.object").startswith("第1条　本協定は、")
    assert text(draft("ja"), "articles.purpose.scope").startswith("2　第1条第1項に定める")
    assert text(draft("ja"), "articles.confidentiality.use").startswith("(1)　")
    assert text(draft("en"), "articles.confidentiality.use").startswith("(a) ")


def test_a_reference_names_its_target_in_the_words_of_the_sentence():
    assert "prévue à l’article 16.1" in text(draft("fr"), "articles.term.extension")
    assert "Les stipulations des articles 11, 12, 13, 19, 20, 21 et 22" in text(draft("fr"), "articles.term.survival")
    assert text(draft("fr"), "articles.liability.principle").startswith("13.1 Sous réserve de l’article 17, ")
    assert "The provisions of Articles 11, 12, 13, 19, 20, 21 and 22" in text(draft("en"), "articles.term.survival")
    assert text(draft("ja"), "articles.term.survival").startswith(
        "5　第11条、第12条、第13条、第19条、第20条、第21条及び第22条の規定は")


def test_a_defined_term_opens_a_sentence_with_a_capital():
    assert text(draft("fr"), "articles.obligations_region.information").startswith("3.2 La Région s’engage")
    assert text(draft("en"), "articles.obligations_region.information").startswith("3.2 The Region undertakes")
    assert text(draft("fr"), "articles.term.extension").startswith("14.4 Les Parties peuvent")
    assert text(draft("en"), "articles.term.extension").startswith("14.4 The Parties may")
    assert text(draft("fr"), "articles.obligations_school.heading") == "Article 5 – Engagements de l’École"


# --- parties -------------------------------------------------------------------------------------------------------


def test_parties_agree_with_their_names_and_define_their_terms():
    french = text(draft("fr"), "parties.region")
    assert french.startswith("La Région Valmont, collectivité territoriale, ")
    assert "représentée par Madame Léa MARTEL, présidente, " in french
    assert french.endswith("ci-après dénommée « la Région »,")
    assert text(draft("fr"), "parties.school").endswith("ci-après dénommée « l’École »,")
    assert text(draft("en"), "parties.region").endswith("(“the Region”),")
    assert [text(draft("ja"), f"parties.{name}")[-9:] for name in ("region", "company", "school")] == [
        f"。以下「{stem}」という。）"[-9:] for stem in "甲乙丙"]
    assert text(draft("ja"), "articles.hinge").startswith("甲、乙及び丙は、次のとおり協定")
    assert text(draft("fr"), "articles.hinge").startswith("Ceci exposé, il a été convenu entre les Parties")
    bare = project(lambda tree: tree.update(recitals=[])).compose(STEM, language="fr")
    assert text(bare, "articles.hinge").startswith("Il a été convenu entre les Parties")


def test_only_french_parts_the_parties():
    sides = [text(draft("fr"), f"parties.{name}.side") for name in ("region", "company", "school")]
    assert sides == ["d’une part,", "d’autre part,", "d’autre part,"]
    assert not [line for line in read(draft("en")).body if line.id.endswith(".side")]
    ends = [text(draft("en"), f"parties.{name}").rpartition("”)")[2] for name in ("region", "company", "school")]
    assert ends == [",", ", and", ","]


def strong(document, name):
    """What stands in bold in a passage."""
    passage = next(passage for block in blocks(document) for found, passage in runs(block) if found == name)
    return [spaced(plain(inline.children)) for inline in passage if isinstance(inline, Strong)]


def test_a_party_stands_out_where_it_is_described_and_an_english_term_where_it_is_defined():
    assert strong(draft("fr"), "parties.region") == ["La Région Valmont"]
    assert strong(draft("en"), "parties.region") == ["The Valmont Region", "the Region"]
    assert strong(draft("ja"), "parties.company") == ["朝霧硝子株式会社"]
    assert strong(draft("en"), "parties.together") == ["the Parties", "Party"]
    assert strong(draft("en"), "parties.heading") == ["this Agreement"]
    assert strong(draft("en"), "articles.definitions.residence") == ["Residency"]
    assert strong(draft("en"), "articles.definitions.marks") == ["Marks"]
    assert strong(draft("fr"), "articles.definitions.marks") == []


def test_a_party_is_described_by_the_exact_name_of_the_legal_person_that_signs():
    names = copy.deepcopy(NAMES)
    names["lycee"] = {
        "kind": "organisation", "own": "fr", "gender": "masculine",
        "fr": {"name": "Lycée du verre", "article": "le", "attested": "essai"},
        "en": {"name": "Glass Lycée", "article": "the", "attested": "essai"},
        "ja": {"name": "ガラス高等学校", "attested": "essai"},
    }
    known = project(lambda tree: tree["parties"][2].update(legal_name="lycee"), names=names)
    assert known.concordance(STEM) == ()
    french, japanese = (known.compose(STEM, language=tag) for tag in ("fr", "ja"))
    assert text(french, "parties.school").startswith("Le Lycée du verre, établissement public local, ")
    assert text(french, "parties.school").endswith("ci-après dénommé « l’École »,")
    assert text(japanese, "signatures.school.name.text") == "ガラス高等学校"
    label = {"unknown": "dénomination de la personne morale"}
    words = {"parties.school.legal_name.unknown": ("name of the legal entity", "法人の正式名称")}
    unknown = project(lambda tree: tree["parties"][2].update(legal_name=label), translations=words)
    assert unknown.concordance(STEM) == ()
    french = unknown.compose(STEM, language="fr")
    assert text(french, "parties.school").startswith("[à compléter : dénomination de la personne morale], ")
    assert text(french, "parties.school").endswith("ci-après dénommée « l’École »,")
    assert strong(french, "parties.school") == []
    assert text(unknown.compose(STEM, language="ja"), "signatures.school.name.text") == "【要記入：法人の正式名称】"


def of_two(tree):
    """The convention without its third party and what is said of it."""
    del tree["parties"][2]
    tree["articles"] = [one for one in tree["articles"] if one.get("party") != "school"]
    article(tree, "selection")["clauses"].pop(2)


def test_between_two_parties_each_has_one_other():
    two = project(of_two)
    assert two.concordance(STEM) == ()
    french, english, japanese = (two.compose(STEM, language=tag) for tag in LANGUAGES)
    assert "informer sans délai l’autre Partie de tout changement" in text(french, "articles.monitoring.contacts")
    assert "sans l’accord préalable et écrit de l’autre Partie" in text(french, "articles.assignment.consent")
    assert "consent of the other Party." in text(english, "articles.assignment.consent")
    assert "他の当事者の書面による事前の承諾" in text(japanese, "articles.assignment.consent")
    assert "les autres Parties" in text(draft("fr"), "articles.monitoring.contacts")
    assert "他の各当事者の書面による事前の承諾" in text(draft("ja"), "articles.assignment.consent")
    for document, many in (
        (french, "autres Parties|une autre Partie|plusieurs Parties"),
        (english, "other Parties|another Party|more than one Party"), (japanese, "他の各当事者|複数の当事者"),
    ):
        assert not re.search(many, body(document))
    assert [text(french, f"parties.{name}.side") for name in ("region", "company")] == ["d’une part,", "d’autre part,"]
    assert text(english, "parties.region").endswith("(“the Region”), and")


def test_visas_stand_on_the_side_of_the_parties_that_is_chosen():
    def names(document):
        return [block.id for block in slot(document, "parties")]

    assert names(draft("fr"))[-2:] == ["visas.code", "visas.deliberation"]
    before = project(lambda tree: tree.update(visas_place="before")).compose(STEM, language="fr")
    assert names(before)[:2] == ["visas.code", "visas.deliberation"]
    assert text(before, "visas.code") == "Vu le code des essais ;"
    assert text(before, "visas.deliberation") == "Vu la délibération de la Région,"


def test_japanese_visas_close_the_preamble_and_run_on_into_the_hinge():
    assert [block.id for block in slot(draft("ja"), "preamble")] == [
        "preamble.heading", "recitals.craft", "recitals.exchange", "visas.code", "visas.deliberation"]
    assert text(draft("ja"), "visas.code") == "試験法典に鑑み、"
    assert not [block for block in slot(draft("ja"), "parties") if block.id.startswith("visas.")]
    editions = sample().editions(STEM)
    japanese = editions["ja"].document
    lacking = replace(japanese, slots=tuple(
        replace(one, blocks=one.blocks[:-1]) if one.name == "preamble" else one for one in japanese.slots))
    found = compare({"fr": editions["fr"], "ja": replace(editions["ja"], document=lacking)})
    assert ("CON-003", "visas.deliberation") in [(one.code.id, one.values["path"]) for one in found]


def test_an_unknown_party_is_a_blank_wherever_french_and_english_would_name_it():
    mission = copy.deepcopy(MISSION)
    mission["organisations"]["school"] = {"unknown": "établissement signataire"}
    words = {"mission.organisations.school.unknown": ("signing establishment", "署名する施設")}
    unknown = project(mission=mission, translations=words)
    assert unknown.concordance(STEM) == ()
    french, japanese = (unknown.compose(STEM, language=tag) for tag in ("fr", "ja"))
    assert text(french, "articles.obligations_school.heading") == (
        "Article 5 – Engagements de [à compléter : établissement signataire]")
    assert text(japanese, "articles.obligations_school.heading") == "（丙の義務）"
    assert "représentée" not in text(french, "parties.school")


def test_a_private_party_without_capital_and_a_foreign_public_one_are_described_without_them():
    def change(tree):
        del tree["parties"][1]["capital"]
        tree["parties"][1]["register"] = "RCS Montclair"
        tree["parties"][2] |= {"foreign": True}
        del tree["parties"][2]["siret"], tree["parties"][2]["empowerment"]

    changed = project(change)
    assert changed.concordance(STEM) == ()
    french = changed.compose(STEM, language="fr")
    assert "capital" not in text(french, "parties.company")
    assert "(RCS Montclair), représentée" in text(french, "parties.company")
    assert "SIRET" not in text(french, "parties.school")


def test_the_body_that_empowered_the_representative_is_named_with_its_deliberation():
    board = {
        "kind": "organisation", "own": "fr", "gender": "masculine",
        "fr": {"name": "Conseil des essais", "article": "le", "attested": "essai"},
        "en": {"name": "Test Board", "article": "the", "attested": "essai"},
        "ja": {"name": "試験理事会", "attested": "essai"},
    }
    named = project(
        lambda tree: tree["parties"][2]["empowerment"].update(body="conseil"), names={**NAMES, "conseil": board})
    said = {tag: text(named.compose(STEM, language=tag), "parties.school").replace("\u00a0", " ") for tag in LANGUAGES}
    assert "délibération n° 12 du 1er mars 2031, prise par le Conseil des essais, ci-après" in said["fr"]
    assert "under Resolution No 12 of the Test Board dated 1 March 2031 (“" in said["en"]
    assert "権限の根拠：2031年3月1日付け試験理事会の議決（番号：12）。" in said["ja"]
    unknown = {tag: text(draft(tag), "parties.school").replace("\u00a0", " ") for tag in LANGUAGES}
    assert "du 1er mars 2031, prise par [à compléter : conseil de l’école], ci-après" in unknown["fr"]
    assert "No 12 of [to be completed: council of the school] dated 1 March 2031" in unknown["en"]
    assert "付け【要記入：学校の議決機関】の議決" in unknown["ja"]


# --- articles ------------------------------------------------------------------------------------------------------


def test_moving_dropping_and_inserting_an_article_renumbers_every_reference():
    def move(tree):
        consultation = article(tree, "consultation")
        tree["articles"].remove(consultation)
        tree["articles"].insert(1, consultation)
        tree["articles"].remove(article(tree, "premises"))

    moved = project(move)
    assert moved.concordance(STEM) == ()
    french = moved.compose(STEM, language="fr")
    assert text(french, "articles.consultation.heading").startswith("Article 2 –")
    assert text(french, "articles.term.survival").startswith(
        "14.5 Les stipulations des articles 2, 11, 12, 13, 19, 20 et 21")
    assert "prévue à l’article 2" in text(french, "articles.language.divergence")
    assert "第2条に定める協議" in text(moved.compose(STEM, language="ja"), "articles.language.divergence")


def test_a_reference_to_a_dropped_article_is_an_error_that_names_both():
    dropped = project(lambda tree: tree["articles"].remove(article(tree, "force_majeure")))
    with pytest.raises(SourceError) as caught:
        dropped.compose(STEM, language="fr")
    found = caught.value.diagnostics
    assert [one.code.id for one in found] == ["CNV-010"]
    assert dict(found[0].values) == {"clause": "liability.principle", "target": "force_majeure"}
    assert found[0].field == "convention.articles.liability.principle"


def test_a_reference_of_the_files_own_words_that_leads_nowhere_is_placed_at_them(request):
    folder, edit = request.getfixturevalue("copy"), request.getfixturevalue("edit")
    edit("convention.yaml", "{article.monitoring.meetings:a}", "{article.monitoring.meeting:a}")
    broken = Project.load(folder)
    with pytest.raises(SourceError) as caught:
        broken.compose("convention", language="fr")
    (found,) = caught.value.diagnostics
    assert dict(found.values) == {
        "target": "article.monitoring.meeting", "known": "article.monitoring.meetings"}
    lines = (folder / "convention.yaml").read_text(encoding="utf-8").splitlines()
    near = lines[found.position.line - 1:found.position.line + 4]
    assert found.code.id == "CNV-012"
    assert any("{article.monitoring.meeting:a}" in line for line in near)


def test_a_reference_to_a_dropped_clause_is_an_error_too():
    dropped = project(lambda tree: article(tree, "notices").update(drop=["form"]))
    with pytest.raises(SourceError) as caught:
        dropped.compose(STEM, language="ja")
    assert set(codes(caught)) == {"CNV-010"}
    assert {found.values["target"] for found in caught.value.diagnostics} == {"notices.form"}


def test_a_dropped_lead_takes_its_items_with_it_and_a_new_last_item_ends_the_sentence():
    def drop(tree):
        article(tree, "termination").update(drop=["consequences"])
        article(tree, "confidentiality").update(drop=["protection"])

    french = project(drop).compose(STEM, language="fr")
    assert not [line for line in read(french).body if line.id.startswith("articles.termination.property")]
    assert text(french, "articles.confidentiality.use").endswith(" ;")
    assert text(french, "articles.confidentiality.disclosure").endswith("équivalente.")


def test_a_clause_is_added_behind_the_one_it_follows_and_behind_its_items():
    def add(tree):
        article(tree, "confidentiality")["add"] = [
            {"id": "more", "level": "2", "force": "statement", "after": "duties", "text": "en rendre compte."},
            {"id": "then", "force": "duty", "after": "duties", "text": "Chaque Partie doit se taire."}]

    words = {
        "articles.confidentiality.add.more.text": ("report on it.", "これを報告すること。"),
        "articles.confidentiality.add.then.text": ("Each Party shall be silent.", "各当事者は、沈黙するものとする。")}
    added = project(add, translations=words)
    assert added.concordance(STEM) == ()
    french = added.compose(STEM, language="fr")
    clauses = next(block for block in blocks(french) if block.id == "articles.confidentiality").clauses
    assert [clause.id.rpartition(".")[2] for clause in clauses[:6]] == [
        "duties", "use", "disclosure", "protection", "more", "then"]
    assert text(french, "articles.confidentiality.protection").endswith("même nature ;")
    assert text(french, "articles.confidentiality.then").startswith("11.2 ")


def test_a_written_article_refers_to_others_and_calls_notes():
    assert text(draft("fr"), "articles.selection.calendar") == (
        "7.2 Le calendrier est celui de l’annexe 2, sous réserve de l’article 14.2.")
    assert text(draft("ja"), "articles.selection.calendar") == "2　日程は、第14条第2項の範囲内で、別紙2のとおりとする。"
    assert text(draft("fr"), "notes.length") == "1 De trois mois au plus."
    assert text(draft("fr"), "articles.definitions.residence").startswith("c) ")
    targets = {inline.target for inline in document_inlines(draft("fr")) if isinstance(inline, Reference)}
    parts = {name for block in blocks(draft("fr")) for name, _ in runs(block)} | {b.id for b in blocks(draft("fr"))}
    assert targets <= parts
    assert "annexes.calendar" in targets


@pytest.mark.parametrize(("name", "change", "code"), [
    ("term", {"use": "durée"}, "SRC"),
    ("term", {"use": "terms"}, "CNV-001"),
    ("term", {"drop": ["extensions"]}, "CNV-002"),
    ("term", {"with": {"length": "trois ans"}}, "CNV-003"),
    ("obligations", {"party": None}, "CNV-004"),
    ("term", {"party": "region"}, "CNV-005"),
    ("term", {"add": [{"id": "extension", "force": "duty", "text": "Rien."}]}, "CNV-006"),
    ("term", {"drop": ["entry", "duration", "expiry", "extension", "survival"]}, "CNV-007"),
    ("confidentiality", {"drop": ["duties", "exclusions", "required_by_law", "duration"]}, "CNV-007"),
    ("term", {"add": [{"id": "deep", "level": "3", "force": "statement", "text": "rien."}]}, "CNV-008"),
    ("term", {"add": [{"id": "then", "force": "duty", "text": "Rien.", "after": "renewals"}]}, "CNV-002"),
    ("confidentiality", {
        "drop": ["duties"], "add": [{"id": "then", "force": "duty", "text": "Rien.", "after": "use"}]}, "CNV-011"),
    ("language", {"add": [{"id": "then", "force": "duty", "text": "Rien.", "after": "authentic_one"}]}, "CNV-011"),
])
def test_what_the_library_does_not_have_is_refused(name, change, code):
    def spoil(tree):
        chosen = article(tree, name)
        chosen |= {key: value for key, value in change.items() if value is not None}
        for key in (key for key, value in change.items() if value is None):
            del chosen[key]

    with pytest.raises(SourceError) as caught:
        project(spoil).compose(STEM, language="fr")
    assert any(found.startswith(code) for found in codes(caught)), codes(caught)


def test_an_article_of_which_its_conditions_leave_nothing_is_refused():
    def bare(tree):
        del tree["annexes"], tree["notes"]
        tree["articles"].remove(article(tree, "selection"))
        definitions = article(tree, "definitions")
        del definitions["add"]
        definitions["drop"] = ["terms", "data_terms"]

    with pytest.raises(SourceError) as caught:
        project(bare).compose(STEM, language="fr")
    assert codes(caught) == ["CNV-007"]


def test_an_article_used_twice_refers_to_its_own_clauses():
    twice = project(lambda tree: tree["articles"].append({"use": "premises", "id": "second"}))
    french = twice.compose(STEM, language="fr")
    assert "l’usage prévu à l’article 6.1" in text(french, "articles.premises.handover")
    assert "l’usage prévu à l’article 24.1" in text(french, "articles.second.handover")


# --- languages and signing -----------------------------------------------------------------------------------------


def statuses(**given):
    return lambda tree: tree.update(languages={"fr": "authentic", "en": "translation", "ja": "translation"} | given)


def test_language_clause_banner_closing_and_signatures_come_from_the_same_statuses():
    one = project(statuses())
    french, japanese = (one.compose(STEM, language=tag) for tag in ("fr", "ja"))
    assert text(french, "articles.language.authentic_one") == (
        "19.1 Seule la version française de la présente convention fait foi.")
    assert "status_banner" not in french.furniture
    assert plain(japanese.furniture["status_banner"]) == "参考訳（フランス語版のみを正文とする。）"
    assert "en langue française" in text(french, "closing")
    several = project(statuses(ja="authentic"))
    assert "chacun en langues française et japonaise" in text(several.compose(STEM, language="fr"), "closing")
    banner = plain(several.compose(STEM, language="en").furniture["status_banner"])
    assert banner.replace("\u00a0", " ") == "Courtesy translation – the French and Japanese texts alone are authentic"
    assert [p.concordance(STEM) for p in (one, several)] == [(), ()]


def test_while_a_status_is_unknown_the_language_clause_is_a_blank_and_versions_are_working_ones():
    unknown = project(statuses(ja="unknown"))
    assert unknown.concordance(STEM) == ()
    french = unknown.compose(STEM, language="fr")
    assert text(french, "articles.language.authentic_in_part") == (
        "19.1 La présente convention fait foi en langue française. La valeur de ses autres versions est la suivante : "
        "[à compléter : valeur de chacune des autres versions].")
    assert "langue" not in text(french, "closing")
    assert "status_banner" not in french.furniture
    for tag, words in (("en", "Working version – status to be determined"), ("ja", "作業用（正文の指定は未定）")):
        banner = plain(unknown.compose(STEM, language=tag).furniture["status_banner"])
        assert banner.replace("\u00a0", " ") == words


def test_while_no_version_is_authentic_yet_the_language_clause_leaves_all_of_them_open():
    def undecided(tree):
        tree["languages"] = dict.fromkeys(LANGUAGES, "unknown")
        for party in tree["parties"]:
            party["foreign"] = True

    french = project(undecided).compose(STEM, language="fr")
    assert "[à compléter : version ou versions qui font foi]" in text(
        french, "articles.language.authentic_undetermined")


def test_a_courtesy_translation_invites_no_signature():
    def spaces(language):
        block = next(block for block in blocks(draft(language)) if isinstance(block, Signatures))
        return [sum(line.space for line in signature.lines) for signature in block.signatures]

    assert (spaces("fr"), spaces("ja")) == ([25, 25, 25], [15, 15, 15])
    assert spaces("en") == [0, 0, 0]
    assert text(draft("en"), "signatures.company.person.text") == "MORI Akari"


def test_japanese_signatures_are_stacked_rows():
    block = next(block for block in blocks(draft("ja")) if isinstance(block, Signatures))
    assert [plain(signature.party) for signature in block.signatures] == ["甲", "乙", "丙"]
    assert [plain(line.label) for line in block.signatures[1].lines] == ["所在地", "名称", "役職", "氏名", "署名"]


def test_the_closing_says_how_each_party_signs():
    def sign(*kinds):
        return lambda tree: [party.update(signing=kind) for party, kind in zip(tree["parties"], kinds, strict=True)]

    mixed = project(sign("signature", "seal", "signature"))
    assert mixed.concordance(STEM) == ()
    assert "甲及び丙が署名し、乙が記名押印の上" in text(mixed.compose(STEM, language="ja"), "closing")
    assert "signés par la Région et par l’École et portant le nom et le sceau d’Asagiri" in text(
        mixed.compose(STEM, language="fr"), "closing")
    assert "signed by the Region and the School and bearing the name and seal of Asagiri" in text(
        mixed.compose(STEM, language="en"), "closing")
    electronic = project(sign("electronic", "electronic", "electronic")).compose(STEM, language="en")
    assert "in electronic form, bearing the electronic signatures of the Parties" in text(electronic, "closing")
    with pytest.raises(SourceError) as caught:
        project(sign("electronic", "seal", "signature")).compose(STEM, language="fr")
    assert codes(caught) == ["CNV-020"]


def test_originals_are_as_many_as_parties_unless_given_and_never_fewer():
    assert "en 3 exemplaires originaux" in text(draft("fr"), "closing")
    four = project(lambda tree: tree.update(originals="4"))
    assert "本書4通" in text(four.compose(STEM, language="ja"), "closing")
    with pytest.raises(SourceError) as caught:
        project(lambda tree: tree.update(originals="2")).compose(STEM, language="fr")
    assert codes(caught) == ["CNV-021"]


# --- what is open --------------------------------------------------------------------------------------------------


def test_open_items_are_the_same_points_under_the_same_numbers_in_every_language():
    numbers = [{blank.path: blank.number for blank in draft(tag).blanks} for tag in LANGUAGES]
    assert numbers[0] == numbers[1] == numbers[2]
    assert sorted(numbers[0].values()) == list(range(1, len(numbers[0]) + 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_lists_eight_points_and_the_last_all_of_them(language):
    document = draft(language)
    short, whole = slot(document, "open_items")[0], slot(document, "points")[0]
    assert isinstance(short, OpenItems)
    assert isinstance(whole, OpenItems)
    assert short.items == whole.items[:8]
    assert [item.number for item in whole.items] == [blank.number for blank in document.blanks]
    assert str(len(whole.items)) in plain(short.more)
    for item, blank in zip(whole.items, document.blanks, strict=True):
        assert plain(item.label) in plain(blank.children)


@pytest.mark.parametrize("name", ["region_valmont", "lea_martel"])
def test_an_unknown_gender_is_a_point_of_the_french_alone_and_no_discord(name):
    names = copy.deepcopy(NAMES)
    del names[name]["gender"]
    open_one = project(names=names)
    assert open_one.concordance(STEM) == ()
    french, english = (open_one.compose(STEM, language=tag) for tag in ("fr", "en"))
    (alone,) = {blank.path for blank in french.blanks} - {blank.path for blank in english.blanks}
    assert alone.endswith(".gender")
    assert len(slot(french, "points")[0].items) == len(slot(english, "points")[0].items) + 1


def test_concordance_misses_any_other_point_that_one_language_lists_alone():
    def shorter(listed):
        return replace(listed, items=listed.items[:-1])

    last = len(draft("en").blanks)
    assert spoilt(shorter, OpenItems, "points") == [("CON-003", f"points.{last}")]


def test_an_open_item_says_where_it_stands():
    whole = slot(draft("fr"), "points")[0]
    where = {plain(item.label): plain(item.where).replace("\u00a0", " ") for item in whole.items}
    assert where["SIRET de l’école"] == "désignation des Parties"
    assert where["titre d’occupation"] == "article 6.2"
    same = [plain(i.where) for i in whole.items if plain(i.label) == "actions à la charge de cette Partie"]
    assert len(set(same)) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_at_the_signing_is_listed_apart(language):
    document = draft(language)
    spaces = {inline.path for inline in document_inlines(document) if isinstance(inline, RuledSpace)}
    assert spaces == {"convention.place", "convention.date", "parties.region.empowerment.number"}
    (whole,) = slot(document, "points")
    assert {"fr": "lieu", "en": "place", "ja": "地"}[language] in plain(whole.more)
    assert not [inline for inline in inlines(whole.more) if isinstance(inline, Blank | RuledSpace)]


def test_a_final_is_refused_while_a_point_is_open():
    with pytest.raises(OpeningsError):
        sample().compose(STEM, language="fr", state="final")


def test_a_parameter_of_the_library_fills_its_blank():
    assert "pour une durée de 3 ans à compter" in text(draft("fr"), "articles.term.duration")
    assert "有効期間は、第14条第1項に定める日から3年とする" in text(draft("ja"), "articles.term.duration")
    assert "[à compléter : délai laissé par la mise en demeure]" in text(draft("fr"), "articles.termination.breach")


def test_conditional_provisions_stand_only_where_their_condition_holds():
    def bare(tree):
        del tree["annexes"]
        tree["articles"].remove(article(tree, "selection"))

    french = body(project(bare).compose(STEM, language="fr"))
    assert "Font partie intégrante" not in french
    assert "annexe" not in french
    assert "Font partie intégrante de la présente convention : l’annexe 1 (Plan des ateliers) et l’annexe 2" in body(
        draft("fr"))


def test_the_version_stands_below_the_title_and_on_every_page():
    for language, words in (
        ("fr", "Projet – version 0.3 du 2 avril 2031"), ("en", "Draft – version 0.3, 2 April 2031"),
        ("ja", "案　第0.3版（2031年4月2日）"),
    ):
        document = draft(language)
        assert text(document, "version") == words
        assert re.sub(r"\s", " ", plain(document.furniture["version_line"])) == re.sub(r"\s", " ", words)


def test_the_sample_is_left_alone_by_its_changes():
    assert convention(lambda tree: tree["articles"].clear())["articles"] == []
    assert len(convention()["articles"]) == 23


# --- concordance ---------------------------------------------------------------------------------------------------


def spoilt(change, kind=Clause, which=None):
    """What concordance finds once a node of the English edition is changed."""
    editions = sample().editions(STEM)
    english = editions["en"]
    changed = replace(english, document=_replaced(english.document, change, kind, which))
    return [(one.code.id, one.values.get("clause", one.values.get("path"))) for one in compare(
        {"fr": editions["fr"], "en": changed})]


def _replaced(node, change, kind, which):
    if isinstance(node, kind) and (which is None or node.id == which):
        return change(node)
    if isinstance(node, tuple):
        return tuple(_replaced(item, change, kind, which) for item in node)
    if not is_dataclass(node):
        return node
    return replace(node, **{f.name: _replaced(getattr(node, f.name), change, kind, which) for f in fields(node)})


def test_concordance_names_the_clause_whose_force_or_level_differs():
    found = spoilt(lambda clause: replace(clause, force="statement"), which="articles.term.extension")
    assert found == [("CON-005", "articles.term.extension")]
    found = spoilt(lambda clause: replace(clause, level=1), which="articles.confidentiality.use")
    assert found == [("CON-005", "articles.confidentiality.use")]


def test_concordance_names_the_clause_that_says_or_refers_to_something_else():
    found = spoilt(lambda clause: replace(clause, children=()), which="articles.term.duration")
    assert set(found) == {
        ("CON-007", "articles.term.duration"), ("CON-008", "articles.term.duration"),
        ("CON-001", "articles.term.duration")}
    other = sample().editions(STEM)["en"].document
    swapped = next(b for b in blocks(other) if b.id == "articles.amendment").clauses[0].children
    found = spoilt(lambda clause: replace(clause, children=swapped), which="articles.notices.routine")
    assert ("CON-008", "articles.notices.routine") in found


def test_concordance_sees_a_lacking_clause_and_another_order_of_articles_and_signatories():
    found = spoilt(lambda one: replace(one, clauses=one.clauses[:-1]), Article, "articles.consultation")
    assert ("CON-006", "articles.consultation.outcome") in found
    found = spoilt(lambda one: replace(one, clauses=one.clauses[::-1]), Article, "articles.consultation")
    assert found == [("CON-004", "articles.consultation.good_faith")]
    found = spoilt(lambda one: replace(one, signatures=one.signatures[::-1]), Signatures)
    assert found == [("CON-004", "signatures.region")]

    def turn(slot):
        hinge, first, second, *others = slot.blocks
        return replace(slot, blocks=(hinge, second, first, *others))

    editions = sample().editions(STEM)
    document = editions["en"].document
    turned = replace(document, slots=tuple(turn(s) if s.name == "articles" else s for s in document.slots))
    found = compare({"fr": editions["fr"], "en": replace(editions["en"], document=turned)})
    assert [(one.code.id, one.values["clause"]) for one in found] == [("CON-004", "articles.purpose")]


def test_concordance_compares_who_signs_and_the_numbers_of_the_blanks():
    def anonymous(line):
        return replace(line, text=()) if line.id == "signatures.region.person" else line

    assert ("CON-009", "signatures.region") in spoilt(anonymous, SignatureLine)
    found = spoilt(lambda blank: replace(blank, number=blank.number + 1), Blank)
    assert {code for code, _ in found} == {"CON-010"}


def test_initials_have_a_space_for_each_party_on_every_page_but_of_a_courtesy_translation():
    def initialled(tree):
        tree["initials"] = "true"

    made = {language: project(initialled).compose(STEM, language=language).furniture for language in LANGUAGES}
    feet = {language: plain(furniture.get("footer_line", ())) for language, furniture in made.items()}
    assert feet["fr"].startswith("Paraphes\u00a0: ")
    assert feet["ja"].startswith("イニシャル：甲____")
    assert {language: foot.count("_" * 10) for language, foot in feet.items()} == {"fr": 3, "en": 0, "ja": 3}


def test_an_electronic_convention_has_no_initials():
    def spoil(tree):
        tree["initials"] = "true"
        for party in tree["parties"]:
            party["signing"] = "electronic"

    with pytest.raises(SourceError) as wrong:
        project(spoil).compose(STEM, language="fr")
    assert "CNV-022" in [fault.code.id for fault in wrong.value.diagnostics]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_convention_of_the_example_is_as_it_was_last_read_by_eye(example, golden, language):
    document = example.compose("convention", language=language)
    golden(f"convention.{language}.draft.txt", example.write(document, "text").data.decode())
    if language == "fr":
        golden(f"convention.{language}.draft.json", document.to_json())


def test_what_is_not_translated_yet_is_written_and_read_back_with_its_references_and_notes(example_copy):
    """An article written a minute ago, in French alone, in every edition and format."""
    for language in ("en", "ja", "fr+ja", "fr+en"):
        document = example_copy.compose("convention", language=language)
        assert any(opening.kind == "missing" for opening in document.openings)
        for kind in ("docx", "pdf"):
            assert example_copy.write(document, kind).data


@pytest.fixture
def example_copy(copy, edit):
    edit("convention.yaml", "languages:\n  fr: authentic", """  - id: mine
    heading: Le mien
    clauses:
      - id: loan
        force: permission
        text: "{party.asics:le} peut prêter du matériel {party.region:a}, selon {annex.kit:le}. Elle le fait dans les
          conditions {article.monitoring.meetings:de} et {article.sessions:de}.{note.k}"
notes:
  - id: k
    text: "Voir {article.term.entry:le}."
annexes:
  - id: kit
    title: Liste
    text: Une liste.

languages:
  fr: authentic""")
    return Project.load(copy)


def test_a_clause_at_fault_is_not_told_as_a_list_too_short():
    def spoil(tree):
        tree["articles"] = [{"id": "own", "heading": "Le nôtre", "clauses": [
            {"id": "a", "level": "9", "force": "duty", "text": "Rien."}]}]

    with pytest.raises(SourceError) as wrong:
        project(spoil)
    assert [fault.code.id for fault in wrong.value.diagnostics] == ["SRC-015"]


def test_one_party_alone_is_told_how_many_are_needed():
    def alone(tree):
        del tree["parties"][1:]

    with pytest.raises(SourceError) as wrong:
        project(alone)
    (fault,) = (fault for fault in wrong.value.diagnostics if fault.code.id == "SRC-021")
    assert (fault.values["actual_length"], fault.values["min_length"]) == ("1", "2")
