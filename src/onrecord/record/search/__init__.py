"""Search in a record: what somebody asks, which statements answer it, and who said how much."""

from onrecord.record.search.results import (
    Count,
    Facet,
    Facets,
    Filters,
    Found,
    Hit,
    Order,
    Role,
    Speaker,
    SpeakerLine,
    Speakers,
    Who,
)

__all__ = [
    "Count",
    "Facet",
    "Facets",
    "Filters",
    "Found",
    "Hit",
    "Order",
    "Role",
    "Speaker",
    "SpeakerLine",
    "Speakers",
    "Who",
]
