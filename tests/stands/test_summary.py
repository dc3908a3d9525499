from __future__ import annotations

import json
from dataclasses import replace
from itertools import groupby
from typing import get_args

import pytest
from hypothesis import given

from onrecord.article import Article
from onrecord.stands import SCALE, Holder, Stands, where_they_stand
from onrecord.statement import Act, Confidence, Passage, Position, Reading, Speaker, Stand, Statement
from tests.export.readings import at, docks, hostile, made, passage, readings
from tests.export.river import river

TEXT = "Ruiz would not sell the docks. Never sell the old docks, if pressed. Lind praised Ruiz. Lind thanked Ruiz."


def _said(
    words: str,
    *positions: Position,
    speakers: tuple[str, ...] = ("Ruiz",),
    sure: float = 1.0,
    act: Act | None = None,
    target: Passage | None = None,
) -> Statement:
    return made(
        Article(TEXT),
        at(TEXT, words),
        "indirect",
        speakers=tuple(Speaker(name, "person") for name in speakers),
        positions=positions,
        act=act,
        target=target,
        confidence=Confidence(sure),
    )


def _stands(*statements: Statement) -> Stands:
    return where_they_stand(Reading(Article(TEXT), statements, "m"))


def _position(words: str, condition: str | None = None, stand: Stand = "ruled_out") -> Position:
    return Position(stand, passage(TEXT, words), passage(TEXT, condition) if condition else None)


def test_an_article_is_summed_up_by_speaker_and_from_no_to_yes() -> None:
    stands = where_they_stand(river())
    assert [(row.speaker.name, row.stand, row.action.text) for row in stands.stances] == [
        ("Ingrid Taal", "pledged", "cross the border"),
        ("Orlenia", "ruled_out", "sending engineers"),
        ("Livia Morando", "ruled_out", "send any engineer"),
        ("Hugh Pellam", "favoured", "open the gates"),
        ("Hugh Pellam", "pledged", "€200 million for new wells"),
        ("Drask", "done", "opened two gates"),
    ]
    assert [(row.speaker.name, row.act, row.target.text, len(row.evidence)) for row in stands.acts] == [
        ("Tomas Brevic", "criticise", "Ingrid Taal", 2),
        ("Hugh Pellam", "demand", "Drask", 1),
    ]


def test_the_same_stand_taken_again_is_more_evidence() -> None:
    [row] = [row for row in where_they_stand(river()).stances if row.speaker.name == "Livia Morando"]
    assert [(one.number, one.words.text) for one in row.evidence] == [
        (3, "“We will not send a single engineer,”"),
        (4, "“We will not send any engineer,”"),
    ]
    assert [one.statement for one in row.evidence] == [s.id for s in river().statements[2:4]]


def test_a_row_has_the_words_and_the_confidence_of_its_surest_statement() -> None:
    surer = _said("Never sell the old docks", _position("sell the old docks"), sure=0.9)
    [row] = _stands(_said("sell the docks", _position("sell the docks"), sure=0.6), surer).stances
    assert (row.action.text, row.confidence) == ("sell the old docks", 0.9)
    assert [one.confidence for one in row.evidence] == [0.6, 0.9]


def test_a_confidence_is_of_the_statement_the_speaker_and_the_field() -> None:
    [first, *_] = where_they_stand(river()).stances
    assert first.confidence == round(0.9 * 0.9 * 0.7, 2)
    [act, _] = where_they_stand(river()).acts
    assert act.confidence == round(0.9 * 0.9 * 0.8 * 0.75, 2)


def test_another_condition_is_another_row() -> None:
    rows = _stands(
        _said("sell the docks", _position("sell the docks")),
        _said("Never sell the old docks", _position("sell the old docks", "if pressed")),
    ).stances
    assert [row.condition.text if row.condition else None for row in rows] == [None, "if pressed"]


def test_another_stand_is_another_row() -> None:
    rows = _stands(
        _said("sell the docks", _position("sell the docks", stand="open")),
        _said("Never sell the old docks", _position("sell the old docks")),
    ).stances
    assert [row.stand for row in rows] == ["ruled_out", "open"]


def test_one_statement_is_evidence_once() -> None:
    [row] = _stands(
        _said("Never sell the old docks", _position("sell the docks"), _position("sell the old docks"))
    ).stances
    assert len(row.evidence) == 1


def test_each_of_several_speakers_has_a_row() -> None:
    rows = _stands(
        _said("sell the docks", _position("sell the docks"), speakers=("Ruiz", "Lind", "RUIZ"))
    ).stances
    assert [row.speaker.name for row in rows] == ["Ruiz", "Lind"]


def test_without_a_speaker_the_source_s_words_stand_in() -> None:
    position = _position("sell the docks")
    sourced = made(
        Article(TEXT), at(TEXT, "sell the docks"), "indirect", source=at(TEXT, "Ruiz"), positions=(position,)
    )
    nobody = replace(sourced, id="other", source=())
    assert [row.speaker for row in _stands(sourced, nobody).stances] == [
        Holder("Ruiz", "none"),
        Holder("", "none"),
    ]


def test_targets_are_the_same_without_their_article() -> None:
    statements = [
        _said(words, speakers=("Lind",), act="support", target=replace(passage(TEXT, "Ruiz"), text=name))
        for words, name in (("Lind praised Ruiz", "the Mayor"), ("Lind thanked Ruiz", "Mayor"))
    ]
    [row] = _stands(*statements).acts
    assert len(row.evidence) == 2


def test_nobody_who_takes_no_stand_is_named() -> None:
    stands = where_they_stand(docks())
    assert not stands.stances
    assert not stands.acts


@pytest.mark.parametrize("reading", [docks(True), river(), hostile()], ids=["docks", "river", "hostile"])
def test_as_an_object_a_summary_is_json_whose_words_are_the_article_s(reading: Reading) -> None:
    summary = where_they_stand(reading).to_dict()
    assert json.loads(json.dumps(summary)) == summary
    assert "text" not in summary["article"]
    text = reading.article.text
    for row in summary["stances"]:
        assert row["agreement"] in ("agree", "disagree", None)
        for part in [row["action"], row["condition"], *(one["content"] for one in row["evidence"])]:
            assert part is None or part["text"] == " ".join(text[a:b] for a, b in part["spans"])


@given(readings())
def test_every_position_and_every_directed_act_is_in_one_row_a_speaker(reading: Reading) -> None:
    stands = where_they_stand(reading)
    for statement in reading.statements:
        speakers = len({s.name.casefold() for s in statement.speakers}) or 1
        held = [row for row in stands.stances if statement.id in {one.statement for one in row.evidence}]
        assert {row.stand for row in held} == {p.stand for p in statement.positions}
        done = [row for row in stands.acts if statement.id in {one.statement for one in row.evidence}]
        assert len(done) == (speakers if statement.act and statement.target else 0)


@given(readings())
def test_a_speaker_s_rows_stand_together_in_order(reading: Reading) -> None:
    stands = where_they_stand(reading)
    places = [(row.speaker.name.casefold(), SCALE.index(row.stand)) for row in stands.stances]
    acts = [(row.speaker.name.casefold(), get_args(Act).index(row.act)) for row in stands.acts]
    for rows in (places, acts):
        groups = [(who, [place for _, place in some]) for who, some in groupby(rows, lambda row: row[0])]
        assert len({who for who, _ in groups}) == len(groups)
        assert all(some == sorted(some) for _, some in groups)


@given(readings())
def test_evidence_stands_in_the_order_of_the_text_and_once(reading: Reading) -> None:
    stands = where_they_stand(reading)
    for evidence in (*(row.evidence for row in stands.stances), *(row.evidence for row in stands.acts)):
        numbers = [one.number for one in evidence]
        assert numbers
        assert numbers == sorted(set(numbers))


def test_a_speaker_has_the_roles_and_the_kind_of_the_first_mention() -> None:
    role = passage(TEXT, "Ruiz")
    first = replace(
        _said("sell the docks", _position("sell the docks")), speakers=(Speaker("Ruiz", "person", (role,)),)
    )
    later = replace(
        _said("Never sell the old docks", _position("sell the old docks", "if pressed")),
        speakers=(Speaker("RUIZ", "organisation"),),
    )
    rows = _stands(first, later).stances
    assert [row.speaker for row in rows] == [Holder("Ruiz", "person", (role,))] * 2
