"""The example with every open point settled by invented answers."""

import shutil
from pathlib import Path
from typing import Any

import polib
import yaml

from projects import FOLDERS, LANGUAGES

STEM = "press-release"
ANSWER = {"by": "Jeanne Exemple", "on": "2024-03-04", "reason": "essai"}

FILLED: dict[tuple[str, ...], Any] = {
    ("house", "address"): {"text": "1, rue de l’Essai\n99999 Exemple", "language": "zxx"},
    ("house", "press_contacts"): [
        {"id": "office", "name": "Jeanne Exemple", "telephone": "+33199009900", "email": "presse@example.org"}],
    ("mission", "lists", "camp_calendar"): ["asics"],
    ("mission", "programme", "jaxa", "place"): "tokyo",
    ("mission", "programme", "signing", "place"): "tokyo",
    (STEM, "date"): "2024-03-04",
    (STEM, "place"): "toulouse",
}
"""Invented for the tests: what the example leaves open, by where it stands."""

QUOTE = {
    "id": "witness", "speaker": "witness", "office": "porte-parole de l’essai",
    "said": {
        "fr": {"text": "Ceci est une phrase d’essai.", "approved": {"by": "Jeanne Exemple", "on": "2024-03-04"}},
        "en": {"text": "This is a sentence for the test.", "approved": {"by": "Jeanne Exemple", "on": "2024-03-04"}},
        "ja": {"text": "これは試験のための文です。", "approved": {"by": "Jeanne Exemple", "on": "2024-03-04"}},
    },
}
OFFICE = {"en": "spokesperson for the test", "ja": "試験広報担当"}
WITNESS = {
    "kind": "person", "own": "fr", "gender": "feminine", "fr": {"given": "Jeanne", "family": "Exemple"},
    "en": {"given": "Jeanne", "family": "Exemple"}, "ja": {"given": "ジャンヌ", "family": "エグザンプル"},
}


def tree(folder: Path, stem: str) -> dict[str, Any]:
    return yaml.load((folder / f"{stem}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


class Dumper(yaml.SafeDumper):
    """Writes what is repeated in full: a project has no anchors."""

    def ignore_aliases(self, _: object) -> bool:
        return True


def put(folder: Path, stem: str, changed: dict[str, Any]) -> None:
    text = yaml.dump(changed, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    (folder / f"{stem}.yaml").write_text(text, encoding="utf-8")


def settled(node: Any, place: tuple[str, ...]) -> Any:
    """The tree with each `unknown:` filled in; a new one that `FILLED` does not know is a KeyError with its place."""
    match node:
        case {"unknown": _}:
            return FILLED[place]
        case dict():
            return {key: settled(value, (*place, key)) for key, value in node.items()}
        case list():
            return [settled(v, (*place, v["id"])) if isinstance(v, dict) and "id" in v else v for v in node]
        case _:
            return node


def vouched(form: Any) -> Any:
    form = {"name": form} if isinstance(form, str) else form
    return form if form.keys() & {"attested", "checked", "accepted"} else {**form, "accepted": ANSWER}


def translate(folder: Path, language: str, key: str, text: str) -> None:
    path = folder / "locales" / language / "LC_MESSAGES" / "project.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    catalog.append(polib.POEntry(msgctxt=key, msgid=QUOTE["office"], msgstr=text))
    catalog.save()


def accept_names(folder: Path) -> None:
    """Let somebody answer for every form of a name that nobody vouches for."""
    names = tree(folder, "names")
    for name in names.values():
        name.update({tag: vouched(name[tag]) for tag in LANGUAGES if tag in name})
    put(folder, "names", names)


def complete_copy(folder: Path) -> Path:
    """A copy of the example: every blank filled, every name answered for, a quote approved in all languages."""
    shutil.copytree(FOLDERS["example"], folder)
    mission, house, release, names = (settled(tree(folder, s), (s,)) for s in ("mission", "house", STEM, "names"))
    mission["people"]["witness"] = "witness"
    release.setdefault("quotes", []).append(QUOTE)
    names["witness"] = WITNESS
    for stem, changed in (("mission", mission), ("house", house), (STEM, release), ("names", names)):
        put(folder, stem, changed)
    accept_names(folder)
    for language, text in OFFICE.items():
        translate(folder, language, f"{STEM}.quotes.witness.office", text)
    return folder
