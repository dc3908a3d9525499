from __future__ import annotations

import pytest

from onrecord.intake import IntakeOptions
from onrecord.watching.manners import Manners
from tests.watching.conftest import Site

pytest.importorskip("protego", reason="needs onrecord[feeds]")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def _manners(clock: Clock, delay: float = 2.0) -> Manners:
    return Manners(IntakeOptions(allow_local=True), delay, clock, clock.sleep)


def test_a_host_is_not_asked_again_before_its_delay(site: Site) -> None:
    clock = Clock()
    manners = _manners(clock)
    manners.before(f"{site.base}/one")
    clock.now += 0.5
    manners.before(f"{site.base}/two")
    assert clock.slept == [2.0, 1.5]
    assert site.times("/robots.txt") == 1


def test_a_longer_delay_that_robots_txt_asks_for_is_kept_within_bounds(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 9000")
    clock = Clock()
    manners = _manners(clock)
    manners.before(f"{site.base}/one")
    manners.before(f"{site.base}/two")
    assert clock.slept[-1] == 60.0


def test_hosts_do_not_wait_for_each_other(site: Site) -> None:
    clock = Clock()
    manners = _manners(clock, delay=5.0)
    manners.before(f"{site.base}/one")
    before = len(clock.slept)
    manners.before(f"{site.base.replace('127.0.0.1', 'localhost')}/one")
    assert len(clock.slept) == before + 1  # between its own robots.txt and the page
