from __future__ import annotations

import re

import pytest
from sqlalchemy import insert, update

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.record.schema import mentions, people
from onrecord.record.search import Filters, Who
from tests.record.search.conftest import article_of, filled


def link(record: Record, number: int, name: str, *keys: str) -> None:
    """Make a person of the mentions whose names are folded so."""
    with record.writing() as connection:
        connection.execute(
            insert(people).values(id=number, name=name, kind="person", created_at="2031-01-01T00:00:00Z")
        )
        connection.execute(update(mentions).where(mentions.c.key.in_(keys)).values(person_id=number))


@pytest.fixture
def years(record: Record) -> Record:
    """A record of three articles about one person under two names, and one about somebody of the same surname."""
    return filled(
        record,
        [
            article_of(["One.", "Two."], ["Ana Ruiz"], roles=["Mayor"], published="2031-05-01", act="refuse"),
            article_of(["Three."], ["Ruiz"], roles=["Senator"], published="2033-02-01", act="demand"),
            article_of(["Four."], ["Ana Ruiz"], roles=["mayor"], published="2032-03-01"),
            article_of(["Five."], ["Tom Ruiz"], roles=["Docker"], published="2031-06-01"),
        ],
    )


def test_speakers_are_listed_who_said_most_first(searched: Record) -> None:
    found = searched.speakers()

    assert found.total == 8
    assert [(line.who.name, line.statements) for line in found.lines][:2] == [
        ("Ana Ruiz", 3),
        ("Hugh Pellam", 2),
    ]
    assert found.lines[0].role == "Mayor"
    assert found.lines[0].first == "2031-05-06"


def test_speakers_are_counted_by_what_passes_the_filters(searched: Record) -> None:
    lines = searched.speakers(Filters(act="refuse")).lines

    assert [(line.who.name, line.statements) for line in lines] == [
        ("Livia Morando", 2),
        ("Ana Ruiz", 1),
        ("Orlenia", 1),
    ]


def test_of_a_statement_by_two_only_those_asked_for_are_listed(record: Record) -> None:
    filled(record, [article_of(["We agree."], ["Ada Lind", "Jo Brandt"])])

    assert [line.who.name for line in record.speakers(Filters(speaker="brandt")).lines] == ["Jo Brandt"]
    assert record.search(filters=Filters(speaker=("brandt", "lind"))).total == 1


def test_pages_of_speakers_follow_one_another(searched: Record) -> None:
    everybody = [line.who for line in searched.speakers().lines]

    assert [
        line.who for page in (1, 2, 3) for line in searched.speakers(page=page, limit=3).lines
    ] == everybody
    assert searched.speakers(page=9).lines == ()


def test_a_speaker_without_a_person_is_who_has_this_name(years: Record) -> None:
    known = years.speaker("ANA RUIZ")

    assert known.who == Who(None, "Ana Ruiz", "person")
    assert (known.statements, known.articles) == (3, 2)


def test_a_person_is_one_under_all_names(years: Record) -> None:
    link(years, 7, "Ana Ruiz", "ana ruiz", "ruiz")

    for name in ("Ruiz", "ana ruiz", "#7"):
        known = years.speaker(name)
        assert known.who == Who(7, "Ana Ruiz", "person")
        assert (known.statements, known.articles) == (4, 3)
        assert (known.first, known.last) == ("2031-05-01", "2033-02-01")
        assert [(role.text, role.first, role.last) for role in known.roles] == [
            ("Mayor", "2031-05-01", "2032-03-01"),
            ("Senator", "2033-02-01", "2033-02-01"),
        ]
        assert [(count.label, count.statements) for count in known.acts] == [("refuses", 2), ("demands", 1)]
        assert [count.value for count in known.years] == ["2031", "2032", "2033"]
        assert [one.text for one in known.latest] == ["Three.", "Four.", "Two.", "One."]
    assert years.search(filters=Filters(speaker="Ruiz")).total == 4


def test_a_name_that_two_people_have_asks_which(years: Record) -> None:
    link(years, 7, "Ana Ruiz", "ana ruiz")
    link(years, 8, "Tom Ruiz", "tom ruiz")
    with years.writing() as connection:
        connection.execute(update(mentions).values(key="ruiz"))

    with pytest.raises(InputError, match=re.escape("#7 Ana Ruiz (mayor), #8 Tom Ruiz (Docker)")):
        years.speaker("Ruiz")


def test_a_part_of_a_name_will_do_where_one_speaker_has_it(years: Record) -> None:
    assert years.speaker("tom").who.name == "Tom Ruiz"


def test_a_part_of_several_names_asks_which(searched: Record) -> None:
    filled(searched, [article_of(["Six."], ["Ana Morando"])])

    with pytest.raises(
        InputError, match="several speakers are called so; ask for one: Ana Morando, Livia Morando"
    ):
        searched.speaker("Morando")


@pytest.mark.parametrize("name", ["", "…", "#7", "#99999999999999999999", "Nobody", "' OR 1=1"])
def test_a_name_that_nobody_has_is_refused(searched: Record, name: str) -> None:
    with pytest.raises(InputError):
        searched.speaker(name)


def test_names_that_are_near_are_offered(searched: Record) -> None:
    with pytest.raises(InputError, match=r"did you mean .*Tomas Brevic"):
        searched.speaker("Thomas Brevik")


def test_whom_a_speaker_criticises_is_counted_by_name(searched: Record) -> None:
    (count,) = searched.speaker("Brevic").criticises

    assert (count.label, count.statements) == ("Ingrid Taal", 2)


def test_of_a_speaker_of_very_many_articles_the_last_are_looked_at(
    years: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.record.search import speakers

    link(years, 7, "Ana Ruiz", "ana ruiz", "ruiz")
    monkeypatch.setattr(speakers, "ARTICLES", 2)
    known = years.speaker("#7")

    assert (known.statements, known.looked_at) == (4, 2)
