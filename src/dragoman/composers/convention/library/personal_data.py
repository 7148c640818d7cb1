"""The article « Données à caractère personnel »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

PERSONAL_DATA = LibraryArticle(
    "personal_data",
    Message("convention.personal_data.heading", "Données à caractère personnel"),
    (
        Provision(
            "compliance",
            Message(
                "convention.personal_data.compliance",
                "Chaque Partie s’engage à traiter les données à caractère personnel dans le respect des règles qui lui "
                "sont applicables, en particulier du RGPD.",
            ),
            "duty",
        ),
        Provision(
            "controllers",
            Message(
                "convention.personal_data.controllers",
                "Chaque Partie a la qualité de responsable des traitements dont elle détermine les finalités et les "
                "moyens.",
                note="« Responsable du traitement » au sens du RGPD : controller, 管理者.",
            ),
            "statement",
        ),
        Provision(
            "processing",
            Message(
                "convention.personal_data.processing",
                "Les données traitées, les personnes concernées et les finalités des traitements sont les suivantes : "
                "{processed_data}.",
            ),
            "statement",
        ),
        Provision(
            "transfers",
            Message(
                "convention.personal_data.transfers",
                "La Partie qui transfère des données à caractère personnel hors de l’Espace économique européen doit "
                "s’assurer que ce transfert repose sur l’un des fondements prévus par le RGPD.",
            ),
            "duty",
        ),
        Provision(
            "incidents",
            Message(
                "convention.personal_data.incidents",
                "La Partie qui constate une violation de données à caractère personnel ou qui reçoit la demande d’une "
                "personne concernée doit en informer sans délai chaque Partie intéressée.",
            ),
            "duty",
        ),
    ),
    (
        Parameter(
            "processed_data", "list",
            Message(
                "convention.personal_data.parameter.processed_data",
                "données traitées, personnes concernées et finalités",
            ),
        ),
    ),
    note=Message(
        "interface.clause.personal_data",
        "La qualité de chaque Partie (responsable distinct, responsables conjoints, RGPD, art. 26, sous-traitant, "
        "art. 28) est un fait à établir ; les deux derniers cas demandent, l’un un accord entre les responsables, "
        "dont les grandes lignes sont mises à la disposition des personnes (art. 26, § 2), l’autre un contrat écrit "
        "(art. 28, § 3 et 9). Transferts vers le Japon : la décision d’adéquation (UE) 2019/419 du 23 janvier 2019 "
        "couvre les entreprises soumises à la loi japonaise (APPI) et aux règles complémentaires, non les organismes "
        "publics japonais ; vérifier qu’elle est en vigueur et que le destinataire en relève. Les données de santé ou "
        "de mineurs, la durée de conservation et l’information des personnes (art. 13 et 14) restent à traiter. "
        "Violation : 72 heures pour notifier la CNIL (art. 33) ; « sans délai » entre les Parties doit le permettre.",
    ),
)
