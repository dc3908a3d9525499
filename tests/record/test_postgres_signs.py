from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest
from sqlalchemy import Connection, select, update

from benchmarks.synthetic import readings
from onrecord.errors import RecordError
from onrecord.record import Record, pgvector, postgres_signs
from onrecord.record.meaning import nearest, vectors
from onrecord.record.meaning.embedding import embedding
from onrecord.record.schema import statements
from onrecord.record.schema import vectors as blocks
from onrecord.record.search import Filters
from onrecord.record.search.filters import conditions
from tests.postgres import Cluster
from tests.record.checks import rows, sound
from tests.record.readings import reading
from tests.record.search.conftest import article_of
from tests.record.test_copying import everything

WORDS = (
    *(
        "docks",
        "harbour",
        "ship",
        "sell",
        "never",
        "tax",
        "taxes",
        "lower",
        "hospital",
        "doctors",
        "patients",
    ),
    *("soldiers", "border", "troops", "war", "peace", "fuel", "water", "wells", "fishing", "boats", "price"),
)
QUERIES = ("ships in the harbour", "an army at the frontier", "drinking water -price")
FILTERS = (
    Filters(),
    Filters(speaker=("Jo Brandt",)),
    Filters(kind=("state",)),
    Filters(act=("deny",)),
    Filters(until="2031-05-03"),
    Filters(outlet=("The Lantern",), act=("claim",)),
)


@pytest.fixture
def empty(vector_server: Cluster) -> Iterator[str]:
    """The address of a database with nothing in it, on a server that has pgvector."""
    with vector_server.database() as name:
        yield vector_server.address(name)


def said(articles: int, of_each: int = 12, first: int = 1) -> Iterator[object]:
    chance = Random(first)
    for number in range(first, first + articles):
        yield article_of(
            [" ".join(chance.choices(WORDS, k=chance.randint(3, 12))) for _ in range(of_each)],
            chance.choice((["Ada Lind"], ["Jo Brandt"])),
            kind=chance.choice(("person", "state")),
            act=chance.choice(("deny", "claim", None)),
            id=f"article-{number}",
            published=f"2031-05-{1 + number % 28:02}",
            outlet=chance.choice(("The Lantern", "Port Courier")),
        )


def fill(record: Record, articles: int = 40, first: int = 1) -> None:
    record.add_readings(said(articles, first=first))  # type: ignore[arg-type]


def signs_of_blocks(record: Record) -> dict[int, str]:
    """Return all statements' signs by the blocks, as the server writes bits."""
    found: dict[int, str] = {}
    with record.reading() as connection:
        for row in connection.execute(blocks.select()):
            bits = np.unpackbits(np.frombuffer(row.data, np.uint8)).reshape(-1, postgres_signs.BITS)
            for number, one in zip(np.frombuffer(row.numbers, "<u2").tolist(), bits, strict=True):
                found[(row.block << vectors.SHIFT) + number] = "".join(map(str, one))
    return found


def in_step(record: Record) -> bool:
    """Tell whether the server has the signs of the blocks, all of them, and no others."""
    return signs_of_blocks(record) == dict(rows(record.place, "SELECT id, signs::text FROM signs"))


def tables(place: Path | str) -> set[str]:
    return {name for (name,) in rows(place, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}


def indexed(place: Path | str) -> bool:
    asked = (
        "SELECT indisvalid FROM pg_index JOIN pg_class ON oid = indexrelid WHERE relname = 'signs_nearest'"
    )
    return rows(place, asked) == [(True,)]


def answers(record: Record) -> list[list[tuple[int, float | None]]]:
    found = []
    for query in QUERIES:
        for some in FILTERS:
            hits = record.search(query, some, meaning=True, limit=200).hits
            found.append([(hit.statement.id, hit.likeness) for hit in hits])
    return found


def unread(connection: Connection, vector: object) -> None:
    raise AssertionError("the blocks were read")


@pytest.fixture
def on_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have it fail that blocks are read for a search."""
    monkeypatch.setattr(nearest, "distances", unread)


def test_the_server_finds_what_is_found_without_it(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Record.open(empty) as record:
        fill(record)
        record.learn()
        assert in_step(record)
        assert not indexed(empty)
        with monkeypatch.context() as changed:
            changed.setattr(nearest, "signs_of", lambda connection: None)
            expected = answers(record)
        monkeypatch.setattr(nearest, "distances", unread)
        assert answers(record) == expected
        assert sum(map(len, expected)) > 200


def test_of_very_many_the_nearest_are_found_by_the_graph_or_all_compared(
    empty: str, on_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pgvector, "MANY", 1)
    asked: list[int] = []
    graph = postgres_signs.roughly

    def counted(connection: Connection, *given: object) -> list[int]:
        found = graph(connection, *given)  # type: ignore[arg-type]
        asked.append(len(found))
        return found

    monkeypatch.setattr(postgres_signs, "roughly", counted)
    with Record.open(empty) as record:
        record.add_readings(readings(5000))
        record.learn()
        assert indexed(empty)
        with record.reading() as connection:
            every = conditions(connection, Filters())
            narrow = conditions(connection, Filters(act=("deny",), quote=("mixed",), kind=("person",)))
            texts = rows(empty, "SELECT substr(title, 20) FROM versions ORDER BY id LIMIT 20")
            shares = []
            for vector in embedding().vectors([text for (text,) in texts]):
                signs = embedding().signs(vector[None])[0]
                numbers, away = vectors.distances(connection, vector)
                by_number = dict(zip(numbers.tolist(), away.tolist(), strict=True))
                best = sorted(by_number.values())[: nearest.CLOSE]
                exact = postgres_signs.exactly(connection, signs, nearest.CLOSE, None)
                assert exact is not None
                assert [by_number[number] for number in exact] == best
                close = nearest._close(connection, vector, every)
                assert len(set(close)) == nearest.CLOSE
                shares.append(np.mean([by_number[number] <= best[-1] for number in close]))
            assert np.mean(shares) > 0.95
            assert set(asked) == {nearest.ROUGH}
            passing = set(connection.scalars(select(statements.c.id).where(*narrow.where)))
            assert 0 < len(passing) < nearest.CLOSE
            exact = postgres_signs.exactly(connection, signs, nearest.ROUGH, None) or []
            assert nearest._close(connection, vector, narrow) == [n for n in exact if n in passing]


def test_what_comes_and_goes_is_followed_row_by_row(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pgvector, "MANY", 1)
    with Record.open(empty) as record:
        fill(record)
        record.learn()
        before = dict(rows(empty, "SELECT id, xmin::text FROM signs"))
        record.forget_article(3, because="a test", by="ada")
        assert rows(empty, "SELECT id FROM signs WHERE id BETWEEN 25 AND 36") == []
        assert rows(empty, "SELECT * FROM signed_blocks") == []
        fill(record, 2, 100)
        assert record.learn() == len(before) + 12
        assert in_step(record)
        assert indexed(empty)
        after = dict(rows(empty, "SELECT id, xmin::text FROM signs"))
        assert {number for number in after if after[number] != before.get(number)} == set(range(481, 505))
        sound(empty)


def test_a_change_of_words_takes_the_signs_with_it(empty: str) -> None:
    with Record.open(empty) as record:
        record.add_readings([reading()])
        record.learn()
        with record.writing() as connection:
            connection.execute(update(statements).where(statements.c.id == 2).values(content="0-4"))
        assert rows(empty, "SELECT id FROM signs ORDER BY id") == [(1,), (3,), (4,)]
        record.learn()
        assert in_step(record)
        record.forget_speaker("Ana Ruiz", because="a test", by="ada")
        assert rows(empty, "SELECT id FROM signs") == []
        record.learn()
        assert in_step(record)


def test_a_statement_is_found_as_long_as_its_block_is_there(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(empty) as record:
        fill(record)
        record.learn()
        record.forget_article(1, because="a test", by="ada")
    with Record.open(empty, read_only=True) as reader:
        found = answers(reader)
        monkeypatch.setattr(nearest, "signs_of", lambda connection: None)
        assert answers(reader) == found


def test_signs_of_another_model_are_not_compared(empty: str) -> None:
    with Record.open(empty) as record:
        record.add_readings([reading()])
        record.learn()
        with record.writing() as connection:
            connection.execute(update(blocks).values(model="another"))
        with record.reading() as connection:
            signs = embedding().signs(embedding().vectors(["the docks"]))[0]
            assert postgres_signs.exactly(connection, signs, 10, None) == []
        rows(empty, "UPDATE signs SET signs = ~signs")
        assert record.learn() == 4
        assert in_step(record)


@pytest.fixture
def member(vector_server: Cluster) -> Iterator[str]:
    """The address of a database whose owner may not install what is not installed."""
    vector_server.sql("CREATE ROLE ana LOGIN")
    try:
        with vector_server.database() as name:
            vector_server.sql(f"ALTER DATABASE {name} OWNER TO ana")
            yield vector_server.address(name).replace("onrecord@", "ana@")
    finally:
        vector_server.sql("DROP ROLE ana")


def test_without_the_extension_everything_is_as_ever_and_it_is_used_once_it_is_there(
    member: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(member) as record:
        fill(record)
        record.learn()
        assert not tables(member) & {*postgres_signs.TABLES}
        expected = answers(record)
        rows(member.replace("ana@", "onrecord@"), "CREATE EXTENSION vector")
        with Record.open(member, read_only=True) as reader:
            assert reader.learn() == 0
            assert answers(reader) == expected
        assert not tables(member) & {*postgres_signs.TABLES}
        assert record.unlearnt() == record.learn() == 0
        assert in_step(record)
        monkeypatch.setattr(nearest, "distances", unread)
        assert answers(record) == expected


def test_an_extension_that_knows_no_bits_is_left_alone(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pgvector, "LEAST", (99, 0))
    rows(empty, "CREATE EXTENSION vector")
    with Record.open(empty) as record:
        fill(record)
        assert record.search("ships", meaning=True).total
        assert not tables(empty) & {*postgres_signs.TABLES}


def test_an_extension_without_rounds_compares_all(
    empty: str, on_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pgvector, "MANY", 1)
    monkeypatch.setattr(pgvector, "GRAPHS", (99, 0))
    with Record.open(empty) as record:
        fill(record)
        assert record.search("ships", meaning=True).total
        assert in_step(record)
        assert not indexed(empty)


def test_tables_of_others_by_these_names_are_left_alone(empty: str) -> None:
    with Record.open(empty) as record:
        fill(record)
        rows(empty, "CREATE TABLE signs (road TEXT)")
        assert record.search("ships", meaning=True).total
        assert rows(empty, "SELECT * FROM signs") == []


def test_what_the_extension_was_taken_from_is_searched_without(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pgvector, "MANY", 1)
    with Record.open(empty) as record:
        fill(record)
        record.learn()
        expected = answers(record)
        rows(empty, "DROP EXTENSION vector CASCADE")
        with Record.open(empty, read_only=True) as reader:
            assert answers(reader) == expected
        record.forget_article(1, because="a test", by="ada")
        record.learn()
        assert in_step(record)
        assert indexed(empty)


def test_a_graph_that_was_left_half_made_is_made_anew(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pgvector, "MANY", 1)
    with Record.open(empty) as record:
        fill(record)
        record.learn()
        rows(empty, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'signs_nearest'::regclass")
        with record.reading() as connection:
            assert (
                postgres_signs.roughly(connection, embedding().signs(embedding().vectors(["docks"]))[0], 5)
                == []
            )
        fill(record, 1, 100)
        record.learn()
        assert indexed(empty)


def test_who_was_given_no_right_to_the_signs_goes_without(empty: str) -> None:
    with Record.open(empty) as record:
        fill(record)
        rows(empty, "CREATE ROLE ben LOGIN")
        rows(empty, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ben")
        rows(empty, "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ben")
        try:
            record.learn()
            expected = answers(record)
            with Record.open(empty.replace("onrecord@", "ben@")) as other:
                assert answers(other) == expected
                with other.writing() as connection:
                    connection.execute(update(statements).where(statements.c.id == 2).values(content="0-4"))
                assert other.learn() == len(signs_of_blocks(record))
                assert other.search("ships", meaning=True).total
            assert rows(empty, "SELECT * FROM signed_blocks") == []
            record.learn()
            assert in_step(record)
        finally:
            rows(empty, "DROP OWNED BY ben")
            rows(empty, "DROP ROLE ben")


def test_a_record_in_a_schema_of_its_own_uses_the_extension_of_all(empty: str, on_server: None) -> None:
    rows(empty, "CREATE SCHEMA press")
    with Record.open(f"{empty}&options=-csearch_path%3Dpress") as record:
        fill(record)
        assert record.search("ships", meaning=True).total
        record.forget_article(1, because="a test", by="ada")
        assert record.search("ships", meaning=True).total
    where = "SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'vector'"
    assert rows(empty, where) == [("public",)]


def test_a_copy_is_the_same_and_is_searched_on_its_server(
    empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[Path | str] = [tmp_path / "one.sqlite", empty, tmp_path / "back.sqlite"]
    with Record.open(places[0]) as record:
        fill(record)
        record.learn()
        before, expected = everything(record), answers(record)
    for source, target in pairwise(places):
        with Record.open(source) as record, Record.open(target) as other:
            record.copy_to(other)
            assert other.learn() == 0
            assert everything(other) == before
            assert answers(other) == expected
    with Record.open(empty) as record:
        assert in_step(record)


def test_a_server_that_is_gone_is_told_and_nothing_else_is(
    vector_server: Cluster, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.record.postgres.PATIENCE", 0.2)
    with Record.open(empty) as record:
        fill(record)
        record.learn()
        vector_server.stop()
        try:
            with pytest.raises(RecordError, match="the server cannot be reached"):
                record.search("ships", meaning=True)
        finally:
            vector_server.start()
        assert record.search("ships", meaning=True).total
