"""Statements that people add: they stand, they stay, and they can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.loading import reading_of
from onrecord.record.rereading import _replace
from onrecord.statement import Reading
from tests.export.readings import at, made

TEXT = "Lind said that the docks were safe. Brandt feared that they were not, and that nobody cared."
URL = "https://courier.example/docks"


def article(text: str = TEXT) -> Article:
    return Article(text, id=URL, url=URL, title="Docks", published="2031-05-06")


def reading(text: str = TEXT, model: str = "one") -> Reading:
    of = article(text)
    content = at(text, "the docks were safe")
    return Reading(of, (made(of, content, "indirect", source=at(text, "Lind")),), model)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    kept = Record.open(tmp_path / "r.sqlite")
    kept.add_readings([reading()])
    return kept


def add(record: Record) -> int:
    return record.add_statement(
        1,
        {
            "content": [list(span) for span in at(TEXT, "they were not")],
            "source": [list(span) for span in at(TEXT, "Brandt")],
            "speakers": ["Jo Brandt"],
            "act": "desire",
        },
        by="ana",
    )


def words(record: Record) -> list[str]:
    found = record.article(1)
    assert found
    return [one.text for one in found.statements if not one.rejected]


def test_it_stands_among_the_others_in_the_order_of_the_text(record: Record) -> None:
    record.add_statement(1, {"content": [[0, 9]]}, by="ana")
    number = add(record)
    [one] = record.statements([number])

    assert words(record) == ["Lind said", "the docks were safe", "they were not"]
    assert (one.text, one.corrected, one.statement.act, one.statement.quote) == (
        "they were not",
        True,
        "desire",
        "indirect",
    )
    assert [s.name for s in one.speakers] == ["Jo Brandt"]


def test_it_is_found_by_search_and_by_its_speaker(record: Record) -> None:
    add(record)

    assert record.search("not").total == 1
    assert record.speaker("Jo Brandt").statements == 1


def test_who_and_when_are_kept_and_undoing_takes_it_out_again(record: Record) -> None:
    number = add(record)
    [correction] = record.corrections(statement=number)
    assert (correction.field, correction.by, correction.undone_at) == ("added", "ana", None)

    undone = record.undo_correction(correction.id, by="jo")

    assert undone.undone_by == "jo"
    assert words(record) == ["the docks were safe"]
    assert record.search("not").total == 0
    assert [one.by for one in record.corrections()] == ["ana"]


def test_its_fields_can_be_corrected_like_any_other_s(record: Record) -> None:
    number = add(record)
    record.correct(number, "act", "criticise", by="jo")

    assert record.statements([number])[0].statement.act == "criticise"


def reread(record: Record, again: Reading) -> None:
    with record.writing() as connection:
        version = reading_of(connection, 1)[0].version
        _replace(connection, version, again)


def test_it_stays_when_the_article_is_read_anew(record: Record) -> None:
    number = add(record)

    reread(record, reading(model="two"))

    assert words(record) == ["the docks were safe", "they were not"]
    assert [one.id for one in record.statements([number])] == [number]
    assert [one.placed for one in record.corrections(statement=number)] == ["spans"]


def test_what_a_person_says_wins_where_a_later_model_finds_it_too(record: Record) -> None:
    number = add(record)
    first = reading(model="two")
    theirs = made(first.article, at(TEXT, "they were not"), "indirect", 0.7, act="claim")

    reread(record, replace(first, statements=(*first.statements, theirs)))

    [one] = record.statements([number])
    assert (one.statement.act, one.speakers[0].name, one.statement.confidence.statement) == (
        "desire",
        "Jo Brandt",
        0.7,
    )
    record.undo_correction(record.corrections(statement=number)[0].id, by="ana")
    assert record.statements([number])[0].statement.act == "claim"


def test_it_is_taken_over_by_a_new_version_whose_words_have_moved(record: Record) -> None:
    add(record)

    record.add_readings([reading("New today. " + TEXT)])

    found = record.article(1)
    assert found
    assert found.version.number == 2
    assert words(record) == ["the docks were safe", "they were not"]
    assert found.statements[1].speakers[0].name == "Jo Brandt"


def test_it_is_lost_and_not_forgotten_where_its_words_are_gone(record: Record) -> None:
    add(record)

    record.add_readings([reading("Lind said that the docks were safe.")])

    assert words(record) == ["the docks were safe"]
    assert [one.field for one in record.corrections(lost=True)] == ["added"]


def test_forgetting_its_speaker_forgets_it(record: Record) -> None:
    add(record)

    record.forget_speaker("Jo Brandt", because="asked", by="ana")

    assert words(record) == ["the docks were safe"]
    assert record.corrections() == ()
    reread(record, replace(reading(), article=record.article(1).article))  # type: ignore[union-attr]
    assert words(record) == ["the docks were safe"]


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({}, "at least one place"),
        ({"content": [[19, 35]]}, "another statement"),
        ({"content": [[15, 34]]}, "just these words already"),
        ({"content": [[0, 9000]]}, "no place"),
        ({"content": [[0, 4]], "act": "sing"}, "act"),
        ({"content": [[0, 4]], "rejected": True}, "not a field"),
        ({"content": [[0, 4]], "target": "the moon"}, "do not stand in the article"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    record: Record, fields: dict[str, object], cause: str
) -> None:
    with pytest.raises(InputError, match=cause):
        record.add_statement(1, fields, by="ana")
    assert record.corrections() == ()
    assert words(record) == ["the docks were safe"]


def test_several_fields_are_corrected_at_once_or_not_at_all(record: Record) -> None:
    with pytest.raises(InputError, match="mode"):
        record.correct_fields(1, {"act": "claim", "mode": "sung"}, by="ana")
    assert record.corrections() == ()

    made_now = record.correct_fields(1, {"act": "claim", "mode": "written"}, by="ana")
    assert [one.field for one in made_now] == ["act", "mode"]


def test_an_unknown_article_is_named(record: Record) -> None:
    with pytest.raises(InputError, match="99: there is no such article"):
        record.add_statement(99, {"content": [[0, 4]]}, by="ana")
