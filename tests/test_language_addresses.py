"""Addresses by the rules of their country, in the script of the letter."""

from dataclasses import replace

import pytest

from dragoman.language.addresses import address_lines
from dragoman.recipients import Address

FRANCE = Address(("1 rue de l’Exemple",), "31000", "Spécimenville", None, "FR")
JAPAN = Address(("見本町一丁目1番", "見本ビル"), "000-0000", "見本市", "架空県", "JP")
LATIN_JAPAN = Address(("1-1 Mihon-cho",), "000-0000", "Mihon-shi", "Kakuu", "JP")
BRITAIN = Address(("1 Sample Street",), "ZZ1 1ZZ", "Specimen Town", None, "GB")


@pytest.mark.parametrize(("address", "language", "home", "lines"), [
    (FRANCE, "fr", "FR", ("1 rue de l’Exemple", "31000 SPÉCIMENVILLE")),
    (FRANCE, "en", "JP", ("1 rue de l’Exemple", "31000 SPÉCIMENVILLE", "FRANCE")),
    (FRANCE, "fr", None, ("1 rue de l’Exemple", "31000 SPÉCIMENVILLE", "FRANCE")),
    (JAPAN, "ja", "FR", ("〒000-0000", "架空県見本市見本町一丁目1番", "見本ビル")),
    (LATIN_JAPAN, "fr", "FR", ("1-1 Mihon-cho", "Mihon-shi", "Kakuu 000-0000", "JAPON")),
    (LATIN_JAPAN, "en", "FR", ("1-1 Mihon-cho", "Mihon-shi", "Kakuu 000-0000", "JAPAN")),
    (LATIN_JAPAN, "en", "JP", ("1-1 Mihon-cho", "Mihon-shi", "Kakuu 000-0000")),
    (BRITAIN, "fr", "FR", ("1 Sample Street", "SPECIMEN TOWN", "ZZ1 1ZZ", "ROYAUME-UNI")),
    (Address((), None, None, None, "JP"), "fr", "FR", ()),
    (Address(("1 Example Ave",), "00000", "Sampleton", "ZZ", "US"), "en", "FR",
     ("1 Example Ave", "Sampleton, ZZ 00000", "UNITED STATES")),
    (Address(("Beispielweg 1",), "00000", "Musterstadt", None, "DE"), "fr", "FR",
     ("Beispielweg 1", "00000 MUSTERSTADT", "ALLEMAGNE")),
    (Address(), "ja", "FR", ()),
    # in Japanese script from the prefecture down, whatever the letter's language and where no country is named
    (JAPAN, "fr", "FR", ("〒000-0000", "架空県見本市見本町一丁目1番", "見本ビル", "JAPON")),
    (JAPAN, "en", "JP", ("〒000-0000", "架空県見本市見本町一丁目1番", "見本ビル")),
    (replace(JAPAN, country=None), "ja", "FR", ("〒000-0000", "架空県見本市見本町一丁目1番", "見本ビル")),
    (replace(JAPAN, lines=(), postcode=None), "ja", "FR", ("架空県見本市",)),
    # in Latin script from the block up, in a Japanese letter too
    (LATIN_JAPAN, "ja", "FR", ("1-1 Mihon-cho", "Mihon-shi", "Kakuu 000-0000")),
    (replace(LATIN_JAPAN, region=None), "fr", "FR", ("1-1 Mihon-cho", "Mihon-shi", "000-0000", "JAPON")),
    # the last line of a French address is postcode and city: no region beneath it
    (replace(FRANCE, region="Région fictive"), "fr", "FR", ("1 rue de l’Exemple", "31000 SPÉCIMENVILLE")),
    (replace(FRANCE, city="Spécimenville cedex 9"), "ja", "JP", (
        "1 rue de l’Exemple", "31000 SPÉCIMENVILLE CEDEX 9", "フランス")),
    (replace(BRITAIN, region="Sampleshire"), "en", "GB", (
        "1 Sample Street", "SPECIMEN TOWN", "Sampleshire", "ZZ1 1ZZ")),
    (replace(BRITAIN, country="JE"), "en", "FR", ("1 Sample Street", "SPECIMEN TOWN", "ZZ1 1ZZ", "JERSEY")),
    (replace(BRITAIN, country="IE"), "fr", "FR", ("1 Sample Street", "SPECIMEN TOWN", "ZZ1 1ZZ", "IRLANDE")),
    (Address(("1 Specimen Road",), "000000", "Singapore", None, "SG"), "en", "FR",
     ("1 Specimen Road", "Singapore 000000", "SINGAPORE")),
    (Address(("1, Specimen-ro",), "00000", "Seoul", None, "KR"), "fr", "FR",
     ("1, Specimen-ro", "Seoul 00000", "CORÉE DU SUD")),
    (Address(("1 Specimen Road",), None, "Kowloon", None, "HK"), "fr", "FR",
     ("1 Specimen Road", "KOWLOON", "HONG KONG")),
    (Address(("1 Specimen Road",), None, "Kowloon", None, "HK"), "ja", "FR", ("1 Specimen Road", "KOWLOON", "香港")),
    (Address((), "00000", "Gießen", None, "DE"), "en", "FR", ("00000 GIESSEN", "GERMANY")),
    (Address(("1 rue du Modèle",), None, None, None, "CI"), "fr", "FR", ("1 rue du Modèle", "CÔTE D’IVOIRE")),
    (Address(("1 rue du Modèle",), None, None, None, None), "fr", "FR", ("1 rue du Modèle",)),
])
def test_an_address_is_as_its_country_reads_it(address, language, home, lines):
    assert address_lines(address, language, home) == lines
