import logging
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dragoman.appearance.faces import PACKAGES, SYSTEM_FOLDERS, Faces, layout_name, no_glyph, resolve
from dragoman.appearance.look import Face, read_look
from dragoman.errors import AppearanceError
from page_samples import TEMPLATES

FONTS = Path("/usr/share/fonts/truetype")


def face(*families: str) -> dict[str, Face]:
    return {"text": Face("Any", families, (), "roman")}


@pytest.fixture(scope="module")
def latin() -> Faces:
    return resolve(read_look(TEMPLATES / "look.toml", "press_release", "fr").faces)


@pytest.fixture(scope="module")
def japanese() -> Faces:
    return resolve(read_look(TEMPLATES / "look.toml", "press_release", "ja").faces)


def test_every_family_of_the_look_is_found_in_both_weights(latin: Faces, japanese: Faces) -> None:
    assert set(latin.files) == {
        (family, weight) for family in ("Caladea", "Carlito", "Noto Sans", "Noto Serif") for weight in (400, 700)}
    assert set(japanese.files) == {("BIZ UDGothic", 400), ("BIZ UDGothic", 700)}
    assert latin.lists == {"text": ("Caladea", "Noto Serif"), "label": ("Carlito", "Noto Sans")}


@pytest.mark.parametrize("name", ["crosextra/Caladea-Regular.ttf", "bizud-gothic/BIZUDGothic-Bold.ttf"])
def test_the_files_draw_what_fontconfig_says_they_draw(latin: Faces, japanese: Faces, name: str) -> None:
    query = subprocess.run(
        ["fc-query", "--format", "%{family[0]}\t%{charset}", FONTS / name], capture_output=True, text=True, check=True)
    family, ranges = query.stdout.split("\t")
    expected = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        expected |= set(range(int(first, 16), int(last or first, 16) + 1))
    files = {**latin.files, **japanese.files}
    drawn = set(files[family, 700 if "Bold" in name else 400].glyphs)
    # Fontconfig leaves out spaces and signs without ink.
    assert {c for c in drawn if not chr(c).isspace()} - expected <= {0, 0xD, 0x200B, 0x2060, 0xFEFF}
    assert expected <= drawn


def test_a_folder_that_is_given_is_enough_and_a_broken_file_in_it_is_passed_over(tmp_path: Path) -> None:
    for weight in ("Regular", "Bold"):
        shutil.copy(FONTS / "crosextra" / f"Carlito-{weight}.ttf", tmp_path / f"z{weight}.ttf")
    (tmp_path / "Carlito-Regular.ttf").write_bytes(b"\0\1\0\0 not a font")
    (tmp_path / "Carlito.ttf").mkdir()
    found = resolve(face("Carlito"), [tmp_path], system=())
    assert found.files["Carlito", 400].data == (FONTS / "crosextra" / "Carlito-Regular.ttf").read_bytes()


def test_a_given_folder_comes_before_those_of_the_system(tmp_path: Path) -> None:
    regular = (FONTS / "crosextra" / "Carlito-Regular.ttf").read_bytes() + b"\0\0\0\0"
    (tmp_path / "Carlito-Regular.ttf").write_bytes(regular)
    found = resolve(face("Carlito"), [tmp_path])
    assert found.files["Carlito", 400].data == regular
    assert found.files["Carlito", 700].data == (FONTS / "crosextra" / "Carlito-Bold.ttf").read_bytes()


@pytest.mark.parametrize("family", sorted(PACKAGES))
def test_a_lacking_face_names_the_package_to_install(tmp_path: Path, family: str) -> None:
    with pytest.raises(AppearanceError) as caught:
        resolve(face(family), [tmp_path], system=())
    found = caught.value.diagnostics
    assert [(d.code.id, d.values["style"]) for d in found] == [("FAC-001", "regular"), ("FAC-001", "bold")]
    assert {d.values["package"] for d in found} == {PACKAGES[family]}
    assert "{package}" in found[0].code.hint


def test_a_lacking_face_of_a_house_is_named_without_a_package(tmp_path: Path) -> None:
    with pytest.raises(AppearanceError) as caught:
        resolve(face("House Sans"), [tmp_path], system=())
    assert {d.code.id for d in caught.value.diagnostics} == {"FAC-002"}


def test_a_family_without_a_bold_is_admitted_where_one_after_it_has_one() -> None:
    found = resolve(face("BIZ UDMincho", "BIZ UDGothic"))
    assert found.families["text", 400] == (layout_name("BIZ UDMincho"), layout_name("BIZ UDGothic"))
    assert found.families["text", 700] == (layout_name("BIZ UDGothic"),)
    assert list(found.lacks("text", "日本")) == []
    with pytest.raises(AppearanceError) as caught:
        resolve(face("BIZ UDGothic", "BIZ UDMincho") | {"label": Face("Any", ("BIZ UDMincho",), (), "roman")})
    assert [d.values["style"] for d in caught.value.diagnostics] == ["bold"]


def test_an_italic_or_condensed_file_does_not_stand_in_for_the_upright_face(tmp_path: Path) -> None:
    for name in ("Italic", "BoldItalic"):
        shutil.copy(FONTS / "crosextra" / f"Caladea-{name}.ttf", tmp_path)
    with pytest.raises(AppearanceError):
        resolve(face("Caladea"), [tmp_path], system=())


def test_a_given_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AppearanceError) as caught:
        resolve(face("Carlito"), [tmp_path / "nowhere"])
    assert [(d.code.id, d.values["folder"]) for d in caught.value.diagnostics] == [
        ("FAC-003", str(tmp_path / "nowhere"))]


def test_a_system_folder_that_does_not_exist_is_passed_over() -> None:
    assert any(not folder.is_dir() for folder in SYSTEM_FOLDERS)
    resolve(face("Carlito"))


def test_the_second_face_lends_what_the_first_lacks(latin: Faces) -> None:
    alone = Faces(latin.files, {"text": ("Caladea",)})
    assert list(alone.lacks("text", "anti\u2011incendie")) == [4]
    assert list(latin.lacks("text", "anti\u2011incendie")) == []


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000", "\t", "\n"])
def test_a_space_is_always_drawn(latin: Faces, japanese: Faces, space: str) -> None:
    assert list(latin.lacks("label", f"a{space}b")) == list(japanese.lacks("label", f"a{space}b")) == []


def test_the_ideographs_of_names_are_drawn_and_a_missing_glyph_is_named_with_its_place(japanese: Faces) -> None:
    assert list(japanese.lacks("text", "\ufa19谷﨑髙㈱①")) == []
    words = "日⽇本😀"
    assert list(japanese.lacks("text", words)) == [1, 3]
    found = no_glyph(japanese, "text", "node", words, 1, "⽇😀")
    assert found.field == "node"
    assert dict(found.values) == {
        "families": "BIZ UDGothic", "signs": "⽇ (U+2F47), 😀 (U+1F600)", "extract": words, "source": ""}


def test_a_variant_is_drawn_where_the_face_has_it(japanese: Faces) -> None:
    assert list(japanese.lacks("text", "葛\U000e0100城")) == []
    assert list(japanese.lacks("text", "あ\U000e0100")) == [1]
    assert list(japanese.lacks("text", "\U000e0100")) == [0]


def test_another_script_lends_its_faces_in_the_same_roles(latin: Faces, japanese: Faces) -> None:
    both = latin.lent(japanese)
    assert both.lists["text"] == ("Caladea", "Noto Serif", "BIZ UDGothic")
    assert list(latin.lacks("text", "頂上")) == [0, 1]
    assert list(both.lacks("text", "頂上")) == []
    assert set(both.assets) == set(latin.assets) | set(japanese.assets)


def test_the_layout_knows_the_faces_by_names_that_no_font_bears(latin: Faces) -> None:
    installed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    assert "Caladea" in installed
    assert layout_name("Caladea") not in installed
    rules = latin.rules()
    assert rules.count("@font-face") == len(latin.files)
    assert set(re.findall(r'font-family:"([^"]+)"', rules)) == {layout_name(family) for family, _ in latin.files}
    assert set(re.findall(r'url\("asset:([^"]+)"\)', rules)) == set(latin.assets)


@pytest.mark.parametrize(("words", "width", "expected"), [
    ("mot", 5, 1), ("un deux trois", 100, 1), ("un deux trois", 4, 2), ("un\ndeux", 100, 2), ("", 5, 1),
    ("x" * 50, 5, 5), ("un " + "x" * 50, 5, 6),
])
def test_the_lines_of_a_text_are_counted(latin: Faces, words: str, width: float, expected: int) -> None:
    assert latin.lines("label", 400, words, width) == expected


def test_japanese_lines_are_broken_anywhere_and_its_latin_words_are_not(japanese: Faces) -> None:
    assert [japanese.lines("text", 400, "日" * 10, width) for width in (10, 9, 5, 4)] == [1, 2, 2, 3]
    assert japanese.lines("text", 400, "日日日Toulouse", 5) == 2


def test_reading_fonts_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        resolve(face("Caladea", "BIZ UDGothic"))
    assert [r for r in caplog.records if r.levelno >= logging.WARNING] == []


def test_what_some_role_does_not_draw_is_told_of_any_text(latin: Faces, japanese: Faces) -> None:
    assert latin.missing("Madame Tanaka, 田中 ; 田\u3000中") == {"田", "中"}
    assert japanese.missing("田中様 葛\U000e0100城 ئ") == {"ئ"}
    assert latin.missing("") == frozenset()
