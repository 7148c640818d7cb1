"""French elision and contraction: what « de », « à », « le », « que » become before a word.

Sources: Grevisse and Goosse, Le bon usage, § 45 (élision, h aspiré, y and onze), § 579 (contraction);
the aspirated words are those marked so by the Dictionnaire de l'Académie française, with loans from English.
"""

import unicodedata
from typing import Literal, TypeAlias

from dragoman.language.characters import APOSTROPHE, NBSP, NNBSP

Article: TypeAlias = Literal["le", "la", "les"]

_VOWELS = frozenset("aeiouœæ")
_OPENING = f"«“‘\"'([ {NBSP}{NNBSP}"

_ASPIRATED = """
    habanera hâblerie hache hachette hachis hachoir hackathon hacker hackeur haddock hagard hague haie haïku haillon
    hainaut haine haka halage hâle half hall halle hallebarde halo halte hamac hambourg hamburger hameau hammam hampe
    hamster hanche hand handball handballeur handballeuse handicap handicapé handicapée handisport hangar hanneton
    hanovre hanse hantise happening harangue haras harcèlement hardiesse hardi hardware harem hareng hargne haricot
    harissa harnais harpe harpiste harpon harvard hasard hashtag hâte hauban hausse haut haute hautbois hauteur havane
    havre haye hayon heaume héraut hérisson hernie héron héros herse hêtre heurt hibou hic hideux hiérarchie high hip
    hippie hit hobby hocher hochet hockey hockeyeur hockeyeuse hold holding hollandais hollandaise hollande homard home
    honduras hongkong hong hongrie hongrois hongroise honte hoquet horde hors hot hotline hotte houblon houe houille
    houillère houle houlette housse houston houx hub hublot huche huée huguenot huit huitaine huitième huitièmement
    hululement hune huppe hure hurlement huron hussard hutte
"""
_NOT_ELIDED = "onze onzième oui ouistiti uhlan ululement"
_ELIDED_IN_Y = "yerres yères yeu yeuse yeux yonne"


def _stem(word: str) -> str:
    folded = unicodedata.normalize("NFC", word.casefold())
    return folded[:-1] if folded[-1:] in {"s", "x"} else folded


_NO_ELISION = frozenset(_stem(word) for word in f"{_ASPIRATED} {_NOT_ELIDED}".split())
_ELISION_IN_Y = frozenset(_stem(word) for word in _ELIDED_IN_Y.split())


def elides(following: str) -> bool:
    """Whether « de », « le », « la » and « que » lose their vowel before a text.

    They do before a vowel, with or without accent (d’Ōsaka, d’Œuilly), before a mute h (d’hectares, but de
    handball), and before y and a consonant (d’Yvetot, but de Yokohama; d’Yonne by exception). They do not before a
    digit, another script, « onze » or « oui ». Opening quotation marks and brackets are looked through.
    """
    text = following.lstrip(_OPENING)
    word = _first_word(text)
    if not word or _stem(word) in _NO_ELISION:
        return False
    letters = unicodedata.normalize("NFD", word.casefold())
    if letters[0] == "y":
        return _stem(word) in _ELISION_IN_Y or (len(letters) > 1 and letters[1] not in _VOWELS)
    return letters[0] in _VOWELS or letters[0] == "h"


def _first_word(text: str) -> str:
    end = next((i for i, character in enumerate(text) if not character.isalpha()), len(text))
    return text[:end]


def de(following: str) -> str:
    """Return « de  » or « d’ », as the text that follows wants it."""
    return f"d{APOSTROPHE}" if elides(following) else "de "


def with_article(article: Article | None, *, elided: bool) -> str:
    """Return the article as it stands before its name: « le  », « la  », « l’ », « les  », or nothing."""
    if article is None:
        return ""
    return f"l{APOSTROPHE}" if elided and article != "les" else f"{article} "


def contracted(preposition: Literal["de", "à"], article: Article | None, *, elided: bool) -> str:
    """Return a preposition with the article of the following name: du, des, de la, de l’, d’; au, aux, à la, à l’."""
    if article == "les":
        return "des " if preposition == "de" else "aux "
    if article == "le" and not elided:
        return "du " if preposition == "de" else "au "
    if article is None and elided and preposition == "de":
        return f"d{APOSTROPHE}"
    return f"{preposition} {with_article(article, elided=elided)}"
