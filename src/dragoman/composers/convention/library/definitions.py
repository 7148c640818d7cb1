"""The article « Définitions »."""

from dragoman.composers.convention.library.model import LibraryArticle, Provision
from dragoman.wording import Message

# Variants. `annexes` and `precedence` are composed only where the convention has an annex. {annexes} is given by the
# composer: the list of the annexes, each by its reference and title (« l’annexe 1 (Plan) et l’annexe 2 (Planning) »).
# A project adds its own definitions (« Camp » …) as further items of `terms`; the library's `gdpr` then ends in « ; ».
DEFINITIONS = LibraryArticle(
    "definitions",
    Message("convention.definitions.heading", "Définitions"),
    (
        Provision(
            "terms",
            Message("convention.definitions.terms", "Dans la présente convention, on entend par :"),
            "statement",
        ),
        Provision(
            "confidential_information",
            Message(
                "convention.definitions.confidential_information",
                "« Informations confidentielles » : les informations, quels que soient leur nature et leur support, "
                "qu’une Partie communique {another:a} pour l’exécution de la présente convention et qui sont "
                "désignées par écrit comme confidentielles ou le sont manifestement par leur nature ;",
                note="Terme défini : majuscule ensuite. En japonais 秘密情報, puis une espace idéographique.",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "marks",
            Message(
                "convention.definitions.marks",
                "« Signes distinctifs » : les noms, marques, logotypes et autres signes distinctifs dont une Partie "
                "est titulaire ou dont elle a le droit d’usage ;",
                note="Terme défini. En anglais « Marks », en japonais 商標等.",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "gdpr",
            Message(
                "convention.definitions.gdpr",
                "« RGPD » : le règlement (UE) 2016/679 du Parlement européen et du Conseil du 27 avril 2016, dit "
                "règlement général sur la protection des données.",
            ),
            "statement",
            level=2,
        ),
        Provision(
            "data_terms",
            Message(
                "convention.definitions.data_terms",
                "Les termes relatifs aux données à caractère personnel ont le sens que leur donne le RGPD.",
            ),
            "statement",
        ),
        Provision(
            "annexes",
            Message(
                "convention.definitions.annexes",
                "Font partie intégrante de la présente convention : {annexes}.",
                note="{annexes} est la liste des annexes, avec leurs renvois.",
            ),
            "statement",
        ),
        Provision(
            "precedence",
            Message(
                "convention.definitions.precedence",
                "En cas de contradiction entre une annexe et un article de la présente convention, l’article prévaut.",
            ),
            "statement",
        ),
    ),
    note=Message(
        "interface.clause.definitions",
        "À choisir : les termes propres au projet, ajoutés ici, et les annexes. La définition des informations "
        "confidentielles est étroite à dessein (désignées par écrit, ou manifestement confidentielles) : une "
        "personne publique ne saurait tenir secret ce que la loi rend communicable (CRPA, art. L. 311-1 et suiv.). "
        "La primauté des articles sur les annexes est un choix usuel, à renverser par les Parties si une annexe "
        "technique l’emporte.",
    ),
)
