from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from onrecord.errors import LostRecordError, OldRecordError, RecordError
from onrecord.record import Record, migrations
from onrecord.record.door import dialect_of
from onrecord.record.schema import SCHEMA, tools
from onrecord.record.search.query import parse
from onrecord.statement import Reading
from tests.cli.fake import FakeReader, run
from tests.postgres import Cluster
from tests.record.checks import rows, sound
from tests.record.readings import article, reading
from tests.record.search.conftest import article_of


@pytest.fixture
def empty(server: Cluster) -> Iterator[str]:
    """The address of a database with nothing in it."""
    with server.database() as name:
        yield server.address(name)


def _cause(address: str, *, read_only: bool = False) -> str:
    with pytest.raises(RecordError) as caught:
        Record.open(address, read_only=read_only)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    return caught.value.cause


def test_what_is_written_is_there_when_it_is_opened_again(empty: str) -> None:
    assert _cause(empty, read_only=True) == "there is no such record"
    with Record.open(empty) as record:
        record.add_readings([reading()])
    with Record.open(empty, read_only=True) as record:
        found = record.article(1)
    assert found is not None
    assert found.article == reading().article
    assert tuple(one.statement for one in found.statements) == reading().statements
    sound(empty)


@pytest.mark.parametrize(
    ("address", "cause"),
    [
        ("postgresql://ana:secret@127.0.0.1:1/press", "the server cannot be reached"),
        ("postgres://ana:secret@no-such-host.invalid/press", "there is no such server"),
        ("postgresql://ana:secret@host:port/press", "this is no address of a database"),
        ("postgresql://ana:secret@/press?host=/nowhere", "the server cannot be reached"),
        ("postgresql://ana:secret@127.0.0.1:1/press?sslmode=sometimes", "this is no address of a database"),
    ],
)
def test_a_server_that_is_not_there_is_an_error_that_tells_no_password(address: str, cause: str) -> None:
    pytest.importorskip("psycopg")
    assert _cause(address) == cause


def test_a_database_that_is_not_there_is_an_error(server: Cluster) -> None:
    assert _cause(server.address("nothing")) == "there is no such database on the server"
    stranger = server.address("postgres").replace("onrecord@", "stranger:secret@")
    assert _cause(stranger) == "the server knows no such user"


def test_a_database_with_tables_of_others_is_refused_and_stays_as_it_is(empty: str) -> None:
    rows(empty, "CREATE TABLE articles (id INTEGER)")
    assert (
        _cause(empty) == "there are other tables in this database (articles): a record takes one of its own"
    )
    rows(empty, "ALTER TABLE articles RENAME TO facts")
    assert _cause(empty) == "there are tables in this database, but they are no record of onrecord"
    assert rows(empty, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == [("facts",)]


def test_a_record_lives_in_a_schema_of_its_own_beside_others(server: Cluster, empty: str) -> None:
    rows(empty, "CREATE TABLE articles (id INTEGER)")
    rows(empty, "CREATE SCHEMA press")
    address = f"{empty}&options=-csearch_path%3Dpress"
    with Record.open(address) as record:
        record.add_readings([reading()])
        assert record.search("docks").total == 1
        assert record.sql("SELECT count(*) FROM statements").rows == ((4,),)
        record.forget_article(1, because="a test", by="ada")
    assert rows(empty, "SELECT * FROM articles") == []


def test_a_database_in_another_encoding_is_refused(server: Cluster) -> None:
    server.sql("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    try:
        assert _cause(server.address("latin")) == "a record takes a database in UTF-8"
    finally:
        server.sql("DROP DATABASE latin")


def test_a_record_of_a_newer_version_is_refused(empty: str) -> None:
    Record.open(empty).close()
    rows(empty, "UPDATE facts SET value = '99' WHERE name = 'schema'")
    assert (
        _cause(empty)
        == f"this record is of a newer version (99; this onrecord knows {SCHEMA}): update onrecord"
    )


def test_there_is_a_step_on_the_server_for_every_version_since_the_first() -> None:
    assert sorted(migrations.STEPS_ON_SERVER) == list(range(migrations.FIRST_ON_SERVER, SCHEMA))


def test_an_older_record_is_brought_up_to_date_whole_or_not_at_all(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(empty) as record:
        record.add_readings([reading()])

    def step(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE people ADD COLUMN born_in TEXT")

    def fail(connection: Connection) -> None:
        step(connection)
        raise ZeroDivisionError

    monkeypatch.setattr("onrecord.record.file.SCHEMA", SCHEMA + 1)
    with pytest.raises(OldRecordError, match="open it once for writing"):
        Record.open(empty, read_only=True)
    monkeypatch.setattr(migrations.migrate, "__defaults__", ({SCHEMA: fail}, SCHEMA + 1))
    with pytest.raises(ZeroDivisionError):
        Record.open(empty)
    asked = "SELECT count(*) FROM information_schema.columns WHERE column_name = 'born_in'"
    assert rows(empty, asked) == [(0,)]
    monkeypatch.setattr(migrations.migrate, "__defaults__", ({SCHEMA: step}, SCHEMA + 1))
    with Record.open(empty) as record:
        assert record.search("docks").total == 1
    assert rows(empty, asked) == [(1,)]
    assert rows(empty, "SELECT value FROM facts WHERE name = 'schema'") == [(str(SCHEMA + 1),)]


def test_a_user_who_may_only_read_reads_and_is_told_when_writing(server: Cluster, empty: str) -> None:
    with Record.open(empty) as record:
        record.add_readings([reading()])
    rows(empty, "DROP ROLE IF EXISTS guest")
    rows(empty, "CREATE ROLE guest LOGIN")
    rows(empty, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    with Record.open(empty.replace("onrecord@", "guest@")) as record:
        assert record.search("docks").total == 1
        assert record.sql("SELECT count(*) FROM statements").rows == ((4,),)
        with pytest.raises(RecordError, match="this user of the database may not do that"):
            record.add_readings([reading(article(2))])
    rows(empty, "DROP OWNED BY guest")
    rows(empty, "DROP ROLE guest")


def test_readers_see_one_state_while_a_writer_writes(empty: str) -> None:
    with Record.open(empty) as record:
        record.add_readings([reading()])
        with Record.open(empty, read_only=True) as reader, reader.reading() as connection:
            before = connection.exec_driver_sql("SELECT count(*) FROM statements").scalar()
            record.add_readings([reading(article(2))])
            assert connection.exec_driver_sql("SELECT count(*) FROM statements").scalar() == before == 4


def test_a_second_writer_waits_and_then_says_who_is_in_the_way(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.record.postgres.BUSY", 0.2)
    with (
        Record.open(empty) as record,
        Record.open(empty) as other,
        record.writing(),
        pytest.raises(RecordError, match="another process is writing to this record"),
    ):
        other.add_readings([reading(article(2))])


def test_two_processes_make_and_fill_one_record_together(empty: str) -> None:
    code = (
        "import sys; from onrecord.record import Record; from tests.record.readings import article, reading\n"
        "first = int(sys.argv[2])\n"
        "with Record.open(sys.argv[1]) as record:\n"
        "    for n in range(first, first + 25): record.add_readings([reading(article(n))])"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, empty, str(first)]) for first in (0, 20)]
    assert [process.wait() for process in both] == [0, 0]
    assert rows(empty, "SELECT count(*) FROM articles") == [(45,)]
    assert rows(empty, "SELECT count(*) FROM statements") == [(180,)]
    sound(empty)


def test_a_server_that_is_restarted_midway_loses_nothing(server: Cluster, empty: str) -> None:
    def readings() -> Iterator[Reading]:
        for number in range(1, 700):
            if number == 400:
                server.stop()
                server.start()
            yield reading(article(number))

    with Record.open(empty) as record:
        assert record.add_readings(readings()).new == 699
        assert record.stats().statements == 4 * 699
    sound(empty)


def test_what_is_cut_off_while_it_is_written_is_done_again_or_told(server: Cluster, empty: str) -> None:
    tries: list[int] = []

    def work(connection: Connection) -> int:
        connection.execute(insert(tools).values(name=f"try {len(tries)}"))
        tries.append(1)
        if len(tries) == 1:
            server.stop()
            server.start()
        connection.execute(insert(tools).values(name="done"))
        return len(tries)

    with Record.open(empty) as record:
        assert record.write(work) == 2
        assert rows(empty, "SELECT name FROM tools ORDER BY name") == [("done",), ("try 1",)]
        with (
            pytest.raises(LostRecordError, match="the connection to the server broke off"),
            record.writing() as connection,
        ):
            server.stop()
            server.start()
            connection.execute(insert(tools).values(name="lost"))
        assert record.add_readings([reading()]).new == 1
    sound(empty)


def test_a_server_that_does_not_come_back_is_told(
    server: Cluster, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.record.postgres.PATIENCE", 0.2)
    with Record.open(empty) as record:
        server.stop()
        try:
            with pytest.raises(RecordError, match="the server cannot be reached"):
                record.add_readings([reading()])
            with pytest.raises(RecordError, match="the server cannot be reached"):
                record.stats()
        finally:
            server.start()
        assert record.add_readings([reading()]).new == 1


def test_without_the_extra_it_is_told_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "onrecord.record.postgres", raising=False)
    with pytest.raises(RecordError, match=r"needs the extra postgres: pip install 'onrecord\[postgres\]'"):
        Record.open("postgresql://127.0.0.1/press")


def test_every_character_of_a_text_is_kept(empty: str) -> None:
    odd = "Ana said \x00no\ud800, \x01and \udfffyes\x01 to “\U0001f5de”.\x01"
    of = article(1, odd)
    with Record.open(empty) as record:
        record.add_readings([Reading(of, (), "model-1")])
        found = record.article(1)
        assert found is not None
        assert found.article.text == odd
        [[shown]] = record.sql("SELECT text FROM articles").rows
    assert shown.encode("utf-8", "replace").decode() == odd.replace("\x00", "\ufffd").replace(
        "\ud800", "\ufffd"
    ).replace("\udfff", "\ufffd")


def test_words_that_the_index_cannot_hold_cost_nothing_else(empty: str) -> None:
    many = " ".join(f"word{n}" for n in range(70_000))
    with Record.open(empty) as record:
        record.add_readings(
            [article_of([f"The docks {'x' * 5000} {'again ' * 400}{many}", "A short one."], id="a")]
        )
        assert record.search("docks again").total == 1
        assert record.search("xxx*").total == 1
        assert record.search("short").total == 1
        assert record.search("word10 word11").total == 1


WORDS = ("docks", "dock", "sell", "selling", "Łódź", "don't", "the", "price", "Ångström", "x", "42", "🗞")
said = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
asked = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(
            ("sell OR price", '"the docks"', "-selling", "dock*", "sel*", '"docks sel*"', '-"the price"')
        ),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@pytest.fixture(scope="module")
def both(server: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Record, Record]]:
    """A record in a file and one on a server, with the same in them."""
    from random import Random

    chance = Random(5)
    readings = [
        article_of(
            [" ".join(chance.choices(WORDS, k=chance.randint(1, 12))) for _ in range(8)],
            id=f"article-{n}",
            published=f"2031-05-{n:02}",
        )
        for n in range(1, 12)
    ]
    file = tmp_path_factory.mktemp("both") / "onrecord.sqlite"
    with server.database() as name, Record.open(file) as one, Record.open(server.address(name)) as other:
        for record in (one, other):
            record.add_readings(readings)
            record.correct(3, "target", None, by="ada")
        yield one, other


@given(query=asked, order=st.sampled_from(("best", "newest", "oldest")))
@settings(max_examples=60)
def test_a_query_means_the_same_as_in_a_file(both: tuple[Record, Record], query: str, order: str) -> None:
    one, other = (record.search(query, order=order, limit=100) for record in both)  # type: ignore[arg-type]
    assert [hit.statement.id for hit in one.hits] == [hit.statement.id for hit in other.hits]
    assert [hit.marks for hit in one.hits] == [hit.marks for hit in other.hits]
    assert (one.total, one.note) == (other.total, other.note)


@given(query=asked)
@settings(max_examples=40)
def test_statements_fit_a_query_as_well_as_in_a_file(both: tuple[Record, Record], query: str) -> None:
    groups = parse(query).groups
    if groups:
        found = []
        for record in both:
            with record.reading() as connection:
                found.append(dialect_of(connection).fits(connection, groups))
        assert found[0] == pytest.approx(found[1])


def test_a_page_of_a_speaker_is_the_same_as_in_a_file(both: tuple[Record, Record]) -> None:
    one, other = both
    assert one.speakers() == other.speakers()
    assert one.speaker("Ada Lind") == other.speaker("Ada Lind")
    assert one.search("docks", facets=True).facets == other.search("docks", facets=True).facets
    near = [record.search("the price of docks", meaning=True) for record in both]
    assert [hit.statement.id for hit in near[0].hits] == [hit.statement.id for hit in near[1].hits]


def test_the_commands_take_an_address(
    server: Cluster, empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.reading.reader.Reader", FakeReader)
    (tmp_path / "a.txt").write_text("Ana Ruiz said the docks were not for sale.")
    for arguments in (("add", str(tmp_path / "a.txt")), ("search", "docks"), ("stats",), ("sql", "SELECT 1")):
        done = run(*arguments, "--record", empty)
        assert done.exit_code == 0, done.output
    file = tmp_path / "onrecord.sqlite"
    assert run("copy", empty, file).output == "1 article copied, 1 statement\n"
    assert run("search", "docks", "--record", file).output == run("search", "docks", "--record", empty).output
    again = run("copy", file, empty)
    assert again.exit_code == 1
    assert "there is something in this record already" in again.output
