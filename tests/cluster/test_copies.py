from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from onrecord.article import Article
from onrecord.cluster.copies import contained, mark_copies
from onrecord.cluster.folder import folder_of
from onrecord.cluster.parts import Part, Slice
from onrecord.cluster.tables import SKETCH, Rows
from onrecord.intake.original import Place
from onrecord.statement import Reading
from tests.cluster.made import contents

REPORT = " ".join(
    f"The harbour council heard on day {n} that crane number {n * 7} would cost {n * 13} thousand crowns."
    for n in range(30)
)
OTHER = " ".join(
    f"Ferry {n} left the northern quay at {n} minutes past noon with {n * 3} people." for n in range(30)
)


def marked(tmp_path: Path, *articles: Article) -> list[dict[str, object]]:
    folder = folder_of(tmp_path / "out")
    for number, article in enumerate(articles):
        rows = Rows()
        rows.add(Reading(article, (), "m"), Place("a", "a").found(article, b""), f"in{number}")
        part = Part((Slice(f"in{number}"),))
        folder.commit(part, rows.files(), {"slices": []})
    assert mark_copies(folder) == len(contents(tmp_path / "out")["copies"])
    return [json.loads(row) for row in contents(tmp_path / "out")["copies"]]


def test_copies_are_marked_with_the_first_that_was_published(tmp_path: Path) -> None:
    copy, same = marked(
        tmp_path,
        Article(REPORT + " Reporting by Ada Lind.", id="b", published="2031-05-07"),
        Article(OTHER, id="c", published="2031-05-01"),
        Article(REPORT, id="a", published="2031-05-06"),
        Article(REPORT, id="d"),
    )
    assert (copy["article"], copy["of_article"], copy["same_text"]) == ("b", "a", False)
    assert float(str(copy["share"])) > 0.9
    assert (same["article"], same["of_article"], same["same_text"], same["share"]) == ("d", "a", True, 1.0)


def test_texts_of_their_own_are_no_copies(tmp_path: Path) -> None:
    assert marked(tmp_path, Article(REPORT, id="a"), Article(OTHER, id="b")) == []


def test_a_batch_of_nothing_has_no_copies(tmp_path: Path) -> None:
    assert marked(tmp_path) == []


@given(
    st.sets(st.integers(0, 2**32 - 1), min_size=1, max_size=60),
    st.sets(st.integers(0, 2**32 - 1), max_size=60),
)
def test_small_texts_are_compared_exactly(one: set[int], other: set[int]) -> None:
    def sketch(some: set[int]) -> np.typing.NDArray[np.uint32]:
        return np.array(sorted(some), np.uint32)[:SKETCH]

    if len(one | other) <= SKETCH:
        expected = len(one & other) / min(len(one), len(other)) if other else 0.0
        assert contained(sketch(one), len(one), sketch(other), len(other)) == pytest.approx(expected)
