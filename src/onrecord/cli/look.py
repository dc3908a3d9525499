"""``onrecord speakers`` and ``onrecord speaker``: who speaks in a record."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT, FormatOption, RecordOption, opened
from onrecord.cli.search import (
    ActOption,
    KindOption,
    LimitOption,
    OnceOption,
    OutletOption,
    PageOption,
    PositionOption,
    QuoteOption,
    SinceOption,
    TargetOption,
    UntilOption,
    filters_of,
    sheet,
    show_object,
)
from onrecord.cli.tables import TableFormat, show


def register(app: typer.Typer) -> None:
    """Give the commands to the app."""
    app.command()(speakers)
    app.command()(speaker)


def speakers(
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Only those called so.", show_default=False),
    ] = None,
    *,
    record: RecordOption = DEFAULT,
    kind: KindOption = None,
    act: ActOption = None,
    position: PositionOption = None,
    target: TargetOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    quote: QuoteOption = None,
    once: OnceOption = False,
    page: PageOption = 1,
    limit: LimitOption = 20,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """List who speaks in a record, who said most first.

    With filters, only the statements that pass them count.
    """
    from onrecord.export.found import SPEAKER_COLUMNS, speaker_row, write_speakers

    with opened(record, read_only=True) as kept:
        chosen = filters_of(
            since,
            until,
            once=once,
            speaker=[" ".join(name)] if name else None,
            kind=kind,
            act=act,
            position=position,
            target=target,
            outlet=outlet,
            quote=quote,
        )
        found = kept.speakers(chosen, page=page, limit=limit)
        if form is TableFormat.TABLE:
            write_speakers(sheet(), found)
        else:
            show(SPEAKER_COLUMNS, map(speaker_row, found.lines), form)


def speaker(
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME", help="A name, or #NUMBER of a person (in quotation marks).", show_default=False
        ),
    ],
    *,
    record: RecordOption = DEFAULT,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """Show what a record knows of one speaker.

    That is what articles call them and when, what they do by what they say,
    where they stand, whom they criticise and support, and their latest
    statements. A part of a name will do where only one speaker has it.
    """
    from onrecord.export.found import COLUMNS, hit_row, speaker_object, write_speaker
    from onrecord.record.search import Hit

    with opened(record, read_only=True) as kept:
        known = kept.speaker(" ".join(name))
        if form is TableFormat.TABLE:
            write_speaker(sheet(), known)
        elif form is TableFormat.JSON:
            show_object(speaker_object(known))
        elif form is TableFormat.CSV:
            show(COLUMNS, (hit_row(Hit(one, ())) for one in known.latest), form)
        else:
            value = speaker_object(known)
            show(tuple(value), [tuple(value.values())], form)
