"""``onrecord search``."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT, FormatOption, QuietOption, RecordOption, opened
from onrecord.cli.tables import TableFormat, show
from onrecord.cli.terminal import Color, colored, columns

if TYPE_CHECKING:
    from onrecord.export.sheet import Sheet
    from onrecord.record.search import Filters, Found


class Sort(StrEnum):
    """What comes first."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


Several = list[str] | None

SpeakerOption = Annotated[
    Several,
    typer.Option(
        "--speaker", metavar="NAME", help="Said by NAME, or #NUMBER of a person.", show_default=False
    ),
]
KindOption = Annotated[
    Several,
    typer.Option(
        "--kind", metavar="KIND", help="Said by a person, organisation, state, ...", show_default=False
    ),
]
ActOption = Annotated[
    Several, typer.Option("--act", metavar="ACT", help="refuse, criticise, demand, ...", show_default=False)
]
PositionOption = Annotated[
    Several,
    typer.Option("--position", metavar="STAND", help="ruled_out, opposed, open, ...", show_default=False),
]
TargetOption = Annotated[
    Several, typer.Option("--target", metavar="WORDS", help="Aimed at WORDS.", show_default=False)
]
OutletOption = Annotated[
    Several, typer.Option("--outlet", metavar="NAME", help="Published by NAME.", show_default=False)
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="DATE", help="Published on DATE (2031-05, say) or later.", show_default=False
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Published on DATE or earlier.", show_default=False),
]
QuoteOption = Annotated[
    Several, typer.Option("--quote", metavar="QUOTE", help="direct, mixed or indirect.", show_default=False)
]
CodeOption = Annotated[
    Several,
    typer.Option("--code", metavar="FIELD=CODE", help="Coded so, or by FIELD at all.", show_default=False),
]
OnceOption = Annotated[
    bool,
    typer.Option("--once", help="Of a report that several articles print, only the one added first."),
]
PageOption = Annotated[int, typer.Option("--page", "-p", min=1, metavar="N", help="Which page.")]
LimitOption = Annotated[
    int, typer.Option("--limit", "-n", min=1, max=1000, metavar="N", help="Entries of a page.")
]


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(search)


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]...", help="What must be said.", show_default=False),
    ] = None,
    *,
    record: RecordOption = DEFAULT,
    speaker: SpeakerOption = None,
    kind: KindOption = None,
    act: ActOption = None,
    position: PositionOption = None,
    target: TargetOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    quote: QuoteOption = None,
    code: CodeOption = None,
    once: OnceOption = False,
    meaning: Annotated[
        bool, typer.Option("--meaning", help="Find also what is said in other words.")
    ] = False,
    sort: Annotated[Sort, typer.Option("--sort", help="What comes first.")] = Sort.BEST,
    page: PageOption = 1,
    limit: LimitOption = 20,
    facets: Annotated[
        bool,
        typer.Option(
            "--facets", help="Count speakers, acts, outlets, ... too; in csv and jsonl, the counts alone."
        ),
    ] = False,
    form: FormatOption = TableFormat.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Find statements in a record that have WORDS and pass the filters.

    All words must be there, in any order and whatever their case and accents.
    "Side by side": in this order. docks OR harbour: one of these two. -docks:
    without this word. lea*: any word that begins so. One pair of single quotation
    marks around all WORDS keeps the shell from reading such signs itself.

    A filter may be given several times: then one of its values must hold. Without
    WORDS, the filters alone choose, and the newest statements come first.
    """
    if meaning and sort is not Sort.BEST:
        raise typer.BadParameter("what is found by its meaning is sorted by it", param_hint="--sort")
    query = " ".join(words or ())
    if meaning:
        _learn(record, quiet)
    with opened(record, read_only=True) as kept:
        chosen = filters_of(
            since,
            until,
            once=once,
            speaker=speaker,
            kind=kind,
            act=act,
            position=position,
            target=target,
            outlet=outlet,
            quote=quote,
            code=code,
        )
        found = kept.search(
            query, chosen, meaning=meaning, order=sort.value, page=page, limit=limit, facets=facets
        )
        _show(found, form, facets)


def filters_of(since: str | None, until: str | None, *, once: bool = False, **several: Several) -> Filters:
    """Return what the options of a command ask for."""
    from onrecord.record.search import Filters

    return Filters(
        since=since, until=until, once=once, **{name: tuple(values or ()) for name, values in several.items()}
    )


def sheet() -> Sheet:
    """Return what text goes to on standard output."""
    from onrecord.export.sheet import Sheet

    return Sheet(sys.stdout, columns(None), colored(Color.AUTO, None))


def show_object(value: Any) -> None:
    """Print plain data as one object of JSON."""
    from onrecord.export.output import opened as output

    with output(None, "backslashreplace") as stream:
        stream.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _show(found: Found, form: TableFormat, facets: bool) -> None:
    from onrecord.export import found as export

    if form is TableFormat.TABLE:
        from onrecord.export.output import opened as output

        with output(None, "replace", encoding=None):
            export.write_found(sheet(), found)
    elif form is TableFormat.JSON:
        show_object(export.found_object(found))
    elif facets:
        rows = export.facet_rows(found.facets) if found.facets else ()
        show(export.FACET_COLUMNS, rows, form)
    elif form is TableFormat.CSV:
        show(export.COLUMNS, map(export.hit_row, found.hits), form)
    else:
        objects = [export.hit_object(hit) for hit in found.hits]
        show(tuple(objects[0]) if objects else (), [tuple(one.values()) for one in objects], form)


def _learn(path: str, quiet: bool) -> None:
    """Learn what statements mean that were added since this was asked last, and show how far it is."""
    with opened(path, read_only=True) as kept:
        waiting = kept.unlearnt()
    if not waiting or not writable(path):
        return
    from rich.console import Console
    from rich.progress import Progress

    shown = sys.stderr.isatty() and not quiet
    with (
        opened(path, read_only=False) as kept,
        Progress(console=Console(stderr=True), transient=True, disable=not shown) as bar,
    ):
        task = bar.add_task("Learning meanings", total=waiting)
        kept.learn(lambda done: bar.update(task, completed=done))


def writable(record: str) -> bool:
    """Tell whether a record may be written: a file's rights say so; of one on a server it is seen when it is tried."""
    place = Path(record)
    return "://" in record or all(os.access(one, os.W_OK) for one in (place, place.resolve().parent))
