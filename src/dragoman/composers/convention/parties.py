"""Who agrees and why: parties, visas, recitals."""

from collections.abc import Iterator

from dragoman.composers.convention.agreement import Agreement
from dragoman.composers.convention.emphasis import strong_fact, strong_terms
from dragoman.document.nodes import Block, Heading, Paragraph, Recital
from dragoman.facts import Known
from dragoman.language.edition import Local, Passage
from dragoman.language.numbering import recital_label
from dragoman.sources.convention_models import PartyModel
from dragoman.wording import Message

HEADING = Message("convention.parties.heading", "ENTRE LES SOUSSIGNÉS :", note="En japonais : 協定の当事者.")
ONE_SIDE = Message("convention.parties.one_side", "d’une part,", only="fr", note="Après la première Partie.")
OTHER_SIDE = Message(
    "convention.parties.other_side", "d’autre part,", only="fr",
    note="Après chacune des suivantes. Les autres langues ne disent rien.",
)
AND = Message("convention.parties.and", "ET", only="fr", note="Seul sur sa ligne, entre deux Parties.")
LAST_BUT_ONE = Message(
    "convention.parties.last_but_one", "{party} et", only="en", note="L’avant-dernière Partie, désignée.",
)
PUBLIC = Message(
    "convention.party.public",
    "{name:le}, {nature}, dont le siège est situé {seat}, SIRET n° {siret}, "
    "{who?représenté|représentée|représentés|représentées} par {representative}, {office}, agissant en vertu de la "
    "délibération n° {deliberation_number} du {deliberation_date}, prise {deliberation_body:par}, ci-après "
    "{who?dénommé|dénommée|dénommés|dénommées} « {term:le} »,",
    note="Une personne publique : collectivité ou établissement. {nature} : « collectivité territoriale », "
    "« établissement public local ». {deliberation_body} : l’assemblée ou la commission qui a délibéré. "
    "{term} : 甲, 乙 ou 丙 en japonais.",
)
FOREIGN_PUBLIC = Message(
    "convention.party.foreign_public",
    "{name:le}, {nature}, dont le siège est situé {seat}, {who?représenté|représentée|représentés|représentées} par "
    "{representative}, {office}, ci-après {who?dénommé|dénommée|dénommés|dénommées} « {term:le} »,",
    note="Une personne publique étrangère, sans SIRET ni délibération.",
)
COMPANY = Message(
    "convention.party.company",
    "La société {name}, {nature}, au capital de {capital}, dont le siège est situé {seat}, immatriculée sous le numéro "
    "{registration}, représentée par {representative}, {office}, ci-après dénommée « {term:le} »,",
    note="L’accord se fait avec « la société ». {registration} : numéro et registre, RCS ou registre étranger.",
)
PRIVATE = Message(
    "convention.party.private",
    "{name:le}, {nature}, dont le siège est situé {seat}, {who?enregistré|enregistrée|enregistrés|enregistrées} sous "
    "le numéro {registration}, {who?représenté|représentée|représentés|représentées} par {representative}, {office}, "
    "ci-après {who?dénommé|dénommée|dénommés|dénommées} « {term:le} »,",
    note="Une personne privée sans capital : association, fondation.",
)
REGISTRATION = Message(
    "convention.party.registration", "{number} ({registry})",
    note="Numéro et registre : « 552 100 554 (RCS Nanterre) ».",
)
REPRESENTATIVE = Message(
    "convention.party.representative", "{person?Monsieur|Madame} {person:capitals}",
    note="Le représentant connu d’une Partie ; en anglais et en japonais, le nom seul.",
)
TOGETHER = Message(
    "convention.parties.together",
    "ci-après ensemble « {parties:le} » et, individuellement, une « Partie »,",
    note="En japonais, définit 当事者.",
)
VISA = Message(
    "convention.visa", "Vu {instrument} ;",
    note="Tous les visas sauf le dernier. En japonais ils sont dans le 前文 et mènent à la phrase qui le suit.",
)
VISA_LAST = Message("convention.visa.last", "Vu {instrument},", note="Le dernier visa.")
PREAMBLE_HEADING = Message("convention.preamble.heading", "PRÉAMBULE")
HINGE = Message(
    "convention.hinge", "Il a été convenu entre {parties:le} ce qui suit :", note="Le japonais y définit 本協定.",
)
HINGE_AFTER_PREAMBLE = Message(
    "convention.hinge.after_preamble", "Ceci exposé, il a été convenu entre {parties:le} ce qui suit :",
    note="Où la convention a un préambule. Le japonais y définit 本協定.",
)


def compose_parties(agreement: Agreement) -> Iterator[Block]:
    """The parties with their visas, on the side of them that the file says; Japanese has these in its preamble."""
    visas = tuple(_visas(agreement)) if agreement.language != "ja" else ()
    if agreement.file.visas_place == "before":
        yield from visas
    yield from _parties(agreement)
    if agreement.file.visas_place == "after":
        yield from visas


def _parties(agreement: Agreement) -> Iterator[Block]:
    """French parts the parties by « d’une part » and « d’autre part »; other languages set them one under another."""
    french = agreement.language == "fr"
    yield Heading("parties.heading", 2, _defining(agreement, agreement.say(HEADING)))
    for number, party in enumerate(agreement.file.parties):
        name = f"parties.{party.id}"
        if french and number:
            yield Paragraph(f"{name}.and", "side", agreement.say(AND))
        described = _described(agreement, party)
        if agreement.language == "en" and number == len(agreement.file.parties) - 2:
            described = agreement.say(LAST_BUT_ONE, party=described)
        yield Paragraph(name, "party", _defining(agreement, strong_fact(described, name_path(party))))
        if french:
            yield Paragraph(f"{name}.side", "side", agreement.say(OTHER_SIDE if number else ONE_SIDE))
    yield Paragraph("parties.together", "together", _defining(agreement, agreement.say(TOGETHER)))


def _defining(agreement: Agreement, words: Passage) -> Passage:
    return strong_terms(words) if agreement.language == "en" else words


def name_path(party: PartyModel) -> str:
    """The fact that names whoever signs: the legal person's exact name where the file has one."""
    return party.organisation if party.legal_name is None else f"parties.{party.id}.legal_name"


def _agreeing_path(agreement: Agreement, party: PartyModel) -> str:
    """The fact that French words agree with: the name of whoever signs, or the organisation while that is unknown."""
    named = name_path(party)
    return named if isinstance(agreement.edition.state(named), Known) else party.organisation


def _described(agreement: Agreement, party: PartyModel) -> Passage:
    own = f"parties.{party.id}"
    local: dict[str, Local] = {
        "name": name_path(party), "who": _agreeing_path(agreement, party), "nature": f"{own}.legal_form",
        "seat": f"{own}.seat", "representative": _representative(agreement, party), "office": f"{own}.office",
        "term": agreement.terms.local[party.id],
    }
    if party.nature == "public" and party.siret is not None and party.empowerment is not None:
        return agreement.say(
            PUBLIC, **local, siret=f"{own}.siret", deliberation_number=f"{own}.empowerment.number",
            deliberation_date=f"{own}.empowerment.date", deliberation_body=f"{own}.empowerment.body")
    if party.nature == "public":
        return agreement.say(FOREIGN_PUBLIC, **local)
    local["registration"] = _registration(agreement, party)
    if party.capital is None:
        return agreement.say(PRIVATE, **local)
    return agreement.say(COMPANY, **local, capital=f"{own}.capital")


def _registration(agreement: Agreement, party: PartyModel) -> Local:
    own = f"parties.{party.id}"
    if party.registry is None:
        return f"{own}.registration"
    return agreement.say(REGISTRATION, number=f"{own}.registration", registry=f"{own}.register")


def _representative(agreement: Agreement, party: PartyModel) -> Passage:
    """« Madame Jeanne EXEMPLE », or the blank of whoever is not known yet."""
    path = f"parties.{party.id}.representative"
    known = isinstance(agreement.edition.state(path), Known)
    return agreement.say(REPRESENTATIVE, person=path) if known else agreement.edition.fact(path)


def _visas(agreement: Agreement) -> Iterator[Block]:
    for visa in agreement.file.visas:
        name = f"visas.{visa.id}"
        message = VISA_LAST if visa is agreement.file.visas[-1] else VISA
        yield Paragraph(name, "visa", agreement.say(message, instrument=agreement.own(name, "visas", visa.id, "text")))


def compose_preamble(agreement: Agreement) -> Iterator[Block]:
    """The recitals; in Japanese the visas close them and run on into the hinge, the sentence that they belong to."""
    if agreement.file.recitals:
        yield Heading("preamble.heading", 2, agreement.say(PREAMBLE_HEADING))
    for number, recital in enumerate(agreement.file.recitals, 1):
        name = f"recitals.{recital.id}"
        label = recital_label(number, agreement.language)
        yield Recital(name, label, agreement.own(name, "recitals", recital.id, "text"))
    if agreement.language == "ja":
        yield from _visas(agreement)


def compose_hinge(agreement: Agreement) -> Iterator[Block]:
    message = HINGE_AFTER_PREAMBLE if agreement.file.recitals else HINGE
    yield Paragraph("articles.hinge", "hinge", agreement.say(message))
