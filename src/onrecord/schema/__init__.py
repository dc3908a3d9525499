"""The JSON Schema (draft 2020-12) of what onrecord prints: one file a schema version."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from onrecord.statement import SCHEMA_VERSION


def schema_text() -> str:
    """Return the schema of a reading as it stands in the package, with its last newline."""
    file = resources.files(__package__) / f"reading-{SCHEMA_VERSION}.json"
    return file.read_text(encoding="utf-8")


def load_schema() -> dict[str, Any]:
    """Return the schema of a reading, for a validator."""
    schema: dict[str, Any] = json.loads(schema_text())
    return schema
