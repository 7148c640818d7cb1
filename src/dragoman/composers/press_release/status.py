"""What a release says of itself before its title: label and number, embargo, correction, withdrawal."""

from collections.abc import Iterator

from dragoman.composers.parts import joined, numbered
from dragoman.composers.press_release.release import Release
from dragoman.document.nodes import Paragraph
from dragoman.facts import Instant, Known
from dragoman.language.edition import Passage
from dragoman.wording import Message

LABEL = Message("press_release.label", "COMMUNIQUÉ DE PRESSE")
NUMBERED = Message(
    "press_release.label_numbered", "{label} – n° {number}",
    note="{label} : COMMUNIQUÉ DE PRESSE. プレスリリース　第{number}号.")
EMBARGO = Message(
    "press_release.embargo", "SOUS EMBARGO jusqu’au {until}",
    note="{until} : mercredi 6 mars 2024 à 14 h 30 (heure de Paris). 報道解禁日時：….")
CORRECTION = Message(
    "press_release.correction", "COMMUNIQUÉ RECTIFICATIF – annule et remplace le communiqué du {date}",
    note="À la place du nom du document. {date} : du communiqué remplacé.")
CHANGES = Message("press_release.changes", "Ce qui change : {changes}", note="Sous le titre d’un rectificatif.")
WITHDRAWAL = Message(
    "press_release.withdrawal", "AVIS DE RETRAIT – le communiqué du {date} est retiré",
    note="À la place du nom du document. {date} : du communiqué retiré.")
TITLE = Message(
    "press_release.title", "{status} – {headline}",
    note="Le titre du fichier et la première ligne du texte. {status} : l’embargo ou RECTIFICATIF.")
TITLE_CORRECTED = Message("press_release.title.corrected", "RECTIFICATIF", note="Au début du titre du fichier.")
WITHDRAWN_HEADLINE = Message(
    "press_release.headline.withdrawn", "Retrait du communiqué « {headline} »",
    note="Le titre d’un avis de retrait ; {headline} : le titre du communiqué retiré.")
IMMEDIATE = Message("press_release.status", "Pour diffusion immédiate", only="en", note="FOR IMMEDIATE RELEASE.")
DATELINE = Message("press_release.dateline", "{place}, le {date}", optional=("place",), note="Lieu et date.")


def word_dateline(release: Release) -> Passage:
    return release.edition.say(DATELINE, place="release.place", date="release.date")


def word_embargo(release: Release) -> Passage:
    """The line of an embargo, in the zones of the language's readers; nothing without one, or once it is withdrawn."""
    if release.file.embargo is None or release.file.withdrawal is not None:
        return ()
    path = "release.embargo.until"
    zones = release.material.house.zones.get(release.language)
    state = release.edition.state(path)
    if zones is None and isinstance(state, Known) and isinstance(state.value, Instant):
        zones = (state.value.zone,)
    return release.edition.require(EMBARGO, until=release.edition.in_zones(path, zones or ()))


def compose_embargo(release: Release) -> Iterator[Paragraph]:
    """The embargo, and in Japanese the line for the newspapers where there is one."""
    words = word_embargo(release)
    if release.file.embargo is None or not words:
        return
    newspapers = release.language == "ja" and release.file.embargo.newspapers is not None
    others = (release.edition.fact("release.embargo.newspapers"),) if newspapers else ()
    yield from numbered("embargo", "embargo", (words, *others))


def compose_label(release: Release) -> Iterator[Paragraph]:
    """What this is, with its number; a correction or a withdrawal says first of all which release it undoes."""
    edition, file = release.edition, release.file
    lines: list[Passage] = []
    if file.number is not None:
        lines.append(edition.require(NUMBERED, label=edition.require(LABEL), number="release.number"))
    if file.correction is not None:
        lines.append(edition.require(CORRECTION, date="release.correction.of"))
    elif file.withdrawal is not None:
        lines.append(edition.require(WITHDRAWAL, date="release.withdrawal.of"))
    yield from numbered("label", "label", lines or [edition.require(LABEL)])


def compose_status(release: Release) -> Iterator[Paragraph]:
    """The status line of an English release: it is embargoed or for immediate release, never both."""
    immediate = release.file.status == "immediate" and release.file.withdrawal is None
    if immediate:
        yield from numbered("release_status", "release_status", (release.edition.say(IMMEDIATE),))


def compose_notice(release: Release) -> Iterator[Paragraph]:
    """What a correction changes; why a release is withdrawn, which opens in English with place and date."""
    edition, file = release.edition, release.file
    if file.correction is not None:
        changes = release.require("correction", "changes")
        yield Paragraph("notice", "notice", edition.require(CHANGES, changes=changes))
    elif file.withdrawal is not None:
        message = release.material.message("withdrawal", "notice")
        edition.require(message)
        yield from numbered("notice", "notice", after_dateline(release, edition.paragraphs(message)))


def after_dateline(release: Release, paragraphs: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The paragraphs that open the story; the first of them follows the dateline in English."""
    if release.language != "en":
        return paragraphs
    first, others = paragraphs[:1], paragraphs[1:]
    return joined(word_dateline(release), *first, by=" "), *others


def word_title(release: Release, headline: Passage) -> Passage:
    """The title of the file: the headline behind whatever a reader must know first."""
    edition, file = release.edition, release.file
    title = headline
    if file.correction is not None:
        title = edition.require(TITLE, status=edition.require(TITLE_CORRECTED), headline=title)
    embargo = word_embargo(release)
    return edition.require(TITLE, status=embargo, headline=title) if embargo else title
