"""A convention between three made-up parties, as values for `Project.from_parts`, for tests to change.

Its parties, people and places are invented: they stand for nobody's. It uses every article of the library, two of them
changed, one written in place, two annexes, a footnote, known, unknown and at_signing facts.
"""

import copy
from collections.abc import Callable, Mapping
from typing import Any

import polib

from dragoman import Project
from dragoman.document.nodes import LanguageTag
from dragoman.languages import LANGUAGES
from dragoman.sources.loading import assemble
from dragoman.sources.nodes import from_python

STEM = "convention"
Tree = dict[str, Any]

MISSION: Tree = {
    "languages": ["fr", "en", "ja"],
    "mission": {"dates": {"from": "2031-05-05", "to": "2031-05-09"}},
    "organisations": {"region": "region_valmont", "company": "asagiri", "school": "ecole_verre"},
    "people": {"chair": "lea_martel", "director": "akari_mori"},
    "places": {"montclair": "montclair"},
}
HOUSE: Tree = {
    "name": "region",
    "press_contacts": [{"id": "first", "name": "Paul Modèle", "email": "presse@example.org"}],
}
NAMES: Tree = {
    "region_valmont": {
        "kind": "organisation", "own": "fr", "gender": "feminine",
        "fr": {"name": "Région Valmont", "short": "Région", "article": "la", "attested": "essai"},
        "en": {"name": "Valmont Region", "short": "Region", "article": "the", "attested": "essai"},
        "ja": {"name": "ヴァルモン地域圏", "attested": "essai"},
    },
    "asagiri": {
        "kind": "organisation", "own": "ja", "gender": "feminine",
        "fr": {"name": "Asagiri Garasu", "short": "Asagiri", "attested": "essai"},
        "en": {"name": "Asagiri Garasu", "short": "Asagiri", "attested": "essai"},
        "ja": {"name": "朝霧硝子株式会社", "attested": "essai"},
    },
    "ecole_verre": {
        "kind": "organisation", "own": "fr", "gender": "feminine",
        "fr": {"name": "École du verre", "short": "École", "article": "la", "attested": "essai"},
        "en": {"name": "Glass School", "short": "School", "article": "the", "attested": "essai"},
        "ja": {"name": "ガラス学校", "attested": "essai"},
    },
    "lea_martel": {
        "kind": "person", "own": "fr", "gender": "feminine",
        "fr": {"given": "Léa", "family": "Martel", "attested": "essai"},
        "en": {"given": "Léa", "family": "Martel", "attested": "essai"},
        "ja": {"given": "レア", "family": "マルテル", "attested": "essai"},
    },
    "akari_mori": {
        "kind": "person", "own": "ja", "gender": "feminine",
        "fr": {"given": "Akari", "family": "Mori", "attested": "essai"},
        "en": {"given": "Akari", "family": "Mori", "attested": "essai"},
        "ja": {"given": "明里", "family": "森", "attested": "essai"},
    },
    "montclair": {
        "kind": "place", "own": "fr",
        "fr": {"name": "Montclair", "attested": "essai"},
        "en": {"name": "Montclair", "attested": "essai"},
        "ja": {"name": "モンクレール", "attested": "essai"},
    },
}
_EVERY = (
    "finance", "monitoring", "communication", "confidentiality", "personal_data", "liability", "amendment",
    "force_majeure", "assignment", "language", "law", "notices", "consultation",
)
CONVENTION: Tree = {
    "kind": "convention",
    "subtitle": "Résidences de verriers",
    "version": {"number": "0.3", "date": "2031-04-02"},
    "parties": [
        {
            "id": "region", "organisation": "region", "nature": "public", "legal_form": "collectivité territoriale",
            "seat": {"text": "1 place des Essais, 00000 Montclair", "language": "fr"},
            "siret": {"text": "000 000 000 00000", "language": "zxx"}, "representative": "lea_martel",
            "office": "présidente",
            "empowerment": {
                "number": {"at_signing": "numéro de la délibération"}, "date": {"unknown": "date de la délibération"},
                "body": {"unknown": "organe délibérant"}},
        },
        {
            "id": "company", "organisation": "company", "nature": "private", "foreign": True,
            "legal_form": {"unknown": "forme juridique de la société"}, "capital": "JPY 30000000",
            "seat": {"text": "Asagiri 1-1, Kanazawa", "language": "en"},
            "registration": {"unknown": "numéro d’immatriculation de la société"},
            "representative": "akari_mori", "office": "directrice générale",
        },
        {
            "id": "school", "organisation": "school", "nature": "public", "legal_form": "établissement public local",
            "seat": {"text": "2 rue du Four, 00000 Montclair", "language": "fr"},
            "siret": {"unknown": "SIRET de l’école"}, "representative": {"unknown": "représentant de l’école"},
            "office": {"unknown": "qualité du représentant de l’école"},
            "empowerment": {
                "number": {"text": "12", "language": "zxx"}, "date": "2031-03-01",
                "body": {"unknown": "conseil de l’école"}},
        },
    ],
    "visas": [
        {"id": "code", "text": "le code des essais"},
        {"id": "deliberation", "text": "la délibération de {party.region:le}"},
    ],
    "recitals": [
        {"id": "craft", "text": "{party.region:le} soutient les métiers du verre ;"},
        {"id": "exchange", "text": "{parties:le} souhaitent échanger des verriers."},
    ],
    "articles": [
        {"use": "purpose", "with": {"cooperation": "l’accueil de verriers en résidence"}},
        {
            "use": "definitions",
            "add": [{
                "id": "residence", "level": "2", "force": "statement", "after": "marks",
                "text": "« Résidence » : le séjour d’un verrier{note.length} ;"}],
        },
        {"use": "obligations", "party": "region", "with": {"undertakings": "l’accueil des verriers"}},
        {"use": "obligations", "party": "company"},
        {"use": "obligations", "party": "school"},
        {"use": "premises"},
        {
            "id": "selection", "heading": "Choix des verriers",
            "clauses": [
                {"id": "jury", "force": "duty", "text": "Un jury doit choisir les verriers ; il comprend :"},
                {"id": "member", "level": "2", "force": "statement", "text": "un membre nommé par {party.region:le} ;"},
                {"id": "others", "level": "2", "force": "statement", "text": "un membre nommé par {party.school:le}."},
                {
                    "id": "calendar", "force": "statement",
                    "text": "Le calendrier est celui de {annex.calendar:le}, sous réserve {article.term.duration:de}."},
            ],
        },
        *({"use": name} for name in _EVERY[:6]),
        {
            "use": "term",
            "with": {"duration": {"count": "3", "noun": {"one": "{n} an", "other": "{n} ans"}}},
        },
        {"use": "termination", "with": {"notice_period": {
            "count": "6", "noun": {"one": "{n} mois", "other": "{n} mois"}}}},
        *({"use": name} for name in _EVERY[6:]),
        {"use": "general"},
    ],
    "annexes": [
        {"id": "plan", "title": "Plan des ateliers", "text": "Les ateliers se trouvent à {montclair}."},
        {
            "id": "calendar", "title": "Calendrier",
            "table": {
                "columns": [{"id": "season", "heading": "Saison"}, {"id": "guests", "heading": "Verriers"}],
                "rows": [
                    {"id": "spring", "cells": {"season": "Printemps", "guests": "deux verriers"}},
                    {"id": "autumn", "cells": {"season": "Automne", "guests": "trois verriers"}},
                ],
            },
        },
    ],
    "notes": [{"id": "length", "text": "De trois mois au plus."}],
    "languages": {"fr": "authentic", "en": "translation", "ja": "authentic"},
    "place": {"at_signing": "lieu de la signature"},
    "date": {"at_signing": "date de la signature"},
}

TRANSLATIONS: Mapping[str, tuple[Any, Any]] = {
    "subtitle": ("Residencies for glassmakers", "ガラス職人の滞在制作"),
    "parties.region.legal_form.phrase": ("a territorial authority", "地方公共団体"),
    "parties.region.office.phrase": ("President", "議長"),
    "parties.region.empowerment.number.at_signing": ("number of the deliberation", "議決の番号"),
    "parties.region.empowerment.date.unknown": ("date of the deliberation", "議決の日"),
    "parties.region.empowerment.body.unknown": ("deliberating body", "議決機関"),
    "parties.company.legal_form.unknown": ("legal form of the company", "会社の法的形態"),
    "parties.company.registration.unknown": ("registration number of the company", "会社の登記番号"),
    "parties.company.office.phrase": ("Managing Director", "代表取締役"),
    "parties.school.legal_form.phrase": ("a local public establishment", "地方公施設法人"),
    "parties.school.siret.unknown": ("SIRET of the school", "学校のSIRET番号"),
    "parties.school.representative.unknown": ("representative of the school", "学校の代表者"),
    "parties.school.office.unknown": ("title of the school’s representative", "学校の代表者の役職"),
    "parties.school.empowerment.body.unknown": ("council of the school", "学校の議決機関"),
    "visas.code.text": ("the Test Code", "試験法典"),
    "visas.deliberation.text": ("the deliberation of {party.region:the}", "{party.region}の議決"),
    "recitals.craft.text": (
        "{party.region:the} supports the glass crafts;", "{party.region}は、ガラス工芸を支援している。"),
    "recitals.exchange.text": (
        "{parties:the} wish to exchange glassmakers.", "{parties}は、ガラス職人の交流を希望している。"),
    "articles.purpose.with.cooperation.phrase": (
        "the hosting of glassmakers in residence", "ガラス職人の滞在制作の受入れ"),
    "articles.definitions.add.residence.text": (
        "“Residency” means the stay of a glassmaker{note.length};", "滞在制作　ガラス職人の滞在{note.length}"),
    "articles.obligations_region.with.undertakings.phrase": ("the hosting of the glassmakers", "ガラス職人の受入れ"),
    "articles.selection.heading": ("Choice of the glassmakers", "ガラス職人の選考"),
    "articles.selection.clauses.jury.text": (
        "A jury shall choose the glassmakers; it consists of:",
        "審査会は、ガラス職人を選考するものとし、次の者で構成する。"),
    "articles.selection.clauses.member.text": (
        "a member appointed by {party.region:the};", "{party.region}が指名する者"),
    "articles.selection.clauses.others.text": (
        "a member appointed by {party.school:the}.", "{party.school}が指名する者"),
    "articles.selection.clauses.calendar.text": (
        "The calendar is that of {annex.calendar}, subject to {article.term.duration}.",
        "日程は、{article.term.duration}の範囲内で、{annex.calendar}のとおりとする。"),
    "articles.term.with.duration.noun": (("{n} year", "{n} years"), ("{n}年",)),
    "articles.termination.with.notice_period.noun": (("{n} month", "{n} months"), ("{n}か月",)),
    "annexes.plan.title": ("Plan of the workshops", "工房の配置図"),
    "annexes.plan.text": ("The workshops are in {montclair}.", "工房は、{montclair}に所在する。"),
    "annexes.calendar.title": ("Calendar", "日程表"),
    "annexes.calendar.table.columns.season.heading": ("Season", "季節"),
    "annexes.calendar.table.columns.guests.heading": ("Glassmakers", "ガラス職人"),
    "annexes.calendar.table.rows.spring.cells.season": ("Spring", "春"),
    "annexes.calendar.table.rows.spring.cells.guests": ("two glassmakers", "2人"),
    "annexes.calendar.table.rows.autumn.cells.season": ("Autumn", "秋"),
    "annexes.calendar.table.rows.autumn.cells.guests": ("three glassmakers", "3人"),
    "notes.length.text": ("For three months at most.", "3か月以内とする。"),
    "place.at_signing": ("place of signing", "署名地"),
    "date.at_signing": ("date of signing", "署名日"),
}
"""The English and the Japanese of each message of the file, by its path; each form of those that have several."""


def convention(*changes: Callable[[Tree], None]) -> Tree:
    """The file of the convention after changes."""
    tree = copy.deepcopy(CONVENTION)
    for change in changes:
        change(tree)
    return tree


def project(
    *changes: Callable[[Tree], None], translations: Mapping[str, tuple[Any, Any]] | None = None,
    mission: Tree | None = None, names: Tree | None = None,
) -> Project:
    """The project of a changed convention, translated by the sample's words and by those given."""
    documents = {STEM: convention(*changes)}
    tags: tuple[LanguageTag, ...] = ("en", "ja")
    said = {**TRANSLATIONS, **(translations or {})}
    mission, names = mission or MISSION, names or NAMES
    return Project.from_parts(
        facts=mission, house=HOUSE, names=names, documents=documents,
        catalogs={tag: _catalog(tag, place, documents, said, mission, names) for place, tag in enumerate(tags)})


def _catalog(
    tag: LanguageTag, place: int, documents: Tree, said: Mapping[str, tuple[Any, Any]], mission: Tree, names: Tree,
) -> str:
    trees = {"mission": mission, "house": HOUSE, "names": names, **documents}
    messages = assemble(None, {stem: from_python(tree, stem) for stem, tree in trees.items()}).messages
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {
        "Language": tag, "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit", "Plural-Forms": LANGUAGES[tag].plural_forms, "X-Source-Language": "fr"}
    for key in sorted(messages):
        words = said.get(key.removeprefix(f"{STEM}."), (None, None))[place]
        if isinstance(words, str):
            catalog.append(polib.POEntry(msgctxt=key, msgid=messages[key].text, msgstr=words))
        elif words is not None:
            catalog.append(polib.POEntry(
                msgctxt=key, msgid=messages[key].text, msgid_plural=messages[key].other,
                msgstr_plural=dict(enumerate(words))))
    return str(catalog)


def article(tree: Tree, name: str) -> Tree:
    """The article of a file that is called by its id or by its use."""
    return next(one for one in tree["articles"] if name in (one.get("id"), one.get("use")))
