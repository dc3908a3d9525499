"""Issues, and where they stand on them: ``onrecord issue``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT, FormatOption, RecordOption, me, opened
from onrecord.cli.search import (
    LimitOption,
    OutletOption,
    PageOption,
    SinceOption,
    SpeakerOption,
    UntilOption,
    sheet,
    show_object,
    writable,
)
from onrecord.cli.tables import TableFormat, show

if TYPE_CHECKING:
    from typing import BinaryIO

    from onrecord.record import Record
    from onrecord.record.issues import Issue


class Whose(StrEnum):
    """Whose positions are put together."""

    SPEAKER = "speaker"
    STATE = "state"
    PARTY = "party"


class NetworkFormat(StrEnum):
    """What a network is written as."""

    GRAPHML = "graphml"
    MATRIX = "matrix"
    EVENTS = "events"


NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The issue's name.", show_default=False)]
StatementsArgument = Annotated[
    list[int], typer.Argument(metavar="STATEMENT...", help="Numbers of statements.", show_default=False)
]
ThresholdOption = Annotated[
    float | None,
    typer.Option(
        "--threshold", metavar="SCORE", help="What scores so much belongs to it.", show_default=False
    ),
]
AboutOption = Annotated[
    str | None,
    typer.Option("--about", metavar="WORDS", help="The course of action, in words.", show_default=False),
]
WhoseOption = Annotated[Whose, typer.Option("--by", help="Whose positions are put together.")]


def register(app: typer.Typer) -> None:
    """Give the commands to the app."""
    group = typer.Typer(
        name="issue",
        help="Follow courses of action: where they stand, since when, and who moved.",
        no_args_is_help=True,
    )
    group.command(name="new")(new)
    group.command(name="list")(every)
    group.command(name="show")(show_issue)
    for command in (tune, include, exclude, leave, compare, network, change, delete):
        group.command()(command)
    app.add_typer(group)


def new(
    name: NameArgument,
    *,
    record: RecordOption = DEFAULT,
    about: Annotated[
        str,
        typer.Option("--about", metavar="WORDS", help="The course of action, in words.", show_default=False),
    ],
    like: Annotated[
        list[int] | None,
        typer.Option(
            "--like", metavar="STATEMENT", help="A statement that belongs to it.", show_default=False
        ),
    ] = None,
    threshold: ThresholdOption = None,
) -> None:
    """Follow a course of action, and gather the statements that take a position on it.

    WORDS say what would be done: "sending troops to Belmora". It can be put in
    several ways, with semicolons between them; the nearest counts.
    """
    with opened(record, read_only=False) as kept:
        print(_told(kept.new_issue(name, about, like=like or (), threshold=threshold, by=me())))


def every(*, record: RecordOption = DEFAULT, form: FormatOption = TableFormat.TABLE) -> None:
    """List the issues of a record."""
    with opened(record, read_only=True) as kept:
        from onrecord.export.issue import ISSUES, issue_row

        found = kept.issues()
        names = ISSUES[:7] if form is TableFormat.TABLE else ISSUES
        if found or form is not TableFormat.TABLE:
            show(names, [issue_row(one)[: len(names)] for one in found], form)
        else:
            print("no issues yet; onrecord issue new makes one")


def show_issue(
    name: NameArgument,
    *,
    record: RecordOption = DEFAULT,
    whose: WhoseOption = Whose.SPEAKER,
    speaker: SpeakerOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    page: PageOption = 1,
    limit: LimitOption = 20,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """Show where they stand on an issue: positions over time, the present one, and shifts.

    Stands go from ruled out over open to done. One on an action that goes the
    other way round ("stop arming") is put on the same scale; "put as" says how
    the article has it. That no position was seen does not mean "no".
    """
    with looked_at(record) as kept:
        from onrecord.export import issue as export

        found = kept.issue(
            name,
            by=whose.value,
            speaker=speaker or (),
            outlet=outlet or (),
            since=since,
            until=until,
            page=page,
            limit=limit,
        )
        if form is TableFormat.TABLE:
            with _printing():
                export.write_standing(sheet(), found)
        elif form is TableFormat.JSON:
            show_object(export.standing_object(found))
        else:
            show(export.POSITIONS, export.position_rows(found), form)


def tune(
    name: NameArgument,
    *,
    record: RecordOption = DEFAULT,
    yes: Annotated[
        list[int] | None,
        typer.Option("--yes", metavar="STATEMENT", help="It belongs to the issue.", show_default=False),
    ] = None,
    no: Annotated[
        list[int] | None,
        typer.Option("--no", metavar="STATEMENT", help="It does not.", show_default=False),
    ] = None,
    examples: Annotated[
        int, typer.Option("--examples", "-n", min=1, max=200, metavar="N", help="How many are shown.")
    ] = 10,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """Show statements around an issue's threshold, and fit the issue to the answers.

    At a terminal each is asked about: y (belongs to it), n (does not), s (skip),
    q (enough). Elsewhere they are listed, and --yes and --no take the answers.
    """
    from onrecord.export import issue as export

    if yes or no:
        with opened(record, read_only=False) as kept:
            _fit(kept, name, yes or (), no or ())
        return
    with looked_at(record) as kept:
        found = kept.issue_examples(name, examples)
        if not found:
            print("nothing left to ask about")
            return
        if form is not TableFormat.TABLE:
            objects = [export.example_object(one) for one in found]
            if form is TableFormat.JSON:
                show_object(objects)
            else:
                rows = [["; ".join(v) if isinstance(v, list) else v for v in one.values()] for one in objects]
                show(tuple(objects[0]), rows, form)
            return
        asking = sys.stdin.isatty() and sys.stdout.isatty()
        answers: dict[int, bool] = {}
        for one in found:
            with _printing():
                export.write_example(sheet(), one)
            if asking:
                said = typer.prompt("      belongs to it? [y/n/s/q]", default="s", show_default=False)
                if said.strip().lower().startswith("q"):
                    break
                if said.strip().lower()[:1] in ("y", "n"):
                    answers[one.statement.id] = said.strip().lower().startswith("y")
    if answers:
        with opened(record, read_only=False) as kept:
            _fit(
                kept,
                name,
                [n for n, inside in answers.items() if inside],
                [n for n, i in answers.items() if not i],
            )


def include(
    name: NameArgument,
    statements: StatementsArgument,
    *,
    record: RecordOption = DEFAULT,
    turned: Annotated[
        bool | None,
        typer.Option(
            "--turned/--as-put",
            help="Its action goes the other way round than the issue, or does not.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Say that statements belong to an issue, whatever their scores.

    It is remembered, also when their articles are read anew.
    """
    with opened(record, read_only=False) as kept:
        print(_told(kept.include(name, statements, turned=turned, by=me())))


def exclude(name: NameArgument, statements: StatementsArgument, *, record: RecordOption = DEFAULT) -> None:
    """Say that statements do not belong to an issue, whatever their scores."""
    with opened(record, read_only=False) as kept:
        print(_told(kept.exclude(name, statements, by=me())))


def leave(name: NameArgument, statements: StatementsArgument, *, record: RecordOption = DEFAULT) -> None:
    """Take back what was said of statements: their scores decide again."""
    with opened(record, read_only=False) as kept:
        print(_told(kept.leave(name, statements)))


def compare(
    name: NameArgument,
    *,
    record: RecordOption = DEFAULT,
    outlet: Annotated[
        list[str],
        typer.Option("--outlet", metavar="NAME", help="An outlet; give two.", show_default=False),
    ],
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """Compare what two outlets print of an issue: who is heard, and where they stand there."""
    if len(outlet) != 2:
        raise typer.BadParameter("give two outlets", param_hint="--outlet")
    with looked_at(record) as kept:
        from onrecord.export import issue as export

        found = kept.compare_issue(name, *outlet)
        if form is TableFormat.TABLE:
            with _printing():
                export.write_compared(sheet(), found)
        elif form is TableFormat.JSON:
            show_object(export.compared_object(found))
        else:
            show(export.COMPARED, export.compared_rows(found), form)


def network(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Issues; by default all.", show_default=False),
    ] = None,
    *,
    record: RecordOption = DEFAULT,
    whose: WhoseOption = Whose.SPEAKER,
    since: SinceOption = None,
    until: UntilOption = None,
    form: Annotated[
        NetworkFormat,
        typer.Option("--format", "-f", help="A graph, or the tables of Discourse Network Analyzer."),
    ] = NetworkFormat.GRAPHML,
) -> None:
    """Write who agrees and disagrees with which issues, as an affiliation network.

    That is the two-mode network of discourse network analysis: what reads the
    files of Discourse Network Analyzer reads it too, and so do visone and Gephi.
    """
    with looked_at(record) as kept:
        from onrecord.export import network as export

        found = kept.affiliations(names or (), by=whose.value, since=since, until=until)
        if form is NetworkFormat.GRAPHML:
            with bytes_out() as stream:
                export.write_affiliations(stream, found)
            return
        from onrecord.export.output import opened as output

        with output(None, "replace") as text:
            (export.write_matrix if form is NetworkFormat.MATRIX else export.write_events)(text, found)


def change(
    name: NameArgument,
    *,
    record: RecordOption = DEFAULT,
    about: AboutOption = None,
    threshold: ThresholdOption = None,
    rename: Annotated[
        str | None, typer.Option("--rename", metavar="NAME", help="Another name.", show_default=False)
    ] = None,
) -> None:
    """Change what an issue is about, its threshold or its name."""
    if about is None and threshold is None and rename is None:
        raise typer.BadParameter("say what shall change", param_hint="--about, --threshold, --rename")
    with opened(record, read_only=False) as kept:
        print(_told(kept.change_issue(name, about=about, threshold=threshold, rename=rename)))


def delete(name: NameArgument, *, record: RecordOption = DEFAULT) -> None:
    """Take an issue away, with what was said of statements; the statements stay."""
    with opened(record, read_only=False) as kept:
        gone = kept.delete_issue(name)
    print(f"{gone.name} is gone; its statements stay in the record")


def _told(issue: Issue) -> str:
    from onrecord.export.words import number_of, one_line

    told = f"{issue.name}: {one_line(issue.about)} · {number_of(issue.statements, 'statement')}"
    return f"{told} of {number_of(issue.speakers, 'speaker')} · threshold {issue.threshold:.2f}"


def _fit(kept: Record, name: str, yes: Sequence[int], no: Sequence[int]) -> None:
    done = kept.tune_issue(name, yes, no, by=me())
    print(_told(done.issue))
    print(
        f"threshold {done.before:.2f} > {done.after:.2f}, {done.agreeing} of {done.answers} answers agree with it"
    )


@contextmanager
def looked_at(record: str) -> Iterator[Record]:
    """Open a record to look at it, after what is new was looked at for its issues, where it may be written."""
    with opened(record, read_only=True) as kept:
        waiting = any(issue.waiting for issue in kept.issues())
    if waiting and writable(record):
        with opened(record, read_only=False) as kept:
            kept.gather()
    with opened(record, read_only=True) as kept:
        yield kept


@contextmanager
def _printing() -> Iterator[None]:
    from onrecord.export.output import opened as output

    with output(None, "replace", encoding=None):
        yield


@contextmanager
def bytes_out() -> Iterator[BinaryIO]:
    """Give standard output for bytes."""
    sys.stdout.flush()
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()
