"""Addresses by the rules of their country, in the script of the letter."""

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
])
def test_an_address_is_as_its_country_reads_it(address, language, home, lines):
    assert address_lines(address, language, home) == lines
