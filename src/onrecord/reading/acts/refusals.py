"""Words that settle a stand: right before an action, or all by themselves.

"Ruled out", "will not", "did not rule out", "called for", "renewed his proposal to"; "Sending engineers? No thanks",
"right not to close any doors". They are plain, and some rare in the articles that the network learned from. Of the
labelled positions that are learned from, 58 of 61 that such words leave open or rule out are so, 105 of 108 that they
favour, and 4 of 4 that take a position by themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.acts.heads import ACTS, STANDS
from onrecord.statement import Span, Spans, Stand

_REACH: Final = 60
_ODDS: Final = 0.93
_REFUSES: Final = 0.83
"""Of the labelled statements that are learned from whose action plain words rule out, 44 of 53 are refusals."""
_SELDOM: Final = 0.15
"""What is left of the odds of other acts where plain words favour an action: 102 of 111 such statements urge or
support, of all labelled ones that are learned from 23 in 100 do."""

_FEW: Final = r"(?:[\w’'-]+\s+){0,2}"
_NOT: Final = r"(?:\bnot|n[’']t|\bnever|\bwithout|\bdeclin\w+ to|\brefus\w+ to)"
_EXCLUDES: Final = (
    r"(?:rul(?:e|es|ed|ing)(?: \w+ly)? out"
    r"|(?:always|categorically|firmly|flatly|explicitly) exclud(?:e|es|ed))"
)
_OPEN: Final = re.compile(
    rf"{_NOT}\s+{_FEW}(?:rul(?:e|ed|ing) out|exclud(?:e|ed|ing))\s+{_FEW}$"
    rf"|\b(?:leav\w+|left|keep\w*|kept)\s+(?:the\s+)?(?:door\s+)?open\s+{_FEW}{_FEW}$",
    re.IGNORECASE,
)
_RULED_OUT: Final = re.compile(
    rf"\b(?:{_EXCLUDES}|refus(?:e|es|ed|ing) to|reject(?:s|ed|ing)?|swore off"
    r"|(?:vow(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)) not to"
    r"|(?:will|would|shall|going to)\s+(?:not|never)|not\s+going\s+to|w(?:on|ouldn)[’']t|never)"
    rf"\s+{_FEW}$",
    re.IGNORECASE,
)
_WISH: Final = r"(?:suggestions?|proposals?|calls?|push|pleas?|recommendations?|demands?|appeals?|support)"
_FAVOURED: Final = re.compile(
    r"(?:\b(?:call(?:s|ed|ing)?|push(?:es|ed|ing)?|press(?:es|ed|ing)?|argu(?:es|ed|ing)|plead(?:s|ed|ing)?"
    r"|lobb(?:ies|ied|ying))\s+(?:\w+\s+)?for"
    r"|\b(?:suggest(?:s|ed|ing)|propos(?:es|ed|ing|e)|advocat(?:es|ed|ing|e)|recommend(?:s|ed|ing)?|urg(?:es|ed|ing)"
    r"|favou?r(?:s|ed)?|back(?:s|ed|ing)|support(?:s|ed|ing)?|endors(?:es|ed|ing)|in favou?r of)"
    r"|\b(?:doubl\w+ down on|defend\w*|repeat\w*|renew\w*|reiterat\w*|st(?:and|ood|ands|anding) by|mak(?:es|ing)|made"
    r"|reviv\w+|issu\w+|voic\w+|express\w*|outlin\w+|with|in)\s+(?:(?:his|her|their|its|our|my|an?|own)\s+)"
    rf"{_FEW}{_WISH}\s+(?:of|for|to))\s+(?:(?:an?|the)\s+)?$",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(rf"(?:{_NOT}|\bno longer)\s+{_FEW}(?:\w+\s+)?$", re.IGNORECASE)
_OUTRIGHT: Final = re.compile(rf"\b{_EXCLUDES}\s+(?!that\b)(?=[\w“\"])", re.IGNORECASE)
_OWN: Final = re.compile(r"\b(?:I|we|he|she|they|who|which)\b[^.?!;]*$", re.IGNORECASE)
_UNDONE: Final = re.compile(rf"{_NOT}\s+{_FEW}$", re.IGNORECASE)
_DOORS: Final = re.compile(
    rf"{_NOT}\s+(?:to\s+)?"
    r"(?P<deed>(?:clos|shut|slam)(?:e|es|ed|ing|ting)?\s+(?:any|the|that|a|our)\s+doors?\b)",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    r"(?:^|[“\"]|(?<=[.?!] ))(?:(?:should|shall|will|would|do|does|did|can|could) (?:we|i|they|he|she) )?"
    r"(?P<deed>[^.?!“”\"\n]{6,160})\?(?:[^.!?“”\"\n]{6,160}\?)?\s+(?:[“\"]\s*)?"
    r"(?:no(?:,? thanks?(?: you)?|,? way|,? never)|never|absolutely not|not a chance|not on my watch)\b",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"[.;:?!,…—–](?=[\s”\"’']|$)|[\n”“\"]|\s*https?:"
    r"|\s(?:\(|if|unless|but|because|while|although|as long as"
    r"|and (?:he|she|they|it|we|i|said|has|have|had|is|was))(?=\s|\w)",
    re.IGNORECASE,
)


def stand_told(text: str, action: Span, low: int) -> Stand | None:
    """Return the stand that the words before an action settle, ``None`` where they leave it open.

    Args:
        text: the article's text.
        action: the action.
        low: where its statement begins.
    """
    before = text[max(low, action[0] - _REACH) : action[0]]
    if _OPEN.search(before):
        return "open"
    if _RULED_OUT.search(before):
        return "ruled_out"
    wished = _FAVOURED.search(before)
    return "favoured" if wished and not _DENIED.search(before, 0, wished.start()) else None


def settled(odds: NDArray[np.float32], stand: Stand) -> NDArray[np.float32]:
    """Return the odds of each stand where words settle it, shape ``(STANDS,)``."""
    told = np.zeros(len(STANDS), dtype=np.float32)
    told[STANDS.index(stand)] = 1.0
    sure: NDArray[np.float32] = (1 - _ODDS) * odds + np.float32(_ODDS) * told
    return sure


def refusing(odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the odds of each act of a statement that rules something out in plain words, shape ``(ACTS,)``."""
    told = np.zeros(len(ACTS), dtype=np.float32)
    told[ACTS.index("refuse")] = 1.0
    sure: NDArray[np.float32] = np.float32(1 - _REFUSES) * odds + np.float32(_REFUSES) * told
    return sure


def wishing(odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the odds of each act of a statement that favours an action in plain words, shape ``(ACTS,)``."""
    seldom = [1.0 if act in ("demand", "support") else _SELDOM for act in ACTS]
    left = odds * np.asarray(seldom, dtype=np.float32)
    shares: NDArray[np.float32] = left / left.sum()
    return shares


@dataclass(frozen=True, slots=True)
class Outright:
    """A position that the words of a statement take by themselves: the stand and the action's characters."""

    stand: Stand
    action: Span


def outright(text: str, low: int, high: int, cue: Spans = ()) -> Outright | None:
    """Return the position that a statement takes in plain words, ``None`` where it takes none so.

    "has always excluded sending engineers", "right not to close any doors", "Sending engineers? No thanks, never."

    Args:
        text: the article's text.
        low: where the statement begins.
        high: where it ends.
        cue: its cue's spans: what is ruled out there the source rules out, elsewhere whoever "we" or "he" is.
    """
    said = text[low:high].lower()
    if "?" in said and (asked := _ASKED.search(text, low, high)) is not None:
        return Outright("ruled_out", asked.span("deed"))
    if "door" in said and (kept := _DOORS.search(text, low, high)) is not None:
        return Outright("open", kept.span("deed"))
    if "rul" not in said and "exclud" not in said:
        return None
    for ruled in _OUTRIGHT.finditer(text, low, high):
        own = any(start < ruled.end() and ruled.start() < end for start, end in cue)
        if not own and not _OWN.search(text, max(low, ruled.start() - _REACH), ruled.start()):
            continue
        action = ruled.end(), end_of_deed(text, ruled.end() + 1, high)
        undone = _UNDONE.search(text, max(low, ruled.start() - _REACH), ruled.start())
        return Outright("open" if undone else "ruled_out", action)
    return None


def end_of_deed(text: str, start: int, high: int) -> int:
    """Return where a deed that is told from ``start`` on ends, at ``high`` or before it."""
    ends = _ENDS.search(text, start, high)
    return ends.start() if ends else high
