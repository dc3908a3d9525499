from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record.issues.scoring import USUAL, Scorer, phrases_of
from tests.record.issues.world import ABOUT


def score(text: str, about: str = ABOUT, like: tuple[str, ...] = (), unlike: tuple[str, ...] = ()) -> float:
    return float(Scorer(about, like, unlike).scores([text])[0][0])


def test_other_words_of_the_same_meaning_score_nearly_as_much() -> None:
    assert score("we will send soldiers to Belmora") > USUAL
    assert score("we will send troops to Belmora") >= score("we will send soldiers to Belmora")
    assert score("we will send lorries full of barley") < USUAL


def test_what_is_near_must_stand_near_together() -> None:
    between = " and the harvest was late again this year because of the rain in the hills" * 2
    assert score("troops" + between + " Belmora") < score("troops for Belmora") - 0.1


def test_of_several_ways_to_put_it_the_nearest_counts() -> None:
    about = "tightening gun control; background checks for buyers"
    found, which = Scorer(about).scores(["stricter gun control", "checks on the background of buyers"])
    assert which.tolist() == [0, 1]
    assert (found > USUAL).all()
    assert phrases_of(" a b ;; c ") == ("a b", "c")


def test_examples_draw_near_what_is_like_them_and_push_away_what_is_not() -> None:
    text = "the Belmora mission goes ahead"
    assert score(text, like=("our mission in Belmora",)) > score(text)
    assert score(text, unlike=("our mission in Belmora",)) < score(text)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_a_score_lies_from_0_to_1_and_depends_on_its_text_alone(texts: list[str]) -> None:
    scorer = Scorer(ABOUT)
    found, _ = scorer.scores(texts)
    assert ((found >= 0) & (found <= 1)).all()
    alone = [float(scorer.scores([text])[0][0]) for text in texts]
    assert np.allclose(found, alone, atol=0.0015)
