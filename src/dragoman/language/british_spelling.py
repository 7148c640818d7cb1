"""British spelling (rule 21 of the house's conventions): the American forms that a text must not have.

Sources: New Hart's Rules, 21.2 (British and American spelling); -ise by house style. What the
British write too is not listed (draft, judgment, toll), nor what is another word in British English (meter the
instrument, a computer program, to license).
"""

import re
from collections.abc import Iterator

from dragoman.language.spans import Span

_AMERICAN = """
    color/-/s/ed/ing/ful/fully/less favor/-/s/ed/ing/able/ably/ite/ites/itism honor/-/s/ed/ing/able/ably
    labor/-/s/ed/ing/er/ers neighbor/-/s/ing/hood/hoods/ly behavior/-/s/al harbor/-/s/ed/ing humor/-/s/ed/ing
    endeavor/-/s/ed/ing flavor/-/s/ed/ing/ful rumor/-/s/ed savor/-/s/ed/ing/y splendor vapor/-/s vigor valor odor/-/s
    armor/-/ed/y parlor/-/s candor clamor/-/ed/ing tumor/-/s savior/-/s demeanor fervor rancor ardor
    center/-/s/ed/ing epicenter/-/s theater/-/s amphitheater/-/s fiber/-/s liter/-/s hectoliter/-/s milliliter/-/s
    kilometer/-/s centimeter/-/s millimeter/-/s caliber/-/s luster meager saber/-/s scepter/-/s sepulcher somber
    specter/-/s maneuver/-/s/ed/ing
    catalog/-/s/ed/ing dialog/-/s monolog/-/s
    defense/-/s offense/-/s pretense/-/s
    analyze/-/d/r/rs/s analyzing paralyze/-/d/s paralyzing catalyze/-/d/s catalyzing
    traveled traveling traveler/-/s canceled canceling labeled labeling modeled modeling leveled leveling fueled fueling
    channeled channeling signaled signaling counseled counseling counselor/-/s totaled totaling marvelous/-/ly
    jeweler/-/s jewelry woolen/-/s dialed dialing equaled equaling rivaled tunneled unraveled paneled panelist/-/s
    quarreled medaled medalist/-/s pedaled funneled
    enroll/-/s enrollment/-/s fulfill/-/s fulfillment installment/-/s skillful/-/ly willful/-/ly distill/-/s instill/-/s
    aluminum gray/-/s plow/-/s/ed mold/-/s/ed/ing cozy pajamas skeptic/-/s/al/ism archeology archeological
    archeologist/-/s esthetic/-/s pediatric/-/s anesthesia anesthetic/-/s hemoglobin leukemia artifact/-/s aging
    airplane/-/s toward practiced practicing trademark/-/s/ed program/-/s
"""
_WITH_Z = re.compile(r"[a-z]+iz(?:es?|ed|ers?|ing|ations?|ational|able)")
_KEEPS_Z = re.compile(
    r"(?:re|down|up|out|over|under|mid)?siz(?:es?|ed|ing|able)|priz(?:es?|ed|ing)|seiz(?:es?|ed|ing|able)"
    r"|capsiz(?:es?|ed|ing)|maize|assizes?|baize|pfizer|kaizers?",
)
_WORD = re.compile(r"\b[A-Za-z]+\b")
_IN_CONTEXT = re.compile(
    r"(?<=\d)[- \u00a0]?meters?\b"
    r"|\b(?:a|an|the|this|that|its|their|our|his|her|under|export|import|driving|any|per|by|of) licenses?\b"
    r"|\b(?:can|must|may|should|would|could|who|they|we|you) practice\b"
    r"|\b(?:a|the|best|good|this|common|into|in) practises?\b|\blicenc(?:ed|ing)\b",
)
_SOFTWARE = re.compile(r"(?:computer|software|to)[ \u00a0]\Z")
_SENTENCE_START = re.compile(r"(?:\A|\n|[.!?:][ \u00a0]|[“(•][ \u00a0]?)\Z")
_SMALL_WORD_FOLLOWS = re.compile(r"[ \u00a0,.;:!?)][ \u00a0]?(?:[a-z\d]|\Z|\n)|\n|\Z")


def _spelled_out(table: str) -> frozenset[str]:
    words = set()
    for entry in table.split():
        stem, *endings = entry.split("/")
        words |= {stem + ending.strip("-") for ending in endings} if endings else {stem}
    return frozenset(words)


_FORMS = _spelled_out(_AMERICAN)


def american_forms(text: str) -> Iterator[Span]:
    """Find American spellings. A capitalised word is somebody's name (World Health Organization) unless it opens."""
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if (word in _FORMS or _has_american_z(word)) and _is_wording(text, match):
            yield match.span()
    yield from (match.span() for match in _IN_CONTEXT.finditer(text))


def _has_american_z(word: str) -> bool:
    return _WITH_Z.fullmatch(word) is not None and _KEEPS_Z.fullmatch(word) is None


def _is_wording(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 20):match.start()]
    if match[0].islower():
        return not (match[0].startswith("program") and _SOFTWARE.search(before))
    opens = match[0].istitle() and _SENTENCE_START.search(before) is not None
    return opens and _SMALL_WORD_FOLLOWS.match(text, match.end()) is not None
