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
                "Si une Partie manque gravement à ses engagements et que la mise en demeure qui précise le "
                "manquement, notifiée dans la forme prévue {notice_form:a}, reste sans effet pendant {cure_period} à "
                "compter de sa réception, {another:le} peut résilier la présente convention par une notification "
                "adressée {others:a} dans la même forme.",
                note="Pour manquement : 催告の上、解除.",
            ),
            "permission",
            references={"notice_form": ("notices.form",)},
        ),
        Provision(
            "notice",
            Message(
                "convention.termination.notice",
                "Chaque Partie peut résilier la présente convention, sans avoir à justifier d’un manquement, par une "
                "notification adressée {others:a} dans la forme prévue {notice_form:a}, sous réserve d’un préavis de "
                "{notice_period} à compter de sa réception.",
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
                "convention.termination.marks",
                "cesser d’utiliser les Signes distinctifs {others:de} ;",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "information",
            Message(
                "convention.termination.information",
                "restituer ou détruire les Informations confidentielles {others:de}, sauf obligation légale de "
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
        "Si le contrat est administratif, la personne publique peut le résilier pour un motif d’intérêt général, sous "
        "réserve d’indemnisation, même sans clause ; et le cocontractant privé ne peut le résilier pour faute de "
        "celle-ci que si le contrat le prévoit, n’a pas pour objet l’exécution même du service public, et si la "
        "personne publique a pu d’abord opposer un motif d’intérêt général (CE, 8 octobre 2014, Grenke Location, n° "
        "370644). Adapter alors les deux premiers alinéas : cette décision ne vise que la méconnaissance par la "
        "personne publique de ses obligations. La résiliation sans motif (deuxième alinéa) est elle-même un choix : "
        "dans une convention à durée déterminée elle n’est pas de droit ; la retirer (drop: [notice]) si les Parties "
        "ne la veulent pas. À choisir : le délai, le préavis, l’indemnisation, et si le départ d’une Partie met fin à "
        "la convention pour toutes (ce que dit la clause) ou la laisse vivre entre les autres. La résiliation pour "
        "manquement se notifie (C. civ., art. 1226). En droit japonais, 解除 a en principe un effet rétroactif : d’où "
        "l’effet pour l’avenir seulement.",
    ),
)
