from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.acts.aims import Aimed
from onrecord.reading.acts.heads import ACTS, MARKS, MODES, STANDS, VECTOR, Scored, Weights
from onrecord.reading.acts.judging import Judge, Told
from onrecord.reading.encoder import Encoder, Tagged
from onrecord.reading.tokens import Window
from onrecord.statement import Act, Passage, slice_of
from tests.reading.tagged import tagged, words

TEXT = "Ruiz said she will open the port once the council agrees but never sell it"
SPANS = ((0, 4),), ((5, 9),), ((10, len(TEXT)),)
SHIPPED = Encoder().acts


def _marked(**places: tuple[int, int]) -> Tagged:
    cut = words(TEXT)
    made = tagged(cut, [Window(0, len(cut))])
    made.marks[:, 0] = 4
    for what, (first, last) in places.items():
        mark = what.rstrip("2")
        made.marks[first, MARKS.index("B-" + mark)] = 9
        made.marks[first + 1 : last, MARKS.index("I-" + mark)] = 9
    return made


def _scored(act: Act = "commit", positioned: float = 0.9, targeted: float = 0.9) -> Scored:
    acts = np.full(len(ACTS), 0.01, dtype=np.float32)
    acts[ACTS.index(act)] = 0.9
    modes = np.full(len(MODES), 0.1, dtype=np.float32)
    return Scored(acts, modes, positioned, targeted, np.zeros(128, dtype=np.float32))


def _stands(*by_word: tuple[int, str]) -> tuple[Weights, Tagged]:
    """Return layers and words that give the action that begins at a word a stand."""
    made = _marked(action=(4, 7), action2=(13, 15), condition=(7, 11))
    stand = np.zeros_like(SHIPPED.stand)
    for number, (word, name) in enumerate(by_word):
        made.votes[word, 1 + number] = 30
        stand[STANDS.index(name), 128 + number] = 5
    parts = {n: getattr(SHIPPED, n) for n in Weights.__dataclass_fields__} | {
        "stand": stand,
        "stand_bias": np.zeros_like(SHIPPED.stand_bias),
    }
    return Weights(**parts), made


def test_each_action_has_its_own_stand_and_the_nearest_condition() -> None:
    weights, made = _stands((4, "pledged"), (13, "ruled_out"))
    found, _ = Judge(weights, None, TEXT, made).positions(_scored(), (0, 15))

    assert {(p.stand, p.action.text, p.condition and p.condition.text) for p in found} == {
        ("pledged", "open the port", "once the council agrees"),
        ("ruled_out", "sell it", None),
    }


def test_a_statement_that_takes_no_position_has_none_whatever_is_marked() -> None:
    weights, made = _stands((4, "pledged"))

    assert Judge(weights, None, TEXT, made).positions(_scored(positioned=0.1), (0, 15)) == ((), 0.0)


def test_a_position_without_a_marked_action_takes_the_likeliest_words() -> None:
    found, _ = Judge(SHIPPED, None, TEXT, _marked()).positions(_scored(), (0, 15))

    assert len(found) == 1
    assert found[0].action.text in TEXT


@pytest.mark.parametrize(
    ("act", "asked"), [("claim", False), ("desire", False), ("criticise", True), ("demand", True)]
)
def test_only_acts_that_have_a_target_are_asked_for_it(act: Act, asked: bool) -> None:
    fields = np.zeros_like(SHIPPED.fields_bias)
    fields[ACTS.index(act)], fields[-2], fields[-1] = 20, -9, 9
    weights = Weights(
        **{n: getattr(SHIPPED, n) for n in Weights.__dataclass_fields__}
        | {"fields": np.zeros_like(SHIPPED.fields), "fields_bias": fields}
    )
    asks: list[Act] = []

    def aim(act: Act) -> Aimed:
        asks.append(act)
        return Aimed(Passage.of(TEXT, ((0, 4),)), 0.5)

    found = Judge(weights, None, TEXT, _marked()).judge(*SPANS, "person", aim)

    assert found.act == act
    assert asks == ([act] if asked else [])
    assert bool(found.target) == asked


def test_what_plain_words_rule_out_is_a_refusal_whatever_the_network_says() -> None:
    text = "Ruiz said: “Sending engineers to the lake? No thanks, never.”"
    cut = words(text)
    content = text.index("“")
    found = Judge(SHIPPED, None, text, tagged(cut, [Window(0, len(cut))])).judge(
        ((0, 4),), ((5, 10),), ((content, len(text)),), "person", lambda act: None
    )

    assert found.act == "refuse"
    assert (found.positions[0].stand, found.positions[0].action.text) == (
        "ruled_out",
        "Sending engineers to the lake",
    )


def test_no_action_of_a_statement_stands_in_the_content_of_another_one() -> None:
    weights, made = _stands((4, "pledged"), (13, "ruled_out"))
    action = made.tokens.starts[4], made.tokens.ends[6]
    found, _ = Judge(weights, None, TEXT, made).positions(
        _scored(), (0, 15), apart=[(int(action[0]) - 1, int(action[1]))]
    )

    assert [(p.stand, p.action.text) for p in found] == [("ruled_out", "sell it")]


def test_contents_of_others_are_those_that_stand_between_and_share_no_word() -> None:
    spans = ((0, 5), (10, 14), (16, 20), (18, 30), (40, 44))
    statements: list[Told] = [(((), (), (span,)), "none") for span in spans]
    judge = Judge(SHIPPED, None, TEXT, _marked(), statements=statements)

    assert judge._apart((8, 28), ((16, 20),)) == [(10, 14)]


def test_a_condition_in_plain_words_needs_no_mark() -> None:
    weights, made = _stands((4, "pledged"))
    made.marks[7:11] = made.marks[0]
    found, _ = Judge(
        weights, None, TEXT.replace("once", "if").replace("agrees", "agrees to it"), made
    ).positions(_scored(), (0, 11))

    assert found[0].condition is not None
    assert found[0].condition.text.startswith("if the council")


@given(st.integers(0, 2**32 - 1))
def test_every_passage_is_the_slice_at_its_spans(seed: int) -> None:
    made = _marked()
    drawn = np.random.default_rng(seed)
    made.votes[:] = drawn.normal(size=made.votes.shape) * 3
    made.marks[:] = drawn.normal(size=made.marks.shape) * 3

    def aim(act: Act) -> Aimed:
        return Aimed(Passage.of(TEXT, ((0, 4),)), 0.5)

    found = Judge(SHIPPED, None, TEXT, made).judge(*SPANS, "person", aim)
    passages = [found.target] if found.target else []
    for position in found.positions:
        passages.append(position.action)
        passages.extend([position.condition] if position.condition else [])

    assert all(p.text == slice_of(TEXT, p.spans) for p in passages)
    assert all(0 <= p <= 1 for p in (found.act_odds, found.mode_odds, found.target_odds, found.position_odds))
    assert VECTOR > 1
