"""The article « Bonne foi et concertation »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

CONSULTATION = LibraryArticle(
    "consultation",
    Message(
        "convention.consultation.heading", "Bonne foi et concertation", note="協議事項 : clause attendue au Japon.",
    ),
    (
        Provision(
            "good_faith",
            Message(
                "convention.consultation.good_faith",
                "{parties:le} s’engagent à exécuter la présente convention de bonne foi.",
            ),
            "duty",
        ),
        Provision(
            "matters",
            Message(
                "convention.consultation.matters",
                "{parties:le} s’engagent à se concerter sur toute question que la présente convention ne règle pas "
                "et sur toute difficulté d’interprétation.",
            ),
            "duty",
        ),
        Provision(
            "request",
            Message(
                "convention.consultation.request",
                "Chaque Partie peut demander une concertation par une notification faite dans la forme prévue "
                "{notice_form:a}.",
            ),
            "permission",
            references={"notice_form": ("notices.form",)},
        ),
        Provision(
            "opening",
            Message(
                "convention.consultation.opening",
                "{parties:le} doivent ouvrir la concertation dans un délai de {consultation_period} à compter de la "
                "réception de la demande.",
            ),
            "duty",
        ),
        Provision(
            "outcome",
            Message(
                "convention.consultation.outcome",
                "Le résultat de la concertation ne modifie la présente convention que s’il prend la forme prévue "
                "{amendment_form:a}.",
            ),
            "statement",
            references={"amendment_form": ("amendment.form",)},
        ),
    ),
    (
        Parameter(
            "consultation_period", "count",
            Message("convention.consultation.parameter.consultation_period", "délai d’ouverture de la concertation"),
        ),
    ),
    note=Message(
        "interface.clause.consultation",
        "Bonne foi : C. civ., art. 1104 ; loyauté des relations contractuelles (CE, Ass., 28 décembre 2009, Commune "
        "de Béziers, n° 304802). La partie japonaise attend cette clause (code civil japonais, art. 1er, al. 2) ; en "
        "droit français elle oblige à se concerter, non à s’accorder, et une concertation ne suspend par elle-même "
        "aucun délai de recours ni de prescription (C. civ., art. 2238 : pour la médiation, la conciliation ou la "
        "procédure participative). À choisir : le délai.",
    ),
)
