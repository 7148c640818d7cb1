"""The pages of a letter: where its parts stand, how it fills its page, what Word and PDF have alike."""

import html
import io
import re
import subprocess
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings

from dragoman import Project
from dragoman.appearance.fit import density_of, fitted, height_of, of_one_page, overflows, tightest
from dragoman.appearance.look import read_look
from dragoman.document.nodes import Paragraph, Slot
from dragoman.document.projection import plain
from dragoman.resources import folder
from letter_guests import guest, guests, recipients
from projects import LANGUAGES

SENT = {"invitation.date": "2024-02-05", "invitation.place": "toulouse"}
MM = 25.4 / 72
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">(.*?)</word>')


def look(language):
    return read_look(folder("templates") / "look.toml", "invitation", language)


def letter(project, language, function="governor", **more):
    return project.compose("invitation", language=language, recipient=guest(language, function, **more), facts=SENT)


def longer(document, count):
    """The letter with a paragraph of its body so many times more."""
    slots = []
    for slot in document.slots:
        blocks = list(slot.blocks)
        if slot.name == "body":
            last = next(block for block in reversed(blocks) if block.role == "text")
            blocks += [replace(last, id=f"more.{number}") for number in range(count)]
        slots.append(Slot(slot.name, tuple(blocks)))
    return replace(document, slots=tuple(slots))


def words(data):
    """Each word of page 1 with the distances of its box from the left and the head of the page, in millimetres."""
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    return [(html.unescape(word), float(x) * MM, float(y) * MM) for x, y, word in _WORD.findall(boxes)]


def place(data, start):
    return next((x, y) for word, x, y in words(data) if word.startswith(start))


def test_a_french_letter_has_date_and_addressee_in_the_right_half_and_the_window(example):
    data = example.write(letter(example, "fr"), "pdf").data
    for start in ("Toulouse,", "Madame", "Carole"):
        assert place(data, start)[0] == pytest.approx(105, abs=1.5)
    assert place(data, "Objet")[0] == pytest.approx(25, abs=1)


def test_the_window_holds_the_addressee_and_the_folds_are_marked(copy):
    house = copy / "house.yaml"
    house.write_text(f"{house.read_text(encoding='utf-8')}\nwindow_envelope: true\n", encoding="utf-8")
    project = Project.load(copy)
    document = letter(project, "fr", organisation="Maison des Exemples")
    data = project.write(document, "pdf").data
    name, last = place(data, "Madame"), place(data, "Maison")
    assert 50 <= name[1] < last[1] + 5 <= 85
    marked = [part for name, part in parts(project.write(document, "docx").data).items() if "header" in name]
    assert sum(part.count("DragomanFoldMark") for part in marked) == 2


def test_without_a_window_no_fold_is_marked(example):
    marked = parts(example.write(letter(example, "fr"), "docx").data)
    assert not any("DragomanFoldMark" in part for name, part in marked.items() if "header" in name)


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


@pytest.mark.parametrize(("language", "starts"), [
    ("fr", ("Toulouse,", "Madame", "Objet", "Je", "Carole", "Réponse")),
    ("en", ("5", "Ms", "Dear", "Invitation", "Yours", "Carole", "RSVP")),
    ("ja", ("2024年2月5日", "オクシタニー地域圏", "「Occitanie", "拝啓", "なお、", "敬具", "キャロル", "記", "以上")),
])
def test_the_parts_stand_in_the_order_of_the_language(example, language, starts):
    found = [word for word, _, y in words(example.write(letter(example, language), "pdf").data) if y > 35]
    places = [next((n for n, word in enumerate(found) if word.startswith(start)), -1) for start in starts]
    assert -1 not in places
    assert places == sorted(places)


def test_a_japanese_letter_sets_sender_and_closing_at_the_right_and_the_mark_in_the_middle(example):
    data = example.write(letter(example, "ja"), "pdf").data
    assert place(data, "敬具")[0] > 165
    assert place(data, "以上")[0] > 165
    assert place(data, "記")[0] == pytest.approx(103, abs=3)
    assert place(data, "拝啓")[0] == pytest.approx(30, abs=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guest_of_every_kind_has_a_letter_of_one_page_in_word_and_pdf(example, language):
    for one in guests(language)[::4]:
        document = example.compose("invitation", language=language, recipient=one, facts=SENT)
        assert example.write(document, "pdf").pages == 1
        assert example.write(document, "docx").data


@settings(max_examples=40, deadline=None)
@given(recipients())
def test_the_letter_of_any_guest_has_one_page_or_is_reported(example, one):
    document = example.compose("invitation", language=one.language, recipient=one, facts=SENT)
    output = example.write(document, "pdf")
    assert (output.pages == 1) == bool(of_one_page(document, look(one.language)))
    assert [found.code.id for found in output.findings] == ["FMT-004"] * (output.pages != 1)


def shorter(document):
    return replace(document, slots=tuple(
        Slot(s.name, s.blocks[:1] if s.name == "body" else () if s.name in ("details", "reply") else s.blocks)
        for s in document.slots))


def longest(document, table):
    """The longest letter that one page holds at its closest, with a density of its own."""
    return next(one for one in (longer(document, count) for count in range(40, 0, -1)) if not overflows(one, table))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_letter_begins_lower_and_a_long_one_is_set_closer(example, language):
    document, table = letter(example, language), look(language)
    found = [density_of(one, table) for one in (shorter(document), document, longest(document, table))]
    assert found == sorted(found)
    assert found[0] < 0 < found[2] == tightest(table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_of_two_pages_is_not_set_closer(example, language):
    document, table = longer(letter(example, language), 40), look(language)
    assert density_of(document, table) == 0
    assert not of_one_page(document, table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_height_of_a_letter_is_known_before_it_is_laid_out(example, language):
    document, table = letter(example, language), look(language)
    for one in (document, longer(document, 2), longest(document, table)):
        closer = fitted(table, density_of(one, table))
        foot = max(y for y in feet(example.write(one, "pdf").data) if y < table.page.height - table.page.bottom)
        assert height_of(one, closer) == pytest.approx(foot - table.page.first_top, rel=0.01)


def feet(data):
    """The foot of each line of page 1, from the head of the page, in millimetres."""
    boxes = subprocess.run(
        ["pdftotext", "-bbox-layout", "-l", "1", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    return [float(y) * MM for y in re.findall(r'<line [^>]*yMax="([\d.]+)"', boxes)]


def test_a_wider_face_fills_more_lines(example):
    document, table = letter(example, "fr"), look("fr")
    text = table.faces["text"]
    heights = [
        height_of(document, replace(table, faces={**table.faces, "text": replace(text, docx=name)}))
        for name in ("EB Garamond", "Cambria", "A face unheard of", "Noto Serif")]
    assert heights == sorted(heights)
    assert heights[0] < heights[3]


@pytest.mark.parametrize(("language", "together"), [
    ("fr", ("Date", "Je vous prie", "Carole DELGA", "Réponse souhaitée")),
    ("en", ("Date", "Yours sincerely", "Carole Delga", "RSVP")),
    ("ja", ("記", "ご返信先", "以上")),
])
def test_what_ends_a_letter_goes_to_its_second_page_together(example, language, together):
    """The first lengths that no page holds: what is left over would be a line or two."""
    document, table = letter(example, language), look(language)
    counts = [count for count in range(40) if overflows(longer(document, count), table)]
    for count in counts[:2]:
        second = last_page(example.write(longer(document, count), "pdf").data)
        assert [word for word in together if word not in second] == []


def last_page(data):
    return subprocess.run(
        ["pdftotext", "-f", "2", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_keeps_the_facts_of_a_letter_with_what_follows_them(example, language):
    word = docx.Document(io.BytesIO(example.write(letter(example, language), "docx").data))
    cells = [p for table in word.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    assert cells
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in cells)


def test_the_labels_of_japanese_facts_are_equally_wide(example):
    particulars = next(block for slot in letter(example, "ja").slots for block in slot.blocks if block.id == "details")
    assert {len(plain(row.label)) for row in particulars.rows} == {4}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_density_sets_words_smaller_than_ten_and_a_half_points(language):
    table = look(language)
    for density in range(-3, tightest(table) + 1):
        assert fitted(table, density).styles["text"].size >= 10.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_and_pdf_take_the_same_density(example, language):
    document = longer(letter(example, language), 5)
    table = look(language)
    style = fitted(table, density_of(document, table)).styles["text"]
    word = docx.Document(io.BytesIO(example.write(document, "docx").data))
    written = word.styles["Dragoman Text"]
    assert written.font.size.pt == style.size
    assert written.paragraph_format.line_spacing.pt == pytest.approx(style.line)


def test_a_letter_that_no_page_holds_is_reported(example):
    output = example.write(longer(letter(example, "fr"), 40), "pdf")
    assert output.pages == 2
    assert [found.code.id for found in output.findings] == ["FMT-004"]


def test_word_is_told_of_it_too(example):
    for count, told in ((0, []), (40, ["FMT-005"])):
        output = example.write(longer(letter(example, "fr"), count), "docx")
        assert [found.code.id for found in output.findings] == told


def test_room_is_left_for_what_is_written_by_hand(example):
    document = letter(example, "fr")
    by_hand = replace(document, slots=tuple(
        Slot(s.name, tuple(
            replace(block, role="text_below_hand") if block.id == "body" else block for block in s.blocks))
        for s in document.slots if s.name != "salutation"))
    by_hand = replace(by_hand, slots=tuple(
        s for slot in by_hand.slots for s in ((Slot("salutation", ()), slot) if slot.name == "body" else (slot,))))
    first = [next(y for word, _, y in words(example.write(one, "pdf").data) if word == "Du" and y > 60)
             for one in (document, by_hand)]
    subject = place(example.write(by_hand, "pdf").data, "Objet")[1]
    assert first[1] - subject > 12


@pytest.mark.parametrize("kind", ["html", "text", "json"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_a_web_page_a_text_and_a_tree_too(example, language, kind):
    document = letter(example, language)
    data = example.write(document, kind).data.decode()
    salutation = {"fr": "Madame la Gouverneure", "en": "Dear Governor", "ja": "拝啓"}[language]
    assert salutation in data


def test_a_paragraph_of_a_letter_keeps_the_name_of_its_role(example):
    blocks = [block for slot in letter(example, "fr").slots for block in slot.blocks]
    names = {block.role for block in blocks if isinstance(block, Paragraph)}
    word = docx.Document(io.BytesIO(example.write(letter(example, "fr"), "docx").data))
    used = {paragraph.style.name for paragraph in word.paragraphs}
    styled = {look("fr").styles[name].name for name in names}
    assert used - {"Dragoman Spacer"} == styled
