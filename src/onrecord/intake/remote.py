"""Large files elsewhere, read as they are needed: from a web server by ranges, from an object store by fsspec."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from onrecord.errors import InputError
from onrecord.intake import web
from onrecord.intake.options import IntakeOptions

if TYPE_CHECKING:
    import httpx
    from _typeshed import WriteableBuffer

STORES: Final = (
    *(
        "s3",
        "s3a",
        "gs",
        "gcs",
        "az",
        "abfs",
        "abfss",
        "adl",
        "oss",
        "hdfs",
        "webhdfs",
        "sftp",
        "file",
        "memory",
    ),
)
"""Schemes of shared file systems and object stores that fsspec knows."""

TRIES: Final = 5
"""How often in a row a server may break off before it is given up."""

_PAUSE: Final = 0.5
"""Seconds before it is asked again, doubled each time."""


def stored(address: str) -> BinaryIO:
    """Open a file of a shared file system or an object store.

    Raises:
        InputError: it cannot be opened.
    """
    scheme = address.partition("://")[0].lower()
    if scheme not in STORES:
        raise InputError(address, "not an address that can be fetched (http and https can)")
    try:
        import fsspec
    except ImportError:
        raise InputError(
            address, f"{scheme} needs the extra cluster: pip install 'onrecord[cluster]'"
        ) from None
    try:
        return cast(BinaryIO, fsspec.open(address, "rb").open())
    except (FileNotFoundError, PermissionError):
        raise
    except Exception as error:  # each store has faults of its own
        raise InputError(address, " ".join(str(error).split())[:160] or type(error).__name__) from None


class Remote(io.RawIOBase):
    """A file of a web server, seekable; where the server breaks off, it is asked for the rest.

    Args:
        address: where it lies.
        options: the limits; every address on the way there is held to them.

    Raises:
        InputError: the address is refused, or the server does not give the file.
    """

    def __init__(self, address: str, options: IntakeOptions) -> None:
        import httpx

        self._address = address
        self._options = options
        self._place = 0
        self._client = httpx.Client(
            transport=web.guarded(options.allow_local),
            timeout=httpx.Timeout(options.timeout, connect=options.connect_timeout),
            headers={"User-Agent": web.user_agent(), "Accept-Encoding": "identity"},
            follow_redirects=True,
            max_redirects=options.max_redirects,
            trust_env=False,
        )
        self._response: httpx.Response | None = None
        self._pieces: Iterator[bytes] = iter(())
        self._left = b""
        self._size: int | None = None
        self._sign: str | None = None
        self._patiently(self._begin)

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be read from any place on."""
        return True

    def tell(self) -> int:
        """Return where it is read next."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Have it be read from another place on."""
        if whence == io.SEEK_END and self._size is None:
            raise InputError(self._address, "the server does not say how long the file is")
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size or 0}[whence]
        if base + offset != self._place:
            self._place = base + offset
            self._drop()
        return self._place

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read some bytes; none at the end."""
        view = memoryview(buffer).cast("B")
        if self._size is not None and self._place >= self._size:
            return 0
        piece = self._patiently(self._next)
        taken = min(len(view), len(piece))
        view[:taken] = piece[:taken]
        self._left = piece[taken:]
        self._place += taken
        return taken

    def close(self) -> None:
        """Let go of the connection."""
        if not self.closed:
            self._drop()
            self._client.close()
        super().close()

    def _drop(self) -> None:
        if self._response is not None:
            self._response.close()
        self._response, self._pieces, self._left = None, iter(()), b""

    def _patiently(self, step: Any) -> Any:
        """Take a step, again after a pause where the server breaks off."""
        import httpx

        for attempt in range(TRIES):
            try:
                return step()
            except web.RefusedError as error:
                raise InputError(self._address, str(error)) from None
            except (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, UnicodeError) as error:
                self._drop()
                told = web.cause(error, self._options)
                if not isinstance(error, httpx.TransportError) or attempt == TRIES - 1:
                    raise InputError(self._address, told) from None
                time.sleep(_PAUSE * 2**attempt)
        raise AssertionError("unreachable")

    def _next(self) -> bytes:
        import httpx

        if self._left:
            return self._left
        if self._response is None:
            self._begin()
        piece = next(self._pieces, b"")
        if not piece and self._size is not None and self._place < self._size:
            raise httpx.RemoteProtocolError("the server broke off")
        return piece

    def _begin(self) -> None:
        """Ask for the file from here on."""
        import httpx

        headers = {"Range": f"bytes={self._place}-"} if self._place else {}
        request = self._client.build_request("GET", self._address, headers=headers)
        response = self._client.send(request, stream=True)
        self._response = response
        if response.status_code >= 500 or response.status_code == 429:
            raise httpx.RemoteProtocolError(f"the server answers {response.status_code}")
        if not response.is_success:
            raise web.RefusedError(
                f"the server answers {response.status_code} {response.reason_phrase}".strip()
            )
        sign = response.headers.get("ETag") or response.headers.get("Last-Modified")
        if self._sign not in (None, sign):
            raise web.RefusedError("the file was changed while it was read")
        self._sign = sign
        whole = response.status_code != httpx.codes.PARTIAL_CONTENT
        with suppress(ValueError):
            told = response.headers.get("Content-Length", "")
            self._size = int(told) + (0 if whole else self._place)
        self._pieces = response.iter_raw(1 << 16)
        before = self._place if whole else 0  # the server knows no ranges
        while before > 0 and (piece := next(self._pieces, b"")):
            self._left = piece[before:]
            before -= len(piece)
