"""The weights of onrecord's tier ``best``."""

from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights"
"""The folder of the weights."""
