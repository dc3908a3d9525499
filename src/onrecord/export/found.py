"""What a search of the record finds: for a person at a terminal, and as plain objects and rows for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from rich.text import Text

from onrecord.export.csv import codes_told
from onrecord.export.sheet import QUIET, STAND_STYLES, Sheet, stand_told
from onrecord.export.words import (
    ACT_MARKS,
    STAND_MARKS,
    deed,
    marks,
    moment,
    number_of,
    one_line,
    percent,
    standing,
)
from onrecord.record.results import StoredStatement
from onrecord.record.search.results import Count, Facets, Found, Hit, Speaker, SpeakerLine, Speakers
from onrecord.statement import Spans

MARK: Final = "bold yellow"

LONGEST: Final = 500
"""Characters of a statement that are shown, around the first word that was asked for."""

COLUMNS: Final = (
    "id",
    "article",
    "published",
    "outlet",
    "title",
    "url",
    "speakers",
    "kinds",
    "act",
    "target",
    "positions",
    "quote",
    "text",
    "confidence",
    "likeness",
    "codes",
)
"""The columns of :func:`hit_row`."""

STATEMENT_COLUMNS: Final = COLUMNS[:-1]
"""The columns of :func:`statement_row`."""

FACET_COLUMNS: Final = ("facet", "value", "label", "statements")
"""The columns of :func:`facet_rows`."""

_ORDERS: Final = {
    "best": "the best first",
    "newest": "the newest first",
    "oldest": "the oldest first",
    "meaning": "the nearest in meaning first",
}


def hit_object(hit: Hit) -> dict[str, Any]:
    """Return a hit as plain data: where it stands, who said it, its words, and the statement as in schema 1."""
    one = hit.statement
    return {
        "id": one.id,
        "article": one.article,
        "published": one.published,
        "outlet": one.outlet,
        "title": one.title,
        "url": one.url,
        "speakers": [{"name": s.name, "kind": s.kind, "person": s.person} for s in one.speakers],
        "text": one.text,
        "marks": [list(span) for span in hit.marks],
        "likeness": hit.likeness,
        "codes": dict(one.codes),
        "statement": one.statement.to_dict(),
    }


def hit_row(hit: Hit) -> tuple[Any, ...]:
    """Return a hit as a row: see :data:`COLUMNS`."""
    one, said = hit.statement, hit.statement.statement
    return (
        one.id,
        one.article,
        one.published,
        one.outlet,
        one.title,
        one.url,
        " | ".join(s.name for s in one.speakers),
        " | ".join(s.kind for s in one.speakers),
        said.act,
        said.target.text if said.target else None,
        " | ".join(f"{p.stand}: {p.action.text}" for p in said.positions),
        said.quote,
        one.text,
        said.confidence.statement,
        hit.likeness,
        codes_told(one.codes),
    )


def statement_row(one: StoredStatement) -> tuple[Any, ...]:
    """Return a statement as a row: see :data:`STATEMENT_COLUMNS`."""
    return hit_row(Hit(one, ()))[:-1]


SPEAKER_COLUMNS: Final = ("person", "name", "kind", "role", "statements", "articles", "first", "last")
"""The columns of :func:`speaker_row`."""


def speaker_row(line: SpeakerLine) -> tuple[Any, ...]:
    """Return a speaker of a list as a row: see :data:`SPEAKER_COLUMNS`."""
    who = line.who
    return who.person, who.name, who.kind, line.role, line.statements, line.articles, line.first, line.last


def facet_rows(facets: Facets) -> Iterator[tuple[str, str, str, int]]:
    """Yield the counts as rows: facet, value, how the value is shown, statements."""
    for facet in facets.facets:
        for count in facet.counts:
            yield facet.name, count.value, count.label, count.statements


def found_object(found: Found) -> dict[str, Any]:
    """Return a page of hits as plain data."""
    facets = found.facets
    return {
        "total": found.total,
        "exact": found.exact,
        "order": found.order,
        "note": found.note,
        "page": found.page,
        "pages": found.pages,
        "facets": facets
        and {
            "counted": facets.counted,
            **{
                facet.name: [
                    {"value": c.value, "label": c.label, "statements": c.statements} for c in facet.counts
                ]
                for facet in facets.facets
            },
        },
        "hits": [hit_object(hit) for hit in found.hits],
    }


def speaker_object(speaker: Speaker) -> dict[str, Any]:
    """Return what is known of a speaker as plain data."""

    def counts(some: Iterable[Count]) -> list[dict[str, Any]]:
        return [{"value": c.value, "label": c.label, "statements": c.statements} for c in some]

    return {
        "name": speaker.who.name,
        "kind": speaker.who.kind,
        "person": speaker.who.person,
        "statements": speaker.statements,
        "looked_at": speaker.looked_at,
        "articles": speaker.articles,
        "first": speaker.first,
        "last": speaker.last,
        "roles": [
            {"text": r.text, "first": r.first, "last": r.last, "articles": r.articles} for r in speaker.roles
        ],
        "names": [{"value": count.label, "articles": count.statements} for count in speaker.names],
        "acts": counts(speaker.acts),
        "positions": counts(speaker.positions),
        "criticises": counts(speaker.criticises),
        "supports": counts(speaker.supports),
        "years": counts(speaker.years),
        "months": counts(speaker.months),
        "latest": [hit_object(Hit(one, ())) for one in speaker.latest],
    }


def write_found(sheet: Sheet, found: Found) -> None:
    """Write a page of hits, and the counts below it."""
    first = (found.page - 1) * found.limit + 1
    if not found.hits:
        sheet.lines(
            Text("nothing found" if not found.pages else f"no page {found.page}: the last is {found.pages}")
        )
    else:
        total = (
            number_of(found.total, "statement") if found.exact else f"more than {found.total:,} statements"
        )
        told = Text(total, "bold")
        if len(found.hits) < found.total:
            told.append(f" · {_numbers(first, len(found.hits))}")
        sheet.lines(told.append(f" · {_ORDERS[found.order]}", QUIET))
    if found.note:
        sheet.lines(Text(found.note, QUIET))
    write_hits(sheet, found.hits, first)
    if found.facets and found.hits:
        sheet.blank()
        if found.facets.counted < found.total or not found.exact:
            sheet.lines(Text(f"of the first {found.facets.counted:,} of them", QUIET))
        for facet in found.facets.facets:
            _counts(sheet, f"by {facet.name}", _told_apart(facet.counts), facet.more)


def write_hits(sheet: Sheet, hits: Sequence[Hit], first: int = 1) -> None:
    """Write statements, numbered: who said it, the words, where it leaves the speaker, where it stands."""
    margin = len(str(first + len(hits) - 1)) + 1
    marked = any(hit.statement.statement.act or hit.statement.statement.positions for hit in hits)
    indent = margin + (5 if marked else 2)
    for number, hit in enumerate(hits, first):
        sheet.blank()
        one = hit.statement
        title = (_mark(one) if marked else Text()).append(_who(one), "bold")
        facts = [standing(s) for s in one.statement.speakers[:1] if len(one.statement.speakers) == 1]
        facts.append(deed(one.statement.act, one.statement.target) if one.statement.act else "")
        facts.append(f"{one.statement.quote} quote")
        facts.append(f"likeness {percent(max(hit.likeness, 0.0))}" if hit.likeness is not None else "")
        title.append("".join(f" · {fact}" for fact in facts if fact), QUIET)
        sheet.lines(title, margin + 2, indent - margin, Text(f"{number:>{margin}}  ", QUIET))
        sheet.lines(_words(one.text, hit.marks, sheet.color), indent)
        for position in one.statement.positions:
            sheet.lines(stand_told(position.stand).append(f": {one_line(position.action.text)}"), indent, 2)
        if one.codes:
            sheet.lines(Text(f"coded: {one_line(codes_told(one.codes))}", QUIET), indent, 2)
        where = [moment(one.published or ""), one_line(one.outlet or ""), one_line(one.title or "")]
        told = " · ".join([*filter(None, where), f"article {one.article}, statement {one.id}"])
        sheet.lines(Text(told, QUIET), indent, 2)


def write_speakers(sheet: Sheet, speakers: Speakers) -> None:
    """Write a list of those who speak."""
    if not speakers.lines:
        sheet.lines(Text("nobody found" if speakers.page == 1 else f"no page {speakers.page}"))
        return
    first = (speakers.page - 1) * speakers.limit + 1
    told = Text(number_of(speakers.total, "speaker"), "bold")
    if len(speakers.lines) < speakers.total:
        told.append(f" · {_numbers(first, len(speakers.lines))}")
    sheet.lines(told)
    sheet.blank()
    margin = max(len(f"{line.statements:,}") for line in speakers.lines)
    for line in speakers.lines:
        title = Text(one_line(line.who.name), "bold")
        facts = [
            "" if line.who.kind == "person" else line.who.kind,
            one_line(line.role or ""),
            number_of(line.articles, "article"),
            _days(line.first, line.last, ""),
            f"#{line.who.person}" if line.who.person is not None else "",
        ]
        title.append("".join(f" · {fact}" for fact in facts if fact), QUIET)
        sheet.lines(title, margin + 2, 2, Text(f"{line.statements:>{margin},}  "))


def write_speaker(sheet: Sheet, speaker: Speaker) -> None:
    """Write what is known of a speaker."""
    who = speaker.who
    title = Text(one_line(who.name), "bold").append(f" · {who.kind}", QUIET)
    sheet.lines(title.append(f" · #{who.person}" if who.person is not None else "", QUIET))
    told = f"{number_of(speaker.statements, 'statement')} in {number_of(speaker.articles, 'article')}"
    sheet.lines(Text(told + _days(speaker.first, speaker.last, ", ")))
    if speaker.looked_at < speaker.statements:
        sheet.lines(Text(f"what follows is of the {speaker.looked_at:,} that were added last", QUIET))
    sheet.blank()
    for place, role in enumerate(speaker.roles):
        told = f"{one_line(role.text)} ({number_of(role.articles, 'article')}{_days(role.first, role.last, ', ')})"
        _line(sheet, "" if place else "roles", Text(told))
    if len(speaker.names) > 1:
        _counts(sheet, "called", speaker.names)
    _counts(sheet, "acts", _signed(speaker.acts, ACT_MARKS))
    _counts(sheet, "positions", _signed(speaker.positions, STAND_MARKS))
    _counts(sheet, "criticises", speaker.criticises)
    _counts(sheet, "supports", speaker.supports)
    _counts(sheet, "years", speaker.years)
    if speaker.latest:
        sheet.blank()
        sheet.lines(Text("latest statements", "bold"))
        write_hits(sheet, [Hit(one, ()) for one in speaker.latest])


def _mark(one: StoredStatement) -> Text:
    sign = marks(one.statement)
    stand = one.statement.positions[0].stand if one.statement.positions else None
    return Text().append(sign[0], "bold").append(sign[1], STAND_STYLES[stand] if stand else "").append(" ")


def _signed(counts: Iterable[Count], signs: Mapping[Any, str]) -> list[Count]:
    return [replace(count, label=f"{signs[count.value]} {count.label}") for count in counts]


def _who(one: StoredStatement) -> str:
    return " and ".join(name for s in one.speakers if (name := one_line(s.name))) or "(no speaker)"


def _words(text: str, spans: Spans, color: bool) -> Text:
    """Return a statement's words with those marked that were asked for; a very long one is cut around the first."""
    start, end = 0, len(text)
    if end > LONGEST:
        first = spans[0][0] if spans else 0
        start = text.rfind(" ", 0, max(0, first - LONGEST // 3)) + 1
        end = start + LONGEST
        end = (
            text.rfind(" ", first + 1, end) if 0 <= end < len(text) and " " in text[first + 1 : end] else end
        )
    shown = Text("… " if start else "")
    at = start
    for begin, stop in spans:
        if begin < start or stop > end:
            continue
        shown.append(_piece(text[at:begin]))
        word = one_line(text[begin:stop])
        shown.append(word if color else f"‹{word}›", MARK if color else "")
        at = stop
    shown.append(_piece(text[at:end]))
    return shown.append(" …" if end < len(text) else "")


def _piece(text: str) -> str:
    """Return a stretch of text on one line, a space at either end kept."""
    line = one_line(text)
    before = " " if text[:1].isspace() else ""
    return (before + line + (" " if text[-1:].isspace() else "")) if line else before


def _numbers(first: int, count: int) -> str:
    """Return which entries a page shows."""
    return f"{first:,} to {first + count - 1:,}" if count > 1 else f"number {first:,}"


def _told_apart(counts: Sequence[Count]) -> list[Count]:
    """Return counts each with a label of its own: people of one name get their numbers."""
    often = Counter(count.label for count in counts)
    return [
        replace(count, label=f"{count.label} ({count.value})") if often[count.label] > 1 else count
        for count in counts
    ]


def _days(first: str | None, last: str | None, before: str) -> str:
    if not first or not last:
        return ""
    return before + (first if first == last else f"{first} to {last}")


def _counts(sheet: Sheet, name: str, counts: Iterable[Count], more: int = 0) -> None:
    told = [f"{one_line(count.label)} {count.statements:,}" for count in counts]
    if told:
        _line(sheet, name, Text(" · ".join([*told, *([f"{more:,} more"] if more else [])])))


def _line(sheet: Sheet, name: str, told: Text) -> None:
    sheet.lines(told, 13, 0, Text(f"{name:<12} ", QUIET))
