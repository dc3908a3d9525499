"""What the commands share: exit codes, and the terminal that they print to."""

from __future__ import annotations

import os
import signal
import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Final

# Longer lines of prose are hard to read, however wide the terminal is.
WIDEST: Final = 100
NARROWEST: Final = 20
ELSEWHERE: Final = 80
"""The width of what goes to no terminal."""

SOME_FAILED: Final = 1
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141

_COMPILED: Final = ("numpy", "onnxruntime", "tokenizers")
"""What runs the network."""


class Color(StrEnum):
    """Whether text is coloured; ``auto``: on a terminal, unless NO_COLOR is set."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def columns(output: Path | None) -> int:
    """Return how many columns text has: the terminal's, within bounds, or :data:`ELSEWHERE`."""
    if output or not sys.stdout.isatty():
        return ELSEWHERE
    try:
        wide = os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        wide = 0
    return max(NARROWEST, min(wide or ELSEWHERE, WIDEST))


def colored(color: Color, output: Path | None) -> bool:
    """Tell whether what goes to a file, or to standard output where there is none, is coloured."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not output and not plain and sys.stdout.isatty()


def silence() -> None:
    """Let nothing more be written to standard output, not even on leaving: nobody reads it, or it is full."""
    if sys.stdout.writable():
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def heed_interruptions(*, reads: bool = False) -> None:
    """Have Ctrl-C raise KeyboardInterrupt from here on: there is something to lose.

    Args:
        reads: whether articles will be read. What runs the network is loaded first: compiled code that is interrupted
            while it is loaded may fail as if it were broken.
    """
    if reads:
        for module in _COMPILED:
            import_module(module)
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
