"""The names that a convention itself makes: the defined term of each party, of them all, of those that remain."""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.document.nodes import Fact, LanguageTag, Text
from dragoman.document.projection import plain
from dragoman.facts import Facts, Known, Named, State
from dragoman.language.edition import Passage
from dragoman.language.inflection import inflect, name_inlines
from dragoman.language.lists import write_list
from dragoman.names import Name, NameForm
from dragoman.sources.convention_models import PartyModel

_STEMS = "甲乙丙丁戊己庚辛壬癸"
"""The ten stems, which name the parties of a Japanese agreement in their order."""
_TOGETHER = "convention:parties"
MOST_PARTIES = len(_STEMS)
PAIR = 2
"""How many parties there are where each has but one other."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`facts` and `names` are those that the convention adds; `local` is each party's term, by its id.

    A term is the path of a fact, or words where a Japanese term stands for an organisation that nobody knows yet.
    """

    facts: Mapping[str, State]
    names: Mapping[str, Name]
    local: Mapping[str, str | Passage]

    def word(self, party: str, style: str | None, language: LanguageTag) -> Passage | None:
        """A known party's term in a style; None where the organisation is unknown."""
        path = self.local[party]
        return self._word(path, path, style, language) if isinstance(path, str) and path in self.names else None

    def word_all(self, style: str | None, language: LanguageTag) -> Passage:
        """« les Parties », “the Parties”, 甲、乙及び丙 in a style."""
        return self._word("parties", _TOGETHER, style, language)

    def _word(self, path: str, name: str, style: str | None, language: LanguageTag) -> Passage:
        return (Fact(path, style or "", name_inlines(inflect(self.names[name], style, language), language)),)


def define_terms(
    parties: tuple[PartyModel, ...], known: Facts, names: Mapping[str, Name], language: LanguageTag,
) -> Terms:
    """Make `party.<id>` for each party, `parties` for all, `others` and `another` for those that one of them faces.

    A term is the short name of the organisation in French and English, 甲, 乙, 丙 in Japanese. Where the organisation
    is unknown its blank stands for the term too, but in Japanese.
    """
    common = {"parties": _together(len(parties)), "others": _others(len(parties)), "another": _another(len(parties))}
    facts: dict[str, State] = {path: Known(Named(name.id)) for path, name in common.items()}
    made = {name.id: name for name in common.values()}
    local: dict[str, str | Passage] = {}
    for stem, party in zip(_STEMS, parties, strict=False):
        path = f"party.{party.id}"
        state = known[party.organisation]
        if isinstance(state, Known) and isinstance(state.value, Named):
            facts[path], made[path] = Known(Named(path)), _term(path, names[state.value.name], stem)
            local[party.id] = path
        elif language == "ja":
            local[party.id] = (Fact(party.organisation, "", (Text(stem, ""),)),)
        else:
            local[party.id] = party.organisation
    return Terms(facts, made, local)


def _together(count: int) -> Name:
    japanese = plain(write_list([(Text(stem, ""),) for stem in _STEMS[:count]], "ja", "legal"))
    return Name(_TOGETHER, "organisation", "fr", "feminine", "plural", {
        "fr": NameForm("Parties", article="les", checked=True),
        "en": NameForm("Parties", article="the", checked=True),
        "ja": NameForm(japanese, checked=True),
    })


def _others(count: int) -> Name:
    """« les autres Parties », or « l’autre Partie » where there are two; Japanese 各 says that each is meant."""
    two = count == PAIR
    return Name("convention:others", "organisation", "fr", "feminine", "singular" if two else "plural", {
        "fr": NameForm("autre Partie" if two else "autres Parties", article="la" if two else "les", checked=True),
        "en": NameForm("other Party" if two else "other Parties", article="the", checked=True),
        "ja": NameForm("他の当事者" if two else "他の各当事者", checked=True),
    })


def _another(count: int) -> Name:
    """« une autre Partie », or « l’autre Partie » where there are two."""
    two = count == PAIR
    return Name("convention:another", "organisation", "fr", "feminine", "singular", {
        "fr": NameForm("autre Partie" if two else "une autre Partie", article="la" if two else None, checked=True),
        "en": NameForm("other Party" if two else "another Party", article="the" if two else None, checked=True),
        "ja": NameForm("他の当事者", checked=True),
    })


def _term(path: str, named: Name, stem: str) -> Name:
    """The term as a name. Whether it is checked is asked of the organisation's whole name, which stands beside it."""
    forms: dict[LanguageTag, NameForm] = {"ja": NameForm(stem, checked=True)}
    tags: tuple[LanguageTag, ...] = ("fr", "en")
    for tag in tags:
        form = named.forms.get(tag) or named.forms[named.own]
        article = form.article if tag in named.forms else None
        forms[tag] = NameForm(form.short or form.name, article=article, elides=form.elides, checked=True)
    return Name(path, "organisation", "fr", named.gender, named.number, forms)
