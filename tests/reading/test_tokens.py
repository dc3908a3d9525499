from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

from onrecord.reading.encoder import Encoder
from onrecord.reading.tokens import WINDOW, Tokens, marks, piece_ids, tokenise, windows

TOKENISER = Encoder().tokeniser
SENTENCES = st.lists(
    st.sampled_from(
        [
            "It rained.",
            "“No,” she said.",
            "Unbelievable!",
            "The docks (all of them) closed",
            "\n",
            "\n\n",
            "a" * 150,
        ]
    ),
    max_size=120,
).map(" ".join)
TEXTS = st.one_of(st.text(max_size=300), SENTENCES, st.text(st.characters(), max_size=60))


def _cut(text: str) -> tuple[Tokens, list[str]]:
    tokens = tokenise(TOKENISER, text)
    return tokens, [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]


def test_words_are_runs_of_letters_and_single_marks() -> None:
    _, words = _cut("She won’t sell “Dock 7”.")
    assert words == ["She", "won", "’", "t", "sell", "“", "Dock", "7", "”", "."]


def test_a_word_that_opens_a_line_opens_a_paragraph() -> None:
    tokens, words = _cut("It rained.\n\n It poured. \u2028All day.")
    assert [w for w, opens in zip(words, tokens.opens, strict=True) if opens] == ["It", "It", "All"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff"])
def test_a_text_without_words_has_no_windows(text: str) -> None:
    tokens = tokenise(TOKENISER, text)
    assert len(tokens) == 0
    assert windows(tokens, text) == []


@given(TEXTS)
@example("page one\x0cpage two\x85three\x0bfour\x1cfive")
@example("half \ud83d a pair")
@example("e\u0301tude \u00a0 İstanbul ﬁne \u200b 漢字")
def test_words_lie_apart_in_order_and_never_cross_white_space(text: str) -> None:
    tokens, words = _cut(text)

    assert len(tokens.starts) == len(tokens.ends) == len(tokens.first) == len(tokens.opens)
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert all(words)
    assert not any(c.isspace() for word in words for c in word)


@given(TEXTS, st.sampled_from([8, 32, WINDOW]))
@example(")" * 2000, 32)
@example("a" * 99 + " ", 8)
def test_windows_hold_every_word_once_and_no_more_pieces_than_fit(text: str, size: int) -> None:
    tokens = tokenise(TOKENISER, text)
    cut = windows(tokens, text, size)

    assert [word for w in cut for word in range(w.start, w.end)] == list(range(len(tokens)))
    for window in cut:
        ids, places = piece_ids(tokens, window, 101, 102)
        assert len(places) == window.end - window.start
        assert len(ids) <= size or window.end - window.start == 1


@given(TEXTS)
def test_the_pieces_of_the_windows_are_those_of_the_text(text: str) -> None:
    tokens = tokenise(TOKENISER, text)
    pieces: list[int] = []
    for window in windows(tokens, text, 32):
        ids, places = piece_ids(tokens, window, 101, 102)
        assert (ids[0], ids[-1]) == (101, 102)
        assert ids[places].tolist() == tokens.pieces[tokens.first[window.start : window.end]].tolist()
        pieces.extend(ids[1:-1].tolist())
    assert pieces == tokens.pieces.tolist()


def test_windows_break_between_paragraphs() -> None:
    text = "\n".join(["The docks will not be sold while I am the mayor of this town."] * 60)
    tokens = tokenise(TOKENISER, text)
    cut = windows(tokens, text)

    assert len(cut) > 2
    assert all(tokens.opens[w.start] for w in cut)


def test_windows_are_about_even() -> None:
    text = "\n".join(["The docks will not be sold while I am the mayor of this town."] * 20)
    tokens = tokenise(TOKENISER, text)
    sizes = [w.end - w.start for w in windows(tokens, text)]

    assert len(sizes) == 2
    assert max(sizes) - min(sizes) <= 15


def test_a_long_paragraph_is_cut_after_sentences() -> None:
    text = "She said “they will not be sold (ever).” " * 60
    tokens, words = _cut(text)
    cut = windows(tokens, text, 64)

    assert len(cut) > 5
    assert all(words[w.start] == "She" for w in cut)


def test_a_paragraph_without_sentences_is_cut_between_words() -> None:
    text = "docks " * 1000
    tokens = tokenise(TOKENISER, text)
    cut = windows(tokens, text, 64)

    assert all(b.start == a.end for a, b in pairwise(cut))
    assert max(w.end - w.start for w in cut) == 62


def test_marks_are_those_of_the_tokeniser() -> None:
    assert marks(TOKENISER) == tuple(TOKENISER.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[PAD]"))
    with pytest.raises(ValueError, match="CLS"):
        marks(Tokenizer(models.WordPiece({"a": 0}, unk_token="a")))


def test_places_are_whole_numbers() -> None:
    tokens = tokenise(TOKENISER, "It rained.")
    assert tokens.starts.dtype == tokens.first.dtype == np.int64
