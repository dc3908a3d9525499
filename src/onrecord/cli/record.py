"""What makes and keeps a record: ``onrecord add`` and its fellows."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Give the commands to the app."""
