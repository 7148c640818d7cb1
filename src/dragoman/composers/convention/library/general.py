"""The article « Dispositions générales »."""

from dragoman.composers.convention.library.model import LibraryArticle, Provision
from dragoman.wording import Message

# Optional: composed only where the project chooses it; no other article refers to it.
GENERAL = LibraryArticle(
    "general",
    Message("convention.general.heading", "Dispositions générales"),
    (
        Provision(
            "entire",
            Message(
                "convention.general.entire",
                "La présente convention exprime l’intégralité de l’accord {parties:de} sur l’objet défini {object:a}.",
            ),
            "statement",
            references={"object": ("purpose.object",)},
        ),
        Provision(
            "severability",
            Message(
                "convention.general.severability",
                "La nullité d’une stipulation n’atteint pas les autres, sauf si elle en est indissociable.",
            ),
            "statement",
        ),
        Provision(
            "waiver",
            Message(
                "convention.general.waiver",
                "Le fait pour une Partie de ne pas se prévaloir d’une stipulation ne vaut pas renonciation à celle-ci.",
            ),
            "statement",
        ),
    ),
    note=Message(
        "interface.clause.general",
        "Facultatif : des clauses de style, à garder si les Parties y tiennent. La première écarte les échanges qui "
        "ont précédé ; vérifier qu’aucun accord antérieur ne doit subsister (le viser alors). Le juge apprécie "
        "lui-même si une clause nulle était déterminante (C. civ., art. 1184), et une renonciation ne se présume "
        "pas : les deux autres le rappellent.",
    ),
)
