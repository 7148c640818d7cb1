"""The clause library: the articles that conventions of this kind have in common, in their order."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from dragoman.composers.convention.library.amendment import AMENDMENT
from dragoman.composers.convention.library.assignment import ASSIGNMENT
from dragoman.composers.convention.library.communication import COMMUNICATION
from dragoman.composers.convention.library.confidentiality import CONFIDENTIALITY
from dragoman.composers.convention.library.consultation import CONSULTATION
from dragoman.composers.convention.library.definitions import DEFINITIONS
from dragoman.composers.convention.library.finance import FINANCE
from dragoman.composers.convention.library.force_majeure import FORCE_MAJEURE
from dragoman.composers.convention.library.general import GENERAL
from dragoman.composers.convention.library.language import LANGUAGE
from dragoman.composers.convention.library.law import LAW
from dragoman.composers.convention.library.liability import LIABILITY
from dragoman.composers.convention.library.model import LibraryArticle
from dragoman.composers.convention.library.monitoring import MONITORING
from dragoman.composers.convention.library.notices import NOTICES
from dragoman.composers.convention.library.obligations import OBLIGATIONS
from dragoman.composers.convention.library.personal_data import PERSONAL_DATA
from dragoman.composers.convention.library.premises import PREMISES
from dragoman.composers.convention.library.purpose import PURPOSE
from dragoman.composers.convention.library.term import TERM
from dragoman.composers.convention.library.termination import TERMINATION

ARTICLES: tuple[LibraryArticle, ...] = (
    PURPOSE, DEFINITIONS, OBLIGATIONS, FINANCE, MONITORING, COMMUNICATION, CONFIDENTIALITY, PERSONAL_DATA, LIABILITY,
    TERM, AMENDMENT, TERMINATION, FORCE_MAJEURE, ASSIGNMENT, LANGUAGE, LAW, NOTICES, CONSULTATION,
)
"""The usual articles in the order in which they stand; `obligations` makes one for each party."""
OPTIONAL_ARTICLES: tuple[LibraryArticle, ...] = (PREMISES, GENERAL)
"""Chosen by name, and placed where the project puts them."""

Condition: TypeAlias = Literal[
    "one_authentic", "several_authentic", "status_unknown", "partly_unknown", "has_translation", "has_annex",
    "several_others",
]
CONDITIONS: Mapping[str, Condition] = MappingProxyType({
    "definitions.annexes": "has_annex",
    "definitions.precedence": "has_annex",
    "language.authentic_one": "one_authentic",
    "language.authentic_all": "several_authentic",
    "language.authentic_in_part": "partly_unknown",
    "language.authentic_undetermined": "status_unknown",
    "language.translations": "has_translation",
    "language.divergence": "several_authentic",
    "notices.several": "several_others",
})
"""Provisions that stand only where their condition holds; all others always do. None is the target of a reference."""

COMPOSED: frozenset[str] = frozenset({"parties", "others", "another", "party", "language_names", "annexes"})
"""Placeholders that the composer fills itself."""

LIBRARY: Mapping[str, LibraryArticle] = MappingProxyType(
    {article.id: article for article in (*ARTICLES, *OPTIONAL_ARTICLES)})
"""Every article by its id."""
