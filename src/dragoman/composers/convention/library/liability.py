"""The article « Responsabilité et assurances »."""

from dragoman.composers.convention.library.model import LibraryArticle, Provision
from dragoman.wording import Message

LIABILITY = LibraryArticle(
    "liability",
    Message("convention.liability.heading", "Responsabilité et assurances"),
    (
        Provision(
            "principle",
            Message(
                "convention.liability.principle",
                "Sous réserve {force_majeure:de}, chaque Partie répond, dans les conditions du droit désigné "
                "{applicable_law:a}, du dommage qu’elle cause {another:a} par l’inexécution, la mauvaise exécution ou "
                "l’exécution tardive de ses engagements.",
            ),
            "statement",
            references={"force_majeure": ("force_majeure",), "applicable_law": ("law.applicable",)},
        ),
        Provision(
            "several",
            Message(
                "convention.liability.several",
                "{parties:le} ne sont pas solidaires : chaque Partie ne répond que de ses propres engagements.",
            ),
            "statement",
        ),
        Provision(
            "insurance",
            Message(
                "convention.liability.insurance",
                "Chaque Partie s’engage à s’assurer, pendant la durée de la présente convention, contre les "
                "conséquences de sa responsabilité et à en justifier à la demande {another:de}.",
            ),
            "duty",
        ),
        Provision(
            "claims",
            Message(
                "convention.liability.claims",
                "La Partie qui reçoit la réclamation d’un tiers relative à l’exécution de la présente convention doit "
                "en informer sans délai chaque Partie intéressée.",
            ),
            "duty",
        ),
    ),
    note=Message(
        "interface.clause.liability",
        "Ni plafond, ni exclusion de dommages indirects, ni pénalité : à choisir, et une clause limitative ne joue ni "
        "en cas de faute lourde ou de dol, ni pour priver de sa substance une obligation essentielle (C. civ., art. "
        "1170). Une personne publique ne peut être condamnée à payer ce qu’elle ne doit pas, ni renoncer d’avance à "
        "toute action : écarter les garanties illimitées d’usage dans les contrats japonais ou anglais (indemnity). "
        "Les garanties et montants d’assurance, la renonciation à recours entre assureurs et le cas d’une personne "
        "publique qui serait son propre assureur sont à décider. La solidarité ne se présume pas : elle est légale ou "
        "conventionnelle (C. civ., art. 1310).",
    ),
)
