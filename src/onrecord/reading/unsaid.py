"""What nobody says: what is seen, and sources, that a network takes for what is ascribed.

"She was pictured at the docks" tells what was seen, and "citing an unnamed source" who said what stands elsewhere.
"""

from __future__ import annotations

import re

from onrecord.reading.raw import Raw

_SEEN = re.compile(
    r"(?:(?:is|are|was|were|been|has|have|had|also|currently|often)\s+)*"
    r"(?:pictured|photographed|filmed|misidentified\s+as|confused\s+with)",
    re.IGNORECASE,
)
_CITING = re.compile(r"(?:has\s+|have\s+|had\s+)?(?:citing|cites?|cited|quoting|quoted)", re.IGNORECASE)
_SOURCES = re.compile(
    r"(?:(?:a|an|the|one|two|three|several|some)\s+)?(?:[\w-]+\s+){0,2}(?:sources?|officials?|insiders?|people)"
    r"(?:\s+(?:familiar|close|with|in|at|inside)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)


def without_unsaid(raws: list[Raw], text: str) -> list[Raw]:
    """Leave out what was only seen of somebody, by nobody, and whom somebody cites.

    Args:
        raws: the statements in the making.
        text: the article's text.
    """
    return [raw for raw in raws if not _seen(raw, text) and not _cites(raw, text)]


def _seen(raw: Raw, text: str) -> bool:
    return not raw.source and len(raw.cue) == 1 and _SEEN.fullmatch(text, *raw.cue[0]) is not None


def _cites(raw: Raw, text: str) -> bool:
    if len(raw.cue) != 1 or len(raw.content) != 1:
        return False
    return (
        _CITING.fullmatch(text, *raw.cue[0]) is not None
        and _SOURCES.fullmatch(text, *raw.content[0]) is not None
    )
