from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.encoder import Encoder
from onrecord.reading.links import Draft
from onrecord.reading.raw import Raw, from_drafts, holder, overlap, settled
from onrecord.statement import Span
from tests.reading.marked import marked, shown

PLACES = st.integers(0, 40)


@st.composite
def _spans(draw: st.DrawFn, most: int) -> list[Span]:
    """Spans in order and apart."""
    cuts = sorted(draw(st.sets(PLACES, max_size=2 * most)))
    return list(zip(cuts[::2], cuts[1::2], strict=False))


@st.composite
def _raws(draw: st.DrawFn) -> list[Raw]:
    found = [
        Raw(draw(_spans(1)), draw(_spans(1)), content)
        for content in draw(st.lists(_spans(3), max_size=7))
        if content
    ]
    for raw in found:
        if draw(st.integers(0, 5)) == 0:
            raw.inside = draw(st.sampled_from(found))
            raw.inside = None if raw.inside is raw or raw.inside.inside is not None else raw.inside
    return found


def _holds(outer: Raw, inner: Raw) -> bool:
    return all(any(a <= start and end <= b for a, b in outer.content) for start, end in inner.spans())


@given(_raws())
@settings(max_examples=200)
def test_contents_lie_apart_or_one_statement_whole_within_the_other(raws: list[Raw]) -> None:
    for one, other in itertools.combinations(settled(raws), 2):
        if any(overlap(a, b) for a in one.content for b in other.content):
            assert _holds(one, other) or _holds(other, one)


@given(_raws())
@settings(max_examples=200)
def test_what_is_within_another_lies_in_its_content(raws: list[Raw]) -> None:
    kept = settled(raws)
    for raw in kept:
        if raw.inside is not None:
            assert any(raw.inside is other for other in kept)
            assert _holds(raw.inside, raw)


@given(_raws())
@settings(max_examples=200)
def test_nothing_is_within_itself(raws: list[Raw]) -> None:
    for raw in settled(raws):
        seen, outer = 0, raw.inside
        while outer is not None:
            assert outer is not raw
            outer, seen = outer.inside, seen + 1
            assert seen < 20


@given(_raws(), _raws())
def test_no_two_statements_have_the_same_content(raws: list[Raw], more: list[Raw]) -> None:
    again = [Raw([], raw.cue, list(raw.content)) for raw in raws]
    contents = [tuple(raw.content) for raw in settled([*raws, *more, *again])]
    assert len(set(contents)) == len(contents)


@given(_raws())
def test_statements_that_lie_apart_stay_as_they_are(raws: list[Raw]) -> None:
    kept, reached = [], 0
    for raw in raws:  # moved behind one another
        raw.inside = None
        for spans in (raw.source, raw.cue, raw.content):
            spans[:] = [(a + reached, b + reached) for a, b in spans]
        reached = max(end for _, end in raw.spans())
        kept.append((list(raw.source), list(raw.cue), list(raw.content)))

    assert [(r.source, r.cue, r.content) for r in settled(raws)] == kept


def test_a_statement_reported_in_another_lies_within_it() -> None:
    text, raws = marked("[1s Ana Ruiz] [1q said] [1c that [2s Bo Lind] [2q had denied] [2c the charge]].")
    kept = settled(raws)

    assert shown(text, kept) == [
        "Ana Ruiz | said | that Bo Lind had denied the charge",
        "Bo Lind | had denied | the charge",
    ]
    assert kept[1].inside is kept[0]


def test_the_nearest_statement_around_is_the_one_that_it_is_within() -> None:
    text, raws = marked("[1c a post that says [2c he said [3c no]]]")
    first, second, third = settled(raws)
    assert (first.inside, second.inside, third.inside) == (None, first, second)
    assert shown(text, [third]) == [" |  | no"]


def test_where_two_touch_the_later_one_loses_the_piece() -> None:
    one = Raw([], [], [(0, 20)])
    other = Raw([], [], [(10, 30), (40, 50)])
    assert [r.content for r in settled([one, other])] == [[(0, 20)], [(40, 50)]]


def test_what_has_no_words_of_its_own_goes() -> None:
    one, other = Raw([], [], [(0, 20)]), Raw([], [], [(10, 30)])
    assert settled([one, other]) == [one]


def test_of_two_with_one_content_the_one_with_a_source_stays() -> None:
    bare, named = Raw([], [], [(10, 20)]), Raw([(0, 3)], [(4, 8)], [(10, 20)])
    assert settled([bare, named]) == [named]


def test_a_cue_is_nobody_s_content() -> None:
    text, raws = marked("[1c It rained], [1s Ana Ruiz] [1q said]")
    raws.append(Raw([], [], [(text.index("Ruiz"), len(text)), (len(text) + 5, len(text) + 9)]))
    assert [r.content for r in settled(raws)][1] == [(len(text) + 5, len(text) + 9)]


@given(_spans(5), PLACES, PLACES)
def test_the_holder_is_the_span_around(spans: list[Span], a: int, b: int) -> None:
    inner = (min(a, b), max(a, b) + 1)
    around = [s for s in spans if s[0] <= inner[0] and inner[1] <= s[1]]
    assert holder(spans, inner) == (around[0] if around else None)


@given(st.tuples(PLACES, PLACES), st.tuples(PLACES, PLACES))
def test_overlap_counts_the_characters_shared(a: Span, b: Span) -> None:
    assert overlap(a, b) == len(set(range(*a)) & set(range(*b)))


def test_drafts_become_characters_with_evidence() -> None:
    encoder = Encoder()
    text = "Ana Ruiz said the docks were closed."
    tagged = encoder.tag(text)
    draft = Draft((2, 3), (0, 2), [(3, 7)], source_odds=0.75, content_odds=0.5)
    [raw] = from_drafts(tagged, [draft])

    assert shown(text, [raw]) == ["Ana Ruiz | said | the docks were closed"]
    assert (raw.evidence["source_link"], raw.evidence["content_link"]) == (0.75, 0.5)
    assert all(0 <= sure <= 1.0001 for sure in raw.evidence.values())
    assert raw.evidence["cue"] > 0.8


def test_a_draft_without_cue_and_source_has_no_certainty_of_them() -> None:
    tagged = Encoder().tag("It rained.")
    [raw] = from_drafts(tagged, [Draft(None, contents=[(1, 2), (0, 1)])])

    assert (raw.source, raw.cue, raw.content) == ([], [], [(0, 2), (3, 9)])
    assert raw.evidence["cue"] == raw.evidence["source"] == 0


def test_a_content_up_to_the_last_word_surely_ends() -> None:
    tagged = Encoder().tag("It rained")
    [raw] = from_drafts(tagged, [Draft(None, contents=[(0, len(tagged.tokens))])])
    assert raw.evidence["content_end"] == 1
    assert np.isfinite(list(raw.evidence.values())).all()
