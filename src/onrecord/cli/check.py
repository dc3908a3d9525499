"""The same words elsewhere: ``onrecord check``, and ``onrecord variants`` and its commands."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT, FormatOption, QuietOption, RecordOption, opened, tell
from onrecord.cli.search import (
    LimitOption,
    OutletOption,
    PageOption,
    SinceOption,
    UntilOption,
    filters_of,
    sheet,
    show_object,
)
from onrecord.cli.tables import TableFormat, show
from onrecord.cli.terminal import SOME_FAILED

if TYPE_CHECKING:
    from onrecord.record import Record


class By(StrEnum):
    """What sets come first."""

    INTERESTING = "interesting"
    WIDEST = "widest"
    NEWEST = "newest"
    OLDEST = "oldest"


def register(app: typer.Typer) -> None:
    """Give the commands to the app."""
    app.command()(check)
    group = typer.Typer(
        name="variants",
        help="Quotations that are the same words, and articles that are copies of one report.",
        no_args_is_help=True,
    )
    group.command(name="list")(list_variants)
    group.command(name="show")(show_variants)
    group.command()(copies)
    group.command()(find)
    app.add_typer(group)


def check(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="The words, best in quotation marks.", show_default=False),
    ],
    *,
    speaker: Annotated[
        str | None,
        typer.Option(
            "--speaker",
            "-s",
            metavar="NAME",
            help="Who is asked for: a name, or # and a number.",
            show_default=False,
        ),
    ] = None,
    record: RecordOption = DEFAULT,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, max=1000, metavar="N", help="Quotations that are shown.")
    ] = 20,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """Say whether somebody said some words: who, where first, in which variants.

    It looks through what stands in quotation marks. If there is nothing like the
    words in the record, that does not mean that they were never said.
    """
    from onrecord.export import variants as export

    with opened(record, read_only=True) as kept:
        found = kept.check(" ".join(words), speaker=speaker, limit=limit)
        if form is TableFormat.TABLE:
            export.write_checked(sheet(), found)
        elif form is TableFormat.CSV:
            show(export.MATCHES, export.match_rows(found), form)
        else:
            _show(export.checked_object(found), form)
    _tell_waiting(found.waiting)


def list_variants(
    *,
    record: RecordOption = DEFAULT,
    by: Annotated[By, typer.Option("--by", help="What comes first.")] = By.INTERESTING,
    articles: Annotated[
        int, typer.Option("--articles", min=1, metavar="N", help="Only sets in at least N articles.")
    ] = 2,
    speaker: Annotated[
        list[str] | None,
        typer.Option(
            "--speaker", "-s", metavar="NAME", help="Only sets with words of NAME.", show_default=False
        ),
    ] = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    page: PageOption = 1,
    limit: LimitOption = 20,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """List quotations that several articles print.

    A set is shown by its fullest wording. With filters, one of its statements at
    least must pass them.
    """
    from onrecord.export import variants as export

    with opened(record, read_only=True) as kept:
        chosen = filters_of(since, until, speaker=speaker, outlet=outlet)
        found = kept.variants(chosen, order=by.value, articles=articles, page=page, limit=limit)
        if form is TableFormat.TABLE:
            export.write_sets(sheet(), found, by.value)
        else:
            show(export.SETS, map(export.list_row, found.sets), form)
    _tell_waiting(found.waiting)


def show_variants(
    statement: Annotated[
        int,
        typer.Argument(
            min=1,
            metavar="NUMBER",
            help="A set's number, or that of any of its statements.",
            show_default=False,
        ),
    ],
    *,
    record: RecordOption = DEFAULT,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """Show a set of variants: who printed which words first, and how they differ.

    Each wording is laid beside the fullest one: what was left out before, within
    and after the words that both have, what was changed, and what was put in.
    """
    from onrecord.export import variants as export

    with opened(record, read_only=True) as kept:
        found = kept.variant_set(statement)
        if found is None:
            tell(str(statement), _without_variants(kept, statement))
            raise typer.Exit(SOME_FAILED)
        if form is TableFormat.TABLE:
            export.write_set(sheet(), found)
        elif form is TableFormat.CSV:
            show(export.COLUMNS, export.set_rows(found), form)
        else:
            _show(export.set_object(found), form)


def copies(
    *,
    record: RecordOption = DEFAULT,
    page: PageOption = 1,
    limit: LimitOption = 20,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """List reports that several articles print, the most copied first."""
    from onrecord.export import variants as export

    with opened(record, read_only=True) as kept:
        found = kept.reports(page=page, limit=limit)
        if form is TableFormat.TABLE:
            export.write_reports(sheet(), found)
        else:
            rows = [row for report in found.reports for row in export.copy_rows(report)]
            show(export.COPIES, rows, form)
    _tell_waiting(found.waiting, "article")


def find(*, record: RecordOption = DEFAULT, quiet: QuietOption = False) -> None:
    """Find variants and copies among what is new to a record; add does it too."""
    from onrecord.batch import Screen
    from onrecord.export.words import number_of

    with opened(record, read_only=False) as kept:
        waiting = kept.uncompared()
        screen = Screen(
            waiting,
            bar=waiting > 0 and sys.stderr.isatty() and not quiet,
            doing="Comparing",
            noun="quotation",
        )
        with screen.shown():
            done = kept.compare(lambda count: screen.advance(count, count))
    print(
        f"{number_of(done.quotations, 'quotation')} and {number_of(done.texts, 'article')} compared; "
        f"the record has {number_of(done.sets, 'set')} of variants and "
        f"{done.copies:,} {'copy' if done.copies == 1 else 'copies'}"
    )


def _without_variants(record: Record, statement: int) -> str:
    """Return why a statement has no variants."""
    known = record.statements([statement])
    if not known:
        return "there is no such statement in the record"
    if record.uncompared():
        return "no variants of it are known yet; onrecord variants find looks for them"
    if known[0].statement.quote == "indirect":
        return "none of its words stand in quotation marks, so there is nothing to compare"
    return "its words are nowhere else in the record"


def _show(value: dict[str, object], form: TableFormat) -> None:
    if form is TableFormat.JSON:
        show_object(value)
    else:
        show(tuple(value), [tuple(value.values())], form)


def _tell_waiting(count: int, what: str = "quotation") -> None:
    if count:
        from onrecord.export.words import number_of

        tell(f"{number_of(count, what)} not compared yet: onrecord variants find does it")
