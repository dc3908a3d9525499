from __future__ import annotations

import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.intake import IntakeOptions, load, web
from tests.intake.pages import PARAGRAPHS, page

LOCAL = IntakeOptions(allow_local=True, timeout=60, connect_timeout=30, max_page_bytes=1_000_000)

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes, status: int = 200, **headers: str) -> Answer:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content_Type": "text/html; charset=utf-8"} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


class Server(ThreadingHTTPServer):
    """A server of invented answers, one a path; it remembers the requests."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, Answer] = {}
        self.seen: list[dict[str, str]] = []
        self.closing = threading.Event()

    def url(self, path: str = "/a", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_address[1]}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what many of these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.seen.append(dict(self.headers))
        self.server.answers[self.path.partition("?")[0]](self)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


def cause(url: str, options: IntakeOptions = LOCAL) -> str:
    with pytest.raises(InputError) as caught:
        list(load(url, options))
    assert str(caught.value).startswith(f"{url}: ")
    assert "\n" not in str(caught.value)
    return caught.value.cause


def test_a_page_is_fetched_and_read(server: Server) -> None:
    server.answers["/a"] = answer(page().encode())
    [article] = load(server.url("/a?utm_source=mail&id=1"), LOCAL)
    assert isinstance(article, Article)
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.url == server.url("/a?utm_source=mail&id=1")
    assert article.id == server.url("/a?id=1")
    assert server.seen[0]["User-Agent"].startswith("onrecord/")


def test_text_and_json_lines_are_read_too(server: Server) -> None:
    server.answers["/t"] = answer(
        "Ana Ruiz said “no”.".encode("cp1252"), Content_Type="text/plain; charset=cp1252"
    )
    server.answers["/j"] = answer(b'{"text": "one"}\nbad\n', Content_Type="application/x-ndjson")
    [text] = load(server.url("/t"), LOCAL)
    assert isinstance(text, Article)
    assert text.text == "Ana Ruiz said “no”."
    one, bad = load(server.url("/j"), LOCAL)
    assert isinstance(one, Article)
    assert str(bad).startswith(server.url("/j") + ":2: not JSON")


def test_compressed_pages_are_unpacked(server: Server) -> None:
    server.answers["/a"] = answer(gzip.compress(page().encode()), Content_Encoding="gzip")
    [article] = load(server.url(), LOCAL)
    assert isinstance(article, Article)
    assert article.text.startswith(PARAGRAPHS[0])


def test_redirects_are_followed(server: Server) -> None:
    server.answers["/a"] = answer(b"", 302, Location="/b")
    server.answers["/b"] = answer(page().encode())
    [article] = load(server.url(), LOCAL)
    assert isinstance(article, Article)
    assert article.url == server.url("/b")


def test_redirects_for_ever_end(server: Server) -> None:
    server.answers["/a"] = answer(b"", 301, Location="/a")
    assert cause(server.url()) == "redirects for ever (more than 8 times)"
    assert len(server.seen) == 9


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (404, "the server answers 404 Not Found"),
        (403, "403 Forbidden"),
        (503, "503 Service Unavailable"),
        (451, "451"),
    ],
)
def test_http_errors_are_named(server: Server, status: int, expected: str) -> None:
    server.answers["/a"] = answer(page().encode(), status)
    assert expected in cause(server.url())


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4"])
def test_what_is_no_page_is_not_downloaded(server: Server, kind: str) -> None:
    server.answers["/a"] = answer(b"x", Content_Type=kind)
    assert cause(server.url()) == f"the server answers with {kind}, not with a page"


def test_an_empty_page_is_named(server: Server) -> None:
    server.answers["/a"] = answer(b"")
    assert cause(server.url()) == "empty"


def test_an_announced_length_beyond_the_limit_is_refused_at_once(server: Server) -> None:
    server.answers["/a"] = answer(b"x", Content_Length="2000000000")
    assert cause(server.url()) == "the answer is longer than 1 MB (2,000 MB)"


def test_an_endless_answer_is_cut_off(server: Server) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        answer(b"")(handler)
        while not server.closing.is_set():
            handler.wfile.write(b"<p>No, said the mayor.</p>" * 1000)

    server.answers["/a"] = endless
    assert cause(server.url()) == "the answer is longer than 1 MB"


def test_an_answer_that_unpacks_to_a_huge_one_is_cut_off(server: Server) -> None:
    bomb = gzip.compress(b"0" * 200_000_000, compresslevel=9)
    assert len(bomb) < 1_000_000
    server.answers["/a"] = answer(bomb, Content_Encoding="gzip")
    assert cause(server.url()) == "the answer is longer than 1 MB"


def test_a_gzip_file_inside_a_gzip_answer_is_bounded_too(server: Server) -> None:
    server.answers["/a"] = answer(gzip.compress(gzip.compress(b"0" * 50_000_000)), Content_Encoding="gzip")
    assert cause(server.url()) == "longer than 1 MB"


@pytest.mark.parametrize(
    ("body", "encoding", "expected"),
    [
        (b"no gzip", "gzip", "damaged"),
        (b"x", "br", "not asked for"),
        (gzip.compress(b"x" * 99, mtime=0)[:-9], "gzip", "damaged"),
    ],
)
def test_broken_and_unknown_encodings_are_named(
    server: Server, body: bytes, encoding: str, expected: str
) -> None:
    server.answers["/a"] = answer(body, Content_Encoding=encoding)
    assert expected in cause(server.url())


def _silent(handler: BaseHTTPRequestHandler) -> None:
    assert isinstance(handler.server, Server)
    handler.server.closing.wait(120)


def _dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    assert isinstance(handler.server, Server)
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.closing.wait(0.1):
        handler.wfile.write(b"X-A: b\r\n")


def _dripping_body(handler: BaseHTTPRequestHandler) -> None:
    assert isinstance(handler.server, Server)
    answer(b"<html>")(handler)
    while not handler.server.closing.wait(0.1):
        handler.wfile.write(b" ")


@pytest.mark.parametrize("slow", [_silent, _dripping_headers, _dripping_body])
def test_slow_answers_end_with_the_time_allowed(server: Server, slow: Answer) -> None:
    server.answers["/a"] = slow
    start = time.monotonic()
    assert (
        cause(server.url(), IntakeOptions(allow_local=True, timeout=1)) == "no whole answer within 1 seconds"
    )
    assert time.monotonic() - start < 30


def test_a_slow_name_look_up_ends_with_the_time_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **keywords: over.wait(120))
    start = time.monotonic()
    assert (
        cause("http://courier.example/a", IntakeOptions(timeout=0.5)) == "no whole answer within 0.5 seconds"
    )
    assert time.monotonic() - start < 30
    over.set()


def test_a_refused_connection_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert cause(f"http://127.0.0.1:{port}/a") == "the connection was refused"


def test_an_unknown_host_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **keywords: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert cause("http://nowhere.example/a") == "there is no host called nowhere.example"


def test_a_server_that_hangs_up_is_named(server: Server) -> None:
    def nonsense(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"nonsense\r\n\r\n")

    server.answers["/a"] = nonsense
    assert cause(server.url()) == "the server broke off its answer"
    server.answers["/b"] = answer(b"<html>", Content_Length="500")
    assert cause(server.url("/b")) == "the server broke off its answer"


def test_no_tls_where_tls_is_asked_for_is_named(server: Server) -> None:
    assert cause(server.url().replace("http:", "https:")).startswith("no secure connection (")


def test_a_certificate_that_nobody_signed_is_named(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is needed to make a certificate")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "certificate.pem")]
    subprocess.run([*command, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    server = Server()
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        assert cause(server.url().replace("http:", "https:")).startswith("its certificate is not valid (")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "[fe80::1]",
        "[fd00::1]",
    ],
)
def test_the_local_network_is_out_of_reach(host: str) -> None:
    assert "points into the local network" in cause(f"http://{host}:9/a", IntakeOptions(timeout=60))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::5db8:d70e", True),
        ("64:ff9b::7f00:1", False),
        ("::ffff:10.0.0.1", False),
        ("::7f00:1", False),
        ("2002:7f00:1::", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("239.255.255.255", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("0.0.0.0", False),
        ("::", False),
        ("ff02::1", False),
        ("fec0::1", False),
        ("192.0.2.1", False),
    ],
)
def test_public_addresses_are_told_from_all_others(address: str, public: bool) -> None:
    assert web.is_public(ipaddress.ip_address(address)) is public


class Names:
    """A look-up of invented names, which answers each time with the next of a name's addresses."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **names: list[list[str]]) -> None:
        self._real: Callable[..., Any] = socket.getaddrinfo
        self._names = {name.replace("_", "."): answers for name, answers in names.items()}
        self.asked: list[str] = []
        monkeypatch.setattr(socket, "getaddrinfo", self)

    def __call__(self, host: str, port: int, *args: object, **keywords: object) -> list[tuple[object, ...]]:
        if host not in self._names:
            return list(self._real(host, port, *args, **keywords))
        self.asked.append(host)
        answers = self._names[host]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "is_public", lambda address: str(address) == "127.0.0.1")


@pytest.mark.usefixtures("loopback_is_public")
def test_a_name_is_looked_up_once_and_cannot_change_its_mind(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = Names(monkeypatch, courier_example=[["127.0.0.1"], ["10.0.0.1"]])
    server.answers["/a"] = answer(page().encode())
    [article] = load(server.url(host="courier.example"), IntakeOptions())
    assert isinstance(article, Article)
    assert names.asked == ["courier.example"]
    assert server.seen[0]["Host"].startswith("courier.example:")
    assert article.url == server.url(host="courier.example")


@pytest.mark.usefixtures("loopback_is_public")
def test_every_hop_of_a_redirect_is_checked(server: Server) -> None:
    server.answers["/a"] = answer(b"", 302, Location=server.url("/secret", "127.0.0.2"))
    server.answers["/secret"] = answer(page().encode())
    assert (
        cause(server.url(), IntakeOptions())
        == "points into the local network, which is only allowed by --allow-local"
    )
    assert len(server.seen) == 1


@pytest.mark.usefixtures("loopback_is_public")
def test_of_a_names_addresses_only_public_ones_are_tried(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    Names(monkeypatch, courier_example=[["10.0.0.1", "127.0.0.1"]])
    server.answers["/a"] = answer(page().encode())
    assert len(list(load(server.url(host="courier.example"), IntakeOptions()))) == 1


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("0177.0.0.1", "not an address that can be fetched"),
        ("[::1", "not an address that can be fetched"),
        ("a b", "there is no host called a%20b"),
        ("%00", "there is no host called %00"),
    ],
)
def test_hosts_that_are_none_are_refused(host: str, expected: str) -> None:
    assert cause(f"http://{host}/a").startswith(expected)


def test_a_password_is_no_part_of_an_articles_address(server: Server) -> None:
    server.answers["/a"] = answer(page().encode())
    address = server.url().replace("http://", "http://ana:secret@")
    [article] = load(address, LOCAL)
    assert isinstance(article, Article)
    assert "secret" not in f"{article.id} {article.url}"
    assert article.url == server.url()


def test_a_redirect_out_of_the_web_is_named(server: Server) -> None:
    server.answers["/a"] = answer(b"", 302, Location="file:///etc/hosts")
    assert cause(server.url()) == "not an address that can be fetched"


def test_a_proxy_of_the_environment_is_not_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    server.answers["/a"] = answer(page().encode())
    assert len(list(load(server.url(), LOCAL))) == 1
