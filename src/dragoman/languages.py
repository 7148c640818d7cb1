"""The three languages: their tags and what gettext says of them."""

from dataclasses import dataclass

from dragoman.document.nodes import LanguageTag


@dataclass(frozen=True, slots=True)
class LanguageRecord:
    """`bcp47` is the tag written into files; `plural_forms` the PO header's value."""

    tag: LanguageTag
    bcp47: str
    plural_forms: str


LANGUAGES: dict[LanguageTag, LanguageRecord] = {
    "fr": LanguageRecord("fr", "fr-FR", "nplurals=2; plural=(n > 1);"),
    "en": LanguageRecord("en", "en-GB", "nplurals=2; plural=(n != 1);"),
    "ja": LanguageRecord("ja", "ja-JP", "nplurals=1; plural=0;"),
}
_TAGS: dict[str, str] = {record.tag: record.bcp47 for record in LANGUAGES.values()}


def bcp47(language: str) -> str:
    """The tag that files carry for a language of ours; any other is its own tag."""
    return _TAGS.get(language, language)
