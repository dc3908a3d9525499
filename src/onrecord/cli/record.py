"""What makes and keeps a record: ``onrecord add`` and its fellows."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import (
    DEFAULT,
    FormatOption,
    NoPeopleOption,
    ProcessesOption,
    QuietOption,
    RecordOption,
    TierName,
    TierOption,
    me,
    opened,
    tell,
)
from onrecord.cli.people import settle
from onrecord.cli.read import Format, printed, writer_of
from onrecord.cli.tables import TableFormat, show
from onrecord.cli.terminal import INTERRUPTED, SOME_FAILED, Color, colored, columns, heed_interruptions
from onrecord.errors import InputError
from onrecord.export.words import number_of

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.record.results import Added, Correction, Stats, StoredArticle


def register(app: typer.Typer) -> None:
    """Give the commands to the app."""
    for command in (add, reread, article, forget, stats, sql):
        app.command()(command)


def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Files, folders and addresses; - is standard input.",
            show_default=False,
        ),
    ],
    *,
    record: RecordOption = DEFAULT,
    no_originals: Annotated[
        bool, typer.Option("--no-originals", help="Do not keep the bytes that articles were read from.")
    ] = False,
    allow_local: Annotated[
        bool, typer.Option("--allow-local", help="Fetch addresses inside the local network too.")
    ] = False,
    processes: ProcessesOption = None,
    tier: TierOption = TierName.DEFAULT,
    no_people: NoPeopleOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read the articles of the SOURCES into a record.

    Articles that the record has are passed over; of one that has changed, the new
    text is read and the old one kept. Every article is written as soon as it is
    read: call the same command again after an interruption, and it goes on. When
    all are read, the record finds out who of the new speakers is who.

    What onrecord batch wrote to a folder is added without being read again.

    The exit codes are those of read.
    """
    from onrecord.batch import Batch, Screen, expected
    from onrecord.cluster.stored import add_batches, articles_in, is_batch
    from onrecord.intake import IntakeOptions, expand

    heed_interruptions(reads=True)
    if "" in sources:
        raise typer.BadParameter("one of them is empty", param_hint="SOURCE")
    batches = [source for source in sources if is_batch(source)]
    others = expand(source for source in sources if source not in batches)
    names = [name for name in others if not _is_record(record, name)]
    watched = sys.stderr.isatty() and not quiet
    read = expected(names) if watched else 0
    total = read + sum(articles_in(name) for name in batches) if watched else 0
    screen = Screen(total, bar=total > 1)

    def fail(error: InputError) -> None:
        screen.fail(error.name, error.cause)

    def progress(batch: Batch) -> None:
        screen.advance(batch.seen, batch.read, max(total, batch.seen))

    def loaded(added: Added) -> None:
        done = added.new + added.changed + added.known + added.forgotten
        screen.advance(done, done, max(total, done))

    with opened(record, read_only=False) as kept:
        with screen.shown():
            added = kept.add(
                names,
                options=IntakeOptions(allow_local=allow_local),
                processes=processes,
                originals=not no_originals,
                tier=tier,
                fail=fail,
                progress=progress,
            )
            added = add_batches(kept, batches, added, fail, loaded)
        told = [f"{number_of(added.new, 'article')} added", number_of(added.statements, "statement")]
        for count, what in (
            (added.changed, "changed"),
            (added.known, "known already"),
            (added.forgotten, "forgotten before"),
            (added.failed, "failed"),
        ):
            told += [f"{count:,} {what}"] if count else []
        interrupted = _tell(told, kept, added.interrupted, no_people, quiet)
    if interrupted:
        raise typer.Exit(INTERRUPTED)
    if added.failed:
        raise typer.Exit(SOME_FAILED)


def reread(
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ARTICLE",
            help="Numbers or addresses of articles; by default all.",
            show_default=False,
        ),
    ] = None,
    *,
    record: RecordOption = DEFAULT,
    again: Annotated[
        bool, typer.Option("--again", help="Read also what the present model has read already.")
    ] = False,
    processes: ProcessesOption = None,
    tier: TierOption = TierName.DEFAULT,
    no_people: NoPeopleOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read a record's articles anew with the present model.

    Its statements come in the place of those that are there; what people put
    right keeps standing. Corrections whose place is not found any more are
    listed, and stay in the record. What the present model has read is passed
    over, so that a call after an interruption goes on. When all are read, the
    record finds out who of the new speakers is who.
    """
    from onrecord.batch import Screen

    heed_interruptions(reads=True)
    screen = Screen(None, bar=sys.stderr.isatty() and not quiet)

    def fail(error: InputError) -> None:
        screen.fail(error.name, error.cause)

    with opened(record, read_only=False) as kept:
        numbers = [_number(kept, key) for key in articles] if articles else None
        with screen.shown():
            done = kept.reread(
                numbers,
                again=again,
                processes=processes,
                tier=tier,
                fail=fail,
                progress=lambda done, total: screen.advance(done, done, total),
            )
        told = [f"{number_of(done.articles, 'article')} read anew"]
        if done.articles:
            told.append(f"{number_of(done.after, 'statement')} (before: {done.before:,})")
        if done.passed:
            told.append(f"{done.passed:,} read by this model already")
        if done.failed:
            told.append(f"{done.failed:,} failed")
        interrupted = _tell(told, kept, done.interrupted, no_people, quiet)
    if done.lost:
        print(f"{number_of(len(done.lost), 'correction')} without a place among the statements now:")
        for correction in done.lost:
            print("  " + _told(correction))
    if interrupted:
        raise typer.Exit(INTERRUPTED)
    if done.failed:
        raise typer.Exit(SOME_FAILED)


def article(
    key: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its number or address.", show_default=False)],
    *,
    record: RecordOption = DEFAULT,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="text for a person, the others for programs and pages.")
    ] = Format.TEXT,
    original: Annotated[
        bool, typer.Option("--original", help="Print the bytes that it was read from instead.")
    ] = False,
) -> None:
    """Print who said what in an article of a record, as it stands after corrections."""
    from onrecord.statement import Reading

    with opened(record, read_only=True) as kept:
        found = kept.article(_number(kept, key))
        if original and found:
            stored = kept.original(found.version.id)
            if stored is None:
                raise InputError(key, "its original was not kept")
            sys.stdout.buffer.write(stored.data)
            sys.stdout.flush()
            return
    if found is None:
        tell(key, "there is no such article in the record")
        raise typer.Exit(SOME_FAILED)
    standing = tuple(one.statement for one in found.statements if not one.rejected)
    reading = Reading(found.article, standing, found.version.model)
    if form is Format.TEXT:
        _about(found)
    with printed(form) as stream:
        writer = writer_of(
            form,
            stream,
            several=False,
            width=columns(None),
            color=colored(Color.AUTO, None),
            explain=False,
            stands=False,
        )
        writer.write(reading, found.article.id)
        writer.close()


def forget(
    what: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE|SPEAKER",
            help="An article's number or address; a speaker's name, or # and the number of a person.",
            show_default=False,
        ),
    ],
    *,
    because: Annotated[
        str, typer.Option("--because", metavar="REASON", help="Why; it is noted.", show_default=False)
    ],
    record: RecordOption = DEFAULT,
) -> None:
    """Take an article, or all that somebody said, out of a record for good.

    A speaker's words and name are covered in the texts of the articles, and the
    originals of these articles are dropped. A note stays that tells when, why and
    how much, not what; what it stands for is not added again. The file is written
    anew, so that nothing is left in it: that takes as much free disk again.
    """

    if not because.strip():
        raise typer.BadParameter("it is empty", param_hint="--because")
    with opened(record, read_only=False) as kept:
        number = kept.article_number(what)
        if number is not None:
            note = kept.forget_article(number, because=because, by=me())
        elif what.isdecimal() or "://" in what:
            raise InputError(what, "there is no such article in the record")
        else:
            note = kept.forget_speaker(what, because=because, by=me())
    print(f"forgotten: {number_of(note.statements, 'statement')} in {number_of(note.articles, 'article')}")


def stats(
    *,
    record: RecordOption = DEFAULT,
    form: Annotated[
        TableFormat, typer.Option("--format", "-f", help="table for a person, the others for programs.")
    ] = TableFormat.TABLE,
) -> None:
    """Print how much there is in a record."""
    with opened(record, read_only=True) as kept:
        found = kept.stats()
    if form is not TableFormat.TABLE:
        names = [field.name for field in fields(found)]
        show(names, [[_plain(getattr(found, name), form) for name in names]], form)
        return
    rows: list[tuple[str, str]] = [
        (
            "articles",
            f"{found.articles:,}"
            + (f" ({found.versions:,} versions)" if found.versions > found.articles else "")
            + (f", {found.copies:,} of them copies of another" if found.copies else ""),
        ),
        ("published", f"{found.first_day} to {found.last_day}" if found.first_day else "not known"),
        ("outlets", f"{found.outlets:,}"),
        ("statements", f"{found.statements:,}"),
        ("corrected", _put_right(found)),
        ("quotes", ", ".join(f"{name} {count:,}" for name, count in found.quotes)),
        ("acts", ", ".join(f"{name} {count:,}" for name, count in found.acts)),
        ("speakers", f"{found.speakers:,} names, {found.people:,} people"),
        ("models", ", ".join(f"{name} ({number_of(count, 'article')})" for name, count in found.models)),
        ("originals", f"{found.originals:,}"),
        ("forgotten", number_of(found.forgotten, "time") if found.forgotten else ""),
        ("file", f"{found.bytes / 1e6:,.1f} MB, schema {found.schema}"),
    ]
    show(("", kept.title), [row for row in rows if row[1]], form)


def sql(
    query: Annotated[
        str | None,
        typer.Argument(metavar="QUERY", help="A SELECT; - is standard input.", show_default=False),
    ] = None,
    *,
    record: RecordOption = DEFAULT,
    form: FormatOption = TableFormat.TABLE,
    views: Annotated[bool, typer.Option("--views", help="List the views and their columns.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Print at most N rows.", show_default=False)
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.0, metavar="S", help="Give up after S seconds.")] = 30.0,
) -> None:
    """Answer a QUERY in SQL; it can read a record's views, and change nothing."""
    if (query is None) is not views:
        raise typer.BadParameter("a query is wanted, or --views", param_hint="QUERY")
    with opened(record, read_only=True) as kept:
        if query is None:
            listed = [(name, ", ".join(columns)) for name, columns in kept.views().items()]
            show(("view", "columns"), listed, form)
            return
        found = kept.sql(sys.stdin.read() if query == "-" else query, seconds=seconds, limit=limit)
        show(found.columns, found.rows, form)
    if found.more:
        tell(f"there are more rows than {limit}")


def _tell(told: list[str], kept: Record, interrupted: bool, no_people: bool, quiet: bool) -> bool:
    """Find the same words elsewhere and, unless that is not wanted, who is who; print what was done.

    Returns:
        Whether it was interrupted.
    """
    try:
        if not interrupted:
            kept.compare()
        if not (interrupted or no_people):
            new = settle(kept, quiet=quiet).new
            told += [f"{new:,} new {'person' if new == 1 else 'people'}"] if new else []
    except KeyboardInterrupt:
        interrupted = True
    finally:
        print(", ".join(told))
    return interrupted


def _is_record(record: str, source: object) -> bool:
    """Tell whether a source is the record itself, or a file that stands beside it."""
    return str(source) in {f"{record}{ending}" for ending in ("", "-wal", "-shm")}


def _number(record: Record, key: str) -> int:
    """Return the number of an article."""

    number = record.article_number(key)
    if number is None:
        raise InputError(key, "there is no such article in the record")
    return number


def _about(found: StoredArticle) -> None:
    """Print what the record knows of an article beside what it says."""
    from onrecord.export.words import one_line

    for version in found.versions:
        told = [
            f"version {version.number}" + (" (current)" if version.current else ""),
            f"from {one_line(version.source)}" if version.source else "",
            f"added {version.added_at}",
            f"read by {one_line(version.model)}"
            + (f" {version.read_at}" if version.read_at != version.added_at else ""),
            f"original of {version.original:,} bytes" if version.original is not None else "no original",
        ]
        print(f"article {found.id} · " + " · ".join(part for part in told if part))
    changed = [one for one in found.statements if one.corrected]
    if changed:
        print(f"{number_of(len(changed), 'statement')} corrected by people")


def _told(correction: Correction) -> str:
    from onrecord.export.words import shortened

    return (
        f"correction {correction.id} of article {correction.article}: {correction.field} = "
        f"{shortened(json.dumps(correction.value, ensure_ascii=False), 60)}, by {correction.by} {correction.at}, "
        f"for “{shortened(correction.exact, 60)}”"
    )


def _put_right(found: Stats) -> str:
    """Return how much people corrected, or nothing where they did not."""
    told = f"{found.corrected:,}"
    told += f", {found.rejected:,} rejected" if found.rejected else ""
    told += f", {number_of(found.lost, 'correction')} without a place" if found.lost else ""
    return told if found.corrected or found.rejected or found.lost else ""


def _plain(value: Any, form: TableFormat) -> Any:
    """Return counts as JSON has them, or in one cell."""
    if not isinstance(value, tuple):
        return value
    return (
        dict(value) if form is not TableFormat.CSV else "; ".join(f"{name}: {count}" for name, count in value)
    )
