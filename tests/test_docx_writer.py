"""Every block and inline is written to Word so that others read it as it was composed."""

import concurrent.futures
import dataclasses
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingual_samples import edition
from convention_documents import sample_convention
from dragoman.appearance import shell as shell_module
from dragoman.appearance.sandbox import StrictEnvironment
from dragoman.appearance.shell import Shell
from dragoman.document import codec, nodes
from dragoman.document.nodes import (
    Blank,
    Block,
    Contact,
    Contacts,
    Day,
    Document,
    Entry,
    Fact,
    Foreign,
    Heading,
    Inline,
    Item,
    Items,
    KeyFigure,
    KeyFigures,
    LanguageTag,
    LineBreak,
    Link,
    PageCount,
    PageNumber,
    Paragraph,
    Particular,
    Particulars,
    Picture,
    Programme,
    Quote,
    Ruby,
    RuledSpace,
    SideBox,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.projection import project
from dragoman.errors import InternalError, TextError, WriteError
from dragoman.images import Image
from dragoman.readback.docx import read_docx, verify_docx
from dragoman.text import gate
from dragoman.writers.docx import _furniture, _slots, core_properties, write_docx
from dragoman.writers.docx_body import Body
from dragoman.writers.docx_runs import Runs
from samples import PICTURE, full_release, sample_picture, sample_release
from word_samples import (
    BODY,
    LANGUAGES,
    WP,
    W,
    look,
    members,
    opened,
    sample_logo,
    shell,
    shell_bytes,
    shell_with_logo,
    small,
    written,
)


def text(words: str) -> tuple[Text]:
    return (Text(words, "key"),)


INLINES: dict[type, Inline] = {
    Text: Text("un mot", "key"),
    Fact: Fact("a.b", "bare", (Text("5", ""), Superscript("e"), Ruby("太秦", "うずまさ"))),
    Foreign: Foreign("ja", text("頂上")),
    Strong: Strong((Text("fort ", ""), Superscript("er"), Foreign("en", text("bold")))),
    Superscript: Superscript("re"),
    Link: Link("https://example.org/a?b=1&c=%22#d", text("le site")),
    Blank: Blank("signing.date", 1, text("[à compléter : date]")),
    RuledSpace: RuledSpace("signing.place", text("lieu")),
    Untranslated: Untranslated(
        "k", "fr", (Text("pas ", "k"), Strong(text("traduit")), Blank("x", 2, text("[?]"))), "missing"
    ),
    Ruby: Ruby("太秦", "うずまさ"),
    LineBreak: LineBreak(),
    PageNumber: PageNumber(),
    PageCount: PageCount(),
}
FURNITURE_ONLY = (PageNumber, PageCount)

BLOCKS: dict[type, Block] = {
    Heading: Heading("h", 2, text("Un intertitre")),
    Paragraph: Paragraph("p", "text", text("Un paragraphe.")),
    KeyFigures: KeyFigures(
        "k",
        text("Chiffres & faits"),
        tuple(
            KeyFigure(f"k.{n}", text("environ ") if n % 2 else (), text(f"{n} %"), text(f"légende {n}"))
            for n in range(6)
        ),
    ),
    Programme: Programme(
        "g",
        text("Programme"),
        (text("Date"), text("Lieu"), text("Événement")),
        (
            Day("g.1", text("mardi"), (Entry("g.1.1", text("Tokyo"), text("un")), Entry("g.1.2", (), text("deux")))),
            Day("g.2", text("mercredi"), (Entry("g.2.1", (), text("trois")),)),
        ),
    ),
    Items: Items("i", (Item("i.1", text("premier")), Item("i.2", text("second")))),
    SideBox: SideBox(
        "b",
        Heading("b.h", 3, text("Encadré")),
        (Paragraph("b.1", "box_text", text("un")), Paragraph("b.2", "box_text", text("deux"))),
    ),
    Quote: Quote(
        "q",
        (
            Paragraph("q.1", "quote", text("« Une phrase. »")),
            Paragraph("q.2", "speaker", text("Carole Delga")),
            Paragraph("q.3", "office", text("présidente")),
        ),
    ),
    Picture: Picture(
        "s", PICTURE, sample_picture().digest, 600, 300, text("Un carré"), text("Le stand"), text("Photo : essai")
    ),
    Particulars: Particulars(
        "r",
        text("Infos pratiques"),
        (Particular("r.1", text("Lieu"), text("Toulouse")), Particular("r.2", text("Accès"), text("libre"))),
    ),
    Contacts: Contacts(
        "c",
        text("Contacts"),
        tuple(Contact(f"c.{n}", text(f"nom {n}"), (text(f"téléphone {n}"), text(f"courriel {n}"))) for n in range(3)),
    ),
}


def passage_blocks(passage: tuple[Inline, ...]) -> tuple[Block, ...]:
    """Every block that holds passages, with this one everywhere."""
    return (
        Paragraph("p", "text", passage),
        Heading("h", 2, passage),
        Items("i", (Item("i.1", passage),)),
        Paragraph("q", "lede", (Strong(passage), Link("mailto:a@example.org", passage), Foreign("fr", passage))),
        KeyFigures("k", passage, (KeyFigure("k.1", passage, passage, passage),)),
        Programme(
            "g", passage, (passage, passage, passage), (Day("g.1", passage, (Entry("g.1.1", passage, passage),)),)
        ),
        SideBox("b", Heading("b.h", 3, passage), (Paragraph("b.1", "box_text", passage),)),
        Quote("u", (Paragraph("u.1", "quote", passage), Paragraph("u.2", "speaker", passage))),
        Picture("s", PICTURE, sample_picture().digest, 600, 300, passage, passage, passage),
        Particulars("r", passage, (Particular("r.1", passage, passage),)),
        Contacts("c", passage, (Contact("c.1", passage, (passage, passage)), Contact("c.2", passage, (passage,)))),
    )


def test_the_tables_hold_every_member_of_the_unions() -> None:
    editions = (*map(sample_convention, LANGUAGES), edition("fr", "ja"))
    legal = list(codec.descend(tuple(document.slots for document in editions)))
    assert set(INLINES) | {type(node) for node in legal} >= set(typing.get_args(nodes.Inline))
    assert set(BLOCKS) | {type(node) for node in legal} >= set(typing.get_args(nodes.Block))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("block", BLOCKS.values(), ids=lambda block: type(block).__name__)
def test_every_block_reads_back(block: Block, language: LanguageTag) -> None:
    document = small(block, Paragraph("after", "text", text("suite")), language=language)
    assert verify_docx(document, written(document)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("inline", INLINES.values(), ids=lambda inline: type(inline).__name__)
def test_every_inline_reads_back_wherever_it_stands(inline: Inline, language: LanguageTag) -> None:
    if isinstance(inline, FURNITURE_ONLY):
        document = small(language=language)
        furniture = {**document.furniture, "page_label": (Text("p. ", ""), inline, Text(" fin", ""))}
        document = dataclasses.replace(document, furniture=furniture)
    else:
        passage = (Text("avant ", ""), inline, Text(" après", ""))
        document = small(*passage_blocks(passage), language=language)
    assert verify_docx(document, written(document)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["draft", "final"])
def test_a_whole_release_reads_back_with_and_without_a_logo(language: LanguageTag, state: str) -> None:
    for document in (sample_release(language, state), full_release(language, state)):
        assert verify_docx(document, written(document)) == ()
        assert verify_docx(document, written(document, shell_with_logo(language))) == ()


HOSTILE = {
    "markup": "a & b < c > d \"e\" 'f' <w:p/> </w:t>",
    "section end": "x ]]> y <![CDATA[ z ]]>",
    "comment": "<!-- perdu -->",
    "jinja": "{{ slots.body }} {% for %} {# note #} }} %}",
    "docxtpl": "{_{ a }_} {_% b %_} {_ { _} % _}",
    "entities": "&amp; &#38; &lt; &#95;",
    "compatibility ideograph": "神\ufa19神 﨑 髙",
    "variation": "葛\U000e0100 𠮷",
    "spaces": " deux  espaces, \u00a0fixe, \u202ffine, \u3000pleine ",
    "lines and tabs": "une\nligne\tet une tabulation\n\n",
    "long word": "é" * 5000,
    "combining": "e\u0301 q\u0307",
    "field": '" \\l HYPERLINK',
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_read_back_to_the_letter(words: str) -> None:
    passage = text(words)
    document = small(
        *passage_blocks(passage),
        Heading("h", 2, (Strong(passage), Foreign("ja", passage))),
        Paragraph("b", "text", (Blank(words, 1, passage), RuledSpace("x", passage))),
        furniture={"running_head": words, "letterhead": words, "address": words, "embargo": words},
    )
    properties = dataclasses.replace(document.properties, title=words.strip() or "x", author=words.strip() or "x")
    document = dataclasses.replace(document, properties=properties)
    data = written(document)
    assert read_docx(data).body == tuple(line.text for line in project(document).body)
    assert [d.field for d in verify_docx(document, data) if d.code.id != "RBD-007"] == []


def admitted(words: str) -> bool:
    try:
        return gate(words) == words
    except TextError:
        return False


@settings(max_examples=150, deadline=None, database=None, derandomize=True)
@given(st.lists(st.text(max_size=60).filter(admitted), min_size=1, max_size=4).filter(any))
def test_whatever_the_gate_admits_reads_back(pieces: list[str]) -> None:
    passage = tuple(Text(piece, "") if n % 2 else Strong(text(piece)) for n, piece in enumerate(pieces))
    document = small(Paragraph("p", "text", passage), Items("i", (Item("i.1", passage),)))
    assert read_docx(written(document)).body == tuple(line.text for line in project(document).body)


def test_the_title_of_the_file_is_escaped_once() -> None:
    document = small(Paragraph("p", "text", text("x")))
    document = dataclasses.replace(
        document, properties=dataclasses.replace(document.properties, title="Dupont & Fils <1>")
    )
    assert docx.Document(io.BytesIO(written(document))).core_properties.title == "Dupont & Fils <1>"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "\\\\server\\share",
        "ftp://example.org",
        'https://a" \\o "b',
        "https://a b",
    ],
)
def test_a_link_to_anything_but_the_web_mail_or_a_telephone_is_refused(target: str) -> None:
    with pytest.raises(WriteError) as caught:
        written(small(Paragraph("p", "text", (Link(target, text("x")),))))
    assert caught.value.diagnostics[0].values["target"].startswith(target[:4])


def test_a_character_that_xml_cannot_hold_never_reaches_a_file() -> None:
    for bad in ("\x00", "\ufffe", "\ud83d"):
        with pytest.raises(InternalError):
            written(small(Paragraph("p", "text", text(f"a{bad}b"))))


def test_a_role_that_the_shell_has_no_style_for_is_refused() -> None:
    with pytest.raises(InternalError):
        written(small(Paragraph("p", "addressee", text("x"))))


# --- what Word is told -----------------------------------------------------------------------------------------


def body(document: Document) -> etree._Element:
    return etree.fromstring(members(written(document))[BODY])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_run_states_its_language_for_both_scripts(language: LanguageTag) -> None:
    for name, content in members(written(sample_release(language))).items():
        if not re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name):
            continue
        for run in etree.fromstring(content).iter(f"{W}r"):
            lang = run.find(f"{W}rPr/{W}lang")
            assert lang is not None
            assert lang.get(f"{W}val")
            assert lang.get(f"{W}eastAsia") == "ja-JP"


def test_words_in_latin_script_within_japanese_are_english_as_word_has_them() -> None:
    runs = {
        "".join(run.itertext()): run.find(f"{W}rPr/{W}lang").attrib
        for language in LANGUAGES
        for run in body(sample_release(language, "final")).iter(f"{W}r")
    }
    found = {words[:8]: (tags[f"{W}val"], tags[f"{W}eastAsia"]) for words, tags in runs.items()}
    assert found["プレスリリース"] == found["頂上"] == ("en-GB", "ja-JP")
    assert found["COMMUNIQ"] == ("fr-FR", "ja-JP")
    assert found["Nihon e "] == ("ja-Latn", "ja-JP")


def test_a_blank_is_an_unlocked_control_that_carries_its_path() -> None:
    root = body(
        small(
            Paragraph(
                "p",
                "text",
                (
                    Blank("signing.date", 1, text("[date]")),
                    Blank("signing.date", 1, text("[date]")),
                    Blank("x" * 80, 2, text("[x]")),
                ),
            )
        )
    )
    controls = [control.find(f"{W}sdtPr") for control in root.iter(f"{W}sdt")]
    ids = [properties.find(f"{W}id").get(f"{W}val") for properties in controls]
    assert len(set(ids)) == 3
    tags = [properties.find(f"{W}tag").get(f"{W}val") for properties in controls]
    assert tags == ["signing.date", "signing.date", "x" * 64]
    assert all(properties.find(f"{W}showingPlcHdr") is not None for properties in controls)
    assert all(properties.find(f"{W}lock") is None for properties in controls)


def test_a_space_for_handwriting_has_its_label_behind_it_in_a_line_and_beneath_it_in_a_cell() -> None:
    space = (RuledSpace("signing.place", text("lieu")),)
    day = Day("g.1", text("mardi"), (Entry("g.1.1", space, text("x")),))
    programme = Programme("g", text("g"), (text("a"), text("b"), text("c")), (day,))
    root = body(small(Paragraph("p", "text", space), programme))
    rules = [run for run in root.iter(f"{W}r") if (style := run.find(f"{W}rPr/{W}rStyle")) is not None
             and style.get(f"{W}val") == "DragomanRule"]
    assert [rule.find(f"{W}br") is not None for rule in rules] == [False, True]
    assert len("".join(rules[0].itertext())) > 1.3 * len("".join(rules[1].itertext())), "a cell is narrow"


def test_the_programme_repeats_its_head_keeps_its_rows_and_prints_a_date_once() -> None:
    table = next(body(small(BLOCKS[Programme])).iter(f"{W}tbl"))
    rows = list(table.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    merges = [row.find(f"{W}tc/{W}tcPr/{W}vMerge") for row in rows]
    assert [None if merge is None else merge.get(f"{W}val") for merge in merges] == [None, "restart", "continue", None]
    ruled = [row.find(f"{W}tc/{W}tcPr/{W}tcBorders/{W}top") is not None for row in rows]
    assert ruled == [False, True, False, True], "a hairline above each day"
    widths = [int(column.get(f"{W}w", "")) for column in table.iter(f"{W}gridCol")]
    assert sum(widths) == shell("fr").slots["programme"].width


@pytest.mark.parametrize(("count", "rows", "columns"), [(1, 1, 1), (3, 1, 3), (4, 1, 4), (5, 2, 3), (6, 2, 3)])
def test_figures_stand_in_one_row_or_in_rows_of_three(count: int, rows: int, columns: int) -> None:
    figures = tuple(KeyFigure(f"k.{n}", (), text(str(n)), text("x")) for n in range(count))
    table = next(body(small(KeyFigures("k", text("Chiffres"), figures))).iter(f"{W}tbl"))
    assert len(list(table.iter(f"{W}tr"))) == rows
    assert len(list(table.iter(f"{W}gridCol"))) == columns
    assert all(len(list(row.iter(f"{W}tc"))) == columns for row in table.iter(f"{W}tr"))


def test_a_wide_figure_makes_all_of_its_panel_smaller() -> None:
    values = ("48", "12", "1,85\u00a0million", "9")
    figures = tuple(KeyFigure(f"k.{n}", (), text(value), text("x")) for n, value in enumerate(values))
    table = next(body(small(KeyFigures("k", text("Chiffres"), figures))).iter(f"{W}tbl"))
    styles = [cell.find(f"{W}p/{W}pPr/{W}pStyle").get(f"{W}val") for cell in table.iter(f"{W}tc")]
    assert styles == ["DragomanFigureSmall"] * 4


@pytest.mark.parametrize(("days", "kept"), [(6, 5), (7, 0)])
def test_a_short_programme_is_kept_whole_and_a_long_one_may_part_between_its_days(days: int, kept: int) -> None:
    head = (text("Date"), text("Lieu"), text("Événement"))
    block = Programme("p", text("x"), head, tuple(
        Day(f"d{n}", text("jour"), (Entry(f"e{n}", (), text("fait")),)) for n in range(days)))
    rows = list(next(body(small(block)).iter(f"{W}tbl")).iter(f"{W}tr"))[1:]
    assert sum(row.find(f".//{W}keepNext") is not None for row in rows) == kept


def test_two_tables_never_touch_since_word_would_join_them() -> None:
    root = body(small(BLOCKS[KeyFigures], BLOCKS[Programme], BLOCKS[KeyFigures]))
    for table in root.iter(f"{W}tbl"):
        following = table.getnext()
        assert following is not None
        assert following.tag == f"{W}p"


def test_each_list_starts_again_at_one() -> None:
    document = small(
        BLOCKS[Items], Paragraph("p", "text", text("entre")), dataclasses.replace(BLOCKS[Items], id="j"), BLOCKS[Items]
    )
    data = written(document)
    assert read_docx(data).body[1:] == (
        "1. premier",
        "2. second",
        "entre",
        "1. premier",
        "2. second",
        "1. premier",
        "2. second",
    )
    assert len(docx.Document(io.BytesIO(data)).part.numbering_part.element.num_lst) == 3


def test_a_document_without_a_date_states_none() -> None:
    draft, final = (members(written(sample_release("fr", state)))["docProps/core.xml"] for state in ("draft", "final"))
    assert b"dcterms:created" not in draft
    assert b"2024-03-05T00:00:00Z" in final


def test_what_is_absent_leaves_no_trace() -> None:
    final = members(written(sample_release("fr", "final")))
    for name in ("word/header1.xml", "word/header2.xml"):
        styles = {style.get(f"{W}val") for style in etree.fromstring(final[name]).iter(f"{W}pStyle")}
        assert not styles & {"DragomanDraftMark", "DragomanEmbargoLine", "DragomanAddress"}, "nor their frames"
        for cell in etree.fromstring(final[name]).iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p", "a cell ends with a paragraph"
    assert b"<w:tbl>" not in members(written(small()))[BODY]


def styled(*blocks: Block) -> list[tuple[str, bool]]:
    """The style of each paragraph of the body, and whether it is kept with the next by itself."""
    return [
        (p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), p.find(f"{W}pPr/{W}keepNext") is not None)
        for p in list(body(small(*blocks)).iter(f"{W}p"))[1:]
    ]


def test_a_side_box_is_paragraphs_in_one_frame_each_kept_with_the_next() -> None:
    box, text_style = "DragomanBoxHeading", "DragomanBoxText"
    assert styled(BLOCKS[SideBox]) == [(box, True), (text_style, True), (text_style, False)]
    styles = etree.fromstring(members(shell_bytes("fr"))["word/styles.xml"])
    found = [styles.find(f"{W}style[@{W}styleId='{name}']/{W}pPr/{W}pBdr") for name in (box, text_style)]
    frames = [{etree.QName(side).localname: dict(side.attrib) for side in frame} for frame in found]
    assert frames[0] == frames[1], "Word joins paragraphs only where their frames are the same"
    assert frames[0]["left"][f"{W}sz"] == "24", "a bar of three points"
    assert {side[f"{W}color"] for side in frames[0].values()} == {"1F3A5F", "F3F5F8"}


def test_an_empty_paragraph_parts_only_what_word_would_join() -> None:
    def spacers(*blocks: Block) -> int:
        return [style for style, _ in styled(*blocks)].count("DragomanSpacer")

    box, quote, after = BLOCKS[SideBox], BLOCKS[Quote], BLOCKS[Paragraph]
    assert spacers(box, box, BLOCKS[Heading]) == 1
    assert spacers(quote, quote, after) == 1
    assert spacers(quote, after, BLOCKS[Picture], box) == 0
    assert spacers(BLOCKS[Particulars], BLOCKS[Contacts]) == 2, "between two tables, and at the end"


def test_contacts_stand_in_two_columns_and_one_alone_in_paragraphs() -> None:
    several = BLOCKS[Contacts]
    table = next(body(small(several)).iter(f"{W}tbl"))
    rows = [[" ".join("".join(p.itertext()) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")]
    assert rows == [
        ["nom 0 téléphone 0 courriel 0", "nom 1 téléphone 1 courriel 1"], ["nom 2 téléphone 2 courriel 2", ""]]
    assert not list(table.iter(f"{W}tcBorders", f"{W}tblBorders"))
    alone = dataclasses.replace(several, contacts=several.contacts[:1])
    assert styled(alone) == [("DragomanContactName", False), *[("DragomanContactLine", False)] * 2]


def test_particulars_are_a_table_whose_first_column_is_its_head() -> None:
    table = next(body(small(BLOCKS[Particulars])).iter(f"{W}tbl"))
    assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Infos pratiques"
    assert not list(table.iter(f"{W}tcBorders", f"{W}tblBorders"))


# --- pictures --------------------------------------------------------------------------------------------------


def extents(*blocks: Block, images: dict[str, Image] | None = None) -> list[tuple[float, float]]:
    """The sizes of the pictures of a body, in millimetres."""
    data = write_docx(small(*blocks), shell("fr"), look("fr"), images or {PICTURE: sample_picture()})
    found = etree.fromstring(members(data)[BODY]).iter(f"{WP}extent")
    return [(int(e.get("cx", "")) / 36000, int(e.get("cy", "")) / 36000) for e in found]


def test_a_picture_keeps_its_own_size_within_the_text_and_ninety_millimetres_of_height() -> None:
    assert extents(BLOCKS[Picture]) == [(pytest.approx(158.75), pytest.approx(79.375))]
    wide, tall, tiny = sample_logo(1200, 300), sample_logo(600, 1200), sample_logo(10, 10)
    measure = look("fr").page.measure
    assert extents(BLOCKS[Picture], images={PICTURE: wide}) == [
        (pytest.approx(measure, abs=0.05), pytest.approx(measure / 4, abs=0.05))]
    assert extents(BLOCKS[Picture], images={PICTURE: tall}) == [(pytest.approx(45), pytest.approx(90))]
    assert extents(BLOCKS[Picture], images={PICTURE: tiny}) == [(pytest.approx(2.65, abs=0.01),) * 2]


def test_a_picture_is_packed_as_it_is_once_however_often_it_is_shown() -> None:
    again = dataclasses.replace(BLOCKS[Picture], id="again")
    data = written(small(BLOCKS[Picture], again))
    parts = members(data)
    assert [name for name in parts if "media" in name] == ["word/media/dragoman-1.png"]
    assert parts["word/media/dragoman-1.png"] == sample_picture().data
    assert b'Extension="png"' in parts["[Content_Types].xml"]
    opened_by_others = docx.Document(io.BytesIO(data))
    assert [shape.width for shape in opened_by_others.inline_shapes] == [600 * 9525] * 2
    numbers = [e.get("id") for e in etree.fromstring(parts[BODY]).iter(f"{WP}docPr")]
    assert len(set(numbers)) == 2


def test_a_picture_is_kept_with_its_caption() -> None:
    styles = etree.fromstring(members(shell_bytes("fr"))["word/styles.xml"])
    for name in ("DragomanPicture", "DragomanCaption"):
        assert styles.find(f"{W}style[@{W}styleId='{name}']/{W}pPr/{W}keepNext") is not None


def test_a_picture_that_is_not_at_hand_is_refused() -> None:
    with pytest.raises(InternalError) as caught:
        write_docx(small(BLOCKS[Picture]), shell("fr"), look("fr"))
    assert caught.value.diagnostics[0].values == {"asset": PICTURE}


# --- the letterhead --------------------------------------------------------------------------------------------


def first_header(word: Shell) -> etree._Element:
    return etree.fromstring(members(written(full_release("fr"), word))["word/header1.xml"])


def test_without_a_logo_the_name_stands_at_left_and_the_address_at_right() -> None:
    cells = ["".join(cell.itertext()) for cell in first_header(shell("fr")).iter(f"{W}tc")]
    assert [cell[:16] for cell in cells] == ["SOUS EMBARGO jus", "PROJET", "Région Occitanie", "1 rue de l’Essai"]


def test_a_logo_takes_the_place_of_the_name_and_the_name_the_line_above_the_address() -> None:
    header = first_header(shell_with_logo("fr"))
    *_, left, right = header.iter(f"{W}tc")
    assert "".join(left.itertext()) == ""
    lines = [("".join(p.itertext())[:16], p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")) for p in right.iter(f"{W}p")]
    assert lines == [("Région Occitanie", "DragomanAddress"), ("1 rue de l’Essai", "DragomanAddress")]
    assert right.find(f".//{W}rStyle").get(f"{W}val") == "DragomanStrong"


@pytest.mark.parametrize(
    ("size", "expected"), [((300, 240), (22.5, 18)), ((1000, 100), (60, 6)), ((20, 20), (5.29, 5.29))]
)
def test_a_logo_is_decoration_at_most_eighteen_millimetres_high_and_sixty_wide(
    size: tuple[int, int], expected: tuple[float, float]
) -> None:
    logo = sample_logo(*size)
    header = first_header(opened(shell_bytes("fr"), logo=logo))
    (extent,), (properties,) = header.iter(f"{WP}extent"), header.iter(f"{WP}docPr")
    found = int(extent.get("cx", "")) / 36000, int(extent.get("cy", "")) / 36000
    assert found == (pytest.approx(expected[0], abs=0.01), pytest.approx(expected[1], abs=0.01))
    assert properties.get("descr") == ""
    assert [e.get("val") for e in properties.iter("{*}decorative")] == ["1"]


def test_a_header_whose_furniture_lacks_keeps_what_word_cannot_do_without() -> None:
    document = dataclasses.replace(
        full_release("fr", "final"), furniture={"letterhead": text("Maison"), "running_head": text("Tête")}
    )
    for word in (shell("fr"), shell_with_logo("fr")):
        parts = members(written(document, word))
        for name in ("header1", "header2", "footer1", "footer2"):
            root = etree.fromstring(parts[f"word/{name}.xml"])
            assert all(container[-1].tag == f"{W}p" for container in (root, *root.iter(f"{W}tc")))
        assert b"DragomanDraftMark" not in parts["word/header1.xml"] + parts["word/header2.xml"]


# --- equal to docxtpl, and to itself ---------------------------------------------------------------------------


def canonical(name: str, content: bytes) -> bytes:
    return etree.tostring(etree.fromstring(content), method="c14n2") if name.endswith((".xml", ".rels")) else content


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["draft", "final"])
def test_the_compiled_shell_equals_docxtpl_member_by_member(language: LanguageTag, state: str) -> None:
    document, word = sample_release(language, state), shell(language)
    runs = Runs(look(language), word.styles.characters, language)
    furniture = _furniture(document, word, look(language), runs)
    slots = _slots(
        document, word, Body(word, look(language), Runs(look(language), word.styles.characters, language), {})
    )
    said = document.properties
    context = word.context(slots, furniture) | {
        "properties": {"title": said.title, "subject": said.subject, "author": said.author, "language": "x"}
    }
    template = DocxTemplate(io.BytesIO(word.docx))
    template.render(context, StrictEnvironment(), autoescape=True)
    buffer = io.BytesIO()
    template.save(buffer)
    theirs, ours = members(buffer.getvalue()), members(written(document))
    assert set(theirs) == set(ours)
    differing = [name for name in ours if canonical(name, ours[name]) != canonical(name, theirs[name])]
    assert differing == ["docProps/core.xml"], "docxtpl leaves out the dates and escapes twice"
    core = members(word.filled(slots, furniture, core_properties(said), 1))["docProps/core.xml"]
    assert core == ours["docProps/core.xml"]


def test_the_same_document_gives_the_same_bytes_in_any_zone_locale_and_hash_seed(tmp_path: Path) -> None:
    script = (
        "import hashlib, json, sys; sys.path.insert(0, sys.argv[1])\n"
        "from samples import full_release; from word_samples import shell_with_logo, written\n"
        "made = [written(full_release(l), shell_with_logo(l)) for l in ('fr', 'en', 'ja')]\n"
        "print(json.dumps([hashlib.sha256(data).hexdigest() for data in made]))"
    )
    made = [written(full_release(language), shell_with_logo(language)) for language in LANGUAGES]
    here = [hashlib.sha256(data).hexdigest() for data in made]
    for zone, seed, locale in (("Asia/Tokyo", "1", "C"), ("America/Los_Angeles", "4242", "fr_FR.UTF-8")):
        surroundings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale}
        done = subprocess.run(
            [sys.executable, "-c", script, Path(__file__).parent],
            check=True,
            capture_output=True,
            env=surroundings,
            cwd=tmp_path,
        )
        assert json.loads(done.stdout) == here


def test_one_shell_serves_several_threads() -> None:
    documents = [sample_release(language, state) for language in LANGUAGES for state in ("draft", "final")] * 8
    alone = [written(document) for document in documents[:6]] * 8
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert list(pool.map(written, documents)) == alone


def paragraphs(document: docx.document.Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            seen = set()
            for cell in (cell for row in block.rows for cell in row.cells):
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    yield from (paragraph.text for paragraph in cell.paragraphs)
        else:
            yield block.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_python_docx_sees_the_same_paragraphs(language: LanguageTag) -> None:
    """It reads neither content controls nor rubies nor automatic numbers, so a final without them is compared."""
    document = sample_release(language, "final")
    opened = docx.Document(io.BytesIO(written(document)))
    seen = [line for line in paragraphs(opened) if line]
    expected = [
        re.sub(r"^\d\. ", "", line.text) if ".notes." in line.id else line.text.replace("太秦", "")
        for line in project(document).body
    ]
    assert seen == expected
    assert opened.core_properties.title == document.properties.title


def test_the_writer_keeps_no_state_between_documents() -> None:
    first = written(sample_release("fr"))
    written(sample_release("en"))
    written(small(BLOCKS[Items], BLOCKS[Items]))
    assert written(sample_release("fr")) == first


def test_more_headers_and_footers_than_a_shell_keeps_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell_module, "_OUTSIDES", 2)
    used = opened(shell_bytes("fr"), "fr")
    document = sample_release("fr")
    documents = [
        dataclasses.replace(document, furniture={**document.furniture, "footer_line": (Text(f"pied {number}", ""),)})
        for number in range(4)]
    made = [written(one, used) for one in (*documents, *reversed(documents))]
    assert made[:4] == made[4:][::-1]
    assert made[:4] == [written(one, opened(shell_bytes("fr"), "fr")) for one in documents]
    assert all(verify_docx(one, data) == () for one, data in zip(documents, made, strict=False))
    assert len(used._outside) == 2


def test_the_shell_of_another_kind_is_refused() -> None:
    document = dataclasses.replace(small(), slots=(nodes.Slot("recitals", ()),))
    with pytest.raises(InternalError):
        write_docx(document, shell("fr"), look("fr"))
