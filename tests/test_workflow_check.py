"""What `check` and concordance say of a project."""

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import polib
import pytest

from convention_samples import project as convention_project
from dragoman import Project, SourceError
from dragoman.diagnostics import diagnostic
from dragoman.document.nodes import Items, Particulars, SideBox
from dragoman.errors import AppearanceError, ContentLost, WriteError
from dragoman.language import violations
from dragoman.language.document_rules import document_rules
from dragoman.readback.pdf_pages import NO_READER
from dragoman.workflow.check import NO_SOURCE, check_project
from dragoman.workflow.concordance import compare
from dragoman.workflow.typography_check import CODES
from release_samples import STEM, TRANSLATIONS, edit, load, write_catalogs, write_files

NOON = dt.datetime(2024, 3, 6, 12, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "p")


@pytest.fixture
def pages(monkeypatch):
    """Laying documents out takes long and is not what is asked: say how many pages they have."""
    counted = {"fr": 2, "en": 2, "ja": 2}
    monkeypatch.setattr(
        Project, "write", lambda self, document, form: SimpleNamespace(pages=counted[document.language]))
    return counted


@pytest.fixture
def check(folder, pages):
    """Check the sample after edits of its release: all findings, or those of a code."""
    def found(*edits, code=None, now=NOON):
        said = check_project(load(folder, *edits), now=now)
        return [one for one in said if code in (None, one.code.id)]
    return found


def place(folder, file, anchor):
    before, found, _ = (folder / file).read_text(encoding="utf-8").partition(anchor)
    assert found
    return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def translate(folder, key, language, text):
    path = folder / "locales" / language / "LC_MESSAGES" / "project.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    (entry,) = [entry for entry in catalog if entry.msgctxt == key]
    entry.msgstr = text
    catalog.save()


# --- facts and wording --------------------------------------------------------------------------------------------


def test_a_figure_whose_year_no_source_gives_is_a_note_and_one_without_source_a_warning(folder, check):
    edit(folder, "mission.yaml", 'share: { percent: 12.8, source: essai, as_of: "2023" }',
         "share: { percent: 12.8, source: essai }")
    edit(folder, "mission.yaml", 'EUR 472000000, source: essai, as_of: "2023" }', "EUR 472000000 }")
    found = check()
    (undated,) = [d for d in found if d.code.id == "CHK-002"]
    assert (undated.code.severity, undated.values["figures"]) == ("info", "share")
    assert [(d.code.severity, d.field) for d in found if d.code.id == "CHK-001"] == [("warning", "sum")]


def test_a_form_to_avoid_that_wording_has_typed_is_an_error_where_it_is_typed(folder, pages):
    edit(folder, "names.yaml", "ja: { name: トゥールーズ,", "ja: { name: トゥールーズ, avoid: [ツールーズ],")
    write_catalogs(folder)
    translate(folder, f"{STEM}.subtitle", "ja", "ツールーズ訪問")
    (found,) = [d for d in check_project(Project.load(folder)) if d.code.id == "CHK-004"]
    assert found.code.severity == "error"
    assert found.position.file.endswith("ja/LC_MESSAGES/project.po")


def test_a_reworded_product_message_is_flagged(check):
    (found,) = check(("kind: press_release\n", "kind: press_release\nwording:\n  press_release.end_mark: FIN\n"),
                     code="CHK-003")
    assert found.field == "press_release.end_mark"


def test_the_example_has_open_points_and_nothing_wrong(example, pages):
    severities = {d.code.severity for d in check_project(example)}
    assert severities == {"warning", "info"}


def test_a_point_that_is_open_in_several_languages_is_told_once_and_names_them(check):
    (found,) = check(("date: 2024-03-04", "date: { unknown: date de diffusion }"), code="OPN-002")
    assert found.field == "release.date"
    assert found.values["language"] == "fr, en, ja"


def test_a_point_is_told_once_whatever_its_place_in_each_edition_and_document(example, pages):
    found = check_project(example)
    addresses = [d for d in found if d.field == "house.address" and d.code.id == "OPN-002"]
    assert [d.values["language"] for d in addresses] == ["fr, en, ja"]


def test_a_point_that_is_open_in_one_language_names_it_alone(check):
    quote = "en: { text: A test sentence., approved: { by: J. Exemple, on: 2024-03-01 } }"
    (found,) = check((quote, "en: { text: A test sentence. }"), code="OPN-006")
    assert found.values["language"] == "en"


# --- the content of a release -------------------------------------------------------------------------------------


LIMITS = [
    ("fr", "headline", "é", 120, "CHK-006"),
    ("en", "headline", "word ", 15, "CHK-007"),
    ("ja", "headline", "字", 40, "CHK-006"),
    ("fr", "lede", "é", 400, "CHK-008"),
    ("en", "lede", "word – ", 50, "CHK-009"),
    ("ja", "lede", "字", 200, "CHK-008"),
]


@pytest.mark.parametrize(("language", "part", "unit", "limit", "code"), LIMITS)
@pytest.mark.parametrize("over", [0, 1])
@pytest.mark.usefixtures("pages")
def test_a_title_or_a_lede_above_the_limit_of_its_language_is_told_where_it_is_worded(
    folder, language, part, unit, limit, code, over,
):
    """The draft mark of a Japanese title and the dateline of an English lede are no words of theirs."""
    text = (unit * (limit + over)).strip(" –")
    said = {"headline": ["Titre", "Title", "題"], "lede": ["Chapeau", "Lede", "文"]}
    said[part][["fr", "en", "ja"].index(language)] = text
    project = worded(folder, said)
    found = [d for d in check_project(project) if d.code.id in ("CHK-006", "CHK-007", "CHK-008", "CHK-009")]
    assert [(d.code.id, d.values["count"], d.values["language"]) for d in found] == [
        (code, str(limit + 1), language)] * over
    file = f"{STEM}.yaml" if language == "fr" else f"{language}/LC_MESSAGES/project.po"
    assert all(d.position.file.endswith(file) for d in found)


def worded(folder, said):
    """The sample with another title and another lede, in three languages."""
    edit(folder, f"{STEM}.yaml", 'headline: "{institute:le} va à {toulouse}"', f"headline: {said['headline'][0]}")
    edit(folder, f"{STEM}.yaml", 'lede: "{institute:le} est à {toulouse} {mission.dates}."', f"lede: {said['lede'][0]}")
    write_catalogs(folder, {**TRANSLATIONS, **{f"{STEM}.{part}": tuple(texts[1:]) for part, texts in said.items()}})
    return Project.load(folder)


def test_a_french_body_outside_the_usual_length_is_a_note(check, folder):
    (found,) = check(code="CHK-010")
    assert (found.code.severity, found.values["count"]) == ("info", "53")
    assert str(found.position) == place(folder, f"{STEM}.yaml", "sections:")
    assert not check(("text: Les échanges suivent.", f"text: {'é' * 2000}"), code="CHK-010")


def test_each_question_that_is_not_answered_is_told(check):
    answers = (
        "answers:\n  who: [institute]\n  what: [headline]\n  when: [mission.dates]\n  where: [toulouse]\n"
        "  why: [stand]\n  how: [talks]\n")
    assert not check(code="CHK-011")
    found = check((answers, ""), code="CHK-011")
    assert [d.values["question"] for d in found] == sorted(["who", "what", "when", "where", "why", "how"])


def test_who_when_and_where_are_told_in_the_title_or_the_lede_of_every_language(folder, pages):
    said = {"headline": ["{institute:le} part", "{institute:the} leaves", "{institute}出発"],
            "lede": ["Destination : {toulouse}", "To {toulouse}", "{toulouse}へ"]}
    said = {part: [f'"{texts[0]}"', *texts[1:]] for part, texts in said.items()}
    (found,) = [d for d in check_project(worded(folder, said)) if d.code.id == "CHK-012"]
    assert (found.values["path"], found.values["language"]) == ("mission.dates", "fr, en, ja")
    assert str(found.position) == place(folder, f"{STEM}.yaml", "when: [mission.dates]")


def test_a_fact_that_one_language_alone_tells_late_names_it(folder, check):
    edit(folder, f"{STEM}.yaml", 'lede: "{institute:le} est à {toulouse} {mission.dates}."',
         'lede: { text: "{institute:le} est à {toulouse} {mission.dates}.", optional: [mission.dates] }')
    write_catalogs(folder)
    translate(folder, f"{STEM}.lede", "ja", "{institute}は{toulouse}を訪れます。")
    (found,) = [d for d in check_project(Project.load(folder)) if d.code.id == "CHK-012"]
    assert found.values["language"] == "ja"


def test_what_happens_is_told_in_the_title_the_subtitle_or_the_lede(check):
    assert not check(("what: [headline]", "what: [stand, lede]"), code="CHK-013")


def test_what_happens_told_in_a_section_alone_comes_late(check):
    (found,) = check(("what: [headline]", "what: [stand]"), code="CHK-013")
    assert found.values["question"] == "what"


FIGURE = "  - {{ id: {0}, fact: share, caption: part }}\n"


@pytest.mark.parametrize(("figures", "count"), [
    ("", None), ("key_figures:\n" + "".join(map(FIGURE.format, "abc")), "3"),
    ("key_figures:\n" + "".join(map(FIGURE.format, "abcd")), None),
    ("key_figures:\n" + "".join(map(FIGURE.format, "abcdef")), None),
    ("key_figures:\n" + "".join(map(FIGURE.format, "abcdefg")), "7"),
])
def test_key_figures_are_four_to_six_or_none(folder, check, figures, count):
    text = (folder / f"{STEM}.yaml").read_text(encoding="utf-8")
    start, end = text.index("key_figures:"), text.index("sections:")
    assert [d.values["count"] for d in check((text[start:end], figures), code="CHK-014")] == [count] * bool(count)


def test_a_programme_says_how_much_of_the_mission_it_shows_and_when_it_is_too_long(folder, check):
    assert not check(code="CHK-016")
    ids = [f"extra{n}" for n in range(11)]
    added = "".join(f"  - {{ id: {one}, when: unknown, event: Un rendez-vous }}\n" for one in [*ids, "unshown"])
    edit(folder, "mission.yaml", "programme:\n", f"programme:\n{added}")
    found = check(("programme: [opening, signing]", f"programme: [opening, signing, {', '.join(ids)}]"))
    (shown,) = [d for d in found if d.code.id == "CHK-016"]
    (long,) = [d for d in found if d.code.id == "CHK-015"]
    assert (shown.code.severity, dict(shown.values)) == ("info", {"count": "13", "known": "14"})
    assert (long.code.severity, dict(long.values)) == ("warning", {"count": "13", "limit": "12"})


@pytest.mark.parametrize(("hour", "minute", "past"), [(13, 29, False), (13, 30, True)])
def test_an_embargo_is_past_from_its_very_minute_in_its_own_zone(folder, check, hour, minute, past):
    found = check(code="CHK-017", now=dt.datetime(2024, 3, 6, hour, minute, tzinfo=dt.UTC))
    assert bool(found) is past
    if past:
        assert str(found[0].position) == place(folder, f"{STEM}.yaml", "until:")


def test_without_a_clock_no_embargo_is_past(check):
    assert not check(code="CHK-017", now=None)


def test_an_unknown_embargo_is_open_and_not_past(check):
    found = check(("{ at: 2024-03-06T14:30, zone: Europe/Paris }", "{ unknown: fin de l’embargo }"))
    assert "CHK-017" not in {d.code.id for d in found}
    assert "release.embargo.until" in {d.field for d in found if d.code.id == "OPN-002"}


def test_a_withdrawn_release_has_nothing_to_answer_for(check):
    found = check(("number:", "withdrawal: { of: 2024-03-01, notice: La mission n’aura pas lieu. }\nnumber:"),
                  ("who: [institute]", "who: []"))
    assert not [d for d in found if "CHK-006" <= d.code.id <= "CHK-017"]


# --- length -------------------------------------------------------------------------------------------------------


def test_more_than_two_pages_are_told_for_each_language_that_has_them(check, pages):
    pages.update(fr=3, en=2, ja=3)
    (found,) = check(code="CHK-018")
    assert (found.values["count"], found.values["language"]) == ("3", "fr, ja")
    assert found.position.file == f"{STEM}.yaml"


def test_the_pages_are_those_of_the_pdf(folder):
    edit(folder, "mission.yaml", "languages: [fr, en, ja]", "languages: [fr]")
    long = "\\n\\n".join(["Les échanges suivent leur cours et se prolongent. " * 20] * 12)
    project = load(folder, ("text: Les échanges suivent.", f'text: "{long}"'))
    pages = project.write(project.compose(STEM, language="fr"), "pdf").pages
    (found,) = [d for d in check_project(project) if d.code.id == "CHK-018"]
    assert (found.values["count"], found.values["language"]) == (str(pages), "fr")
    assert pages > 2


@pytest.mark.parametrize("error", [AppearanceError([diagnostic(NO_SOURCE)]), WriteError([diagnostic(NO_READER)])])
def test_where_a_library_or_a_face_is_lacking_the_pages_are_not_counted_and_nothing_fails(
    folder, monkeypatch, error,
):
    def refuse(self, document, form):
        raise error

    monkeypatch.setattr(Project, "write", refuse)
    found = check_project(load(folder))
    assert [(d.code.severity, d.values["language"]) for d in found if d.code.id == "CHK-019"] == [
        ("info", "fr, en, ja")]
    assert "CHK-018" not in {d.code.id for d in found}


def test_a_pdf_that_is_not_what_was_composed_is_told_as_what_it_is(folder, monkeypatch):
    def lose(self, document, form):
        raise ContentLost([diagnostic(NO_SOURCE, field="lost")])

    monkeypatch.setattr(Project, "write", lose)
    assert "lost" in {d.field for d in check_project(load(folder))}


# --- typography ---------------------------------------------------------------------------------------------------


def typographic(found):
    return {(d.code.id, d.values["language"], d.field) for d in found if d.code.id.startswith("TYP")}


CAPTION = f"{STEM}.pictures.stand.caption"


@pytest.mark.parametrize(("caption", "code"), [
    ("Le 1 mars", "TYP-007"), ("À 14:30", "TYP-008"), ("Le 5 Mars", "TYP-009"), ("Les REGIONS", "TYP-011"),
    ("La carte de Orange", "TYP-015"),
])
def test_a_broken_rule_is_told_by_its_number_where_the_words_stand(folder, check, caption, code):
    found = check(("caption: Le stand", f'caption: "{caption}"'))
    assert (code, "fr", CAPTION) in typographic(found)
    assert {str(d.position) for d in found if d.code.id == code} == {
        place(folder, f"{STEM}.yaml", f'caption: "{caption}"')}


def test_a_rule_broken_by_a_translation_is_told_in_its_catalog(folder, pages):
    write_catalogs(folder)
    translate(folder, f"{STEM}.subtitle", "en", "Trips from 5–13 March")
    (found,) = [d for d in check_project(Project.load(folder)) if d.code.id == "TYP-018"]
    assert found.position.file.endswith("en/LC_MESSAGES/project.po")
    assert found.field == f"{STEM}.subtitle"
    assert "from 5–13" in found.values["excerpt"]


def test_addresses_and_quotes_are_printed_as_they_are_given(check):
    found = check(
        ('page: "https://example.org/essai?page=1"', 'page: "https://example.org/essai?a=1;b=2:3"'),
        ("fr: { text: Une phrase d’essai.,", "fr: { text: Le 1 mars à 14:30.,"))
    assert typographic(found) == set()


def test_an_english_release_without_its_status_breaks_a_rule_of_the_whole(folder, pages):
    edit(folder, f"{STEM}.yaml", "embargo:\n  until: { at: 2024-03-06T14:30, zone: Europe/Paris }\n"
         "  newspapers: { text: 新聞は3月7日付朝刊から, language: ja }\n", "status: immediate\n")
    assert ("TYP-024", "en", STEM) not in typographic(check_project(load(folder)))
    (folder / "locales" / "en" / "LC_MESSAGES" / "project.po").unlink()
    edit(folder, f"{STEM}.yaml", "kind: press_release\n",
         "kind: press_release\nwording:\n  press_release.end_mark: FIN\n")
    assert ("TYP-024", "en", STEM) in typographic(check_project(load(folder)))


def test_a_convention_breaks_rules_of_the_whole_where_its_wording_departs_from_its_parties():
    def told(*changes, **more):
        return typographic(check_project(convention_project(*changes, **more)))

    stranger = {"recitals.craft.text": ("{party.region:the} helps;", "{party.region}と丁は支援している。")}
    assert told() == set()
    assert told(translations=stranger) == {("TYP-039", "ja", "convention")}
    signed = told(lambda tree: tree.update(wording={"convention.signatory": "Pour {party}"}))
    assert ("TYP-056", "fr", "convention") in signed


def test_every_rule_has_words_of_its_own():
    passages = {number for rules in violations._RULES.values() for number in rules}
    wholes = {
        number for language in ("fr", "en", "ja") for kind in ("press_release", "convention", "invitation")
        for number in document_rules(language, kind, None)}
    assert passages | wholes == set(CODES)


# --- concordance --------------------------------------------------------------------------------------------------


def test_a_fact_dropped_by_one_language_is_named_with_both(folder):
    write_catalogs(folder)
    translate(folder, f"{STEM}.particulars.where.text", "en", "Test hall")
    with pytest.raises(SourceError) as caught:
        Project.load(folder).concordance(STEM)
    (found,) = caught.value.diagnostics
    assert found.code.id == "EDN-004"
    assert found.values == {"path": "toulouse", "language": "en"}
    assert str(found.position.file).endswith("project.po")


PARTS = {
    "quotes.president": ("body", lambda block: block.id == "quotes.president"),
    "boxes.side": ("body", lambda block: isinstance(block, SideBox) and block.id == "boxes.side"),
    "pictures.stand": ("body", lambda block: block.id == "pictures.stand"),
    "particulars.access": ("particulars", lambda block: isinstance(block, Particulars)),
    "notes.club": ("notes", lambda block: isinstance(block, Items)),
    "links.more": ("links", lambda block: block.id == "links.more"),
    "contacts.second": ("contact", lambda block: block.id == "contacts"),
    "programme.signing.entry": ("programme", lambda block: block.id == "programme"),
    "key_figures.jobs": ("key_figures", lambda block: block.id == "key_figures"),
    "subtitle": ("subtitle", lambda block: True),
}


@pytest.mark.parametrize("part", PARTS)
def test_editions_that_have_not_the_same_parts_are_told_apart(folder, part):
    slot, lacking = PARTS[part]
    french = load(folder).edition(STEM, language="fr")
    slots = tuple(
        replace(one, blocks=tuple(block for block in one.blocks if not lacking(block))) if one.name == slot else one
        for one in french.document.slots)
    english = replace(french, document=replace(french.document, language="en", slots=slots), waived=frozenset())
    found = {one.values["path"]: one for one in compare({"fr": french, "en": english})}
    assert found[part].code.id == "CON-003"
    assert (found[part].values["present"], found[part].values["absent"]) == ("fr", "en")


def test_facts_and_blanks_that_one_edition_lacks_are_named(folder):
    french = load(folder, ("date: 2024-03-04", "date: { unknown: date }")).edition(STEM, language="fr")
    slots = tuple(slot for slot in french.document.slots if slot.name not in ("dateline", "particulars"))
    english = replace(french, document=replace(french.document, language="en", slots=slots), waived=frozenset())
    found = {(one.code.id, one.values["path"]) for one in compare({"fr": french, "en": english})}
    assert {("CON-002", "release.date"), ("CON-001", "release.place"), ("CON-003", "particulars.where")} <= found


def test_what_is_for_the_japanese_press_alone_is_missed_by_nobody_but_must_be_in_japanese(folder):
    project = load(folder)
    editions = project.editions(STEM)
    assert compare(editions) == ()
    assert {"release.also_served", "release.embargo.newspapers", "quotes.heading"} <= editions["fr"].waived
    assert not {"release.also_served", "quotes.heading"} & editions["ja"].waived


def test_a_fact_that_the_french_permits_to_drop_is_not_missed(folder):
    edit(folder, f"{STEM}.yaml", 'text: "Hall d’essai, {toulouse}"',
         'text: { text: "Hall d’essai, {toulouse}", optional: [toulouse] }')
    write_catalogs(folder)
    translate(folder, f"{STEM}.particulars.where.text", "en", "Test hall")
    assert Project.load(folder).concordance(STEM) == ()


def test_an_untranslated_passage_agrees_and_is_an_opening(folder):
    write_catalogs(folder)
    translate(folder, f"{STEM}.subtitle", "en", "")
    project = Project.load(folder)
    assert project.concordance(STEM) == ()
    openings = project.compose(STEM, language="en").openings
    assert f"{STEM}.subtitle" in {opening.path for opening in openings if opening.kind == "missing"}


def test_one_language_alone_always_agrees(folder):
    assert compare({"fr": load(folder).edition(STEM, language="fr")}) == ()
