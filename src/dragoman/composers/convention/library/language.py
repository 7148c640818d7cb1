"""The article « Langue »."""

from dragoman.composers.convention.library.model import LibraryArticle, Parameter, Provision
from dragoman.wording import Message

# Variants. Exactly one of the first four is composed, by the status that convention.yaml gives each language:
#   authentic_one           every status is known and one language is authentic
#   authentic_all           every status is known and several languages are authentic
#   authentic_in_part       some are authentic and some status is unknown: {other_versions} then prints its blank
#   authentic_undetermined  none is authentic and some status is unknown: {authentic_versions} then prints its blank
# The two blanks are never asked for: the statuses fill them.
# {language_names} is given by the composer from convention.language_name.*, authentic languages in the order French,
# English, Japanese, joined in legal style (« française et japonaise »; “French and Japanese”; フランス語及び日本語).
# `translations` is composed where some version that the project declares is not authentic; `divergence` where several
# are. `working` always. With a public body as party French is always authentic, and another language is only with a
# foreign party: the composer checks this (loi 94-665, art. 5), the wording does not say it.
LANGUAGE = LibraryArticle(
    "language",
    Message("convention.language.heading", "Langue"),
    (
        Provision(
            "authentic_one",
            Message(
                "convention.language.authentic_one",
                "Seule la version {language_names} de la présente convention fait foi.",
                note="{language_names} : « française », “French”, フランス語.",
            ),
            "statement",
        ),
        Provision(
            "authentic_all",
            Message(
                "convention.language.authentic_all",
                "Les versions {language_names} de la présente convention font également foi.",
                note="{language_names} : « française et japonaise », “French and Japanese”, フランス語及び日本語.",
            ),
            "statement",
        ),
        Provision(
            "authentic_in_part",
            Message(
                "convention.language.authentic_in_part",
                "La présente convention fait foi en langue {language_names}. La valeur de ses autres versions est la "
                "suivante : {other_versions}.",
                note="{other_versions} est toujours un blanc : le statut de ces langues est à décider.",
            ),
            "statement",
        ),
        Provision(
            "authentic_undetermined",
            Message(
                "convention.language.authentic_undetermined",
                "La désignation des versions de la présente convention qui font foi est la suivante : "
                "{authentic_versions}.",
                note="{authentic_versions} est toujours un blanc : le statut des langues est à décider.",
            ),
            "statement",
        ),
        Provision(
            "translations",
            Message(
                "convention.language.translations",
                "Toute version de la présente convention qui ne fait pas foi est une traduction établie pour "
                "information.",
            ),
            "statement",
        ),
        Provision(
            "divergence",
            Message(
                "convention.language.divergence",
                "En cas de divergence entre les versions qui font foi, {parties:le} s’efforcent de dégager, par la "
                "concertation prévue {consultation:a}, le sens qui les concilie le mieux.",
            ),
            "intention",
            references={"consultation": ("consultation",)},
        ),
        Provision(
            "working",
            Message(
                "convention.language.working",
                "Pour l’exécution de la présente convention, la langue de travail est {working_language}.",
                note="{working_language} : « le français », “French”, フランス語.",
            ),
            "statement",
        ),
    ),
    (
        Parameter(
            "authentic_versions", "list",
            Message("convention.language.parameter.authentic_versions", "version ou versions qui font foi"),
        ),
        Parameter(
            "other_versions", "list",
            Message("convention.language.parameter.other_versions", "valeur de chacune des autres versions"),
        ),
        Parameter(
            "working_language", "text",
            Message("convention.language.parameter.working_language", "langue de travail"),
        ),
    ),
    note=Message(
        "interface.clause.language",
        "Un contrat auquel une personne publique est partie est rédigé en français, sans terme étranger quand un "
        "terme français approuvé existe ; une version étrangère peut faire également foi si un cocontractant est "
        "étranger (loi n° 94-665 du 4 août 1994, art. 5). Si le signataire est une filiale française, les autres "
        "versions sont des traductions de courtoisie. À choisir : une ou plusieurs versions faisant foi (plusieurs "
        ": il n’y a plus d’arbitre entre elles, la relecture par un juriste de chaque langue est indispensable), et "
        "la langue de travail.",
    ),
)
