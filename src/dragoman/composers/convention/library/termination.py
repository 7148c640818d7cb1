"""The article « Résiliation »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

TERMINATION = LibraryArticle(
    "termination",
    Message(
        "convention.termination.heading",
        "Résiliation",
        note="En japonais, le titre dit 解除, et le texte distingue 解除 (manquement) et 解約 (préavis).",
    ),
    (
        Provision(
            "breach",
            Message(
                "convention.termination.breach",
                "Si une Partie manque gravement à ses engagements, chaque autre Partie peut résilier la présente "
                "convention lorsqu’une mise en demeure, notifiée dans la forme prévue {notice_form:a}, est restée "
                "sans effet pendant {cure_period} à compter de sa réception.",
                note="Pour manquement : 催告の上、解除.",
            ),
            "permission",
            references={"notice_form": ("notices.form",)},
        ),
        Provision(
            "notice",
            Message(
                "convention.termination.notice",
                "Chaque Partie peut mettre fin à la présente convention par une notification faite dans la forme "
                "prévue {notice_form:a}, avec un préavis de {notice_period} à compter de sa réception.",
                note="Avec préavis : 解約, jamais 解除.",
            ),
            "permission",
            references={"notice_form": ("notices.form",)},
        ),
        Provision(
            "effect",
            Message(
                "convention.termination.effect",
                "La résiliation prive la présente convention d’effet pour l’avenir seulement ; elle laisse "
                "subsister les droits et obligations déjà nés.",
                note="将来に向かってその効力を失う : sans cela, 解除 rétroagit en droit japonais.",
            ),
            "statement",
        ),
        Provision(
            "consequences",
            Message(
                "convention.termination.consequences",
                "À la fin de la présente convention, quelle qu’en soit la cause, chaque Partie doit :",
            ),
            "duty",
        ),
        Provision(
            "marks",
            Message(
                "convention.termination.marks", "cesser d’utiliser les Signes distinctifs des autres Parties ;",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "information",
            Message(
                "convention.termination.information",
                "restituer ou détruire les Informations confidentielles des autres Parties, sauf obligation légale de "
                "conservation ;",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "property",
            Message("convention.termination.property", "restituer les biens mis à sa disposition."),
            "statement",
            level=2,
        ),
    ),
    (
        Parameter(
            "cure_period", "count",
            Message("convention.termination.parameter.cure_period", "délai laissé par la mise en demeure"),
        ),
        Parameter(
            "notice_period", "count",
            Message("convention.termination.parameter.notice_period", "préavis de résiliation"),
        ),
    ),
    note=Message(
        "interface.clause.termination",
        "Si le contrat est administratif, la personne publique peut le résilier pour un motif d’intérêt général, "
        "sous réserve d’indemnisation, même sans clause ; et le cocontractant privé ne peut le résilier pour faute "
        "de celle-ci que si le contrat le prévoit, n’a pas pour objet l’exécution même du service public, et si la "
        "personne publique a pu d’abord opposer un motif d’intérêt général (CE, 8 octobre 2014, Grenke Location, n° "
        "370644). Adapter alors le premier alinéa. À choisir : le délai, le préavis, l’indemnisation, et si le "
        "départ d’une Partie met fin à la convention pour toutes (ce que dit la clause) ou la laisse vivre entre "
        "les autres. En droit japonais, 解除 a en principe un effet rétroactif : d’où l’effet pour l’avenir seulement.",
    ),
)
