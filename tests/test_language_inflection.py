"""Names in a sentence: what the fixture files do not show."""

import pytest

from dragoman.document.nodes import Foreign, Ruby, Text
from dragoman.facts import Named
from dragoman.language.french import elides
from dragoman.language.inflection import capitalised_name, inflect, name_inlines, plain_preposition
from dragoman.language.passages import capitalised, merged
from dragoman.language.styles import STYLES, UnknownStyle
from dragoman.names import Name, NameForm

REGION = Name("region", "organisation", "fr", "feminine", forms={
    "fr": NameForm("Région Occitanie", short="Région", article="la", checked=True),
    "en": NameForm("Occitanie Region", article="the"),
})


def test_a_name_without_a_form_is_in_its_own_language_and_unchecked():
    inflected = inflect(REGION, "bare", "ja")
    assert (inflected.text, inflected.language, inflected.checked) == ("Région Occitanie", "fr", False)
    assert name_inlines(inflected, "ja") == (Foreign("fr", (Text("Région Occitanie", ""),)),)


def test_a_name_is_as_checked_as_its_form():
    assert inflect(REGION, "de", "fr").checked
    assert not inflect(REGION, "the", "en").checked


def test_an_honorific_that_is_lacking_is_unchecked():
    agency = Name("jaxa", "organisation", "ja", forms={"ja": NameForm("宇宙航空研究開発機構", checked=True)})
    assert inflect(agency, "bare", "ja").checked
    assert not inflect(agency, "honorific", "ja").checked


def test_only_the_name_is_marked_as_foreign():
    assert name_inlines(inflect(REGION, "possessive", "en"), "en") == (Text("the Occitanie Region’s", ""),)
    agency = Name("kyoto", "place", "ja", forms={"ja": NameForm("京都府")})
    assert name_inlines(inflect(agency, "de", "fr"), "fr") == (Text("de ", ""), Foreign("ja", (Text("京都府", ""),)))


def test_a_reading_makes_ruby():
    uzumasa = Name("uzumasa", "place", "ja", forms={"ja": NameForm("太秦", reading="うずまさ")})
    assert name_inlines(inflect(uzumasa, "ruby", "ja"), "ja") == (Ruby("太秦", "うずまさ"),)


def test_a_sentence_opens_with_a_capital_article_but_never_changes_the_name():
    assert capitalised_name(inflect(REGION, "le", "fr")).text == "La Région Occitanie"
    assert capitalised_name(inflect(REGION, "a", "fr")).text == "À la Région Occitanie"
    brand = Name("x", "brand", "en", forms={"en": NameForm("eBay"), "fr": NameForm("eBay")})
    assert capitalised_name(inflect(brand, "bare", "en")).text == "eBay"
    assert capitalised_name(inflect(brand, "de", "fr")).text == "D’eBay"


def test_a_value_opens_a_sentence_with_a_capital():
    assert capitalised((Text("mardi 5 mars", ""),)) == (Text("Mardi 5 mars", ""),)
    assert capitalised((Text("5 mars", ""),)) == (Text("5 mars", ""),)
    assert capitalised(()) == ()


@pytest.mark.parametrize("language", ["fr", "en", "ja"])
def test_every_style_writes_every_kind_of_name(language):
    for kind in ("organisation", "person", "place", "event", "brand"):
        name = Name("x", kind, language, forms={language: NameForm("Nom", given="A", family="B")})
        for style in STYLES[language][Named]:
            assert inflect(name, style, language).text
    with pytest.raises(UnknownStyle):
        inflect(REGION, "genitive", language)


def test_a_blank_takes_nothing_from_styles_of_other_values():
    for style in (None, "weekday", "table", "approx", "le", "honorific"):
        assert plain_preposition(style, "fr") == plain_preposition(style, "en") == ("", "")


@pytest.mark.parametrize("word", [
    "Asics", "Éric", "Ōtsu", "Œuvre", "Æthelred", "habitants", "heures", "hôtels", "héroïne", "huîtres", "hommes",
    "Hérault", "Yves", "yeux", "Yonne", "ÉTAT", "« Aïda »", "île", "unité", "Haïti",
])
def test_french_elides_before(word):
    assert elides(word)


@pytest.mark.parametrize("word", [
    "Toei", "Çatalhöyük", "héros", "Héros", "hautes", "Haute-Garonne", "huit", "handicapés", "Hongrie", "onze",
    "Onzième", "oui", "yens", "Yokohama", "Yémen", "8e", "", "京都", "-", "Havre", "haies", "hors-d’œuvre", "w",
])
def test_french_does_not_elide_before(word):
    assert not elides(word)


def test_neighbouring_texts_of_one_key_are_joined_and_empty_ones_dropped():
    ruby = Ruby("太秦", "うずまさ")
    passage = (Text("", "k"), Text("a", "k"), Text("b", "k"), Text("", ""), Text("c", ""), ruby, Text("f", ""))
    assert merged(passage) == (Text("ab", "k"), Text("c", ""), ruby, Text("f", ""))
