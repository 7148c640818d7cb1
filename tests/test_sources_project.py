"""A project's files: typed facts, names, messages; every fault named at its place, all at once."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from dragoman import facts
from dragoman.errors import SourceError, UsageError
from dragoman.facts import Known, Unknown
from dragoman.sources.loading import load_sources, override_facts
from dragoman.sources.models import contrast
from release_samples import edit, write_files

EXAMPLE = Path(__file__).parents[1] / "examples" / "japan-2024"


@pytest.fixture
def project(tmp_path):
    return write_files(tmp_path / "p")


def faults(folder):
    with pytest.raises(SourceError) as caught:
        load_sources(folder)
    return [(d.code.id, str(d.position), d.field) for d in caught.value.diagnostics]


def test_facts_are_typed_and_know_their_place(project):
    sources = load_sources(project)
    values = {path: state.value for path, state in sources.facts.items() if isinstance(state, Known)}
    assert values["mission.dates"] == facts.DateRange(dt.date(2024, 3, 5), dt.date(2024, 3, 13))
    assert values["share"] == facts.Percent(Decimal("12.8"))
    assert values["sum"] == facts.Money(Decimal(472_000_000), "EUR")
    assert values["since"] == facts.Year(2015)
    assert values["programme.opening.when"] == facts.Date(dt.date(2024, 3, 5))
    assert sources.position_of_fact("jobs").file == "mission.yaml"


def test_a_rank_is_a_place_in_an_order(project):
    edit(project, "mission.yaml", "  share: { percent: 12.8,", "  share: { rank: 4,")
    assert load_sources(project).facts["share"].value == facts.Rank(4)


def test_a_list_holds_names_and_terms_in_their_order(project):
    sources = load_sources(project)
    name, term = sources.facts["themes"].value.items
    assert name == facts.Named("toulouse")
    assert (term.key, term.text) == ("mission.lists.themes.list.sport.term", "le sport")
    assert sources.messages[term.key] == term


def test_the_facts_of_a_release_are_called_by_their_path_in_it(project):
    sources = load_sources(project)
    own = sources.facts_of("press-release")
    until = own["release.embargo.until"].value
    assert (until.local.isoformat(), until.zone) == ("2024-03-06T14:30:00", "Europe/Paris")
    assert own["release.embargo.newspapers"].value == facts.Attested("新聞は3月7日付朝刊から", "ja")
    assert own["release.number"].value == facts.Attested("2024-012", "zxx")
    assert own["release.also_served"].value.language == "ja"
    assert own["release.pictures.stand.credit"].value == facts.Attested("Photo : essai", "fr")
    assert "release.number" not in sources.facts
    place = sources.position_of_fact("press-release/release.embargo.until")
    assert (place.file, place.line) == ("press-release.yaml", 3)


def test_what_a_correction_or_a_withdrawal_undoes_is_a_fact(project):
    edit(project, "press-release.yaml", "number:", "correction: { of: 2024-03-01, changes: la date }\nnumber:")
    assert load_sources(project).facts_of("press-release")["release.correction.of"].value.day == dt.date(2024, 3, 1)
    edit(project, "press-release.yaml", "correction: { of: 2024-03-01, changes: la date }",
         "withdrawal: { of: { unknown: date }, notice: Rien }")
    assert isinstance(load_sources(project).facts_of("press-release")["release.withdrawal.of"], Unknown)


def test_a_house_has_an_address_of_lines_and_contacts_that_can_be_reached(project):
    known = load_sources(project).facts
    assert known["house.address"].value == facts.Attested("1 rue de l’Essai\n31000 Toulouse", "fr")
    assert known["house.press_contacts.first.telephone"].value == facts.Telephone("+33500000000")
    assert known["house.press_contacts.first.email"].value == facts.Attested("presse@example.org", "zxx")
    assert "house.press_contacts.second.telephone" not in known


def test_press_contacts_may_be_unknown(project):
    text = (project / "house.yaml").read_text(encoding="utf-8")
    before, rest = text.split("press_contacts:\n")
    after = rest[rest.index("about:"):]
    (project / "house.yaml").write_text(
        f"{before}press_contacts: {{ unknown: contact presse }}\n{after}", encoding="utf-8")
    sources = load_sources(project)
    assert isinstance(sources.facts["house.press_contacts"], Unknown)
    assert "house.press_contacts.unknown" in sources.messages
    assert not [path for path in sources.facts if path.startswith("house.press_contacts.")]


def test_each_figure_of_the_example_has_a_source():
    sources = load_sources(EXAMPLE)
    for figure in sources.mission.figures:
        state = sources.facts[figure]
        assert isinstance(state, Unknown) or state.source


def test_message_keys_are_made_of_keys_and_ids_never_of_positions(project):
    keys = set(load_sources(project).messages)
    assert keys >= {
        "press-release.subtitle", "press-release.boxes.side.heading", "press-release.quotes.president.office",
        "press-release.pictures.stand.alt", "press-release.particulars.where.label", "press-release.notes.club.text",
        "press-release.links.more.label", "house.service", "house.about", "house.press_contacts.first.office",
        "mission.programme.opening.event", "mission.figures.jobs.noun"}
    assert not any(step.isdigit() for key in keys for step in key.split("."))


def test_words_that_somebody_said_are_no_message_to_translate(project):
    assert not [key for key in load_sources(project).messages if ".said" in key]


MISSION = [
    ("percent: 12.8", 'percent: "12,8"', "SRC-007", 'percent: "12,8"'),
    ("percent: 12.8", "percent: NO", "SRC-007", "percent: NO"),
    ("percent: 12.8", "per_cent: 12.8", "SRC-016", "share:"),
    ("percent: 12.8", "percent: 12.8, sorce: x", "SRC-023", "sorce:"),
    ("from: 2024-03-05", "from: 5 mars 2024", "SRC-004", "from: 5 mars"),
    ("from: 2024-03-05", "from: 2024-02-30", "SRC-004", "from: 2024"),
    ("from: 2024-03-05", "from: 2024-03-15", "SRC-009", "dates:"),
    ("year: 2015", "month: 2024-13", "SRC-024", "month: 2024-13"),
    ("year: 2015", "year: en 2015", "SRC-025", "year: en"),
    ("year: 2015", 'year: "15"', "SRC-025", 'year: "15"'),
    ("percent: 12.8", "rank: quatrième", "SRC-026", "rank: quatr"),
    ("percent: 12.8", "rank: 0", "SRC-026", "rank: 0"),
    ("themes: [toulouse,", "themes: [touluse,", "REF-001", "themes: [touluse"),
    ("themes: [toulouse, { id: sport, term: le sport }]", "themes: []", "SRC-021", "[]"),
    ("term: le sport }", "term: le sport, plural: x }", "SRC-002", "plural: x"),
    ("money: EUR 472000000", "money: 472 M€", "SRC-008", "money: 472"),
    ("count: 3000", "count: 60 to 30", "SRC-009", "count: 60"),
    ('{ one: "{n} emploi", other: "{n} emplois" }', '"{n} emplois"', "SRC-010", "jobs:"),
    ("  toulouse: toulouse\n", "  toulouse: touluse\n", "REF-001", "toulouse: touluse"),
    ("  institute: institut_essai", "  toulouse: institut_essai", "REF-004", "toulouse: institut_essai"),
    ("when: 2024-03-05", "when: 2024-04-06", "REF-009", "when: 2024-04-06"),
    ("when: 2024-03-05", "when: { at: 2024-03-05 14h30, zone: Asia/Tokyo }", "SRC-005", "at: 2024-03-05 14h30"),
    ("when: 2024-03-05", "when: { at: 2024-03-05T14:30 }", "SRC-001", "when: { at: 2024-03-05T14:30"),
    ("{ id: signing,", "{ id: opening,", "REF-004", "{ id: opening"),
    ("languages: [fr, en, ja]", "languages: [fr, de]", "SRC-015", "de]"),
    ("languages: [fr, en, ja]", "languages: [fr, fr]", "SRC-014", "languages:"),
    ("mission:\n", "mision:\n", "SRC-023", "mision:"),
]
HOUSE = [
    ("name: institute", "name:", "SRC-003", "name:"),
    ("name: institute\n", "name: institute\nfonts: ..\n", "PRJ-011", "fonts:"),
    ("name: institute", "name: institut", "REF-002", "name: institut"),
    ("telephone: +33 5 00 00 00 00", "telephone: 05 00 00 00 00", "SRC-027", "telephone: 05"),
    ("telephone: +33 5 00 00 00 00", "telephone: le standard", "SRC-027", "telephone: le"),
    ("    email: anne@example.org\n", "", "SRC-031", "id: second"),
    ("name: Anne Modèle", "name: institut_essai", "REF-011", "name: institut_essai"),
    ("id: second", "id: second\n    phone: x", "SRC-023", "phone: x"),
    ("name: institute\n", 'name: institute\naccent: "1F3A5F"\n', "SRC-029", "accent:"),
    ("name: institute\n", 'name: institute\naccent: "#00A0FF"\n', "SRC-030", "accent:"),
    ("name: institute\n",
     "name: institute\nfaces: { latin: { text: { docx: 'x\"; } body {', family: roman, pdf: [Lato] } } }\n",
     "SRC-036", "docx:"),
    ("email: anne@example.org", "email: a@b.fr?bcc=x@y.fr", "SRC-034", "email: a@b"),
    ("telephone: +33 5 00 00 00 00", "telephone: +33 5 00 00 00 00 ext. 12", "SRC-027", "telephone: +33"),
    ("  31000 Toulouse\n", "  ligne\n" * 8, "SRC-037", "address:"),
    ("ja: [Asia/Tokyo]", "ja: [JST]", "SRC-006", "JST]"),
    ("ja: [Asia/Tokyo]", "ja: []", "SRC-021", "ja: []"),
    ("ja: [Asia/Tokyo]", "jp: [Asia/Tokyo]", "SRC-015", "[Asia/Tokyo]"),
]
NAMES = [
    ("gender: masculine\n", "gender: neutral\n", "SRC-015", "gender: neutral"),
    ("given: Jeanne, family: Exemple, attested: essai }\n  en", "family: Exemple }\n  en", "SRC-012", "kind: person"),
    ("  own: fr\n  gender: masculine\n", "  own: it\n", "SRC-015", "own: it"),
]
RELEASE = [
    ("kind: press_release", "kind: poem", "PRJ-004", "kind: poem"),
    ("headline: ", "headlin: ", "SRC-001", "kind: press_release"),
    ("number:", "status: immediate\nnumber:", "SRC-032", "kind: press_release"),
    ("number:", "status: urgent\nnumber:", "SRC-015", "status: urgent"),
    ("number:", "correction: { of: 2024-03-01, changes: x }\nwithdrawal: { of: 2024-03-01, notice: x }\nnumber:",
     "SRC-033", "kind: press_release"),
    ("number:", "correction: { of: 2024-03-01 }\nnumber:", "SRC-001", "correction:"),
    ("number:", "withdrawal: { of: hier, notice: x }\nnumber:", "SRC-004", "of: hier"),
    ("at: 2024-03-06T14:30", "at: 6 mars 14 h 30", "SRC-005", "at: 6"),
    ("at: 2024-03-06T14:30", "at: 2024-03-31T02:30", "SRC-035", "until:"),
    ("at: 2024-03-06T14:30", "at: 2024-10-27T02:30", "SRC-035", "until:"),
    ("at: 2024-03-06T14:30", "at: 2024-03-06T14+09", "SRC-005", "at: 2024"),
    ("at: 2024-03-06T14:30", "at: 20240306T143000Z", "SRC-005", "at: 2024"),
    ("at: 2024-03-06T14:30", "at: 2024-W10-3T14:30", "SRC-005", "at: 2024"),
    ("at: 2024-03-06T14:30", "at: 0001-01-01T00:00", "SRC-005", "at: 0001"),
    ("at: 2024-03-06T14:30", "at: 9999-12-31T23:59", "SRC-005", "at: 9999"),
    ("zone: Europe/Paris", "zone: localtime", "SRC-006", "zone: localtime"),
    ("zone: Europe/Paris", "zone: CET+1", "SRC-006", "zone: CET"),
    ("newspapers: { text: 新聞は3月7日付朝刊から, language: ja }", "newspapers: { text: x, language: jp }",
     "SRC-015", "language: jp"),
    ("{institute:le} est", "{institut:le} est", "REF-002", "lede:"),
    ("{institute:le} est", "{institute!r} est", "REF-005", "lede:"),
    ("fact: sum", "fact: summ", "REF-002", "fact: summ"),
    ("{ id: sum, fact", "{ id: share, fact", "REF-004", "{ id: share"),
    ("{ id: last, heading", "{ id: side, heading", "REF-004", "{ id: side"),
    ("after: stand }\n  - { id: last", "after: stall }\n  - { id: last", "REF-012", "after: stall"),
    ("after: stand }\nprogramme", "after: side }\nprogramme", "REF-012", "after: side"),
    ("speaker: president", "speaker: toulouse", "REF-002", "speaker: toulouse"),
    ("    speaker: president\n", "", "SRC-001", "id: president"),
    ("      fr: { text", "      de: { text", "SRC-015", "{ text: Une"),
    ("approved: { by: J. Exemple, on: 2024-03-01 } }\n      en", "approved: { by: J. Exemple } }\n      en",
     "SRC-001", "approved: { by: J. Exemple }"),
    ("approved: { by: J. Exemple, on: 2024-03-01 } }\n      en", "approved: true }\n      en", "SRC-017", "approved:"),
    ("alt: Un carré bleu, ", "", "SRC-001", "{ id: stand, file"),
    ("{ id: club,", "{ id: source,", "REF-004", "{ id: source"),
    ("{ id: access,", "{ id: Access,", "SRC-020", "id: Access"),
    ("{ id: access,", "{ id: " + "a" * 61 + ",", "SRC-020", "id: aaa"),
    ('page: "https://example.org/essai?page=1"', "page: example.org", "SRC-028", "page: example"),
    ('page: "https://example.org/essai?page=1"', 'page: "javascript:alert(1)"', "SRC-028", "page:"),
    ("programme: [opening, signing]", "programme: [opening, opening]", "REF-004", "[opening"),
    ("programme: [opening, signing]", "programme: [opening, dinner]", "REF-003", "programme: ["),
    ("who: [institute]", "who: [institut]", "REF-002", "who: [institut]"),
    ("when: [mission.dates]", "when: [mission.date]", "REF-002", "when: [mission.date]"),
    ("why: [stand]", "why: [stall]", "REF-012", "why: [stall]"),
    ("what: [headline]", "what: [boxes]", "REF-012", "what: [boxes]"),
    ("who: [institute]", "whom: [institute]", "SRC-023", "whom:"),
]
FAULTS = [
    (file, *fault) for file, faults in (
        ("mission.yaml", MISSION), ("house.yaml", HOUSE), ("names.yaml", NAMES), ("press-release.yaml", RELEASE))
    for fault in faults]


@pytest.mark.parametrize(("file", "old", "new", "code", "anchor"), FAULTS)
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
    edit(project, "house.yaml", "name: institute", "name: institute\ntelefone: +336")
    edit(project, "names.yaml", "kind: person", "kind: man")
    edit(project, "press-release.yaml", "place: toulouse", "place:")
    assert {code for code, _, _ in faults(project)} >= {"SRC-007", "SRC-023", "SRC-015", "SRC-003"}


def test_a_file_that_cannot_be_read_hides_no_fault_of_the_others(project):
    edit(project, "press-release.yaml", "kind: press_release", "kind: [press_release")
    edit(project, "mission.yaml", "percent: 12.8", "percent: x")
    found = faults(project)
    assert "SRC-007" in {code for code, _, _ in found}
    assert {place.partition(":")[0] for _, place, _ in found} == {"mission.yaml", "press-release.yaml"}


def test_faults_of_a_document_hide_no_name_that_another_file_calls_in_vain(project):
    edit(project, "mission.yaml", "  toulouse: toulouse\n", "  toulouse: touluse\n")
    (project / "other.yaml").write_text(
        (project / "press-release.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    edit(project, "press-release.yaml", "place: toulouse", "place:")
    edit(project, "other.yaml", "file: ", "file: un")
    codes = {(code, place.partition(":")[0]) for code, place, _ in faults(project)}
    assert codes >= {("REF-001", "mission.yaml"), ("SRC-003", "press-release.yaml"), ("IMG-004", "other.yaml")}


@pytest.mark.parametrize(("file", "old", "new"), [
    ("names.yaml", "kind: person", "kind: man"), ("mission.yaml", "percent: 12.8", "percent: x")])
def test_nothing_is_called_unknown_where_what_it_names_could_not_be_read(project, file, old, new):
    edit(project, file, old, new)
    assert not [code for code, _, _ in faults(project) if code.startswith("REF")]


def test_hostile_text_is_refused_with_its_position_or_kept_as_it_is(project):
    edit(project, "names.yaml", "en: { name: Test Institute,", 'en: { name: "A & B <{{ 7*7 }}> \\uFA19",')
    assert load_sources(project).names["institut_essai"].forms["en"].name == "A & B <{{ 7*7 }}> \ufa19"
    edit(project, "names.yaml", "\\uFA19", "\\u0000")
    assert [code for code, _, _ in faults(project)] == ["TXT-001"]


def test_missing_files_and_a_missing_folder_are_named(project, tmp_path):
    (project / "house.yaml").unlink()
    (project / "names.yaml").unlink()
    assert {place for _, place, _ in faults(project)} >= {"house.yaml", "names.yaml"}
    assert faults(tmp_path / "nowhere")[0][0] == "PRJ-001"


def test_a_fact_can_be_replaced_for_one_composition(project):
    sources = load_sources(project)
    changed = override_facts(sources, "press-release", {"release.date": {"unknown": "date"}, "jobs": {
        "count": 3100, "noun": {"one": "{n} emploi", "other": "{n} emplois"}}})
    assert isinstance(changed.facts_of("press-release")["release.date"], Unknown)
    assert changed.facts["jobs"].value.number == Decimal(3100)
    assert changed.images == sources.images
    assert isinstance(sources.facts_of("press-release")["release.date"], Known)
    with pytest.raises(UsageError, match="PRJ-006"):
        override_facts(sources, "press-release", {"release.dat": "2024-03-05"})
    with pytest.raises(SourceError, match="SRC-004"):
        override_facts(sources, "press-release", {"release.date": "tomorrow"})


@pytest.mark.parametrize(("colour", "ratio"), [
    ("#000000", 21.0), ("#FFFFFF", 1.0), ("#777777", 4.48), ("#1F3A5F", 11.5),
])
def test_contrast_is_that_of_the_accessibility_guidelines(colour, ratio):
    assert contrast(colour) == pytest.approx(ratio, abs=0.05)
