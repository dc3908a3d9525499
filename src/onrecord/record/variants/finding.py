"""Quotations that came or changed, compared with all others, and put into sets of variants.

Two quotations belong together if their words are alike (see :mod:`onrecord.record.variants.likeness`), and a set is
all that hang together so. That does not depend on the order in which they came, nor on how many came at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import Connection, delete, exists, func, select, update

from onrecord.export.quoted import quoted_spans
from onrecord.reading.quotations import quotations as quotations_in
from onrecord.record.door import among, insert_plain
from onrecord.record.keys import spans_of, spans_to_text
from onrecord.record.schema import statements
from onrecord.record.variants.candidates import Keys
from onrecord.record.variants.grouping import grouped
from onrecord.record.variants.likeness import compare
from onrecord.record.variants.summing import summarise
from onrecord.record.variants.tables import quotation_keys, quotations, variant_queue
from onrecord.record.variants.texts import texts_of
from onrecord.record.variants.words import Words, alone, is_title, keys, telling, wording
from onrecord.statement import Quote, Spans, slice_of

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

GROUP: Final = 5000
"""Quotations to a transaction: others can write in between."""

LEAST_TELLING: Final = 2
"""Words that carry meaning which a quotation must have to be compared with others."""

SHARED: Final = 2
"""Keys that two quotations must share to be laid beside one another, where both have more than one pair of words."""


@dataclass(frozen=True, slots=True)
class _Quotation:
    """Where a quotation stands, and its words without those that the outlet put in."""

    spans: Spans
    words: tuple[str, ...]


def find(record: RecordFile, progress: Callable[[int], None]) -> int:
    """Compare the quotations that wait for it; return how many there were."""
    done = 0
    while True:
        with record.writing() as connection:
            waiting = connection.scalars(
                select(variant_queue.c.statement_id).order_by(variant_queue.c.statement_id).limit(GROUP)
            ).all()
            if not waiting:
                return done
            done += _compare(connection, waiting)
        progress(done)


def _compare(connection: Connection, waiting: Sequence[int]) -> int:
    numbers = _with_sets(connection, waiting)
    connection.execute(delete(quotations).where(quotations.c.statement_id.in_(among(numbers))))
    connection.execute(delete(variant_queue).where(variant_queue.c.statement_id.in_(among(numbers))))
    new = _read(connection, numbers)
    if new:
        rows = [
            {"statement_id": number, "set_id": number, "spans": spans_to_text(one.spans)}
            for number, one in new.items()
        ]
        insert_plain(connection, quotations, rows)
        _put_together(connection, _alike(connection, new))
    return len(new)


def _with_sets(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """Return statements and those of their sets, which may hang together otherwise without them."""
    sets = select(quotations.c.set_id).where(quotations.c.statement_id.in_(among(numbers)))
    mates = connection.scalars(select(quotations.c.statement_id).where(quotations.c.set_id.in_(sets)))
    return sorted({*numbers, *mates})


def _read(connection: Connection, numbers: Sequence[int]) -> dict[int, _Quotation]:
    """Return the quotations of statements that stand, by the statements' numbers.

    Those that say too little are left out, and names and titles in quotation marks, which are nobody's words.
    """
    by_version: defaultdict[int, list[tuple[int, str, Quote]]] = defaultdict(list)
    for row in connection.execute(
        select(statements.c.id, statements.c.version_id, statements.c.content, statements.c.quote)
        .where(statements.c.id.in_(among(numbers)), statements.c.current, ~statements.c.rejected)
        .where(statements.c.quote != "indirect")
        .order_by(statements.c.id)
    ):
        by_version[row.version_id].append((row.id, row.content, cast(Quote, row.quote)))
    found = {}
    for version, text in texts_of(connection, by_version).items():
        marked = quotations_in(text)
        for number, content, quote in by_version[version]:
            spans = quoted_spans(text, spans_of(content), quote, marked)
            words = Words.of(text, spans).bare()
            if len(telling(words)) >= LEAST_TELLING and not is_title(slice_of(text, spans)):
                found[number] = _Quotation(spans, words)
    return found


def words_of(connection: Connection, numbers: Iterable[int]) -> dict[int, Words]:
    """Return the words of quotations that were compared, by the statements' numbers."""
    by_version: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in connection.execute(
        select(quotations.c.statement_id, quotations.c.spans, statements.c.version_id)
        .join(statements, statements.c.id == quotations.c.statement_id)
        .where(quotations.c.statement_id.in_(among(numbers)))
    ):
        by_version[row.version_id].append((row.statement_id, row.spans))
    return {
        number: Words.of(text, spans_of(spans))
        for version, text in texts_of(connection, by_version).items()
        for number, spans in by_version[version]
    }


def _alike(connection: Connection, new: Mapping[int, _Quotation]) -> list[tuple[int, int]]:
    """Write the keys of new quotations, and return the pairs that are the same words, each with a new one in it.

    Of those that are word for word the same, one stands for all. Those that say too little to be like any other, even
    like themselves, stay alone.
    """
    table = Keys(connection, quotation_keys)
    pairs = []
    wordings = {number: wording(one.words) for number, one in new.items()}
    before = table.owners(wordings.values())
    first: dict[tuple[str, ...], int] = {}
    known = words_of(connection, {number for some in before.values() for number in some})
    for number, said in known.items():
        first.setdefault(said.bare(), number)
    single = {}
    for number, one in new.items():
        if one.words in first and compare(one.words, one.words).alike:
            pairs.append((first[one.words], number))
        else:
            first[one.words] = number
            single[number] = keys(one.words)
    table.put(single)
    met = set(table.shared(single, SHARED))
    # Of those that have a single pair of words, that one must do.
    pairs_of = {number: alone(new[number].words) for number in single}
    short = {number: single[number] for number, some in pairs_of.items() if len(some) == 1}
    met |= set(table.shared(short))
    met |= set(table.shared({number: some for number, some in pairs_of.items() if number not in short}))
    words = {number: one.words for number, one in new.items()}
    others = words_of(connection, {number for pair in met for number in pair} - words.keys())
    words |= {number: one.bare() for number, one in others.items()}
    pairs += [(one, other) for one, other in met if compare(words[one], words[other]).alike]
    return pairs


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
    for top, some in moved.items():
        connection.execute(update(quotations).where(quotations.c.set_id.in_(among(some))).values(set_id=top))
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
