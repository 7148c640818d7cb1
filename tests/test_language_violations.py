"""Each rule of part F has a text that breaks it and one that does not."""

import pytest

from dragoman.document.nodes import Fact, Foreign, LineBreak, Text, Untranslated
from dragoman.language.violations import document_violations, passage_violations, violations

BROKEN_AND_SOUND = [
    ("fr", 1, "le sport; la culture", "le sport\u202f; la culture"),
    ("fr", 1, "Bienvenue !", "Bienvenue\u202f!"),
    ("fr", 1, "Prêts\u00a0?", "Prêts\u202f?!"),
    ("fr", 2, "Contact : presse", "Contact\u00a0: presse, score 3:1"),
    ("fr", 2, "Contact: presse", "https://a.fr"),
    ("fr", 2, "à 5: presse", "à 5\u00a0: presse"),
    ("fr", 3, "la « Quinzaine\u00a0»", "la «\u00a0Quinzaine\u00a0»"),
    ("fr", 3, "la «\u00a0Quinzaine»", "«\u00a0Quinzaine\u00a0»"),
    ("fr", 4, "l'industrie", "l’industrie"),
    ("fr", 4, '"Quinzaine"', "«\u00a0Quinzaine\u00a0»"),
    ("fr", 5, "12,8 %", "12,8\u00a0%"),
    ("fr", 5, "472M€", "472\u00a0M€"),
    ("fr", 5, "5\u202f€", "5\u00a0€"),
    ("fr", 6, "3 000 emplois", "3\u202f000 emplois en 2024"),
    ("fr", 6, "75\u00a0000 visiteurs", "SIREN 200 053 791"),
    ("fr", 7, "le 1 mars 2024", "le 1er mars, le 11 mars"),
    ("fr", 8, "à 14h30", "à 14\u00a0h\u00a030"),
    ("fr", 8, "à 14 h 30", "à 9\u00a0h et demie"),
    ("fr", 8, "à 14:30", "score 3:1"),
    ("fr", 9, "le 5 Mars", "le 5 mars, Mars la planète"),
    ("fr", 9, "11 Lundi", "lundi 11"),
    ("fr", 10, "M. Hirota", "M.\u00a0Hirota"),
    ("fr", 10, "Mme Delga", "Mme\u00a0Delga"),
    ("fr", 10, "n° 5", "n°\u00a05"),
    ("fr", 11, "COMMUNIQUE DE PRESSE", "COMMUNIQUÉ DE PRESSE"),
    ("fr", 11, "l’Etat et la Région", "l’État, l’été et les États-Unis"),
    ("fr", 11, "A PROPOS DE LA RÉGION", "À PROPOS DE LA RÉGION, VITAMINE A"),
    ("fr", 11, "Réunion. A Tokyo, la délégation", "Annexe A, plan A : le groupe A se réunit à Tokyo"),
    ("fr", 11, "Conseil de la REGION", "SMART MANUFACTURING, GENERAL ELECTRIC, la région"),
    ("fr", 11, "SETE (HERAULT)", "34200 SETE CEDEX"),
    ("fr", 13, "l’expression de mes salutations distinguées", "l’expression de ma haute considération"),
    ("fr", 13, "l’expression de mes plus sincères salutations", "mes salutations distinguées"),
    ("fr", 15, "le président de le Japon", "afin de le signer, de les en informer et de le lui dire"),
    ("fr", 15, "à le centre", "au centre, à le voir et à les aider"),
    ("fr", 15, "la visite à les partenaires", "à le mieux préparer, il s’agit de le rendre possible"),
    ("fr", 15, "la région de Occitanie", "de Yokohama, de Horiba, de onze villes, de l’Occitanie"),
    ("fr", 15, "le accord que elle signe", "le ou les accords, la une, le A380, le un, fais-le ici, puis-je"),
    ("fr", 15, "jusque à Osaka", "de un à dix, de « Une vie », de A à Z, de Ouagadougou"),
    ("en", 18, "5-13 March", "5–13 March"),
    ("en", 18, "from 5–13 March", "from 5 to 13 March, on 5–13 March"),
    ("en", 19, "€ 472 million", "€472 million"),
    ("en", 19, "472 €", "€472"),
    ("en", 19, "€472 m", "€472\u00a0million"),
    ("en", 20, "Welcome !", "Welcome!"),
    ("en", 20, "12.8 %", "12.8%"),
    ("en", 20, "Sport\u00a0: yes", "Sport: yes"),
    ("en", 21, "organized by the Region", "organised by the Region"),
    ("en", 21, "Organizers said so", "the World Health Organization said so"),
    ("en", 21, "to emphasize", "a medium-sized prize, seized, resized by Pfizer"),
    ("en", 21, "analyzing", "an analysis to analyse"),
    ("en", 21, "the training center", "the training centre, Rockefeller Center"),
    ("en", 21, "a program of visits", "a programme of visits and a computer program"),
    ("en", 21, "color, labor and defense", "colour, labour and defence, honorary, laboratory, humorous"),
    ("en", 21, "ten kilometers, 5 meters", "ten kilometres, 5 metres, a smart meter"),
    ("en", 21, "under license", "under licence, licensed to sell; to license"),
    ("en", 21, "they practice judo", "put into practice, a practice"),
    ("en", 21, "the best practises", "practised, the best practices"),
    ("en", 21, "a registered trademark", "a registered trade mark"),
    ("en", 21, "travelers and medalists", "travellers and medallists, controlled, paralleled"),
    ("en", 23, "Tuesday, 5 March", "Tuesday 5 March; on Tuesday, 30 companies"),
    ("en", 23, "Tuesday, March 5", "On Thursday, May spoke"),
    ("en", 23, "on 5th March", "5 March, the 5th edition, the 4th economy"),
    ("en", 23, "March 5th", "March 5, 20th-century art in May"),
    ("en", 23, "on the 21st of April", "the 21st century"),
    ("ja", 25, "京都,名古屋", "京都、名古屋、3,000人"),
    ("ja", 25, "締結した.", "締結した。HORIBA, Ltd.は"),
    ("ja", 26, "ｱｼｯｸｽ", "アシックス"),
    ("ja", 27, "ＪＡＸＡ２０２４", "JAXA2024"),
    ("ja", 28, "JAXA と", "JAXAと"),
    ("ja", 28, "と JAXA", "ASICS CHOJO CAMP"),
    ("ja", 29, "機構(JAXA)", "(1)　目的（JAXA）"),
    ("ja", 29, "(JAX)　目的", "次に掲げる事項\n    (12)　目的"),
    ("ja", 29, "(1) 目的", "(1)　目的"),
    ("ja", 29, "第2条(1)　目的", "第2条（1）目的"),
    ("ja", 30, "5日～13日", "5日〜13日"),
    ("ja", 30, "30~60", "https://a.fr/~x"),
    ("ja", 31, "Sud\u00a0de France", "Sud de France"),
    ("ja", 32, "なぜ？次に", "なぜ？　次に「なぜ？」"),
    ("ja", 32, "さあ！次", "さあ！"),
    ("ja", 33, "2024年3月5日（水）", "2024年3月5日（火）"),
    ("ja", 33, "令和6年3月5日（月）", "令和6年3月5日（火）、令和元年5月1日（水）"),
    ("ja", 33, "令和6（2024）年3月6日（火曜日）", "令和6（2024）年3月6日（水曜日）、2024年5月3日（金・祝）"),
    ("ja", 33, "2024年3月5日（火）から13日（木）まで", "2024年3月5日（火）から13日（水）まで"),
    ("ja", 33, "2024年2月30日（金）", "2015年から続く交流の一環で、3月5日（火）に来日"),
    ("ja", 33, "2023年12月31日（日）〜2024年1月1日（火）", "2023年10月1日に発足し、3月5日（火）に来日"),
]

LETTER = """Monsieur le Gouverneur,
J’ai l’honneur de vous inviter à Tokyo.
Je vous prie d’agréer, {vocative}, {formula}.
"""
ENGLISH_LETTER = """22 rue de l’Essai
{salutation},
I have the honour to invite you.
{close},
"""
CONVENTION = """Convention de partenariat
{visas}
Il a été convenu ce qui suit :
{articles}
"""
RELEASE = """PRESS RELEASE
{status}
Mission to Japan
{end}
"""
HIGH = "l’expression de ma haute considération"
VISAS = "Vu le code général des collectivités territoriales ;\nVu la délibération,"
ARTICLES = "Article 1er – Objet\nArticle 5 du code du sport.\nArticle 2 – Durée\nArticle 3"
PARTIES = """La Région, ci-après dénommée « la Région »,
et l’École, ci-après [à compléter : dénommé/dénommée] «\u00a0l’École\u00a0»,
ci-après ensemble « les Parties »,
Article 1er – Objet
Pour l’application du présent article, les Parties se concertent.
{blocks}
Annexe 1 – Plan
Pour mémoire
"""
ENGLISH_PARTIES = """Valmont Region, a territorial authority (“the Region”),
Glass School, a local public establishment (“the School”),
together “the Parties” and individually a “Party”,
Article 1 – Purpose
{blocks}
"""
AGREEMENT = """地域圏（地方公共団体。以下「{first}」という。）
学校（公施設法人。以下「{second}」という。）
（以下、甲及び乙を総称して、又は個別に「当事者」という。）
{articles}
本協定の締結を証するため、{signers}が署名の上、各自1通を保有する。
{blocks}
"""
AGREED = """（目的）
第1条　甲は、自己の費用で協力する。
2　第1条第1項に定める協力は、丁寧に行う。
（役割）
第2条　乙は、次に掲げる事項を行う。
    (1)　報告すること。
別紙1は、本協定の一部とする。
2　報告は、書面による。"""


def agreement(*changes, first="甲", second="乙", signers="甲乙", blocks="甲\n乙"):
    """A Japanese agreement, its articles changed by pairs of what stands there and what shall."""
    articles = AGREED
    for before, after in changes:
        assert before in articles
        articles = articles.replace(before, after)
    return AGREEMENT.format(first=first, second=second, articles=articles, signers=signers, blocks=blocks)


WHOLE_DOCUMENTS = [
    ("fr", "convention", 56, PARTIES.format(blocks="Pour l’École\nPour la Région"),
     PARTIES.format(blocks="Annexe 1 jointe\nPour la Région\nPrésidente\nPour l’École")),
    ("fr", "convention", 56, PARTIES.format(blocks="Pour la Région"), "Article 1er – Objet\nPour la Région"),
    ("fr", "convention", 56, PARTIES.format(blocks="Pour la Région\nPour l’École\nPour la Commune"),
     PARTIES.format(blocks="Pour la Région\nPour l’École")),
    ("en", "convention", 56, ENGLISH_PARTIES.format(blocks="For and on behalf of the Region"),
     ENGLISH_PARTIES.format(blocks="For and on behalf of the Region\nFor and on behalf of the School")),
    ("en", "convention", 56, ENGLISH_PARTIES.format(
        blocks="For and on behalf of the Region\nFor and on behalf of the Glass School"),
     "An agreement with (“the Region”) in it."),
    ("ja", "convention", 56, agreement(blocks="乙\n甲"), agreement()),
    ("ja", "convention", 56, agreement(blocks="甲"), agreement(blocks="甲\n所在地\n乙\n所在地")),
    ("ja", "convention", 39, agreement(first="乙", second="甲"), agreement()),
    ("ja", "convention", 39, agreement(second="甲"), agreement(("報告は", "乙の報告は"))),
    ("ja", "convention", 39, agreement(("甲は", "丙は")), agreement(("甲は", "甲又は乙は"))),
    ("ja", "convention", 39, agreement(signers="甲丙"), agreement(signers="甲及び乙")),
    ("ja", "convention", 39, agreement(("乙は", "甲は"), signers="甲"), agreement(signers="当事者")),
    ("ja", "convention", 40, agreement(("第2条　", "第3条　")), agreement()),
    ("ja", "convention", 40, agreement(("（役割）\n", "")), agreement(("（役割）", "（甲（地域圏）の役割）"))),
    ("ja", "convention", 40, agreement(("第1条　甲", "第1条　1　甲")), agreement()),
    ("ja", "convention", 40, agreement(("\n2　第", "\n1　第")), agreement(("\n2　報", "\n2　乙の報"))),
    ("ja", "convention", 40, agreement(("\n2　報", "\n3　報")), f"{agreement()}別紙1　日程\n5　秋"),
    ("fr", "invitation", 12, LETTER.format(vocative="Monsieur le gouverneur", formula=HIGH),
     LETTER.format(vocative="Monsieur le Gouverneur", formula=HIGH)),
    ("fr", "invitation", 12, "Madame,\nVeuillez agréer Madame mes salutations distinguées.",
     "Madame, Monsieur,\nVeuillez agréer, Madame, Monsieur, mes salutations distinguées."),
    ("fr", "invitation", 12, "Madame la Préfète,\nVeuillez agréer, Madame, l’assurance de ma considération.",
     "Texte sans appel.\nVeuillez agréer, Madame, l’assurance de ma considération."),
    ("fr", "invitation", 14, LETTER.format(
        vocative="Monsieur le Gouverneur", formula="l’expression de ma très haute considération"),
     LETTER.format(vocative="Monsieur le Gouverneur", formula=HIGH)),
    ("fr", "invitation", 14, LETTER.format(vocative="Monsieur le Gouverneur", formula="mes salutations distinguées"),
     LETTER.format(vocative="Monsieur le Gouverneur", formula="mes hommages respectueux")),
    ("fr", "convention", 16, CONVENTION.format(visas="Vu le code ;\nLa délibération ;\nVu la loi,", articles=""),
     CONVENTION.format(visas=VISAS, articles="")),
    ("fr", "convention", 16, CONVENTION.format(visas="Vu le code.\nVu la loi,", articles=""),
     CONVENTION.format(visas="", articles="Article 1er\nVu l’urgence, elle décide.")),
    ("fr", "convention", 17, CONVENTION.format(visas=VISAS, articles="Article 1 – Objet\nArticle 2"),
     CONVENTION.format(visas=VISAS, articles=ARTICLES)),
    ("fr", "convention", 17, CONVENTION.format(visas=VISAS, articles="Article 1er\nArticle 3"),
     CONVENTION.format(visas=VISAS, articles="")),
    ("fr", "convention", 17, "Article 1er – Objet\nArticle 2e – Durée", "Article 1er – Objet\nArticle 2 : Durée"),
    ("en", "invitation", 22, ENGLISH_LETTER.format(salutation="Dear Governor Omura", close="Yours faithfully"),
     ENGLISH_LETTER.format(salutation="Dear Governor Omura", close="Yours sincerely")),
    ("en", "invitation", 22, ENGLISH_LETTER.format(salutation="Your Excellency", close="Yours sincerely"),
     ENGLISH_LETTER.format(salutation="Your Excellency", close="Yours faithfully")),
    ("en", "invitation", 22, ENGLISH_LETTER.format(salutation="Ladies and Gentlemen", close="Yours truly"),
     ENGLISH_LETTER.format(salutation="Dear Sir or Madam", close="Yours faithfully")),
    ("en", "press_release", 24, RELEASE.format(status="FOR IMMEDIATE RELEASE", end="Media contact"),
     RELEASE.format(status="FOR IMMEDIATE RELEASE", end="ENDS\nMedia contact")),
    ("en", "press_release", 24, RELEASE.format(status="FOR IMMEDIATE RELEASE", end="ENDS\n– ENDS –"),
     RELEASE.format(status="FOR IMMEDIATE RELEASE", end="– ENDS –\nShe said that the mission ENDS soon")),
    ("en", "press_release", 24, RELEASE.format(status="FOR IMMEDIATE RELEASE", end="Notes to editors\nENDS"),
     RELEASE.format(status="FOR IMMEDIATE RELEASE", end="ENDS\nNotes to editors")),
    ("en", "press_release", 24, RELEASE.format(status="", end="ENDS"),
     RELEASE.format(status="EMBARGOED UNTIL 14:30 (Paris time)\nEMBARGOED UNTIL 14:30 (Paris time)", end="ENDS")),
    ("en", "press_release", 24, RELEASE.format(status="EMBARGOED UNTIL 14:30\nFOR IMMEDIATE RELEASE", end="ENDS"),
     RELEASE.format(status="EMBARGOED UNTIL 14:30, not for immediate release", end="ENDS")),
]


@pytest.mark.parametrize(("language", "rule", "broken", "sound"), BROKEN_AND_SOUND)
def test_a_rule_tells_broken_from_sound(language, rule, broken, sound):
    assert rule in {violation.rule for violation in violations(broken, language)}
    assert rule not in {violation.rule for violation in violations(sound, language)}


def test_a_violation_says_where():
    (found,) = violations("Bienvenue au Japon, dit-elle! Oui", "fr")
    assert (found.rule, found.offset, found.excerpt) == (1, 28, "on, dit-elle! Oui")


def test_violations_come_in_order_of_place():
    assert [found.rule for found in violations("l'ami : 12 %", "fr")] == [4, 2, 5]


@pytest.mark.parametrize(("language", "kind", "rule", "broken", "sound"), WHOLE_DOCUMENTS)
def test_a_rule_of_whole_documents_tells_broken_from_sound(language, kind, rule, broken, sound):
    assert rule in {found.rule for found in document_violations(broken, language, kind, grade=2)}
    assert [found for found in document_violations(sound, language, kind, grade=2) if found.rule == rule] == []


def test_a_rule_of_whole_documents_holds_for_its_kind_and_language_alone():
    assert document_violations("Mission to Japan", "en", "press_release") != []
    assert document_violations("Mission to Japan", "en", "convention") == []
    assert document_violations("Mission au Japon", "fr", "press_release") == []


def test_the_closing_is_not_judged_while_the_rank_is_unknown():
    letter = LETTER.format(vocative="Monsieur le Gouverneur", formula="mes salutations distinguées")
    assert document_violations(letter, "fr", "invitation") == []


def test_a_violation_of_a_whole_document_says_where():
    (found,) = document_violations("FOR IMMEDIATE RELEASE\nENDS\nENDS", "en", "press_release")
    assert (found.offset, found.excerpt) == (27, "ELEASE\nENDS\nENDS")


def test_a_lacking_end_is_found_at_the_end():
    text = "FOR IMMEDIATE RELEASE\nMission to Japan"
    (found,) = document_violations(text, "en", "press_release")
    assert (found.offset, found.excerpt) == (len(text), text[-12:])


def test_every_rule_is_proved():
    assert {rule for _, rule, _, _ in BROKEN_AND_SOUND} | {rule for _, _, rule, _, _ in WHOLE_DOCUMENTS} == {
        *range(1, 34), 39, 40, 56}


def name(text):
    return Fact("organisation", "", (Text(text, ""),))


def test_a_name_is_its_owners_but_the_preposition_before_it_is_ours():
    own = (Text("la visite de ", "a"), name("Asics"), Text(" et de ", "b"), name("Horiba"))
    assert [(key, found.rule, found.offset) for key, found in passage_violations(own, "fr")] == [("a", 15, 10)]
    assert passage_violations((name("Yahoo! Japan"), name("ETAT D'URGENCE")), "fr") == []


def test_an_article_within_a_name_is_contracted_with_our_preposition():
    passage = (Text("à ", "k"), name("le Centre d’altitude"))
    assert [(key, found.rule) for key, found in passage_violations(passage, "fr")] == [("k", 15)]


def test_what_is_foreign_or_without_a_key_is_not_judged():
    passage = (
        Foreign("en", (Text("the organization's program", "k"),)), LineBreak(), Text("COMMUNIQUE", ""),
        Untranslated("k", "en", (Text("Welcome !", "k"),), "missing"), Text(" reçoit l’Etat", "k"),
    )
    assert [found.excerpt[12:] for _, found in passage_violations(passage, "fr")] == ["Etat"]


def test_the_noun_of_a_count_is_judged():
    count = Fact("centers", "", (Text("3", ""), Text(" centers", "noun")))
    assert [key for key, _ in passage_violations((count,), "en")] == ["noun"]
