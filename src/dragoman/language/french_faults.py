"""What French wording must not say: rules 11, 13 and 15 of the house's conventions (part F).

The words of rule 11 are those of institutions and of the press whose unaccented capitals are no other French word,
nor an English one that a name might have.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from dragoman.language.french import elides
from dragoman.language.spans import Span, matching

_ACCENTED = """
    communiqué communiqués état états région régions régional régionale république président présidente présidence
    délégation délégué déléguée délégués économie économique économiques école écoles étude études étudiant étudiante
    étudiants évènement événement évènements événements énergie énergies énergétique égalité également élu élue élus
    élues équipe équipes équipement équipements établissement établissements étranger étrangère étape étapes européen
    européenne européens européennes français française françaises générale généraux ministère préfet préfète
    préfecture secrétaire secrétariat société sociétés sécurité santé qualité activité activités université
    universités collectivité collectivités comité département départemental départementale développement métropole
    métropolitain numéro numérique téléphone télécopie réseau réseaux résultat résultats liberté fraternité autorité
    priorité responsabilité confidentialité propriété durée intérêt bâtiment fête château maître contrôle préambule
    dénommée représenté représentée modalités résiliation siège procès dernière très après auprès déjà délibération
    décembre février août méditerranée pyrénées hérault ariège lozère nîmes sète béziers alès orléans étranger
    médiathèque musée céramique spécialité théâtre cinéma écologie écologique édité éditeur église élève élèves
    émission épreuve époque équilibre évidemment enquête fédération fédéral mécénat matériel
    présenté présentée rencontré réservé réservée stratégie supérieur supérieure
    vérité œnologie
"""
_FOLLOWS_A = (
    r"propos|partir|ce|cet|cette|ces|la|l[’']|son|sa|leur|notre|noter|savoir|compter|travers|destination|défaut|titre|"
    r"terme|nouveau|droite|gauche|[A-ZÀ-Ý][a-zà-ÿ]\w*"
)
_IN_CAPITALS = r"PROPOS|PARTIR|NOTER|SAVOIR|COMPTER|TRAVERS|L[’'](?:ATTENTION|OCCASION|ISSUE|HONNEUR)"
_BARE_A = re.compile(
    rf"(?:(?<=\n)|(?<=[.!?…:»][ \u00a0])|(?<=[–•] ))A(?=[ \u00a0](?:{_FOLLOWS_A})\b)"
    rf"|\bA(?=[ \u00a0](?:{_IN_CAPITALS})\b)",
)
_WORD = re.compile(r"\b[^\W\d_]{2,}\b")
_POSTAL_LINE = re.compile(r"\b\d{5}[ \u00a0][^\n]*")

_PREPOSITION_ARTICLE = re.compile(r"(?<![-’'/\w])(?:de|De|à|À)[ \u00a0]les?[ \u00a0](?P<next>[^\W\d_]+)\b")
_INFINITIVE = re.compile(r"(?:er|ir|re)\Z")
_NOUNS_LIKE_INFINITIVES = """
    cadre centre centres chantier commissaire dernier dîner maire maires ministre ministres ministère ministères
    partenaire partenaires premier quartier secrétaire territoire territoires théâtre
"""
_BEFORE_INFINITIVE = """
    bien en faire leur lui mal mieux moins pas plus rien si souvent tous tout toujours toutes trop très y
"""

_ELIDABLE = re.compile(
    r"(?<![-’'/\w])(?P<word>de|le|la|que|ne|je|se|me|te|jusque|lorsque|puisque|quoique)[ \u00a0]"
    r"(?P<next>[^\W\d_]+)\b", re.IGNORECASE,
)
_NEVER_AFTER_ELISION = frozenset({"ou", "et"})
_NUMBER_ONE = frozenset({"un", "une"})

salutations_expressed = matching(
    r"expression[ \u00a0]de[ \u00a0](?:mes|nos)[ \u00a0](?:\w+[ \u00a0]){0,3}?salutations", re.IGNORECASE)
"""Rule 13: salutations are sent, not expressed."""


def unaccented_capitals(text: str) -> Iterator[Span]:
    """Rule 11. A line of a postal address is exempt from its postcode on (La Poste, norme NF Z10-011)."""
    postal = [match.span() for match in _POSTAL_LINE.finditer(text)]
    for match in _WORD.finditer(text):
        if _lacks_accent(match[0]) and not any(start <= match.start() < end for start, end in postal):
            yield match.span()
    yield from (match.span() for match in _BARE_A.finditer(text))


def uncontracted_articles(text: str) -> Iterator[Span]:
    """Rule 15: « de le », « à les » before a noun; before an infinitive they are pronouns (« afin de le signer »)."""
    for match in _PREPOSITION_ARTICLE.finditer(text):
        following = match["next"]
        infinitive = _INFINITIVE.search(following) is not None and following not in _NOUNS_LIKE_INFINITIVES.split()
        if following[0].isupper() or not (infinitive or following in _BEFORE_INFINITIVE.split()):
            yield match.start(), match.start("next") - 1


def missing_elisions(text: str) -> Iterator[Span]:
    """Rule 15: « de Aquitaine ».

    Before an h nothing is said (« de Horiba »), nor before a letter or a code (« le A380 »), nor where the word is a
    number or stands for itself (« le un », « la une », « le ou les »).
    """
    for match in _ELIDABLE.finditer(text):
        word, following = match["word"].casefold(), match["next"]
        if _may_elide(word, following.casefold(), text[match.end():match.end() + 3]) and elides(following):
            yield match.start(), match.end("word")


def _may_elide(word: str, following: str, after: str) -> bool:
    if following[0] == "h" or following in _NEVER_AFTER_ELISION:
        return False
    if len(following) == 1 and following != "à":
        return False
    if following in _NUMBER_ONE:
        return word not in {"le", "la"} and after[:2] not in {" à", " o"}
    return not (following.startswith("ou") and following[2:3] in set("aeiéè"))


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _known_forms() -> dict[str, set[str]]:
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for word in _ACCENTED.split():
        forms[_plain(word)].add(word)
    return dict(forms)


_FORMS = _known_forms()


def _lacks_accent(word: str) -> bool:
    """Whether a word in capitals is not one of the spellings it has, or a capitalised one begins without its accent."""
    forms = _FORMS.get(_plain(word))
    if forms is None or word.islower():
        return False
    if word.isupper():
        return word.casefold() not in forms
    return word[0].isupper() and word[0].casefold() not in {form[0] for form in forms}
