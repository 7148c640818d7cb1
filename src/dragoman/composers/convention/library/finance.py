"""The article « Dispositions financières »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

FINANCE = LibraryArticle(
    "finance",
    Message("convention.finance.heading", "Dispositions financières"),
    (
        Provision(
            "flows",
            Message(
                "convention.finance.flows",
                "Les flux financiers entre {parties:le} sont définis ainsi : {money_flows}.",
                note="S’il n’y en a pas : « aucun flux », “none”, なし.",
            ),
            "statement",
        ),
        Provision(
            "own_costs",
            Message(
                "convention.finance.own_costs",
                "Sauf stipulation contraire de la présente convention, chaque Partie doit supporter les frais de "
                "l’exécution de ses propres engagements.",
            ),
            "duty",
        ),
        Provision(
            "taxes",
            Message(
                "convention.finance.taxes",
                "Chaque Partie doit acquitter les impôts, taxes et autres prélèvements mis à sa charge par la loi.",
            ),
            "duty",
        ),
    ),
    (
        Parameter(
            "money_flows", "text",
            Message(
                "convention.finance.parameter.money_flows",
                "flux financiers (« aucun flux », ou nature juridique, montant et échéances)",
            ),
        ),
    ),
    note=Message(
        "interface.clause.finance",
        "La nature de tout flux est un choix du juriste, que la clause laisse ouvert : aucun ; parrainage "
        "(contrepartie publicitaire, TVA) ; mécénat (sans contrepartie équivalente, CGI, art. 238 bis) ; subvention "
        "(loi n° 2000-321 du 12 avril 2000, art. 9-1 et 10 ; convention obligatoire pour un organisme de droit "
        "privé au-delà de 23 000 €, décret n° 2001-495) ; marché public ; redevance d’occupation. La qualification "
        "ne dépend pas du nom donné. Une aide à une entreprise relève du TFUE, art. 107 et 108. Sommes hors taxes "
        "ou toutes taxes, retenue à la source et convention fiscale franco-japonaise : à régler là où une somme est "
        "due. Un flux modifie aussi le nom japonais de l’acte (協定書 ou 契約書).",
    ),
)
