"""``onrecord serve``."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

import onrecord
from onrecord.cli.options import DEFAULT, RecordOption, TierName, TierOption, me, opened, tell
from onrecord.cli.terminal import SOME_FAILED

if TYPE_CHECKING:
    from onrecord.record import Record


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
    with listening, _demo() if demo else opened(record, read_only=False) as kept:
        app = create_app(kept, settings, partial(onrecord.read, tier=tier))
        name, found = (f"[{host}]" if ":" in host else host), listening.getsockname()[1]
        print(f"{kept.name} on the desk: http://{name}:{found}/ (Ctrl-C ends)", flush=True)
        config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _demo() -> Iterator[Record]:
    """Give a record of invented articles, which is read first, and removed in the end."""
    from onrecord.web.demo import fill

    with TemporaryDirectory(prefix="onrecord-") as folder:
        print("reading invented articles ...", flush=True)
        with opened(str(Path(folder, "demo.sqlite")), read_only=False) as kept:
            fill(kept)
            yield kept
