from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import InputError, RecordError
from onrecord.intake import IntakeOptions
from onrecord.record import Record
from onrecord.watching import Round, Watch
from onrecord.watching.state import State
from tests.watching.conftest import Site

pytest.importorskip("feedparser", reason="needs onrecord[feeds]")
pytest.importorskip("protego", reason="needs onrecord[feeds]")

TEXT = "Mayor Ruiz said that the docks were safe, and that the council would meet again on {} to talk about them."


class Run:
    """Watches made one after another over the same memory, as if the program had been started again."""

    def __init__(self, record: Record, path: Path) -> None:
        self.record = record
        self.path = path
        self.errors: list[InputError] = []

    def round(
        self, *feeds: str, every: float = 0.0, timeout: float = 60.0, once: bool = False, **options: float
    ) -> Round:
        state = State(self.path)
        try:
            return Watch(
                self.record,
                state,
                feeds,
                options=IntakeOptions(allow_local=True, timeout=timeout, **options),  # type: ignore[arg-type]
                every=every,
                delay=0.0,
                once=once,
                fail=self.errors.append,
            ).round()
        finally:
            state.close()

    @property
    def articles(self) -> int:
        return self.record.stats().articles


@pytest.fixture
def run(record: Record, tmp_path: Path) -> Iterator[Run]:
    yield Run(record, tmp_path / "watch")


def _articles(site: Site, *days: str) -> list[str]:
    return [site.article(day, TEXT.format(day)) for day in days]


def test_new_articles_of_a_feed_come_into_the_record_once(site: Site, run: Run) -> None:
    feed = site.feed(*_articles(site, "monday", "tuesday"))
    run.round(feed)
    run.round(feed)
    assert (run.articles, run.errors) == (2, [])
    assert site.times("/monday") == site.times("/tuesday") == 1
    site.feed(*_articles(site, "monday", "tuesday", "sunday"))
    run.round(feed)
    assert run.articles == 3


def test_feeds_of_feeds_are_followed_and_circles_are_left(site: Site, run: Run) -> None:
    [monday] = _articles(site, "monday")
    inner = site.put("/map.xml", f"<urlset><url><loc>{monday}</loc></url></urlset>")
    index = site.put(
        "/index.xml",
        f"<sitemapindex><sitemap><loc>{inner}</loc></sitemap><sitemap><loc>{site.base}/index.xml</loc></sitemap></sitemapindex>",
    )
    opml = site.put("/all.opml", f'<opml><body><outline xmlUrl="{index}"/></body></opml>')
    run.round(opml)
    assert (run.articles, run.errors) == (1, [])
    assert site.times("/index.xml") == 1


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site, run: Run) -> None:
    feed = site.feed(*_articles(site, "monday"), ETag='"one"')
    run.round(feed)
    run.round(feed)
    asked = [headers for path, headers in site.asked if path == "/feed"]
    assert "if-none-match" not in asked[0]
    assert asked[1]["if-none-match"] == '"one"'


def test_a_feed_is_not_asked_before_its_time(site: Site, run: Run) -> None:
    feed = site.feed(*_articles(site, "monday"))
    run.round(feed, every=60)
    run.round(feed, every=60)
    assert site.times("/feed") == 1


def test_what_robots_txt_forbids_is_let_be(site: Site, run: Run) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private")
    feed = site.feed(site.article("private", TEXT), *_articles(site, "monday"))
    run.round(feed)
    assert run.articles == 1
    assert site.times("/private") == 0
    assert [error.cause for error in run.errors] == ["robots.txt forbids it"]


def test_a_host_whose_robots_txt_fails_is_left_alone(site: Site, run: Run) -> None:
    site.put("/robots.txt", "", status=503)
    run.round(site.feed(*_articles(site, "monday")))
    assert site.times("/feed") == 0
    assert "robots.txt cannot be had" in run.errors[0].cause


def test_an_article_that_fails_is_tried_three_times(site: Site, run: Run) -> None:
    gone = site.put("/gone", "", status=500)
    feed = site.feed(gone, *_articles(site, "monday"))
    for _ in range(5):
        run.round(feed)
    assert site.times("/gone") == 3
    assert run.articles == 1


def test_an_article_that_failed_is_read_when_it_comes_back_though_its_feed_has_not_changed(
    site: Site, run: Run
) -> None:
    gone = site.put("/monday", "", status=500)
    feed = site.feed(gone, ETag='"same"')
    run.round(feed)
    _articles(site, "monday")
    run.round(feed)
    assert run.articles == 1


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("<html><body>Not found", "no feed"),
        ("", "no feed"),
        (bytes(range(256)), "no feed"),
    ],
)
def test_what_is_no_feed_costs_nothing_else(body: str | bytes, cause: str, site: Site, run: Run) -> None:
    bad = site.put("/bad", body)
    run.round(bad, site.feed(*_articles(site, "monday")))
    assert run.articles == 1
    assert cause in run.errors[0].cause


def test_a_feed_of_broken_xml_gives_what_is_whole_in_it(site: Site, run: Run) -> None:
    [monday] = _articles(site, "monday")
    feed = site.put(
        "/feed", f'<rss version="2.0"><channel><item><link>{monday}</link></item><item><title>A & B'
    )
    run.round(feed)
    assert run.articles == 1


def test_a_feed_of_fifty_megabytes_is_not_taken(site: Site, run: Run) -> None:
    big = site.put("/big", b"<rss>" + bytes(50_000_000))
    run.round(big, site.feed(*_articles(site, "monday")))
    assert run.articles == 1
    assert "longer than 20 MB" in run.errors[0].cause


def test_a_feed_that_redirects_for_ever_is_left(site: Site, run: Run) -> None:
    circle = site.put("/round", "", status=302, Location="/round")
    run.round(circle, site.feed(*_articles(site, "monday")))
    assert run.articles == 1
    assert "redirects for ever" in run.errors[0].cause


def test_a_host_that_hangs_costs_its_time_alone(site: Site, run: Run) -> None:
    slow = site.put("/slow", "")
    site.slow.add("/slow")
    run.round(slow, site.feed(*_articles(site, "monday")), timeout=5.0)
    assert run.articles == 1
    assert "no whole answer within 5 seconds" in run.errors[0].cause


def test_a_host_that_is_down_is_asked_again_later_and_later(site: Site, run: Run) -> None:
    site.put("/feed", "", status=503, Retry_After="7200")
    before = time.time()
    run.round(site.base + "/feed", every=60)
    state = State(run.path)
    known = state.feed(site.base + "/feed")
    state.close()
    assert known.failures == 1
    assert known.next >= before + 7200
    assert "asked again in 2.0 hours" in run.errors[0].cause


def test_a_feed_that_points_into_the_local_network_is_refused(
    site: Site, record: Record, tmp_path: Path
) -> None:
    errors: list[InputError] = []
    state = State(tmp_path / "watch")
    feed = site.feed(*_articles(site, "monday"))
    Watch(record, state, [feed], options=IntakeOptions(), delay=0.0, fail=errors.append).round()
    state.close()
    assert site.asked == []
    assert len(errors) == 1


def test_a_full_disk_ends_the_watch_and_the_next_one_goes_on(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = site.feed(*_articles(site, "monday", "tuesday"))

    def full(*_: object, **__: object) -> None:
        raise RecordError("onrecord.sqlite", "the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Record, "add", full)
        with pytest.raises(RecordError, match="the disk is full"):
            run.round(feed)
    run.round(feed)
    assert run.articles == 2


def test_a_file_of_feeds_is_read_and_one_that_is_not_there_is_told(
    site: Site, run: Run, tmp_path: Path
) -> None:
    feed = site.feed(*_articles(site, "monday"))
    (tmp_path / "my.opml").write_text(f'<opml><body><outline xmlUrl="{feed}"/></body></opml>')
    run.round(str(tmp_path / "my.opml"), str(tmp_path / "none.opml"))
    assert run.articles == 1
    assert [error.cause for error in run.errors] == ["No such file or directory"]


def test_feeds_of_a_list_that_has_not_changed_are_asked_all_the_same(site: Site, run: Run) -> None:
    feed = site.feed(*_articles(site, "monday"))
    opml = site.put("/all.opml", f'<opml><body><outline xmlUrl="{feed}"/></body></opml>', ETag='"one"')
    run.round(opml)
    site.feed(*_articles(site, "monday", "tuesday"))
    done = run.round(opml)
    assert (done.unchanged, run.articles, run.errors) == (1, 2, [])


def test_feeds_of_a_list_that_is_down_are_asked_all_the_same(site: Site, run: Run) -> None:
    feed = site.feed(*_articles(site, "monday"))
    opml = site.put("/all.opml", f'<opml><body><outline xmlUrl="{feed}"/></body></opml>')
    run.round(opml)
    site.put("/all.opml", "", status=500)
    site.feed(*_articles(site, "monday", "tuesday"))
    run.round(opml)
    assert run.articles == 2


def test_one_round_alone_asks_every_feed_but_those_that_failed(site: Site, run: Run) -> None:
    feed, bad = site.feed(*_articles(site, "monday")), site.put("/bad", "", status=500)
    first = run.round(feed, bad, every=60, once=True)
    second = run.round(feed, bad, every=60, once=True)
    assert (first.feeds, first.failed_feeds, first.left) == (2, 1, 0)
    assert (second.feeds, second.failed_feeds, second.left) == (1, 0, 1)
    assert (site.times("/feed"), site.times("/bad")) == (2, 1)


def test_feeds_that_were_asked_in_one_round_come_due_together(site: Site, run: Run) -> None:
    feeds = [site.feed(path=f"/feed{number}") for number in range(3)]
    run.round(*feeds, every=60)
    state = State(run.path)
    assert len({state.feed(feed).next for feed in feeds}) == 1
    state.close()


@pytest.mark.parametrize("name", ["one (live)", "two (a) (b)", "three:5"])
def test_an_article_that_fails_is_not_lost_whatever_its_address_looks_like(
    name: str, site: Site, run: Run
) -> None:
    feed = site.feed(f"{site.base}/{name}")
    assert run.round(feed).failed == 1
    site.article(name.replace(" ", "%20"), TEXT.format("monday"))
    run.round(feed)
    assert run.articles == 1


def test_a_packed_sitemap_is_read(site: Site, run: Run) -> None:
    [monday] = _articles(site, "monday")
    listed = gzip.compress(f"<urlset><url><loc>{monday}</loc></url></urlset>".encode())
    run.round(site.put("/map.xml.gz", listed, Content_Type="application/gzip"))
    assert (run.articles, run.errors) == (1, [])


def test_a_packed_feed_that_unpacks_without_end_or_is_cut_is_told(site: Site, run: Run) -> None:
    endless, cut = gzip.compress(b"<urlset>" + bytes(30_000_000)), gzip.compress(b"<urlset/>")[:-6]
    run.round(site.put("/bomb.gz", endless), site.put("/cut.gz", cut))
    told = [error.cause.partition(";")[0] for error in run.errors]
    assert told == ["longer than 20 MB", "a damaged gzip file"]


def test_articles_of_a_host_that_is_down_wait_and_are_read_when_it_is_back(site: Site, run: Run) -> None:
    feed = run.path.with_name("feed.xml")
    urls = _articles(site, "monday", "tuesday")
    feed.write_text("<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>")
    site.put("/robots.txt", "", status=503)
    for _ in range(5):
        done = run.round(str(feed))
        assert (done.waiting, done.failed) == (2, 0)
    assert len(run.errors) == 5
    assert "the server answers 503; 2 articles wait, asked again in" in run.errors[0].cause
    assert site.times("/monday") == 0
    site.put("/robots.txt", "")
    run.round(str(feed))
    assert run.articles == 2


def test_articles_of_a_host_that_stays_away_are_given_up(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.watching.loop.PATIENT", 1)
    feed = run.path.with_name("feed.xml")
    feed.write_text(f"<urlset><url><loc>{_articles(site, 'monday')[0]}</loc></url></urlset>")
    site.put("/robots.txt", "", status=503)
    assert [run.round(str(feed)).waiting for _ in range(6)] == [1, 1, 1, 1, 0, 0]


def test_a_host_that_asks_for_it_is_left_alone_with_all_its_articles(site: Site, run: Run) -> None:
    busy = [site.put(f"/busy{number}", "", status=429, Retry_After="3600") for number in range(3)]
    feed = site.feed(*busy)
    done = run.round(feed, every=1)
    assert (done.waiting, done.failed) == (3, 0)
    assert [site.times(f"/busy{number}") for number in range(3)] == [1, 0, 0]
    assert "asked again in 60 minutes" in run.errors[0].cause
    assert run.round(feed, every=0).waiting == 3
    assert site.times("/busy0") == 1


def test_what_is_no_article_in_english_counts_as_skipped(site: Site, run: Run) -> None:
    empty = site.put("/empty", "<html><body><a href=x>Home</a></body></html>", Content_Type="text/html")
    done = run.round(site.feed(empty))
    assert (done.skipped, done.failed) == (1, 0)


def test_an_article_that_its_host_always_refuses_does_not_hold_up_the_others(site: Site, run: Run) -> None:
    feed = site.feed(site.put("/busy", "", status=429), *_articles(site, "monday", "tuesday"))
    assert run.round(feed).waiting == 3
    assert run.round(feed).waiting == 1
    assert run.articles == 2
