import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from convention_documents import sample_convention
from dragoman.document.nodes import (
    Document,
    Heading,
    Item,
    Items,
    LineBreak,
    Link,
    Paragraph,
    Quote,
    RuledSpace,
    Strong,
    Superscript,
    Untranslated,
)
from dragoman.document.projection import project
from dragoman.readback.text import verify_text
from dragoman.writers.text import write_text
from page_samples import LANGUAGE_TAGS, only, saying, text
from samples import full_release, sample_release


def titled(language: str, title: str) -> Document:
    document = full_release(language)
    return replace(document, properties=replace(document.properties, title=title))


def paragraphs(document: Document) -> list[str]:
    return write_text(document).decode().removesuffix("\n").split("\n\n")


@pytest.mark.parametrize("release", [sample_release, full_release])
@pytest.mark.parametrize("state", ["draft", "final"])
@pytest.mark.parametrize("language", LANGUAGE_TAGS)
def test_a_sample_reads_back_as_composed(language: str, state: str, release: Callable[[str, str], Document]) -> None:
    document = release(language, state)
    data = write_text(document)
    assert verify_text(document, data) == ()
    shown = re.sub("[\n\t]|https://", "", data.decode())
    for line in project(document).body:
        assert line.text.replace("\n", "") in shown, line.id


@pytest.mark.parametrize("language", LANGUAGE_TAGS)
def test_the_first_line_is_the_title_then_a_draft_says_so_and_the_embargo_follows(language: str) -> None:
    document = full_release(language)
    furniture = project(document).furniture
    assert paragraphs(document)[:3] == [document.properties.title, furniture["draft_mark"], furniture["embargo"]]
    final = full_release(language, "final")
    assert paragraphs(final)[:2] == [final.properties.title, furniture["embargo"]]


def test_the_headline_is_repeated_only_where_it_is_not_the_first_line() -> None:
    headline = sample_release("fr").properties.title
    assert paragraphs(full_release("fr")).count(headline) == 1
    other = titled("fr", f"SOUS EMBARGO – {headline}")
    assert paragraphs(other)[0] == f"SOUS EMBARGO – {headline}"
    assert paragraphs(other).index(headline) == paragraphs(other).index("Mission au Japon") + 1
    assert verify_text(other, write_text(other)) == ()


def test_a_lost_headline_is_found_out_where_it_must_be_repeated() -> None:
    document = titled("fr", "SOUS EMBARGO")
    headline = sample_release("fr").properties.title
    found, = verify_text(document, write_text(document).decode().replace(f"{headline}\n\n", "").encode())
    assert (found.code.id, found.field) == ("RBT-003", "press-release.headline")


def test_a_title_with_a_line_end_is_one_line() -> None:
    document = titled("fr", "Une mission\nau Japon")
    assert paragraphs(document)[0] == "Une mission au Japon"
    assert verify_text(document, write_text(document)) == ()


def test_without_a_headline_the_title_of_the_file_is_the_first_line() -> None:
    document = sample_release("fr", "final")
    document = replace(document, slots=tuple(
        replace(slot, blocks=tuple(b for b in slot.blocks if not (isinstance(b, Heading) and b.level == 1)))
        for slot in document.slots))
    data = write_text(document)
    assert data.decode().split("\n")[0] == document.properties.title
    assert verify_text(document, data) == ()


def test_boxes_quotes_pictures_particulars_and_contacts_have_their_lines() -> None:
    said = paragraphs(full_release("fr"))
    for part in (
        "«\u00a0Une phrase d’essai.\u00a0»\nCarole Delga\nprésidente de la Région",
        "[Un carré bleu]\nLe stand de la Région\nPhoto\u00a0: essai",
        "Lieu\tHall d’essai\nAccès\tsur invitation",
        "Service de presse d’essai\n+33 5 00 00 00 00\npresse@example.org",
    ):
        assert part in said
    box = said.index("Incursion à Shanghai")
    assert said[box + 1] == "Le 8\u00a0mars, la délégation se rend à Shanghai."


def test_the_paragraphs_of_a_quote_are_set_apart_and_its_speaker_is_not() -> None:
    said = [("speaker", "Nom"), ("office", "fonction"), ("quote", "un"), ("quote", "deux")]
    quote = Quote("q", tuple(Paragraph(f"q.{words}", role, (text(words),)) for role, words in said))
    assert "\n\nNom\nfonction\nun\n\ndeux\n\n" in write_text(only("ja", quote)).decode()


@pytest.mark.parametrize(("target", "words", "expected"), [
    ("https://example.org/japon", "example.org/japon", "https://example.org/japon"),
    ("https://example.org/", "example.org", "https://example.org/"),
    ("https://example.org/a", "https://example.org/a", "https://example.org/a"),
    ("https://example.org/a", "le programme", "le programme <https://example.org/a>"),
    ("mailto:presse@example.org", "presse@example.org", "presse@example.org"),
    ("mailto:presse@example.org", "écrire", "écrire <presse@example.org>"),
    ("tel:+33500000000", "05 00 00 00 00", "05 00 00 00 00"),
])
def test_a_link_shows_its_whole_address(target: str, words: str, expected: str) -> None:
    inside = text("Voir "), Strong((Link(target, (text(words[:3]), Superscript(words[3:]))), text(".")))
    for document in saying("fr", *inside), only("fr", Items("i", (Item("i.1", inside),))):
        data = write_text(document)
        assert f"Voir {expected}.\n" in data.decode()
        assert verify_text(document, data) == ()
        assert verify_text(document, data.replace(expected.encode(), f"{expected}x".encode())) != ()


def test_links_stand_together() -> None:
    lines = [Paragraph(f"l.{n}", "link", (text(f"lien {n}"),)) for n in range(3)]
    assert "\n\nlien 0\nlien 1\nlien 2\n\n" in write_text(only("fr", *lines)).decode()


def test_no_line_is_wrapped() -> None:
    longest = max(project(full_release("fr")).body, key=lambda line: len(line.text)).text
    assert longest in write_text(full_release("fr")).decode().split("\n")


def test_rows_and_figures_are_lines_and_blocks_are_set_apart() -> None:
    lines = write_text(sample_release("fr")).decode().split("\n")
    assert "une trentaine\tde groupes japonais implantés, soit 3\u202f000 emplois" in lines
    first = lines.index("Date\tLieu\tÉvénement")
    assert [line.count("\t") for line in lines[first:first + 5]] == [2] * 5
    assert lines[first + 3] == "\tTokyo\tVisite du siège d’Astroscale"
    assert lines[first - 1] == lines[first + 5] == ""
    assert lines[-1] == "" != lines[-2]


def test_a_break_is_a_line_end_and_a_tab_inside_a_text_parts_nothing() -> None:
    document = saying("fr", text("un\tdeux "), LineBreak(), Strong((text(" trois\nquatre"), LineBreak())), text("cinq"))
    data = write_text(document)
    assert "un deux\ntrois\nquatre\ncinq\n" in data.decode()
    assert verify_text(document, data) == ()


def test_an_empty_document_is_its_title() -> None:
    document = replace(sample_release("ja", "final"), slots=())
    assert write_text(document).decode() == f"{document.properties.title}\n"
    assert verify_text(document, write_text(document)) == ()


MUTATIONS: dict[str, tuple[Callable[[str], str], str, str]] = {
    "another title": (lambda t: "X" + t, "RBT-002", "properties.title"),
    "another letter": (lambda t: t.replace("Ce qui change", "Ce qui chante"), "RBT-003", "notice"),
    "a lost line": (lambda t: t.replace("Toulouse, le", ""), "RBT-003", "press-release.dateline"),
    "a broken line": (lambda t: t.replace("Toulouse, le", "Toulouse,\nle"), "RBT-003", "press-release.dateline"),
    "another space": (lambda t: t.replace("12,8\u00a0%", "12,8 %"), "RBT-003", "press-release.figures.exports.value"),
    "no draft mark": (lambda t: t.replace("PROJET\n\n", ""), "RBT-003", "draft_mark"),
    "no embargo": (lambda t: re.sub("SOUS EMBARGO.*\n\n", "", t), "RBT-003", "embargo"),
    "a row less": (lambda t: t.replace("\tTokyo\tVisite du siège d’Astroscale\n", ""), "RBT-003",
                   "press-release.programme.astroscale.place"),
    "two swapped": (lambda t: re.sub("(Carole Delga)\n(présidente de la Région)", r"\2\n\1", t), "RBT-003",
                    "press-release.quotes.delga.speaker"),
    "a picture less": (lambda t: t.replace("[Un carré bleu]\n", ""), "RBT-003", "pictures.stand.alt"),
    "no brackets": (lambda t: t.replace("[Un carré bleu]", "Un carré bleu"), "RBT-003", "pictures.stand.alt"),
    "a box less": (lambda t: t.replace("Incursion à Shanghai\n\n", ""), "RBT-003", "boxes.shanghai.heading"),
    "another address": (lambda t: t.replace("https://", "http://"), "RBT-003", "links.more"),
    "another telephone": (lambda t: t.replace("+33 5", "+33 6", 1), "RBT-003", "press-release.contacts.press.line.0"),
    "an end lost": (lambda t: t.removesuffix("presse@example.org\n"), "RBT-003",
                    "press-release.contacts.second.line.1"),
    "a line more": (lambda t: t + "encore\n", "RBT-004", ""),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_spoilt_text_is_found_out(name: str) -> None:
    change, code, node = MUTATIONS[name]
    original = write_text(full_release("fr")).decode()
    changed = change(original)
    assert changed != original
    found, = verify_text(full_release("fr"), changed.encode())
    assert (found.code.id, found.field) == (code, node)


def test_what_is_no_text_is_an_error() -> None:
    found, = verify_text(sample_release("fr"), b"\xff\xfe")
    assert found.code.id == "RBT-001"


def test_nothing_but_an_empty_body_is_written_for_empty_blocks() -> None:
    assert verify_text(only("fr"), write_text(only("fr"))) == ()


# --- a convention ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["draft", "final"])
@pytest.mark.parametrize("language", ["fr", "en", "ja"])
def test_a_convention_reads_back_as_composed(language: str, state: str) -> None:
    document = sample_convention(language, state)
    assert verify_text(document, write_text(document)) == ()


def test_clauses_signatures_points_and_notes_have_their_lines() -> None:
    written = write_text(sample_convention("en")).decode()
    head, *parts = written.split("\n\n")
    assert head == "Partnership Agreement"
    assert parts[0] == (
        "DRAFT\nDraft – version 0.3, 28 February 2024\nCourtesy translation – the French text alone is authentic")
    assert "Open items\n1. registered office\tdescription of the Parties\n2. office\tdescription" in written
    article = next(part for part in parts if part.startswith("Article 3 –")).split("\n")
    assert [line[:12] for line in article] == [
        "Article 3 – ", "3.1 For the ", "    (a) carr", "        (i) ", "        (ii)", "    (b) Each", "3.2 Each Par"]
    assert "1 Note by the legal service: “separate agreement” includes amendments." in parts
    assert "For the Region\nPresident\nSignature\nCarole DELGA" in parts
    assert "Premises\tPlaces\nRunning track\t20" in written


CONVENTION_MUTATIONS = {
    "a clause": ("4.1 The payments", "4.2 The payments", "articles.finance.rule"),
    "a note": ("1 Note by", "2 Note by", "notes.separate"),
    "a banner": ("Courtesy translation – the French text alone is authentic\n", "", "status_banner"),
    "a version": ("Draft – version 0.3, 28 February 2024\nCourtesy", "Courtesy", "version_line"),
    "a signatory": ("Marc DURAND\n", "\n", "signatures.centre.person.text"),
    "a point": ("3. term\tArticles\n", "", "open_items.3.label"),
    "a cell": ("Pool\t40", "Pool", "annexes.premises.table.2.2"),
}


@pytest.mark.parametrize("name", CONVENTION_MUTATIONS)
def test_every_spoilt_convention_is_found_out(name: str) -> None:
    old, new, node = CONVENTION_MUTATIONS[name]
    document = sample_convention("en")
    written = write_text(document).decode()
    changed = new.join(written.rsplit(old, 1)) if name == "a signatory" else written.replace(old, new, 1)
    assert changed != written
    assert [d.field for d in verify_text(document, changed.encode())] == [node]


RULED = ("signed on ", "date of signing", ".")


@pytest.mark.parametrize(("language", "around", "shown"), [
    ("en", "", "signed on ________ (date of signing)."), ("ja", "", "signed on ________（date of signing）."),
    ("ja", "fr", "[FR]\u00a0signed on ________ (date of signing)."),
])
def test_a_space_for_handwriting_looks_like_one_in_the_language_around_it(
    language: str, around: str, shown: str,
) -> None:
    before, label, after = map(text, RULED)
    passage = (before, RuledSpace("signing.date", (label,)), after)
    document = saying(language, *((Untranslated("key", around, passage, "missing"),) if around else passage))
    data = write_text(document)
    assert shown in data.decode().split("\n")
    assert verify_text(document, data) == ()
    for spoilt in ("date of signing", "______ (date of signing)"):
        lost = re.sub("_+ ?[(（][^)）]+[)）]", spoilt, data.decode())
        assert [found.code.id for found in verify_text(document, lost.encode())] == ["RBT-003"]
