"""A project's files: typed facts, names, messages; every fault named at its place, all at once."""

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from dragoman import facts
from dragoman.errors import SourceError, UsageError
from dragoman.facts import Known, Unknown
from dragoman.sources.loading import load_sources, override_facts

EXAMPLE = Path(__file__).parents[1] / "examples" / "japan-2024"


@pytest.fixture
def project(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "p", ignore=shutil.ignore_patterns("locales"))
    return tmp_path / "p"


def edit(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder):
    with pytest.raises(SourceError) as caught:
        load_sources(folder)
    return [(d.code.id, str(d.position), d.field) for d in caught.value.diagnostics]


def test_facts_are_typed_and_know_their_place():
    sources = load_sources(EXAMPLE)
    assert sources.facts["mission.dates"].value == facts.DateRange(dt.date(2024, 3, 5), dt.date(2024, 3, 13))
    assert sources.facts["export_share"].value == facts.Percent(Decimal("12.8"))
    assert sources.facts["trade_surplus"].value == facts.Money(Decimal(472_000_000), "EUR")
    assert sources.facts["groups"].value.approximate is True
    assert isinstance(sources.facts["house.press_contact"], Unknown)
    assert sources.position_of_fact("jobs").file == "mission.yaml"


def test_each_figure_has_a_source():
    sources = load_sources(EXAMPLE)
    for figure in sources.mission.figures:
        state = sources.facts[figure]
        assert isinstance(state, Known)
        assert state.source


def test_message_keys_are_made_of_keys_and_ids_never_of_positions():
    keys = set(load_sources(EXAMPLE).messages)
    assert "press-release.sections.space.text" in keys
    assert "mission.programme.jaxa.place.unknown" in keys
    assert "mission.figures.jobs.noun" in keys
    assert not any(step.isdigit() for key in keys for step in key.split("."))


@pytest.mark.parametrize(("file", "old", "new", "code", "anchor"), [
    ("mission.yaml", "percent: 12.8", "percent: 12,8", "SRC-007", "percent: 12,8"),
    ("mission.yaml", "percent: 12.8", "percent: NO", "SRC-007", "percent: NO"),
    ("mission.yaml", "percent: 12.8", "per_cent: 12.8", "SRC-016", "export_share:"),
    ("mission.yaml", "percent: 12.8", "percent: 12.8\n    sorce: x", "SRC-023", "sorce:"),
    ("mission.yaml", "approximate: true", "aproximate: true", "SRC-023", "aproximate:"),
    ("house.yaml", "  unknown: contact", "  phone: contact", "SRC-023", "phone:"),
    ("house.yaml", "  unknown: contact", "  name: asics\n  email: x\n  telephone: contact", "REF-011", "name: asics"),
    ("mission.yaml", "from: 2024-03-05", "from: 5 mars 2024", "SRC-004", "from: 5 mars"),
    ("mission.yaml", "from: 2024-03-05", "from: 2024-02-30", "SRC-004", "from: 2024"),
    ("mission.yaml", "from: 2024-03-05", "from: 2024-03-15", "SRC-009", "dates:"),
    ("mission.yaml", "month: 2024-04", "month: 2024-13", "SRC-024", "month: 2024-13"),
    ("mission.yaml", "money: EUR 472000000", "money: 472 M€", "SRC-008", "money: 472"),
    ("mission.yaml", "count: 3000", "count: 60 to 30", "SRC-009", "count: 60"),
    ("mission.yaml", '      other: "{n} emplois"\n', "", "SRC-010", "jobs:"),
    ("mission.yaml", "  jaxa: jaxa", "  jaxa: jaxaa", "REF-001", "jaxa: jaxaa"),
    ("mission.yaml", "when: 2024-03-06", "when: 2024-04-06", "REF-009", "when: 2024-04-06"),
    ("mission.yaml", "  - id: jaxa", "  - id: foodex", "REF-004", "id: foodex"),
    ("mission.yaml", "languages: [fr, en, ja]", "languages: [fr, de]", "SRC-015", "de]"),
    ("mission.yaml", "mission:\n", "mision:\n", "SRC-023", "mision:"),
    ("names.yaml", "  own: fr\n", "  own: it\n", "SRC-015", "own: it"),
    ("names.yaml", "given: Carole, ", "", "SRC-012", "kind: person"),
    ("press-release.yaml", "{training_camp}", "{trainingcamp}", "REF-002", "text: >-"),
    ("press-release.yaml", "{training_camp}", "{training_camp!r}", "REF-005", "text: >-"),
    ("press-release.yaml", "fact: trade_surplus", "fact: trade_deficit", "REF-002", "fact: trade_deficit"),
    ("press-release.yaml", "[foodex, jaxa, signing]", "[foodex, dinner]", "REF-003", "programme: [foodex"),
    ("press-release.yaml", "kind: press_release", "kind: poem", "PRJ-004", "kind: poem"),
    ("press-release.yaml", "headline: ", "headlin: ", "SRC-001", "kind: press_release"),
    ("house.yaml", "name: region", "name:", "SRC-003", "name:"),
    ("house.yaml", "name: region", "name: regoin", "REF-002", "name: regoin"),
])
def test_each_fault_is_named_at_its_place(project, file, old, new, code, anchor):
    edit(project, file, old, new)
    assert (code, place(project, file, anchor)) in [(found, where) for found, where, _ in faults(project)]


def place(folder, file, anchor):
    """Where a text first stands, as file:line:column."""
    before, found, _ = (folder / file).read_text(encoding="utf-8").partition(anchor)
    assert found
    return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_faults_of_several_files_are_told_together(project):
    edit(project, "mission.yaml", "percent: 12.8", "percent: x")
    edit(project, "house.yaml", "name: region", "name: region\ntelephone: +336")
    edit(project, "names.yaml", "kind: person", "kind: man")
    assert {code for code, _, _ in faults(project)} >= {"SRC-007", "SRC-002", "SRC-015"}


def test_hostile_text_is_refused_with_its_position_or_kept_as_it_is(project):
    edit(project, "names.yaml", "en: { name: Astroscale }", 'en: { name: "A & B <{{ 7*7 }}> \\uFA19" }')
    assert load_sources(project).names["astroscale"].forms["en"].name == "A & B <{{ 7*7 }}> \ufa19"
    edit(project, "names.yaml", "\\uFA19", "\\u0000")
    assert [code for code, _, _ in faults(project)] == ["TXT-001"]


def test_missing_files_and_a_missing_folder_are_named(project, tmp_path):
    (project / "house.yaml").unlink()
    (project / "names.yaml").unlink()
    assert {place for _, place, _ in faults(project)} >= {"house.yaml", "names.yaml"}
    assert faults(tmp_path / "nowhere")[0][0] == "PRJ-001"


def test_a_fact_can_be_replaced_for_one_composition():
    sources = load_sources(EXAMPLE)
    changed = override_facts(sources, "press-release", {"release.date": "2024-03-05", "jobs": {
        "count": 3100, "noun": {"one": "{n} emploi", "other": "{n} emplois"}}})
    assert changed.facts_of("press-release")["release.date"].value == facts.Date(dt.date(2024, 3, 5))
    assert changed.facts["jobs"].value.number == Decimal(3100)
    assert isinstance(sources.facts_of("press-release")["release.date"], Unknown)
    with pytest.raises(UsageError, match="PRJ-006"):
        override_facts(sources, "press-release", {"release.dat": "2024-03-05"})
    with pytest.raises(SourceError, match="SRC-004"):
        override_facts(sources, "press-release", {"release.date": "tomorrow"})
