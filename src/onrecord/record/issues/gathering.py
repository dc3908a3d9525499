"""Statements gathered for issues, and gathered again when they come or change.

What may belong to an issue is kept with its score, below the threshold too, so that a page is quick and the threshold
can be moved. Triggers note which statements came or changed since; these alone are looked at next time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from sqlalchemy import Connection, Select, delete, func, insert, select, update

from onrecord.record import loading
from onrecord.record.door import among, dialect_of
from onrecord.record.issues.scoring import MODEL, Scorer, phrases_of, stems_of
from onrecord.record.issues.turning import turned
from onrecord.record.meaning import vectors
from onrecord.record.meaning.embedding import embedding
from onrecord.record.schema import gathered, issues, judgements, positions, statements, ungathered
from onrecord.record.words import Query, Term

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

FLOOR: Final = 0.25
"""The score below which a statement is not kept: no threshold goes lower."""

MOST: Final = 20_000
"""Statements that are looked at word by word; of a larger record those that are nearest by their signs, or have a word
of the issue."""

GROUP: Final = 2000
"""Statements that are looked at in one transaction."""

NONE: Final = -1
"""The place of a statement that takes no position."""

DIRECTED: Final = ("criticise", "support")
"""Acts by which a statement may be of an issue though it takes no position."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A position, or a statement without one: its clause, and the words that are scored."""

    statement: int
    place: int
    stand: Any
    clause: str
    text: str
    before: str = ""


def waiting(connection: Connection) -> int:
    """Return how many statements came or changed since issues were gathered."""
    return connection.scalar(select(func.count()).select_from(ungathered)) or 0


def gather(record: RecordFile, progress: Callable[[int], None] = lambda done: None) -> int:
    """Look at what came or changed; see :meth:`onrecord.record.Record.gather`."""
    with record.reading() as connection:
        stale = connection.scalars(select(issues.c.id).where(issues.c.model != MODEL)).all()
    for number in stale:
        fill(record, number)
    done = 0
    while True:
        with record.writing() as connection:
            some = select(ungathered.c.statement_id).order_by(ungathered.c.statement_id).limit(GROUP)
            numbers = connection.scalars(some).all()
            if not numbers:
                return done
            for issue in connection.execute(select(issues)).all():
                connection.execute(
                    delete(gathered).where(
                        gathered.c.issue_id == issue.id, gathered.c.statement_id.in_(among(numbers))
                    )
                )
                _keep(connection, issue.id, _rows(connection, issue, numbers))
            connection.execute(delete(ungathered).where(ungathered.c.statement_id.in_(among(numbers))))
        done += len(numbers)
        progress(done)


def fill(record: RecordFile, issue: int) -> None:
    """Gather for one issue all there is, in the place of what was gathered for it."""
    with record.reading() as connection:
        many = (connection.scalar(select(func.count()).select_from(_all().subquery())) or 0) > MOST
    if many:
        vectors.learn(record)
    with record.reading() as connection:
        row = connection.execute(select(issues).where(issues.c.id == issue)).one()
        numbers = _candidates(connection, row.about) if many else connection.scalars(_all()).all()
        found = [
            one
            for start in range(0, len(numbers), GROUP)
            for one in _rows(connection, row, numbers[start : start + GROUP])
        ]
    with record.writing() as connection:
        connection.execute(delete(gathered).where(gathered.c.issue_id == issue))
        asked = among({one["statement_id"] for one in found})
        there = set(connection.scalars(select(statements.c.id).where(statements.c.id.in_(asked))))
        _keep(connection, issue, (one for one in found if one["statement_id"] in there))
        connection.execute(update(issues).where(issues.c.id == issue).values(model=MODEL))


def refresh(connection: Connection, issue: int, numbers: Collection[int]) -> None:
    """Gather some statements anew for one issue.

    Args:
        connection: one that holds the write lock.
        issue: the number of the issue.
        numbers: those of the statements.
    """
    row = connection.execute(select(issues).where(issues.c.id == issue)).one()
    connection.execute(
        delete(gathered).where(gathered.c.issue_id == issue, gathered.c.statement_id.in_(among(numbers)))
    )
    _keep(connection, issue, _rows(connection, row, list(numbers)))


def _keep(connection: Connection, issue: int, rows: Iterable[dict[str, Any]]) -> None:
    made = [{"issue_id": issue, **row} for row in rows]
    if made:
        connection.execute(insert(gathered), made)


def _all() -> Select[Any]:
    """Return a query for all statements that may be of an issue."""
    taking = select(positions.c.statement_id).distinct().subquery()
    directed = statements.c.act.in_(DIRECTED) & statements.c.target.is_not(None)
    return select(statements.c.id).where(
        statements.c.current,
        ~statements.c.rejected,
        statements.c.id.in_(select(taking.c.statement_id)) | directed,
    )


def _candidates(connection: Connection, about: str) -> list[int]:
    """Return the statements of a large record that may be of an issue: by their signs, and by its words."""
    taking = np.fromiter(connection.scalars(_all()), np.int64)
    found: set[int] = set()
    phrases = phrases_of(about)
    for vector in embedding().vectors(phrases):
        learnt, away = vectors.distances(connection, vector)
        inside = np.flatnonzero(np.isin(learnt, taking))
        near = inside[np.argsort(away[inside], kind="stable")][: MOST // len(phrases)]
        found.update(learnt[near].tolist())
    terms = [Term(stem, open=True) for stem in stems_of(Scorer(about).words) if len(stem) > 2]
    if terms:
        having = dialect_of(connection).having(Query((tuple(terms),)))
        first = having.order_by(having.selected_columns.id).limit(MOST)
        found.update(np.intersect1d(np.fromiter(connection.scalars(first), np.int64), taking).tolist())
    return sorted(found)


def _rows(connection: Connection, issue: Any, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield what is kept of some statements: scores, and whether an action goes the other way round."""
    told = connection.execute(
        select(judgements.c.statement_id, judgements.c.belongs, judgements.c.example)
        .where(judgements.c.issue_id == issue.id, judgements.c.statement_id.is_not(None))
        .order_by(judgements.c.id)
    ).all()
    inside = {row.statement_id for row in told if row.belongs}
    known = loading.texts_of(connection, [row.statement_id for row in told if row.example])
    scorer = Scorer(
        issue.about,
        [known[row.statement_id] for row in told if row.belongs and row.statement_id in known],
        [known[row.statement_id] for row in told if not row.belongs and row.statement_id in known],
    )
    found = list(_positions(connection, numbers))
    wholes = loading.texts_of(connection, sorted({one.statement for one in found}))
    texts = list(dict.fromkeys((*wholes.values(), *(one.text for one in found))))
    scores, nearest = scorer.scores(texts)
    scored = dict(zip(texts, scores.tolist(), strict=True))
    phrase = dict(zip(texts, (scorer.phrases[n].about for n in nearest), strict=True))
    whole = {number: scored[text] for number, text in wholes.items()}
    parts = {one: scored[one.text] for one in found}
    best: defaultdict[int, float] = defaultdict(float)
    for one, score in parts.items():
        best[one.statement] = max(best[one.statement], score)
    for one, score in parts.items():
        # The position that is nearest to the issue is as near as all of the statement; another one is as much less.
        share = score / best[one.statement] if best[one.statement] else 1.0
        value = round(whole[one.statement] * share, 3)
        if value >= FLOOR or one.statement in inside:
            turns = one.place != NONE and turned(one.clause, phrase[one.text], one.stand, one.before)
            yield {"statement_id": one.statement, "place": one.place, "score": value, "turned": turns}


def _positions(connection: Connection, numbers: Sequence[int]) -> Iterator[_Candidate]:
    """Yield the positions of statements, and the statements of these that take none."""
    standing = connection.execute(
        select(statements.c.id).where(
            statements.c.id.in_(among(numbers)), statements.c.current, ~statements.c.rejected
        )
    ).scalars()
    texts = loading.texts_of(connection, list(standing))
    taken: defaultdict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(
        select(positions)
        .where(positions.c.statement_id.in_(among(texts)))
        .order_by(positions.c.statement_id, positions.c.place)
    ):
        taken[row.statement_id].append(row)
    for number, text in texts.items():
        if number not in taken:
            yield _Candidate(number, NONE, None, text, text)
        yield from _clauses(number, text, taken.get(number, ()))


def _clauses(number: int, text: str, rows: Sequence[Any]) -> Iterator[_Candidate]:
    """Yield the positions of one statement: of several, each has the words from its action to the next one's."""
    starts = _starts(text, [row.action for row in rows])
    for n, row in enumerate(rows):
        begin = starts[n]
        later = [
            start for start in starts.values() if begin is not None and start is not None and start > begin
        ]
        clause = row.action if begin is None else text[begin : min(later, default=len(text))]
        before = text[:begin].split()[-1:] if begin else []
        whole = text if len(rows) == 1 else clause
        yield _Candidate(number, row.place, row.stand, clause, whole, "".join(before))


def _starts(text: str, actions: Sequence[str]) -> Mapping[int, int | None]:
    """Return where actions begin in a statement's words; ``None`` for those that stand beside it."""
    found = ((n, text.find(action)) for n, action in enumerate(actions))
    return {n: at if at >= 0 else None for n, at in found}
