"""The press release, composed: golden trees, parts and order of each language, nothing outside the catalogs."""

import functools
import re
from dataclasses import replace

import polib
import pytest

from dragoman import Project, SourceError
from dragoman.composers.press_release import SLOTS
from dragoman.document.nodes import (
    Blank,
    Contacts,
    Fact,
    Foreign,
    Heading,
    Items,
    LineBreak,
    Link,
    Particulars,
    Picture,
    Programme,
    Quote,
    SideBox,
    Text,
    Untranslated,
)
from dragoman.document.projection import plain
from dragoman.document.projection import project as read
from dragoman.document.walk import blocks, children, document_inlines, runs
from release_samples import PICTURE, STEM, TRANSLATIONS, load, write_catalogs, write_files
from samples import sample_picture

LANGUAGES = ("fr", "en", "ja")
CORRECTION = ("number:", "correction: { of: 2024-03-01, changes: la date de l’ouverture. }\nnumber:")
WITHDRAWAL = ("number:", "withdrawal: { of: 2024-03-01, notice: La mission n’aura pas lieu. }\nnumber:")
EMBARGO = (
    "embargo:\n  until: { at: 2024-03-06T14:30, zone: Europe/Paris }\n"
    "  newspapers: { text: 新聞は3月7日付朝刊から, language: ja }\n")
IMMEDIATE = (EMBARGO, "status: immediate\n")


@pytest.fixture(scope="session")
def edited(tmp_path_factory):
    """The sample project after edits of its release; the same edits are made once."""
    @functools.cache
    def project(*edits):
        return load(write_files(tmp_path_factory.mktemp("sample") / "p"), *edits)
    return project


@pytest.fixture(scope="session")
def sample(edited):
    return edited()


@pytest.fixture(scope="session")
def composed(edited):
    return lambda language, *edits: edited(*edits).compose(STEM, language=language)


def text(document):
    return "\n".join(line.text for line in read(document).body)


def slot(document, name):
    return next(one.blocks for one in document.slots if one.name == name)


def said(document, name):
    """What is printed in a slot, passage by passage."""
    return [plain(passage) for block in slot(document, name) for _, passage in runs(block)]


def only(document, kind):
    (found,) = [block for block in blocks(document) if isinstance(block, kind)]
    return found


# --- the example --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_as_it_was_last_read_by_eye(example, golden, language):
    document = example.compose("press-release", language=language)
    golden(f"press-release.{language}.draft.json", document.to_json())
    golden(f"press-release.{language}.draft.txt", example.write(document, "text").data.decode())


# --- order --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "first"), [
    ("fr", "embargo label dateline subtitle headline"),
    ("en", "embargo label release_status headline subtitle"),
    ("ja", "embargo label date addressee issuer headline subtitle"),
])
def test_each_language_has_its_own_order_of_parts(sample, language, first):
    rest = "notice lede key_figures body programme particulars end_mark notes links about contact"
    document = sample.compose("press_release", language=language)
    assert [one.name for one in document.slots] == [*first.split(), *rest.split()]
    assert [rule.name for rule in SLOTS[language]] == [one.name for one in document.slots]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_a_full_release_is_in_its_place(sample, language):
    document = sample.compose(STEM, language=language)
    empty = {"notice"} | ({"release_status"} if language == "en" else set())
    assert {one.name for one in document.slots if not one.blocks} == empty


def test_french_and_english_quote_after_the_second_paragraph(sample):
    for language in ("fr", "en"):
        told = [block.id for block in slot(sample.compose(STEM, language=language), "body")]
        assert told == [
            "sections.stand.heading", "sections.stand.text", "sections.stand.text.2", "quotes.president",
            "pictures.stand", "boxes.side", "sections.talks.heading", "sections.talks.text", "boxes.last"]


def test_japanese_quotes_at_the_end_of_the_story_under_a_heading(sample):
    told = [block.id for block in slot(sample.compose(STEM, language="ja"), "body")]
    assert told == [
        "sections.stand.heading", "sections.stand.text", "sections.stand.text.2", "pictures.stand", "boxes.side",
        "sections.talks.heading", "sections.talks.text", "boxes.last", "quotes.heading", "quotes.president"]


def test_a_story_of_one_paragraph_ends_with_its_quotes(composed):
    document = composed(
        "fr", ('{ id: stand, heading: Le stand, text: "Le stand ouvre.\\n\\nIl ferme le soir." }\n  - ', ""),
        ("why: [stand]", "why: []"),
        ("text: Une étape de plus., after: stand }", "text: Une étape de plus. }"),
        ('credit: "Photo : essai", after: stand }', 'credit: "Photo : essai" }'))
    assert [block.id for block in slot(document, "body")] == [
        "sections.talks.heading", "sections.talks.text", "pictures.stand", "boxes.side", "boxes.last",
        "quotes.president"]


def test_figures_are_written_as_each_language_writes_them(sample):
    written = {tag: text(sample.compose(STEM, language=tag)) for tag in LANGUAGES}
    for form in ("12,8\u00a0%", "472\u00a0M€", "3\u202f000", "du 5 au 13\u00a0mars"):
        assert form in written["fr"]
    for form in ("12.8%", "€472\u00a0million", "3,000", "from 5 to 13\u00a0March 2024"):
        assert form in written["en"]
    for form in ("12.8％", "4億7,200万ユーロ", "3,000", "2024年3月5日から13日まで"):
        assert form in written["ja"]


# --- status -------------------------------------------------------------------------------------------------------


def test_an_embargo_is_the_same_instant_in_the_zones_of_each_language(sample):
    lines = {tag: said(sample.compose(STEM, language=tag), "embargo") for tag in LANGUAGES}
    assert lines == {
        "fr": ["SOUS EMBARGO jusqu’au mercredi 6\u00a0mars 2024 à 14\u00a0h\u00a030 (heure de Paris)"],
        "en": ["EMBARGOED UNTIL 14:30 (Paris time), 13:30 (GMT), Wednesday 6\u00a0March 2024"],
        "ja": ["報道解禁日時：2024年3月6日（水）午後10時30分（日本時間）", "新聞は3月7日付朝刊から"]}


def test_an_embargo_stands_in_the_margin_of_every_page_and_before_the_title_of_the_file(sample):
    for language in LANGUAGES:
        document = sample.compose(STEM, language=language)
        embargo, *_ = said(document, "embargo")
        assert plain(document.furniture["embargo"]) == embargo
        title, headline = document.properties.title, said(document, "headline")[0]
        assert 0 <= title.find(embargo) < title.find(headline)


def test_without_zones_of_readers_an_embargo_keeps_its_own(tmp_path):
    folder = write_files(tmp_path / "p")
    path = folder / "house.yaml"
    path.write_text(path.read_text(encoding="utf-8").partition("zones:")[0], encoding="utf-8")
    document = load(folder).compose(STEM, language="ja")
    assert said(document, "embargo")[0].endswith("2024年3月6日（水）午後2時30分（パリ時間）")


def test_an_embargo_that_nobody_has_set_yet_is_a_blank_in_every_language(composed):
    unknown = ("{ at: 2024-03-06T14:30, zone: Europe/Paris }", "{ unknown: fin de l’embargo }")
    for language in LANGUAGES:
        document = composed(language, unknown)
        assert "release.embargo.until" in {blank.path for blank in document.blanks}
        assert [i for i in document.furniture["embargo"] if isinstance(i, Blank | Untranslated)]


def test_a_release_is_embargoed_or_for_immediate_release_and_only_english_says_the_latter(composed, sample):
    immediate = composed("en", IMMEDIATE)
    assert said(immediate, "release_status") == ["FOR IMMEDIATE RELEASE"]
    assert not slot(immediate, "embargo")
    assert "embargo" not in immediate.furniture
    assert immediate.properties.title == said(immediate, "headline")[0]
    assert not slot(sample.compose(STEM, language="en"), "release_status")


def test_a_number_stands_beside_the_label(sample, composed):
    labels = {tag: said(sample.compose(STEM, language=tag), "label") for tag in LANGUAGES}
    assert labels == {
        "fr": ["COMMUNIQUÉ DE PRESSE –\u00a0n°\u00a02024-012"], "en": ["PRESS RELEASE\u00a0– No. 2024-012"],
        "ja": ["プレスリリース\u3000第2024-012号"]}
    assert said(composed("fr", ('number: "2024-012"\n', "")), "label") == ["COMMUNIQUÉ DE PRESSE"]


def test_a_correction_says_first_which_release_it_replaces_and_under_its_title_what_changes(composed):
    document = composed("fr", IMMEDIATE, CORRECTION)
    assert said(document, "label") == [
        "COMMUNIQUÉ DE PRESSE –\u00a0n°\u00a02024-012",
        "COMMUNIQUÉ RECTIFICATIF –\u00a0annule et remplace le communiqué du 1er\u00a0mars 2024"]
    assert said(document, "notice") == ["Ce qui change\u00a0: la date de l’ouverture."]
    assert document.properties.title.startswith("RECTIFICATIF –\u00a0")
    assert slot(document, "lede")
    assert said(composed("ja", IMMEDIATE, CORRECTION), "label")[1] == "【訂正】2024年3月1日付プレスリリースの訂正"
    bare = composed("fr", IMMEDIATE, CORRECTION, ('number: "2024-012"\n', ""))
    assert len(said(bare, "label")) == 1


def test_the_title_of_an_embargoed_correction_says_both(composed):
    title = composed("fr", CORRECTION).properties.title
    assert title.index("SOUS EMBARGO") < title.index("RECTIFICATIF") < title.index("L’Institut d’Essai va")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withdrawn_release_prints_its_notice_in_place_of_its_story(composed, language):
    document = composed(language, IMMEDIATE, WITHDRAWAL)
    told = {one.name for one in document.slots if one.blocks}
    opening = {"fr": {"dateline"}, "en": set(), "ja": {"date", "addressee", "issuer"}}[language]
    assert told == {"label", "headline", "subtitle", "notice", "end_mark", "about", "contact"} | opening
    assert {fact.path for fact in document_inlines(document) if isinstance(fact, Fact)} >= {
        "release.date", "release.withdrawal.of"}


def test_a_withdrawn_release_is_neither_embargoed_nor_for_immediate_release(composed):
    for edits in ((IMMEDIATE, WITHDRAWAL), (WITHDRAWAL,)):
        document = composed("en", *edits)
        assert not slot(document, "embargo")
        assert not slot(document, "release_status")
        assert "embargo" not in document.furniture
    withdrawn = composed("fr", WITHDRAWAL)
    (headline,) = said(withdrawn, "headline")
    assert headline.startswith("Retrait du communiqué «\u00a0")
    assert withdrawn.properties.title == headline


def test_an_english_withdrawal_opens_with_place_and_date(composed):
    (notice,) = said(composed("en", IMMEDIATE, WITHDRAWAL), "notice")
    assert notice.replace("\u00a0", " ") == "TOULOUSE, 4 March 2024 – The mission will not take place."


def test_a_story_may_be_empty_only_when_it_is_withdrawn(tmp_path):
    with pytest.raises(SourceError, match="CMP-001"):
        without(tmp_path, f"{STEM}.lede").compose(STEM, language="ja")


# --- the story ----------------------------------------------------------------------------------------------------


def test_a_picture_knows_its_file_and_says_what_it_shows(sample):
    picture = only(sample.compose(STEM, language="en"), Picture)
    file = sample.sources.images[PICTURE]
    assert (picture.asset, picture.digest) == (PICTURE, file.digest)
    assert (picture.width, picture.height) == (sample_picture().width, sample_picture().height)
    assert plain(picture.alt) == "A blue square"
    assert plain(picture.caption) == "The stand"
    (credit,) = picture.credit
    assert credit.path == "release.pictures.stand.credit"
    assert isinstance(credit.children[0], Foreign)


def test_a_side_box_has_a_heading_of_the_third_level(sample):
    boxes = [b for b in blocks(sample.compose(STEM, language="ja")) if isinstance(b, SideBox)]
    assert [(box.heading.level, plain(box.heading.children)) for box in boxes] == [(3, "あわせて"), (3, "今後")]
    assert {paragraph.role for box in boxes for paragraph in box.paragraphs} == {"box_text"}


@pytest.mark.parametrize(("language", "roles"), [
    ("fr", "quote speaker office"), ("en", "quote speaker office"), ("ja", "office speaker quote"),
])
def test_the_speaker_stands_before_the_words_in_japanese_and_after_them_elsewhere(sample, language, roles):
    quote = only(sample.compose(STEM, language=language), Quote)
    assert [paragraph.role for paragraph in quote.paragraphs] == roles.split()


def test_a_quote_is_said_in_the_marks_of_its_language(sample):
    words = {
        tag: plain(next(p for p in only(sample.compose(STEM, language=tag), Quote).paragraphs if p.role == "quote")
                   .children) for tag in LANGUAGES}
    assert words == {
        "fr": "«\u00a0Une phrase d’essai.\u00a0»", "en": "“A test sentence.”", "ja": "「試験の文です。」"}


def test_a_quote_that_a_language_lacks_is_printed_as_it_was_said_and_stays_open(composed):
    line = "      ja: { text: 試験の文です。, approved: { by: J. Exemple, on: 2024-03-01 } }\n"
    document = composed("ja", (line, ""))
    (words,) = [p for p in only(document, Quote).paragraphs if p.role == "quote"]
    (marked,) = words.children
    assert isinstance(marked, Untranslated)
    assert marked.language == "fr"
    assert ("unapproved_quote", f"{STEM}.quotes.president") in {(o.kind, o.path) for o in document.openings}


def test_a_quote_that_nobody_has_approved_stays_open_in_its_language_alone(composed):
    edit = ("en: { text: A test sentence., approved: { by: J. Exemple, on: 2024-03-01 } }",
            "en: { text: A test sentence. }")
    open_in = [tag for tag in LANGUAGES if "unapproved_quote" in {o.kind for o in composed(tag, edit).openings}]
    assert open_in == ["en"]


# --- the end ------------------------------------------------------------------------------------------------------


def test_practical_facts_notes_and_links_stand_under_their_headings(sample):
    document = sample.compose(STEM, language="fr")
    assert said(document, "particulars")[0] == "Infos pratiques"
    assert [(plain(r.label), plain(r.text)) for r in only(document, Particulars).rows] == [
        ("Lieu", "Hall d’essai, Toulouse"), ("Accès", "Sur invitation")]
    assert said(document, "notes")[0] == "Notes aux rédactions"
    assert [plain(item.children) for item in only(document, Items).items] == [
        "Les chiffres sont d’essai.", "Le club est d’essai."]
    assert said(document, "links") == ["Liens", "En savoir plus\u00a0: example.org/essai?page=1"]


def test_a_link_leads_to_its_page_and_shows_the_address_without_its_scheme(sample):
    for language in LANGUAGES:
        (link,) = [i for i in document_inlines(sample.compose(STEM, language=language))
                   if isinstance(i, Link) and i.target.startswith("https:")]
        assert link.target == "https://example.org/essai?page=1"
        assert plain(link.children) == "example.org/essai?page=1"


def test_the_issuer_is_presented_under_its_name_as_each_language_inflects_it(sample):
    document = sample.compose(STEM, language="fr")
    assert said(document, "about") == ["À propos de l’Institut d’Essai", "L’institut est une maison d’essai."]


def test_contacts_are_called_and_written_to_by_a_click(sample):
    document = sample.compose(STEM, language="fr")
    first, second = only(document, Contacts).contacts
    assert plain(first.name) == "Paul Modèle"
    office, telephone, email = map(plain, first.lines)
    assert (office, email) == ("attaché de presse", "presse@example.org")
    assert telephone.startswith("Tél.\u00a0: ")
    targets = [i.target for i in document_inlines(document) if isinstance(i, Link)]
    assert targets == ["https://example.org/essai?page=1", "tel:+33500000000", "mailto:presse@example.org",
                       "mailto:anne@example.org"]
    assert [plain(line) for line in second.lines] == ["anne@example.org"]


def test_an_unknown_contact_is_one_blank_that_leads_nowhere(tmp_path):
    folder = write_files(tmp_path / "p")
    path = folder / "house.yaml"
    before, rest = path.read_text(encoding="utf-8").split("press_contacts:\n")
    after = rest[rest.index("about:"):]
    path.write_text(f"{before}press_contacts: {{ unknown: contact presse }}\n{after}", encoding="utf-8")
    (contact,) = only(load(folder).compose(STEM, language="fr"), Contacts).contacts
    assert plain(contact.name) == "[à compléter\u00a0: contact presse]"
    assert contact.lines == ()


def test_the_service_and_its_address_stand_line_by_line_beside_the_letterhead(sample):
    address = sample.compose(STEM, language="en").furniture["address"]
    assert plain(address) == "Press office\n1 rue de l’Essai\n31000 Toulouse"
    assert address[1] == LineBreak()


def test_the_japanese_press_is_told_who_else_is_served(sample):
    first, second = said(sample.compose(STEM, language="ja"), "addressee")
    assert (first, second) == ("報道関係各位", "同時配付先：試験記者クラブ")
    assert "試験記者クラブ" not in text(sample.compose(STEM, language="fr"))


# --- concordance --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edits", [(), (IMMEDIATE,), (CORRECTION,), (IMMEDIATE, WITHDRAWAL)])
def test_the_languages_of_a_full_release_agree(edited, edits):
    assert edited(*edits).concordance(STEM) == ()


OMITTED = (
    "subtitle", "sections.stand.heading", "sections.talks.text", "boxes.side.text", "quotes.president.office",
    "pictures.stand.caption", "particulars.where.text", "notes.club.text", "links.more.label")


@pytest.mark.parametrize("part", OMITTED)
def test_what_a_language_leaves_out_on_purpose_leaves_no_trace_and_agrees(tmp_path, sample, part):
    before = sample.compose(STEM, language="ja")
    project = without(tmp_path, f"{STEM}.{part}")
    document = project.compose(STEM, language="ja")
    assert all(passage for block in blocks(document) for name, passage in runs(block)
               if not name.endswith((".place", ".caption", ".credit")))
    assert len(read(document).body) < len(read(before).body)
    assert project.concordance(STEM) == ()


@pytest.mark.parametrize("group", ["particulars", "notes", "links"])
def test_a_group_with_nothing_left_in_it_loses_its_heading_too(tmp_path, group):
    project = without(tmp_path, *(key for key in TRANSLATIONS if key.startswith(f"{STEM}.{group}.")))
    assert slot(project.compose(STEM, language="ja"), group) == ()
    assert project.concordance(STEM) == ()


@pytest.mark.parametrize("part", ["headline", "boxes.side.heading", "pictures.stand.alt"])
def test_a_title_and_what_a_picture_shows_may_not_be_left_out(tmp_path, part):
    with pytest.raises(SourceError, match="EDN-003"):
        without(tmp_path, f"{STEM}.{part}").compose(STEM, language="ja")


def without(tmp_path, *keys):
    """The sample with some messages left out on purpose, in Japanese."""
    folder = write_files(tmp_path / "p")
    write_catalogs(folder)
    path = folder / "locales" / "ja" / "LC_MESSAGES" / "project.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    for entry in [entry for entry in catalog if entry.msgctxt in keys]:
        entry.msgstr, entry.tcomment = "", "Sans objet en japonais."
        entry.flags.append("x-omit")
    catalog.save()
    return Project.load(folder)


# --- facts and wording --------------------------------------------------------------------------------------------


def programme(document):
    return only(document, Programme)


def test_a_programme_prints_days_in_order_and_the_undated_last(tmp_path):
    folder = write_files(tmp_path / "p")
    path = folder / "mission.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("programme:\n", (
        "programme:\n  - { id: dinner, when: { from: 2024-03-05, to: 2024-03-06 }, event: Dîner }\n"
        "  - { id: visit, when: 2024-03-06, event: Visite }\n"
        "  - { id: toast, when: { at: 2024-03-05T19:00, zone: Asia/Tokyo }, event: Toast }\n")), encoding="utf-8")
    edits = ("programme: [opening, signing]", "programme: [signing, visit, dinner, toast, opening]")
    days = programme(load(folder, edits).compose(STEM, language="en")).days
    assert [[entry.id for entry in day.entries] for day in days] == [
        ["programme.opening.entry", "programme.toast.entry"], ["programme.visit.entry"], ["programme.dinner.entry"],
        ["programme.signing.entry"]]


def test_unknown_facts_are_blanks_and_the_same_in_every_language_but_for_the_place_that_japanese_does_not_print(
    composed,
):
    edits = (("date: 2024-03-04", "date: { unknown: date }"), ("place: toulouse", "place: { unknown: lieu }"))
    paths = {tag: {blank.path for blank in composed(tag, *edits).blanks} for tag in LANGUAGES}
    assert paths["fr"] == paths["en"] == {"release.date", "release.place"}
    assert paths["ja"] == {"release.date"}


def test_facts_given_for_one_composition_take_the_place_of_those_of_the_files(sample):
    document = sample.compose(STEM, language="fr", facts={"release.date": "2024-03-01"})
    assert said(document, "dateline") == ["Toulouse, le 1er\u00a0mars 2024"]
    assert document.properties.date == "2024-03-01"


def test_a_draft_in_japanese_says_so_after_its_title(sample):
    document = sample.compose(STEM, language="ja")
    (title,) = [block for block in blocks(document) if isinstance(block, Heading) and block.level == 1]
    assert title.children[-1] == Text("（案）", "common.draft_title")


def test_a_missing_translation_is_printed_in_french_and_marked(tmp_path):
    folder = write_files(tmp_path / "p")
    load(folder)
    path = folder / "locales" / "ja" / "LC_MESSAGES" / "project.po"
    path.write_text(path.read_text(encoding="utf-8").replace('msgstr "招待制"', 'msgstr ""'), encoding="utf-8")
    document = Project.load(folder).compose(STEM, language="ja")
    assert ("missing", f"{STEM}.particulars.access.text") in {(o.kind, o.path) for o in document.openings}
    assert "[FR]\u00a0Sur invitation" in text(document)


def test_a_name_without_a_form_is_printed_in_its_own_script_and_marked_foreign(tmp_path):
    folder = write_files(tmp_path / "p")
    path = folder / "names.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(
        "  ja: { name: トゥールーズ, attested: essai }\n", ""), encoding="utf-8")
    document = load(folder).compose(STEM, language="ja")
    assert Foreign("fr", (Text("Toulouse", ""),)) in list(document_inlines(document))
    assert "toulouse" in {o.path for o in document.openings if o.kind == "unchecked_name"}


def test_a_selection_with_an_unknown_gender_is_a_blank(composed):
    document = composed("fr", ('lede: "{institute:le} est', 'lede: "{institute:le}, {toulouse?venu|venue}, est'))
    assert "toulouse.gender" in {blank.path for blank in document.blanks}
    assert "[à compléter\u00a0: venu/venue]" in text(document)


def test_prose_that_varies_by_a_count_takes_the_form_of_its_number(composed):
    document = composed("fr", (
        "caption: somme des essais", 'caption: { one: "{jobs} seul", other: "{jobs} ensemble", by: jobs }'))
    assert "3\u202f000\u00a0emplois ensemble" in text(document)


def test_a_product_message_reworded_by_the_project_is_printed(composed):
    edit = ("kind: press_release\n", "kind: press_release\nwording:\n  press_release.end_mark: FIN\n")
    assert said(composed("fr", edit), "end_mark") == ["FIN"]
    assert ("fuzzy", "press_release.end_mark") in {(o.kind, o.path) for o in composed("ja", edit).openings}


# --- nothing outside the catalogs ---------------------------------------------------------------------------------


def wrapped(message):
    """The text of a message in a pseudo-locale: every paragraph of it in ⟦…⟧."""
    return "\n\n".join(f"⟦{paragraph}⟧" for paragraph in message.split("\n\n"))


@pytest.mark.parametrize("edits", [(), (IMMEDIATE, CORRECTION), (IMMEDIATE, WITHDRAWAL)])
def test_every_letter_outside_the_catalogs_is_a_fact_a_name_or_somebody_s_own_words(edited, edits):
    """In a language whose every message is wrapped in ⟦…⟧, what stands outside is a fact, a name or attested text."""
    project = edited(*edits)
    pseudo = Project(project.sources, PseudoCatalogs(project.catalogs))
    for language in LANGUAGES:
        document = pseudo.compose(STEM, language=language)
        passages = [*document.furniture.values()]
        for block in blocks(document):
            passages += [passage for _, passage in runs(_without_words(block))]
        for passage in passages:
            assert not re.search(r"\w", _outside(_marked(passage)))
        for words in (document.properties.title, document.properties.subject):
            assert not re.search(r"[^\W\d_]", _outside(_drop_facts(document, words)))


class PseudoCatalogs:
    def __init__(self, catalogs):
        self.catalogs = catalogs

    def lookup(self, message, language):
        entry = self.catalogs.lookup(message, language)
        return replace(entry, forms=tuple(wrapped(form) for form in entry.forms))

    def french(self, message):
        return tuple(wrapped(form) for form in self.catalogs.french(message))

    def position(self, key, language):
        return self.catalogs.position(key, language)


def _without_words(block):
    """A quote without what its speaker said."""
    if not isinstance(block, Quote):
        return block
    return replace(block, paragraphs=tuple(p for p in block.paragraphs if p.role != "quote"))


def _marked(passage):
    """The text of a passage with every fact, which may speak for itself, left out."""
    words = []
    for inline in passage:
        if isinstance(inline, Text):
            words.append(inline.text)
        elif isinstance(inline, Fact):
            continue
        else:
            words.append(_marked(children(inline)))
    return "".join(words)


def _drop_facts(document, words):
    for inline in document_inlines(document):
        if isinstance(inline, Fact):
            words = words.replace(plain((inline,)), "")
    return words


def _outside(words):
    depth, kept = 0, []
    for character in words:
        if character == "⟦":
            depth += 1
        elif character == "⟧":
            depth -= 1
        elif depth == 0:
            kept.append(character)
    assert depth == 0, words
    return "".join(kept)
