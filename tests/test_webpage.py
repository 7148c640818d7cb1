import re
from base64 import b64encode
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5.parser
from lxml import html as lxml_html

from dragoman.appearance.look import Face, HouseLook, read_look
from dragoman.document.nodes import LineBreak, Paragraph, Text
from dragoman.document.projection import project
from dragoman.errors import WriteError
from dragoman.readback.html import verify_html
from dragoman.resources import folder
from dragoman.writers.webpage import write_html
from samples import PICTURE, full_release, sample_picture, sample_release
from web_samples import look, page, written

LANGUAGES = {"fr": "fr-FR", "en": "en-GB", "ja": "ja-JP"}
LOOK = folder("templates") / "look.toml"


def tree(source: str) -> Element:
    """The page as a browser's algorithm reads it, by a parser that is not ours; it must find nothing to mend."""
    parser = tinyhtml5.parser.HTMLParser(namespace_html_elements=False)
    root = parser.parse(source)
    assert parser.errors == []
    return root


@pytest.mark.parametrize("state", ["draft", "final"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_finds_nothing_to_mend_and_every_passage(language: str, state: str) -> None:
    root = tree(page(language, state))
    main = root.find("body/main")
    assert main is not None
    shown = re.sub(r"\s", "", "".join(main.itertext()) + "".join(e.get("alt", "") for e in main.iter()))
    for line in project(full_release(language, state)).body:
        text = re.sub(r"^\d\. ", "", line.text) if ".notes." in line.id else line.text
        assert re.sub(r"\s", "", text) in re.sub("（うずまさ）", "", shown), line.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_document_gives_the_same_bytes(language: str) -> None:
    assert written(full_release(language)) == written(full_release(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_it_is(language: str) -> None:
    document = full_release(language, "final")
    root = lxml_html.document_fromstring(page(language, "final"))
    about = {meta.get("name"): meta.get("content") for meta in root.iter("meta")}
    lede = next(line.text for line in project(document).body if line.id.endswith(".lede"))
    assert root.findtext("head/title") == document.properties.title
    assert (about["author"], about["dcterms.issued"]) == (document.properties.author, "2024-03-05")
    assert about["description"] == lede
    assert root.get("lang") == root.find("body/main").get("lang") == LANGUAGES[language]


def test_without_a_lede_the_subject_describes_the_page_and_without_a_date_none_is_given() -> None:
    document = full_release("fr")
    document = replace(document, slots=tuple(slot for slot in document.slots if slot.name != "lede"))
    assert '<meta name="description" content="Mission Japon">' in written(document)
    assert "dcterms" not in written(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_main_begins_with_the_draft_mark_and_the_embargo_and_the_rest_stands_outside(language: str) -> None:
    furniture = project(full_release(language)).furniture
    body = lxml_html.document_fromstring(page(language)).find("body")
    assert [part.tag for part in body] == ["header", "main", "footer"]
    header, main, footer = body
    assert [e.text_content() for e in main[:2]] == [furniture["draft_mark"], furniture["embargo"]]
    assert [e.get("class") for e in main[:2]] == ["draft_mark", "embargo"]
    assert header[0].text_content() == furniture["letterhead"]
    assert [*header[1].itertext()] == furniture["address"].split("\n")
    assert footer.text_content().strip() == furniture["footer_line"]
    final = lxml_html.document_fromstring(page(language, "final")).find("body/main")
    assert final[0].get("class") == "embargo"
    assert furniture["draft_mark"] not in [e.text_content() for e in final]


def test_without_furniture_nothing_stands_around_main() -> None:
    document = replace(full_release("fr", "final"), furniture={})
    assert [part.tag for part in lxml_html.document_fromstring(written(document)).find("body")] == ["main"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_never_skip_a_level_and_heads_of_tables_say_what_they_head(language: str) -> None:
    root = lxml_html.document_fromstring(page(language))
    levels = [int(e.tag[1]) for e in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {e.get("scope") for e in root.iter("th")} == {"col", "row", "rowgroup"}
    assert all(figure.find("figcaption") is not None for figure in root.iter("figure"))


def test_foreign_and_untranslated_passages_say_their_language_and_blanks_are_marked() -> None:
    root = lxml_html.document_fromstring(page("en"))
    assert {e.get("lang") for e in root.iter("span")} == {"fr", "ja", "ja-Latn", None}
    assert [e.text_content() for e in root.iter("mark")] == [
        "[to be completed: date of the release]", "[to be completed: signatory for ASICS]"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_for_nothing_and_runs_nothing(language: str) -> None:
    root = lxml_html.document_fromstring(page(language))
    addresses = [(e.tag, value) for e in root.iter() for name, value in e.attrib.items() if name in ("src", "href")]
    assert {tag for tag, _ in addresses} == {"a", "img"}
    assert all(re.match("data:image/png;base64," if tag == "img" else "https:|tel:|mailto:", value)
               for tag, value in addresses)
    assert not {"script", "link", "iframe", "object", "base", "form"} & {e.tag for e in root.iter()}
    assert not re.search(r"url\(|@import|\son[a-z]+=", page(language))
    assert "default-src 'none'" in root.find("head/meta[@http-equiv='Content-Security-Policy']").get("content")


@pytest.mark.parametrize("language", LANGUAGES)
def test_guards_of_the_layout_stay_out_and_the_spaces_of_the_language_stay_in(language: str) -> None:
    assert not re.search('[\u200b\u2060]|class="narrow', page(language))
    if language == "fr":
        assert "3\u202f000 emplois" in page("fr")
        assert "12,8\u00a0%" in page("fr")


def test_the_picture_is_in_the_file_with_its_description_and_its_size() -> None:
    data = b64encode(sample_picture().data).decode()
    assert f'<img src="data:image/png;base64,{data}" alt="Un carré bleu" width="600" height="300">' in page("fr")


def test_a_picture_that_the_project_lacks_is_an_error_that_names_it() -> None:
    with pytest.raises(WriteError) as caught:
        write_html(full_release("fr"), look("fr"), {})
    found, = caught.value.diagnostics
    assert (found.code.id, found.field, found.values["asset"]) == ("WEB-001", "pictures.stand", PICTURE)


def test_a_logo_stands_in_the_header_and_the_name_of_the_issuer_is_still_text() -> None:
    data = write_html(full_release("fr"), look("fr"), {PICTURE: sample_picture()}, sample_picture())
    header = lxml_html.document_fromstring(data.decode()).find("body/header")
    assert [(e.tag, e.get("alt")) for e in header] == [("img", ""), ("div", None)]
    assert header.text_content().strip().startswith("Région Occitanie")
    assert verify_html(full_release("fr"), data) == ()


def test_numbers_of_items_are_those_of_the_list_so_that_they_are_not_doubled_without_a_style_sheet() -> None:
    items = lxml_html.document_fromstring(page("fr")).find(".//ol")
    assert [item.tag for item in items] == ["li", "li"]
    assert items[0].text_content() == "Source des chiffres\u00a0: la Région Occitanie."


def test_the_style_follows_the_look_of_the_house() -> None:
    face = Face(docx='A "face" </style>', pdf=("Other",), alternatives=(), family="roman")
    house = HouseLook(accent="#004433", faces={"latin": {"text": face}})
    data = write_html(
        full_release("fr"), read_look(LOOK, "press_release", "fr", house), {PICTURE: sample_picture()})
    assert b"--accent:#004433;" in data
    assert data.count(b"</style>") == 1
    assert '--face-text:"A \\22 face\\22  \\3c /style\\3e ","Other",var(--roman,serif)' in data.decode()
    assert verify_html(full_release("fr"), data) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_style_of_the_look_is_a_class_and_every_class_of_text_is_a_style(language: str) -> None:
    root = lxml_html.document_fromstring(page(language))
    used = {e.get("class") for e in root.iter("p", "h1", "h2", "h3", "th", "td", "li") if e.get("class")}
    assert used <= set(look(language).styles)
    for role in look(language).styles:
        assert f".{role}{{font:" in root.findtext("head/style")


def test_apostrophes_in_japanese_text_come_from_a_narrow_face() -> None:
    assert '--face-text:"narrow quotes","BIZ UDGothic",' in page("ja")
    assert '--face-text:"Cambria","Caladea",' in page("fr")
    assert 'font-family: "narrow quotes"' in page("ja")


def test_nothing_is_too_small_to_read_on_a_telephone() -> None:
    sizes = [float(size) for size in re.findall(r"font:\w+ ([\d.]+)rem", page("fr"))]
    assert len(sizes) == len(look("fr").styles)
    assert min(sizes) == 0.8


def test_a_style_sheet_of_the_project_takes_the_place_of_the_one_that_ships(tmp_path: Path) -> None:
    (tmp_path / "web.css").write_text("main { color: #123456 }", encoding="utf-8")
    images = {PICTURE: sample_picture()}
    own = write_html(full_release("fr"), look("fr"), images, templates=(tmp_path,)).decode()
    assert "main { color: #123456 }" in own
    assert "color-scheme" not in own
    assert "color-scheme" in write_html(full_release("fr"), look("fr"), images, templates=(tmp_path / "no",)).decode()


def test_whatever_the_words_are_they_are_words() -> None:
    words = Text('<script>alert("&amp;")</script> </main>', "k")
    nasty = Paragraph("p", "text", (words, LineBreak(), Text("\u3000’", "k")))
    document = sample_release("fr")
    document = replace(
        document, properties=replace(document.properties, title='</title><b a="&">', author='"><script>'),
        slots=(replace(document.slots[0], blocks=(nasty,)),))
    source = written(document)
    assert '&lt;script&gt;alert("&amp;amp;")&lt;/script&gt; &lt;/main&gt;<br>\u3000’' in source
    assert tree(source).findtext("head/title") == '</title><b a="&">'
    assert verify_html(document, source.encode()) == ()
