"""What the commands of a record share: which record, and how one is opened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from onrecord.cli.tables import TableFormat
from onrecord.cli.terminal import BROKEN_PIPE, SOME_FAILED, silence

if TYPE_CHECKING:
    from onrecord.record import Record

DEFAULT: Final = "onrecord.sqlite"
"""The record that is used when none is named: a file in the current folder."""

RecordOption = Annotated[
    str,
    typer.Option(
        "--record",
        "-r",
        metavar="FILE",
        envvar="ONRECORD_RECORD",
        help="The record; or postgresql://..., a database on a server.",
    ),
]
FormatOption = Annotated[
    TableFormat, typer.Option("--format", "-f", help="table for a person, the others for programs.")
]
ProcessesOption = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="N", help="Read with N processes; by default one a core.", show_default=False
    ),
]


class TierName(StrEnum):
    """The tiers that may be asked for."""

    BEST = "best"
    DEFAULT = "default"
    FAST = "fast"


def _installed(tier: TierName) -> TierName:
    """Return a tier, or end the command where it is not installed."""
    from onrecord.errors import TierError
    from onrecord.reading.tiers import weights_of

    if tier != TierName.DEFAULT:
        try:
            weights_of(tier)
        except TierError as error:
            tell(str(error))
            raise typer.Exit(SOME_FAILED) from None
    return tier


TierOption = Annotated[
    TierName,
    typer.Option(
        "--tier",
        envvar="ONRECORD_TIER",
        callback=_installed,
        help="Which reader: best is right more often, slower, and a package of its own; fast is quicker.",
    ),
]
NoPeopleOption = Annotated[
    bool, typer.Option("--no-people", help="Leave it for later who of the new speakers is who.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress bar.")]


@contextmanager
def opened(place: str, *, read_only: bool) -> Iterator[Record]:
    """Open a record for a command; errors are shown on one line and end the command.

    Args:
        place: the record's file or address.
        read_only: whether the command only looks.
    """
    from onrecord.errors import InputError, OnrecordError

    try:
        with _open(place, read_only) as record:
            yield record
    except BrokenPipeError:
        silence()
        raise typer.Exit(BROKEN_PIPE) from None
    except InputError as error:
        tell(error.name, error.cause)
        raise typer.Exit(SOME_FAILED) from None
    except OnrecordError as error:
        tell(str(error))
        raise typer.Exit(SOME_FAILED) from None


def _open(place: str, read_only: bool) -> Record:
    """Open a record; one of an older version is brought up to date, even where a command only looks."""
    from onrecord.errors import OldRecordError
    from onrecord.record import Record

    try:
        return Record.open(place, read_only=read_only)
    except OldRecordError:
        Record.open(place).close()
        return Record.open(place, read_only=read_only)


def tell(*parts: str) -> None:
    """Print an error on one line of standard error."""
    from onrecord.batch import LONGEST_NAME
    from onrecord.export.words import one_line, shortened

    *names, cause = parts
    told = ["onrecord", *(shortened(name, LONGEST_NAME) for name in names), one_line(cause)]
    print(": ".join(told), file=sys.stderr, flush=True)


def me() -> str:
    """Return the name of who runs the command."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
