"""The bilingual edition of a convention: its two columns, and what their heads say of each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.composers.convention.agreement import open_agreement
from dragoman.composers.convention.versions import word_column
from dragoman.composers.parts import Composed, Material
from dragoman.document.bilingual import side_by_side
from dragoman.document.nodes import LanguageTag, LineBreak, Opening
from dragoman.language.edition import Passage
from dragoman.sources.convention_models import ConventionFile


def compose_bilingual(material: Material, editions: Mapping[LanguageTag, Composed]) -> Composed:
    """Set two editions of a convention side by side, one that is authentic at the left; else in the order given."""
    match material.document:
        case ConventionFile() as file:
            pass
        case other:
            raise TypeError(other.kind)
    order = sorted(editions, key=lambda tag: file.languages[tag] != "authentic")
    left, right = (editions[tag] for tag in order)
    heads, openings = zip(*(_head(material, file, tag, editions[tag]) for tag in order), strict=True)
    document = side_by_side(left.document, right.document, (heads[0], heads[1]))
    found = dict.fromkeys((*document.openings, *openings[0], *openings[1]))
    return Composed(replace(document, openings=tuple(found)), left.waived | right.waived)


def _head(
    material: Material, file: ConventionFile, tag: LanguageTag, edition: Composed,
) -> tuple[Passage, Sequence[Opening]]:
    """The head of a column, line by line, and what is open in its words."""
    agreement = open_agreement(material, file, tag, edition.document.state)
    name, status = word_column(agreement)
    return (*name, *((LineBreak(), *status) if status else ())), agreement.edition.openings
