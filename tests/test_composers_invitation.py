"""Letters of invitation: the form due to each guest in each language, and what no letter may do."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings

from conftest import EXAMPLE
from dragoman import OpeningsError, Project, SourceError
from dragoman.composers.invitation.french import RANKS
from dragoman.document.nodes import Paragraph, Particulars
from dragoman.document.projection import plain, project
from dragoman.document.walk import blocks
from dragoman.language.violations import document_violations
from dragoman.workflow.letter_check import check_letter
from letter_guests import guest, guests, recipients
from projects import LANGUAGES

SENT = {"invitation.date": "2024-02-05", "invitation.place": "toulouse"}
HIGHEST = "l’expression de ma très haute considération"
HONORIFICS = "様|御中|各位|閣下|殿"


@pytest.fixture
def changed(copy):
    """Load a copy of the example with something more in its files."""
    def load(**more):
        for stem, added in more.items():
            path = copy / f"{stem}.yaml"
            path.write_text(f"{path.read_text(encoding='utf-8')}\n{added}", encoding="utf-8")
        return Project.load(copy)
    return load


def letter(project, one, **more):
    return project.compose("invitation", language=one.language, recipient=one, **more)


def parts(document, slot):
    blocks = next(found.blocks for found in document.slots if found.name == slot)
    return [plain(block.children) for block in blocks if isinstance(block, Paragraph)]


def text(document, slot):
    return "\n".join(parts(document, slot))


# --- French ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("function", "masculine", "feminine", "grade"), [
    ("foreign_ambassador", "Monsieur l’Ambassadeur", "Madame l’Ambassadrice", HIGHEST),
    ("french_ambassador", "Monsieur l’Ambassadeur", "Madame l’Ambassadrice", HIGHEST),
    ("minister", "Monsieur le Ministre", "Madame la Ministre", HIGHEST),
    ("governor", "Monsieur le Gouverneur", "Madame la Gouverneure", "l’expression de ma haute considération"),
    ("assembly_president", "Monsieur le Président", "Madame la Présidente", "l’expression de ma haute considération"),
    ("prefect", "Monsieur le Préfet", "Madame la Préfète", "l’expression de ma haute considération"),
    ("mayor", "Monsieur le Maire", "Madame la Maire", "l’expression de ma haute considération"),
    ("president", "Monsieur le Président", "Madame la Présidente", "l’expression de ma considération distinguée"),
    ("consul_general", "Monsieur le Consul général", "Madame la Consule générale",
     "l’expression de ma considération distinguée"),
    (None, "Monsieur", "Madame", "l’expression de ma considération distinguée"),
])
def test_a_french_letter_names_the_office_and_closes_by_its_rank(example, function, masculine, feminine, grade):
    for gender, appel in (("masculine", masculine), ("feminine", feminine)):
        document = letter(example, guest("fr", function, gender))
        assert text(document, "salutation") == f"{appel},"
        assert text(document, "closing") == f"Je vous prie d’agréer, {appel}, {grade}."


@pytest.mark.parametrize(("function", "appel"), [
    ("organisation", "Madame, Monsieur"), ("group", "Mesdames et Messieurs"), ("press", "Mesdames et Messieurs"),
])
def test_french_bodies_receive_greetings_and_never_their_expression(example, function, appel):
    document = letter(example, guest("fr", function))
    assert text(document, "salutation") == f"{appel},"
    assert text(document, "closing") == f"Je vous prie d’agréer, {appel}, mes salutations distinguées."


def test_the_list_may_replace_the_appel_the_rank_and_the_closing(example):
    one = guest("fr", "mayor", appel="Madame le Maire", rank=1)
    assert text(letter(example, one), "closing") == (
        "Je vous prie d’agréer, Madame le Maire, l’expression de ma très haute considération.")
    own = guest("fr", "mayor", closing="l’assurance de mes sentiments respectueux")
    assert text(letter(example, own), "closing") == (
        "Je vous prie d’agréer, Madame la Maire, l’assurance de mes sentiments respectueux.")


def test_the_house_chooses_the_frame_of_the_closing_and_the_letter_may_choose_another(changed):
    assured = changed(house="closing: assurances\n")
    assert "les assurances de ma haute considération" in text(letter(assured, guest("fr", "governor")), "closing")
    both = changed(invitation="closing: assurance\n")
    assert "l’assurance de ma haute considération" in text(letter(both, guest("fr", "governor")), "closing")


def test_the_press_has_no_grade_above_the_fourth(example):
    with pytest.raises(SourceError, match="LTR-002"):
        letter(example, guest("fr", "press", rank=3))


def test_a_french_address_has_the_family_name_in_capitals_and_an_ambassador_of_another_state_is_excellent(example):
    assert parts(letter(example, guest("fr", "governor")), "addressee") == [
        "Madame Maquette EXEMPLE\nGouverneure de la préfecture d’Exemple\nMaison des Exemples"]
    first, *_ = text(letter(example, guest("fr", "foreign_ambassador", "masculine")), "addressee").splitlines()
    assert first == "Son Excellence Monsieur Modèle EXEMPLE"
    first, *_ = text(letter(example, guest("fr", "french_ambassador", "masculine")), "addressee").splitlines()
    assert first == "Monsieur Modèle EXEMPLE"
    first, *_ = text(letter(example, guest("fr", None, academic="Dr")), "addressee").splitlines()
    assert first == "Dr\u00a0Maquette EXEMPLE"


def test_an_organisation_opens_its_line_with_a_capital_and_is_not_said_twice(example):
    one = guest("fr", "governor", organisation="aichi_prefecture")
    assert text(letter(example, one), "addressee").splitlines()[-1] == "Préfecture d’Aichi"
    titles = {"fr": "Gouverneure de la Préfecture d’Aichi"}
    titled = guest("fr", "governor", organisation="aichi_prefecture", titles=titles)
    assert text(letter(example, titled), "addressee").splitlines() == [
        "Madame Maquette EXEMPLE", "Gouverneure de la Préfecture d’Aichi"]


# --- English -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("function", "salutation", "close"), [
    ("foreign_ambassador", "Your Excellency", "Yours faithfully"),
    ("french_ambassador", "Dear Ambassador", "Yours sincerely"),
    ("minister", "Dear Minister", "Yours sincerely"),
    ("governor", "Dear Governor Exemple", "Yours sincerely"),
    ("assembly_president", "Dear President Exemple", "Yours sincerely"),
    ("prefect", "Dear Prefect Exemple", "Yours sincerely"),
    ("mayor", "Dear Mayor Exemple", "Yours sincerely"),
    ("president", "Dear Ms Exemple", "Yours sincerely"),
    ("consul_general", "Dear Consul General", "Yours sincerely"),
    (None, "Dear Ms Exemple", "Yours sincerely"),
    ("organisation", "Dear Sir or Madam", "Yours faithfully"),
    ("group", "Ladies and Gentlemen", "Yours faithfully"),
    ("press", "Ladies and Gentlemen", "Yours faithfully"),
])
def test_an_english_letter_closes_as_it_salutes(example, function, salutation, close):
    document = letter(example, guest("en", function))
    assert text(document, "salutation") == f"{salutation},"
    assert text(document, "closing") == f"{close},"


def test_a_degree_stands_before_an_english_name_in_place_of_mr_and_ms(example):
    document = letter(example, guest("en", "president", None, academic="Dr"))
    assert text(document, "salutation") == "Dear Dr Exemple,"
    assert not [blank for blank in document.blanks if blank.path.endswith(".gender")]
    professor = letter(example, guest("en", None, None, academic="Pr"))
    assert text(professor, "salutation") == "Dear Professor Exemple,"


def test_a_guest_without_a_name_is_addressed_by_office(example):
    unnamed = guest("en", "governor", family_name=None, given_name=None)
    assert text(letter(example, unnamed), "salutation") == "Dear Governor,"
    assert "recipient.name" in {blank.path for blank in letter(example, unnamed).blanks}


def test_a_japanese_name_in_latin_script_has_the_family_first_in_capitals(example):
    one = guest("en", "governor", native_name="見本 花子", family_name="Mihon", given_name="Hanako")
    assert text(letter(example, one), "addressee").splitlines()[0] == "Ms MIHON Hanako"


# --- Japanese ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("function", "honorific", "reader"), [
    ("foreign_ambassador", "閣下", "見本大使閣下"), ("french_ambassador", "閣下", "見本大使閣下"),
    ("minister", "様", "見本大臣"), ("governor", "様", "見本知事"), ("assembly_president", "様", "見本議長"),
    ("prefect", "様", "見本長官"), ("mayor", "様", "見本町長"), ("president", "様", "見本理事長"),
    ("consul_general", "様", "見本総領事"), (None, "様", "見本部長"),
])
def test_a_japanese_letter_has_one_honorific_and_wishes_its_reader_well(example, function, honorific, reader):
    document = letter(example, guest("ja", function))
    assert text(document, "addressee").endswith(f"見本\u3000花子\u3000{honorific}")
    assert f"{reader}におかれましては、ますますご清祥の" in parts(document, "body")[0]


def test_bodies_are_wished_progress_or_prosperity_by_their_own_term(example):
    for organisation, wish in (
        ("aichi_prefecture", "貴県におかれましては、ますますご発展の"),
        ("asics", "貴社におかれましては、ますますご清栄の"),
    ):
        document = letter(example, guest("ja", "organisation", organisation=organisation))
        assert wish in parts(document, "body")[0]
        assert text(document, "addressee").endswith("\u3000御中")
    plain_body = letter(example, guest("ja", "organisation"))
    assert parts(plain_body, "body")[0] == "拝啓\u3000時下ますますご清栄のこととお慶び申し上げます。"


def test_groups_and_the_press_have_a_word_of_their_own(example):
    assert text(letter(example, guest("ja", "group")), "addressee") == "見本機構\u3000各位"
    assert text(letter(example, guest("ja", "press")), "addressee") == "報道関係各位"


@pytest.mark.parametrize(("sent", "season"), [
    ("2024-01-07", "新春"), ("2024-01-08", "厳寒"), ("2024-02-03", "晩冬"), ("2024-02-04", "余寒"),
    ("2024-03-19", "早春"), ("2024-03-20", "春暖"), ("2024-04-01", "陽春"), ("2024-05-31", "新緑"),
    ("2024-06-01", "向暑"), ("2024-08-07", "盛夏"), ("2024-08-08", "残暑"), ("2024-09-01", "初秋"),
    ("2024-10-01", "秋冷"), ("2024-11-07", "晩秋"), ("2024-11-08", "向寒"), ("2024-12-31", "師走"),
])
def test_the_season_is_that_of_the_day_of_sending(example, sent, season):
    document = letter(example, guest("ja", "governor"), facts={"invitation.date": sent})
    assert parts(document, "body")[0].startswith(f"拝啓\u3000{season}の候、見本知事に")


def test_a_day_of_sending_that_is_unknown_takes_the_phrase_of_all_seasons(example):
    assert parts(letter(example, guest("ja", "governor")), "body")[0].startswith("拝啓\u3000時下、見本知事に")


def test_opening_and_closing_words_answer_each_other_and_the_details_end(example, changed):
    for project_, words in ((example, ("拝啓", "敬具")), (changed(invitation="ceremonial: true\n"), ("謹啓", "謹白"))):
        document = letter(project_, guest("ja", "governor"))
        assert parts(document, "body")[0].startswith(words[0])
        assert text(document, "closing") == words[1]
        assert parts(document, "details") == ["記", "以上"]


def test_a_ceremonial_letter_has_neither_marks_nor_subject(changed):
    ceremonial = letter(changed(invitation="ceremonial: true\n"), guest("ja", "governor"), facts=SENT)
    body = "\n".join(line.text for line in project(ceremonial).body)
    assert not set("、。") & set(body)
    assert not any(line.endswith("\u3000") for line in body.splitlines())
    assert text(ceremonial, "subject") == ""
    assert "Cave de Roquebrun・Vignobles Foncalieu・Vignerons de Plaimont" in body


def test_an_unsigned_japanese_letter_names_its_sender_above_and_nowhere_else(example, changed):
    signed = letter(example, guest("ja", "governor"))
    assert parts(signed, "sender") == ["オクシタニー地域圏議会議長"]
    assert parts(signed, "signature") == ["オクシタニー地域圏議会議長", "キャロル・デルガ"]
    unsigned = letter(changed(invitation="signed: false\n"), guest("ja", "governor"))
    assert parts(unsigned, "sender") == ["オクシタニー地域圏議会議長\nキャロル・デルガ"]
    assert parts(unsigned, "signature") == []


def test_an_organisation_written_like_an_id_that_no_name_has_is_refused(example):
    with pytest.raises(SourceError, match="LTR-003"):
        letter(example, guest("fr", "organisation", organisation="kyoto_prefectur"))


def test_an_office_that_brings_its_own_honorific_is_refused(example):
    for more in ({"titles": {"ja": "見本理事長殿"}}, {"organisation": "見本機構御中"}):
        with pytest.raises(SourceError, match="LTR-001"):
            letter(example, guest("ja", "president", **more))


# --- what is not known -------------------------------------------------------------------------------------------


def test_an_unknown_gender_is_a_blank_and_the_letter_no_final(example):
    one = guest("fr", "governor", None)
    document = letter(example, one)
    assert text(document, "salutation") == "[à compléter\u00a0: Monsieur le Gouverneur/Madame la Gouverneure],"
    with pytest.raises(OpeningsError) as refused:
        letter(example, one, state="final")
    assert "OPN-012" in {found.code.id for found in refused.value.diagnostics}


def test_the_model_of_the_letters_is_never_final(example):
    for language in LANGUAGES:
        with pytest.raises(OpeningsError) as refused:
            example.compose("invitation", language=language, state="final")
        assert "OPN-013" in {found.code.id for found in refused.value.diagnostics}


def test_a_letter_by_hand_leaves_out_appel_and_closing_and_makes_room_for_them(changed):
    by_hand = changed(invitation="handwritten: true\n")
    for language in ("fr", "en"):
        document = letter(by_hand, guest(language, "governor"))
        assert text(document, "salutation") == text(document, "closing") == ""
        roles = [block.role for slot in document.slots for block in slot.blocks if isinstance(block, Paragraph)]
        assert roles.count("text_below_hand") == 1
        assert sum(role.startswith("signatory") and role.endswith("_below_hand") for role in roles) == 1


def test_the_press_answers_at_its_own_term_and_everybody_else_at_theirs(example):
    asked = {
        one: [blank.path for blank in letter(example, guest("fr", one)).blanks] for one in ("press", "governor")}
    assert "invitation.press.by" in asked["press"]
    assert "invitation.reply.by" not in asked["press"]
    assert "invitation.reply.by" in asked["governor"]


# --- goldens and properties --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_are_as_they_were_last_read_by_eye(example, golden, language):
    written = []
    for one in guests(language):
        document = letter(example, one, facts=SENT)
        written.append(f"=== {one.key} ===\n{example.write(document, 'text').data.decode()}")
    golden(f"invitation.{language}.draft.txt", "\n".join(written))


def _grade(one):
    return None if one.rank is None and one.function is None else one.rank or RANKS[one.function]


@settings(max_examples=150)
@given(recipients())
def test_no_letter_stacks_honorifics_or_has_an_empty_line_and_every_vocative_is_the_appel(example, one):
    document = letter(example, one)
    body = "\n".join(line.text for line in project(document).body)
    assert document_violations(body, one.language, "invitation", grade=_grade(one)) == []
    assert not re.search(rf"(?:{HONORIFICS})\s*(?:{HONORIFICS})", body)
    assert all(line.strip() for line in body.splitlines())
    if one.language == "fr":
        appel = text(document, "salutation").removesuffix(",")
        assert text(document, "closing").startswith(f"Je vous prie d’agréer, {appel}, ")
        assert "expression de mes salutations" not in body
    elif one.language == "en":
        salutation, close = text(document, "salutation"), text(document, "closing")
        nameless = salutation in ("Your Excellency,", "Dear Sir or Madam,", "Ladies and Gentlemen,")
        assert (close == "Yours faithfully,") == nameless
    else:
        assert len(re.findall(f"(?:{HONORIFICS})$", text(document, "addressee"))) == 1


# --- what is checked ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "text"), [
    (35, "拝啓\u3000時下\n敬白"), (35, "謹啓\u3000時下\n敬具"), (35, "敬具"), (35, "記\n日\u3000時"), (35, "以上"),
    (36, "見本機構\u3000御中\u3000様"), (36, "会員各位様"), (36, "見本知事様"), (36, "見本大使閣下様"),
    (38, "謹啓\u3000時下、\n謹白"),
])
def test_a_japanese_letter_that_breaks_a_rule_is_found_out(rule, text):
    assert rule in {found.rule for found in document_violations(text, "ja", "invitation")}


def test_terms_that_leave_no_time_are_told(changed):
    spoilt = changed(mission="")
    file = spoilt.sources.folder / "invitation.yaml"
    words = file.read_text(encoding="utf-8").replace("unknown: date limite de réponse", "date: 2024-01-31")
    file.write_text(words.replace("unknown: date d’envoi", "date: 2024-02-05"), encoding="utf-8")
    late = Project.load(spoilt.sources.folder)
    told = {found.code.id for found in check_letter(late, "invitation", dt.datetime(2024, 2, 1, tzinfo=dt.UTC))}
    assert told == {"CHK-020", "CHK-021"}
    assert list(check_letter(spoilt, "invitation", dt.datetime(2024, 2, 1, tzinfo=dt.UTC))) == []


def test_a_japanese_reader_without_a_title_is_named_by_the_word_for_the_function(example):
    one = guest("ja", "governor", titles={})
    assert "見本知事におかれましては" in parts(letter(example, one), "body")[0]
    assert "recipient.office" in {blank.path for blank in letter(example, one).blanks}


@pytest.mark.parametrize(("title", "reader"), [
    ("見本県副知事", "見本副知事"), ("架空商事株式会社 代表取締役副社長", "見本副社長"), ("九州支社長", "見本支社長"),
    ("見本委員長", "見本委員長"), ("弘前市長", "見本市長"), ("前見本県知事", "見本様"), ("見本県前知事", "見本様"),
    ("名誉総領事", "見本様"), ("臨時代理大使", "見本様"), ("会長兼社長", "見本様"), ("町長職務代理者", "見本様"),
])
def test_no_other_rank_is_read_out_of_a_title(example, title, reader):
    body = parts(letter(example, guest("ja", None, titles={"ja": title})), "body")[0]
    assert f"、{reader}におかれましては" in body


def test_an_event_with_a_day_and_no_hour_has_a_blank_for_it(example):
    for language in LANGUAGES:
        assert "event.time" in {blank.path for blank in letter(example, guest(language, "mayor")).blanks}


def test_what_the_programme_does_not_tell_is_to_be_added_there(example):
    with pytest.raises(OpeningsError) as caught:
        letter(example, guest("fr", "mayor"), state="final")
    found = next(one for one in caught.value.diagnostics if one.field == "event.time")
    assert (found.code.id, found.position.file) == ("OPN-015", "mission.yaml")
    line = (EXAMPLE / "mission.yaml").read_text(encoding="utf-8").splitlines()[found.position.line - 1]
    assert "foodex" in line


def test_a_day_with_its_hour_has_one_label_which_in_japanese_says_both(example):
    facts = {
        "mission.dates": {"from": "2024-03-01", "to": "2024-03-31"},
        "programme.foodex.when": {"at": "2024-03-05T14:30", "zone": "Asia/Tokyo"}}
    for language, label in (("fr", "Date"), ("en", "Date"), ("ja", "日\u3000\u3000時")):
        document = letter(example, guest(language, "mayor"), facts=facts)
        (details,) = (one for one in blocks(document) if isinstance(one, Particulars))
        assert plain(details.rows[0].label) == label


def test_nothing_follows_the_end_of_a_japanese_letter_and_its_answer_is_asked_before(example):
    document = letter(example, guest("ja", "governor"))
    assert [slot.name for slot in document.slots if slot.blocks][-1] == "details"
    assert any("ご出欠のご返事" in words for words in parts(document, "body"))
