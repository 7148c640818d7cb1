"""The article « Force majeure »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

FORCE_MAJEURE = LibraryArticle(
    "force_majeure",
    Message("convention.force_majeure.heading", "Force majeure"),
    (
        Provision(
            "definition",
            Message(
                "convention.force_majeure.definition",
                "Est un cas de force majeure tout événement qui échappe au contrôle d’une Partie, qui était "
                "raisonnablement imprévisible lors de la conclusion de la présente convention et dont les effets "
                "sont inévitables malgré des mesures appropriées, lorsqu’il empêche l’exécution des engagements de "
                "cette Partie.",
            ),
            "statement",
        ),
        Provision(
            "suspension",
            Message(
                "convention.force_majeure.suspension",
                "Tant que dure l’empêchement, l’engagement empêché est suspendu et son inexécution n’engage pas la "
                "responsabilité de la Partie empêchée.",
            ),
            "statement",
        ),
        Provision(
            "information",
            Message(
                "convention.force_majeure.information",
                "La Partie empêchée doit informer sans délai {others:le} de l’empêchement et prendre les mesures "
                "raisonnables pour en limiter les effets.",
            ),
            "duty",
        ),
        Provision(
            "prolonged",
            Message(
                "convention.force_majeure.prolonged",
                "Si l’empêchement dure plus de {force_majeure_period}, chaque Partie peut résilier la présente "
                "convention par une notification adressée {others:a} dans la forme prévue {notice_form:a}, avec les "
                "effets que prévoit {termination_effect:le}.",
            ),
            "permission",
            references={"notice_form": ("notices.form",), "termination_effect": ("termination.effect",)},
        ),
    ),
    (
        Parameter(
            "force_majeure_period", "count",
            Message(
                "convention.force_majeure.parameter.force_majeure_period",
                "durée d’empêchement qui ouvre la résiliation",
            ),
        ),
    ),
    note=Message(
        "interface.clause.force_majeure",
        "Définition de C. civ., art. 1218, proche de celle du juge administratif (CE, 29 janvier 1909, Compagnie "
        "des messageries maritimes) ; pas de liste d’événements, qui se retournerait contre l’événement omis. À "
        "choisir : la durée. Non réglés : l’imprévision (C. civ., art. 1195 ; CE, 30 mars 1916, Compagnie générale "
        "d’éclairage de Bordeaux), le sort des frais engagés, une décision de la personne publique elle-même, qui "
        "n’est pas pour elle une force majeure.",
    ),
)
