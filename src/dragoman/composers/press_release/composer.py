"""The composition of a press release: what stands in each slot, told in the order of the language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from dragoman.composers.parts import Composed, Material, close, draft_title, furniture, numbered, properties
from dragoman.composers.press_release.closing import (
    compose_about,
    compose_contacts,
    compose_links,
    compose_notes,
    compose_particulars,
)
from dragoman.composers.press_release.programme import compose_programme
from dragoman.composers.press_release.release import Release
from dragoman.composers.press_release.slots import SLOTS, STORY
from dragoman.composers.press_release.status import (
    WITHDRAWN_HEADLINE,
    compose_embargo,
    compose_label,
    compose_notice,
    compose_status,
    word_dateline,
    word_embargo,
    word_title,
)
from dragoman.composers.press_release.story import compose_body, compose_key_figures, compose_lede
from dragoman.document.nodes import Block, FurnitureName, Heading, LanguageTag, Paragraph, Slot, State
from dragoman.document.slots import SlotRule
from dragoman.language.edition import Passage
from dragoman.wording import Message

SUBJECT = Message("press_release.subject", "Communiqué de presse", note="Propriété du fichier.")
ADDRESSEE = Message("press_release.addressee", "À l’attention de la presse", only="ja", note="報道関係各位.")
ALSO_SERVED = Message(
    "press_release.also_served", "Remis aussi à : {also_served}", only="ja", note="同時配付先：{also_served}.")
END_MARK = Message("press_release.end_mark", "– FIN –")
RUNNING_HEAD = Message(
    "press_release.running_head", "Communiqué de presse – {issuer}", note="En tête des pages suivantes.")

_OF_JAPANESE = ("release.also_served", "release.embargo.newspapers")
"""Facts that are for the Japanese press alone."""


def compose(material: Material, language: LanguageTag, state: State) -> Composed:
    """Compose a release. Raises SourceError for wrong placeholders and for parts that may not be empty."""
    release = Release(material, material.edition(language), state)
    told = release.file.withdrawal is None
    slots = {
        rule.name: Slot(rule.name, tuple(_PARTS[rule.name](release)))
        for rule in SLOTS[language] if told or rule.name not in STORY}
    if language != "ja":
        for path in _OF_JAPANESE:
            release.leave_out(path)
    about = properties(
        release.edition, word_title(release, _headline(release)), release.edition.say(SUBJECT), release.issuer,
        "release.date")
    rules = tuple(_rule(rule, told=told) for rule in SLOTS[language])
    return close(material, release.edition, rules, slots, state=state, outside=_outside(release), about=about)


def _rule(rule: SlotRule, *, told: bool) -> SlotRule:
    """The rule of a slot in this release: its story must be told, unless it is withdrawn."""
    return replace(rule, required=told and STORY[rule.name]) if rule.name in STORY else rule


def _headline(release: Release) -> Passage:
    """The headline; a notice of withdrawal does not repeat as news what it withdraws."""
    headline = release.require("headline")
    if release.file.withdrawal is not None:
        headline = release.edition.require(WITHDRAWN_HEADLINE, headline=headline)
    return draft_title(release.edition, headline, release.state)


def _compose_headline(release: Release) -> Iterator[Block]:
    yield Heading("headline", 1, _headline(release))


def _compose_subtitle(release: Release) -> Iterator[Block]:
    if release.file.subtitle is not None:
        yield from numbered("subtitle", "subtitle", (release.say("subtitle"),))


def _compose_dateline(release: Release) -> Iterator[Block]:
    yield from numbered("dateline", "dateline", (word_dateline(release),))


def _compose_date(release: Release) -> Iterator[Block]:
    yield from numbered("date", "date", (word_dateline(release),))


def _compose_addressee(release: Release) -> Iterator[Block]:
    """The press, and which other press club is served at the same time."""
    edition = release.edition
    others = (edition.say(ALSO_SERVED, also_served="release.also_served"),) if release.file.also_served else ()
    yield from numbered("addressee", "addressee", (edition.say(ADDRESSEE), *others))


def _compose_issuer(release: Release) -> Iterator[Block]:
    yield Paragraph("issuer", "issuer", release.edition.fact(release.issuer))


def _compose_end_mark(release: Release) -> Iterator[Block]:
    yield Paragraph("end_mark", "end_mark", release.edition.require(END_MARK))


_PARTS: Mapping[str, Callable[[Release], Iterable[Block]]] = {
    "embargo": compose_embargo,
    "label": compose_label,
    "release_status": compose_status,
    "dateline": _compose_dateline,
    "date": _compose_date,
    "addressee": _compose_addressee,
    "issuer": _compose_issuer,
    "headline": _compose_headline,
    "subtitle": _compose_subtitle,
    "notice": compose_notice,
    "lede": compose_lede,
    "key_figures": compose_key_figures,
    "body": compose_body,
    "programme": compose_programme,
    "particulars": compose_particulars,
    "end_mark": _compose_end_mark,
    "notes": compose_notes,
    "links": compose_links,
    "about": compose_about,
    "contact": compose_contacts,
}
"""What stands in each slot."""


def _outside(release: Release) -> dict[FurnitureName, Passage]:
    head = release.edition.say(RUNNING_HEAD, issuer=release.issuer)
    found = furniture(release.material, release.edition, head, release.state)
    embargo = word_embargo(release)
    return {**found, "embargo": embargo} if embargo else found
