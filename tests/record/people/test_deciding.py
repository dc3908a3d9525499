from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record import Record
from tests.record.checks import rows, sound
from tests.record.people.made import CUP, DOCKS, hold, numbers, parts, row_of, spoken

ARTICLES = [
    *(spoken(f"docks-{n}", [("John Smith", "person", ["senator"])]) for n in range(3)),
    *(spoken(f"cup-{n}", [("John Smith", "person", ["goalkeeper"])], CUP) for n in range(2)),
    spoken("other", ["Ana Tarvonen"]),
    spoken("nick", ["Nita Tarvala"]),
]


@pytest.fixture
def known(path: Path) -> Iterator[Record]:
    with Record.open(path) as record:
        record.add_readings(ARTICLES)
        record.identify()
        yield record
        hold(record)
    sound(path)


def of(record: Record, article: str, name: str = "John Smith") -> str:
    return f"#{numbers(record)[article, name]}"


def test_two_are_put_together_and_the_older_keeps_the_number(known: Record) -> None:
    one, other = of(known, "docks-0"), of(known, "cup-0")
    done = known.merge_people(one, other, by="us")
    assert (done.verdict, done.by, done.score) == ("merge", "us", None)
    assert len({of(known, key) for key in ("docks-0", "docks-2", "cup-0", "cup-1")}) == 1
    kept = of(known, "docks-0")
    gone = other if kept == one else one
    assert [f"#{found.id}" for found in known.people(gone)] == [kept]
    assert known.people(kept)[0].former == (int(gone[1:]),)


def test_undoing_restores_people_and_numbers(known: Record) -> None:
    before = numbers(known)
    done = known.merge_people(of(known, "docks-0"), of(known, "cup-0"), by="us")
    undone = known.undo_decision(done.id, by="them")
    assert (undone.undone_by, undone.undone_at is not None) == ("them", True)
    assert numbers(known) == before


def test_a_mention_is_taken_out_and_put_back(known: Record) -> None:
    before = numbers(known)
    done = known.split_person(of(known, "docks-0"), [row_of(known, "docks-1", "John Smith")], by="us")
    after = numbers(known)
    assert after["docks-1", "John Smith"] not in set(before.values())
    assert after["docks-0", "John Smith"] == after["docks-2", "John Smith"] == before["docks-0", "John Smith"]
    known.undo_decision(done.id, by="us")
    assert numbers(known) == before


def test_the_founder_may_be_taken_out_and_the_rest_stays_one(known: Record) -> None:
    mentions = [row_of(known, f"docks-{n}", "John Smith") for n in range(3)]
    for number in mentions:
        done = known.split_person(of(known, "docks-0"), [number], by="us")
        hold(known)
        assert len({of(known, f"docks-{n}") for n in range(3)}) == 2
        known.undo_decision(done.id, by="us")


def test_what_a_model_put_together_stays_apart_once_it_is_undone(known: Record) -> None:
    (first, *_) = [one for one in known.people(of(known, "docks-0"))[0].decisions if one.score is not None]
    done = known.undo_decision(first.id, by="us")
    assert (done.verdict, done.by) == ("split", "us")
    apart = parts(known)
    known.identify(again=True)
    assert parts(known) == apart
    known.undo_decision(done.id, by="us")
    known.identify(again=True)
    assert parts(known) != apart


def test_decisions_by_hand_stand_when_all_is_decided_anew_and_more_is_added(known: Record) -> None:
    known.split_person(of(known, "docks-0"), [row_of(known, "docks-1", "John Smith")], by="us")
    known.merge_people(of(known, "other", "Ana Tarvonen"), of(known, "nick", "Nita Tarvala"), by="us")
    before = numbers(known)
    known.identify(again=True)
    assert numbers(known) == before
    known.add_readings([spoken(f"more-{n}", [("John Smith", "person", ["senator"])]) for n in range(3)])
    known.identify()
    assert before.items() <= numbers(known).items()


def test_decisions_by_hand_stand_when_somebody_speaks_no_more_and_then_again(known: Record) -> None:
    known.split_person(of(known, "docks-0"), [row_of(known, "docks-1", "John Smith")], by="us")
    before = numbers(known)
    query = "SELECT statement_id FROM speakers WHERE mention_id = ?"
    ((statement,),) = rows(known.place, query, row_of(known, "docks-1", "John Smith"))
    done = known.correct(int(str(statement)), "speakers", ["Ada Lind"], by="us")
    assert numbers(known).items() >= before.items()
    known.undo_correction(done.id, by="us")
    known.identify()
    assert numbers(known) == before


def test_decisions_by_hand_pass_to_who_is_read_in_the_place_of_another(path: Path) -> None:
    about = DOCKS + " J. Smith of Velland left."
    with Record.open(path) as record:
        record.add_readings(
            [spoken(f"a-{n}", [("John Smith", "person", ["senator"])], about) for n in range(3)]
        )
        record.identify()
        mention = row_of(record, "a-1", "John Smith")
        record.split_person("John Smith", [mention], by="us")
        ((statement,),) = rows(path, "SELECT statement_id FROM speakers WHERE mention_id = ?", mention)
        record.correct(int(str(statement)), "speakers", ["J. Smith"], by="us")
        for again in (False, True):
            record.identify(again=again)
            found = numbers(record)
            assert found["a-1", "J. Smith"] == found["a-1", "John Smith"] != found["a-0", "John Smith"]
            assert found["a-0", "John Smith"] == found["a-2", "John Smith"]
            hold(record)


def test_putting_together_lifts_what_kept_the_two_apart(known: Record) -> None:
    split = known.split_person(of(known, "docks-0"), [row_of(known, "docks-1", "John Smith")], by="us")
    apart = numbers(known)
    merged = known.merge_people(of(known, "docks-0"), of(known, "docks-1"), by="us")
    hold(known)
    known.undo_decision(merged.id, by="us")
    assert numbers(known) == apart
    known.undo_decision(split.id, by="us")
    assert len({of(known, f"docks-{n}") for n in range(3)}) == 1


@pytest.mark.parametrize(
    ("do", "told"),
    [
        (
            lambda record: record.merge_people("Nobody", "Ana Tarvonen", by="us"),
            "Nobody: nobody who is known",
        ),
        (
            lambda record: record.merge_people("John Smith", "Ana Tarvonen", by="us"),
            "several people go by this name",
        ),
        (
            lambda record: record.merge_people("ana tarvonen", "Ana Tarvonen", by="us"),
            "is the same person already",
        ),
        (lambda record: record.split_person("Ana Tarvonen", [999_999], by="us"), "999999: is no mention of"),
        (lambda record: record.split_person("Ana Tarvonen", [], by="us"), "say which mentions"),
        (
            lambda record: record.split_person(
                "Ana Tarvonen", [row_of(record, "other", "Ana Tarvonen")], by="us"
            ),
            "at least one mention must stay",
        ),
        (lambda record: record.undo_decision(999_999, by="us"), "999999: there is no such decision"),
        (lambda record: record.undo_decision(-1, by="us"), "there is no such decision"),
        (lambda record: record.merge_people("#99999999999999999999999", "x", by="us"), "nobody who is known"),
        (lambda record: record.merge_people("", "x", by="us"), "nobody who is known"),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(known: Record, do: object, told: str) -> None:
    before, decided = numbers(known), rows(known.place, "SELECT * FROM decisions ORDER BY id")
    with pytest.raises(InputError, match=told):
        do(known)  # type: ignore[operator]
    assert numbers(known) == before
    assert rows(known.place, "SELECT * FROM decisions ORDER BY id") == decided


def test_nothing_is_undone_twice(known: Record) -> None:
    done = known.merge_people(of(known, "docks-0"), of(known, "cup-0"), by="us")
    known.undo_decision(done.id, by="us")
    with pytest.raises(InputError, match="was undone before, by us"):
        known.undo_decision(done.id, by="us")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_people_are_what_decisions_say_and_undoing_all_restores_them(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random, steps: int
) -> None:
    path = tmp_path_factory.mktemp("decided") / "onrecord.sqlite"
    with Record.open(path) as record:
        record.add_readings(ARTICLES)
        record.identify()
        start = parts(record)
        named = numbers(record)
        done = []
        for _ in range(steps):
            people = sorted(set(numbers(record).values()))
            known = [record.people(f"#{number}")[0] for number in people]
            whole = [person for person in known if len(person.mentions) > 1]
            if chance.random() < 0.5 and whole:
                person = chance.choice(whole)
                some = chance.sample(
                    [one.id for one in person.mentions], chance.randint(1, len(person.mentions) - 1)
                )
                done.append(record.split_person(f"#{person.id}", some, by="us"))
            elif len(people) > 1:
                one, other = chance.sample(people, 2)
                done.append(record.merge_people(f"#{one}", f"#{other}", by="us"))
            hold(record)
        for decision in reversed(done):
            record.undo_decision(decision.id, by="us")
            hold(record)
        assert parts(record) == start
        assert numbers(record) == named
