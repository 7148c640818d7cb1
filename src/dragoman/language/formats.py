"""Values of facts as each language writes them. Names are written by `inflection`, lists of them by an edition."""

from typing import TypeAlias, assert_never

from dragoman.document.nodes import Foreign, Inline, LanguageTag, LineBreak, Text
from dragoman.facts import Attested, Count, Date, DateRange, Instant, Money, Month, Percent, Rank, Telephone, Year
from dragoman.language.amounts import write_money, write_percent
from dragoman.language.counts import count_lead, count_number
from dragoman.language.dates import write_date, write_date_range, write_month, write_year
from dragoman.language.instants import write_instant
from dragoman.language.passages import merged
from dragoman.language.ranks import write_rank
from dragoman.language.styles import chosen_style
from dragoman.language.telephones import write_telephone

Written: TypeAlias = (
    Date | Month | Year | DateRange | Instant | Money | Percent | Count | Rank | Telephone | Attested
)
NO_LANGUAGE = "zxx"
"""BCP 47 for what is of no language: codes, addresses."""


def write_value(  # noqa: C901, PLR0912 - one case a type
    value: Written, style: str | None, language: LanguageTag,
) -> tuple[Inline, ...]:
    """Write a value in a style of `styles.STYLES`, None meaning the default. Raises UnknownStyle.

    The leaves have no key and their spaces are final: typography leaves them alone. Of a count the number alone is
    written, also in the styles of `counts.PHRASE_STYLES`, whose noun is a message.
    """
    style = chosen_style(type(value), style, language)
    match value:
        case Date():
            passage = write_date(value, style, language)
        case Month():
            passage = write_month(value, style, language)
        case Year():
            passage = (Text(write_year(value, style, language), ""),)
        case DateRange():
            passage = write_date_range(value, style, language)
        case Instant():
            passage = write_instant(value, style, language)
        case Money():
            passage = (Text(write_money(value, style, language), ""),)
        case Percent():
            passage = (Text(write_percent(value, language), ""),)
        case Count() if style == "lead":
            passage = (Text(count_lead(value, language), ""),)
        case Count():
            passage = (Text(count_number(value, language, style).text, ""),)
        case Rank():
            passage = write_rank(value, style, language)
        case Telephone():
            passage = (Text(write_telephone(value, language), ""),)
        case Attested():
            passage = _write_attested(value, language)
        case _:
            assert_never(value)
    return merged(passage)


def _write_attested(value: Attested, language: LanguageTag) -> tuple[Inline, ...]:
    first, *others = value.text.split("\n")
    lines = (Text(first, ""), *(inline for line in others for inline in (LineBreak(), Text(line, ""))))
    return lines if value.language in (language, NO_LANGUAGE) else (Foreign(value.language, lines),)
