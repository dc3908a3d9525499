"""The demo record: what is worth exploring is in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.record import Record
from onrecord.web.demo import ISSUE, fill


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("demo") / "record.sqlite"
    with Record.open(path) as record:
        fill(record)
    return path


def test_it_has_articles_of_five_outlets_and_an_issue_on_which_people_move(demo: Path) -> None:
    with Record.open(demo, read_only=True) as record:
        counts = record.stats()
        assert counts.articles >= 12
        assert counts.outlets == 5
        standing = record.issue(ISSUE)
        moved = {holder.who.name for holder in standing.holders if any(one.across for one in holder.shifts)}
        assert {"Marta Vell", "Edda Krohn"} <= moved


def test_it_has_the_same_words_in_several_wordings_and_a_text_printed_twice(demo: Path) -> None:
    with Record.open(demo, read_only=True) as record:
        first = record.variants().sets[0]
        assert first.wordings >= 3
        assert record.reports().total == 1


def test_it_has_a_promise_that_is_denied(demo: Path) -> None:
    with Record.open(demo, read_only=True) as record:
        denied = record.search("pay fuel").hits
        assert {"deny"} <= {hit.statement.statement.act for hit in denied}
        assert len({hit.statement.article for hit in denied}) >= 2
