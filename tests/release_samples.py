"""A project whose press release has everything that a release may have, in three languages, for tests to change.

Its house, its people and its words are made up: they stand for nobody's.
"""

import io
from collections.abc import Mapping
from pathlib import Path

import polib
from PIL import Image as Pillow

from dragoman import Project
from dragoman.languages import LANGUAGES
from dragoman.sources.loading import load_sources

STEM = "press-release"
PICTURE = "images/stand.png"

MISSION = """\
languages: [fr, en, ja]
mission:
  dates: { from: 2024-03-05, to: 2024-03-13, source: essai }
people:
  president: jeanne_exemple
organisations:
  institute: institut_essai
places:
  toulouse: toulouse
figures:
  share: { percent: 12.8, source: essai, as_of: "2023" }
  sum: { money: EUR 472000000, source: essai, as_of: "2023" }
  jobs: { count: 3000, noun: { one: "{n} emploi", other: "{n} emplois" }, source: essai, as_of: "2023" }
  visits: { count: 12, noun: { one: "{n} visite", other: "{n} visites" }, source: essai, as_of: "2023" }
lists:
  themes: [toulouse, { id: sport, term: le sport }]
dates:
  since: { year: 2015 }
programme:
  - { id: opening, when: 2024-03-05, place: toulouse, event: Ouverture du stand }
  - { id: signing, when: unknown, event: Signature }
"""

HOUSE = """\
name: institute
service: Service de presse
address: |
  1 rue de l’Essai
  31000 Toulouse
press_contacts:
  - id: first
    name: Paul Modèle
    office: attaché de presse
    telephone: +33 5 00 00 00 00
    email: presse@example.org
  - id: second
    name: Anne Modèle
    email: anne@example.org
about: L’institut est une maison d’essai.
zones:
  fr: [Europe/Paris]
  en: [Europe/Paris, GMT]
  ja: [Asia/Tokyo]
"""

NAMES = """\
institut_essai:
  kind: organisation
  own: fr
  gender: masculine
  fr: { name: Institut d’Essai, article: "le", attested: essai }
  en: { name: Test Institute, article: the, attested: essai }
  ja: { name: 試験研究所, attested: essai }
jeanne_exemple:
  kind: person
  own: fr
  gender: feminine
  fr: { given: Jeanne, family: Exemple, attested: essai }
  en: { given: Jeanne, family: Exemple, attested: essai }
  ja: { given: ジャンヌ, family: エグザンプル, attested: essai }
toulouse:
  kind: place
  own: fr
  fr: { name: Toulouse, attested: essai }
  en: { name: Toulouse, attested: essai }
  ja: { name: トゥールーズ, attested: essai }
"""

RELEASE = """\
kind: press_release
embargo:
  until: { at: 2024-03-06T14:30, zone: Europe/Paris }
  newspapers: { text: 新聞は3月7日付朝刊から, language: ja }
number: "2024-012"
date: 2024-03-04
place: toulouse
also_served: { text: 試験記者クラブ, language: ja }
answers:
  who: [institute]
  what: [headline]
  when: [mission.dates]
  where: [toulouse]
  why: [stand]
  how: [talks]
headline: "{institute:le} va à {toulouse}"
subtitle: Une mission d’essai
lede: "{institute:le} est à {toulouse} {mission.dates}."
key_figures:
  - { id: share, fact: share, caption: part des essais }
  - { id: sum, fact: sum, caption: somme des essais }
  - { id: jobs, fact: jobs, caption: dans la région }
  - { id: visits, fact: visits, caption: par an }
sections:
  - { id: stand, heading: Le stand, text: "Le stand ouvre.\\n\\nIl ferme le soir." }
  - { id: talks, heading: Les échanges, text: Les échanges suivent. }
boxes:
  - { id: side, heading: En marge, text: Une étape de plus., after: stand }
  - { id: last, heading: Et après, text: La suite est à venir. }
quotes:
  - id: president
    speaker: president
    office: présidente de l’institut
    said:
      fr: { text: Une phrase d’essai., approved: { by: J. Exemple, on: 2024-03-01 } }
      en: { text: A test sentence., approved: { by: J. Exemple, on: 2024-03-01 } }
      ja: { text: 試験の文です。, approved: { by: J. Exemple, on: 2024-03-01 } }
pictures:
  - { id: stand, file: images/stand.png, alt: Un carré bleu, caption: Le stand, credit: "Photo : essai", after: stand }
programme: [opening, signing]
particulars:
  - { id: where, label: Lieu, text: "Hall d’essai, {toulouse}" }
  - { id: access, label: Accès, text: Sur invitation }
notes:
  - { id: source, text: Les chiffres sont d’essai. }
  - { id: club, text: Le club est d’essai. }
links:
  - { id: more, label: En savoir plus, page: "https://example.org/essai?page=1" }
"""

FILES = {"mission.yaml": MISSION, "house.yaml": HOUSE, "names.yaml": NAMES, f"{STEM}.yaml": RELEASE}

Translations = Mapping[str, tuple[str, str] | tuple[tuple[str, ...], tuple[str, ...]]]
"""The English and the Japanese of each message, by key; each form of those that have several."""

TRANSLATIONS: Translations = {
    f"{STEM}.headline": ("{institute:the} goes to {toulouse}", "{institute}、{toulouse}へ"),
    f"{STEM}.subtitle": ("A test mission", "試験のための訪問"),
    f"{STEM}.lede": (
        "{institute:the} is in {toulouse} {mission.dates}.", "{institute}は{mission.dates}、{toulouse}を訪れます。"),
    f"{STEM}.key_figures.share.caption": ("share of tests", "試験の割合"),
    f"{STEM}.key_figures.sum.caption": ("sum of tests", "試験の総額"),
    f"{STEM}.key_figures.jobs.caption": ("in the region", "地域内の雇用"),
    f"{STEM}.key_figures.visits.caption": ("a year", "年間"),
    f"{STEM}.sections.stand.heading": ("The stand", "ブース"),
    f"{STEM}.sections.stand.text": (
        "The stand opens.\n\nIt closes in the evening.", "ブースが開きます。\n\n夕方に閉まります。"),
    f"{STEM}.sections.talks.heading": ("The talks", "会談"),
    f"{STEM}.sections.talks.text": ("The talks follow.", "会談が続きます。"),
    f"{STEM}.boxes.side.heading": ("Beside it", "あわせて"),
    f"{STEM}.boxes.side.text": ("One more stop.", "もう一か所を訪れます。"),
    f"{STEM}.boxes.last.heading": ("What next", "今後"),
    f"{STEM}.boxes.last.text": ("More will follow.", "続きは後日です。"),
    f"{STEM}.quotes.president.office": ("President of the Institute", "研究所長"),
    f"{STEM}.pictures.stand.alt": ("A blue square", "青い四角"),
    f"{STEM}.pictures.stand.caption": ("The stand", "ブース"),
    f"{STEM}.particulars.where.label": ("Place", "場所"),
    f"{STEM}.particulars.where.text": ("Test hall, {toulouse}", "{toulouse}試験会場"),
    f"{STEM}.particulars.access.label": ("Access", "参加方法"),
    f"{STEM}.particulars.access.text": ("By invitation", "招待制"),
    f"{STEM}.notes.source.text": ("The figures are for tests.", "数字は試験用です。"),
    f"{STEM}.notes.club.text": ("The club is for tests.", "クラブは試験用です。"),
    f"{STEM}.links.more.label": ("Read more", "詳細"),
    f"{STEM}.correction.changes": ("the date of the opening.", "開会の日付。"),
    f"{STEM}.withdrawal.notice": ("The mission will not take place.", "訪問は行われません。"),
    "house.service": ("Press office", "報道担当"),
    "house.about": ("The Institute is a body made for tests.", "研究所は試験のための団体です。"),
    "house.press_contacts.first.office": ("press officer", "報道官"),
    "mission.programme.opening.event": ("Opening of the stand", "ブースの開会"),
    "mission.programme.signing.event": ("Signing", "署名"),
    "mission.figures.jobs.noun": (("{n} job", "{n} jobs"), ("{n}人の雇用",)),
    "mission.figures.visits.noun": (("{n} visit", "{n} visits"), ("{n}回の訪問",)),
    "mission.lists.themes.list.sport.term": ("sport", "スポーツ"),
}


def write_files(folder: Path) -> Path:
    """Write the YAML and the picture of the project into a folder; nothing is translated yet."""
    picture = folder / PICTURE
    picture.parent.mkdir(parents=True)
    data = io.BytesIO()
    Pillow.new("RGB", (600, 300), "#1F3A5F").save(data, "PNG")
    picture.write_bytes(data.getvalue())
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_catalogs(folder: Path, translations: Translations = TRANSLATIONS) -> None:
    """Write the translations of what the folder's files say now."""
    messages = load_sources(folder).messages
    for place, language in enumerate(("en", "ja")):
        catalog = polib.POFile(wrapwidth=0)
        record = LANGUAGES[language]
        catalog.metadata = {
            "Language": language, "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit", "Plural-Forms": record.plural_forms, "X-Source-Language": "fr"}
        for key in sorted(messages.keys() & translations.keys()):
            message, said = messages[key], translations[key][place]
            if (message.other is None) != isinstance(said, str):
                continue
            if isinstance(said, str):
                catalog.append(polib.POEntry(msgctxt=key, msgid=message.text, msgstr=said))
            else:
                catalog.append(polib.POEntry(
                    msgctxt=key, msgid=message.text, msgid_plural=message.other, msgstr_plural=dict(enumerate(said))))
        path = folder / "locales" / language / "LC_MESSAGES" / "project.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog.save(str(path))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace a text that must stand once in a file."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def load(folder: Path, *edits: tuple[str, str]) -> Project:
    """The project after edits of its release, translated."""
    for old, new in edits:
        edit(folder, f"{STEM}.yaml", old, new)
    write_catalogs(folder)
    return Project.load(folder)
