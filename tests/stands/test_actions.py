from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stands.actions import plain, same_action

_ACTIONS = st.lists(
    st.sampled_from(
        ["send", "sending", "the", "ships", "ship", "not", "to", "Belmora", "three", "against", "it"]
    ),
    max_size=6,
).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sell the docks", "selling the docks"),
        ("sell the docks", "selling old docks"),
        ("sending crews over the border", "send armed crews over the border"),
        ("open Drask's gates", "opening the gates of Drask"),
        ("never sell the docks", "not sell the docks"),
        ("won't sell the docks", "not to sell the docks"),
    ],
)
def test_other_words_for_the_same_action_are_it(one: str, other: str) -> None:
    assert same_action(one, other)
    assert same_action(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("sell the docks", "lease the docks", id="another deed"),
        pytest.param("sell the docks", "sell the ships", id="another thing"),
        pytest.param("send three ships", "send five ships", id="another number"),
        pytest.param("sell the docks", "not sell the docks", id="a negation"),
        pytest.param("vote for the treaty", "vote against the treaty", id="the other side"),
        pytest.param("sending ships", "stop sending ships", id="an end to it"),
        pytest.param("opening the gates", "opening the gates before the harvest", id="another time"),
        pytest.param("sell the docks", "sell the docks to a rival port", id="much more than it"),
        pytest.param("do it", "do it", id="words that only refer"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_may_be_another_action_is_kept_apart(one: str, other: str) -> None:
    assert not same_action(one, other)
    assert not same_action(other, one)


@given(_ACTIONS, _ACTIONS)
def test_being_the_same_is_mutual(one: str, other: str) -> None:
    assert same_action(one, other) == same_action(other, one)


@given(st.text(), st.text())
def test_any_text_is_compared(one: str, other: str) -> None:
    assert same_action(one, other) in (True, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [("the Port Courier", "port courier"), ("Ana  Ruiz", "ana ruiz"), ("The", "the"), ("…", "…"), ("", "")],
)
def test_a_name_is_plain_without_its_article(text: str, words: str) -> None:
    assert plain(text) == words
