from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.quotations import quotations
from onrecord.reading.raw import Raw
from onrecord.reading.sentences import within_sentences
from tests.reading.marked import marked, shown


def _within(text: str) -> list[str]:
    clean, raws = marked(text)
    return shown(clean, within_sentences(raws, clean, quotations(clean)))


def test_a_piece_in_another_sentence_goes() -> None:
    text = "The board met. [1c It had rained]. [1s Ana Ruiz] [1q said] [1c it was cold]."
    assert _within(text) == ["Ana Ruiz | said | it was cold"]


def test_a_quoted_piece_in_another_sentence_stays() -> None:
    text = "[1s Ana Ruiz] [1q said] [1c it was cold]. [1c “It had rained.”]"
    assert _within(text) == ["Ana Ruiz | said | it was cold / “It had rained.”"]


def test_a_piece_that_ends_in_a_quotation_stays() -> None:
    text = "[1c “It is cold,”] [1s Ana Ruiz] [1q said]. [1c As a sailor “I should know.”]"
    assert _within(text) == ["Ana Ruiz | said | “It is cold,” / As a sailor “I should know.”"]


def test_content_behind_its_cue_ends_with_the_sentence() -> None:
    text = "[1s Ana Ruiz] [1q doubts] [1c the figures. The dam was built in May]."
    assert _within(text) == ["Ana Ruiz | doubts | the figures"]


def test_a_quotation_of_several_sentences_stays_whole() -> None:
    text = "[1s Ana Ruiz] [1q said]: [1c “It was cold. It rained.”]"
    assert _within(text) == ["Ana Ruiz | said | “It was cold. It rained.”"]


def test_what_follows_a_colon_may_be_several_sentences() -> None:
    text = "[1s The letter] [1q says:] [1c The dam is safe. The fields are dry.]"
    assert _within(text) == ["The letter | says: | The dam is safe. The fields are dry."]


def test_content_before_its_cue_stays() -> None:
    text = "[1c It was cold. It rained], [1s Ana Ruiz] [1q said]."
    assert _within(text) == ["Ana Ruiz | said | It was cold. It rained"]


def test_what_has_nothing_in_its_cue_s_sentence_stays() -> None:
    text = "[1s Ana Ruiz] [1q spoke on]. [1c The dam would hold]."
    assert _within(text) == ["Ana Ruiz | spoke on | The dam would hold"]


def test_a_sentence_ends_with_its_paragraph() -> None:
    text = "[1s Ana Ruiz] [1q praised] [1c the dam]\n\n[1c The fields are dry]."
    assert _within(text) == ["Ana Ruiz | praised | the dam"]


def test_a_quotation_in_another_paragraph_stays() -> None:
    text = "It rained.\n\nThen [1s Ana Ruiz] [1q praised] [1c the dam]. It rained.\n\n[1c “So be it.”]"
    assert _within(text) == ["Ana Ruiz | praised | the dam / “So be it.”"]


def test_what_has_no_cue_stays() -> None:
    assert _within("[1c It was cold. It rained].") == [" |  | It was cold. It rained"]


@pytest.mark.parametrize("short", ["Mr.", "Cpl.", "Sen.", "J.", "U.S."])
def test_a_short_form_ends_no_sentence(short: str) -> None:
    text = f"[1s Lind] [1q praised] [1c {short} Oru of the guild]."
    assert _within(text) == [f"Lind | praised | {short} Oru of the guild"]


@given(
    pieces=st.lists(
        st.sampled_from(["It rained. ", "“So it is. ", "Ruiz said ", "no.” ", "\n\n", "a: "]), min_size=3
    ),
    data=st.data(),
)
def test_no_statement_is_lost_and_none_has_words_that_it_had_not(
    pieces: list[str], data: st.DataObject
) -> None:
    text = "Ruiz " + "".join(pieces) + "."
    at = st.integers(0, len(text) - 2)
    [cue, *content] = [
        (start, data.draw(st.integers(start + 1, len(text) - 1)))
        for start in sorted(data.draw(st.lists(at, min_size=2, max_size=4)))
    ]
    found = within_sentences([Raw([], [cue], list(content))], text, quotations(text))

    assert len(found) == 1
    assert found[0].content
    assert all(any(s == start and end <= e for s, e in content) for start, end in found[0].content)
