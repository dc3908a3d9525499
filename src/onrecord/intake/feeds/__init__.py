"""Feeds: RSS, Atom, OPML and sitemaps, to the addresses that they list."""

from onrecord.intake.feeds.parse import Entry, Feed, parse

__all__ = ["Entry", "Feed", "parse"]
