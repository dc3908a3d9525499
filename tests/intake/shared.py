"""Shared data that lies beside the project: found through the environment, skipped where it is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]


def _shared(variable: str, default: str, name: str) -> Path:
    path = _ROOT / os.environ.get(variable, default) / name
    if not path.exists():
        pytest.skip(f"{variable} has no {name}")
    return path


def corpus(name: str) -> Path:
    """Return a file of the corpus."""
    return _shared("ONRECORD_CORPUS", "../shared/corpus", name)


def pages(name: str) -> Path:
    """Return a file of the real news pages."""
    return _shared("ONRECORD_PAGES", "../shared/pages", name)
