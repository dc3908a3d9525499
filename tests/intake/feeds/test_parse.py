from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.intake.feeds import Entry, parse

pytest.importorskip("feedparser", reason="needs onrecord[feeds]")

AT = "https://courier.example/feeds/all.xml"


def test_rss_lists_its_items_with_whole_addresses() -> None:
    data = b"""<rss version="2.0"><channel><title>The Courier</title>
    <item><title>Docks</title><link>../docks</link></item>
    <item><title>Again</title><link>https://courier.example/docks</link></item>
    <item><title>No link</title></item><item><link>javascript:alert(1)</link></item></channel></rss>"""
    feed = parse(data, AT)
    assert feed.title == "The Courier"
    assert feed.entries == (Entry("https://courier.example/docks", "Docks"),)


def test_atom_lists_its_entries() -> None:
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
    <entry><title>Docks</title><link href="/docks"/></entry></feed>"""
    assert parse(data, AT).entries == (Entry("https://courier.example/docks", "Docks"),)


def test_opml_and_an_index_of_sitemaps_list_feeds() -> None:
    opml = b'<opml version="2.0"><body><outline><outline xmlUrl="/a"/></outline></body></opml>'
    assert parse(opml, AT).feeds == ("https://courier.example/a",)
    index = (
        b"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        b"<sitemap><loc> https://x.example/1.xml </loc></sitemap></sitemapindex>"
    )
    assert parse(index, AT).feeds == ("https://x.example/1.xml",)


def test_a_sitemap_lists_pages_and_not_their_pictures() -> None:
    data = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><loc>https://x.example/1</loc><image:image><image:loc>https://x.example/1.jpg</image:loc></image:image></url></urlset>"""
    assert [one.url for one in parse(data, AT).entries] == ["https://x.example/1"]


def test_entities_of_a_sitemap_neither_grow_nor_read_files() -> None:
    bomb = b"""<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY f SYSTEM "file:///etc/hostname">]>
      <urlset><url><loc>https://x.example/&b;</loc></url><url><loc>https://x.example/&f;</loc></url></urlset>"""
    assert all("aaaa" not in one.url and len(one.url) < 40 for one in parse(bomb, AT).entries)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_refused(data: bytes) -> None:
    try:
        feed = parse(data, AT)
    except InputError:
        return
    assert all(one.url.startswith("http") for one in feed.entries)
