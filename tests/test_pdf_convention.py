"""The convention as a PDF: how its pages lie, and that every loss on them is found out."""

import functools
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from convention_documents import LANGUAGES, SLOTS, sample_convention, words
from dragoman.appearance.faces import layout_name
from dragoman.appearance.furniture import furniture_sheet
from dragoman.document.nodes import (
    Article,
    Document,
    Inline,
    LineBreak,
    Paragraph,
    Reference,
    RuledSpace,
    Signature,
    Signatures,
    Text,
)
from dragoman.document.projection import plain
from dragoman.document.walk import blocks
from dragoman.languages import bcp47
from dragoman.readback.pdf import verify_pdf
from dragoman.readback.pdf_pages import Content, PageContent, Passage, read
from dragoman.writers.html import fragments
from dragoman.writers.html_legal import signing_spaces
from dragoman.writers.pdf import PdfAppearance, write_pdf
from page_samples import TEMPLATES, families_of
from test_pdf_furniture import meet, room

MM = 72 / 25.4
STATES = ("draft", "final")


@functools.cache
def appearance(language: str) -> PdfAppearance:
    return PdfAppearance.open(TEMPLATES, "convention", language, SLOTS[language])


@functools.cache
def written(language: str, state: str = "draft") -> bytes:
    return write_pdf(sample_convention(language, state), appearance(language))


@functools.cache
def content(language: str, state: str = "draft") -> Content:
    return read(written(language, state))


def said(passage: Passage) -> str:
    return "".join(run.text for run in passage.runs)


def beginning(pages: list[PageContent], start: str) -> tuple[int, Passage]:
    return next((n, p) for n, page in enumerate(pages) for p in page.passages if said(p).startswith(start))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_convention_reads_back_as_composed(language: str, state: str) -> None:
    assert verify_pdf(sample_convention(language, state), written(language, state)) == ()


def test_french_and_english_divide_words_and_japanese_does_not() -> None:
    divided = {
        language: any(run.text.rstrip().endswith("\u2010") for page in content(language).pages
                      for passage in page.passages for run in passage.runs) for language in LANGUAGES}
    assert divided == {"fr": True, "en": True, "ja": False}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_on_a_rule_stands_beneath_it_on_one_line_however_long_it_is(language: str) -> None:
    """A second line would lift the rule from the foot of its own line."""
    label = {"fr": "numéro de la délibération ", "en": "number of the deliberation ", "ja": "議決の番号"}[language] * 3
    space = RuledSpace("number", (Text(label.strip(), ""),))
    document = sample_convention(language)
    passage = Paragraph("space", "text", (words("n° "), space, words(".")))
    document = replace(document, slots=tuple(
        replace(slot, blocks=(*slot.blocks, passage)) if slot.name == "parties" else slot for slot in document.slots))
    _, found = beginning(read(write_pdf(document, appearance(language))).pages, "n°")
    before, *_, after = found.runs
    beneath = [run for run in found.runs if run.text.strip() and run.text.strip() in label]
    assert [run.text.strip() for run in beneath] == [label.strip()]
    assert before.baseline == after.baseline == pytest.approx(beneath[0].baseline + 10, abs=0.1)


def test_nothing_in_mincho_is_bold() -> None:
    faces = appearance("ja").faces
    assert ("BIZ UDMincho", 700) not in faces.files
    assert faces.families["text", 700] == (layout_name("BIZ UDGothic"),)
    assert families_of(written("ja")) == {"BIZ-UDMincho", "BIZ-UDGothic"}


@pytest.mark.parametrize(("start", "number", "text"), [("3.1", 25, 35), ("a)réaliser", 35, 43), ("i)", 43, 51)])
def test_clauses_hang_from_their_numbers(start: str, number: float, text: float) -> None:
    passages = [p for page in content("fr").pages for p in page.passages]
    runs = next(p for p in passages if re.sub(r"\s", "", said(p)).startswith(start)).runs
    assert runs[0].box[0] / MM == pytest.approx(number, abs=0.6)
    assert next(run for run in runs[1:] if run.text.strip()).box[0] / MM == pytest.approx(text, abs=0.6)


def test_each_japanese_level_is_one_em_deeper() -> None:
    passages = [p for page in content("ja").pages for p in page.passages]
    edges = [next(p for p in passages if said(p).startswith(start)).runs[0].box[0]
             for start in ("第3条", "2\u3000", "(1)\u3000", "ア\u3000")]
    assert [edge - edges[0] for edge in edges] == pytest.approx([0, 10.5, 21, 31.5], abs=2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_is_the_last_of_its_page(language: str) -> None:
    for page in content(language).pages:
        text = [passage for passage in page.passages if passage.element != "Note" and passage.runs]
        lowest = min(text, key=lambda passage: min(run.box[1] for run in passage.runs))
        assert lowest.element not in {"H1", "H2"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_stands_at_the_foot_of_the_page_that_calls_it(language: str) -> None:
    noted = 0
    for page in content(language).pages:
        notes = [run for p in page.passages if p.element == "Note" for run in p.runs]
        others = [run for p in page.passages if p.element != "Note" for run in p.runs]
        noted += bool(notes)
        assert not notes or max(run.box[3] for run in notes) < min(run.baseline for run in others)
    assert noted == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_parties_sign_on_one_line(language: str) -> None:
    names = [_last(content(language).pages, name)[1].runs[0] for name in ("Carole", "Hanako", "Marc")]
    assert len({round(name.baseline) for name in names}) == 1
    assert len({round(name.box[0]) for name in names}) == 3


def _last(pages: list[PageContent], start: str) -> tuple[int, Passage]:
    return [(n, p) for n, page in enumerate(pages) for p in page.passages if said(p).startswith(start)][-1]


@pytest.mark.parametrize("lines", [2, 5, 8])
def test_signatures_are_never_split_and_never_without_the_words_before_them(lines: int) -> None:
    document = sample_convention("fr", "final")
    filler = tuple(Paragraph(f"filler.{n}", "text", (Text(f"Ligne {n}", ""),)) for n in range(lines))
    longer = replace(document, slots=tuple(
        replace(slot, blocks=(*slot.blocks, *filler)) if slot.name == "articles" else slot for slot in document.slots))
    data = write_pdf(longer, appearance("fr"))
    assert verify_pdf(longer, data) == ()
    pages = read(data).pages
    assert {_last(pages, start)[0] for start in ("Pour la Région", "Pour le Centre", "Marc")} == {
        beginning(pages, "Fait à")[0]}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_version_line_and_status_banner_stand_on_every_page_and_meet_nothing(language: str, state: str) -> None:
    document = sample_convention(language, state)
    banner = (Text("Traduction de courtoisie – seule la version française fait foi, " * 3, ""),) \
        if language != "ja" else (Text("参考訳（フランス語版のみを正文とする。）", ""),)
    document = replace(document, furniture={
        **document.furniture, "status_banner": banner, "running_head": (Text("Un titre assez long " * 5, ""),)
        if language != "ja" else (Text("長い題名の協定書" * 5, ""),)})
    data = write_pdf(document, appearance(language))
    assert verify_pdf(document, data) == ()
    for page in read(data).pages:
        rooms = [room(run) for run in page.artifacts]
        assert not any(meet(one, other) for one, other in combinations(rooms, 2))
        top = max(run.box[3] for passage in page.passages for run in passage.runs)
        assert all(bottom > top + 8 for _, bottom, _, upper in rooms if upper > 421)


# --- what is spoilt is found out -------------------------------------------------------------------------------


@functools.cache
def source() -> tuple[str, str]:
    document, made = sample_convention("en"), appearance("en")
    page = made.page.fill(
        fragments(document, made.look), document.properties, bcp47("en"), document.state)
    faces = made.session(document).faces
    return page, furniture_sheet(made.look, document.furniture, faces) + signing_spaces(document)


MUTATIONS: dict[str, tuple[str, str, str, set[tuple[str, str]]]] = {
    "a clause is lost": ("", "", ".clause_3{visibility:hidden}", {("RBP-010", "articles.undertakings.rule_3")}),
    "a number is lost": ("", "", ".clause_2 .number{display:none}", {("RBP-010", "articles.definitions.rule_2")}),
    "a number is another": ('<span class="number">4.1 ', '<span class="number">4.2 ', "", {
        ("RBP-010", "articles.finance.rule")}),
    "an article is lost": ("Article 4 – Financial provisions", "", "", {("RBP-010", "articles.finance.heading")}),
    "a note is lost": ("", "", ".note{display:none}", {("RBP-010", "articles.purpose.rule_2")}),
    "a note says another thing": ("Note by the legal", "Word by the legal", "", {("RBP-010", "notes.separate")}),
    "a reference leads elsewhere": ('href="#articles.finance"', 'href="#articles.law"', "", {
        ("RBP-018", "articles.finance")}),
    "a reference leads nowhere": ('href="#articles.finance"', 'href="https://example.org/"', "", {
        ("RBP-018", "articles.finance")}),
    "a signatory is lost": ("Marc DURAND</p></div></li>", "</p></div></li>", "", {
        ("RBP-010", "signatures.centre.person.text")}),
    "a point is lost": ("", "", ".points{display:none}", {("RBP-011", "points.heading")}),
    "a cell is lost": ("Running track", "", "", {("RBP-010", "annexes.premises.table.1.1")}),
    "a recital has no letter": ('<span class="number">(B) </span>', "", "", {("RBP-010", "preamble.1")}),
    "the banner is not on page 2": ("", "", "@page :nth(2){@left-top{content:none}}", {("RBP-014", "status_banner")}),
    "the version is lost": ("", "", "@page{@right-top{content:none}}", {("RBP-014", "version_line")}),
    "the label of a rule is white": ("", "", ".ruled_space{color:white}", {("RBP-013", "")}),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_spoilt_page_is_found_out(name: str) -> None:
    old, new, rule, expected = MUTATIONS[name]
    page, sheet = source()
    assert old in page
    document = sample_convention("en")
    changed = page.replace(old, new, 1) if old else page
    data = appearance("en").session(document).write(changed, sheet + rule)
    found = {(d.code.id, d.field) for d in verify_pdf(document, data)}
    assert expected <= found


def test_the_spoilt_pages_are_spoilt_by_nothing_else() -> None:
    document = sample_convention("en")
    assert verify_pdf(document, appearance("en").session(document).write(*source())) == ()


def test_a_reference_inside_a_note_leads_to_its_target() -> None:
    def noted(inline: Inline) -> Inline:
        if not hasattr(inline, "note"):
            return inline
        return replace(inline, children=(*inline.children, Reference("articles.law", (words(" Article 11"),))))

    document = _changed(sample_convention("en"), noted)
    assert verify_pdf(document, write_pdf(document, appearance("en"))) == ()


def _changed(document: Document, change: Callable[[Inline], Inline]) -> Document:
    """The document with the inlines of its clauses changed."""
    def block(one: object) -> object:
        if not isinstance(one, Article):
            return one
        return replace(one, clauses=tuple(
            replace(clause, children=tuple(map(change, clause.children))) for clause in one.clauses))

    return replace(document, slots=tuple(replace(s, blocks=tuple(map(block, s.blocks))) for s in document.slots))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_that_leads_to_items_is_not_the_last_of_its_page(language: str) -> None:
    """Over many lengths of what stands before it."""
    document = sample_convention(language, "final")
    leads = {
        f"{clause.label} {plain(clause.children)}"[:18] for block in blocks(document) if isinstance(block, Article)
        for clause, after in pairwise(block.clauses) if after.level > clause.level}
    assert leads
    for lines in range(0, 44, 4):
        more = Paragraph("parties.more", "text", tuple(
            inline for _ in range(lines) for inline in (words("x"), LineBreak())) or (words("x"),))
        longer = replace(document, slots=tuple(
            replace(slot, blocks=(*slot.blocks, more)) if slot.name == "parties" else slot for slot in document.slots))
        for page in read(write_pdf(longer, appearance(language))).pages:
            last = [said(passage) for passage in page.passages if passage.element == "P" and said(passage)][-1]
            assert not any(last.startswith(lead) for lead in leads), (lines, last)


def test_a_label_of_a_japanese_signature_stands_by_the_first_line_of_what_it_names() -> None:
    long = (Text("長い名称を持つ法人" * 12, ""),)

    def lengthened(signature: Signature) -> Signature:
        return replace(signature, lines=tuple(
            line if line.space else replace(line, text=long) for line in signature.lines))

    document = sample_convention("ja", "final")
    document = replace(document, slots=tuple(
        replace(slot, blocks=tuple(
            replace(block, signatures=tuple(map(lengthened, block.signatures))) if isinstance(block, Signatures)
            else block for block in slot.blocks)) for slot in document.slots))
    data = write_pdf(document, appearance("ja"))
    runs = [run for page in read(data).pages for passage in page.passages for run in passage.runs]
    pairs = [(one, other) for one, other in pairwise(runs) if other.text.startswith("長い名称") and len(one.text) < 6]
    assert len(pairs) > 3
    assert max(abs(label.box[3] - value.box[3]) for label, value in pairs) < 4
