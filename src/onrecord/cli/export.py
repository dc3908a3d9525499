"""``onrecord export``."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TextIO

import typer

from onrecord.cli.options import DEFAULT, RecordOption, opened, tell
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
from onrecord.cli.terminal import INTERRUPTED, SOME_FAILED, heed_interruptions

if TYPE_CHECKING:
    from onrecord.export import ChosenWriter


class Format(StrEnum):
    """What statements are written as."""

    JSONL = "jsonl"
    READINGS = "readings"
    CSV = "csv"
    PARQUET = "parquet"
    ANNOTATIONS = "annotations"
    QUOTATIONS = "quotations"
    PLOVER = "plover"
    BRAT = "brat"
    CITATIONS = "citations"


_TABLES: Final = (Format.CSV, Format.PARQUET)

# What a format has no place for, as it is told of statements that it left out.
_NO_PLACE: Final = {
    Format.QUOTATIONS: "nothing in them is quoted",
    Format.PLOVER: "they are no events of PLOVER",
}


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(export)


def export(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]...", help="What must be said.", show_default=False),
    ] = None,
    *,
    form: Annotated[Format, typer.Option("--format", "-f", help="What to write them as.")] = Format.JSONL,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE|FOLDER", help="Write there.", show_default=False),
    ] = None,
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
        bool, typer.Option("--meaning", help="Write also what is said in other words: the nearest.")
    ] = False,
) -> None:
    """Write the statements of a record that have WORDS and pass the filters, in a format of others.

    WORDS and filters are those of search; without any, all are written.

    jsonl: a statement a line. readings: an article a line, as read prints it.
    csv and parquet: a table; into a FOLDER (it is there, or its name ends with a
    slash), with a data package's description. annotations: a W3C Web Annotation
    collection. quotations: schema.org, in JSON-LD. plover: an event a line. brat:
    a FOLDER of standoff files. citations: to copy, a statement a line.

    A FILE or FOLDER appears when it is whole. The exit code is 0 if all went
    well, 1 if nothing fits or it cannot be written, 2 if the command was called
    wrongly, 130 if it was interrupted.
    """
    from onrecord.export.lines import DocumentWriter, LinesWriter
    from onrecord.export.words import number_of

    heed_interruptions()
    folder = form is Format.BRAT or bool(output and (output.endswith(("/", os.sep)) or Path(output).is_dir()))
    _check(form, output, folder)
    path = Path(output) if output else None
    query = " ".join(words or ())
    with opened(record, read_only=True) as kept:
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
        found = kept.chosen(query, filters, meaning=meaning)
        first = next(found, None)
        if first is None:
            tell(str(record), "nothing in it fits; onrecord search --facets shows what there is")
            raise typer.Exit(SOME_FAILED)
        about = (kept.title, filters.told(query))
        try:
            with _writer(form, path, folder, about) as writer:
                for one in chain([first], found):
                    writer.write(one, one.article.title or one.article.id)
                writer.close()
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except OSError as error:
            if isinstance(error, BrokenPipeError) or path is None:
                raise
            tell(str(path), error.strerror or "cannot be written")
            raise typer.Exit(SOME_FAILED) from None
    if isinstance(writer, LinesWriter | DocumentWriter) and writer.left_out:
        tell(f"{number_of(writer.left_out, 'statement')} left out: {_NO_PLACE[form]}")


def _check(form: Format, output: str | None, folder: bool) -> None:
    """Raise BadParameter where a format cannot be written to what was named."""
    if output == "":
        raise typer.BadParameter("it is empty", param_hint="--output")
    if form is Format.BRAT and not output:
        raise typer.BadParameter("brat is a folder of files: name it", param_hint="--output")
    if form is Format.PARQUET and not output:
        raise typer.BadParameter("parquet is no text: name a file or a folder", param_hint="--output")
    if folder and form not in (Format.BRAT, *_TABLES):
        raise typer.BadParameter(f"{form} is one file, and this is a folder", param_hint="--output")


@contextmanager
def _writer(form: Format, path: Path | None, folder: bool, about: tuple[str, str]) -> Iterator[ChosenWriter]:
    """Open what a format is written to, and give its writer; only its own libraries are loaded."""
    from onrecord.export import output

    if folder and path is not None:
        with output.filled(path) as place:
            if form is Format.BRAT:
                from onrecord.export.brat import BratWriter

                yield BratWriter(place)
                return
            with _table(form, place / f"statements.{form}") as writer:
                yield writer
            _describe(form, place, about)
    elif form is Format.PARQUET and path is not None:
        with output.placed(path) as place, _table(form, place) as writer:
            yield writer
    else:
        lines = form in (Format.CSV, Format.CITATIONS)
        with output.opened(path, "replace" if lines else "backslashreplace") as stream:
            yield _text_writer(form, stream, about)


@contextmanager
def _table(form: Format, path: Path) -> Iterator[ChosenWriter]:
    if form is Format.PARQUET:
        from onrecord.export.parquet import ParquetWriter

        yield ParquetWriter(path)
    else:
        with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            yield _text_writer(form, stream, ("", ""))


def _text_writer(form: Format, stream: TextIO, about: tuple[str, str]) -> ChosenWriter:
    from onrecord.export.lines import LinesWriter

    match form:
        case Format.READINGS:
            from onrecord.export.json import JsonLinesWriter

            return JsonLinesWriter(stream)
        case Format.CSV:
            from onrecord.export.stored import StoredCsvWriter

            return StoredCsvWriter(stream)
        case Format.ANNOTATIONS:
            from onrecord.export.annotation import AnnotationWriter

            return AnnotationWriter(stream, f"Statements of {about[0]}: {about[1]}")
        case Format.QUOTATIONS:
            from onrecord.export.quotation import QuotationWriter

            return QuotationWriter(stream)
        case Format.PLOVER:
            from onrecord.export.plover import events

            return LinesWriter(stream, events)
        case Format.CITATIONS:
            from onrecord.export.citation import CitationWriter

            return CitationWriter(stream)
        case _:
            from onrecord.export.stored import statement_objects

            return LinesWriter(stream, statement_objects)


def _describe(form: Format, folder: Path, about: tuple[str, str]) -> None:
    """Write the description of a folder's table beside it."""
    from onrecord.export import package

    fields = package.csv_fields() if form is Format.CSV else package.parquet_fields()
    described = package.descriptor(*about, f"statements.{form}", fields)
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_bytes(text.encode("utf-8", "backslashreplace"))
