"""The shells that ship: made by the tool, slim, named styles only, set for their language."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from dragoman.composers.press_release import SLOTS
from dragoman.document.nodes import LanguageTag
from word_samples import BODY, LANGUAGES, TEMPLATES, W, look, members, shell, shell_bytes

ROOT = Path(__file__).resolve().parents[1]


def part(language: LanguageTag, name: str) -> etree._Element:
    return etree.fromstring(members(shell_bytes(language))[name])


def test_the_committed_shells_are_what_the_tool_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "make_shells.py", tmp_path], check=True, capture_output=True)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.docx")}
    kept = {path.relative_to(TEMPLATES): path.read_bytes() for path in TEMPLATES.rglob("*.docx")}
    assert made == kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shell_is_slim_and_holds_tags_but_no_words(language: LanguageTag) -> None:
    parts = members(shell_bytes(language))
    assert len(parts["word/styles.xml"]) < 60_000
    for name, content in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            for text in etree.fromstring(content).iter(f"{W}t"):
                assert re.fullmatch(r"\{\{p (slots|furniture)\.[a-z_]+ \}\}", text.text or ""), f"{name}: {text.text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shell_lays_nothing_out_with_tabs_text_boxes_or_empty_paragraphs(language: LanguageTag) -> None:
    for name, content in members(shell_bytes(language)).items():
        if name.endswith(".xml") and name.startswith("word/"):
            root = etree.fromstring(content)
            assert not list(root.iter(f"{W}tab", f"{W}tabs", f"{W}txbxContent", f"{W}pict", f"{W}drawing"))
            for paragraph in root.iter(f"{W}p"):
                ends_header = root.tag == f"{W}hdr" and paragraph is root[-1]  # Word asks for it after a table
                assert ends_header or "".join(paragraph.itertext()).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_slots_stand_in_the_declared_order(language: LanguageTag) -> None:
    tags = re.findall(r"slots\.([a-z_]+)", members(shell_bytes(language))[BODY].decode())
    assert tags == [rule.name for rule in SLOTS[language]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_a4_with_its_own_first_page(language: LanguageTag) -> None:
    section = part(language, BODY).find(f".//{W}sectPr")
    assert section is not None
    size = section.find(f"{W}pgSz")
    assert size is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert section.find(f"{W}titlePg") is not None
    kinds = [
        (etree.QName(r).localname, r.get(f"{W}type")) for r in section if etree.QName(r).localname.endswith("Reference")
    ]
    assert sorted(kinds) == [
        ("footerReference", "default"),
        ("footerReference", "first"),
        ("headerReference", "default"),
        ("headerReference", "first"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_style_has_the_type_and_spaces_of_the_look(language: LanguageTag) -> None:
    styles = {s.get(f"{W}styleId"): s for s in part(language, "word/styles.xml").iter(f"{W}style")}
    for role, name in shell(language).styles.paragraphs.items():
        if role in {"spacer", "picture", "logo"}:
            continue
        style, wanted = styles[name], look(language).styles[role]
        spacing, size = style.find(f"{W}pPr/{W}spacing"), style.find(f"{W}rPr/{W}sz")
        assert spacing is not None
        assert size is not None
        assert float(spacing.get(f"{W}line", "")) == round(wanted.line * 20), role
        assert spacing.get(f"{W}lineRule") == "exact"
        assert float(size.get(f"{W}val", "")) == wanted.size * 2, role
        assert (style.find(f"{W}rPr/{W}b") is not None) == wanted.bold, role
        assert (style.find(f"{W}pPr/{W}keepNext") is not None) == wanted.keep, role


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_headings_build_the_outline_that_word_navigates_by(language: LanguageTag) -> None:
    found = {
        style.find(f"{W}name").get(f"{W}val"): level.get(f"{W}val")
        for style in part(language, "word/styles.xml").iter(f"{W}style")
        if (level := style.find(f"{W}pPr/{W}outlineLvl")) is not None
    }
    assert found == {"Dragoman Title": "0", "Dragoman Heading": "1", "Dragoman Box Heading": "2"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_defaults_name_both_faces_and_both_languages(language: LanguageTag) -> None:
    defaults = part(language, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults is not None
    fonts, lang = defaults.find(f"{W}rFonts"), defaults.find(f"{W}lang")
    assert fonts is not None
    assert lang is not None
    assert all(fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    assert lang.get(f"{W}val") == {"fr": "fr-FR", "en": "en-GB", "ja": "en-GB"}[language]
    assert lang.get(f"{W}eastAsia") == "ja-JP"


def test_a_japanese_face_is_declared_with_stand_ins_for_a_windows_without_it() -> None:
    fonts = {f.get(f"{W}name"): f for f in part("ja", "word/fontTable.xml").iter(f"{W}font")}
    gothic = fonts["BIZ UDGothic"]
    values = {etree.QName(e).localname: e.get(f"{W}val") for e in gothic}
    assert values["altName"] == "Yu Gothic,MS Gothic"
    assert values["charset"] == "80"
    assert values["family"] == "modern"
    assert len(values["panose1"] or "") == 20


def test_japanese_line_breaking_is_strict_and_nothing_is_hyphenated_or_asks_to_be_updated() -> None:
    for language in LANGUAGES:
        settings = part(language, "word/settings.xml")
        assert (settings.find(f"{W}strictFirstAndLastChars") is not None) == (language == "ja")
        assert settings.find(f"{W}updateFields") is None
        hyphenation = settings.find(f"{W}autoHyphenation")
        assert hyphenation is not None
        assert hyphenation.get(f"{W}val") == "0"
    normal = part("ja", "word/styles.xml").find(f"{W}style[@{W}styleId='Normal']/{W}pPr")
    assert normal is not None
    assert normal.find(f"{W}kinsoku") is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paragraph_of_a_picture_is_as_high_as_the_picture(language: LanguageTag) -> None:
    """Word cuts a picture off at the height of a line that is exact, as those of all other styles are."""
    for name in ("DragomanPicture", "DragomanLogo"):
        spacing = part(language, "word/styles.xml").find(f"{W}style[@{W}styleId='{name}']/{W}pPr/{W}spacing")
        assert spacing is not None
        assert spacing.get(f"{W}lineRule") == "auto"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_roles_of_blocks_have_styles_everywhere_and_those_of_slots_where_they_are_declared(
    language: LanguageTag,
) -> None:
    named = {e.get(f"{W}val") for e in part(language, "word/styles.xml").iter(f"{W}name")}
    roles = {role for role, style in look(language).styles.items() if style.name in named}
    blocks = {"text", "box_heading", "box_text", "quote", "speaker", "office", "link", "caption", "credit"}
    assert blocks | {"particular_label", "particular_text", "contact_name", "contact_line"} <= roles
    of_slots = {"dateline", "release_status", "date", "addressee", "issuer", "embargo", "subtitle", "notice", "about"}
    declared = {rule.name for rule in SLOTS[language]}
    assert roles & of_slots == declared & of_slots


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_band_of_the_draft_mark_is_as_high_without_it_so_that_a_final_breaks_where_its_draft_does(
    language: LanguageTag,
) -> None:
    for name in ("word/header1.xml", "word/header2.xml"):
        band = part(language, name).find(f"{W}tbl/{W}tr")
        assert band is not None
        height = band.find(f"{W}trPr/{W}trHeight")
        assert height is not None
        assert height.get(f"{W}hRule") == "atLeast"
        mark = look(language).styles["draft_mark"]
        assert int(height.get(f"{W}val", "")) >= (mark.line + 2 + 2 * look(language).rules["accent"]) * 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_the_pages_after_the_first_the_embargo_stands_above_the_running_head(language: LanguageTag) -> None:
    header = members(shell_bytes(language))["word/header2.xml"].decode()
    assert header.index("furniture.embargo") < header.index("furniture.running_head")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lines_of_an_embargo_stand_close_between_the_same_two_rules(language: LanguageTag) -> None:
    styles = etree.fromstring(members(shell_bytes(language))["word/styles.xml"])
    embargo = styles.find(f"{W}style[@{W}styleId='DragomanEmbargo']/{W}pPr")
    assert embargo is not None
    assert embargo.find(f"{W}contextualSpacing") is not None
    assert embargo.find(f"{W}pBdr/{W}between") is None
