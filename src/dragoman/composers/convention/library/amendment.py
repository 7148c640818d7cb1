"""The article « Modification »."""

from dragoman.composers.convention.library.model import LibraryArticle, Provision
from dragoman.wording import Message

AMENDMENT = LibraryArticle(
    "amendment",
    Message("convention.amendment.heading", "Modification"),
    (
        Provision(
            "form",
            Message(
                "convention.amendment.form",
                "Toute modification de la présente convention doit faire l’objet d’un avenant écrit, signé "
                "{parties:par}.",
            ),
            "duty",
        ),
        Provision(
            "proposal",
            Message(
                "convention.amendment.proposal",
                "Chaque Partie peut proposer une modification par une notification faite dans la forme prévue "
                "{notice_form:a}.",
            ),
            "permission",
            references={"notice_form": ("notices.form",)},
        ),
        Provision(
            "formalities",
            Message(
                "convention.amendment.formalities",
                "Un avenant n’engage une Partie qu’après l’accomplissement des formalités que la loi impose à "
                "celle-ci pour le conclure.",
            ),
            "statement",
        ),
        Provision(
            "languages",
            Message(
                "convention.amendment.languages",
                "Les stipulations {language_article:de} s’appliquent aux avenants.",
            ),
            "statement",
            references={"language_article": ("language",)},
        ),
    ),
    note=Message(
        "interface.clause.amendment",
        "Un avenant suit la compétence de l’acte : nouvelle délibération, sauf délégation (CGCT, art. L. 4221-5 ; L. "
        "4231-1 et suiv.). Si le contrat est administratif, la personne publique garde le pouvoir de le modifier "
        "unilatéralement pour un motif d’intérêt général, avec indemnisation : la clause ne l’écarte pas et ne le "
        "rappelle pas. Si une somme est due, un avenant ne peut modifier un marché que dans les cas de l’art. L. "
        "2194-1 du code de la commande publique, ni en changer la nature globale.",
    ),
)
