"""Issues for a person at a terminal, and as plain objects and rows for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from rich.text import Text

from onrecord.export.sheet import QUIET, STAND_STYLES, Sheet, stand_told
from onrecord.export.words import STANDS, number_of, one_line, percent, shortened
from onrecord.record.issues import (
    Against,
    Compared,
    Edge,
    Example,
    Holder,
    Issue,
    Printed,
    Shift,
    Standing,
    Taken,
)
from onrecord.record.results import StoredStatement
from onrecord.record.search import Who
from onrecord.statement import Stand

UNSEEN: Final = "no position seen"
"""What is shown in the place of a position: that none was seen is no "no"."""

ISSUES: Final = (
    *("name", "about", "threshold", "statements", "speakers", "first", "last"),
    *("included", "excluded", "lost", "waiting", "by", "created_at"),
)
"""The columns of a list of issues."""

POSITIONS: Final = (
    *("speaker", "kind", "reference", "day", "said", "stand", "put", "turned", "action", "condition"),
    *(
        "present",
        "shift",
        "statement",
        "article",
        "outlet",
        "speakers",
        "words",
        "score",
        "judged",
        "confidence",
    ),
)
"""The columns of :func:`position_rows`."""

EDGES: Final = (
    *("source", "source_kind", "source_reference", "act", "target", "target_kind", "target_reference"),
    *("count", "first", "last", "statements"),
)
"""The columns of :func:`edge_row`."""

COMPARED: Final = (
    *("speaker", "kind", "reference", "one", "one_day", "one_statement", "one_statements"),
    *("other", "other_day", "other_statement", "other_statements", "differ"),
)
"""The columns of :func:`compared_rows`."""

_DAY: Final = 12
_LABEL: Final = 13


def issue_row(issue: Issue) -> tuple[Any, ...]:
    """Return an issue as a row of :data:`ISSUES`."""
    return tuple(getattr(issue, name) for name in ISSUES)


def issue_object(issue: Issue) -> dict[str, Any]:
    """Return an issue as an object of JSON."""
    return dict(zip(ISSUES, issue_row(issue), strict=True))


def standing_object(found: Standing) -> dict[str, Any]:
    """Return where they stand as an object of JSON; ``present`` is null where no position was seen."""
    return {
        "issue": issue_object(found.issue),
        "by": found.by,
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "statements": found.statements,
        "stands": dict(found.stands),
        "outlets": dict(found.outlets),
        "unplaced": found.unplaced,
        "holders": [holder_object(one) for one in found.holders],
    }


def compared_object(found: Compared) -> dict[str, Any]:
    """Return a comparison as an object of JSON."""
    return {
        "issue": issue_object(found.issue),
        "outlets": list(found.outlets),
        "statements": list(found.statements),
        "speakers": list(found.speakers),
        "stands": {stand: [one, other] for stand, one, other in found.stands},
        "holders": [
            {
                **_who_object(one.who),
                "one": _printed_object(one.one),
                "other": _printed_object(one.other),
                "differ": one.differ,
            }
            for one in found.holders
        ],
    }


def against_object(found: Against) -> dict[str, Any]:
    """Return who is against whom as an object of JSON."""
    return {
        "total": found.total,
        "statements": found.statements,
        "unnamed": found.unnamed,
        "edges": [
            {
                "source": _who_object(edge.source),
                "act": edge.act,
                "target": _who_object(edge.target),
                "count": edge.count,
                "first": edge.first,
                "last": edge.last,
                "statements": list(edge.statements),
            }
            for edge in found.edges
        ],
    }


def example_object(one: Example) -> dict[str, Any]:
    """Return a statement near the threshold as an object of JSON."""
    return {
        "statement": one.statement.id,
        "article": one.statement.article,
        "published": one.statement.published,
        "outlet": one.statement.outlet,
        "speakers": [who.name for who in one.statement.speakers],
        "text": one.statement.text,
        "score": one.score,
        "stands": list(one.stands),
    }


def position_rows(found: Standing) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each position, the oldest of a holder first; one row where no position of somebody was seen."""
    for holder in found.holders:
        who = (holder.who.name, holder.who.kind, holder.who.reference)
        moves = {id(shift.after): shift for shift in holder.shifts}
        for one in holder.positions:
            shift = moves.get(id(one))
            yield (
                *who,
                one.day,
                one.said,
                one.stand,
                one.put,
                one.turned,
                one.action.text,
                one.condition.text if one.condition else None,
                one is holder.present,
                f"{shift.before.stand} > {shift.after.stand}" if shift else None,
                one.statement.id,
                one.statement.article,
                one.statement.outlet,
                "; ".join(speaker.name for speaker in one.statement.speakers),
                one.statement.text,
                one.score,
                one.judged,
                one.confidence,
            )
        if not holder.positions:
            yield (*who, None, None, UNSEEN, *(None,) * (len(POSITIONS) - 6))


def compared_rows(found: Compared) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each speaker of a comparison."""
    for one in found.holders:
        yield (
            one.who.name,
            one.who.kind,
            one.who.reference,
            *_printed_row(one.one),
            *_printed_row(one.other),
            one.differ,
        )


def edge_row(edge: Edge) -> tuple[Any, ...]:
    """Return an edge as a row of :data:`EDGES`."""
    source, target = edge.source, edge.target
    return (
        *(source.name, source.kind, source.reference, edge.act),
        *(target.name, target.kind, target.reference),
        *(edge.count, edge.first, edge.last, " ".join(map(str, edge.statements))),
    )


def write_standing(sheet: Sheet, found: Standing) -> None:
    """Write where they stand for a person."""
    _head(sheet, found.issue)
    if not found.issue.statements:
        sheet.lines(
            Text("nothing in this record takes a position on it; tune it, or say it in other words", QUIET)
        )
    tally = Text()
    for stand, count in found.stands:
        if count:
            tally.append_text(stand_told(stand)).append(f" {count}   ")
    if tally:
        sheet.lines(Text.assemble("now  ", tally))
    for holder in found.holders:
        sheet.blank()
        _holder(sheet, holder)
    sheet.blank()
    if found.pages > 1:
        sheet.lines(Text(f"page {found.page} of {found.pages}, {found.total:,} in all", QUIET))
    if found.unplaced:
        whose = "speaker" if found.by == "speaker" else found.by
        sheet.lines(Text(f"{number_of(found.unplaced, 'statement')} of no known {whose} left out", QUIET))


def write_compared(sheet: Sheet, found: Compared) -> None:
    """Write a comparison for a person."""
    _head(sheet, found.issue)
    sheet.blank()
    for n, outlet in enumerate(found.outlets):
        told = Text.assemble(
            (one_line(outlet), "bold"), f"  {number_of(found.statements[n], 'statement')} of "
        )
        told.append(f"{number_of(found.speakers[n], 'speaker')}   ")
        for row in found.stands:
            if row[1 + n]:
                told.append_text(stand_told(row[0])).append(f" {row[1 + n]}   ")
        sheet.lines(told)
    for one in found.holders:
        sheet.blank()
        told = Text(one_line(one.who.name), "bold")
        if one.differ:
            told.append("  they differ", "yellow")
        sheet.lines(told)
        for outlet, printed in zip(found.outlets, (one.one, one.other), strict=True):
            _printed(sheet, outlet, printed)


def write_example(sheet: Sheet, one: Example) -> None:
    """Write a statement near the threshold for a person."""
    who = ", ".join(speaker.name for speaker in one.statement.speakers) or "nobody named"
    first = Text(f"{one.score:.2f}  ", QUIET).append(one_line(who), "bold")
    for stand in one.stands:
        first.append("  ").append_text(stand_told(stand))
    sheet.lines(first)
    _words(sheet, one.statement.text, 6)
    _source(sheet, one.statement, 6)


def _head(sheet: Sheet, issue: Issue) -> None:
    sheet.lines(Text.assemble((issue.name, "bold underline"), f"  {one_line(issue.about)}"), 0, 2)
    told = f"{number_of(issue.statements, 'statement')} of {number_of(issue.speakers, 'speaker')}"
    if issue.first:
        told += f" · {issue.first} to {issue.last}"
    told += f" · threshold {issue.threshold:.2f}"
    for count, words in ((issue.included, "put in by hand"), (issue.excluded, "left out by hand")):
        told += f" · {count} {words}" if count else ""
    if issue.lost:
        told += f" · {issue.lost} judged of which the place is lost"
    if issue.waiting:
        told += f" · {number_of(issue.waiting, 'new statement')} not looked at yet"
    sheet.lines(Text(told, QUIET), 0, 2)


def _holder(sheet: Sheet, holder: Holder) -> None:
    told = Text(one_line(holder.who.name), "bold")
    if holder.present is None:
        told.append(f"  {UNSEEN}", QUIET)
        if holder.silent:
            told.append(f", {number_of(holder.silent, 'statement')} on it", QUIET)
    else:
        told.append("  now ").append_text(stand_told(holder.present.stand))
    sheet.lines(told)
    if holder.speakers:
        sheet.lines(Text(", ".join(one_line(who.name) for who in holder.speakers), QUIET), 2)
    for one in holder.positions:
        _taken(sheet, one)
    for shift in holder.shifts:
        _shift(sheet, shift)


def _taken(sheet: Sheet, one: Taken) -> None:
    label = stand_told(one.stand)
    first = Text(f"  {one.day or 'no day':<{_DAY}}", QUIET).append_text(label)
    first.pad_right(max(0, 2 + _DAY + _LABEL - first.cell_len))
    words = Text(one_line(one.action.text))
    if one.condition:
        words.append(f"  ({one_line(one.condition.text)})", "italic")
    if one.turned:
        words.append(f"  put as {STANDS[one.put]}", STAND_STYLES[one.put])
    if one.judged:
        words.append("  put in by hand", QUIET)
    sheet.lines(words, 2 + _DAY + _LABEL, first=first)
    _words(sheet, one.statement.text, 2 + _DAY)
    _source(sheet, one.statement, 2 + _DAY, one.confidence)


def _shift(sheet: Sheet, shift: Shift) -> None:
    told = stand_told(shift.before.stand).append(f" {shift.before.day} → ", QUIET)
    told.append_text(stand_told(shift.after.stand)).append(f" {shift.after.day}", QUIET)
    told.append(f"  statements {shift.before.statement.id} and {shift.after.statement.id}", QUIET)
    for side, one in (("before", shift.before), ("now", shift.after)):
        if one.condition:
            told.append(f"  {side} ({one_line(one.condition.text)})", "italic")
    sheet.lines(told, 9, first=Text("  shift  ", "bold"))


def _printed(sheet: Sheet, outlet: str, printed: Printed) -> None:
    first = Text(f"  {one_line(outlet)}  ")
    if printed.present is None:
        sheet.lines(first.append(UNSEEN, QUIET), 4)
        return
    one = printed.present
    first.append_text(stand_told(one.stand)).append(f" {one.day or 'no day'}", QUIET)
    if one.turned:
        first.append(f"  put as {STANDS[one.put]}", STAND_STYLES[one.put])
    first.append(f"  {number_of(printed.statements, 'statement')}", QUIET)
    sheet.lines(first, 4)
    _words(sheet, one.statement.text, 4)


def _words(sheet: Sheet, words: str, indent: int) -> None:
    room = max((sheet.width - indent - 2) * 2, 40)
    text = shortened(one_line(words), room)
    sheet.lines(Text(text, "green") if sheet.color else Text(f"‹{text}›"), indent, first=Text(" " * indent))


def _source(sheet: Sheet, one: StoredStatement, indent: int, sure: float | None = None) -> None:
    parts = [one_line(one.outlet or ""), (one.published or "")[:10], f"statement {one.id}"]
    parts.append(percent(sure) if sure is not None else "")
    sheet.lines(Text(" · ".join(part for part in parts if part), QUIET), indent, first=Text(" " * indent))


def _who_object(who: Who) -> dict[str, Any]:
    return {"name": who.name, "kind": who.kind or None, "person": who.person, "reference": who.reference}


def holder_object(holder: Holder) -> dict[str, Any]:
    """Return somebody's positions on an issue as an object of JSON."""
    return {
        **_who_object(holder.who),
        "present": _taken_object(holder.present) if holder.present else None,
        "positions": [_taken_object(one) for one in holder.positions],
        "shifts": [_shift_object(shift) for shift in holder.shifts],
        "silent": holder.silent,
        "speakers": [_who_object(who) for who in holder.speakers],
    }


def moved_object(who: Who, shift: Shift) -> dict[str, Any]:
    """Return a shift, with who moved, as an object of JSON."""
    return {**_who_object(who), **_shift_object(shift)}


def _shift_object(shift: Shift) -> dict[str, Any]:
    return {
        "before": _taken_object(shift.before),
        "after": _taken_object(shift.after),
        "across": shift.across,
        "towards": shift.towards,
    }


def _taken_object(one: Taken) -> dict[str, Any]:
    return {
        "stand": one.stand,
        "side": one.side,
        "put": one.put,
        "turned": one.turned,
        "action": one.action.text,
        "condition": one.condition.text if one.condition else None,
        "day": one.day,
        "said": one.said,
        "statement": one.statement.id,
        "article": one.statement.article,
        "outlet": one.statement.outlet,
        "url": one.statement.url,
        "text": one.statement.text,
        "score": one.score,
        "judged": one.judged,
        "confidence": one.confidence,
    }


def _printed_object(printed: Printed) -> dict[str, Any]:
    return {
        "statements": printed.statements,
        "present": _taken_object(printed.present) if printed.present else None,
        "stands": dict(printed.stands),
    }


def _printed_row(printed: Printed) -> Sequence[Any]:
    one = printed.present
    if one is None:
        return UNSEEN, None, None, printed.statements
    stand: Stand = one.stand
    return stand, one.day, one.statement.id, printed.statements
