"""The watch itself: feeds in their time, new articles into the record, then the alerts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from onrecord.errors import BusyError, InputError, LanguageError, SkippedError
from onrecord.export.words import number_of
from onrecord.intake import web
from onrecord.intake.feeds import Feed, parse
from onrecord.intake.options import IntakeOptions
from onrecord.reading.tiers import DEFAULT
from onrecord.watching.alerts import Alert, look, tell
from onrecord.watching.manners import ForbiddenError, Manners, host_of
from onrecord.watching.state import FeedState, State

if TYPE_CHECKING:
    from onrecord.record import Record

LONGEST: Final = 86_400.0
"""Seconds after which a feed or a host that fails is asked again at the latest."""

GROUP: Final = 20
"""Articles that are read into the record at once."""

DEEPEST: Final = 3
"""How far feeds that list feeds are followed."""

PATIENT: Final = 10
"""How often in a row a host may be found away before that counts as a try of its articles: for some days."""

MOST_FEEDS: Final = 2000
"""Feeds of a watch, those that feeds list counted in."""


@dataclass(slots=True)
class Round:
    """What one round did.

    Attributes:
        feeds: feeds that were asked.
        unchanged: how many of them had not changed.
        failed_feeds: how many of them failed.
        left: feeds that were left alone, for they failed before and their time has not come.
        listed: articles that were listed for the first time.
        added: articles that were added, those that had changed counted in.
        passed: articles that the record had already.
        skipped: addresses that are sound and not for reading: forbidden, no article, another language.
        failed: addresses that failed.
        waiting: addresses that wait for a host that is to be left alone.
        statements: what was found in the articles that were added.
    """

    feeds: int = 0
    unchanged: int = 0
    failed_feeds: int = 0
    left: int = 0
    listed: int = 0
    added: int = 0
    passed: int = 0
    skipped: int = 0
    failed: int = 0
    waiting: int = 0
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
        once: ask every feed in the next round, but those that are left alone because they failed.
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
        once: bool = False,
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
        self._once = once
        self._tier = tier
        self._say = say
        self._fail = fail
        self._began = 0.0
        self.next = 0.0

    def round(self) -> Round:
        """Ask every feed whose time has come, read what is new, and tell of it; return what was done.

        Raises:
            RecordError: the record or the memory cannot be written.
            OnrecordError: feedparser or protego is not installed.
        """
        done = Round()
        self._began = time.time()
        self.next = self._began + self._every
        self._manners.forget()
        self._look()  # what is wrong with an alert is told when it is looked for again
        waiting = [(feed, 0) for feed in reversed(self._feeds)]
        seen: set[str] = set()
        while waiting and len(seen) < MOST_FEEDS:
            address, depth = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            self._feed(address, done)
            if depth < DEEPEST:
                waiting.extend((one, depth + 1) for one in reversed(self._state.inner(address)))
        self._read(done)
        for fault in self._look():
            self._fail(InputError(*fault))
        for alert in self._alerts:
            try:
                tell(self._state, alert, self._asking, self._say)
            except InputError as error:
                self._fail(error)
        return done

    def _look(self) -> list[tuple[str, str]]:
        """Look for what alerts are to tell; return what is wrong with them, each with its alert's name."""
        faults: list[tuple[str, str]] = []
        for alert in self._alerts:

            def warn(error: InputError, name: str = alert.name) -> None:
                faults.append((name, str(error)))

            try:
                look(self._record, self._state, alert, warn)
            except InputError as error:
                warn(error)
        return faults

    def _feed(self, address: str, done: Round) -> None:
        """Note what a feed lists, if its time has come and it has changed."""
        if "://" not in address:
            self._from_file(address, done)
            return
        state = self._state.feed(address)
        if state.next > self._began and (state.failures or not self._once):
            self.next = min(self.next, state.next)
            if state.failures:
                done.left += 1
            return
        done.feeds += 1
        headers = {"Accept": "application/rss+xml, application/atom+xml, application/xml, */*;q=0.5"}
        if state.etag:
            headers["If-None-Match"] = state.etag
        if state.modified:
            headers["If-Modified-Since"] = state.modified
        after = self._began + self._every
        try:
            self._manners.before(address)
            page = web.ask(address, self._asking, headers)
            if page.status == 304:
                done.unchanged += 1
                self._say(f"{address}: nothing new")
                self._state.keep_feed(address, FeedState(state.etag, state.modified, after))
                return
            if not 200 <= page.status < 300:
                told, wait = f"the server answers {page.status}", web.asked_to_wait(page.status, page.headers)
                if wait is not None:
                    raise BusyError(address, told, wait)
                raise InputError(address, told)
            feed = parse(page.data, page.url, self._asking.max_page_bytes)
        except InputError as error:
            done.failed_feeds += 1
            asked = error.wait if isinstance(error, BusyError) else 0.0
            if isinstance(error, BusyError):
                self._manners.leave(error)
            wait = self._put_off(address, state, asked)
            self._fail(InputError(address, f"{error.cause}; asked again in {_told(wait)}"))
            return
        self._list(address, feed, done)
        # Last, so that a feed is sent again if this process ends before what it lists is remembered.
        tag, modified = page.headers.get("etag"), page.headers.get("last-modified")
        self._state.keep_feed(address, FeedState(tag, modified, after))

    def _put_off(self, address: str, state: FeedState, asked: float) -> float:
        """Leave a feed or a host that fails alone for a while, and return for how many seconds."""
        state.failures += 1
        wait = min(max(asked, self._every * 2.0 ** min(state.failures, 20)), LONGEST)
        state.next = self._began + wait
        self._state.keep_feed(address, state)
        return wait

    def _list(self, address: str, feed: Feed, done: Round) -> None:
        """Remember what a feed lists."""
        fresh = self._state.waiting(entry.url for entry in feed.entries)
        done.listed += len(fresh)
        self._state.listed(fresh)
        self._state.keep_inner(address, feed.feeds)
        told = [f"{len(fresh):,} new of {len(feed.entries):,}"] if feed.entries or not feed.feeds else []
        told += [number_of(len(feed.feeds), "feed")] if feed.feeds else []
        self._say(f"{address}: {', '.join(told)}")

    def _from_file(self, path: str, done: Round) -> None:
        done.feeds += 1
        try:
            with Path(path).open("rb") as stream:
                data = stream.read(self._options.max_page_bytes + 1)
            if len(data) > self._options.max_page_bytes:
                raise InputError(path, f"longer than {self._options.max_page_bytes / 1e6:g} MB")
            self._list(path, parse(data, path, self._options.max_page_bytes), done)
            return
        except OSError as error:
            self._fail(InputError(path, error.strerror or "cannot be read"))
        except InputError as error:
            self._fail(error)
        done.failed_feeds += 1

    def _read(self, done: Round) -> None:
        """Read the articles that are waiting into the record, and remember each of them."""
        away: dict[str, list[BusyError]] = {}
        left = iter([address for address in self._state.left() if not self._is_away(address, done)])
        while group := list(islice(left, GROUP)):
            faults: dict[str, InputError] = {}

            def fail(
                error: InputError, group: list[str] = group, faults: dict[str, InputError] = faults
            ) -> None:
                if isinstance(error, BusyError):
                    self._manners.leave(error)
                faults.setdefault(_about(error.name, group), error)

            added = self._record.add(group, options=self._options, processes=1, tier=self._tier, fail=fail)
            if added.interrupted:
                raise KeyboardInterrupt
            for address in group:
                error = faults.get(address)
                if isinstance(error, BusyError):
                    away.setdefault(host_of(address), []).append(error)
                else:
                    self._settle(address, error, done)
            done.added += added.new + added.changed
            done.passed += added.known + added.forgotten
            done.statements += added.statements
            told = number_of(added.new + added.changed, "article"), number_of(added.statements, "statement")
            self._say(f"{told[0]} added, {told[1]}")
        for host, errors in away.items():
            self._wait_for(host, errors, done)

    def _is_away(self, address: str, done: Round) -> bool:
        """Tell, and count, whether an article waits for a host whose time has not come."""
        away = self._state.feed(_host_key(address)).next > self._began
        done.waiting += away
        return away

    def _settle(self, address: str, error: InputError | None, done: Round) -> None:
        """Remember what became of an article whose host was there."""
        if self._state.feed(_host_key(address)).failures:
            self._state.keep_feed(_host_key(address), FeedState())
        if error is None:
            self._state.done(address)
            return
        self._fail(error)
        if isinstance(error, SkippedError):
            done.skipped += 1
        else:
            done.failed += 1
        # A page that holds no article may be one that is still being written; what else is skipped stays what it is.
        if isinstance(error, LanguageError | ForbiddenError):
            self._state.done(address)
        else:
            self._state.failed(address)

    def _wait_for(self, host: str, errors: list[BusyError], done: Round) -> None:
        """Leave a host alone for a while; its articles wait, and are given up only after days."""
        key = _host_key(host)
        state = self._state.feed(key)
        wait = self._put_off(key, state, max(error.wait for error in errors))
        done.waiting += len(errors)
        self._state.later(errors[0].name)  # one that is always refused must not hold up the others
        if state.failures > PATIENT:
            for error in errors:
                self._state.failed(error.name)
        told = number_of(len(errors), "article")
        verb = "waits" if len(errors) == 1 else "wait"
        self._fail(InputError(host, f"{errors[0].cause}; {told} {verb}, asked again in {_told(wait)}"))


def _host_key(address: str) -> str:
    """Return what a host is remembered by, among feeds."""
    return f"host {host_of(address)}"


def _about(name: str, group: Sequence[str]) -> str:
    """Return which of some addresses an error is about: names of what lies at an address begin with it."""
    if name in group:
        return name
    return max((one for one in group if name.startswith((f"{one} (", f"{one}:"))), key=len, default=name)


def _told(seconds: float) -> str:
    if seconds >= 5400:
        return f"{seconds / 3600:.1f} hours"
    return f"{seconds / 60:.0f} minutes" if seconds >= 90 else f"{seconds:.0f} seconds"
