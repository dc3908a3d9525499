"""Coding by people: ``onrecord code`` and its commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT, FormatOption, RecordOption, me, opened
from onrecord.cli.search import (
    ActOption,
    CodeOption,
    KindOption,
    OnceOption,
    OutletOption,
    PositionOption,
    QuoteOption,
    SinceOption,
    SpeakerOption,
    TargetOption,
    UntilOption,
    filters_of,
)
from onrecord.cli.tables import TableFormat, show

if TYPE_CHECKING:
    from onrecord.record.coding import Agreement, Coded

SHOWN = 60
"""Characters of a statement's words in a table."""


def register(app: typer.Typer) -> None:
    """Give the commands to the app."""
    group = typer.Typer(
        name="code",
        help="Code statements by a codebook of your own: draw them into a sheet, take it back.",
        no_args_is_help=True,
    )
    group.command()(new)
    group.command()(read)
    app.add_typer(group)


def new(
    sheet: Annotated[
        Path, typer.Argument(metavar="SHEET", help="The file to make: .csv or .xlsx.", show_default=False)
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]...", help="What must be said.", show_default=False),
    ] = None,
    *,
    fields: Annotated[
        list[str],
        typer.Option(
            "--fields",
            metavar="FIELD",
            help="NAME, NAME=CODE,CODE, NAME:ordinal=CODE,CODE, NAME:interval, or a codebook.toml.",
            show_default=False,
        ),
    ],
    coder: Annotated[
        list[str] | None,
        typer.Option("--coder", metavar="NAME", help="Who codes. [default: coder1, coder2]"),
    ] = None,
    sample: Annotated[int, typer.Option("--sample", min=1, metavar="N", help="How many statements.")] = 200,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="What they are drawn by.")] = 0,
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
) -> None:
    """Draw statements of a record that have WORDS and pass the filters into a SHEET.

    WORDS and filters are those of search; without any, all are drawn from. The same
    seed draws the same statements, and a larger sample has all of a smaller one.

    Each coder has a column for each field; so has what they agree on when they
    have talked. Coders who should not see each other's codes fill copies.
    """
    from onrecord.export.words import number_of
    from onrecord.record.coding.verbs import CODERS

    filters = filters_of(
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
    with opened(record, read_only=False) as kept:
        drawn = kept.new_sheet(
            sheet,
            fields,
            coders=coder or CODERS,
            sample=sample,
            seed=seed,
            query=" ".join(words or ()),
            filters=filters,
            by=me(),
        )
    print(
        f"sheet {drawn.sheet}: {number_of(drawn.statements, 'statement')} of {drawn.of:,}, seed {drawn.seed}, "
        f"for {' and '.join(drawn.coders)}"
    )


def read(
    sheets: Annotated[
        list[Path],
        typer.Argument(
            metavar="SHEET", help="The sheet, or the copies of it that the coders filled.", show_default=False
        ),
    ],
    *,
    record: RecordOption = DEFAULT,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """Take a SHEET back: keep its codes, and show how far the coders agree, and where not.

    The codes on which they agree stand from now on: search and export know them. A
    cell that is empty changes nothing, and one of - takes a code back. Where
    anything is wrong with a file, nothing is kept.

    In csv and jsonl, the disagreements alone are printed.
    """
    with opened(record, read_only=False) as kept:
        coded = kept.read_sheet(*sheets)
    if form is TableFormat.JSON:
        from onrecord.cli.search import show_object

        show_object(_object(coded))
    elif form is TableFormat.TABLE:
        _report(coded)
    else:
        show(
            ("statement", "field", "codes", "agreed", "words"),
            [
                (one.statement, one.field, _codes(one.codes), one.agreed, one.text)
                for one in coded.disagreements
            ],
            form,
        )


def _report(coded: Coded) -> None:
    from onrecord.export.words import number_of, one_line, shortened

    missing = coded.drawn - coded.rows
    told = [
        f"sheet {coded.sheet}: {number_of(coded.codes, 'code')}, {coded.changed:,} new",
        f"{coded.standing:,} stand",
        f"{number_of(missing, 'statement')} not in it" if missing else "",
        f"{number_of(coded.lost, 'statement')} not found any more" if coded.lost else "",
        f"{number_of(coded.gone, 'row')} of what the record forgot" if coded.gone else "",
    ]
    print(", ".join(part for part in told if part))
    rows = [
        (
            one.field,
            one.level,
            one.statements,
            one.agreed,
            "" if one.alpha is None else f"{one.alpha:.3f}",
            _verdict(one),
        )
        for one in coded.agreements
    ]
    show(("field", "level", "coded by several", "agreed", "alpha", ""), rows, TableFormat.TABLE)
    if coded.disagreements:
        print(f"{number_of(len(coded.disagreements), 'disagreement')}:")
        show(
            ("statement", "field", "codes", "agreed", "words"),
            [
                (
                    "" if one.statement is None else one.statement,
                    one.field,
                    _codes(one.codes),
                    one.agreed or "",
                    shortened(one_line(one.text), SHOWN),
                )
                for one in coded.disagreements
            ],
            TableFormat.TABLE,
        )


def _verdict(one: Agreement) -> str:
    """Return what is to be thought of an alpha, by the bounds that Krippendorff names."""
    if one.alpha is None:
        return "nothing to compare" if not one.statements else "all the same"
    if one.alpha >= 0.8:
        return "reliable"
    return "for tentative conclusions" if one.alpha >= 0.667 else "not reliable"


def _codes(codes: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{coder}: {code}" for coder, code in codes)


def _object(coded: Coded) -> dict[str, object]:
    from dataclasses import asdict

    return {
        **asdict(coded),
        "disagreements": [{**asdict(one), "codes": dict(one.codes)} for one in coded.disagreements],
    }
