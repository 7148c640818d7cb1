"""A fictional house with names, faces and a logo of its own: nothing of the first stands in code, shells or wording."""

import io
import subprocess
import zipfile
from itertools import product
from pathlib import Path

import pytest
from PIL import Image

from dragoman import OpeningsError
from dragoman.document.nodes import Quote, RuledSpace, Untranslated
from dragoman.document.projection import plain
from dragoman.document.walk import blocks, document_inlines
from dragoman.workflow.check import check_project
from dragoman.workflow.sets import project_set
from dragoman.workflow.update import update
from pdf_readers import pdf_pages
from projects import FOLDERS, LANGUAGES, ROOT, WRITTEN, documents, draft, project, written
from readers import read, squeeze, word_margins

HOUSE = "valmont"
FULL, CORRECTED, WITHDRAWN = "semaine-du-verre", "rectificatif", "retrait"

FIRST_HOUSE = (
    "Occitanie", "オクシタニ", "地域圏", "ASICS", "アシックス", "Delga", "デルガ", "Toulouse", "トゥールーズ", "JAXA",
    "Astroscale", "アストロスケール", "Font-Romeu", "フォン・ロムー", "Foodex", "Chojo", "Japon", "Japan", "日本",
    "472", "12,8", "12.8",
)
"""Names and figures of the first house; 日本 and Japan also name a time zone, a language, a country of the world."""

COMMON = {"Japon", "Japan", "日本", "472", "12,8", "12.8"}
"""Of these, what code and catalogs may hold for reasons of their own."""


def test_the_first_house_is_the_example():
    documents_of_it = {name for house, name in documents() if house == "example"}
    texts = [read(written("example", n, t, "docx")) for n, t in product(documents_of_it, LANGUAGES)]
    everything = "\n".join(texts).casefold()
    assert [word for word in FIRST_HOUSE if word.casefold() not in everything] == []


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("name", [FULL, CORRECTED, WITHDRAWN])
def test_no_output_of_the_second_house_holds_anything_of_the_first(name, kind):
    for language in LANGUAGES:
        text = read(written(HOUSE, name, language, kind)).replace("日本時間", "").casefold()
        assert [word for word in FIRST_HOUSE if word.casefold() in text] == []


@pytest.mark.parametrize("folder", ["src", "templates", "locales"])
def test_code_shells_and_wording_hold_no_name_of_the_first_house(folder):
    words = [word.casefold() for word in FIRST_HOUSE if word not in COMMON]
    found = {
        (str(path.relative_to(ROOT)), word) for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
        for text in _texts(path) for word in words if word in text.casefold()}
    assert found == set()


def _texts(path: Path) -> list[str]:
    if path.suffix != ".docx":
        return [path.read_bytes().decode("utf-8", "replace")]
    with zipfile.ZipFile(path) as shell:
        return [shell.read(name).decode("utf-8", "replace") for name in shell.namelist()]


@pytest.mark.parametrize("kind", [*WRITTEN, "json"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [FULL, CORRECTED, WITHDRAWN])
def test_every_document_is_written_and_reads_back_without_a_finding(name, language, kind):
    output = written(HOUSE, name, language, kind)
    assert output.data
    assert output.findings == ()


GRAMMAR = {
    "fr": (
        "La Chambre d’artisanat de Valmont organise la Semaine du verre",
        "La Guilde du verre de Hoshikage, venue de Hoshikage",
        "au Hangar aux Lumières", "le four du Hangar aux Lumières", "présidente de la Chambre",
        "par les Hautes Verreries d’Ambrelle, par l’Académie du feu et par Isaldine",
        "à la Guilde du verre de Hoshikage", "que le musée des Pendules reste fermé jusqu’en mars 2032",
        "ouvrent leurs portes en Ostrée", "des ateliers de l’Ostrée", "au Vaurion puis à Hoshikage",
        "aux Hautes Verreries d’Ambrelle ou à l’Académie du feu", "date de 1887",
        "1 visite guidée par jour", "la troisième de son pays", "1,85 million d’euros", "640 000 yens",
        "15 à 25 apprentis", "avant le vendredi 12 décembre 2031", "du 2 février au 30 avril 2032", "01 99 00 12 34",
        "le soufflage, la taille et la peinture sur verre",
    ),
    "en": (
        "The Valmont Chamber of Crafts is holding Glass Week",
        "The Pendulum Museum is lending the Hoshikage Glass Guild twelve pieces",
        "the Hoshikage Glass Guild’s oldest surviving rules", "third in its country", "€1.85 million", "¥640,000",
        "15 to 25 apprentices", "before Friday 12 December 2031", "+33 1 99 00 12 34",
        "glass-blowing, cutting and painting on glass", "around 260 master glassmakers",
    ),
    "ja": (
        "ヴァルモン工芸会議所は、2031年11月17日から23日まで、光の倉庫でガラス週間を開催します。",
        "星影から訪れる星影硝子組合が吹きガラス、カット、絵付けの技を披露し、約1万6,500人の来場を見込んでいます。",
        "国内第3位", "185万ユーロ", "64万円", "15〜25人の見習い職人", "2031年12月12日（金）より前に",
        "同組合の灯野澪会長が",
    ),
}
"""What the grammar of the names and the forms of the facts must come to."""


@pytest.mark.parametrize("kind", ["docx", "pdf", "text"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_facts_are_written_by_the_grammar_of_each_language(language, kind):
    text = squeeze(read(written(HOUSE, FULL, language, kind))).casefold()
    assert [phrase for phrase in GRAMMAR[language] if squeeze(phrase).casefold() not in text] == []


EMBARGOES = {
    "fr": "SOUS EMBARGO jusqu’au mardi 4 novembre 2031 à 17 h 30 (heure de Zurich), soit le mercredi 5"
          " novembre 2031 à 1 h 30 (heure de Tokyo)",
    "en": "EMBARGOED UNTIL 16:30 (London time), 17:30 (Zurich time), Tuesday 4 November 2031",
    "ja": "報道解禁日時：2031年11月5日（水）午前1時30分（日本時間）、"
          "2031年11月4日（火）午後5時30分（チューリッヒ時間）",
}
"""One instant, at the clocks that the house gives the readers of each language."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_embargo_stands_on_every_page_in_the_first_line_and_in_the_title_of_every_format(language):
    line = squeeze(EMBARGOES[language])
    pages = pdf_pages(written(HOUSE, FULL, language, "pdf").data)
    assert all(line in squeeze(page) for page in pages)
    headers = {n: t for n, t in word_margins(written(HOUSE, FULL, language, "docx").data).items() if "header" in n}
    assert headers
    assert all(line in squeeze(text) for text in headers.values())
    for kind in ("html", "text"):
        assert line in squeeze(read(written(HOUSE, FULL, language, kind)).splitlines()[0])
    assert squeeze(draft(HOUSE, FULL, language).properties.title).removeprefix("【").startswith(line)


def test_the_line_for_newspapers_and_the_other_press_club_are_for_the_japanese_press():
    for phrase in ("新聞は11月6日付朝刊から", "Cercle de la presse d’Orsanne"):
        held = {tag for tag in LANGUAGES if squeeze(phrase) in squeeze(read(written(HOUSE, FULL, tag, "docx")))}
        assert held == {"ja"}


def test_a_quote_without_english_words_is_printed_in_its_own_and_keeps_english_a_draft():
    english = draft(HOUSE, FULL, "en")
    assert [o.path for o in english.openings if o.kind == "unapproved_quote"] == [f"{FULL}.quotes.president"]
    quotes = [block for block in blocks(english) if isinstance(block, Quote)]
    (first, second) = (next(p for p in quote.paragraphs if p.role == "quote") for quote in quotes)
    assert any(isinstance(inline, Untranslated) and inline.language == "fr" for inline in first.children)
    assert plain(second.children) == "“Before the fire, everyone is an apprentice.”"
    with pytest.raises(OpeningsError):
        project(HOUSE).compose(FULL, language="en", state="final")


@pytest.mark.parametrize("language", ["fr", "ja"])
def test_the_languages_that_have_the_quote_can_be_final(language):
    document = project(HOUSE).compose(FULL, language=language, state="final")
    assert document.openings == ()
    said = {"fr": ("« Le verre ne ment pas", "« Devant le feu"), "ja": ("「ガラスはうそ", "「火の前では")}
    text = squeeze(read(project(HOUSE).write(document, "docx")))
    assert all(squeeze(words) in text for words in said[language])


def test_a_name_that_somebody_answers_for_is_told_and_no_opening():
    document = draft(HOUSE, FULL, "ja")
    assert [accepted.opening.path for accepted in document.accepted] == ["le_vaurion"]
    assert "le_vaurion" not in {opening.path for opening in document.openings}


def test_a_place_of_signing_is_a_ruled_space_and_no_opening():
    for language in LANGUAGES:
        document = draft(HOUSE, FULL, language)
        assert [i.path for i in document_inlines(document) if isinstance(i, RuledSpace)] == ["programme.charter.place"]
        assert document.blanks == ()


@pytest.mark.parametrize(("language", "label", "notice"), [
    ("fr", "COMMUNIQUÉ RECTIFICATIF – annule et remplace le communiqué du 4 novembre 2031", "Le fonds s’élève à"),
    ("en", "CORRECTION – replaces the release of 4 November 2031", "The fund amounts to"),
    ("ja", "2031年11月4日付", "基金の額は185万ユーロです"),
])
def test_a_correction_says_what_it_replaces_and_what_changes(language, label, notice):
    for kind in WRITTEN:
        text = squeeze(read(written(HOUSE, CORRECTED, language, kind)))
        assert squeeze(label) in text
        assert squeeze(notice) in text


@pytest.mark.parametrize(("language", "label", "notice", "story"), [
    ("fr", "AVIS DE RETRAIT", "retire ce communiqué", "Une fermeture provisoire"),
    ("en", "WITHDRA", "withdraws this release", "A temporary closure"),
    ("ja", "2031年10月8日付", "取り下げます", "一時的な閉館"),
])
def test_a_withdrawal_prints_its_notice_in_the_place_of_the_story(language, label, notice, story):
    for kind in WRITTEN:
        text = squeeze(read(written(HOUSE, WITHDRAWN, language, kind)))
        assert squeeze(label) in text
        assert squeeze(notice) in text
        assert squeeze(story) not in text


def test_an_unknown_credit_is_the_one_blank_of_the_correction_in_every_language():
    for language in LANGUAGES:
        document = draft(HOUSE, CORRECTED, language)
        assert [blank.path for blank in document.blanks] == ["release.pictures.kiln.credit"]
        assert [(o.kind, o.path) for o in document.openings] == [("blank", "release.pictures.kiln.credit")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_files_wear_the_faces_the_accent_the_logo_and_the_picture_of_the_house(language):
    with zipfile.ZipFile(io.BytesIO(written(HOUSE, FULL, language, "docx").data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    media = {data for name, data in parts.items() if name.startswith("word/media/")}
    assert media == {(FOLDERS[HOUSE] / "images" / name).read_bytes() for name in ("logo.png", "four.png")}
    marked = b"".join(data for name, data in parts.items() if name.endswith(".xml")).decode()
    assert "5B2A6E" in marked
    assert "1F3A5F" not in marked
    fonts = {"fr": ("Noto Serif", "Lato"), "en": ("Noto Serif", "Lato"), "ja": ("BIZ UDGothic",)}
    assert all(f'"{name}"' in marked for name in fonts[language])
    assert "Cambria" not in marked


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_files_embed_the_faces_of_the_house_and_draw_its_logo_and_its_picture(language, tmp_path):
    path = written(HOUSE, FULL, language, "pdf").save(tmp_path)
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    wanted = {"fr": ("Noto-Serif", "Lato"), "en": ("Noto-Serif", "Lato"), "ja": ("BIZ-UDGothic",)}
    assert all(name in fonts for name in wanted[language])
    assert "Caladea" not in fonts
    assert "Carlito" not in fonts
    images = subprocess.run(["pdfimages", "-list", path], capture_output=True, text=True, check=True).stdout
    sizes = {tuple(row.split()[3:5]) for row in images.splitlines()[2:]}
    assert {("320", "180"), ("960", "540")} <= sizes


@pytest.mark.parametrize("name", [FULL, CORRECTED, WITHDRAWN])
def test_the_three_languages_say_the_same(name):
    assert project(HOUSE).concordance(name) == ()


def test_its_catalogs_are_translated_and_up_to_date():
    report = update(project_set(project(HOUSE).sources), check=True)
    assert not report.changed, [c.path for c in report.catalogs if c.changed]
    for name, language in product([FULL, CORRECTED, WITHDRAWN], LANGUAGES):
        assert not [o for o in draft(HOUSE, name, language).openings if o.kind in ("missing", "fuzzy")]


def test_check_warns_of_its_open_points_and_its_third_page_and_of_nothing_else():
    found = {(d.code.id, d.field) for d in check_project(project(HOUSE)) if d.code.severity != "info"}
    assert found == {
        ("OPN-002", "release.pictures.kiln.credit"), ("OPN-006", f"{FULL}.quotes.president"), ("CHK-018", FULL)}


def test_its_pictures_are_those_that_the_script_draws(monkeypatch):
    monkeypatch.syspath_prepend(FOLDERS[HOUSE].parent)
    import draw

    for picture, name in ((draw.logo(), "logo.png"), (draw.kiln(), "four.png")):
        with Image.open(FOLDERS[HOUSE] / "images" / name) as kept:
            assert kept.convert("RGB").tobytes() == picture.tobytes()
