"""Pages from the web: fetched within limits, and from inside the local network only where that is allowed."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from onrecord.errors import BusyError, InputError
from onrecord.intake.options import MEGABYTE, IntakeOptions

if TYPE_CHECKING:
    import httpx

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_CONTENT_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "application/json",
    "application/jsonl",
    "application/x-ndjson",
)
# IPv6 addresses that carry an IPv4 address to which a gateway passes the connection on (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered: the address after redirects, the bytes, their type and encoding by its word.

    ``status`` and ``headers`` are those of HTTP; headers by their names in lower case.
    """

    url: str
    data: bytes
    content_type: str
    charset: str | None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a server: types that are taken (``None``: all, and any status), headers, what is sent."""

    types: tuple[str, ...] | None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


class RefusedError(Exception):
    """Why a page cannot be had, in a few words.

    ``wait`` is for how many seconds a server asks to be left alone, ``None`` where it does not ask.
    """

    def __init__(self, told: str, wait: float | None = None) -> None:
        super().__init__(told)
        self.wait = wait


def fetch(url: str, options: IntakeOptions) -> Page:
    """Fetch a page.

    The name of every host, of redirects too, is looked up once; the addresses found are checked, and the
    connection goes to an address that was checked, so that a name cannot point elsewhere a moment later.
    Proxies of the environment are not used, for a proxy looks names up itself and nothing could be checked.

    Raises:
        BusyError: the server asks to be left alone for a while.
        InputError: the address is refused, or the server gives no page within the limits.
    """
    if options.gate:
        options.gate(url)
    return _bounded(url, options, _Asked(_CONTENT_TYPES))


def ask(
    url: str, options: IntakeOptions, headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> Page:
    """Ask a server, whatever it answers and of whatever type; an answer that tells of no success has no bytes.

    The same is checked and bounded as in :func:`fetch`.

    Args:
        url: the address.
        options: the limits.
        headers: what to send beside the usual ones.
        body: what to send, as JSON; without it, something is got.

    Raises:
        InputError: the address is refused, or there is no whole answer within the limits.
    """
    return _bounded(url, options, _Asked(None, headers or {}, body))


def _bounded(url: str, options: IntakeOptions, asked: _Asked) -> Page:
    stop = threading.Event()
    outcome: list[Page | BaseException] = []

    def work() -> None:
        try:
            outcome.append(_follow(url, options, stop, asked))
        except BaseException as error:
            outcome.append(error)

    # A name that takes long to look up and headers that come a byte at a time are bounded by no other clock.
    thread = threading.Thread(target=work, name="onrecord-fetch", daemon=True)
    thread.start()
    thread.join(options.timeout)
    stop.set()
    if not outcome:
        raise InputError(url, f"no whole answer within {options.timeout:g} seconds")
    result = outcome[0]
    if isinstance(result, RefusedError):
        if result.wait is not None:
            raise BusyError(url, str(result), result.wait)
        raise InputError(url, str(result))
    if isinstance(result, BaseException):
        raise result
    return result


def _follow(url: str, options: IntakeOptions, stop: threading.Event, asked: _Asked) -> Page:
    import httpx

    deadline = time.monotonic() + options.timeout
    timeout = httpx.Timeout(options.timeout, connect=min(options.connect_timeout, options.timeout))
    headers = {"User-Agent": user_agent(), "Accept-Encoding": "gzip", "Accept": "text/html, */*;q=0.5"}
    if asked.body is not None:
        headers["Content-Type"] = "application/json"
    headers |= asked.headers
    transport = guarded(options.allow_local)
    with httpx.Client(transport=transport, timeout=timeout, headers=headers, trust_env=False) as client:
        try:
            request = client.build_request("GET" if asked.body is None else "POST", url, content=asked.body)
            for _ in range(options.max_redirects + 1):
                response = client.send(request, stream=True)
                try:
                    if response.next_request is None:
                        return _page(response, options, deadline, stop, asked)
                    request = response.next_request
                finally:
                    response.close()
        except (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, UnicodeError) as error:
            raise RefusedError(cause(error, options)) from None
    raise RefusedError(f"redirects for ever (more than {options.max_redirects} times)")


def user_agent() -> str:
    """Return what we call ourselves."""
    from importlib.metadata import version

    return f"onrecord/{version('onrecord')}"


def guarded(allow_local: bool) -> httpx.BaseTransport:
    """Return a transport that looks a host up itself and connects to an address that may be reached."""
    import httpx

    class Guarded(httpx.BaseTransport):
        def __init__(self) -> None:
            self._transport = httpx.HTTPTransport()

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            host = request.url.host
            failure: httpx.TransportError | None = None
            for address in _reachable(host, request.url.port or 0, allow_local):
                # The certificate is checked against the name, which the headers keep as well.
                direct = httpx.Request(
                    request.method,
                    request.url.copy_with(host=address),
                    headers=request.headers,
                    stream=request.stream,
                    extensions={**request.extensions, "sni_hostname": host},
                )
                try:
                    return self._transport.handle_request(direct)
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    failure = error
            assert failure is not None
            raise failure

        def close(self) -> None:
            self._transport.close()

    return Guarded()


def _reachable(host: str, port: int, allow_local: bool) -> list[str]:
    """Return the addresses of a host that may be connected to.

    Every spelling of an address comes through here (``127.1``, ``0x7f000001``, ``2130706433``), since the
    look-up reads it as the connection would.
    """
    if not host:
        raise RefusedError("no host in this address")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RefusedError(f"there is no host called {host}") from None
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    if allow_local:
        return addresses
    public = [address for address in addresses if is_public(ipaddress.ip_address(address))]
    if not public:
        meant = "" if host == addresses[0] else f" ({host} is {addresses[0]})"
        raise RefusedError(f"points into the local network{meant}, which is only allowed by --allow-local")
    return public


def is_public(address: _Address) -> bool:
    """Tell whether an address lies in the public internet.

    Private, loopback, link-local, shared, multicast, reserved and unspecified ranges do not, nor do IPv6
    addresses that stand for such an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64).
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.is_site_local:
            return False
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and (address in _NAT64 or 1 < int(address) < 1 << 32):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _page(
    response: httpx.Response, options: IntakeOptions, deadline: float, stop: threading.Event, asked: _Asked
) -> Page:
    # A password is no part of where an article was published.
    address = str(response.url.copy_with(userinfo=b""))
    headers = {name.lower(): value for name, value in response.headers.items()}
    if asked.types is None and not response.is_success:
        return Page(address, b"", "", None, response.status_code, headers)
    if not response.is_success:
        reason = response.reason_phrase
        told = f"the server answers {response.status_code}{' ' + reason if reason else ''}"
        raise RefusedError(told, asked_to_wait(response.status_code, headers))
    content_type, _, _ = response.headers.get("Content-Type", "").partition(";")
    content_type = content_type.strip().lower()
    if asked.types and content_type and content_type not in asked.types:
        raise RefusedError(f"the server answers with {content_type[:60]}, not with a page")
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > options.max_page_bytes:
        raise RefusedError(f"{_too_long(options)} ({int(length) / MEGABYTE:,.0f} MB)")
    data = bytearray()
    for piece in _inflated(response, options.max_page_bytes):
        data += piece
        if len(data) > options.max_page_bytes:
            raise RefusedError(_too_long(options))
        if stop.is_set() or time.monotonic() > deadline:
            raise RefusedError(f"no whole answer within {options.timeout:g} seconds")
    return Page(address, bytes(data), content_type, response.charset_encoding, response.status_code, headers)


def asked_to_wait(status: int, headers: Mapping[str, str]) -> float | None:
    """Return for how many seconds a server asks to be left alone, 0 where it does not say, ``None`` if it does not ask.

    It asks by the status 429, or by 503 with a ``Retry-After`` (RFC 9110, 10.2.3).

    Args:
        status: the status of its answer.
        headers: the headers, by their names in lower case.
    """
    told = headers.get("retry-after", "").strip()
    if status != 429 and not (status == 503 and told):
        return None
    if told.isascii() and told.isdecimal():
        return float(told[:12])
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _too_long(options: IntakeOptions) -> str:
    return f"the answer is longer than {options.max_page_bytes / MEGABYTE:g} MB"


def _inflated(response: httpx.Response, limit: int) -> Iterator[bytes]:
    """Yield the body, decompressed a bounded piece at a time, so that a few bytes cannot fill the memory."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        yield from response.iter_raw(65_536)
        return
    if encoding not in ("gzip", "x-gzip"):
        raise RefusedError(f"the server answers in an encoding that was not asked for ({encoding[:20]})")
    inflater = zlib.decompressobj(wbits=31)
    try:
        for piece in response.iter_raw(65_536):
            rest = piece
            while rest and not inflater.eof:
                yield inflater.decompress(rest, limit + 1)
                rest = inflater.unconsumed_tail
        if not inflater.eof:
            raise RefusedError("the answer is damaged (gzip that breaks off)")
    except zlib.error:
        raise RefusedError("the answer is damaged (broken gzip)") from None


def cause(error: Exception, options: IntakeOptions) -> str:
    """Return why a fetch failed, in a few plain words."""
    import ssl

    import httpx

    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or link.__context__
    for link in chain:
        if isinstance(link, ssl.SSLCertVerificationError):
            return f"its certificate is not valid ({link.verify_message})"
        if isinstance(link, ssl.SSLError):
            return f"no secure connection ({link.reason or 'TLS error'})"
        if isinstance(link, ConnectionRefusedError):
            return "the connection was refused"
    if isinstance(error, httpx.ConnectTimeout):
        return f"no connection within {min(options.connect_timeout, options.timeout):g} seconds"
    if isinstance(error, httpx.TimeoutException):
        return f"no whole answer within {options.timeout:g} seconds"
    if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL | UnicodeError):
        return "not an address that can be fetched"
    if isinstance(error, httpx.ConnectError):
        return "no connection"
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return "the server broke off its answer"
    return " ".join(str(error).split())[:120] or type(error).__name__
