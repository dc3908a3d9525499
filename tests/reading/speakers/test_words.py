"""Words, sentences and what is quoted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.quotations import quotations
from onrecord.reading.speakers.words import Words, words


def cut(text: str) -> Words:
    return words(text, quotations(text))


def test_possessive_and_contraction_are_words_of_their_own() -> None:
    assert cut("Ana’s dog, they've said").lower == ["ana", "'s", "dog", ",", "they", "'ve", "said"]


def test_names_with_apostrophe_hyphen_and_numbers_with_comma_stay_whole() -> None:
    assert cut("O'Brien al-Midana 2,000").lower == ["o'brien", "al-midana", "2,000"]


def test_titles_and_initials_end_no_sentence() -> None:
    found = cut("Mr. A. Ruiz met Sen. Lind. He left.")
    assert found.sentence[-1] == 1


def test_paragraph_ends_a_sentence() -> None:
    assert cut("A headline\n\nThe text.").sentence == [0, 0, 1, 1, 1]


def test_quoted_words_are_marked() -> None:
    found = cut("She said “it rained” then.")
    assert [w for w, q in zip(found.lower, found.quoted, strict=True) if q] == ["“", "it", "rained", "”"]


def test_words_with_a_capital_and_those_spelt_like_names_are_capital() -> None:
    found = cut("Ana’s eHarbour shop sold 9to5Dock bags, a B and an 5G")
    assert [found.forms[k] for k in found.capitalised()] == ["Ana", "eHarbour", "9to5Dock", "B"]


def test_the_first_word_of_each_sentence_opens_it() -> None:
    found = cut("She left. “It rains,” he said.\n\nLater")
    assert [w for w, opens in zip(found.forms, found.opens, strict=True) if opens] == ["She", "“", "Later"]


def test_quoted_sentences_move_the_reader_on_by_half() -> None:
    found = cut("She left. “It rained. He stayed.” It rained.")
    assert found.moment[0] == 1.0
    assert found.moment[-1] == 1.0 + 0.5 + 0.5 + 1.0


@given(st.text(max_size=200))
def test_words_are_slices_in_order(text: str) -> None:
    found = cut(text)
    assert found.forms == [text[s:e] for s, e in zip(found.starts, found.ends, strict=True)]
    assert all(len(row) == len(found) for row in (found.lower, found.opens, found.sentence, found.moment))
    assert found.unquoted == [found.quoted[:k].count(False) for k in range(len(found))]
    assert all(s < e for s, e in zip(found.starts, found.ends, strict=True))
    assert all(e <= s for e, s in zip(found.ends, found.starts[1:], strict=False))
    for k in range(len(found)):
        assert found.within((found.starts[k], found.ends[k])) == (k, k + 1)


def test_a_heading_in_capitals_that_runs_in_is_a_sentence_of_its_own() -> None:
    assert cut("THE DOCKS When she left, it rained.").sentence[:4] == [0, 0, 1, 1]


def test_one_word_in_capitals_is_no_heading() -> None:
    assert set(cut("NATO Secretary Ana Ruiz left.").sentence) == {0}
