"""Good manners: what robots.txt forbids is let be, and no host is asked too often."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final
from urllib.parse import urlsplit

from onrecord.errors import BusyError, InputError, OnrecordError, SkippedError
from onrecord.intake import web
from onrecord.intake.options import IntakeOptions

LONGEST: Final = 60.0
"""Seconds between two requests that a robots.txt may ask for at most."""

LARGEST: Final = 512_000
"""Bytes of a robots.txt that are read (RFC 9309 asks for 500 KiB)."""


class ForbiddenError(SkippedError):
    """An address that robots.txt forbids."""


def host_of(url: str) -> str:
    """Return the host of an address, as rules go by it: with scheme and port, without name and password."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()


class Manners:
    """Waits before a host is asked again, and refuses what its robots.txt forbids.

    Args:
        options: the limits of what is fetched.
        delay: seconds between two requests to one host.
        clock: tells seconds.
        sleep: waits for seconds.
    """

    def __init__(
        self,
        options: IntakeOptions,
        delay: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._options = options
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._robots: dict[str, Any] = {}
        self._away: dict[str, BusyError] = {}
        self._last: dict[str, float] = {}

    def before(self, url: str) -> None:
        """Wait until an address may be asked for.

        Raises:
            ForbiddenError: robots.txt forbids it.
            BusyError: its host is to be left alone: robots.txt cannot be had, or it asked for that.
        """
        host = host_of(url)
        if host not in self._robots and host not in self._away:
            self._robots[host] = self._rules(host)
        if (away := self._away.get(host)) is not None:
            raise BusyError(url, away.cause, away.wait)
        rules, agent = self._robots[host], web.user_agent()
        if not rules.can_fetch(url, agent):
            raise ForbiddenError(url, "robots.txt forbids it")
        self._wait(host, max(self._delay, min(rules.crawl_delay(agent) or 0.0, LONGEST)))

    def leave(self, error: BusyError) -> None:
        """Leave the host of an address alone from here on, for it asked for that."""
        self._away.setdefault(host_of(error.name), error)

    def forget(self) -> None:
        """Ask for every robots.txt anew, as is done now and then, and every host."""
        self._robots.clear()
        self._away.clear()

    def _wait(self, host: str, delay: float) -> None:
        if host in self._last:
            left = self._last[host] + delay - self._clock()
            if left > 0:
                self._sleep(left)
        self._last[host] = self._clock()

    def _rules(self, host: str) -> Any:
        """Return the rules of a host; leave it alone where its server does not say (RFC 9309, 2.3.1)."""
        try:
            protego: Any = import_module("protego").Protego
        except ImportError:
            raise OnrecordError("feeds need the extra feeds: pip install 'onrecord[feeds]'") from None
        self._wait(host, self._delay)
        try:
            page = web.ask(f"{host}/robots.txt", self._options)
        except InputError as error:
            self.leave(BusyError(host, f"its robots.txt cannot be had: {error.cause}"))
            return None
        if page.status >= 500 or page.status == 429:
            wait = web.asked_to_wait(page.status, page.headers) or 0.0
            told = f"its robots.txt cannot be had: the server answers {page.status}"
            self.leave(BusyError(host, told, wait))
            return None
        return protego.parse(page.data[:LARGEST].decode("utf-8", "replace") if page.status < 300 else "")
