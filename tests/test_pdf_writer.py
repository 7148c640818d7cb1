import hashlib
import io
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import lxml.html
import pikepdf
import pytest
from fontTools.ttLib import TTFont

from dragoman.appearance.look import Face, HouseLook
from dragoman.composers.press_release import SLOTS
from dragoman.document.nodes import (
    Day,
    Document,
    Entry,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    PageCount,
    PageNumber,
    Paragraph,
    Picture,
    Programme,
    Reference,
    Ruby,
    RuledSpace,
    Strong,
)
from dragoman.document.projection import project
from dragoman.errors import AppearanceError, TemplateError, WriteError
from dragoman.readback.pdf import verify_pdf
from dragoman.readback.pdf_pages import read
from dragoman.text import gate
from dragoman.writers import pdf, pdf_characters
from dragoman.writers.html import fragments
from dragoman.writers.pdf import PdfAppearance, write_pdf
from page_samples import (
    LANGUAGE_TAGS,
    TEMPLATES,
    appearance,
    families_of,
    image,
    longer,
    only,
    sample_pdf,
    saved,
    saying,
    source_of,
    text,
)
from samples import PICTURE, full_release, sample_release
from test_html_fragments import INLINES

HOSTILE = {
    "markup": "a & b &amp; &lt; <b>x</b> <script>alert(1)</script> <!-- c --> ]]> </p></body>",
    "templates": "{{ slots.body }} {% raw %} {# x #} {_{ x }_}",
    "quotes": "\"q\" 'q' \\ \\0 \\a",
    "spaces": "a  b\u00a0\u00a0c \u202f d\u3000e\tf\ng",
    "signs": "μ µ Ω Δ ‑ - – — − · • × ≥ ½ ﬁ ﬂ œ Œ ß ſ",
    "marks": "x\u0302y n\u0308 e\u0301\u0323 ê e n x",
    "ligatures": "officiel efficace fjord ﬁn",
    "hyphens": "Languedoc-Roussillon/Midi-Pyrénées " * 40,
    "a word of five kilobytes": "mot " + "x" * 5000 + " fin",
    "many words": "mot " * 1200,
}


@pytest.mark.parametrize("state", ["draft", "final"])
@pytest.mark.parametrize("language", LANGUAGE_TAGS)
def test_a_sample_reads_back_as_composed_and_other_programs_agree(language: str, state: str, tmp_path: Path) -> None:
    document, data = sample_release(language, state), sample_pdf(language, state)
    assert verify_pdf(document, data) == ()
    path = saved(tmp_path, data)
    subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    for font in fonts:
        assert re.match(r"[A-Z]{6}\+dragoman-", font)
        assert re.search(r"Identity-H +yes yes yes ", font)
    words = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    for line in project(document).body:
        # Poppler takes a hyphen at the end of a line for a hyphenation, and drops it.
        assert _bare(line.text) in _bare(words), line.id


def _bare(words: str) -> str:
    return re.sub(r"[\s-]", "", words)


@pytest.mark.parametrize("language", ["fr", "ja"])
@pytest.mark.parametrize("kind", get_args(Inline))
def test_every_inline_reaches_the_page(language: str, kind: type) -> None:
    if kind in (PageNumber, PageCount, Reference, NoteCall):  # the last two are a convention's, tested with it
        return
    before = text("前に" if language == "ja" else "avant ")
    document = saying(language, before, INLINES[kind][0], text(" "), Strong((text("x"),)))
    assert verify_pdf(document, write_pdf(document, appearance(language))) == ()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_reaches_the_page_as_it_is(name: str) -> None:
    words = gate(HOSTILE[name])
    document = saying("fr", text(words))
    assert verify_pdf(document, write_pdf(document, appearance("fr"))) == ()


def test_japanese_names_come_back_code_point_by_code_point(tmp_path: Path) -> None:
    words = gate("神谷と\ufa19谷、髙橋﨑㈱①②、葛\U000e0100城と葛城、か゚、日本")
    document = saying("ja", text(words))
    data = write_pdf(document, appearance("ja"))
    assert verify_pdf(document, data) == ()
    extracted = subprocess.run(
        ["pdftotext", saved(tmp_path, data), "-"], capture_output=True, text=True, check=True).stdout
    assert words in extracted


def test_words_in_the_other_script_are_set_in_its_faces_and_only_then() -> None:
    fresh = replace(appearance("fr"), sessions={})
    plain, mixed = saying("fr", text("mot")), saying("fr", Foreign("ja", (text("頂上（さん）"),)))
    assert families_of(write_pdf(plain, fresh)) == {"Caladea", "Carlito"}
    assert set(fresh.sessions) == {(False, 0)}
    data = write_pdf(mixed, fresh)
    assert verify_pdf(mixed, data) == ()
    assert families_of(data) == {"Caladea", "Carlito", "BIZ-UDGothic"}
    assert set(fresh.sessions) == {(False, 0), (True, 0)}
    assert write_pdf(plain, fresh) == write_pdf(plain, appearance("fr"))


def test_spaces_between_elements_are_in_the_file() -> None:
    bold, link = Strong((text("A"),)), Link("https://example.org/", (text("B"),))
    document = saying(
        "fr", bold, text(" "), link, text("\u00a0"), bold, text("\u202f"), link, text("\u3000"), bold, LineBreak(),
        link)
    assert verify_pdf(document, write_pdf(document, appearance("fr"))) == ()


def test_copied_text_has_ordinary_spaces(tmp_path: Path) -> None:
    document = saying("fr", text("12\u00a0% et trois mots"))
    path = saved(tmp_path, write_pdf(document, appearance("fr")))
    extracted = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "et trois mots" in extracted


def test_a_character_without_glyph_is_refused_with_its_place() -> None:
    with pytest.raises(AppearanceError) as caught:
        write_pdf(saying("fr", text("soleil "), Strong((text("😀!"),))), appearance("fr"))
    found, = caught.value.diagnostics
    assert (found.code.id, found.field, found.values["extract"]) == ("FAC-004", "node", "soleil 😀!")
    assert found.values["signs"] == "😀 (U+1F600)"


def test_the_characters_of_a_place_are_told_together_and_each_once() -> None:
    document = saying("fr", text("😀 ก 😀"), LineBreak(), text("ข"))
    document = replace(document, furniture={**document.furniture, "footer_line": (text("ก"),)})
    with pytest.raises(AppearanceError) as caught:
        write_pdf(document, appearance("fr"))
    assert [(found.field, found.values["signs"]) for found in caught.value.diagnostics] == [
        ("node", "😀 (U+1F600), ก (U+0E01), ข (U+0E02)"), ("footer_line", "ก (U+0E01)")]


def test_a_reading_and_the_furniture_are_judged_too() -> None:
    document = saying("ja", Ruby("太秦", "⽇"))
    document = replace(document, furniture={**document.furniture, "footer_line": (text("⽇"),)})
    with pytest.raises(AppearanceError) as caught:
        write_pdf(document, appearance("ja"))
    assert [d.field for d in caught.value.diagnostics] == ["node", "footer_line"]


def test_a_document_that_needs_a_face_of_the_other_script_names_its_package(tmp_path: Path) -> None:
    lone = replace(appearance("fr"), sessions={}, other=replace(
        appearance("fr").other, faces={
            role: replace(face, pdf=("BIZ UDNowhere",)) for role, face in appearance("fr").other.faces.items()}))
    assert verify_pdf(saying("fr", text("mot")), write_pdf(saying("fr", text("mot")), lone)) == ()
    with pytest.raises(AppearanceError) as caught:
        write_pdf(saying("fr", text("頂上")), lone)
    assert [d.code.id for d in caught.value.diagnostics] == ["FAC-004", "FAC-002", "FAC-002"]


def test_a_face_that_the_look_does_not_name_never_enters() -> None:
    session, source, sheet = source_of(saying("fr", text("mot")))
    with pytest.raises(AppearanceError) as caught:
        session.write(source, sheet + '.text{font-family:"Noto Sans"}')
    assert [(d.code.id, d.values["family"]) for d in caught.value.diagnostics] == [("FAC-005", "Noto Sans")]


def test_a_face_that_another_file_stands_in_for_is_refused_by_name() -> None:
    """Of the two, fontconfig sets bold words in the regular: the bold draws little more than capitals."""
    own = Face("EB Garamond", ("EB Garamond", "Noto Serif"), (), "roman")
    with pytest.raises(AppearanceError) as caught:
        write_pdf(sample_release("fr"), opened("fr", HouseLook(faces={"latin": {"text": own}})))
    assert [(d.code.id, dict(d.values)) for d in caught.value.diagnostics] == [
        ("FAC-006", {"family": "EB Garamond", "style": "bold"})]


def test_a_family_without_a_bold_has_its_bold_words_in_the_face_that_follows_it() -> None:
    own = Face("BIZ UDMincho", ("BIZ UDMincho", "BIZ UDGothic"), (), "roman")
    document = saying("ja", text("本文"), Strong((text("太字"),)))
    data = write_pdf(document, opened("ja", HouseLook(faces={"japanese": {"text": own}})))
    assert verify_pdf(document, data) == ()
    assert families_of(data) == {"BIZ-UDMincho", "BIZ-UDGothic"}


def test_no_line_breaks_in_a_japanese_number() -> None:
    for width in range(6):
        words = "あ" * (36 + width)
        data = write_pdf(saying("ja", text(f"{words}7万5,000人と4億7,200万ユーロ")), appearance("ja"))
        runs = [run for page in read(data).pages for passage in page.passages for run in passage.runs]
        lines: dict[float, str] = {}
        for run in runs:
            lines[run.baseline] = lines.get(run.baseline, "") + run.text
        for number in ("7万5,000", "4億7,200万"):
            assert any(number in line for line in lines.values())


def programme_of(rows: int) -> Document:
    """The final sample with words before a programme of days of two rows, too long for the rest of page 1."""
    columns = ((text("Date"),), (text("Lieu"),), (text("Événement"),))
    days = tuple(
        Day(f"d{n}", (text(f"jour {n}"),), tuple(Entry(f"e{n}{m}", (), (text("Halte " * 40),)) for m in range(2)))
        for n in range(rows // 2))
    before = tuple(Paragraph(f"p{n}", "text", (text("mots " * 90),)) for n in range(3))
    return only("fr", *before, Programme("p", (text("x"),), columns, days))


@pytest.mark.parametrize(("rows", "expected"), [(6, {2}), (8, {1, 2})])
def test_a_short_programme_stays_whole_and_a_long_one_parts_between_its_days(rows: int, expected: set[int]) -> None:
    data = write_pdf(programme_of(rows), appearance("fr"))
    pages = [" ".join(run.text for passage in page.passages for run in passage.runs) for page in read(data).pages]
    assert {number for number, words in enumerate(pages, 1) if "jour" in words} == expected
    for day in range(rows // 2):
        page = next(words for words in pages if f"jour {day}" in words)
        assert page.count("Halte") % 80 == 0, "a day stays whole"


@pytest.mark.parametrize("rule", ["p{colr:red}", "p{width:12}", "@page{@nowhere{content:'x'}}"])
def test_anything_that_the_layout_warns_of_fails_the_document(rule: str) -> None:
    session, source, sheet = source_of(saying("fr", text("mot")))
    with pytest.raises(AppearanceError) as caught:
        session.write(source, sheet + rule)
    assert {d.code.id for d in caught.value.diagnostics} == {"PDF-005"}


def test_a_document_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "DOCUMENT_PAGES", 2)
    with pytest.raises(WriteError) as caught:
        write_pdf(longer("fr"), appearance("fr"))
    assert [(d.code.id, d.values["limit"]) for d in caught.value.diagnostics] == [("PDF-007", "2")]


def test_a_kind_without_a_page_is_refused() -> None:
    with pytest.raises(TemplateError) as caught:
        PdfAppearance.open(TEMPLATES, "sonnet", "fr", ())
    assert caught.value.diagnostics[0].position.file == "sonnet/fr.html"


def test_a_folder_of_templates_needs_only_what_it_changes(tmp_path: Path) -> None:
    (tmp_path / "press_release").mkdir()
    source = (TEMPLATES / "press_release" / "fr.html").read_text(encoding="utf-8")
    (tmp_path / "press_release" / "default.html").write_text(source.replace("<main>", "<main><hr>"), encoding="utf-8")
    rules = SLOTS["fr"]
    own = PdfAppearance.open(tmp_path, "press_release", "fr", rules, house=HouseLook(accent="#335511"))
    document = sample_release("fr")
    data = write_pdf(document, own)
    assert data != sample_pdf("fr")
    assert verify_pdf(document, data) == ()


def opened(language: str, house: HouseLook, **others: Any) -> PdfAppearance:
    return PdfAppearance.open(TEMPLATES, "press_release", language, SLOTS[language], house=house, **others)


def test_a_house_gives_its_accent_and_its_faces_by_script_and_role() -> None:
    serif = Face("Noto Serif", ("Noto Serif",), (), "roman")
    house = HouseLook(accent="#8a1538", faces={"latin": {"label": serif}})
    document = sample_release("fr")
    data = write_pdf(document, opened("fr", house))
    assert verify_pdf(document, data) == ()
    assert families_of(sample_pdf("fr")) == {"Caladea", "Carlito", "BIZ-UDGothic"}
    assert families_of(data) == {"Caladea", "Noto-Serif", "BIZ-UDGothic"}
    with pikepdf.open(io.BytesIO(data)) as made:
        operators = pikepdf.parse_content_stream(made.pages[0])
        colours = {
            tuple(round(float(part) * 255) for part in found.operands)
            for found in operators if str(found.operator) in ("rg", "RG", "scn", "SCN")}
    assert (0x8A, 0x15, 0x38) in colours
    assert (0x1F, 0x3A, 0x5F) not in colours
    assert families_of(write_pdf(sample_release("ja"), opened("ja", house))) == families_of(sample_pdf("ja"))


def test_a_face_of_a_house_that_is_nowhere_is_refused_and_one_in_its_folder_is_used(tmp_path: Path) -> None:
    own = Face("House Sans", ("House Sans",), (), "swiss")
    house = HouseLook(faces={"latin": {"label": own}})
    with pytest.raises(AppearanceError) as caught:
        opened("fr", house)
    assert {(d.code.id, d.values["family"]) for d in caught.value.diagnostics} == {("FAC-002", "House Sans")}
    for weight in ("Regular", "Bold"):
        with TTFont(f"/usr/share/fonts/truetype/crosextra/Carlito-{weight}.ttf") as font:
            for record in font["name"].names:
                if record.nameID in (1, 16):
                    font["name"].setName("House Sans", record.nameID, *_place(record))
            font.save(tmp_path / f"HouseSans-{weight}.ttf")
    data = write_pdf(sample_release("fr"), opened("fr", house, fonts=(tmp_path,)))
    assert verify_pdf(sample_release("fr"), data) == ()
    assert families_of(data) == {"Caladea", "House-Sans", "BIZ-UDGothic"}


def _place(record: Any) -> tuple[int, int, int]:
    return record.platformID, record.platEncID, record.langID


def test_a_picture_that_the_appearance_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(AppearanceError) as caught:
        write_pdf(full_release("fr"), replace(appearance("fr"), images={}, sessions={}))
    assert [(d.code.id, d.values["address"]) for d in caught.value.diagnostics] == [
        ("AST-001", f"asset:{PICTURE}")]


@pytest.mark.parametrize("name", ["photos/été à Tokyo.png", "図/写真 1.png", "a&b 'c'#d?e%20f.png", "caladea-400.png"])
def test_a_picture_is_found_by_any_name_a_file_may_have(name: str) -> None:
    document = full_release("fr")
    renamed = replace(document, slots=tuple(replace(slot, blocks=tuple(
        replace(block, asset=name) if isinstance(block, Picture) else block for block in slot.blocks))
        for slot in document.slots))
    own = replace(appearance("fr"), images={name: image(600, 300, name)}, sessions={})
    assert verify_pdf(renamed, write_pdf(renamed, own)) == ()


@pytest.mark.parametrize("language", LANGUAGE_TAGS)
def test_every_passage_is_judged_in_the_style_that_the_markup_gives_it(language: str) -> None:
    document = full_release(language)
    page = lxml.html.fromstring(f"<main>{''.join(fragments(document, appearance(language).look).values())}</main>")
    body = replace(document, furniture={})
    judged = {node: style for node, style, words, _ in pdf_characters._texts(body) if words}
    printed = {line.id: line.text for line in project(document).body if not line.id.endswith(".alt")}
    assert set(judged) == set(printed)
    assert set(judged.values()) <= set(appearance(language).look.styles)
    for node, words in printed.items():
        found = [_bare(element.text_content()) for element in page.find_class(judged[node])]
        assert any(_bare(words) == text.replace("うずまさ", "") for text in found), (node, judged[node])


def test_the_alternative_text_of_a_picture_is_not_drawn_and_its_caption_is() -> None:
    document = full_release("fr", "final")
    changed = replace(document, slots=tuple(replace(slot, blocks=tuple(
        replace(block, alt=(text("⽇"),), caption=(text("⽇"),)) if isinstance(block, Picture) else block
        for block in slot.blocks)) for slot in document.slots))
    with pytest.raises(AppearanceError) as caught:
        write_pdf(changed, appearance("fr"))
    assert [d.field for d in caught.value.diagnostics] == ["pictures.stand.caption"]


def test_headings_stay_with_what_follows_and_the_last_page_holds_more_than_two_lines() -> None:
    document = full_release("fr", "final")
    for times in range(1, 13, 2):
        filler = tuple(Paragraph(f"filler-{n}", "text", (text("Une phrase."),)) for n in range(times))
        longer = replace(document, slots=tuple(
            replace(slot, blocks=filler + slot.blocks) if slot.name == "body" else slot for slot in document.slots))
        pages = read(write_pdf(longer, appearance("fr"))).pages
        for page in pages:
            elements = [passage.element for passage in page.passages if passage.runs]
            assert elements[-1] not in ("H1", "H2", "H3")
        assert sum(len({run.baseline for run in passage.runs}) for passage in pages[-1].passages) > 5


def test_threads_write_the_same_bytes_as_one_after_the_other() -> None:
    jobs = [(language, state) for language in LANGUAGE_TAGS for state in ("draft", "final")]
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda job: write_pdf(sample_release(*job), appearance(job[0])), jobs))
    assert made == [sample_pdf(*job) for job in jobs]


PROGRAM = """
import glob, hashlib, sys, tempfile
sys.path[:0] = {paths!r}
EVENTS = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system")
seen = []
def hook(event, arguments):
    if event in EVENTS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & 3):
        seen.append((event, str(arguments[0])))
sys.addaudithook(hook)
import page_samples
assert "weasyprint" not in sys.modules and "pypdfium2" not in sys.modules
for language in page_samples.LANGUAGE_TAGS:
    print(hashlib.sha256(page_samples.sample_pdf(language)).hexdigest())
print(*glob.glob(tempfile.gettempdir() + "/weasyprint-*"))
written = [name for event, name in seen if event == "open" and not name.startswith(tempfile.gettempdir())]
print([event for event, name in seen if event != "open"], written)
"""


def test_bytes_are_the_same_in_any_zone_locale_and_hash_seed_and_nothing_outside_is_touched(tmp_path: Path) -> None:
    program = PROGRAM.format(paths=[str(Path(__file__).parent)])
    expected = [hashlib.sha256(sample_pdf(language)).hexdigest() for language in LANGUAGE_TAGS]
    for zone, locale, seed in (("Asia/Tokyo", "C", "1"), ("America/New_York", "fr_FR.UTF-8", "2024")):
        environment = os.environ | {
            "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1",
            "SOURCE_DATE_EPOCH": seed, "TMPDIR": str(tmp_path)}
        run = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, env=environment, cwd=tmp_path, check=True)
        *digests, folders, touched = run.stdout.splitlines()
        assert digests == expected
        assert folders
        assert not any(Path(folder).exists() for folder in folders.split())
        assert touched == "[] []"
        assert run.stderr == ""


def test_a_space_for_handwriting_never_reaches_the_next_column() -> None:
    signing = RuledSpace("signing.place", (text("lieu de la signature"),))
    entry = Entry("e", (signing,), (text("Signature de la convention"),))
    columns = ((text("Date"),), (text("Lieu"),), (text("Événement"),))
    document = only("fr", Programme("p", (text("x"),), columns, (Day("d", (text("mardi"),), (entry,)),)))
    with pikepdf.open(io.BytesIO(write_pdf(document, appearance("fr")))) as made:
        operators = pikepdf.parse_content_stream(made.pages[0])
        widths = {round(float(o.operands[2])) for o in operators if str(o.operator) == "re"}
    assert round(45 / 25.4 * 96) not in widths
    assert round(appearance("fr").look.programme["place"] / 25.4 * 96) in widths


@pytest.mark.parametrize(("label", "width"), [("lieu", 45), ("lieu " * 20, None)])
def test_a_space_for_handwriting_has_its_length_or_that_of_a_longer_label(label: str, width: float | None) -> None:
    signing = RuledSpace("signing.place", (text(label.strip()),))
    with pikepdf.open(io.BytesIO(write_pdf(saying("fr", text("à "), signing), appearance("fr")))) as made:
        operators = pikepdf.parse_content_stream(made.pages[0])
        widths = {round(float(o.operands[2]) * 25.4 / 96) for o in operators if str(o.operator) == "re"}
    assert (45 in widths) is (width == 45)
    assert width or any(45 < found < 140 for found in widths)


def test_the_lines_of_an_embargo_stand_between_the_same_two_rules() -> None:
    release = full_release("ja", "final")
    first = release.slots[0].blocks[0]
    second = Paragraph("embargo.press", "embargo", (text("新聞は3月7日付朝刊から"),))
    document = replace(release, slots=(replace(release.slots[0], blocks=(first, second)), *release.slots[1:]))
    one, two = (read(write_pdf(d, appearance("ja"))).pages[0].passages for d in (release, document))
    assert two[0].runs[0].baseline - two[1].runs[0].baseline == pytest.approx(18, abs=0.5)
    assert one[1].runs[0].baseline - two[2].runs[0].baseline == pytest.approx(18, abs=0.5)
