"""The article « Confidentialité »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

CONFIDENTIALITY = LibraryArticle(
    "confidentiality",
    Message("convention.confidentiality.heading", "Confidentialité"),
    (
        Provision(
            "duties",
            Message("convention.confidentiality.duties", "Chaque Partie s’engage à :"),
            "duty",
        ),
        Provision(
            "use",
            Message(
                "convention.confidentiality.use",
                "n’utiliser les Informations confidentielles {another:de} que pour l’exécution de la présente "
                "convention ;",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "disclosure",
            Message(
                "convention.confidentiality.disclosure",
                "ne les communiquer qu’aux personnes à qui elles sont nécessaires pour cette exécution et qui sont "
                "soumises à une obligation de confidentialité équivalente ;",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "protection",
            Message(
                "convention.confidentiality.protection",
                "les protéger avec le même soin que ses propres informations de même nature.",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "exclusions",
            Message("convention.confidentiality.exclusions", "Le présent article ne s’applique pas aux informations :"),
            "statement",
        ),
        Provision(
            "public",
            Message(
                "convention.confidentiality.public",
                "qui sont ou deviennent publiques sans faute de la Partie qui les a reçues ;",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "already_held",
            Message(
                "convention.confidentiality.already_held",
                "que la Partie qui les a reçues détenait licitement auparavant ou a licitement obtenues d’un tiers ;",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "independent",
            Message(
                "convention.confidentiality.independent",
                "que la Partie qui les a reçues a élaborées de manière indépendante.",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "required_by_law",
            Message(
                "convention.confidentiality.required_by_law",
                "Le présent article ne fait pas obstacle à la communication d’informations ou de documents exigée par "
                "la loi, par une juridiction ou par une autorité chargée de contrôler une Partie.",
                note="Droit d’accès aux documents administratifs, contrôle des comptes, préfet : cas fréquents.",
            ),
            "statement",
        ),
        Provision(
            "duration",
            Message(
                "convention.confidentiality.duration",
                "Les obligations du présent article durent jusqu’à l’expiration d’un délai de "
                "{confidentiality_period} à compter de la fin de la présente convention.",
            ),
            "statement",
        ),
    ),
    (
        Parameter(
            "confidentiality_period", "count",
            Message(
                "convention.confidentiality.parameter.confidentiality_period",
                "durée de l’obligation de confidentialité après la fin de la convention",
            ),
        ),
    ),
    note=Message(
        "interface.clause.confidentiality",
        "La convention elle-même et les documents d’une personne publique sont en principe communicables (CRPA, "
        "art. L. 311-1), sauf le secret des affaires (CRPA, art. L. 311-6 ; code de commerce, art. L. 151-1) : une "
        "clause ne peut y déroger, d’où l’avant-dernier alinéa. La durée est à choisir ; un engagement perpétuel "
        "est prohibé (C. civ., art. 1210). Non réglés : pénalité, avertissement préalable en cas de communication "
        "forcée, désignation d’une liste d’informations.",
    ),
)
