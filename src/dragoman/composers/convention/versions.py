"""The versions of a convention: which languages are authentic, and what the others must say of themselves."""

from collections.abc import Iterable

from dragoman.composers.convention.agreement import Agreement
from dragoman.document.nodes import LanguageTag
from dragoman.language.edition import Passage
from dragoman.language.lists import write_list
from dragoman.languages import LANGUAGES
from dragoman.wording import Message

FRENCH = Message("convention.language_name.fr", "française", note="Adjectif féminin : « la version … ».")
ENGLISH = Message("convention.language_name.en", "anglaise", note="Adjectif féminin : « la version … ».")
JAPANESE = Message("convention.language_name.ja", "japonaise", note="Adjectif féminin : « la version … ».")
COURTESY = Message(
    "convention.banner.courtesy", "Traduction de courtoisie – seule la version {language_names} fait foi",
    note="Une seule version fait foi.",
)
COURTESY_SEVERAL = Message(
    "convention.banner.courtesy_several", "Traduction de courtoisie – seules les versions {language_names} font foi",
    note="Plusieurs versions font foi, mais non celle-ci.",
)
WORKING = Message("convention.banner.working", "Version de travail – valeur à déterminer")
COLUMN = Message(
    "convention.column", "Version {language_name}",
    note="En tête d’une colonne de l’édition bilingue ; dessous, sa valeur.",
)
COLUMN_AUTHENTIC = Message(
    "convention.column.authentic", "Version {language_name} faisant foi",
    note="En tête de la colonne d’une version qui fait foi, dans l’édition bilingue.",
)
DRAFT = Message("convention.version.draft", "Projet – version {version} du {date}")
FINAL = Message("convention.version.final", "Version {version} du {date}")

_NAMES: dict[LanguageTag, Message] = {"fr": FRENCH, "en": ENGLISH, "ja": JAPANESE}


def is_courtesy(agreement: Agreement) -> bool:
    """Whether this version is a courtesy translation, which invites no signature."""
    return agreement.file.languages[agreement.language] == "translation"


def undetermined(agreement: Agreement) -> bool:
    """Whether the status of some version is still unknown."""
    return "unknown" in agreement.file.languages.values()


def name_languages(agreement: Agreement) -> Passage:
    """The authentic languages, French, English and Japanese in this order: « française et japonaise »."""
    return _listed(agreement, (tag for tag in LANGUAGES if tag in agreement.file.authentic))


def _listed(agreement: Agreement, tags: Iterable[LanguageTag]) -> Passage:
    return write_list([agreement.say(_NAMES[tag]) for tag in tags], agreement.language, "legal")


def word_banner(agreement: Agreement) -> Passage:
    """What stands on each page of a version that is not, or not yet, authentic; nothing on an authentic one."""
    if agreement.file.languages[agreement.language] == "authentic":
        return ()
    if undetermined(agreement):
        return agreement.say(WORKING)
    message = COURTESY if len(agreement.file.authentic) == 1 else COURTESY_SEVERAL
    return agreement.say(message, language_names=name_languages(agreement))


def word_column(agreement: Agreement) -> tuple[Passage, Passage]:
    """Of a column of the bilingual edition, which version it holds, and its banner where it has one."""
    banner = word_banner(agreement)
    message = COLUMN if banner else COLUMN_AUTHENTIC
    return agreement.say(message, language_name=_listed(agreement, (agreement.language,))), banner


def word_version(agreement: Agreement) -> Passage:
    message = DRAFT if agreement.state == "draft" else FINAL
    return agreement.say(message, version="convention.version.number", date="convention.version.date")
