"""An edition: one document's wording in one language, message by message, fact by fact.

It resolves keys to text, placeholders to facts as the language writes them, unknown facts to blanks, and notes on
the way what keeps the document from being final. Every composer words through it and through nothing else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias, cast

from dragoman import facts
from dragoman.catalogs.catalogs import Catalogs, Entry
from dragoman.diagnostics import NOWHERE, Code, Diagnostic, diagnostic
from dragoman.document.nodes import (
    Acceptance,
    Blank,
    Fact,
    Inline,
    LanguageTag,
    LineBreak,
    Opening,
    RuledSpace,
    Text,
    Untranslated,
)
from dragoman.document.projection import plain
from dragoman.facts import AtSigning, Facts, Known, State, Unknown
from dragoman.language.counts import PHRASE_STYLES, count_number, last_number, write_phrase
from dragoman.language.formats import write_value
from dragoman.language.inflection import (
    Inflected,
    agree,
    capitalised_name,
    inflect,
    name_inlines,
    plain_preposition,
)
from dragoman.language.instants import write_in_zones
from dragoman.language.lists import ListStyle, write_list
from dragoman.language.openings import Openings
from dragoman.language.passages import capitalised, merged
from dragoman.language.plural import form_index
from dragoman.language.quotes import write_quote
from dragoman.language.sentences import opens_sentence, paragraphs_of
from dragoman.language.styles import STYLES, UnknownStyle, chosen_style
from dragoman.language.typography import typeset
from dragoman.names import Name
from dragoman.wording import Literal, Message, Placeholder, Selection, parse, paths

Passage: TypeAlias = tuple[Inline, ...]
Wording: TypeAlias = Callable[[str | None, LanguageTag], Passage]
"""Makes the words of a placeholder in a style and in the language of its message, which may be an untranslated one.

Raises UnknownStyle.
"""
Local: TypeAlias = str | Passage | Wording
"""What a message's own placeholder stands for: the path of a fact, words already composed, or how to make them."""

BLANK = Message("common.blank", "[à compléter : {label}]", note="Un fait inconnu, dans le texte.")

NO_STYLE = Code(
    "EDN-001", "error", "le style « {style} » n’existe pas pour « {path} » en {language}", "choisissez parmi : {known}",
)
NO_FACT = Code("EDN-002", "error", "« {path} » n’est pas un fait que ce document peut nommer", "corrigez le message")
DROPPED = Code(
    "EDN-004", "error", "« {path} » est dans le français et manque en {language}",
    "ajoutez {{{path}}} à la traduction, ou permettez son absence par « optional »",
)
ADDED = Code(
    "EDN-005", "error", "« {path} » est en {language} et n’est pas dans le français", "retirez-le de la traduction",
)
OMITTED = Code(
    "EDN-003", "error", "ce message est vide en {language}, et le document ne peut s’en passer",
    "traduisez-le et retirez « x-omit »",
)


class Edition:
    """Words one document in `language`. `openings`, `accepted` and `faults` fill as it is used."""

    def __init__(
        self, language: LanguageTag, catalogs: Catalogs, known: Facts, names: Mapping[str, Name],
    ) -> None:
        self.language = language
        self._catalogs = catalogs
        self._facts = known
        self._names = names
        self._openings = Openings()
        self.waived: set[str] = set()
        self.faults: list[Diagnostic] = []

    # --- messages ---

    def say(self, message: Message, **local: Local) -> Passage:
        """The message as one passage, typeset; a line break parts the paragraphs that a translation may have."""
        first, *others = self.paragraphs(message, **local) or ((),)
        return (*first, *(inline for paragraph in others for inline in (LineBreak(), *paragraph)))

    def require(self, message: Message, **local: Local) -> Passage:
        """The same of a message that no language may leave out."""
        known = len(self.faults)
        passage = self.say(message, **local)
        if not passage and len(self.faults) == known:
            self.faults.append(diagnostic(OMITTED, NOWHERE, message.key, language=self.language))
        return passage

    def paragraphs(self, message: Message, **local: Local) -> tuple[Passage, ...]:
        """The message as the paragraphs its translation has; none where it is empty on purpose."""
        entry = self._catalogs.lookup(message, self.language)
        self._waive(message, entry, local)
        if entry.omitted:
            return ()
        self._check_paths(message, entry)
        form = self._form(message, entry)
        worded = [
            self._word(part, message.key, entry.language, local, opens=True)
            for part in paragraphs_of(form, entry.language)
        ]
        return tuple(typeset(self._marked(passage, message.key, form, entry), self.language) for passage in worded)

    def _check_paths(self, message: Message, entry: Entry) -> None:
        """A translation names the facts that the French names: all but the optional ones, and no other."""
        if entry.state != "translated" or self.language == "fr" or entry.language != self.language:
            return
        french = _named(self._catalogs.french(message))
        said = _named(entry.forms)
        for path in sorted(french - said - set(message.optional)):
            self.faults.append(diagnostic(DROPPED, NOWHERE, message.key, path=path, language=self.language))
        for path in sorted(said - french - {"n"}):
            self.faults.append(diagnostic(ADDED, NOWHERE, message.key, path=path, language=self.language))

    def _marked(self, passage: Passage, key: str, form: str, entry: Entry) -> Passage:
        """The passage itself where it is translated, else an opening, and the source text marked as such."""
        if entry.state == "translated":
            return passage
        self._openings.add(Opening(entry.state, key, form))
        foreign = entry.language != self.language
        return (Untranslated(key, entry.language, passage, entry.state),) if foreign else passage

    def _waive(self, message: Message, entry: Entry, local: Mapping[str, Local]) -> None:
        """Note the facts that this translation drops by right, and the part that it leaves out whole."""
        dropped = _named(message.forms) - _named(entry.forms)
        if not entry.omitted:
            dropped &= set(message.optional)
        else:
            self.waived.add(message.key.partition(".")[2])
        self.waived.update(target for path in dropped if isinstance(target := local.get(path, path), str))

    def _form(self, message: Message, entry: Entry) -> str:
        if message.other is None:
            return entry.forms[0]
        state = self._facts.get(message.by or "")
        count = state.value if isinstance(state, Known) else None
        number = last_number(count) if isinstance(count, facts.Count) else Decimal(2)
        return entry.forms[form_index(entry.language, number)]

    def _word(
        self, text: str, key: str, language: LanguageTag, local: Mapping[str, Local], *, opens: bool,
    ) -> Passage:
        worded: list[Inline] = []
        before = ""
        for piece in parse(text):
            match piece:
                case Literal():
                    worded.append(Text(piece.text, key))
                    before += piece.text
                case Placeholder():
                    starts = opens and opens_sentence(before)
                    found = self._placeholder(piece, key, language, local, starts=starts)
                    worded.extend(found)
                    before += plain(found)
                case Selection():
                    worded.extend(self._selection(piece, key, local))
                    before += "·"
        return tuple(worded)

    def _placeholder(
        self, piece: Placeholder, key: str, language: LanguageTag, local: Mapping[str, Local], *, starts: bool,
    ) -> Passage:
        target = local.get(piece.path, piece.path)
        if isinstance(target, tuple):
            return target
        try:
            if not isinstance(target, str):
                words = target(piece.style, language)
                return _opening(words, language) if starts else words
            if target not in self._facts:
                self.faults.append(diagnostic(NO_FACT, NOWHERE, key, path=target))
                return ()
            return self._fact(target, piece.style, language, starts=starts)
        except UnknownStyle as error:
            self.faults.append(diagnostic(
                NO_STYLE, NOWHERE, key, style=error.style, path=piece.path, language=language,
                known=", ".join(error.known)))
            return ()

    def _selection(self, piece: Selection, key: str, local: Mapping[str, Local]) -> Passage:
        target = local.get(piece.path, piece.path)
        path = target if isinstance(target, str) else piece.path
        state = self._facts.get(path)
        name = self._named(state)
        chosen = None if name is None else agree(piece.options, name.gender, name.number)
        if chosen is not None:
            return (Text(chosen, key),)
        if isinstance(state, Unknown):
            return (self._blank(path, state.label),)
        return (self._gap(f"{path}.gender", (Text("/".join(piece.options), key),)),)

    # --- facts ---

    def fact(self, path: str, style: str | None = None, *, starts: bool = False) -> Passage:
        """A fact as this language writes it; `starts` says that it begins a sentence. Raises UnknownStyle."""
        return typeset(self._fact(path, style, self.language, starts=starts), self.language)

    def in_zones(self, path: str, zones: Sequence[str]) -> Passage:
        """An instant in the IANA zones given, in their order; a blank where it is unknown."""
        state = self._facts[path]
        if isinstance(state, Known) and isinstance(state.value, facts.Instant):
            return (Fact(path, "in_zones", merged(write_in_zones(state.value, zones, self.language))),)
        return self.fact(path)

    def state(self, path: str) -> State:
        return self._facts[path]

    def has(self, path: str) -> bool:
        """Whether the document has a fact at a path, known or not."""
        return path in self._facts

    def _fact(self, path: str, style: str | None, language: LanguageTag, *, starts: bool) -> Passage:
        state = self._facts[path]
        match state:
            case Known():
                return self._known(path, state.value, style, language, starts=starts)
            case Unknown():
                cased = style in STYLES[language][facts.Named]
                before, after = plain_preposition(style, language) if cased else ("", "")
                return merged((Text(before, ""), self._blank(path, state.label), Text(after, "")))
            case AtSigning():
                return (RuledSpace(path, self.say(state.label)),)

    def _known(
        self, path: str, value: facts.Value, style: str | None, language: LanguageTag, *, starts: bool,
    ) -> Passage:
        match value:
            case facts.Named():
                return self._name(path, self._names[value.name], style, language, starts=starts)
            case facts.Count():
                return self._count(path, value, style, language, starts=starts)
            case facts.Listing():
                return self._listing(path, value, style, language, starts=starts)
            case facts.Attested():
                return (Fact(path, style or "", write_value(value, style, language)),)
            case facts.Phrase():
                style = chosen_style(facts.Phrase, style, language)
                return (Fact(path, style, self._phrase(value.message, language, starts=starts)),)
            case _:
                children = write_value(value, style, language)
                return (Fact(path, style or "", _opening(children, language) if starts else children),)

    def _name(
        self, path: str, name: Name, style: str | None, language: LanguageTag, *, starts: bool,
    ) -> Passage:
        inflected = self._inflected(name, style, language)
        inflected = capitalised_name(inflected) if starts else inflected
        return (Fact(path, style or "", name_inlines(inflected, language)),)

    def _inflected(self, name: Name, style: str | None, language: LanguageTag) -> Inflected:
        """The name in its style; noted where nobody vouches for it, a form lent by the name's own language included."""
        inflected = inflect(name, style, language)
        if not inflected.checked or inflected.language != self.language:
            self._openings.unchecked(name.id, inflected.name, name.forms.get(self.language))
        return inflected

    def _count(
        self, path: str, value: facts.Count, style: str | None, language: LanguageTag, *, starts: bool,
    ) -> Passage:
        style = chosen_style(facts.Count, style, language)
        if style not in PHRASE_STYLES:
            return (Fact(path, style, write_value(value, style, language)),)
        entry = self._catalogs.lookup(value.noun, language)
        number = count_number(value, entry.language, style)
        form = entry.forms[number.form]
        children = write_phrase(form, value.noun.key, number)
        children = _opening(children, entry.language) if starts else children
        return (Fact(path, style, self._marked(children, value.noun.key, form, entry)),)

    def _listing(
        self, path: str, value: facts.Listing, style: str | None, language: LanguageTag, *, starts: bool,
    ) -> Passage:
        style = chosen_style(facts.Listing, style, language)
        joints, _, case = style.partition("_")
        items = [self._item(item, case, language, starts=starts and not i) for i, item in enumerate(value.items)]
        listed = write_list([item for item in items if item], language, cast("ListStyle", joints))
        return (Fact(path, style, merged(listed)),)

    def _item(self, item: facts.Named | Message, case: str, language: LanguageTag, *, starts: bool) -> Passage:
        if isinstance(item, facts.Named):
            inflected = self._inflected(self._names[item.name], case or None, language)
            return name_inlines(capitalised_name(inflected) if starts and case else inflected, language)
        return self._phrase(item, language, starts=starts)

    def _phrase(self, message: Message, language: LanguageTag, *, starts: bool) -> Passage:
        """Wording that stands inside a sentence; no language may leave it out."""
        entry = self._catalogs.lookup(message, language)
        if entry.omitted:
            self.faults.append(diagnostic(OMITTED, NOWHERE, message.key, language=language))
            return ()
        self._check_paths(message, entry)
        form = entry.forms[0]
        text = " ".join(paragraphs_of(form, entry.language))
        words = self._word(text, message.key, entry.language, {}, opens=starts)
        return self._marked(_opening(words, entry.language) if starts else words, message.key, form, entry)

    def _blank(self, path: str, label: Message) -> Blank:
        return self._gap(path, self.say(label))

    def _gap(self, path: str, label: Passage) -> Blank:
        self._openings.add(Opening("blank", path, plain(label)))
        entry = self._catalogs.lookup(BLANK, self.language)
        words = self._word(entry.forms[0], BLANK.key, entry.language, {"label": label}, opens=False)
        return Blank(path, 1, self._marked(words, BLANK.key, entry.forms[0], entry))

    def _named(self, state: State | None) -> Name | None:
        if isinstance(state, Known) and isinstance(state.value, facts.Named):
            return self._names[state.value.name]
        return None

    # --- quotes ---

    def said(self, key: str, forms: Mapping[LanguageTag, tuple[str, bool]]) -> tuple[Passage, ...]:
        """Somebody's words as paragraphs, in the quotation marks of their language.

        `forms` are the words in each language and whether the speaker has approved them, the original first. Where
        this language lacks them, the original stands in its place, marked as untranslated. Words that are lacking or
        not approved are an opening, whose path is `key`.
        """
        spoken = self.language if self.language in forms else next(iter(forms))
        text, approved = forms[spoken]
        paragraphs = write_quote(text, spoken)
        if spoken == self.language and approved:
            return paragraphs
        self._openings.add(Opening("unapproved_quote", key, text))
        if spoken == self.language:
            return paragraphs
        return tuple((Untranslated(key, spoken, paragraph, "missing"),) for paragraph in paragraphs)

    # --- what is open ---

    @property
    def openings(self) -> tuple[Opening, ...]:
        return self._openings.found

    @property
    def accepted(self) -> tuple[Acceptance, ...]:
        return self._openings.accepted


def _named(forms: Iterable[str]) -> set[str]:
    return {path for form in forms for path in paths(form)}


def _opening(value: Passage, language: LanguageTag) -> Passage:
    """A value as it opens a sentence: with a capital, in the languages that have them."""
    return value if language == "ja" else capitalised(value)
