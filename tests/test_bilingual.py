"""The bilingual edition: what stands beside what, in which order, and what its margins and openings say."""

from dataclasses import replace

import pytest

from bilingual_samples import PAIRS, edition
from convention_documents import sample_convention
from dragoman.document.bilingual import side_by_side
from dragoman.document.nodes import (
    Article,
    Clause,
    Digits,
    Document,
    Foreign,
    NoteCall,
    Paragraph,
    Parallel,
    Reference,
    Row,
    Signatures,
    Text,
)
from dragoman.document.projection import plain, project
from dragoman.document.walk import blocks, inlines, notes, runs
from dragoman.errors import OpeningsError, UsageError
from dragoman.pipeline.project import Project
from projects import project as example

HEADS = (Text("fr", ""),), (Text("ja", ""),)


def rows(document: Document) -> list[Row]:
    return [row for block in blocks(document) if isinstance(block, Parallel) for row in block.rows]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_each_clause_stands_in_one_row_in_both_languages(left: str, right: str) -> None:
    clauses = [clause.id for block in blocks(sample_convention(left)) if isinstance(block, Article)
               for clause in block.clauses]
    found = [row for row in rows(edition(left, right)) if isinstance(row.left or row.right, Clause)]
    assert [row.id for row in found] == clauses
    assert all((row.left.id, row.right.id) == (row.id, f"{row.id}@{right}") for row in found)
    assert all((row.left.level, row.left.force) == (row.right.level, row.right.force) for row in found)


def test_each_party_signs_in_a_row_of_its_own() -> None:
    found = [row for row in rows(edition("fr", "ja")) if isinstance(row.left, Signatures)]
    pairs = [(row.left.signatures[0].id, row.right.signatures[0].id) for row in found]
    assert len(pairs) == 3
    assert all(other == f"{one}@ja" for one, other in pairs)


def test_what_one_side_alone_says_stands_alone_at_its_place() -> None:
    left = sample_convention("fr", "final")
    more = Paragraph("parties.more", "text", (Text("Encore.", ""),))
    extra = Paragraph("parties.other", "text", (Text("他。", ""),))
    places = {slot.name: slot for slot in left.slots}
    at = places["parties"].blocks[0].id

    def with_block(document: Document, block: Paragraph) -> Document:
        return replace(document, slots=tuple(
            replace(slot, blocks=(slot.blocks[0], block, *slot.blocks[1:])) if slot.name == "parties" else slot
            for slot in document.slots))

    found = rows(side_by_side(with_block(left, more), with_block(sample_convention("ja", "final"), extra), HEADS))
    ids = [row.id for row in found]
    assert ids[ids.index(at):][:3] == [at, "parties.more", "parties.other"]
    assert [(row.left is None, row.right is None) for row in found if row.id in ("parties.more", "parties.other")] == [
        (False, True), (True, False)]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_it_says_what_both_documents_say_and_nothing_else(left: str, right: str) -> None:
    document = edition(left, right)
    lines = [line for line in project(document).body if not line.id.startswith("columns")]
    for side, tag in ((left, ""), (right, f"@{right}")):
        own = [line.text for line in lines if ("@" in line.id) == bool(tag)]
        alone = [line.text for line in project(sample_convention(side)).body]
        called = {call.note for block in blocks(sample_convention(side)) for call in notes(block)}
        texts = {line.text for line in project(sample_convention(side)).body if line.id in called}
        assert sorted(own) == sorted(alone)
        assert [text for text in own if text not in texts] == [text for text in alone if text not in texts]


def test_the_words_of_the_right_column_are_marked_and_its_references_lead_to_it() -> None:
    document = edition("fr", "ja")
    for block in blocks(document):
        for name, passage in runs(block):
            assert name.startswith("columns") or ("@" in name) == (
                (bool(passage) and all(isinstance(one, Foreign) and one.language == "ja" for one in passage))
                or ("@" in name and not passage)), name
            named = [one.target for one in inlines(passage) if isinstance(one, Reference | Digits)]
            named += [one.note for one in inlines(passage) if isinstance(one, NoteCall)]
            assert all(("@" in target) == ("@" in name) for target in named)


def test_a_blank_of_both_sides_has_one_number_and_counts_once() -> None:
    document, one = edition("fr", "ja"), sample_convention("fr")
    assert [(blank.path, blank.number) for blank in document.blanks] == [
        (blank.path, blank.number) for blank in one.blanks]
    blanks = [opening for opening in document.openings if opening.kind == "blank"]
    assert len(blanks) == len({opening.path for opening in blanks}) == len(one.blanks)


def test_its_margins_say_both_titles_marks_and_versions() -> None:
    left, right = sample_convention("fr"), sample_convention("ja")
    furniture = {name: plain(passage) for name, passage in edition("fr", "ja").furniture.items()}
    for name in ("running_head", "draft_mark", "version_line"):
        assert plain(left.furniture[name]) in furniture[name]
        assert plain(right.furniture[name]) in furniture[name]
    assert furniture["page_label"] == plain(left.furniture["page_label"])
    assert "status_banner" not in furniture


def test_its_json_is_a_document_that_comes_back_as_it_was() -> None:
    document = edition("fr", "en")
    assert Document.from_json(document.to_json()) == document
    assert document.edition == "fr+en"


# --- of a project -----------------------------------------------------------------------------------------------


def test_the_authentic_language_stands_at_the_left_whatever_was_asked() -> None:
    documents = [example("example").compose("convention", language=asked) for asked in ("fr+ja", "ja+fr")]
    assert documents[0] == documents[1]
    assert (documents[0].language, documents[0].beside) == ("fr", "ja")


def test_the_heads_say_language_and_status_in_the_language_of_the_column() -> None:
    document = example("example").compose("convention", language="fr+en")
    (first, *_) = blocks(document)
    assert isinstance(first, Parallel)
    assert [plain(head) for head in first.heads] == [
        "Version française faisant foi", "English text\nWorking version\u00a0– status to be determined"]


def test_it_counts_what_is_open_in_both_languages() -> None:
    project = example("example")
    separate = [project.compose("convention", language=tag).openings for tag in ("fr", "ja")]
    together = project.compose("convention", language="fr+ja").openings
    keys = {(one.kind, one.path) for openings in separate for one in openings}
    assert {(one.kind, one.path) for one in together} == keys


def test_a_final_is_refused_with_the_points_of_both_languages() -> None:
    project = example("example")
    alone = 0
    for tag in ("fr", "ja"):
        with pytest.raises(OpeningsError) as one:
            project.compose("convention", language=tag, state="final")
        alone += len(one.value.diagnostics)
    with pytest.raises(OpeningsError) as refused:
        project.compose("convention", language="fr+ja", state="final")
    assert len(refused.value.diagnostics) == alone


@pytest.mark.parametrize("asked", ["fr+fr", "fr+en+ja"])
def test_two_different_languages_make_an_edition(asked: str) -> None:
    with pytest.raises(UsageError) as wrong:
        example("example").compose("convention", language=asked)
    assert [fault.code.id for fault in wrong.value.diagnostics] == ["USE-009"]


def test_a_release_has_no_bilingual_edition() -> None:
    with pytest.raises(UsageError) as wrong:
        example("example").compose("press-release", language="fr+ja")
    assert [fault.code.id for fault in wrong.value.diagnostics] == ["USE-009"]


@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_format_without_columns_refuses_it(kind: str) -> None:
    project: Project = example("example")
    with pytest.raises(UsageError) as wrong:
        project.write(project.compose("convention", language="fr+ja"), kind)
    assert [fault.code.id for fault in wrong.value.diagnostics] == ["USE-008"]
