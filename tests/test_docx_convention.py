"""A convention in Word: numbered by lists, anchored by id, its references fields, its notes Word's own."""

import dataclasses
import re

import pytest
from lxml import etree

from convention_documents import sample_convention
from dragoman.document.nodes import (
    Article,
    Clause,
    Digits,
    Document,
    LanguageTag,
    Paragraph,
    Reference,
    Slot,
    State,
    Text,
)
from dragoman.document.walk import blocks, document_inlines
from dragoman.errors import InternalError
from dragoman.readback.docx import read_docx, verify_docx
from dragoman.writers.docx_references import bookmark, list_number
from word_samples import BODY, LANGUAGES, W, legal_shell, members, small, written, written_convention

STATES: tuple[State, ...] = ("draft", "final")


def parts(language: LanguageTag) -> dict[str, etree._Element]:
    data = written_convention(sample_convention(language))
    return {name: etree.fromstring(part) for name, part in members(data).items() if name.endswith((".xml", ".rels"))}


def clauses(document: Document) -> list[Clause]:
    return [clause for block in blocks(document) if isinstance(block, Article) for clause in block.clauses]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_convention_reads_back(language: LanguageTag, state: State) -> None:
    document = sample_convention(language, state)
    assert verify_docx(document, written_convention(document)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_convention_gives_the_same_bytes(language: LanguageTag) -> None:
    assert written_convention(sample_convention(language)) == written_convention(sample_convention(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_articles_left_out_or_moved_renumber_by_the_lists_alone(language: LanguageTag) -> None:
    """The first article is dropped and the rest turned round: the lists count as the labels of the reading say."""
    found = read_docx(written_convention(turned(sample_convention(language))))
    numbers = [re.sub(r"\D", "", p.label) for p in found.passages if re.match("Article|第", p.label)]
    assert numbers == [str(number) for number in range(1, 11)]


def turned(document: Document) -> Document:
    slots = []
    for slot in document.slots:
        articles = [block for block in slot.blocks if isinstance(block, Article)]
        slots.append(Slot(slot.name, tuple(reversed(articles[1:]))) if articles else slot)
    return dataclasses.replace(document, slots=tuple(slots))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_clause_is_a_control_within_a_bookmark_at_the_level_of_the_body(language: LanguageTag) -> None:
    root = parts(language)[BODY]
    controls = {
        str(sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val")): sdt for sdt in root.iterfind(f"{W}body/{W}sdt")}
    for clause in clauses(sample_convention(language)):
        control = controls[clause.id]
        assert control.find(f"{W}sdtPr/{W}alias").get(f"{W}val") == clause.id
        before = control.getprevious()
        assert before is not None
        assert before.tag == f"{W}bookmarkStart"
        assert before.get(f"{W}name") == clause.id.replace("articles.", "clause_").replace(".", "_")
        after = control.getnext()
        assert after is not None
        assert after.tag == f"{W}bookmarkEnd"
        assert after.get(f"{W}id") == before.get(f"{W}id")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_anchors_share_a_number_or_a_name(language: LanguageTag) -> None:
    root = parts(language)[BODY]
    marks = [(mark.get(f"{W}id"), mark.get(f"{W}name")) for mark in root.iter(f"{W}bookmarkStart")]
    assert len({number for number, _ in marks}) == len({str(name).lower() for _, name in marks}) == len(marks) > 0
    controls = [number.get(f"{W}val") for number in root.iter(f"{W}id") if number.getparent().tag == f"{W}sdtPr"]
    assert len(set(controls)) == len(controls)


def test_a_bookmark_of_a_long_id_is_cut_and_still_its_own() -> None:
    names = [f"articles.communication_and_image_rights.use_of_marks_after_the_end_{n}" for n in range(2)]
    cut = [bookmark(name) for name in names]
    assert len(set(cut)) == 2
    assert all(len(name) <= 40 and re.fullmatch(r"\w+", name) for name in cut)


@pytest.mark.parametrize(
    ("label", "number"),
    [("Article 1er –", "Article 1er"), ("5.1", "5.1"), ("a)", "a)"), ("第5条\u3000", "第5条"), ("", "")])
def test_the_number_of_a_label_is_all_but_its_dash_or_space(label: str, number: str) -> None:
    assert list_number(label) == number


def fields(language: LanguageTag) -> list[tuple[str, str]]:
    reading = read_docx(written_convention(sample_convention(language)))
    return [(one.instruction, one.text) for one in reading.fields if "clause_" in one.instruction]


def test_a_field_holds_the_whole_number_of_a_list_where_the_words_do() -> None:
    assert ("REF clause_definitions_rule \\w \\t \\h", "2.1") in fields("fr")
    assert ("REF clause_definitions_rule_2 \\n \\h", "a)") in fields("fr")
    assert ("REF clause_definitions_rule_2 \\n \\h", "(a)") in fields("en")
    assert ("REF clause_definitions \\n \\h", "第2条") in fields("ja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_is_asked_for_the_number_of_what_it_has_read_only(language: LanguageTag) -> None:
    """Else it may print that the source of the reference was not found."""
    xml = members(written_convention(sample_convention(language)))[BODY].decode()
    asked = [(match.start(), match[1]) for match in re.finditer(r">\s*REF (\w+) ", xml)]
    assert asked
    assert [name for place, name in asked if xml.index(f'w:name="{name}"') > place] == []


def test_a_field_holds_the_figures_alone_where_the_words_are_others() -> None:
    assert ("clause_finance \\n \\t \\h", "4") in fields("fr")
    assert ("clause_definitions_rule_2 \\n \\t \\h", "1") in fields("ja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_article_and_a_first_paragraph_are_referred_to_in_plain_words(language: LanguageTag) -> None:
    document = sample_convention(language)
    for inline in document_inlines(document):
        if isinstance(inline, Reference):
            shown = [child.text for child in inline.children if isinstance(child, Digits)]
            assert "1er" not in shown
    assert not [text for _, text in fields("ja") if "項" in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_footnotes_stand_in_a_part_of_their_own_in_the_order_of_their_calls(language: LanguageTag) -> None:
    found = parts(language)
    called = [call.get(f"{W}id") for call in found[BODY].iter(f"{W}footnoteReference")]
    notes = {note.get(f"{W}id"): note for note in found["word/footnotes.xml"].iter(f"{W}footnote")}
    assert called == ["1", "2"]
    assert {"-1", "0", *called} == set(notes)
    assert all(notes[number].find(f".//{W}footnoteRef") is not None for number in called)
    related = {one.get("Target") for one in found["word/_rels/document.xml.rels"]}
    assert "footnotes.xml" in related


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_says_which_document_it_was_written_from(language: LanguageTag) -> None:
    document = sample_convention(language)
    said = read_docx(written_convention(document)).custom
    assert said == {"dragoman.document": document.digest, "dragoman.schema": "0"}


def test_a_release_has_no_properties_of_its_own() -> None:
    assert read_docx(written(small())).custom == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_signatures_stay_whole_and_with_the_text_before_them(language: LanguageTag) -> None:
    root = parts(language)[BODY]
    tables = {str(t.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val")): t for t in root.iter(f"{W}tbl")}
    table = tables["DragomanSignatures"]
    rows = table.findall(f"{W}tr")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert len(rows[0].findall(f"{W}tc")) == (1 if language == "ja" else 3)
    assert (len(rows) == 1) == (language != "ja")
    widths = {cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w") for cell in rows[0].iter(f"{W}tc")}
    assert len(widths) == 1
    before = table.getprevious()
    assert before is not None
    assert before.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "DragomanClosing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_lists_of_open_items_start_at_one_and_repeat_their_heading(language: LanguageTag) -> None:
    found = read_docx(written_convention(sample_convention(language)))
    numbers = [passage.label.strip() for passage in found.passages if re.fullmatch(r"\d\. ", passage.label)]
    assert numbers == ["1.", "2.", "3.", "4."] * 2
    boxes = [t for t in parts(language)[BODY].iter(f"{W}tbl")
             if t.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "DragomanOpenItems"]
    assert [box.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for box in boxes] == [True, True]


def test_a_table_of_an_annex_repeats_its_heads() -> None:
    table = next(t for t in parts("fr")[BODY].iter(f"{W}tbl")
                 if t.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "DragomanAnnexTable")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iterfind(f"{W}tr")] == [
        True, False, False, False]


def test_french_and_english_divide_words_and_japanese_does_not() -> None:
    switched = {
        language: members(legal_shell(language).docx)["word/settings.xml"].decode() for language in LANGUAGES}
    assert ['autoHyphenation w:val="1"' in switched[language] for language in LANGUAGES] == [True, True, False]


def test_a_shell_without_lists_of_articles_is_refused_by_name() -> None:
    article = Article("articles.a", "Article 1 –", (Text("Objet", ""),), ())
    with pytest.raises(InternalError, match="articles"):
        written(small(article))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slot_that_begins_a_page_begins_one(language: LanguageTag) -> None:
    """What stands below the whole list of open items stays on its page."""
    document = sample_convention(language)
    more = Paragraph("points.more", "text", (Text("below", ""),))
    longer = dataclasses.replace(document, slots=tuple(
        Slot(slot.name, (*slot.blocks, more)) if slot.name == "points" else slot for slot in document.slots))
    breaks = [members(written_convention(one))[BODY].count(b"<w:pageBreakBefore/>") for one in (document, longer)]
    assert breaks[0] == breaks[1] > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_to_write_on_is_drawn_with_spaces_that_no_end_of_line_swallows(language: LanguageTag) -> None:
    xml = members(written_convention(sample_convention(language)))[BODY].decode()
    rules = re.findall(r'<w:rStyle w:val="DragomanRule"/>(?:(?!</w:r>).)*<w:t[^>]*>([^<]*)</w:t>', xml)
    assert rules
    assert {character for rule in rules for character in rule} == {"\u00a0"}
