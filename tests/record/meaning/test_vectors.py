from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select, update

from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.record.meaning import vectors
from onrecord.record.meaning.embedding import SIZE, embedding
from onrecord.record.schema import statements
from onrecord.record.schema import vectors as table
from tests.export.readings import docks
from tests.export.river import river
from tests.record.search.conftest import article_of

pytestmark = pytest.mark.signs


def known(record: Record) -> list[int]:
    with record.reading() as connection:
        numbers, away = vectors.distances(connection, np.ones(SIZE, np.float32))
    assert len(numbers) == len(away)
    return sorted(numbers.tolist())


def test_what_was_added_is_learnt_once(record: Record) -> None:
    progress: list[int] = []

    assert record.unlearnt() == 4
    assert record.learn(progress.append) == 4
    assert progress == [4]
    assert record.unlearnt() == record.learn() == 0
    assert known(record) == [1, 2, 3, 4]


def test_what_is_added_later_is_learnt_with_its_block(record: Record) -> None:
    record.learn()
    record.add_readings([docks()])

    assert record.unlearnt() == 10
    record.learn()
    assert known(record) == list(range(1, 11))


def test_an_empty_record_has_nothing_to_learn(path: Path) -> None:
    with Record.open(path) as record:
        assert record.unlearnt() == record.learn() == 0
        assert record.search("docks", meaning=True).hits == ()


def test_what_is_forgotten_leaves_no_trace(record: Record) -> None:
    record.add_readings([river()])
    record.learn()
    record.forget_article(1, because="asked to", by="ada")

    assert known(record) == []
    assert record.unlearnt() == 10
    record.learn()
    assert known(record) == list(range(5, 15))


def test_statements_of_many_blocks_are_each_in_their_own(path: Path) -> None:
    with Record.open(path) as record:
        record.add_readings([article_of([f"Docks number {n}." for n in range(1100)])])
        progress: list[int] = []
        record.learn(progress.append)

        assert progress == [1023, 1100]
        assert known(record) == list(range(1, 1101))
        with record.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(table)) == 2
            vector = embedding().vectors(["Docks number 1099."])[0]
            numbers, away = vectors.distances(connection, vector)
        assert (numbers[away.argmin()], away.min()) == (1100, 0)


def test_a_change_of_words_is_learnt_anew(record: Record) -> None:
    record.learn()
    with record.writing() as connection:
        connection.execute(update(statements).where(statements.c.id == 2).values(content="0-4"))

    assert record.unlearnt() == 4


def test_vectors_of_another_model_are_not_compared(record: Record) -> None:
    record.learn()
    with record.writing() as connection:
        connection.execute(update(table).values(model="another"))

    assert record.unlearnt() == 4
    assert known(record) == []
    record.learn()
    assert known(record) == [1, 2, 3, 4]


def test_a_record_that_may_only_be_read_is_not_written(record: Record) -> None:
    with Record.open(record.place, read_only=True) as reader:
        with pytest.raises(RecordError, match="open for reading alone"):
            reader.learn()
        assert reader.search("docks", meaning=True).note == "the meaning of 4 statements is not known yet"
