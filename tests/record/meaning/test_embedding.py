from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.meaning.embedding import SIZE, TURNS, embedding


def likeness(one: str, other: str) -> float:
    first, second = embedding().vectors([one, other])
    return float(first @ second)


def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    said = "She would never sell the docks."

    for same, other in (
        ("The mayor refuses to give up the harbour.", "The doctor prescribed another pill."),
        ("No sale of the port.", "The song reached the top of the charts."),
    ):
        assert likeness(said, same) > likeness(said, other) + 0.1


@given(st.lists(st.text(max_size=40), max_size=5))
def test_vectors_are_of_length_one_or_zero_and_each_text_s_own(texts: list[str]) -> None:
    found = embedding().vectors(texts)

    assert found.shape == (len(texts), SIZE)
    lengths = np.linalg.norm(found, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-3) | (lengths == 0))
    for text, vector in zip(texts, found, strict=True):
        assert np.allclose(embedding().vectors([text])[0], vector, atol=1e-6)


def test_signs_are_bits_that_agree_the_more_the_nearer_the_vectors_are() -> None:
    said, same, other = embedding().signs(
        embedding().vectors(["They sold the docks.", "They sold the harbour.", "A pill a day cures colds."])
    )

    assert said.shape == (SIZE * TURNS // 64,)
    assert np.bitwise_count(said ^ same).sum() < np.bitwise_count(said ^ other).sum()
