"""The command line: ``onrecord read`` and ``onrecord schema``."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TextIO

import typer

if TYPE_CHECKING:
    from onrecord.export import Writer

# Longer lines of prose are hard to read, however wide the terminal is.
WIDEST: Final = 100
NARROWEST: Final = 20
ELSEWHERE: Final = 80
"""The width of what goes to no terminal."""

SOME_FAILED: Final = 1
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141

app = typer.Typer(
    name="onrecord",
    help="Read news and keep the record of who said what.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """What a reading is printed as."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


class Color(StrEnum):
    """Whether text is coloured; ``auto``: on a terminal, unless NO_COLOR is set."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


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


@app.command()
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
        bool, typer.Option("--explain", help="In text, say how each speaker was found, and how sure it is.")
    ] = False,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, metavar="P", help="Leave out statements less certain than P.")
    ] = 0.0,
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

    The exit code is 0 if all went well, 1 if something could not be read or
    written, 2 if the command was called wrongly, 130 if it was interrupted:
    then what was read until then is printed.
    """
    from onrecord.batch import Batch, Screen
    from onrecord.errors import InputError
    from onrecord.export.choice import at_least
    from onrecord.export.output import opened
    from onrecord.intake import IntakeOptions, expand

    # From here on an interruption is no end, for what was read until then is to be printed.
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
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

    batch = Batch(names, IntakeOptions(allow_local=allow_local), processes, fail)
    interrupted = False
    errors = "backslashreplace" if form in (Format.JSON, Format.JSONL) else "replace"
    try:
        with opened(output, errors, encoding=None if form is Format.TEXT else "utf-8") as stream:
            writer = _writer(
                form,
                stream,
                several=several,
                width=width or _columns(output),
                color=_colored(color, output),
                explain=explain,
            )
            try:
                with screen.shown():
                    for name, reading in batch:
                        with screen.aside():
                            writer.write(
                                at_least(reading, min_confidence), "standard input" if name == "-" else name
                            )
                            stream.flush()
                        screen.advance(batch.done)
            except KeyboardInterrupt:
                interrupted = True
            if not batch.read:
                raise typer.Exit(INTERRUPTED if interrupted else SOME_FAILED)
            writer.close()
    except BrokenPipeError:
        _silence()
        raise typer.Exit(BROKEN_PIPE) from None
    except OSError as error:
        if not output:
            raise
        screen.fail(str(output), error.strerror or "cannot be written")
        raise typer.Exit(SOME_FAILED) from None
    if interrupted:
        raise typer.Exit(INTERRUPTED)
    if batch.failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def schema() -> None:
    """Print the JSON Schema of what read prints as json and jsonl."""
    from onrecord.schema import schema_text

    print(schema_text(), end="")


def _writer(form: Format, stream: TextIO, *, several: bool, width: int, color: bool, explain: bool) -> Writer:
    """Return the writer of a format; only its own libraries are loaded."""
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


def _columns(output: Path | None) -> int:
    if output or not sys.stdout.isatty():
        return ELSEWHERE
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        columns = 0
    return max(NARROWEST, min(columns or ELSEWHERE, WIDEST))


def _colored(color: Color, output: Path | None) -> bool:
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not output and not plain and sys.stdout.isatty()


def _same(output: Path, source: str | Path) -> bool:
    try:
        return output.samefile(source)
    except (OSError, ValueError):
        return False


def _silence() -> None:
    """Let nothing more be written to standard output, not even on leaving: nobody reads it, or it is full."""
    if sys.stdout.writable():
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
        _silence()
        print(f"onrecord: standard output: {error.strerror or 'it is closed'}", file=sys.stderr)
        sys.exit(SOME_FAILED)
