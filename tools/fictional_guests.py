"""Print a list of guests that do not exist, for tests and benchmarks.

    python tools/fictional_guests.py 5000 > guests.csv

The same number and seed give the same list. Every name says that it is a specimen, in its own language.
"""

import argparse
import csv
import random
import sys
from collections.abc import Iterator
from typing import get_args

from dragoman.document.nodes import LanguageTag
from dragoman.recipients import Function

HEAD = (
    "key", "language", "civility", "family_name", "given_name", "native_name", "function", "title_fr", "title_en",
    "title_ja", "organisation", "address", "postcode", "city", "region", "country", "email",
)
BODIES = ("organisation", "group", "press")
FUNCTIONS = (*get_args(Function), "")
FAMILY = {
    "fr": ("Exemple", "Spécimen", "Modèle-Fictif", "d’Échantillon", "de l’Exemple de Très-Longue-Spécimenerie"),
    "en": ("Specimen", "Sample", "Placeholder-Smith", "O’Example", "Fictitious-Longwinded-Specimen of Samplethwaite"),
    "ja": ("Mihon", "Reiji", "Kakuu", "Shisaku", "Kakuuinkoji"),
}
NATIVE = {"Mihon": "見本", "Reiji": "例示", "Kakuu": "架空", "Shisaku": "試作", "Kakuuinkoji": "架空院小路"}
GIVEN = {
    ("fr", "Mme"): ("Zoé", "Anaëlle", "Jeanne"), ("fr", "M."): ("Noël", "François", "Loïc"),
    ("en", "Ms"): ("Ada", "Beatrix", "Imogen"), ("en", "Mr"): ("Edgar", "Rupert", "Giles"),
    ("ja", "Mme"): ("Hanako", "Kazuko"), ("ja", "M."): ("Taro", "Ichiro"),
}
NATIVE_GIVEN = {"Hanako": "花子", "Kazuko": "和子", "Taro": "太郎", "Ichiro": "一郎"}
CIVILITIES = {"fr": ("Mme", "M."), "en": ("Ms", "Mr"), "ja": ("Mme", "M.")}
ORGANISATIONS = {
    "fr": ("Société des Exemples", "Agence du Spécimen", "Institut fictif d’essai"),
    "en": ("Specimen Holdings", "Sample Agency", "The Placeholder Institute"),
    "ja": ("見本機構", "架空商事", "例示研究所"),
}
TITLES = {"fr": "Responsable des essais", "en": "Head of Specimens", "ja": "見本部長"}
PLACES = {
    "fr": ("1 rue de l’Exemple", "00000", "Spécimenville", "", "FR"),
    "en": ("1 Sample Street", "ZZ1 1ZZ", "Specimen Town", "", "GB"),
    "ja": ("見本町一丁目1番", "000-0000", "見本市", "架空県", "JP"),
}


def guests(count: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Rows of guests: every language, kind of function and gender in turn, names and organisations at random."""
    chance = random.Random(seed)  # noqa: S311 - no secret depends on it
    languages: tuple[LanguageTag, ...] = get_args(LanguageTag)
    for number in range(count):
        language = languages[number % len(languages)]
        function = FUNCTIONS[number // len(languages) % len(FUNCTIONS)]
        civility = CIVILITIES[language][number // len(languages) // len(FUNCTIONS) % 2]
        person = person_of(chance, language, civility) if function not in BODIES else ("", "", "", "")
        titled = function in ("", "president")
        titles = tuple(TITLES[tag] if titled and tag == language else "" for tag in languages)
        organisation = "" if function == "press" else chance.choice(ORGANISATIONS[language])
        key = f"specimen-{number + 1:06}"
        yield (key, language, *person, function, *titles, organisation, *PLACES[language], f"{key}@exemple.test")


def person_of(chance: random.Random, language: LanguageTag, civility: str) -> tuple[str, str, str, str]:
    family = chance.choice(FAMILY[language])
    given = chance.choice(GIVEN[language, civility])
    native = f"{NATIVE[family]} {NATIVE_GIVEN[given]}" if language == "ja" else ""
    return civility, family, given, native


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(guests(arguments.count, arguments.seed))


if __name__ == "__main__":
    main()
