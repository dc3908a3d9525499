"""Sources that the network took from a neighbour: to whom something was told, who was asked, whose plan it was.

Such a source is left out, so that the resolution of speakers looks for the subject of the cue.
"""

from __future__ import annotations

import re

from onrecord.reading.raw import Raw

_ARTICLES = frozenset(("the", "a", "an"))
_TOLD = re.compile(r"(?:\S+ ){0,3}(?:told|tells|informed|assured|reminded)$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:when |if |(?:is|are|was|were|been|being) )*(?:asked|pressed|questioned|quizzed|grilled)"
    r"(?: (?:about|whether|if|why|how|on))?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:is|are|was|were|been|being|about|whether)\b", re.IGNORECASE)
_OWNER = re.compile(r"['’]s$")
_RELATIVE = re.compile(r"(who|which|that)\s+\S+\s")
_THAN = re.compile(r"\sthan\s+(?=[^,]+$)")


def without_neighbours(raws: list[Raw], text: str) -> list[Raw]:
    """Leave out the sources that say something else than who speaks.

    These are whom somebody tells something ("Ruiz told the reporter Bo Lind that"), who is asked ("Ruiz, asked about
    the docks"), and a possessor of something that the cue is no part of ("than Ruiz's plan) and described"). Of a
    relative clause that was taken for a source the pronoun stays, or what is compared behind "than".
    """
    for raw in raws:
        if not raw.source or not raw.cue:
            continue
        source, cue = (raw.source[0][0], raw.source[-1][1]), (raw.cue[0][0], raw.cue[-1][1])
        said, words = text[slice(*cue)], text[slice(*source)]
        if words.casefold() in _ARTICLES:
            raw.source = []
            continue
        if source[0] >= cue[1]:
            behind = not text[cue[1] : source[0]].strip() and raw.content[0][0] >= source[1]
            if behind and _TOLD.match(said) and not _PASSIVE.search(said):
                raw.source = []
            continue
        between = text[source[1] : cue[0]]
        asked = _ASKED.match(said) is not None and _ABOUT.search(said) is not None
        if asked or (_OWNER.search(words) and len(between.split()) > 1):
            raw.source = []
            continue
        clause = _RELATIVE.match(words + " ")
        if clause is not None and len(words.split()) > 1 and len(raw.source) == 1:
            compared = _THAN.search(words)
            raw.source = [
                (source[0] + compared.end(), source[1])
                if compared is not None
                else (source[0], source[0] + clause.end(1))
            ]
    return raws
