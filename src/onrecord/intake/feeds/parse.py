"""What a feed lists, whatever it is written in."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final
from urllib.parse import urljoin

from lxml import etree

from onrecord.errors import InputError, OnrecordError
from onrecord.intake.addresses import is_web_address
from onrecord.intake.kinds import GZIP
from onrecord.intake.options import MEGABYTE
from onrecord.intake.streams import unpacked, whole

MOST: Final = 50_000
"""Entries of a feed that are looked at: what a sitemap may have."""

_LISTS: Final = ("opml", "sitemapindex", "urlset")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed lists: its address, and its title where the feed tells it."""

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists.

    Attributes:
        title: what it calls itself.
        entries: articles, in its order, each address once.
        feeds: addresses of other feeds (of OPML, or of an index of sitemaps).
    """

    title: str | None
    entries: tuple[Entry, ...]
    feeds: tuple[str, ...] = ()


def parse(data: bytes, address: str, limit: int = 20 * MEGABYTE) -> Feed:
    """Return what a feed lists. One of broken XML gives what can be made out of it.

    Args:
        data: its bytes.
        address: where it is: addresses in it may be relative to that.
        limit: how many bytes it may have, unpacked.

    Raises:
        InputError: it is no feed.
        OnrecordError: feedparser is not installed.
    """
    if data.startswith(GZIP):
        data = _unpacked(data, address, limit)
    root = _root(data)
    if root in _LISTS:
        return _listed(data, root, address)
    try:
        reader: Any = import_module("feedparser")
    except ImportError:
        raise OnrecordError("feeds need the extra feeds: pip install 'onrecord[feeds]'") from None
    found = reader.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if not found.get("version") and not found.entries:
        raise InputError(address, "no feed: neither RSS, Atom, OPML nor a sitemap")
    entries = (Entry(str(one.get("link") or ""), one.get("title") or None) for one in found.entries[:MOST])
    return Feed(found.feed.get("title") or None, _usable(entries, address))


def _unpacked(data: bytes, address: str, limit: int) -> bytes:
    """Return the bytes of a feed that is a gzip file, as sitemaps often are."""
    try:
        return whole(unpacked(io.BytesIO(data)), address, limit)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise InputError(address, "a damaged gzip file") from None


def _root(data: bytes) -> str | None:
    """Return the name of the outermost element."""
    try:
        for _, element in _elements(data):
            return _name(element)
    except etree.LxmlError:
        return None
    return None


def _elements(data: bytes) -> Iterator[tuple[str, Any]]:
    # Entities stay as they are: they could read files, or grow without end.
    return iter(
        etree.iterparse(
            io.BytesIO(data),
            events=("start",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            recover=True,
            huge_tree=False,
        )
    )


def _name(element: Any) -> str:
    return str(etree.QName(element).localname).casefold() if isinstance(element.tag, str) else ""


def _listed(data: bytes, root: str, address: str) -> Feed:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    tree = etree.fromstring(data, parser)
    if root == "opml":
        addresses = [str(one.get("xmlUrl")) for one in tree.iter() if one.get("xmlUrl")]
        title = next((one.text for one in tree.iter() if _name(one) == "title"), None)
        return Feed(title, (), tuple(one.url for one in _usable(map(Entry, addresses), address)))
    places = [
        (one.text or "").strip()
        for one in tree.iter()
        if _name(one) == "loc" and _name(one.getparent()) in ("url", "sitemap")
    ][:MOST]
    found = _usable(map(Entry, places), address)
    if root == "sitemapindex":
        return Feed(None, (), tuple(one.url for one in found))
    return Feed(None, found)


def _usable(entries: Iterator[Entry], address: str) -> tuple[Entry, ...]:
    """Return the entries that have an address of the web, each once."""
    found: dict[str, Entry] = {}
    for one in entries:
        try:
            url = urljoin(address, one.url.strip())
        except ValueError:
            continue
        if one.url.strip() and is_web_address(url):
            found.setdefault(url, Entry(url, one.title))
    return tuple(found.values())
