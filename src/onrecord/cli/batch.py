"""``onrecord batch``: very many articles, on all cores or on many machines."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import QuietOption, TierName, TierOption, tell
from onrecord.cli.terminal import INTERRUPTED, SOME_FAILED, heed_interruptions

if TYPE_CHECKING:
    from collections import Counter

    from onrecord.cluster.run import Summary

_FIELDS = ("text", "url", "outlet", "title", "authors", "published", "language", "id")


class Engine(StrEnum):
    """What reads."""

    LOCAL = "local"
    RAY = "ray"


class Device(StrEnum):
    """What the network runs on."""

    CPU = "cpu"
    CUDA = "cuda"


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(batch)


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Archives, files, folders and addresses.", show_default=False),
    ],
    *,
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="DIR", help="The folder that is written to, or its address.")
    ],
    engine: Annotated[
        Engine, typer.Option("--engine", help="local: the cores of this machine; ray: a Ray cluster.")
    ] = Engine.LOCAL,
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="HOST:PORT",
            help="The Ray cluster's; auto for one that runs here.",
            show_default=False,
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Read N parts at a time; by default one a core.", show_default=False
        ),
    ] = None,
    part: Annotated[
        int | None,
        typer.Option(
            "--part",
            min=1,
            metavar="N",
            help="Records, rows or files to a part; by default 250.",
            show_default=False,
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=NAME",
            help=f"What a field is called in tables and JSON; fields are {', '.join(_FIELDS)}.",
            show_default=False,
        ),
    ] = None,
    tier: TierOption = TierName.DEFAULT,
    device: Annotated[
        Device,
        typer.Option("--device", help="What the network runs on: cuda is a GPU, and needs the extra gpu."),
    ] = Device.CPU,
    allow_local: Annotated[
        bool, typer.Option("--allow-local", help="Fetch addresses inside the local network too.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Read very many articles into a folder of Parquet files.

    The INPUTS are read part by part: WARC files (Common Crawl's news as it is),
    JSON Lines, CSV, Parquet, ZIP archives, pages and texts. Each part is one file
    of each table (articles, statements, speakers), whole or not there at all:
    call the same command again after Ctrl-C, a crash or a full disk, and it
    goes on. At the end stands what became of every input. onrecord add takes
    the folder.

    The exit code is 0 if all went well, whatever was skipped as no article or in
    another language; 1 if something failed, 2 if the command was called wrongly,
    130 if it was interrupted.
    """
    from onrecord.batch import Screen
    from onrecord.cluster.run import batch as run
    from onrecord.errors import InputError, OnrecordError
    from onrecord.intake import IntakeOptions

    heed_interruptions()
    if "" in inputs or "-" in inputs:
        raise typer.BadParameter("files, folders and addresses are read", param_hint="INPUT")
    screen = Screen(None, bar=sys.stderr.isatty() and not quiet)

    def fail(error: InputError) -> None:
        screen.fail(error.name, error.cause)

    try:
        with screen.shown():
            summary = run(
                inputs,
                out,
                engine=engine.value,
                processes=processes,
                address=address,
                every=part,
                options=IntakeOptions(allow_local=allow_local, columns=_columns(column or [])),
                tier=tier,
                device=device.value,
                fail=fail,
                progress=lambda found: screen.advance(found.parts, found.read),
            )
    except InputError as error:
        tell(error.name, error.cause)
        raise typer.Exit(SOME_FAILED) from None
    except OnrecordError as error:
        tell(str(error))
        raise typer.Exit(SOME_FAILED) from None
    _show(summary)
    if summary.interrupted:
        raise typer.Exit(INTERRUPTED)
    if summary.failed:
        raise typer.Exit(SOME_FAILED)


def _columns(given: list[str]) -> tuple[tuple[str, str], ...]:
    pairs = [one.partition("=")[::2] for one in given]
    for field, name in pairs:
        if field not in _FIELDS or not name:
            raise typer.BadParameter(
                f"FIELD=NAME is wanted, with one of {', '.join(_FIELDS)}", param_hint="--column"
            )
    return tuple((field, name) for field, name in pairs)


def _show(summary: Summary) -> None:
    from onrecord.export.words import number_of

    print(f"{number_of(summary.inputs, 'input')}")
    copies = f", {summary.copies:,} of them copies" if summary.copies else ""
    print(f"  {summary.read:,} read{copies}: {number_of(summary.statements, 'statement')}")
    _show_reasons("skipped", summary.skipped)
    _show_reasons("failed", summary.failed)
    before = f", {summary.before:,} there before" if summary.before else ""
    print(f"  {number_of(summary.parts, 'part')}{before}")
    if summary.interrupted:
        print("interrupted; the same command goes on")


def _show_reasons(what: str, counts: Counter[str]) -> None:
    if counts:
        print(f"  {counts.total():,} {what}")
    for why, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        print(f"    {count:,} {why}")
