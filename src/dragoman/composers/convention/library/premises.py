"""The article « Mise à disposition des installations »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

# Optional: composed only where the project chooses it; no other article refers to it.
PREMISES = LibraryArticle(
    "premises",
    Message("convention.premises.heading", "Mise à disposition des installations"),
    (
        Provision(
            "description",
            Message(
                "convention.premises.description",
                "Les installations mises à disposition, leur usage et les périodes d’occupation sont les suivants : "
                "{premises}.",
            ),
            "statement",
        ),
        Provision(
            "title",
            Message(
                "convention.premises.title",
                "La mise à disposition repose sur le titre d’occupation suivant : {occupation_title}.",
            ),
            "statement",
        ),
        Provision(
            "fee",
            Message(
                "convention.premises.fee",
                "Les conditions financières de l’occupation sont les suivantes : {occupation_fee}.",
            ),
            "statement",
        ),
        Provision(
            "occupier",
            Message("convention.premises.occupier", "La Partie qui occupe les installations doit :"),
            "duty",
        ),
        Provision(
            "use",
            Message("convention.premises.use", "les employer à l’usage prévu {description:a} ;"),
            "statement",
            level=2,
            references={"description": ("premises.description",)},
        ),
        Provision(
            "rules",
            Message("convention.premises.rules", "respecter le règlement intérieur et les consignes de sécurité ;"),
            "statement",
            level=2,
        ),
        Provision(
            "return",
            Message(
                "convention.premises.return",
                "les restituer dans l’état où elle les a reçues, sous réserve de l’usure normale.",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "handover",
            Message(
                "convention.premises.handover",
                "La Partie qui met les installations à disposition doit les délivrer en état de servir à l’usage "
                "prévu {description:a} et dresser, contradictoirement avec la Partie qui les occupe, un état des "
                "lieux à l’entrée et à la restitution.",
            ),
            "duty",
            references={"description": ("premises.description",)},
        ),
    ),
    (
        Parameter(
            "premises", "list",
            Message("convention.premises.parameter.premises", "installations, usage et périodes d’occupation"),
        ),
        Parameter(
            "occupation_title", "text",
            Message("convention.premises.parameter.occupation_title", "titre d’occupation"),
        ),
        Parameter(
            "occupation_fee", "text",
            Message(
                "convention.premises.parameter.occupation_fee",
                "redevance d’occupation, ou fondement de la gratuité",
            ),
        ),
    ),
    note=Message(
        "interface.clause.premises",
        "Nul n’occupe le domaine public sans titre (CG3P, art. L. 2122-1) ; le titre est temporaire, précaire et "
        "révocable (art. L. 2122-2 et L. 2122-3) et donne lieu à redevance, la gratuité étant l’exception que la "
        "loi énumère (art. L. 2125-1). Si l’occupation sert une exploitation économique, une sélection préalable ou "
        "une publicité est due (art. L. 2122-1-1 et suiv.). Cette clause constate le titre, elle n’en tient pas "
        "lieu. Vérifier qui le délivre : le propriétaire et le gestionnaire peuvent différer. Assurance de "
        "l’occupant et sécurité d’un établissement recevant du public : à compléter.",
    ),
)
