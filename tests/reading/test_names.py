from __future__ import annotations

from itertools import pairwise
from typing import get_args

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.decode import NAME_TAGS
from onrecord.reading.encoder import Encoder, Tagged
from onrecord.reading.names import NameKind, names
from onrecord.reading.tokens import tokenise, windows
from tests.reading.tagged import tagged

ENCODER = Encoder()
TEXT = "Mayor Ana Ruiz flew to Canada on Monday.\nMinister Bo Lind stayed in France."


def _tagged(text: str, seed: int) -> Tagged:
    tokens = tokenise(ENCODER.tokeniser, text)
    rng = np.random.default_rng(seed)
    m = len(tokens)
    cut = windows(tokens, text, 16)
    made = tagged(tokens, cut)
    made.names[:] = rng.normal(size=(m, len(NAME_TAGS))) * 4
    return made


def test_names_are_found_with_their_kinds() -> None:
    found = names(ENCODER.tag(TEXT))
    assert [(TEXT[slice(*n.span)], n.kind) for n in found] == [
        ("Ana Ruiz", "person"),
        ("Canada", "state"),
        ("Bo Lind", "person"),
        ("France", "state"),
    ]


@given(st.integers(0, 10_000))
@settings(max_examples=50)
def test_names_lie_apart_in_one_line_with_a_probability(seed: int) -> None:
    text = (TEXT + "\n") * 4
    found = names(_tagged(text, seed))

    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))
    assert all("\n" not in text[slice(*n.span)] for n in found)
    assert all(0 <= n.odds <= 1 and n.kind in get_args(NameKind) for n in found)


def test_a_text_without_words_has_no_names() -> None:
    assert names(ENCODER.tag(" \n")) == []
