"""Anchors of a document's parts, and references to them as fields that Word brings up to date.

A field gives the number of the paragraph that a bookmark encloses: the whole number as the list prints it, where the
words of the reference hold just that (« 5.2 », « a) », 第5条); else its figures alone (« l’article 5 »). LibreOffice
knows no field for figures alone and would put the whole number there; and whatever it has not read yet it may take for
lost, and print an error. Such fields go without the word REF, which Word does not need and without which LibreOffice
leaves the words as they are.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dragoman.document.nodes import Annex, Article, Clause, Digits, Document, Inline, Text
from dragoman.document.walk import RIGHT, blocks, column_of

_BOOKMARK_CHARACTERS = 40
_HASH = 8
_NUMBER = re.compile(r".*[^\s–]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The bookmark of a part and the number that its paragraph bears in the list, which may be none."""

    bookmark: str
    number: str


@dataclass(frozen=True, slots=True)
class FieldText:
    """The words of a field and its instruction."""

    instruction: str
    text: str


def list_number(label: str) -> str:
    """What a list prints of a label: all but the dash or the space that parts it from the words."""
    found = _NUMBER.match(label)
    return "" if found is None else found[0]


def bookmark(name: str) -> str:
    """The bookmark of a part by its id: `clause_` and the id without `articles.`, at most forty characters.

    In the right column of a bilingual edition its language comes first: `ja_clause_`.
    """
    own, _, beside = name.partition(RIGHT)
    kind, _, rest = own.partition(".")
    prefix = {"articles": "clause", "annexes": "annex"}.get(kind, kind)
    plain = re.sub(r"\W", "_", "_".join(filter(None, (beside, prefix, rest))))
    if len(plain) <= _BOOKMARK_CHARACTERS:
        return plain
    digest = hashlib.sha256(name.encode()).hexdigest()[:_HASH]
    return f"{plain[:_BOOKMARK_CHARACTERS - _HASH - 1]}_{digest}"


def anchors(document: Document) -> dict[str, Anchor]:
    """The anchors of a document's articles, clauses and annexes by their ids."""
    found: dict[str, Anchor] = {}
    articles: dict[int, str] = {}
    for block in blocks(document):
        match block:
            case Annex():
                found[block.id] = Anchor(bookmark(block.id), list_number(block.label))
            case Article() | Clause():
                if isinstance(block, Article):
                    articles[column_of(block.id)] = block.id
                    found[block.id] = Anchor(bookmark(block.id), list_number(block.label))
                for clause in block.clauses if isinstance(block, Article) else (block,):
                    number = list_number(clause.label)
                    found[clause.id] = Anchor(bookmark(clause.id), number)
                    if clause.opens_article:
                        article = articles[column_of(clause.id)]
                        found[article] = Anchor(bookmark(article), number)
            case _:
                continue
    return found


def reference_parts(
    children: tuple[Inline, ...], targets: Mapping[str, Anchor], behind: Collection[str],
) -> Iterator[Inline | FieldText]:
    """The parts of a reference in order: its words, and fields in the place of its figures.

    `behind` are the ids of the targets that stand before it.
    """
    stretch: list[Text | Digits] = []
    for inline in children:
        if isinstance(inline, Text | Digits):
            stretch.append(inline)
            continue
        yield from _parts(stretch, targets, behind)
        stretch = []
        yield inline
    yield from _parts(stretch, targets, behind)


def _parts(
    stretch: list[Text | Digits], targets: Mapping[str, Anchor], behind: Collection[str],
) -> Iterator[Inline | FieldText]:
    whole = "".join(inline.text for inline in stretch)
    done = place = 0
    for inline in stretch:
        end = place + len(inline.text)
        if isinstance(inline, Digits):
            keyword = "REF " if inline.target in behind else ""
            found = _field(inline, whole, (done, place, end), targets.get(inline.target), keyword)
            if found is not None:
                start, field = found
                if start > done:
                    yield Text(whole[done:start], "")
                yield field
                done = start + len(field.text)
        place = end
    if done < len(whole):
        yield Text(whole[done:], "")


def _field(
    digits: Digits, whole: str, places: tuple[int, int, int], target: Anchor | None, keyword: str,
) -> tuple[int, FieldText] | None:
    """The field for some figures, with its place; none where the target bears no number of its own."""
    free, start, end = places
    if target is None or digits.text not in target.number:
        return None
    inner = target.number.index(digits.text)
    wide = start - inner
    if wide >= free and whole.startswith(target.number, wide):
        switches = r"\w \t \h" if "." in target.number else r"\n \h"
        return wide, FieldText(f"{keyword}{target.bookmark} {switches}", target.number)
    return start, FieldText(rf"{target.bookmark} \n \t \h", whole[start:end])
