"""Place, date, originals and signatures: one set of facts for the closing sentence and the blocks below it."""

from collections.abc import Iterator, Mapping
from functools import partial

from dragoman.composers.convention.agreement import ORIGINALS, Agreement
from dragoman.composers.convention.parties import name_path
from dragoman.composers.convention.versions import is_courtesy, name_languages, undetermined
from dragoman.composers.parts import joined
from dragoman.diagnostics import NOWHERE, Code, diagnostic
from dragoman.document.nodes import LanguageTag, Paragraph, Signature, SignatureLine, Signatures, Text
from dragoman.language.edition import Local, Passage
from dragoman.language.lists import write_list
from dragoman.sources.convention_models import PartyModel, Signing
from dragoman.wording import Message

PAPER = Message(
    "convention.closing.paper",
    "Fait à {place}, le {date}, en {originals}, {languages}, {signing}, dont un est remis à chaque Partie.",
    note="{signing} : « signés par les Parties ». Le japonais met date et lieu dans des paragraphes à part.",
)
PAPER_UNDETERMINED = Message(
    "convention.closing.paper_undetermined",
    "Fait à {place}, le {date}, en {originals}, {signing}, dont un est remis à chaque Partie.",
    note="Tant que le statut d’une langue est inconnu.",
)
ELECTRONIC = Message(
    "convention.closing.electronic",
    "Fait à {place}, le {date}, sous forme électronique, avec la signature électronique {parties:de}, chaque Partie en "
    "conservant un exemplaire.",
    note="Sans nombre d’exemplaires.",
)
ORIGINALS_ONE = Message("convention.originals.one", "en langue {language_names}", note="Une version fait foi.")
ORIGINALS_SEVERAL = Message(
    "convention.originals.several", "chacun en langues {language_names}",
    note="Chaque original contient toutes les versions qui font foi.",
)
BY_HAND = Message("convention.signing.signature", "signés {signers:par}", note="Tous signent à la main.")
BY_SEAL = Message(
    "convention.signing.seal", "portant le nom et le sceau {sealers:de}", note="記名押印 de toutes les Parties.",
)
MIXED = Message(
    "convention.signing.mixed",
    "signés {signers:par} et portant le nom et le sceau {sealers:de}",
    note="Les unes signent, les autres impriment leur nom et apposent leur sceau : 甲及び丙が署名し、乙が記名押印の上.",
)
HEADING = Message("convention.signatures.heading", "Signatures", note="Décrit le bloc à qui ne le voit pas.")
SIGNATORY = Message("convention.signatory", "Pour {party:le}", note="En japonais le terme seul : 甲.")
SEAT = Message("convention.signatory.seat", "Siège", only="ja", note="所在地.")
NAME = Message("convention.signatory.name", "Dénomination", only="ja", note="名称.")
OFFICE = Message("convention.signatory.office", "Qualité", only="ja", note="役職.")
PERSON = Message("convention.signatory.person", "Nom", only="ja", note="氏名.")
SIGNATURE = Message("convention.signatory.signature", "Signature", note="署名, jamais 署名捺印.")
SEAL = Message("convention.signatory.seal", "Sceau", note="印, où un sceau est choisi seulement.")
ELECTRONIC_SIGNATURE = Message("convention.signatory.electronic", "Signature électronique")

INITIALS = Message(
    "convention.initials", "Paraphes : {spaces}",
    note="Au pied de chaque page, si la convention se paraphe ; {spaces} : le terme de chaque partie et un espace.",
)

PARTLY_ELECTRONIC = Code(
    "CNV-020", "error", "« {value} » signe par voie électronique et d’autres sur papier",
    "donnez à toutes les parties « signing: electronic », ou à aucune",
)
FEW_ORIGINALS = Code(
    "CNV-021", "error", "{value} exemplaires originaux ne suffisent pas aux {parties} parties",
    "donnez-en autant que de parties, ou plus",
)

ELECTRONIC_INITIALS = Code(
    "CNV-022", "error", "une convention signée par voie électronique ne se paraphe pas",
    "retirez « initials », ou changez « signing »",
)

_INITIALS_SPACE = "_" * 10
_BETWEEN: Mapping[LanguageTag, str] = {"fr": " · ", "en": " · ", "ja": "\u3000"}
_LABELS: dict[Signing, Message] = {"signature": SIGNATURE, "seal": SEAL, "electronic": ELECTRONIC_SIGNATURE}
_SPACE: Mapping[LanguageTag, int] = {"fr": 25, "en": 25, "ja": 15}
"""Millimetres to sign on; Japanese blocks stand one above the other."""


def compose_closing(agreement: Agreement) -> Iterator[Paragraph]:
    """The closing sentence; Japanese sets date and place in paragraphs of their own."""
    message, local = _closing(agreement)
    place: Local = "convention.place"
    worded = agreement.edition.paragraphs(message, place=place, date="convention.date", **local)
    for number, words in enumerate(worded, 1):
        yield Paragraph("closing" if number == 1 else f"closing.{number}", "closing", words)


def _closing(agreement: Agreement) -> tuple[Message, dict[str, Local]]:
    parties = agreement.file.parties
    electronic = [party for party in parties if party.signing == "electronic"]
    if electronic and len(electronic) < len(parties):
        party = electronic[0].id
        agreement.edition.faults.append(diagnostic(
            PARTLY_ELECTRONIC, NOWHERE, f"{agreement.material.stem}.parties.{party}.signing", value=party))
    if electronic:
        return ELECTRONIC, {}
    number = agreement.file.originals
    if isinstance(number, int) and number < len(parties):
        agreement.edition.faults.append(diagnostic(
            FEW_ORIGINALS, NOWHERE, f"{agreement.material.stem}.originals", value=number, parties=len(parties)))
    local: dict[str, Local] = {"originals": ORIGINALS, "signing": _word_signing(agreement)}
    if undetermined(agreement):
        return PAPER_UNDETERMINED, local
    languages = ORIGINALS_ONE if len(agreement.file.authentic) == 1 else ORIGINALS_SEVERAL
    local["languages"] = agreement.say(languages, language_names=name_languages(agreement))
    return PAPER, local


def _word_signing(agreement: Agreement) -> Passage:
    signers = [party for party in agreement.file.parties if party.signing == "signature"]
    sealers = [party for party in agreement.file.parties if party.signing == "seal"]
    local: dict[str, Local] = {
        "signers": partial(_listed, agreement, signers), "sealers": partial(_listed, agreement, sealers)}
    if not sealers:
        return agreement.say(BY_HAND, signers=local["signers"])
    if not signers:
        return agreement.say(BY_SEAL, sealers=local["sealers"])
    return agreement.say(MIXED, **local)


def _listed(
    agreement: Agreement, parties: list[PartyModel], style: str | None, language: LanguageTag,
) -> Passage:
    """The terms of some parties; all of them are the Parties."""
    style = "the" if language == "en" and style is None else style
    if len(parties) == len(agreement.file.parties):
        return agreement.terms.word_all(style, language)
    terms = [_term(agreement, party, style, language) for party in parties]
    return write_list(terms, language, "legal")


def _term(agreement: Agreement, party: PartyModel, style: str | None, language: LanguageTag) -> Passage:
    words, local = agreement.terms.word(party.id, style, language), agreement.terms.local[party.id]
    if words is not None:
        return words
    return agreement.edition.fact(local) if isinstance(local, str) else local


def word_initials(agreement: Agreement) -> Passage:
    """The line for initials at the foot of each page; nothing where none are asked, nor in a courtesy translation."""
    parties = agreement.file.parties
    if not agreement.file.initials or is_courtesy(agreement):
        return ()
    if any(party.signing == "electronic" for party in parties):
        agreement.edition.faults.append(diagnostic(
            ELECTRONIC_INITIALS, NOWHERE, f"{agreement.material.stem}.initials"))
    gap = "" if agreement.language == "ja" else "\u00a0"
    spaces = [
        (*_term(agreement, party, None, agreement.language), Text(f"{gap}{_INITIALS_SPACE}", "")) for party in parties]
    return agreement.say(INITIALS, spaces=joined(*spaces, by=_BETWEEN[agreement.language]))


def compose_signatures(agreement: Agreement) -> Iterator[Signatures]:
    blocks = tuple(_signature(agreement, party) for party in agreement.file.parties)
    yield Signatures("signatures", agreement.say(HEADING), blocks)


def _signature(agreement: Agreement, party: PartyModel) -> Signature:
    name = f"signatures.{party.id}"
    lines = _japanese_lines if agreement.language == "ja" else _latin_lines
    return Signature(
        name, agreement.say(SIGNATORY, party=agreement.terms.local[party.id]), tuple(lines(agreement, party, name)))


def _latin_lines(agreement: Agreement, party: PartyModel, name: str) -> Iterator[SignatureLine]:
    own = f"parties.{party.id}"
    yield SignatureLine(f"{name}.office", (), agreement.edition.fact(f"{own}.office", starts=True))
    yield from _space(agreement, party, name)
    yield SignatureLine(f"{name}.person", (), agreement.edition.fact(f"{own}.representative", "capitals"))


def _japanese_lines(agreement: Agreement, party: PartyModel, name: str) -> Iterator[SignatureLine]:
    own, edition = f"parties.{party.id}", agreement.edition
    yield SignatureLine(f"{name}.seat", agreement.say(SEAT), edition.fact(f"{own}.seat"))
    yield SignatureLine(f"{name}.name", agreement.say(NAME), edition.fact(name_path(party)))
    yield SignatureLine(f"{name}.office", agreement.say(OFFICE), edition.fact(f"{own}.office"))
    yield SignatureLine(f"{name}.person", agreement.say(PERSON), edition.fact(f"{own}.representative"))
    yield from _space(agreement, party, name)


def _space(agreement: Agreement, party: PartyModel, name: str) -> Iterator[SignatureLine]:
    """The space to sign on, which a courtesy translation does not offer."""
    if not is_courtesy(agreement):
        yield SignatureLine(f"{name}.signature", agreement.say(_LABELS[party.signing]), (), _SPACE[agreement.language])
