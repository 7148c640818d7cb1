"""The article « Notifications »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

NOTICES = LibraryArticle(
    "notices",
    Message("convention.notices.heading", "Notifications"),
    (
        Provision(
            "form",
            Message(
                "convention.notices.form",
                "Toute notification prévue par la présente convention doit être faite par écrit, par un moyen qui "
                "établit la date de sa réception.",
            ),
            "duty",
        ),
        Provision(
            "addresses",
            Message(
                "convention.notices.addresses",
                "Les adresses des Parties pour les notifications sont les suivantes : {notice_addresses}.",
            ),
            "statement",
        ),
        Provision(
            "receipt",
            Message("convention.notices.receipt", "Une notification prend effet à la date de sa réception."),
            "statement",
        ),
        Provision(
            "several",
            Message(
                "convention.notices.several",
                "Une notification adressée à plusieurs Parties prend effet, et fait courir les délais, à la date de la "
                "dernière réception.",
                note="À trois parties et plus seulement.",
            ),
            "statement",
        ),
        Provision(
            "changes",
            Message(
                "convention.notices.changes",
                "Chaque Partie doit notifier {others:a} tout changement de son adresse.",
            ),
            "duty",
        ),
        Provision(
            "routine",
            Message(
                "convention.notices.routine",
                "Les échanges courants entre les interlocuteurs désignés en application {contacts:de} peuvent se "
                "faire par courrier électronique.",
            ),
            "permission",
            references={"contacts": ("monitoring.contacts",)},
        ),
    ),
    (
        Parameter(
            "notice_addresses", "list",
            Message("convention.notices.parameter.notice_addresses", "adresse de notification de chaque Partie"),
        ),
    ),
    note=Message(
        "interface.clause.notices",
        "À choisir : les adresses, et s’il le faut un moyen unique (lettre recommandée avec avis de réception, envoi "
        "recommandé électronique, règlement (UE) n° 910/2014, art. 43 et 44, coursier international). Le refus ou "
        "l’impossibilité de remettre n’est pas réglé : préciser si la présentation vaut réception.",
    ),
)
