from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.issues.results import side_of
from onrecord.record.issues.turning import turned, turned_stand
from onrecord.stands import SCALE
from onrecord.statement import Stand

ARMING = "arming the rebels"
TROOPS = "sending troops to Belmora"
BAN = "banning tourists from the old town"


@pytest.mark.parametrize(
    ("action", "about"),
    [
        ("stop arming the rebels", ARMING),
        ("a halt to arming the rebels", ARMING),
        ("keep troops out of Belmora", TROOPS),
        ("bring our troops home from Belmora", TROOPS),
        ("not send troops", TROOPS),
        ("without sending any troops", TROOPS),
        ("lift the ban on tourists", BAN),
        ("let tourists into the old town", BAN),
        ("vote against sending troops", TROOPS),
        ("against arming the rebels", ARMING),
        ("lift the sanctions against Orlenia", "sanctions against Orlenia"),
        ("combat smuggling", "smuggling"),
        ("the fight against smuggling", "smuggling"),
        ("close the harbour", "keeping the harbour"),
    ],
)
def test_an_action_that_goes_the_other_way_round_is_turned(action: str, about: str) -> None:
    assert turned(action, about, "favoured")


@pytest.mark.parametrize(
    ("action", "about"),
    [
        ("arming the rebels", ARMING),
        ("send troops to Belmora to stop the war", TROOPS),
        ("troops for Belmora", TROOPS),
        ("not stop sending troops", TROOPS),
        ("a ban on tourists", BAN),
        ("the tourist ban", BAN),
        ("keep tourists out of the old town", BAN),
        ("build a wall to keep smugglers out", "building a wall"),
        ("sending combat troops to Belmora", TROOPS),
        ("a fight over troops for Belmora", TROOPS),
        ("send troops to Belmora without delay", TROOPS),
        ("impose sanctions on Orlenia", "sanctions against Orlenia"),
        ("measures against Orlenia", "sanctions against Orlenia"),
        ("fund stem cell research", "paying for stem cell research"),
        ("twelve weeks of paid leave", "paid family leave"),
        ("close ties with Orlenia", "ties with Orlenia"),
    ],
)
def test_an_action_that_goes_the_same_way_is_not(action: str, about: str) -> None:
    assert not turned(action, about, "favoured")


@pytest.mark.parametrize("stand", ["ruled_out", "opposed"])
def test_a_not_belongs_to_the_stand_that_is_a_no_already(stand: Stand) -> None:
    assert not turned("not one soldier to Belmora", "sending soldiers to Belmora", stand)
    assert not turned("send troops", TROOPS, stand, before="never")


def test_the_word_before_an_action_turns_it_round_too() -> None:
    assert turned("send troops to Belmora", TROOPS, "pledged", before="never")
    assert turned("arming the rebels", ARMING, "favoured", before="stop")
    assert not turned("arming the rebels", ARMING, "favoured", before="begin")


@given(st.sampled_from(SCALE))
def test_a_turned_stand_lies_on_the_other_side(stand: Stand) -> None:
    other = {"no": "yes", "open": "open", "yes": "no"}
    assert side_of(turned_stand(stand)) == other[side_of(stand)]
