import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from dragoman.document.nodes import LineBreak, Ruby
from dragoman.errors import WriteError
from dragoman.readback.pdf import page_count, verify_pdf
from dragoman.readback.pdf_match import agrees, consumed, normal, shown
from dragoman.readback.pdf_pages import Run, read
from dragoman.writers.pdf import Session, write_pdf
from page_samples import (
    LANGUAGE_TAGS,
    appearance,
    full_pdf,
    image,
    longer,
    sample_pdf,
    saying,
    source_of,
    text,
)
from samples import PICTURE, full_release, sample_release

Change = Callable[[str, str], tuple[str, str]]


@cache
def parts() -> tuple[Session, str, str]:
    return source_of(full_release("fr"))


def css(rule: str) -> Change:
    return lambda source, sheet: (source, f"{sheet}{rule}")


def words(old: str, new: str) -> Change:
    def change(source: str, sheet: str) -> tuple[str, str]:
        assert old in source, old
        return source.replace(old, new), sheet
    return change


def margins(old: str, new: str) -> Change:
    def change(source: str, sheet: str) -> tuple[str, str]:
        assert old in sheet, old
        return source, sheet.replace(old, new)
    return change


def paragraphs(change: Callable[[list[str]], list[str]]) -> Change:
    def changed(source: str, sheet: str) -> tuple[str, str]:
        found = re.findall(r'<p class="text">.*?</p>\n?', source)
        first, *others = found
        new = "".join(change(found))
        for other in others:
            source = source.replace(other, "")
        return source.replace(first, new), sheet
    return changed


NAME = "press-release"
MUTATIONS: dict[str, tuple[Change, set[tuple[str, str]]]] = {
    "a paragraph is lost": (
        words('<p class="text">Le lendemain', '<p class="text" hidden>Le lendemain'),
        {("RBP-010", f"{NAME}.sectors.space")}),
    "the last lines are lost": (
        css(".contacts li:last-child .contact_line{display:none}"), {("RBP-011", f"{NAME}.contacts.second.line.0")}),
    "a contact is lost": (
        css(".contacts li:first-child{display:none}"), {("RBP-010", f"{NAME}.contacts.press.name")}),
    "the embargo is lost": (css(".embargo{display:none}"), {("RBP-010", "embargo")}),
    "the embargo is set in capitals": (css(".embargo{text-transform:uppercase}"), {("RBP-010", "embargo")}),
    "the notice is lost": (css(".notice{display:none}"), {("RBP-010", "notice")}),
    "the title of a side box is lost": (css(".box_heading{display:none}"), {("RBP-010", "boxes.shanghai.heading")}),
    "a side box is lost": (css(".side_box{display:none}"), {("RBP-010", "boxes.shanghai.heading")}),
    "a side box is as dark as its words": (css(".side_box::after{content:'';position:absolute;inset:0;background:#111}"
        ".side_box{position:relative}"), {("RBP-013", "")}),
    "another person speaks": (words("Carole Delga<", "Carole Delgado<"), {("RBP-010", f"{NAME}.quotes.delga.speaker")}),
    "the office of the speaker is lost": (
        css(".office{display:none}"), {("RBP-010", f"{NAME}.quotes.delga.office")}),
    "the alternative text is another": (words("Un carré bleu", "Un rond bleu"), {("RBP-010", "pictures.stand.alt")}),
    "a picture is lost": (
        css(".picture img{display:none}"), {("RBP-010", "pictures.stand.alt"), ("RBP-017", "")}),
    "a picture is off the page": (
        css(".picture img{position:relative;left:-900px}"), {("RBP-013", "")}),
    "a picture is cut": (css(".picture{height:20mm;overflow:hidden}"), {("RBP-013", "")}),
    "a picture is painted over": (
        css(".picture{position:relative}.picture::after{content:'';position:absolute;inset:0;background:white}"),
        {("RBP-013", "")}),
    "a picture stands twice": (
        words("</figure>", "</figure><figure class='picture'><img src='asset:images/stand.png' alt='Encore'></figure>"),
        {("RBP-010", f"{NAME}.programme.title"), ("RBP-017", "")}),
    "the caption is lost": (css(".caption{display:none}"), {("RBP-010", "pictures.stand.caption")}),
    "the credit is lost": (css(".credit{display:none}"), {("RBP-010", "pictures.stand.credit")}),
    "the credit is tiny": (css(".credit{font-size:3pt}"), {("RBP-013", "")}),
    "a particular is lost": (
        css(".particulars tr:first-child{display:none}"), {("RBP-010", "particulars.where.label")}),
    "a particular says another thing": (words("sur invitation", "sur réservation"), {
        ("RBP-010", "particulars.when.text")}),
    "a link is lost": (words("example.org/japon</a>", "example.org/</a>"), {("RBP-010", "links.more")}),
    "the house is lost": (css(".about{visibility:hidden}"), {("RBP-010", "about")}),
    "the address is lost": (css("@page :first{@top-right{content:none}}"), {("RBP-014", "address")}),
    "the address is on every page": (
        css("@page{@top-right{content:'1 rue de l’Essai';width:20mm;padding-top:12mm}}"), {("RBP-012", "")}),
    "the embargo is not in the head of page 2": (
        css("@page :nth(2){@top-center{content:none}}"), {("RBP-014", "embargo")}),
    "the embargo of the heads is another": (
        margins("SOUS EMBARGO", "SANS EMBARGO"), {("RBP-014", "embargo"), ("RBP-012", "")}),
    "a paragraph is invisible": (css(".lede{visibility:hidden}"), {("RBP-010", f"{NAME}.lede")}),
    "a paragraph is transparent": (css(".lede{opacity:0.01}"), {("RBP-010", f"{NAME}.lede")}),
    "a paragraph is white": (css(".lede{color:#fff}"), {("RBP-013", "")}),
    "a paragraph is tiny": (css(".lede{font-size:1pt}"), {("RBP-013", "")}),
    "a paragraph is off the page": (css(".lede{position:absolute;left:-900px}"), {("RBP-013", "")}),
    "a paragraph is cut": (css(".lede{height:6pt;overflow:hidden}"), {("RBP-013", "")}),
    "a paragraph is painted over": (
        css(".lede{position:relative}.lede::after{content:'';position:absolute;inset:0;background:white}"),
        {("RBP-013", "")}),
    "two paragraphs are one": (
        words('en 2023.</p>\n<p class="text">Le', "en 2023. Le"), {("RBP-010", f"{NAME}.meetings.sport")}),
    "one paragraph is two": (
        words(" Une dizaine", "</p><p class='text'>Une dizaine"), {("RBP-010", f"{NAME}.sectors.foodex")}),
    "a word is added by the style": (css(".lede::before{content:'Non '}"), {("RBP-010", f"{NAME}.lede")}),
    "a paragraph is added": (words("</footer>", "<p>Encore.</p></footer>"), {("RBP-012", "")}),
    "two words join": (words("une mission du 5", "unemission du 5"), {
        ("RBP-010", f"{NAME}.headline"), ("RBP-016", "properties.title")}),
    "a word splits": (words("délégation", "délé gation"), {("RBP-010", f"{NAME}.sectors.space")}),
    "capitals are changed": (css(".heading{text-transform:uppercase}"), {("RBP-010", f"{NAME}.sectors.title")}),
    "a figure is changed": (words("12,8", "12,9"), {("RBP-010", f"{NAME}.figures.exports.value")}),
    "a lead is lost": (css(".figure_lead{display:none}"), {("RBP-010", f"{NAME}.figures.groups.value")}),
    "a blank is lost": (css(".blank{display:none}"), {("RBP-010", f"{NAME}.dateline")}),
    "a date of the programme is lost": (
        css(".table_date{visibility:hidden}"), {("RBP-010", f"{NAME}.programme.day-1.date")}),
    "a row of the programme is another": (
        words("Visite du siège d’Astroscale", "Visite d’Astroscale"),
        {("RBP-010", f"{NAME}.programme.astroscale.event")}),
    "the numbers of the notes are lost": (css(".number{display:none}"), {("RBP-010", f"{NAME}.notes.1")}),
    "the draft mark is lost": (margins('content:"PROJET"', "content:none"), {("RBP-014", "draft_mark")}),
    "the draft mark is another": (
        margins('"PROJET"', '"FINAL"'), {("RBP-014", "draft_mark"), ("RBP-012", "")}),
    "the draft mark is on one page only": (
        css("@page :first{@top-right-corner{content:none}}"), {("RBP-014", "draft_mark")}),
    "the draft mark is white": (css("@page{@top-right-corner{color:white}}"), {("RBP-013", "")}),
    "the letterhead is on every page": (
        margins('"Mission Japon 2024"', '"Région Occitanie / Pyrénées-Méditerranée"'),
        {("RBP-014", "running_head"), ("RBP-012", "")}),
    "the footer line is lost": (css("@page{@bottom-left{content:none}}"), {("RBP-014", "footer_line")}),
    "the page label is on page 1 too": (
        css('@page :first{@bottom-right{content:"page 1/2"}}'), {("RBP-012", "")}),
    "the pages are counted wrong": (
        margins("counter(pages)", '"3"'), {("RBP-014", "page_label"), ("RBP-012", "")}),
    "the margins say more": (css('@page{@bottom-center{content:"Confidentiel"}}'), {("RBP-012", "")}),
    "the title of the file is another": (words("<title>", "<title>Projet "), {("RBP-016", "properties.title")}),
    "the language of the file is another": (
        words('lang="fr-FR"', 'lang="en-GB"'), {("RBP-016", "properties.language")}),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_spoilt_page_is_found_out(name: str) -> None:
    change, expected = MUTATIONS[name]
    session, *source = parts()
    found = verify_pdf(full_release("fr"), session.write(*change(*source)))
    assert {(d.code.id, d.field) for d in found} == expected


def test_swapped_paragraphs_are_found_out() -> None:
    session, *source = parts()
    changed = paragraphs(lambda found: [found[1], found[0], *found[2:]])
    found = verify_pdf(full_release("fr"), session.write(*changed(*source)))
    assert found != ()


@pytest.mark.parametrize("rule", [
    ".text{hyphens:auto;text-align:justify;width:60mm}", ".text{letter-spacing:0.05em}", "body{font-size:9pt}",
    ".text{width:31mm}", "@page{size:216mm 279mm}", ".heading{color:#444}",
])
def test_a_change_of_looks_alone_is_none(rule: str) -> None:
    session, source, sheet = parts()
    data = session.write(source, sheet + rule)
    assert data != full_pdf("fr")
    assert verify_pdf(full_release("fr"), data) == ()


@pytest.mark.parametrize("language", LANGUAGE_TAGS)
def test_everything_that_a_release_may_have_reads_back_as_composed(language: str) -> None:
    for state, logo in (("draft", False), ("final", True)):
        assert verify_pdf(full_release(language, state), full_pdf(language, state, logo=logo)) == ()


def test_another_picture_in_the_place_of_one_is_found_out() -> None:
    other = replace(appearance("fr"), images={PICTURE: image(600, 299, PICTURE)}, sessions={})
    document = full_release("fr")
    found, = verify_pdf(document, write_pdf(document, other))
    assert (found.code.id, dict(found.values)) == ("RBP-017", {"expected": "600 × 300", "found": "600 × 299"})


def test_a_photograph_turned_upright_is_the_same() -> None:
    upright = replace(appearance("fr"), images={PICTURE: image(300, 600, PICTURE)}, sessions={})
    assert verify_pdf(full_release("fr"), write_pdf(full_release("fr"), upright)) == ()


def test_a_picture_is_at_most_as_wide_as_the_text_and_ninety_millimetres_high() -> None:
    for size, expected in (((6000, 600), (160, 16)), ((3000, 4000), (67.5, 90)), ((96, 48), (25.4, 12.7))):
        given = replace(appearance("fr"), images={PICTURE: image(*size, PICTURE)}, sessions={})
        pages = read(write_pdf(full_release("fr"), given)).pages
        box = next(p.runs[0].box for page in pages for p in page.passages if p.element == "Figure")
        found = ((box[2] - box[0]) / 72 * 25.4, (box[3] - box[1]) / 72 * 25.4)
        assert found == pytest.approx(expected, abs=0.2)


def test_the_first_difference_is_told_with_both_texts() -> None:
    session, source, sheet = parts()
    found, = verify_pdf(full_release("fr"), session.write(source.replace("12,8", "12,9"), sheet))
    assert dict(found.values) == {"expected": "12,8 %", "found": "12,9 %"}


def test_the_numbers_of_the_pages_are_checked_on_each_of_four() -> None:
    document = longer("fr")
    session, source, sheet = source_of(document)
    assert verify_pdf(document, session.write(source, sheet)) == ()
    found = verify_pdf(document, session.write(source, sheet.replace("counter(page)", "counter(pages)", 1)))
    assert {d.values["page"] for d in found if d.code.id == "RBP-014"} == {"2", "3"}


def test_a_repeated_table_head_is_expected_only_where_a_table_goes_on() -> None:
    session, source, sheet = parts()
    stray = session.write(source, sheet + '@page{@bottom-center{content:"Date"}}')
    assert {d.values["found"] for d in verify_pdf(full_release("fr"), stray)} == {"Date"}


def test_the_readings_of_names_are_compared_apart() -> None:
    document = saying("ja", text("東映"), Ruby("太秦", "うずまさ"), text("映画村"))
    data = write_pdf(document, appearance("ja"))
    other = saying("ja", text("東映"), Ruby("太秦", "うづまさ"), text("映画村"))
    assert verify_pdf(document, data) == ()
    assert [d.code.id for d in verify_pdf(other, data)] == ["RBP-015"]


def test_a_letterhead_of_several_lines_is_found_line_by_line() -> None:
    document = sample_release("fr")
    head = (text("Région Occitanie"), LineBreak(), text("Service de presse"), LineBreak(), text("31406 Toulouse"))
    document = replace(document, furniture={**document.furniture, "letterhead": head})
    data = write_pdf(document, appearance("fr"))
    assert verify_pdf(document, data) == ()
    shorter = replace(document, furniture={**document.furniture, "letterhead": head[:3]})
    assert {d.values.get("found") for d in verify_pdf(shorter, data)} == {"31406 Toulouse"}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"no pdf at all", sample_pdf("fr")[:2000]])
def test_what_is_no_pdf_is_an_error(data: bytes) -> None:
    for call in (lambda: page_count(data), lambda: verify_pdf(sample_release("fr"), data)):
        with pytest.raises(WriteError) as caught:
            call()
        assert caught.value.diagnostics[0].code.id == "RBP-002"


def test_a_file_without_structure_holds_nothing_that_counts() -> None:
    from io import BytesIO

    import pikepdf

    pdf = pikepdf.open(BytesIO(sample_pdf("fr")))
    del pdf.Root.StructTreeRoot
    pdf.save(out := BytesIO())
    codes = {d.code.id for d in verify_pdf(sample_release("fr"), out.getvalue())}
    assert codes >= {"RBP-011", "RBP-012"}


def test_pages_and_properties_are_read() -> None:
    content = read(sample_pdf("ja"))
    assert len(content.pages) == page_count(sample_pdf("ja")) == 2
    assert content.language == "ja-JP"
    assert content.information["Author"] == "オクシタニー地域圏"


def run(words: str, left: float = 0, line: int = 0) -> Run:
    return Run(words, (left, -20 * line, left + 10, 10 - 20 * line), -20.0 * line, 10, visible=True)


@pytest.mark.parametrize(("expected", "found"), [
    ("un deux", "un\ndeux"),
    ("porte-fenêtre", "porte-\nfenêtre"),
    ("anticonstitutionnel", "anticonsti\u2010\ntutionnel"),
    ("2023/2024", "2023/\n2024"),
    ("日本語の文", "日本\n語の文"),
    ("12 % et 3 000", "12\u00a0% et 3\u202f000"),
    ("un  deux\u3000trois", "un deux trois"),
    ("officiel ﬂ", "oﬃciel fl"),
    ("x" * 30, "x" * 20 + "\n" + "x" * 10),
    ("東映太秦", "東映 太秦"),
    ("lieu, le", "lieu , le"),
])
def test_a_laid_out_text_agrees(expected: str, found: str) -> None:
    assert agrees(normal(expected), shown([run(line, 0, n) for n, line in enumerate(found.split("\n"))]))


@pytest.mark.parametrize(("expected", "found"), [
    ("un deux", "undeux"),
    ("undeux", "un deux"),
    ("le mot fin", "le mo\nt fin"),
    ("le mot", "le mot fin"),
    ("le mot fin", "le mot"),
    ("神谷", "\ufa19谷"),
    ("日", "⽇"),
    ("Ａ", "A"),
    ("œuvre", "oeuvre"),
    ("a-b", "a\u2011b"),
    ("porte fenêtre", "porte-\nfenêtre"),
    ("un deux", "un\u2010\ndeux"),
])
def test_another_text_does_not(expected: str, found: str) -> None:
    assert not agrees(normal(expected), shown([run(line, 0, n) for n, line in enumerate(found.split("\n"))]))


def test_a_text_tells_how_much_of_another_it_takes_up() -> None:
    assert consumed("un deux trois", "un deux") == 7
    assert consumed("un deux trois", "un deux\n") == 8
    assert consumed("un deux trois", "un trois") is None


def test_runs_on_one_line_join_and_others_do_not() -> None:
    raised = Run("er", (20, 4, 26, 9), 4.0, 6, visible=True)
    assert shown([run("le 1"), raised, run(" mars", 30)]) == "le 1er mars"
    assert shown([run("un", 40), run("deux", 0, 1)]) == "un\ndeux"
    assert shown([run("arc\x02", 0), run("en-ciel", 0, 1)]) == "arc-\nen-ciel"
