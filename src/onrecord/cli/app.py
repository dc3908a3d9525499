"""The command itself: its commands, and what holds for all of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import (
    against,
    batch,
    check,
    code,
    copy,
    export,
    issue,
    look,
    people,
    read,
    record,
    search,
    serve,
    watch,
)
from onrecord.cli.terminal import SOME_FAILED, silence

app = typer.Typer(
    name="onrecord",
    help="Read news and keep the record of who said what.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read news and keep the record of who said what."""


read.register(app)
record.register(app)
search.register(app)
people.register(app)
look.register(app)
export.register(app)
watch.register(app)
code.register(app)
check.register(app)
copy.register(app)
issue.register(app)
against.register(app)
batch.register(app)
serve.register(app)


def _stand_in_for_closed_streams() -> None:
    """Open what the shell closed (``>&-``), to which Python gives no stream: one that cannot be used."""
    for name, mode in (("stdin", "r"), ("stdout", "r"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command.

    Args:
        arguments: what follows the command's name; by default what the shell gave.
    """
    _stand_in_for_closed_streams()
    try:
        app(args=None if arguments is None else list(arguments), prog_name="onrecord")
    except OSError as error:
        silence()
        print(f"onrecord: standard output: {error.strerror or 'it is closed'}", file=sys.stderr)
        sys.exit(SOME_FAILED)
