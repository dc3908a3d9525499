"""Who is who in a record: ``onrecord people`` and its commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT, FormatOption, QuietOption, RecordOption, me, opened, tell
from onrecord.cli.tables import TableFormat, show
from onrecord.cli.terminal import SOME_FAILED

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.record.people.results import Decision, Identified, Match, Person

PersonArgument = Annotated[
    str, typer.Argument(metavar="PERSON", help="A name, or # and a person's number.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Give the commands to the app."""
    group = typer.Typer(
        name="people",
        help="Who is who across the articles of a record: look at it, and decide.",
        no_args_is_help=True,
    )
    for command in (identify, merge, split, undo, link):
        group.command()(command)
    group.command(name="show")(show_person)
    app.add_typer(group)


def identify(
    *,
    record: RecordOption = DEFAULT,
    again: Annotated[
        bool, typer.Option("--again", help="Decide anew about everybody, with the present model.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Find out whose the mentions are that are new to a record.

    What people decided stands, and people keep their numbers. add and reread do
    so by themselves when they are done; --again looks at everybody once more.
    """
    from onrecord.export.words import number_of

    with opened(record, read_only=False) as kept:
        done = settle(kept, again=again, quiet=quiet)
    print(
        f"{number_of(done.mentions, 'mention')} looked at, {done.new:,} of {done.people:,} people new, "
        f"{number_of(done.joined, 'decision')}, {done.unsure:,} left apart by little"
    )


def settle(kept: Record, *, again: bool = False, quiet: bool = False) -> Identified:
    """Find out who is who in a record, with a bar for a person to watch."""
    from onrecord.batch import Screen

    bar = sys.stderr.isatty() and not quiet
    screen = Screen(None, bar, doing="Who is who", noun="mention")
    with screen.shown():
        return kept.identify(again=again, progress=lambda done, total: screen.advance(done, done, total))


def show_person(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name, or # and a person's number.", show_default=False)
    ],
    *,
    record: RecordOption = DEFAULT,
    decisions: Annotated[
        bool, typer.Option("--decisions", help="What was decided, instead of where they speak.")
    ] = False,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """Show whom a name means: what they are called, where they speak, and what was decided about them.

    The first column of the mentions is what split takes, and the first column of
    the decisions what undo takes. The scores are logarithms of odds.
    """
    from onrecord.errors import UnknownNameError
    from onrecord.record.near import offer
    from onrecord.record.people.finding import NOBODY

    with opened(record, read_only=True) as kept:
        found = kept.people(name)
        if not found:
            raise UnknownNameError(name, NOBODY + offer(kept.near_people(name)))
    if form is TableFormat.TABLE:
        for person in found:
            _head(person)
            _print(person, decisions, form)
        return
    rows = [row for person in found for row in (_decisions(person) if decisions else _mentions(person))]
    show(_DECISION if decisions else _MENTION, rows, form)


_MENTION = ("mention", "person", "name", "kind", "roles", "article", "outlet", "published", "statements")
_DECISION = ("decision", "person", "verdict", "mentions", "score", "because", "by", "at", "undone")


def _print(person: Person, decisions: bool, form: TableFormat) -> None:
    names, rows = (_DECISION, _decisions(person)) if decisions else (_MENTION, _mentions(person))
    kept = [
        n
        for n, name in enumerate(names)
        if name not in ("person", "kind") and any(row[n] not in (None, "") for row in rows)
    ]
    show([names[n] for n in kept], [[row[n] for n in kept] for row in rows], form)


def _head(person: Person) -> None:
    from onrecord.export.words import number_of, one_line

    told = f"#{person.id} {person.name}, {person.kind}, {number_of(len(person.mentions), 'article')}"
    if person.reference:
        told += f", {person.reference}"
    if person.former:
        told += ", before: " + ", ".join(f"#{number}" for number in person.former)
    print(one_line(told))
    others = [f"{name} ({count})" for name, count in person.names if name != person.name]
    if others:
        print(one_line("also called " + ", ".join(others)))


def _mentions(person: Person) -> list[list[Any]]:
    return [
        [
            one.id,
            person.id,
            one.name,
            one.kind,
            "; ".join(one.roles),
            one.article,
            one.outlet,
            one.published[:10] if one.published else None,
            one.statements,
        ]
        for one in person.mentions
    ]


def _decisions(person: Person) -> list[list[Any]]:
    return [_row(one, person.id) for one in (*person.decisions, *person.unsure)]


def _row(one: Decision, person: int) -> list[Any]:
    return [
        one.id,
        person,
        one.verdict,
        f"{one.mention} {one.other}" if one.other is not None else f"{one.mention} {one.reference}",
        one.score,
        because(one),
        one.by,
        one.at,
        f"{one.undone_by} {one.undone_at}" if one.undone_at else None,
    ]


def because(one: Decision | Match) -> str:
    """Return what a score is the sum of, in words and figures."""
    return ", ".join(f"{name} {value:+.1f}" for name, value in one.features.items())


def merge(
    one: PersonArgument,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="A name, or # and a person's number.", show_default=False)
    ],
    *,
    record: RecordOption = DEFAULT,
) -> None:
    """Decide that two people are one.

    The older keeps the number; the other number leads there from now on.
    """
    with opened(record, read_only=False) as kept:
        done = kept.merge_people(one, other, by=me())
    print(_told(done))


def split(
    person: PersonArgument,
    mentions: Annotated[
        list[int], typer.Argument(metavar="MENTION...", help="Numbers that show gives.", show_default=False)
    ],
    *,
    record: RecordOption = DEFAULT,
) -> None:
    """Decide that mentions of a person are somebody else's."""
    with opened(record, read_only=False) as kept:
        done = kept.split_person(person, mentions, by=me())
    print(_told(done))


def undo(
    decision: Annotated[
        int,
        typer.Argument(
            metavar="DECISION", help="The number that show --decisions gives.", show_default=False
        ),
    ],
    *,
    record: RecordOption = DEFAULT,
) -> None:
    """Undo a decision.

    What a person decided is as if it had not been. What a model put together is
    kept apart from now on.
    """
    with opened(record, read_only=False) as kept:
        done = kept.undo_decision(decision, by=me())
    print(_told(done))


def _told(one: Decision) -> str:
    pair = (
        f"mentions {one.mention} and {one.other}"
        if one.other is not None
        else f"{one.mention}, {one.reference}"
    )
    undone = f", undone by {one.undone_by} {one.undone_at}" if one.undone_at else ""
    return f"decision {one.id}: {one.verdict} {pair}, by {one.by} {one.at}{undone}"


def link(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Wikidata's or FollowTheMoney's JSON lines, or Popolo's JSON.",
            show_default=False,
        ),
    ],
    *,
    record: RecordOption = DEFAULT,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """Link people to the entries of a reference list.

    Lines that cannot be read are told and passed over. Whom more than one entry
    fits, or one not surely, is left open and listed.
    """
    from onrecord.errors import InputError

    def fail(error: InputError) -> None:
        tell(error.name, error.cause)

    with opened(record, read_only=False) as kept:
        done = kept.link_people(path, fail=fail)
    rows = [
        [standing, one.person, one.name, one.reference, one.called, one.score, because(one)]
        for standing, some in (("linked", done.links), ("open", done.open))
        for one in some
    ]
    if rows or form is not TableFormat.TABLE:
        show(("standing", "person", "name", "reference", "called", "score", "because"), rows, form)
    if form is TableFormat.TABLE:
        print(
            f"{done.entries:,} {'entry' if done.entries == 1 else 'entries'} read, {len(done.links):,} linked, "
            f"{len({one.person for one in done.open}):,} left open, {done.skipped:,} skipped"
        )
    if done.skipped:
        raise typer.Exit(SOME_FAILED)
