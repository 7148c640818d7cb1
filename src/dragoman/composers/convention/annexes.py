"""The annexes: a title with its number, words, a table."""

from collections.abc import Iterator

from dragoman.composers.convention.agreement import Agreement
from dragoman.document.nodes import Annex, Block, Table
from dragoman.language.numbering import annex_label
from dragoman.sources.convention_models import AnnexModel, TableModel


def compose_annexes(agreement: Agreement) -> Iterator[Block]:
    for number, annex in enumerate(agreement.file.annexes, 1):
        name = f"annexes.{annex.id}"
        heading = agreement.own(name, "annexes", annex.id, "title")
        yield Annex(name, annex_label(number, agreement.language), heading)
        if annex.text is not None:
            message = agreement.material.message("annexes", annex.id, "text")
            yield from agreement.paragraphs(f"{name}.text", "text", name, message)
        if annex.table is not None:
            yield _table(agreement, annex, annex.table)


def _table(agreement: Agreement, annex: AnnexModel, table: TableModel) -> Table:
    """The table, described by the annex's title."""
    name, steps = f"annexes.{annex.id}", ("annexes", annex.id, "table")
    columns = tuple(agreement.own(name, *steps, "columns", column.id, "heading") for column in table.columns)
    rows = tuple(
        tuple(agreement.own(name, *steps, "rows", row.id, "cells", column.id) for column in table.columns)
        for row in table.rows)
    return Table(f"{name}.table", agreement.own(name, "annexes", annex.id, "title"), columns, rows)
