"""`dragoman clauses`."""

import json
import textwrap
from collections.abc import Iterator, Mapping

import click

from dragoman.cli.report import interface
from dragoman.composers.convention.library import CONDITIONS, LIBRARY, OPTIONAL_ARTICLES, Condition
from dragoman.composers.convention.library.model import LibraryArticle, Provision
from dragoman.document.nodes import Force
from dragoman.pipeline.interface import Interface
from dragoman.wording import Message

FORCES: Mapping[Force, Message] = {
    "duty": Message("interface.force.duty", "obligation"),
    "permission": Message("interface.force.permission", "faculté"),
    "intention": Message("interface.force.intention", "intention"),
    "statement": Message("interface.force.statement", "énoncé"),
}
STANDS: Mapping[Condition, Message] = {
    "one_authentic": Message("interface.clause_if.one_authentic", "si une seule version fait foi"),
    "several_authentic": Message("interface.clause_if.several_authentic", "si plusieurs versions font foi"),
    "status_unknown": Message(
        "interface.clause_if.status_unknown",
        "tant que la valeur d’une version est inconnue et qu’aucune ne fait foi"),
    "partly_unknown": Message(
        "interface.clause_if.partly_unknown", "si une version fait foi et que la valeur d’une autre est inconnue"),
    "has_translation": Message("interface.clause_if.has_translation", "si une version est une traduction"),
    "has_annex": Message("interface.clause_if.has_annex", "s’il y a une annexe"),
    "several_others": Message("interface.clause_if.several_others", "à trois parties et plus"),
}
PARAMETERS = Message("interface.clauses.parameters", "à donner sous « with » :")
EACH_PARTY = Message("interface.clauses.per_party", "un article pour chaque partie, nommée par « party »")
OPTIONAL = Message("interface.clauses.optional", "facultatif")
_WIDTH = 110


@click.command("clauses", epilog="""\b
Examples:
  dragoman clauses
  dragoman clauses --format json""")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """Show the library of a convention's articles.

    For each article: its id, heading and clauses with their force, what it asks for, and the lawyer's note on what it
    does not decide.
    """
    words = interface(ctx.obj["interface"])
    if form == "json":
        click.echo(json.dumps([_record(article, words) for article in LIBRARY.values()], ensure_ascii=False, indent=2))
        return
    click.echo("\n\n".join("\n".join(_lines(article, words)) for article in LIBRARY.values()))


def _lines(article: LibraryArticle, words: Interface) -> Iterator[str]:
    marks = [words.text(OPTIONAL)] if article in OPTIONAL_ARTICLES else []
    marks += [words.text(EACH_PARTY)] if article.per_party else []
    yield f"{article.id} – {words.text(article.heading)}" + (f" ({' ; '.join(marks)})" if marks else "")
    for provision in article.provisions:
        indent = "  " * provision.level
        condition = CONDITIONS.get(f"{article.id}.{provision.id}")
        stands = f", {words.text(STANDS[condition])}" if condition else ""
        head = f"{indent}{provision.id} [{words.text(FORCES[provision.force])}{stands}] "
        yield _filled(head + words.text(provision.text), indent + "    ")
    if article.parameters:
        yield "  " + words.text(PARAMETERS)
        yield from (f"    {one.name} [{one.kind}] {words.text(one.label)}" for one in article.parameters)
    yield _filled("  " + words.text(article.note), "  ")


def _filled(text: str, indent: str) -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _record(article: LibraryArticle, words: Interface) -> dict[str, object]:
    return {
        "id": article.id,
        "heading": words.text(article.heading),
        "per_party": article.per_party,
        "optional": article in OPTIONAL_ARTICLES,
        "provisions": [_provision(article, provision, words) for provision in article.provisions],
        "parameters": [
            {"name": parameter.name, "kind": parameter.kind, "label": words.text(parameter.label)}
            for parameter in article.parameters],
        "note": words.text(article.note),
    }


def _provision(article: LibraryArticle, provision: Provision, words: Interface) -> dict[str, object]:
    return {
        "id": provision.id,
        "level": provision.level,
        "force": provision.force,
        "condition": CONDITIONS.get(f"{article.id}.{provision.id}"),
        "references": [target for targets in provision.references.values() for target in targets],
        "text": words.text(provision.text),
    }
