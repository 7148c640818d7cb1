"""The press release, composed: golden trees, parts and order of each language, nothing outside the catalogs."""

import re
from dataclasses import replace

import polib
import pytest

from dragoman import Project, SourceError
from dragoman.document.nodes import Fact, Foreign, Heading, Link, Programme, Text, Untranslated
from dragoman.document.projection import plain
from dragoman.document.projection import project as read
from dragoman.document.walk import blocks, children, document_inlines, runs

LANGUAGES = ("fr", "en", "ja")
KNOWN = {"release.date": "2024-03-04", "release.place": "toulouse"}


def text(document):
    return "\n".join(line.text for line in read(document).body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_as_it_was_last_read_by_eye(example, golden, language):
    document = example.compose("press-release", language=language)
    golden(f"press-release.{language}.draft.json", document.to_json())
    golden(f"press-release.{language}.draft.txt", example.write(document, "text").data.decode())


@pytest.mark.parametrize(("language", "slots"), [
    ("fr", "label dateline headline lede key_figures body programme end_mark contact"),
    ("en", "label release_status headline lede key_figures body programme end_mark contact"),
    ("ja", "label date addressee issuer headline lede key_figures body programme end_mark contact"),
])
def test_each_language_has_its_own_order_of_parts(example, language, slots):
    document = example.compose("press_release", language=language)
    assert [slot.name for slot in document.slots] == slots.split()


def test_figures_are_written_as_each_language_writes_them(example):
    said = {tag: text(example.compose("press-release", language=tag)) for tag in LANGUAGES}
    for form in ("12,8\u00a0%", "472\u00a0M€", "environ\u00a030", "3\u202f000\u00a0emplois", "du 5 au 13\u00a0mars"):
        assert form in said["fr"]
    for form in ("12.8%", "€472\u00a0million", "around\u00a030", "3,000", "from 5 to 13\u00a0March 2024"):
        assert form in said["en"]
    for form in ("12.8％", "4億7,200万ユーロ", "約30", "3,000人の雇用", "2024年3月5日から13日まで"):
        assert form in said["ja"]


def test_a_programme_prints_days_in_order_and_the_undated_last(copy, edit):
    edit("mission.yaml", "when: 2024-03-05", "when: 2024-03-07")
    document = Project.load(copy).compose("press-release", language="en")
    (programme,) = [block for block in blocks(document) if isinstance(block, Programme)]
    assert [day.entries[0].id for day in programme.days] == [
        "programme.jaxa.entry", "programme.foodex.entry", "programme.signing.entry"]


def test_a_day_is_printed_once_for_all_its_entries(copy, edit):
    edit("mission.yaml", "when: 2024-03-05", "when: 2024-03-06")
    document = Project.load(copy).compose("press-release", language="ja")
    (programme,) = [block for block in blocks(document) if isinstance(block, Programme)]
    assert [len(day.entries) for day in programme.days] == [2, 1]


def test_known_facts_take_the_place_of_blanks_in_every_language(example):
    datelines = {
        "fr": "Toulouse, le 4\u00a0mars 2024", "en": "Toulouse, 4\u00a0March 2024 – The", "ja": "2024年3月4日"}
    for tag, dateline in datelines.items():
        document = example.compose("press-release", language=tag, facts=KNOWN)
        assert dateline in text(document).replace("\u00a0–", " –")
        assert document.properties.date == "2024-03-04"
        assert not any(blank.path.startswith("release.") for blank in document.blanks)


def test_a_known_press_contact_is_printed_with_links(example):
    contact = {"name": "Jeanne Exemple", "telephone": "+33 5 00 00 00 00", "email": "presse@example.org"}
    document = example.compose("press-release", language="fr", facts={"house.press_contact": contact})
    links = [inline.target for inline in document_inlines(document) if isinstance(inline, Link)]
    assert links == ["tel:+33500000000", "mailto:presse@example.org"]
    assert "Jeanne Exemple" in text(document)


def test_blanks_are_the_same_in_every_language_but_for_the_place_that_japanese_does_not_print(example):
    paths = {tag: {b.path for b in example.compose("press-release", language=tag).blanks} for tag in LANGUAGES}
    assert paths["fr"] == paths["en"]
    assert paths["fr"] - paths["ja"] == {"release.place"}
    assert paths["ja"] <= paths["fr"]


def test_a_draft_in_japanese_says_so_after_its_title(example):
    document = example.compose("press-release", language="ja")
    (title,) = [block for block in blocks(document) if isinstance(block, Heading) and block.level == 1]
    assert title.children[-1] == Text("（案）", "common.draft_title")


def test_a_missing_translation_is_printed_in_french_and_marked(copy, edit):
    edit("locales/ja/LC_MESSAGES/project.po", 'msgstr "会談場所"', 'msgstr ""')
    document = Project.load(copy).compose("press-release", language="ja")
    assert ("missing", "mission.programme.jaxa.place.unknown") in {(o.kind, o.path) for o in document.openings}
    (untranslated,) = [i for i in document_inlines(document) if isinstance(i, Untranslated)]
    assert untranslated.language == "fr"
    assert "[FR]\u00a0lieu de la rencontre" in text(document)


def test_a_name_without_a_form_is_printed_in_its_own_script_and_marked_foreign(copy, edit):
    edit("names.yaml", "  ja: { name: トゥールーズ }\n", "")
    document = Project.load(copy).compose("press-release", language="ja")
    assert Foreign("fr", (Text("Toulouse", ""),)) in list(document_inlines(document))
    assert "toulouse" in {o.path for o in document.openings if o.kind == "unchecked_name"}


def test_a_selection_with_an_unknown_gender_is_a_blank(copy, edit):
    edit("press-release.yaml", "sa présidente, {president},", "{president}, {tokyo?venu|venue},")
    document = Project.load(copy).compose("press-release", language="fr")
    assert "tokyo.gender" in {blank.path for blank in document.blanks}
    assert "[à compléter\u00a0: venu/venue]" in text(document)


def test_prose_that_varies_by_a_count_takes_the_form_of_its_number(copy, edit):
    edit("press-release.yaml", 'caption: "excédent commercial {occitanie:de}"',
         'caption: { one: "{jobs} seul", other: "{jobs} ensemble", by: jobs }')
    assert "3\u202f000\u00a0emplois ensemble" in text(Project.load(copy).compose("press-release", language="fr"))


def test_a_product_message_reworded_by_the_project_is_printed(copy, edit):
    edit("press-release.yaml", "kind: press_release\n",
         "kind: press_release\nwording:\n  press_release.label: COMMUNIQUÉ\n")
    assert text(Project.load(copy).compose("press-release", language="fr")).startswith("COMMUNIQUÉ\n")
    japanese = Project.load(copy).compose("press-release", language="ja")
    assert ("fuzzy", "press_release.label") in {(o.kind, o.path) for o in japanese.openings}


def omit(folder, key):
    """Leave a message out on purpose, in English."""
    path = folder / "locales" / "en" / "LC_MESSAGES" / "project.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    (entry,) = [e for e in catalog if e.msgctxt == key]
    entry.msgstr, entry.tcomment = "", "Sans objet en anglais."
    entry.flags.append("x-omit")
    catalog.save()


def test_what_a_language_leaves_out_on_purpose_leaves_no_trace_but_the_title_must_stay(copy):
    for key in ("press-release.lede", "press-release.sections.space.heading"):
        omit(copy, key)
    document = Project.load(copy).compose("press-release", language="en")
    ids = [block.id for block in blocks(document)]
    assert "sections.space.heading" not in ids
    assert "sections.space.text" in ids
    assert "[to be completed: release date] –" in text(document).replace("\u00a0", " ")
    omit(copy, "press-release.headline")
    with pytest.raises(SourceError, match="EDN-003"):
        Project.load(copy).compose("press-release", language="en")


def wrapped(message):
    """The text of a message in a pseudo-locale: every paragraph of it in ⟦…⟧."""
    return f"⟦{message}⟧"


def test_every_letter_outside_the_catalogs_is_a_fact_or_a_name(example):
    """In a language whose every message is wrapped in ⟦…⟧, what stands outside is a fact, a name or attested text."""
    pseudo = Project(example.sources, PseudoCatalogs(example.catalogs))
    for language in LANGUAGES:
        document = pseudo.compose("press-release", language=language)
        passages = [*document.furniture.values()]
        for block in blocks(document):
            passages += [passage for _, passage in runs(block)]
        for passage in passages:
            assert not re.search(r"\w", _outside(_marked(passage)))
        for said in (document.properties.title, document.properties.subject):
            assert not re.search(r"[^\W\d_]", _outside(_drop_facts(document, said)))


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


def _marked(passage):
    """The text of a passage with every fact, which may speak for itself, left out."""
    said = []
    for inline in passage:
        if isinstance(inline, Text):
            said.append(inline.text)
        elif isinstance(inline, Fact):
            continue
        else:
            said.append(_marked(children(inline)))
    return "".join(said)


def _drop_facts(document, said):
    for inline in document_inlines(document):
        if isinstance(inline, Fact):
            said = said.replace(plain((inline,)), "")
    return said


def _outside(said):
    depth, kept = 0, []
    for character in said:
        if character == "⟦":
            depth += 1
        elif character == "⟧":
            depth -= 1
        elif depth == 0:
            kept.append(character)
    assert depth == 0, said
    return "".join(kept)
