"""Reading a convention back: a wrong number, a swapped clause, a stale field is found and named."""

import re
from collections.abc import Callable

import pytest

from convention_documents import sample_convention
from dragoman.readback.docx import read_docx, verify_docx
from word_samples import edited, legal_shell, written_convention

NUMBERING, NOTES, CUSTOM = "word/numbering.xml", "word/footnotes.xml", "docProps/custom.xml"
BODY = "word/document.xml"
CONTROL = (
    r'<w:bookmarkStart[^>]*clause_{0}"/><w:sdt>(?:(?!</w:sdtContent>).)*</w:sdtContent></w:sdt><w:bookmarkEnd[^>]*/>')


def swap(one: str, other: str) -> Callable[[str], str]:
    """Exchange the first matches of two patterns."""
    def edit(xml: str) -> str:
        first, second = (re.search(pattern, xml) for pattern in (one, other))
        assert first is not None
        assert second is not None
        return xml[:first.start()] + second[0] + xml[first.end():second.start()] + first[0] + xml[second.end():]
    return edit


def without(pattern: str) -> Callable[[str], str]:
    return lambda xml: re.sub(pattern, "", xml, count=1)


def instead(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, count)


MUTATIONS: dict[str, tuple[str, str, Callable[[str], str], str]] = {
    "a level starts at another number": (
        "fr", NUMBERING, instead('<w:lvl w:ilvl="1"><w:start w:val="1"/>', '<w:lvl w:ilvl="1"><w:start w:val="2"/>', 2),
        "RBD-002"),
    "a list of its own start": ("ja", NUMBERING, instead('<w:start w:val="2"/>', '<w:start w:val="1"/>'), "RBD-002"),
    "a level that never starts again": (
        "fr", NUMBERING,
        lambda xml: re.sub(
            r'(<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>)(<w:pStyle)',
            r'\1<w:pStyle w:val="x"/><w:lvlRestart w:val="0"/>\2', xml).replace(
                '<w:pStyle w:val="x"/><w:lvlRestart w:val="0"/><w:pStyle w:val="DragomanClause2"/>',
                '<w:lvlRestart w:val="0"/><w:pStyle w:val="DragomanClause2"/>'), "RBD-002"),
    "another format of number": ("en", NUMBERING, instead("lowerRoman", "upperRoman", 5), "RBD-002"),
    "the first article numbered as the others": (
        "fr", BODY, without(r'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'), "RBD-002"),
    "two clauses swapped": (
        "fr", BODY, swap(CONTROL.format("monitoring_rule"), CONTROL.format("monitoring_rule_2")), "RBD-002"),
    "a clause dropped": ("ja", BODY, without(CONTROL.format("monitoring_rule_2")), "RBD-002"),
    "the names of two anchors swapped": (
        "fr", BODY, swap(r'"articles\.monitoring\.rule"/><w:tag w:val="articles\.monitoring\.rule"/>',
                         r'"articles\.monitoring\.rule_2"/><w:tag w:val="articles\.monitoring\.rule_2"/>'), "RBD-010"),
    "the names of two bookmarks swapped": (
        "fr", BODY, swap('"clause_monitoring_rule"', '"clause_monitoring_rule_2"'), "RBD-010"),
    "a tag lost": ("en", BODY, instead('<w:tag w:val="articles.law.rule"/>', ""), "RBD-010"),
    "a stale field": (
        "fr", BODY,
        lambda xml: re.sub(r"(clause_finance .*?<w:t xml:space=\"preserve\">)4<", r"\g<1>5<", xml, count=1), "RBD-002"),
    "a field that names another clause": (
        "fr", BODY, instead(" REF clause_termination_rule_2 ", " REF clause_termination_rule "), "RBD-011"),
    "figures of another article": ("fr", BODY, instead(" clause_finance ", " clause_term "), "RBD-011"),
    "a field that names nothing": ("ja", BODY, instead(" REF clause_termination ", " REF clause_absent "), "RBD-012"),
    "every field made plain text": (
        "en", BODY, lambda xml: re.sub(r"<w:r>(?:(?!</w:r>).)*<w:(?:fldChar|instrText)(?:(?!</w:r>).)*</w:r>", "", xml),
        "RBD-013"),
    "a note altered": ("fr", NOTES, instead("accord distinct", "accord séparé"), "RBD-002"),
    "two notes swapped": (
        "en", NOTES, swap(r'(?<=w:id="1">).*?(?=</w:footnote>)', r'(?<=w:id="2">).*?(?=</w:footnote>)'), "RBD-002"),
    "two signatures swapped": (
        "fr", BODY, swap("Carole DELGA(?=</w:t></w:r></w:p></w:tc>)", "Hanako SUZUKI(?=</w:t></w:r></w:p></w:tc>)"),
        "RBD-002"),
    "another document's digest": (
        "ja", CUSTOM, lambda xml: re.sub(r"<vt:lpwstr>\w", "<vt:lpwstr>x", xml, count=1), "RBD-014"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_change_is_found(name: str) -> None:
    language, part, edit, code = MUTATIONS[name]
    document = sample_convention(language)  # type: ignore[arg-type]
    found = [fault.code.id for fault in verify_docx(document, edited(written_convention(document), edit, part))]
    assert code in found, found


def test_a_lost_version_line_or_banner_is_found() -> None:
    document = sample_convention("en")
    for words in ("Courtesy translation – the French text alone is authentic", "Draft – version 0.3"):
        data = written_convention(document)
        for part in ("word/header1.xml", "word/header2.xml"):
            faults = verify_docx(document, edited(data, instead(words, "x"), part))
            assert "RBD-005" in {fault.code.id for fault in faults}


def test_notes_are_read_with_their_numbers_and_apart_from_the_text() -> None:
    notes = [passage.text for passage in read_docx(written_convention(sample_convention("fr"))).passages
             if passage.is_note]
    assert notes == ["1 Note du service juridique : « accord distinct » vise aussi les avenants.",
                     "2 Le choix du droit n’écarte pas les lois de police."]


def test_the_shell_that_ships_has_the_lists_its_documents_need() -> None:
    lists = [legal_shell(language).styles.legal for language in ("fr", "en", "ja")]
    assert [one is not None and bool(one.first) for one in lists] == [True, False, False]
