"""A record into another place: ``onrecord copy``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli.options import QuietOption, opened
from onrecord.cli.terminal import heed_interruptions


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(copy)


def copy(
    source: Annotated[
        str,
        typer.Argument(metavar="FROM", help="The record to copy: a file or an address.", show_default=False),
    ],
    target: Annotated[
        str,
        typer.Argument(metavar="TO", help="Where to: a file that is not there yet, or an empty database."),
    ],
    *,
    quiet: QuietOption = False,
) -> None:
    """Copy a record from a file into a database on a server, or back, or to another file.

    Everything is copied, with all numbers, so that references from elsewhere
    still hold. It is copied whole or not at all.
    """
    from onrecord.batch import Screen
    from onrecord.export.words import number_of

    heed_interruptions()
    screen = Screen(None, bar=sys.stderr.isatty() and not quiet)
    with opened(source, read_only=True) as old, opened(target, read_only=False) as new, screen.shown():
        copied = old.copy_to(new, progress=lambda done, total: screen.advance(done, done, total))
    print(f"{number_of(copied.articles, 'article')} copied, {number_of(copied.statements, 'statement')}")
