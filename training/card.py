"""The card of a model: what the package knows of its weights, and the name that follows from it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from onrecord.reading.tokens import WINDOW


def digest(*paths: Path) -> str:
    """Return the SHA-256 digest of a file, or of several one behind another."""
    found = hashlib.sha256()
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()


def signed(card: dict[str, Any]) -> dict[str, Any]:
    """Return a card with the name that its tier, weights, steps and confidences give it."""
    parts = ("sha256", "acts_sha256", "lexicon_sha256", "lexicon", "steps", "confidence", "acts")
    # a window of the usual size was no part of a name before there were others
    other = [
        card[part] for part, usual in (("window", WINDOW), ("beside", None)) if card.get(part, usual) != usual
    ]
    facts = json.dumps([card.get(part) for part in parts] + other, sort_keys=True)
    name = f"onrecord-{card['tier']}-{hashlib.sha256(facts.encode()).hexdigest()[:12]}"
    return {"name": name, **{key: value for key, value in card.items() if key != "name"}}
