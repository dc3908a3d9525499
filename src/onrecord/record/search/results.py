"""What a search takes and gives: frozen types."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, Literal, get_args

from onrecord.errors import InputError
from onrecord.record.results import StoredStatement
from onrecord.record.tables import Tabular
from onrecord.statement import Act, Kind, Quote, Spans, Stand

Order = Literal["best", "newest", "oldest"]
"""What comes first: what fits best, or by the day of publication."""

_VALUES: Final = {"kind": Kind, "act": Act, "position": Stand, "quote": Quote}
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filters:
    """What statements must have beside the words; of several values of one filter any will do.

    Each may be given as one text, or as several; they are kept as several.

    Args:
        speaker: names, or ``#`` and the number of a person.
        kind: what kind of speaker.
        act: what is done by it.
        position: a stand that it takes: ``ruled_out``, ``opposed``, ...
        target: words of whom or what it is aimed at.
        outlet: who published it.
        since: the first day of publication: ``2031-05-06``, ``2031-05`` or ``2031``.
        until: the last day, likewise; a month or a year counts whole.
        quote: how much of it is quoted.
        code: how people coded it: ``field=code``, or ``field`` for any code; of different fields, each must hold.
        once: of a report that several articles print, only the article that was added first.

    Raises:
        InputError: there is no such value, or it is no date.
    """

    speaker: Sequence[str] = ()
    kind: Sequence[str] = ()
    act: Sequence[str] = ()
    position: Sequence[str] = ()
    target: Sequence[str] = ()
    outlet: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    quote: Sequence[str] = ()
    code: Sequence[str] = ()
    once: bool = False

    def __post_init__(self) -> None:
        for name in (field.name for field in fields(self) if field.name not in ("since", "until", "once")):
            given: Any = getattr(self, name)
            values = (given,) if isinstance(given, str) else tuple(given)
            if name in _VALUES:
                values = tuple(_value(name, value) for value in values)
            object.__setattr__(self, name, values)
        for name, last in (("since", False), ("until", True)):
            moment = getattr(self, name)
            object.__setattr__(self, name, _day(moment, last) if moment else None)
        if self.since and self.until and self.since > self.until:
            raise InputError(f"{self.since} to {self.until}", "no such time: it ends before it begins")

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return self != Filters()

    def told(self, query: str = "") -> str:
        """Return in words what is asked for, by these filters and a query."""
        told = [query] if query else []
        for name in (field.name for field in fields(self)):
            value: str | Sequence[str] | bool | None = getattr(self, name)
            if isinstance(value, bool):
                told += ["every report once"] if value else []
            elif value:
                told.append(f"{name}: {value if isinstance(value, str) else ' or '.join(value)}")
        return "; ".join(told) or "all statements"


def _value(name: str, given: str) -> str:
    known: tuple[str, ...] = get_args(_VALUES[name])
    value = given.strip().casefold().replace(" ", "_").replace("-", "_")
    if value not in known:
        raise InputError(given, f"no such {name}; there are {', '.join(known)}")
    return value


def _day(given: str, last: bool) -> str:
    """Return the first or the last day of a year, a month or a day."""
    found = _DATE.fullmatch(given.strip())
    try:
        if not found:
            raise ValueError
        year, month = int(found[1]), int(found[2] or (12 if last else 1))
        return date(year, month, int(found[3] or (monthrange(year, month)[1] if last else 1))).isoformat()
    except ValueError:
        raise InputError(given, "no date; write it as 2031, 2031-05 or 2031-05-06") from None


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who speaks in the record.

    Attributes:
        person: the number of the person; ``None`` for a name that is nobody's yet.
        name: the name that is used most.
        kind: what kind of speaker.
    """

    person: int | None
    name: str
    kind: str

    @property
    def reference(self) -> str:
        """What a filter or a command calls them by: ``#`` and the person's number, or the name."""
        return self.name if self.person is None else f"#{self.person}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found.

    Attributes:
        statement: the statement.
        marks: where in ``statement.text`` the words stand that were asked for; none where it was found by its
            meaning alone, or by filters.
        likeness: how near its meaning is to the query's, from -1 to 1; ``None`` where that was not asked for.
    """

    statement: StoredStatement
    marks: Spans
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet, how it is shown, and how many of the statements found have it."""

    value: str
    label: str
    statements: int


@dataclass(frozen=True, slots=True)
class Facet:
    """What the statements found have in one field, the most frequent first; ``more``: how many values are left out."""

    name: str
    counts: tuple[Count, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Facets(Tabular):
    """Counts by facet: speaker, kind, act, position, outlet, year; for each field that people coded ``code:field``.

    ``counted`` statements were looked at; that is fewer than were found where those are very many, and then the
    first of them.
    """

    counted: int
    facets: tuple[Facet, ...]

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        from onrecord.export.found import FACET_COLUMNS, facet_rows

        return FACET_COLUMNS, list(facet_rows(self))


@dataclass(frozen=True, slots=True)
class Found(Tabular):
    """One page of what a search found; as a table it is its hits.

    Attributes:
        hits: the statements of the page.
        total: how many there are.
        exact: whether there are ``total``; otherwise there are more, which were not looked at.
        order: what they are ordered by; ``newest`` where ``best`` was asked for and nothing tells better from worse.
        page: which page it is, from 1.
        limit: the statements of a full page.
        facets: counts of all statements found, where they were asked for.
        note: what to know of the answer, in a sentence; ``None`` where there is nothing to say.
    """

    hits: tuple[Hit, ...]
    total: int
    exact: bool
    order: Order | Literal["meaning"]
    page: int
    limit: int
    facets: Facets | None = None
    note: str | None = None

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.limit)

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        from onrecord.export.found import COLUMNS, hit_row

        return COLUMNS, [hit_row(hit) for hit in self.hits]


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A speaker in a list: who, their latest role, how much they said in how many articles, from when to when."""

    who: Who
    role: str | None
    statements: int
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Speakers(Tabular):
    """One page of those who speak, who said most first; ``total``: how many there are."""

    lines: tuple[SpeakerLine, ...]
    total: int
    page: int
    limit: int

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        from onrecord.export.found import SPEAKER_COLUMNS, speaker_row

        return SPEAKER_COLUMNS, [speaker_row(line) for line in self.lines]


@dataclass(frozen=True, slots=True)
class Role:
    """What articles call somebody, the first and the last day that they did, and how many do."""

    text: str
    first: str | None
    last: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Speaker(Tabular):
    """What a record knows of one speaker; as a table it is their latest statements.

    Attributes:
        who: who it is.
        names: the names that articles use, by the number of articles.
        roles: what articles call them, in the order in which they first did.
        statements: how many statements are theirs.
        looked_at: of how many the counts below tell: fewer only where they are in very many articles.
        articles: in how many articles they speak.
        first: the day of the first statement.
        last: the day of the last one.
        acts: what they do by it.
        positions: the stands that they take.
        criticises: whom or what they criticise.
        supports: whom or what they support.
        years: statements by year.
        months: statements by month (``2031-05``), those alone that have any.
        latest: their latest statements, the newest first.
    """

    who: Who
    names: tuple[Count, ...]
    roles: tuple[Role, ...]
    statements: int
    looked_at: int
    articles: int
    first: str | None
    last: str | None
    acts: tuple[Count, ...]
    positions: tuple[Count, ...]
    criticises: tuple[Count, ...]
    supports: tuple[Count, ...]
    years: tuple[Count, ...]
    months: tuple[Count, ...]
    latest: tuple[StoredStatement, ...]

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        from onrecord.export.found import STATEMENT_COLUMNS, statement_row

        return STATEMENT_COLUMNS, [statement_row(one) for one in self.latest]
