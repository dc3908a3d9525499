"""Who criticises and who supports whom: ``onrecord against``."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from onrecord.cli.issue import bytes_out, looked_at
from onrecord.cli.options import DEFAULT, RecordOption
from onrecord.cli.search import (
    OnceOption,
    OutletOption,
    SinceOption,
    SpeakerOption,
    TargetOption,
    UntilOption,
    filters_of,
    show_object,
)
from onrecord.cli.tables import TableFormat, show


class AgainstFormat(StrEnum):
    """What a list of who is against whom is written as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    JSONL = "jsonl"
    GRAPHML = "graphml"


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(against)


def against(
    *,
    record: RecordOption = DEFAULT,
    issue: Annotated[
        str | None, typer.Option("--issue", metavar="NAME", help="Of an issue alone.", show_default=False)
    ] = None,
    speaker: SpeakerOption = None,
    target: TargetOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    once: OnceOption = False,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=1, metavar="N", help="The most frequent N.", show_default=False),
    ] = None,
    form: Annotated[
        AgainstFormat, typer.Option("--format", "-f", help="table for a person, the others for programs.")
    ] = AgainstFormat.TABLE,
) -> None:
    """Show who criticises and who supports whom, how often, and the statements that say so."""
    with looked_at(record) as kept:
        from onrecord.export import issue as export
        from onrecord.export.words import number_of

        asked = filters_of(since, until, once=once, speaker=speaker, target=target, outlet=outlet)
        found = kept.against(issue=issue, filters=asked, limit=limit)
        if form is AgainstFormat.GRAPHML:
            from onrecord.export.network import write_against

            with bytes_out() as stream:
                write_against(stream, found)
        elif form is AgainstFormat.JSON:
            show_object(export.against_object(found))
        elif form is AgainstFormat.TABLE:
            _table(found.edges)
            more = found.total - len(found.edges)
            print(number_of(found.statements, "statement") + (f", {more:,} more pairs" if more else ""))
        else:
            show(export.EDGES, map(export.edge_row, found.edges), TableFormat(form.value))


_EVIDENCE = 4
"""Statements that a line of a table names."""


def _table(edges: Sequence[Any]) -> None:
    rows = [
        [
            edge.source.name,
            f"{'−' if edge.act == 'criticise' else '+'} {edge.act}s",
            edge.target.name,
            edge.count,
            edge.last,
            " ".join(map(str, edge.statements[:_EVIDENCE])) + (" ..." if edge.count > _EVIDENCE else ""),
        ]
        for edge in edges
    ]
    if rows:
        show(("who", "does", "whom", "times", "last", "statements"), rows, TableFormat.TABLE)
