from __future__ import annotations

import random

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch comes with the extra train")

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.decode import NAME_TAGS, TAGS, spans
from onrecord.reading.encoder import CONTENT_TO_CUE, CUE_TO_SOURCE, Encoder
from onrecord.reading.tokens import marks
from training.acts import IGNORE
from training.corpus import Annotation, Sample
from training.data import NOWHERE, Prepared, augmented, batch, begun, epoch, prepare

TOKENISER = Encoder().tokeniser
TEXT = "Ana Ruiz said:\n“We will not sell.\nNot ever.”\nFears grew that it rained."


def _sample(text: str = TEXT) -> Sample:
    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    first = Annotation("a", (at("Ana Ruiz"),), (at("said"),), (at("“We will not sell.\nNot ever.”"),))
    second = Annotation("b", (), (at("Fears"),), (at("that it rained"),))
    return Sample("one", "courier", text, (first, second))


def _words(made: Prepared, first: int, last: int) -> str:
    return made.text[made.tokens.starts[first] : made.tokens.ends[last - 1]]


def test_tags_spell_the_annotated_spans_cut_where_a_paragraph_opens() -> None:
    made = prepare(TOKENISER, _sample())
    found = [(role, _words(made, a, b)) for role, a, b in spans(made.tags, TAGS)]

    assert found == [
        ("source", "Ana Ruiz"),
        ("cue", "said"),
        ("content", "“We will not sell."),
        ("content", "Not ever.”"),
        ("cue", "Fears"),
        ("content", "that it rained"),
    ]


def test_heads_link_a_cue_to_its_source_and_each_piece_of_a_content_to_its_cue() -> None:
    made = prepare(TOKENISER, _sample())

    def word(number: int) -> str:
        return "nowhere" if number == NOWHERE else _words(made, number, number + 1)

    assert [(word(d), word(h), r) for d, h, r in made.heads] == [
        ("said", "Ana", CUE_TO_SOURCE),
        ("“", "said", CONTENT_TO_CUE),
        ("Not", "said", CONTENT_TO_CUE),
        ("Fears", "nowhere", CUE_TO_SOURCE),
        ("that", "Fears", CONTENT_TO_CUE),
    ]


def test_an_article_without_annotations_has_no_targets() -> None:
    made = prepare(TOKENISER, Sample("two", "", TEXT, None))
    assert set(made.tags.tolist()) == set(made.names.tolist()) == {IGNORE}
    assert made.heads == ()


def test_names_are_tagged_by_kind() -> None:
    made = prepare(TOKENISER, _sample(), names=[(0, 8, "person")])
    assert [(k, _words(made, a, b)) for k, a, b in spans(made.names, NAME_TAGS)] == [("person", "Ana Ruiz")]


def test_a_teacher_is_heard_only_where_the_words_are_the_same() -> None:
    plain = prepare(TOKENISER, _sample())
    odds = np.full((len(plain.tokens), len(TAGS)), 1 / len(TAGS), dtype=np.float32)
    straight = Sample("one", "", TEXT.replace("“", '"').replace("”", '"'), None)
    bare = Sample("one", "", TEXT.replace("“", " ").replace("”", " "), None)

    assert prepare(TOKENISER, straight, teacher=odds).teacher is odds
    assert prepare(TOKENISER, bare, teacher=odds).teacher is None


@given(st.integers(0, 10_000))
def test_altered_articles_keep_every_place(seed: int) -> None:
    sample = _sample()
    changed = augmented(sample, random.Random(seed))

    assert len(changed.text) == len(sample.text)
    assert changed.gold == sample.gold
    assert all(a == b or a in "“”" for a, b in zip(sample.text, changed.text, strict=True))


@given(st.lists(st.integers(0, len(TAGS) - 1), max_size=12))
def test_no_span_goes_on_that_has_not_begun(tags: list[int]) -> None:
    made = begun(np.asarray(tags, dtype=np.int64)).tolist()
    for before, tag in zip([0, *made], made, strict=False):
        assert not TAGS[tag].startswith("I-") or TAGS[before][2:] == TAGS[tag][2:]
    assert [TAGS[t][2:] for t in made] == [TAGS[t][2:] for t in tags]


@pytest.mark.parametrize("rng", [None, random.Random(3)])
def test_an_epoch_holds_every_word_once(rng: random.Random | None) -> None:
    articles = [prepare(TOKENISER, Sample(f"a{k}", "", (TEXT + "\n") * (9 * k + 1), None)) for k in range(4)]
    groups = epoch(articles, rng, 64, 3)
    held = [(a.name, word) for group in groups for a, w in group for word in range(w.start, w.end)]

    assert sorted(held) == sorted((a.name, word) for a in articles for word in range(len(a.tokens)))
    assert all(len(group) <= 3 for group in groups)


def test_a_batch_points_from_pieces_to_pieces() -> None:
    made = prepare(TOKENISER, _sample())
    [[item]] = epoch([made], None, 256, 1)
    put = batch([item, item], marks(TOKENISER), None)

    assert put.ids.shape == put.mask.shape == (2, len(made.tokens.pieces) + 2)
    assert put.tags.tolist() == [made.tags.tolist()] * 2
    for row, dependent, head, _ in put.heads.tolist():
        places = put.first[row].tolist()
        assert dependent in places
        assert head == 0 or head in places
    assert [h for _, _, h, r in put.heads.tolist() if r == CUE_TO_SOURCE].count(0) == 2
