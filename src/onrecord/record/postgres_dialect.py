"""What queries need that PostgreSQL does in its own way: an index of words (tsvector and GIN), numbers, triggers.

The index holds the very words that SQLite's would (:mod:`onrecord.record.words` takes texts apart for both), each with
its places, so that a query finds the same statements, and BM25 gives them the same order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import log
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    delete,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR, Insert, insert

from onrecord.record.door import Entry, among
from onrecord.record.postgres_ddl import DDL
from onrecord.record.schema import mentions
from onrecord.record.words import Query, Sample, Term

keeps_order = False

WORDS: Final = Table(
    "words",
    MetaData(),
    Column("id", Integer, primary_key=True),  # the statement's number
    Column("said", TSVECTOR, nullable=False),
    Column("length", Integer, nullable=False),  # words
    Column("target", ARRAY(Text), nullable=False),
)

# What a tsvector can hold: bytes of a word, places of a word, the last place, and bytes in all (half of which is left
# for what PostgreSQL adds).
_WORD: Final = 2046
_PLACES: Final = 255
_LAST: Final = 16383
_BYTES: Final = 500_000

# Of BM25, as in FTS5.
_SATURATION: Final = 1.2
_LENGTH: Final = 0.75
_LEAST: Final = 1e-6


def found(connection: Connection) -> None:
    """Make indexes, triggers and functions of a new record; see :class:`onrecord.record.door.Dialect`."""
    for made in DDL:
        connection.exec_driver_sql(made)


def reserve(connection: Connection, table: str, count: int) -> Sequence[int]:
    """Return numbers for rows that are about to be written, out of the table's sequence."""
    drawn = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")
    return connection.scalars(drawn, {"name": table, "count": count}).all()


def last(connection: Connection, table: str) -> int:
    """Return the last number that a table gave."""
    name = connection.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": table})
    given = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {name}"
    return int(connection.exec_driver_sql(given).scalar_one())


def advance(connection: Connection, table: str, number: int) -> None:
    """Have a table give numbers behind one only."""
    given = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), greatest(:number, 1), :number > 0)")
    connection.execute(given, {"name": table, "number": number})


def upsert(table: Any) -> Insert:
    """Return an INSERT that may meet rows that are there."""
    return insert(table)


def put(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add statements to the index."""
    some = list(entries)
    if not some:
        return
    tokens = Sample([said for _, said, _ in some] + [target or "" for _, _, target in some]).tokens()
    rows: list[dict[str, Any]] = [
        {
            "id": number,
            "said": _vector(said),
            "length": len(said),
            "target": sorted({_cut(word) for word in target}),
        }
        for (number, _, _), said, target in zip(some, tokens, tokens[len(some) :], strict=False)
    ]
    connection.execute(WORDS.insert(), rows)
    _count(connection, len(rows), sum(row["length"] for row in rows))


def take(connection: Connection, entries: Iterable[tuple[int, str]]) -> None:
    """Take statements out of the index."""
    gone = delete(WORDS).where(WORDS.c.id.in_(among(number for number, _ in entries)))
    lengths = connection.scalars(gone.returning(WORDS.c.length)).all()
    _count(connection, -len(lengths), -sum(lengths))


def _count(connection: Connection, statements: int, words: int) -> None:
    """Keep the sums that BM25 needs."""
    changed = "UPDATE word_counts SET statements = statements + :statements, words = words + :words"
    connection.execute(text(changed), {"statements": statements, "words": words})


def purge(connection: Connection) -> None:
    """Do nothing: the indexes are written anew with their tables, when the record is shrunk."""


def having(query: Query) -> Select[int]:
    """Return a query for the statements that have what is asked for."""
    wanted = _asked(query.groups)
    if query.without:
        wanted = f"{wanted} & !{_asked([query.without])}"
    return select(WORDS.c.id).where(WORDS.c.said.op("@@", is_comparison=True)(cast(wanted, TSQUERY)))


def aimed_at(words: Sequence[str]) -> Select[int]:
    """Return a query for the statements whose target has all of some words."""
    return select(WORDS.c.id).where(WORDS.c.target.contains(list(map(_cut, words))))


def called(words: Sequence[str]) -> Select[int]:
    """Return a query for the mentions whose name has all of some words."""
    names = literal_column("string_to_array(mentions.key, ' ')", ARRAY(Text))
    return select(mentions.c.id).where(names.contains(list(words)))


def fits(connection: Connection, groups: Sequence[Sequence[Term]]) -> dict[int, float]:
    """Return how well statements fit, the better the lower, by the same BM25 as SQLite's."""
    terms = list(chain(*groups))
    total, words = connection.execute(text("SELECT statements, words FROM word_counts")).one()
    weights = {}
    for term in set(terms):
        some = having(Query(((term,),))).subquery()
        number = connection.scalar(select(func.count()).select_from(some)) or 0
        weights[term] = (
            max(log((total - number + 0.5) / (number + 0.5)), _LEAST) if number < total else _LEAST
        )
    mean = words / total if total else 1.0
    scores: dict[int, float] = {}
    for number, (length, places) in _places(connection, groups, terms).items():
        scores[number] = -sum(
            weights[term]
            * times
            * (_SATURATION + 1)
            / (times + _SATURATION * (1 - _LENGTH + _LENGTH * length / mean))
            for term in terms
            if (times := _times(term, places))
        )
    return scores


def _places(
    connection: Connection, groups: Sequence[Sequence[Term]], terms: Iterable[Term]
) -> dict[int, tuple[int, dict[str, list[int]]]]:
    """Return for the statements that have one term of each group their length, and the places of the terms' words."""
    asked = text(
        """
        SELECT words.id, words.length, word.lexeme, word.positions
        FROM words CROSS JOIN LATERAL unnest(words.said) AS word
        WHERE words.said @@ CAST(:wanted AS tsquery)
          AND (word.lexeme = ANY(:whole) OR word.lexeme ^@ ANY(:begun))
        """
    ).bindparams(bindparam("whole", type_=ARRAY(Text)), bindparam("begun", type_=ARRAY(Text)))
    whole = {_cut(word) for term in terms for word in (term.words[:-1] if term.open else term.words)}
    begun = {_cut(term.words[-1]) for term in terms if term.open}
    given = {"wanted": _asked(groups), "whole": sorted(whole), "begun": sorted(begun)}
    found: dict[int, tuple[int, dict[str, list[int]]]] = {}
    for number, length, lexeme, positions in connection.execute(asked, given):
        found.setdefault(number, (length, {}))[1][lexeme] = positions
    return found


def _times(term: Term, places: Mapping[str, Sequence[int]]) -> int:
    """Return how often a term stands in a text, of whose words the places are known."""
    *before, final = [_cut(word) for word in term.words]
    ends: set[int] = set()
    for word, some in places.items():
        if word == final or (term.open and word.startswith(final)):
            ends.update(some)
    steps: list[frozenset[int]] = [frozenset(places.get(word, ())) for word in reversed(before)]
    return sum(all(end - back in step for back, step in enumerate(steps, 1)) for end in ends)


def _asked(groups: Iterable[Iterable[Term]]) -> str:
    """Return groups in the language of tsquery: one term of each."""
    return "(" + " & ".join(f"({' | '.join(map(_term, group))})" for group in groups) + ")"


def _term(term: Term) -> str:
    return "(" + " <-> ".join(map(_quoted, term.words)) + (":*" if term.open else "") + ")"


def _vector(words: Sequence[str]) -> str:
    """Return a tsvector of words and their places; what it cannot hold of a very long text is left out."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    size = 0
    for place, word in enumerate(words, 1):
        known = _cut(word)
        if len(places[known]) < _PLACES:
            size += 2 if places[known] else 8 + len(known.encode())
            if size > _BYTES:
                break
            places[known].append(min(place, _LAST))
    return " ".join(f"{_quoted(word)}:{','.join(map(str, some))}" for word, some in places.items() if some)


def _cut(word: str) -> str:
    return word if len(word) * 4 <= _WORD else word.encode()[:_WORD].decode(errors="ignore")


def _quoted(word: str) -> str:
    return "'" + _cut(word).replace("\\", "\\\\").replace("'", "''") + "'"
