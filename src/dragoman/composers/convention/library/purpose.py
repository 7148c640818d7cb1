"""The article « Objet »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

PURPOSE = LibraryArticle(
    "purpose",
    Message("convention.purpose.heading", "Objet"),
    (
        Provision(
            "object",
            Message(
                "convention.purpose.object",
                "La présente convention a pour objet de définir les conditions de la coopération entre {parties:le} en "
                "ce qui concerne {cooperation}.",
                note="{cooperation} est un groupe nominal avec son article : « l’accueil de … », « le projet … ».",
            ),
            "statement",
        ),
        Provision(
            "scope",
            Message(
                "convention.purpose.scope",
                "Toute action commune qui n’entre pas dans l’objet défini {object:a} doit faire l’objet d’un accord "
                "distinct.",
            ),
            "duty",
            references={"object": ("purpose.object",)},
        ),
        Provision(
            "independence",
            Message(
                "convention.purpose.independence",
                "La présente convention ne crée entre {parties:le} ni société, sous quelque forme que ce soit, ni "
                "mandat, ni relation de travail, et ne donne à aucune Partie le pouvoir d’engager {another:le}.",
                note="« Société » comprend la société en participation ; en anglais « company » et « partnership "
                "in law », sans quoi le titre « Partnership Agreement » tromperait.",
            ),
            "statement",
        ),
    ),
    (
        Parameter(
            "cooperation", "text",
            Message("convention.purpose.parameter.cooperation", "objet de la coopération"),
        ),
    ),
    note=Message(
        "interface.clause.purpose",
        "L’objet délimite la compétence de chaque Partie : pour la Région, CGCT, art. L. 4221-1 et, en matière de "
        "culture, de sport et de tourisme, L. 1111-4 ; pour un établissement public, le principe de spécialité. "
        "L’action extérieure des collectivités (CGCT, art. L. 1115-1) vise les conventions avec des autorités locales "
        "étrangères, non avec une entreprise : elle ne fonde pas seule celle-ci. À choisir : l’objet, assez précis "
        "pour que l’on sache si la convention est à titre onéreux. La clause ne tranche pas si le contrat est "
        "administratif ou de droit privé.",
    ),
)
