"""On whose behalf somebody speaks: "for the council", "in the name of the League"."""

from __future__ import annotations

import re

from onrecord.reading.speakers.attribution import Attribution
from onrecord.statement import Passage

_BEHALF = re.compile(
    r"\b(?:on behalf of|in the name of|speaking for|in (?:his|her|its|their) capacity as)\s+"
    r"(?P<whom>(?:the |his |her |their |its )?[^,;:.!?()\"“”—–]{2,80}?)"
    r"(?=[,;:.!?()\"“”—–]|\s+(?:said|says|who|which|that|and|told|in|on|at)\b|\s*$)",
    re.IGNORECASE,
)


def on_behalf_of(text: str, attribution: Attribution) -> Passage | None:
    """Return the words for whom a statement is made, where its source, cue or content says so.

    In the content it is said in the first person's place only as "in the name of" or "on behalf of".

    Args:
        text: the article's text.
        attribution: the statement's spans.
    """
    for spans in (attribution.source, attribution.cue, attribution.content):
        for start, end in spans:
            found = _BEHALF.search(text, start, end)
            if found is None:
                continue
            if spans is attribution.content and not found.group().lower().startswith(
                ("on behalf", "in the name")
            ):
                continue
            return Passage.of(text, (found.span("whom"),))
    return None
