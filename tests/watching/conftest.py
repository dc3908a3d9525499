"""A small web of its own for the watch: pages, feeds, and hosts that misbehave."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import onrecord.reading.reader
from onrecord.record import Record
from tests.cli.fake import FakeReader
from tests.postgres import Cluster


class Site:
    """A server whose answers are set by path: status, headers, body. ``asked`` has what was asked, with headers."""

    def __init__(self) -> None:
        site = self
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.posted: list[bytes] = []
        self.slow: set[str] = set()
        self.over = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                if self.path in site.slow:
                    site.over.wait(120)
                status, headers, body = site.answers.get(self.path, (404, {}, b""))
                tag = headers.get("ETag")
                if tag and self.headers.get("If-None-Match") == tag:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                site.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(site.answers.get(self.path, (404, {}, b""))[0])
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = (
            status,
            {name.replace("_", "-"): value for name, value in headers.items()},
            data,
        )
        return self.base + path

    def article(self, name: str, text: str) -> str:
        return self.put(f"/{name}", text, Content_Type="text/plain")

    def feed(self, *urls: str, path: str = "/feed", **headers: str) -> str:
        items = "".join(f"<item><title>Item</title><link>{url}</link></item>" for url in urls)
        body = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
        return self.put(path, body, 200, Content_Type="application/rss+xml", **headers)

    def times(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgres"])
def record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Record]:
    """An empty record, in a file and on a server, and a quick reader."""
    monkeypatch.setattr(onrecord.reading.reader, "Reader", FakeReader)
    if request.param == "sqlite":
        with Record.open(tmp_path / "onrecord.sqlite") as opened:
            yield opened
        return
    server: Cluster = request.getfixturevalue("server")
    with server.database() as name, Record.open(server.address(name)) as opened:
        yield opened
