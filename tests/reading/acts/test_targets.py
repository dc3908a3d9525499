from __future__ import annotations

from onrecord.reading.acts.targets import likeliest_targets
from onrecord.reading.encoder import Tagged
from onrecord.reading.tokens import Window
from tests.reading.tagged import tagged, words

TEXT = "he urged Mayor Ana Ruiz to resign"


def _aimed(*scores: float) -> Tagged:
    cut = words(TEXT)
    made = tagged(cut, [Window(0, len(cut))])
    made.marks[:, -1] = scores
    return made


def test_the_target_is_the_likeliest_word_and_those_beside_it() -> None:
    assert likeliest_targets(_aimed(-5, -4, -3, 2, 5, -4, -4), 0, 7, ())[0] == (3, 5)


def test_the_likeliest_word_stands_alone_where_none_beside_it_is_likely() -> None:
    assert likeliest_targets(_aimed(-5, -4, -3, -2, -1, -4, -4), 0, 7, ())[0] == (4, 5)


def test_words_outside_the_statement_are_no_target() -> None:
    assert likeliest_targets(_aimed(9, -4, -3, -2, 1, 2, 9), 1, 6, ())[0] == (4, 6)


def test_no_words_name_no_target() -> None:
    assert likeliest_targets(_aimed(*[0.0] * 7), 3, 3, ()) == []


def test_the_source_names_no_target() -> None:
    assert likeliest_targets(_aimed(9, -4, -3, 2, 5, -4, -4), 0, 7, ((0, 1),))[0] == (3, 5)


def test_other_words_follow_in_the_order_of_their_likelihood() -> None:
    assert likeliest_targets(_aimed(-1, -4, -3, 2, 5, -2, -4), 0, 7, ())[:3] == [(3, 5), (0, 1), (5, 6)]
