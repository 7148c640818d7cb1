"""An edition: one document's wording in one language, message by message, fact by fact.

It resolves keys to text, placeholders to facts as the language writes them, unknown facts to blanks, and notes on
the way what keeps the document from being final. Every composer words through it and through nothing else.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from dragoman import facts
from dragoman.catalogs.catalogs import Catalogs, Entry
from dragoman.diagnostics import NOWHERE, Code, Diagnostic, diagnostic
from dragoman.document.nodes import (
    Acceptance,
    Blank,
    Fact,
    Inline,
    LanguageTag,
    Opening,
    RuledSpace,
    Text,
    Untranslated,
)
from dragoman.document.projection import plain
from dragoman.facts import AtSigning, Facts, Known, State, Unknown
from dragoman.language.counts import PHRASE_STYLES, CountNumber, count_number, join_count
from dragoman.language.formats import write_value
from dragoman.language.inflection import (
    Inflected,
    agree,
    capitalised_name,
    inflect,
    name_inlines,
    plain_preposition,
)
from dragoman.language.passages import capitalised, merged
from dragoman.language.plural import form_index
from dragoman.language.styles import STYLES, UnknownStyle, chosen_style
from dragoman.language.typography import typeset
from dragoman.names import Name
from dragoman.wording import Literal, Message, Placeholder, Selection, parse

Passage: TypeAlias = tuple[Inline, ...]
Local: TypeAlias = str | Passage
"""What a message's own placeholder stands for: the path of a fact, or words already composed."""

BLANK = Message("common.blank", "[à compléter : {label}]", note="Un fait inconnu, dans le texte.")

NO_STYLE = Code(
    "EDN-001", "error", "le style « {style} » n’existe pas pour « {path} » en {language}", "choisissez parmi : {known}",
)
NO_FACT = Code("EDN-002", "error", "« {path} » n’est pas un fait que ce document peut nommer", "corrigez le message")
OMITTED = Code(
    "EDN-003", "error", "ce message est vide en {language}, et le document ne peut s’en passer",
    "traduisez-le et retirez « x-omit »",
)

_SENTENCE_ENDS = (". ", "! ", "? ", "… ", ".\u00a0", "» ")


class Edition:
    """Words one document in `language`. `openings`, `accepted` and `faults` fill as it is used."""

    def __init__(
        self, language: LanguageTag, catalogs: Catalogs, known: Facts, names: Mapping[str, Name],
    ) -> None:
        self.language = language
        self._catalogs = catalogs
        self._facts = known
        self._names = names
        self._openings: dict[tuple[str, str], Opening] = {}
        self._accepted: dict[str, Acceptance] = {}
        self.waived: set[str] = set()
        self.faults: list[Diagnostic] = []

    # --- messages ---

    def say(self, message: Message, **local: Local) -> Passage:
        """The message as one passage, typeset."""
        paragraphs = self.paragraphs(message, **local)
        return tuple(inline for paragraph in paragraphs for inline in paragraph)

    def require(self, message: Message, **local: Local) -> Passage:
        """The same of a message that no language may leave out."""
        passage = self.say(message, **local)
        if not passage:
            self.faults.append(diagnostic(OMITTED, NOWHERE, message.key, language=self.language))
        return passage

    def paragraphs(self, message: Message, **local: Local) -> tuple[Passage, ...]:
        """The message as the paragraphs its translation has; none where it is empty on purpose."""
        entry = self._catalogs.lookup(message, self.language)
        self._waive(message, entry)
        if entry.omitted:
            return ()
        form = self._form(message, entry)
        worded = [
            self._word(part.strip(), message.key, entry.language, local, opens=True)
            for part in form.split("\n\n") if part.strip()
        ]
        if entry.state != "translated":
            reason = entry.state
            self._open(Opening(reason, message.key, form))
            if entry.language != self.language:
                worded = [(Untranslated(message.key, entry.language, passage, reason),) for passage in worded]
        return tuple(typeset(passage, self.language) for passage in worded)

    def _waive(self, message: Message, entry: Entry) -> None:
        self.waived.update(message.optional)
        if entry.omitted:
            self.waived.update(
                piece.path for form in message.forms for piece in parse(form) if isinstance(piece, Placeholder))

    def _form(self, message: Message, entry: Entry) -> str:
        if message.other is None:
            return entry.forms[0]
        state = self._facts.get(message.by or "")
        count = state.value if isinstance(state, Known) else None
        number = _decisive(count) if isinstance(count, facts.Count) else Decimal(2)
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
                    starts = opens and (not before or before.endswith(_SENTENCE_ENDS))
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
        if not isinstance(target, str):
            return target
        if target not in self._facts:
            self.faults.append(diagnostic(NO_FACT, NOWHERE, key, path=target))
            return ()
        try:
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

    def state(self, path: str) -> State:
        return self._facts[path]

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
            case _:
                children = write_value(value, style, language)
                return (Fact(path, style or "", capitalised(children) if starts and language != "ja" else children),)

    def _name(
        self, path: str, name: Name, style: str | None, language: LanguageTag, *, starts: bool,
    ) -> Passage:
        inflected = inflect(name, style, language)
        self._check_name(name, inflected)
        inflected = capitalised_name(inflected) if starts else inflected
        return (Fact(path, style or "", name_inlines(inflected, language)),)

    def _check_name(self, name: Name, inflected: Inflected) -> None:
        """Note a name whose form nobody vouches for; a form lent by the name's own language counts as unchecked."""
        if inflected.checked and inflected.language == self.language:
            return
        form = name.forms.get(self.language)
        opening = Opening("unchecked_name", name.id, inflected.name)
        if form is not None and form.accepted is not None:
            self._accepted[name.id] = Acceptance(opening, form.accepted.by, form.accepted.on, form.accepted.reason)
        else:
            self._open(opening)

    def _count(
        self, path: str, value: facts.Count, style: str | None, language: LanguageTag, *, starts: bool,
    ) -> Passage:
        style = chosen_style(facts.Count, style, language)
        if style not in PHRASE_STYLES:
            return (Fact(path, style, write_value(value, style, language)),)
        entry = self._catalogs.lookup(value.noun, language)
        number = count_number(value, entry.language, style)
        form = entry.forms[number.form]
        children = _phrase(form, value.noun.key, number)
        if starts and entry.language != "ja":
            children = capitalised(children)
        if entry.state != "translated":
            self._open(Opening(entry.state, value.noun.key, form))
            if entry.language != language:
                children = (Untranslated(value.noun.key, entry.language, children, entry.state),)
        return (Fact(path, style, children),)

    def _blank(self, path: str, label: Message) -> Blank:
        return self._gap(path, self.say(label))

    def _gap(self, path: str, label: Passage) -> Blank:
        self._open(Opening("blank", path, plain(label)))
        entry = self._catalogs.lookup(BLANK, self.language)
        return Blank(path, 1, self._word(entry.forms[0], BLANK.key, entry.language, {"label": label}, opens=False))

    def _named(self, state: State | None) -> Name | None:
        if isinstance(state, Known) and isinstance(state.value, facts.Named):
            return self._names[state.value.name]
        return None

    # --- what is open ---

    def _open(self, opening: Opening) -> None:
        self._openings.setdefault((opening.kind, opening.path), opening)

    @property
    def openings(self) -> tuple[Opening, ...]:
        """What is open, blanks first, each kind in the order it was met."""
        order = ("blank", "missing", "fuzzy", "unchecked_name")
        return tuple(sorted(self._openings.values(), key=lambda opening: order.index(opening.kind)))

    @property
    def accepted(self) -> tuple[Acceptance, ...]:
        return tuple(self._accepted.values())


def _decisive(count: facts.Count) -> Decimal:
    """The number that the noun agrees with: the upper end of a range."""
    return count.number if count.high is None else count.high


def _phrase(form: str, key: str, number: CountNumber) -> Passage:
    """The noun's form with the number in the place of `{n}`, joined as the language joins them."""
    words: list[Inline] = []
    pieces = parse(form)
    rest: str | None = None
    for index, piece in enumerate(pieces):
        match piece:
            case Literal():
                words.append(Text(piece.text if rest is None else rest, key))
                rest = None
            case Placeholder():
                following = pieces[index + 1] if index + 1 < len(pieces) else None
                text, rest = join_count(number, following.text if isinstance(following, Literal) else "")
                words.append(Text(text, ""))
            case Selection():
                pass
    return merged(words)
