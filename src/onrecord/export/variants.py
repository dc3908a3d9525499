"""The same words elsewhere, for a person at a terminal, and as plain objects and rows for programs."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from rich.text import Text

from onrecord.export.sheet import DOUBT, QUIET, Sheet
from onrecord.export.words import moment, number_of, one_line, printable, shortened
from onrecord.record.variants.differences import Difference
from onrecord.record.variants.results import (
    Checked,
    Match,
    Order,
    Report,
    Reports,
    Variant,
    VariantSet,
    VariantSets,
)

MARK: Final = "bold yellow"

LONGEST: Final = 300
"""Characters of a quotation that are shown in a list."""

COLUMNS: Final = (
    "set",
    "statement",
    "article",
    "report",
    "published",
    "outlet",
    "url",
    "speakers",
    "wording",
    "text",
    "before",
    "within",
    "after",
    "changed",
    "put_in",
)
"""The columns of :func:`set_rows`."""

SETS: Final = ("set", "statements", "articles", "reports", "wordings", "first", "outlets", "speakers", "text")
"""The columns of :func:`list_row`."""

MATCHES: Final = (
    "verdict",
    "statement",
    "article",
    "published",
    "outlet",
    "url",
    "speakers",
    "by_speaker",
    "text",
    "share",
    "same",
    "set",
)
"""The columns of :func:`match_rows`."""

COPIES: Final = ("report", "article", "published", "outlet", "title", "url", "share")
"""The columns of :func:`copy_rows`."""

_ORDERS: Final[dict[Order, str]] = {
    "interesting": "those whose words differ most first",
    "widest": "those in most articles first",
    "newest": "the newest first",
    "oldest": "the oldest first",
}


def set_object(one: VariantSet) -> dict[str, Any]:
    """Return a set as plain data."""
    return {
        "set": one.id,
        "articles": one.articles,
        "reports": one.reports,
        "outlets": list(one.outlets),
        "wordings": one.wordings,
        "speakers": [{"name": who.name, "kind": who.kind, "person": who.person} for who in one.speakers],
        "fullest": one.fullest.statement.id,
        "variants": [variant_object(variant) for variant in one.variants],
    }


def variant_object(one: Variant) -> dict[str, Any]:
    """Return a variant as plain data."""
    statement = one.statement
    return {
        "statement": statement.id,
        "article": statement.article,
        "report": one.report,
        "published": statement.published,
        "outlet": statement.outlet,
        "title": statement.title,
        "url": statement.url,
        "speakers": [{"name": s.name, "kind": s.kind, "person": s.person} for s in statement.speakers],
        "wording": one.wording,
        "text": one.text,
        "spans": [list(span) for span in one.spans],
        "difference": difference_object(one.difference) if one.difference else None,
    }


def difference_object(one: Difference) -> dict[str, Any]:
    """Return a difference as plain data."""
    return {
        "before": one.before,
        "within": list(one.within),
        "after": one.after,
        "changed": [list(pair) for pair in one.changed],
        "put_in": list(one.put_in),
        "pieces": [{"kind": p.kind, "fuller": p.fuller, "text": p.text} for p in one.pieces],
    }


def list_row(one: VariantSet) -> tuple[Any, ...]:
    """Return a set as a row: see :data:`SETS`."""
    return (
        one.id,
        len(one.variants),
        one.articles,
        one.reports,
        one.wordings,
        one.earliest.statement.published,
        " | ".join(one.outlets),
        " | ".join(who.name for who in one.speakers),
        one.fullest.text,
    )


def set_rows(one: VariantSet) -> list[tuple[Any, ...]]:
    """Return a set's variants as rows: see :data:`COLUMNS`."""
    return [_variant_row(one.id, variant) for variant in one.variants]


def _variant_row(number: int, one: Variant) -> tuple[Any, ...]:
    statement, told = one.statement, one.difference or Difference(())
    return (
        number,
        statement.id,
        statement.article,
        one.report,
        statement.published,
        statement.outlet,
        statement.url,
        _speakers(one),
        one.wording,
        one.text,
        told.before,
        " | ".join(told.within),
        told.after,
        " | ".join(f"{fuller} → {own}" for fuller, own in told.changed),
        " | ".join(told.put_in),
    )


def checked_object(one: Checked) -> dict[str, Any]:
    """Return what a check comes to as plain data."""
    return {
        "words": one.words,
        "speaker": one.speaker,
        "verdict": one.verdict,
        "total": one.total,
        "matches": [_match_object(match) for match in one.matches],
        "near": [_match_object(match) for match in one.near],
        "quotations": one.quotations,
        "waiting": one.waiting,
    }


def _match_object(one: Match) -> dict[str, Any]:
    return {
        "share": one.share,
        "same": one.same,
        "by_speaker": one.by_speaker,
        "set": one.set,
        **variant_object(one.variant),
    }


def match_rows(one: Checked) -> list[tuple[Any, ...]]:
    """Return the quotations that a check found as rows: see :data:`MATCHES`."""
    return [
        (
            verdict,
            match.variant.statement.id,
            match.variant.statement.article,
            match.variant.statement.published,
            match.variant.statement.outlet,
            match.variant.statement.url,
            _speakers(match.variant),
            match.by_speaker,
            match.variant.text,
            match.share,
            match.same,
            match.set,
        )
        for verdict, some in (("said", one.matches), ("near", one.near))
        for match in some
    ]


def report_object(one: Report) -> dict[str, Any]:
    """Return a report as plain data."""
    return {
        "report": one.id,
        "copies": [dict(zip(COPIES[1:], row[1:], strict=True)) for row in copy_rows(one)],
    }


def copy_rows(one: Report) -> list[tuple[Any, ...]]:
    """Return a report's copies as rows: see :data:`COPIES`."""
    return [
        (one.id, copy.article, copy.published, copy.outlet, copy.title, copy.url, copy.share)
        for copy in one.copies
    ]


def write_sets(sheet: Sheet, found: VariantSets, order: Order) -> None:
    """Write a page of sets."""
    if not found.sets:
        none = "no variants found" if found.page == 1 else f"no page {found.page}: there are {found.pages}"
        sheet.lines(Text(none))
        return
    first = (found.page - 1) * found.limit + 1
    told = Text(number_of(found.total, "set"), "bold")
    if len(found.sets) < found.total:
        told.append(f" · {first:,} to {first + len(found.sets) - 1:,}")
    sheet.lines(told.append(f" · {_ORDERS[order]}", QUIET))
    for one in found.sets:
        sheet.blank()
        sheet.lines(_headline(one))
        sheet.lines(Text(_quoted(one.fullest.text, LONGEST)), 3)


def write_set(sheet: Sheet, one: VariantSet) -> None:
    """Write a set: the fullest wording, and how each other one differs from it; who printed which."""
    sheet.lines(_headline(one))
    printed: defaultdict[int, list[Variant]] = defaultdict(list)
    for variant in one.variants:
        printed[variant.wording].append(variant)
    for number, some in printed.items():
        sheet.blank()
        fullest = any(variant is one.fullest for variant in some)
        sheet.lines(Text(_quoted(some[0].text)), 0, 3, Text(f"{number}. ", QUIET if not fullest else "bold"))
        if fullest:
            sheet.lines(Text("the fullest", QUIET), 3)
        elif some[0].difference:
            _difference(sheet, some[0].difference)
        for variant in some:
            sheet.lines(_where(variant), 3, 2)


def _headline(one: VariantSet) -> Text:
    told = Text(f"{one.id}", "bold")
    told.append(f"  {number_of(one.articles, 'article')}")
    if one.reports < one.articles:
        told.append(f" ({number_of(one.reports, 'report')})")
    told.append(f" · {number_of(one.wordings, 'wording')}")
    if who := ", ".join(one_line(who.name) for who in one.speakers[:3]):
        more = f" and {len(one.speakers) - 3} more" if len(one.speakers) > 3 else ""
        told.append(f" · {who}{more}")
    if day := moment(one.earliest.statement.published or ""):
        told.append(f" · first {day}", QUIET)
    return told


def _difference(sheet: Sheet, one: Difference) -> None:
    """Write what was left out, changed and put in."""
    lines = [
        ("left out before", [one.before] if one.before else []),
        ("left out within", list(one.within)),
        ("left out after", [one.after] if one.after else []),
        ("put in", list(one.put_in)),
    ]
    for fuller, own in one.changed:
        sheet.lines(
            Text.assemble(_quoted(own, LONGEST), (" instead of ", QUIET), _quoted(fuller, LONGEST)), 3, 2
        )
    for what, some in lines:
        if some:
            words = " · ".join(_quoted(one, LONGEST) for one in some)
            sheet.lines(Text.assemble((f"{what}: ", QUIET), words), 3, 2)


def _where(one: Variant) -> Text:
    """Return who said a variant, where and when it was published, and its number."""
    statement = one.statement
    about = [
        one_line(statement.outlet or ""),
        moment(statement.published or ""),
        f"article {statement.article}",
        f"statement {statement.id}",
    ]
    return Text(one_line(_speakers(one)) or "(nobody named)").append(
        " · " + " · ".join(filter(None, about)), QUIET
    )


def write_checked(sheet: Sheet, one: Checked) -> None:
    """Write what a check comes to, and the quotations behind it."""
    sheet.lines(_verdict(one))
    for some, heading in ((one.matches, ""), (one.near, "near it")):
        if some and heading and one.matches:
            sheet.blank()
            sheet.lines(Text(heading, "bold"))
        for match in some:
            sheet.blank()
            _write_match(sheet, match)
    if one.total > len(one.matches):
        sheet.blank()
        sheet.lines(Text(f"and {one.total - len(one.matches):,} more quotations of these words", QUIET))


def _verdict(one: Checked) -> Text:
    if one.verdict == "nothing":
        told = Text("nothing like it in this record", "bold")
        told.append(
            f", which has {number_of(one.quotations, 'quotation')}: it may have been said all the same", QUIET
        )
        return told
    if one.verdict == "near":
        return Text("not in these words, but something near it", "bold")
    first = one.first
    assert first is not None  # what was said has a quotation
    statement = first.variant.statement
    who = one_line(_speakers(first.variant)) or "nobody who is named"
    told = Text("said", "bold")
    if one.verdict == "by_others":
        told = Text(f"not by {one_line(one.speaker or '')} in this record, but said", "bold")
    told.append(f" by {who}", "bold")
    first_in = ", ".join(filter(None, [one_line(statement.outlet or ""), moment(statement.published or "")]))
    told.append(f" · first in {first_in or f'article {statement.article}'}", QUIET)
    return told.append(f" · {number_of(one.total, 'quotation')}", QUIET)


def _write_match(sheet: Sheet, one: Match) -> None:
    difference = one.variant.difference or Difference(())
    told = Text("“")
    for piece in difference.pieces:
        words = printable(" ".join(piece.fuller.split()))
        told.append(words, MARK if piece.kind == "same" else "")
        if piece.fuller[-1:].isspace():
            told.append(" ")
    sheet.lines(told.append("”"), 0, 2)
    for printed, asked in difference.changed:
        told = Text.assemble(_quoted(printed), ("  where you have ", QUIET), (_quoted(asked), DOUBT))
        sheet.lines(told, 3, 2)
    if difference.within:
        between = " · ".join(_quoted(words, LONGEST) for words in difference.within)
        sheet.lines(Text.assemble(("there in between: ", QUIET), (between, DOUBT)), 3, 2)
    if difference.put_in:
        lacking = " · ".join(_quoted(words) for words in difference.put_in)
        sheet.lines(Text.assemble(("not there: ", QUIET), (lacking, DOUBT)), 3, 2)
    where = _where(one.variant)
    if one.set is not None:
        where.append(f" · variants {one.set}", QUIET)
    sheet.lines(where, 3, 2)


def write_reports(sheet: Sheet, found: Reports) -> None:
    """Write a page of reports that are printed more than once."""
    if not found.reports:
        sheet.lines(Text("no copies found" if found.page == 1 else f"no page {found.page}"))
        return
    first = (found.page - 1) * found.limit + 1
    told = Text(number_of(found.total, "report") + " printed more than once", "bold")
    if len(found.reports) < found.total:
        told.append(f" · {first:,} to {first + len(found.reports) - 1:,}")
    sheet.lines(told)
    for one in found.reports:
        sheet.blank()
        sheet.lines(Text(f"{one.id}", "bold").append(f"  {number_of(len(one.copies), 'article')}"))
        for copy in one.copies:
            title = one_line(copy.title or "") or "(no title)"
            about = [one_line(copy.outlet or ""), moment(copy.published or ""), f"article {copy.article}"]
            same = f"{copy.share:.0%} the same" if copy is not one.copies[0] else "the first"
            sheet.lines(Text(title).append(" · " + " · ".join(filter(None, [*about, same])), QUIET), 3, 2)


def _speakers(one: Variant) -> str:
    return " | ".join(speaker.name for speaker in one.statement.speakers)


def _quoted(words: str, most: int | None = None) -> str:
    told = one_line(words).strip('“”"')
    return f"“{shortened(told, most) if most else told}”"
