"""The article « Durée et entrée en vigueur »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

TERM = LibraryArticle(
    "term",
    Message("convention.term.heading", "Durée et entrée en vigueur"),
    (
        Provision(
            "entry",
            Message(
                "convention.term.entry",
                "La présente convention entre en vigueur à la date suivante : {entry_into_force}.",
                note="{entry_into_force} : une date, ou un événement (« date de la dernière signature », "
                "最後の署名の日).",
            ),
            "statement",
        ),
        Provision(
            "duration",
            Message(
                "convention.term.duration",
                "La présente convention est conclue pour une durée de {duration} à compter de la date prévue "
                "{entry:a}.",
            ),
            "statement",
            references={"entry": ("term.entry",)},
        ),
        Provision(
            "expiry",
            Message(
                "convention.term.expiry",
                "La présente convention prend fin à l’expiration de cette durée, sans tacite reconduction.",
            ),
            "statement",
        ),
        Provision(
            "extension",
            Message(
                "convention.term.extension",
                "{parties:le} peuvent proroger la présente convention, avant son terme et pour une durée déterminée, "
                "par un avenant conclu dans la forme prévue {amendment_form:a}.",
            ),
            "permission",
            references={"amendment_form": ("amendment.form",)},
        ),
        Provision(
            "survival",
            Message(
                "convention.term.survival",
                "Les stipulations {surviving:de} produisent leurs effets après la fin de la présente convention, "
                "autant que leur objet l’exige.",
                note="{surviving} : « des articles 9, 10, 11 et 18 ».",
            ),
            "statement",
            references={"surviving": (
                "confidentiality", "personal_data", "liability", "language", "law", "notices", "consultation")},
        ),
    ),
    (
        Parameter(
            "entry_into_force", "text",
            Message("convention.term.parameter.entry_into_force", "date ou événement d’entrée en vigueur"),
        ),
        Parameter("duration", "count", Message("convention.term.parameter.duration", "durée de la convention")),
    ),
    note=Message(
        "interface.clause.term",
        "L’entrée en vigueur est à choisir : date, dernière signature, notification. Les actes d’une région ne sont "
        "exécutoires qu’une fois publiés ou notifiés et, pour ceux que la loi désigne, transmis au préfet (CGCT, art. "
        "L. 4141-1 et suiv.) : la délibération qui autorise à signer doit l’être avant la signature, et la convention "
        "elle-même si elle est de celles qui se transmettent. Ne pas faire courir la durée avant. La tacite "
        "reconduction est exclue par prudence (mise en concurrence, nouvelle délibération). Prorogation : C. civ., "
        "art. 1213 ; renouvellement et tacite reconduction, à durée indéterminée : art. 1214 et 1215. La liste des "
        "articles qui survivent est à ajuster.",
    ),
)
