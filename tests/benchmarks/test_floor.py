from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.floor import FLOOR, Floor, FloorError
from benchmarks.quality import FLOORED

DIGESTS = {"articles.jsonl": "a" * 64}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "floor.json"
    Floor("dev", DIGESTS, path).raise_to({"linked F1": 70.04, "strict F1": 50.0})
    return path


def test_figures_half_a_point_below_are_let_pass(path: Path) -> None:
    assert Floor("dev", DIGESTS, path).below({"linked F1": 69.5, "strict F1": 80.0}) == {}


def test_figures_further_below_are_told_with_their_floor(path: Path) -> None:
    assert Floor("dev", DIGESTS, path).below({"linked F1": 69.4, "strict F1": 50.0}) == {
        "linked F1": (69.4, 70.0)
    }


def test_a_figure_that_is_no_longer_measured_counts_as_fallen(path: Path) -> None:
    assert Floor("dev", DIGESTS, path).below({"linked F1": 70.0}) == {"strict F1": (0.0, 50.0)}


def test_other_files_cannot_be_held_against_the_floor(path: Path) -> None:
    with pytest.raises(FloorError, match=r"articles\.jsonl"):
        Floor("dev", {"articles.jsonl": "b" * 64}, path)


def test_the_floors_of_parts_are_kept_apart(path: Path) -> None:
    other = Floor("world", {"pages.jsonl": "c" * 64}, path)
    other.raise_to({"linked F1": 60.0})

    assert Floor("dev", DIGESTS, path).figures == {"linked F1": 70.0, "strict F1": 50.0}
    assert Floor("world", {"pages.jsonl": "c" * 64}, path).figures == {"linked F1": 60.0}


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b"]), st.floats(0, 100), min_size=1), max_size=5))
def test_a_floor_never_falls(
    tmp_path_factory: pytest.TempPathFactory, passes: list[dict[str, float]]
) -> None:
    path = tmp_path_factory.mktemp("floor") / "floor.json"
    before: dict[str, float] = {}
    for figures in passes:
        floor = Floor("dev", DIGESTS, path)
        floor.raise_to(figures)
        after = Floor("dev", DIGESTS, path).figures
        assert all(after[name] >= figure for name, figure in before.items())
        assert all(after[name] >= round(figure, 1) for name, figure in figures.items())
        before = after


def test_the_floor_that_is_kept_names_figures_that_are_measured() -> None:
    kept = json.loads(FLOOR.read_text(encoding="utf-8"))

    assert {f"{row} F1" for row in FLOORED} <= kept["dev"]["figures"].keys()
    assert all(len(digest) == 64 for part in kept.values() for digest in part["files"].values())
