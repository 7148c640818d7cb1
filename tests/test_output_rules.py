"""The checkable rules of the house's conventions (part F) hold in every output of all projects, as others read it.

What a document prints in another language than its own is exempt, for the rules of the document are not its rules;
so are addresses, the automatic numbers of lists and the numbers of a convention's clauses, as they are printed. Each
column of a bilingual edition keeps the rules of its own language.
"""

import io
import re
import subprocess
import zipfile
from collections import Counter
from functools import cache
from itertools import product

import pikepdf
import pytest
from lxml import etree, html

from dragoman.document.nodes import Article, Blank, Foreign, Link, Quote, RuledSpace, Untranslated
from dragoman.document.projection import plain
from dragoman.document.walk import blocks, children, document_inlines, inlines, runs
from dragoman.language.violations import document_violations, violations
from dragoman.sources.document_models import PressReleaseFile
from pdf_readers import pdf_lines, pdf_pages, whole_words
from projects import LANGUAGES, WRITTEN, documents, draft, project, written
from readers import columns, exempt_texts, passages, read, squeeze, without, word_margins, word_paragraphs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAFTS = [(house, name, language) for (house, name), language in product(documents(), LANGUAGES)]
CONVENTIONS = [(house, name, language) for house, name, language in DRAFTS if name == "convention"]
SIDE_BY_SIDE = [("example", "convention", pair) for pair in ("fr+ja", "fr+en", "en+ja")]
COLUMNS = [(pair, place, language) for _, _, pair in SIDE_BY_SIDE for place, language in enumerate(pair.split("+"), 1)]
UNSEEN_IN_PDF = {"fr": {1, 2, 3, 5, 6, 8, 10}, "en": set(), "ja": {28}}
"""Rules that poppler's text cannot show broken or kept: it reads all spaces as one, and parts the cells of a row by a
space. What a no-break space is for, that a line does not begin with what it should hold, is judged instead."""

TAGS = {"fr": "fr-FR", "en": "en-GB", "ja": "ja-JP"}
LINE_STARTS = {
    "fr": re.compile(r"^\s*(?:[;:!?»%€]|h\d)"), "en": re.compile(r"^\s*[;:!?,.%)”’]"),
    "ja": re.compile(r"^[、。，．）」』】〕〉》・：；？！ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々]"),
}
LINE_ENDS = {"fr": re.compile(r"[«(]\s*$"), "en": re.compile(r"[(“]\s*$"), "ja": re.compile(r"[（「『【〔〈《]$")}
LEFTOVERS = re.compile(
    r"\bNone\b|\{\{|\}\}|\{%|%\(|\{[a-z_.]+(?::\w+)?\}|\bfuzzy\b|slots\.|furniture\.|[\ufdd0\ufdd1\ufffd]")
FRENCH_WORDS = re.compile(r"\b(?:est|sont|avec|dans|pour|une|qui|cette|leurs?)\b")
ARTICLE_LINE = {
    "fr": re.compile(r"^Article (?:\d+|1er) –", re.MULTILINE), "en": re.compile(r"^Article \d+ –", re.MULTILINE),
    "ja": re.compile(r"^第\d+条[\u3000 ]", re.MULTILINE)}
LIST_NUMBER = re.compile(r"^\d+\. ", re.MULTILINE)


def native(house: str, name: str, language: str, kind: str) -> str:
    """What a reader finds in the document's own language."""
    return judged(draft(house, name, language), read(written(house, name, language, kind)))


def judged(document, text: str) -> str:
    found = without(exempt_texts(document), text)
    return printed_labels(document).sub("", LIST_NUMBER.sub("", found))


def printed_labels(document) -> re.Pattern[str]:
    """The numbers of the document's clauses, each at the beginning of its line, with its space as poppler gives it."""
    signs = {re.escape(clause.label.rstrip()) for block in blocks(document) if isinstance(block, Article)
             for clause in block.clauses if clause.label}
    return re.compile(rf"^ *(?:{'|'.join(signs) or '(?!)'})[ \u3000]", re.MULTILINE)


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize(("house", "name", "language"), DRAFTS)
def test_no_rule_of_its_language_is_broken(house, name, language, kind):
    found = violations(native(house, name, language, kind), language)
    exempt = UNSEEN_IN_PDF[language] if kind == "pdf" else set()
    assert [violation for violation in found if violation.rule not in exempt] == []


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize(("house", "name", "language"), DRAFTS)
def test_no_rule_of_a_whole_document_is_broken(house, name, language, kind):
    document = draft(house, name, language)
    source = project(house).sources.documents[name]
    if isinstance(source, PressReleaseFile) and source.withdrawal is not None:
        return  # it has no status and no story
    found = without(exempt_texts(document), passages(written(house, name, language, kind)))
    assert document_violations(found, language, document.kind) == []


@pytest.mark.parametrize("kind", ["pdf", "html", "text"])
@pytest.mark.parametrize(("house", "name", "language"), CONVENTIONS)
def test_the_articles_that_the_rules_count_are_those_of_the_document(house, name, language, kind):
    """Word numbers them itself: what LibreOffice makes of that is judged with the tests of its export."""
    articles = [block for block in blocks(draft(house, name, language)) if isinstance(block, Article)]
    found = ARTICLE_LINE[language].findall(passages(written(house, name, language, kind)))
    assert len(found) == len(articles) > 0


@pytest.mark.parametrize(("house", "name", "language"), DRAFTS)
def test_nothing_of_its_own_language_is_exempt(house, name, language):
    """A foreign text that also stood among the document's own words would hide a fault of theirs."""
    document = draft(house, name, language)
    exempt = {text for text in exempt_texts(document) if violations(text, language)}
    own = "".join(plain((inline,)) for inline in own_leaves(document))
    assert [text for text in exempt if squeeze(text) in squeeze(own)] == []


def own_leaves(document):
    """The inlines without children that stand neither in a foreign passage nor in an address."""
    def leaves(passage):
        for inline in passage:
            own = not isinstance(inline, Foreign | Link | Untranslated)
            if own and (below := children(inline)):
                yield from leaves(below)
            elif own:
                yield inline
    return [leaf for block in blocks(document) for _, passage in runs(block) for leaf in leaves(passage)]


@pytest.mark.parametrize(("house", "name", "language"), DRAFTS)
def test_no_printed_line_begins_or_ends_with_a_sign_that_belongs_to_its_neighbour(house, name, language):
    labels = [plain(inline.children) for inline in document_inlines(draft(house, name, language))
              if isinstance(inline, RuledSpace)]
    lines = pdf_lines(written(house, name, language, "pdf").data, labels)
    assert [line for line in lines if LINE_STARTS[language].search(line) or LINE_ENDS[language].search(line)] == []


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize(("house", "name", "language"), DRAFTS)
def test_nothing_is_left_over_and_no_french_stands_in_another_language(house, name, language, kind):
    assert LEFTOVERS.search(read(written(house, name, language, kind))) is None
    if language != "fr":
        assert FRENCH_WORDS.findall(native(house, name, language, kind)) == []


@pytest.mark.parametrize(("house", "name", "language"), [*DRAFTS, *SIDE_BY_SIDE])
def test_every_page_is_a4_and_every_draft_marked_on_each(house, name, language):
    document = draft(house, name, language)
    mark = squeeze(plain(document.furniture["draft_mark"]))
    pdf = written(house, name, language, "pdf").data
    assert all(mark in squeeze(page) for page in pdf_pages(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        boxes = [[round(float(side)) for side in page.mediabox] for page in opened.pages]
    assert boxes == [[0, 0, 595, 842]] * len(boxes)
    word = written(house, name, language, "docx").data
    headers = {part: text for part, text in word_margins(word).items() if "header" in part}
    assert headers
    assert all(mark in squeeze(text) for text in headers.values())
    sizes = [(size.get(f"{W}w"), size.get(f"{W}h")) for size in part(word, "word/document.xml").iter(f"{W}pgSz")]
    assert set(sizes) == {("11906", "16838")}


@pytest.mark.parametrize(("house", "name", "language"), DRAFTS)
def test_every_file_says_its_language(house, name, language):
    with pikepdf.open(io.BytesIO(written(house, name, language, "pdf").data)) as pdf:
        assert str(pdf.Root.Lang) == TAGS[language]
    assert html.fromstring(written(house, name, language, "html").data).get("lang") == TAGS[language]
    defaults = part(written(house, name, language, "docx").data, "word/styles.xml").find(f"{W}docDefaults")
    (tag,) = defaults.iter(f"{W}lang")
    assert tag.get(f"{W}{'eastAsia' if language == 'ja' else 'val'}") == TAGS[language]


@pytest.mark.parametrize(("house", "name", "language"), [*DRAFTS, *SIDE_BY_SIDE])
def test_every_font_of_a_pdf_is_embedded(house, name, language, tmp_path):
    path = written(house, name, language, "pdf").save(tmp_path)
    rows = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert rows
    assert [row for row in rows if row.split()[-5:-2] != ["yes", "yes", "yes"]] == []


@pytest.mark.parametrize(("house", "name", "language"), DRAFTS)
def test_every_blank_is_seen_in_every_format_as_often_as_it_is_composed(house, name, language):
    """In a PDF a page's margins may part a blank of the body, whose tags say it whole. The text has no margins."""
    document = draft(house, name, language)
    body = blanks_of(inline for block in blocks(document) for _, passage in runs(block) for inline in inlines(passage))
    every = blanks_of(document_inlines(document))
    for kind in WRITTEN:
        output = written(house, name, language, kind)
        assert lacking(body, passages(output)) == [], kind
        if kind != "text":
            assert lacking(every - body if kind == "pdf" else every, read(output)) == [], kind


def blanks_of(found):
    return Counter(squeeze(plain((inline,))) for inline in found if isinstance(inline, Blank))


def lacking(composed, text):
    """The blanks that a text says less often than they were composed."""
    return [blank for blank, times in composed.items() if squeeze(text).count(blank) < times]


@pytest.mark.parametrize(("house", "name"), documents())
def test_facts_blanks_and_quotes_are_the_same_in_all_languages(house, name):
    assert project(house).concordance(name) == ()


@pytest.mark.parametrize(("house", "name", "language"), [*DRAFTS, *SIDE_BY_SIDE])
def test_word_and_pdf_say_the_same(house, name, language):
    """Every passage of the Word file's body stands on the pages of the PDF, in the same order where a page reads on."""
    paragraphs = [squeeze(text) for text in word_paragraphs(written(house, name, language, "docx").data)]
    pages = squeeze("".join(map(whole_words, pdf_pages(written(house, name, language, "pdf").data))))
    assert [text for text in paragraphs if text and not stands(text, pages)] == []


def stands(text: str, pages: str) -> bool:
    """Whether a text is printed, be it over the border of two pages, whose margins then stand between its halves."""
    cuts = range(len(text) + 1)
    return text in pages or any(text[:cut] in pages and text[cut:] in pages for cut in cuts if 0 < cut < len(text))


@pytest.mark.parametrize(("house", "name", "language"), DRAFTS)
def test_a_quote_has_its_speaker_and_office(house, name, language):
    for block in blocks(draft(house, name, language)):
        if isinstance(block, Quote):
            assert {paragraph.role for paragraph in block.paragraphs} == {"quote", "speaker", "office"}
            assert all(plain(paragraph.children) for paragraph in block.paragraphs)


# --- columns ----------------------------------------------------------------------------------------------------


@cache
def column(pair: str, place: int, kind: str) -> str:
    """What a reader finds in a column of the example's convention."""
    return columns(written("example", "convention", pair, kind))[place - 1]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize(("pair", "place", "language"), COLUMNS)
def test_a_column_keeps_every_rule_of_its_language(pair, place, language, kind):
    document, text = draft("example", "convention", language), column(pair, place, kind)
    native_text = judged(document, text)
    exempt = UNSEEN_IN_PDF[language] if kind == "pdf" else set()
    assert [violation for violation in violations(native_text, language) if violation.rule not in exempt] == []
    assert document_violations(without(exempt_texts(document), text), language, document.kind) == []
    assert LEFTOVERS.search(text) is None
    if language != "fr":
        assert FRENCH_WORDS.findall(native_text) == []
    if kind == "pdf":
        articles = [block for block in blocks(document) if isinstance(block, Article)]
        assert len(ARTICLE_LINE[language].findall(text)) == len(articles) > 0


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize(("pair", "place", "language"), COLUMNS)
def test_a_column_says_what_its_language_says_alone(pair, place, language, kind):
    """So that the rules are judged in the whole text of the column, whatever the readers make of it."""
    alone = passages(written("example", "convention", language, kind)).splitlines()
    said = squeeze(column(pair, place, kind))
    assert [line for line in alone if squeeze(line) not in said] == []


@pytest.mark.parametrize(("pair", "place", "language"), COLUMNS)
def test_no_line_of_a_column_begins_or_ends_with_a_sign_that_belongs_to_its_neighbour(pair, place, language):
    labels = [plain(inline.children) for inline in document_inlines(draft("example", "convention", language))
              if isinstance(inline, RuledSpace)]
    lines = pdf_lines(written("example", "convention", pair, "pdf").data, labels, place)
    assert len(lines) > 100
    assert [line for line in lines if LINE_STARTS[language].search(line) or LINE_ENDS[language].search(line)] == []


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))
