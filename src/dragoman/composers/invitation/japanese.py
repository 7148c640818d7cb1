"""What a Japanese letter alone has: its opening and closing words, the season, the guest's well-being, honorifics.

Source: the house's conventions (C1, C3, C4, H12, H13). The phrase of the season belongs to the day on which the letter
is sent; while that is unknown a phrase for all seasons stands in its place. Honorifics are never stacked: a body has
御中, several people 各位, one person 様, an ambassador 閣下.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace

from dragoman.composers.invitation.guest import japanese_family
from dragoman.composers.invitation.letter import NAME, OFFICE, ORGANISATION, Letter
from dragoman.document.nodes import (
    Blank,
    Block,
    Fact,
    Foreign,
    Inline,
    Link,
    Paragraph,
    Particulars,
    Strong,
    Text,
    Untranslated,
)
from dragoman.document.projection import plain
from dragoman.facts import Date, Known, Named
from dragoman.language.characters import IDSP
from dragoman.language.edition import Passage
from dragoman.recipients import Function
from dragoman.wording import Message

# --- opening and closing words -----------------------------------------------------------------------------------

OPENING_WORD = Message("invitation.opening_word", "(ouverture d’usage)", only="ja", note="拝啓, que 敬具 referme.")
CLOSING_WORD = Message("invitation.closing_word", "(clôture d’usage)", only="ja", note="敬具.")
CEREMONIAL_OPENING = Message(
    "invitation.opening_word.ceremonial", "(ouverture solennelle)", only="ja", note="謹啓, que 謹白 referme.")
CEREMONIAL_CLOSING = Message("invitation.closing_word.ceremonial", "(clôture solennelle)", only="ja", note="謹白.")
OPENING = Message(
    "invitation.opening", "{word} {season}, {wellbeing}", only="ja", note="拝啓　余寒の候、…。 La première phrase.")
OPENING_ALONE = Message(
    "invitation.opening.all_seasons", "{word} {season} {wellbeing}", only="ja",
    note="拝啓　時下ますます…。 Sans saison ni destinataire nommé.")
CLOSING_SENTENCE = Message(
    "invitation.closing_sentence", "Cette lettre tient lieu d’invitation.", only="ja",
    note="La dernière phrase, avant 敬具 : まずは略儀ながら….")

# --- the season --------------------------------------------------------------------------------------------------

ALL_SEASONS = Message("invitation.season.all", "en toute saison", only="ja", note="時下.")
_NEW_YEAR = Message("invitation.season.new_year", "le nouvel an", only="ja", note="新春の候, jusqu’au 7 janvier.")
_MIDWINTER = Message("invitation.season.midwinter", "le grand froid", only="ja", note="厳寒の候.")
_LATE_WINTER = Message("invitation.season.late_winter", "la fin de l’hiver", only="ja", note="晩冬の候.")
_LAST_COLD = Message("invitation.season.last_cold", "les derniers froids", only="ja", note="余寒の候, du 4 février.")
_EARLY_SPRING = Message("invitation.season.early_spring", "le début du printemps", only="ja", note="早春の候.")
_MILD_SPRING = Message("invitation.season.mild_spring", "la douceur du printemps", only="ja", note="春暖の候.")
_FULL_SPRING = Message("invitation.season.full_spring", "le plein printemps", only="ja", note="陽春の候.")
_GREEN = Message("invitation.season.green", "la jeune verdure", only="ja", note="新緑の候.")
_TOWARDS_HEAT = Message("invitation.season.towards_heat", "la chaleur qui vient", only="ja", note="向暑の候.")
_MIDSUMMER = Message("invitation.season.midsummer", "le plein été", only="ja", note="盛夏の候.")
_LAST_HEAT = Message("invitation.season.last_heat", "les dernières chaleurs", only="ja", note="残暑の候, du 8 août.")
_EARLY_AUTUMN = Message("invitation.season.early_autumn", "le début de l’automne", only="ja", note="初秋の候.")
_COOL_AUTUMN = Message("invitation.season.cool_autumn", "la fraîcheur de l’automne", only="ja", note="秋冷の候.")
_LATE_AUTUMN = Message("invitation.season.late_autumn", "la fin de l’automne", only="ja", note="晩秋の候.")
_TOWARDS_COLD = Message("invitation.season.towards_cold", "le froid qui vient", only="ja", note="向寒の候.")
_YEAR_END = Message("invitation.season.year_end", "la fin de l’année", only="ja", note="師走の候.")

_SEASONS: tuple[tuple[tuple[int, int], Message], ...] = (
    ((1, 1), _NEW_YEAR), ((1, 8), _MIDWINTER), ((2, 1), _LATE_WINTER), ((2, 4), _LAST_COLD), ((3, 1), _EARLY_SPRING),
    ((3, 20), _MILD_SPRING), ((4, 1), _FULL_SPRING), ((5, 1), _GREEN), ((6, 1), _TOWARDS_HEAT), ((7, 1), _MIDSUMMER),
    ((8, 8), _LAST_HEAT), ((9, 1), _EARLY_AUTUMN), ((10, 1), _COOL_AUTUMN), ((11, 1), _LATE_AUTUMN),
    ((11, 8), _TOWARDS_COLD), ((12, 1), _YEAR_END),
)
"""The first day, as month and day, of each phrase."""


def season_of(day: dt.date) -> Message:
    return next(phrase for first, phrase in reversed(_SEASONS) if first <= (day.month, day.day))


# --- the guest's well-being --------------------------------------------------------------------------------------

PERSON_WELL = Message(
    "invitation.wellbeing.person", "votre bonne santé, {who}", only="ja",
    note="{who}におかれましては、ますますご清祥のこととお慶び申し上げます。 {who} : 大村知事, 見本様.")
BODY_WELL = Message(
    "invitation.wellbeing.body", "vos progrès, {who}", only="ja",
    note="{who}におかれましては、ますますご発展のこと…。 {who} : 貴県, 貴機構.")
COMPANY_WELL = Message(
    "invitation.wellbeing.company", "votre prospérité, {who}", only="ja",
    note="{who}におかれましては、ますますご清栄のこと…。 {who} : 貴社.")
ALL_WELL = Message(
    "invitation.wellbeing.all", "votre bonne santé à tous", only="ja",
    note="皆様におかれましては、ますますご清祥のこと….")
UNNAMED_BODY_WELL = Message(
    "invitation.wellbeing.unnamed_body", "votre prospérité", only="ja",
    note="ますますご清栄のこととお慶び申し上げます。")
WELL = Message(
    "invitation.wellbeing", "votre bonne santé", only="ja", note="ますますご清祥のこととお慶び申し上げます。")

_COMPANIES = frozenset({"貴社", "御社", "貴行"})
"""What a Japanese letter calls a company or a bank, which it wishes prosperity; other bodies it wishes progress."""

POSTS: Mapping[Function | None, Message] = {
    "foreign_ambassador": Message("invitation.post.foreign_ambassador", "ambassadeur", only="ja", note="大使"),
    "french_ambassador": Message("invitation.post.french_ambassador", "ambassadeur", only="ja", note="大使"),
    "minister": Message("invitation.post.minister", "ministre", only="ja", note="大臣"),
    "governor": Message("invitation.post.governor", "gouverneur", only="ja", note="知事"),
    "consul_general": Message("invitation.post.consul_general", "consul général", only="ja", note="総領事"),
}
"""What follows the family name where the list gives no title: 大村知事; 様 follows it for everybody else."""
_POST = re.compile(
    "[副支]?(?:知事|市長|町長|村長|区長|議長|大使|公使|総領事|領事|大臣|長官|次官|理事長|理事|委員長|会長|社長|総裁|所長|局長|部長|"
    "学長|院長|館長)$")
_NOT_IN_POST = re.compile(
    r"(?:^|[\s・、（])[前元]|[前元](?:知事|議長|大使|公使|大臣|長官|理事長|会長|社長|総裁)$|名誉|代理|代行|臨時|兼")
"""What is said of a former, acting or honorary post, or of two: to read one out of it would name a wrong rank."""

# --- honorifics --------------------------------------------------------------------------------------------------

PERSON = Message("invitation.honorific.person", "(à une personne)", only="ja", note="様.")
BODY = Message("invitation.honorific.body", "(à un organisme)", only="ja", note="御中.")
SEVERAL = Message("invitation.honorific.several", "(à plusieurs personnes)", only="ja", note="各位.")
PRESS = Message("invitation.honorific.press", "À l’attention de la presse", only="ja", note="報道関係各位.")
EXCELLENCY = Message("invitation.honorific.excellency", "Excellence", only="ja", note="閣下.")
_HONORIFICS: Mapping[Function | None, Message] = {
    "foreign_ambassador": EXCELLENCY, "french_ambassador": EXCELLENCY, "organisation": BODY, "group": SEVERAL,
}


def word_opening(letter: Letter) -> Passage:
    """拝啓　余寒の候、大村知事におかれましては、ますますご清祥のこととお慶び申し上げます。"""
    word = letter.say(CEREMONIAL_OPENING if letter.file.ceremonial else OPENING_WORD)
    sent = letter.edition.state("invitation.date")
    known = isinstance(sent, Known) and isinstance(sent.value, Date)
    season = letter.say(season_of(sent.value.day) if known else ALL_SEASONS)  # type: ignore[union-attr]
    well, addressed = _word_wellbeing(letter)
    message = OPENING if known or addressed else OPENING_ALONE
    return letter.say(message, word=word, season=season, wellbeing=well)


def word_closing_word(letter: Letter) -> Passage:
    return letter.say(CEREMONIAL_CLOSING if letter.file.ceremonial else CLOSING_WORD)


def word_honorific(letter: Letter) -> Passage:
    """What follows the guest's name; what the list gives comes first."""
    guest = letter.guest
    if guest is not None and guest.honorific is not None:
        return (Text(guest.honorific, ""),)
    return letter.say(_HONORIFICS.get(letter.function, PERSON))


def _word_wellbeing(letter: Letter) -> tuple[Passage, bool]:
    """The wish, and whether it names whom it is for: the person in office, else the body, else nobody."""
    if letter.function in ("group", "press"):
        return letter.say(ALL_WELL), True
    if letter.guest is not None and letter.guest.native_name:
        return letter.say(PERSON_WELL, who=_word_reader(letter)), True
    if (term := _term_of_body(letter)) is not None:
        message = COMPANY_WELL if term in _COMPANIES else BODY_WELL
        return letter.say(message, who=(Fact(ORGANISATION, "honorific_term", (Text(term, ""),)),)), True
    return letter.say(UNNAMED_BODY_WELL if letter.function == "organisation" else WELL), False


def _word_reader(letter: Letter) -> Passage:
    """The reader by family name and post: 大村知事, 見本大使閣下; by family name and honorific without a post."""
    guest = letter.guest
    family = japanese_family(guest.native_name) if guest is not None and guest.native_name else ""
    honorific = word_honorific(letter)
    post = _word_post(letter)
    excellent = plain(honorific) == plain(letter.say(EXCELLENCY))
    return (Fact(NAME, "family", (Text(family, ""),)), *post, *(honorific if excellent or not post else ()))


def _word_post(letter: Letter) -> Passage:
    """What follows the family name: the end of the title as the list gives it, else the word for the function."""
    title = None if letter.guest is None else letter.guest.titles.get("ja")
    found = None if title is None or _NOT_IN_POST.search(title) else _POST.search(title)
    if found is not None:
        return (Fact(OFFICE, "post", (Text(found[0], ""),)),)
    post = POSTS.get(letter.function)
    return () if post is None or title is not None else letter.say(post)


def _term_of_body(letter: Letter) -> str | None:
    """貴県, 貴機構: the term of names.yaml for the guest's organisation."""
    state = letter.edition.state(ORGANISATION) if letter.has(ORGANISATION) else None
    if not isinstance(state, Known) or not isinstance(state.value, Named):
        return None
    form = letter.material.names[state.value.name].forms.get("ja")
    return None if form is None else form.honorific


# --- ceremony ----------------------------------------------------------------------------------------------------

_MARK = re.compile("[、。]")
_BETWEEN_NAMES = re.compile("(?<=[A-Za-zÀ-ÿ])、(?=[A-Za-zÀ-ÿ])")

def ceremonial(block: Block) -> Block:
    """A block of a ceremonial letter, whose passages have no punctuation."""
    match block:
        case Paragraph():
            return replace(block, children=without_punctuation(block.children))
        case Particulars():
            rows = (replace(row, text=without_punctuation(row.text)) for row in block.rows)
            return replace(block, rows=tuple(rows))
        case _:
            return block


def without_punctuation(passage: Passage) -> Passage:
    """A passage of a ceremonial letter: 、 and 。 give way to a space, and to nothing at its end.

    Between names in Latin letters, which have spaces of their own, 、 gives way to ・.
    """
    spaced = tuple(_spaced(inline) for inline in passage)
    last = spaced[-1] if spaced else None
    if isinstance(last, Text):
        return (*spaced[:-1], replace(last, text=last.text.rstrip(IDSP)))
    return spaced


def _spaced(inline: Inline) -> Inline:
    match inline:
        case Text():
            return replace(inline, text=_MARK.sub(IDSP, _BETWEEN_NAMES.sub("・", inline.text)))
        case Fact() | Foreign() | Strong() | Link() | Blank() | Untranslated():
            return replace(inline, children=tuple(_spaced(one) for one in inline.children))
        case _:
            return inline
