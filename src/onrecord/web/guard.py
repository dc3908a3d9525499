"""What stands before every page: who may come in, from where, how much they may send, and what browsers are told."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.settings import Settings, is_loopback

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""What a page may do: use what comes from here, and no script or style that stands in it."""

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

SAFE: Final = ("GET", "HEAD")
DELAY: Final = 0.5
"""Seconds that a wrong password costs."""

UPLOADS: Final = ("/add", "/api/articles")
"""Where articles are sent to be read."""


class Guard:
    """Lets through to an app what may go there.

    Args:
        app: the app.
        settings: who may come in, and how much they may send.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why it is refused."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        user = self._user(headers)
        refused = self._refused(scope, headers, user)
        if refused:
            if refused.status_code == 401 and "authorization" in headers:
                await asyncio.sleep(DELAY)
            await refused(scope, receive, _with_headers(send))
            return
        scope.setdefault("state", {})["user"] = user or self._settings.user
        await self._app(scope, _bounded(receive, self._limit(scope)), _with_headers(send))

    def _user(self, headers: Headers) -> str | None:
        """Return who comes with a password or token that is right; ``None`` if nobody does."""
        scheme, _, given = headers.get("authorization", "").partition(" ")
        user, secret = self._settings.user, given.strip()
        if scheme.lower() == "basic":
            try:
                decoded = base64.b64decode(secret, validate=True).decode("utf-8")
            except (binascii.Error, UnicodeDecodeError):
                return None
            name, _, secret = decoded.partition(":")
            user = " ".join(name.split())[:80] or user
        elif scheme.lower() != "bearer":
            return None
        known = [hmac.compare_digest(secret.encode(), right.encode()) for right in self._settings.secrets]
        return user if any(known) else None

    def _refused(self, scope: Scope, headers: Headers, user: str | None) -> Response | None:
        settings = self._settings
        host = headers.get("host", "")
        # A name of somebody else's that leads to this machine would have their pages read ours.
        if settings.local and not settings.secrets and not is_loopback(_name_of(host)):
            return PlainTextResponse(f"This desk does not answer to the name {_name_of(host)[:80]!r}.\n", 421)
        if settings.secrets and user is None:
            challenge = {"WWW-Authenticate": 'Basic realm="onrecord", charset="UTF-8"'}
            return PlainTextResponse("A password is needed.\n", 401, challenge)
        if scope["method"] not in SAFE and not _same_site(headers, host):
            return PlainTextResponse("This was sent by a page of another site, and is refused.\n", 403)
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._limit(scope):
            return PlainTextResponse(f"This is longer than {self._limit(scope):,} bytes.\n", 413)
        return None

    def _limit(self, scope: Scope) -> int:
        return self._settings.max_upload if scope["path"] in UPLOADS else self._settings.max_body


def _name_of(host: str) -> str:
    """Return a host without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdecimal() and not name.endswith(":") else host


def _same_site(headers: Headers, host: str) -> bool:
    """Tell whether what is sent comes from a page of ours, or from no page at all."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == host != ""
    except ValueError:
        return False


def _bounded(receive: Receive, most: int) -> Receive:
    """Return what receives at most some bytes, and then nothing more."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > most else message

    return bounded


def _with_headers(send: Send) -> Send:
    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return told
