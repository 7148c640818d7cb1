"""Reading a Word file back: whatever was lost, added, swapped or altered in it is found and named."""

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from lxml import etree

from dragoman.document.nodes import Foreign, Paragraph, Text
from dragoman.errors import ContentLost
from dragoman.readback.docx import read_docx, verify_docx
from samples import full_release, sample_release
from word_samples import (
    BODY,
    edited,
    members,
    repacked,
    sample_logo,
    shell,
    shell_bytes,
    shell_with_logo,
    small,
    written,
)

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def found(data: bytes, language: str = "fr") -> list[tuple[str, str]]:
    return [(d.code.id, d.field) for d in verify_docx(sample_release(language), data)]


PARAGRAPH = re.compile(r"<w:p>(?:(?!</w:p>).)*Le lendemain.*?</w:p>")


def swap(pattern: str) -> Callable[[str], str]:
    """Exchange the first two matches of a pattern."""

    def edit(xml: str) -> str:
        one, two = list(re.finditer(pattern, xml))[:2]
        return xml[: one.start()] + two[0] + xml[one.end() : two.start()] + one[0] + xml[two.end() :]

    return edit


MUTATIONS: dict[str, tuple[Callable[[str], str], str, str]] = {
    "a paragraph dropped": (lambda xml: PARAGRAPH.sub("", xml), "RBD-002", "press-release.sectors.space"),
    "a paragraph doubled": (lambda xml: PARAGRAPH.sub(r"\g<0>\g<0>", xml), "RBD-002", "press-release.meetings.title"),
    "a run dropped": (
        lambda xml: re.sub(r"<w:r>(?:(?!</w:r>).)*Occitanie-Sud de France</w:t></w:r>", "", xml, count=1),
        "RBD-002",
        "press-release.sectors.foodex",
    ),
    "two paragraphs swapped": (
        swap(r'<w:p><w:pPr><w:pStyle w:val="DragomanText"/></w:pPr>(?:(?!</w:p>).)*</w:p>'),
        "RBD-002",
        "press-release.sectors.foodex",
    ),
    "a narrow space made wide": (
        lambda xml: xml.replace("75\u202f000", "75\u00a0000"),
        "RBD-002",
        "press-release.sectors.foodex",
    ),
    "a fixed space made plain": (
        lambda xml: xml.replace("«\u00a0Nihon", "« Nihon").replace("«\u00a0", "« "),
        "RBD-002",
        "press-release.lede",
    ),
    "an apostrophe straightened": (
        lambda xml: xml.replace("L’horizon", "L'horizon"),
        "RBD-002",
        "press-release.sectors.space",
    ),
    "a table cell emptied": (
        lambda xml: xml.replace("Visite du siège d’Astroscale", ""),
        "RBD-002",
        "press-release.programme.astroscale.event",
    ),
    "a figure altered": (lambda xml: xml.replace("12,8", "12,9"), "RBD-002", "press-release.figures.exports.value"),
    "two cells swapped": (swap(r"<w:tc>(?:(?!</w:tc>).)*</w:tc>"), "RBD-002", "press-release.figures.exports.value"),
    "a blank removed": (
        lambda xml: re.sub(r"<w:sdt>.*?</w:sdt>", "", xml, count=1),
        "RBD-002",
        "press-release.dateline",
    ),
    "a list number lost": (
        lambda xml: re.sub(r"<w:numPr>.*?</w:numPr>", '<w:numPr><w:numId w:val="0"/></w:numPr>', xml),
        "RBD-002",
        "press-release.notes.1",
    ),
    "a run hidden": (
        lambda xml: xml.replace(
            '<w:rPr><w:rStyle w:val="DragomanStrong"/>', '<w:rPr><w:rStyle w:val="DragomanStrong"/><w:vanish/>', 1
        ),
        "RBD-002",
        "press-release.sectors.foodex",
    ),
    "a run deleted with tracking": (
        lambda xml: re.sub(
            r"(<w:r>(?:(?!</w:r>).)*Occitanie-Sud de France</w:t></w:r>)",
            r'<w:del w:id="1" w:author="x">\1</w:del>',
            xml,
        ),
        "RBD-002",
        "press-release.sectors.foodex",
    ),
    "words added at the end": (
        lambda xml: xml.replace("<w:sectPr", "<w:p><w:r><w:t>Ajout</w:t></w:r></w:p><w:sectPr"),
        "RBD-002",
        "",
    ),
    "a language lost": (
        lambda xml: xml.replace('w:val="ja-Latn" w:eastAsia="ja-JP"', 'w:val="fr-FR" w:eastAsia="ja-JP"'),
        "RBD-004",
        "press-release.lede",
    ),
    "an East Asian language lost": (
        lambda xml: xml.replace('w:val="en-GB" w:eastAsia="ja-JP"', 'w:val="en-GB" w:eastAsia="fr-FR"'),
        "RBD-004",
        "press-release.meetings.sport",
    ),
    "a table's description lost": (
        lambda xml: re.sub(r"<w:tblCaption[^>]*>", "", xml, count=1),
        "RBD-008",
        "press-release.figures",
    ),
}


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_a_mutation_of_the_body_is_found_and_its_node_named(mutation: tuple[Callable[[str], str], str, str]) -> None:
    edit, code, node = mutation
    assert found(edited(written(sample_release("fr")), edit))[0] == (code, node)


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("header1", "letterhead"),
        ("header1", "draft_mark"),
        ("header2", "draft_mark"),
        ("header2", "running_head"),
        ("footer1", "footer_line"),
        ("footer2", "footer_line"),
        ("footer2", "page_label"),
    ],
)
def test_furniture_removed_from_any_header_or_footer_is_found(part: str, name: str) -> None:
    texts = {
        "letterhead": "Région Occitanie /",
        "draft_mark": "PROJET",
        "running_head": "Mission Japon",
        "footer_line": "Maréchal",
        "page_label": "page ",
    }
    pattern = re.compile(rf"<w:p>(?:(?!</w:p>).)*{texts[name]}.*?</w:p>")
    assert found(edited(written(sample_release("fr")), lambda xml: pattern.sub("", xml), f"word/{part}.xml")) == [
        ("RBD-005", name)
    ]


FULL: dict[str, tuple[Callable[[str], str], str, str]] = {
    "a picture's description altered": (
        lambda xml: xml.replace('descr="Un carré bleu"', 'descr="Un carré"'),
        "RBD-002",
        "pictures.stand.alt",
    ),
    "a picture made decoration": (
        lambda xml: re.sub(
            r"(<wp:docPr [^>]*>)(?=</wp:docPr>)",
            r'\1<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>',
            xml,
        ),
        "RBD-002",
        "pictures.stand.alt",
    ),
    "a picture in another language": (
        lambda xml: re.sub(r'w:val="fr-FR"( w:eastAsia="ja-JP"/></w:rPr><w:drawing>)', r'w:val="en-GB"\1', xml),
        "RBD-004",
        "pictures.stand.alt",
    ),
    "a picture dropped": (
        lambda xml: re.sub(r"<w:drawing>.*?</w:drawing>", "", xml),
        "RBD-002",
        "pictures.stand.alt",
    ),
    "a caption dropped": (
        lambda xml: xml.replace("Le stand de la Région", ""),
        "RBD-002",
        "pictures.stand.caption",
    ),
    "a box emptied": (
        lambda xml: re.sub(r'<w:p><w:pPr><w:pStyle w:val="DragomanBoxText"/>.*?</w:p>', "", xml),
        "RBD-002",
        "boxes.shanghai.text",
    ),
    "a quote given to another": (
        lambda xml: xml.replace("Carole Delga", "Carole Delgado"),
        "RBD-002",
        "press-release.quotes.delga.speaker",
    ),
    "two particulars exchanged": (
        swap("Hall d’essai|sur invitation"),
        "RBD-002",
        "particulars.where.text",
    ),
    "a contact under another": (
        lambda xml: xml.replace("Service de presse d’essai", ""),
        "RBD-002",
        "press-release.contacts.second.name",
    ),
    "the description of the contacts lost": (
        lambda xml: re.sub(r'<w:tblCaption w:val="Service[^>]*>', "", xml),
        "RBD-008",
        "press-release.contacts",
    ),
}


@pytest.mark.parametrize("mutation", FULL.values(), ids=FULL.keys())
def test_a_mutation_of_any_block_is_found_and_its_node_named(mutation: tuple[Callable[[str], str], str, str]) -> None:
    edit, code, node = mutation
    document = full_release("fr")
    differences = verify_docx(document, edited(written(document), edit))
    assert (differences[0].code.id, differences[0].field) == (code, node)


def test_another_picture_in_the_place_of_the_composed_one_is_found() -> None:
    document = full_release("fr")
    parts = members(written(document))
    other = repacked({**parts, "word/media/dragoman-1.png": sample_logo().data})
    assert [(d.code.id, d.field) for d in verify_docx(document, other)] == [("RBD-009", "pictures.stand")]


@pytest.mark.parametrize(
    ("part", "words", "name"),
    [("header1", "SOUS EMBARGO", "embargo"), ("header2", "SOUS EMBARGO", "embargo"), ("header1", "31000", "address")],
)
def test_an_embargo_or_an_address_that_lacks_on_a_page_is_found(part: str, words: str, name: str) -> None:
    pattern = re.compile(rf"<w:p>(?:(?!</w:p>).)*{words}.*?</w:p>")
    document = full_release("fr")
    for word in (shell("fr"), shell_with_logo("fr")):
        data = edited(written(document, word), lambda xml: pattern.sub("<w:p/>", xml), f"word/{part}.xml")
        assert [(d.code.id, d.field) for d in verify_docx(document, data)] == [("RBD-005", name)]


def test_a_logo_that_speaks_is_found_since_it_stands_for_the_letterhead() -> None:
    document = full_release("fr")
    data = written(document, shell_with_logo("fr"))
    spoken = edited(data, lambda xml: re.sub(r'descr="">.*?</wp:docPr>', 'descr="logo"/>', xml), "word/header1.xml")
    assert [(d.code.id, d.values["found"]) for d in verify_docx(document, spoken)] == [("RBD-006", "logo")]


def test_furniture_of_the_wrong_page_is_found() -> None:
    parts = members(written(sample_release("fr")))
    swapped = repacked(
        {**parts, "word/header1.xml": parts["word/header2.xml"], "word/header2.xml": parts["word/header1.xml"]}
    )
    assert ("RBD-005", "letterhead") in found(swapped)
    assert ("RBD-005", "running_head") in found(swapped)


def test_a_page_number_that_is_only_typed_is_found() -> None:
    typed = edited(
        written(sample_release("fr")),
        lambda xml: re.sub(r'<w:fldSimple w:instr=" PAGE ">(.*?)</w:fldSimple>', r"\1", xml),
        "word/footer2.xml",
    )
    assert found(typed) == [("RBD-005", "page_label"), ("RBD-006", "")]


def test_words_in_a_header_that_nobody_composed_are_found() -> None:
    extra = edited(
        written(sample_release("fr")),
        lambda xml: xml.replace("</w:hdr>", "<w:p><w:r><w:t>Confidentiel</w:t></w:r></w:p></w:hdr>"),
        "word/header2.xml",
    )
    assert found(extra) == [("RBD-006", "")]


def test_a_reading_above_a_name_that_changed_is_found() -> None:
    assert found(edited(written(sample_release("ja")), lambda xml: xml.replace("うずまさ", "うずまき")), "ja") == [
        ("RBD-003", "press-release.meetings.sport")
    ]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("<dc:title>L", "<dc:title>l", "title"),
        ("<dc:language>fr-FR", "<dc:language>en-GB", "language"),
        ("<dc:creator>Région", "<dc:creator>Ville", "creator"),
        ("<dc:subject>Mission", "<dc:subject>Voyage", "subject"),
    ],
)
def test_a_property_of_the_file_that_changed_is_found(old: str, new: str, name: str) -> None:
    changed = edited(written(sample_release("fr")), lambda xml: xml.replace(old, new), "docProps/core.xml")
    assert found(changed) == [("RBD-007", name)]


def test_a_difference_names_both_texts() -> None:
    (difference,) = verify_docx(
        sample_release("fr"), edited(written(sample_release("fr")), lambda xml: xml.replace("– FIN –", "FIN"))
    )
    assert difference.values == {"expected": "– FIN –", "found": "FIN"}


def test_the_document_of_another_language_does_not_pass() -> None:
    assert found(written(sample_release("en")))[0] == ("RBD-002", "press-release.label")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", shell_bytes("fr")[:5000]])
def test_a_file_that_cannot_be_read_is_said_so(data: bytes) -> None:
    assert [d.code.id for d in verify_docx(sample_release("fr"), data)] == ["RBD-001"]
    with pytest.raises(ContentLost):
        read_docx(data)


# --- files that others made ------------------------------------------------------------------------------------


def word_file(body: str, **parts: str) -> bytes:
    """The least Word file with this body; `parts` are further parts by kind."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            (
                f'<Relationships xmlns="{rels}"><Relationship Id="a" Type="{office}/officeDocument" Target="/'
                f'word/d.xml"/></Relationships>'
            ),
        )
        archive.writestr(
            "word/_rels/d.xml.rels",
            f'<Relationships xmlns="{rels}">'
            + "".join(f'<Relationship Id="{kind}" Type="{office}/{kind}" Target="{kind}.xml"/>' for kind in parts)
            + "</Relationships>",
        )
        archive.writestr(
            "word/d.xml",
            (
                f'<w:document xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
                f'xmlns:r="{office}"><w:body>{body}</w:body></w:document>'
            ),
        )
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", f'<w:{kind} xmlns:w="{WORD}">{content}</w:{kind}>')
    return buffer.getvalue()


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def complex_field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
NESTED = (
    f"{BEGIN}<w:r><w:instrText>IF </w:instrText></w:r>{complex_field('PAGE', run('1'))}"
    f"<w:r><w:instrText> = 1</w:instrText></w:r>{SEPARATE}{run('oui')}{END}"
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run(" a ") + run("b"), " a b"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:noBreakHyphen/></w:r>", "a\tb\nc\n\u2011"),
        ('<w:r><w:br w:type="page"/><w:t>a</w:t><w:sym w:font="X" w:char="2713"/></w:r>', "a✓"),
        (f'<w:hyperlink r:id="x">{run("lien")}</w:hyperlink>', "lien"),
        (
            f'<w:ins w:id="1">{run("ajouté")}</w:ins><w:del w:id="2"><w:r><w:delText>ôté</w:delText></w:r></w:del>',
            "ajouté",
        ),
        (f'<w:moveFrom w:id="1">{run("de")}</w:moveFrom><w:moveTo w:id="2">{run("à")}</w:moveTo>', "à"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('champ')}</w:sdtContent></w:sdt>", "champ"),
        (complex_field("REF x \\h", run("article 5")), "article 5"),
        (NESTED, "oui"),
        (complex_field("IF a", run("x") + complex_field("PAGE", run("2"))), "x2"),
        ('<w:fldSimple w:instr="NUMPAGES">' + run("9") + "</w:fldSimple>", "9"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>" + run("vu"), "vu"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>vu</w:t></w:r>', "vu"),
        ("<w:smartTag>" + run("a") + "</w:smartTag><w:bdo>" + run("b") + "</w:bdo>", "ab"),
        (
            f"<mc:AlternateContent><mc:Choice>{run('neuf')}</mc:Choice><mc:Fallback>{run('vieux')}</mc:Fallback></mc:AlternateContent>",
            "neuf",
        ),
    ],
)
def test_a_paragraph_reads_as_word_shows_it(content: str, expected: str) -> None:
    assert read_docx(word_file(f"<w:p>{content}</w:p>")).body == (expected,)


def test_tables_read_row_by_row_without_the_cells_that_a_merge_hides() -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(words)}</w:p></w:tc>"

    inner = f"<w:tbl><w:tr>{cell('dedans')}</w:tr></w:tbl>"
    begun, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        f"<w:tbl><w:tr>{cell('a', begun)}{cell('b')}</w:tr>"
        f"<w:tr>{cell('caché', goes_on)}<w:tc>{inner}<w:p/></w:tc></w:tr>"
        f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("ôté")}</w:tr></w:tbl>'
    )
    assert read_docx(word_file(f"{table}<w:p>{run('après')}</w:p>")).body == ("a", "b", "dedans", "après")


def drawing(properties: str, inside: str = "") -> str:
    """A drawing as another program writes it."""
    place = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{place}/wordprocessingDrawing" xmlns:a="{place}/main">'
        f"<wp:docPr {properties}/>{inside}</wp:anchor></w:drawing></w:r>"
    )


def test_a_picture_reads_as_its_description_after_the_paragraph_that_holds_it() -> None:
    shown = drawing('id="1" name="x" descr="une place"')
    silent = drawing('id="2" name="y" title="z"')
    older = f"<w:r><mc:AlternateContent><mc:Fallback>{shown}</mc:Fallback></mc:AlternateContent></w:r>"
    data = word_file(f"<w:p>{shown}{run('texte')}{silent}{older}</w:p><w:p>{run('suite')}</w:p>")
    assert read_docx(data).body == ("texte", "une place", "suite")


def test_notes_follow_the_block_that_calls_them() -> None:
    call = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    notes = f'<w:footnote w:id="7"><w:p>{run("la note")}</w:p></w:footnote>'
    data = word_file(f"<w:p>{run('texte')}{call}</w:p><w:p>{run('suite')}</w:p>", footnotes=notes)
    assert read_docx(data).body == ("texte1", "la note", "suite")


def test_a_section_without_headers_has_those_of_the_section_before() -> None:
    sections = (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="hdr"/></w:sectPr></w:pPr></w:p>'
        "<w:sectPr><w:titlePg/></w:sectPr>"
    )
    found = read_docx(word_file(sections, hdr=f"<w:p>{run('tête')}</w:p>")).furniture
    assert [(f.section, f.pages, [p.text for p in f.passages]) for f in found] == [
        (1, "default", ["tête"]),
        (2, "first", []),
        (2, "default", ["tête"]),
    ]


def test_a_file_saved_again_by_python_docx_still_passes() -> None:
    document = sample_release("ja")
    buffer = io.BytesIO()
    docx.Document(io.BytesIO(written(document))).save(buffer)
    assert verify_docx(document, buffer.getvalue()) == ()


def test_the_languages_of_a_file_are_listed() -> None:
    document = small(Paragraph("p", "text", (Text("a", ""), Foreign("ja-Latn", (Text("b", ""),)))))
    assert read_docx(written(document)).languages == {"fr-FR", "ja-Latn"}


def test_a_text_that_reads_alike_but_is_another_character_is_found() -> None:
    document = small(Paragraph("p", "text", (Text("神田 \ufa19", ""),)))
    data = edited(written(document), lambda xml: xml.replace("\ufa19", "\u795e"))
    assert [d.field for d in verify_docx(document, data)] == ["p"]


def test_an_item_numbered_otherwise_is_found() -> None:
    document = sample_release("fr")
    parts = members(written(document))
    numbering = etree.fromstring(parts["word/numbering.xml"])
    for text in numbering.iter(f"{{{WORD}}}lvlText"):
        text.set(f"{{{WORD}}}val", "%1)")
    data = repacked({**parts, "word/numbering.xml": etree.tostring(numbering)})
    assert verify_docx(document, data)[0].values["found"].startswith("1) Source")


def test_a_document_without_one_of_its_parts_is_found() -> None:
    document = sample_release("fr")
    shorter = dataclasses.replace(document, slots=tuple(s for s in document.slots if s.name != "programme"))
    assert verify_docx(shorter, written(document))[0].field == "press-release.end"
    assert verify_docx(document, written(shorter))[0].field == "press-release.programme.title"
    assert BODY in members(written(document))
