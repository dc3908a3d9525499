from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.watching.state import TRIES, FeedState, State


def test_what_is_remembered_is_there_for_the_next_watch(tmp_path: Path) -> None:
    first = State(tmp_path / "watch")
    first.keep_feed("a", FeedState('"tag"', "Monday", 12.5, 3))
    first.listed(["one", "two"])
    first.done("one")
    first.close()
    second = State(tmp_path / "watch")
    assert second.feed("a") == FeedState('"tag"', "Monday", 12.5, 3)
    assert second.feed("b") == FeedState()
    assert second.left() == ["two"]
    second.close()


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["listed", "done", "failed"])), max_size=20)
)
def test_an_article_is_left_until_it_is_done_or_has_failed_often_enough(steps: list[tuple[str, str]]) -> None:
    state = State(Path(":memory:"))
    known: dict[str, list[str]] = {}
    for name, step in steps:
        if step == "listed":
            state.listed([name])
            known.setdefault(name, [])
        else:
            getattr(state, step)(name)
            if name in known:
                known[name].append(step)
    expected = {n for n, done in known.items() if "done" not in done and done.count("failed") < TRIES}
    assert set(state.left()) == expected
    assert set(state.waiting("abc")) == {n for n in "abc" if n in expected or n not in known}
    state.close()
