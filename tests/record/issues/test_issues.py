from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InputError, RecordError
from onrecord.record import Record
from onrecord.record.issues import Holder, Standing
from onrecord.record.search import Filters
from onrecord.statement import Reading
from tests.record.checks import holds, rows, sound
from tests.record.issues.world import ABOUT, COURIER, JULY, LANTERN, article, readings, said


def holder(found: Standing, name: str) -> Holder:
    return next(one for one in found.holders if one.who.name == name)


def number_of(record: Record, words: str) -> int:
    [hit] = record.search(f'"{words}"').hits
    return hit.statement.id


def test_statements_that_take_a_position_are_gathered_by_words_and_by_meaning(record: Record) -> None:
    [issue] = record.issues()
    assert (issue.name, issue.about, issue.by) == ("troops", ABOUT, "ada")
    assert (issue.statements, issue.speakers) == (6, 3)
    assert (issue.first, issue.last) == ("2031-03-04", "2031-07-20")
    words = {taken.statement.text for one in record.issue("troops").holders for taken in one.positions}
    assert "it opposed sending soldiers to Belmora" in words
    assert "the barley was late" not in words


def test_positions_come_in_the_order_of_their_days_with_the_present_one(record: Record) -> None:
    taal = holder(record.issue("troops"), "Ingrid Taal")
    assert [(one.day, one.stand) for one in taal.positions] == [
        ("2031-03-04", "ruled_out"),
        ("2031-05-06", "open"),
        ("2031-07-19", "pledged"),
    ]
    assert taal.present is taal.positions[-1]
    assert taal.present.said
    assert taal.present.condition is not None
    assert taal.present.condition.text == "if Belmora asks for it"


def test_where_one_speaker_stands_can_be_asked_alone(record: Record) -> None:
    assert record.stand("troops", "Ingrid Taal") == holder(record.issue("troops"), "Ingrid Taal")
    assert record.stand("troops", "Tom Hale") is None
    with pytest.raises(InputError, match="nobody in the record"):
        record.stand("troops", "Nobody Atall")


def test_a_shift_has_both_statements_as_its_evidence(record: Record) -> None:
    taal = holder(record.issue("troops"), "Ingrid Taal")
    first, second = taal.shifts
    assert (first.before.stand, first.after.stand, first.across, first.towards) == (
        "ruled_out",
        "open",
        True,
        "yes",
    )
    assert "never send troops" in first.before.statement.text
    assert second.after.statement.outlet == COURIER


def test_a_stand_the_other_way_round_is_put_on_the_same_scale_and_shown_as_put(record: Record) -> None:
    brevic = holder(record.issue("troops"), "Tomas Brevic")
    assert [(one.put, one.stand, one.turned) for one in brevic.positions] == [
        ("favoured", "opposed", True),
        ("pledged", "ruled_out", True),
    ]


def test_states_and_parties_hold_what_those_say_who_speak_for_them(record: Record) -> None:
    states = record.issue("troops", by="state")
    assert [one.who.name for one in states.holders] == ["Valdish", "Orlenia"]
    assert [who.name for who in states.holders[0].speakers] == ["Ingrid Taal"]
    assert states.unplaced == 2
    [hearth] = record.issue("troops", by="party").holders
    assert hearth.who.name == "Hearth Party"
    assert len(hearth.positions) == 2


def test_that_no_position_was_seen_is_no_position(record: Record) -> None:
    found = record.issue("troops", speaker=["Tom Hale"])
    [hale] = found.holders
    assert hale.present is None
    assert (hale.positions, hale.shifts) == ((), ())
    assert all(count == 0 for _, count in found.stands)


def test_a_person_who_speaks_of_it_without_a_position_is_silent(record: Record) -> None:
    [morando] = record.issue("troops", speaker=["Livia Morando"]).holders
    assert (morando.present, morando.silent) == (None, 1)


def test_filters_and_pages_narrow_what_is_shown(record: Record) -> None:
    assert record.issue("troops", outlet=["Lantern"]).statements == 2
    assert record.issue("troops", since="2031-06", until="2031").statements == 2
    page = record.issue("troops", page=2, limit=1)
    assert (len(page.holders), page.total, page.pages) == (1, 4, 4)


@pytest.mark.parametrize(
    ("name", "about", "told"),
    [
        ("troops", ABOUT, "there is an issue of this name already"),
        ("two words", ABOUT, "not a name for an issue"),
        ("12", ABOUT, "not a name"),
        ("x" * 61, ABOUT, "not a name"),
        ("new", "of the", "no word in it that tells"),
        ("new", " ; ", "no word in it that tells"),
        ("new", "troops " * 100, "characters at most"),
    ],
)
def test_an_issue_that_cannot_be_made_changes_nothing(
    record: Record, name: str, about: str, told: str
) -> None:
    before = record.issues()
    with pytest.raises(InputError, match=told):
        record.new_issue(name, about, by="ada")
    assert record.issues() == before


def test_errors_name_what_is_near(record: Record) -> None:
    with pytest.raises(InputError, match=r"no such issue; did you mean troops\?"):
        record.issue("trops")
    with pytest.raises(InputError, match="did you mean Ingrid Taal"):
        record.issue("troops", speaker=["Ingrit Taal"])
    with pytest.raises(InputError, match="no such outlet"):
        record.compare_issue("troops", "Courier", "Gazette")
    with pytest.raises(InputError, match="the same outlet"):
        record.compare_issue("troops", "Courier", COURIER)
    with pytest.raises(InputError, match="no such statement"):
        record.include("troops", [4711], by="ada")
    with pytest.raises(InputError, match="nothing was said of it"):
        record.leave("troops", [1])
    with pytest.raises(InputError, match="cannot both"):
        record.tune_issue("troops", [1], [1], by="ada")
    with pytest.raises(InputError, match=r"from 0\.25 to 1"):
        record.change_issue("troops", threshold=0.1)


def test_an_issue_without_statements_is_empty(record: Record) -> None:
    assert record.new_issue("reindeer", "herding reindeer in winter", by="ada").statements == 0
    found = record.issue("reindeer")
    assert (found.holders, found.statements, found.issue.first) == ((), 0, None)


def test_what_somebody_says_of_a_statement_stands_whatever_its_score(record: Record) -> None:
    barley = number_of(record, "barley was late")
    orlenia = number_of(record, "opposed sending soldiers")
    assert record.include("troops", [barley], by="ada").included == 1
    issue = record.exclude("troops", [orlenia], by="ada")
    assert (issue.excluded, issue.statements) == (1, 5)
    assert "Orlenia" not in {one.who.name for one in record.issue("troops").holders}
    [hale] = record.issue("troops", speaker=["Tom Hale"]).holders
    assert hale.silent == 1
    assert record.leave("troops", [barley, orlenia]).statements == 6


def test_a_person_can_say_that_a_stand_goes_the_other_way_round(record: Record) -> None:
    number = number_of(record, "never send troops")
    record.include("troops", [number], turned=True, by="ada")
    first = holder(record.issue("troops"), "Ingrid Taal").positions[0]
    assert (first.put, first.stand, first.judged) == ("ruled_out", "pledged", "in")


def test_tuning_moves_the_threshold_to_the_answers_and_remembers_them(record: Record) -> None:
    examples = record.issue_examples("troops")
    assert [one.score for one in examples] == sorted((one.score for one in examples), reverse=True)
    assert examples[0].stands
    wrong = number_of(record, "keep troops out")
    right = number_of(record, "never send troops")
    tuned = record.tune_issue("troops", [right], [wrong], by="ada")
    assert (tuned.answers, tuned.before) == (2, 0.48)
    assert (tuned.issue.included, tuned.issue.excluded) == (1, 1)
    shown = {one.statement.id for one in record.issue_examples("troops")}
    assert shown.isdisjoint({wrong, right})


def test_what_is_added_later_is_gathered_when_it_is_asked_for(record: Record) -> None:
    later = article(9, LANTERN, "2031-08-01", "Ingrid Taal said she would send troops to Belmora at once.")
    words = "she would send troops to Belmora at once"
    record.add_readings(
        [Reading(later, (said(later, "Ingrid Taal", words, "pledged", "send troops"),), "model-1")]
    )
    assert record.issues()[0].waiting == 1
    assert record.gather() == 1
    assert (record.issues()[0].waiting, record.issues()[0].statements) == (0, 7)


def test_a_new_version_of_an_article_takes_over_what_was_said(record: Record) -> None:
    number = number_of(record, "stop sending troops")
    record.exclude("troops", [number], by="ada")
    text = "Updated. " + JULY.text
    fresh = article(3, COURIER, "2031-07-21", text)
    one = said(fresh, "Tomas Brevic", "stop sending troops to Belmora", "pledged", "stop sending troops")
    record.add_readings([Reading(fresh, (one,), "model-1")])
    record.gather()
    [issue] = record.issues()
    assert (issue.excluded, issue.lost) == (1, 0)
    assert len(holder(record.issue("troops"), "Tomas Brevic").positions) == 1


def test_what_was_said_of_a_statement_that_is_gone_is_counted_as_lost(record: Record) -> None:
    record.include("troops", [number_of(record, "stop sending troops")], by="ada")
    fresh = article(3, COURIER, "2031-07-21", "Nothing of it is left. Tom Hale said it rained.")
    record.add_readings([Reading(fresh, (said(fresh, "Tom Hale", "it rained"),), "model-1")])
    assert record.issues()[0].lost == 1


def test_forgetting_a_speaker_takes_what_was_said_of_their_statements(record: Record, path: Path) -> None:
    record.include("troops", [number_of(record, "stop sending troops")], by="ada")
    record.forget_speaker("Tomas Brevic", because="asked", by="ada")
    assert rows(path, "SELECT count(*) FROM judgements") == [(0,)]
    assert not holds(path, "stop sending troops")
    assert record.issue("troops").statements == 4


def test_an_issue_is_renamed_changed_and_taken_away(record: Record, path: Path) -> None:
    assert record.change_issue("troops", rename="soldiers", threshold=0.9).name == "soldiers"
    assert record.issue("soldiers").statements < 6
    assert record.change_issue("soldiers", about="the barley harvest").about == "the barley harvest"
    record.delete_issue("soldiers")
    assert record.issues() == ()
    assert rows(path, "SELECT count(*) FROM gathered") == [(0,)]
    with pytest.raises(InputError, match="no issues in this record"):
        record.issue("soldiers")
    sound(path)


def test_two_outlets_are_compared_speaker_by_speaker(record: Record) -> None:
    found = record.compare_issue("troops", "Courier", "Lantern")
    assert found.outlets == (COURIER, LANTERN)
    assert (found.statements, found.speakers) == ((4, 2), (3, 2))
    taal = next(one for one in found.holders if one.who.name == "Ingrid Taal")
    assert taal.one.present is not None and taal.one.present.stand == "pledged"
    assert taal.other.present is not None and taal.other.present.stand == "open"
    assert taal.differ
    orlenia = next(one for one in found.holders if one.who.name == "Orlenia")
    assert orlenia.other.present is None
    assert not orlenia.differ


def test_who_criticises_and_supports_whom_is_counted_with_its_statements(record: Record) -> None:
    found = record.against()
    told = {(edge.source.name, edge.act, edge.target.name): edge for edge in found.edges}
    assert set(told) == {
        ("Tomas Brevic", "criticise", "Ingrid Taal"),
        ("Livia Morando", "support", "Ingrid Taal"),
    }
    edge = told["Tomas Brevic", "criticise", "Ingrid Taal"]
    assert (edge.count, edge.first) == (1, "2031-05-06")
    assert record.statements(edge.statements)[0].text == "Ingrid Taal reckless"
    assert edge.target.person is not None


def test_who_is_against_whom_can_be_asked_of_a_period_or_an_issue(record: Record) -> None:
    assert [edge.act for edge in record.against(filters=Filters(since="2031-07")).edges] == ["support"]
    assert [edge.act for edge in record.against(issue="troops").edges] == ["support"]
    assert record.against(limit=1).total == 2


def test_positions_are_affiliations_that_agree_or_disagree(record: Record) -> None:
    found = record.affiliations()
    told = {tie.who.name: (tie.agree, tie.disagree, tie.open) for tie in found.ties}
    assert told == {
        "Ingrid Taal": (1, 1, 1),
        "Orlenia": (0, 1, 0),
        "Tomas Brevic": (0, 2, 0),
    }
    assert len(found.events) == 5
    assert [event.day for event in found.events] == sorted(event.day or "" for event in found.events)


def test_a_record_that_may_only_be_read_shows_what_was_gathered(record: Record, path: Path) -> None:
    with Record.open(path, read_only=True) as closed:
        assert closed.issue("troops").statements == 6
        with pytest.raises(RecordError, match="reading alone"):
            closed.include("troops", [1], by="ada")


def test_the_order_in_which_articles_came_does_not_matter(tmp_path: Path, record: Record) -> None:
    with Record.open(tmp_path / "other.sqlite") as other:
        other.new_issue("troops", ABOUT, by="ada")
        other.add_readings(reversed(readings()))
        other.identify()
        other.gather()
        told = [
            (one.who.name, [taken.stand for taken in one.positions]) for one in other.issue("troops").holders
        ]
    assert told == [
        (one.who.name, [t.stand for t in one.positions]) for one in record.issue("troops").holders
    ]
