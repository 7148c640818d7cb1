"""The article « Cession »."""

from dragoman.composers.convention.library.model import LibraryArticle, Provision
from dragoman.wording import Message

ASSIGNMENT = LibraryArticle(
    "assignment",
    Message("convention.assignment.heading", "Cession"),
    (
        Provision(
            "consent",
            Message(
                "convention.assignment.consent",
                "Chaque Partie s’engage à ne pas céder ou transférer, en tout ou en partie, ses droits ou obligations "
                "issus de la présente convention, ni donner ces droits en garantie, sans l’accord préalable et écrit "
                "{others:de}.",
            ),
            "duty",
        ),
        Provision(
            "record",
            Message(
                "convention.assignment.record",
                "La cession autorisée doit faire l’objet d’un avenant conclu dans la forme prévue {amendment_form:a}.",
            ),
            "duty",
            references={"amendment_form": ("amendment.form",)},
        ),
        Provision(
            "contractors",
            Message(
                "convention.assignment.contractors",
                "La Partie qui confie à un tiers l’exécution de certains de ses engagements répond du fait de ce tiers "
                "comme du sien.",
            ),
            "statement",
        ),
        Provision(
            "by_law",
            Message(
                "convention.assignment.by_law",
                "Le présent article ne fait pas obstacle aux transferts qui résultent de la loi.",
            ),
            "statement",
        ),
    ),
    note=Message(
        "interface.clause.assignment",
        "Cession de contrat : C. civ., art. 1216 (accord du cédé ; cession constatée par écrit, à peine de nullité) ; "
        "en droit administratif, autorisation préalable de la personne publique (CE, avis, 8 juin 2000, n° 364803). "
        "Un titre d’occupation du domaine public est personnel. Non réglés : changement de contrôle, cession à une "
        "société du même groupe, sous-traitance soumise à agrément. Fusion, absorption et réorganisation de personnes "
        "publiques par la loi sont couvertes par le dernier alinéa.",
    ),
)
