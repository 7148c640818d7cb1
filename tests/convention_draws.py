"""Conventions drawn at random: articles of the library chosen, ordered and changed, parties, languages, annexes.

What stands after the choice and which references it breaks is worked out here from the library's data alone.
"""

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from convention_samples import CONVENTION, MISSION, NAMES, Tree, project
from dragoman import Project
from dragoman.composers.convention.library import CONDITIONS, LIBRARY

Draw = Callable[[st.SearchStrategy[Any]], Any]
Words = tuple[str, str]

_ORGANISATIONS: Mapping[str, tuple[str, str, str, str, str]] = {
    "ville": ("Ville d’Ardoise", "Ville", "la", "City of Ardoise", "アルドワーズ市"),
    "club": ("Club du Sable", "Club", "le", "Sand Club", "砂クラブ"),
    "ateliers": ("Ateliers de Kaze", "Ateliers", "les", "Kaze Workshops", "風工房"),
}
PARTIES = ("region", "company", "school", *_ORGANISATIONS)
FRENCH_STYLES = ("", ":le", ":a", ":de")
LONG = 60
"""Items of a long list: past z twice, past ン and past l."""


@dataclass
class Drawn:
    """A convention's file with its words; `broken` are the references that lead nowhere, by clause and target."""

    tree: Tree
    mission: Tree
    names: Tree
    words: dict[str, Words] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)

    def project(self) -> Project:
        def change(tree: Tree) -> None:
            tree.clear()
            tree.update(copy.deepcopy(self.tree))
        return project(change, translations=self.words, mission=self.mission, names=self.names)

    def unknown(self, place: str, label: str) -> Tree:
        """An unknown fact at a place of the file."""
        self.words[f"{place}.unknown"] = (f"{label} in English", f"{label}の和文")
        return {"unknown": label}

    def phrase(self, place: str, text: str) -> str:
        self.words[f"{place}.phrase"] = (f"{text} in English", f"{text}の和文")
        return text


@st.composite
def conventions(draw: Draw, *, whole: bool = True, parties: int | None = None) -> Drawn:
    """A convention; unless it is `whole`, nothing mends the references that its selection breaks."""
    names = {name: _name(*forms) for name, forms in _ORGANISATIONS.items()}
    mission = {**MISSION, "organisations": {**MISSION["organisations"], **{name: name for name in _ORGANISATIONS}}}
    drawn = Drawn({}, copy.deepcopy(mission), {**NAMES, **names})
    count = parties or draw(st.integers(2, len(PARTIES)))
    chosen = draw(st.permutations(PARTIES))[:count]
    signing = draw(st.sampled_from([("electronic",), ("signature", "seal"), ("signature",)]))
    drawn.tree |= {
        "kind": "convention", "version": _version(draw, drawn),
        "parties": [_party(draw, drawn, name) | {"signing": draw(st.sampled_from(signing))} for name in chosen],
        **{name: _passages(draw, drawn, name) for name in ("visas", "recitals")},
        "visas_place": draw(st.sampled_from(["after", "before"])),
        "annexes": [_annex(draw, drawn, number) for number in range(draw(st.integers(0, 3)))],
        "place": draw(st.sampled_from(["montclair", CONVENTION["place"]])),
        "date": draw(st.sampled_from(["2031-05-07", CONVENTION["date"]])),
    }
    drawn.tree["languages"] = _statuses(draw, drawn.tree["parties"])
    if draw(st.booleans()):
        drawn.tree["originals"] = draw(st.sampled_from([str(count), str(count + 2)]))
    _write_articles(draw, drawn, whole=whole)
    return drawn


# --- parties, languages, what stands around the articles --------------------------------------------------------


def _name(french: str, short: str, article: str, english: str, japanese: str) -> Tree:
    gender = "feminine" if article == "la" else "masculine"
    number = {"number": "plural"} if article == "les" else {}
    return {
        "kind": "organisation", "own": "fr", "gender": gender, **number,
        "fr": {"name": french, "short": short, "article": article, "attested": "essai"},
        "en": {"name": english, "short": english, "article": "the", "attested": "essai"},
        "ja": {"name": japanese, "attested": "essai"}}


def _party(draw: Draw, drawn: Drawn, name: str) -> Tree:
    own, public = f"parties.{name}", draw(st.booleans())
    if draw(st.integers(0, 5)) == 0:
        label = f"organisation {name}"
        drawn.mission["organisations"][name] = {"unknown": label}
        drawn.words[f"mission.organisations.{name}.unknown"] = (f"{label} in English", f"{label}の和文")

    def known(step: str, value: object) -> object:
        return value if draw(st.booleans()) else drawn.unknown(f"{own}.{step}", f"{step} de {name}")

    party: Tree = {
        "id": name, "organisation": name, "nature": "public" if public else "private", "foreign": draw(st.booleans()),
        "legal_form": known("legal_form", drawn.phrase(f"{own}.legal_form", "forme")),
        "seat": known("seat", {"text": "1 place des Essais", "language": "fr"}),
        "representative": known("representative", draw(st.sampled_from(["lea_martel", "akari_mori"]))),
        "office": known("office", drawn.phrase(f"{own}.office", "qualité"))}
    code = {"text": "000", "language": "zxx"}
    if public and not (party["foreign"] and draw(st.booleans())):
        party["siret"] = known("siret", code)
        party["empowerment"] = {
            "number": known("empowerment.number", code), "date": known("empowerment.date", "2031-03-01"),
            "body": known("empowerment.body", "montclair")}
    if not public:
        party["registration"] = known("registration", code)
        party |= {"capital": "EUR 1000"} if draw(st.booleans()) else {}
    return party


def _statuses(draw: Draw, parties: Iterable[Tree]) -> dict[str, str]:
    """Any statuses that loi 94-665, art. 5, allows these parties."""
    foreign = any(party["foreign"] for party in parties)
    french = any(party["nature"] == "public" and not party["foreign"] for party in parties)
    others = ["translation", "unknown", *(["authentic"] if foreign or not french else [])]
    first = "authentic" if french else draw(st.sampled_from(["authentic", "unknown", "translation"]))
    given = {"fr": first, "en": draw(st.sampled_from(others)), "ja": draw(st.sampled_from(others))}
    return given if {"authentic", "unknown"} & set(given.values()) else {**given, "fr": "authentic"}


def _version(draw: Draw, drawn: Drawn) -> Tree:
    date = "2031-04-02" if draw(st.booleans()) else drawn.unknown("version.date", "date de la version")
    return {"number": "0.3", "date": date}


def _passages(draw: Draw, drawn: Drawn, group: str) -> list[Tree]:
    count = draw(st.sampled_from([0, 1, 3, 28]))
    for number in range(count):
        drawn.words[f"{group}.p{number}.text"] = (f"passage {number}", f"文{number}")
    return [{"id": f"p{number}", "text": f"texte {number}"} for number in range(count)]


def _annex(draw: Draw, drawn: Drawn, number: int) -> Tree:
    place = f"annexes.a{number}"
    drawn.words[f"{place}.title"] = (f"Title {number}", f"題{number}")
    annex: Tree = {"id": f"a{number}", "title": f"Titre {number}"}
    if draw(st.booleans()):
        drawn.words |= {
            f"{place}.table.columns.c.heading": ("Heading", "見出し"), f"{place}.table.rows.r.cells.c": ("Cell", "欄")}
        annex["table"] = {
            "columns": [{"id": "c", "heading": "Colonne"}], "rows": [{"id": "r", "cells": {"c": "Case"}}]}
    return annex


# --- articles ---------------------------------------------------------------------------------------------------


def _write_articles(draw: Draw, drawn: Drawn, *, whole: bool) -> None:
    held = holding(drawn.tree)
    articles = _chosen(draw, drawn, held)
    for number in range(draw(st.integers(0 if articles else 1, 3))):
        articles.insert(draw(st.integers(0, len(articles))), _written_shape(draw, number))
    if whole:
        articles = mended(articles, held) or [_written_shape(draw, 9)]
    drawn.tree["articles"] = articles
    for article in articles:
        if "use" in article:
            _add_clauses(draw, drawn, article, held)
    targets = standing_ids(articles, held) + [f"annex.{annex['id']}" for annex in drawn.tree["annexes"]]
    _write_words(draw, drawn, targets)
    drawn.broken = broken(articles, held)


def _chosen(draw: Draw, drawn: Drawn, held: set[str]) -> list[Tree]:
    """Articles of the library in any order; some under another id, one perhaps twice, one perhaps for each party."""
    used = draw(st.lists(st.sampled_from(sorted(LIBRARY)), min_size=1, unique=True))
    articles: list[Tree] = []
    for use in used:
        if LIBRARY[use].per_party:
            parties = [party["id"] for party in drawn.tree["parties"]]
            some = draw(st.lists(st.sampled_from(parties), min_size=1, unique=True))
            articles += [{"use": use, "party": party, "id": f"{use}_{party}"} for party in some]
        else:
            articles.append({"use": use, "id": draw(st.sampled_from([use, use, use, f"own_{use}"]))})
    again = draw(st.sampled_from([None, *articles]))
    if again is not None:
        articles.append({**again, "id": f"second_{again['id']}"})
    for article in articles:
        names = [provision.id for provision in LIBRARY[article["use"]].provisions]
        article["drop"] = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
        if not standing(article, held):
            article["drop"] = []
    return draw(st.permutations(articles)) if articles else []


def _written_shape(draw: Draw, number: int) -> Tree:
    """An article written in place, its words to come: levels that never go down by more than one."""
    levels = [1]
    for step in draw(st.lists(st.sampled_from([-2, -1, 0, 1]), max_size=6)):
        levels.append(min(max(levels[-1] + step, 1), 3))
    if draw(st.integers(0, 9)) == 9:
        levels += [2] * LONG + [3] * LONG
    clauses = [{"id": f"c{place}", "level": str(level)} for place, level in enumerate(levels)]
    return {"id": f"written{number}", "clauses": clauses}


def _add_clauses(draw: Draw, drawn: Drawn, article: Tree, held: set[str]) -> None:
    after = draw(st.sampled_from([None, *standing(article, held)]))
    shapes = draw(st.sampled_from([(), (), (), (), ("1",), ("2",), ("1", "2"), ("2", "3", "3")]))
    added, anchor = [], after
    for place, level in enumerate(shapes):
        clause = {"id": f"added{place}", "level": level}
        added.append({**clause, "after": anchor} if anchor is not None else clause)
        anchor = f"added{place}" if place == 0 else anchor
    article |= {"add": added} if added else {}


def _write_words(draw: Draw, drawn: Drawn, targets: list[str]) -> None:
    """Words for every clause written or added; some refer, some call a footnote."""
    notes: list[Tree] = []
    for article in drawn.tree["articles"]:
        group = "add" if "use" in article else "clauses"
        if "use" not in article:
            article["heading"] = f"Titre {article['id']}"
            drawn.words[f"articles.{article['id']}.heading"] = ("Heading", "見出し")
        for clause in article.get(group, ()):
            clause["force"] = "statement"
            place = f"articles.{article['id']}.{group}.{clause['id']}.text"
            named = draw(st.lists(st.sampled_from(targets), max_size=3)) if draw(st.integers(0, 3)) == 0 else []
            call = ""
            if named and draw(st.booleans()):
                notes.append({"id": f"n{len(notes)}", "text": "Une note."})
                drawn.words[f"notes.{notes[-1]['id']}.text"] = ("A note.", "注。")
                call = f"{{note.{notes[-1]['id']}}}"
            style = draw(st.sampled_from(FRENCH_STYLES)) if named else ""
            clause["text"] = f"Ceci vaut {_fields(named, style, ' et ')}{call}."
            english, japanese = _fields(named, "", " and "), _fields(named, "", "、")
            drawn.words[place] = (f"This is {english}{call}.", f"次は{japanese}{call}。")
    drawn.tree["notes"] = notes


def _fields(targets: Iterable[str], style: str, joint: str) -> str:
    return joint.join(f"{{{target}{style}}}" for target in targets)


# --- what stands ------------------------------------------------------------------------------------------------


def holding(tree: Tree) -> set[str]:
    """The library's conditions that hold, as its comments define them."""
    statuses = list(tree["languages"].values())
    found = {"has_annex"} if tree["annexes"] else set()
    found |= {"has_translation"} if "translation" in statuses else set()
    found |= {"several_others"} if len(tree["parties"]) > 2 else set()
    if "unknown" in statuses:
        return found | {"partly_unknown" if "authentic" in statuses else "status_unknown"}
    return found | {"one_authentic" if statuses.count("authentic") == 1 else "several_authentic"}


def standing(article: Tree, held: set[str]) -> list[str]:
    """The provisions of a chosen article that are printed, by the library's ids, in its order."""
    found, above = [], 0
    for provision in LIBRARY[article["use"]].provisions:
        condition = CONDITIONS.get(f"{article['use']}.{provision.id}")
        gone = provision.id in article.get("drop", ()) or (condition is not None and condition not in held)
        if above and provision.level > above:
            continue
        above = provision.level if gone else 0
        found += [] if gone else [provision.id]
    return found


def standing_ids(articles: Iterable[Tree], held: set[str]) -> list[str]:
    """Every article and clause as a placeholder names it."""
    found = []
    for article in articles:
        kept = standing(article, held) if "use" in article else []
        own = [clause["id"] for clause in article.get("clauses", article.get("add", ()))]
        name = f"article.{article['id']}"
        found += [name, *(f"{name}.{clause}" for clause in (*kept, *own))]
    return found


def broken(articles: list[Tree], held: set[str]) -> set[tuple[str, str]]:
    """The library's references that lead to what does not stand, as (clause, target)."""
    there = {name.removeprefix("article.") for name in standing_ids(articles, held)}
    first: dict[str, str] = {}
    for article in articles:
        if "use" in article:
            first.setdefault(article["use"], article["id"])
    found = set()
    for article in (article for article in articles if "use" in article):
        kept = standing(article, held)
        names = {**first, article["use"]: article["id"]}
        for provision in (one for one in LIBRARY[article["use"]].provisions if one.id in kept):
            for target in (target for targets in provision.references.values() for target in targets):
                use, _, clause = target.partition(".")
                led = ".".join(filter(None, (names.get(use, use), clause)))
                found |= set() if led in there else {(f"{article['id']}.{provision.id}", led)}
    return found


def mended(articles: list[Tree], held: set[str]) -> list[Tree]:
    """The articles without the provisions whose references are broken, and without those of which nothing is left."""
    while lost := broken(articles, held):
        for article in articles:
            gone = {clause.rpartition(".")[2] for clause, _ in lost if clause.rpartition(".")[0] == article["id"]}
            if gone:
                article["drop"] = sorted({*article["drop"], *gone})
        articles = [article for article in articles if "use" not in article or standing(article, held)]
    return articles
