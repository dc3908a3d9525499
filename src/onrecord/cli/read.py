"""``onrecord read`` and ``onrecord schema``."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from onrecord.cli.options import TierName, TierOption, tell
from onrecord.cli.terminal import (
    BROKEN_PIPE,
    ELSEWHERE,
    INTERRUPTED,
    NARROWEST,
    SOME_FAILED,
    WIDEST,
    Color,
    colored,
    columns,
    heed_interruptions,
    silence,
)

if TYPE_CHECKING:
    from onrecord.export import Writer


class Format(StrEnum):
    """What a reading is printed as."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


class Precise(StrEnum):
    """Of a hundred statements that are printed, how many shall be right."""

    MOST = "90"
    NEARLY_ALL = "95"


def register(app: typer.Typer) -> None:
    """Give the commands to the app."""
    app.command()(read)
    app.command()(schema)


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Files, folders and addresses; - is standard input.",
            show_default=False,
        ),
    ],
    *,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="text for a person, the others for programs and pages.")
    ] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.", show_default=False)
    ] = None,
    color: Annotated[Color, typer.Option("--color", help="Colour in text.")] = Color.AUTO,
    width: Annotated[
        int | None,
        typer.Option(
            min=NARROWEST,
            metavar="COLUMNS",
            help=f"Columns of text; the terminal's, at most {WIDEST}, or {ELSEWHERE} elsewhere.",
            show_default=False,
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="In text, say how each field was found, and how sure it is.")
    ] = False,
    stands: Annotated[
        bool,
        typer.Option(
            "--stands",
            help="Print where the speakers stand and whom they address, in place of the statements.",
        ),
    ] = False,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, metavar="P", help="Leave out statements less certain than P.")
    ] = 0.0,
    precise: Annotated[
        Precise | None,
        typer.Option(
            "--precise",
            help="Leave out so many of the less certain statements that this percentage of the rest is right.",
            show_default=False,
        ),
    ] = None,
    tier: TierOption = TierName.DEFAULT,
    allow_local: Annotated[
        bool, typer.Option("--allow-local", help="Fetch addresses inside the local network too.")
    ] = False,
    processes: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Read with N processes; by default one a core.", show_default=False
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress bar.")] = False,
) -> None:
    """Print who said what in the articles of the SOURCES.

    Text, HTML, JSON and JSON Lines (objects with a "text"), and any of them
    packed with gzip, are told apart by themselves. What cannot be read is named
    on standard error, one line each, and the rest is read.

    In text, a mark stands before each statement. Its first sign is the act:
    ! threatens, ≠ denies, ✕ refuses, ✓ commits, » demands, − criticises,
    + supports, ~ desires, ? questions, · claims. Its second is the position:
    ⊗ ruled out, ⊖ opposed, ○ open, ⊕ favoured, ◉ pledged, ● done.

    The exit code is 0 if all went well, 1 if something could not be read or
    written, 2 if the command was called wrongly, 130 if it was interrupted:
    then what was read until then is printed.
    """
    from onrecord.batch import Batch, Screen
    from onrecord.errors import InputError, OnrecordError
    from onrecord.intake import IntakeOptions, expand
    from onrecord.reading.choice import at_least

    heed_interruptions(reads=True)  # what was read until then is to be printed
    if "" in sources:
        raise typer.BadParameter("one of them is empty", param_hint="SOURCE")
    if output and any(_same(output, source) for source in sources):
        raise typer.BadParameter("it is one of the SOURCES, and would be written over", param_hint="--output")
    names = [source for source in expand(sources) if not (output and _same(output, source))]
    if not names:
        raise typer.BadParameter("there is nothing to read but the output", param_hint="SOURCE")
    # A folder counts as several, whatever it holds: what is printed shall not depend on that.
    several = len(names) > 1 or names != sources
    screen = Screen(len(names), bar=len(names) > 1 and sys.stderr.isatty() and not quiet)

    def fail(error: InputError) -> None:
        screen.fail(error.name, error.cause)

    batch = Batch(
        names,
        IntakeOptions(allow_local=allow_local),
        processes,
        fail,
        tier=tier,
        precise=int(precise) if precise else None,
    )
    interrupted = False
    try:
        with printed(form, output) as stream:
            writer = writer_of(
                form,
                stream,
                several=several,
                width=width or columns(output),
                color=colored(color, output),
                explain=explain,
                stands=stands,
            )
            try:
                with screen.shown():
                    for name, reading in batch:
                        with screen.aside():
                            writer.write(
                                at_least(reading, min_confidence), "standard input" if name == "-" else name
                            )
                            stream.flush()
                        screen.advance(batch.done, batch.read)
            except KeyboardInterrupt:
                interrupted = True
            if not batch.read:
                raise typer.Exit(INTERRUPTED if interrupted else SOME_FAILED)
            writer.close()
    except BrokenPipeError:
        silence()
        raise typer.Exit(BROKEN_PIPE) from None
    except OnrecordError as error:
        tell(str(error))
        raise typer.Exit(SOME_FAILED) from None
    except OSError as error:
        if not output:
            raise
        screen.fail(str(output), error.strerror or "cannot be written")
        raise typer.Exit(SOME_FAILED) from None
    if interrupted:
        raise typer.Exit(INTERRUPTED)
    if batch.failed:
        raise typer.Exit(SOME_FAILED)


def schema() -> None:
    """Print the JSON Schema of what read prints as json and jsonl."""
    from onrecord.schema import schema_text

    print(schema_text(), end="")


def printed(form: Format, output: Path | None = None) -> AbstractContextManager[TextIO]:
    """Open a file, or standard output, for a format."""
    from onrecord.export.output import opened

    errors = "backslashreplace" if form in (Format.JSON, Format.JSONL) else "replace"
    return opened(output, errors, encoding=None if form is Format.TEXT else "utf-8")


def writer_of(
    form: Format, stream: TextIO, *, several: bool, width: int, color: bool, explain: bool, stands: bool
) -> Writer:
    """Return the writer of a format; only its own libraries are loaded."""
    if stands and form is not Format.HTML:  # a page has both
        return _standswriter_of(form, stream, several=several, width=width, color=color)
    match form:
        case Format.TEXT:
            from onrecord.export.text import TextWriter

            return TextWriter(stream, width, color, explain)
        case Format.JSON:
            from onrecord.export.json import JsonWriter

            return JsonWriter(stream, several)
        case Format.JSONL:
            from onrecord.export.json import JsonLinesWriter

            return JsonLinesWriter(stream)
        case Format.CSV:
            from onrecord.export.csv import CsvWriter

            return CsvWriter(stream)
        case Format.HTML:
            from onrecord.export.html import HtmlWriter

            return HtmlWriter(stream)


def _standswriter_of(form: Format, stream: TextIO, *, several: bool, width: int, color: bool) -> Writer:
    """Return the writer of where the speakers stand."""
    from onrecord.export.json import JsonLinesWriter, JsonWriter
    from onrecord.export.stands import StandsCsvWriter, StandsTextWriter, stands_object

    match form:
        case Format.JSON:
            return JsonWriter(stream, several, stands_object)
        case Format.JSONL:
            return JsonLinesWriter(stream, stands_object)
        case Format.CSV:
            return StandsCsvWriter(stream)
        case _:
            return StandsTextWriter(stream, width, color)


def _same(output: Path, source: str | Path) -> bool:
    try:
        return output.samefile(source)
    except (OSError, ValueError):
        return False
