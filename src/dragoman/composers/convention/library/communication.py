"""The article « Communication, image et marques »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

COMMUNICATION = LibraryArticle(
    "communication",
    Message("convention.communication.heading", "Communication, image et marques"),
    (
        Provision(
            "approval",
            Message(
                "convention.communication.approval",
                "Avant de publier une communication relative à la présente convention qui mentionne {another:le} ou "
                "reproduit ses Signes distinctifs, chaque Partie doit recueillir l’accord écrit de cette autre "
                "Partie, qui doit se prononcer dans un délai de {approval_period} à compter de la réception de la "
                "demande.",
            ),
            "duty",
        ),
        Provision(
            "publications",
            Message(
                "convention.communication.publications",
                "L’accord prévu {approval:a} n’est pas requis pour une publication que la loi impose.",
            ),
            "statement",
            references={"approval": ("communication.approval",)},
        ),
        Provision(
            "use_of_marks",
            Message(
                "convention.communication.use_of_marks",
                "Sous réserve de l’accord prévu {approval:a}, chaque Partie peut utiliser les Signes distinctifs "
                "{another:de} pour l’exécution et pendant la durée de la présente convention, selon les règles "
                "d’usage que cette autre Partie lui communique.",
            ),
            "permission",
            references={"approval": ("communication.approval",)},
        ),
        Provision(
            "ownership",
            Message(
                "convention.communication.ownership",
                "Aucune stipulation de la présente convention n’emporte cession de droits de propriété intellectuelle.",
            ),
            "statement",
        ),
        Provision(
            "image",
            Message(
                "convention.communication.image",
                "Avant de capter ou d’utiliser l’image d’une personne, la Partie qui en prend l’initiative doit "
                "obtenir, lorsqu’elle est requise, l’autorisation écrite de cette personne ou de son représentant "
                "légal.",
            ),
            "duty",
        ),
        Provision(
            "third_parties",
            Message(
                "convention.communication.third_parties",
                "Chaque Partie s’engage à ne pas utiliser, sans l’autorisation requise, les signes et les œuvres "
                "protégés de tiers.",
            ),
            "duty",
        ),
    ),
    (
        Parameter(
            "approval_period", "count",
            Message("convention.communication.parameter.approval_period", "délai de réponse à une demande d’accord"),
        ),
    ),
    note=Message(
        "interface.clause.communication",
        "La clause ne dit pas ce que vaut le silence à l’expiration du délai : à choisir. Elle n’est pas une licence "
        "de marque au sens plein : territoire, produits, classes, redevance et inscription (CPI, art. L. 714-1 et L. "
        "714-7) sont à écrire si une marque est exploitée au-delà de la communication. Une cession de droits d’auteur "
        "exige, pour chaque droit, étendue, destination, lieu et durée (CPI, art. L. 131-3) ; la titularité des "
        "résultats, photos et films n’est pas réglée. Image des personnes : C. civ., art. 9 ; des mineurs, accord de "
        "leurs représentants. Certains signes de tiers sont protégés par une loi propre, même non déposés : relire "
        "tout support promotionnel. La loi peut imposer à une personne publique de publier (actes, données, réponses "
        "aux élus) : le deuxième alinéa le réserve.",
    ),
)
