"""Japanese letters in vertical lines: their order, their figures, their page, and the format that has none."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from lxml import etree

from dragoman import AppearanceError, Project
from dragoman.appearance.fit import fitted, height_of, of_one_page
from dragoman.appearance.look import read_look
from dragoman.composers.invitation import VERTICAL
from dragoman.document.nodes import Document, Fact, Foreign, Paragraph
from dragoman.document.projection import plain, project
from dragoman.document.walk import blocks, inlines
from dragoman.facts import Attested, Known, Named
from dragoman.language.kanji_figures import figures_in_kanji, small_number
from dragoman.language.violations import document_violations, passage_violations
from dragoman.pipeline.build import build
from dragoman.resources import folder
from letter_guests import BODIES, guest, guests, recipients
from readers import squeeze
from test_cli import dragoman
from test_docx_libreoffice import converted

SENT = {"invitation.date": "2024-02-05", "invitation.reply.by": "2024-02-25", "event.time": "14:30"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HONORIFICS = "様|御中|各位|閣下|殿"
DETAILS = """
details:
  - { id: room, label: Salle, text: "salle 12, 2e étage ; G7 ; 1 250 places ; 05 61 33 50 50" }
"""
ROOM = "本館2階第12会議室（G7の間）、定員1,250名、052-123-4567"


def vertical(copy: Path, more: str = "") -> Project:
    """The example in a copy, its letter in vertical lines."""
    path = copy / "invitation.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nvertical: true\n{more}", encoding="utf-8")
    return Project.load(copy)


@pytest.fixture
def tate(copy: Path) -> Project:
    return vertical(copy)


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same for tests that change nothing."""
    root = Path(__file__).parents[1] / "examples" / "japan-2024"
    return vertical(Path(shutil.copytree(root, tmp_path_factory.mktemp("vertical") / "project")))


def letter(project_: Project, one, **more) -> Document:
    known = {path: value for path, value in SENT.items() if path != "event.time"}
    return project_.compose("invitation", language="ja", recipient=one, facts=known, **more)


def lines(document: Document) -> dict[str, str]:
    return {line.id: line.text for line in project(document).body}


def parts(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


# --- the order and the words ---------------------------------------------------------------------------------------


def test_the_parts_come_in_the_order_of_vertical_letters(standing):
    document = letter(standing, guest("ja", "governor"))
    assert list(lines(document)) == [
        "opening", "body", "body.2", "reply", "closing_sentence", "closing", "dateline", "sender", "signature.person",
        "addressee", "addressee.name", "details.mark", "event.when", "event.time", "event.place", "event.occasion",
        "reply.contact", "details.end"]
    assert [slot.name for slot in document.slots] == [rule.name for rule in VERTICAL["ja"]]


def test_dates_counts_and_the_facts_of_the_event_have_kanji_for_figures(standing):
    said = lines(letter(standing, guest("ja", "governor")))
    assert said["dateline"] == "二〇二四年二月五日"
    assert said["event.when"] == "一、日　　付　二〇二四年三月五日（火）"
    assert "二〇二四年二月二十五日（日）までに" in said["reply"]
    assert "二〇二四年三月五日から十三日まで" in said["body"]
    assert "企業約十社" in said["body"]
    assert said["addressee.name"] == "見本県知事　見本　花子　様"


def test_the_wording_of_a_project_has_kanji_and_leaves_latin_words_theirs(copy):
    vertical(copy, DETAILS)
    assert dragoman("catalog", "update", copy).returncode == 0
    catalog = copy / "locales" / "ja" / "LC_MESSAGES" / "project.po"
    text = catalog.read_text(encoding="utf-8")
    for key, words in (("label", "会　　場"), ("text", ROOM)):
        head, entry, tail = text.partition(f'msgctxt "invitation.details.room.{key}"')
        text = head + entry + tail.replace('msgstr ""', f'msgstr "{words}"', 1)
    catalog.write_text(text, encoding="utf-8")
    said = lines(letter(Project.load(copy), guest("ja", "governor")))
    assert said["details.room"] == (
        "一、会　　場　本館二階第十二会議室（G7の間）、定員千二百五十名、〇五二―一二三―四五六七")


def test_one_without_signature_names_its_sender_beneath_the_office(copy, standing):
    unsigned = lines(letter(vertical(copy, "signed: false\n"), guest("ja", "governor")))
    assert unsigned["sender"] == "オクシタニー地域圏議会議長\nキャロル・デルガ"
    assert "signature.person" not in unsigned
    signed = lines(letter(standing, guest("ja", "governor")))
    assert (signed["sender"], signed["signature.person"]) == ("オクシタニー地域圏議会議長", "キャロル・デルガ")


def test_a_ceremonial_one_has_no_marks_in_its_items_either(copy):
    said = lines(letter(vertical(copy, "ceremonial: true\n"), guest("ja", "foreign_ambassador")))
    assert not set("、。") & set("".join(said.values()))
    assert said["event.when"] == "一　日　　付　二〇二四年三月五日（火）"
    assert (said["opening"][:2], said["closing"]) == ("謹啓", "謹白")
    assert said["addressee.name"].endswith("　閣下")


def test_it_has_neither_subject_nor_letterhead_nor_postal_address_and_their_blanks_are_not_its_own(tate, example):
    one = guest("ja", "governor", address=guests("ja")[0].address)
    document = letter(tate, one)
    assert set(document.furniture) == {"draft_mark", "page_label"}
    paths = {opening.path for opening in document.openings}
    assert "house.address" in {opening.path for opening in letter(example, one).openings}
    assert "house.address" not in paths
    assert "recipient.address" not in {
        inline.path for block in blocks(document) for inline in inlines(block.children) if isinstance(inline, Fact)}


def test_its_other_languages_are_as_they_were_and_agree_with_it(tate, example):
    assert tate.concordance("invitation") == ()
    for language in ("fr", "en"):
        assert tate.compose("invitation", language=language) == example.compose("invitation", language=language)


def test_what_only_the_letterhead_the_foot_or_the_subject_says_is_not_missed(copy, edit):
    edit("house.yaml", "name: ", "footer: '{region:le}, {club_japon:le}'\nname: ")
    edit("invitation.yaml", 'subject: "', 'subject: "{kyoto_prefecture:le}, ')
    for stem in ("vertical: true", "ceremonial: true\nvertical: true"):
        path = copy / "invitation.yaml"
        path.write_text(f"{path.read_text(encoding='utf-8').partition('vertical')[0]}\n{stem}\n", encoding="utf-8")
        assert Project.load(copy).concordance("invitation") == ()


def test_the_letters_are_as_they_were_last_read_by_eye(standing, golden):
    golden("invitation.ja-vertical.draft.txt", "\n".join(
        f"=== {one.key} ===\n{standing.write(letter(standing, one), 'text').data.decode()}" for one in guests("ja")))


@settings(max_examples=100, deadline=None)
@given(recipients().filter(lambda one: one.language == "ja"))
def test_no_letter_stacks_honorifics_breaks_a_rule_or_has_figures_but_in_names_and_attested_words(standing, one):
    document = letter(standing, one)
    body = "\n".join(line.text for line in project(document).body)
    assert document_violations(body, "ja", "invitation") == []
    assert not re.search(rf"(?:{HONORIFICS})\s*(?:{HONORIFICS})", body)
    assert len(re.findall(f"(?:{HONORIFICS})$", lines(document)["addressee.name"])) == 1
    for block in blocks(document):
        assert isinstance(block, Paragraph)
        assert passage_violations(block.children, "ja") == []
        assert not re.search("[0-9０-９]", plain(own_words(standing, block.children))), block.id
    standing.write(document, "docx")  # read back, or this raises


def own_words(project_: Project, passage):
    """A passage without names, attested texts and what is foreign."""
    facts = project_.sources.facts_of("invitation")
    for inline in passage:
        match inline:
            case Foreign():
                pass
            case Fact() if inline.path.startswith("recipient.") or (
                isinstance(state := facts.get(inline.path), Known) and isinstance(state.value, Named | Attested)
            ):
                pass
            case _ if below := getattr(inline, "children", None):
                yield from own_words(project_, below)
            case _:
                yield inline


# --- figures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "kanji"), [
    ("2024年3月5日（火）", "二〇二四年三月五日（火）"), ("令和6（2024）年3月20日", "令和六（二〇二四）年三月二十日"),
    ("令和元年11月1日", "令和元年十一月一日"), ("午後2時30分", "午後二時三十分"), ("午前0時5分", "午前零時五分"),
    ("正午", "正午"), ("10人、11人、100人、110人", "十人、十一人、百人、百十人"), ("1,000社", "千社"),
    ("11,000人", "一万一千人"), ("1,000万", "一千万"), ("7万5,000人", "七万五千人"), ("1億", "一億"),
    ("4億7,200万ユーロ", "四億七千二百万ユーロ"), ("123,456,789", "一億二千三百四十五万六千七百八十九"),
    ("12.8％", "一二・八％"), ("0.5％", "〇・五％"), ("30〜60", "三十〜六十"), ("第12回", "第十二回"),
    ("052-123-4567", "〇五二―一二三―四五六七"), ("+33 5 61 33 50 50", "＋三三―五―六一―三三―五〇―五〇"),
    ("G7、COP28、A380、Office365", "G7、COP28、A380、Office365"), ("a12@example.org", "a12@example.org"),
    ("https://example.org/2024/03", "https://example.org/2024/03"), ("10:30、1/2", "10:30、1/2"),
    ("123456789012345678901234", "一二三四五六七八九〇一二三四五六七八九〇一二三四"), ("", ""),
])
def test_figures_are_written_as_vertical_lines_have_them(text, kanji):
    assert figures_in_kanji(text) == kanji
    assert figures_in_kanji(kanji) == kanji


def test_numbers_below_a_hundred_and_years_are_read_back():
    assert [small_number(figures_in_kanji(str(n))) for n in range(1, 100)] == list(range(1, 100))
    assert [small_number(text) for text in ("13", "十三", "2024", "二〇二四")] == [13, 13, 2024, 2024]


# --- the file ------------------------------------------------------------------------------------------------------


def test_the_page_lies_on_its_long_side_and_its_lines_run_from_the_top_down(standing):
    section = parts(standing.write(letter(standing, guest("ja", "governor")), "docx").data)["word/document.xml"].find(
        f".//{W}sectPr")
    size = section.find(f"{W}pgSz")
    assert [size.get(f"{W}{name}") for name in ("w", "h", "orient")] == ["16838", "11906", "landscape"]
    assert section.find(f"{W}textDirection").get(f"{W}val") == "tbRl"


def test_one_or_two_figures_of_an_attested_text_stand_upright_and_no_others(standing):
    one = guest("ja", "president", titles={"ja": "第2部門第14室第123課長（G7担当）"})
    body = parts(standing.write(letter(standing, one), "docx").data)["word/document.xml"]
    upright = ["".join(run.itertext()) for run in body.iter(f"{W}r") if run.find(f".//{W}eastAsianLayout") is not None]
    assert upright == ["2", "14"]


def test_an_office_and_a_name_that_no_line_holds_have_a_line_each(standing):
    long = {"ja": "見本県見本市見本総合研究開発センター長兼第十二代見本財団理事長"}
    said = lines(letter(standing, guest("ja", "president", titles=long)))
    assert said["addressee"].splitlines()[-1] == long["ja"]
    assert said["addressee.name"] == "見本　花子　様"


def test_no_line_is_held_back_for_the_next_page(standing):
    styles = parts(standing.write(letter(standing, guest("ja", "governor")), "docx").data)["word/styles.xml"]
    assert [e.get(f"{W}val") for e in styles.iter(f"{W}widowControl")] == ["0"]


def test_a_logo_and_the_marks_of_folds_stay_away(copy, edit):
    edit("house.yaml", "name: ", "window_envelope: true\nlogo: logo.png\nname: ")
    shutil.copy(Path(__file__).parent / "houses" / "valmont" / "images" / "logo.png", copy / "logo.png")
    project_ = vertical(copy)
    found = parts(project_.write(letter(project_, guest("ja", "governor")), "docx").data)
    assert not [e for name, part in found.items() if name.startswith("word/header") for e in part.iter(
        f"{W}framePr", "{http://schemas.openxmlformats.org/drawingml/2006/main}blip")]


def test_its_pdf_is_refused_with_the_remedy_while_all_else_is_made(tate, tmp_path):
    rows = {(row.language, row.format): row for row in build(
        tate, documents=["invitation"], formats=("docx", "pdf", "html", "text", "json"), folder=tmp_path)}
    failed = [key for key, row in rows.items() if row.outcome != "made"]
    assert failed == [("ja", "pdf")]
    assert [found.code.id for found in rows["ja", "pdf"].diagnostics] == ["FMT-008"]
    assert rows["ja", "pdf"].exit_code == AppearanceError.exit_code


@pytest.mark.parametrize(("interface", "remedy"), [("en", "LibreOffice"), ("fr", "enregistrez-le en PDF")])
def test_the_command_line_says_how_to_print_it_and_ends_with_code_3(tate, tmp_path, interface, remedy):
    root = tate.sources.folder
    done = dragoman("--interface", interface, "build", root, "invitation", "-o", tmp_path / "out", "-t", "docx,pdf")
    assert done.returncode == 3
    assert remedy in done.stderr.decode()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"invitation.{name}" for name in (
            "en.draft.docx", "en.draft.pdf", "fr.draft.docx", "fr.draft.pdf", "ja.draft.docx")]


def test_a_run_of_letters_makes_the_vertical_ones_in_word(tate, tmp_path):
    root = tate.sources.folder
    done = dragoman("merge", root, "invitation", "-o", tmp_path, "-t", "docx", "--limit", "2", "-j", "1")
    assert done.returncode == 0, done.stderr.decode()
    letters = [path for path in tmp_path.iterdir() if path.name.endswith(".ja.draft.docx")]
    assert len(letters) == 2
    assert all(b"tbRl" in zipfile.ZipFile(path).read("word/document.xml") for path in letters)


# --- the page, as LibreOffice lays it out --------------------------------------------------------------------------


def boxes(page: pypdfium2.PdfPage) -> list[tuple[str, float, float]]:
    """The characters of a page with their places, millimetres from the left and from the head."""
    text, height = page.get_textpage(), page.get_height()
    found = [(text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars())]
    return [(sign, left * 25.4 / 72, (height - top) * 25.4 / 72) for sign, (left, _, _, top) in found if sign.strip()]


def places(found: list[tuple[str, float, float]], document: Document) -> dict[str, tuple[float, float]]:
    """Where the first character of each part stands, one part after the other."""
    text, position, starts = "".join(sign for sign, _, _ in found), 0, {}
    for name, words in lines(document).items():
        position = text.index(squeeze(words), position)
        starts[name] = found[position][1:]
    return starts


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_its_lines_follow_each_other_from_the_right_each_part_at_its_place(standing, tmp_path):
    chosen = {one.key: letter(standing, one) for one in guests("ja") if one.function in (
        "governor", "foreign_ambassador", *BODIES)}
    for key, document in chosen.items():
        (tmp_path / f"{key}.docx").write_bytes(standing.write(document, "docx").data)
    converted(tmp_path, "pdf")
    for key, document in chosen.items():
        pdf = pypdfium2.PdfDocument(tmp_path / f"{key}.pdf")
        assert len(pdf) == 1, key
        assert pdf[0].get_size() == pytest.approx((841.9, 595.3), abs=1)
        at = places(boxes(pdf[0]), document)
        assert [x for x, _ in at.values()] == sorted((x for x, _ in at.values()), reverse=True), key
        assert at["opening"][1] == pytest.approx(30, abs=1.5)
        assert at["addressee.name"][1] == pytest.approx(30, abs=1.5)
        assert at["dateline"][1] == pytest.approx(38.5, abs=1.5)
        for name in ("closing", "details.end"):
            assert at[name][1] > 160, name


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_letter_has_one_page_where_the_estimate_says_so(copy, tmp_path):
    words = "この場を借りて、日頃のご厚情に心より御礼申し上げます。"
    documents = {}
    catalog = copy / "locales" / "ja" / "LC_MESSAGES" / "project.po"
    text = catalog.read_text(encoding="utf-8")
    vertical(copy)
    for count in range(0, 28, 4):
        catalog.write_text(text.replace("さて、フランス", f"{words * count}さて、フランス", 1), encoding="utf-8")
        project_ = Project.load(copy)
        documents[count] = letter(project_, guest("ja", "governor"))
        (tmp_path / f"{count}.docx").write_bytes(project_.write(documents[count], "docx").data)
    converted(tmp_path, "pdf")
    look = read_look(folder("templates") / "look.toml", "invitation", "ja", vertical=True)
    pages = {count: len(pypdfium2.PdfDocument(tmp_path / f"{count}.pdf")) for count in documents}
    expected = {count: bool(of_one_page(document, look)) for count, document in documents.items()}
    assert {count: number == 1 for count, number in pages.items()} == expected
    assert set(expected.values()) == {True, False}
    heights = [height_of(documents[0], fitted(look, density)) for density in range(4)]
    assert heights == sorted(heights, reverse=True)
