"""The article « Engagements », one for each party."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

# One article for each party, in the order of the parties: {undertakings} is asked of each (its path holds the party's
# id), {party} is the party's defined term. No article refers to this one: its number would be several.
OBLIGATIONS = LibraryArticle(
    "obligations",
    Message(
        "convention.obligations.heading",
        "Engagements {party:de}",
        note="En japonais 義務 : 役割, plus faible, ne convient qu’à un rôle qui n’oblige pas.",
    ),
    (
        Provision(
            "general",
            Message(
                "convention.obligations.general",
                "Pour la réalisation de l’objet défini {object:a}, {party:le} s’engage à :",
            ),
            "duty",
            references={"object": ("purpose.object",)},
        ),
        Provision(
            "actions",
            Message(
                "convention.obligations.actions",
                "réaliser les actions suivantes : {undertakings} ;",
                note="{undertakings} énumère des noms d’action (« l’accueil de … », “the hosting of …”, …の実施).",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "means",
            Message(
                "convention.obligations.means",
                "affecter à ces actions les moyens humains et matériels nécessaires ;",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "authorisations",
            Message(
                "convention.obligations.authorisations",
                "obtenir et conserver les autorisations que requièrent ces actions ;",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "compliance",
            Message("convention.obligations.compliance", "respecter les lois et règlements qui lui sont applicables."),
            "statement",
            level=2,
        ),
        Provision(
            "information",
            Message(
                "convention.obligations.information",
                "{party:le} s’engage à informer sans délai {others:le} de toute circonstance susceptible de "
                "compromettre l’exécution de ses engagements.",
            ),
            "duty",
        ),
        Provision(
            "cooperation",
            Message(
                "convention.obligations.cooperation",
                "{party:le} s’efforce de faciliter l’exécution des engagements {others:de}.",
                note="Une intention, non une obligation : endeavours to, …よう努める.",
            ),
            "intention",
        ),
    ),
    (
        Parameter(
            "undertakings", "list",
            Message("convention.obligations.parameter.undertakings", "actions à la charge de cette Partie"),
        ),
    ),
    note=Message(
        "interface.clause.obligations",
        "À choisir, Partie par Partie : les actions promises. Dire pour chacune si elle est de moyens ou de résultat "
        "(la clause ne le dit pas) ; une prestation qui répond au besoin d’une personne publique, contre un prix ou "
        "tout équivalent, est un marché public (code de la commande publique, art. L. 1111-1), et un avantage accordé "
        "à une entreprise en dessous du prix du marché peut constituer une aide (TFUE, art. 107 ; CGCT, art. L. "
        "1511-2). Une action qui ne lie personne se dit dans un préambule, non ici.",
    ),
    per_party=True,
)
