"""Names in a sentence: articles, prepositions, possessives, honorifics; and agreement with them.

Nothing is guessed about a name but its first letter. Where names.yaml gives no article, none is printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, assert_never, cast

from dragoman.document.nodes import Foreign, Inline, LanguageTag, Ruby, Text
from dragoman.facts import Named
from dragoman.language.characters import APOSTROPHE
from dragoman.language.french import Article, contracted, elides, with_article
from dragoman.language.passages import merged
from dragoman.language.styles import chosen_style
from dragoman.language.typography import typeset_name
from dragoman.names import Name, NameForm

_SHORT = "short"
_MIDDLE_DOT = "・"
_PLACE_ARTICLES = {"Le ": "le", "Les ": "les"}
_BARE_PREPOSITIONS = {"de": "de ", "a": "à ", "en": "en ", "que": "que ", "par": "par "}


@dataclass(frozen=True, slots=True)
class Inflected:
    """A name as it stands in a sentence.

    `before` (« de la », “the”) and `after` (“’s”, 氏) are in the document's language; `name` is in `language`, which
    is another where the name has no form in the document's. `reading` is for ruby, given in that style only.
    `checked` is false where the form, or a part of it that the style needs, is not vouched for or lacking.
    """

    before: str
    name: str
    after: str
    language: LanguageTag
    reading: str | None
    checked: bool

    @property
    def text(self) -> str:
        """The whole, as printed."""
        return self.before + self.name + self.after


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of a name, bound to what the name is."""

    name: Name
    form: NameForm
    text: str
    language: LanguageTag


def inflect(name: Name, style: str | None, language: LanguageTag) -> Inflected:
    """Write a name in a style of `styles.STYLES[language][Named]`, None meaning the default. Raises UnknownStyle.

    A name without a form in the language is taken in its own, which names.yaml always has; it keeps the sentence's
    preposition but no article, and counts as unchecked.
    """
    style = chosen_style(Named, style, language)
    short = style == _SHORT or style.startswith(f"{_SHORT}_")
    case = style.removeprefix(_SHORT).removeprefix("_") if short else style
    written = language if language in name.forms else name.own
    form = name.forms[written]
    text = form.short if short and form.short is not None else _full(name, form, written, capitals=case == "capitals")
    bound = _Form(name, form, typeset_name(text, written), written)
    match language:
        case "fr":
            return _french(bound, case)
        case "en":
            return _english(bound, case)
        case "ja":
            return _japanese(bound, case)
        case _:
            assert_never(language)


def name_inlines(inflected: Inflected, language: LanguageTag) -> tuple[Inline, ...]:
    """Return the inlines of an inflected name in a document of a language."""
    text = Text(inflected.name, "")
    name: Inline = text
    if inflected.language != language:
        name = Foreign(inflected.language, (text,))
    elif inflected.reading is not None:
        name = Ruby(inflected.name, inflected.reading)
    return merged((Text(inflected.before, ""), name, Text(inflected.after, "")))


def capitalised_name(inflected: Inflected) -> Inflected:
    """Open a sentence with a name: « La Région », “The Aichi Prefecture”; the name itself keeps its spelling."""
    return replace(inflected, before=inflected.before[:1].upper() + inflected.before[1:])


def plain_preposition(style: str | None, language: LanguageTag) -> tuple[str, str]:
    """Return what stands before and after a blank in place of a name whose article and first letter are unknown.

    French prepositions stand unelided (« de [à compléter : …] »). An article is not printed: it would tell a gender.
    The English possessive keeps its ending (“[to be completed: …]’s”). Both are empty for every other style, those
    of other values included.
    """
    case = (style or "").removeprefix(f"{_SHORT}_")
    if language == "fr":
        return _BARE_PREPOSITIONS.get(case, ""), ""
    return "", f"{APOSTROPHE}s" if language == "en" and case == "possessive" else ""


def agree(
    options: Sequence[str], gender: Literal["masculine", "feminine"] | None, number: Literal["singular", "plural"],
) -> str | None:
    """Choose among two options (masculine, feminine) or four (then both plurals); None while the gender is unknown."""
    if gender is None:
        return None
    index = 0 if gender == "masculine" else 1
    return options[index + 2 if number == "plural" and len(options) > 2 else index]


def _full(name: Name, form: NameForm, language: LanguageTag, *, capitals: bool) -> str:
    """Return the full form; `capitals` are of a person's family name, and of the whole of any other name.

    A person's is made of the given and family names. In Latin script a Japanese name puts the family first (内閣官房,
    公用文等における日本人の姓名のローマ字表記, 25 October 2019); in Japanese a Japanese name has no space and a foreign
    one a middle dot.
    """
    if name.kind != "person" or form.given is None or form.family is None:
        return form.name.upper() if capitals else form.name
    japanese = name.own == "ja"
    if language == "ja":
        return f"{form.family}{form.given}" if japanese else f"{form.given}{_MIDDLE_DOT}{form.family}"
    family = form.family.upper() if capitals else form.family
    return f"{family} {form.given}" if japanese else f"{form.given} {family}"


def _french(bound: _Form, case: str) -> Inflected:
    article = cast("Article | None", bound.form.article) if bound.language == "fr" else None
    text = bound.text
    if bound.name.kind == "place" and bound.language == "fr" and article is None and case in {"de", "a", "en"}:
        article, text = _unpacked(text)
    before = _french_before(bound, case, article, elided=_elided(bound, text))
    return Inflected(before, text, "", bound.language, None, bound.form.checked and bound.language == "fr")


def _french_before(bound: _Form, case: str, article: Article | None, *, elided: bool) -> str:
    match case:
        case "le":
            return with_article(article, elided=elided)
        case "de":
            return contracted("de", article, elided=elided)
        case "a":
            return contracted("à", article, elided=elided)
        case "en":
            feminine = article == "la" or (article == "le" and elided)
            return "en " if bound.name.kind == "place" and feminine else contracted("à", article, elided=elided)
        case "que":
            que = f"qu{APOSTROPHE}" if article is None and elided else "que "
            return que + with_article(article, elided=elided)
        case "par":
            return f"par {with_article(article, elided=elided)}"
        case _:
            return ""


def _unpacked(text: str) -> tuple[Article | None, str]:
    """Take the article of a town out of its name: « Le Havre » makes « du Havre », « La Rochelle » stays whole."""
    for start, article in _PLACE_ARTICLES.items():
        if text.startswith(start):
            return cast("Article", article), text.removeprefix(start)
    return None, text


def _elided(bound: _Form, text: str) -> bool:
    """The override of names.yaml speaks of the full name; it holds for a short form with the same first letter."""
    override = bound.form.elides if bound.language == "fr" else None
    if override is not None and text[:1].casefold() == bound.form.name[:1].casefold():
        return override
    return elides(text)


def _english(bound: _Form, case: str) -> Inflected:
    """Add the article and the possessive: ’s, but ’ alone after a plural in s (The Economist Style Guide, apostrophes).

    A possessive takes the article too: “the Aichi Prefecture’s”.
    """
    own = bound.language == "en"
    before = "the " if own and case in {"the", "possessive"} and bound.form.article == "the" else ""
    after = ""
    if case == "possessive":
        plural = own and bound.name.number == "plural" and bound.text.casefold().endswith("s")
        after = APOSTROPHE if plural else f"{APOSTROPHE}s"
    return Inflected(before, bound.text, after, bound.language, None, bound.form.checked and own)


def _japanese(bound: _Form, case: str) -> Inflected:
    """Add the honorific, after a person's name (氏) or in place of an organisation's (貴機構)."""
    own = bound.language == "ja"
    checked = bound.form.checked and own
    text, after = bound.text, ""
    if case == "honorific":
        honorific = bound.form.honorific if own else None
        checked = checked and honorific is not None
        if honorific is not None and bound.name.kind == "person":
            after = honorific
        elif honorific is not None:
            text = honorific
    reading = bound.form.reading if case == "ruby" and own else None
    return Inflected("", text, after, bound.language, reading, checked)
