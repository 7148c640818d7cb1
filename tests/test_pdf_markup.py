"""A page made from a tree that is there already is the page that WeasyPrint parses."""

import html
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.writers.pdf_engine import load
from dragoman.writers.pdf_markup import Markup
from page_samples import source_of
from samples import full_release

PAGE = (
    "<!DOCTYPE html>\n<html lang=fr><head><title>{}</title></head>\n<body> <p id=a>{}<b>{}</b> {}<br>{}</p>\n"
    "<table><tr><td>{}</td></tr></table></body></html>")
WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=6, max_size=6)


@pytest.fixture(scope="module")
def markup():
    load()
    return Markup(lambda url: None)


def tree(page):
    return ET.tostring(page.etree_element)


@given(WORDS)
def test_any_words_stand_in_a_shared_tree_where_they_are_parsed(markup, words):
    markup.page(PAGE.format(*"abcdef"))
    source = PAGE.format(*map(html.escape, words))
    assert tree(markup.page(source)) == tree(markup.parsed(source))


@pytest.mark.parametrize("words", [
    "&amp;&lt;b&gt;&#39;&eacute;", "\u3000", "\u00a0a", "a\r\nb", "\f", "\0", "\ue0001\ue000", "<!-- a -->",
    "<pre>\n\na</pre>", "<style>p > b {}</style>", '<b title="a>b">c</b>', "<p>a<p>b", "<svg><text>a</text></svg>",
    "a < b & c", "&",
])
def test_whatever_else_stands_in_a_page_is_read_as_weasyprint_reads_it(markup, words):
    for more in ("one", words, "two", words):
        source = PAGE.format("t", words, more, "c", "d", "e")
        assert tree(markup.page(source)) == tree(markup.parsed(source))


def test_pages_of_the_same_tags_are_parsed_once(markup, monkeypatch):
    _, source, _ = source_of(full_release("fr"))
    assert tree(markup.page(source)) == tree(markup.parsed(source))
    monkeypatch.setattr(markup, "parsed", None)
    monkeypatch.setattr(markup, "_parse", None)
    assert b"AUTRES MOTS" in tree(markup.page(source.replace("COMMUNIQUÉ", "AUTRES MOTS")))


def test_a_page_changes_nothing_in_the_pages_after_it(markup):
    source = PAGE.format(*"abcdef")
    first = markup.page(source)
    expected = tree(first)
    first.etree_element.clear()
    assert tree(markup.page(source)) == expected
    assert markup.page(source).shape == markup.page(source.replace(">a<", ">z<")).shape
