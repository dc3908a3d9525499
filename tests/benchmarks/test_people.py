from __future__ import annotations

import json

import pytest

from benchmarks.people.__main__ import PAIRS, Judged, figures, intervals
from benchmarks.people.sample import STRATA, WANTED, draw, thinned
from onrecord.record.people.clustering import commonness
from tests.record.people.made import CUP, DOCKS, mention


def test_the_pairs_are_judged_and_hold_no_words_of_articles() -> None:
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 473
    assert {row["verdict"] for row in rows} == {"same", "different", "unclear"}
    assert {len(row["one"]) for row in rows} | {len(row["other"]) for row in rows} == {3}
    for stratum, number in WANTED.items():
        assert sum(row["stratum"] == stratum for row in rows) >= number


def test_pairs_count_for_what_their_stratum_holds() -> None:
    pairs = [Judged(1, True, False), Judged(1, False, False), Judged(2, True, True), Judged(2, False, True)]
    precision, recall = figures(pairs, {1: 20, 2: 60})
    assert precision == pytest.approx(0.5)
    assert recall == pytest.approx(30 / 40)
    for value, (low, high) in zip((precision, recall), intervals(pairs, {1: 20, 2: 60}), strict=True):
        assert low <= value <= high


def test_a_draw_is_of_different_articles_and_the_same_each_time() -> None:
    some = [
        mention(n, name, about)
        for n, (name, about) in enumerate([("Ana Ruiz", DOCKS), ("Ben Ruiz", CUP)] * 8)
    ]
    common = commonness(one.name for one in some)
    drawn, sizes = draw(some, common, dict.fromkeys(range(STRATA), 5))
    assert (drawn, sizes) == draw(some[::-1], common, dict.fromkeys(range(STRATA), 5))
    assert sum(sizes.values()) == 16 * 15 / 2
    assert all(pair.one[0] != pair.other[0] for pair in drawn)
    assert max(sum(pair.stratum == n for pair in drawn) for n in range(STRATA)) <= 5
    assert len(thinned(some, 3)) == 6
