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

from dragoman.appearance.sandbox import StrictEnvironment
from dragoman.document import nodes
from dragoman.document.nodes import (
    Blank,
    Block,
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
    Programme,
    Ruby,
    RuledSpace,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.projection import project
from dragoman.errors import InternalError, TextError, WriteError
from dragoman.readback.docx import read_docx, verify_docx
from dragoman.text import gate
from dragoman.writers.docx import FURNITURE_ROLES, _slots, core_properties, write_docx
from dragoman.writers.docx_body import Body
from dragoman.writers.docx_runs import Runs
from samples import sample_release
from word_samples import BODY, LANGUAGES, W, look, members, shell, small, written


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
}


def test_the_tables_hold_every_member_of_the_unions() -> None:
    assert set(INLINES) == set(typing.get_args(nodes.Inline))
    assert set(BLOCKS) == set(typing.get_args(nodes.Block))


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
        document = small(
            Paragraph("p", "text", passage),
            Heading("h", 2, passage),
            Items("i", (Item("i.1", passage),)),
            Paragraph("q", "lede", (Strong(passage), Link("mailto:a@example.org", passage), Foreign("fr", passage))),
            KeyFigures("k", passage, (KeyFigure("k.1", passage, passage, passage),)),
            Programme(
                "g", text("g"), (passage, passage, passage), (Day("g.1", passage, (Entry("g.1.1", passage, passage),)),)
            ),
            language=language,
        )
    assert verify_docx(document, written(document)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["draft", "final"])
def test_a_whole_release_reads_back(language: LanguageTag, state: str) -> None:
    document = sample_release(language, state)
    assert verify_docx(document, written(document)) == ()


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
        Paragraph("p", "text", passage),
        Heading("h", 2, (Strong(passage), Foreign("ja", passage))),
        Paragraph("b", "text", (Blank(words, 1, passage), RuledSpace("x", passage))),
        KeyFigures("k", passage, (KeyFigure("k.1", passage, passage, passage),)),
        Programme(
            "g", text("g"), (passage, passage, passage), (Day("g.1", passage, (Entry("g.1.1", passage, passage),)),)
        ),
        furniture={"running_head": words, "letterhead": words},
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
@given(st.lists(st.text(max_size=60).filter(admitted), min_size=1, max_size=4))
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
            assert lang.get(f"{W}val") == lang.get(f"{W}eastAsia")


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
        assert b"framePr" not in final[name]
        assert len(list(etree.fromstring(final[name]))) == 1
    assert b"<w:tbl>" not in members(written(small()))[BODY]


# --- equal to docxtpl, and to itself ---------------------------------------------------------------------------


def canonical(name: str, content: bytes) -> bytes:
    return etree.tostring(etree.fromstring(content), method="c14n2") if name.endswith((".xml", ".rels")) else content


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["draft", "final"])
def test_the_compiled_shell_equals_docxtpl_member_by_member(language: LanguageTag, state: str) -> None:
    document, word = sample_release(language, state), shell(language)
    runs = Runs(look(language), word.styles.characters, language)
    furniture = {
        name: runs.passage(inlines, look(language).styles[FURNITURE_ROLES[name]])
        for name, inlines in document.furniture.items()
    }
    slots = _slots(document, word, Body(word, look(language), Runs(look(language), word.styles.characters, language)))
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
        "from samples import sample_release; from word_samples import written\n"
        "print(json.dumps([hashlib.sha256(written(sample_release(l))).hexdigest() for l in ('fr', 'en', 'ja')]))"
    )
    here = [hashlib.sha256(written(sample_release(language))).hexdigest() for language in LANGUAGES]
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


def test_the_shell_of_another_kind_is_refused() -> None:
    document = dataclasses.replace(small(), slots=(nodes.Slot("recitals", ()),))
    with pytest.raises(InternalError):
        write_docx(document, shell("fr"), look("fr"))
