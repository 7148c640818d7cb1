"""The article « Droit applicable et litiges »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

LAW = LibraryArticle(
    "law",
    Message("convention.law.heading", "Droit applicable et litiges"),
    (
        Provision(
            "applicable",
            Message(
                "convention.law.applicable",
                "La présente convention est régie par {governing_law}.",
                note="{governing_law} : « le droit français », “French law”, フランス法.",
            ),
            "statement",
        ),
        Provision(
            "amicable",
            Message(
                "convention.law.amicable",
                "{parties:le} s’efforcent de régler à l’amiable, par la concertation prévue {consultation:a}, tout "
                "différend né de la présente convention.",
            ),
            "intention",
            references={"consultation": ("consultation",)},
        ),
        Provision(
            "forum",
            Message(
                "convention.law.forum",
                "Le différend qui n’est pas réglé à l’amiable dans un délai de {amicable_period} à compter de la "
                "réception de la demande de concertation est porté devant {forum}.",
                note="Sans formule toute faite : la traduction n’ajoute ni for exclusif, ni arbitrage.",
            ),
            "statement",
        ),
        Provision(
            "continuity",
            Message(
                "convention.law.continuity",
                "Pendant le règlement d’un différend, chaque Partie doit continuer d’exécuter les engagements qui n’en "
                "sont pas l’objet.",
            ),
            "duty",
        ),
    ),
    (
        Parameter("governing_law", "text", Message("convention.law.parameter.governing_law", "droit applicable")),
        Parameter(
            "amicable_period", "count",
            Message("convention.law.parameter.amicable_period", "délai de règlement amiable"),
        ),
        Parameter(
            "forum", "text",
            Message(
                "convention.law.parameter.forum",
                "juridiction compétente",
            ),
        ),
    ),
    note=Message(
        "interface.clause.law",
        "Si le contrat est administratif, le droit public français et le juge administratif s’imposent ; compétence "
        "territoriale : lieu d’exécution, ou siège de l’autorité publique contractante, première dénommée s’il y en "
        "a plusieurs, et dérogation possible si l’intérêt public ne s’y oppose pas (CJA, art. R. 312-11). "
        "L’arbitrage est en principe fermé aux personnes publiques (C. civ., art. 2060 ; exceptions étroites : loi "
        "n° 86-972 du 19 août 1986, art. 9, CJA, art. L. 311-6). Ne pas laisser entrer par traduction la clause "
        "japonaise usuelle de juridiction exclusive. Médiation : CJA, art. L. 213-1 et suiv. À choisir : le droit, "
        "le délai, la juridiction ; un recours enfermé dans un délai légal n’attend pas la fin de la concertation.",
    ),
)
