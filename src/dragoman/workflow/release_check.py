"""What a press office asks of a release beyond its being right: one message, the first answers first, little of each.

The limits are the house's own (its conventions on content); none of them refuses a document.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import assert_never
from zoneinfo import ZoneInfo

from dragoman.composers.parts import DRAFT_TITLE
from dragoman.composers.press_release.status import DATELINE
from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import (
    Blank,
    Document,
    Fact,
    LanguageTag,
    Paragraph,
    RuledSpace,
    Text,
    Untranslated,
)
from dragoman.document.projection import plain
from dragoman.document.walk import inlines, runs
from dragoman.facts import Instant, Known
from dragoman.language.edition import Passage
from dragoman.pipeline.project import Project
from dragoman.sources.convention_models import ConventionFile
from dragoman.sources.document_models import PressReleaseFile
from dragoman.sources.invitation_models import InvitationFile
from dragoman.workflow.places import place_of_words

LONG_TITLE = Code(
    "CHK-006", "warning", "le titre compte {count} signes en {language}, la limite est {limit}",
    "raccourcissez-le ; le sous-titre peut dire le reste",
)
WORDY_TITLE = Code(
    "CHK-007", "warning", "le titre compte {count} mots en {language}, la limite est {limit}",
    "raccourcissez-le ; le sous-titre peut dire le reste",
)
LONG_LEDE = Code(
    "CHK-008", "warning", "le chapeau compte {count} signes en {language}, la limite est {limit}",
    "gardez-y qui, quoi, quand et où ; le reste ira dans le corps",
)
WORDY_LEDE = Code(
    "CHK-009", "warning", "le chapeau compte {count} mots en {language}, la limite est {limit}",
    "gardez-y qui, quoi, quand et où ; le reste ira dans le corps",
)
BODY_LENGTH = Code(
    "CHK-010", "info", "le corps compte {count} signes en {language} ; l’usage est de {least} à {most}",
    "coupez ce qui n’est pas le message, ou complétez",
)
UNANSWERED = Code(
    "CHK-011", "warning", "le communiqué ne dit pas ce qui répond à la question « {question} »",
    "donnez-le sous « answers: » : des faits pour who, when et where, des parties pour what, why et how",
)
LATE_FACT = Code(
    "CHK-012", "warning",
    "« {path} » répond à la question « {question} » et ne paraît ni dans le titre ni dans le chapeau en {language}",
    "dites-le dès le titre ou le chapeau",
)
LATE_PART = Code(
    "CHK-013", "warning", "la question « {question} » n’a sa réponse ni dans le titre ni dans le chapeau",
    "dites-le dès le titre, le sous-titre ou le chapeau, et nommez cette partie (headline, subtitle ou lede)",
)
KEY_FIGURES = Code(
    "CHK-014", "warning", "le communiqué a {count} chiffres clés ; il en faut de {least} à {most}, ou aucun",
    "ajoutez-en ou retirez-en",
)
LONG_PROGRAMME = Code(
    "CHK-015", "warning", "le programme montre {count} rendez-vous, la limite est {limit}",
    "gardez ceux qui intéressent la presse",
)
SHOWN = Code(
    "CHK-016", "info", "le programme montre {count} rendez-vous sur les {known} de la mission",
    "vérifiez que ce choix est voulu",
)
PAST_EMBARGO = Code(
    "CHK-017", "warning", "l’embargo est levé depuis le {until}",
    "remplacez « embargo: » par « status: immediate », ou corrigez la date",
)

_TITLE_LIMITS: Mapping[LanguageTag, int] = {"fr": 120, "en": 15, "ja": 40}
_LEDE_LIMITS: Mapping[LanguageTag, int] = {"fr": 400, "en": 50, "ja": 200}
"""In words in English, in characters elsewhere."""
_FRENCH_BODY = (1_500, 3_000)
_FIGURES = (4, 6)
_PROGRAMME = 12
_FACTS = ("who", "when", "where")
_EARLY_PARTS = {"headline", "subtitle", "lede"}


def check_release(
    project: Project, name: str, editions: Mapping[LanguageTag, Document], now: dt.datetime | None,
) -> Iterator[Diagnostic]:
    """Check one release in all its languages; `now` (with its zone) tells which embargo is past.

    A withdrawn release has nothing more to say, and a document of another kind has no such rules.
    """
    match project.sources.documents[name]:
        case PressReleaseFile(withdrawal=None) as file:
            yield from _answers(project, name, file, editions)
            yield from _amounts(project, name, file)
            if now is not None:
                yield from _embargo(project, name, now)
            for document in editions.values():
                yield from _lengths(project, document)
        case PressReleaseFile() | ConventionFile() | InvitationFile():
            pass
        case other:
            assert_never(other)


def _lengths(project: Project, document: Document) -> Iterator[Diagnostic]:
    language = document.language
    for part, limits, codes in (
        ("headline", _TITLE_LIMITS, (LONG_TITLE, WORDY_TITLE)), ("lede", _LEDE_LIMITS, (LONG_LEDE, WORDY_LEDE)),
    ):
        count, limit = _length(_own(_passage(document, part)), language), limits[language]
        if count > limit:
            key = f"{document.name}.{part}"
            where = place_of_words(project, key, language)
            yield diagnostic(codes[language == "en"], where, key, count=count, limit=limit, language=language)
    if language == "fr":
        least, most = _FRENCH_BODY
        count = sum(len(plain(words)) for words in _body(document))
        if not least <= count <= most:
            where = project.sources.position(document.name, ("sections",))
            yield diagnostic(
                BODY_LENGTH, where, f"{document.name}.sections", count=count, least=least, most=most, language=language)


def _passage(document: Document, slot: str) -> Passage:
    """Everything in a slot, as one passage."""
    found = next(one for one in document.slots if one.name == slot)
    return tuple(inline for block in found.blocks for _, words in runs(block) for inline in words)


def _body(document: Document) -> Iterator[Passage]:
    found = next(slot for slot in document.slots if slot.name == "body")
    yield from (block.children for block in found.blocks if isinstance(block, Paragraph))


def _own(passage: Passage) -> Passage:
    """What a language says in a title or a lede: without dateline, draft mark, blanks and what is not translated."""
    ends = [n for n, inline in enumerate(passage, 1) if isinstance(inline, Text) and inline.key == DATELINE.key]
    said = passage[ends[-1]:] if ends else passage
    if any(isinstance(inline, Untranslated) for inline in said):
        return ()
    return tuple(
        inline for inline in said
        if not isinstance(inline, Blank) and getattr(inline, "key", None) != DRAFT_TITLE.key)


def _length(passage: Passage, language: LanguageTag) -> int:
    text = plain(passage)
    return sum(re.search(r"\w", word) is not None for word in text.split()) if language == "en" else len(text.strip())


def _answers(
    project: Project, name: str, file: PressReleaseFile, editions: Mapping[LanguageTag, Document],
) -> Iterator[Diagnostic]:
    """Who, what, when and where are told first; why and how wherever they are told."""
    said = {
        tag: _named(_passage(document, "headline")) | _named(_passage(document, "lede"))
        for tag, document in editions.items()}
    for question, answers in file.answers:
        where = project.sources.position(name, ("answers", question))
        field = f"{name}.answers.{question}"
        if not answers:
            yield diagnostic(UNANSWERED, where, field, question=question)
        elif question == "what" and not _EARLY_PARTS & set(answers):
            yield diagnostic(LATE_PART, where, field, question=question)
        elif question in _FACTS:
            for path in answers:
                if lacking := [tag for tag, named in said.items() if path not in named]:
                    yield diagnostic(
                        LATE_FACT, where, field, path=path, question=question, language=", ".join(lacking))


def _named(passage: Passage) -> frozenset[str]:
    return frozenset(inline.path for inline in inlines(passage) if isinstance(inline, Fact | Blank | RuledSpace))


def _amounts(project: Project, name: str, file: PressReleaseFile) -> Iterator[Diagnostic]:
    """How many figures and appointments are shown."""
    (least, most), figures = _FIGURES, len(file.key_figures)
    if figures and not least <= figures <= most:
        where = project.sources.position(name, ("key_figures",))
        yield diagnostic(KEY_FIGURES, where, f"{name}.key_figures", count=figures, least=least, most=most)
    rows, known = len(set(file.programme)), len(project.sources.mission.programme)
    where, field = project.sources.position(name, ("programme",)), f"{name}.programme"
    if rows > _PROGRAMME:
        yield diagnostic(LONG_PROGRAMME, where, field, count=rows, limit=_PROGRAMME)
    if 0 < rows < known:
        yield diagnostic(SHOWN, where, field, count=rows, known=known)


def _embargo(project: Project, name: str, now: dt.datetime) -> Iterator[Diagnostic]:
    path = f"{name}/release.embargo.until"
    match project.sources.facts.get(path):
        case Known(value=Instant(local, zone)) if local.replace(tzinfo=ZoneInfo(zone)) <= now:
            where = project.sources.position_of_fact(path)
            yield diagnostic(
                PAST_EMBARGO, where, "release.embargo.until", until=f"{local:%Y-%m-%d %H:%M} ({zone})")
        case _:
            pass
