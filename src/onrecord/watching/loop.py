"""The watch itself: feeds in their time, new articles into the record, then the alerts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from onrecord.errors import InputError
from onrecord.export.words import number_of
from onrecord.intake import web
from onrecord.intake.feeds import Feed, parse
from onrecord.intake.options import IntakeOptions
from onrecord.reading.tiers import DEFAULT
from onrecord.watching.alerts import Alert, look, tell
from onrecord.watching.manners import Manners
from onrecord.watching.state import FeedState, State

if TYPE_CHECKING:
    from onrecord.record import Record

LONGEST: Final = 86_400.0
"""Seconds after which a feed that fails is asked again at the latest."""

GROUP: Final = 20
"""Articles that are read into the record at once."""

DEEPEST: Final = 3
"""How far feeds that list feeds are followed."""

MOST_FEEDS: Final = 2000
"""Feeds of a watch, those that feeds list counted in."""


@dataclass(slots=True)
class Round:
    """What one round did: feeds asked, how many had not changed or failed, articles added, known, failed."""

    feeds: int = 0
    unchanged: int = 0
    failed_feeds: int = 0
    listed: int = 0
    added: int = 0
    passed: int = 0
    failed: int = 0
    statements: int = 0


class Watch:
    """Asks feeds for new articles and reads these into a record.

    Args:
        record: the record, open for writing.
        state: what earlier watches remember.
        feeds: addresses of feeds, or paths of files (of OPML, say).
        options: what intake may do.
        alerts: what to tell of.
        every: seconds between two times that a feed is asked.
        delay: seconds between two requests to one host.
        say: is told in a line what is done.
        fail: is told of what goes wrong; the watch goes on.
    """

    def __init__(
        self,
        record: Record,
        state: State,
        feeds: Sequence[str],
        *,
        options: IntakeOptions,
        alerts: Sequence[Alert] = (),
        every: float = 900.0,
        delay: float = 2.0,
        tier: str = DEFAULT,
        say: Callable[[str], None] = lambda told: None,
        fail: Callable[[InputError], None] = lambda error: None,
    ) -> None:
        self._record = record
        self._state = state
        self._feeds = feeds
        self._manners = Manners(options, delay)
        self._asking = options
        self._options = replace(options, gate=self._manners.before)
        self._alerts = alerts
        self._every = every
        self._tier = tier
        self._say = say
        self._fail = fail
        self.next = 0.0

    def round(self) -> Round:
        """Ask every feed whose time has come, read what is new, and tell of it; return what was done.

        Raises:
            RecordError: the record or the memory cannot be written.
            OnrecordError: feedparser or protego is not installed.
        """
        done = Round()
        self.next = time.time() + self._every
        self._manners.forget()
        self._look()
        waiting = [(feed, 0) for feed in reversed(self._feeds)]
        seen: set[str] = set()
        while waiting and len(seen) < MOST_FEEDS:
            address, depth = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            feed = self._feed(address, done)
            if feed:
                fresh = self._state.waiting(entry.url for entry in feed.entries)
                done.listed += len(fresh)
                self._state.listed(fresh)
                self._say(f"{address}: {len(fresh):,} new of {len(feed.entries):,}")
                if depth < DEEPEST:
                    waiting.extend((one, depth + 1) for one in reversed(feed.feeds))
        self._read(done)
        self._look()
        for alert in self._alerts:
            try:
                tell(self._state, alert, self._asking, self._say)
            except InputError as error:
                self._fail(error)
        return done

    def _look(self) -> None:
        for alert in self._alerts:
            try:
                look(self._record, self._state, alert)
            except InputError as error:
                self._fail(InputError(alert.name, str(error)))

    def _feed(self, address: str, done: Round) -> Feed | None:
        """Return what a feed lists; ``None`` if its time has not come, it has not changed, or it fails."""
        if "://" not in address:
            return self._from_file(address, done)
        state = self._state.feed(address)
        if state.next > time.time():
            self.next = min(self.next, state.next)
            return None
        done.feeds += 1
        headers = {"Accept": "application/rss+xml, application/atom+xml, application/xml, */*;q=0.5"}
        if state.etag:
            headers["If-None-Match"] = state.etag
        if state.modified:
            headers["If-Modified-Since"] = state.modified
        wait = 0.0
        try:
            self._manners.before(address)
            page = web.ask(address, self._asking, headers)
            if page.status == 304:
                done.unchanged += 1
                self._say(f"{address}: nothing new")
                self._state.keep_feed(
                    address, FeedState(state.etag, state.modified, time.time() + self._every)
                )
                return None
            if not 200 <= page.status < 300:
                wait = _asked_to_wait(page.headers.get("retry-after", ""))
                raise InputError(address, f"the server answers {page.status}")
            feed = parse(page.data, page.url)
        except InputError as error:
            done.failed_feeds += 1
            state.failures += 1
            wait = max(wait, min(self._every * 2 ** min(state.failures, 20), LONGEST))
            state.next = time.time() + wait
            self._state.keep_feed(address, state)
            self._fail(InputError(error.name, f"{error.cause}; asked again in {_told(wait)}"))
            return None
        self._state.keep_feed(
            address,
            FeedState(page.headers.get("etag"), page.headers.get("last-modified"), time.time() + self._every),
        )
        return feed

    def _from_file(self, path: str, done: Round) -> Feed | None:
        done.feeds += 1
        try:
            with Path(path).open("rb") as stream:
                data = stream.read(self._options.max_page_bytes + 1)
            if len(data) > self._options.max_page_bytes:
                raise InputError(path, f"longer than {self._options.max_page_bytes / 1e6:g} MB")
            return parse(data, path)
        except OSError as error:
            self._fail(InputError(path, error.strerror or "cannot be read"))
        except InputError as error:
            self._fail(error)
        done.failed_feeds += 1
        return None

    def _read(self, done: Round) -> None:
        """Read the articles that are waiting into the record, and remember each of them."""
        left = iter(self._state.left())
        while group := list(islice(left, GROUP)):
            faults: dict[str, InputError] = {}

            def fail(error: InputError, faults: dict[str, InputError] = faults) -> None:
                faults.setdefault(error.name.partition(" (")[0], error)

            added = self._record.add(group, options=self._options, processes=1, tier=self._tier, fail=fail)
            if added.interrupted:
                raise KeyboardInterrupt
            for address in group:
                if address in faults:
                    self._state.failed(address)
                    self._fail(faults[address])
                else:
                    self._state.done(address)
            done.added += added.new + added.changed
            done.passed += added.known + added.forgotten
            done.failed += added.failed
            done.statements += added.statements
            told = number_of(added.new + added.changed, "article"), number_of(added.statements, "statement")
            self._say(f"{told[0]} added, {told[1]}")


def _asked_to_wait(told: str) -> float:
    """Return the seconds that a server asks to be left alone for: a number of them, or a moment."""
    if told.strip().isdecimal():
        return min(float(told), LONGEST)
    try:
        return max(0.0, min(parsedate_to_datetime(told).timestamp() - time.time(), LONGEST))
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _told(seconds: float) -> str:
    if seconds >= 5400:
        return f"{seconds / 3600:.1f} hours"
    return f"{seconds / 60:.0f} minutes" if seconds >= 90 else f"{seconds:.0f} seconds"
