from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from onrecord.web import cache
from onrecord.web.cache import Cache


class Clock:
    """A clock that stands still until it is set forward."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(cache, "time", clock)
    return clock


def _counting(values: list[int]) -> Callable[[], int]:
    return lambda: values.append(len(values)) or len(values)  # type: ignore[func-returns-value]


def test_what_was_counted_is_kept_until_the_record_changes(clock: Clock) -> None:
    state, counted = [0], list[int]()
    kept = Cache(lambda: state[0])
    assert [kept.get("a", _counting(counted)) for _ in range(3)] == [1, 1, 1]
    state[0] = 1
    clock.now += 1
    assert kept.get("a", _counting(counted)) == 2
    assert kept.get("b", lambda: 7) == 7


def test_a_record_is_asked_once_in_a_while_whether_others_changed_it(clock: Clock) -> None:
    asked = list[int]()
    kept = Cache(_counting(asked))
    for _ in range(5):
        kept.get("a", lambda: 1)
    assert len(asked) == 1
    clock.now += cache.FRESH + 0.1
    kept.get("a", lambda: 1)
    assert len(asked) == 2


def test_what_this_process_wrote_is_seen_at_once(clock: Clock) -> None:
    state, written, counted = [0], [0], list[int]()
    kept = Cache(lambda: state[0], lambda: written[0])
    assert kept.get("a", _counting(counted)) == 1
    state[0] = written[0] = 1
    assert kept.get("a", _counting(counted)) == 2


def test_what_is_slow_to_count_is_given_as_it_was_and_counted_behind(clock: Clock) -> None:
    state, done = [0], threading.Event()

    def slow() -> int:
        clock.now += 1
        return state[0]

    def behind() -> int:
        done.wait(120)
        return state[0]

    kept = Cache(lambda: state[0])
    assert kept.get("a", slow) == 0
    state[0] = 5
    clock.now += 1
    assert kept.get("a", behind) == 0
    done.set()
    for _ in range(12_000):
        clock.now += 1
        if kept.get("a", lambda: 5) == 5:
            return
        threading.Event().wait(0.01)
    raise AssertionError("it was never counted")


def test_what_is_forgotten_is_counted_anew_the_rest_stays(clock: Clock) -> None:
    counted = list[int]()
    kept = Cache(lambda: 0)
    kept.get("issue a", _counting(counted))
    kept.get("speakers", lambda: 1)
    kept.forget("issue")
    assert kept.get("issue a", _counting(counted)) == 2
    assert kept.get("speakers", lambda: 2) == 1
