"""Records to search in: two small articles, and many statements of one sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest

from onrecord.article import Article
from onrecord.record import Record
from onrecord.record.search import Filters
from onrecord.statement import Act, Kind, Reading, Speaker, Statement
from tests.export.readings import docks, made, passage
from tests.export.river import river
from tests.record.checks import Place


@pytest.fixture
def searched(path: Place) -> Iterator[Record]:
    """A record of an article about docks and one about a river."""
    with Record.open(path) as record:
        record.add_readings([docks(filled=True), river()])
        yield record


@pytest.fixture
def record(path: Place) -> Iterator[Record]:
    """A record with nothing in it."""
    with Record.open(path) as opened:
        yield opened


def article_of(
    contents: Sequence[str],
    speakers: Sequence[str] = ("Ada Lind",),
    *,
    kind: Kind = "person",
    act: Act | None = None,
    roles: Sequence[str] = (),
    **known: Any,
) -> Reading:
    """Return the reading of an article that says these things, in the words of all these speakers."""
    head = ", ".join(roles) + ": "
    text = head + "\n\n".join(contents) + "\n\n" + "; ".join(speakers)
    article = Article(text, **known)
    places: list[Statement] = []
    start = len(head)
    for content in contents:
        who = tuple(
            Speaker(name, kind, tuple(passage(text, role) for role in roles), (), 0.9) for name in speakers
        )
        places.append(made(article, ((start, start + len(content)),), "indirect", speakers=who, act=act))
        start += len(content) + 2
    return Reading(article, tuple(places), "hand-made")


def texts(record: Record, query: str = "", **known: Any) -> list[str]:
    """Return the words of what a search finds, in order; filters and the search's own arguments are told apart."""
    own = {name: known.pop(name) for name in ("order", "page", "limit", "meaning") if name in known}
    return [hit.statement.text for hit in record.search(query, Filters(**known), **own).hits]


def filled(record: Record, readings: Iterable[Reading]) -> Record:
    """Return the record with readings added."""
    record.add_readings(readings)
    return record
