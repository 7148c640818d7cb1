"""The convention as markup: what each block becomes, and the web page with its read-back."""

import functools
import re

import lxml.html
import pytest

from convention_documents import LANGUAGES, sample_convention
from dragoman.appearance.look import Look, read_look
from dragoman.document.nodes import (
    Annex,
    Article,
    Block,
    Clause,
    OpenItem,
    OpenItems,
    Recital,
    Signature,
    SignatureLine,
    Signatures,
    Table,
)
from dragoman.document.projection import project
from dragoman.readback.html import verify_html
from dragoman.resources import folder
from dragoman.writers.html import fragments
from dragoman.writers.html_legal import LegalBlock, signing_spaces
from dragoman.writers.webpage import write_html
from page_samples import text
from test_html_fragments import LEGAL_BLOCKS, WORDS, fragment

HTML = "a &amp; &lt;b&gt;"
BLOCKS: dict[type[LegalBlock], tuple[Block, str]] = {
    Recital: (Recital("r", "(A)", WORDS), f'<p class="recital"><span class="number">(A) </span>{HTML}</p>'),
    Article: (
        Article("articles.a", "Article 1er –", WORDS, (
            Clause("articles.a.b", 1, "1.1", "duty", WORDS), Clause("articles.a.c", 2, "a)", "statement", WORDS))),
        (f'<h2 class="article" id="articles.a">Article 1<sup>er</sup> – {HTML}</h2>\n'
        f'<p class="clause_1 kept" id="articles.a.b"><span class="number">1.1 </span>{HTML}</p>\n'
        f'<p class="clause_2" id="articles.a.c"><span class="number">a) </span>{HTML}</p>')),
    Clause: (
        Clause("articles.a.b", 2, "a)", "duty", WORDS),
        f'<p class="clause_2" id="articles.a.b"><span class="number">a) </span>{HTML}</p>'),
    Annex: (Annex("annexes.a", "Annexe 1 –", WORDS), f'<h2 class="annex" id="annexes.a">Annexe 1 – {HTML}</h2>'),
    Table: (
        Table("t", (text("Lieux"),), ((text("Lieu"),), WORDS), (((text("un"),), ()),)),
        ('<table class="annex_table"><caption>Lieux</caption><thead><tr><th scope="col" class="table_head">Lieu</th>'
        f'<th scope="col" class="table_head">{HTML}</th></tr></thead><tbody><tr><td class="table_cell">un</td>'
        '<td class="table_cell"></td></tr></tbody></table>')),
    Signatures: (
        Signatures("s", (text('Les "signatures"'),), (
            Signature("s.1", (text("Pour"),), (
                SignatureLine("s.1.sign", (text("Signature"),), (), 25), SignatureLine("s.1.name", (), WORDS))),)),
        ('<ul class="signatures parties-1" aria-label="Les &quot;signatures&quot;"><li>'
        '<p class="signature_party signature_row_0">Pour</p><div class="signature_line signature_row_1">'
        '<p class="signature_label">Signature</p><div class="signing space-25"></div></div>'
        f'<div class="signature_line signature_row_2"><p class="signature_text">{HTML}</p></div></li></ul>')),
    OpenItems: (
        OpenItems("o", (text("Points"),), (OpenItem(3, WORDS, (text("ici"),)), OpenItem(5, WORDS, ())), (text("+ 2"),)),
        ('<div class="open_items"><h2 class="open_items_heading">Points</h2><ul class="open_items_list" '
        f'aria-label="Points"><li><p class="open_item"><span class="number">3. </span>{HTML}</p>'
        '<p class="open_item_where">ici</p></li><li><p class="open_item"><span class="number">5. </span>'
        f"{HTML}</p></li>"
        '</ul><p class="open_items_more">+ 2</p></div>')),
}


@pytest.mark.parametrize("kind", sorted(LEGAL_BLOCKS, key=lambda kind: kind.__name__))
def test_every_block_of_a_convention_has_its_markup(kind: type[LegalBlock]) -> None:
    block, expected = BLOCKS[kind]
    assert fragment("fr", block) == expected


def test_a_japanese_article_bears_its_number_in_its_first_clause() -> None:
    numbers = ("第1条\u3000", "2\u3000")
    clauses = tuple(Clause(f"articles.a.{number}", 1, number, "duty", WORDS) for number in numbers)
    markup = fragment("ja", Article("articles.a", "", (text("（目的）"),), clauses))
    assert re.findall('<p class="(.*?)".*?<span class="number">(.*?)</span>', markup) == [
        ("clause_opening", "第1条\u3000"), ("clause_1", "2\u3000")]


def test_the_height_of_a_space_to_sign_on_is_the_document_s() -> None:
    assert signing_spaces(sample_convention("fr")) == ".space-25{height:25mm}"


# --- the web page ----------------------------------------------------------------------------------------------


@functools.cache
def look(language: str) -> Look:
    return read_look(folder("templates") / "look.toml", "convention", language)


@functools.cache
def page(language: str, state: str = "draft") -> str:
    return write_html(sample_convention(language, state), look(language), {}).decode()


@pytest.mark.parametrize("state", ["draft", "final"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_convention_reads_back_as_composed(language: str, state: str) -> None:
    assert verify_html(sample_convention(language, state), page(language, state).encode()) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_reader_finds_the_words_in_their_order(language: str) -> None:
    main = lxml.html.fromstring(page(language)).find(".//main")
    for beside in main.xpath(".//rt | .//rp"):
        beside.text = ""
    found, place = re.sub(r"\s", "", main.text_content()), 0
    for line in project(sample_convention(language)).body:
        place = found.find(re.sub(r"\s", "", line.text), place)
        assert place >= 0, line


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reference_leads_to_an_anchor_that_stands_once(language: str) -> None:
    root = lxml.html.fromstring(page(language))
    anchors = root.xpath("//@id")
    targets = [target.removeprefix("#") for target in root.xpath("//a[@class='reference']/@href")]
    assert len(anchors) == len(set(anchors))
    assert len(targets) > 8
    assert set(targets) <= set(anchors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_of_the_markup_has_a_rule(language: str) -> None:
    sheet = page(language).partition("</style>")[0]
    made = page(language).partition("</style>")[2] + "".join(
        fragments(sample_convention(language), look(language)).values())
    used = {name for names in re.findall(r'class="([^"]+)"', made) for name in names.split()}
    unstyled = {name for name in used if not re.search(rf"\.{name}\b", sheet)}
    assert unstyled <= {"convention", "draft", "note"} | {name for name in used if name.startswith("signature_row_")}


MUTATIONS = {
    "a clause is lost": ('<p class="clause_3".*?</p>', "", "RBH-010", "articles.undertakings.rule_3"),
    "a number is lost": ('<span class="number">3.2 </span>', "", "RBH-010", "articles.undertakings.rule_6"),
    "a note is lost": ('<p class="note".*?</p>', "", "RBH-010", "notes.separate"),
    "an article that is no heading": (
        '<h2 class="article" id="articles.finance">(.*?)</h2>', r'<p id="articles.finance">\1</p>', "RBH-013",
        "articles.finance.heading"),
    "a list of points that has no heading": (
        '<h2 class="open_items_heading">(.*?)</h2>', r"<p>\1</p>", "RBH-013", "open_items.heading"),
    "a reference elsewhere": ('href="#articles.finance"', 'href="#articles.law"', "RBH-014", ""),
    "a reference that is none": ('<a class="reference"[^>]*>(.*?)</a>', r"\1", "RBH-014", ""),
    "an anchor elsewhere": ('id="articles.finance"', 'id="articles.finances"', "RBH-017", "articles.finance"),
    "no anchor": (' id="annexes.contacts"', "", "RBH-017", "annexes.contacts"),
    "an anchor more": ('<p class="closing"', '<p id="x" class="closing"', "RBH-017", "annexes.premises"),
    "no banner": ('<p class="status_banner">.*?</p>', "", "RBH-010", "status_banner"),
    "no version": ('<p class="version_line">.*?</p>', "", "RBH-010", "version_line"),
    "a description of the signatures": ('aria-label="Signatures"', 'aria-label=""', "RBH-010", "signatures"),
    "a description of a table": ("<caption>Premises and", "<caption>Rooms and", "RBH-010", "annexes.premises.table"),
    "two signatories swapped": ("Carole DELGA(</p></div></li>.*?)Hanako SUZUKI", r"Hanako SUZUKI\1Carole DELGA",
                                "RBH-010", "signatures.region.person.text"),
    "no points at the end": ('(<div class="open_items">.*?</div>.*)<div class="open_items">.*?</div>', r"\1", "RBH-011",
                             "points.heading"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_spoilt_page_is_found_out(name: str) -> None:
    pattern, replacement, code, node = MUTATIONS[name]
    changed, count = re.subn(pattern, replacement, page("en"), count=1, flags=re.DOTALL)
    assert count == 1
    found = verify_html(sample_convention("en"), changed.encode())
    assert (code, node) in {(d.code.id, d.field) for d in found}
