"""How an edition writes lists, instants in other zones, given texts and quotes, and what it notes of them."""

import datetime as dt

import pytest

from dragoman.catalogs.catalogs import Catalogs
from dragoman.document.nodes import Blank, Fact, Foreign, LineBreak, Opening, RuledSpace, Text, Untranslated
from dragoman.document.projection import plain
from dragoman.facts import (
    AtSigning,
    Attested,
    Instant,
    Known,
    Listing,
    Named,
    Rank,
    Telephone,
    Unknown,
    Year,
)
from dragoman.language.edition import Edition
from dragoman.language.styles import UnknownStyle
from dragoman.language.typography import typeset
from dragoman.names import Accepted, Name, NameForm
from dragoman.wording import Message

SPORT = Message("mission.lists.sectors.list.sport.term", "le sport d'élite")
SPACE = Message("mission.lists.sectors.list.space.term", "l’espace")
NAMES = {
    "otsuka": Name("otsuka", "organisation", "ja", forms={
        "ja": NameForm("大塚グループ", checked=True), "fr": NameForm("Otsuka", checked=True)}),
    "ntn": Name("ntn", "organisation", "ja", forms={
        "ja": NameForm("NTN株式会社"), "fr": NameForm("NTN", accepted=Accepted("C. D.", "2024-03-01", "délai"))}),
    "kyoto": Name("kyoto", "place", "ja", forms={"ja": NameForm("京都府", checked=True)}),
}
FACTS = {
    "groups": Known(Listing((Named("otsuka"), Named("ntn"), Named("kyoto")))),
    "sectors": Known(Listing((SPORT, SPACE))),
    "mixed": Known(Listing((SPORT, Named("otsuka")))),
    "open_list": Unknown(Message("mission.lists.open.unknown", "liste des groupes")),
    "until": Known(Instant(dt.datetime(2024, 3, 6, 22, 30), "Asia/Tokyo")),  # noqa: DTZ001 - the wall clock of a zone
    "unknown_until": Unknown(Message("x.until.unknown", "fin de l’embargo")),
    "signing_time": AtSigning(Message("x.signing.at_signing", "heure")),
    "email": Known(Attested("presse@example.org", "zxx")),
    "address": Known(Attested("22 boulevard du Maréchal-Juin\n31406 TOULOUSE", "fr")),
    "telephone": Known(Telephone("+33561335050")),
    "since": Known(Year(2015)),
    "place": Known(Rank(4)),
}
JAPANESE = """msgid ""
msgstr ""
"Language: ja\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgctxt "mission.lists.sectors.list.sport.term"
msgid "le sport d'élite"
msgstr "競技スポーツ"
"""


def edition(language, catalog=None):
    texts = {} if catalog is None else {("project", language): catalog}
    return Edition(language, Catalogs.from_texts(texts), FACTS, NAMES)


def shown(passage):
    return plain(passage).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_list_names_each_in_its_language_and_counts_the_unchecked():
    french = edition("fr")
    (listed,) = french.fact("groups")
    assert (listed.path, plain((listed,))) == ("groups", "Otsuka, NTN et 京都府")
    assert Foreign("ja", (Text("京都府", ""),)) in listed.children
    assert french.openings == (Opening("unchecked_name", "kyoto", "京都府"),)
    assert [accepted.opening.path for accepted in french.accepted] == ["ntn"]


@pytest.mark.parametrize(("style", "printed"), [
    ("press", "大塚グループ、NTN株式会社、京都府"), ("legal", "大塚グループ、NTN株式会社及び京都府"),
])
def test_a_japanese_list_is_joined_for_the_press_or_by_law(style, printed):
    assert plain(edition("ja").fact("groups", style)) == printed


def test_the_names_of_a_list_may_take_their_articles():
    cellar = Name("cellar", "organisation", "fr", "feminine", "singular", {
        "fr": NameForm("Cave de Roquebrun", article="la"), "en": NameForm("Cave de Roquebrun", article="the")})
    listed = {"cellars": Known(Listing((Named("cellar"), Named("cellar"))))}
    french, english = (Edition(tag, Catalogs.from_texts({}), listed, {"cellar": cellar}) for tag in ("fr", "en"))
    assert shown(french.fact("cellars", "press_le")) == "la Cave de Roquebrun et la Cave de Roquebrun"
    assert shown(french.fact("cellars", "press_le", starts=True)).startswith("La Cave")
    assert shown(english.fact("cellars", "press_the")) == "the Cave de Roquebrun and the Cave de Roquebrun"


def test_a_list_has_the_styles_of_lists_alone():
    with pytest.raises(UnknownStyle):
        edition("fr").fact("groups", "de")


def test_what_has_no_name_is_looked_up_and_typeset():
    (listed,) = edition("fr").fact("sectors")
    assert plain((listed,)) == "le sport d’élite et l’espace"
    assert listed.children[0] == Text("le sport d’élite", SPORT.key)


def test_a_list_that_opens_a_sentence_has_a_capital():
    assert plain(edition("fr").say(Message("x.y", "{sectors} progressent."))) == (
        "Le sport d’élite et l’espace progressent.")
    assert plain(edition("fr").say(Message("x.y", "Ici : {mixed}."))).endswith("le sport d’élite et Otsuka.")


def test_an_untranslated_item_is_marked_and_the_others_are_not():
    japanese = edition("ja", JAPANESE)
    (listed,) = japanese.fact("sectors")
    assert listed.children == (
        Text("競技スポーツ", SPORT.key), Text("、", ""),
        Untranslated(SPACE.key, "fr", (Text("l’espace", SPACE.key),), "missing"))
    assert japanese.openings == (Opening("missing", SPACE.key, "l’espace"),)


def test_an_item_left_out_on_purpose_is_a_fault():
    omitted = JAPANESE.replace('msgctxt "mission', '#, x-omit\n# raison\nmsgctxt "mission').replace("競技スポーツ", "")
    japanese = edition("ja", omitted)
    japanese.fact("mixed")
    assert [fault.code.id for fault in japanese.faults] == ["EDN-003"]


def test_an_unknown_list_is_a_blank():
    (blank,) = edition("fr").fact("open_list")
    assert isinstance(blank, Blank)


def test_an_instant_is_written_in_the_zones_of_the_reader():
    (fact,) = edition("fr").in_zones("until", ("Europe/Paris", "Asia/Tokyo"))
    assert (fact.path, shown((fact,))) == (
        "until", "mercredi 6 mars 2024 à 14 h 30 (heure de Paris), soit 22 h 30 (heure de Tokyo)")
    assert plain(edition("ja").in_zones("until", ("Asia/Tokyo",))) == "2024年3月6日（水）午後10時30分（日本時間）"
    assert typeset((fact,), "fr") == (fact,)


def test_an_unknown_instant_is_a_blank_and_one_of_the_signing_a_ruled_space():
    english = edition("en")
    assert isinstance(english.in_zones("unknown_until", ("Europe/Paris",))[0], Blank)
    assert isinstance(english.in_zones("signing_time", ("Europe/Paris",))[0], RuledSpace)
    assert [opening.path for opening in english.openings if opening.kind == "blank"] == ["unknown_until"]


@pytest.mark.parametrize("language", ["fr", "en", "ja"])
def test_an_email_address_is_never_foreign_and_never_capitalised(language):
    assert edition(language).fact("email", starts=True) == (
        Fact("email", "", (Text("presse@example.org", ""),)),)


def test_the_lines_of_an_address_are_kept_and_foreign_elsewhere():
    lines = (Text("22 boulevard du Maréchal-Juin", ""), LineBreak(), Text("31406 TOULOUSE", ""))
    assert edition("fr").fact("address") == (Fact("address", "", lines),)
    assert edition("en").fact("address") == (Fact("address", "", (Foreign("fr", lines),)),)


def test_a_telephone_survives_the_typography_of_its_sentence():
    said = edition("fr").say(Message("x.y", "Contact: {telephone}."))
    assert plain(said) == "Contact\u00a0: 05\u00a061\u00a033\u00a050\u00a050."


def test_years_and_ranks_stand_in_sentences():
    text = Message("x.y", "Depuis {since}, la {place:words_feminine} économie.")
    assert plain(edition("fr").say(text)) == "Depuis 2015, la quatrième économie."


APPROVED = {"fr": ('Un partenaire "de choix" !\n\nOui.', True), "en": ("A partner.", False)}


def test_a_quote_has_the_marks_of_its_language_and_no_key():
    french = edition("fr")
    first, last = french.said("press-release.quotes.delga", APPROVED)
    assert first == (Text("«\u00a0Un partenaire “de choix”\u202f!", ""),)
    assert last == (Text("Oui.\u00a0»", ""),)
    assert french.openings == ()


def test_a_translated_quote_that_the_speaker_has_not_approved_is_open():
    english = edition("en")
    assert english.said("q", APPROVED) == ((Text("“A partner.”", ""),),)
    assert english.openings == (Opening("unapproved_quote", "q", "A partner."),)


def test_a_lacking_quote_is_printed_in_its_own_words_and_marks():
    japanese = edition("ja")
    first, last = japanese.said("q", APPROVED)
    assert first == (Untranslated("q", "fr", (Text("«\u00a0Un partenaire “de choix”\u202f!", ""),), "missing"),)
    assert last == (Untranslated("q", "fr", (Text("Oui.\u00a0»", ""),), "missing"),)
    assert [(opening.kind, opening.path) for opening in japanese.openings] == [("unapproved_quote", "q")]


def test_openings_come_by_kind():
    japanese = edition("ja", JAPANESE.replace("le sport", "un sport"))
    japanese.fact("groups")
    japanese.said("q", {"ja": ("はい", False)})
    japanese.fact("sectors")
    japanese.fact("open_list")
    kinds = [opening.kind for opening in japanese.openings]
    assert kinds == sorted(kinds, key=["blank", "missing", "fuzzy", "unapproved_quote", "unchecked_name"].index)
    assert set(kinds) == {"blank", "missing", "fuzzy", "unapproved_quote", "unchecked_name"}
