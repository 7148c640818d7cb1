import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.document.nodes import Document, Fact, Foreign, Item, Items, LineBreak, Paragraph, Slot, Strong, Text
from dragoman.readback.html import verify_html
from samples import full_release, sample_release
from web_samples import page, written

LANGUAGES = ("fr", "en", "ja")


def holding(*blocks: object) -> Document:
    return replace(sample_release("fr", "final"), slots=(Slot("body", blocks),))


def found_in(source: str, language: str = "fr") -> list[tuple[str, str]]:
    return [(d.code.id, d.field) for d in verify_html(full_release(language), source.encode())]


@pytest.mark.parametrize("release", [sample_release, full_release])
@pytest.mark.parametrize("state", ["draft", "final"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_reads_back_as_composed(language: str, state: str, release: Callable[[str, str], Document]) -> None:
    document = release(language, state)
    assert verify_html(document, written(document).encode()) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_but_its_own_is_found_out(language: str) -> None:
    for other in LANGUAGES:
        assert bool(found_in(page(other), language)) == (other != language)
    assert ("RBH-010", "draft_mark") in found_in(page(language, "final"), language)


def test_spaces_that_a_browser_folds_are_free_and_no_others() -> None:
    passage = (Text(" un  deux\t", "k"), Strong((Text("\ttrois ", "k"),)), LineBreak(), Text("quatre\ncinq", "k"))
    document = holding(Paragraph("p", "text", passage), Paragraph("q", "text", (Text(" ", "k"),)))
    source = written(document)
    assert verify_html(document, source.encode()) == ()
    assert verify_html(document, source.replace("un  deux", "un\ndeux").encode()) == ()
    assert verify_html(document, source.replace("un  deux", "un\u00a0deux").encode()) != ()
    assert verify_html(document, source.replace("un  deux", "undeux").encode()) != ()
    assert verify_html(document, source.replace("<br>quatre", " quatre").encode()) != ()


def test_an_empty_item_has_a_number_all_the_same() -> None:
    document = holding(Items("i", (Item("i.1", ()), Item("i.2", (Fact("p", "s", (Text("deux", ""),)),)))))
    assert verify_html(document, written(document).encode()) == ()


MUTATIONS = {
    "a letter": ("Ce qui change", "Ce qui chante", "RBH-010", "notice"),
    "a space": ("12,8\u00a0%", "12,8 %", "RBH-010", "press-release.figures.exports.value"),
    "a guard": ("12,8\u00a0", "12,8\u00a0\u2060", "RBH-010", "press-release.figures.exports.value"),
    "no embargo": ('<p class="embargo">.*?</p>\n', "", "RBH-010", "embargo"),
    "no draft mark": ('<p class="draft_mark">PROJET</p>\n', "", "RBH-010", "draft_mark"),
    "the draft mark outside": (
        '(<main lang="fr-FR">\n)(<p class="draft_mark">PROJET</p>\n)', r"\2\1", "RBH-010", "draft_mark"),
    "no letterhead": ('<p class="letterhead">.*?</p>', "", "RBH-010", "letterhead"),
    "no address": ('<p class="address">.*?</p>', "", "RBH-011", "address"),
    "no footer": ("<footer>.*?</footer>\n", "", "RBH-011", "footer_line"),
    "no box": ("<aside.*?</aside>", "", "RBH-010", "boxes.shanghai.heading"),
    "no quote": ("<blockquote.*?</blockquote>", "", "RBH-010", "press-release.quotes.delga.quote"),
    "no picture": ("<figure.*?</figure>", "", "RBH-010", "pictures.stand.alt"),
    "no end": ('<ul class="contacts.*?</ul>', "", "RBH-011", "press-release.contacts.press.name"),
    "two blocks swapped": (
        "(<aside.*?</aside>)\n(<figure.*?</figure>)", r"\2\n\1", "RBH-010", "boxes.shanghai.heading"),
    "two cells swapped": (
        "(<th [^>]*>Date</th>)(<th .*?</th>)", r"\2\1", "RBH-010", "press-release.programme.column.date"),
    "a paragraph more": ("</main>", "<p>encore</p></main>", "RBH-012", ""),
    "words beside": ("</main>", "encore</main>", "RBH-012", ""),
    "words after": ("</body>", "encore</body>", "RBH-012", ""),
    "words in the head": ("</head>", "encore</head>", "RBH-012", ""),
    "words after the page": ("</html>", "</html>encore", "RBH-001", ""),
    "an alternative text": ('alt="Un carré bleu"', 'alt="Un carré"', "RBH-010", "pictures.stand.alt"),
    "a heading that is none": (
        '<h2 class="heading">(Programme)</h2>', r"<p>\1</p>", "RBH-013", "press-release.programme.title"),
    "a heading of another level": ("<h3(.*?)</h3>", r"<h2\1</h2>", "RBH-013", "boxes.shanghai.heading"),
    "a paragraph that is a heading": ('<p class="label">(.*?)</p>', r"<h2>\1</h2>", "RBH-013", "press-release.label"),
    "a description": ("<caption>Infos", "<caption>Info", "RBH-010", "particulars"),
    "a description of a list": ('aria-label="Les échanges', 'aria-label="', "RBH-010", "press-release.figures"),
    "a language": ('<span lang="ja">', '<span lang="zh">', "RBH-014", ""),
    "no language": ('<span lang="ja">', "<span>", "RBH-014", ""),
    "a link": (r"tel:\+33500000000", "tel:+33500000001", "RBH-014", ""),
    "a blank": ('<mark class="blank">(.*?)</mark>', r"<span>\1</span>", "RBH-014", ""),
    "the language of main": ('<main lang="fr-FR">', "<main>", "RBH-015", "properties.language"),
    "the language of the page": ('<html lang="fr-FR">', '<html lang="en">', "RBH-015", "properties.language"),
    "the title": ("<title>L’", "<title>", "RBH-015", "properties.title"),
    "the author": ('content="Région', 'content="', "RBH-015", "properties.author"),
    "the summary": ('content="«', 'content="', "RBH-015", "properties.subject"),
    "a date": ("<title>", '<meta name="dcterms.issued" content="2024"><title>', "RBH-015", "properties.date"),
    "another picture": ('base64,[^"]+', "base64,AAAA", "RBH-016", "pictures.stand"),
    "no data": ('base64,[^"]+', "base64,A", "RBH-016", "pictures.stand"),
    "a stretched picture": ('height="300"', 'height="600"', "RBH-016", "pictures.stand"),
    "a picture more": ("</main>", '<img src="data:image/png;base64,AAAA" alt=""></main>', "RBH-016", ""),
    "a second main": ("</main>", "</main><main></main>", "RBH-012", ""),
    "something beside main": ("</main>", "</main><div></div>", "RBH-012", ""),
    "a style in the body": ("</body>", "<style>p{}</style></body>", "RBH-012", ""),
    "a table in a paragraph": ("– FIN –", "– FIN –<table></table>", "RBH-012", ""),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_spoilt_page_is_found_out(name: str) -> None:
    pattern, replacement, code, node = MUTATIONS[name]
    changed, count = re.subn(pattern, replacement, page("fr"), count=1, flags=re.DOTALL)
    assert count == 1
    assert (code, node) in found_in(changed)


def test_a_reading_that_is_lost_or_changed_is_found_out() -> None:
    for changed in (page("ja").replace("うずまさ", "たいしん"), re.sub("<rp>.*?</ruby>", "</ruby>", page("ja"))):
        assert found_in(changed, "ja") == [("RBH-014", "")]


FORBIDDEN = {
    "a script": ("</main>", "<script>x</script></main>"),
    "a frame": ("</main>", '<iframe src="https://e.org"></iframe></main>'),
    "a link to a style sheet": ("</head>", '<link rel="stylesheet" href="https://e.org/a.css"></head>'),
    "a picture from elsewhere": ('src="data:', 'src="https://e.org/'),
    "a picture that is a drawing": ("data:image/png", "data:image/svg+xml"),
    "an event": ("<main ", '<main onclick="x" '),
    "a style of its own": ("<main ", '<main style="color:red" '),
    "something hidden": ("<main ", "<main hidden "),
    "something hidden from some": ('<p class="embargo"', '<p aria-hidden="true" class="embargo"'),
    "a comment": ("</main>", "<!-- caché --></main>"),
    "an instruction": ("</main>", "<?x?></main>"),
    "a refresh": ("<title>", '<meta http-equiv="refresh" content="0;https://e.org"><title>'),
    "a style sheet that fetches": ("</style>", "p{background:URL (https://e.org)}</style>"),
    "a style sheet that imports": ("<style>", "<style>@import 'a';"),
    "a style sheet that hides": ("</style>", ".embargo{display: none}</style>"),
    "a style sheet that speaks": ("</style>", ".label::after{content:'x'}</style>"),
    "a second doctype": ("<main ", "<!DOCTYPE html><main "),
    "a section of data": ("<main ", "<![CDATA[x]]><main "),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_nothing_runs_fetches_or_hides(name: str) -> None:
    before, after = FORBIDDEN[name]
    changed = page("fr").replace(before, after, 1)
    assert changed != page("fr")
    assert "RBH-003" in {code for code, _ in found_in(changed)}


@pytest.mark.parametrize(("before", "after"), [
    ("</main>", ""), ("</main>", "</main></main>"), ("<strong>", "<strong><em>"), ("</strong>", "</b>"),
    ("<!DOCTYPE html>", ""), ("<main ", '<main lang="fr" '),
])
def test_a_page_that_a_browser_would_have_to_mend_is_refused(before: str, after: str) -> None:
    codes = {code for code, _ in found_in(page("fr").replace(before, after, 1))}
    assert "RBH-002" in codes or codes == {"RBH-003"}


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"words", b"<p>words</p>", b"<!DOCTYPE html><p></p><p></p>"])
def test_what_is_no_page_is_an_error(data: bytes) -> None:
    assert verify_html(sample_release("fr"), data)


def test_a_foreign_name_in_the_foot_keeps_its_language() -> None:
    document = full_release("ja")
    assert isinstance(document.furniture["footer_line"][0], Foreign)
    changed = re.sub('<p class="foot"><span lang="fr">(.*?)</span>', r'<p class="foot">\1', page("ja"))
    assert found_in(changed, "ja") == [("RBH-014", "")]
