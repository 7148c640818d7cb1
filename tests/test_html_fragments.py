import html
import re
from dataclasses import replace
from typing import get_args

import pytest
from lxml import etree

from dragoman.document.nodes import (
    Blank,
    Block,
    Contact,
    Contacts,
    Day,
    Digits,
    Entry,
    Fact,
    Foreign,
    Heading,
    Inline,
    Item,
    Items,
    KeyFigure,
    KeyFigures,
    LineBreak,
    Link,
    NoteCall,
    PageCount,
    PageNumber,
    Paragraph,
    Parallel,
    Particular,
    Particulars,
    Picture,
    Programme,
    Quote,
    Reference,
    Row,
    Ruby,
    RuledSpace,
    SideBox,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.projection import project
from dragoman.errors import InternalError, WriteError
from dragoman.writers.html import fragments
from dragoman.writers.html_inlines import Medium, passage
from dragoman.writers.html_legal import LegalBlock
from page_samples import appearance, only, text
from samples import full_release

WORDS = (text("a & <b>"),)
INLINES: dict[type, tuple[Inline, str]] = {
    Text: (text("a & <b>"), "a &amp; &lt;b&gt;"),
    Fact: (Fact("p", "s", WORDS), "a &amp; &lt;b&gt;"),
    Foreign: (Foreign("ja-Latn", WORDS), '<span lang="ja-Latn">a &amp; &lt;b&gt;</span>'),
    Strong: (Strong(WORDS), "<strong>a &amp; &lt;b&gt;</strong>"),
    Superscript: (Superscript("er"), "<sup>er</sup>"),
    Link: (Link("https://e.org/?a=1&b=2", WORDS),
           '<a href="https://e.org/?a=1&amp;b=2">a &amp; &lt;b&gt;</a>'),
    Blank: (Blank("p", 1, (text("[à compléter]"),)), '<mark class="blank">[à compléter]</mark>'),
    RuledSpace: (RuledSpace("p", (text("Lieu"),)), '<span class="ruled_space">Lieu</span>'),
    Untranslated: (Untranslated("k", "fr", WORDS, "missing"),
                   '<span class="untranslated" lang="fr">[FR]\u00a0a &amp; &lt;b&gt;</span>'),
    Ruby: (Ruby("太秦", "うずまさ"), "<ruby><rb>太秦</rb><rt>うずまさ</rt></ruby>"),
    LineBreak: (LineBreak(), "<br>"),
    Digits: (Digits("articles.a", "5.2"), "5.2"),
    Reference: (Reference("articles.a", (text("l’article "), Digits("articles.a", "5"))),
                '<a class="reference" href="#articles.a">l’article 5</a>'),
    NoteCall: (NoteCall("notes.n", 1, WORDS), ('<span class="note" id="notes.n" data-number="1">'
               '<span class="number">1 </span>a &amp; &lt;b&gt;</span>')),
}

LEGAL_BLOCKS = set(get_args(LegalBlock))
"""Blocks of a convention, whose markup has tests of its own."""

WEB = Medium(laid_out=False, picture=lambda picture: f"data:{picture.digest}")


def fragment(language: str, *blocks: Block) -> str:
    return fragments(only(language, *blocks), appearance(language).look)["body"]


def web_fragment(language: str, *blocks: Block) -> str:
    return fragments(only(language, *blocks), appearance(language).look, WEB)["body"]


def picture(*alt: Inline, caption: tuple[Inline, ...] = WORDS, credit: tuple[Inline, ...] = WORDS) -> Picture:
    return Picture("i", "images/stand.png", "d1", 600, 300, alt, caption, credit)


@pytest.mark.parametrize("kind", get_args(Inline))
def test_every_inline_has_its_markup(kind: type) -> None:
    if kind in (PageNumber, PageCount):
        with pytest.raises(InternalError):
            passage((kind(),))
        return
    inline, expected = INLINES[kind]
    assert passage((text("x"), inline, text("y"))) == f"x{expected}y"


def test_every_block_has_its_markup() -> None:
    blocks: dict[type, tuple[Block, str]] = {
        Heading: (Heading("h", 2, WORDS), '<h2 class="heading">a &amp; &lt;b&gt;</h2>'),
        Paragraph: (Paragraph("p", "end_mark", WORDS), '<p class="end_mark">a &amp; &lt;b&gt;</p>'),
        KeyFigures: (
            KeyFigures("k", (text('Chiffres "clés"'),), (
                KeyFigure("k.1", (text("environ "),), (text("30"),), (text("groupes"),)),)),
            ('<ul class="key_figures cells-1" aria-label="Chiffres &quot;clés&quot;"><li><p class="figure_value">'
             '<span class="figure_lead">environ </span>30</p><p class="figure_caption">groupes</p></li></ul>')),
        Programme: (
            Programme("t", (text("Programme"),), ((text("Date"),), (text("Lieu"),), (text("Quoi"),)), (
                Day("d", (text("5 mars"),), (
                    Entry("e", (text("Tokyo"),), (text("un"),)), Entry("f", (), (text("deux"),)))),
                Day("g", (text("6 mars"),), ()),
            )),
            ('<table class="programme"><caption>Programme</caption><colgroup><col class="date"><col class="place">'
             '<col class="event"></colgroup><thead><tr><th scope="col" class="table_head">Date</th><th scope="col" '
             'class="table_head">Lieu</th><th scope="col" class="table_head">Quoi</th></tr></thead><tbody><tr><th '
             'scope="rowgroup" rowspan="2" class="table_date">5 mars</th><td class="table_cell">Tokyo</td><td '
             'class="table_cell">un</td></tr><tr><td class="table_cell"></td><td class="table_cell">deux</td></tr>'
             '</tbody><tbody><tr><th scope="rowgroup" rowspan="1" class="table_date">6 mars</th><td class="table_cell">'
             '</td><td class="table_cell"></td></tr></tbody></table>')),
        Items: (Items("i", (Item("i.1", WORDS),)),
                '<ol class="items"><li class="item"><span class="number">1. </span>a &amp; &lt;b&gt;</li></ol>'),
        SideBox: (
            SideBox("s", Heading("s.h", 3, WORDS), (
                Paragraph("s.1", "box_text", (text("un"),)), Paragraph("s.2", "box_text", (text("deux"),)))),
            ('<aside class="side_box"><h3 class="box_heading">a &amp; &lt;b&gt;</h3><p class="box_text">un</p>'
             '<p class="box_text">deux</p></aside>')),
        Quote: (
            Quote("q", (
                Paragraph("q.1", "quote", WORDS), Paragraph("q.2", "speaker", (text("Nom"),)),
                Paragraph("q.3", "office", (text("fonction"),)))),
            ('<blockquote class="quote_block"><p class="quote">a &amp; &lt;b&gt;</p><p class="speaker">Nom</p>'
             '<p class="office">fonction</p></blockquote>')),
        Picture: (
            picture(text('le "stand"')),
            ('<figure class="picture"><img src="asset:images/stand.png" alt="le &quot;stand&quot;" width="600" '
             'height="300"><figcaption><p class="caption">a &amp; &lt;b&gt;</p><p class="credit">a &amp; &lt;b&gt;</p>'
             '</figcaption></figure>')),
        Particulars: (
            Particulars("p", (text("Infos"),), (
                Particular("p.1", (text("Lieu"),), WORDS), Particular("p.2", (text("Accès"),), (text("libre"),)))),
            ('<table class="particulars"><caption>Infos</caption><tr><th scope="row" class="particular_label">Lieu</th>'
             '<td class="particular_text">a &amp; &lt;b&gt;</td></tr><tr><th scope="row" class="particular_label">'
             'Accès</th><td class="particular_text">libre</td></tr></table>')),
        Contacts: (
            Contacts("c", (text("Contact"),), (
                Contact("c.1", WORDS, ((text("un"),), (text("deux"),))), Contact("c.2", (text("Nom"),), ()))),
            ('<ul class="contacts columns-2" aria-label="Contact"><li><p class="contact_name">a &amp; &lt;b&gt;</p>'
             '<p class="contact_line">un</p><p class="contact_line">deux</p></li><li><p class="contact_name">Nom</p>'
             '</li></ul>')),
    }
    assert set(blocks) | LEGAL_BLOCKS | {Parallel} == set(get_args(Block))
    for block, expected in blocks.values():
        assert fragment("fr", block) == expected


def test_two_columns_are_a_table_whose_cells_say_their_language():
    block = Parallel("columns", (text("Convention"),), ((text("Français"),), (Foreign("ja", (text("日本語"),)),)), (
        Row("a", Heading("a", 2, WORDS), None),
        Row("b", Paragraph("b", "text", WORDS), Paragraph("b@ja", "text", (Foreign("ja", (text("千円"),)),)))))
    document = replace(only("fr", block), beside="ja")
    assert fragments(document, appearance("fr").look)["body"] == (
        '<table class="columns"><caption>Convention</caption><colgroup><col><col></colgroup><thead><tr>'
        '<th scope="col" class="left" lang="fr-FR"><div class="column_head">Français</div></th>'
        '<th scope="col" class="right" lang="ja-JP"><div class="column_head">日本語</div></th></tr></thead><tbody>'
        '<tr class="whole_row kept"><td class="left" lang="fr-FR"><h2 class="heading">a &amp; &lt;b&gt;</h2></td>'
        '<td class="right" lang="ja-JP"></td></tr>\n'
        '<tr class="whole_row"><td class="left" lang="fr-FR"><p class="text">a &amp; &lt;b&gt;</p></td>'
        '<td class="right" lang="ja-JP"><p class="text">千円</p></td></tr></tbody></table>')


@pytest.mark.parametrize("language", ["fr", "en", "ja"])
@pytest.mark.parametrize("state", ["draft", "final"])
def test_the_markup_is_well_formed_and_says_what_the_document_says(language: str, state: str) -> None:
    document = full_release(language, state)
    markup = "".join(fragments(document, appearance(language).look).values())
    # Void elements apart, it is XML too, for a parser that forgives nothing.
    etree.fromstring("<x>" + re.sub(r"<(br|(?:col|img) [^>]*)>", r"<\1/>", markup) + "</x>")
    shown = re.sub('<img [^>]*alt="(.*?)"[^>]*>', r"\1", markup)
    words = html.unescape(re.sub("<caption>.*?</caption>|<rt>.*?</rt>|<[^>]*>", "", shown))
    assert _bare(words) == _bare("".join(line.text for line in project(document).body))


def _bare(words: str) -> str:
    return re.sub(r"[\s\u200b\u2060]", "", words)


@pytest.mark.parametrize(("count", "cells"), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 3), (6, 3)])
def test_key_figures_stand_in_whole_rows(count: int, cells: int) -> None:
    figures = tuple(KeyFigure(f"k.{n}", (), (text("1"),), ()) for n in range(count))
    assert f"cells-{cells}" in fragment("fr", KeyFigures("k", (), figures))


@pytest.mark.parametrize(("space", "guard"), [
    (" ", "\u200b"), ("\u3000", "\u200b"), ("\u00a0", "\u2060"), ("\u202f", "\u2060"), (" \u00a0", "\u2060")])
def test_a_space_between_two_elements_is_guarded_so_that_the_layout_draws_it(space: str, guard: str) -> None:
    bold = Strong((text("a"),))
    assert passage((bold, text(space), bold)) == f"<strong>a</strong>{space}{guard}<strong>a</strong>"


def test_spaces_at_the_ends_of_a_passage_need_no_guard() -> None:
    bold = Strong((text("a"),))
    assert passage((text(" "), bold, text("\n"))) == "<strong>a</strong>"


def test_neighbouring_leaves_are_one_text_so_that_nothing_parts_them() -> None:
    assert passage((text("5"), Fact("p", "s", (text(" "),)), Fact("q", "s", (text("mars"),)))) == "5 mars"


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "//host/x", "data:x", "HTTPS:x", ""])
def test_a_link_that_leads_elsewhere_is_refused(target: str) -> None:
    with pytest.raises(WriteError) as caught:
        passage((Link(target, WORDS),))
    assert caught.value.diagnostics[0].code.id == "LNK-001"


def test_the_apostrophe_is_narrow_in_japanese_text_and_untouched_in_attributes() -> None:
    link = Link("https://e.org/’", (text("AD’OCC"),))
    narrow = 'AD<span class="narrow">’</span>OCC'
    assert fragment("ja", Paragraph("p", "text", (link,))) == f'<p class="text"><a href="https://e.org/’">{narrow}</a></p>'
    assert "narrow" not in fragment("fr", Paragraph("p", "text", (link,)))


def test_one_contact_takes_the_whole_width() -> None:
    assert 'class="contacts columns-1"' in fragment("fr", Contacts("c", WORDS, (Contact("c.1", WORDS, ()),)))


def test_a_picture_without_words_has_no_empty_caption() -> None:
    assert "figcaption" not in fragment("fr", picture(caption=(), credit=()))
    assert fragment("fr", picture(credit=())).count("<p ") == 1


def test_a_description_that_is_all_in_another_language_says_so() -> None:
    foreign, mixed = Foreign("ja", (text("看板"),)), (text("le "), Foreign("ja", (text("看板"),)))
    assert 'alt="看板" lang="ja" width' in fragment("fr", picture(foreign))
    assert "lang" not in fragment("fr", picture(*mixed))


def test_the_web_has_nothing_that_only_a_layout_needs() -> None:
    bold = Strong((text("AD’OCC"),))
    line = Paragraph("p", "text", (bold, text("\u202f"), bold, Ruby("太秦", "うずまさ")))
    assert web_fragment("ja", line) == (
        '<p class="text"><strong>AD’OCC</strong>\u202f<strong>AD’OCC</strong>'
        "<ruby>太秦<rp>（</rp><rt>うずまさ</rt><rp>）</rp></ruby></p>")
    assert web_fragment("fr", Items("i", (Item("i.1", WORDS),))) == (
        '<ol class="items"><li class="item">a &amp; &lt;b&gt;</li></ol>')


def test_on_the_web_a_picture_has_the_address_it_is_given_and_a_line_end_breaks_the_line() -> None:
    assert 'src="data:d1"' in web_fragment("fr", picture())
    assert web_fragment("fr", Paragraph("p", "text", (text("un\ndeux"),))) == '<p class="text">un<br>deux</p>'


@pytest.mark.parametrize("language", ["fr", "en", "ja"])
def test_a_whole_release_on_the_web_has_no_guards_and_no_narrow_apostrophes(language: str) -> None:
    markup = "".join(fragments(full_release(language), appearance(language).look, WEB).values())
    assert not re.search("[\u200b\u2060]|narrow|asset:|number", markup)
