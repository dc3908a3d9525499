from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from onrecord.errors import InputError
from onrecord.intake import Original
from onrecord.record import Record
from onrecord.record.results import Sourced
from onrecord.record.schema import mentions, people
from onrecord.statement import slice_of
from tests.record.checks import holds, rows, sound
from tests.record.readings import TEXT, article, reading


def _filled(path: Path) -> Record:
    record = Record.open(path)
    original = Original(b"<p>" + TEXT.encode() + b"</p>", "page", "2031-05-06T08:00:00Z")
    record.add_readings([Sourced(reading(article(n)), "page", original) for n in (1, 2)])
    record.correct(3, "target", "the price", by="ada")
    return record


def test_a_forgotten_article_is_gone_everywhere(path: Path) -> None:
    with _filled(path) as record:
        record.add_readings([reading(article(3, TEXT + " Zwergwort."))])
        note = record.forget_article(3, because="asked to", by="ada")
        assert (note.articles, note.statements, note.because, note.by) == (1, 4, "asked to", "ada")
        assert record.article(3) is None
        assert record.stats().statements == 8
    assert not holds(path, "zwergwort")
    assert not holds(path, "courier.example/3")
    sound(path)


def test_a_forgotten_article_does_not_come_back(path: Path) -> None:
    with _filled(path) as record:
        record.forget_article(1, because="asked to", by="ada")
        assert record.add_readings([reading(article(1))]).forgotten == 1
        assert record.add_readings([reading(article(1, TEXT + " It rained."))]).forgotten == 1
        assert record.stats().articles == 1
    assert rows(path, "SELECT kind, statements, because, by FROM forgotten") == [
        ("article", 4, "asked to", "ada")
    ]


def test_a_forgotten_speaker_is_gone_everywhere_and_the_others_stay(path: Path) -> None:
    with _filled(path) as record:
        note = record.forget_speaker("ana RUIZ", because="asked to", by="ada")
        assert (note.articles, note.statements) == (2, 4)
        found = record.article(1)
        assert found is not None
        text = found.article.text
        assert len(text) == len(TEXT)
        assert [one.text for one in found.statements] == ["the price a joke", "had never asked"]
        for one in found.statements:
            assert slice_of(text, one.statement.content) == one.text
            assert [who.name for who in one.speakers] == ["Ben Okoro"]
        assert record.original(1) is None
        assert record.corrections() == ()
    for words in ("Ruiz", "not for sale", "will lease"):
        assert not holds(path, words)
        assert words not in text
    sound(path)


def test_a_forgotten_speaker_does_not_come_back(path: Path) -> None:
    with _filled(path) as record:
        record.forget_speaker("Ana Ruiz", because="asked to", by="ada")
        original = Original(TEXT.encode(), "page", "2031-05-06T08:00:00Z")
        record.add_readings([Sourced(reading(article(3)), "page", original)])
        found = record.article(3)
        assert found is not None
        assert [one.text for one in found.statements] == ["the price a joke", "had never asked"]
        assert record.original(found.version.id) is None
        assert record.add_readings([reading(article(3))]).known == 1
    assert not holds(path, "Ruiz")
    sound(path)


def test_a_person_is_forgotten_by_all_their_names(path: Path) -> None:
    with _filled(path) as record:
        with record.writing() as connection:
            person = connection.execute(
                insert(people)
                .values(name="Ana Ruiz", kind="person", created_at="2031")
                .returning(people.c.id)
            ).scalar_one()
            number = connection.scalar(select(func.min(mentions.c.id)).where(mentions.c.name == "Ben Okoro"))
            connection.execute(
                update(mentions)
                .where((mentions.c.name == "Ana Ruiz") | (mentions.c.id == number))
                .values(person_id=person)
            )
        note = record.forget_speaker(f"#{person}", because="asked to", by="ada")
        assert note.statements == 6
    assert rows(path, "SELECT count(*) FROM people") == [(0,)]
    sound(path)


def test_two_people_of_one_name_are_told_apart_first(path: Path) -> None:
    with _filled(path) as record:
        with record.writing() as connection:
            for number in connection.scalars(
                select(mentions.c.id).where(mentions.c.name == "Ana Ruiz").order_by(mentions.c.id)
            ).all():
                person = connection.execute(
                    insert(people)
                    .values(name="Ana Ruiz", kind="person", created_at="2031")
                    .returning(people.c.id)
                ).scalar_one()
                connection.execute(update(mentions).where(mentions.c.id == number).values(person_id=person))
        with pytest.raises(InputError, match="several people have this name; say which one: #1, #2"):
            record.forget_speaker("Ana Ruiz", because="asked to", by="ada")
        assert record.forget_speaker("#2", because="asked to", by="ada").articles == 1
        assert record.stats().statements == 6


def test_what_is_not_there_cannot_be_forgotten(record: Record) -> None:
    with pytest.raises(InputError, match="9: there is no such article"):
        record.forget_article(9, because="asked to", by="ada")
    with pytest.raises(InputError, match="Ines Vale: nobody in the record speaks by this name"):
        record.forget_speaker("Ines Vale", because="asked to", by="ada")
    assert record.stats().forgotten == 0
