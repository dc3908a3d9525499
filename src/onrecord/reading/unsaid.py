"""What nobody says: names and sources that a network takes for what is ascribed.

"A ferry also known as the Swift" tells what the ferry is called, and "citing an unnamed source" who said what stands
elsewhere.
"""

from __future__ import annotations

import re

from onrecord.reading.raw import Raw

_CALLED = re.compile(
    r"(?:(?:is|are|was|were|been|has|have|had|also|commonly|better|widely|best|well|formerly|currently|otherwise)\s+)*"
    r"(?:known\s+as|dubbed|nicknamed|pictured|misidentified\s+as|confused\s+with)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”‘«]|\B'")
_CITING = re.compile(r"(?:has\s+|have\s+|had\s+)?(?:citing|cites?|cited|quoting|quoted)", re.IGNORECASE)
_SOURCES = re.compile(
    r"(?:(?:a|an|the|one|two|three|several|some)\s+)?(?:[\w-]+\s+){0,2}(?:sources?|officials?|insiders?|people)"
    r"(?:\s+(?:familiar|close|with|in|at|inside)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)


def without_unsaid(raws: list[Raw], text: str) -> list[Raw]:
    """Leave out what only says how something is called, where nobody calls it so, or whom somebody cites.

    Args:
        raws: the statements in the making.
        text: the article's text.
    """
    return [raw for raw in raws if not _calls(raw, text) and not _cites(raw, text)]


def _calls(raw: Raw, text: str) -> bool:
    if raw.source or len(raw.cue) != 1:
        return False
    quoted = any(
        _QUOTED.search(text, *span) for span in raw.content
    )  # "known as the “ferry king”" in somebody's words
    return _CALLED.fullmatch(text, *raw.cue[0]) is not None and not quoted


def _cites(raw: Raw, text: str) -> bool:
    if len(raw.cue) != 1 or len(raw.content) != 1:
        return False
    return (
        _CITING.fullmatch(text, *raw.cue[0]) is not None
        and _SOURCES.fullmatch(text, *raw.content[0]) is not None
    )
