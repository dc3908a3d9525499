"""``onrecord serve``."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final

import typer

import onrecord
from onrecord.cli.options import DEFAULT, RecordOption, TierName, TierOption, me, opened, tell
from onrecord.cli.terminal import SOME_FAILED, heed_interruptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.record import Record

ENDINGS: Final = ("SIGTERM", "SIGHUP")
"""The signals that ask a process to end, beside Ctrl-C."""

PATIENCE: Final = 5
"""Seconds that what is being answered may take when the desk ends."""


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(serve)


def serve(
    *,
    record: RecordOption = DEFAULT,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; only this machine by default.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="On which port; 0: any.")] = 8765,
    password: Annotated[
        str | None,
        typer.Option(
            envvar="ONRECORD_PASSWORD", metavar="WORD", help="Ask browsers for it.", show_default=False
        ),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="ONRECORD_TOKEN", metavar="WORD", help="Ask programs for it.", show_default=False
        ),
    ] = None,
    tier: TierOption = TierName.DEFAULT,
    allow_local: Annotated[
        bool, typer.Option("--allow-local", help="Read addresses inside the local network too.")
    ] = False,
    demo: Annotated[
        bool, typer.Option("--demo", help="Show a record of invented articles, gone when this ends.")
    ] = False,
) -> None:
    """Show a record in a browser: look, search, read more into it, put it right.

    Everything comes from this machine. Where others can reach it (--host), a
    password or a token must be set, best by the environment: whoever comes
    gives a name with it, and that name stands beside what they correct.
    """
    try:
        import uvicorn

        from onrecord.web.app import create_app
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in (
            "fastapi",
            "uvicorn",
            "starlette",
            "pydantic",
            "multipart",
        ):
            raise
        tell("serve", "this needs the extra web: pip install 'onrecord[web]'")
        raise typer.Exit(SOME_FAILED) from None
    from onrecord.web.settings import Settings

    secrets = tuple(secret for secret in (password, token) if secret)
    settings = Settings(host=host, secrets=secrets, user=me(), allow_local=allow_local)
    if not settings.local and not secrets:
        tell(
            "serve",
            f"others can reach {host}: set a password (ONRECORD_PASSWORD) or a token (ONRECORD_TOKEN)",
        )
        raise typer.Exit(SOME_FAILED)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        tell("serve", f"{host}:{port}", error.strerror or "nothing can listen there")
        raise typer.Exit(SOME_FAILED) from None
    heed_interruptions(reads=True)
    with listening, _asked_to_end() as asked, _demo() if demo else opened(record, read_only=False) as kept:
        asked.heed()
        app = create_app(kept, settings, partial(onrecord.read, tier=tier))
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            access_log=False,
            timeout_graceful_shutdown=PATIENCE,
        )
        server = uvicorn.Server(config)
        name, found = (f"[{host}]" if ":" in host else host), listening.getsockname()[1]
        with asked.stopping(partial(setattr, server, "should_exit", True)):
            print(f"{kept.name} on the desk: http://{name}:{found}/ (Ctrl-C ends)", flush=True)
            server.run(sockets=[listening])
        asked.heed()


class _Asked:
    """What asks the process to end, so that it ends in order: the record closed, that of the demo removed.

    Ctrl-C does so anyway, but while the server runs; ``kill``, and a terminal that is closed, would end it on the
    spot.

    Attributes:
        number: the signal that asked; 0: none did.
        stop: ends what runs; ``None`` while there is nothing that can be told to.
    """

    def __init__(self) -> None:
        self.number = 0
        self.stop: Callable[[], None] | None = None

    def __call__(self, number: int, frame: object) -> None:
        """Heed a signal."""
        again, self.number = bool(self.number), number
        if self.stop is not None:
            self.stop()
        elif not again:
            self.heed()

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        """Have a signal stop what runs in this block, Ctrl-C too.

        What that raises while the server's loop is made would leave half of a loop, and a traceback.

        Args:
            stop: ends what runs, at once or as soon as it has begun.
        """
        self.stop, before = stop, signal.getsignal(signal.SIGINT)
        if before is signal.default_int_handler:
            signal.signal(signal.SIGINT, self)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def heed(self) -> None:
        """End the process if it was asked to: what a signal raises can get lost where nothing can be raised."""
        if self.number:
            raise SystemExit(128 + self.number)


@contextmanager
def _asked_to_end() -> Iterator[_Asked]:
    """Heed what asks the process to end; what is ignored on purpose, as nohup does, stays so."""
    asked = _Asked()
    known = [number for name in ENDINGS if (number := getattr(signal, name, None)) is not None]
    heeded = [number for number in known if signal.getsignal(number) is signal.SIG_DFL]
    for number in heeded:
        signal.signal(number, asked)
    try:
        yield asked
    finally:
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def _demo() -> Iterator[Record]:
    """Give a record of invented articles, which is read first, and removed in the end."""
    from onrecord.web.demo import fill

    with TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as folder:
        print("reading invented articles ...", flush=True)
        with opened(str(Path(folder, "demo.sqlite")), read_only=False) as kept:
            fill(kept)
            yield kept
