"""What ``onrecord`` and ``python -m onrecord`` run."""

from __future__ import annotations

import signal


def main() -> None:
    """Run the command; until it has something to lose, the interrupt key just ends it, as it ends others."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from onrecord.cli import main as command

    command()


if __name__ == "__main__":
    main()
