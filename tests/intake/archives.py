"""Invented archives for the tests."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

from tests.intake.pages import page


def answer(
    body: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    """Return what a server sends."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}\r\n".encode() + body


def record(
    content: bytes,
    url: str = "https://courier.example/docks",
    kind: str = "response",
    content_type: str = "application/http; msgtype=response",
    said: int | None = None,
) -> bytes:
    """Return a WARC record that says of itself that it is ``said`` bytes long, by default what it is."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-07T08:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:9c1a0f52-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(content) if said is None else said}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def article(number: int, published: str = "2031-05-06", words: str = "") -> bytes:
    """Return the record of an article's page."""
    head = f'<meta property="article:published_time" content="{published}">'
    told = f"<p>Dock number {number} was never for sale, Ana Ruiz said. {words}</p>"
    return record(answer(page(told, head=head).encode()), f"https://courier.example/docks/{number}")


def packed(records: Sequence[bytes]) -> bytes:
    """Return records as crawls pack them, each by itself."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
