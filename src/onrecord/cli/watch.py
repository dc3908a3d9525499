"""``onrecord watch``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT, RecordOption, TierName, TierOption, opened, tell
from onrecord.cli.terminal import INTERRUPTED, SOME_FAILED, heed_interruptions

if TYPE_CHECKING:
    from onrecord.watching import Round


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(watch)


def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEEDS",
            help="Addresses of RSS, Atom, OPML and sitemaps; files of them.",
            show_default=False,
        ),
    ],
    *,
    record: RecordOption = DEFAULT,
    once: Annotated[bool, typer.Option("--once", help="Ask every feed once now, and leave.")] = False,
    alerts: Annotated[
        Path | None,
        typer.Option("--alerts", metavar="FILE", help="What to tell of, in TOML.", show_default=False),
    ] = None,
    every: Annotated[
        float, typer.Option("--every", min=1.0, metavar="MINUTES", help="How often a feed is asked.")
    ] = 15.0,
    delay: Annotated[
        float, typer.Option("--delay", min=0.0, metavar="S", help="Seconds between two requests to a host.")
    ] = 2.0,
    tier: TierOption = TierName.DEFAULT,
    allow_local: Annotated[
        bool, typer.Option("--allow-local", help="Fetch addresses inside the local network too.")
    ] = False,
    memory: Annotated[
        Path | None,
        typer.Option(
            "--memory",
            metavar="FILE",
            help="What was seen is kept there; by default beside the record, for one on a server in this folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Follow FEEDS: read new articles into a record as they appear, and tell of what turns up.

    robots.txt is heeded, hosts are not asked too often, and feeds that have not
    changed are not sent again. A feed or host that fails is left alone for longer
    each time; an article is tried three times. What was seen is remembered in a
    file, so that the next watch goes on where this one stopped.

    The exit code of --once is 0 if all went well, 1 if a feed or article failed,
    or waits for a host that is to be left alone.
    """
    from onrecord.errors import InputError
    from onrecord.intake import IntakeOptions
    from onrecord.watching import Watch, alerts_of
    from onrecord.watching.state import State

    heed_interruptions(reads=True)
    if "" in feeds:
        raise typer.BadParameter("one of them is empty", param_hint="FEEDS")
    screen = _Screen()

    def fail(error: InputError) -> None:
        screen.aside(lambda: tell(error.name, error.cause))

    with opened(record, read_only=False) as kept:
        state = State(memory or _memory_of(kept.name))
        try:
            watching = Watch(
                kept,
                state,
                feeds,
                options=IntakeOptions(allow_local=allow_local),
                alerts=alerts_of(alerts) if alerts else (),
                every=every * 60,
                delay=delay,
                once=once,
                tier=tier,
                say=screen.say,
                fail=fail,
            )
            while True:
                with screen.working():
                    done = watching.round()
                screen.say(_summary(done))
                if once:
                    break
                with screen.waiting(watching.next):
                    time.sleep(max(1.0, watching.next - time.time()))
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        finally:
            state.close()
    if done.failed_feeds or done.failed or done.waiting:
        raise typer.Exit(SOME_FAILED)


def _memory_of(record: str) -> Path:
    """Return the file that keeps what was seen, for a record that is called so."""
    if "://" not in record:
        return Path(f"{record}.watch")
    from hashlib import sha256

    return Path(f"onrecord-{sha256(record.encode()).hexdigest()[:12]}.watch")


def _summary(done: Round) -> str:
    from onrecord.export.words import number_of

    told = [
        number_of(done.feeds, "feed"),
        f"{done.unchanged:,} unchanged" if done.unchanged else "",
        f"{done.failed_feeds:,} failed" if done.failed_feeds else "",
        f"{done.left:,} left alone for now" if done.left else "",
        f"{number_of(done.added, 'article')} added",
        number_of(done.statements, "statement"),
        f"{done.passed:,} known already" if done.passed else "",
        f"{done.skipped:,} skipped" if done.skipped else "",
        f"{number_of(done.failed, 'article')} failed" if done.failed else "",
        f"{done.waiting:,} waiting" if done.waiting else "",
    ]
    return ", ".join(part for part in told if part)


class _Screen:
    """What a person sees: a line for each thing done, and on a terminal below them what is going on."""

    def __init__(self) -> None:
        from rich.console import Console

        self._console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
        self._live = sys.stdout.isatty()

    def say(self, told: str) -> None:
        """Show a line."""
        from onrecord.export.words import one_line

        now = time.strftime("%H:%M:%S ") if self._live else ""
        self._console.print(now + one_line(told))
        self._console.file.flush()

    def aside(self, work: Callable[[], None]) -> None:
        """Do something that writes to standard error."""
        self._console.file.flush()
        work()

    def working(self) -> _Status:
        """Show that something is being done."""
        return _Status(self, "Looking for new articles")

    def waiting(self, until: float) -> _Status:
        """Show until when nothing is done."""
        return _Status(
            self, f"Waiting until {time.strftime('%H:%M:%S', time.localtime(until))}; Ctrl-C ends it"
        )


class _Status:
    def __init__(self, screen: _Screen, told: str) -> None:
        self._status = screen._console.status(told) if screen._live else None

    def __enter__(self) -> None:
        if self._status:
            self._status.start()

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()
