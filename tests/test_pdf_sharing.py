"""What the PDFs of a session share shows in none of them."""

import contextlib
import random

import pytest

import convention_samples
from dragoman import Project
from dragoman.composers.press_release import SLOTS
from dragoman.errors import AppearanceError
from dragoman.writers import pdf_embedding, pdf_lines, pdf_markup, pdf_paragraphs, pdf_styles
from dragoman.writers.memory import Memory
from dragoman.writers.pdf import PdfAppearance
from dragoman.writers.pdf_sharing import Sharing
from letter_guests import guest, guests
from page_samples import TEMPLATES, longer, source_of
from projects import FOLDERS, LANGUAGES
from samples import sample_release

FIFTY = 50
LIMITS = (
    (pdf_lines, "_LINES"), (pdf_markup, "_SHAPES"), (pdf_paragraphs, "_PARAGRAPHS"), (pdf_styles, "_RECORDS"),
    (pdf_styles, "_SHAPES"), (pdf_embedding, "_REDUCED"))


def fresh():
    """The example, whose documents have yet to share anything."""
    return Project.load(FOLDERS["example"])


def fresh_session(document):
    """A session of its own with the page and the style sheet of a release."""
    _, source, sheet = source_of(document)
    return PdfAppearance.open(TEMPLATES, "press_release", "fr", SLOTS["fr"]).session(document), source, sheet


def letters(project, language, count=FIFTY):
    """Letters to guests of every kind, each with a name of their own."""
    chance, people = random.Random(language), guests(language)
    for number in range(count):
        kind = people[number % len(people)]
        more = {"family_name": f"Exemple-{number} d’Échantillon"}
        if language == "ja":
            more = {"native_name": f"{''.join(chance.choices('見本例示架空試作', k=3))} 太郎"}
        recipient = kind if kind.gender is None else guest(language, kind.function, kind.gender, **more)
        yield project.compose("invitation", language=language, recipient=recipient)


def written(project, documents):
    return [project.write(document, "pdf").data for document in documents]


def everything(language):
    """Documents of every kind, each with the project that writes it."""
    example, convention = fresh(), convention_samples.project()
    for document in letters(example, language, 8):
        yield example, document
    yield example, example.compose("press-release", language=language)
    beside = "fr+en" if language == "en" else language
    yield convention, convention.compose(convention_samples.STEM, language=beside)


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_that_share_are_byte_for_byte_those_that_share_nothing(language, monkeypatch):
    shared = [project.write(document, "pdf").data for project, document in everything(language)]

    @contextlib.contextmanager
    def serving(self):
        yield self.markup.parsed

    monkeypatch.setattr(Sharing, "serving", serving)
    for made, (project, document) in zip(shared, everything(language), strict=True):
        assert made == project.write(document, "pdf").data, document.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_the_same_alone_and_after_fifty_others_in_any_order(language):
    project = fresh()
    made = written(project, documents := list(letters(project, language)))
    assert len(set(made)) > FIFTY / 2
    order = list(range(FIFTY))
    random.Random(7).shuffle(order)
    assert written(fresh(), [documents[place] for place in order]) == [made[place] for place in order]
    for place in (FIFTY - 1, FIFTY // 2):
        assert written(fresh(), [documents[place]]) == [made[place]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_session_that_may_remember_next_to_nothing_writes_the_same(language, monkeypatch):
    project = fresh()
    made = written(project, documents := list(letters(project, language, 8)))
    for module, name in LIMITS:
        monkeypatch.setattr(module, name, 2)
    assert written(fresh(), documents) == made


def test_a_session_remembers_a_bounded_number_of_everything(monkeypatch):
    for module, name in LIMITS:
        monkeypatch.setattr(module, name, 3)
    session, *_ = fresh_session(sample_release("fr"))
    for document in (sample_release("fr"), longer("fr", 2), sample_release("fr", "final")):
        session.write(*source_of(document)[1:])
    parts = (*vars(session.sharing).values(), session.embedding._subsetter)
    memories = [held for part in parts for held in getattr(part, "__dict__", {}).values() if isinstance(held, Memory)]
    assert len(memories) == 1 + 3 + 1 + 2 + 1
    assert {len(memory._values) for memory in memories} <= {1, 2, 3}


def test_what_was_longest_unasked_for_is_forgotten_first():
    memory = Memory(2)
    memory.keep("a", 1)
    memory.keep("b", 2)
    assert memory.get("a") == 1
    assert memory.keep("c", 3) == 3
    assert [memory.get(key) for key in "abc"] == [1, None, 3]


def test_a_warning_is_given_to_every_document_and_leaves_nothing_behind():
    session, source, sheet = fresh_session(sample_release("fr"))
    made = session.write(source, sheet)
    faults = []
    for _ in range(2):
        shared = session.sharing.lines
        with pytest.raises(AppearanceError) as raised:
            session.write(source.replace("<p", "<p>\U0001f9ff</p><p", 1), sheet)
        faults.append(raised.value.diagnostics)
        assert session.sharing.lines is not shared
        assert session.write(source, sheet) == made
    assert len(faults[0]) == 1
    assert faults[0] == faults[1]


def test_styles_that_ask_for_the_size_of_the_page_are_not_shared():
    session, source, sheet = fresh_session(sample_release("fr"))
    plain = session.write(source, sheet)
    assert session.sharing.styles.sound
    narrow = session.write(source, f"{sheet} p {{ width: 50vw }}")
    assert not session.sharing.styles.sound
    assert narrow != plain
    assert session.write(source, f"{sheet} p {{ width: 50vw }}") == narrow
    assert session.write(source, sheet) == plain
