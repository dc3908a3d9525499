from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from onrecord.errors import InputError
from onrecord.intake import Original
from onrecord.record import Record
from onrecord.record.results import Sourced
from onrecord.record.variants.tables import metadata
from tests.postgres import Cluster
from tests.record.checks import sound
from tests.record.readings import TEXT, article, reading


def everything(record: Record) -> dict[str, list[Any]]:
    """Return all rows of all tables of a record."""
    with record.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


@pytest.fixture
def lived(path: Path) -> Iterator[Record]:
    """A record in which something of everything was done."""
    with Record.open(path) as record:
        original = Original(
            b"<p>the page</p>\x00", "https://courier.example/1", "2031-05-06T08:00:00Z", "text/html"
        )
        record.add_readings(
            [Sourced(reading(), "a.html", original), reading(article(2)), reading(article(3))]
        )
        record.add_readings([reading(article(2, TEXT + " And so on."))])
        record.correct(2, "act", "deny", by="ada")
        undone = record.correct(3, "target", None, by="ada")
        record.undo_correction(undone.id, by="ben")
        record.identify()
        record.forget_article(3, because="a test", by="ada")
        record.learn()
        yield record


def test_a_record_copied_from_one_store_to_the_other_and_back_is_the_same(
    lived: Record, server: Cluster, tmp_path: Path
) -> None:
    before = everything(lived)
    with server.database() as name:
        places = [lived.place, server.address(name), tmp_path / "back.sqlite"]
        for source, target in pairwise(places):
            with Record.open(source, read_only=True) as record, Record.open(target) as other:
                copied = record.copy_to(other)
                assert everything(other) == before
                assert other.search("docks").total == lived.search("docks").total
                assert other.search("price", meaning=True).total == lived.search("price", meaning=True).total
            assert (copied.articles, copied.statements) == (2, len(before["statements"]))
            assert copied.rows == sum(map(len, before.values()))
            sound(target)


def test_a_copy_goes_on_where_the_record_was(lived: Record, server: Cluster) -> None:
    with server.database() as name, Record.open(server.address(name)) as other:
        lived.copy_to(other)
        for record in (lived, other):
            added = record.add_readings([reading(article(3)), reading(article(4)), reading()])
            assert (added.new, added.known, added.forgotten) == (1, 1, 1)
        assert everything(lived)["articles"] == everything(other)["articles"]
        assert other.article_number("https://courier.example/4") == 4
        sound(server.address(name))


def test_nothing_is_copied_over_what_is_there(lived: Record, tmp_path: Path) -> None:
    with Record.open(tmp_path / "other.sqlite") as other:
        other.add_readings([reading(article(9))])
        before = everything(other)
        with pytest.raises(InputError, match="there is something in this record already"):
            lived.copy_to(other)
        assert everything(other) == before


texts = st.text(st.characters(codec=None), max_size=60)


@given(bodies=st.lists(texts, min_size=1, max_size=4), titles=texts)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_text_comes_back_as_it_was(
    bodies: list[str], titles: str, server: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with (
        server.database() as name,
        Record.open(folder / "a.sqlite") as one,
        Record.open(server.address(name)) as other,
        Record.open(folder / "b.sqlite") as back,
    ):
        one.add_readings(
            reading(article(number, f"{TEXT} {body}", title=titles)) for number, body in enumerate(bodies, 1)
        )
        one.copy_to(other)
        other.copy_to(back)
        assert everything(one) == everything(other) == everything(back)
