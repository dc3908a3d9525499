"""Quotations that came or changed, compared with all others, and put into sets of variants.

Two quotations belong together if their words are alike (see :mod:`onrecord.record.variants.likeness`), and a set is
all that hang together so. That does not depend on the order in which they came, nor on how many came at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Connection, bindparam, delete, exists, func, select, update

from onrecord.record.aside import Aside
from onrecord.record.door import among, insert_plain, plain_rows
from onrecord.record.keys import spans_to_text
from onrecord.record.schema import statements
from onrecord.record.variants.grouping import grouped
from onrecord.record.variants.laying import Laying
from onrecord.record.variants.said import Asked, Content, Said, said_in, said_in_all
from onrecord.record.variants.summing import summarise
from onrecord.record.variants.tables import quotations, variant_queue
from onrecord.record.variants.texts import texts_of

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

GROUP: Final = 5000
"""Quotations to a transaction: others can write in between."""

Ready = Mapping[str, Mapping[Content, Said | None]]
"""What was worked out before it was needed, by articles' texts and statements' contents."""


def find(record: RecordFile, progress: Callable[[int], None]) -> int:
    """Compare the quotations that wait for it; return how many there were."""
    done = 0
    with record.reading() as connection:
        few = waiting(connection) <= GROUP
    # While a group is written, another process reads the words of the next one.
    with Aside(said_in_all, alone=few) as aside, Laying(alone=few) as laying:
        asked = _ask(record, aside, 0)
        while True:
            ready = {
                text: dict(zip(contents, some, strict=True))
                for (text, contents), some in zip(asked.articles, aside.take() or (), strict=True)
            }
            asked = _ask(record, aside, asked.last)
            with record.writing() as connection:
                if not (numbers := _waiting(connection)):
                    return done
                done += _compare(connection, numbers, ready, laying)
            progress(done)


class _Asked(NamedTuple):
    """Articles whose quotations were asked for, and the last statement of them."""

    articles: Sequence[Asked]
    last: int


def _ask(record: RecordFile, aside: Aside[Sequence[Asked], list[list[Said | None]]], last: int) -> _Asked:
    """Ask for the quotations that wait behind one."""
    with record.reading() as connection:
        numbers = _waiting(connection, last)
        articles = [(text, list(contents.values())) for text, contents in _contents(connection, numbers)]
    aside.ask(articles)
    return _Asked(articles, max(numbers, default=last))


def _waiting(connection: Connection, last: int = 0) -> Sequence[int]:
    """Return the first of the quotations that wait behind one."""
    some = select(variant_queue.c.statement_id).where(variant_queue.c.statement_id > last)
    return connection.scalars(some.order_by(variant_queue.c.statement_id).limit(GROUP)).all()


def _compare(connection: Connection, waiting: Sequence[int], ready: Ready, laying: Laying) -> int:
    numbers = _with_sets(connection, waiting)
    connection.execute(delete(quotations).where(quotations.c.statement_id.in_(among(numbers))))
    connection.execute(delete(variant_queue).where(variant_queue.c.statement_id.in_(among(numbers))))
    new = _read(connection, numbers, ready)
    if new:
        rows = [(number, number, spans_to_text(one.spans)) for number, one in new.items()]
        insert_plain(connection, quotations, ("statement_id", "set_id", "spans"), rows)
        _put_together(connection, laying.alike(connection, new))
    return len(new)


def _with_sets(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """Return statements and those of their sets, which may hang together otherwise without them."""
    sets = select(quotations.c.set_id).where(quotations.c.statement_id.in_(among(numbers)))
    mates = connection.scalars(select(quotations.c.statement_id).where(quotations.c.set_id.in_(sets)))
    return sorted({*numbers, *mates})


def _read(connection: Connection, numbers: Sequence[int], ready: Ready) -> dict[int, Said]:
    """Return the quotations of statements, by the statements' numbers."""
    found = {}
    for text, contents in _contents(connection, numbers):
        known = ready.get(text, {})
        if missing := [one for one in contents.values() if one not in known]:
            known = {**known, **dict(zip(missing, said_in(text, missing), strict=True))}
        found.update({number: one for number, content in contents.items() if (one := known[content])})
    return found


def _contents(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[str, dict[int, Content]]]:
    """Yield texts, and the contents of those of these statements that stand, by their numbers."""
    by_version: defaultdict[int, dict[int, Content]] = defaultdict(dict)
    for number, version, content, quote in plain_rows(
        connection,
        select(statements.c.id, statements.c.version_id, statements.c.content, statements.c.quote)
        .where(statements.c.id.in_(among(numbers)), statements.c.current, ~statements.c.rejected)
        .where(statements.c.quote != "indirect")
        .order_by(statements.c.id),
    ):
        by_version[version][number] = (content, quote)
    texts = texts_of(connection, by_version)
    return ((texts[version], contents) for version, contents in by_version.items() if version in texts)


def _put_together(connection: Connection, pairs: Sequence[tuple[int, int]]) -> None:
    """Join the sets of quotations that are the same words."""
    sets = dict(
        connection.execute(
            select(quotations.c.statement_id, quotations.c.set_id).where(
                quotations.c.statement_id.in_(among({number for pair in pairs for number in pair}))
            )
        ).all()
    )
    moved = grouped((sets[one], sets[other]) for one, other in pairs).moved()
    if moved:
        connection.execute(
            update(quotations)
            .where(quotations.c.set_id == bindparam("left"))
            .values(set_id=bindparam("top")),
            [{"left": one, "top": top} for top, some in moved.items() for one in some],
        )
    touched = {*moved, *(top for some in moved.values() for top in some)} | {
        top for pair in pairs for top in (sets[pair[0]], sets[pair[1]])
    }
    summarise(connection, touched)


def waiting(connection: Connection) -> int:
    """Return how many quotations wait to be compared with the others."""
    return connection.scalar(select(func.count()).select_from(variant_queue)) or 0


def compared(connection: Connection) -> int:
    """Return how many quotations were compared with the others."""
    return connection.scalar(select(func.count()).select_from(quotations)) or 0


def is_waiting(connection: Connection) -> bool:
    """Tell whether any quotation waits."""
    return bool(connection.scalar(select(exists().select_from(variant_queue))))
