"""The article « Suivi »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

MONITORING = LibraryArticle(
    "monitoring",
    Message("convention.monitoring.heading", "Suivi"),
    (
        Provision(
            "contacts",
            Message(
                "convention.monitoring.contacts",
                "Chaque Partie doit désigner un interlocuteur chargé du suivi de la présente convention et informer "
                "sans délai {others:le} de tout changement d’interlocuteur.",
            ),
            "duty",
        ),
        Provision(
            "persons",
            Message(
                "convention.monitoring.persons",
                "À la date de la signature, ces interlocuteurs sont les suivants : {contact_persons}.",
            ),
            "statement",
        ),
        Provision(
            "meetings",
            Message(
                "convention.monitoring.meetings",
                "{parties:le} s’engagent à se réunir, en présence ou à distance, à la fréquence suivante : "
                "{meeting_frequency}.",
                note="{meeting_frequency} : « une fois par trimestre », “once a quarter”, 四半期に1回.",
            ),
            "duty",
        ),
        Provision(
            "further_meetings",
            Message(
                "convention.monitoring.further_meetings",
                "Chaque Partie peut demander une réunion supplémentaire en exposant ses motifs {others:a}.",
            ),
            "permission",
        ),
        Provision(
            "conclusions",
            Message(
                "convention.monitoring.conclusions",
                "Les conclusions d’une réunion ne modifient la présente convention que si elles prennent la forme "
                "prévue {amendment_form:a}.",
            ),
            "statement",
            references={"amendment_form": ("amendment.form",)},
        ),
    ),
    (
        Parameter(
            "contact_persons", "list",
            Message("convention.monitoring.parameter.contact_persons", "interlocuteur de chaque Partie"),
        ),
        Parameter(
            "meeting_frequency", "text",
            Message("convention.monitoring.parameter.meeting_frequency", "fréquence des réunions de suivi"),
        ),
    ),
    note=Message(
        "interface.clause.monitoring",
        "À choisir : les interlocuteurs (par leur fonction plutôt que par leur nom, ce qui évite une donnée "
        "personnelle et un avenant), la fréquence, un bilan annuel ou final. Une instance de pilotage qui décide à "
        "la place des Parties n’est pas prévue : l’organe délibérant d’une personne publique ne délègue que dans "
        "les cas de la loi (CGCT, art. L. 4221-5 et L. 4231-1 et suiv. pour une région).",
    ),
)
