"""Each rule of part F has a text that breaks it and one that does not."""

import pytest

from dragoman.language.violations import violations

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
    ("en", 18, "5-13 March", "5–13 March"),
    ("en", 18, "from 5–13 March", "from 5 to 13 March, on 5–13 March"),
    ("en", 19, "€ 472 million", "€472 million"),
    ("en", 19, "472 €", "€472"),
    ("en", 19, "€472 m", "€472\u00a0million"),
    ("en", 20, "Welcome !", "Welcome!"),
    ("en", 20, "12.8 %", "12.8%"),
    ("en", 20, "Sport\u00a0: yes", "Sport: yes"),
    ("ja", 25, "京都,名古屋", "京都、名古屋、3,000人"),
    ("ja", 25, "締結した.", "締結した。HORIBA, Ltd.は"),
    ("ja", 26, "ｱｼｯｸｽ", "アシックス"),
    ("ja", 27, "ＪＡＸＡ２０２４", "JAXA2024"),
    ("ja", 28, "JAXA と", "JAXAと"),
    ("ja", 28, "と JAXA", "ASICS CHOJO CAMP"),
    ("ja", 29, "機構(JAXA)", "(1)　目的（JAXA）"),
    ("ja", 30, "5日～13日", "5日〜13日"),
    ("ja", 30, "30~60", "https://a.fr/~x"),
    ("ja", 31, "Sud\u00a0de France", "Sud de France"),
    ("ja", 32, "なぜ？次に", "なぜ？　次に「なぜ？」"),
    ("ja", 32, "さあ！次", "さあ！"),
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


def test_every_rule_that_a_pattern_can_check_is_proved():
    assert {rule for _, rule, _, _ in BROKEN_AND_SOUND} == {*range(1, 11), 18, 19, 20, *range(25, 33)}
