"""The articles with their clauses, numbered by their order."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.composers.convention.agreement import Agreement
from dragoman.composers.convention.choice import StandingArticle, StandingClause
from dragoman.composers.convention.emphasis import strong_terms
from dragoman.composers.convention.library.definitions import DEFINITIONS
from dragoman.composers.convention.versions import name_languages
from dragoman.document.nodes import Article, Clause, Inline, Text
from dragoman.language.edition import Local, Passage
from dragoman.language.lists import write_list
from dragoman.language.numbering import article_label, clause_label
from dragoman.wording import Message, paths

ANNEX_ENTRY = Message(
    "convention.annex.entry", "{annex} ({heading})",
    note="Dans la liste des annexes d’une clause ; {annex} : « l’annexe 1 », “Annex 1”, 別紙1.",
)
_STOPS = " \u00a0\u202f;."


def compose_articles(agreement: Agreement) -> Iterator[Article]:
    for number, article in enumerate(agreement.articles, 1):
        heading = _heading(agreement, article)
        yield Article(
            article.id, article_label(number, agreement.language), heading,
            tuple(_clauses(agreement, article, number)))


def _heading(agreement: Agreement, article: StandingArticle) -> Passage:
    words = _worded(agreement, article, article.heading, article.id, {})
    return (Text("（", ""), *words, Text("）", "")) if agreement.language == "ja" else words


def _clauses(agreement: Agreement, article: StandingArticle, number: int) -> Iterator[Clause]:
    for index, clause in enumerate(article.clauses):
        following = article.clauses[index + 1:]
        label = clause_label(
            agreement.targets[clause.id].path, agreement.language, first_of=None if index else number)
        words = _worded(agreement, article, clause.text, clause.id, agreement.references_of(clause))
        if clause.listed and agreement.language != "ja":
            words = _ended(words, clause, following, agreement.language)
        if agreement.language == "en" and article.used is DEFINITIONS and clause.level > 1:
            words = strong_terms(words, most=1)
        yield Clause(clause.id, clause.level, label, clause.force, words)


def _worded(
    agreement: Agreement, article: StandingArticle, message: Message, place: str, references: dict[str, Local],
) -> Passage:
    """A message of the library with what only the convention knows, or the project's own words."""
    if message.key.partition(".")[0] != "convention" or message.file:
        return agreement.own_message(place, message)
    local: dict[str, Local] = dict(references)
    if article.used is not None:
        local |= {parameter.name: f"{article.id}.{parameter.name}" for parameter in article.used.parameters}
    if article.party is not None:
        local["party"] = agreement.terms.local[article.party]
    named = paths(message.text)
    if "language_names" in named:
        local["language_names"] = name_languages(agreement)
    if "annexes" in named:
        local["annexes"] = _annexes(agreement, place)
    return agreement.say(message, **local)


def _annexes(agreement: Agreement, place: str) -> Passage:
    """Every annex by its reference and its title."""
    style = "le" if agreement.language == "fr" else None
    entries = [
        agreement.say(
            ANNEX_ENTRY, annex=agreement.refer(place, (f"annexes.{annex.id}",), style, agreement.language),
            heading=agreement.own(f"annexes.{annex.id}", "annexes", annex.id, "title"))
        for annex in agreement.file.annexes]
    return write_list(entries, agreement.language, "legal")


def _ended(
    words: Passage, clause: StandingClause, following: tuple[StandingClause, ...], language: str,
) -> Passage:
    """An item of the library with the mark of its place: a full stop behind the last of its list, else a semicolon.

    Its list changes where the project drops or adds an item.
    """
    *before, end = words
    if not isinstance(end, Text) or end.text[-1:] not in {";", "."}:
        return words
    others = next((one for one in following if one.level <= clause.level), None)
    last = others is None or others.level < clause.level
    if (end.text[-1] == ".") == last:
        return words
    mark: Inline = replace(end, text=end.text.rstrip(_STOPS) + ("." if last else _semicolon(language)))
    return (*before, mark)


def _semicolon(language: str) -> str:
    return "\u202f;" if language == "fr" else ";"
