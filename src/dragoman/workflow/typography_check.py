"""The rules of wording, checked on every passage of an edition and on its whole, as its readers will see it.

Names, quotes and what is in another language are their owners' and are not judged.
"""

from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import assert_never

from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.document.nodes import Contacts, Document, KeyFigures, LanguageTag, Particulars, Programme
from dragoman.document.projection import project as read
from dragoman.document.walk import blocks, runs
from dragoman.language.edition import Passage
from dragoman.language.violations import Violation, document_violations, passage_violations
from dragoman.pipeline.project import Project
from dragoman.sources.convention_models import ConventionFile
from dragoman.sources.document_models import PressReleaseFile
from dragoman.sources.invitation_models import InvitationFile
from dragoman.workflow.places import place_of_part, place_of_words

CODES: Mapping[int, Code] = {
    1: Code(
        "TYP-001", "warning", "il manque l’espace fine insécable devant « ; », « ! » ou « ? » : {excerpt}",
        "mettez-y une espace fine insécable (U+202F)",
    ),
    2: Code(
        "TYP-002", "warning", "il manque l’espace insécable devant « : » : {excerpt}",
        "mettez-y une espace insécable (U+00A0)",
    ),
    3: Code(
        "TYP-003", "warning", "il manque l’espace insécable à l’intérieur des guillemets : {excerpt}",
        "mettez-y une espace insécable (U+00A0)",
    ),
    4: Code("TYP-004", "warning", "guillemet ou apostrophe droits : {excerpt}", "écrivez « », “ ” ou ’"),
    5: Code(
        "TYP-005", "warning", "il manque l’espace insécable devant % ou € : {excerpt}",
        "mettez-y une espace insécable (U+00A0)",
    ),
    6: Code(
        "TYP-006", "warning", "les milliers ne sont pas séparés par une espace fine insécable : {excerpt}",
        "mettez-y une espace fine insécable (U+202F)",
    ),
    7: Code("TYP-007", "warning", "le premier du mois s’écrit 1er : {excerpt}", "écrivez 1er"),
    8: Code("TYP-008", "warning", "l’heure n’a pas la forme 14 h 30 : {excerpt}", "récrivez-la ainsi"),
    9: Code("TYP-009", "warning", "les jours et les mois n’ont pas de majuscule : {excerpt}", "mettez une minuscule"),
    10: Code(
        "TYP-010", "warning", "il manque l’espace insécable après M., Mme, n° ou art. : {excerpt}",
        "mettez-y une espace insécable (U+00A0)",
    ),
    11: Code("TYP-011", "warning", "une majuscule a perdu son accent : {excerpt}", "écrivez É, À, Ç …"),
    12: Code(
        "TYP-012", "warning", "la formule finale ne reprend pas l’appel mot pour mot : {excerpt}", "reprenez l’appel",
    ),
    13: Code(
        "TYP-013", "warning", "« expression de mes salutations » est une faute : {excerpt}",
        "écrivez « mes salutations distinguées »",
    ),
    14: Code(
        "TYP-014", "warning", "la formule finale n’est pas du rang du destinataire : {excerpt}",
        "prenez celle de son rang",
    ),
    15: Code(
        "TYP-015", "warning", "préposition sans contraction ni élision : {excerpt}",
        "écrivez du, au, d’, ou laissez le nom prendre son article : {{chemin:de}}",
    ),
    16: Code(
        "TYP-016", "warning", "le visa ne commence pas par « Vu » ou ne finit pas par « ; » ou « , » : {excerpt}",
        "récrivez-le ainsi",
    ),
    17: Code("TYP-017", "warning", "les articles ne se suivent pas à partir de 1er : {excerpt}", "renumérotez-les"),
    18: Code(
        "TYP-018", "warning", "l’intervalle de dates anglais n’a pas de tiret demi-cadratin fermé : {excerpt}",
        "écrivez 5–13 March, ou from 5 to 13 March",
    ),
    19: Code("TYP-019", "warning", "la somme en euros n’a pas sa forme anglaise : {excerpt}", "écrivez €472 million"),
    20: Code("TYP-020", "warning", "espace en trop devant un signe anglais : {excerpt}", "supprimez-la"),
    21: Code("TYP-021", "warning", "orthographe qui n’est pas britannique : {excerpt}", "écrivez-la à la britannique"),
    22: Code(
        "TYP-022", "warning", "la formule finale anglaise ne va pas avec l’appel : {excerpt}",
        "écrivez Yours faithfully après Your Excellency, Ladies and Gentlemen ou Dear Sir or Madam, sinon "
        "Yours sincerely",
    ),
    23: Code(
        "TYP-023", "warning", "la date anglaise a une virgule ou un suffixe de trop : {excerpt}",
        "écrivez Tuesday 5 March 2024",
    ),
    24: Code(
        "TYP-024", "warning",
        "ENDS doit paraître une fois, avant les notes, et une seule mention : IMMEDIATE ou EMBARGOED : {excerpt}",
        "corrigez la traduction anglaise de ces mentions",
    ),
    25: Code("TYP-025", "warning", "virgule ou point latins dans du japonais : {excerpt}", "écrivez 、 ou 。"),
    26: Code("TYP-026", "warning", "katakana de demi-chasse : {excerpt}", "écrivez-les en pleine chasse"),
    27: Code("TYP-027", "warning", "chiffres ou lettres de pleine chasse : {excerpt}", "écrivez-les en demi-chasse"),
    28: Code("TYP-028", "warning", "espace entre japonais et lettres latines : {excerpt}", "supprimez-la"),
    29: Code("TYP-029", "warning", "parenthèses latines dans du japonais : {excerpt}", "écrivez （ et ）"),
    30: Code("TYP-030", "warning", "signe d’intervalle autre que 〜 : {excerpt}", "écrivez 〜 (U+301C)"),
    31: Code("TYP-031", "warning", "espace insécable ou fine dans du japonais : {excerpt}", "supprimez-la"),
    32: Code(
        "TYP-032", "warning", "il manque l’espace pleine après ？ ou ！ : {excerpt}",
        "mettez-y une espace pleine (U+3000)",
    ),
    33: Code(
        "TYP-033", "warning", "le jour de la semaine n’est pas celui de la date : {excerpt}",
        "laissez la date s’écrire : {{chemin:weekday}}",
    ),
    35: Code(
        "TYP-035", "warning", "l’ouverture et la clôture ne se répondent pas, ou 記 est sans 以上 : {excerpt}",
        "écrivez 拝啓 et 敬具, 謹啓 et 謹白, 記 et 以上",
    ),
    36: Code("TYP-036", "warning", "deux marques de respect à la suite : {excerpt}", "gardez-en une"),
    38: Code(
        "TYP-038", "warning", "une lettre solennelle n’a ni 、 ni 。 : {excerpt}",
        "écrivez une espace pleine à la place",
    ),
    39: Code(
        "TYP-039", "warning",
        "甲, 乙, 丙 ne sont pas définis une fois, dans l’ordre, et tous employés : {excerpt}",
        "nommez les parties par {{party.…}} dans la traduction japonaise",
    ),
    40: Code(
        "TYP-040", "warning",
        "les articles japonais ne se suivent pas, sont sans titre entre （） ou numérotent leur premier 項 : {excerpt}",
        "laissez dragoman les numéroter",
    ),
    56: Code(
        "TYP-056", "warning",
        "les signatures ne sont pas celles des parties, dans leur ordre et sous leur nom : {excerpt}",
        "nommez la partie par {{term}} et {{party}} dans les messages qui la désignent et la font signer",
    ),
}
"""What to say of each rule, by its number in the house's conventions."""


def check_typography(project: Project, document: Document) -> Iterator[Diagnostic]:
    """Say where an edition breaks the rules of its language, at the catalog or the YAML that words the place."""
    for passage in _passages(document):
        for key, found in passage_violations(passage, document.language):
            place = place_of_words(project, key, document.language)
            yield _told(found, place, key, document.language)
    match project.sources.documents[document.name]:
        case PressReleaseFile(withdrawal=None) | ConventionFile() | InvitationFile():
            yield from _whole(project, document)
        case PressReleaseFile():
            pass
        case other:
            assert_never(other)


def _whole(project: Project, document: Document) -> Iterator[Diagnostic]:
    """The rules that no passage alone can break."""
    lines = read(document).body
    ends = list(accumulate(len(line.text) + 1 for line in lines))
    text = "\n".join(line.text for line in lines)
    for found in document_violations(text, document.language, document.kind):
        part = next((line.id for line, end in zip(lines, ends, strict=True) if found.offset < end), "")
        yield _told(found, place_of_part(project, document.name, part), document.name, document.language)


def _told(found: Violation, place: Position, field: str, language: LanguageTag) -> Diagnostic:
    excerpt = found.excerpt.replace("\n", " ").strip()
    return diagnostic(CODES[found.rule], place, field, excerpt=excerpt, language=language)


def _passages(document: Document) -> Iterator[Passage]:
    """Every passage, descriptions and furniture included."""
    for block in blocks(document):
        if isinstance(block, KeyFigures | Programme | Particulars | Contacts):
            yield block.label
        yield from (passage for _, passage in runs(block))
    yield from document.furniture.values()
