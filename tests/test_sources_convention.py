"""A convention's file: its facts, its messages, and every fault that a lawyer's hand may leave in it."""

import re
from pathlib import Path

import pytest

from dragoman import facts
from dragoman.errors import SourceError, UsageError
from dragoman.facts import AtSigning, Known, Unknown
from dragoman.sources.convention_models import ChosenArticleModel, ConventionFile, WrittenArticleModel
from dragoman.sources.loading import load_sources, override_facts
from dragoman.sources.project import Sources
from release_samples import HOUSE, MISSION, NAMES

ORGANISATIONS = """\
  company: firme
  centre: { unknown: établissement public }
"""
MORE_NAMES = """\
firme:
  kind: organisation
  own: fr
  gender: feminine
  fr: { name: Firme d’Essai, short: Firme, article: la, attested: essai }
conseil:
  kind: organisation
  own: fr
  gender: masculine
  fr: { name: conseil d’essai, article: "le", attested: essai }
"""
CONVENTION = """\
kind: convention
title: Convention d’essai
version: { number: "0.3", date: 2024-02-28 }
parties:
  - id: institute
    organisation: institute
    nature: public
    legal_form: établissement public
    seat: |
      1 rue de l’Essai
      31000 Toulouse
    siret: 123 456 789 00012
    representative: jeanne_exemple
    office: directrice
    empowerment:
      number: { at_signing: numéro de la délibération }
      date: { unknown: date de la délibération }
      body: conseil
  - id: company
    organisation: company
    nature: private
    foreign: true
    legal_form: { phrase: { text: société d’essai, note: forme du droit étranger } }
    capital: JPY 1000000
    seat: { text: 神戸市, language: ja }
    registration: 0100-01-000001
    register: 神戸地方法務局
    representative: { unknown: signataire de la Firme }
    office: { unknown: qualité du signataire }
    signing: seal
  - id: centre
    organisation: centre
    nature: public
    legal_form: { unknown: forme juridique }
    seat: { unknown: siège }
    siret: { unknown: SIRET }
    representative: { unknown: représentant }
    office: directeur
    empowerment:
      number: { unknown: numéro }
      date: { unknown: date }
      body: { unknown: organe }
visas:
  - { id: code, text: le code d’essai }
recitals:
  - { id: ties, text: "{parties:le} se connaissent depuis {since}." }
articles:
  - use: purpose
    with: { cooperation: l’accueil de sportifs }
  - { use: obligations, party: institute, with: { undertakings: [toulouse, { id: host, term: accueillir }] } }
  - { use: obligations, party: company }
  - use: term
    with:
      entry_into_force: 2024-04-01
      duration: { count: 3, noun: { one: "{n} an", other: "{n} ans" } }
    drop: [extension]
    add:
      - { id: review, after: duration, force: duty, text: "{parties:le} doivent se réunir chaque année{note.why}." }
  - id: camp
    heading: Camp
    clauses:
      - { id: rule, force: duty, text: "{party.institute:le} doit, selon {article.purpose:le} et {annex.plan:le} :" }
      - { id: host, level: 2, force: statement, text: accueillir le camp. }
annexes:
  - id: plan
    title: Plan
    text: Selon {articles.term.duration}.
    table:
      columns: [{ id: room, heading: Salle }, { id: use, heading: Usage }]
      rows:
        - { id: hall, cells: { room: Grande salle, use: entraînement } }
notes:
  - { id: why, text: Selon l’usage. }
languages: { fr: authentic, en: translation, ja: unknown }
place: { at_signing: lieu de la signature }
date: { at_signing: date de la signature }
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    mission = MISSION.replace("  institute: institut_essai\n", f"  institute: institut_essai\n{ORGANISATIONS}")
    files = {"mission": mission, "house": HOUSE, "names": NAMES + MORE_NAMES, "convention": CONVENTION}
    for stem, text in files.items():
        (tmp_path / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def convention(sources: Sources) -> ConventionFile:
    file = sources.documents["convention"]
    assert isinstance(file, ConventionFile)
    return file


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "convention.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def faults(folder: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(SourceError) as caught:
        load_sources(folder)
    return [(d.code.id, d.field, str(d.position)) for d in caught.value.diagnostics]


# --- facts ---


def test_the_facts_of_a_convention_are_called_by_their_path_in_it(project: Path) -> None:
    sources = load_sources(project)
    own = sources.facts_of("convention")
    assert own["convention.version.number"] == Known(facts.Attested("0.3", "zxx"))
    assert isinstance(own["convention.version.date"], Known)
    assert isinstance(own["convention.place"], AtSigning)
    assert isinstance(own["convention.date"], AtSigning)
    assert own["parties.institute.seat"] == Known(facts.Attested("1 rue de l’Essai\n31000 Toulouse", "fr"))
    assert own["parties.institute.representative"] == Known(facts.Named("jeanne_exemple"))
    assert isinstance(own["parties.institute.empowerment.number"], AtSigning)
    assert isinstance(own["parties.institute.empowerment.date"], Unknown)
    assert own["parties.institute.empowerment.body"] == Known(facts.Named("conseil"))
    assert own["parties.company.register"] == Known(facts.Attested("神戸地方法務局", "zxx"))
    assert "parties.institute.capital" not in own
    assert "parties.institute.organisation" not in own
    assert "convention.originals" not in own
    assert "convention.place" not in sources.facts


def test_an_office_is_wording_that_stands_for_a_fact(project: Path) -> None:
    sources = load_sources(project)
    own = sources.facts_of("convention")
    for path, text, note in (
        ("parties.institute.office", "directrice", ""),
        ("parties.company.legal_form", "société d’essai", "forme du droit étranger"),
    ):
        state = own[path]
        assert isinstance(state, Known)
        assert isinstance(state.value, facts.Phrase)
        message = state.value.message
        assert (message.key, message.text, message.note) == (f"convention.{path}.phrase", text, note)
        assert sources.messages[message.key] == message


def test_the_parameters_of_an_article_are_typed_by_how_they_are_written(project: Path) -> None:
    own = load_sources(project).facts_of("convention")
    types = {
        path: type(state.value) for path, state in own.items() if path.startswith("articles.")
        and isinstance(state, Known)}
    assert types == {
        "articles.purpose.cooperation": facts.Phrase, "articles.obligations_institute.undertakings": facts.Listing,
        "articles.term.entry_into_force": facts.Date, "articles.term.duration": facts.Count}


def test_an_unknown_number_of_originals_is_a_fact_and_a_known_one_is_not(project: Path) -> None:
    edit(project, "date: { at_signing: date de la signature }",
         "date: { at_signing: date de la signature }\noriginals: { unknown: nombre d’originaux }")
    assert isinstance(load_sources(project).facts_of("convention")["convention.originals"], Unknown)
    edit(project, "{ unknown: nombre d’originaux }", "4")
    sources = load_sources(project)
    assert convention(sources).originals == 4
    assert "convention.originals" not in sources.facts_of("convention")


def test_every_fact_and_message_knows_its_place(project: Path) -> None:
    sources = load_sources(project)
    lines = CONVENTION.splitlines()
    for path, text in (
        ("parties.company.registration", "registration: 0100"), ("articles.term.duration", "duration: {"),
        ("articles.obligations_institute.undertakings", "party: institute"), ("convention.version.date", "version:"),
    ):
        place = sources.position_of_fact(f"convention/{path}")
        assert text in lines[(place.line or 0) - 1]
    for key, text in (
        ("convention.articles.term.with.duration.noun", "duration:"),
        ("convention.articles.term.add.review.text", "id: review"),
        ("convention.articles.camp.clauses.host.text", "id: host, level"),
        ("convention.annexes.plan.table.rows.hall.cells.use", "id: hall"),
        ("convention.place.at_signing", "place:"),
    ):
        assert key in sources.messages
        assert text in lines[(sources.position_of_message(key).line or 0) - 1]


def test_facts_of_a_convention_can_be_given_anew(project: Path) -> None:
    given = {"convention.place": "toulouse", "parties.company.office": "présidente", "articles.obligations_institute."
             "undertakings": {"unknown": "actions"}, "articles.term.entry_into_force": "la dernière signature"}
    own = override_facts(load_sources(project), "convention", given).facts_of("convention")
    assert own["convention.place"] == Known(facts.Named("toulouse"))
    assert isinstance(own["articles.obligations_institute.undertakings"], Unknown)
    entry = own["articles.term.entry_into_force"]
    assert isinstance(entry, Known)
    assert isinstance(entry.value, facts.Phrase)
    with pytest.raises(UsageError):
        override_facts(load_sources(project), "convention", {"convention.price": "1"})


# --- articles ---


def test_articles_stand_in_the_order_of_the_file_and_each_has_a_name(project: Path) -> None:
    articles = convention(load_sources(project)).articles
    assert [article.id for article in articles] == [
        "purpose", "obligations_institute", "obligations_company", "term", "camp"]
    term, camp = articles[3], articles[4]
    assert isinstance(term, ChosenArticleModel)
    assert (term.use, term.drop, term.add[0].id, term.add[0].after) == ("term", ("extension",), "review", "duration")
    assert isinstance(camp, WrittenArticleModel)
    assert [(clause.id, clause.level, clause.force) for clause in camp.clauses] == [
        ("rule", 1, "duty"), ("host", 2, "statement")]


def test_an_article_of_the_library_may_bear_another_name(project: Path) -> None:
    edit(project, "- use: purpose", "- id: aim\n    use: purpose")
    assert "articles.aim.cooperation" in load_sources(project).facts_of("convention")


def test_two_parties_will_do(project: Path) -> None:
    text = (project / "convention.yaml").read_text(encoding="utf-8")
    before, rest = text.split("  - id: centre\n")
    (project / "convention.yaml").write_text(before + rest[rest.index("visas:"):], encoding="utf-8")
    assert len(convention(load_sources(project)).parties) == 2


def test_a_party_may_give_the_exact_name_of_the_legal_person(project: Path) -> None:
    edit(project, "    nature: private\n", "    nature: private\n    legal_name: { unknown: dénomination exacte }\n")
    assert "parties.company.legal_name" in load_sources(project).facts_of("convention")


# --- faults ---

BROKEN = [
    ("    siret: 123 456 789 00012\n", "", "SRC-038", "convention.parties.institute"),
    ("    registration: 0100-01-000001\n", "", "SRC-038", "convention.parties.company"),
    ("    capital: JPY 1000000\n", "    capital: JPY 1000000\n    siret: 1\n", "SRC-039", "convention.parties.company"),
    ("capital: JPY 1000000", "capital: beaucoup", "SRC-008", "convention.parties.company.capital"),
    ("nature: private", "nature: privée", "SRC-015", "convention.parties.company.nature"),
    ("signing: seal", "signing: cachet", "SRC-015", "convention.parties.company.signing"),
    ("office: directrice", "office:", "SRC-003", "convention.parties.institute.office"),
    ("office: directrice", "ofice: directrice", "SRC-023", "convention.parties.institute.ofice"),
    ("representative: jeanne_exemple", "representative: toulouse", "REF-014",
     "convention.parties.institute.representative"),
    ("nature: private\n", "nature: private\n    legal_name: toulouse\n", "REF-026",
     "convention.parties.company.legal_name"),
    ("representative: jeanne_exemple", "representative: jeanne", "REF-001",
     "convention/parties.institute.representative"),
    ("organisation: company", "organisation: firm", "REF-002", "convention.parties.company.organisation"),
    ("- id: company\n", "- id: institute\n", "REF-004", "convention.parties.institute"),
    ("{ use: obligations, party: company }", "{ use: obligations, party: compagnie }", "REF-015",
     "convention.articles.obligations_compagnie.party"),
    ("- { use: obligations, party: company }", "- { use: obligations, party: institute }", "REF-004",
     "convention.articles.obligations_institute"),
    ("level: 2, force", "level: 3, force", "SRC-040", "convention.articles.camp.clauses"),
    ("level: 2, force", "level: 4, force", "SRC-015", "convention.articles.camp.clauses.host.level"),
    ("force: statement", "force: must", "SRC-015", "convention.articles.camp.clauses.host.force"),
    ("{ id: host, level", "{ id: rule, level", "REF-004", "convention.articles.camp.clauses.rule"),
    ("heading: Camp\n", "heading: Camp\n    drop: [x]\n", "SRC-002", "convention.articles.camp.drop"),
    ("- use: purpose", "- use: purpose\n    heading: Objet", "SRC-023", "convention.articles.purpose.heading"),
    ("room: Grande salle, use: entraînement", "room: Grande salle", "SRC-041", "convention.annexes.plan.table"),
    ("{ id: use, heading: Usage }", "{ id: room, heading: Usage }", "SRC-041", "convention.annexes.plan.table"),
    ("{annex.plan:le}", "{annex.plans:le}", "REF-021", "convention.articles.camp.clauses.rule.text"),
    ("{party.institute:le}", "{party.institut:le}", "REF-015", "convention.articles.camp.clauses.rule.text"),
    ("{parties:le} doivent", "{parties.le} doivent", "REF-015", "convention.articles.term.add.review.text"),
    ("{note.why}", "{note.whi}", "REF-022", "convention.articles.term.add.review.text"),
    ("{note.why}", "", "REF-023", "convention.notes.why"),
    ("title: Convention d’essai", "title: Convention d’essai{note.why}", "REF-027", "convention.title"),
    ("title: Plan", "title: Plan{note.why}", "REF-027", "convention.annexes.plan.title"),
    ("text: Selon l’usage.", "text: 'Selon l’usage{note.why}.'", "REF-027", "convention.notes.why.text"),
    ("{articles.term.duration}", "{articles.term.durée}", "REF-005", "convention.annexes.plan.text"),
    ("{articles.term.duration}", "{articles.term.length}", "REF-002", "convention.annexes.plan.text"),
    ("fr: authentic", "fr: translation", "REF-018", "convention.languages.fr"),
    ("fr: authentic, ", "", "REF-018", "convention.languages.fr"),
    ("foreign: true", "foreign: false", None, ""),
    ("en: translation", "en: authentic", None, ""),
    ("ja: unknown", "ja: peut-être", "SRC-015", "convention.languages.ja"),
    ("ja: unknown", "de: unknown", "SRC-015", "convention.languages.de"),
    (", ja: unknown", "", "REF-016", "convention.languages"),
    ("kind: convention", "kind: convention\noriginals: trois", "SRC-042", "convention.originals"),
    ("kind: convention", "kind: convention\noriginals: 0", "SRC-042", "convention.originals"),
    ("kind: convention", "kind: convention\nvisas_place: between", "SRC-015", "convention.visas_place"),
    ("kind: convention", 'kind: convention\nwording: { "convention.title": Autre }', "REF-025", "convention.title"),
]


@pytest.mark.parametrize(("old", "new", "code", "field"), BROKEN)
def test_a_fault_is_named_at_its_place(project: Path, old: str, new: str, code: str | None, field: str) -> None:
    edit(project, old, new)
    if code is None:
        load_sources(project)
        return
    found = faults(project)
    assert (code, field) in [fault[:2] for fault in found]
    assert all(place.startswith("convention.yaml:") for _, _, place in found)


@pytest.mark.parametrize(("old", "new", "meant"), [
    ("{annex.plan:le}", "{annex.plans:le}", "annex.plan"), ("{annex.plan:le}", "{anex.plan:le}", "annex.plan"),
    ("{note.why}", "{note.whi}", "note.why"), ("{party.institute:le}", "{party.institut:le}", "party.institute"),
    ("{parties:le} doivent", "{partis:le} doivent", "parties"),
])
def test_a_misspelt_part_is_told_with_the_one_that_is_meant(project: Path, old: str, new: str, meant: str) -> None:
    edit(project, old, new)
    with pytest.raises(SourceError) as caught:
        load_sources(project)
    assert meant in [found.values.get("known") for found in caught.value.diagnostics]


def test_a_convention_without_any_note_says_so(project: Path) -> None:
    text = (project / "convention.yaml").read_text(encoding="utf-8")
    start = text.index("notes:\n")
    end = start + 7 + re.search(r"^(?! |-)", text[start + 7:], re.MULTILINE).start()
    (project / "convention.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_sources(project)
    assert [(found.code.id, found.values["known"]) for found in caught.value.diagnostics] == [("REF-022", "–")]


def test_french_stays_authentic_while_another_version_is_undecided(project: Path) -> None:
    edit(project, "fr: authentic", "fr: unknown")
    with pytest.raises(SourceError) as caught:
        load_sources(project)
    assert "94-665" in caught.value.diagnostics[0].code.sentence


def test_another_authentic_version_needs_a_foreign_party(project: Path) -> None:
    edit(project, "en: translation", "en: authentic")
    assert convention(load_sources(project)).authentic == ("fr", "en")
    edit(project, "foreign: true", "foreign: false")
    assert [fault[:2] for fault in faults(project)] == [("REF-019", "convention.languages.en")]


def test_a_version_that_the_mission_does_not_make_cannot_be_promised(project: Path) -> None:
    mission = (project / "mission.yaml").read_text(encoding="utf-8")
    (project / "mission.yaml").write_text(mission.replace("[fr, en, ja]", "[fr, ja]"), encoding="utf-8")
    assert [fault[:2] for fault in faults(project)] == [("REF-017", "convention.languages.en")]


def test_a_convention_without_any_authentic_version_is_refused(project: Path) -> None:
    edit(project, "fr: authentic, en: translation, ja: unknown", "fr: translation, en: translation, ja: translation")
    assert ("REF-020", "convention.languages") in [fault[:2] for fault in faults(project)]


def test_a_foreign_public_body_has_neither_siret_nor_deliberation(project: Path) -> None:
    text = (project / "convention.yaml").read_text(encoding="utf-8")
    start, end = text.index("    siret: { unknown"), text.index("    representative: { unknown: représentant }")
    text = text[:start] + text[end:]
    start, end = text.index("    office: directeur\n") + len("    office: directeur\n"), text.index("visas:")
    text = text[:start] + text[end:]
    (project / "convention.yaml").write_text(text, encoding="utf-8")
    assert [fault[:2] for fault in faults(project)] == [("SRC-038", "convention.parties.centre")]
    edit(project, "organisation: centre\n", "organisation: centre\n    foreign: true\n")
    load_sources(project)


def test_a_placeholder_of_a_convention_means_nothing_in_another_file(project: Path) -> None:
    house = (project / "house.yaml").read_text(encoding="utf-8")
    (project / "house.yaml").write_text(house.replace("une maison d’essai", "{parties:le}"), encoding="utf-8")
    assert [fault[:2] for fault in faults(project)] == [("REF-002", "house.about")]


@pytest.mark.parametrize("word", ["convention", "parties", "party", "articles", "article", "annex", "note"])
def test_the_first_word_of_a_conventions_paths_is_no_name_for_a_fact(project: Path, word: str) -> None:
    mission = (project / "mission.yaml").read_text(encoding="utf-8")
    (project / "mission.yaml").write_text(mission.replace("  share:", f"  {word}:"), encoding="utf-8")
    assert ("REF-006", f"mission.figures.{word}") in [fault[:2] for fault in faults(project)]
