"""Word files made to harm, or merely wrong, are refused before anything of them is used."""

import io
import zipfile

import pytest

from dragoman.errors import TemplateError
from word_samples import BODY, edited, members, opened, repacked, shell_bytes

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def codes(data: bytes) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        opened(data)
    return [found.code.id for found in caught.value.diagnostics]


def added(name: str, content: bytes) -> bytes:
    return repacked({**members(shell_bytes("fr")), name: content})


def related(kind: str, target: str, mode: str = "External") -> bytes:
    external = ' TargetMode="External"' if mode == "External" else ""
    return edited(
        shell_bytes("fr"),
        lambda xml: xml.replace(
            "</Relationships>", f'<Relationship Id="x9" Type="{kind}" Target="{target}"{external}/></Relationships>'
        ),
        "word/_rels/document.xml.rels",
    )


def test_a_file_that_is_no_archive_is_refused() -> None:
    assert codes(b"%PDF-1.7 not a Word file") == ["SHL-002"]
    assert codes(b"") == ["SHL-002"]
    assert codes(shell_bytes("fr")[:9000]) == ["SHL-002"]


def test_an_archive_that_is_no_word_file_is_refused() -> None:
    assert codes(repacked({"mimetype.xml": b"<a/>"})) == ["SHL-002", "SHL-002"]


def test_a_file_beyond_the_size_limit_is_refused() -> None:
    assert codes(b"PK" + bytes(20_000_001)) == ["SHL-001"]


def test_a_zip_bomb_is_refused_without_being_unpacked() -> None:
    found = codes(added("word/bomb.xml", b" " * 90_000_000))
    assert found == ["SHL-005"]
    assert "SHL-004" in codes(added("word/bomb.xml", b" " * 101_000_000))


def test_too_many_members_are_refused() -> None:
    parts = members(shell_bytes("fr")) | {f"word/m{number}.xml": b"<a/>" for number in range(2000)}
    assert codes(repacked(parts)) == ["SHL-003"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_occurs_twice_is_refused() -> None:
    buffer = io.BytesIO(shell_bytes("fr"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("WORD/Document.xml", b"<a/>")
    assert codes(buffer.getvalue()) == ["SHL-006"]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w [<!ENTITY x "y">]>',
        '<!DOCTYPE w SYSTEM "http://example.org/x.dtd">',
        "<!DOCTYPE w>",
    ],
)
def test_a_document_type_is_refused_in_any_part(declaration: str) -> None:
    hostile = edited(shell_bytes("fr"), lambda xml: xml.replace("?>\n<", f"?>{declaration}<", 1), "word/styles.xml")
    assert codes(hostile) == ["SHL-007"]


def test_a_document_type_hidden_in_another_encoding_is_refused() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY x "y">]><w>&x;</w>'
    assert codes(added("word/extra.xml", text.encode("utf-16"))) == ["SHL-007"]


@pytest.mark.parametrize(
    ("kind", "target", "code"),
    [
        ("attachedTemplate", "http://example.org/evil.dotm", "SHL-009"),
        ("image", "http://example.org/pixel.png", "SHL-008"),
        ("hyperlink", "file:///etc/passwd", "SHL-008"),
        ("hyperlink", "javascript:alert(1)", "SHL-008"),
        ("hyperlink", "\\\\server\\share", "SHL-008"),
        ("oleObject", "embeddings/o.bin", "SHL-009"),
        ("aFChunk", "chunk.html", "SHL-009"),
        ("comments", "comments.xml", "SHL-009"),
    ],
)
def test_what_leads_outside_or_carries_more_than_words_is_refused(kind: str, target: str, code: str) -> None:
    mode = "External" if code == "SHL-008" or kind == "attachedTemplate" else "Internal"
    assert codes(related(f"{OFFICE}/{kind}", target, mode)) == [code]


def test_a_link_to_the_web_is_allowed() -> None:
    opened(related(f"{OFFICE}/hyperlink", "https://example.org/a?b=1"))


def test_macros_are_refused() -> None:
    assert codes(added("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")) == ["SHL-012"]
    assert codes(related("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "v.xml", "In")) == [
        "SHL-009"
    ]
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert codes(edited(shell_bytes("fr"), lambda xml: xml.replace(kind, macro), "[Content_Types].xml")) == ["SHL-002"]


@pytest.mark.parametrize("instruction", ["DDEAUTO c:\\\\x", "INCLUDETEXT http://example.org", "DATE", "PAGE"])
def test_a_field_is_refused_since_it_prints_what_nobody_composed(instruction: str) -> None:
    field = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{instruction}</w:instrText></w:r></w:p>'
    assert codes(edited(shell_bytes("fr"), lambda xml: xml.replace("<w:sectPr>", f"{field}<w:sectPr>"))) == ["SHL-011"]
    simple = f'<w:p><w:fldSimple w:instr="{instruction}"/></w:p>'
    assert codes(edited(shell_bytes("fr"), lambda xml: xml.replace("<w:sectPr>", f"{simple}<w:sectPr>"))) == ["SHL-011"]


def test_a_part_that_is_not_well_formed_is_refused() -> None:
    assert codes(edited(shell_bytes("fr"), lambda xml: xml.replace("</w:body>", ""))) == ["SHL-010"]


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "word\\evil.xml"])
def test_a_member_that_would_leave_its_folder_is_refused(name: str) -> None:
    assert codes(added(name, b"<a/>")) == ["SHL-012"]


def test_all_faults_of_a_package_are_named_at_once() -> None:
    hostile = edited(
        related(f"{OFFICE}/image", "http://example.org/p.png"),
        lambda xml: xml.replace("<w:sectPr>", '<w:p><w:fldSimple w:instr="TIME"/></w:p><w:sectPr>'),
        BODY,
    )
    assert codes(hostile) == ["SHL-011", "SHL-008"]
