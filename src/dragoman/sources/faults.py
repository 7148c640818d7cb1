"""What a model refuses, said to the person who wrote the file."""

import difflib
from collections.abc import Iterable, Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dragoman.diagnostics import Code, Diagnostic, Position, diagnostic
from dragoman.sources import convention_models, document_models, fact_models, models
from dragoman.sources.fields import Model
from dragoman.sources.nodes import Node, Scalar, Sequence, Table, item_name, locate

MISSING = Code(
    "SRC-001", "error", "« {key} » manque", "ajoutez la clé ; un fait inconnu s’écrit « unknown: ce qui manque »",
)
UNKNOWN_KEY = Code("SRC-002", "error", "la clé « {key} » n’existe pas ici", "supprimez-la")
MISTYPED_KEY = Code(
    "SRC-023", "error", "la clé « {key} » n’existe pas ici", "vouliez-vous dire « {suggestion} » ?",
)
EMPTY_VALUE = Code(
    "SRC-003", "error", "la valeur est vide", "donnez une valeur, ou « unknown: ce qui manque » si elle est inconnue",
)
NOT_A_DATE = Code("SRC-004", "error", "« {value} » n’est pas une date", "écrivez année-mois-jour : 2024-03-05")
NOT_A_MONTH = Code("SRC-024", "error", "« {value} » n’est pas un mois", "écrivez année-mois : 2024-04")
NOT_A_MOMENT = Code("SRC-005", "error", "« {value} » n’est pas une date avec heure", "écrivez 2024-03-06T14:30")
NOT_A_ZONE = Code(
    "SRC-006", "error", "« {value} » n’est pas un fuseau horaire", "écrivez un nom IANA : Europe/Paris, Asia/Tokyo",
)
NOT_A_NUMBER = Code(
    "SRC-007", "error", "« {value} » n’est pas un nombre",
    "écrivez les chiffres seuls, sans espace, avec un point décimal : 12.8",
)
NOT_MONEY = Code(
    "SRC-008", "error", "« {value} » n’est pas une somme",
    "écrivez la monnaie puis le montant complet, en chiffres : EUR 472000000",
)
EMPTY_RANGE = Code(
    "SRC-009", "error", "l’intervalle est vide ou à rebours : de {low} à {high}",
    "le début doit précéder la fin",
)
WITHOUT_PLURAL = Code(
    "SRC-010", "error", "le nom compté n’a pas ses deux formes",
    "écrivez « one: {{n}} emploi » et « other: {{n}} emplois »",
)
NO_OWN_FORM = Code(
    "SRC-011", "error", "il manque la forme dans la langue du nom ({language})", "ajoutez-la, ou corrigez « own »",
)
WITHOUT_PARTS = Code(
    "SRC-012", "error", "une personne a besoin de « given » et « family » ({language})",
    "écrivez le prénom et le nom séparément",
)
WITHOUT_NAME = Code(
    "SRC-013", "error", "la forme n’a pas de « name » ({language})", "ajoutez le nom tel qu’il s’imprime",
)
REPEATED = Code("SRC-014", "error", "une langue est donnée deux fois : {value}", "gardez chaque langue une fois")
NOT_A_CHOICE = Code("SRC-015", "error", "« {value} » n’est pas admis ici", "choisissez parmi : {choices}")
NOT_A_FACT = Code(
    "SRC-016", "error", "le type de ce fait n’est pas reconnu", "donnez l’une de ces clés : {choices}",
)
NOT_A_TABLE = Code(
    "SRC-017", "error", "on attend ici des clés et des valeurs",
    "écrivez « clé: valeur », une paire par ligne",
)
NOT_A_LIST = Code("SRC-018", "error", "on attend ici une liste", "commencez chaque élément par « - »")
NOT_TEXT = Code(
    "SRC-019", "error", "on attend ici un texte simple",
    "mettez le texte sur la même ligne, après les deux-points",
)
NOT_AN_IDENTIFIER = Code(
    "SRC-020", "error", "« {value} » n’est pas un identifiant",
    "écrivez des minuscules sans accent, des chiffres ou « _ », une lettre d’abord, 60 signes au plus",
)
TOO_SHORT = Code(
    "SRC-021", "error", "éléments de la liste : {actual_length} ; il en faut {min_length} ou plus", "donnez-les",
)
OTHER = Code("SRC-022", "error", "valeur refusée : {problem}", "corrigez la valeur")

NOT_A_YEAR = Code("SRC-025", "error", "« {value} » n’est pas une année", "écrivez quatre chiffres : 2015")
NOT_A_RANK = Code("SRC-026", "error", "« {value} » n’est pas un rang", "écrivez un entier à partir de 1")
NOT_A_TELEPHONE = Code(
    "SRC-027", "error", "« {value} » n’est pas un numéro de téléphone",
    "écrivez-le avec l’indicatif du pays : +33 5 00 00 00 00",
)
NOT_AN_ADDRESS = Code(
    "SRC-034", "error", "« {value} » n’est pas une adresse électronique", "écrivez nom@domaine.fr",
)
NO_SUCH_HOUR = Code(
    "SRC-035", "error", "l’heure {value} n’existe pas, ou revient deux fois, à {zone} : les horloges y changent",
    "donnez l’heure dans un fuseau qui ne change pas, par exemple UTC",
)
NOT_A_FACE = Code(
    "SRC-036", "error", "« {value} » n’est pas un nom de police",
    "écrivez le nom de la famille : lettres, chiffres, espaces, points et traits d’union",
)
LONG_ADDRESS = Code(
    "SRC-037", "error", "l’adresse a {lines} lignes, la limite est {limit}", "gardez ce que porte une enveloppe",
)
NOT_A_PAGE = Code("SRC-028", "error", "« {value} » n’est pas l’adresse d’une page", "commencez par https://")
NOT_A_COLOUR = Code("SRC-029", "error", "« {value} » n’est pas une couleur", "écrivez dièse et six chiffres : #1F3A5F")
PALE_COLOUR = Code(
    "SRC-030", "error", "la couleur {value} se lit mal sur le blanc : contraste de {ratio}, il en faut {least}",
    "choisissez une couleur plus sombre",
)
UNREACHABLE = Code("SRC-031", "error", "ce contact n’a ni téléphone ni adresse", "donnez « telephone » ou « email »")
STATUS_OR_EMBARGO = Code(
    "SRC-032", "error", "un communiqué est soit immédiat, soit sous embargo",
    "écrivez « status: immediate » ou « embargo: », l’un des deux",
)
CORRECTION_OR_WITHDRAWAL = Code(
    "SRC-033", "error", "un communiqué est soit rectifié, soit retiré", "gardez « correction » ou « withdrawal »",
)
PARTY_LACKS = Code(
    "SRC-038", "error", "il manque « {value} », que demande la nature de cette partie ({nature})",
    "ajoutez la clé ; un fait inconnu s’écrit « unknown: ce qui manque »",
)
NOT_OF_THIS_PARTY = Code(
    "SRC-039", "error", "« {value} » n’a pas de sens pour une partie de cette nature ({nature})",
    "supprimez la clé, ou corrigez « nature »",
)
LEVEL_SKIPPED = Code(
    "SRC-040", "error", "« {value} » est de niveau {level} sans rien au niveau au-dessus",
    "descendez d’un niveau à la fois, à partir de 1",
)
ROW_UNLIKE_COLUMNS = Code(
    "SRC-041", "error", "la ligne « {value} » n’a pas les colonnes du tableau ({columns})",
    "donnez une cellule par colonne, sous l’identifiant de la colonne",
)
NOT_ORIGINALS = Code(
    "SRC-042", "error", "« {value} » n’est pas un nombre d’exemplaires", "écrivez un entier en chiffres, à partir de 1",
)
NOT_A_COUNTRY = Code(
    "SRC-043", "error", "« {value} » n’est pas un code de pays",
    "écrivez ses deux capitales selon la norme ISO 3166-1 : FR, JP",
)
NOT_A_FLAG = Code("SRC-044", "error", "« {value} » n’est ni vrai ni faux", "écrivez true ou false")
_BY_TYPE = {
    "empty_value": EMPTY_VALUE, "not_a_date": NOT_A_DATE, "not_a_month": NOT_A_MONTH,
    "not_a_moment": NOT_A_MOMENT, "not_a_zone": NOT_A_ZONE,
    "not_a_number": NOT_A_NUMBER, "not_money": NOT_MONEY, "empty_range": EMPTY_RANGE,
    "noun_without_plural": WITHOUT_PLURAL, "no_own_form": NO_OWN_FORM, "person_without_parts": WITHOUT_PARTS,
    "form_without_name": WITHOUT_NAME, "repeated": REPEATED, "missing": MISSING, "extra_forbidden": UNKNOWN_KEY,
    "literal_error": NOT_A_CHOICE, "union_tag_invalid": NOT_A_FACT, "union_tag_not_found": NOT_A_FACT,
    "model_type": NOT_A_TABLE, "dict_type": NOT_A_TABLE, "model_attributes_type": NOT_A_TABLE,
    "tuple_type": NOT_A_LIST, "list_type": NOT_A_LIST, "string_type": NOT_TEXT,
    "not_an_identifier": NOT_AN_IDENTIFIER,
    "string_too_short": EMPTY_VALUE, "too_short": TOO_SHORT, "not_a_year": NOT_A_YEAR, "not_a_rank": NOT_A_RANK,
    "not_a_telephone": NOT_A_TELEPHONE, "not_a_page": NOT_A_PAGE,
    "not_an_address": NOT_AN_ADDRESS, "no_such_hour": NO_SUCH_HOUR, "not_a_face": NOT_A_FACE,
    "long_address": LONG_ADDRESS, "not_a_colour": NOT_A_COLOUR,
    "pale_colour": PALE_COLOUR, "unreachable": UNREACHABLE, "status_or_embargo": STATUS_OR_EMBARGO,
    "correction_or_withdrawal": CORRECTION_OR_WITHDRAWAL, "party_lacks": PARTY_LACKS,
    "field_of_other_party": NOT_OF_THIS_PARTY, "level_skipped": LEVEL_SKIPPED,
    "row_unlike_columns": ROW_UNLIKE_COLUMNS, "not_originals": NOT_ORIGINALS, "not_a_country": NOT_A_COUNTRY,
    "bool_parsing": NOT_A_FLAG, "bool_type": NOT_A_FLAG,
}


def empty_values(node: Node, field: str, place: Position | None = None) -> Iterator[Diagnostic]:
    """Every key to which nothing was given, at the key; `field` names the node, `place` is that of its key."""
    match node:
        case Table():
            for key, below in node.entries.items():
                yield from empty_values(below, f"{field}.{key}", node.keys.get(key))
        case Sequence():
            for number, item in enumerate(node.items):
                yield from empty_values(item, f"{field}.{_identity(item, number)}")
        case Scalar():
            if node.plain and not node.text:
                yield diagnostic(EMPTY_VALUE, place or node.position, field)


def faults(error: ValidationError, root: Node, stem: str) -> Iterator[Diagnostic]:
    """Every fault of a file, with its place. One fault of a union is told once.

    A list that is short only because its items are faulty is no fault of its own.
    """
    details = error.errors(include_url=False)
    faulty = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    for detail in details:
        if detail["type"] == "too_short" and detail["loc"] in faulty:
            continue
        code = _BY_TYPE.get(detail["type"], OTHER)
        path = _path(root, detail["loc"])
        if code is TOO_SHORT and _is_scalar(root, detail["loc"]):
            code = EMPTY_VALUE
        where = path[:-1] if code is MISSING else path
        field = ".".join(str(step) for step in (stem, *path))
        values = _values(detail, path)
        if code is UNKNOWN_KEY and "suggestion" in values:
            code = MISTYPED_KEY
        yield diagnostic(code, locate(root, where), field, **values)


def _path(root: Node, loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The place in the file: pydantic's, without the tags of unions, which no file has."""
    path: list[int | str] = []
    node: Node | None = root
    steps = [step for step in loc if not str(step).startswith(fact_models.MARK)]
    for position, step in enumerate(steps):
        below = _child(node, step)
        if below is not None:
            path.append(_identity(below, step))
            node = below
        elif position == len(steps) - 1 and not isinstance(node, Scalar):
            path.append(step)
    return tuple(path)


def _is_scalar(root: Node, loc: tuple[int | str, ...]) -> bool:
    """Whether the file has a text at a place, and no list."""
    node: Node | None = root
    for step in (step for step in loc if not str(step).startswith(fact_models.MARK)):
        node = _child(node, step) or node
    return isinstance(node, Scalar)


def _child(node: Node | None, step: int | str) -> Node | None:
    if isinstance(node, Table) and isinstance(step, str):
        return node.entries.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _identity(node: Node, step: int | str) -> int | str:
    """List items are called by their own name where they have one."""
    name = item_name(node) if isinstance(step, int) else None
    return step if name is None else name


def _values(detail: ErrorDetails, path: tuple[int | str, ...]) -> dict[str, str]:
    context = {name: str(entry) for name, entry in detail.get("ctx", {}).items()}
    key = str(path[-1]) if path else ""
    values = {"key": key, "problem": detail["msg"], "value": str(detail["input"])[:80], **context}
    listed = context.get("expected") or context.get("expected_tags") or ""
    values["choices"] = listed.replace("'", "").replace(" or ", ", ").replace(fact_models.MARK, "")
    near = nearest(key, _vocabulary() - {key})
    return values if near is None else {**values, "suggestion": near}


def _vocabulary() -> set[str]:
    named = {
        **vars(fact_models), **vars(models), **vars(document_models), **vars(convention_models)}.values()
    shapes = [shape for shape in named if isinstance(shape, type) and issubclass(shape, Model)]
    return {field.alias or name for shape in shapes for name, field in shape.model_fields.items()}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one probably means, or None when nothing is near."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return near[0] if near else None
