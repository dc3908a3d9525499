from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.record.people import identifying, settling
from onrecord.record.people.results import Identified
from onrecord.statement import Reading
from tests.record.checks import rows, sound
from tests.record.people.made import CUP, DOCKS, Who, hold, numbers, parts, row_of, spoken

ARTICLES = (
    spoken("a", [("Ana Tarvonen", "person", ["Mayor"]), ("Dockers Union", "organisation", [])]),
    spoken("b", ["Ana Tarvonen", "Eero Vantala"]),
    spoken("c", ["Tarvonen"]),
    spoken("d", [("John Smith", "person", ["senator"])]),
    spoken("e", [("John Smith", "person", ["goalkeeper"])], CUP),
    spoken("f", [("Lydhaven Dockers Union", "organisation", [])], day=None),
    spoken("g", [("LDU", "organisation", []), ("officials", "group", [])]),
)


def filled(path: Path, articles: Sequence[Reading] = ARTICLES) -> Record:
    record = Record.open(path)
    record.add_readings(articles)
    return record


def test_mentions_of_one_person_are_one_and_namesakes_are_two(path: Path) -> None:
    with filled(path) as record:
        done = record.identify()
        assert parts(record) == {
            frozenset((("a", "Ana Tarvonen"), ("b", "Ana Tarvonen"), ("c", "Tarvonen"))),
            frozenset((("a", "Dockers Union"),)),
            frozenset((("b", "Eero Vantala"),)),
            frozenset((("d", "John Smith"),)),
            frozenset((("e", "John Smith"),)),
            frozenset((("f", "Lydhaven Dockers Union"), ("g", "LDU"))),
        }
        assert (done.mentions, done.people, done.new, done.joined) == (9, 6, 6, 3)
        hold(record)
    sound(path)


def test_a_person_is_called_by_the_full_name(path: Path) -> None:
    with filled(path) as record:
        record.identify()
        assert [one.name for one in record.people("tarvonen")] == ["Ana Tarvonen"]
        assert record.people("ana tarvonen")[0].names == (("Ana Tarvonen", 2), ("Tarvonen", 1))
        assert [one.name for one in record.people("LDU")] == ["Lydhaven Dockers Union"]


def test_people_are_found_by_a_surname_that_no_article_uses_alone(path: Path) -> None:
    with filled(path) as record:
        record.identify()
        assert [one.name for one in record.people("vantala")] == ["Eero Vantala"]
        assert [one.name for one in record.people("Smith")] == ["John Smith", "John Smith"]
        assert record.people("Ana Vantala") == ()
        assert record.near_people("Eero Vandala") == ("Eero Vantala",)
        assert record.near_people("Zzyx") == ()


def test_every_joining_is_told_with_score_features_model_and_time(path: Path) -> None:
    with filled(path) as record:
        record.identify()
        for one in record.people("Ana Tarvonen")[0].decisions:
            assert one.verdict == "merge"
            assert one.by == identifying.MODEL
            assert one.at.endswith("Z")
            assert one.score is not None
            assert sum(one.features.values()) == pytest.approx(one.score, abs=0.05)


def test_a_second_run_changes_nothing(path: Path) -> None:
    with filled(path) as record:
        record.identify()
        before, decided = numbers(record), rows(path, "SELECT * FROM decisions ORDER BY id")
        assert record.identify() == Identified(people=6)
        assert numbers(record) == before
        assert rows(path, "SELECT * FROM decisions ORDER BY id") == decided


def test_deciding_anew_keeps_people_and_their_numbers(path: Path) -> None:
    with filled(path) as record:
        record.identify()
        before = numbers(record)
        record.identify(again=True)
        assert numbers(record) == before
        hold(record)
    sound(path)


def test_the_same_articles_in_any_order_give_the_same_numbers(tmp_path: Path) -> None:
    found = []
    for n, order in enumerate((ARTICLES, ARTICLES[::-1], ARTICLES[3:] + ARTICLES[:3])):
        with filled(tmp_path / f"{n}.sqlite", order) as record:
            record.identify()
            found.append(numbers(record))
    assert found[0] == found[1] == found[2]


def test_what_comes_later_joins_whom_the_record_knows(path: Path) -> None:
    with filled(path, ARTICLES[:2]) as record:
        record.identify()
        before = numbers(record)
        record.add_readings(ARTICLES[2:])
        record.identify()
        after = numbers(record)
        assert before.items() <= after.items()
        assert after["c", "Tarvonen"] == before["a", "Ana Tarvonen"]
        hold(record)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ARTICLES), st.lists(st.integers(1, 3), min_size=7, max_size=7))
def test_numbers_stay_however_the_record_grows(
    tmp_path_factory: pytest.TempPathFactory, order: Sequence[Reading], steps: Sequence[int]
) -> None:
    path = tmp_path_factory.mktemp("grown") / "onrecord.sqlite"
    with Record.open(path) as record:
        before: dict[tuple[str, str], int] = {}
        left = list(order)
        for step in steps:
            record.add_readings(left[:step])
            left = left[step:]
            record.identify()
            hold(record)
            after = numbers(record)
            for mention, person in before.items():
                assert {one.id for one in record.people(f"#{person}")} == {after[mention]}
            before = after


def test_numbers_are_drawn_from_names_and_differ_for_namesakes(path: Path, tmp_path: Path) -> None:
    with filled(path) as record, filled(tmp_path / "other.sqlite", [spoken("z", ["Ana Tarvonen"])]) as other:
        record.identify()
        other.identify()
        assert numbers(other)["z", "Ana Tarvonen"] == numbers(record)["a", "Ana Tarvonen"]
        found = numbers(record)
        assert found["d", "John Smith"] != found["e", "John Smith"]
        assert all(100_000_000 <= number < 1_000_000_000 for number in found.values())


def test_groups_and_descriptions_are_nobody(path: Path) -> None:
    who: list[Who] = [
        ("officials", "group", ()),
        ("a spokesman", "person", ()),
        ("police", "organisation", ()),
    ]
    with filled(path, [spoken("a", who)]) as record:
        assert record.identify().mentions == 0
        assert numbers(record) == {}


def test_who_is_taken_for_a_person_once_is_the_body_that_all_others_speak_of(path: Path) -> None:
    many = [spoken(f"b{n}", [("Velland Radio", "organisation", [])]) for n in range(3)]
    with filled(path, [*many, spoken("p", ["Velland Radio"])]) as record:
        record.identify()
        assert len(parts(record)) == 1
        assert record.people("velland radio")[0].kind == "organisation"


def test_what_changes_meanwhile_is_looked_at_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled(path) as record:
        look = identifying._look
        seen: list[object] = []

        def meanwhile(*given: object) -> object:
            found = look(*given)  # type: ignore[arg-type]
            if not seen:
                with Record.open(path) as other, other.writing() as writer:
                    settling.changed(writer)
            seen.append(found)
            return found

        monkeypatch.setattr(identifying, "_look", meanwhile)
        assert record.identify().people == 6
        assert len(seen) == 2
        hold(record)


def test_it_is_told_how_far_it_is(path: Path) -> None:
    told: list[tuple[int, int]] = []
    with filled(path) as record:
        record.identify(progress=lambda done, total: told.append((done, total)))
        assert told == sorted(told)
        assert told[-1] == (9, 9)
        told.clear()
        assert record.identify(progress=lambda done, total: told.append((done, total))).people == 6
        assert told == []


def test_an_interruption_leaves_all_for_the_next_time(path: Path) -> None:
    def interrupt(done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with filled(path) as record:
        with pytest.raises(KeyboardInterrupt):
            record.identify(progress=interrupt)
        assert numbers(record) == {}
        assert record.identify().new == 6
        hold(record)


def test_where_nothing_is_new_nobody_who_writes_is_waited_for(path: Path) -> None:
    with filled(path) as record:
        record.identify()
        with Record.open(path) as other, other.writing():
            assert record.identify() == Identified(people=6)


def test_a_record_that_may_only_be_read_is_not_identified(path: Path) -> None:
    filled(path).close()
    with Record.open(path, read_only=True) as record, pytest.raises(RecordError, match="reading alone"):
        record.identify()


def test_forgetting_leaves_others_together_and_nothing_of_whom_was_forgotten(path: Path) -> None:
    with filled(path) as record:
        record.identify()
        kept = numbers(record)["b", "Ana Tarvonen"]
        number = record.article_number("a")
        assert number is not None
        record.forget_article(number, because="asked", by="us")
        assert numbers(record)["b", "Ana Tarvonen"] == numbers(record)["c", "Tarvonen"] == kept
        hold(record)
        record.forget_speaker("Ana Tarvonen", because="asked", by="us")
        hold(record)
    sound(path)
    for table in ("people", "name_keys", "contexts", "terms", "decisions", "mentions"):
        assert "arvonen" not in str(rows(path, f"SELECT * FROM {table}")).casefold()


def test_who_speaks_no_more_after_a_correction_goes(path: Path) -> None:
    with filled(path) as record:
        record.identify()
        first = record.people("Eero Vantala")[0].mentions[0]
        (statement,) = rows(path, "SELECT statement_id FROM speakers WHERE mention_id = ?", first.id)
        record.correct(int(str(statement[0])), "speakers", ["Ana Tarvonen"], by="us")
        assert record.people("Eero Vantala") == ()
        hold(record)
    sound(path)


def test_contexts_count_each_article_once(path: Path) -> None:
    with filled(path) as record:
        record.identify()
        record.identify(again=True)
        assert rows(path, "SELECT articles FROM terms WHERE term = 'marrow'") == [(6,)]
        assert row_of(record, "a", "Ana Tarvonen")
    assert DOCKS.count("Marrow") == 1
