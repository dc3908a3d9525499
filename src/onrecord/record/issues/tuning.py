"""The threshold of an issue, fitted to what somebody says of statements that lie around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, func, select, update

from onrecord.errors import InputError
from onrecord.record import loading
from onrecord.record.issues import judging
from onrecord.record.issues.defining import described
from onrecord.record.issues.gathering import FLOOR, NONE, fill, gather
from onrecord.record.issues.judged import told_of
from onrecord.record.issues.members import MEMBER, member_of
from onrecord.record.issues.naming import issue_of
from onrecord.record.issues.results import Example, Tuned
from onrecord.record.issues.scoring import Scorer
from onrecord.record.keys import name_key
from onrecord.record.schema import gathered, issues, judgements, positions, statements

if TYPE_CHECKING:
    from onrecord.record.file import RecordFile

MOST: Final = 200
"""Examples that are shown at once."""

PULL: Final = 1.0
"""How much is lost by moving the threshold by 1."""

SPARE: Final = 4
"""Statements that are looked at for each example: those with the same words are shown once."""


def examples(record: RecordFile, name: str, limit: int) -> tuple[Example, ...]:
    """Return statements around an issue's threshold; see :meth:`onrecord.record.Record.issue_examples`."""
    if not 1 <= limit <= MOST:
        raise InputError(str(limit), f"1 to {MOST} examples can be shown")
    with record.reading() as connection:
        row = issue_of(connection, name)
        above = _around(connection, row, limit, above=True)
        below = _around(connection, row, limit, above=False)
        # Half of each; where one side has fewer, the other side gives more.
        many = max(limit - limit // 2, limit - len(below))
        chosen = above[:many]
        chosen += below[: limit - len(chosen)]
        stands = _stands(connection, row, [one.id for one, _ in chosen])
        found = [Example(one, score, None, stands.get(one.id, ())) for one, score in chosen]
    return tuple(sorted(found, key=lambda one: (-one.score, one.statement.id)))


def tune(record: RecordFile, name: str, yes: Iterable[int], no: Iterable[int], by: str) -> Tuned:
    """Note answers and fit the threshold to them; see :meth:`onrecord.record.Record.tune_issue`."""
    belonging, foreign = list(dict.fromkeys(yes)), list(dict.fromkeys(no))
    both = set(belonging) & set(foreign)
    if both:
        raise InputError(str(min(both)), "this statement cannot both belong to the issue and not")
    with record.writing() as connection:
        row = issue_of(connection, name)
        for numbers, belongs in ((belonging, True), (foreign, False)):
            judging.judge(connection, row.id, numbers, belongs=belongs, example=True, by=by)
        answers = _answers(connection, row)
        if not answers:
            raise InputError(row.name, "nothing was said yet of any statement that it could be tuned by")
        threshold = fitted(answers, row.threshold)
        connection.execute(update(issues).where(issues.c.id == row.id).values(threshold=threshold))
    fill(record, row.id)
    gather(record)
    with record.reading() as connection:
        now = connection.execute(select(issues).where(issues.c.id == row.id)).one()
        return Tuned(
            issue=described(connection, [now])[0],
            before=row.threshold,
            after=threshold,
            answers=len(answers),
            agreeing=sum((score >= threshold) == belongs for score, belongs in answers),
        )


def fitted(answers: Sequence[tuple[float, bool]], before: float) -> float:
    """Return the threshold that answers are best parted by.

    What is lost by a threshold is the share of those that belong and lie below it, and the share of the others that
    do not; as many answers as are given at a time do not tell it exactly, so that each step away from the one before
    has to be earned (:data:`PULL`).

    Args:
        answers: scores, and whether what has them belongs to the issue.
        before: the threshold before.
    """
    scores = sorted({score for score, _ in answers})
    cuts = [before, scores[0], *((a + b) / 2 for a, b in pairwise(scores)), scores[-1] + 0.001]
    inside = [score for score, belongs in answers if belongs]
    outside = [score for score, belongs in answers if not belongs]

    def lost(cut: float) -> float:
        missed = sum(score < cut for score in inside) / max(len(inside), 1)
        false = sum(score >= cut for score in outside) / max(len(outside), 1)
        return missed + false + PULL * abs(cut - before)

    within: list[float] = [min(max(cut, FLOOR), 1.0) for cut in cuts]
    best: float = min(within, key=lost)
    return round(best, 3)


def _answers(connection: Connection, issue: Any) -> list[tuple[float, bool]]:
    """Return the scores of all examples of an issue, each as it would be were it none itself."""
    told = connection.execute(
        select(judgements.c.statement_id, judgements.c.belongs)
        .where(
            judgements.c.issue_id == issue.id, judgements.c.example, judgements.c.statement_id.is_not(None)
        )
        .order_by(judgements.c.id)
    ).all()
    texts = loading.texts_of(connection, [row.statement_id for row in told])
    known = [(texts[row.statement_id], bool(row.belongs)) for row in told]
    found = []
    for place, (text, belongs) in enumerate(known):
        others = known[:place] + known[place + 1 :]
        like = [other for other, inside in others if inside]
        unlike = [other for other, inside in others if not inside]
        found.append((float(Scorer(issue.about, like, unlike).scores([text])[0][0]), belongs))
    return found


def _around(connection: Connection, issue: Any, limit: int, *, above: bool) -> list[tuple[Any, float]]:
    """Return statements of which nothing was said, above or below the threshold, the nearest to it first."""
    best = func.max(gathered.c.score).label("best")
    over = best >= issue.threshold if above else best < issue.threshold
    rows = connection.execute(
        select(gathered.c.statement_id, best)
        .join_from(gathered, statements, statements.c.id == gathered.c.statement_id)
        .outerjoin(judgements, told_of(issue))
        .where(
            gathered.c.issue_id == issue.id,
            gathered.c.place != NONE,
            judgements.c.id.is_(None),
            statements.c.current,
            ~statements.c.rejected,
        )
        .group_by(gathered.c.statement_id)
        .having(over)
        .order_by(best if above else best.desc(), gathered.c.statement_id)
        .limit(limit * SPARE)
    ).all()
    scores = {row.statement_id: row.best for row in rows}
    found: dict[str, tuple[Any, float]] = {}
    for one in loading.statements_by_id(connection, list(scores)):
        found.setdefault(name_key(one.text), (one, scores[one.id]))
    return list(found.values())


def _stands(connection: Connection, issue: Any, numbers: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """Return the stands of statements on an issue's scale."""
    rows = connection.execute(
        select(*MEMBER)
        .join_from(gathered, statements, statements.c.id == gathered.c.statement_id)
        .outerjoin(judgements, told_of(issue))
        .outerjoin(
            positions,
            (positions.c.statement_id == gathered.c.statement_id) & (positions.c.place == gathered.c.place),
        )
        .where(gathered.c.issue_id == issue.id, gathered.c.statement_id.in_(list(numbers)))
        .order_by(gathered.c.statement_id, gathered.c.place)
    )
    found: dict[int, tuple[Any, ...]] = {}
    for row in rows:
        one = member_of(row)
        if one.stand is not None:
            found[one.statement] = (*found.get(one.statement, ()), one.stand)
    return found
