from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.variants.differences import difference

TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(["We", "will", "never", "sell", "“docks”", "…", "[sic]", "harbour."])).map(
        " ".join
    ),
)


def test_what_was_left_out_is_told_by_its_place() -> None:
    found = difference(
        "Listen to me. We will never sell the docks to a freight company, whatever it pays. That is all.",
        "We will never sell the docks, whatever it pays.",
    )

    assert found.before == "Listen to me."
    assert found.within == ("to a freight company,",)
    assert found.after == "That is all."
    assert not found.changed
    assert not found.put_in


def test_changed_words_and_those_put_in_are_told() -> None:
    found = difference(
        "We will never sell the old docks of this town.", "We will not sell the docks of [our] town today."
    )

    assert ("never", "not") in found.changed
    assert ("this", "[our]") in found.changed
    assert found.put_in == ("today.",)


def test_texts_that_share_nothing_are_left_out_and_put_in() -> None:
    found = difference("cranes rust", "bread rises slowly")

    assert [piece.kind for piece in found.pieces] == ["left_out", "put_in"]
    assert found.before == "cranes rust"


@given(TEXTS, TEXTS)
def test_the_pieces_rebuild_both_texts(fuller: str, text: str) -> None:
    found = difference(fuller, text)

    assert "".join(piece.fuller for piece in found.pieces) == fuller
    assert "".join(piece.text for piece in found.pieces) == text
    assert all(piece.fuller or piece.text for piece in found.pieces)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {piece.kind for piece in difference(text, text).pieces} <= {"same", "changed"}
