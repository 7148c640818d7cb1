from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.document.nodes import Heading, LineBreak, Strong
from dragoman.document.projection import project
from dragoman.readback.text import verify_text
from dragoman.writers.text import write_text
from page_samples import LANGUAGE_TAGS, only, saying, text
from samples import sample_release


@pytest.mark.parametrize("state", ["draft", "final"])
@pytest.mark.parametrize("language", LANGUAGE_TAGS)
def test_a_sample_reads_back_as_composed(language: str, state: str) -> None:
    document = sample_release(language, state)
    data = write_text(document)
    assert verify_text(document, data) == ()
    for line in project(document).body:
        assert line.text.replace("\n", "") in data.decode().replace("\n", "").replace("\t", ""), line.id


def test_the_first_line_is_the_headline_and_a_draft_says_so_next() -> None:
    document = sample_release("fr")
    headline, blank, mark, *_ = write_text(document).decode().split("\n")
    assert (headline, blank, mark) == (document.properties.title, "", "PROJET")
    assert b"PROJET" not in write_text(sample_release("fr", "final"))


def test_without_a_headline_the_title_of_the_file_is_the_first_line() -> None:
    document = sample_release("fr", "final")
    document = replace(document, slots=tuple(
        replace(slot, blocks=tuple(b for b in slot.blocks if not (isinstance(b, Heading) and b.level == 1)))
        for slot in document.slots))
    data = write_text(document)
    assert data.decode().split("\n")[0] == document.properties.title
    assert verify_text(document, data) == ()


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
    "another headline": (lambda t: "X" + t, "RBT-002", "press-release.headline"),
    "a lost line": (lambda t: t.replace("Toulouse, le", ""), "RBT-003", "press-release.dateline"),
    "another space": (lambda t: t.replace("12,8\u00a0%", "12,8 %"), "RBT-003", "press-release.figures.exports.value"),
    "no draft mark": (lambda t: t.replace("PROJET\n\n", ""), "RBT-003", "draft_mark"),
    "a row less": (lambda t: t.replace("\tTokyo\tVisite du siège d’Astroscale\n", ""), "RBT-003",
                   "press-release.programme.astroscale.place"),
    "an end lost": (lambda t: t[:-30], "RBT-003", "press-release.contact.lines"),
    "a line more": (lambda t: t + "encore\n", "RBT-004", ""),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_spoilt_text_is_found_out(name: str) -> None:
    change, code, node = MUTATIONS[name]
    original = write_text(sample_release("fr")).decode()
    changed = change(original)
    assert changed != original
    found, = verify_text(sample_release("fr"), changed.encode())
    assert (found.code.id, found.field) == (code, node)


def test_what_is_no_text_is_an_error() -> None:
    found, = verify_text(sample_release("fr"), b"\xff\xfe")
    assert found.code.id == "RBT-001"


def test_nothing_but_an_empty_body_is_written_for_empty_blocks() -> None:
    assert verify_text(only("fr"), write_text(only("fr"))) == ()
