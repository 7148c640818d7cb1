"""The convention of the example with every point settled by invented answers, for tests of finals."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polib

from completed import accept_names, complete_copy, put, tree
from dragoman.composers.convention.library import LIBRARY
from dragoman.sources.loading import load_sources

CONVENTION = "convention"
DECIDED = "authentic_versions"
"""The parameter that stands for statuses: they settle it."""

_SEAT = {"text": "1, rue de l’Essai, 99999 Exemple", "language": "zxx"}
_CODE = {"text": "000 000 000 00000", "language": "zxx"}
_MONTHS = {"count": "6", "noun": {"one": "{n} mois", "other": "{n} mois"}}
_EMPOWERED = {"date": "2024-02-01", "body": "assembly"}
ASSEMBLY = {
    "kind": "organisation", "own": "fr", "gender": "feminine", "fr": {"name": "Assemblée d’essai", "article": "la"},
    "en": {"name": "Test Assembly", "article": "the"}, "ja": {"name": "試験議会"},
}
COMPANY = {
    "kind": "organisation", "own": "fr", "gender": "feminine", "fr": {"name": "Société d’essai", "article": "la"},
    "en": {"name": "Test Company"}, "ja": {"name": "試験株式会社"},
}
ESTABLISHMENT = {
    "kind": "organisation", "own": "fr", "gender": "masculine",
    "fr": {"name": "Établissement d’essai", "article": "le"}, "en": {"name": "Test Establishment", "article": "the"},
    "ja": {"name": "試験機構"},
}
PARTIES: Mapping[str, dict[str, Any]] = {
    "region": {"seat": _SEAT, "siret": _CODE},
    "asics": {
        "legal_name": "company", "legal_form": "société d’essai", "capital": "EUR 1000", "seat": _SEAT,
        "registration": _CODE, "representative": "witness", "office": "directrice d’essai"},
    "altitude_centre": {
        "legal_name": "establishment", "legal_form": "établissement d’essai", "seat": _SEAT, "siret": _CODE,
        "representative": "witness", "office": "directrice d’essai"},
}
TRANSLATIONS: Mapping[str, tuple[str, str]] = {
    "société d’essai": ("a test company", "試験会社"),
    "établissement d’essai": ("a test establishment", "試験機関"),
    "directrice d’essai": ("Test Director", "試験代表者"),
    "ce qui est à l’essai": ("what is being tested", "試験事項"),
    "{n} mois": ("{n} months", "{n}か月"),
}
"""Every text filled in, in English and Japanese."""


def complete_convention(folder: Path, **statuses: str) -> Path:
    """A copy of the example, its convention filled in, every name answered for, every text translated.

    `statuses` are those of its languages; where more than French is authentic, the company is a foreign one.
    """
    complete_copy(folder)
    convention, names = tree(folder, CONVENTION), tree(folder, "names")
    convention["version"] = {"number": "1.0", "date": "2024-03-04"}
    convention["originals"] = "3"
    convention["languages"] = {"fr": "authentic", **statuses}
    for party in convention["parties"]:
        party.update(PARTIES[party["id"]])
        if "empowerment" in party:
            party["empowerment"] |= _EMPOWERED
        if party["id"] == "asics" and "authentic" in statuses.values():
            party["foreign"] = "true"
    for article in convention["articles"]:
        _give_parameters(article)
    put(folder, CONVENTION, convention)
    put(folder, "names", {**names, "assembly": ASSEMBLY, "company": COMPANY, "establishment": ESTABLISHMENT})
    accept_names(folder)
    translate_rest(folder)
    return folder


def _give_parameters(article: dict[str, Any]) -> None:
    asked = LIBRARY[article["use"]].parameters if "use" in article else ()
    given = {one.name: _MONTHS if one.kind == "count" else "ce qui est à l’essai" for one in asked}
    given.pop(DECIDED, None)
    if given:
        article["with"] = given


def translate_rest(folder: Path) -> None:
    """Give every message of the project that a catalog lacks its translation."""
    messages = load_sources(folder).messages
    for place, tag in enumerate(("en", "ja")):
        path = folder / "locales" / tag / "LC_MESSAGES" / "project.po"
        catalog = polib.pofile(str(path), wrapwidth=0)
        translated = {entry.msgctxt for entry in catalog}
        for key in sorted(messages.keys() - translated):
            words = TRANSLATIONS[messages[key].text][place]
            if messages[key].other is None:
                catalog.append(polib.POEntry(msgctxt=key, msgid=messages[key].text, msgstr=words))
            else:
                forms = {0: words.removesuffix("s"), 1: words} if tag == "en" else {0: words}
                catalog.append(polib.POEntry(
                    msgctxt=key, msgid=messages[key].text, msgid_plural=messages[key].other, msgstr_plural=forms))
        catalog.save()
