"""Figures of rivals that do not install from PyPI, or that were published, as they were measured once.

All are of PolNeAR's *test* part, which is some two to three points harder than the development part that this command
reads, and which is held out here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of one reader.

    Args:
        reader: its name.
        f1: exact F1 of source, cue and content, percent.
        speed: words per second on one core; ``None`` where it is not known.
        origin: where the figures come from.
    """

    reader: str
    f1: tuple[float, float, float]
    speed: int | None
    origin: str


PUBLISHED = (
    Figure(
        "CofeNet (BERT-base)",
        (83.2, 75.3, 72.9),
        None,
        "published: Wang and others, COLING 2022; CofeNet's protocol",
    ),
    Figure(
        "BBC Citron",
        (63.8, 51.9, 38.3),
        1800,
        "measured once, retrained on PolNeAR's training part; the scorer's own protocol",
    ),
    Figure(
        "Gender Gap Tracker",
        (58.1, 48.9, 35.4),
        4700,
        "measured once, its extractor; the scorer's own protocol",
    ),
    Figure("textacy", (27.4, 32.7, 14.5), 3600, "measured once; the scorer's own protocol"),
)

SPACY_SPEED = 4900
"""Words per second of spaCy's pipeline alone on the machine that those speeds were measured on."""
