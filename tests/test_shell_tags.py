"""The tags and styles of a shell: every fault is named; a designer's shell works as ours does."""

import dataclasses
import io
import pickle
import re

import docx
import pytest
from lxml import etree

from dragoman.appearance.look import Face
from dragoman.appearance.shell import Shell
from dragoman.composers.press_release import SLOTS
from dragoman.diagnostics import fill
from dragoman.errors import TemplateError
from dragoman.readback.docx import read_docx, verify_docx
from dragoman.writers.docx import write_docx
from samples import sample_release
from word_samples import BODY, W, edited, look, members, opened, repacked, sample_logo, shell_bytes, small, written

SLOT = '<w:p><w:pPr><w:pStyle w:val="DragomanText"/></w:pPr><w:r><w:t>{{p slots.programme }}</w:t></w:r></w:p>'


def faults(data: bytes) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        opened(data)
    return [f"{found.code.id} {fill(found.code.sentence, found.values)}" for found in caught.value.diagnostics]


def body(old: str, new: str) -> bytes:
    return edited(shell_bytes("fr"), lambda xml: xml.replace(old, new, 1))


def test_a_missing_slot_is_named() -> None:
    assert faults(body(SLOT, "")) == ["SHL-020 il manque la balise slots.programme"]


def test_a_repeated_slot_is_named() -> None:
    assert faults(body(SLOT, SLOT + SLOT)) == ["SHL-021 la balise slots.programme s’y trouve 2 fois"]


def test_an_unknown_slot_is_named_and_the_known_ones_are_listed() -> None:
    with pytest.raises(TemplateError) as caught:
        opened(body(SLOT, SLOT + SLOT.replace("programme", "program")))
    (found,) = caught.value.diagnostics
    assert found.code.id == "SHL-022"
    assert "slots.programme" in found.values["known"]


def test_slots_in_another_order_are_named() -> None:
    def swapped(xml: str) -> str:
        return (
            xml.replace("slots.lede", "slots.x")
            .replace("slots.notice", "slots.lede")
            .replace("slots.x", "slots.notice")
        )

    assert faults(edited(shell_bytes("fr"), swapped)) == [
        "SHL-024 la balise slots.lede précède slots.notice, qui doit venir avant elle"
    ]


@pytest.mark.parametrize(
    "wrapped",
    [
        f"<w:sdt><w:sdtContent>{SLOT}</w:sdtContent></w:sdt>",
        (
            f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{SLOT}</'
            f"w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r></w:p>"
        ),
    ],
)
def test_a_slot_in_a_text_box_or_control_is_misplaced(wrapped: str) -> None:
    assert [fault[:7] for fault in faults(body(SLOT, wrapped))] == ["SHL-023"]


def test_a_slot_in_a_header_and_furniture_in_the_body_are_misplaced() -> None:
    header = edited(shell_bytes("fr"), lambda xml: xml.replace("</w:hdr>", f"{SLOT}</w:hdr>"), "word/header1.xml")
    assert [fault[:7] for fault in faults(header)] == ["SHL-023"]
    stray = SLOT.replace("slots.programme", "furniture.footer_line")
    assert [fault[:7] for fault in faults(body(SLOT, SLOT + stray))] == ["SHL-023"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ slots.programme | upper }}",
        "{% for x in y %}",
        "{{ cycler.__init__ }}",
        "Voir {{ slots.programme }}",
        "{# note #}",
        "{{ slots.programme }}{{ slots.programme }}",
        "{{ slots['programme'] }}",
    ],
)
def test_anything_but_a_tag_alone_in_its_paragraph_is_refused_and_never_run(text: str) -> None:
    stray = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    assert [fault[:7] for fault in faults(body(SLOT, SLOT + stray))] == ["SHL-025"]


def test_words_of_its_own_are_refused_with_their_place() -> None:
    stray = "<w:p><w:r><w:t>Texte du gabarit</w:t></w:r></w:p>"
    assert faults(body(SLOT, SLOT + stray)) == [
        "SHL-026 le gabarit contient des mots : « Texte du gabarit » (word/document.xml)"
    ]


@pytest.mark.parametrize(
    ("drawn", "code"),
    [
        ('<w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="CONFIDENTIEL"/></w:pict>', "SHL-026"),
        ('<a:t xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">mot</a:t>', "SHL-026"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "SHL-026"),
        ("<w:delText>ancien</w:delText>", "SHL-026"),
        ('<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="{{ 9 ** 9 }}"/></w:pict>', "SHL-025"),
    ],
)
def test_words_and_jinja_hidden_outside_paragraph_text_are_refused_too(drawn: str, code: str) -> None:
    header = edited(
        shell_bytes("fr"),
        lambda xml: xml.replace("</w:hdr>", f"<w:p><w:r>{drawn}</w:r></w:p></w:hdr>"),
        "word/header1.xml",
    )
    assert [fault[:7] for fault in faults(header)] == [code]


def test_left_pages_of_their_own_must_carry_the_furniture_too() -> None:
    even = edited(
        shell_bytes("fr"),
        lambda xml: xml.replace("<w:autoHyphenation", "<w:evenAndOddHeaders/><w:autoHyphenation"),
        "word/settings.xml",
    )
    assert [re.findall("furniture[.a-z_]+|« even »", fault) for fault in faults(even)] == [
        [f"furniture.{name}", "« even »"]
        for name in ("running_head", "embargo", "draft_mark", "footer_line", "page_label")
    ]


def test_a_logo_in_a_header_stays() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    picture = (
        f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:50pt;height:18pt">'
        f'<v:imagedata xmlns:r="{office}" r:id="logo"/></v:shape></w:pict></w:r></w:p>'
    )
    parts = members(
        edited(shell_bytes("fr"), lambda xml: xml.replace("<w:p>", f"{picture}<w:p>", 1), "word/header1.xml")
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"<Override", b'<Default Extension="png" ContentType="image/png"/><Override', 1
    )
    parts["word/media/logo.png"] = b"\x89PNG\r\n\x1a\n"
    parts["word/_rels/header1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="logo" Type="{office}/image" Target="media/logo.png"/></Relationships>'
    ).encode()
    document = sample_release("fr")
    data = write_docx(document, opened(repacked(parts)), look("fr"))
    assert verify_docx(document, data) == ()
    assert members(data)["word/media/logo.png"] == parts["word/media/logo.png"]
    assert b"media/logo.png" in members(data)["word/_rels/header1.xml.rels"]


def test_furniture_that_lacks_on_some_pages_is_named() -> None:
    tag = re.compile(r"<w:p>(?:(?!</w:p>).)*furniture\.draft_mark.*?</w:p>")
    unmarked = edited(shell_bytes("fr"), lambda xml: tag.sub("", xml), "word/header2.xml")
    assert faults(unmarked) == [
        "SHL-027 la balise furniture.draft_mark manque sur les pages « default » de la section 1"
    ]


def test_a_missing_style_is_named_as_a_designer_sees_it() -> None:
    renamed = edited(
        shell_bytes("fr"), lambda xml: xml.replace('w:val="Dragoman Lede"', 'w:val="Chapô"'), "word/styles.xml"
    )
    assert faults(renamed) == ["SHL-030 il manque le style « Dragoman Lede » (paragraph)"]


def test_an_item_style_without_a_list_is_refused() -> None:
    plain = edited(shell_bytes("fr"), lambda xml: re.sub("<w:numPr>.*?</w:numPr>", "", xml), "word/styles.xml")
    assert faults(plain) == ["SHL-031 le style « Dragoman Item » n’est lié à aucune liste numérotée"]


def test_all_faults_are_named_at_once() -> None:
    twice = body(SLOT, SLOT + SLOT + "<w:p><w:r><w:t>mots</w:t></w:r></w:p>")
    also = edited(twice, lambda xml: xml.replace('"Dragoman Text"', '"Texte"'), "word/styles.xml")
    assert [fault[:7] for fault in faults(also)] == ["SHL-026", "SHL-021", "SHL-030"]


def test_styles_are_found_by_name_whatever_id_another_word_gave_them() -> None:
    parts = members(shell_bytes("fr"))
    renamed = repacked(
        {
            name: re.sub(rb'(w:(?:val|styleId)=")Dragoman(\w+")', rb"\1Maison\2", content)
            if name.startswith("word/")
            else content
            for name, content in parts.items()
        }
    )
    document = sample_release("fr")
    data = write_docx(document, opened(renamed), look("fr"))
    assert verify_docx(document, data) == ()
    styles = {style.style_id: style.name for style in docx.Document(io.BytesIO(data)).styles}
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', members(data)[BODY].decode()))
    assert used <= set(styles)
    assert all(name.startswith("Maison") for name in used)


def test_a_tag_that_word_split_over_several_runs_is_whole_again() -> None:
    split = (
        '<w:r><w:t>{{ slo</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>ts.programme</w:t></w:r>'
        "<w:r><w:t> }}</w:t></w:r>"
    )
    data = body("<w:r><w:t>{{p slots.programme }}</w:t></w:r>", split)
    document = sample_release("fr")
    assert verify_docx(document, write_docx(document, opened(data), look("fr"))) == ()


def table(*slots: str) -> str:
    cells = "".join(
        '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>'
        f"<w:p><w:r><w:t>{{{{p slots.{slot} }}}}</w:t></w:r></w:p></w:tc>"
        for slot in slots
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>"


def test_an_optional_slot_in_a_table_goes_with_its_row_when_empty() -> None:
    framed = opened(body(SLOT, table("programme")))
    empty = members(write_docx(small(), framed, look("fr")))[BODY]
    assert b"<w:tr>" not in empty
    assert b"<w:tbl>" not in empty, "a table whose rows all go goes with them"
    full = sample_release("fr")
    data = write_docx(full, framed, look("fr"))
    assert verify_docx(full, data) == ()
    (cell,) = (c for c in etree.fromstring(members(data)[BODY]).iter(f"{W}tc") if c.find(f"{W}tbl") is not None)
    assert cell[-1].tag == f"{W}p", "a cell ends with a paragraph, even after a table"


def test_an_emptied_cell_keeps_a_paragraph() -> None:
    required, beside = "end_mark", SLOT.replace("programme", "particulars")
    old = beside + SLOT.replace("programme", required).replace("DragomanText", "DragomanEndMark")
    shell = opened(body(old, table("particulars", required)))
    data = write_docx(small(), shell, look("fr"))
    cells = list(etree.fromstring(members(data)[BODY]).iter(f"{W}tc"))
    assert [[child.tag for child in cell if child.tag == f"{W}p"] for cell in cells] == [[f"{W}p"], [f"{W}p"]]


def test_the_form_of_the_slots_paragraph_goes_to_all_that_is_written_there() -> None:
    kept = '<w:keepLines/><w:ind w:left="567"/>'
    old = '<w:pStyle w:val="DragomanText"/></w:pPr><w:r><w:t>{{p slots.body }}'
    shell = opened(body(old, old.replace("/></w:pPr>", f"/>{kept}</w:pPr>")))
    document = sample_release("fr")
    data = write_docx(document, shell, look("fr"))
    assert verify_docx(document, data) == ()
    count = sum(len(slot.blocks) for slot in document.slots if slot.name == "body")
    assert members(data)[BODY].count(kept.encode()) == count


def test_a_section_break_moves_to_the_last_paragraph_of_its_slot() -> None:
    xml = members(shell_bytes("fr"))[BODY].decode()
    references = "".join(re.findall("<w:(?:header|footer)Reference[^>]*>", xml))
    page = (
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1" w:right="1000" w:bottom="1" w:left="906" w:header="1" '
        'w:footer="1" w:gutter="0"/>'
    )
    section = f'<w:sectPr>{references}{page}<w:cols w:num="2" w:space="400"/><w:titlePg/></w:sectPr>'
    for slot in ("body", "programme", "key_figures"):
        old = f'<w:pStyle w:val="DragomanText"/></w:pPr><w:r><w:t>{{{{p slots.{slot} }}}}'
        shell = opened(body(old, old.replace("/></w:pPr>", f"/>{section}</w:pPr>")))
        assert shell.slots[slot].width == (10000 - 400) // 2
        for document in (sample_release("fr"), small()):
            data = write_docx(document, shell, look("fr"))
            root = etree.fromstring(members(data)[BODY])
            assert len(list(root.iter(f"{W}sectPr"))) == 2, "the break outlives its paragraph, full or empty"
            if document.name != "small":
                assert read_docx(data).body == read_docx(written(document)).body


def test_the_accent_of_the_house_reaches_styles_theme_and_rules() -> None:
    shell = opened(shell_bytes("fr"), accent="#7A1F5A")
    parts = members(write_docx(sample_release("fr"), shell, look("fr", "#7A1F5A")))
    everything = b"".join(content for name, content in parts.items() if name.endswith(".xml"))
    assert b"1F3A5F" not in everything
    assert b"7A1F5A" in parts["word/styles.xml"]
    assert b"7A1F5A" in parts["word/theme/theme1.xml"]


SERIF = Face("Noto Serif", ("Noto Serif",), ("Georgia",), "roman")


def faces_of(data: bytes, style: str) -> set[str]:
    fonts = etree.fromstring(members(data)["word/styles.xml"]).find(f"{W}style[@{W}styleId='{style}']/{W}rPr/{W}rFonts")
    return set(fonts.attrib.values())


def test_the_faces_of_the_house_reach_styles_theme_and_font_table() -> None:
    dressed = dataclasses.replace(look("fr"), faces={**look("fr").faces, "text": SERIF})
    data = write_docx(sample_release("fr"), Shell.open(shell_bytes("fr"), "fr.docx", SLOTS["fr"], dressed), dressed)
    parts = members(data)
    assert b"Cambria" not in b"".join(parts.values())
    assert faces_of(data, "DragomanText") == {"Noto Serif", "BIZ UDMincho"}
    assert faces_of(data, "DragomanHeading") == {"Calibri", "BIZ UDGothic"}, "labels keep theirs"
    assert b'typeface="Noto Serif"' in parts["word/theme/theme1.xml"]
    names = [e.get(f"{W}name") for e in etree.fromstring(parts["word/fontTable.xml"])]
    assert sorted(names) == ["BIZ UDGothic", "BIZ UDMincho", "Calibri", "Noto Serif"]


def test_a_face_of_the_text_leaves_the_same_face_of_the_labels_alone() -> None:
    dressed = dataclasses.replace(look("ja"), faces={**look("ja").faces, "text": SERIF})
    data = write_docx(sample_release("ja"), Shell.open(shell_bytes("ja"), "ja.docx", SLOTS["ja"], dressed), dressed)
    assert faces_of(data, "DragomanText") == {"Noto Serif"}
    assert faces_of(data, "DragomanHeading") == {"BIZ UDGothic"}


def test_a_face_that_a_designer_chose_for_a_style_stays() -> None:
    own = edited(
        shell_bytes("fr"),
        lambda xml: re.sub(r'(w:styleId="DragomanLede".*?w:ascii=)"Cambria"', r'\1"Garamond"', xml),
        "word/styles.xml",
    )
    dressed = dataclasses.replace(look("fr"), faces={**look("fr").faces, "text": SERIF})
    data = write_docx(sample_release("fr"), Shell.open(own, "fr.docx", SLOTS["fr"], dressed), dressed)
    assert faces_of(data, "DragomanLede") == {"Garamond", "Noto Serif", "BIZ UDMincho"}


def test_a_shell_survives_pickling_and_writes_the_same() -> None:
    shell = opened(shell_bytes("ja"), "ja", logo=sample_logo())
    again: Shell = pickle.loads(pickle.dumps(shell))
    document = sample_release("ja")
    assert write_docx(document, again, look("ja")) == write_docx(document, shell, look("ja"))
