"""What every model of a source is made of: strictness, faults, plain words, prose, days and flags."""

import datetime as dt
import re
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic_core import PydanticCustomError


def fault(kind: str, **values: str) -> PydanticCustomError:
    """A fault that `sources.faults` knows by `kind` and words in the user's language."""
    return PydanticCustomError(kind, kind, values)


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, arbitrary_types_allowed=True)


def _text(raw: object) -> object:
    if raw is None:
        raise fault("empty_value")
    return " ".join(raw.split("\n")).strip() if isinstance(raw, str) else raw


def _prose(raw: object) -> object:
    if raw is None:
        raise fault("empty_value")
    return raw.strip() if isinstance(raw, str) else raw


_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,59}")


def _identifier(raw: object) -> object:
    text = _text(raw)
    if isinstance(text, str) and not _IDENTIFIER.fullmatch(text):
        raise fault("not_an_identifier", value=text)
    return text


Identifier: TypeAlias = Annotated[str, BeforeValidator(_identifier)]
Words: TypeAlias = Annotated[str, BeforeValidator(_text), StringConstraints(min_length=1)]
"""Text that is not translated: a source, a reason, a telephone number."""
def _lines(raw: object) -> object:
    if raw is None:
        raise fault("empty_value")
    if not isinstance(raw, str):
        return raw
    return "\n".join(line for line in map(str.strip, raw.split("\n")) if line)


Lines: TypeAlias = Annotated[str, BeforeValidator(_lines), StringConstraints(min_length=1)]
"""Text whose lines stay apart, as those of an address do."""
Paragraphs: TypeAlias = Annotated[str, BeforeValidator(_prose), StringConstraints(min_length=1)]
"""Text whose blank lines part paragraphs."""


class Prose(Model):
    """Wording of the project, translated through its catalogs.

    Written as a plain text, as `{text, note, optional}`, or as `{one, other, by}` where it varies with the count `by`.
    """

    text: Paragraphs
    other: Paragraphs | None = None
    by: str | None = None
    note: str = ""
    optional: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def accept_short_form(cls, raw: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
        if raw is None:
            raise fault("empty_value")
        if isinstance(raw, str):
            return {"text": raw}
        if isinstance(raw, dict) and "one" in raw and "text" not in raw:
            return {("text" if key == "one" else key): entry for key, entry in raw.items()}
        return raw


ISO_DATE = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")


def _date(raw: object) -> dt.date:
    try:
        if isinstance(raw, str) and ISO_DATE.fullmatch(raw):
            return dt.date.fromisoformat(raw)
    except ValueError:
        pass
    raise fault("not_a_date", value=str(raw))


def _flag(raw: object) -> object:
    return {"true": True, "false": False}.get(str(raw), raw)


Day: TypeAlias = Annotated[dt.date, BeforeValidator(_date)]
Flag: TypeAlias = Annotated[bool, BeforeValidator(_flag)]
